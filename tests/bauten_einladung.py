"""Builders of invitations: members with and without an address, who is invited, and what the journal proves of it."""

from django.utils import timezone

from konten.models import Konto
from sitzungen.actions.sitzung import invite_sitzung
from sitzungen.models import Einladung, Sitzung
from tests.bauten import build_konto, build_mitglied
from tests.journal.haus import enter_rollen, find


def build_leute(sitzung: Sitzung, *adressen: str) -> list[Konto]:
    """Seat members with these addresses; an empty one is none."""
    return [build_mitglied(gremium=sitzung.gremium, konto=build_konto(email=adresse)) for adresse in adressen]


def invite(sitzung: Sitzung, konto: Konto) -> Sitzung:
    return invite_sitzung(sitzung, zugang=timezone.now(), konto=konto, per_mail=True)


def einladung_of(sitzung: Sitzung, konto: Konto) -> Einladung:
    return Einladung.objects.with_zugang().with_antwort().get(sitzung=sitzung, person=konto.person)


def find_unproven() -> list[str]:
    """Return what the journal does not know, or knows otherwise."""
    enter_rollen()
    return find()
