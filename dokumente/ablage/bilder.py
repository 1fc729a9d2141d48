"""Pictures for texts: taken in, and read back for paper and Word."""

import base64
import tempfile
from pathlib import Path

from django.core.files.base import File

from dokumente.ablage.aufnehmen import DateiAbgelehnt, name_abgelehnt, read_upload, tell_unabgelegt
from dokumente.ablage.behalten import keep_bytes
from dokumente.ablage.lesen import read_whole
from dokumente.anlagen.befunde import NichtLesbar
from dokumente.anlagen.pruefstelle import NochNicht, shrink_bild
from dokumente.models import Datei
from dokumente.rules.namen import clean_dateiname
from dokumente.rules.upload import DATEIARTEN, endung_of
from dokumente.text.bilder import place_bilder

NUR_BILDER = "„{}“ ist kein Bild. In den Text passen PNG und JPG; alles andere hängen Sie bitte als Anlage an."


def store_bild(upload: File[bytes]) -> Datei:
    """Take in a picture that somebody brings for a text: turned upright, made smaller, without remarks.

    The same picture is kept only once. Raises :class:`DateiAbgelehnt`.
    """
    name = clean_dateiname(upload.name or "")
    art = DATEIARTEN.get(endung_of(name))
    if art is None or not art.medientyp.startswith("image/"):
        raise DateiAbgelehnt(NUR_BILDER.format(name))
    with tell_unabgelegt(name), tempfile.TemporaryDirectory(prefix="bild-") as ordner:
        quelle, ziel = Path(ordner) / "quelle", Path(ordner) / "ziel"
        quelle.write_bytes(read_upload(upload))
        try:
            medientyp = shrink_bild(quelle, ziel=ziel)
        except (NichtLesbar, NochNicht) as fehler:
            raise DateiAbgelehnt(name_abgelehnt(name, str(fehler))) from fehler
        return keep_bytes(ziel.read_bytes(), medientyp=medientyp)


def load_bild(pruefsumme: str) -> tuple[bytes, str] | None:
    """Return the bytes of a kept picture and their media type, None where it is missing or damaged."""
    datei = Datei.objects.filter(pruefsumme=pruefsumme, medientyp__startswith="image/").first()
    inhalt = read_whole(datei) if datei is not None else None
    return (inhalt, datei.medientyp) if datei is not None and inhalt is not None else None


def embed_bilder(html: str) -> str:
    """Return sanitised ``html`` for print: every picture is written out in its own address."""

    def write(pruefsumme: str) -> str:
        gelesen = load_bild(pruefsumme)
        return f"data:{gelesen[1]};base64,{base64.b64encode(gelesen[0]).decode()}" if gelesen else ""

    return place_bilder(html, write)
