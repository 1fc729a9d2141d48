"""The form of a draft as it would print now, page by page, for those who write it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from django.core.cache import cache

from dokumente.druck.seitenbilder import Seitenbilder, draw_seiten
from konten.models import Konto
from sitzungen.documents.vorlage import render_vorlage
from vorlagen.enums import Entwurfsteil
from vorlagen.models import Fassung

SEITEN_MAX: Final = 40
"""So many pages are shown; a longer paper is looked at as PDF."""
SEKUNDEN: Final = 300
"""How long the pictures of one state are kept."""
UEBERSCHRIFTEN: Final[Mapping[Entwurfsteil, str]] = {
    Entwurfsteil.KURZFASSUNG: "Kurzfassung",
    Entwurfsteil.GREMIENWEG: "Gremienweg",
    Entwurfsteil.BESCHLUSSENTWURF: "Beschluss",
    Entwurfsteil.BEGRUENDUNG: "Begründung",
    Entwurfsteil.AUSWIRKUNGEN: "Auswirkungen",
    Entwurfsteil.ANLAGEN: "Anlage",
}
"""How the bookmark begins under which a part is printed."""


@dataclass(frozen=True, slots=True)
class Vorschau:
    """The pictures of one state of a draft."""

    stand: int
    bilder: Seitenbilder

    @property
    def anzahl(self) -> int:
        """Return how many pages are shown."""
        return len(self.bilder.seiten)

    def find_seite(self, teil: Entwurfsteil) -> int:
        """Return on which page (from 1) this part begins."""
        anfang = UEBERSCHRIFTEN.get(teil)
        treffer = (zahl for titel, zahl in self.bilder.lesezeichen.items() if anfang and titel.startswith(anfang))
        return min(next(treffer, 1), self.anzahl)


def fetch_vorschau(fassung: Fassung, konto: Konto) -> Vorschau:
    """Return the pages of this draft for one of its writers, printed once per state.

    :raises dokumente.druck.pdf.DruckFehler: when it cannot be printed.
    """
    schluessel = f"vorschau-{fassung.pk}-{fassung.updated_at.timestamp()}-{konto.pk}"
    bilder: Seitenbilder | None = cache.get(schluessel)
    if bilder is None:
        bilder = draw_seiten(render_vorlage(fassung, leser=konto), hoechstens=SEITEN_MAX)
        cache.set(schluessel, bilder, SEKUNDEN)
    return Vorschau(fassung.stand, bilder)
