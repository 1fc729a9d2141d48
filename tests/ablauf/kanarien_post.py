"""Invitations of the council with secrets go out by mail, with the agenda as a file."""

from django.utils import timezone

from gremien.models import Stadt
from konten.models import Konto
from sitzungen.actions.sitzung import invite_sitzung
from sitzungen.models import Sitzung


def invite_by_mail(sitzung: Sitzung, mitglied: Konto | None, dienst: Konto) -> Sitzung:
    """Invite everybody, this member by a mail to which the city attaches the invitation."""
    assert mitglied is not None
    Konto.objects.filter(pk=mitglied.pk).update(email="mitglied@example.org")
    Stadt.objects.update_or_create(pk=1, defaults={"einladung_mit_pdf": True})
    return invite_sitzung(sitzung, zugang=timezone.now(), konto=dienst, per_mail=True)
