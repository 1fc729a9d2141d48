"""The smallest parts of a Word file: elements, runs, paragraphs, links."""

import io
from collections.abc import Iterable, Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Any, Final

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.part import Part
from docx.oxml import OxmlElement
from docx.oxml.ns import nsmap, qn
from docx.oxml.parser import oxml_parser
from docx.shared import Cm

from dokumente.rules.zeichen import clean_zeichen

TEXTBREITE_CM: Final = 16.0
BILDHOEHE_CM: Final = 20.0
"""Most room for a picture."""
SCHRIFTSCHALTER: Final[Mapping[str, tuple[str, str]]] = MappingProxyType(
    {
        "strong": ("w:b", ""),
        "em": ("w:i", ""),
        "s": ("w:strike", ""),
        "u": ("w:u", "single"),
        "sup": ("w:vertAlign", "superscript"),
        "sub": ("w:vertAlign", "subscript"),
    }
)
"""How letters are set, by the name HTML has for it, in the order that Word's schema asks for."""


_NAMENSRAEUME: Final = {"w": nsmap["w"]}
# A table of 6,000 fields has 75,000 elements: looking up each name anew takes half of its time.
_qualify = lru_cache(maxsize=512)(qn)


def element(tag: str, *kinder: Any, **attribute: object) -> Any:
    """Return an element; attributes are those of Word's own name space."""
    werte = {_qualify(f"w:{name}"): str(wert) for name, wert in attribute.items()}
    neu = oxml_parser.makeelement(_qualify(tag), werte, _NAMENSRAEUME)
    neu.extend(kinder)
    return neu


def build_lauf(text: str, formate: Iterable[str] = (), *, stil: str = "") -> Any:
    """Return a run; line ends in ``text`` are breaks, tabs are tabs."""
    lauf = element("w:r")
    gesetzt = set(formate)
    angaben = [element("w:rStyle", val=stil)] if stil else []
    angaben += [
        element(tag, val=wert) if wert else element(tag)
        for name, (tag, wert) in SCHRIFTSCHALTER.items()
        if name in gesetzt
    ]
    if angaben:
        lauf.append(element("w:rPr", *angaben))
    for stelle, zeile in enumerate(clean_zeichen(text).split("\n")):
        if stelle:
            lauf.append(element("w:br"))
        for spalte, stueck in enumerate(zeile.split("\t")):
            if spalte:
                lauf.append(element("w:tab"))
            if stueck:
                buchstaben = element("w:t")
                buchstaben.text = stueck
                buchstaben.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
                lauf.append(buchstaben)
    return lauf


def build_link(part: Part, adresse: str, *laeufe: Any) -> Any:
    """Return a link to an address outside the file."""
    link = element("w:hyperlink", *laeufe)
    link.set(qn("r:id"), part.relate_to(adresse, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    return link


def build_bild(part: Any, inhalt: bytes, alt: str) -> Any:
    """Return a run with a picture, as wide as the text at most; ``alt`` says what is on it."""
    bild = part.new_pic_inline(io.BytesIO(inhalt))
    breite, hoehe = bild.extent.cx, bild.extent.cy
    mass = min(1.0, Cm(TEXTBREITE_CM) / breite, Cm(BILDHOEHE_CM) / hoehe)
    for ausdehnung in (bild.extent, bild.graphic.graphicData.pic.spPr.xfrm.ext):
        ausdehnung.cx, ausdehnung.cy = int(breite * mass), int(hoehe * mass)
    bild.docPr.set("descr", alt)
    return element("w:r", element("w:drawing", bild))


def build_feld(anweisung: str) -> list[Any]:
    """Return the runs of a field that Word fills in, such as the number of the page."""
    text = element("w:instrText")
    text.text = f" {anweisung} "
    return [
        element("w:r", element("w:fldChar", fldCharType="begin")),
        element("w:r", text),
        element("w:r", element("w:fldChar", fldCharType="separate")),
        build_lauf("1"),
        element("w:r", element("w:fldChar", fldCharType="end")),
    ]


def build_kaestchen(angekreuzt: bool) -> Any:
    """Return a box that can be ticked in Word."""
    zustand = "1" if angekreuzt else "0"
    kaestchen = OxmlElement("w14:checkbox", nsdecls={"w14": _W14})
    for name, werte in (
        ("checked", {"val": zustand}),
        ("checkedState", {"val": "2612", "font": "MS Gothic"}),
        ("uncheckedState", {"val": "2610", "font": "MS Gothic"}),
    ):
        teil = OxmlElement(f"w14:{name}", nsdecls={"w14": _W14})
        for schluessel, wert in werte.items():
            teil.set(f"{{{_W14}}}{schluessel}", wert)
        kaestchen.append(teil)
    inhalt = element("w:sdtContent", build_lauf("☒" if angekreuzt else "☐"))
    return element("w:sdt", element("w:sdtPr", kaestchen), inhalt)


_W14: Final = "http://schemas.microsoft.com/office/word/2010/wordml"


def build_absatz(stil: str, *inhalt: Any, angaben: Iterable[Any] = ()) -> Any:
    """Return a paragraph of a style; ``angaben`` are further properties, in the order of Word's schema."""
    alle = [*([element("w:pStyle", val=stil)] if stil else []), *angaben]
    return element("w:p", *([element("w:pPr", *alle)] if alle else []), *inhalt)
