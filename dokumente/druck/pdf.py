"""The door to the printer: HTML of our own forms in, one accessible archive file (PDF/A-3a, PDF/UA-1) out."""

import logging
import os
from collections.abc import Sequence
from typing import Final

from django.conf import settings

from dokumente.druck.beilage import Beilage
from dokumente.druck.dateien import DateiVerweigert, find_schriften, find_stil
from dokumente.druck.druckerei import Druckerei
from dokumente.workers.pool import Busy, Deadly, Failed, Lost, NoAnswer, TooLarge, TooLong

GRUNDSTIL: Final = "pdf/basis.css"
logger = logging.getLogger(__name__)

_NOCH_EINMAL: Final = "Bitte versuchen Sie es in einigen Minuten noch einmal."
_SAETZE: Final[dict[type[NoAnswer], str]] = {
    Failed: (
        "Das Dokument lässt sich nicht drucken. Bitte den Text vereinfachen (keine tief verschachtelten Listen "
        "oder Tabellen) und es noch einmal versuchen."
    ),
    TooLong: (
        "Das Dokument lässt sich nicht drucken: Der Satz dauert zu lange. Bitte den Text kürzen oder große Tabellen "
        "als Anlage beifügen."
    ),
    TooLarge: (
        "Das Dokument lässt sich nicht drucken: Es braucht zu viel Speicher. Bitte den Text kürzen oder große Tabellen "
        "als Anlage beifügen."
    ),
    Deadly: (
        "Das Dokument lässt sich nicht drucken: Das Druckprogramm stürzt daran ab. Bitte den Text vereinfachen und es "
        "noch einmal versuchen."
    ),
    Lost: f"Das Dokument lässt sich nicht drucken: Der Druck ist abgebrochen. {_NOCH_EINMAL}",
    Busy: f"Im Augenblick wird zu viel gedruckt. {_NOCH_EINMAL}",
}


_AM_TEXT: Final = (Failed, TooLong, TooLarge, Deadly)


class DruckFehler(Exception):
    """The page could not be printed; the message is a German sentence for the person who asked for it.

    ``am_text`` says whether it is the text that asks too much; whoever knows the text can then name the place.
    """

    def __init__(self, satz: str, *, am_text: bool = False) -> None:
        super().__init__(satz)
        self.am_text = am_text


def render_pdf(html: str, *, stylesheets: Sequence[str], daten: Beilage | None = None, kennung: str = "") -> bytes:
    """Return ``html`` as a tagged PDF (PDF/A-3a and PDF/UA-1); the same input gives the same bytes.

    ``html`` is a whole document with ``lang`` and ``<title>``. ``stylesheets`` are names of static files. ``daten`` is
    put into the file as its machine-readable form, ``kennung`` (ASCII) becomes its lasting identifier. A character
    that no font on this machine can draw is printed as its number (``[U+1F389]``) instead of vanishing. The work is
    done in a process of its own, within 30 seconds of the processor and 512 MB.

    :raises DruckFehler: when there is no complete document within these limits.
    """
    stile = read_stile(stylesheets)
    try:
        return _druckerei.setze(html, stile, beilage=daten, kennung=kennung)
    except NoAnswer as fehler:
        logger.exception("Seite nicht druckbar")
        raise DruckFehler(_SAETZE[type(fehler)], am_text=isinstance(fehler, _AM_TEXT)) from fehler


def read_stile(stylesheets: Sequence[str]) -> list[str]:
    """Return the text of these style sheets as they are now.

    :raises DruckFehler: when one is missing or not for print.
    """
    try:
        return [find_stil(name).read_text("utf-8") for name in stylesheets]
    except (DateiVerweigert, OSError) as fehler:
        logger.exception("Formatvorlage fehlt")
        raise DruckFehler(_SAETZE[Failed]) from fehler


def warm_up() -> None:
    """Start the printing process without waiting for it, so that the first reader does not wait for it either."""
    try:
        _druckerei.warm_up()
    except DateiVerweigert:
        logger.exception("Druck nicht vorbereitet")


def equip() -> dict[str, object]:
    """Return what a printing process needs to know: fonts, where to keep them unpacked, a style sheet to warm up with.

    :raises DateiVerweigert: when a font is missing.
    """
    return {
        "schriften": {name: str(ort) for name, ort in find_schriften().items()},
        "ablage": str(settings.DATA_DIR / "cache" / "schriften"),
        "probe": [find_stil(GRUNDSTIL).read_text("utf-8")],
    }


_druckerei = Druckerei(equip)
os.register_at_fork(after_in_child=_druckerei.forget)
