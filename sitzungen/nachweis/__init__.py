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
from sitzungen.nachweis.felder import (
    ABSTIMMUNG_FELDER,
    ANWESENHEIT_FELDER,
    BEFANGENHEIT_FELDER,
    BEKANNTMACHUNG_FELDER,
    EINLADUNG_FELDER,
    RUECKMELDUNG_FELDER,
    SITZUNG_FELDER,
    TEILNAHME_FELDER,
    TOP_FELDER,
    UNTERLAGE_FELDER,
    ZUGANG_FELDER,
    ZWISCHEN_FELDER,
)
from vorlagen.nachweis import BERATUNG, VORLAGE

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
        lambda zeile: name_top(zeile, "top__"),
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
        lambda zeile: name_top(zeile, "top__"),
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
