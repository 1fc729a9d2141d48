"""The text of an OpenDocument text. What is deleted, hidden or a comment is no text.

Read from the markup itself: the maintained packages read whole documents into a model of their own, of which this
would use three calls.
"""

import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException  # type: ignore[import-untyped]
from defusedxml.ElementTree import fromstring  # type: ignore[import-untyped]

from dokumente.anlagen.befunde import NichtLesbar
from dokumente.anlagen.texte.office import KAPUTT, describe_rest, describe_weggelassenes

_NS: Final = "urn:oasis:names:tc:opendocument:xmlns:"
_TEXT, _TABLE, _OFFICE = f"{{{_NS}text:1.0}}", f"{{{_NS}table:1.0}}", f"{{{_NS}office:1.0}}"
_STYLE, _FORM, _DRAW = f"{{{_NS}style:1.0}}", f"{{{_NS}form:1.0}}", f"{{{_NS}drawing:1.0}}"
_KEIN_TEXT: Final = frozenset(
    {
        *(f"{_TEXT}{name}" for name in ("tracked-changes", "hidden-text", "hidden-paragraph", "sequence-decls")),
        f"{_OFFICE}annotation",
        f"{_OFFICE}annotation-end",
        f"{_OFFICE}forms",
    }
)
_ABSAETZE: Final = frozenset({f"{_TEXT}p", f"{_TEXT}h"})
_LEER_MAX: Final = 200
_SPALTEN_MAX: Final = 60


def read_odt(quelle: Path) -> tuple[str, tuple[str, ...]]:
    """Return the text, and a sentence about what was left out.

    :raises NichtLesbar: when the file is damaged.
    :raises GrenzeErreicht: when it is too large unpacked.
    """
    hinweise = describe_weggelassenes(quelle)
    try:
        with zipfile.ZipFile(quelle) as packung:
            wurzel = fromstring(packung.read("content.xml"), forbid_dtd=True)
        text = wurzel.find(f"{_OFFICE}body/{_OFFICE}text")
        if text is None:
            raise NichtLesbar(KAPUTT)
        bilder = sum(1 for _ in text.iter(f"{_DRAW}image"))
        return "\n".join(_Leser(wurzel).read(text)).strip("\n") + "\n", (*hinweise, *describe_rest(bilder))
    except (zipfile.BadZipFile, ParseError, DefusedXmlException, OSError, KeyError, RecursionError) as fehler:
        raise NichtLesbar(KAPUTT) from fehler


class _Leser:
    """Reads one document; knows which of its styles are hidden or numbered, and the state of its boxes."""

    def __init__(self, wurzel: Element) -> None:
        self._verborgen = {
            stil.get(f"{_STYLE}name")
            for stil in wurzel.iter(f"{_STYLE}style")
            if any(e.get(f"{_TEXT}display") == "none" for e in stil.iter(f"{_STYLE}text-properties"))
        }
        self._nummeriert = {
            stil.get(f"{_STYLE}name")
            for stil in wurzel.iter(f"{_TEXT}list-style")
            if stil.find(f"{_TEXT}list-level-style-number") is not None
        }
        self._kaestchen = {
            feld.get(f"{_FORM}id"): feld.get(f"{_FORM}current-state", feld.get(f"{_FORM}state")) == "checked"
            for feld in wurzel.iter(f"{_FORM}checkbox")
        }

    def read(self, eltern: Element) -> Iterator[str]:
        """Yield the lines of a part of the document; a blank one behind every paragraph, list and table."""
        for kind in eltern:
            if kind.tag in _ABSAETZE:
                yield from [*self._read_absatz(kind), ""]
            elif kind.tag == f"{_TEXT}list":
                yield from [*self._read_liste(kind, 0), ""]
            elif kind.tag == f"{_TABLE}table":
                yield from [*self._read_tabelle(kind), ""]
            elif kind.tag not in _KEIN_TEXT:
                yield from self.read(kind)

    def _read_absatz(self, absatz: Element) -> list[str]:
        if absatz.get(f"{_TEXT}style-name") in self._verborgen:
            return []
        return "".join(self._read_zeichen(absatz)).split("\n")

    def _read_zeichen(self, element: Element) -> Iterator[str]:
        """Yield the text of a paragraph; runs of blanks and line ends in the markup are one blank."""
        yield _flatten(element.text)
        for kind in element:
            if kind.tag == f"{_TEXT}s":
                yield " " * min(
                    int(kind.get(f"{_TEXT}c", "1")) if kind.get(f"{_TEXT}c", "1").isdecimal() else 1, _LEER_MAX
                )
            elif kind.tag == f"{_TEXT}tab":
                yield "\t"
            elif kind.tag == f"{_TEXT}line-break":
                yield "\n"
            elif kind.tag == f"{_TEXT}note":
                yield f" (Fußnote: {self._read_note(kind)})"
            elif kind.tag == f"{_DRAW}control":
                yield self._read_kaestchen(kind)
            elif kind.tag in _ABSAETZE:
                yield from ["\n", *self._read_zeichen(kind), "\n"]
            elif kind.tag not in _KEIN_TEXT and kind.get(f"{_TEXT}style-name") not in self._verborgen:
                yield from self._read_zeichen(kind)
            yield _flatten(kind.tail)

    def _read_note(self, note: Element) -> str:
        koerper = note.find(f"{_TEXT}note-body")
        return " ".join(" ".join(self.read(koerper)).split()) if koerper is not None else ""

    def _read_kaestchen(self, feld: Element) -> str:
        angekreuzt = self._kaestchen.get(feld.get(f"{_DRAW}control"))
        return "" if angekreuzt is None else ("☒" if angekreuzt else "☐")

    def _read_liste(self, liste: Element, ebene: int, nummeriert: bool | None = None) -> Iterator[str]:
        if nummeriert is None or liste.get(f"{_TEXT}style-name"):
            nummeriert = liste.get(f"{_TEXT}style-name") in self._nummeriert
        for zahl, punkt in enumerate(liste.findall(f"{_TEXT}list-item"), start=1):
            marke = "    " * ebene + (f"{zahl}. " if nummeriert else "• ")
            for kind in punkt:
                if kind.tag == f"{_TEXT}list":
                    yield from self._read_liste(kind, ebene + 1, nummeriert)
                elif kind.tag in _ABSAETZE:
                    for zeile in self._read_absatz(kind):
                        yield marke + zeile if zeile.strip() else ""
                        marke = " " * len(marke)

    def _read_tabelle(self, tabelle: Element) -> Iterator[str]:
        for zeile in tabelle.iter(f"{_TABLE}table-row"):
            zellen: list[list[str]] = []
            for zelle in zeile:
                wiederholt = zelle.get(f"{_TABLE}number-columns-repeated", "1")
                anzahl = min(int(wiederholt) if wiederholt.isdecimal() else 1, _SPALTEN_MAX - len(zellen))
                zellen += [list(self.read(zelle))] * max(anzahl, 0)
            gefuellte = [zelle for zelle in zellen if any(map(str.strip, zelle))]
            if len(gefuellte) == 1 and sum(map(bool, gefuellte[0])) > 1:
                # A cell across the table with paragraphs of its own: part of a form that is one large table.
                yield from gefuellte[0]
            else:
                yield "\t".join(" ".join(" ".join(zelle).split()) for zelle in zellen).rstrip("\t")


def _flatten(text: str | None) -> str:
    if not text:
        return ""
    kern = " ".join(text.split())
    if not kern:
        return " "
    return (" " if text[0].isspace() else "") + kern + (" " if text[-1].isspace() else "")
