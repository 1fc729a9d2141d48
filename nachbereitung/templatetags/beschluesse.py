"""What becomes of decisions, on the pages of papers and sittings and on the desks, always with the reader's eyes."""

from dataclasses import dataclass

from django import template
from django.template.context import Context
from django.urls import reverse

from konten.models import Konto
from konten.rechte import Besucher, rechte_of
from nachbereitung.documents.bekanntgabe import list_bekanntgaben
from nachbereitung.documents.kontrollzeilen import Kontrollzeile, build_zeilen
from nachbereitung.models import Umsetzungsauskunft
from nachbereitung.pages.bekanntgaben import count_unerledigte
from nachbereitung.pages.freigaben import WartendeAuskunft, list_wartende_auskuenfte
from nachbereitung.pages.kontrolle import HOECHSTENS, MIT, list_eigene
from nachbereitung.permissions import may_see_beschlusskontrolle
from nachbereitung.rules.bekanntgabe import PUNKT
from sitzungen.enums import Sitzungsstatus
from sitzungen.models import Sitzung
from sitzungen.pages.drucksachen import Drucksache
from sitzungen.permissions import may_record_abstimmung
from vorlagen.models import Vorlage

register = template.Library()


@dataclass(frozen=True, slots=True)
class Amtsbeschluesse:
    """What the offices of an account have still to carry out: the first few, and how many there are."""

    zeilen: tuple[Kontrollzeile, ...] = ()
    anzahl: int = 0

    @property
    def weitere(self) -> int:
        """Return how many are not shown."""
        return self.anzahl - len(self.zeilen)


def _besucher(context: Context) -> Besucher:
    besucher: Besucher = context["request"].user
    return besucher


@register.simple_tag(takes_context=True)
def auskuenfte_of_vorlage(context: Context, vorlage: Vorlage) -> list[Umsetzungsauskunft]:
    """Return what became of the decisions on this paper, as far as it was released."""
    if not vorlage.nummer:
        return []
    auskuenfte = Umsetzungsauskunft.objects.visible_to(_besucher(context)).filter(top__beratung__vorlage=vorlage)
    return list(auskuenfte.select_related("top__sitzung__gremium").order_by("top__sitzung__beginn", "pk"))


@register.simple_tag(takes_context=True)
def bekanntgabe_of_sitzung(context: Context, sitzung: Sitzung) -> Drucksache | None:
    """Return the document with what this sitting announces of closed decisions, None if it announces nothing."""
    konto = _besucher(context)
    # Before it is over only who keeps the sitting reads what it will announce.
    if sitzung.status != Sitzungsstatus.BEENDET and not may_record_abstimmung(konto, sitzung):
        return None
    if not list_bekanntgaben(sitzung, leser=konto).exists():
        return None
    return Drucksache(PUNKT, reverse("bekanntgabe_pdf", args=[sitzung.pk]))


@register.simple_tag
def beschluesse_for(besucher: Besucher) -> Amtsbeschluesse:
    """Return the decisions the offices of this account have still to carry out, overdue ones first."""
    if not rechte_of(besucher).aemter:
        return Amtsbeschluesse()
    eigene = list_eigene(besucher)
    zeilen = tuple(build_zeilen(eigene.select_related(*MIT)[:HOECHSTENS]))
    anzahl = len(zeilen) if len(zeilen) < HOECHSTENS else eigene.count()
    return Amtsbeschluesse(zeilen, anzahl)


@register.simple_tag
def auskuenfte_for(besucher: Besucher) -> list[WartendeAuskunft]:
    """Return the words about decisions that wait for this account as the second person."""
    return list_wartende_auskuenfte(besucher) if isinstance(besucher, Konto) else []


@register.simple_tag
def offene_bekanntgaben_for(besucher: Besucher) -> int:
    """Return how many closed decisions are neither ready to be announced nor withheld."""
    return count_unerledigte(besucher)


@register.simple_tag
def sieht_beschlusskontrolle(besucher: Besucher) -> bool:
    """Return whether the list of decisions is open to this account."""
    return may_see_beschlusskontrolle(besucher)
