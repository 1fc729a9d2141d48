"""The announcement of closed decisions, as it is read out and kept (§ 35 Abs. 1 GemO)."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from konten.rechte import Besucher
from nachbereitung.models import Bekanntgabe
from nachbereitung.querysets import BekanntgabeQuerySet
from nachbereitung.rules.bekanntgabe import PUNKT
from sitzungen.documents.tagesordnung import build_sitzung_druck
from sitzungen.documents.values import Sitzungsdokument
from sitzungen.enums import Sitzungsstatus
from sitzungen.models import Sitzung


@dataclass(frozen=True, kw_only=True, slots=True)
class BekanntgabeZeile:
    """One decision as it is announced: nothing of it but what two people released."""

    tag: date
    bezeichnung: str
    oberbegriff: str
    text: str


@dataclass(frozen=True, kw_only=True, slots=True)
class BekanntgabeDruck(Sitzungsdokument):
    """What a sitting announces, or announced, of decisions taken in closed parts before."""

    seite: ClassVar[str] = "pdf/bekanntgabe.html"

    artname: str = PUNKT
    zeilen: tuple[BekanntgabeZeile, ...]


def list_bekanntgaben(sitzung: Sitzung, *, leser: Besucher) -> BekanntgabeQuerySet[Bekanntgabe]:
    """Return what this sitting announced; while it is not over, what it would announce, for those who keep it."""
    sichtbar = Bekanntgabe.objects.visible_to(leser)
    if sitzung.status == Sitzungsstatus.BEENDET:
        gemeint = sichtbar.filter(bekanntgegeben_in=sitzung.pk)
    else:
        davor = {"top__sitzung__gremium": sitzung.gremium_id, "top__sitzung__beginn__lt": sitzung.beginn}
        gemeint = sichtbar.ready().filter(**davor)
    return gemeint.select_related("top__sitzung").order_by("top__sitzung__beginn", "top__position", "pk")


def build_bekanntgabe_druck(sitzung: Sitzung, *, leser: Besucher) -> BekanntgabeDruck | None:
    """Return the document, None where there is nothing to announce that ``leser`` may read."""
    zeilen = tuple(
        BekanntgabeZeile(
            tag=zeile.top.sitzung.tag,
            bezeichnung=zeile.top.bezeichnung,
            oberbegriff=zeile.top.oberbegriff,
            text=zeile.text,
        )
        for zeile in list_bekanntgaben(sitzung, leser=leser)
    )
    return BekanntgabeDruck(sitzung=build_sitzung_druck(sitzung), zeilen=zeilen) if zeilen else None
