"""What the journal keeps about filled sheets, and what it compares."""

from typing import Final

from django.db.models import Q

from journal.enums import Akt
from journal.leser import build_leser
from journal.nachweis import Auswahl, Nachweisart, register
from mappen.models import Bogen
from sitzungen.nachweis import along_sitzung, name_sitzung

BOGEN_FELDER: Final = {"sitzung": "Sitzung", "datei__pruefsumme": "Datei", "eingelesen_von": "einlesendes Konto"}

BOGEN: Final = Nachweisart(
    "bogen",
    "Ausgefüllter Bogen",
    BOGEN_FELDER,
    build_leser(
        Bogen,
        BOGEN_FELDER,
        lambda zeile: f"{zeile['pk']} der Sitzung {name_sitzung(zeile, 'sitzung__')}",
        *along_sitzung("sitzung__"),
    ),
)


def _list_bogen(akt: Akt, bogen: Bogen) -> Auswahl:
    return [(BOGEN, Q(pk=bogen.pk))]


register((BOGEN,), {"mappen.bogen": _list_bogen})
