"""The letterhead as it is in the master data, and a specimen page of it."""

import base64
from typing import Final

from dokumente.ablage.lesen import read_whole
from dokumente.druck.pdf import render_pdf
from dokumente.druck.seite import build_seite
from dokumente.models import Datei
from gremien.documents.wappen import Wappen
from gremien.models import Stadt
from gremien.rules.briefkopf import Briefkopf, BriefkopfmusterDruck

STILE: Final = ("pdf/basis.css",)
_bilder: dict[str, str] = {}


def read_briefkopf() -> Briefkopf:
    """Return the letterhead as it is now, in one query: a change shows in the next document, whoever prints it."""
    return build_briefkopf(Stadt.objects.current())


def build_briefkopf(stadt: Stadt, *, wappen: Wappen | None = None) -> Briefkopf:
    """Return the letterhead of ``stadt``; ``wappen`` is one that is not kept yet.

    A picture lost in the store leaves its place empty.
    """
    bild = _to_adresse(wappen) if wappen else _read_bild(stadt.wappen)
    return Briefkopf(
        name=stadt.name,
        dienststelle=stadt.dienststelle,
        anschrift=_read_zeilen(stadt.anschrift),
        kontakt=_read_zeilen(stadt.kontakt),
        webadresse=stadt.webadresse,
        fusszeile=stadt.fusszeile,
        hausfarbe=stadt.hausfarbe,
        akzentfarbe=stadt.akzentfarbe,
        wappen=bild,
        einladung_beginn=_read_zeilen(stadt.einladung_beginn),
        einladung_schluss=_read_zeilen(stadt.einladung_schluss),
        mit_kurzfassung=stadt.kurzfassung_drucken,
    )


def render_briefkopfmuster(briefkopf: Briefkopf) -> bytes:
    """Return a specimen of two pages with this letterhead as PDF.

    :raises dokumente.druck.pdf.DruckFehler: when it cannot be laid out.
    """
    return render_pdf(
        build_seite("pdf/briefkopfmuster.html", {"druck": BriefkopfmusterDruck(briefkopf=briefkopf)}), stylesheets=STILE
    )


def _read_zeilen(text: str) -> tuple[str, ...]:
    return tuple(zeile.strip() for zeile in text.splitlines() if zeile.strip())


def _to_adresse(wappen: Wappen) -> str:
    return f"data:{wappen.medientyp};base64,{base64.b64encode(wappen.inhalt).decode('ascii')}"


def _read_bild(datei: Datei | None) -> str:
    """Return a kept picture. A file never changes, so the one in use is read once per process."""
    if datei is None:
        return ""
    bild = _bilder.get(datei.pruefsumme)
    if bild is None:
        inhalt = read_whole(datei)
        if inhalt is None:
            return ""
        bild = _to_adresse(Wappen(inhalt, datei.medientyp))
        _bilder.clear()
        _bilder[datei.pruefsumme] = bild
    return bild
