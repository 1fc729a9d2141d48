"""What goes on paper: from the values of a Vorlage to the official form."""

from functools import lru_cache
from typing import Final

from django.template.loader import render_to_string

from dokumente.druckstuecke import get_or_render
from dokumente.pdf import render_pdf
from dokumente.richtext import clean_richtext
from vorlagen.druck import VorlageDruck

STILE: Final = ("pdf/basis.css", "pdf/vorlage.css")

# To find a long paper in the store would otherwise take mostly this: 15 ms for 20 pages.
_clean = lru_cache(maxsize=32)(clean_richtext)


def render_vorlage_pdf(druck: VorlageDruck) -> bytes:
    """Return the official form as PDF: blank boxes before the sitting, crossed ones from the recorded result.

    :raises dokumente.pdf.DruckFehler: when the paper cannot be laid out.
    """
    return render_pdf(build_vorlage_html(druck), stylesheets=STILE)


def fetch_vorlage_pdf(druck: VorlageDruck) -> bytes:
    """Return what :func:`render_vorlage_pdf` does, set only once for the same content; drafts are not kept.

    :raises dokumente.pdf.DruckFehler: when the paper cannot be laid out.
    """
    if druck.entwurf:
        return render_vorlage_pdf(druck)
    return get_or_render(build_vorlage_html(druck), stylesheets=STILE, zweck=druck.artname)


def build_vorlage_html(druck: VorlageDruck) -> str:
    """Return the page to be printed. Both rich texts are sanitised once more here, whatever the caller did."""
    return render_to_string(
        "pdf/vorlage.html",
        {
            "druck": druck,
            "beschlussentwurf": _clean(druck.beschlussentwurf_html),
            "begruendung": _clean(druck.begruendung_html),
        },
    )
