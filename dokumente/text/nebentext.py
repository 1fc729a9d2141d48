"""What comes along with pasted text and is none of it: comments, deleted and hidden passages, pictures.

The script ``vorlagen-einfuegen.js`` does the same in the browser; what gets past it, or comes without it, ends here.
"""

import re
from collections import Counter
from collections.abc import Mapping
from enum import StrEnum
from typing import Final

import nh3
from lxml import etree  # type: ignore[import-untyped]

from dokumente.rules.zeichen import clean_zeichen
from dokumente.text.baum import drop_element, parse_baum, write_baum
from dokumente.text.bilder import ADRESSE, SCHEMA


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
_STILBLATT: Final = re.compile(r"<style\b[^>]*>(.*?)</style", re.IGNORECASE | re.DOTALL)
_BEIWERK: Final = re.compile(r"<!--|-->|/\*.*?\*/", re.DOTALL)
_REGEL: Final = re.compile(r"([^{}]*)\{([^{}]*)\}")
_KLASSE: Final = re.compile(r"\s*[a-z0-9]*\.([\w-]+)\s*", re.IGNORECASE)
_BLOECKE: Final = frozenset(["p", "div", "li", "td", "th", "blockquote"])
_ATTRIBUTE: Final = frozenset(
    ["style", "class", "id", "hidden", "href", "start", "type", "value", "colspan", "rowspan", "align", "src", "alt"]
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
        url_schemes=nh3.ALLOWED_URL_SCHEMES | {SCHEMA.removesuffix(":")},
        filter_style_properties=None,
    )
    baum = parse_baum(clean_zeichen(ordentlich))
    gezaehlt = _drop(baum, _find_verborgene_klassen(html))
    return write_baum(baum), gezaehlt


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
        saetze.append(f"{ganz} {'wurde' if einer else 'wurden'} nicht übernommen.")
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


def _find_verborgene_klassen(html: str) -> frozenset[str]:
    """Return the classes (in small letters) that a style sheet in ``html`` hides."""
    regeln = (regel for blatt in _STILBLATT.findall(html) for regel in _REGEL.findall(_BEIWERK.sub("", blatt)))
    teile = (teil for auswahl, stil in regeln if _VERBORGEN.search(stil) for teil in auswahl.split(","))
    return frozenset(fund[1].lower() for teil in teile if (fund := _KLASSE.fullmatch(teil)))


def _drop(baum: "etree._Element", verborgene: frozenset[str]) -> Counter[Nebentext]:
    """Take out what is no text of the paper; a comment counts once, whether its mark, its text or both came along."""
    gezaehlt: Counter[Nebentext] = Counter()
    ruempfe = 0
    weg: set[etree._Element] = set()
    alle = list(baum.iterdescendants())
    for element in alle:
        stil = element.get("style", "")
        ruempfe += _KOMMENTARRUMPF.search(stil) is not None
        if not weg.isdisjoint(element.iterancestors()):
            continue
        if _RUECKVERWEIS.match(element.get("href", "")):
            # A mark that leads from a comment's text back to its place: the block around it is the comment.
            weg.add(next((aussen for aussen in element.iterancestors() if aussen.tag in _BLOECKE), element))
            ruempfe += 1
        elif (art := _judge(element.tag, element.attrib, verborgene)) is not None:
            weg.add(element)
            # A comment's text is counted by itself; a list of several is one element.
            zaehlt = _KOMMENTAR.search(stil) is None and "".join(element.itertext()).strip() != ""
            gezaehlt[art] += art is Nebentext.BILD or zaehlt
    for element in alle:
        if element in weg:
            drop_element(element)
    gezaehlt[Nebentext.KOMMENTAR] = max(gezaehlt[Nebentext.KOMMENTAR], ruempfe)
    return +gezaehlt


def _judge(tag: str, werte: Mapping[str, str], verborgene: frozenset[str]) -> Nebentext | None:
    """Return what an element is that holds no text of the paper, None for all others."""
    stil, klassen = werte.get("style", ""), set(werte.get("class", "").lower().split())
    if tag == "img" and ADRESSE.fullmatch(werte.get("src", "")):
        return None
    if tag in ("img", "svg"):
        return Nebentext.BILD
    if _KOMMENTAR.search(stil) or not _KOMMENTARKLASSEN.isdisjoint(klassen) or _VERWEIS.match(werte.get("href", "")):
        return Nebentext.KOMMENTAR
    if tag == "del" or "msodel" in klassen:
        return Nebentext.GELOESCHT
    is_verborgen = "hidden" in werte or _VERBORGEN.search(stil) or not verborgene.isdisjoint(klassen)
    return Nebentext.VERBORGEN if is_verborgen else None
