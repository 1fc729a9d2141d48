"""Whether a file that somebody brings can be taken in. Runs in a child process, within its limits."""

from __future__ import annotations

from pathlib import Path

from dokumente.anlagen.annahme.bild import check_upload_bild
from dokumente.anlagen.annahme.packung import check_upload_packung
from dokumente.anlagen.annahme.pdf import check_upload_pdf
from dokumente.rules.upload import DATEIARTEN


def check_annahme(quelle: Path, *, endung: str) -> list[str]:
    """Return why the file cannot be taken in, as German sentences; empty if it is in order.

    ``endung`` is the ending of its name. The sentences about a PDF are whole, those about other kinds go on after
    the file's name.
    """
    art = DATEIARTEN[endung]
    if art.medientyp == "application/pdf":
        return check_upload_pdf(quelle.read_bytes())
    if art.bestandteil:
        return check_upload_packung(quelle, bestandteil=art.bestandteil, bezeichnung=art.bezeichnung)
    return check_upload_bild(quelle) if art.medientyp.startswith("image/") else []
