"""Asking for co-signatures and giving them, for tests that are about something else."""

from django.utils import timezone

from gremien.models import Amt
from gremien.querysets import gueltig_am
from konten.enums import Rolle
from konten.models import Konto
from konten.permissions import find_antwortende
from konten.rules.vier_augen import is_unter
from tests.bauten import assign_rolle
from vorlagen.actions.beteiligung import list_schreibende
from vorlagen.actions.mitzeichnung import countersign_vorlage
from vorlagen.enums import Mitzeichnungsergebnis
from vorlagen.models import Fassung, Mitzeichnung
from vorlagen.rules.mitzeichnungsplan import Stelle, Wunsch


def ask(konto: Konto, schritt: int = 1) -> Wunsch:
    """Return the wish to ask the Amt that this account heads, at once; it gets a new one where it heads none."""
    geleitet = konto.rollenzuweisungen.filter(gueltig_am(timezone.localdate()), rolle=Rolle.AMTSLEITUNG).first()
    zuweisung = geleitet or assign_rolle(konto, Rolle.AMTSLEITUNG)
    return Wunsch(Stelle("amt", zuweisung.amt_id or 0), schritt)


def amt_of(konto: Konto) -> Amt:
    """Return the one Amt this account works for or heads."""
    amt = konto.rollenzuweisungen.get(amt__isnull=False).amt
    assert amt is not None
    return amt


def find_offene(fassung: Fassung) -> Mitzeichnung | None:
    """Return what must be answered next before the release, the first that was asked."""
    offene = fassung.mitzeichnungen.before_release().filter(erbeten_am__isnull=False)
    return offene.select_related("konto", "amt", "dezernat").order_by("schritt", "pk").first()


def find_zeichnende(zeile: Mitzeichnung) -> Konto:
    """Return who can answer it today and wrote nothing of the paper."""
    stelle = zeile.stelle
    if stelle is None:
        assert zeile.konto is not None
        return zeile.konto
    schreibende = list_schreibende(zeile.fassung)
    return next(w.konto for w in find_antwortende([stelle])[stelle] if not is_unter(w.konto.auge, schreibende))


def sign_alle(fassung: Fassung, *, bemerkung: str = "") -> None:
    """Let every office that is asked agree, step by step, all but the paper's own Dezernat."""
    while (zeile := find_offene(fassung)) is not None:
        countersign_vorlage(
            fassung,
            konto=find_zeichnende(zeile),
            ergebnis=Mitzeichnungsergebnis.ZUGESTIMMT,
            bemerkung=bemerkung,
        )
