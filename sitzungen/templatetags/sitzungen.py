"""Sittings on the pages of papers, bodies and desks, always with the reader's eyes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from django import template
from django.http import HttpRequest
from django.template.context import Context
from django.urls import reverse
from django.utils import timezone

from dokumente.ausgabe.ausdrucke import find_vorbehalt
from gremien.models import Gremium
from konten.rechte import Besucher, rechte_of
from sitzungen.documents.agenda import anker_of
from sitzungen.documents.register import Gegenstand
from sitzungen.documents.worte import find_verwiesen_an, format_absetzung, format_ergebnis
from sitzungen.enums import Sitzungsstatus
from sitzungen.models import Abstimmung, Sitzung, Tagesordnungspunkt
from sitzungen.pages.vorschlaege import Vorgelegtes, list_vorgelegtes
from vorlagen.enums import Vorlagenart
from vorlagen.models import Beratung, Fassung, Vorlage
from vorlagen.rules.arten import BEHANDLUNGEN, describe_rolle

register = template.Library()

HOECHSTENS_KOMMENDE = 10
HOECHSTENS_VERGANGENE = 10
BLICK_VORAUS = timedelta(days=60)


@dataclass(frozen=True, slots=True)
class TopAmWeg:
    """An item on which a station was or will be dealt with."""

    sitzung: Sitzung
    adresse: str
    bezeichnung: str
    abgesetzt: str
    ausgang: str
    ergebnis: str
    wortlaut: str


@dataclass(frozen=True, slots=True)
class Wegstation:
    """A station of the Gremienweg with its items, oldest first."""

    beratung: Beratung
    art: Vorlagenart
    tops: tuple[TopAmWeg, ...]
    beraten: Fassung | None = None
    """What the body dealt with, where the reader may read more than one Fassung."""
    seitdem: str = ""
    """Address of what has changed since, empty for nothing."""

    @property
    def rolle(self) -> str:
        """Return what the body does here: "entscheidend", "vorberatend", "zur Kenntnis", "zur Beantwortung"."""
        return describe_rolle(self.art, entscheidend=self.beratung.entscheidend)

    @property
    def erklaerung(self) -> str:
        """Return what the roles of this kind of paper mean."""
        return BEHANDLUNGEN[self.art].erklaerung

    @property
    def top(self) -> TopAmWeg | None:
        """Return the item that counts: the last one."""
        return self.tops[-1] if self.tops else None


@dataclass(frozen=True, slots=True)
class Gremiumskalender:
    """Sittings of one body: the coming ones soonest first, the past ones newest first."""

    kommende: tuple[Sitzung, ...]
    vergangene: tuple[Sitzung, ...]


def _besucher(context: Context) -> Besucher:
    request: HttpRequest = context["request"]
    return request.user


@register.simple_tag(takes_context=True)
def tops_of_vorlage(context: Context, vorlage: Vorlage, fassungen: Sequence[Fassung] = ()) -> list[Wegstation]:
    """Return the stations of the paper the reader may see, each with sitting, TOP number and recorded result.

    ``fassungen`` are those the reader may read, newest first; with more than one each station says which it dealt with.
    """
    konto = _besucher(context)
    beratungen = Beratung.objects.visible_to(konto).filter(vorlage=vorlage).select_related("gremium")
    tops = (
        Tagesordnungspunkt.objects.visible_to(konto)
        .filter(beratung__vorlage=vorlage)
        .exclude(nummer="")
        .select_related("sitzung__gremium", "beratung__nachfolger__gremium")
        .order_by("sitzung__beginn", "pk")
    )
    stimmen = Abstimmung.objects.visible_to(konto).filter(top__beratung__vorlage=vorlage).by_top()
    je_station: dict[int | None, list[TopAmWeg]] = {}
    beraten: dict[int | None, int | None] = {}
    for top in tops:
        je_station.setdefault(top.beratung_id, []).append(_build_top(top, stimmen.get(top.pk)))
        beraten[top.beratung_id] = top.fassung_id
    art = Vorlagenart(vorlage.art)
    return [
        Wegstation(
            station,
            art,
            tuple(je_station.get(station.pk, ())),
            *_find_beraten(station, beraten.get(station.pk), fassungen),
        )
        for station in beratungen.order_by("position")
    ]


def _find_beraten(station: Beratung, fassung: int | None, fassungen: Sequence[Fassung]) -> tuple[Fassung | None, str]:
    """Return which of several readable Fassungen a station dealt with, and where it says what has changed since."""
    if len(fassungen) < 2:
        return None, ""
    gemeint = (
        f for f in fassungen if f.pk == fassung or (fassung is None and f.neufassung == station.zugestellte_neufassung)
    )
    gefunden = next(gemeint, None)
    if gefunden is None or gefunden.pk == fassungen[0].pk:
        return gefunden, ""
    schritt = [station.vorlage_id, gefunden.neufassung, fassungen[0].neufassung]
    return gefunden, reverse("vorlage_unterschied", args=schritt)


@register.simple_tag
def druckvorbehalt_of(fassung: Fassung) -> str:
    """Return why the print of this Fassung set last does not claim the norms, for the office; empty if it does."""
    return find_vorbehalt(f"{Gegenstand.FASSUNG.value}:{fassung.pk}")


def _build_top(top: Tagesordnungspunkt, abstimmung: Abstimmung | None) -> TopAmWeg:
    return TopAmWeg(
        sitzung=top.sitzung,
        adresse=f"{top.sitzung.get_absolute_url()}#{anker_of(top.teil, top.nummer)}",
        bezeichnung=top.bezeichnung,
        abgesetzt=format_absetzung(top),
        ausgang=abstimmung.ausgang if abstimmung else "",
        ergebnis=format_ergebnis(abstimmung, find_verwiesen_an(top)) if abstimmung else "",
        wortlaut=abstimmung.wortlaut if abstimmung else "",
    )


@register.simple_tag(takes_context=True)
def sitzungen_of_gremium(context: Context, gremium: Gremium) -> Gremiumskalender:
    """Return the body's next and last sittings the reader may see."""
    sichtbar = Sitzung.objects.visible_to(_besucher(context)).filter(gremium=gremium).select_related("gremium")
    heute = timezone.localdate()
    return Gremiumskalender(
        kommende=tuple(sichtbar.coming(heute).order_by("beginn", "pk")[:HOECHSTENS_KOMMENDE]),
        vergangene=tuple(sichtbar.past(heute).order_by("-beginn", "-pk")[:HOECHSTENS_VERGANGENE]),
    )


@register.simple_tag
def naechste_sitzungen_for(user: Besucher) -> list[Sitzung]:
    """Return the next sittings that concern this account: those of its bodies, for the Sitzungsdienst all."""
    rechte = rechte_of(user)
    heute = timezone.localdate()
    sitzungen = Sitzung.objects.visible_to(user).coming(heute).filter(beginn__date__lte=heute + BLICK_VORAUS)
    if not rechte.sitzungsdienst:
        sitzungen = sitzungen.filter(gremium__in=rechte.gremien | rechte.schriftfuehrung)
    return list(
        sitzungen.exclude(status=Sitzungsstatus.ABGESAGT)
        .select_related("gremium")
        .order_by("beginn", "pk")[:HOECHSTENS_KOMMENDE]
    )


@register.simple_tag
def vorgelegtes_for(besucher: Besucher) -> list[Vorgelegtes]:
    """Return what was proposed to make public and waits for a second person, for those who may publish."""
    return list_vorgelegtes(besucher)
