"""Sanitised rich text as a tree, and back: the parser of XML, because nothing has to be guessed any more."""

import re
from typing import Final

from lxml import etree  # type: ignore[import-untyped]

OHNE_ENDE: Final = frozenset(["br", "hr", "img", "wbr", "col"])
_OFFEN: Final = re.compile(rf"<((?:{'|'.join(sorted(OHNE_ENDE))})\b[^<>]*)>")
_LEER: Final = re.compile(r"<([a-z][a-z0-9]*)([^<>]*)/>")
HUELLE: Final = "rumpf"


def parse_baum(html: str) -> "etree._Element":
    """Return what nh3 wrote as children of one element."""
    xml = _OFFEN.sub(r"<\1/>", html.replace("&nbsp;", "\xa0"))
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    return etree.fromstring(f"<{HUELLE}>{xml}</{HUELLE}>", parser)


def write_baum(baum: "etree._Element") -> str:
    """Return the tree as HTML."""
    xml = etree.tostring(baum, encoding="unicode", with_tail=False)
    html = _LEER.sub(lambda fund: f"<{fund[1]}{fund[2]}>" + ("" if fund[1] in OHNE_ENDE else f"</{fund[1]}>"), xml)
    return html.removeprefix(f"<{HUELLE}>").removesuffix(f"</{HUELLE}>")


def drop_element(element: "etree._Element") -> None:
    """Take an element out with all that is in it; what follows it stays."""
    eltern, davor = element.getparent(), element.getprevious()
    if eltern is None:
        return
    if davor is not None:
        davor.tail = (davor.tail or "") + (element.tail or "")
    else:
        eltern.text = (eltern.text or "") + (element.tail or "")
    eltern.remove(element)
