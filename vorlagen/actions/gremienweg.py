"""What happens to the stations of a paper's way."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import F, ProtectedError, Q
from django.utils import timezone

from gremien.models import Gremium
from gremien.rules.befund import Befund, Stufe, VorgangGesperrt
from vorlagen.actions.nachlauf import follow_up
from vorlagen.enums import Ausgang, Vorlagenart
from vorlagen.models import Beratung, Fassung, Vorlage
from vorlagen.querysets import BeratungQuerySet
from vorlagen.rules.gremienweg import Folge, Station, compute_folge, compute_vorlagenstatus
from vorlagen.rules.vollstaendigkeit import PFLICHTFELDER

BEIM_VERSCHIEBEN = 1000
"""Offset that keeps (vorlage, position) unique while stations move."""

OFFEN = Q(ausgang="", zugestellt_am__isnull=True, aufgesetzt=False)
"""Stations that planning may change: no result, not delivered, on no agenda."""
NICHT_FREIGEGEBEN = "Die Vorlage ist noch nicht freigegeben. Bitte lassen Sie sie zuerst freigeben oder bestätigen."


@dataclass(frozen=True, slots=True)
class Stationsplan:
    """A station as planned by the clerk; ``pk`` is None for a new one."""

    gremium: Gremium
    datum: date | None
    entscheidend: bool
    oeffentlich: bool
    nichtoeffentlich_grund: str = ""
    pk: int | None = None


@dataclass(frozen=True, slots=True)
class Votum:
    """A result as it reaches the station; ``verwiesen_an`` names the body a matter is referred to."""

    ausgang: Ausgang
    geaendert: bool = False
    wortlaut: str = ""
    gegenstimmen: int | None = None
    enthaltungen: int | None = None
    verwiesen_an: Gremium | None = None


def stationen_of(vorlage: Vorlage) -> list[Station]:
    """Return the stations as plain values for the rules, in order."""
    return [
        Station(
            position=beratung.position,
            gremium=str(beratung.gremium),
            datum=beratung.datum,
            entscheidend=beratung.entscheidend,
            oeffentlich=beratung.oeffentlich,
            ausgang=Ausgang(beratung.ausgang) if beratung.ausgang else None,
            nichtoeffentlich_grund=beratung.nichtoeffentlich_grund,
        )
        for beratung in vorlage.beratungen.select_related("gremium").order_by("position")
    ]


def list_offene(vorlage: Vorlage) -> list[Beratung]:
    """Return the stations that planning may change, in order."""
    return list(vorlage.beratungen.filter(OFFEN).select_related("gremium").order_by("position"))


def to_plan(beratung: Beratung) -> Stationsplan:
    """Return a stored station as its own plan."""
    return Stationsplan(
        gremium=beratung.gremium,
        datum=beratung.datum,
        entscheidend=beratung.entscheidend,
        oeffentlich=beratung.oeffentlich,
        nichtoeffentlich_grund=beratung.nichtoeffentlich_grund,
        pk=beratung.pk,
    )


def braucht_beschluss(vorlage: Vorlage) -> bool:
    """Return whether this kind of paper needs a deciding station."""
    return "beschlussentwurf" in PFLICHTFELDER[Vorlagenart(vorlage.art)]


def refresh_status(vorlage: Vorlage) -> None:
    """Store where the paper stands, computed from its stations."""
    vorlage.status = compute_vorlagenstatus(
        stationen_of(vorlage),
        freigegeben=vorlage.fassungen.released().exists(),
        zurueckgezogen=vorlage.is_zurueckgezogen,
    )
    vorlage.save(update_fields=["status", "zurueckgezogen_am", "zurueckgezogen_grund"])


def replace_stationen(vorlage: Vorlage, plaene: Sequence[Stationsplan]) -> None:
    """Replace the open stations by ``plaene``, behind those placed, delivered to members, or with a result.

    Runs in the caller's transaction, which holds the paper's lock. Raises :class:`VorgangGesperrt` if a station
    that is to go has a past: an agenda it stood on, a follower.
    """
    fest = vorlage.beratungen.exclude(OFFEN)
    behalten = {plan.pk for plan in plaene if plan.pk}
    offen = vorlage.beratungen.exclude(pk__in=fest.values("pk"))
    try:
        offen.exclude(pk__in=behalten).delete()
    except ProtectedError as fehler:
        satz = (
            "Eine der entfernten Stationen gehört zu einer Vertagung oder Verweisung oder stand schon auf einer "
            "Tagesordnung. Bitte lassen Sie sie stehen."
        )
        raise VorgangGesperrt([Befund(satz, "", Stufe.SPERRE, "gremienweg")]) from fehler
    offen.update(position=F("position") + BEIM_VERSCHIEBEN)
    naechste = max(fest.values_list("position", flat=True), default=0) + 1
    vorhandene = {beratung.pk: beratung for beratung in offen}
    for position, plan in enumerate(plaene, start=naechste):
        beratung = vorhandene.get(plan.pk or 0, Beratung(vorlage=vorlage))
        beratung.position, beratung.gremium, beratung.datum = position, plan.gremium, plan.datum
        beratung.entscheidend, beratung.oeffentlich = plan.entscheidend, plan.oeffentlich
        beratung.nichtoeffentlich_grund = plan.nichtoeffentlich_grund
        beratung.save()


def schedule_beratung(beratung: Beratung, datum: date) -> Beratung:
    """Put an open station on the day of a sitting; a station struck earlier is open again.

    Part of placing the paper on an agenda: runs in that act's transaction and leaves the journal to it.
    """
    if beratung.ausgang and beratung.ausgang != Ausgang.ABGESETZT:
        raise VorgangGesperrt(
            [Befund("Diese Station hat schon ein Ergebnis. Bitte wählen Sie eine offene Station.", "", Stufe.SPERRE)]
        )
    beratung.datum = datum
    beratung.ausgang, beratung.aufgesetzt = "", True
    beratung.save(update_fields=["datum", "ausgang", "aufgesetzt"])
    refresh_status(beratung.vorlage)
    follow_up(beratung.vorlage_id)
    return beratung


def release_beratungen(beratungen: BeratungQuerySet[Beratung]) -> None:
    """Free stations whose item was struck; what members were sent they keep."""
    beratungen.update(aufgesetzt=False)


def deliver_beratung(beratung: Beratung, fassung: Fassung, zeitpunkt: datetime) -> Beratung:
    """Let the body's members read the paper up to this Fassung; part of publishing the agenda."""
    beratung.zugestellt_am = beratung.zugestellt_am or zeitpunkt
    beratung.zugestellte_neufassung = max(beratung.zugestellte_neufassung or 0, fassung.neufassung)
    beratung.save(update_fields=["zugestellt_am", "zugestellte_neufassung"])
    follow_up(beratung.vorlage_id)
    return beratung


@transaction.atomic
def record_votum(beratung: Beratung, votum: Votum) -> Beratung:
    """Write a result onto the station and draw its consequences; part of recording a vote.

    A corrected result first takes back what the earlier one caused. Raises :class:`VorgangGesperrt` if that
    is no longer possible, because the follow-up station already has a life of its own.
    """
    vorlage = Vorlage.objects.select_for_update().get(pk=beratung.vorlage_id)
    beratung = Beratung.objects.select_related("gremium").get(pk=beratung.pk)
    if beratung.ausgang and not (beratung.ausgang == votum.ausgang == Ausgang.ZURUECKGEZOGEN):
        _undo_folge(vorlage, beratung)
    if vorlage.is_zurueckgezogen and votum.ausgang != Ausgang.ZURUECKGEZOGEN:
        satz = "Die Vorlage wurde zurückgezogen. Bitte wählen Sie „zurückgezogen“."
        raise VorgangGesperrt([Befund(satz, "", Stufe.SPERRE, "ausgang")])
    beratung.ausgang, beratung.geaendert, beratung.wortlaut = votum.ausgang, votum.geaendert, votum.wortlaut
    beratung.gegenstimmen, beratung.enthaltungen = votum.gegenstimmen, votum.enthaltungen
    beratung.aufgesetzt = votum.ausgang != Ausgang.ABGESETZT
    beratung.save(update_fields=["ausgang", "geaendert", "wortlaut", "gegenstimmen", "enthaltungen", "aufgesetzt"])
    _apply_folge(vorlage, beratung, votum)
    refresh_status(vorlage)
    follow_up(vorlage)
    return beratung


@transaction.atomic
def retract_votum(beratung: Beratung) -> Beratung:
    """Take a result off the station again with all it caused; part of taking back a vote.

    Raises :class:`VorgangGesperrt` as :func:`record_votum` does.
    """
    vorlage = Vorlage.objects.select_for_update().get(pk=beratung.vorlage_id)
    beratung = Beratung.objects.select_related("gremium").get(pk=beratung.pk)
    _undo_folge(vorlage, beratung)
    beratung.ausgang, beratung.geaendert, beratung.wortlaut = "", False, ""
    beratung.gegenstimmen, beratung.enthaltungen, beratung.aufgesetzt = None, None, True
    beratung.save(update_fields=["ausgang", "geaendert", "wortlaut", "gegenstimmen", "enthaltungen", "aufgesetzt"])
    refresh_status(vorlage)
    follow_up(vorlage)
    return beratung


def _apply_folge(vorlage: Vorlage, beratung: Beratung, votum: Votum) -> None:
    folge = compute_folge(votum.ausgang)
    if folge is Folge.NEUE_STATION_VERKNUEPFT:
        _insert_after(beratung, gremium=beratung.gremium, entscheidend=beratung.entscheidend, verknuepft=True)
    elif folge is Folge.NEUE_STATION_EINGEFUEGT:
        if votum.verwiesen_an is None:
            satz = "Bitte wählen Sie das Gremium, an das verwiesen wurde."
            raise VorgangGesperrt([Befund(satz, "", Stufe.SPERRE, "verwiesen_an")])
        neu = _insert_after(beratung, gremium=votum.verwiesen_an, entscheidend=False, verknuepft=True)
        if beratung.entscheidend:
            # Who decides keeps deciding: after the other body's advice the matter comes back.
            _insert_after(neu, gremium=beratung.gremium, entscheidend=True, verknuepft=True)
    elif folge is Folge.VORLAGE_ENDET and not vorlage.is_zurueckgezogen:
        vorlage.zurueckgezogen_am, vorlage.zurueckgezogen_grund = timezone.now(), _grund_in_beratung(beratung)


def _grund_in_beratung(beratung: Beratung) -> str:
    return f"In der Beratung zurückgezogen: {beratung.gremium}"


def _insert_after(beratung: Beratung, *, gremium: Gremium, entscheidend: bool, verknuepft: bool) -> Beratung:
    dahinter = Beratung.objects.filter(vorlage=beratung.vorlage_id, position__gt=beratung.position)
    _shift(dahinter, um=1)
    return Beratung.objects.create(
        vorlage_id=beratung.vorlage_id,
        position=beratung.position + 1,
        gremium=gremium,
        entscheidend=entscheidend,
        oeffentlich=beratung.oeffentlich,
        nichtoeffentlich_grund=beratung.nichtoeffentlich_grund,
        vorgaenger=beratung if verknuepft else None,
    )


def _shift(beratungen: BeratungQuerySet[Beratung], *, um: int) -> None:
    kennungen = list(beratungen.values_list("pk", flat=True))
    betroffen = Beratung.objects.filter(pk__in=kennungen)
    betroffen.update(position=F("position") + BEIM_VERSCHIEBEN)
    betroffen.update(position=F("position") - BEIM_VERSCHIEBEN + um)


def _undo_folge(vorlage: Vorlage, beratung: Beratung) -> None:
    # A paper withdrawn before the sitting stays withdrawn, whatever becomes of the result.
    if vorlage.zurueckgezogen_grund == _grund_in_beratung(beratung):
        vorlage.zurueckgezogen_am, vorlage.zurueckgezogen_grund = None, ""
    nachfolger = Beratung.objects.filter(vorgaenger=beratung).first()
    if nachfolger is not None:
        _undo_nachfolger(nachfolger)


def _undo_nachfolger(nachfolger: Beratung) -> None:
    if nachfolger.ausgang or nachfolger.zugestellt_am or nachfolger.datum:
        satz = (
            f"Die Folgestation {nachfolger} ist schon angesetzt. "
            "Bitte nehmen Sie sie zuerst von der Tagesordnung und löschen Sie ihr Datum."
        )
        raise VorgangGesperrt([Befund(satz, "", Stufe.SPERRE, "ausgang")])
    weiter = Beratung.objects.filter(vorgaenger=nachfolger).first()
    if weiter is not None:
        _undo_nachfolger(weiter)
    position, vorlage = nachfolger.position, nachfolger.vorlage_id
    nachfolger.delete()
    _shift(Beratung.objects.filter(vorlage=vorlage, position__gt=position), um=-1)
