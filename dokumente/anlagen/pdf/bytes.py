"""Text out of raw bytes, in every spelling in which it may hide there."""

from __future__ import annotations

import html
import re
import zlib
from binascii import unhexlify
from collections.abc import Iterator
from typing import Final
from urllib.parse import unquote

from dokumente.anlagen.pdf.grenzen import STROM_MAX, GrenzeErreicht, Quota

STUECK: Final = 500_000
"""Longest text handed on at once, in characters; pieces overlap so that nothing falls between them."""
UEBERLAPPUNG: Final = 4_000

_MARKE: Final = re.compile(r"<[^<>]{0,2000}>")
_JSON: Final = re.compile(r"\\u([0-9A-Fa-f]{4})")
_WOERTLICH: Final = re.compile(rb"\(((?:[^()\\]|\\.){1,5000})\)", re.DOTALL)
_HEX: Final = re.compile(rb"<([0-9A-Fa-f\s]{8,200000})>")
_NAME: Final = re.compile(rb"/([^\s()<>\[\]{}/%]*#[0-9A-Fa-f]{2}[^\s()<>\[\]{}/%]*)")
_FLUCHT: Final = re.compile(rb"\\([0-7]{1,3}|\r\n|.)", re.DOTALL)
_FLUCHTZEICHEN: Final = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"", b"f": b"", b"\n": b"", b"\r\n": b""}
_ACHTER: Final = frozenset(bytes([ziffer]) for ziffer in b"01234567")
_STEUERZEICHEN: Final = bytes(set(range(32)) - set(b"\t\n\r\f"))
_STROM: Final = re.compile(rb"stream\r?\n")
_STROMENDE: Final = b"endstream"
_BYTEMARKEN: Final = (b"\xfe\xff", b"\xff\xfe", b"\xef\xbb\xbf")
"""How a string begins that says how it is written."""


def texts_in_bytes(roh: bytes) -> Iterator[str]:
    """Yield what ``roh`` may mean as text: plain, in Unicode, without markup, unescaped, as strings of a PDF."""
    for text in _spellings(roh):
        for ab in range(0, max(1, len(text) - UEBERLAPPUNG), STUECK):
            yield text[ab : ab + STUECK + UEBERLAPPUNG]


def _spellings(roh: bytes) -> Iterator[str]:
    text = roh.decode("latin-1")
    yield text
    if not roh.isascii():
        genau = roh.decode("utf-8", "ignore")
        yield genau
        text = genau if len(genau) > len(text) // 2 else text
    if roh.count(0) > len(roh) // 8:
        # Two bytes per character, whichever comes first; letters beyond Latin-1 do not occur in German.
        yield roh.replace(b"\0", b"").decode("latin-1")
    if _is_schrift(roh):
        yield from _text_spellings(text)
    yield from _pdf_spellings(roh)


def _is_schrift(roh: bytes) -> bool:
    """Return whether the bytes look like something people or programs write as text."""
    probe = roh[:4096].replace(b"\0", b"")
    return len(probe.translate(None, _STEUERZEICHEN)) >= 0.95 * len(probe)


def _text_spellings(text: str) -> Iterator[str]:
    if "<" in text or "&" in text:
        yield html.unescape(_MARKE.sub("", text))
    if "\\u" in text:
        yield _JSON.sub(lambda treffer: chr(int(treffer[1], 16)), text)
    if "%" in text:
        yield unquote(text, errors="replace")


def _pdf_spellings(roh: bytes) -> Iterator[str]:
    # Joined without gaps: a page's content tears words into several strings.
    if b"(" in roh:
        yield _join([unescape(teil) for teil in _WOERTLICH.findall(roh)])
    if b"<" in roh:
        yield _join([unhex(teil) for teil in _HEX.findall(roh)])
    if b"#" in roh:
        namen = (treffer[1].replace(b"#", b"%").decode("latin-1") for treffer in _NAME.finditer(roh))
        yield "\n".join(unquote(name, errors="replace") for name in namen)


def _join(zeichenketten: list[bytes]) -> str:
    """Return strings of a PDF as one text."""
    alle = b"".join(zeichenketten)
    if any(marke in alle for marke in _BYTEMARKEN):
        return "".join(map(decode_zeichenkette, zeichenketten))
    return decode_zeichenkette(alle)


def decode_zeichenkette(roh: bytes) -> str:
    """Return a string of a PDF as text: UTF-16, UTF-8 or the encoding of PDF itself."""
    if roh.startswith(_BYTEMARKEN[:2]):
        return roh.decode("utf-16", "replace")
    if roh.startswith(_BYTEMARKEN[2]):
        return roh[3:].decode("utf-8", "replace")
    if roh.count(0) > len(roh) // 4:
        return roh.replace(b"\0", b"").decode("latin-1")
    return roh.decode("latin-1")


def unescape(roh: bytes) -> bytes:
    """Return a literal string of a PDF without its backslashes."""

    def resolve(treffer: re.Match[bytes]) -> bytes:
        zeichen = treffer[1]
        if zeichen[:1] in _ACHTER:
            return bytes([int(zeichen, 8) & 0xFF])
        return _FLUCHTZEICHEN.get(zeichen, zeichen)

    return _FLUCHT.sub(resolve, roh) if b"\\" in roh else roh


def unhex(ziffern: bytes) -> bytes:
    """Return a hexadecimal string of a PDF as bytes."""
    try:
        return unhexlify(ziffern)
    except ValueError:
        # Blanks between the digits, or one too few.
        rein = b"".join(ziffern.split())
        return unhexlify(rein + b"0" * (len(rein) % 2))


def split_stroeme(pdf: bytes, quota: Quota) -> Iterator[bytes]:
    """Yield the unpacked streams of a PDF straight from its bytes, then everything between them.

    Finds what no table of contents names any more. Pictures and fonts are left out.
    """
    zwischen: list[bytes] = []
    ab = 0
    while treffer := _find_strom(pdf, ab):
        ende = pdf.find(_STROMENDE, treffer.end())
        ende = len(pdf) if ende < 0 else ende
        kopf = pdf[max(ab, treffer.start() - 600) : treffer.start()]
        kopf = kopf[kopf.rfind(b" obj") + 1 :]
        zwischen.append(pdf[ab : treffer.start()])
        ab = ende + len(_STROMENDE)
        if not any(kennung in kopf for kennung in _STUMM):
            yield inflate(pdf[treffer.end() : ende], quota)
    zwischen.append(pdf[ab:])
    yield b"\n".join(zwischen)


def _find_strom(pdf: bytes, ab: int) -> re.Match[bytes] | None:
    """Return the next beginning of a stream from ``ab`` on."""
    # A plain search goes through pictures of a hundred megabytes six times as fast as a pattern.
    while (ab := pdf.find(b"stream", ab)) >= 0:
        treffer = _STROM.match(pdf, ab)
        if treffer and not pdf.endswith(b"end", 0, ab):
            return treffer
        ab += 1
    return None


_STUMM: Final = (b"/Image", b"/DCTDecode", b"/Length1", b"/Type1C", b"/CIDFontType0C", b"/OpenType", b"/XRef")


def inflate(roh: bytes, quota: Quota, *, rahmen: int = zlib.MAX_WBITS) -> bytes:
    """Return ``roh`` unpacked as far as it goes, or as it is where it is not packed.

    :raises GrenzeErreicht: when it is larger than ``STROM_MAX`` bytes.
    """
    entpacker = zlib.decompressobj(rahmen)
    try:
        inhalt = entpacker.decompress(roh, STROM_MAX + 1)
    except zlib.error:
        inhalt = roh
    if len(inhalt) > STROM_MAX:
        raise GrenzeErreicht("Ein Teil der Datei ist ausgepackt zu groß. Bitte erzeugen Sie das PDF neu.")
    quota.take_bytes(len(inhalt))
    return inhalt


def jpeg_teile(roh: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield marker and bytes of every segment of a JPEG before its pixels, then the rest under marker 0."""
    ab = 2
    while ab + 4 <= len(roh) and roh[ab] == 0xFF:
        marke = roh[ab + 1]
        laenge = int.from_bytes(roh[ab + 2 : ab + 4])
        if marke == 0xDA or laenge < 2:
            break
        yield marke, roh[ab : ab + 2 + laenge]
        ab += 2 + laenge
    yield 0, roh[ab:]


JPEG_NEBENSACHEN: Final = frozenset({0xE1, 0xED, 0xFE})
"""Segments with camera, place, author and comments; the pixels do not need them."""
