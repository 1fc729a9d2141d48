"""Which bodies and offices of ours a form speaks of. What is unknown becomes a question, never a guess."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import TypeVar

from gremien.models import Amt, Dezernat, Gremium, Zeitraum
from gremien.rules.befund import Befund, Stufe
from vorlagen.rules.einlesen import derive_kuerzel, guess_gremienart, normalise_name, suggest_namen
from vorlagen.rules.formular import FormularDaten, StationDaten
from vorlagen.rules.vollstaendigkeit import PFLICHTFELDER

Stammsatz = Gremium | Amt | Dezernat
Z = TypeVar("Z", bound=Zeitraum)


class Frageart(StrEnum):
    """What a question is about."""

    GREMIUM = "Gremium"
    AMT = "Amt"
    DEZERNAT = "Dezernat"


@dataclass(frozen=True, slots=True)
class Frage:
    """An open question: ``text`` is what the form prints, empty if it prints nothing.

    ``vorschlaege`` are existing rows, most likely first; ``anlegbar`` tells whether a new one could be made of
    the text; ``stationen`` are the indices of the stations a body is asked for.
    """

    art: Frageart
    text: str
    satz: str
    vorschlaege: tuple[Stammsatz, ...]
    anlegbar: bool
    stationen: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Zuordnung:
    """What the names of a form stand for, and who decides; ``None`` where nobody knows.

    ``gremien`` and ``entscheidend`` have one entry per station of the form.
    """

    gremien: tuple[Gremium | None, ...]
    amt: Amt | None
    dezernat: Dezernat | None
    entscheidend: tuple[bool, ...]


@dataclass(frozen=True, slots=True)
class Abgleich:
    """The answer of :func:`match_formular`: what is known, what must be asked, what should be looked at."""

    zuordnung: Zuordnung
    fragen: tuple[Frage, ...]
    hinweise: tuple[str, ...]


def match_formular(daten: FormularDaten) -> Abgleich:
    """Compare the names of a form with the master data; writes nothing.

    Where this kind of paper needs a decision, the station decides of which the form says so, else the last one.
    """
    gremien, fragen = _match_gremien(daten.stationen)
    amt, amt_fragen = _match_amt(daten)
    dezernat, dezernat_fragen, hinweise = _match_dezernat(daten.dezernat, amt)
    braucht_beschluss = "beschlussentwurf" in PFLICHTFELDER[daten.art]
    letzte = len(daten.stationen) - 1
    gesagt = [station.entscheidend for station in daten.stationen]
    if True in gesagt:
        entscheidend = tuple(braucht_beschluss and sagt is True for sagt in gesagt)
    else:
        entscheidend = tuple(braucht_beschluss and stelle == letzte for stelle in range(len(gesagt)))
    return Abgleich(Zuordnung(gremien, amt, dezernat, entscheidend), (*fragen, *amt_fragen, *dezernat_fragen), hinweise)


def answer_frage(zuordnung: Zuordnung, frage: Frage, antwort: Stammsatz) -> Zuordnung:
    """Return the assignment with the chosen row in it."""
    if isinstance(antwort, Amt):
        return replace(zuordnung, amt=antwort, dezernat=zuordnung.dezernat or antwort.dezernat)
    if isinstance(antwort, Dezernat):
        return replace(zuordnung, dezernat=antwort)
    return replace(
        zuordnung,
        gremien=tuple(
            antwort if stelle in frage.stationen else gremium for stelle, gremium in enumerate(zuordnung.gremien)
        ),
    )


# --- Bodies


def match_gremien(stationen: Sequence[StationDaten]) -> tuple[Gremium | None, ...]:
    """Return the body that each station means, None where nobody knows; writes nothing."""
    return _match_gremien(stationen)[0]


def _match_gremien(stationen: Sequence[StationDaten]) -> tuple[tuple[Gremium | None, ...], list[Frage]]:
    alle = list(Gremium.objects.all())
    gefunden: list[Gremium | None] = []
    offen: dict[str, list[int]] = {}
    for stelle, station in enumerate(stationen):
        treffer = _valid_first(_find_gremien(alle, station.gremium), station.datum)
        gefunden.append(treffer[0] if len(treffer) == 1 else None)
        if len(treffer) != 1:
            # Stations that print no name are asked for one by one.
            offen.setdefault(normalise_name(station.gremium) or f"#{stelle}", []).append(stelle)
    return tuple(gefunden), [_ask_gremium(alle, stationen, stellen) for stellen in offen.values()]


def _find_gremien(alle: Iterable[Gremium], text: str) -> list[Gremium]:
    gesucht = normalise_name(text)
    alle = list(alle) if gesucht else []
    return [gremium for gremium in alle if normalise_name(gremium.name) == gesucht] or [
        gremium for gremium in alle if normalise_name(gremium.kuerzel) == gesucht
    ]


def _ask_gremium(alle: Sequence[Gremium], stationen: Sequence[StationDaten], stellen: Sequence[int]) -> Frage:
    text = stationen[stellen[0]].gremium
    mehrere = _find_gremien(alle, text)
    if not normalise_name(text):
        satz = f"Station {stellen[0] + 1} des Gremienwegs nennt kein Gremium."
    elif mehrere:
        satz = f"Das Gremium „{text}“ gibt es mehrfach."
    else:
        satz = f"Das Gremium „{text}“ ist nicht bekannt."
    vorschlaege = mehrere or _suggest(text, {gremium.name: gremium for gremium in alle}) or alle
    anlegbar = bool(normalise_name(text)) and not mehrere
    return Frage(Frageart.GREMIUM, text, satz, tuple(vorschlaege), anlegbar, tuple(stellen))


# --- Office and department


def format_amt(daten: FormularDaten) -> str:
    """Return the office as the form prints it."""
    return "-".join(teil for teil in (daten.amt_nummer, daten.amt_name) if teil)


def _match_amt(daten: FormularDaten) -> tuple[Amt | None, list[Frage]]:
    """Find the office by what the form prints: number and name, or the one of both it prints.

    A known number with another name is a question: offices are renamed, and papers keep the office of their day.
    """
    alle = list(Amt.objects.select_related("dezernat"))
    name, nummer = normalise_name(daten.amt_name), normalise_name(daten.amt_nummer)
    gleicher_name = [amt for amt in alle if name and normalise_name(amt.name) == name]
    gleiche_nummer = [amt for amt in alle if nummer and normalise_name(amt.nummer) == nummer]
    if name and nummer:
        treffer = [amt for amt in gleiche_nummer if amt in gleicher_name]
    else:
        treffer = _valid_first(gleicher_name or gleiche_nummer, daten.datum)
    if len(treffer) == 1:
        return treffer[0], []
    text = format_amt(daten)
    if not (name or nummer):
        satz = "Das Formular nennt kein Amt (Verfasser)."
    else:
        satz = f"Das Amt „{text}“ {'gibt es mehrfach' if treffer else 'ist nicht bekannt'}."
    aehnliche = [*treffer, *gleiche_nummer, *gleicher_name, *_suggest(text, {str(amt): amt for amt in alle})]
    vorschlaege = tuple(dict.fromkeys(aehnliche)) or tuple(alle)
    return None, [Frage(Frageart.AMT, text, satz, vorschlaege, bool(name or nummer) and not treffer)]


def _match_dezernat(text: str, amt: Amt | None) -> tuple[Dezernat | None, list[Frage], tuple[str, ...]]:
    gesucht = normalise_name(text)
    if not gesucht and amt is not None:
        satz = f"Das Formular nennt kein Mitglied des Stadtvorstands; übernommen wird „{amt.dezernat}“ vom Amt."
        return amt.dezernat, [], (satz,)
    alle = list(Dezernat.objects.all())
    treffer = [dezernat for dezernat in alle if gesucht and normalise_name(dezernat.bezeichnung) == gesucht]
    if len(treffer) == 1:
        return treffer[0], [], ()
    if not gesucht:
        satz = "Das Formular nennt kein Mitglied des Stadtvorstands (Dezernat)."
    else:
        satz = f"Das Dezernat „{text}“ {'gibt es mehrfach' if treffer else 'ist nicht bekannt'}."
    vorschlaege = treffer or _suggest(text, {dezernat.bezeichnung: dezernat for dezernat in alle}) or alle
    anlegbar = bool(gesucht) and not treffer
    return None, [Frage(Frageart.DEZERNAT, text, satz, tuple(vorschlaege), anlegbar)], ()


def _valid_first(treffer: list[Z], tag: date | None) -> list[Z]:
    """Of several rows return those valid on the day, if any is."""
    if len(treffer) < 2 or tag is None:
        return treffer
    return [satz for satz in treffer if (satz.von or tag) <= tag <= (satz.bis or tag)] or treffer


def _suggest(text: str, nach_namen: dict[str, Z]) -> list[Z]:
    return [nach_namen[name] for name in suggest_namen(text, nach_namen)]


# --- Creating what is missing


def check_anlegbar(fragen: Iterable[Frage], *, create_missing: bool) -> list[Befund]:
    """Return what stands against going on: questions nobody answered, and texts nothing can be made of."""
    return [
        _befund(frage, create_missing=create_missing) for frage in fragen if not (create_missing and frage.anlegbar)
    ]


def _befund(frage: Frage, *, create_missing: bool) -> Befund:
    rat = "Bitte wählen Sie einen Eintrag aus"
    if not create_missing and frage.anlegbar:
        rat += " oder lassen Sie ihn neu anlegen"
    return Befund(f"{frage.satz} {rat}.", "", Stufe.SPERRE, frage.art.lower())


def create_amt(daten: FormularDaten, zuordnung: Zuordnung) -> tuple[Dezernat, Amt, list[str]]:
    """Return department and office, created from the texts of the form where open, and the names of new rows.

    Part of taking the form over. Call :func:`check_anlegbar` first.
    """
    neu: list[str] = []
    dezernat, amt = zuordnung.dezernat, zuordnung.amt
    if dezernat is None:
        dezernat = Dezernat.objects.create(bezeichnung=daten.dezernat)
        neu.append(f"Dezernat {dezernat}")
    if amt is None:
        amt = Amt.objects.create(nummer=daten.amt_nummer, name=daten.amt_name, dezernat=dezernat)
        neu.append(f"Amt {amt}")
    return dezernat, amt, neu


def create_gremien(daten: FormularDaten, zuordnung: Zuordnung) -> tuple[list[Gremium], list[str]]:
    """Return one body per station, created from the form's text where open, and the names of new ones."""
    gremien: list[Gremium] = []
    angelegt: dict[str, Gremium] = {}
    for station, gremium in zip(daten.stationen, zuordnung.gremien, strict=True):
        schluessel = normalise_name(station.gremium)
        if gremium is None and schluessel not in angelegt:
            angelegt[schluessel] = _create_gremium(station.gremium)
        gremien.append(gremium or angelegt[schluessel])
    return gremien, [f"Gremium {gremium} ({gremium.kuerzel})" for gremium in angelegt.values()]


def _create_gremium(name: str) -> Gremium:
    kuerzel = derive_kuerzel(name, list(Gremium.objects.values_list("kuerzel", flat=True)))
    return Gremium.objects.create(name=name, kuerzel=kuerzel, art=guess_gremienart(name))
