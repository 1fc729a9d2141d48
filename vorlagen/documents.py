"""What goes on paper: from the values of a Vorlage to the official form."""

from typing import Final

from django.template.loader import render_to_string

from dokumente.pdf import render_pdf
from dokumente.richtext import clean_richtext
from vorlagen.druck import VorlageDruck

STILE: Final = ("pdf/basis.css", "pdf/vorlage.css")


def render_vorlage_pdf(druck: VorlageDruck) -> bytes:
    """Return the official form as PDF: blank boxes before the sitting, crossed ones from the recorded result.

    The two rich texts are sanitised once more here, whatever the caller did with them.

    :raises dokumente.pdf.DruckFehler: when the paper cannot be laid out.
    """
    html = render_to_string(
        "pdf/vorlage.html",
        {
            "druck": druck,
            "beschlussentwurf": clean_richtext(druck.beschlussentwurf_html),
            "begruendung": clean_richtext(druck.begruendung_html),
        },
    )
    return render_pdf(html, stylesheets=STILE)
