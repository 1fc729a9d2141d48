"""When somebody can be away, and who can stand in."""

from collections.abc import Iterable
from datetime import date
from typing import Final, NamedTuple

from gremien.rules.befund import Befund, Stufe

HOECHSTENS_TAGE: Final = 366
"""Longer than a year is no absence: then the role belongs to somebody else."""


class Zeit(NamedTuple):
    """From one day to another, both included."""

    von: date
    bis: date


def check_abwesenheit(zeit: Zeit, *, heute: date, andere: Iterable[Zeit], is_dieselbe_person: bool) -> list[Befund]:
    """Check one absence against today, those entered already, and who stands in; each finding names its field."""
    ueberschnitten = [a for a in andere if a.von <= zeit.bis and zeit.von <= a.bis]
    verstoesse = [
        (
            is_dieselbe_person,
            "Die Vertretung muss eine andere Person sein. Bitte wählen Sie jemand anderen.",
            "vertretung",
        ),
        (zeit.bis < zeit.von, "Das Ende liegt vor dem Beginn. Bitte ändern Sie einen der beiden Tage.", "bis"),
        (zeit.bis < heute, "Diese Zeit ist schon vorbei. Bitte geben Sie ein Ende ab heute an.", "bis"),
        (
            (zeit.bis - zeit.von).days > HOECHSTENS_TAGE,
            "Das ist länger als ein Jahr. Bitte lassen Sie dafür die Rolle neu erteilen.",
            "bis",
        ),
        (
            bool(ueberschnitten),
            "Für diese Zeit ist schon eine Vertretung eingetragen. Bitte beenden Sie sie zuerst.",
            "von",
        ),
    ]
    return [Befund(satz, "", Stufe.SPERRE, feld) for verletzt, satz, feld in verstoesse if verletzt]
