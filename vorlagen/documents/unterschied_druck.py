"""What changed between two Fassungen, on paper: legible without colour, and read aloud as it is seen."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from dokumente.ausgabe.druckstuecke import get_or_render
from dokumente.druck.seite import build_seite
from gremien.documents.briefkopf import read_briefkopf
from gremien.rules.briefkopf import Briefkopf
from vorlagen.documents.unterschied import Fassungsunterschied
from vorlagen.models import Fassung

STILE: Final = ("pdf/basis.css", "pdf/unterschied.css")


@dataclass(frozen=True, kw_only=True, slots=True)
class UnterschiedDruck:
    """A printed comparison; its marks are those of the stricter of both Fassungen."""

    unterschied: Fassungsunterschied
    briefkopf: Briefkopf

    @property
    def titel(self) -> str:
        """Return the title of the file."""
        alt, neu = (_name(fassung) for fassung in (self.unterschied.alt, self.unterschied.neu))
        return f"Änderungen von {alt} zu {neu}: {self.unterschied.neu.betreff or 'ohne Betreff'}"

    @property
    def dateiname(self) -> str:
        """Return the name of the file."""
        return f"{_name(self.unterschied.neu)} Änderungen gegenüber {_name(self.unterschied.alt)}.pdf".replace("/", "-")

    @property
    def vermerke(self) -> Sequence[str]:
        """Return the marks that must not be overlooked."""
        beide = (self.unterschied.alt, self.unterschied.neu)
        entwurf = ["Entwurf"] if not all(fassung.is_freigegeben for fassung in beide) else []
        return entwurf + (["Nichtöffentliche Vorlage"] if not all(fassung.oeffentlich for fassung in beide) else [])


def _name(fassung: Fassung) -> str:
    return fassung.nummer or "Entwurf"


def build_unterschied_druck(unterschied: Fassungsunterschied) -> UnterschiedDruck:
    """Return the values of the printed comparison."""
    return UnterschiedDruck(unterschied=unterschied, briefkopf=read_briefkopf())


def fetch_unterschied_pdf(druck: UnterschiedDruck) -> bytes:
    """Return the printed comparison, set only once for the same content; of drafts nothing is kept.

    :raises dokumente.druck.pdf.DruckFehler: when it cannot be laid out.
    """
    return get_or_render(
        build_unterschied_html(druck),
        stylesheets=STILE,
        zweck="Vergleich zweier Fassungen",
        ablegen="Entwurf" not in druck.vermerke,
    )


def build_unterschied_html(druck: UnterschiedDruck) -> str:
    """Return the page to be printed.

    :raises dokumente.druck.pdf.DruckFehler: when a table is too wide for every page.
    """
    return build_seite("pdf/unterschied.html", {"druck": druck, "unterschied": druck.unterschied})
