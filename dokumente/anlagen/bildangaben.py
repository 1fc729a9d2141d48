"""What a picture says besides its pixels: where it was taken, by whom, with which remarks."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from PIL import ExifTags, Image, UnidentifiedImageError

from dokumente.anlagen.befunde import Befundart, NichtLesbar, Pruefbefund

_PERSONEN: Final = frozenset(
    {ExifTags.Base.Artist, ExifTags.Base.Copyright, ExifTags.Base.XPAuthor, ExifTags.Base.CameraOwnerName}
)
_TEXTE: Final = frozenset(
    {
        ExifTags.Base.ImageDescription,
        ExifTags.Base.UserComment,
        ExifTags.Base.XPComment,
        ExifTags.Base.XPKeywords,
        ExifTags.Base.XPSubject,
        ExifTags.Base.XPTitle,
    }
)
_GERAETE: Final = frozenset({"dpi", "gamma", "chromaticity", "srgb", "aspect", "transparency", "interlace"})
_WEG: Final = "Bitte speichern Sie das Bild ohne Zusatzangaben oder hängen Sie ein PDF an."


def find_bildangaben(quelle: Path) -> Iterator[Pruefbefund]:
    """Yield what everybody learns who gets this picture as it is.

    :raises NichtLesbar: when it is no picture.
    """
    for was, trifft in _list_angaben(quelle):
        if trifft:
            yield Pruefbefund(Befundart.BLEIBT, f"Das Bild enthält {was}. {_WEG}")


def _list_angaben(quelle: Path) -> list[tuple[str, bool]]:
    try:
        with warnings.catch_warnings():
            # Only the head is read; how many pixels there may be was checked when the picture came.
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(quelle) as bild:
                exif = bild.getexif()
                angaben = {*exif, *exif.get_ifd(ExifTags.IFD.Exif)}
                ort = bool(exif.get_ifd(ExifTags.IFD.GPSInfo))
                texte = {str(name).lower() for name, wert in bild.info.items() if isinstance(wert, str)} - _GERAETE
                bemerkung = bool(texte) or bool(bild.info.get("comment")) or "xmp" in bild.info
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, SyntaxError, ValueError) as fehler:
        raise NichtLesbar("Das Bild ist beschädigt. Bitte speichern Sie es neu.") from fehler
    return [
        ("den Ort der Aufnahme", ort),
        ("Namen von Personen (Urheber)", not _PERSONEN.isdisjoint(angaben)),
        ("verborgene Texte (Beschreibung, Kommentar)", bemerkung or not _TEXTE.isdisjoint(angaben)),
    ]
