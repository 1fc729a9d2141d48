"""Which files may be attached, and how their first bytes must look."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

KOPF_BYTES = 4096
"""How many bytes from the beginning the checks want to see."""

ENTPACKT_MAX_BYTES = 200 * 1024 * 1024
"""Largest unpacked size of an office document, in bytes; beyond it the file is a bomb or no attachment."""

BILD_MAX_PUNKTE = 60_000_000
"""Largest picture in pixels; an A4 page scanned at 600 dpi has 35 million."""


@dataclass(frozen=True, slots=True)
class Dateiart:
    """A kind of file that may be attached.

    ``kennung`` are the first bytes one of which the file must begin with; empty for plain text. ``bestandteil``
    is the entry that must be inside, for kinds that are packed.
    """

    bezeichnung: str
    medientyp: str
    kennung: tuple[bytes, ...] = ()
    bestandteil: str = ""


_OOXML: Final = "application/vnd.openxmlformats-officedocument."
_ODF: Final = "application/vnd.oasis.opendocument."
_ZIP: Final = (b"PK\x03\x04",)

DATEIARTEN: Final[Mapping[str, Dateiart]] = MappingProxyType(
    {
        "pdf": Dateiart("PDF", "application/pdf", (b"%PDF-",)),
        "docx": Dateiart("Word", f"{_OOXML}wordprocessingml.document", _ZIP, "word/document.xml"),
        "xlsx": Dateiart("Excel", f"{_OOXML}spreadsheetml.sheet", _ZIP, "xl/workbook.xml"),
        "odt": Dateiart("OpenDocument-Text", f"{_ODF}text", _ZIP, "content.xml"),
        "ods": Dateiart("OpenDocument-Tabelle", f"{_ODF}spreadsheet", _ZIP, "content.xml"),
        "png": Dateiart("PNG-Bild", "image/png", (b"\x89PNG\r\n\x1a\n",)),
        "jpg": Dateiart("JPEG-Bild", "image/jpeg", (b"\xff\xd8\xff",)),
        "jpeg": Dateiart("JPEG-Bild", "image/jpeg", (b"\xff\xd8\xff",)),
        "txt": Dateiart("Text", "text/plain"),
        "csv": Dateiart("CSV-Tabelle", "text/csv"),
    }
)

ERLAUBT: Final = "PDF, DOCX, XLSX, ODT, ODS, PNG, JPG, TXT und CSV"

# A text file that begins like this is something else that hopes to be opened.
_KEIN_TEXT: Final = (
    b"MZ",
    b"%PDF-",
    b"PK\x03\x04",
    b"\x7fELF",
    b"#!",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"\xd0\xcf\x11\xe0",
)
_AUSZEICHNUNG: Final = (b"<!doctype", b"<html", b"<svg", b"<?xml", b"<script", b"<head", b"<body", b"<?php")


def endung_of(name: str) -> str:
    """Return the extension in small letters, without the dot; empty if there is none."""
    return name.rpartition(".")[2].lower() if "." in name else ""


def format_groesse(anzahl: int) -> str:
    """Return a number of bytes as people read it, with a German decimal comma ("1,5 MB")."""
    if anzahl < 1024 * 1024:
        return f"{max(1, round(anzahl / 1024))} kB"
    return f"{anzahl / 1024 / 1024:.1f} MB".replace(".", ",")


def check_upload(*, name: str, groesse: int, kopf: bytes, hoechstens: int) -> str:
    """Return the German sentence that refuses this file, empty if its name, size and beginning are in order.

    ``groesse`` and ``hoechstens`` in bytes; ``kopf`` holds the first ``KOPF_BYTES``.
    """
    art = DATEIARTEN.get(endung_of(name))
    if art is None:
        return (
            f"„{name}“ kann nicht angehängt werden. Erlaubt sind {ERLAUBT}. "
            "Bitte speichern Sie die Datei in einer dieser Formen, am besten als PDF."
        )
    if groesse == 0:
        return f"„{name}“ ist leer. Bitte prüfen Sie die Datei und laden Sie sie noch einmal hoch."
    if groesse > hoechstens:
        return (
            f"„{name}“ ist mit {format_groesse(groesse)} zu groß, erlaubt sind {format_groesse(hoechstens)}. "
            "Bitte verkleinern oder teilen Sie die Datei."
        )
    if not _begins_right(art, kopf):
        return (
            f"„{name}“ ist keine {art.bezeichnung}-Datei, obwohl der Name so endet. "
            "Bitte öffnen Sie die Datei und speichern Sie sie neu."
        )
    return ""


def _begins_right(art: Dateiart, kopf: bytes) -> bool:
    if art.kennung:
        return kopf.startswith(art.kennung)
    if kopf.startswith(_KEIN_TEXT) or b"\x00" in kopf:
        return False
    return not kopf.lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith(_AUSZEICHNUNG)
