"""Which documents of a sitting go into a packet, in the order of its agenda.

Who reads what is decided by ``visible_to`` alone: each audience is a reader with exactly the rights of that audience.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from dokumente.druckstuecke import MEDIENTYP, read_whole
from dokumente.mappe import MappenFehler, Mappenteil, check_quelle
from dokumente.oeffentlich.befunde import KopieVerweigert, NichtLesbar
from dokumente.oeffentlich.grenzen import GrenzeErreicht
from dokumente.oeffentlich.kopie import build_oeffentliche_kopie
from konten.rechte import Besucher
from sitzungen.anzeige.agenda import TopZeile, build_tagesordnung
from sitzungen.documents import render_vorlage
from sitzungen.documents_agenda import (
    build_sitzung_druck,
    build_tagesordnung_druck,
    fetch_sitzungsdokument,
    render_sitzungsdokument,
)
from sitzungen.mappe.empfaenger import Empfaenger
from sitzungen.mappe.rahmen import HinweisDruck
from sitzungen.models import Sitzung, Tagesordnungspunkt
from vorlagen.models import Anlage, Fassung


@dataclass(frozen=True, slots=True)
class Auftrag:
    """One packet in the making: ``ordner`` keeps its parts until they are bound."""

    sitzung: Sitzung
    fuer: Empfaenger
    leser: Besucher
    ordner: Path
    mit_anlagen: bool


def iter_teile(auftrag: Auftrag) -> Iterator[Mappenteil]:
    """Yield the agenda, then every item's paper with its annexes in the order of that agenda."""
    agenda = build_tagesordnung_druck(auftrag.sitzung, leser=auftrag.leser)
    yield Mappenteil("tagesordnung", agenda.artname, fetch_sitzungsdokument(agenda))
    zeilen = list(_iter_zeilen(auftrag))
    tops = Tagesordnungspunkt.objects.in_bulk([zeile.pk for zeile in zeilen])
    fassungen = (
        Fassung.objects.visible_to(auftrag.leser)
        .released()
        .select_related("vorlage", "amt", "dezernat")
        .in_bulk([top.fassung_id for top in tops.values() if top.fassung_id])
    )
    for zeile in zeilen:
        fassung = fassungen.get(tops[zeile.pk].fassung_id or 0) if zeile.pk else None
        if fassung is not None:
            yield from _iter_vorlage(auftrag, zeile, fassung)


def _iter_zeilen(auftrag: Auftrag) -> Iterator[TopZeile]:
    """Yield the items with a number that this audience may read in full and that still stand."""
    for teil in build_tagesordnung(auftrag.sitzung, auftrag.leser):
        for zeile in teil.zeilen:
            for punkt in (zeile, *zeile.unterpunkte):
                if punkt.pk is not None and punkt.bezeichnung and not punkt.is_abgesetzt:
                    yield punkt


def _iter_vorlage(auftrag: Auftrag, zeile: TopZeile, fassung: Fassung) -> Iterator[Mappenteil]:
    stempel = f"TOP {zeile.bezeichnung} · {fassung.nummer}"
    yield Mappenteil(
        f"top-{zeile.pk}",
        zeile.titel,
        _keep(auftrag, f"top-{zeile.pk}", render_vorlage(fassung, leser=auftrag.leser)),
        stempel=stempel,
        lesezeichen=f"{zeile.bezeichnung} {zeile.titel}",
    )
    if not auftrag.mit_anlagen:
        return
    fehlend = []
    anlagen = Anlage.objects.visible_to(auftrag.leser).filter(fassung=fassung)
    for anlage in anlagen.select_related("datei").order_by("position"):
        kennung = f"anlage-{zeile.pk}-{anlage.pk}"
        try:
            quelle = _keep(auftrag, kennung, _read_anlage(anlage, auftrag.fuer))
        except MappenFehler as fehler:
            fehlend.append((str(anlage), str(fehler)))
            continue
        yield Mappenteil(kennung, str(anlage), quelle, 2, stempel, eigen=False)
    if fehlend:
        druck = HinweisDruck(
            sitzung=build_sitzung_druck(auftrag.sitzung), vorlage=fassung.nummer, anlagen=tuple(fehlend)
        )
        pdf = render_sitzungsdokument(druck)
        yield Mappenteil(f"hinweis-{zeile.pk}", druck.artname, pdf, 2, stempel)


def _keep(auftrag: Auftrag, kennung: str, inhalt: bytes) -> Path:
    """Put a part on the disk until the packet is bound: hundreds of annexes would not fit into memory."""
    ort = auftrag.ordner / f"{kennung}.pdf"
    ort.write_bytes(inhalt)
    return ort


def _read_anlage(anlage: Anlage, fuer: Empfaenger) -> bytes:
    """Return the annex as PDF, for the public as its public copy.

    :raises MappenFehler: with the reason for the reference page.
    """
    if anlage.datei is None:
        raise MappenFehler("Diese Anlage ist nicht als Datei hinterlegt.")
    if anlage.datei.medientyp != MEDIENTYP:
        endung = Path(anlage.dateiname).suffix.removeprefix(".").upper()
        raise MappenFehler(
            f"Die Datei ist kein PDF{f' ({endung})' if endung else ''} und liegt nur einzeln bei der Vorlage."
        )
    inhalt = read_whole(anlage.datei)
    if inhalt is None:
        raise MappenFehler("Die Datei fehlt in der Ablage oder ist dort beschädigt.")
    befunde = check_quelle(inhalt)
    if befunde:
        raise MappenFehler(befunde[0])
    if fuer is not Empfaenger.OEFFENTLICH:
        return inhalt
    try:
        return build_oeffentliche_kopie(inhalt, titel=anlage.titel)[0]
    except (NichtLesbar, GrenzeErreicht, KopieVerweigert) as fehler:
        raise MappenFehler("Von dieser Datei lässt sich keine öffentliche Kopie herstellen.") from fehler
