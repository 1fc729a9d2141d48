"""The tables of an office document: as markup with their merged cells, as lines of text with tabs between the cells.

A table that is one column wide is no table but a frame, and so is a row of which one cell with paragraphs of its own
is all there is: a form that is one large table. Their paragraphs stay paragraphs.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from dokumente.rules.absaetze import Absatz, Absatzart, Lauf, build_html, mark_punkt
from dokumente.rules.tabellenkopf import is_kopfzeile
from dokumente.text.tabellen import drop_ausrichtung

_TRENNER: Final = " | "


@dataclass(frozen=True, slots=True)
class Zelle:
    """A cell with its paragraphs and how many columns and rows it takes."""

    absaetze: tuple[Absatz, ...] = ()
    breite: int = 1
    hoehe: int = 1
    is_kopf: bool = False

    @property
    def zeilen(self) -> list[str]:
        """Return its text as lines."""
        zeilen: list[str] = []
        for absatz in self.absaetze:
            marke = mark_punkt(absatz) if absatz.art is Absatzart.PUNKT else ""
            eigene = absatz.zeilen or tuple(absatz.text.split("\n"))
            zeilen += [f"{marke}{zeile}" for zeile in eigene if zeile.strip()]
        return zeilen

    @property
    def text(self) -> str:
        """Return its text on one line."""
        return " ".join(" ".join(self.zeilen).split())

    @property
    def is_fett(self) -> bool:
        """Return whether all it says is bold."""
        laeufe = [lauf for absatz in self.absaetze for lauf in absatz.laeufe if lauf.text.strip()]
        return bool(laeufe) and all("strong" in lauf.formate for lauf in laeufe)

    @property
    def ausrichtung(self) -> str:
        """Return how all its paragraphs stand, nothing where they differ or nobody says it."""
        gesagt = {absatz.ausrichtung for absatz in self.absaetze if not absatz.is_leer}
        return gesagt.pop() if len(gesagt) == 1 else ""

    @property
    def is_rahmen(self) -> bool:
        """Return whether it holds several lines or a table of its own."""
        return len(self.zeilen) > 1


def build_tabelle(zeilen: Sequence[Sequence[Zelle]]) -> Iterator[Absatz]:
    """Yield a table as paragraphs: itself, or what stands in it where it is only a frame."""
    zeilen = [list(zeile) for zeile in zeilen if zeile]
    if max((sum(zelle.breite for zelle in zeile) for zeile in zeilen), default=0) <= 1:
        yield from (absatz for zeile in zeilen for zelle in zeile for absatz in zelle.absaetze)
        return
    stueck: list[Sequence[Zelle]] = []
    lines = _place_zeilen(zeilen)
    texte: list[str] = []
    for zeile, text in zip(zeilen, lines, strict=True):
        gefuellte = [zelle for zelle in zeile if zelle.text]
        if len(gefuellte) == 1 and gefuellte[0].is_rahmen:
            yield from _end_stueck(stueck, texte)
            yield from gefuellte[0].absaetze
        else:
            stueck.append(zeile)
            texte.append(text)
    yield from _end_stueck(stueck, texte)


def _end_stueck(zeilen: list[Sequence[Zelle]], texte: list[str]) -> Iterator[Absatz]:
    if any(text.strip() for text in texte):
        yield Absatz(Absatzart.TABELLE, html=render_tabelle(zeilen), zeilen=tuple(texte))
    zeilen.clear()
    texte.clear()


def _place_zeilen(zeilen: Sequence[Sequence[Zelle]]) -> list[str]:
    """Return every row as a line; cells into which one from above or from the left reaches are empty."""
    reichen: dict[int, int] = {}
    texte = []
    for zeile in zeilen:
        felder: list[str] = []
        for zelle in zeile:
            _fill(felder, reichen)
            for offset in range(zelle.breite if zelle.hoehe > 1 else 0):
                reichen[len(felder) + offset] = zelle.hoehe - 1
            felder += [zelle.text, *[""] * (zelle.breite - 1)]
        _fill(felder, reichen)
        texte.append("\t".join(felder).rstrip("\t"))
    return texte


def _fill(felder: list[str], reichen: dict[int, int]) -> None:
    while reichen.get(len(felder), 0) > 0:
        reichen[len(felder)] -= 1
        felder.append("")


def render_tabelle(zeilen: Sequence[Sequence[Zelle]]) -> str:
    """Return a table as markup. Its head is what the document calls so, else a first row that looks like one."""
    koepfe = 0
    while koepfe < len(zeilen) and all(zelle.is_kopf for zelle in zeilen[koepfe]):
        koepfe += 1
    if not koepfe and _has_kopf(zeilen):
        koepfe = 1
    if koepfe == len(zeilen):
        koepfe = 0
    kopf = "".join(_render_zeile(zeile, "th") for zeile in zeilen[:koepfe])
    rumpf = "".join(_render_zeile(zeile, "td") for zeile in zeilen[koepfe:])
    return drop_ausrichtung(f"<table>{f'<thead>{kopf}</thead>' if kopf else ''}<tbody>{rumpf}</tbody></table>")


def _has_kopf(zeilen: Sequence[Sequence[Zelle]]) -> bool:
    erste, *weitere = zeilen
    if not weitere or any(zelle.hoehe > 1 for zelle in erste):
        return False
    if all(zelle.is_fett for zelle in erste) and not all(z.is_fett for zeile in weitere for z in zeile):
        return True
    ohne_spannen = all(zelle.breite == 1 for zelle in erste)
    return ohne_spannen and is_kopfzeile([z.text for z in erste], [[z.text for z in zeile] for zeile in weitere])


def _render_zeile(zeile: Sequence[Zelle], tag: str) -> str:
    return f"<tr>{''.join(_render_zelle(zelle, tag) for zelle in zeile)}</tr>"


def _render_zelle(zelle: Zelle, tag: str) -> str:
    spannen = f' colspan="{zelle.breite}"' if zelle.breite > 1 else ""
    spannen += f' rowspan="{zelle.hoehe}"' if zelle.hoehe > 1 else ""
    absaetze = [teil for absatz in zelle.absaetze for teil in _flatten_tabelle(absatz)]
    if tag == "th" and zelle.is_fett:
        absaetze = [_unbold(absatz) for absatz in absaetze]
    html = build_html(absaetze)
    if len(absaetze) == 1 and absaetze[0].is_einfach:
        html = html.removeprefix("<p>").removesuffix("</p>")
    ausrichtung = f' align="{zelle.ausrichtung}"' if zelle.ausrichtung else ""
    return f"<{tag}{spannen}{ausrichtung}>{html}</{tag}>"


def _flatten_tabelle(absatz: Absatz) -> Iterator[Absatz]:
    """Yield a table inside a cell as one paragraph per row: no print lays out one in the other."""
    if absatz.art is not Absatzart.TABELLE:
        yield absatz
        return
    for zeile in absatz.zeilen:
        yield Absatz(laeufe=(Lauf(_TRENNER.join(filter(None, (feld.strip() for feld in zeile.split("\t"))))),))


def _unbold(absatz: Absatz) -> Absatz:
    """Return a paragraph of a head without its bold type, which a head has anyway."""
    laeufe = (replace(lauf, formate=tuple(f for f in lauf.formate if f != "strong")) for lauf in absatz.laeufe)
    return replace(absatz, laeufe=tuple(laeufe))
