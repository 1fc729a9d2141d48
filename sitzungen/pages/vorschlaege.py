"""What was put before a second person, papers and agendas alike, as the desks show it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Model, Q
from django.urls import reverse
from django.utils import timezone

from konten.enums import Vorschlagsausgang
from konten.models import Konto, Vorschlag
from konten.rechte import Besucher, rechte_of
from konten.rules.vier_augen import is_unter
from sitzungen.models import Sitzung, Unterlage
from vorlagen.models import Anlage, Beratung, Fassung

GELESEN_NACH = timedelta(days=14)
"""How long a declined proposal stays on the desk of whoever made it."""


@dataclass(frozen=True, slots=True)
class Vorgelegtes:
    """One proposal: where it is looked at, who made it when; ``antwort`` is why it was declined, empty while open."""

    titel: str
    adresse: str
    von: str
    am: datetime
    is_eigenes: bool
    antwort: str = ""


def list_vorgelegtes(besucher: Besucher) -> list[Vorgelegtes]:
    """Return what waits for a second person or was declined, oldest first; only for those who may publish."""
    if not isinstance(besucher, Konto) or not rechte_of(besucher).sitzungsdienst:
        return []
    juengst = timezone.now() - GELESEN_NACH
    abgelehnt = Q(ausgang=Vorschlagsausgang.ABGELEHNT, konto=besucher, erledigt_am__gte=juengst)
    vorschlaege = list(Vorschlag.objects.filter(Q(ausgang="") | abgelehnt).select_related("konto"))
    arten = (_list_papiere, _list_anlagen, _list_stationen, _list_agenden, _list_unterlagen)
    return sorted((v for art in arten for v in art(besucher, vorschlaege)), key=lambda v: v.am)


def _list_papiere(konto: Konto, vorschlaege: list[Vorschlag]) -> Iterator[Vorgelegtes]:
    je_objekt = _find(vorschlaege, Fassung)
    if not je_objekt:
        return
    offen = Fassung.objects.visible_to(konto).released().filter(pk__in=je_objekt, veroeffentlicht_am=None)
    for fassung in offen.filter(vorlage__zurueckgezogen_am=None):
        titel = f"{fassung.nummer}: {fassung.betreff}"
        yield _build(
            je_objekt[fassung.pk], konto, titel, reverse("vorlage_veroeffentlichen", args=[fassung.vorlage_id])
        )


def _list_anlagen(konto: Konto, vorschlaege: list[Vorschlag]) -> Iterator[Vorgelegtes]:
    je_objekt = _find(vorschlaege, Anlage)
    if not je_objekt:
        return
    offen = Anlage.objects.visible_to(konto).filter(pk__in=je_objekt, oeffentlich=False).select_related("fassung")
    for anlage in offen.filter(fassung__vorlage__zurueckgezogen_am=None):
        adresse = reverse("anlage_veroeffentlichen", args=[anlage.fassung.vorlage_id, anlage.pk])
        yield _build(je_objekt[anlage.pk], konto, f"{anlage.fassung.nummer}, {anlage}", adresse)


def _list_stationen(konto: Konto, vorschlaege: list[Vorschlag]) -> Iterator[Vorgelegtes]:
    je_objekt = _find(vorschlaege, Beratung)
    if not je_objekt:
        return
    for station in Beratung.objects.visible_to(konto).filter(pk__in=je_objekt).select_related("vorlage", "gremium"):
        titel = f"{station.vorlage}: Station {station.gremium} öffentlich"
        yield _build(je_objekt[station.pk], konto, titel, reverse("vorlage_gremienweg", args=[station.vorlage_id]))


def _list_agenden(konto: Konto, vorschlaege: list[Vorschlag]) -> Iterator[Vorgelegtes]:
    je_objekt = _find(vorschlaege, Sitzung)
    if not je_objekt:
        return
    for sitzung in Sitzung.objects.visible_to(konto).filter(pk__in=je_objekt).select_related("gremium"):
        titel = f"Tagesordnung {sitzung}"
        yield _build(je_objekt[sitzung.pk], konto, titel, reverse("tagesordnung_veroeffentlichen", args=[sitzung.pk]))


def _list_unterlagen(konto: Konto, vorschlaege: list[Vorschlag]) -> Iterator[Vorgelegtes]:
    je_objekt = _find(vorschlaege, Unterlage)
    if not je_objekt:
        return
    offen = Unterlage.objects.visible_to(konto).filter(pk__in=je_objekt, oeffentlich=False, entfernt_am=None)
    for unterlage in offen.select_related("sitzung__gremium"):
        adresse = reverse("unterlage_veroeffentlichen", args=[unterlage.sitzung_id, unterlage.pk])
        yield _build(je_objekt[unterlage.pk], konto, f"{unterlage.sitzung.nummer}, {unterlage}", adresse)


def _find(vorschlaege: list[Vorschlag], model: type[Model]) -> dict[int, Vorschlag]:
    """Return the newest proposal per object of this kind."""
    return {int(v.gegenstand_id): v for v in vorschlaege if v.gegenstand_art == model._meta.label_lower}


def _build(vorschlag: Vorschlag, konto: Konto, titel: str, adresse: str) -> Vorgelegtes:
    eigenes = is_unter(konto.auge, [vorschlag.auge, vorschlag.konto.auge])
    return Vorgelegtes(titel, adresse, str(vorschlag.konto), vorschlag.vorgeschlagen_am, eigenes, vorschlag.antwort)
