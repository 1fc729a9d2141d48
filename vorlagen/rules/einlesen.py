"""What a form taken over says about bodies, offices and results: comparing names, reading the ticked boxes."""

import difflib
import itertools
import re
import string
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar

from gremien.enums import Gremienart
from gremien.rules.befund import Stufe
from vorlagen.enums import Ausgang, Kaestchenbedeutung, Vorlagenart
from vorlagen.rules.ausgang import Zaehlung, check_ausgang_an_station, check_kaestchen, check_zaehlung
from vorlagen.rules.formular import AnlageDaten, StationDaten

Wort = TypeVar("Wort", Kaestchenbedeutung, Ausgang)

KUERZEL_MAX = 12
_UNAEHNLICH = 0.5


def normalise_name(text: str) -> str:
    """Return letters and digits only, in lower case: "Haupt- und Bauausschuss" equals "HAUPT – und Bauausschuß"."""
    return "".join(zeichen for zeichen in unicodedata.normalize("NFKC", text).casefold() if zeichen.isalnum())


def suggest_namen(text: str, namen: Iterable[str], hoechstens: int = 5) -> list[str]:
    """Return the names that look most like ``text``, best first."""
    nach_form = {normalise_name(name): name for name in namen}
    treffer = difflib.get_close_matches(normalise_name(text), nach_form, n=hoechstens, cutoff=_UNAEHNLICH)
    return [nach_form[form] for form in treffer]


def derive_kuerzel(name: str, vergeben: Collection[str]) -> str:
    """Return a short name of letters that is not taken yet: initials, or the beginning of a single word."""
    woerter = re.findall(r"[A-Za-zÄÖÜäöüß]+", unicodedata.normalize("NFC", name))
    anfaenge = "".join(wort[0] for wort in woerter if wort[0].isupper())
    stamm = (anfaenge if len(anfaenge) > 1 else "".join(woerter)[:3].upper() or "G")[: KUERZEL_MAX - 3]
    belegt = {kuerzel.casefold() for kuerzel in vergeben}
    return next(stamm + endung for endung in _iter_endungen() if (stamm + endung).casefold() not in belegt)


def _iter_endungen() -> Iterator[str]:
    yield ""
    for laenge in itertools.count(1):
        for buchstaben in itertools.product(string.ascii_uppercase, repeat=laenge):
            yield "".join(buchstaben)


_ARTEN = (
    (r"ortsbeirat", Gremienart.ORTSBEIRAT),
    (r"werkausschuss|werksausschuss", Gremienart.WERKAUSSCHUSS),
    (r"ausschuss", Gremienart.AUSSCHUSS),
    (r"\b(?:stadt|gemeinde)?rat\b", Gremienart.RAT),
    (r"rat\b", Gremienart.BEIRAT),
)


def guess_gremienart(name: str) -> Gremienart:
    """Return the kind a body's name speaks of; a committee if it speaks of none."""
    klein = name.casefold()
    return next((art for muster, art in _ARTEN if re.search(muster, klein)), Gremienart.AUSSCHUSS)


def place_anlagen(anlagen: Iterable[AnlageDaten]) -> list[tuple[int, str]]:
    """Return (position, title) of each attachment; the printed number is the position as far as they ascend."""
    plaetze: list[tuple[int, str]] = []
    letzter = 0
    for anlage in anlagen:
        zahl = int(anlage.nummer) if anlage.nummer.isdecimal() else 0
        passt = zahl > letzter
        letzter = zahl if passt else letzter + 1
        is_gesagt = passt or not anlage.nummer or anlage.titel.startswith(f"Anlage {anlage.nummer}")
        plaetze.append((letzter, anlage.titel if is_gesagt else f"Anlage {anlage.nummer}: {anlage.titel}"))
    return plaetze


@dataclass(frozen=True, slots=True)
class ErgebnisDaten:
    """What the ticks and counts of one station mean.

    ``ausgang`` is None where nothing is ticked or the ticks contradict each other; ``hinweise`` are German
    sentences about that, ``reste`` what the form says and no field takes.
    """

    ausgang: Ausgang | None = None
    geaendert: bool = False
    gegenstimmen: int | None = None
    enthaltungen: int | None = None
    hinweise: tuple[str, ...] = ()
    reste: tuple[str, ...] = ()


def read_ergebnis(
    station: StationDaten,
    raster: Mapping[tuple[int, int], Kaestchenbedeutung],
    *,
    art: Vorlagenart,
    entscheidend: bool,
) -> ErgebnisDaten:
    """Read the result of a station; ``raster`` gives the meaning of (row, column), both counted from 1.

    What contradicts itself, or § 40 GemO, is not taken over but reported and kept as text.
    """
    kreuze, ohne_bedeutung = _read_kreuze(station, raster)
    reste = (f"TOP {station.top}",) if station.top else ()
    in_worten = None
    if station.ergebnis and not kreuze and not ohne_bedeutung:
        kreuze, in_worten = _read_worte(_WORTE, station.ergebnis), _read_worte(_OHNE_KAESTCHEN, station.ergebnis)
        if not (kreuze or in_worten):
            return ErgebnisDaten(reste=(*reste, f"Ergebnis: {station.ergebnis}"))
    ausgaenge = [kreuz for kreuz in kreuze if kreuz not in (Kaestchenbedeutung.GEAENDERT, Kaestchenbedeutung.FREI)]
    ausgang = in_worten[0] if in_worten else Ausgang(ausgaenge[0].value) if len(ausgaenge) == 1 else None
    geaendert = Kaestchenbedeutung.GEAENDERT in kreuze
    hinweise = [befund.satz for befund in check_kaestchen(kreuze)]
    if ausgang is None or hinweise or ohne_bedeutung:
        return _keep_as_text(station, kreuze, hinweise, reste, ohne_bedeutung=ohne_bedeutung)
    zaehlung = Zaehlung(gegenstimmen=station.gegenstimmen, enthaltungen=station.enthaltungen)
    # The form has no place for the changed wording, so its absence contradicts nothing.
    befunde = check_zaehlung(
        ausgang=ausgang, zaehlung=zaehlung, art=art, geaendert=geaendert, geaenderter_wortlaut="steht woanders"
    ) + check_ausgang_an_station(ausgang=ausgang, entscheidend=entscheidend)
    hinweise = [befund.satz for befund in befunde]
    if any(befund.stufe is Stufe.SPERRE for befund in befunde):
        return _keep_as_text(station, kreuze, hinweise, reste)
    if geaendert:
        hinweise.append("Beschlossen wurde mit geändertem Wortlaut; das Formular nennt ihn nicht.")
    if Kaestchenbedeutung.FREI in kreuze:
        hinweise.append("Das freie Kästchen ist angekreuzt; was es bedeutet, steht nicht im Formular.")
        reste = (*reste, "angekreuzt: freies Kästchen")
    return ErgebnisDaten(
        ausgang, geaendert, station.gegenstimmen, station.enthaltungen, hinweise=tuple(hinweise), reste=reste
    )


_WORTE: tuple[tuple[str, Kaestchenbedeutung], ...] = (
    (r"einstimmig(?: (?:beschlossen|zugestimmt|angenommen|empfohlen))?", Kaestchenbedeutung.EINSTIMMIG),
    (
        r"(?:mehrheitlich|mit Mehrheit)(?: (?:beschlossen|zugestimmt|angenommen|empfohlen))?",
        Kaestchenbedeutung.MEHRHEITLICH,
    ),
    (r"ohne (?:BE|Beschlussempfehlung)", Kaestchenbedeutung.OHNE_BE),
    (r"abgelehnt", Kaestchenbedeutung.ABGELEHNT),
    (r"(?:zur Kenntnis(?: genommen)?|Kenntnisnahme|Kenntnis)", Kaestchenbedeutung.KENNTNIS),
    (r"(?:von der Tagesordnung )?abgesetzt", Kaestchenbedeutung.ABGESETZT),
    (r"verwiesen", Kaestchenbedeutung.VERWIESEN),
    (r"vertagt", Kaestchenbedeutung.VERTAGT),
    (r"zurückgezogen", Kaestchenbedeutung.ZURUECKGEZOGEN),
    (r"schriftlich beantwortet", Kaestchenbedeutung.SCHRIFTLICH_BEANTWORTET),
)
"""Results in words, as lists of other houses print them, that say what a box says."""
_OHNE_KAESTCHEN: tuple[tuple[str, Ausgang], ...] = (
    (r"beschlossen|zugestimmt|angenommen", Ausgang.BESCHLOSSEN),
    (r"(?:die Anfrage )?soll schriftlich beantwortet werden", Ausgang.SOLL_SCHRIFTLICH),
    (r"erledigt", Ausgang.ERLEDIGT),
)
"""Results for which every box would claim more: "beschlossen" alone does not say how."""


def _read_worte(tabelle: Iterable[tuple[str, Wort]], text: str) -> list[Wort]:
    """Return what a result in words means; nothing unless the words say it and no more."""
    gefunden = [bedeutung for muster, bedeutung in tabelle if re.fullmatch(muster, text.strip(" ."), re.IGNORECASE)]
    return gefunden[:1]


def _read_kreuze(
    station: StationDaten, raster: Mapping[tuple[int, int], Kaestchenbedeutung]
) -> tuple[list[Kaestchenbedeutung], bool]:
    """Return the meanings ticked, and whether a tick stands where the city's grid has no box."""
    plaetze = [
        (zeile, spalte)
        for zeile, reihe in enumerate(station.angekreuzt, start=1)
        for spalte, angekreuzt in enumerate(reihe, start=1)
        if angekreuzt
    ]
    bekannt = [raster[platz] for platz in plaetze if platz in raster]
    return bekannt, len(bekannt) < len(plaetze)


def _keep_as_text(
    station: StationDaten,
    kreuze: list[Kaestchenbedeutung],
    hinweise: list[str],
    reste: tuple[str, ...],
    *,
    ohne_bedeutung: bool = False,
) -> ErgebnisDaten:
    """Return no result, but everything the form says about one as text."""
    teile = [f"angekreuzt: {', '.join(kreuz.label for kreuz in kreuze)}"] if kreuze else []
    for anzahl, wort in ((station.gegenstimmen, "Gegenstimmen"), (station.enthaltungen, "Enthaltungen")):
        teile += [f"{wort}: {anzahl}"] if anzahl is not None else []
    if ohne_bedeutung:
        hinweise = [*hinweise, "Angekreuzt ist ein Kästchen, das es im Abstimmungsfeld nicht gibt."]
        teile.append("angekreuzt: Kästchen außerhalb des Abstimmungsfelds")
    if not teile:
        return ErgebnisDaten(reste=reste)
    satz = "Das Ergebnis wurde nicht gespeichert, sondern als Text aufgehoben. Bitte prüfen Sie die Station."
    return ErgebnisDaten(hinweise=(*hinweise, satz), reste=(*reste, *teile))
