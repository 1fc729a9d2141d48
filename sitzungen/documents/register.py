"""What the register of prints is told of a print: what it shows and for which kind of reader."""

from collections.abc import Callable, Mapping
from enum import Enum

from dokumente.ausgabe.ausdrucke import Herkunft, Registrierung
from konten.rechte import Besucher
from sitzungen.documents.leserkreis import OEFFENTLICH, build_leser, name_leserkreis


class Gegenstand(Enum):
    """What a print shows: the word before the key in the register ("fassung:12")."""

    FASSUNG = "fassung"
    VORDRUCK = "vordruck"
    """A Fassung with an empty grid although results are recorded."""
    TAGESORDNUNG = "tagesordnung"
    EINLADUNG = "einladung"
    BEKANNTMACHUNG = "bekanntmachung"
    """An agenda, or a Nachtrag, as it was announced."""
    TOP = "top"
    MAPPE = "mappe"
    """A packet of the sitting with that key: it holds while nothing its readers see of the sitting changes."""


Lesen = Callable[[int, Besucher], str | None]
"""From key and reader to the digest of what would be printed now; None where that reader is given nothing."""


def build_registrierung(
    pk: int, nummer: str, *, leser: Besucher | None, kandidaten: Mapping[Gegenstand, Lesen]
) -> Registrierung:
    """Return what the register is told of a print; ``leser`` None is the office's full print.

    Of several readers and subjects that give the same print the most public one is named, so that later changes it
    does not show never make it look outdated. They are asked only for a print that is new.
    """

    def find_herkunft(summe: str) -> Herkunft:
        for kreis in (OEFFENTLICH, name_leserkreis(leser)):
            for gegenstand, lies in kandidaten.items():
                if lies(pk, build_leser(kreis)) == summe:
                    return Herkunft(f"{gegenstand.value}:{pk}", kreis)
        return Herkunft(f"{list(kandidaten)[-1].value}:{pk}", name_leserkreis(leser))

    return Registrierung(nummer, find_herkunft)


def parse_gegenstand(text: str) -> tuple[Gegenstand, int] | None:
    """Return what this key of the register means, None for one of another kind."""
    wort, _, kennung = text.partition(":")
    if wort not in {gegenstand.value for gegenstand in Gegenstand} or not kennung.isdecimal():
        return None
    return Gegenstand(wort), int(kennung)
