"""The text of a Word file. What is deleted, hidden or a comment is no text."""

import io
import re
import zipfile
from pathlib import Path
from typing import Any, Final
from xml.etree.ElementTree import Element, ParseError, tostring

import mammoth  # type: ignore[import-untyped]
from defusedxml.common import DefusedXmlException  # type: ignore[import-untyped]
from defusedxml.ElementTree import fromstring  # type: ignore[import-untyped]

from dokumente.anlagen.befunde import NichtLesbar
from dokumente.anlagen.texte.html import html_to_zeilen
from dokumente.anlagen.texte.office import KAPUTT, describe_rest, describe_weggelassenes

_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DOKUMENT: Final = "word/document.xml"
_GELOESCHT: Final = frozenset({f"{_W}del", f"{_W}moveFrom"})
_NOTE: Final = re.compile(r'<li id="((?:foot|end)note-[0-9]+)">(.*?)</li>', re.DOTALL)
_NOTENLISTE: Final = re.compile(r'<ol>(?:<li id="(?:foot|end)note-[0-9]+">.*?</li>)+</ol>', re.DOTALL)
_VERWEIS: Final = re.compile(r'<sup><a href="#((?:foot|end)note-[0-9]+)"[^>]*>[^<]*</a></sup>')
_KOPFZEILE: Final = re.compile(r"word/(?:header|footer)[0-9]*\.xml")
_AUS: Final = frozenset({"0", "false", "off"})


def read_docx(quelle: Path) -> tuple[str, tuple[str, ...]]:
    """Return the text, and a sentence about what was left out.

    :raises NichtLesbar: when the file is damaged.
    :raises GrenzeErreicht: when it is too large unpacked.
    """
    hinweise = describe_weggelassenes(quelle)
    try:
        html = mammoth.convert_to_html(
            _strip_verborgenes(quelle),
            convert_image=mammoth.images.img_element(_skip_bild),
            include_embedded_style_map=False,
        ).value
    except (zipfile.BadZipFile, ParseError, DefusedXmlException, OSError, ValueError, LookupError) as fehler:
        raise NichtLesbar(KAPUTT) from fehler
    except (AttributeError, TypeError, RecursionError) as fehler:
        # What the library does not foresee in a file that no office program wrote.
        raise NichtLesbar(KAPUTT) from fehler
    weggelassen = describe_rest(html.count("<img"), has_kopfzeilen=_has_kopfzeilen(quelle))
    return html_to_zeilen(_place_fussnoten(html)), (*hinweise, *weggelassen)


def _skip_bild(_: Any) -> dict[str, str]:
    return {"src": ""}


def _place_fussnoten(html: str) -> str:
    """Return the text with every note where its number stands; at the end it would be taken for an attachment."""
    noten = {treffer[1]: treffer[2] for treffer in _NOTE.finditer(html)}

    def place(treffer: re.Match[str]) -> str:
        text = re.sub(r"<[^>]*>", " ", noten.get(treffer[1], "")).replace("↑", " ").strip()
        return f" (Fußnote: {text})" if text else ""

    return _VERWEIS.sub(place, _NOTENLISTE.sub("", html))


def _has_kopfzeilen(quelle: Path) -> bool:
    """Return whether the pages have headers or footers with text."""
    with zipfile.ZipFile(quelle) as packung:
        return any(b"<w:t" in packung.read(n) for n in packung.namelist() if _KOPFZEILE.fullmatch(n))


def _strip_verborgenes(quelle: Path) -> io.BytesIO:
    """Return the file without deleted and hidden runs, which the reader behind would take for text."""
    ziel = io.BytesIO()
    with zipfile.ZipFile(quelle) as alt, zipfile.ZipFile(ziel, "w") as neu:
        for eintrag in alt.infolist():
            if eintrag.filename.startswith("word/media/"):
                continue
            inhalt = alt.read(eintrag)
            if eintrag.filename == _DOKUMENT:
                wurzel = fromstring(inhalt, forbid_dtd=True)
                _prune(wurzel)
                inhalt = tostring(wurzel, encoding="utf-8", xml_declaration=True)
            neu.writestr(eintrag.filename, inhalt)
    ziel.seek(0)
    return ziel


def _prune(wurzel: Element) -> None:
    """Take deleted and hidden parts out of the tree."""
    for eltern in list(wurzel.iter()):
        for kind in list(eltern):
            if kind.tag in _GELOESCHT or (kind.tag == f"{_W}r" and _is_verborgen(kind)):
                eltern.remove(kind)


def _is_verborgen(lauf: Element) -> bool:
    vanish = lauf.find(f"{_W}rPr/{_W}vanish")
    return vanish is not None and vanish.get(f"{_W}val", "true") not in _AUS
