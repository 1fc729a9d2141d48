"""Which file belongs to which attachment of an imported paper: by number first, then by the likeness of the names."""

import difflib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePath

from gremien.rules.befund import Befund, Stufe
from vorlagen.rules.einlesen import normalise_name

AEHNLICH = 0.6
"""How like a file's name must be to a title, as a part of 1; less is a guess."""
_ABSTAND = 0.1
"""By how much the best title must be better than the next one."""

_ANLAGE = re.compile(
    r"(?:^|[^a-zäöü])(?:anlage|anl|anhang)[\s_.\-]*(?:nr[\s_.\-]*)?0*([0-9]{1,3}[a-z]?)(?![0-9a-zäöü])"
)
_VORN = re.compile(r"\s*0*([0-9]{1,3}[a-z]?)(?:[\s_.\-)]+(?![0-9])|$)")
_TITELNUMMER = re.compile(r"Anlage\s+0*([0-9]{1,3}[a-z]?)\s*:\s*", re.IGNORECASE)
# "BV-0546-2018 Anlage 01 Lageplan.pdf" carries the paper's number first.
_VORLAGENNUMMER = re.compile(r"^[a-z]{2}[\s_\-/]?[0-9]{1,4}[\s_\-/][0-9]{4}(?:[\s_\-/][0-9]{1,2}(?![0-9]))?[\s_\-]*")


@dataclass(frozen=True, slots=True)
class Anlagenplatz:
    """An attachment without a file: its position and title as stored."""

    position: int
    titel: str

    @property
    def nummer(self) -> str:
        """Return its printed number: the title may carry one that is no position, such as "2a"."""
        treffer = _TITELNUMMER.match(self.titel)
        return treffer[1].lower() if treffer else str(self.position)


def check_spaete_anlage(*, titel: str, grund: str, is_neueste: bool, is_zurueckgezogen: bool) -> list[Befund]:
    """Check that an attachment may still be added to a released Fassung, and that everybody learns why."""
    befunde = []
    if not is_neueste:
        satz = "Nachgereicht wird nur zur neuesten freigegebenen Fassung. Bitte öffnen Sie die Vorlage neu."
        befunde.append(Befund(satz, "", Stufe.SPERRE))
    if is_zurueckgezogen:
        befunde.append(Befund("Die Vorlage ist zurückgezogen; nachgereicht wird nichts mehr.", "", Stufe.SPERRE))
    if not titel.strip():
        befunde.append(Befund("Bitte geben Sie der Anlage einen Titel.", "", Stufe.SPERRE, "titel"))
    if not grund.strip():
        satz = "Bitte geben Sie an, warum die Anlage erst jetzt kommt."
        befunde.append(Befund(satz, "", Stufe.SPERRE, "grund"))
    return befunde


def read_nummer(dateiname: str) -> str:
    """Return the number of an attachment in a file's name ("Anlage_01_Lageplan.pdf"), empty if there is none."""
    stamm = _VORLAGENNUMMER.sub("", PurePath(dateiname).stem.lower())
    treffer = _ANLAGE.search(stamm) or _VORN.match(stamm)
    return treffer[1] if treffer else ""


def match_dateien(dateinamen: Sequence[str], plaetze: Sequence[Anlagenplatz]) -> list[int | None]:
    """Return for each file the place in ``plaetze`` it belongs to, None where a person has to say.

    A number that two files or two attachments carry says nothing. No attachment gets two files.
    """
    nummern = [read_nummer(name) for name in dateinamen]
    vergeben = [platz.nummer for platz in plaetze]
    ziele: list[int | None] = [
        vergeben.index(nummer) if nummer and nummern.count(nummer) == vergeben.count(nummer) == 1 else None
        for nummer in nummern
    ]
    for datei, platz in _iter_aehnliche(dateinamen, plaetze, ziele):
        if ziele[datei] is None and platz not in ziele and not _widerspricht(nummern[datei], vergeben[platz], vergeben):
            ziele[datei] = platz
    return ziele


def _widerspricht(nummer: str, platznummer: str, vergeben: Sequence[str]) -> bool:
    """Return whether a file's number names another attachment."""
    return bool(nummer) and nummer != platznummer and nummer in vergeben


def _iter_aehnliche(
    dateinamen: Sequence[str], plaetze: Sequence[Anlagenplatz], ziele: Sequence[int | None]
) -> list[tuple[int, int]]:
    """Return pairs of file and place that are alike and clearly so, best first."""
    offene = [platz for platz in range(len(plaetze)) if platz not in ziele]
    paare: list[tuple[float, int, int]] = []
    for datei, name in enumerate(dateinamen):
        if ziele[datei] is None:
            werte = sorted(((_compare(name, plaetze[platz].titel), platz) for platz in offene), reverse=True)
            zweiter = werte[1][0] if len(werte) > 1 else 0.0
            paare += [(w, datei, platz) for w, platz in werte[:1] if w >= AEHNLICH and w - zweiter >= _ABSTAND]
    return [(datei, platz) for _, datei, platz in sorted(paare, key=lambda paar: -paar[0])]


def _compare(dateiname: str, titel: str) -> float:
    """Return how alike a file's name and a title are, from 0 to 1; numbers and "Anlage" left out."""
    stamm = _VORLAGENNUMMER.sub("", PurePath(dateiname).stem.lower())
    links = normalise_name(_VORN.sub("", _ANLAGE.sub(" ", stamm)))
    rechts = normalise_name(_TITELNUMMER.sub("", titel))
    if not links or not rechts:
        return 0.0
    if links in rechts or rechts in links:
        return max(0.75, min(len(links), len(rechts)) / max(len(links), len(rechts)))
    return difflib.SequenceMatcher(None, links, rechts).ratio()
