"""Roles of the tag tree that every reader of PDF 1.7 knows, and what other names become."""

from types import MappingProxyType
from typing import Final

from pikepdf import Dictionary, Name, Object

STANDARDROLLEN: Final = frozenset(
    [
        *("/Document", "/Part", "/Art", "/Sect", "/Div", "/BlockQuote", "/Caption", "/TOC", "/TOCI", "/Index"),
        *("/NonStruct", "/Private", "/P", "/H", "/H1", "/H2", "/H3", "/H4", "/H5", "/H6"),
        *("/L", "/LI", "/Lbl", "/LBody", "/Table", "/TR", "/TH", "/TD", "/THead", "/TBody", "/TFoot"),
        *("/Span", "/Quote", "/Note", "/Reference", "/BibEntry", "/Code", "/Link", "/Annot"),
        *("/Ruby", "/RB", "/RT", "/RP", "/Warichu", "/WT", "/WP", "/Figure", "/Formula", "/Form"),
    ]
)

_NEUERE: Final = MappingProxyType(
    {
        "/Title": "/P", "/FENote": "/Note", "/Em": "/Span", "/Strong": "/Span", "/Sub": "/Span", "/Aside": "/Div",
        "/DocumentFragment": "/Part", "/Hn": "/P",
    }
)  # fmt: skip
_HOECHSTENS: Final = 20


def resolve_rolle(rolle: str, zuordnung: Object | None) -> Name:
    """Return the standard role of an element called ``rolle`` in a document with this RoleMap.

    With every element under its standard name the packet needs no RoleMap, and those of its documents cannot disagree.
    """
    for _ in range(_HOECHSTENS):
        if rolle in STANDARDROLLEN:
            return Name(rolle)
        weiter = zuordnung.get(rolle) if isinstance(zuordnung, Dictionary) else None
        if weiter is None:
            break
        rolle = str(weiter)
    return Name(_NEUERE.get(rolle, "/NonStruct"))
