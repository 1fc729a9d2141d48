"""No false claim: a file says that it is PDF/UA-1 and PDF/A-3a only if the checker finds nothing in that very file."""

import logging

from dokumente.druck.norm.datei import check_pdf
from dokumente.druck.xmp import withdraw_anspruch

UNGEPRUEFT = "Die Datei ließ sich nicht prüfen."
logger = logging.getLogger(__name__)


def prove_anspruch(pdf: bytes) -> bytes:
    """Return the finished file as it is, or without its claims and with the reason in its description.

    Whoever reads the file gets it either way; what keeps it from the norms is for the office
    (:func:`dokumente.druck.xmp.read_vorbehalt`).
    """
    try:
        befunde = check_pdf(pdf)
    except Exception:
        # A file the checker stumbles over is printed all the same, but nothing is promised for it.
        logger.exception("Druck nicht prüfbar")
        befunde = [UNGEPRUEFT]
    return withdraw_anspruch(pdf, list(dict.fromkeys(befunde))) if befunde else pdf
