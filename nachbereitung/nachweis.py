"""What the journal keeps about minutes and about what becomes of decisions."""

from typing import Final

from django.db.models import Q

from journal.enums import Akt
from journal.leser import build_leser
from journal.nachweis import Auswahl, Nachweisart, register
from konten.nachweis import list_vorschlaege
from nachbereitung.models import (
    Ausfertigung,
    Bekanntgabe,
    Einwendung,
    Niederschrift,
    Niederschriftschritt,
    Umsetzungsauskunft,
    Vermerk,
)
from sitzungen.nachweis import along_sitzung, name_sitzung, name_top

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


VERMERK_FELDER: Final = {
    "top": "Beschluss",
    "nummer": "Nummer",
    "stand": "Stand",
    "text": "Vermerk",
    "bedingung": "Bedingung",
    "amt": "zuständiges Amt",
    "frist": "Frist",
    "konto": "vermerkendes Konto",
    "person": "vermerkende Person",
    "vermerkt_am": "Zeitpunkt",
}
AUSKUNFT_FELDER: Final = {
    "top": "Beschluss",
    "nummer": "Nummer",
    "text": "öffentlicher Wortlaut",
    "konto": "schreibendes Konto",
    "person": "schreibende Person",
    "geschrieben_am": "Zeitpunkt des Wortlauts",
    "freigegeben_am": "Zeitpunkt der Freigabe",
    "freigegeben_von": "freigebendes Konto",
    "freigegeben_person": "freigebende Person",
}
BEKANNTGABE_FELDER: Final = {
    **AUSKUNFT_FELDER,
    "entscheidung": "Entscheidung",
    "grund": "Grund",
    "bekanntgegeben_in": "Sitzung der Bekanntgabe",
}
_TOP: Final = along_sitzung("top__sitzung__", "top__teil", "top__nummer")


def _name_zeile(zeile: dict[str, object]) -> str:
    return f"{zeile['nummer']} zu {name_top(zeile, 'top__')}"


VERMERK: Final = Nachweisart(
    "vermerk", "Vermerk", VERMERK_FELDER, build_leser(Vermerk, VERMERK_FELDER, _name_zeile, *_TOP), ab=3
)
AUSKUNFT: Final = Nachweisart(
    "umsetzungsauskunft",
    "Auskunft zur Umsetzung",
    AUSKUNFT_FELDER,
    build_leser(Umsetzungsauskunft, AUSKUNFT_FELDER, _name_zeile, *_TOP),
    ab=3,
)
BEKANNTGABE: Final = Nachweisart(
    "bekanntgabe",
    "Bekanntgabe",
    BEKANNTGABE_FELDER,
    build_leser(Bekanntgabe, BEKANNTGABE_FELDER, _name_zeile, *_TOP),
    ab=3,
)


def _list_vermerk(akt: Akt, vermerk: Vermerk) -> Auswahl:
    return [(VERMERK, Q(top=vermerk.top_id))]


def _list_auskunft(akt: Akt, zeile: Umsetzungsauskunft) -> Auswahl:
    vorschlaege = list_vorschlaege(Umsetzungsauskunft.objects.filter(top=zeile.top_id))
    return [(AUSKUNFT, Q(top=zeile.top_id)), *vorschlaege]


def _list_bekanntgabe(akt: Akt, zeile: Bekanntgabe) -> Auswahl:
    return [(BEKANNTGABE, Q(top=zeile.top_id)), *list_vorschlaege(Bekanntgabe.objects.filter(top=zeile.top_id))]


register(
    (VERMERK, AUSKUNFT, BEKANNTGABE),
    {
        "nachbereitung.vermerk": _list_vermerk,
        "nachbereitung.umsetzungsauskunft": _list_auskunft,
        "nachbereitung.bekanntgabe": _list_bekanntgabe,
    },
)
