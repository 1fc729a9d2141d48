"""The fillable sheet: what its fields are called, what stands in them, and which result that proposes.

A name binds a field to the keys of sitting, item and Fassung and to what is asked, never to a place on the page: an
agenda may be renumbered, and the boxes of the grid may be moved, after the sheet was handed out.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from gremien.rules.befund import Befund, Stufe
from sitzungen.enums import Teil
from sitzungen.rules.tagesordnung import format_top
from vorlagen.enums import Ausgang, Kaestchenbedeutung
from vorlagen.rules.ausgang import Zaehlung, check_kaestchen

ZAHLEN: Final[Mapping[str, str]] = {
    "ja": "Ja-Stimmen",
    "gegenstimmen": "Gegenstimmen",
    "enthaltungen": "Enthaltungen",
    "befangen": "Befangene",
}
"""Counts of a sheet with their spoken names."""

WORTLAUT: Final = "wortlaut"
FREITEXT: Final = "freitext"
TEXTE: Final[Mapping[str, str]] = {WORTLAUT: "geänderter Wortlaut", FREITEXT: "Wortlaut des freien Feldes"}
KREUZE: Final = frozenset(str(bedeutung) for bedeutung in Kaestchenbedeutung)
ZAHL_LAENGE: Final = 3
"""Most digits of a count."""

_NICHT_GEZAEHLT: Final = frozenset({"", "-", "–", "—", "−"})
_FELDNAME: Final = re.compile(
    r"B(?P<kennung>[A-Za-z0-9_-]{43})_"
    r"(?P<rest>S(?P<sitzung>\d{1,18})_T(?P<top>\d{1,18})_F(?P<fassung>\d{1,18})"
    r"_(?P<teil>oe|n)-(?P<nummer>\d{1,4}(?:-\d{1,4})?)_(?P<eingabe>[a-z_]{1,40}))",
    re.ASCII,
)
_OHNE_NUMMER: Final = "0"


@dataclass(frozen=True, slots=True, order=True)
class Bogenstelle:
    """One item on a sheet. ``fassung`` is the key of the printed Fassung, 0 for an item without a paper.

    ``teil`` and ``nummer`` say what number was printed (empty: none yet); they identify nothing.
    """

    sitzung: int
    top: int
    fassung: int
    teil: Teil
    nummer: str

    @property
    def bezeichnung(self) -> str:
        """Return the number as printed, "Ö 27.1"; empty if the item had none."""
        return format_top(self.teil, self.nummer) if self.nummer else ""

    def format_feldname(self, eingabe: str) -> str:
        """Return the name of a field without the mark of its sheet."""
        nummer = self.nummer.replace(".", "-") or _OHNE_NUMMER
        return f"S{self.sitzung}_T{self.top}_F{self.fassung}_{self.teil}-{nummer}_{eingabe}"


@dataclass(frozen=True, slots=True)
class Bogenfeld:
    """The name of a field taken apart. ``rest`` is the name without the mark ``kennung`` of its sheet."""

    kennung: str
    rest: str
    stelle: Bogenstelle
    eingabe: str


@dataclass(frozen=True, slots=True)
class Bogenpunkt:
    """What a sheet says on one item, as it was written. Counts are texts; what was left empty is not among them.

    ``unstimmig``: a box whose value and look contradict each other.
    """

    stelle: Bogenstelle
    kreuze: frozenset[Kaestchenbedeutung] = frozenset()
    zahlen: Mapping[str, str] = field(default_factory=dict)
    wortlaut: str = ""
    freitext: str = ""
    unstimmig: bool = False

    @property
    def is_leer(self) -> bool:
        """Return whether nothing was written on this item."""
        return not (self.kreuze or self.zahlen or self.wortlaut or self.freitext)


@dataclass(frozen=True, slots=True)
class Vorschlag:
    """The result a sheet proposes. ``ausgang`` is None where no box or more than one box of an outcome is ticked."""

    ausgang: Ausgang | None
    geaendert: bool
    zaehlung: Zaehlung
    wortlaut: str
    befunde: tuple[Befund, ...]


def sign_feldname(rest: str, kennung: str) -> str:
    """Return the whole name of a field with the mark of its sheet."""
    return f"B{kennung}_{rest}"


def parse_feldname(name: str) -> Bogenfeld | None:
    """Return a field's name taken apart, None if it is none of ours."""
    treffer = _FELDNAME.fullmatch(name)
    if treffer is None or treffer["eingabe"] not in KREUZE | ZAHLEN.keys() | TEXTE.keys():
        return None
    nummer = "" if treffer["nummer"] == _OHNE_NUMMER else treffer["nummer"].replace("-", ".")
    stelle = Bogenstelle(
        sitzung=int(treffer["sitzung"]),
        top=int(treffer["top"]),
        fassung=int(treffer["fassung"]),
        teil=Teil(treffer["teil"]),
        nummer=nummer,
    )
    return Bogenfeld(treffer["kennung"], treffer["rest"], stelle, treffer["eingabe"])


def collect_punkte(eintraege: Iterable[tuple[Bogenfeld, str, bool]]) -> list[Bogenpunkt]:
    """Return what stands on each item, in the order of the sheet.

    ``eintraege`` are (field, what was written, whether value and look contradict each other); a ticked box has any
    text, an empty one none.
    """
    texte: defaultdict[Bogenstelle, dict[str, str]] = defaultdict(dict)
    unstimmig: set[Bogenstelle] = set()
    for feld, text, widerspruch in eintraege:
        werte = texte[feld.stelle]
        if text:
            werte[feld.eingabe] = text
        if widerspruch:
            unstimmig.add(feld.stelle)
    return [_build_punkt(stelle, werte, stelle in unstimmig) for stelle, werte in texte.items()]


def _build_punkt(stelle: Bogenstelle, werte: Mapping[str, str], unstimmig: bool) -> Bogenpunkt:
    return Bogenpunkt(
        stelle=stelle,
        kreuze=frozenset(Kaestchenbedeutung(name) for name in werte if name in KREUZE),
        zahlen={name: werte[name] for name in ZAHLEN if name in werte},
        wortlaut=werte.get(WORTLAUT, ""),
        freitext=werte.get(FREITEXT, ""),
        unstimmig=unstimmig,
    )


def read_zahl(text: str) -> int | None:
    """Return a count as written on a sheet, None for a dash or nothing: not counted.

    :raises ValueError: with a German sentence, when it is no number between 0 and 999.
    """
    knapp = "".join(text.split())
    if knapp in _NICHT_GEZAEHLT:
        return None
    if not (knapp.isascii() and knapp.isdigit()):
        raise ValueError(f"„{text}“ ist keine Zahl. Bitte tragen Sie die richtige Zahl ein.")
    ziffern = knapp.lstrip("0") or "0"
    if len(ziffern) > ZAHL_LAENGE:
        raise ValueError(f"„{text}“ ist zu groß. Bitte tragen Sie die richtige Zahl ein.")
    return int(ziffern)


def propose_ergebnis(punkt: Bogenpunkt) -> Vorschlag:
    """Return the result the sheet proposes for an item, with what keeps it from being taken as it stands."""
    befunde = check_kaestchen(punkt.kreuze)
    zahlen: dict[str, int | None] = {}
    for name, text in punkt.zahlen.items():
        try:
            zahlen[name] = read_zahl(text)
        except ValueError as fehler:
            befunde.append(Befund(f"{ZAHLEN[name]}: {fehler}", "", Stufe.SPERRE, name))
    ausgaenge = [Ausgang(kreuz.value) for kreuz in Kaestchenbedeutung if kreuz in punkt.kreuze and is_ausgang(kreuz)]
    geaendert = Kaestchenbedeutung.GEAENDERT in punkt.kreuze
    return Vorschlag(
        ausgang=ausgaenge[0] if len(ausgaenge) == 1 else None,
        geaendert=geaendert,
        zaehlung=Zaehlung(**zahlen),
        wortlaut=punkt.wortlaut,
        befunde=(*befunde, *_check_vollstaendig(punkt, hat_ausgang=bool(ausgaenge), geaendert=geaendert)),
    )


def is_ausgang(kreuz: Kaestchenbedeutung) -> bool:
    """Return whether a box stands for an outcome, not for the modifier or free writing."""
    return kreuz not in (Kaestchenbedeutung.GEAENDERT, Kaestchenbedeutung.FREI)


def _check_vollstaendig(punkt: Bogenpunkt, *, hat_ausgang: bool, geaendert: bool) -> list[Befund]:
    hinweise = (
        (not hat_ausgang, "Auf dem Bogen ist kein Ergebnis angekreuzt. Bitte wählen Sie es beim Feststellen."),
        (
            bool(punkt.wortlaut) and not geaendert,
            "Ein geänderter Wortlaut ist eingetragen, „geändert“ aber nicht angekreuzt. Bitte entscheiden Sie.",
        ),
        (
            bool(punkt.freitext) or Kaestchenbedeutung.FREI in punkt.kreuze,
            f"Im freien Feld steht: „{punkt.freitext or 'angekreuzt, ohne Text'}“. Bitte berücksichtigen Sie es.",
        ),
        (
            punkt.unstimmig,
            "Bei einem Kästchen stimmen Wert und Bild nicht überein. Bitte sehen Sie im Bogen nach, was gemeint ist.",
        ),
        (
            Kaestchenbedeutung.VERWIESEN in punkt.kreuze,
            "Wohin verwiesen wurde, steht nicht auf dem Bogen. Bitte wählen Sie es beim Feststellen.",
        ),
    )
    return [Befund(satz, "", Stufe.WARNUNG) for gilt, satz in hinweise if gilt]
