"""Who else could be the second pair of eyes."""

from collections.abc import Collection

from django.db.models import Q
from django.utils import timezone

from gremien.querysets import gueltig_am
from konten.models import Konto, Rollenzuweisung
from konten.rules.vier_augen import Auge, is_unter


def list_konten_of(konto: Konto | None) -> list[Konto]:
    """Return every account of the person behind this one, itself included; none for None."""
    if konto is None or konto.person_id is None:
        return [] if konto is None else [konto]
    return list(Konto.objects.filter(person=konto.person_id))


def list_andere(rollen: Q, erste: Collection[Auge]) -> list[str]:
    """Return the names of those who hold one of these roles today and are none of the persons ``erste``.

    ``rollen`` is a filter over Rollenzuweisung. Accounts without a person do not count, nor do closed ones.
    """
    heute = Rollenzuweisung.objects.filter(gueltig_am(timezone.localdate())).filter(rollen)
    konten = Konto.objects.filter(is_active=True, person__isnull=False, pk__in=heute.values("konto"))
    andere = [k for k in konten.order_by("last_name", "username") if not is_unter(k.auge, erste)]
    # One name for a person with two logins.
    return list({konto.person_id: str(konto) for konto in andere}.values())
