"""The official documents of a sitting, each with what the register of prints is told of it."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from dokumente.ausgabe.ausdrucke import Registrierung
from konten.rechte import Besucher
from sitzungen.documents.beilage import build_sitzungsbeilage
from sitzungen.documents.digest import compute_stand
from sitzungen.documents.ergebnis import build_beschlussauszug_druck
from sitzungen.documents.register import Gegenstand, Lesen, build_registrierung
from sitzungen.documents.tagesordnung import (
    build_bekanntmachung_druck,
    build_einladung_druck,
    build_tagesordnung_druck,
)
from sitzungen.documents.values import (
    BekanntmachungDruck,
    BeschlussauszugDruck,
    EinladungDruck,
    Sitzungsdokument,
    TagesordnungDruck,
)
from sitzungen.documents.vorlage import read_vordruck, read_vorlage
from sitzungen.models import Abstimmung, Bekanntmachung, Sitzung
from sitzungen.permissions import may_read_einladung


def registrierung_of(druck: Sitzungsdokument, pk: int, *, leser: Besucher) -> Registrierung | None:
    """Return what the register is told of this document of the sitting, or of the item, with that key.

    None for drafts and for sheets that are only worked with in the room.
    """
    gegenstand = next((wort for art, wort in _ARTEN.items() if isinstance(druck, art)), None)
    if gegenstand is None or druck.entwurf:
        return None
    nummer = druck.sitzung.nummer
    if isinstance(druck, BeschlussauszugDruck):
        nummer = f"{nummer}, TOP {druck.punkt.top}"
    return build_registrierung(pk, nummer, leser=leser, kandidaten={gegenstand: LESEN[gegenstand]})


def read_tagesordnung(pk: int, leser: Besucher) -> str | None:
    """Return the digest of the agenda this reader would be given now, None if none."""
    sitzung = _find_sitzung(pk, leser)
    return _sum_up(build_tagesordnung_druck(sitzung, leser=leser)) if sitzung else None


def read_einladung(pk: int, leser: Besucher) -> str | None:
    """Return the digest of the invitation this reader would be given now, None if none."""
    sitzung = _find_sitzung(pk, leser)
    if sitzung is None or not may_read_einladung(leser, sitzung):
        return None
    return _sum_up(build_einladung_druck(sitzung, leser=leser))


def read_bekanntmachung(pk: int, leser: Besucher) -> str | None:
    """Return the digest of what this reader is given of the announcement, None if nothing."""
    bekanntmachung = Bekanntmachung.objects.visible_to(leser).select_related("sitzung").filter(pk=pk).first()
    return _sum_up(build_bekanntmachung_druck(bekanntmachung, leser=leser)) if bekanntmachung else None


def read_beschlussauszug(pk: int, leser: Besucher) -> str | None:
    """Return the digest of the extract this reader would be given of the item now, None if none."""
    lesbar = Abstimmung.objects.valid().visible_to(leser).filter(top__sitzung__in=Sitzung.objects.visible_to(leser))
    mit_top = lesbar.select_related("top__sitzung__gremium", "top__beratung__nachfolger__gremium")
    abstimmung = mit_top.filter(top=pk).first()
    return _sum_up(build_beschlussauszug_druck(abstimmung, leser=leser)) if abstimmung else None


def read_mappe(pk: int, leser: Besucher) -> str | None:
    """Return the digest of what a packet of the sitting would hold for this reader now, None if nothing."""
    sitzung = _find_sitzung(pk, leser)
    return compute_stand(sitzung, leser) if sitzung else None


def _find_sitzung(pk: int, leser: Besucher) -> Sitzung | None:
    return Sitzung.objects.visible_to(leser).select_related("gremium").filter(pk=pk).first()


def _sum_up(druck: Sitzungsdokument) -> str | None:
    return None if druck.entwurf else build_sitzungsbeilage(druck).summe


_ARTEN: Final[Mapping[type[Sitzungsdokument], Gegenstand]] = MappingProxyType(
    {
        TagesordnungDruck: Gegenstand.TAGESORDNUNG,
        EinladungDruck: Gegenstand.EINLADUNG,
        BekanntmachungDruck: Gegenstand.BEKANNTMACHUNG,
        BeschlussauszugDruck: Gegenstand.TOP,
    }
)

LESEN: Final[Mapping[Gegenstand, Lesen]] = MappingProxyType(
    {
        Gegenstand.FASSUNG: read_vorlage,
        Gegenstand.VORDRUCK: read_vordruck,
        Gegenstand.TAGESORDNUNG: read_tagesordnung,
        Gegenstand.EINLADUNG: read_einladung,
        Gegenstand.BEKANNTMACHUNG: read_bekanntmachung,
        Gegenstand.TOP: read_beschlussauszug,
        Gegenstand.MAPPE: read_mappe,
    }
)
"""From what a print shows to what would be printed of it now."""
