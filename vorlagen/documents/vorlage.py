"""What goes on paper: from the values of a Vorlage to the official form."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from dokumente.ausgabe.ausdrucke import Registrierung
from dokumente.ausgabe.druckstuecke import get_or_render
from dokumente.druck.beilage import Beilage
from dokumente.druck.pdf import DruckFehler, render_pdf
from dokumente.druck.seite import build_seite, clean_text
from dokumente.text.gewicht import describe_schwerstes
from vorlagen.documents.beilage import build_vorlage_beilage
from vorlagen.documents.values import VorlageDruck
from vorlagen.felder import GEDRUCKT

STILE: Final = ("pdf/basis.css", "pdf/vorlage.css")
BOGENSTILE: Final = (*STILE, "pdf/bogen.css")
ENGE: Final = ("pdf/eng.css", "pdf/enger.css")
"""Tighter type for a paper that overhangs its sheet by a few lines, each step on top of the one before."""


def render_vorlage_pdf(druck: VorlageDruck) -> bytes:
    """Return the official form as PDF: blank boxes before the sitting, crossed ones from the recorded result.

    :raises dokumente.druck.pdf.DruckFehler: when the paper cannot be laid out.
    """
    with _name_place(druck):
        return render_pdf(build_vorlage_html(druck), stylesheets=stile_of(druck), daten=build_vorlage_daten(druck))


def fetch_vorlage_pdf(druck: VorlageDruck, *, registrierung: Registrierung | None = None, enge: int = 0) -> bytes:
    """Return what :func:`render_vorlage_pdf` does, set only once for the same content; drafts are not kept.

    With ``registrierung`` it carries the mark by which it can be checked, and the register knows it. ``enge`` is the
    number of steps of :data:`ENGE` by which it is set tighter.

    :raises dokumente.druck.pdf.DruckFehler: when the paper cannot be laid out.
    """
    with _name_place(druck):
        return get_or_render(
            build_vorlage_html(druck),
            stylesheets=(*stile_of(druck), *ENGE[:enge]),
            zweck=druck.artname,
            daten=build_vorlage_daten(druck),
            registrierung=registrierung,
            ablegen=not druck.entwurf,
        )


@contextmanager
def _name_place(druck: VorlageDruck) -> Iterator[None]:
    """Add to a failure of the text which part of it asks most of the printer."""
    try:
        yield
    except DruckFehler as fehler:
        if not fehler.am_text:
            raise
        texte = clean_texte(druck)
        stelle = describe_schwerstes({titel: texte[name] for name, titel in GEDRUCKT.items()})
        raise DruckFehler(f"{fehler} {stelle}".strip(), am_text=True) from fehler


def stile_of(druck: VorlageDruck) -> tuple[str, ...]:
    """Return the style sheets of the form; the copy to be filled in has one more."""
    return BOGENSTILE if druck.bogen else STILE


def build_vorlage_daten(druck: VorlageDruck) -> Beilage:
    """Return the data file of the paper: what is printed, for a program."""
    return build_vorlage_beilage(druck, clean_texte(druck))


def clean_texte(druck: VorlageDruck) -> dict[str, str]:
    """Return the texts by field, sanitised once more here, whatever the caller did."""
    return {name: clean_text(druck.texte.get(name, "")) for name in GEDRUCKT}


def build_vorlage_html(druck: VorlageDruck) -> str:
    """Return the page to be printed.

    :raises dokumente.druck.pdf.DruckFehler: when a table is too wide for every page.
    """
    return build_seite("pdf/vorlage.html", {"druck": druck, "texte": clean_texte(druck)})
