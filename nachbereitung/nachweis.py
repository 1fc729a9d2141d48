"""What the journal keeps about minutes: every step, every signed print, every objection."""

from typing import Final

from django.db.models import Q

from journal.enums import Akt
from journal.leser import build_leser
from journal.nachweis import Auswahl, Nachweisart, register
from nachbereitung.models import Ausfertigung, Einwendung, Niederschrift, Niederschriftschritt
from sitzungen.nachweis import along_sitzung, name_sitzung

SCHRITT_FELDER: Final = {
    "niederschrift": "Niederschrift",
    "art": "Schritt",
    "unterschrift": "Eigenschaft der Unterschrift",
    "fingerabdruck": "Prüfsumme des Inhalts",
    "bemerkung": "Bemerkung",
    "konto": "handelndes Konto",
    "person": "handelnde Person",
    "getan_am": "Zeitpunkt",
}
AUSFERTIGUNG_FELDER: Final = {
    "niederschrift": "Niederschrift",
    "nummer": "Nummer",
    "berichtigt": "berichtigte Ausfertigung",
    "grund": "Grund der Berichtigung",
    "fingerabdruck": "Prüfsumme des Inhalts",
    "oeffentlich__pruefsumme": "Datei der öffentlichen Niederschrift",
    "intern__pruefsumme": "Datei der Niederschrift mit nichtöffentlichem Teil",
    "seite_oeffentlich": "öffentlicher Inhalt der Seite",
    "seite_intern": "Inhalt der Seite",
    "unterzeichnet_am": "Zeitpunkt der Unterschriften",
    "veroeffentlicht_am": "Zeitpunkt der Veröffentlichung",
    "veroeffentlicht_von": "veröffentlichendes Konto",
}
EINWENDUNG_FELDER: Final = {
    "niederschrift": "Niederschrift",
    "person": "Person",
    "teil": "betroffener Teil",
    "text": "Einwendung",
    "eingegangen_am": "Tag des Eingangs",
    "erfasst_von": "erfassendes Konto",
    "erfasst_am": "Zeitpunkt der Erfassung",
}
_SITZUNG: Final = "niederschrift__sitzung__"


def _name(zeile: dict[str, object]) -> str:
    return f"{zeile['pk']} zur Niederschrift der Sitzung {name_sitzung(zeile, _SITZUNG)}"


SCHRITT: Final = Nachweisart(
    "niederschriftschritt",
    "Schritt",
    SCHRITT_FELDER,
    build_leser(Niederschriftschritt, SCHRITT_FELDER, _name, *along_sitzung(_SITZUNG)),
    ab=3,
)
AUSFERTIGUNG: Final = Nachweisart(
    "ausfertigung",
    "Ausfertigung",
    AUSFERTIGUNG_FELDER,
    build_leser(Ausfertigung, AUSFERTIGUNG_FELDER, _name, *along_sitzung(_SITZUNG)),
    ab=3,
)
EINWENDUNG: Final = Nachweisart(
    "einwendung",
    "Einwendung",
    EINWENDUNG_FELDER,
    build_leser(Einwendung, EINWENDUNG_FELDER, _name, *along_sitzung(_SITZUNG)),
    ab=3,
)


def _list_niederschrift(akt: Akt, niederschrift: Niederschrift) -> Auswahl:
    zu = Q(niederschrift=niederschrift.pk)
    return [(SCHRITT, zu), (AUSFERTIGUNG, zu), (EINWENDUNG, zu)]


register((SCHRITT, AUSFERTIGUNG, EINWENDUNG), {"nachbereitung.niederschrift": _list_niederschrift})
