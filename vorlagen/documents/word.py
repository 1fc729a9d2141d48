"""The official form as a Word file: the same values as on paper, to be worked on."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Final

from dokumente.ablage.bilder import load_bild
from dokumente.word.bausteine import build_absatz, build_kaestchen, build_lauf
from dokumente.word.datei import WordDatei
from dokumente.word.richtext import Richtext
from dokumente.word.tabellen import begin_tabelle, build_feld, build_reihe
from vorlagen.documents.values import KaestchenDruck, StationDruck, VorlageDruck
from vorlagen.documents.vorlage import clean_texte
from vorlagen.felder import GEDRUCKT, NUR_GEFUELLT

_BREITEN: Final = (1350, 2150, 1400, 1700, 1550, 1488)
"""The columns of the grid, in twentieths of a point."""
_STIL: Final = "Tabellentext"
_LINIE: Final = 12 * "_"


def build_vorlage_word(druck: VorlageDruck) -> bytes:
    """Return the form as a Word file (DOCX): what :func:`render_vorlage_pdf` prints, except mark and data file.

    :raises dokumente.druck.pdf.DruckFehler: when a text is nested deeper than any paper.
    """
    return _write(_Auftrag(repr(druck), druck))


@dataclass(frozen=True, slots=True)
class _Auftrag:
    """A paper to be written, known by all it says."""

    wortlaut: str
    druck: VorlageDruck = field(compare=False)


# Everybody may ask for a published paper, and the longest takes seconds.
@lru_cache(maxsize=64)
def _write(auftrag: _Auftrag) -> bytes:
    druck = auftrag.druck
    datei = WordDatei(titel=druck.titel, herausgeber=druck.briefkopf.name, tag=druck.datum)
    briefkopf = druck.briefkopf
    datei.set_kopf(tuple(filter(None, (briefkopf.name, briefkopf.dienststelle, *briefkopf.absender))))
    datei.set_fuss(f"{druck.artname} {druck.nummer or '– Entwurf ohne Nummer'}")
    datei.add(*_build_kopf(druck))
    datei.add(_title("Gremienweg"))
    datei.add(_build_raster(druck) if druck.stationen else _text("noch nicht festgelegt"))
    texte, richtext = clean_texte(druck), Richtext(datei, _load_bild)
    for name, titel in GEDRUCKT.items():
        if name in NUR_GEFUELLT and not texte[name]:
            continue
        leer = druck.ohne_beschluss if name == "beschlussentwurf" else ""
        datei.add(_title(titel), *(richtext.build(texte[name]) or [_text(leer or "entfällt")]))
    datei.add(_title("Anlage/n"))
    anlagen = "".join(
        f"<li>Anlage {nummer:02}: {_escape(anlage.titel)}{' (nichtöffentlich)' if anlage.nichtoeffentlich else ''}</li>"
        for nummer, anlage in enumerate(druck.anlagen, start=1)
    )
    datei.add(*(richtext.build(f"<ul>{anlagen}</ul>") if anlagen else [_text("keine")]))
    return datei.write()


def _build_kopf(druck: VorlageDruck) -> Iterator[Any]:
    yield from (build_absatz("Vermerk", build_lauf(vermerk)) for vermerk in druck.vermerke)
    yield build_absatz("Heading1", build_lauf(druck.artname))
    datum = f"{druck.datum:%d.%m.%Y}" if druck.datum else ""
    yield _field("Vorlage:", druck.nummer or "", "Datum:", datum)
    if druck.antragstellerwort and druck.antragsteller:
        yield _field(f"{druck.antragstellerwort}:", ", ".join(druck.antragsteller))
    if druck.antragstellerwort and druck.eingegangen_am:
        yield _field("Eingegangen am:", f"{druck.eingegangen_am:%d.%m.%Y}")
    yield build_absatz("Feld", build_lauf(druck.dezernat))
    yield _field("Verfasser:", druck.verfasser, "Az.:", druck.aktenzeichen)
    yield _field("Betreff:", druck.betreff)


def _field(*paare: str) -> Any:
    """Return a line of the head: labels in bold, each followed by its value."""
    laeufe = []
    for stelle in range(0, len(paare), 2):
        laeufe += [build_lauf("\t")] if stelle else []
        laeufe += [build_lauf(paare[stelle], ("strong",)), build_lauf(f" {paare[stelle + 1]}")]
    return build_absatz("Feld", *laeufe)


def _title(text: str) -> Any:
    return build_absatz("Heading2", build_lauf(f"{text}:"))


def _text(text: str) -> Any:
    return build_absatz("", build_lauf(text))


# --- The grid


def _build_raster(druck: VorlageDruck) -> Any:
    tabelle = begin_tabelle(_BREITEN)
    koepfe = [
        _cell("Datum", 0, fett=True),
        _cell("Gremium", 1, fett=True),
        _cell(druck.raster, 2, spalten=4, fett=True),
    ]
    tabelle.append(build_reihe(koepfe, im_kopf=True))
    for station in druck.stationen:
        for reihe in _build_station(station):
            tabelle.append(reihe)
    return tabelle


def _build_station(station: StationDruck) -> Iterator[Any]:
    datum = f"{station.datum:%d.%m.%Y}" if station.datum else ""
    for nummer, zeile in enumerate(station.kaestchen):
        senkrecht = "continue" if nummer else "restart"
        felder = [
            _cell("" if nummer else datum, 0, senkrecht=senkrecht, fett=True),
            _cell("" if nummer else station.gremium, 1, senkrecht=senkrecht, fett=True),
            *(_build_kaestchenfeld(k, spalte) for spalte, k in enumerate(zeile, start=2)),
        ]
        yield build_reihe(felder)
    yield build_reihe(
        [
            _cell("", 0, senkrecht="continue"),
            _cell(f"TOP {station.top or ''}".strip(), 1),
            _cell(station.oeffentlichkeit, 2),
            _cell(station.rolle, 3),
            _cell(_count("Enthaltungen", station.enthaltungen), 4),
            _cell(_count("Gegenstimmen", station.gegenstimmen), 5),
        ]
    )
    if station.ergebnis:
        yield build_reihe(
            [_cell("", 0, senkrecht="continue"), _cell(f"Ergebnis: {station.ergebnis}", 1, spalten=5, fett=True)]
        )


def _build_kaestchenfeld(kaestchen: KaestchenDruck, spalte: int) -> Any:
    wort = _LINIE if kaestchen.is_schreiblinie else kaestchen.kurz
    lauf = build_lauf(f" {wort}", ("strong",) if kaestchen.angekreuzt else ())
    return build_feld(_BREITEN[spalte], build_absatz(_STIL, build_kaestchen(kaestchen.angekreuzt), lauf))


def _count(wort: str, zahl: int | None) -> str:
    return wort if zahl is None else f"{wort} {zahl}"


def _cell(text: str, spalte: int, *, spalten: int = 1, senkrecht: str = "", fett: bool = False) -> Any:
    absatz = build_absatz(_STIL, *([build_lauf(text, ("strong",) if fett else ())] if text else []))
    return build_feld(sum(_BREITEN[spalte : spalte + spalten]), absatz, spalten=spalten, senkrecht=senkrecht)


def _escape(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _load_bild(pruefsumme: str) -> bytes | None:
    gelesen = load_bild(pruefsumme)
    return gelesen[0] if gelesen else None
