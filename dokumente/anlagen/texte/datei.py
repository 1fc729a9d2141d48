"""The text of a file somebody brings: plain text in any encoding, Word, OpenDocument, PDF with text.

Whatever the kind, the answer is one dress: a line per line or paragraph, cells parted by tabs, marks before the items
of lists, boxes as they stand. What an office document knows beyond that (emphasis, numbers of lists, merged cells)
comes beside it, paragraph by paragraph. Runs in a child process.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Final

from dokumente.anlagen.befunde import NichtLesbar
from dokumente.anlagen.texte.bytes import decode_text
from dokumente.anlagen.texte.office import KENNWORT, find_office_art
from dokumente.rules.absaetze import Absatz

GELESEN: Final = "Textdateien (TXT), Word (DOCX), OpenDocument (ODT) und PDF mit Text"
BYTES_MAX: Final = 20 * 1024 * 1024
"""Largest file that is read, in bytes."""

_SPEICHERN: Final = f"Gelesen werden {GELESEN}. Bitte speichern Sie die Datei in einer dieser Formen."
_LEER: Final = "Die Datei ist leer. Bitte prüfen Sie, ob Sie die richtige Datei gewählt haben."
_ZU_GROSS: Final = "Die Datei ist größer als 20 MB. Bitte prüfen Sie, ob Sie die richtige Datei gewählt haben."
_ABGELEHNT: Final[tuple[tuple[bytes, str], ...]] = (
    (b"{\\rtf", f"Die Datei ist ein RTF-Dokument. {_SPEICHERN}"),
    (b"\x89PNG", f"Die Datei ist ein Bild. {_SPEICHERN}"),
    (b"\xff\xd8\xff", f"Die Datei ist ein Bild. {_SPEICHERN}"),
    (b"MZ", f"Die Datei ist ein Programm. {_SPEICHERN}"),
    (b"\x7fELF", f"Die Datei enthält keinen lesbaren Text, sondern Binärdaten. {_SPEICHERN}"),
)
_BEHAELTER: Final = b"\xd0\xcf\x11\xe0"
"""How a file begins that is either of Word before 2007, or of a later one that was locked with a password."""
_VERSCHLUESSELT: Final = "EncryptedPackage".encode("utf-16-le")
_ALTES_WORD: Final = f"Die Datei ist ein älteres Word-Dokument (DOC). {_SPEICHERN}"
_KEIN_DOKUMENT: Final = f"Die Datei ist ein Archiv, aber kein Text aus Word oder LibreOffice. {_SPEICHERN}"


@dataclass(frozen=True, slots=True)
class Textfund:
    """The text of a file, and German sentences about what was doubtful or left out.

    ``absaetze`` are the paragraphs as they were set, where the kind of file knows them; their letters are the text's.
    """

    text: str
    hinweise: tuple[str, ...] = ()
    absaetze: tuple[Absatz, ...] = field(default=(), compare=False)


def read_text(quelle: Path) -> Textfund:
    """Return the text of the file at this path; its first bytes say what it is, not its name.

    :raises NichtLesbar: when it is damaged, empty, or none of the kinds that are read.
    :raises GrenzeErreicht: when reading it takes too much.
    """
    if quelle.stat().st_size > BYTES_MAX:
        raise NichtLesbar(_ZU_GROSS)
    with quelle.open("rb") as datei:
        kopf = datei.read(4096)
    if not kopf:
        raise NichtLesbar(_LEER)
    if kopf.startswith(_BEHAELTER):
        raise NichtLesbar(KENNWORT if _VERSCHLUESSELT in quelle.read_bytes() else _ALTES_WORD)
    for kennung, satz in _ABGELEHNT:
        if kopf.startswith(kennung):
            raise NichtLesbar(satz)
    return _LESER[_find_art(quelle, kopf)](quelle)


def _find_art(quelle: Path, kopf: bytes) -> str:
    if kopf.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"%PDF-"):
        return "pdf"
    if not kopf.startswith(b"PK\x03\x04"):
        return "txt"
    art = find_office_art(quelle)
    if not art:
        raise NichtLesbar(_KEIN_DOKUMENT)
    return art


def _read_txt(quelle: Path) -> Textfund:
    return Textfund(*decode_text(quelle.read_bytes()))


def _read_docx(quelle: Path) -> Textfund:
    from dokumente.anlagen.texte.docx import read_docx  # its parser only when a file of its kind comes

    return Textfund(*read_docx(quelle))


def _read_odt(quelle: Path) -> Textfund:
    from dokumente.anlagen.texte.odt import read_odt  # likewise

    return Textfund(*read_odt(quelle))


def _read_pdf(quelle: Path) -> Textfund:
    from dokumente.anlagen.texte.pdf import read_pdf  # likewise

    return Textfund(*read_pdf(quelle.read_bytes()))


_LESER: Final = MappingProxyType[str, Callable[[Path], Textfund]](
    {"txt": _read_txt, "docx": _read_docx, "odt": _read_odt, "pdf": _read_pdf}
)
