"""How the tables of a rich text go on paper and on the screen, decided before anything is laid out."""

import re
from collections.abc import Iterator
from html import escape
from typing import Final

from dokumente.rules.spaltenbreiten import Tabellensatz, choose_satz, measure_mindestbreite
from dokumente.rules.textbreiten import measure_wort
from dokumente.text.tabellen import MARKE, ZAHL, Reihe, Tabelle, Zelle, apply_edits, read_tabellen

BRUCH: Final = "\u200b"
"""Where a line may end without a hyphen: around the figures of a word too long for its column."""
TEILBAR_ZEILEN: Final = 24
"""A row of more lines than this may be divided between two pages; kept whole it would leave half a page blank."""
KOPF_ZEILEN: Final = 8
"""A head of more lines than this stands once: repeated it would leave too little of a page."""
VERBUND_MAX: Final = 10
"""Rows beside one cell stay together on a page unless there are more of them than this."""
_WORT: Final = re.compile(r"[^ ]+")
_UEBERSCHRIFT: Final = re.compile(r"<(h[34])\b[^<>]*>(?:(?!<h[34]\b).)*</\1>\s*\Z", re.DOTALL)
Edit = tuple[int, int, str]


class TabelleZuBreit(ValueError):
    """A table fits on no page; the message is a German sentence that names it and says what to do."""


def check_tabellen(html: str) -> list[str]:
    """Return a German sentence for every table of sanitised ``html`` that fits on no page, in whatever type."""
    return [_refuse(tabelle) for tabelle in read_tabellen(html) if _choose(tabelle) is None]


def set_tabellen(html: str, *, titel: str = "") -> str:
    """Return sanitised ``html`` with each table told how it is set: type, page, width of every column, amounts.

    ``titel`` is the heading the text stands under. Every column lies inside the page, no run of figures is split.

    :raises TabelleZuBreit: for the first table that fits on no page.
    """
    edits: list[Edit] = []
    for tabelle in read_tabellen(html):
        satz = _choose(tabelle)
        if satz is None:
            raise TabelleZuBreit(_refuse(tabelle, titel))
        edits += _edit_druck(html, tabelle, satz)
    return apply_edits(html, edits)


def show_tabellen(html: str, *, titel: str = "") -> str:
    """Return sanitised ``html`` for the screen: each table in a named box that scrolls by itself, amounts marked."""
    edits: list[Edit] = []
    for tabelle in read_tabellen(html):
        name = escape(f"{titel}, Tabelle {tabelle.nummer}" if titel else f"Tabelle {tabelle.nummer}")
        kasten = f'<div class="table-scroll" role="region" aria-label="{name}" tabindex="0">'
        edits += [(tabelle.anfang, tabelle.anfang, kasten), (tabelle.ende, tabelle.ende, "</div>")]
        edits += [edit for reihe, zelle in tabelle.iter_zellen() for edit in _edit_klasse(tabelle, reihe, zelle)]
    return apply_edits(html, edits)


def _choose(tabelle: Tabelle) -> Tabellensatz | None:
    return choose_satz(tabelle.measure_spalten(), einzug_pt=tabelle.einzug_pt)


def _refuse(tabelle: Tabelle, titel: str = "") -> str:
    anteil = f"{max(1.1, measure_mindestbreite(tabelle.measure_spalten())):.1f}".replace(".", ",")
    unter = f" unter „{titel}“" if titel else ""
    return (
        f"{tabelle.ort}{unter} ist zu breit für den Druck: Ihre {tabelle.spaltenzahl} Spalten brauchen auch auf einer "
        f"Seite im Querformat in kleinster Schrift {anteil}-mal so viel Platz, wie da ist. Bitte teilen Sie die "
        "Tabelle oder geben Sie sie als Anlage bei."
    )


def _edit_druck(html: str, tabelle: Tabelle, satz: Tabellensatz) -> Iterator[Edit]:
    spalten = "".join(f'<col style="width: {breite:.1f}pt">' for breite in satz.spalten)
    klassen = satz.art.name if _is_kopf_repeated(tabelle, satz) else f"{satz.art.name} kopf-einmal"
    kopf = f'<table class="{klassen}"><colgroup>{spalten}</colgroup>'
    if satz.art.quer:
        yield (anfang := _find_anfang(html, tabelle)), anfang, '<div class="quer">'
        yield tabelle.ende, tabelle.ende, "</div>"
    yield tabelle.anfang, tabelle.anfang + len("<table>"), kopf
    yield from _edit_reihen(tabelle, satz)
    for reihe, zelle in tabelle.iter_zellen():
        yield from _edit_klasse(tabelle, reihe, zelle)
        yield from _edit_lange_worte(html, zelle, satz)


def _is_kopf_repeated(tabelle: Tabelle, satz: Tabellensatz) -> bool:
    """Return whether the head is low enough to stand on every page."""
    koepfe = [reihe for reihe in tabelle.reihen if reihe.im_kopf]
    return sum(_count_reihe(reihe, satz) for reihe in koepfe) <= KOPF_ZEILEN


def _count_reihe(reihe: Reihe, satz: Tabellensatz) -> float:
    return max((_count_zeilen(zelle, satz) / zelle.rowspan for zelle in reihe.zellen), default=0.0)


def _edit_reihen(tabelle: Tabelle, satz: Tabellensatz) -> Iterator[Edit]:
    """Mark rows that may be divided between two pages, and rows that stay with the one above."""
    verbunden = 0
    for nummer, reihe in enumerate(tabelle.reihen):
        teilbar = not reihe.im_kopf and _count_reihe(reihe, satz) > TEILBAR_ZEILEN
        klassen = ["teilbar"] * teilbar + ["weiter"] * (nummer < verbunden)
        if klassen:
            ende = reihe.anfang + len("<tr")
            yield ende, ende, f' class="{" ".join(klassen)}"'
        spannen = [zelle.rowspan for zelle in reihe.zellen if zelle.rowspan <= VERBUND_MAX]
        verbunden = max(verbunden, nummer + max(spannen, default=1))


def _find_anfang(html: str, tabelle: Tabelle) -> int:
    """Return where the table begins together with the headings right before it."""
    anfang = tabelle.anfang
    while not tabelle.einzug_pt and (fund := _UEBERSCHRIFT.search(html, max(0, anfang - 2000), anfang)):
        anfang = fund.start()
    return anfang


def _edit_klasse(tabelle: Tabelle, reihe: Reihe, zelle: Zelle) -> Iterator[Edit]:
    ende = zelle.anfang + len("<td")
    if tabelle.is_betrag(reihe, zelle):
        yield ende, ende, ' class="betrag"'
    elif tabelle.is_betragskopf(reihe, zelle):
        yield ende, ende, ' class="betragskopf"'


def _count_zeilen(zelle: Zelle, satz: Tabellensatz) -> float:
    raum = max(1.0, satz.measure_spanne(zelle.spalte, zelle.colspan))
    return sum(max(1.0, sum(map(measure_wort, text.split(" "))) * 1.1 / raum) for _, text in zelle.zeilen)


def _edit_lange_worte(html: str, zelle: Zelle, satz: Tabellensatz) -> Iterator[Edit]:
    """Let words with figures in them that are too long for their column break around the figures only."""
    raum = satz.measure_spanne(zelle.spalte, zelle.colspan) - 2.0 * max(tiefe for tiefe, _ in zelle.zeilen)
    lang = any(measure_wort(wort) > raum and ZAHL.search(wort) for _, text in zelle.zeilen for wort in text.split(" "))
    if not lang:
        return
    stelle = zelle.innen
    for marke in MARKE.finditer(html, zelle.innen, zelle.ende):
        yield from _edit_text(html, stelle, marke.start())
        stelle = marke.end()
    yield from _edit_text(html, stelle, zelle.ende)


def _edit_text(html: str, von: int, bis: int) -> Iterator[Edit]:
    for wort in _WORT.finditer(html, von, bis):
        if "&#" in wort[0]:
            continue
        for zahl in ZAHL.finditer(html, wort.start(), wort.end()):
            if zahl.start() > wort.start():
                yield zahl.start(), zahl.start(), BRUCH
            if zahl.end() < wort.end():
                yield zahl.end(), zahl.end(), BRUCH
