"""Traps that come as documents and pictures are refused at once and in plain words, and unpacked by nobody else."""

import io
import os
import struct
import time
import tracemalloc
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from dokumente.anlagen.annahme.datei import check_annahme
from dokumente.anlagen.annahme.packung import EINTRAEGE_MAX
from dokumente.rules.upload import ENTPACKT_MAX_BYTES

FALSCH = "nennt für ihre Teile falsche Größen. Bitte öffnen Sie die Datei und speichern Sie sie neu."
KAPUTT = "ist beschädigt. Bitte öffnen Sie die Datei und speichern Sie sie neu."
ZU_GROSS = "ist ausgepackt zu groß. Bitte verkleinern oder teilen Sie die Datei."
ZU_VIELE = "besteht aus mehr als 10.000 Teilen. Bitte teilen Sie die Datei oder speichern Sie sie als PDF."
GESCHUETZT = "ist mit einem Kennwort geschützt. Bitte speichern Sie die Datei ohne Schutz."
KEIN_ODT = (
    "ist keine OpenDocument-Text-Datei, obwohl der Name so endet. Bitte öffnen Sie die Datei und speichern Sie sie neu."
)
BILD_KAPUTT = "ist beschädigt. Bitte speichern Sie das Bild neu."
BILD_ZU_GROSS = "hat zu viele Bildpunkte. Bitte verkleinern Sie das Bild auf höchstens 60 Millionen Bildpunkte."


def pack(*weitere: tuple[str, bytes], verfahren: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", verfahren) as packung:
        packung.writestr("word/document.xml", b"<d/>")
        for name, inhalt in weitere:
            packung.writestr(name, inhalt)
    return buffer.getvalue()


def _lie(roh: bytes, wahr: int, behauptet: int) -> bytes:
    """Return the package with every mention of an unpacked size replaced, in front of the part and in the table."""
    return roh.replace(struct.pack("<I", wahr), struct.pack("<I", behauptet))


def _many(anzahl: int) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as packung:
        packung.writestr("word/document.xml", b"<d/>")
        for nummer in range(anzahl):
            packung.writestr(zipfile.ZipInfo(f"{nummer}"), b"")
    return buffer.getvalue()


def _few_claimed() -> bytes:
    """Return a package of too many parts whose end says that there are three."""
    roh = _many(EINTRAEGE_MAX)
    ende = roh.rindex(b"PK\x05\x06")
    return roh[: ende + 8] + struct.pack("<HH", 3, 3) + roh[ende + 12 :]


def _overlapping() -> bytes:
    """Return a package whose table names the same part twice."""
    roh = pack(("a.xml", b"x" * 5_000))
    ende = roh.rindex(b"PK\x05\x06")
    groesse, ab = struct.unpack("<II", roh[ende + 12 : ende + 20])
    tafel = roh[ab : ab + groesse]
    neu = tafel + tafel[tafel.rindex(b"PK\x01\x02") :]
    return roh[:ab] + neu + roh[ende : ende + 8] + struct.pack("<HHII", 3, 3, len(neu), ab) + roh[ende + 20 :]


def _protected() -> bytes:
    roh = bytearray(pack(("a.xml", b"x")))
    roh[roh.rindex(b"PK\x01\x02") + 8] |= 1
    return bytes(roh)


def picture(art: str = "PNG", masse: tuple[int, int] = (400, 300)) -> bytes:
    buffer = io.BytesIO()
    Image.frombytes("RGB", masse, os.urandom(masse[0] * masse[1] * 3)).save(buffer, art)
    return buffer.getvalue()


def _png(breite: int, hoehe: int, *teile: tuple[bytes, bytes]) -> bytes:
    kopf = (b"IHDR", struct.pack(">IIBBBBB", breite, hoehe, 8, 2, 0, 0, 0))
    stuecke = (struct.pack(">I", len(t)) + n + t + struct.pack(">I", zlib.crc32(n + t)) for n, t in (kopf, *teile))
    return b"\x89PNG\r\n\x1a\n" + b"".join(stuecke)


ENDE = (b"IEND", b"")
FALLEN: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "bomb": ("docx", lambda: pack(("a.xml", b"0" * (ENTPACKT_MAX_BYTES + 1))), ZU_GROSS),
    "bomb that lies": ("docx", lambda: _lie(pack(("a.xml", b"0" * 30_000_001)), 30_000_001, 1_001), FALSCH),
    "size that is too large": ("docx", lambda: _lie(pack(("a.xml", b"y" * 5_003)), 5_003, 9_999), FALSCH),
    "70,000 parts": ("docx", lambda: _many(70_000), ZU_VIELE),
    "many parts, few claimed": ("docx", _few_claimed, ZU_VIELE),
    "parts over each other": ("docx", _overlapping, FALSCH),
    "protected": ("docx", _protected, GESCHUETZT),
    "strange packing": ("docx", lambda: pack(("a.xml", b"x" * 99), verfahren=zipfile.ZIP_LZMA), KAPUTT),
    "damaged table": ("docx", lambda: pack(("a.xml", b"x")).replace(b"PK\x01\x02", b"PK\x01\x03", 1), KAPUTT),
    "another kind": ("odt", pack, KEIN_ODT),
    "picture cut off": ("png", lambda: picture()[:-30_000], BILD_KAPUTT),
    "photograph cut off": ("jpg", lambda: picture("JPEG")[:-20_000], BILD_KAPUTT),
    "photograph without pixels": ("jpg", lambda: picture("JPEG")[:400] + b"\xff\xd9", BILD_KAPUTT),
    "picture without pixels": ("png", lambda: _png(40, 40, ENDE), BILD_KAPUTT),
    "too few pixels": ("png", lambda: _png(400, 400, (b"IDAT", zlib.compress(b"\0" * 100)), ENDE), BILD_KAPUTT),
    "50,000 x 50,000": ("png", lambda: _png(50_000, 50_000, (b"IDAT", b""), ENDE), BILD_ZU_GROSS),
    "just too many pixels": ("png", lambda: _png(8_000, 7_501, (b"IDAT", b""), ENDE), BILD_ZU_GROSS),
}


@pytest.mark.parametrize("falle", FALLEN)
def test_a_trap_is_refused_in_plain_words(falle: str, tmp_path: Path) -> None:
    endung, bauen, satz = FALLEN[falle]
    ort = tmp_path / f"falle.{endung}"
    ort.write_bytes(bauen())
    tracemalloc.start()
    beginn = time.process_time()
    saetze = check_annahme(ort, endung=endung)
    assert time.process_time() - beginn < 10
    assert tracemalloc.get_traced_memory()[1] < 64 * 1024 * 1024
    tracemalloc.stop()
    assert saetze == [satz]


@pytest.mark.parametrize(
    ("endung", "bauen"),
    [
        ("docx", lambda: pack(("a.xml", b"x" * 700_000), ("b.png", os.urandom(300_000)), ("leer", b""))),
        ("docx", lambda: pack(("a.xml", b"x" * 5_000), verfahren=zipfile.ZIP_STORED)),
        ("png", picture),
        ("jpg", lambda: picture("JPEG")),
    ],
)
def test_what_is_in_order_is_taken_in(endung: str, bauen: Callable[[], bytes], tmp_path: Path) -> None:
    ort = tmp_path / f"gut.{endung}"
    ort.write_bytes(bauen())
    assert check_annahme(ort, endung=endung) == []
