"""What the journal keeps about sittings with every act on them, and what it compares."""

from typing import Any, Final

from django.db.models import Q

from journal.enums import Akt
from journal.leser import build_leser
from journal.nachweis import Auswahl, Nachweisart, register
from konten.nachweis import list_vorschlaege
from sitzungen.models import Abstimmung, Anwesenheit, Sitzung, Tagesordnungspunkt
from vorlagen.nachweis import BERATUNG, VORLAGE

SITZUNG_FELDER: Final = {
    "gremium": "Gremium",
    "jahr": "Jahr",
    "laufend": "laufende Nummer",
    "beginn": "Beginn",
    "ort": "Ort",
    "hinweis": "Hinweis",
    "status": "Stand",
    "bekanntgemacht_am": "Zeitpunkt der Bekanntmachung",
    "tagesordnung_veroeffentlicht_am": "Zeitpunkt der Veröffentlichung der Tagesordnung",
    "eingeladen_am": "Zugang der Einladung",
    "dringlich_grund": "Grund der Dringlichkeit",
    "anwesenheit_vollstaendig": "Vollständigkeit der Anwesenheit",
}
TOP_FELDER: Final = {
    "sitzung": "Sitzung",
    "teil": "Teil",
    "nummer": "Nummer",
    "betreff": "Betreff",
    "oberbegriff": "öffentliche Bezeichnung",
    "worte_von": "Konto der öffentlichen Worte",
    "worte_von_person": "Person der öffentlichen Worte",
    "uebergeordnet": "übergeordneter Punkt",
    "beratung": "Station",
    "fassung": "aufgesetzte Fassung",
    "mehrheit": "nötige Mehrheit",
    "nachtrag_grund": "Dringlichkeit der Aufnahme",
    "abgesetzt_am": "Zeitpunkt der Absetzung",
    "abgesetzt_grund": "Grund der Absetzung",
    "aufnahme_ja": "Zahl der Stimmen für die Aufnahme",
    "aufnahme_anwesend": "Zahl der Anwesenden bei der Aufnahme",
}
ABSTIMMUNG_FELDER: Final = {
    "top": "Tagesordnungspunkt",
    "ausgang": "Ergebnis",
    "geaendert": "geänderter Beschluss",
    "wortlaut": "geänderter Wortlaut",
    "ja": "Zahl der Ja-Stimmen",
    "gegenstimmen": "Zahl der Gegenstimmen",
    "enthaltungen": "Zahl der Enthaltungen",
    "befangen": "Zahl der Befangenen",
    "anwesend": "Zahl der Anwesenden",
    "anwesenheit_vollstaendig": "Vollständigkeit der Anwesenheit",
    "berichtigt": "berichtigtes Ergebnis",
    "berichtigungsgrund": "Grund der Berichtigung",
    "grund": "Begründung trotz Hinweisen",
    "einsendung": "Kennung der Einsendung",
    "festgestellt_am": "Zeitpunkt der Feststellung",
    "festgestellt_von": "feststellendes Konto",
}
ANWESENHEIT_FELDER: Final = {
    "sitzung": "Sitzung",
    "person": "Person",
    "anwesend": "Anwesenheit",
    "stimmberechtigt": "Stimmrecht",
    "ersetzt": "ersetzte Angabe",
    "grund": "Grund der Berichtigung",
    "erfasst_am": "Zeitpunkt der Erfassung",
    "erfasst_von": "erfassendes Konto",
}

_SITZUNG: Final = ("jahr", "laufend", "gremium__kuerzel")


def name_sitzung(zeile: dict[str, Any], vor: str = "") -> str:
    """Return the number of the sitting in a row of values, whose names begin with ``vor``."""
    # Also a number that cannot be one is called by something.
    return f"{zeile[f'{vor}jahr']:04d}/{zeile[f'{vor}laufend']:03d}/{zeile[f'{vor}gremium__kuerzel']}"


def along_sitzung(vor: str, *weitere: str) -> tuple[str, ...]:
    """Return the names that :func:`name_sitzung` needs in a row, and further ones."""
    return (*(f"{vor}{name}" for name in _SITZUNG), *weitere)


def name_top(zeile: dict[str, Any], vor: str = "") -> str:
    """Return the item in a row of values, whose names begin with ``vor``, with its sitting."""
    punkt = f"{'Ö' if zeile[f'{vor}teil'] == 'oe' else 'N'} {zeile[f'{vor}nummer']}"
    return f"{punkt} der Sitzung {name_sitzung(zeile, f'{vor}sitzung__')}"


def _name_anwesenheit(zeile: dict[str, Any]) -> str:
    person = f"{zeile['person__vorname']} {zeile['person__nachname']}"
    return f"von {person} in der Sitzung {name_sitzung(zeile, 'sitzung__')}"


SITZUNG: Final = Nachweisart(
    "sitzung",
    "Sitzung",
    SITZUNG_FELDER,
    build_leser(Sitzung, SITZUNG_FELDER, name_sitzung, *_SITZUNG),
)
TOP: Final = Nachweisart(
    "top",
    "Tagesordnungspunkt",
    TOP_FELDER,
    build_leser(Tagesordnungspunkt, TOP_FELDER, name_top, *along_sitzung("sitzung__"), nur=~Q(nummer="")),
)
ABSTIMMUNG: Final = Nachweisart(
    "abstimmung",
    "Ergebnis zu",
    ABSTIMMUNG_FELDER,
    build_leser(
        Abstimmung,
        ABSTIMMUNG_FELDER,
        lambda zeile: name_top(zeile, "top__"),
        *along_sitzung("top__sitzung__", "top__teil", "top__nummer"),
    ),
)
ANWESENHEIT: Final = Nachweisart(
    "anwesenheit",
    "Anwesenheit",
    ANWESENHEIT_FELDER,
    build_leser(
        Anwesenheit,
        ANWESENHEIT_FELDER,
        _name_anwesenheit,
        *along_sitzung("sitzung__", "person__vorname", "person__nachname"),
    ),
)

OHNE_TOPS: Final = frozenset(
    {
        *(Akt.VEROEFFENTLICHEN, Akt.EINLADEN, Akt.EROEFFNEN, Akt.BEENDEN),
        *(Akt.ANWESENHEIT, Akt.ANWESENHEIT_BERICHTIGEN),
    }
)
"""Acts on a sitting that leave its agenda as it is."""
OHNE_ANWESENHEIT: Final = frozenset(
    {
        *(Akt.ANSETZEN, Akt.VEROEFFENTLICHEN, Akt.TO_VEROEFFENTLICHEN, Akt.EINLADEN),
        *(Akt.EROEFFNEN, Akt.BEENDEN, Akt.ABSAGEN),
    }
)
"""Acts on a sitting that leave its attendance as it is."""
MIT_VORSCHLAG: Final = frozenset({Akt.VORSCHLAGEN, Akt.VORSCHLAG_ABLEHNEN, Akt.TO_VEROEFFENTLICHEN})
"""Acts on a sitting that make or answer a proposal."""


def _list_sitzung(akt: Akt, sitzung: Sitzung) -> Auswahl:
    """Return what an act on a sitting concerns: all of it, except what the act is known to leave alone."""
    betroffen: Auswahl = [(SITZUNG, Q(pk=sitzung.pk))]
    if akt in MIT_VORSCHLAG:
        betroffen += list_vorschlaege(Sitzung.objects.filter(pk=sitzung.pk))
    if akt not in OHNE_ANWESENHEIT:
        betroffen.append((ANWESENHEIT, Q(sitzung=sitzung.pk)))
    if akt not in OHNE_TOPS:
        betroffen += _list_tops(Q(sitzung=sitzung.pk))
    return betroffen


def _list_top(akt: Akt, top: Tagesordnungspunkt) -> Auswahl:
    # Placing an item leaves its results alone.
    ergebnisse: Auswahl = [] if akt == Akt.AUFSETZEN else [(ABSTIMMUNG, Q(top=top.pk))]
    return [*_list_tops(Q(pk=top.pk)), *ergebnisse]


def _list_tops(tops: Q) -> Auswahl:
    beraten = Tagesordnungspunkt.objects.filter(tops).exclude(beratung=None)
    # Keys, not a query within the query: without fresh statistics PostgreSQL takes seconds for that.
    papiere = list(beraten.order_by().values_list("beratung__vorlage", flat=True).distinct())
    if not papiere:
        return [(TOP, tops)]
    return [(TOP, tops), (VORLAGE, Q(pk__in=papiere)), (BERATUNG, Q(vorlage__in=papiere))]


register(
    (SITZUNG, TOP, ABSTIMMUNG, ANWESENHEIT),
    {
        "sitzungen.sitzung": _list_sitzung,
        "sitzungen.tagesordnungspunkt": _list_top,
    },
)
