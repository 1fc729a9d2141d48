"""Taking in a file: checked, hashed, stored once."""

from __future__ import annotations

import hashlib
import warnings
import zipfile
from collections.abc import Callable
from typing import BinaryIO, cast

import pikepdf
from django.conf import settings
from django.core.files.base import File
from django.db import IntegrityError, transaction
from PIL import Image, UnidentifiedImageError

from dokumente.models import Datei
from dokumente.rules.namen import clean_dateiname
from dokumente.rules.upload import (
    BILD_MAX_PUNKTE,
    DATEIARTEN,
    ENTPACKT_MAX_BYTES,
    KOPF_BYTES,
    Dateiart,
    check_upload,
    endung_of,
)


class DateiAbgelehnt(ValueError):
    """A file cannot be taken in; the message is a German sentence that says why and what to do."""


def store_datei(upload: File[bytes]) -> Datei:
    """Check an uploaded file and keep it; the same content is kept only once, whatever its name.

    Name, size and inner form must fit; a PDF must open without a password. Raises :class:`DateiAbgelehnt`.
    """
    name = clean_dateiname(upload.name or "")
    groesse = upload.size
    kopf = _read_kopf(upload)
    satz = check_upload(name=name, groesse=groesse, kopf=kopf, hoechstens=settings.ANLAGE_MAX_BYTES)
    if satz:
        raise DateiAbgelehnt(satz)
    art = DATEIARTEN[endung_of(name)]
    _check_inhalt(upload, art, name)
    return _keep(upload, art, groesse)


def _read_kopf(upload: File[bytes]) -> bytes:
    upload.seek(0)
    kopf: bytes = upload.read(KOPF_BYTES)
    return kopf


def _keep(upload: File[bytes], art: Dateiart, groesse: int) -> Datei:
    upload.seek(0)
    summe = hashlib.sha256()
    for stueck in upload.chunks():
        summe.update(stueck)
    pruefsumme = summe.hexdigest()
    vorhanden = Datei.objects.filter(pruefsumme=pruefsumme).first()
    if vorhanden is not None:
        return vorhanden
    datei = Datei(pruefsumme=pruefsumme, groesse=groesse, medientyp=art.medientyp)
    upload.seek(0)
    datei.inhalt.save(pruefsumme, File(upload), save=False)
    try:
        with transaction.atomic():
            datei.save(force_insert=True)
    except IntegrityError:
        # Somebody else brought the same content at the same moment: theirs is kept.
        datei.inhalt.delete(save=False)
        return Datei.objects.get(pruefsumme=pruefsumme)
    return datei


def _check_inhalt(upload: File[bytes], art: Dateiart, name: str) -> None:
    for vorsilbe, pruefung in _PRUEFUNGEN:
        if art.medientyp.startswith(vorsilbe):
            upload.seek(0)
            pruefung(cast(BinaryIO, upload.file or upload), art, name)


def _check_pdf(inhalt: BinaryIO, art: Dateiart, name: str) -> None:
    try:
        with pikepdf.open(inhalt) as pdf:
            seiten = len(pdf.pages)
            verschluesselt = pdf.is_encrypted
    except pikepdf.PasswordError:
        verschluesselt, seiten = True, 1
    except (pikepdf.PdfError, ValueError, RuntimeError) as fehler:
        raise DateiAbgelehnt(
            f"„{name}“ ist beschädigt und lässt sich nicht öffnen. Bitte erzeugen Sie das PDF neu."
        ) from fehler
    if verschluesselt:
        raise DateiAbgelehnt(
            f"„{name}“ ist verschlüsselt oder mit einem Kennwort geschützt. "
            "Bitte speichern Sie das PDF ohne Schutz und laden Sie es noch einmal hoch."
        )
    if not seiten:
        raise DateiAbgelehnt(f"„{name}“ hat keine Seiten. Bitte erzeugen Sie das PDF neu.")


def _check_packung(inhalt: BinaryIO, art: Dateiart, name: str) -> None:
    try:
        with zipfile.ZipFile(inhalt) as packung:
            eintraege = packung.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as fehler:
        raise DateiAbgelehnt(
            f"„{name}“ ist beschädigt. Bitte öffnen Sie die Datei und speichern Sie sie neu."
        ) from fehler
    namen = {eintrag.filename for eintrag in eintraege}
    if art.bestandteil not in namen:
        raise DateiAbgelehnt(
            f"„{name}“ ist keine {art.bezeichnung}-Datei, obwohl der Name so endet. "
            "Bitte öffnen Sie die Datei und speichern Sie sie neu."
        )
    if any(eintrag.endswith("vbaProject.bin") for eintrag in namen):
        raise DateiAbgelehnt(f"„{name}“ enthält Makros. Bitte speichern Sie die Datei ohne Makros oder als PDF.")
    if sum(eintrag.file_size for eintrag in eintraege) > ENTPACKT_MAX_BYTES:
        raise DateiAbgelehnt(f"„{name}“ ist ausgepackt zu groß. Bitte verkleinern oder teilen Sie die Datei.")


def _check_bild(inhalt: BinaryIO, art: Dateiart, name: str) -> None:
    try:
        with warnings.catch_warnings():
            # Our own limit below speaks German and refuses; Pillow's only warns.
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(inhalt) as bild:
                breite, hoehe = bild.size
                if breite * hoehe <= BILD_MAX_PUNKTE:
                    bild.verify()
    except Image.DecompressionBombError:
        breite, hoehe = BILD_MAX_PUNKTE, 2
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError) as fehler:
        raise DateiAbgelehnt(f"„{name}“ ist beschädigt. Bitte speichern Sie das Bild neu.") from fehler
    if breite * hoehe > BILD_MAX_PUNKTE:
        raise DateiAbgelehnt(
            f"„{name}“ hat zu viele Bildpunkte. Bitte verkleinern Sie das Bild auf höchstens "
            f"{BILD_MAX_PUNKTE // 1_000_000} Millionen Bildpunkte."
        )


_PRUEFUNGEN: tuple[tuple[str, Callable[[BinaryIO, Dateiart, str], None]], ...] = (
    ("application/pdf", _check_pdf),
    ("application/vnd.", _check_packung),
    ("image/", _check_bild),
)
