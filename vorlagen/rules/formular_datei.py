"""The bytes of a text file as text."""

import codecs
import re

from vorlagen.rules.formular_text import MAX_BYTES, FormularFehler

_NUR_TEXT = "Bitte speichern Sie den Vordruck als „Nur Text (*.txt)“ und wählen Sie diese Datei."
# Leading bytes of the files people pick by mistake, and what to tell them.
_DATEIKENNUNGEN: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", f"Die Datei ist ein PDF und kein Text. {_NUR_TEXT}"),
    (
        b"PK\x03\x04",
        f"Die Datei ist ein Word- oder LibreOffice-Dokument und kein Text. {_NUR_TEXT}",
    ),
    (b"\xd0\xcf\x11\xe0", f"Die Datei ist ein älteres Word-Dokument und kein Text. {_NUR_TEXT}"),
    (b"{\\rtf", f"Die Datei ist ein RTF-Dokument und kein reiner Text. {_NUR_TEXT}"),
)
_BINAER = f"Die Datei enthält keinen lesbaren Text, sondern Binärdaten. {_NUR_TEXT}"
_LEER = f"Die Datei ist leer. {_NUR_TEXT}"
_FALSCHE_DATEI = "so lang ist kein Vordruck. Bitte prüfen Sie, ob Sie die richtige Datei gewählt haben."
_ZU_GROSS = f"Die Datei ist größer als 2 MB; {_FALSCHE_DATEI}"
_KEIN_TEXT = (
    "Die Datei ist kein Text in UTF-8, UTF-16 oder Windows-1252. "
    "Bitte speichern Sie sie als „Nur Text (*.txt)“ mit der Codierung UTF-8."
)


_STEUERZEICHEN = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ufffd\ud800-\udfff]")


def decode_formular(data: bytes) -> str:
    """Return the text of an uploaded form; UTF-8, UTF-16 with byte order mark and Windows-1252 are read.

    Raises ``FormularFehler`` for an empty, too large, binary or otherwise unreadable file.
    """
    if len(data) > MAX_BYTES:
        raise FormularFehler(_ZU_GROSS)
    for kennung, satz in _DATEIKENNUNGEN:
        if data.startswith(kennung):
            raise FormularFehler(satz)
    text = _decode_text(data)
    if not text.strip("\ufeff \t\r\n\f\v"):
        raise FormularFehler(_LEER)
    # A few control characters are leftovers of a text extraction; many are a sign of a binary file.
    if "\0" in text or 100 * len(_STEUERZEICHEN.findall(text)) > len(text):
        raise FormularFehler(_BINAER)
    return text


def _decode_text(data: bytes) -> str:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encodings: tuple[str, ...] = ("utf-16",)
    elif b"\0" in data:
        raise FormularFehler(_BINAER)
    else:
        encodings = ("utf-8-sig", "cp1252")
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise FormularFehler(_KEIN_TEXT)
