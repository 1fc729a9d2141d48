"""Two rich texts as one: what fell away and what is new, down to the word, the list item with its number, the cell.

The usual tools for HTML lose lists and tables; here both texts are paired passage by passage before words are compared.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from copy import deepcopy
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from itertools import islice, zip_longest
from typing import Any, Final, TypeAlias

from lxml import etree  # type: ignore[import-untyped]

from dokumente.rules.aufzaehlung import format_nummer
from dokumente.rules.vergleich import (
    Art,
    Wort,
    compare_woerter,
    compute_aehnlichkeit,
    pair_passages,
    split_woerter,
)
from dokumente.text.aus_text import text_to_richtext
from dokumente.text.baum import HUELLE, OHNE_ENDE, parse_baum
from dokumente.text.richtext import ZEILENTEILE, richtext_to_text

AEHNLICH: Final = 0.4
"""How much of their words two passages must share to be the same one, changed."""
EBENEN_MAX: Final = 100
"""Elements within each other up to which they are compared as such; a paper may have far fewer."""
VERWANDT: Final = 0.2
"""The same for lists, tables and quotations: what is in them is compared again."""
_MARKEN: Final = {Art.ENTFALLEN: ("del", "entfallen: "), Art.NEU: ("ins", "neu: ")}
_STELLE: Final = re.compile(r"(?:<del>.*?</del>\s*)?<ins>|<del>|<span class=\"bisher\">", re.DOTALL)
_INLINE: Final = ZEILENTEILE | {"img"}
_Element: TypeAlias = Any
"""An element of lxml, which has no types."""
_Paar: TypeAlias = tuple[_Element | None, _Element | None]


@dataclass(frozen=True, slots=True)
class Vergleich:
    """Both texts as one piece of HTML with ``<ins>`` and ``<del>``; ``stellen`` is how many places changed.

    Each change begins with a word in brackets (class ``marke``), for the ear and for print. Different texts without a
    changed place are only laid out differently.
    """

    html: str
    stellen: int
    is_gleich: bool


@lru_cache(maxsize=64)
def compare_richtext(alt: str, neu: str) -> Vergleich:
    """Return both sanitised texts as one. The result is for showing; it is no text that could be stored."""
    if alt == neu:
        # Most fields of most papers: nothing has to be paired to see that.
        return Vergleich(neu, 0, is_gleich=True)
    baeume = [parse_baum(text) for text in (alt, neu)]
    if any(map(_is_zu_tief, baeume)):
        # Nobody may store it, but somebody may have typed it: then the words alone are compared.
        baeume = [parse_baum(text_to_richtext(richtext_to_text(text))) for text in (alt, neu)]
    html = "".join(_compare_inhalt(*baeume))
    return Vergleich(html, len(_STELLE.findall(html)), is_gleich=False)


def compare_text(alt: str, neu: str) -> Vergleich:
    """Return the same of two plain texts."""
    return compare_richtext(text_to_richtext(alt), text_to_richtext(neu))


def _is_zu_tief(baum: _Element) -> bool:
    return any(
        len(list(islice(blatt.iterancestors(), EBENEN_MAX))) == EBENEN_MAX for blatt in baum.iter() if not len(blatt)
    )


# --- passages


def _list_bloecke(eltern: _Element) -> list[_Element]:
    """Return the passages directly in ``eltern``; loose text is a paragraph."""
    bloecke: list[_Element] = []
    lose = etree.Element("p")
    lose.text = eltern.text

    for kind in eltern:
        if kind.tag in _INLINE:
            lose.append(deepcopy(kind))
            continue
        bloecke += [lose] if _has_inhalt(lose) else []
        bloecke.append(kind)
        lose = etree.Element("p")
        lose.text = kind.tail
    return [*bloecke, lose] if _has_inhalt(lose) else bloecke


def _has_inhalt(block: _Element) -> bool:
    return bool("".join(block.itertext()).strip()) or block.find(".//img") is not None


def _kind_of(block: _Element) -> tuple[str, str]:
    """Return what must be the same for two passages to be one, changed."""
    return block.tag, block.get("type", "1") if block.tag == "ol" else ""


def _count_woerter(block: _Element) -> Counter[str]:
    return Counter(wort.strip() for wort in split_woerter(" ".join(block.itertext())) if wort.strip())


def _pair(alt: Sequence[_Element], neu: Sequence[_Element]) -> list[_Paar]:
    if len(alt) == len(neu) == 1 and _kind_of(alt[0]) == _kind_of(neu[0]):
        return [(alt[0], neu[0])]
    woerter = {id(block): _count_woerter(block) for block in (*alt, *neu)}

    def compute(a: _Element, n: _Element) -> float:
        if _kind_of(a) != _kind_of(n):
            return 0.0
        wert = compute_aehnlichkeit(woerter[id(a)], woerter[id(n)])
        return wert if wert >= (VERWANDT if a.tag in _VERGLEICHE else AEHNLICH) else 0.0

    return pair_passages(alt, neu, compute, mindestens=VERWANDT)


def _compare_inhalt(alt: _Element, neu: _Element) -> list[str]:
    """Return the passages of two elements as one row of passages."""
    paare = _pair(_list_bloecke(alt), _list_bloecke(neu))
    bloecke = [_compare_block(a, n) for a, n in paare]
    if len(paare) == 1 and _one_of(*paare[0]).tag == "p" and neu.tag != HUELLE:
        # A cell or an item of one paragraph is set without it.
        return [bloecke[0].removeprefix("<p>").removesuffix("</p>")]
    return bloecke


def _compare_block(alt: _Element | None, neu: _Element | None) -> str:
    """Return one passage: changed, or fallen away, or new."""
    block = _one_of(alt, neu)
    if vergleich := _VERGLEICHE.get(block.tag):
        return vergleich(alt, neu)
    laeufe = compare_woerter(_list_woerter(alt), _list_woerter(neu))
    inhalt = "".join(_mark(art, woerter) for art, woerter in laeufe)
    return f"<{block.tag}>{inhalt}</{block.tag}>"


# --- words


def _list_woerter(block: _Element | None) -> list[Wort]:
    return [] if block is None else _read_woerter(block, ())


def _read_woerter(element: _Element, stil: tuple[str, ...]) -> list[Wort]:
    woerter = [Wort(text, stil) for text in split_woerter(element.text or "")]
    for kind in element:
        innen = (*stil, _describe(kind))
        woerter += [Wort("\n", innen)] if kind.tag in OHNE_ENDE else _read_woerter(kind, innen)
        woerter += [Wort(text, stil) for text in split_woerter(kind.tail or "")]
    return woerter


def _describe(element: _Element, *, ohne: Iterable[str] = ()) -> str:
    """Return the inside of an element's opening tag."""
    angaben = (f' {name}="{escape(wert)}"' for name, wert in element.attrib.items() if name not in ohne)
    return f"{element.tag}{''.join(angaben)}"


def _mark(art: Art, woerter: Sequence[Wort]) -> str:
    """Return a run of words as HTML, marked unless it stayed; blanks at its end stand behind the mark."""
    html = _write_woerter(woerter)
    if art is Art.GLEICH:
        return html
    tag, wort = _MARKEN[art]
    kern = html.rstrip()
    marke = f'<span class="marke">[{wort}</span>{kern}<span class="marke">]</span>'
    return f"<{tag}>{marke}</{tag}>{html[len(kern) :]}"


def _write_woerter(woerter: Iterable[Wort]) -> str:
    teile: list[str] = []
    offen: tuple[str, ...] = ()
    for wort in woerter:
        ist_leer = bool(wort.stil) and _tag_of(wort.stil[-1]) in OHNE_ENDE
        stil = wort.stil[:-1] if ist_leer else wort.stil
        _change_stil(teile, offen, stil)
        offen = stil
        teile.append(f"<{wort.stil[-1]}>" if ist_leer else escape(wort.text, quote=False))
    _change_stil(teile, offen, ())
    return "".join(teile)


def _change_stil(teile: list[str], von: tuple[str, ...], nach: tuple[str, ...]) -> None:
    gemeinsam = next((i for i, (a, b) in enumerate(zip_longest(von, nach)) if a != b), len(von))
    teile += [f"</{_tag_of(angabe)}>" for angabe in reversed(von[gemeinsam:])]
    teile += [f"<{angabe}>" for angabe in nach[gemeinsam:]]


def _tag_of(angabe: str) -> str:
    return angabe.split(" ", 1)[0]


# --- lists and quotations


def _compare_liste(alt: _Element | None, neu: _Element | None) -> str:
    liste = _one_of(alt, neu)
    art = liste.get("type", "1") if liste.tag == "ol" else ""
    nummern = {**_count_punkte(alt), **_count_punkte(neu)}
    punkte = [_compare_punkt(a, n, nummern, art) for a, n in _pair(_children_of(alt), _children_of(neu))]
    return f"<{_describe(liste, ohne=['start'])}>{''.join(punkte)}</{liste.tag}>"


def _compare_punkt(alt: _Element | None, neu: _Element | None, nummern: dict[_Element, int], art: str) -> str:
    """Return an item under the number it has now, or had when it fell away; a changed number is said."""
    punkt = _one_of(alt, neu)
    inhalt = "".join(_compare_inhalt(_or_empty(alt, punkt), _or_empty(neu, punkt)))
    if not art:
        return f"<li>{inhalt}</li>"
    if alt is not None and neu is not None and nummern[alt] != nummern[neu]:
        bisher = f'<span class="bisher">(bisher {format_nummer(nummern[alt], art)})</span> '
        inhalt = inhalt.replace("<p>", f"<p>{bisher}", 1) if inhalt.startswith("<p>") else bisher + inhalt
    return f'<li value="{nummern[punkt]}">{inhalt}</li>'


def _count_punkte(liste: _Element | None) -> dict[_Element, int]:
    """Return the number of each item, as the page counts."""
    if liste is None or liste.tag != "ol":
        return {}
    nummern: dict[_Element, int] = {}
    zahl = int(liste.get("start", "1")) - 1
    for punkt in liste:
        zahl = int(punkt.get("value") or zahl + 1)
        nummern[punkt] = zahl
    return nummern


def _compare_zitat(alt: _Element | None, neu: _Element | None) -> str:
    zitat = _one_of(alt, neu)
    inhalt = "".join(_compare_inhalt(_or_empty(alt, zitat), _or_empty(neu, zitat)))
    return f"<blockquote>{inhalt}</blockquote>"


def _children_of(element: _Element | None) -> list[_Element]:
    return [] if element is None else list(element)


def _or_empty(element: _Element | None, wie: _Element) -> _Element:
    """Return the element, or an empty one like the other in place of none."""
    return etree.Element(wie.tag) if element is None else element


def _one_of(alt: _Element | None, neu: _Element | None) -> _Element:
    """Return the element that gives the name: the new one, or the old one that fell away."""
    return alt if neu is None else neu


# --- tables


def _compare_tabelle(alt: _Element | None, neu: _Element | None) -> str:
    if alt is not None and neu is not None and not _is_vergleichbar(alt, neu):
        return _compare_tabelle(alt, None) + _compare_tabelle(None, neu)
    tabelle = _one_of(alt, neu)
    teile = []
    spalten = _pair_spalten(alt, neu)
    for abschnitt in ("thead", "tbody"):
        zeilen = _pair(_list_zeilen(alt, abschnitt), _list_zeilen(neu, abschnitt))
        if zeilen:
            html = "".join(_compare_zeile(a, n, spalten) for a, n in zeilen)
            teile.append(f"<{abschnitt}>{html}</{abschnitt}>")
    return f"<{_describe(tabelle)}>{''.join(teile)}</table>"


def _list_zeilen(tabelle: _Element | None, abschnitt: str) -> list[_Element]:
    if tabelle is None:
        return []
    lose = tabelle.findall("tr") if abschnitt == "tbody" else []
    return [*tabelle.findall(f"{abschnitt}/tr"), *lose]


def _shape_of(tabelle: _Element) -> list[list[tuple[str, str]]]:
    return [[(z.get("colspan", "1"), z.get("rowspan", "1")) for z in zeile] for zeile in tabelle.iter("tr")]


def _is_vergleichbar(alt: _Element, neu: _Element) -> bool:
    """Return whether rows and columns can be paired: no merged cells, or the same ones in the same places."""
    einfach = all(zelle == ("1", "1") for t in (alt, neu) for zeile in _shape_of(t) for zelle in zeile)
    return _shape_of(alt) == _shape_of(neu) or einfach


def _pair_spalten(alt: _Element | None, neu: _Element | None) -> list[tuple[int | None, int | None]] | None:
    """Return which column became which, None where each row keeps its cells."""
    if alt is None or neu is None:
        return None
    breiten = [max((len(zeile) for zeile in tabelle.iter("tr")), default=0) for tabelle in (alt, neu)]
    if breiten[0] == breiten[1] or _shape_of(alt) == _shape_of(neu):
        return None
    woerter_alt, woerter_neu = _count_spalten(alt, breiten[0]), _count_spalten(neu, breiten[1])
    return pair_passages(
        range(breiten[0]),
        range(breiten[1]),
        lambda a, n: compute_aehnlichkeit(woerter_alt[a], woerter_neu[n]),
        mindestens=VERWANDT,
    )


def _count_spalten(tabelle: _Element, breite: int) -> list[Counter[str]]:
    spalten: list[Counter[str]] = [Counter() for _ in range(breite)]
    for zeile in tabelle.iter("tr"):
        for spalte, zelle in zip(spalten, zeile, strict=False):
            spalte.update(_count_woerter(zelle))
    return spalten


def _compare_zeile(
    alt: _Element | None, neu: _Element | None, spalten: Sequence[tuple[int | None, int | None]] | None
) -> str:
    links, rechts = _children_of(alt), _children_of(neu)
    if spalten is None:
        paare: list[_Paar] = list(zip_longest(links, rechts))
    else:
        paare = [(_get(links, a), _get(rechts, n)) for a, n in spalten]
    art = ' data-art="entfallen"' if neu is None else ' data-art="neu"' if alt is None else ""
    return f"<tr{art}>{''.join(_compare_zelle(a, n) for a, n in paare)}</tr>"


def _get(zellen: Sequence[_Element], nummer: int | None) -> _Element | None:
    return zellen[nummer] if nummer is not None and nummer < len(zellen) else None


def _compare_zelle(alt: _Element | None, neu: _Element | None) -> str:
    zelle = _one_of(alt, neu)
    if zelle is None:
        return "<td></td>"
    inhalt = "".join(_compare_inhalt(_or_empty(alt, zelle), _or_empty(neu, zelle)))
    return f"<{_describe(zelle)}>{inhalt}</{zelle.tag}>"


_VERGLEICHE: Final[dict[str, Callable[[_Element | None, _Element | None], str]]] = {
    "ul": _compare_liste,
    "ol": _compare_liste,
    "table": _compare_tabelle,
    "blockquote": _compare_zitat,
}
