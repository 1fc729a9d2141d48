"""What the journal keeps about sittings with every act on them, and what it compares."""

from typing import Any, Final

from django.db.models import Q

from journal.enums import Akt
from journal.leser import build_leser
from journal.nachweis import Auswahl, Nachweisart, register
from konten.nachweis import list_vorschlaege
from sitzungen.models import (
    Abstimmung,
    Anwesenheit,
    Befangenheit,
    Bekanntmachung,
    Einladung,
    Rueckmeldung,
    Sitzung,
    Tagesordnungspunkt,
    Teilnahme,
    Unterlage,
    Zugang,
    Zwischenabstimmung,
)
from vorlagen.nachweis import BERATUNG, VORLAGE

SITZUNG_FELDER: Final = {
    "gremium": "Gremium",
    "jahr": "Jahr",
    "laufend": "laufende Nummer",
    "beginn": "Beginn",
    "ende": "voraussichtliches Ende",
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
    "beschlussentwurf": "Beschlussentwurf des Punktes",
    "mehrheit": "nötige Mehrheit",
    "zweite_einladung": "zweite Einladung",
    "nachtrag_grund": "Dringlichkeit der Aufnahme",
    "abgesetzt_am": "Zeitpunkt der Absetzung",
    "abgesetzt_grund": "Grund der Absetzung",
    "aufnahme_ja": "Zahl der Stimmen für die Aufnahme",
    "aufnahme_anwesend": "Zahl der Anwesenden bei der Aufnahme",
    "bekanntmachung": "Bekanntmachung",
}
BEKANNTMACHUNG_FELDER: Final = {
    "sitzung": "Sitzung",
    "nummer": "Nummer",
    "inhalt": "Wortlaut",
    "zugang": "Zugang bei den Mitgliedern",
    "verspaetet": "Ablauf der Frist",
    "bekanntgemacht_am": "Zeitpunkt der Bekanntmachung",
    "bekanntgemacht_von": "bekanntmachendes Konto",
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
UNTERLAGE_FELDER: Final = {
    "sitzung": "Sitzung",
    "top": "Tagesordnungspunkt",
    "art": "Art",
    "titel": "Titel",
    "datei": "Datei",
    "dateiname": "Dateiname",
    "oeffentlich": "Öffentlichkeit",
    "beigelegt_am": "Zeitpunkt der Beilage",
    "beigelegt_von": "beilegendes Konto",
    "entfernt_am": "Zeitpunkt der Entfernung",
    "entfernt_grund": "Grund der Entfernung",
}
ANWESENHEIT_FELDER: Final = {
    "sitzung": "Sitzung",
    "person": "Person",
    "anwesend": "Anwesenheit",
    "stimmberechtigt": "Stimmrecht",
    "entschuldigt": "Entschuldigung",
    "vertritt": "vertretenes Mitglied",
    "gilt_ab": "Zeitpunkt des Kommens oder Gehens",
    "top": "Punkt des Kommens oder Gehens",
    "ersetzt": "ersetzte Angabe",
    "grund": "Grund der Berichtigung",
    "erfasst_am": "Zeitpunkt der Erfassung",
    "erfasst_von": "erfassendes Konto",
}
EINLADUNG_FELDER: Final = {
    "sitzung": "Sitzung",
    "person": "Person",
    "als": "Grund der Einladung",
    "weg": "Weg",
    "konto": "Konto",
    "nachricht": "E-Mail",
    "vertritt": "Einladung der vertretenen Person",
    "eingeladen_am": "Zeitpunkt der Einladung",
    "eingeladen_von": "einladendes Konto",
    "geoeffnet_am": "Zeitpunkt des Öffnens",
}
ZUGANG_FELDER: Final = {
    "einladung": "Einladung",
    "zugegangen_am": "Zeitpunkt des Zugangs",
    "ersetzt": "ersetzte Angabe",
    "grund": "Grund der Berichtigung",
    "erfasst_am": "Zeitpunkt der Erfassung",
    "erfasst_von": "erfassendes Konto",
}
RUECKMELDUNG_FELDER: Final = {
    "einladung": "Einladung",
    "antwort": "Antwort",
    "hinweis": "Hinweis",
    "gegeben_am": "Zeitpunkt der Antwort",
    "gegeben_von": "antwortendes Konto",
}
TEILNAHME_FELDER: Final = {
    "sitzung": "Sitzung",
    "art": "Art der Teilnahme",
    "name": "Name",
    "funktion": "Funktion oder Anlass",
    "anwesend": "Teilnahme",
    "erfasst_am": "Zeitpunkt der Erfassung",
    "erfasst_von": "erfassendes Konto",
}
BEFANGENHEIT_FELDER: Final = {
    "top": "Tagesordnungspunkt",
    "person": "Person",
    "befangen": "Befangenheit",
    "erfasst_am": "Zeitpunkt der Erfassung",
    "erfasst_von": "erfassendes Konto",
}
ZWISCHEN_FELDER: Final = {
    "top": "Tagesordnungspunkt",
    "art": "Art der Abstimmung",
    "gegenstand": "Gegenstand",
    "antragsteller": "Antrag von",
    "angenommen": "Annahme",
    **{name: ABSTIMMUNG_FELDER[name] for name in ("ja", "gegenstimmen", "enthaltungen", "befangen", "anwesend")},
    **{name: ABSTIMMUNG_FELDER[name] for name in ("berichtigt", "berichtigungsgrund", "grund", "einsendung")},
    **{name: ABSTIMMUNG_FELDER[name] for name in ("festgestellt_am", "festgestellt_von")},
}

_SITZUNG: Final = ("jahr", "laufend", "gremium__kuerzel")


def name_sitzung(zeile: dict[str, Any], vor: str = "") -> str:
    """Return the number of the sitting in a row of values, whose names begin with ``vor``."""
    # Also a number that cannot be one is called by something.
    return f"{zeile[f'{vor}jahr']:04d}/{zeile[f'{vor}laufend']:03d}/{zeile[f'{vor}gremium__kuerzel']}"


def along_sitzung(vor: str, *weitere: str) -> tuple[str, ...]:
    """Return the names that :func:`name_sitzung` needs in a row, and further ones."""
    return (*(f"{vor}{name}" for name in _SITZUNG), *weitere)


def _name_top(zeile: dict[str, Any], vor: str = "") -> str:
    punkt = f"{'Ö' if zeile[f'{vor}teil'] == 'oe' else 'N'} {zeile[f'{vor}nummer']}"
    return f"{punkt} der Sitzung {name_sitzung(zeile, f'{vor}sitzung__')}"


def _name_anwesenheit(zeile: dict[str, Any]) -> str:
    return f"von {_name_person(zeile)} in der Sitzung {name_sitzung(zeile, 'sitzung__')}"


def _name_person(zeile: dict[str, Any], vor: str = "") -> str:
    return f"{zeile[f'{vor}person__vorname']} {zeile[f'{vor}person__nachname']}"


def _name_einladung(zeile: dict[str, Any], vor: str = "") -> str:
    return f"von {_name_person(zeile, vor)} zur Sitzung {name_sitzung(zeile, f'{vor}sitzung__')}"


def _along_einladung(vor: str = "") -> tuple[str, ...]:
    return along_sitzung(f"{vor}sitzung__", f"{vor}person__vorname", f"{vor}person__nachname")


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
    build_leser(Tagesordnungspunkt, TOP_FELDER, _name_top, *along_sitzung("sitzung__"), nur=~Q(nummer="")),
)
ABSTIMMUNG: Final = Nachweisart(
    "abstimmung",
    "Ergebnis zu",
    ABSTIMMUNG_FELDER,
    build_leser(
        Abstimmung,
        ABSTIMMUNG_FELDER,
        lambda zeile: _name_top(zeile, "top__"),
        *along_sitzung("top__sitzung__", "top__teil", "top__nummer"),
    ),
)
BEKANNTMACHUNG: Final = Nachweisart(
    "bekanntmachung",
    "Bekanntmachung",
    BEKANNTMACHUNG_FELDER,
    build_leser(
        Bekanntmachung,
        BEKANNTMACHUNG_FELDER,
        lambda zeile: f"{zeile['nummer']} der Sitzung {name_sitzung(zeile, 'sitzung__')}",
        *along_sitzung("sitzung__"),
    ),
    ab=3,
)
UNTERLAGE: Final = Nachweisart(
    "unterlage",
    "Unterlage",
    UNTERLAGE_FELDER,
    build_leser(
        Unterlage,
        UNTERLAGE_FELDER,
        lambda zeile: f"{zeile['pk']} der Sitzung {name_sitzung(zeile, 'sitzung__')}",
        *along_sitzung("sitzung__"),
    ),
    ab=3,
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
EINLADUNG: Final = Nachweisart(
    "einladung",
    "Einladung",
    EINLADUNG_FELDER,
    build_leser(Einladung, EINLADUNG_FELDER, _name_einladung, *_along_einladung()),
    ab=3,
)
ZUGANG: Final = Nachweisart(
    "zugang",
    "Zugang der Einladung",
    ZUGANG_FELDER,
    build_leser(
        Zugang, ZUGANG_FELDER, lambda zeile: _name_einladung(zeile, "einladung__"), *_along_einladung("einladung__")
    ),
    ab=3,
)
RUECKMELDUNG: Final = Nachweisart(
    "rueckmeldung",
    "Antwort auf die Einladung",
    RUECKMELDUNG_FELDER,
    build_leser(
        Rueckmeldung,
        RUECKMELDUNG_FELDER,
        lambda zeile: _name_einladung(zeile, "einladung__"),
        *_along_einladung("einladung__"),
    ),
    ab=3,
)
TEILNAHME: Final = Nachweisart(
    "teilnahme",
    "Teilnahme",
    TEILNAHME_FELDER,
    build_leser(
        Teilnahme,
        TEILNAHME_FELDER,
        lambda zeile: f"an der Sitzung {name_sitzung(zeile, 'sitzung__')}",
        *along_sitzung("sitzung__"),
    ),
    ab=3,
)
BEFANGENHEIT: Final = Nachweisart(
    "befangenheit",
    "Befangenheit zu",
    BEFANGENHEIT_FELDER,
    build_leser(
        Befangenheit,
        BEFANGENHEIT_FELDER,
        lambda zeile: _name_top(zeile, "top__"),
        *along_sitzung("top__sitzung__", "top__teil", "top__nummer"),
    ),
    ab=3,
)
ZWISCHENABSTIMMUNG: Final = Nachweisart(
    "zwischenabstimmung",
    "Zwischenabstimmung zu",
    ZWISCHEN_FELDER,
    build_leser(
        Zwischenabstimmung,
        ZWISCHEN_FELDER,
        lambda zeile: _name_top(zeile, "top__"),
        *along_sitzung("top__sitzung__", "top__teil", "top__nummer"),
    ),
    ab=3,
)

OHNE_TOPS: Final = frozenset(
    {
        *(Akt.VEROEFFENTLICHEN, Akt.EINLADEN, Akt.NACHLADEN, Akt.EROEFFNEN, Akt.BEENDEN),
        *(Akt.ANWESENHEIT, Akt.ANWESENHEIT_BERICHTIGEN),
    }
)
"""Acts on a sitting that leave its agenda as it is."""
OHNE_ANWESENHEIT: Final = frozenset(
    {
        *(Akt.ANSETZEN, Akt.VEROEFFENTLICHEN, Akt.TO_VEROEFFENTLICHEN, Akt.EINLADEN),
        *(Akt.NACHLADEN, Akt.EROEFFNEN, Akt.BEENDEN, Akt.ABSAGEN),
    }
)
"""Acts on a sitting that leave its attendance as it is."""
MIT_VORSCHLAG: Final = frozenset({Akt.VORSCHLAGEN, Akt.VORSCHLAG_ABLEHNEN, Akt.TO_VEROEFFENTLICHEN})
"""Acts on a sitting that make or answer a proposal."""

MIT_EINLADUNGEN: Final = frozenset({Akt.EINLADEN, Akt.NACHLADEN})
"""Acts on a sitting that invite somebody."""


def _list_sitzung(akt: Akt, sitzung: Sitzung) -> Auswahl:
    """Return what an act on a sitting concerns: all of it, except what the act is known to leave alone."""
    betroffen: Auswahl = [(SITZUNG, Q(pk=sitzung.pk))]
    if akt in MIT_VORSCHLAG:
        betroffen += list_vorschlaege(Sitzung.objects.filter(pk=sitzung.pk))
    if akt == Akt.TO_VEROEFFENTLICHEN:
        betroffen.append((BEKANNTMACHUNG, Q(sitzung=sitzung.pk)))
    if akt in MIT_EINLADUNGEN:
        betroffen += _list_einladungen(Q(sitzung=sitzung.pk))
    if akt not in OHNE_ANWESENHEIT:
        betroffen += [(ANWESENHEIT, Q(sitzung=sitzung.pk)), (TEILNAHME, Q(sitzung=sitzung.pk))]
    if akt not in OHNE_TOPS:
        betroffen += _list_tops(Q(sitzung=sitzung.pk))
    return betroffen


def _list_einladung(akt: Akt, einladung: Einladung) -> Auswahl:
    """Return what an act on an invitation concerns: with it those of its deputies, and the sitting's own day."""
    return [(SITZUNG, Q(pk=einladung.sitzung_id)), *_list_einladungen(Q(pk=einladung.pk) | Q(vertritt=einladung.pk))]


def _list_einladungen(welche: Q) -> Auswahl:
    kennungen = list(Einladung.objects.filter(welche).order_by().values_list("pk", flat=True))
    zu = Q(einladung__in=kennungen)
    return [(EINLADUNG, Q(pk__in=kennungen)), (ZUGANG, zu), (RUECKMELDUNG, zu)]


def _list_top(akt: Akt, top: Tagesordnungspunkt) -> Auswahl:
    # Placing an item leaves its results alone.
    ergebnisse: Auswahl = (
        []
        if akt == Akt.AUFSETZEN
        else [(ABSTIMMUNG, Q(top=top.pk)), (BEFANGENHEIT, Q(top=top.pk)), (ZWISCHENABSTIMMUNG, Q(top=top.pk))]
    )
    return [*_list_tops(Q(pk=top.pk)), *ergebnisse]


def _list_unterlage(akt: Akt, unterlage: Unterlage) -> Auswahl:
    return [(UNTERLAGE, Q(pk=unterlage.pk)), *list_vorschlaege(Unterlage.objects.filter(pk=unterlage.pk))]


def _list_tops(tops: Q) -> Auswahl:
    beraten = Tagesordnungspunkt.objects.filter(tops).exclude(beratung=None)
    # Keys, not a query within the query: without fresh statistics PostgreSQL takes seconds for that.
    papiere = list(beraten.order_by().values_list("beratung__vorlage", flat=True).distinct())
    if not papiere:
        return [(TOP, tops)]
    return [(TOP, tops), (VORLAGE, Q(pk__in=papiere)), (BERATUNG, Q(vorlage__in=papiere))]


register(
    (
        SITZUNG,
        TOP,
        ABSTIMMUNG,
        ANWESENHEIT,
        TEILNAHME,
        BEFANGENHEIT,
        ZWISCHENABSTIMMUNG,
        BEKANNTMACHUNG,
        UNTERLAGE,
        EINLADUNG,
        ZUGANG,
        RUECKMELDUNG,
    ),
    {
        "sitzungen.sitzung": _list_sitzung,
        "sitzungen.einladung": _list_einladung,
        "sitzungen.tagesordnungspunkt": _list_top,
        "sitzungen.unterlage": _list_unterlage,
    },
)
