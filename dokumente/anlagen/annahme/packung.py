"""What is wrong with a packed document that somebody brings: told before any program unpacks it in good faith.

The table of a ZIP only claims how large its parts are; here they are unpacked by the piece and measured.
"""

from __future__ import annotations

import zipfile
import zlib
from pathlib import Path
from typing import IO, Final

from dokumente.rules.upload import ENTPACKT_MAX_BYTES
from dokumente.rules.zahlen import format_zahl

EINTRAEGE_MAX: Final = 10_000
"""Most parts of one document; a workbook with a hundred sheets has about 500."""
_ZEILE_MAX: Final = 1_000
"""Most bytes that a part takes in the table on average."""
_STUECK: Final = 256 * 1024
_ENDE: Final = b"PK\x05\x06"
_ENDE_LAENGE: Final = 22
_KOMMENTAR_MAX: Final = 65_535
_KOPF_LAENGE: Final = 30
_GANZ: Final = 0
_GEPACKT: Final = 8

_NEU: Final = "Bitte öffnen Sie die Datei und speichern Sie sie neu."
_KAPUTT: Final = f"ist beschädigt. {_NEU}"
_FALSCH: Final = f"nennt für ihre Teile falsche Größen. {_NEU}"
_ZU_GROSS: Final = "ist ausgepackt zu groß. Bitte verkleinern oder teilen Sie die Datei."
_ZU_VIELE: Final = (
    f"besteht aus mehr als {format_zahl(EINTRAEGE_MAX)} Teilen. "
    "Bitte teilen Sie die Datei oder speichern Sie sie als PDF."
)


def check_upload_packung(ort: Path, *, bestandteil: str, bezeichnung: str) -> list[str]:
    """Return why this document cannot be taken in, as German sentences without their subject; empty if in order.

    ``bestandteil`` is the part that must be inside, ``bezeichnung`` what the kind of file is called.
    """
    try:
        with ort.open("rb") as datei:
            if _has_langes_verzeichnis(datei):
                return [_ZU_VIELE]
            with zipfile.ZipFile(datei) as packung:
                eintraege = packung.infolist()
            satz = _check_namen(eintraege, bestandteil, bezeichnung) or _check_groessen(datei, eintraege)
    except (zipfile.BadZipFile, zlib.error, OSError, ValueError, NotImplementedError, EOFError):
        satz = _KAPUTT
    return [satz] if satz else []


def _has_langes_verzeichnis(datei: IO[bytes]) -> bool:
    """Return whether the table is longer than any document's, before it is read into memory."""
    ab = max(0, datei.seek(0, 2) - _ENDE_LAENGE - _KOMMENTAR_MAX)
    datei.seek(ab)
    ende = datei.read()
    stelle = ende.rfind(_ENDE)
    kopf = ende[stelle : stelle + _ENDE_LAENGE] if stelle >= 0 else b""
    datei.seek(0)
    if len(kopf) < _ENDE_LAENGE:
        return False
    anzahl, laenge = int.from_bytes(kopf[10:12], "little"), int.from_bytes(kopf[12:16], "little")
    # Both are all ones where the file is so large that the true values stand elsewhere.
    return anzahl > EINTRAEGE_MAX or laenge > EINTRAEGE_MAX * _ZEILE_MAX


def _check_namen(eintraege: list[zipfile.ZipInfo], bestandteil: str, bezeichnung: str) -> str:
    namen = {eintrag.filename for eintrag in eintraege}
    if len(eintraege) > EINTRAEGE_MAX:
        return _ZU_VIELE
    if bestandteil not in namen:
        return f"ist keine {bezeichnung}-Datei, obwohl der Name so endet. {_NEU}"
    if any(name.endswith("vbaProject.bin") for name in namen):
        return "enthält Makros. Bitte speichern Sie die Datei ohne Makros oder als PDF."
    if any(eintrag.flag_bits & 1 for eintrag in eintraege):
        return "ist mit einem Kennwort geschützt. Bitte speichern Sie die Datei ohne Schutz."
    return _ZU_GROSS if sum(eintrag.file_size for eintrag in eintraege) > ENTPACKT_MAX_BYTES else ""


def _check_groessen(datei: IO[bytes], eintraege: list[zipfile.ZipInfo]) -> str:
    bisher = 0
    for eintrag in sorted(eintraege, key=lambda eintrag: eintrag.header_offset):
        # Parts that lie over each other are one bomb, counted several times.
        if eintrag.header_offset < bisher:
            return _FALSCH
        datei.seek(eintrag.header_offset)
        kopf = datei.read(_KOPF_LAENGE)
        datei.seek(int.from_bytes(kopf[26:28], "little") + int.from_bytes(kopf[28:30], "little"), 1)
        groesse = _measure(datei, eintrag)
        if groesse != eintrag.file_size:
            return _FALSCH
        bisher = datei.tell()
    return ""


def _measure(datei: IO[bytes], eintrag: zipfile.ZipInfo) -> int:
    """Return how large a part is when unpacked, or one more than it claims if it is larger."""
    if eintrag.compress_type == _GANZ:
        datei.seek(eintrag.compress_size, 1)
        return eintrag.compress_size
    if eintrag.compress_type != _GEPACKT:
        raise NotImplementedError("no office program packs like this")
    entpacker, rest, groesse = zlib.decompressobj(-zlib.MAX_WBITS), eintrag.compress_size, 0
    while rest > 0 and not entpacker.eof:
        stueck = datei.read(min(_STUECK, rest))
        if not stueck:
            raise EOFError
        rest -= len(stueck)
        while stueck:
            groesse += len(entpacker.decompress(stueck, _STUECK))
            if groesse > eintrag.file_size:
                return eintrag.file_size + 1
            stueck = entpacker.unconsumed_tail
    datei.seek(rest, 1)
    return groesse + len(entpacker.flush())
