"""The text of a Word file with its lists, tables and emphasis. What is deleted, hidden or a comment is no text."""

import re
import zipfile
from pathlib import Path
from typing import Any, Final
from xml.etree.ElementTree import ParseError

import mammoth  # type: ignore[import-untyped]
from defusedxml.common import DefusedXmlException  # type: ignore[import-untyped]
from lxml.etree import XMLSyntaxError  # type: ignore[import-untyped]

from dokumente.anlagen.befunde import NichtLesbar
from dokumente.anlagen.texte.docx_vorbereitung import prepare_docx
from dokumente.anlagen.texte.html import html_to_absaetze
from dokumente.anlagen.texte.office import KAPUTT, count_weggelassenes, describe_rest, describe_weggelassenes
from dokumente.rules.absaetze import Absatz, number_zeilen

_NOTE: Final = re.compile(r'<li id="((?:foot|end)note-[0-9]+)">(.*?)</li>', re.DOTALL)
_NOTENLISTE: Final = re.compile(r'<ol>(?:<li id="(?:foot|end)note-[0-9]+">.*?</li>)+</ol>', re.DOTALL)
_VERWEIS: Final = re.compile(r'<sup><a href="#((?:foot|end)note-[0-9]+)"[^>]*>[^<]*</a></sup>')
_RUECKVERWEIS: Final = re.compile(r'<a href="#(?:foot|end)note-ref-[0-9]+">↑</a>')
_BLOCKMARKE: Final = re.compile(r"</?(?!(?:strong|em|u|s|sup|sub|a)\b)[a-z][^>]*>")
_STILE: Final = "u => u\nstrike => s"
_FORMELN: Final = "Formeln stehen als einfacher Text da. Bitte prüfen Sie Brüche, Wurzeln, Hoch- und Tiefgestelltes."


def read_docx(quelle: Path) -> tuple[str, tuple[str, ...], tuple[Absatz, ...]]:
    """Return the text, sentences about what was left out, and the paragraphs as they were set.

    :raises NichtLesbar: when the file is damaged.
    :raises GrenzeErreicht: when it is too large unpacked.
    """
    # Before anything else: this looks through the whole file within limits.
    gezaehlt = count_weggelassenes(quelle)
    try:
        bereit = prepare_docx(quelle)
        html = mammoth.convert_to_html(
            bereit.datei,
            convert_image=mammoth.images.img_element(_skip_bild),
            include_embedded_style_map=False,
            include_default_style_map=False,
            style_map=_STILE,
        ).value
        absaetze = html_to_absaetze(_place_fussnoten(html), bereit.angaben)
    except (zipfile.BadZipFile, ParseError, XMLSyntaxError, DefusedXmlException, OSError, ValueError, LookupError) as e:
        raise NichtLesbar(KAPUTT) from e
    except (AttributeError, TypeError, RecursionError) as fehler:
        # What the library does not foresee in a file that no office program wrote.
        raise NichtLesbar(KAPUTT) from fehler
    text, nummeriert = number_zeilen(absaetze)
    hinweise = (
        *describe_weggelassenes(gezaehlt | {"zeilen": bereit.verborgen}),
        *describe_rest(html.count("<img") + bereit.zeichnungen, has_kopfzeilen=bereit.has_kopfzeilen),
        *([_FORMELN] if bereit.formeln else []),
    )
    return text, hinweise, nummeriert


def _skip_bild(_: Any) -> dict[str, str]:
    return {"src": ""}


def _place_fussnoten(html: str) -> str:
    """Return the text with every note where its number stands; at the end it would be taken for an attachment."""
    noten = {treffer[1]: treffer[2] for treffer in _NOTE.finditer(html)}

    def place(treffer: re.Match[str]) -> str:
        text = _BLOCKMARKE.sub(" ", _RUECKVERWEIS.sub("", noten.get(treffer[1], ""))).strip()
        return f" (Fußnote: {text})" if text else ""

    return _VERWEIS.sub(place, _NOTENLISTE.sub("", html))
