"""How a Word file of this house looks: one table of styles; the template of the library brings only the frame."""

from typing import Any, Final, NamedTuple

from docx.oxml.ns import qn

from dokumente.word.bausteine import element

SCHRIFT: Final = "Arial"
"""A type that every office program has, or has a twin of with the same widths."""
SPRACHE: Final = "de-DE"


_RECHTS_AB: Final = 9000


class Stil(NamedTuple):
    """A style of paragraphs. Sizes in half points, distances in twentieths of a point; ``gliederung`` from 0."""

    kennung: str
    name: str
    auf: str = "Normal"
    dann: str = ""
    groesse: int = 0
    fett: bool = False
    kursiv: bool = False
    davor: int = 0
    danach: int = 0
    links: int = 0
    gliederung: int | None = None
    tab: int = 0
    dicht: bool = False


STILE: Final = (
    Stil("Heading1", "heading 1", dann="Normal", groesse=34, fett=True, danach=160, gliederung=0),
    Stil("Heading2", "heading 2", dann="Normal", groesse=24, fett=True, davor=280, danach=80, gliederung=1),
    Stil("Heading3", "heading 3", dann="Normal", groesse=22, fett=True, davor=200, danach=60, gliederung=2),
    Stil(
        "Heading4", "heading 4", dann="Normal", groesse=20, fett=True, kursiv=True, davor=160, danach=60, gliederung=3
    ),
    Stil("Feld", "Feld", danach=60, tab=6240),
    Stil("Vermerk", "Vermerk", fett=True, groesse=24, danach=60),
    Stil("ListParagraph", "List Paragraph", danach=60, dicht=True),
    Stil("ListContinue", "List Continue", danach=60),
    Stil("Quote", "Quote", kursiv=False, links=567, danach=120),
    Stil("Tabellentext", "Tabellentext", groesse=18),
    Stil("Header", "header", groesse=18, tab=9638),
    Stil("Footer", "footer", groesse=16, tab=9638),
)
"""Their names are those that Word shows in the language of whoever opens the file."""


def write_stile(wurzel: Any) -> None:
    """Put our styles in the place of those of the library's template; each letter is German."""
    for alt in list(wurzel):
        wurzel.remove(alt)
    schrift = element("w:rFonts", ascii=SCHRIFT, hAnsi=SCHRIFT, cs=SCHRIFT, eastAsia=SCHRIFT)
    sprache = element("w:lang", val=SPRACHE, eastAsia=SPRACHE, bidi="ar-SA")
    vorgabe = element("w:rPr", schrift, element("w:sz", val=21), element("w:szCs", val=21), sprache)
    abstand = element("w:pPr", element("w:spacing", after=120, line=276, lineRule="auto"))
    wurzel.append(element("w:docDefaults", element("w:rPrDefault", vorgabe), element("w:pPrDefault", abstand)))
    wurzel.append(_begin("paragraph", "Normal", "Normal", is_vorgabe=True))
    wurzel.append(_begin("character", "DefaultParagraphFont", "Default Paragraph Font", is_vorgabe=True))
    for stil in STILE:
        wurzel.append(_build(stil))
    wurzel.append(_build_link())
    wurzel.append(_build_tabelle())


def _begin(art: str, kennung: str, name: str, *, is_vorgabe: bool = False) -> Any:
    neu = element("w:style", element("w:name", val=name), type=art, styleId=kennung)
    if is_vorgabe:
        neu.set(qn("w:default"), "1")
    return neu


def _build(stil: Stil) -> Any:
    neu = _begin("paragraph", stil.kennung, stil.name)
    neu.append(element("w:basedOn", val=stil.auf))
    if stil.dann:
        neu.append(element("w:next", val=stil.dann))
    is_titel = stil.gliederung is not None
    art = "right" if stil.tab > _RECHTS_AB else "left"
    absatz = [
        *([element("w:keepNext"), element("w:keepLines")] if is_titel else []),
        *([element("w:tabs", element("w:tab", val=art, pos=stil.tab))] if stil.tab else []),
        element("w:spacing", before=stil.davor, after=stil.danach),
        *([element("w:ind", left=stil.links, right=stil.links)] if stil.links else []),
        *([element("w:contextualSpacing")] if stil.dicht else []),
        *([element("w:outlineLvl", val=stil.gliederung)] if is_titel else []),
    ]
    buchstaben = [
        *([element("w:b")] if stil.fett else []),
        *([element("w:i")] if stil.kursiv else []),
        *([element("w:sz", val=stil.groesse), element("w:szCs", val=stil.groesse)] if stil.groesse else []),
    ]
    neu.append(element("w:qFormat"))
    neu.append(element("w:pPr", *absatz))
    neu.append(element("w:rPr", *buchstaben))
    return neu


def _build_link() -> Any:
    neu = _begin("character", "Hyperlink", "Hyperlink")
    neu.append(element("w:basedOn", val="DefaultParagraphFont"))
    neu.append(element("w:rPr", element("w:color", val="0B4F8A"), element("w:u", val="single")))
    return neu


def _build_tabelle() -> Any:
    neu = _begin("table", "TableGrid", "Table Grid")
    linien = [
        element(f"w:{seite}", val="single", sz=4, space=0, color="auto")
        for seite in ("top", "left", "bottom", "right", "insideH", "insideV")
    ]
    raender = [
        element(f"w:{seite}", w=breite, type="dxa")
        for seite, breite in (("top", 28), ("left", 85), ("bottom", 28), ("right", 85))
    ]
    neu.append(element("w:tblPr", element("w:tblBorders", *linien), element("w:tblCellMar", *raender)))
    return neu


def write_einstellungen(wurzel: Any) -> None:
    """Put our settings in the place of the template's, which name revisions and the program of its maker."""
    for alt in list(wurzel):
        wurzel.remove(alt)
    modus = element("w:compatSetting", name="compatibilityMode", uri="http://schemas.microsoft.com/office/word", val=15)
    for neu in (
        element("w:zoom", percent=100),
        element("w:autoHyphenation"),
        element("w:defaultTabStop", val=709),
        element("w:compat", modus),
        element("w:themeFontLang", val=SPRACHE),
        element("w:decimalSymbol", val=","),
        element("w:listSeparator", val=";"),
    ):
        wurzel.append(neu)
