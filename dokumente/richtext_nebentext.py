"""What comes along with pasted text and is none of it: comments, deleted and hidden passages, pictures.

The script ``vorlagen-einfuegen.js`` does the same in the browser; what gets past it, or comes without it, ends here.
"""

import re
from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from html.parser import HTMLParser
from typing import Final

import nh3


class Nebentext(StrEnum):
    """A kind of thing that is left out."""

    KOMMENTAR = "kommentar"
    VERBORGEN = "verborgen"
    GELOESCHT = "geloescht"
    BILD = "bild"


_VERDAECHTIG: Final = re.compile(r"<(?:del|img|svg)\b|mso|display|visibility|hidden|#cmnt", re.IGNORECASE)
_KOMMENTARKLASSEN: Final = frozenset(
    ["msocommentreference", "msocommenttext", "msocommentsubject", "msocomtxt", "msocomanchor", "msocomoff"]
)
_KOMMENTARRUMPF: Final = re.compile(r"mso-element:\s*comment(?!-list)\b", re.IGNORECASE)
_KOMMENTAR: Final = re.compile(r"mso-element:\s*comment", re.IGNORECASE)
_VERWEIS: Final = re.compile(r"#(?:_msocom|_msoanchor|cmnt\d)", re.IGNORECASE)
_RUECKVERWEIS: Final = re.compile(r"#cmnt_ref", re.IGNORECASE)
_VERBORGEN: Final = re.compile(
    r"(?:^|[;\s])(?:display:\s*none|mso-hide:\s*all|visibility:\s*(?:hidden|collapse))", re.IGNORECASE
)
_OHNE_ENDE: Final = frozenset(["br", "hr", "img", "wbr", "col"])
_BLOECKE: Final = frozenset(["p", "div", "li", "td", "th", "blockquote"])
_ATTRIBUTE: Final = frozenset(
    ["style", "class", "id", "hidden", "href", "start", "type", "value", "colspan", "rowspan"]
)
_MEHR_MARKEN: Final = frozenset(["span", "font", "del", "ins", "img", "svg", "hr"])


def drop_nebentext(html: str, erlaubt: frozenset[str]) -> tuple[str, Counter[Nebentext]]:
    """Return ``html`` without what is no text of the paper, and how often each kind occurred.

    ``erlaubt`` are the elements that somebody else cleans afterwards; styles and classes may be left on them. Text
    without anything suspicious comes back as it is.
    """
    if not _VERDAECHTIG.search(html):
        return html, Counter()
    ordentlich = nh3.clean(
        html,
        tags=set(erlaubt | _MEHR_MARKEN),
        attributes={"*": set(_ATTRIBUTE)},
        link_rel=None,
        filter_style_properties=None,
    )
    sieb = _Sieb()
    sieb.feed(ordentlich)
    sieb.close()
    return "".join(sieb.teile), sieb.zaehle()


def describe_nebentext(gezaehlt: Counter[Nebentext]) -> str:
    """Return one line that says what was left out, empty if nothing was."""
    teile = [
        f"{gezaehlt[art]} {einzahl if gezaehlt[art] == 1 else mehrzahl}"
        for art, einzahl, mehrzahl in _NAMEN
        if gezaehlt[art]
    ]
    saetze = []
    if teile:
        ganz = " und ".join([", ".join(teile[:-1]), teile[-1]] if len(teile) > 1 else teile)
        einer = len(teile) == 1 and teile[0].startswith("1 ")
        saetze.append(f"{ganz} aus Word {'wurde' if einer else 'wurden'} nicht übernommen.")
    if bilder := gezaehlt[Nebentext.BILD]:
        saetze.append(
            "1 Bild wurde nicht übernommen. Bitte hängen Sie es als Anlage an."
            if bilder == 1
            else f"{bilder} Bilder wurden nicht übernommen. Bitte hängen Sie sie als Anlagen an."
        )
    return " ".join(saetze)


_NAMEN: Final = (
    (Nebentext.KOMMENTAR, "Kommentar", "Kommentare"),
    (Nebentext.VERBORGEN, "verborgene Textstelle", "verborgene Textstellen"),
    (Nebentext.GELOESCHT, "gelöschte Textstelle", "gelöschte Textstellen"),
)


@dataclass(slots=True)
class _Offen:
    tag: str
    anfang: int


class _Sieb(HTMLParser):
    """Copies well-formed markup and leaves out the elements that hold no text of the paper."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.teile: list[str] = []
        self._offen: list[_Offen] = []
        self._tiefe = 0
        self._art: Nebentext | None = None
        self._voll = self._zaehlt = False
        self._gezaehlt: Counter[Nebentext] = Counter()
        self._ruempfe = 0

    def zaehle(self) -> Counter[Nebentext]:
        """Return what was left out; a comment counts once, whether its mark, its text or both came along."""
        gezaehlt = Counter(self._gezaehlt)
        gezaehlt[Nebentext.KOMMENTAR] = max(gezaehlt[Nebentext.KOMMENTAR], self._ruempfe)
        return +gezaehlt

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin to leave out, or copy."""
        werte = {name: wert or "" for name, wert in attrs}
        self._ruempfe += _KOMMENTARRUMPF.search(werte.get("style", "")) is not None
        if tag in ("img", "svg") and self._art is None:
            self._gezaehlt[Nebentext.BILD] += 1
        if self._art is not None:
            self._tiefe += tag not in _OHNE_ENDE
            return
        if _RUECKVERWEIS.match(werte.get("href", "")):
            self._take_back()
            return
        art = _judge(tag, werte)
        if art is None:
            self.teile.append(self.get_starttag_text() or "")
            if tag not in _OHNE_ENDE:
                self._offen.append(_Offen(tag, len(self.teile) - 1))
        elif tag not in _OHNE_ENDE:
            # A comment's text is counted by itself; a list of several is one element.
            self._begin(art, zaehlt=_KOMMENTAR.search(werte.get("style", "")) is None)

    def handle_endtag(self, tag: str) -> None:
        """End what was left out, or copy."""
        if self._art is None:
            if self._offen:
                self._offen.pop()
            self.teile.append(f"</{tag}>")
            return
        self._tiefe -= 1
        if self._tiefe == 0:
            self._gezaehlt[self._art] += self._voll and self._zaehlt and self._art is not Nebentext.BILD
            self._art = None

    def handle_data(self, data: str) -> None:
        """Copy text, or note that something with text is left out."""
        if self._art is None:
            self.teile.append(data)
        else:
            self._voll |= bool(data.strip())

    def handle_entityref(self, name: str) -> None:
        """Copy a reference as it is."""
        self.handle_data(" " if self._art and name == "nbsp" else f"&{name};")

    def handle_charref(self, name: str) -> None:
        """Copy a numeric reference as it is."""
        self.handle_data(f"&#{name};")

    def _begin(self, art: Nebentext, *, zaehlt: bool) -> None:
        self._art, self._tiefe, self._voll, self._zaehlt = art, 1, False, zaehlt

    def _take_back(self) -> None:
        """Leave out the whole block around a mark that leads from a comment's text back to its place."""
        bloecke = [stelle for stelle, offen in enumerate(self._offen) if offen.tag in _BLOECKE]
        ab = bloecke[-1] if bloecke else len(self._offen)
        self._begin(Nebentext.KOMMENTAR, zaehlt=False)
        # Open are the mark itself and everything from the block on.
        self._tiefe += len(self._offen) - ab
        if bloecke:
            del self.teile[self._offen[ab].anfang :]
        del self._offen[ab:]
        self._ruempfe += 1


def _judge(tag: str, werte: dict[str, str]) -> Nebentext | None:
    """Return what an element is that holds no text of the paper, None for all others."""
    stil, klassen = werte.get("style", ""), set(werte.get("class", "").lower().split())
    if tag in ("img", "svg"):
        return Nebentext.BILD
    if _KOMMENTAR.search(stil) or not _KOMMENTARKLASSEN.isdisjoint(klassen) or _VERWEIS.match(werte.get("href", "")):
        return Nebentext.KOMMENTAR
    if tag == "del" or "msodel" in klassen:
        return Nebentext.GELOESCHT
    return Nebentext.VERBORGEN if "hidden" in werte or _VERBORGEN.search(stil) else None
