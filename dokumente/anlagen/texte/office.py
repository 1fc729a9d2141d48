"""What Word and OpenDocument files have in common for a reader of their text."""

import zipfile
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Final

from dokumente.anlagen.annahme.packung import check_upload_packung
from dokumente.anlagen.befunde import NichtLesbar
from dokumente.anlagen.officeangaben import count_angaben

KENNWORT: Final = "Die Datei ist mit einem Kennwort geschützt. Bitte speichern Sie die Datei ohne Schutz."
KAPUTT: Final = "Das Dokument ist beschädigt. Bitte öffnen Sie es, speichern Sie es neu und wählen Sie es noch einmal."
_ART_NACH_TEIL: Final = MappingProxyType({"word/document.xml": "docx", "content.xml": "odt"})
_ODT: Final = b"application/vnd.oasis.opendocument.text"
_BESTANDTEILE: Final = MappingProxyType({"docx": ("word/document.xml", "Word"), "odt": ("content.xml", "OpenDocument")})
_MIMETYPE_MAX: Final = 200
_MANIFEST: Final = "META-INF/manifest.xml"
_MANIFEST_MAX: Final = 1024 * 1024
_WEGGELASSEN: Final[Mapping[str, tuple[str, str]]] = MappingProxyType(
    {
        "kommentare": ("einen Kommentar", "{} Kommentare"),
        "aenderungen": ("eine nachverfolgte Änderung", "{} nachverfolgte Änderungen"),
        "zeilen": ("eine ausgeblendete Stelle", "{} ausgeblendete Stellen"),
    }
)


def find_office_art(quelle: Path) -> str:
    """Return "docx" or "odt", empty for every other archive.

    :raises NichtLesbar: when it is damaged or locked.
    """
    try:
        with zipfile.ZipFile(quelle) as packung:
            namen = set(packung.namelist())
            hat_typ = "mimetype" in namen and packung.getinfo("mimetype").file_size < _MIMETYPE_MAX
            typ = packung.read("mimetype").strip() if hat_typ else b""
            is_gesperrt = typ == _ODT and _is_verschluesselt(packung, namen)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError) as fehler:
        raise NichtLesbar(KAPUTT) from fehler
    if is_gesperrt:
        raise NichtLesbar(KENNWORT)
    if typ:
        return "odt" if typ == _ODT and "content.xml" in namen else ""
    return next((art for teil, art in _ART_NACH_TEIL.items() if teil in namen), "")


def _is_verschluesselt(packung: zipfile.ZipFile, namen: set[str]) -> bool:
    """Return whether an OpenDocument is locked: then its table of contents names the keys, and nothing else is XML."""
    klein = _MANIFEST in namen and packung.getinfo(_MANIFEST).file_size < _MANIFEST_MAX
    return klein and b"encryption-data" in packung.read(_MANIFEST)


def count_weggelassenes(quelle: Path) -> dict[str, int]:
    """Return how often comments, tracked changes and hidden passages occur, which are no text of a paper.

    Looks through the whole file within the limits for office documents first, so that no reader behind it meets a
    bomb.

    :raises NichtLesbar: when the file is damaged or uses means that no office program writes.
    :raises GrenzeErreicht: when it is too large unpacked.
    """
    gezaehlt = count_angaben(quelle)
    bestandteil, bezeichnung = _BESTANDTEILE[find_office_art(quelle)]
    if saetze := check_upload_packung(quelle, bestandteil=bestandteil, bezeichnung=bezeichnung):
        raise NichtLesbar(f"Die Datei {saetze[0]}")
    return dict(gezaehlt)


def describe_weggelassenes(gezaehlt: Mapping[str, int]) -> tuple[str, ...]:
    """Return one sentence about comments, tracked changes and hidden passages, none where there are none."""
    teile = [
        eines if gezaehlt[was] == 1 else mehrere.format(gezaehlt[was])
        for was, (eines, mehrere) in _WEGGELASSEN.items()
        if gezaehlt.get(was)
    ]
    if not teile:
        return ()
    aufzaehlung = " und ".join(filter(None, [", ".join(teile[:-1]), teile[-1]]))
    satz = (
        f"Das Dokument enthält {aufzaehlung}. Gelöschtes, Ausgeblendetes und Kommentare wurden nicht gelesen, "
        "Eingefügtes gilt als Text."
    )
    return (satz,)


def describe_rest(bilder: int, *, has_kopfzeilen: bool = False) -> tuple[str, ...]:
    """Return one sentence about what stands in the document and is no text of the paper."""
    teile = [*(["ein Bild" if bilder == 1 else f"{bilder} Bilder"] if bilder else [])]
    teile += ["Kopf- und Fußzeilen"] if has_kopfzeilen else []
    if not teile:
        return ()
    einzahl = bilder == 1 and not has_kopfzeilen
    return (f"Nicht übernommen {'wurde' if einzahl else 'wurden'} {' und '.join(teile)} des Dokuments.",)
