"""The documents of a packet, one after the other: each lies on the disk before the next is made."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from dokumente.bindung import MappenFehler, Mappenteil
from konten.rechte import Besucher
from mappen.documents.anlagen import build_hinweis, place_bindbar
from mappen.documents.auswahl import Auswahl, Posten
from mappen.documents.vordruck import build_eng, print_ahead
from mappen.documents.wahl import Bestand, Mappenwahl, Melder
from sitzungen.documents.amtlich import registrierung_of
from sitzungen.documents.tagesordnung import build_tagesordnung_druck, fetch_sitzungsdokument
from sitzungen.models import Sitzung
from vorlagen.models import Anlage


@dataclass(slots=True)
class Auftrag:
    """One packet in the making: ``ordner`` keeps its parts until they are bound, ``bestand`` and ``fehlende`` grow."""

    sitzung: Sitzung
    wahl: Mappenwahl
    leser: Besucher
    ordner: Path
    auswahl: Auswahl
    melde: Melder
    bestand: Bestand = field(init=False)
    fehlende: int = 0

    def __post_init__(self) -> None:
        """Begin with the agenda, which names every item."""
        self.bestand = Bestand(tops=list(self.auswahl.tops))

    @property
    def gesamt(self) -> int:
        """Return the number of steps: every paper, then binding, then the proof."""
        return len(self.auswahl.posten) + 2

    def iter_posten(self) -> Iterator[Posten]:
        """Yield the items and tell after each how far the work is."""
        anzahl = len(self.auswahl.posten)
        for nummer, posten in enumerate(self.auswahl.posten):
            self.melde(nummer, self.gesamt, f"{nummer} von {anzahl} Vorlagen")
            yield posten
        self.melde(anzahl, self.gesamt, f"{anzahl} von {anzahl} Vorlagen")

    def note(self, posten: Posten, anlage: Anlage | None = None) -> None:
        """Remember that the packet shows this paper, or this annex."""
        if anlage is not None:
            self.bestand.anlagen.append(anlage.pk)
        elif posten.fassung.pk not in self.bestand.fassungen:
            self.bestand.fassungen.append(posten.fassung.pk)


def iter_teile(auftrag: Auftrag) -> Iterator[Mappenteil]:
    """Yield the agenda, then every item's paper with its annexes in the order of that agenda.

    :raises dokumente.druck.pdf.DruckFehler: when one of the documents cannot be printed.
    """
    agenda = build_tagesordnung_druck(auftrag.sitzung, leser=auftrag.leser)
    registrierung = registrierung_of(agenda, auftrag.sitzung.pk, leser=auftrag.leser)
    pdf = fetch_sitzungsdokument(agenda, registrierung=registrierung)
    yield Mappenteil("tagesordnung", agenda.artname, _keep(auftrag, "tagesordnung", pdf))
    mit_vorlage = [posten for posten in auftrag.auswahl.posten if posten.mit_vorlage]
    with print_ahead(mit_vorlage, auftrag.leser) as print_vorlage:
        for posten in auftrag.iter_posten():
            auftrag.note(posten)
            if posten.mit_vorlage:
                yield _bind_vorlage(auftrag, posten, print_vorlage(posten))
            for anlage in posten.anlagen:
                yield _bind_anlage(auftrag, posten, anlage)


def _bind_vorlage(auftrag: Auftrag, posten: Posten, inhalt: bytes) -> Mappenteil:
    zeile = posten.zeile
    ort = _keep(auftrag, f"top-{zeile.pk}", inhalt)
    return Mappenteil(
        f"top-{zeile.pk}",
        zeile.titel,
        ort,
        stempel=posten.stempel,
        lesezeichen=f"TOP {zeile.bezeichnung} – {posten.fassung.nummer}: {zeile.titel}",
        eng=build_eng(posten.fassung, auftrag.leser, ort),
    )


def _bind_anlage(auftrag: Auftrag, posten: Posten, anlage: Anlage) -> Mappenteil:
    auftrag.note(posten, anlage)
    kennung = f"anlage-{posten.zeile.pk}-{anlage.pk}"
    eigen = False
    quelle = _locate(auftrag, kennung)
    try:
        place_bindbar(anlage, auftrag.wahl.fuer, quelle)
    except MappenFehler as fehler:
        auftrag.fehlende += 1
        hinweis = build_hinweis(anlage, posten, auftrag.sitzung, str(fehler))
        kennung, eigen = f"hinweis-{posten.zeile.pk}-{anlage.pk}", True
        quelle = _keep(auftrag, kennung, fetch_sitzungsdokument(hinweis))
    titel = f"{anlage} (nicht eingebunden)" if eigen else str(anlage)
    return Mappenteil(kennung, titel, quelle, 2 if posten.mit_vorlage else 1, posten.stempel, eigen=eigen)


def _keep(auftrag: Auftrag, kennung: str, inhalt: bytes) -> Path:
    """Put a part on the disk until the packet is bound: hundreds of annexes would not fit into memory."""
    ort = _locate(auftrag, kennung)
    ort.write_bytes(inhalt)
    return ort


def _locate(auftrag: Auftrag, kennung: str) -> Path:
    return auftrag.ordner / f"{kennung}.pdf"
