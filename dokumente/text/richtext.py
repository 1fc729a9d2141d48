"""Rich text of papers: what markup survives, in which order, and how it turns into plain text and back."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from html.parser import HTMLParser
from typing import Final

import nh3

from dokumente.rules.aufzaehlung import ARTEN, format_nummer
from dokumente.rules.zeichen import MAX_AKZENTE, clean_zeichen, find_akzentstapel
from dokumente.text import bilder
from dokumente.text.gewicht import check_aufwand
from dokumente.text.grenzen import MAX_SPANNE, check_grenzen
from dokumente.text.nebentext import describe_nebentext, drop_nebentext
from dokumente.text.reparatur import repair_richtext
from dokumente.text.tabellen import AUSRICHTUNGEN, raise_koepfe
from dokumente.text.tabellensatz import check_tabellen

ZEILENTEILE: Final = frozenset(["br", "strong", "em", "u", "s", "sup", "sub", "a", "img"])
BLOECKE: Final = frozenset(["p", "ul", "ol", "li", "h3", "h4", "blockquote"])
TABELLE: Final = frozenset(["table", "thead", "tbody", "tr", "th", "td"])
ERLAUBT: Final = ZEILENTEILE | BLOECKE | TABELLE

_UMBENANNT: Final = {
    "h1": "h3", "h2": "h3", "h5": "h4", "h6": "h4", "b": "strong", "i": "em", "strike": "s",
    "div": "p", "tfoot": "tbody", "caption": "p", "dl": "ul", "dt": "li", "dd": "li", "pre": "p", "section": "p",
    "article": "p", "header": "p", "footer": "p", "main": "p", "center": "p", "address": "p",
}  # fmt: skip
_MARKE: Final = re.compile(rf"<(/?)({'|'.join(_UMBENANNT)})(?=[\s>])")
_NUR_LEERRAUM: Final = re.compile(r"(?:\s|\xa0)*")


def clean_richtext(html: str) -> str:
    """Return ``html`` reduced to the allowed markup: no style, no script, no address but http, https, mailto.

    Pictures stay where they name a kept file (:mod:`dokumente.text.bilder`), outside of tables.
    Headings begin at h3 without gaps (the printed form sets h1 and h2), headings of other levels are moved there.
    Lists keep their numbers: where they begin, of which kind they are, and what an item is called out of turn.
    Comments, hidden and deleted passages are no text of the paper and go (see ``find_nebentext``).
    Loose text becomes a paragraph, empty paragraphs vanish, spans of cells are cut to ``MAX_SPANNE`` and where they
    would cover another cell, leading rows of headers become the head of their table. Cells keep their alignment.
    Applying it to its own result
    changes nothing.
    """
    sauber = _clean(html, max_spanne=MAX_SPANNE)
    repariert = repair_richtext(sauber)
    # What a repair takes away may leave something empty behind, such as the item around a table without cells.
    return repariert if repariert == sauber else repair_richtext(_clean(repariert, max_spanne=MAX_SPANNE))


def check_richtext(html: str) -> list[str]:
    """Return why ``html`` is too much for print, each as a German sentence that names the place; empty if it is not.

    Looks at what is left after sanitising, before spans and accents are cut: what somebody typed is refused with a
    reason, not changed behind their back.
    """
    if _is_bombe(html):
        return [
            "Der Text ist viel zu tief verschachtelt. Bitte fügen Sie ihn ohne Formatierung ein und gestalten ihn neu."
        ]
    befunde = check_grenzen(_clean(html, max_spanne=10**9))
    if not befunde:
        sauber = clean_richtext(html)
        befunde = [*check_aufwand(sauber), *check_tabellen(sauber), *bilder.check_bilder(html, sauber)]
    if (stelle := find_akzentstapel(html)) is not None:
        davor = " ".join(re.sub(r"<[^>]*>", " ", html[:stelle]).split())[-40:]
        ort = f"Nach „…{davor}“" if davor else "Am Anfang des Textes"
        befunde.append(f"{ort} trägt ein Buchstabe mehr als {MAX_AKZENTE} Akzentzeichen. Bitte schreiben Sie ihn neu.")
    return befunde


def richtext_to_text(html: str) -> str:
    """Return rich text as plain text: blank lines part paragraphs, items carry dashes or numbers, tabs part cells."""
    leser = _Textleser()
    leser.feed(html)
    leser.close()
    return leser.text()


def find_nebentext(html: str) -> str:
    """Return one German line that says what of ``html`` is no text of a paper and is left out, empty if all stays."""
    return "" if _is_bombe(html) else describe_nebentext(drop_nebentext(html, _GELESEN)[1])


_GELESEN: Final = ERLAUBT | _UMBENANNT.keys()
_ATTRIBUTE: Final = {
    "a": {"href"},
    "img": {"src", "alt"},
    "td": {"colspan", "rowspan", "align"},
    "th": {"colspan", "rowspan", "align"},
    "ol": {"start", "type"},
    "li": {"value"},
}
_MARKEN: Final = re.compile(r"<(/?)([a-zA-Z][^\s/>]*)")
_SCHLIESST_SICH: Final = frozenset(
    [
        *("p", "li", "dt", "dd", "tr", "td", "th", "thead", "tbody", "tfoot", "option"),
        *("br", "hr", "img", "input", "col", "meta", "link", "wbr", "area", "source"),
    ]
)
_NUMMER: Final = re.compile(r"\s*[0-9]{1,5}\s*")
_MAX_ARBEIT: Final = 2_000_000
_SCHEMATA: Final = {"http", "https", "mailto", bilder.SCHEMA.removesuffix(":")}
_ADRESSE: Final = re.compile(r"\s*(?:https?|mailto):", re.IGNORECASE)


def _is_bombe(html: str) -> bool:
    """Return whether parsing alone would take minutes: the work grows with the number of marks times their depth."""
    tiefe = tiefste = marken = 0
    for marken, marke in enumerate(_MARKEN.finditer(html), start=1):  # noqa: B007
        if marke[2].lower() not in _SCHLIESST_SICH:
            tiefe = max(0, tiefe - 1) if marke[1] else tiefe + 1
            tiefste = max(tiefste, tiefe)
    return marken * tiefste > _MAX_ARBEIT


def _clean(html: str, *, max_spanne: int) -> str:
    if _is_bombe(html):
        html = re.sub(r"<[^<>]*>?", " ", html)
    html, _ = drop_nebentext(html, _GELESEN)
    ordner = _Ordner()
    ordner.feed(_sanitise(html, max_spanne=max_spanne))
    ordner.close()
    return raise_koepfe(ordner.ergebnis())


def _sanitise(html: str, *, max_spanne: int) -> str:
    """Return ``html`` with allowed markup only, well formed, in the order it came, spans cut to ``max_spanne``."""

    def keep(element: str, attribut: str, wert: str) -> str | None:
        if attribut == "href":
            # A relative address would point into nowhere on paper, and to our own pages on the screen.
            return wert if _ADRESSE.match(wert) else None
        if element == "img":
            return bilder.clean_attribut(attribut, wert)
        if attribut == "align":
            return wert.lower() if wert.lower() in AUSRICHTUNGEN else None
        if attribut == "type":
            return wert if wert in ARTEN else None
        if attribut in ("start", "value"):
            return str(int(wert)) if _NUMMER.fullmatch(wert) else None
        zahl = min(int(wert), max_spanne) if re.fullmatch(r"\s*[0-9]{1,9}\s*", wert) else 1
        return str(zahl) if zahl > 1 else None

    grob = nh3.clean(
        clean_zeichen(html), tags=set(_GELESEN), attributes=_ATTRIBUTE, link_rel=None,
        url_schemes=_SCHEMATA,
    )  # fmt: skip
    umbenannt = _MARKE.sub(lambda fund: f"<{fund[1]}{_UMBENANNT[fund[2]]}", grob)
    fein = nh3.clean(
        umbenannt, tags=set(ERLAUBT), attributes=_ATTRIBUTE, attribute_filter=keep, link_rel=None,
        url_schemes=_SCHEMATA,
    )  # fmt: skip
    # References such as &#x202E; have become characters by now.
    return _unify_leerraum(clean_zeichen(fein))


def _unify_leerraum(html: str) -> str:
    """Keep a non-breaking space between two words („§ 34“); as padding it would stop lines from breaking."""
    return re.sub(r"[ \t\n\xa0]+", lambda fund: "\xa0" if fund[0] == "\xa0" else " ", html.replace("&nbsp;", "\xa0"))


_Attribute = list[tuple[str, str | None]]


@dataclass(slots=True)
class _Offen:
    """An element not closed yet: its name as read and as written, where it begins there, and whether it holds text.

    A list knows the number of its last item, and whether one without text was left out since.
    """

    gelesen: str
    tag: str
    anfang: int
    voll: bool = False
    zahl: int = 0
    luecke: bool = False

    def number(self, attrs: _Attribute) -> _Attribute:
        """Return what the next item says of itself: what was left out before it changes no number."""
        wert = dict(attrs).get("value")
        self.zahl = int(wert) if wert else self.zahl + 1
        is_gezaehlt = self.luecke and not wert and self.tag == "ol"
        self.luecke = False
        return [*attrs, ("value", str(self.zahl))] if is_gezaehlt else attrs


class _Ordner(HTMLParser):
    """Puts sanitised markup in order: headings without gaps, loose text in paragraphs or items, no empty blocks."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self._teile: list[str] = []
        self._offen: list[_Offen] = []
        self._h3_gesehen = False

    def ergebnis(self) -> str:
        """Return the ordered markup."""
        self._end_zeilenteile()
        self._end_lose()
        # What stood around a block that vanished is one blank.
        return _unify_leerraum("".join(self._teile)).strip()

    def handle_starttag(self, tag: str, attrs: _Attribute) -> None:
        """Open ``tag``; a block ends a paragraph of loose text, an inline element may begin one."""
        if tag in ZEILENTEILE:
            self._begin_lose()
        else:
            self._end_zeilenteile()
            self._place_block(tag)
        if tag == "img":
            self._place_bild(dict(attrs))
            return
        neu = tag
        if tag in ("h3", "h4"):
            neu = tag if self._h3_gesehen else "h3"
        elif tag == "td" and self._is_im_kopf():
            neu = "th"
        ohne_liste = tag == "li" and (not self._offen or self._offen[-1].tag not in ("ul", "ol"))
        if ohne_liste or (tag == "a" and not attrs):
            neu = ""
        self._open(tag, neu, attrs)
        if tag == "br":
            self._offen.pop()

    def handle_endtag(self, tag: str) -> None:
        """Close the element opened last, unless a block inside has already ended it."""
        if tag not in ZEILENTEILE:
            self._end_zeilenteile()
            self._end_lose()
        if self._offen and self._offen[-1].gelesen == tag:
            self._close()

    def handle_data(self, data: str) -> None:
        """Keep text; outside of any block it begins a paragraph, directly in a list an item."""
        if not _NUR_LEERRAUM.fullmatch(data):
            self._begin_lose()
            if self._offen:
                self._offen[-1].voll = True
        self._teile.append(data)

    def handle_entityref(self, name: str) -> None:
        """Keep ``&amp;`` and the like as they are."""
        self.handle_data(f"&{name};")

    def handle_charref(self, name: str) -> None:
        """Keep a numeric reference as it is."""
        self.handle_data(f"&#{name};")

    def _open(self, gelesen: str, tag: str, attrs: _Attribute) -> None:
        if tag == "li":
            attrs = self._offen[-1].number(attrs)
        beginn = int(dict(attrs).get("start") or 1) if tag == "ol" else 1
        self._offen.append(_Offen(gelesen, tag, len(self._teile), voll=tag in TABELLE, zahl=beginn - 1))
        if tag:
            self._teile.append(f"<{tag}{''.join(f' {name}={_quote(wert)}' for name, wert in attrs)}>")

    def _close(self) -> None:
        ende = self._offen.pop()
        if not ende.voll and ende.tag in BLOECKE:
            del self._teile[ende.anfang :]
            if ende.tag == "li" and self._offen:
                self._offen[-1].luecke = True
            return
        self._h3_gesehen |= ende.tag == "h3"
        if self._offen:
            self._offen[-1].voll |= ende.voll
        if ende.tag:
            self._teile.append(f"</{ende.tag}>")

    def _place_bild(self, attrs: dict[str, str | None]) -> None:
        """Write a picture, in whose place a text stands elsewhere; in a table there is no room for one."""
        src = (attrs.get("src") or "").removeprefix(bilder.SCHEMA)
        if src and all(offen.tag not in TABELLE for offen in self._offen):
            self._teile.append(bilder.write_bild(src, escape(attrs.get("alt") or "")))
            if self._offen:
                self._offen[-1].voll = True

    def _begin_lose(self) -> None:
        block = next((offen.tag for offen in reversed(self._offen) if offen.gelesen not in ZEILENTEILE), "")
        if wrapper := {"": "p", "ul": "li", "ol": "li"}.get(block):
            self._open("", wrapper, [])

    def _place_block(self, tag: str) -> None:
        """End what no block may stand in; a block directly in a list gets an item around it.

        A list directly in a list belongs to the item before it.
        """
        if not self._offen:
            return
        oben = self._offen[-1]
        if oben.tag in ("p", "h3", "h4"):
            self._close()
        elif tag == "li":
            self._end_lose()
        elif oben.tag in ("ul", "ol") and not (tag in ("ul", "ol") and self._reopen_punkt()):
            self._open("", "li", [])

    def _reopen_punkt(self) -> bool:
        """Open the item again that stands before a list right in a list; return whether there is one."""
        while not self._teile[-1].strip():
            self._teile.pop()
        if self._teile[-1] != "</li>":
            return False
        self._teile.pop()
        self._offen.append(_Offen("", "li", len(self._teile), voll=True))
        return True

    def _is_im_kopf(self) -> bool:
        teile = (offen.tag for offen in reversed(self._offen) if offen.tag in ("thead", "tbody", "table"))
        return next(teile, "") == "thead"

    def _end_zeilenteile(self) -> None:
        while self._offen and self._offen[-1].gelesen in ZEILENTEILE:
            self._close()

    def _end_lose(self) -> None:
        if self._offen and not self._offen[-1].gelesen:
            self._close()


def _quote(wert: str | None) -> str:
    return f'"{escape(wert or "")}"'


class _Textleser(HTMLParser):
    """Collects plain text with the outline of its blocks."""

    def __init__(self) -> None:
        super().__init__()
        self._teile: list[str] = []
        self._am_punkt = 0
        self._listen: list[_Liste] = []

    def text(self) -> str:
        """Return the collected text without runs of blank lines."""
        text = re.sub(r"[ \t]+\n", "\n", "".join(self._teile).replace("\xa0", " "))
        return re.sub(r"\n{3,}", "\n\n", text).strip("\n")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a block, an item or a line."""
        if tag == "br":
            self._teile.append("\n")
        elif tag == "img":
            self._teile.append(f"[Bild: {dict(attrs).get('alt') or ''}]")
        elif tag in ("ul", "ol"):
            self._teile.append("" if self._listen else "\n\n")
            self._listen.append(_begin_liste(tag, dict(attrs)))
        elif tag == "li":
            self._teile.append(f"\n{self._mark_punkt(dict(attrs).get('value'))}")
            self._am_punkt = len(self._teile)
        elif tag in ("p", "h3", "h4", "blockquote", "table"):
            self._teile.append("" if self._is_am_punkt() else "\n\n")

    def handle_endtag(self, tag: str) -> None:
        """End a block, a row or a cell."""
        if tag in ("ul", "ol"):
            if self._listen:
                self._listen.pop()
            self._teile.append("" if self._listen else "\n\n")
        elif tag in ("p", "h3", "h4", "blockquote", "table"):
            self._teile.append("" if self._listen else "\n\n")
        elif tag in ("td", "th"):
            self._teile.append("\t")
        elif tag == "tr":
            self._teile.append("\n")

    def handle_data(self, data: str) -> None:
        """Keep text; white space between blocks is none of it."""
        text = re.sub(r"[ \t\n]+", " ", data)
        if text.strip() or (self._teile and not self._teile[-1].endswith(("\n", "\t", " "))):
            self._teile.append(text)

    def _mark_punkt(self, wert: str | None) -> str:
        einzug = "  " * (len(self._listen) - 1)
        if not self._listen or not self._listen[-1].art:
            return f"{einzug}- "
        liste = self._listen[-1]
        liste.zahl = int(wert) if wert else liste.zahl + 1
        return f"{einzug}{format_nummer(liste.zahl, liste.art)} "

    def _is_am_punkt(self) -> bool:
        return bool(self._listen) and len(self._teile) == self._am_punkt


@dataclass(slots=True)
class _Liste:
    """A list being read: its kind as HTML names it, empty for one without numbers, and the number of its last item."""

    art: str
    zahl: int


def _begin_liste(tag: str, attrs: Mapping[str, str | None]) -> _Liste:
    return _Liste((attrs.get("type") or "1") if tag == "ol" else "", int(attrs.get("start") or 1) - 1)
