"""Earlier papers about the same matter, for whoever begins one."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from konten.rechte import Besucher
from vorlagen.felder import SCHWER
from vorlagen.models import Fassung
from vorlagen.pages.schritte import link_kopie
from vorlagen.pages.stand import describe_staende
from vorlagen.querysets import VERFASSER
from vorlagen.rules.aehnlichkeit import GENUG, list_stichwoerter, rate_aehnlichkeit
from vorlagen.rules.stand import Stand

HOECHSTENS: Final = 5
"""Most papers shown."""
KANDIDATEN: Final = 60
"""Most papers looked at: those that share the most words, the newest first."""


@dataclass(frozen=True, slots=True)
class Aehnliche:
    """An earlier paper in one line; ``kopie`` leads to beginning another after it, empty where that may not be."""

    nummer: str
    betreff: str
    datum: date | None
    urheber: str
    stand: Stand
    adresse: str
    kopie: str


def list_aehnliche(konto: Besucher, betreff: str, entwurf: int | None = None) -> list[Aehnliche]:
    """Return the released papers that ``konto`` may read whose Betreff is like this one, the most alike first.

    ``entwurf`` is the paper it is written for: left out itself, and past the moment for taking another as its model.
    """
    stichwoerter = list_stichwoerter(betreff)
    if not stichwoerter:
        return []
    lesbar = Fassung.objects.visible_to(konto).exclude(vorlage=entwurf)
    kandidaten = lesbar.alike([wort.anfaenge for wort in stichwoerter])
    kandidaten = kandidaten.select_related("vorlage", *VERFASSER).defer(*SCHWER, "suchtext")[:KANDIDATEN]
    je_papier: dict[int, Fassung] = {}
    for fassung in sorted(kandidaten, key=lambda f: f.neufassung, reverse=True):
        je_papier.setdefault(fassung.vorlage_id, fassung)
    bewertet = [(rate_aehnlichkeit(betreff, fassung.betreff), fassung) for fassung in je_papier.values()]
    beste = sorted((paar for paar in bewertet if paar[0] >= GENUG), key=_rank, reverse=True)[:HOECHSTENS]
    staende = describe_staende([fassung.vorlage for _, fassung in beste], konto)
    return [
        _describe(fassung, staende[fassung.vorlage_id], "" if entwurf else link_kopie(konto, fassung))
        for _, fassung in beste
    ]


def _rank(paar: tuple[float, Fassung]) -> tuple[float, date, int]:
    bewertung, fassung = paar
    return round(bewertung, 2), fassung.datum or date.min, fassung.pk


def _describe(fassung: Fassung, stand: Stand, kopie: str) -> Aehnliche:
    return Aehnliche(
        nummer=fassung.nummer,
        betreff=fassung.betreff,
        datum=fassung.datum,
        urheber=str(fassung.urheber),
        stand=stand,
        adresse=fassung.vorlage.get_absolute_url(),
        kopie=kopie,
    )
