"""What the person asking may do, boiled down once per request to plain sets that every visibility rule reads."""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.utils import timezone

from gremien.enums import Gremienart
from gremien.models import Mitgliedschaft
from gremien.querysets import gueltig_am
from konten.enums import Rolle
from konten.models import Konto

Besucher = Konto | AnonymousUser
"""Whoever asks: a logged-in account or an anonymous visitor."""


class KontoRequest(HttpRequest):
    """A request behind the login: somebody is known."""

    user: Konto


@dataclass(frozen=True, slots=True)
class Rechte:
    """Rights of one account today. All sets hold primary keys; empty for anonymous visitors."""

    konto: int | None = None
    person: int | None = None
    administration: bool = False
    sitzungsdienst: bool = False
    oberbuergermeister: bool = False
    bearbeitet: frozenset[int] = frozenset()
    """Offices (Amt) this account drafts for."""
    leitet: frozenset[int] = frozenset()
    """Offices (Amt) this account heads."""
    dezernate: frozenset[int] = frozenset()
    schriftfuehrung: frozenset[int] = frozenset()
    """Bodies (Gremium) whose results this account may record."""
    gremien: frozenset[int] = frozenset()
    """Bodies (Gremium) this person sits in."""
    fraktionen: frozenset[int] = frozenset()
    """Groups (Fraktion) of the council this account drafts for: those of its members and of their office."""
    ratsmitglied: bool = False
    """Whether this person sits in the council and may hand in papers of their own."""

    @property
    def angemeldet(self) -> bool:
        """Return whether somebody is logged in."""
        return self.konto is not None

    @property
    def aemter(self) -> frozenset[int]:
        """Return the offices whose drafts this account sees."""
        return self.bearbeitet | self.leitet

    @property
    def aus_dem_rat(self) -> bool:
        """Return whether this account may draft papers of the council."""
        return self.ratsmitglied or bool(self.fraktionen)

    @property
    def verwaltung(self) -> bool:
        """Return whether this account belongs to the administration rather than to the council alone."""
        return bool(self.aemter or self.dezernate or self.sitzungsdienst or self.oberbuergermeister)


NIEMAND = Rechte()
_NIEMANDS_KENNUNG = 0
"""Primary key that no account has."""


def rechte_of(besucher: Besucher) -> Rechte:
    """Return the rights of whoever asks, as of today.

    Kept on the account object, which lives for one request: a role or seat that ended counts no longer from
    the next request on. An inactive account has no rights.
    """
    if not isinstance(besucher, Konto) or not besucher.is_active or besucher.pk is None:
        return NIEMAND
    rechte: Rechte | None = besucher.__dict__.get("_rechte")
    if rechte is None:
        rechte = besucher.__dict__["_rechte"] = _read_rechte(besucher)
    return rechte


def build_besucher(rechte: Rechte) -> Konto:
    """Return a logged-in reader with exactly these rights: nobody's account, held in memory only."""
    konto = Konto(pk=_NIEMANDS_KENNUNG)
    konto.__dict__["_rechte"] = replace(rechte, konto=_NIEMANDS_KENNUNG)
    return konto


def _read_rechte(konto: Konto) -> Rechte:
    heute = timezone.localdate()
    zuweisungen = list(konto.rollenzuweisungen.filter(gueltig_am(heute)))
    sitze: list[tuple[int, str, int | None]] = []
    if konto.person_id:
        laufend = Mitgliedschaft.objects.gueltig_am(heute).filter(person=konto.person_id)
        sitze = list(laufend.values_list("gremium_id", "gremium__art", "fraktion_id"))
    im_rat = [fraktion for _, art, fraktion in sitze if art == Gremienart.RAT]

    def kennungen(rolle: Rolle, feld: str) -> frozenset[int]:
        return frozenset(getattr(zuweisung, feld) for zuweisung in zuweisungen if zuweisung.rolle == rolle)

    rollen = {zuweisung.rolle for zuweisung in zuweisungen}
    return Rechte(
        konto=konto.pk,
        person=konto.person_id,
        administration=konto.is_superuser,
        sitzungsdienst=Rolle.SITZUNGSDIENST in rollen,
        oberbuergermeister=Rolle.OBERBUERGERMEISTER in rollen,
        bearbeitet=kennungen(Rolle.SACHBEARBEITUNG, "amt_id"),
        leitet=kennungen(Rolle.AMTSLEITUNG, "amt_id"),
        dezernate=kennungen(Rolle.DEZERNAT, "dezernat_id"),
        schriftfuehrung=kennungen(Rolle.SCHRIFTFUEHRUNG, "gremium_id"),
        gremien=frozenset(gremium for gremium, _, _ in sitze),
        fraktionen=kennungen(Rolle.FRAKTION, "fraktion_id") | frozenset(f for f in im_rat if f is not None),
        ratsmitglied=bool(im_rat),
    )
