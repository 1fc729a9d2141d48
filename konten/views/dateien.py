"""Handing out kept files."""

from django.http import FileResponse

from dokumente.ablage.lesen import open_unversehrt
from dokumente.models import Datei

# A browser's PDF viewer brings its own styles and plugin; nothing else may happen inside a file of ours.
DATEI_CSP = "default-src 'none'; style-src 'unsafe-inline'; object-src 'self'; frame-ancestors 'none'"


def hand_out(datei: Datei, name: str, *, as_attachment: bool, csp: str = DATEI_CSP) -> FileResponse:
    """Return a kept file for this one reader; whether they may have it was asked before.

    Raises :class:`DateiBeschaedigt` when it is missing or damaged: not a byte of it leaves the house.
    """
    antwort = FileResponse(
        open_unversehrt(datei), as_attachment=as_attachment, filename=name, content_type=datei.medientyp
    )
    antwort["Content-Security-Policy"] = csp
    antwort["X-Content-Type-Options"] = "nosniff"
    antwort["Cache-Control"] = "private, no-cache"
    return antwort
