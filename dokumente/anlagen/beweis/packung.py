"""Readers for files inside files: attachments of a PDF, entries of a ZIP."""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Final

import pikepdf
from pikepdf import Dictionary, Name

from dokumente.anlagen.befunde import NichtLesbar, Stelle
from dokumente.anlagen.beweis.objekte import Backdrop
from dokumente.anlagen.pdf.bytes import inflate, texts_in_bytes
from dokumente.anlagen.pdf.grenzen import STROM_MAX, GrenzeErreicht, Quota, read_strom
from dokumente.anlagen.pdf.werte import items_of, lies_eintrag, lies_name, lies_text, walk_namensbaum

EINTRAEGE_MAX: Final = 5_000
_KOPF: Final = b"PK\x03\x04"
_KOPFLAENGE: Final = 30
_BEILAGEN: Final = frozenset({"/Filespec", "/F"})


@dataclass(frozen=True, slots=True)
class Innendatei:
    """A file found inside another, to be searched like the outer one."""

    wo: str
    inhalt: bytes


def read_anhaenge(backdrop: Backdrop) -> Iterator[Stelle | Innendatei]:
    """Yield names, descriptions and contents of every embedded file, wherever it hangs."""
    for name, _ in walk_namensbaum(lies_eintrag(backdrop.pdf.Root, "/Names", "/EmbeddedFiles"), backdrop.quota):
        yield Stelle("Anhang (Name)", name, eintrag=True)
    for objekt in backdrop.pdf.objects:
        backdrop.quota.take_schritte()
        for beilage in _find_beilagen(objekt):
            yield from _read_beilage(beilage, backdrop.quota)
        if isinstance(objekt, pikepdf.Stream) and objekt.get("/Type") == Name.EmbeddedFile:
            yield Innendatei("Anhang", read_strom(objekt, backdrop.quota))


def _find_beilagen(objekt: pikepdf.Object) -> Iterator[pikepdf.Object]:
    """Yield file descriptions: the object itself, or one written directly into it."""
    if not isinstance(objekt, Dictionary | pikepdf.Stream):
        return
    if isinstance(objekt, Dictionary) and ("/EF" in objekt or lies_name(objekt.get("/Type")) in _BEILAGEN):
        yield objekt
    for _, wert in items_of(objekt):
        if isinstance(wert, Dictionary) and not wert.is_indirect and "/EF" in wert:
            yield wert


def _read_beilage(beilage: pikepdf.Object, quota: Quota) -> Iterator[Stelle | Innendatei]:
    namen = [lies_text(beilage.get(feld)) for feld in ("/UF", "/F", "/DOS", "/Mac", "/Unix") if feld in beilage]
    for name in namen:
        yield Stelle("Anhang (Name)", name, eintrag=True)
    if "/Desc" in beilage:
        yield Stelle("Anhang (Beschreibung)", lies_text(beilage.get("/Desc")), eintrag=True)
    dateien = lies_eintrag(beilage, "/EF")
    for _, strom in items_of(dateien) if isinstance(dateien, Dictionary) else ():
        if isinstance(strom, pikepdf.Stream) and strom.get("/Type") != Name.EmbeddedFile:
            yield Innendatei(f"Anhang „{namen[0] if namen else ''}“", read_strom(strom, quota))


def read_packung(roh: bytes, quota: Quota) -> Iterator[Stelle | Innendatei]:
    """Yield names, comments and contents of every entry of a ZIP, also of entries its table does not name.

    :raises NichtLesbar: when the package is damaged or an entry is protected.
    :raises GrenzeErreicht: when there are too many entries or they are too large.
    """
    try:
        with zipfile.ZipFile(BytesIO(roh)) as packung:
            eintraege = packung.infolist()
            if len(eintraege) > EINTRAEGE_MAX:
                raise GrenzeErreicht("Das ZIP hat zu viele Einträge. Bitte teilen Sie es.")
            yield from _texts("ZIP-Kommentar", packung.comment)
            for eintrag in eintraege:
                yield Stelle("Dateiname im ZIP", eintrag.filename, eintrag=True)
                yield from _texts(f"ZIP-Eintrag „{eintrag.filename}“ (Kommentar)", eintrag.comment)
                yield from _texts(f"ZIP-Eintrag „{eintrag.filename}“ (Zusatzfeld)", eintrag.extra)
                yield Innendatei(f"„{eintrag.filename}“", _read_eintrag(packung, eintrag, quota))
    except NichtLesbar:
        raise
    except (zipfile.BadZipFile, OSError, EOFError, zlib.error, ValueError, NotImplementedError) as fehler:
        raise NichtLesbar("Das ZIP ist beschädigt. Bitte erzeugen Sie es neu.") from fehler
    yield from _read_verwaiste(roh, {eintrag.header_offset for eintrag in eintraege}, quota)


def _read_eintrag(packung: zipfile.ZipFile, eintrag: zipfile.ZipInfo, quota: Quota) -> bytes:
    if eintrag.flag_bits & 1:
        raise NichtLesbar(f"„{eintrag.filename}“ im ZIP ist mit einem Kennwort geschützt.")
    with packung.open(eintrag) as datei:
        inhalt = datei.read(STROM_MAX + 1)
    if len(inhalt) > STROM_MAX:
        raise GrenzeErreicht(f"„{eintrag.filename}“ im ZIP ist ausgepackt zu groß.")
    quota.take_bytes(len(inhalt))
    return inhalt


def _read_verwaiste(roh: bytes, bekannt: set[int], quota: Quota) -> Iterator[Stelle | Innendatei]:
    """Yield entries that are in the bytes but no longer in the table, and what stands before the first."""
    erster = min(bekannt, default=0)
    if erster:
        yield from _texts("Bytes vor dem ZIP", roh[:erster])
    for treffer in re.finditer(re.escape(_KOPF), roh):
        ab = treffer.start()
        kopf = roh[ab : ab + _KOPFLAENGE]
        if ab in bekannt or len(kopf) < _KOPFLAENGE or kopf[8:10] not in (b"\0\0", b"\x08\0"):
            continue
        namenslaenge, zusatz = int.from_bytes(kopf[26:28], "little"), int.from_bytes(kopf[28:30], "little")
        inhalt_ab = ab + _KOPFLAENGE + namenslaenge + zusatz
        name = roh[ab + _KOPFLAENGE : ab + _KOPFLAENGE + namenslaenge].decode("utf-8", "replace")
        yield Stelle("Dateiname im ZIP (nicht verzeichnet)", name, eintrag=True)
        groesse = int.from_bytes(kopf[18:22], "little") or len(roh)
        teil = roh[inhalt_ab : inhalt_ab + groesse]
        if kopf[8:10] == b"\x08\0":
            teil = inflate(teil, quota, rahmen=-zlib.MAX_WBITS)
        yield Innendatei(f"„{name}“ (nicht verzeichnet)", teil)


def _texts(wo: str, roh: bytes) -> Iterator[Stelle]:
    if roh:
        for text in texts_in_bytes(roh):
            yield Stelle(wo, text)
