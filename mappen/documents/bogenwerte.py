"""What was read from a sheet, as it is stored (JSON) and taken out again."""

from collections.abc import Iterable
from typing import Any

from mappen.models import Bogen
from mappen.rules.bogen import Bogenpunkt, Bogenstelle
from sitzungen.enums import Teil
from vorlagen.enums import Kaestchenbedeutung


def dump_punkte(punkte: Iterable[Bogenpunkt]) -> list[dict[str, Any]]:
    """Return the items as plain values, in the order of the sheet; empty ones too, so that it is known they were."""
    return [
        {
            "sitzung": punkt.stelle.sitzung,
            "top": punkt.stelle.top,
            "fassung": punkt.stelle.fassung,
            "teil": str(punkt.stelle.teil),
            "nummer": punkt.stelle.nummer,
            "kreuze": sorted(str(kreuz) for kreuz in punkt.kreuze),
            "zahlen": dict(punkt.zahlen),
            "wortlaut": punkt.wortlaut,
            "freitext": punkt.freitext,
            "unstimmig": punkt.unstimmig,
        }
        for punkt in punkte
    ]


def load_punkte(bogen: Bogen) -> list[Bogenpunkt]:
    """Return what stands on a stored sheet, item by item."""
    return [_load(werte) for werte in bogen.werte]


def _load(werte: dict[str, Any]) -> Bogenpunkt:
    stelle = Bogenstelle(
        sitzung=werte["sitzung"],
        top=werte["top"],
        fassung=werte["fassung"],
        teil=Teil(werte["teil"]),
        nummer=werte["nummer"],
    )
    return Bogenpunkt(
        stelle=stelle,
        kreuze=frozenset(Kaestchenbedeutung(kreuz) for kreuz in werte["kreuze"]),
        zahlen=werte["zahlen"],
        wortlaut=werte["wortlaut"],
        freitext=werte["freitext"],
        unstimmig=werte["unstimmig"],
    )
