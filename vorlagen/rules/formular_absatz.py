"""The prose of a paper form as HTML: paragraphs, lists, tables out of lines parted by tabs.

What the document itself says of its paragraphs goes first; the lines are guessed from where it says nothing.
"""

import html
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from dokumente.rules.absaetze import Absatz, Absatzart, build_html
from dokumente.rules.symbolschriften import LISTENZEICHEN, UNTERZEICHEN
from dokumente.rules.tabellenkopf import is_kopfzeile
from vorlagen.rules.formular_gestalt import Gestalt
from vorlagen.rules.formular_text import ZeileDaten
from vorlagen.rules.formular_trennung import flatten_text, is_getrennt

_PUNKT = re.compile(rf"\s*([{re.escape(LISTENZEICHEN)}]|o(?=\s))\s+(?=\S)")
_ZAHL = re.compile(r"\s*([0-9]{1,3})[.)]\s+(?=\S)")
# "2.1", but neither "1.500" nor a date.
_GLIEDERUNG = re.compile(r"\s*[0-9]{1,2}(?:\.[0-9]{1,2})+\s+(?=[^\W\d_])")
_BUCHSTABE = re.compile(r"\s*[a-z]\)\s")
_SATZENDE = (".", "!", "?", ":", ";")
# Wrapped plain text has lines of this length; longer lines are whole paragraphs.
_UMBRUCH_MIN, _UMBRUCH_MAX = 60, 130
# Letters differ in width: lines of one column differ by as many characters.
_STREUUNG = 12
_EINRUECKUNG = 2
_EBENEN_MAX = 6


@dataclass(slots=True)
class _Absatz:
    """A paragraph, list item or table under construction; ``zahl`` is the number of an ``ol`` item.

    ``nummern`` are those of its lines. One of the kind ``fertig`` is what the document says it is.
    """

    art: str
    teile: list[str] = field(default_factory=list)
    nummern: list[int] = field(default_factory=list)
    fertig: Absatz | None = None
    zahl: int = 0
    einzug: int = 0
    zeichen: str = ""


@dataclass(frozen=True, slots=True)
class PunktDaten:
    """A line of a list without its mark; ``zahl`` is the number of a numbered one, else empty."""

    zahl: str
    text: str


def split_punkt(text: str) -> PunktDaten | None:
    """Return the text of a bulleted or numbered list line, or ``None`` if the line is none."""
    if treffer := _PUNKT.match(text):
        return PunktDaten("", text[treffer.end() :])
    if treffer := _ZAHL.match(text):
        return PunktDaten(treffer[1], text[treffer.end() :])
    return None


def is_marke(text: str) -> bool:
    """Return whether the line begins with the mark of a list."""
    return any(muster.match(text) for muster in (_PUNKT, _ZAHL, _BUCHSTABE, _GLIEDERUNG))


def render_html(zeilen: Sequence[ZeileDaten], gestalt: Gestalt | None = None) -> str:
    """Return the lines as ``<p>``, ``<ul>``, ``<ol>`` and ``<table>`` with every other character escaped.

    Blank lines part paragraphs. Without one, a line goes on with the line before only if that was wrapped
    or if it is the indented rest of a list item. Numbers count as an ``<ol>`` only when they run 1, 2, …;
    otherwise ("31. Änderung der Satzung") they stay in the text. ``gestalt`` is how the document set them.
    """
    gestalt = gestalt or Gestalt()
    return "".join(_render_absaetze(list(_read_absaetze(zeilen, gestalt)), gestalt))


def render_ueberschrift(text: str) -> str:
    """Return a heading between paragraphs."""
    return f"<h3>{html.escape(flatten_text(text))}</h3>"


# --- Lines become paragraphs


def _read_absaetze(zeilen: Sequence[ZeileDaten], gestalt: Gestalt) -> Iterator[_Absatz]:
    breite = measure_breite(zeilen)
    tabelle = _find_tabellenzeilen(zeilen)
    offen: _Absatz | None = None
    bis = 0
    for stelle, zeile in enumerate(zeilen):
        if stelle < bis:
            continue
        block = gestalt.find_block(zeilen, stelle) if zeile.text.strip() else None
        if block and _is_gestaltet(block[0], breite):
            if offen:
                yield offen
            offen, bis = _Absatz("fertig", fertig=block[0]), stelle + block[1]
            continue
        text = zeile.text
        if text.strip() and offen and _is_fortsetzung(offen, text, breite, is_zelle=stelle in tabelle):
            offen.teile.append(text)
            offen.nummern.append(zeile.zeilennummer)
            continue
        if offen:
            yield offen
        offen = _start_absatz(text, is_zelle=stelle in tabelle) if text.strip() else None
        if offen:
            offen.nummern.append(zeile.zeilennummer)
    if offen:
        yield offen


def _is_gestaltet(absatz: Absatz, breite: int) -> bool:
    """Return whether the document knows better than its lines what this is.

    Of an ordinary paragraph it knows where lines end, unless these look wrapped, or are typed as a list or a table.
    """
    if not absatz.is_einfach:
        return True
    zeilen = [zeile for zeile in absatz.zeilen if zeile.strip()]
    if len(zeilen) < 2 or any("\t" in zeile or is_marke(zeile) for zeile in zeilen):
        return False
    return not any(
        is_getrennt(oben) or unten.lstrip()[0].islower() or (breite and is_umbruch(oben, unten, breite))
        for oben, unten in pairwise(zeilen)
    )


def _start_absatz(text: str, *, is_zelle: bool) -> _Absatz:
    einzug = _indent(text)
    if is_zelle:
        return _Absatz("table", [text])
    if treffer := _PUNKT.match(text):
        return _Absatz("ul", [text[treffer.end() :]], einzug=einzug, zeichen=treffer[1])
    if treffer := _ZAHL.match(text):
        return _Absatz("ol", [text], zahl=int(treffer[1]), einzug=einzug)
    return _Absatz("p", [text], einzug=einzug)


def _indent(text: str) -> int:
    return len(text.expandtabs(4)) - len(text.lstrip().expandtabs(4))


def _find_tabellenzeilen(zeilen: Sequence[ZeileDaten]) -> frozenset[int]:
    """Return the places of lines that make a table: two or more in a row with tabs between words."""
    kandidaten = [bool(re.search(r"\S\t+\s*\S", z.text)) and not is_marke(z.text) for z in zeilen]
    weitere = [
        is_zeile or (stelle > 0 and kandidaten[stelle - 1] and zeilen[stelle].text.startswith("\t"))
        for stelle, is_zeile in enumerate(kandidaten)
    ]
    return frozenset(
        stelle
        for stelle, is_zeile in enumerate(weitere)
        if is_zeile and ((stelle and weitere[stelle - 1]) or (stelle + 1 < len(weitere) and weitere[stelle + 1]))
    )


def _is_fortsetzung(absatz: _Absatz, text: str, breite: int, *, is_zelle: bool) -> bool:
    """Return whether ``text``, standing directly below ``absatz``, goes on with it."""
    if is_zelle or absatz.art in ("table", "fertig"):
        return is_zelle and absatz.art == "table"
    if is_marke(text):
        return False
    vorher = absatz.teile[-1]
    if is_getrennt(vorher):
        return True
    if absatz.art != "p" and _indent(text) > absatz.einzug:
        return True
    if absatz.art == "p" and text.lstrip()[0].islower() and not vorher.endswith(_SATZENDE):
        return True
    return bool(breite) and is_umbruch(vorher, text, breite)


def is_umbruch(vorher: str, text: str, breite: int) -> bool:
    """Return whether the line before was full: the first word of ``text`` would not have fitted.

    A line longer than ``breite`` is two, joined by a program that took the hyphen out.
    """
    laenge = len(vorher)
    while laenge > breite + _STREUUNG:
        laenge -= breite
    erstes_wort = text.split(maxsplit=1)[0]
    spielraum = 0 if vorher.endswith(_SATZENDE) else _STREUUNG
    return laenge + 1 + len(erstes_wort) > breite - spielraum


def measure_breite(zeilen: Sequence[ZeileDaten]) -> int:
    """Return the column at which the text was wrapped, 0 if every line is a paragraph of its own."""
    laengen = Counter(len(zeile.text) for zeile in zeilen)
    passende = [laenge for laenge in laengen if _UMBRUCH_MIN <= laenge <= _UMBRUCH_MAX]
    if not passende:
        return 0
    volle = {breite: sum(laengen[x] for x in passende if breite - _STREUUNG <= x <= breite) for breite in passende}
    breite = max(passende, key=lambda b: (volle[b], b))
    if sum(anzahl for laenge, anzahl in laengen.items() if laenge > _UMBRUCH_MAX) >= volle[breite]:
        # More whole paragraphs than full lines: nothing was wrapped.
        return 0
    for vorher, zeile in pairwise(zeilen):
        if vorher.text and zeile.text.strip() and not vorher.text.endswith(_SATZENDE) and not is_marke(zeile.text):
            return breite
    return 0


# --- Paragraphs become HTML


def _render_absaetze(absaetze: Sequence[_Absatz], gestalt: Gestalt) -> Iterator[str]:
    titel = [a.fertig.ebene for a in absaetze if a.fertig and a.fertig.art is Absatzart.UEBERSCHRIFT]
    oberste = min(titel, default=1)
    stelle = 0
    while stelle < len(absaetze):
        fertige = list(_take_fertige(absaetze, stelle))
        ende = _find_listenende(absaetze, stelle) if not fertige else stelle
        liste = absaetze[stelle:ende]
        if fertige:
            ende = stelle + len(fertige)
            yield build_html(fertige, oberste=oberste)
        elif liste:
            art = liste[0].art
            yield f"<{art}>{''.join(_render_punkte(liste, gestalt))}</{art}>"
        elif absaetze[stelle].art == "table":
            ende = stelle + 1
            yield _render_tabelle(absaetze[stelle].teile)
        else:
            ende = stelle + 1
            yield f"<p>{_render_text(absaetze[stelle], gestalt)}</p>"
        stelle = ende


def _take_fertige(absaetze: Sequence[_Absatz], ab: int) -> Iterator[Absatz]:
    """Yield what the document says of the paragraphs from here on, as long as it says something."""
    # By place: to cut off what comes before would copy the rest of a long text for each of its paragraphs.
    for stelle in range(ab, len(absaetze)):
        fertig = absaetze[stelle].fertig
        if fertig is None:
            return
        yield fertig


def _find_listenende(absaetze: Sequence[_Absatz], start: int) -> int:
    """Return where the list that begins at ``start`` ends; ``start`` itself if no list begins there."""
    ende = start
    if absaetze[start].art == "ul":
        while ende < len(absaetze) and absaetze[ende].art == "ul":
            ende += 1
    else:
        while ende < len(absaetze) and absaetze[ende].art == "ol" and absaetze[ende].zahl == ende - start + 1:
            ende += 1
        if ende == start + 1:
            ende = start
    return ende


def _render_punkte(punkte: Sequence[_Absatz], gestalt: Gestalt) -> Iterator[str]:
    """Yield the items; those of a deeper level stand in a list inside the item before them."""
    ebenen = [*_measure_ebenen(punkte), 1]
    for punkt, (ebene, folgende) in zip(punkte, pairwise(ebenen), strict=True):
        yield f"<li>{_render_text(punkt, gestalt, ohne_zahl=punkt.art == 'ol')}"
        yield "<ul>" if folgende > ebene else "</li>" + "</ul></li>" * (ebene - folgende)


def _measure_ebenen(punkte: Iterable[_Absatz]) -> Iterator[int]:
    """Yield the level of each item: deeper by its indentation, or by the mark of a second level ("o", "–")."""
    oben: list[_Absatz] = []
    for punkt in punkte:
        while oben and not _takes(oben[-1], punkt):
            oben.pop()
        oben = [*oben, punkt][:_EBENEN_MAX]
        yield len(oben)


def _takes(oberer: _Absatz, punkt: _Absatz) -> bool:
    if abs(punkt.einzug - oberer.einzug) >= _EINRUECKUNG:
        return punkt.einzug > oberer.einzug
    return bool(punkt.zeichen) and punkt.zeichen in UNTERZEICHEN and oberer.zeichen not in UNTERZEICHEN


def _render_text(absatz: _Absatz, gestalt: Gestalt, *, ohne_zahl: bool = False) -> str:
    """Return the letters of a paragraph or item, of a numbered one without its number."""
    erste, *weitere = absatz.teile
    teile = [_ZAHL.sub("", erste, count=1) if ohne_zahl else erste, *weitere]
    return gestalt.render(list(zip(absatz.nummern, teile, strict=True)))


def _render_tabelle(teile: Sequence[str]) -> str:
    """Return the table; its first row is a head if none of its cells is an amount, but cells below have figures."""
    zeilen = [[flatten_text(zelle) for zelle in teil.split("\t")] for teil in teile]
    breite = max(map(len, zeilen))
    zeilen = [zeile + [""] * (breite - len(zeile)) for zeile in zeilen]
    hat_kopf = is_kopfzeile(zeilen[0], zeilen[1:])
    kopf = f"<thead>{_render_reihe(zeilen.pop(0), 'th')}</thead>" if hat_kopf else ""
    return f"<table>{kopf}<tbody>{''.join(_render_reihe(zeile, 'td') for zeile in zeilen)}</tbody></table>"


def _render_reihe(zellen: Iterable[str], art: str) -> str:
    return "<tr>" + "".join(f"<{art}>{html.escape(zelle)}</{art}>" for zelle in zellen) + "</tr>"
