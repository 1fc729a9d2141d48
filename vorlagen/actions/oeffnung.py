"""A station planned as closed becomes public: one person proposes it, another one confirms it."""

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from django.db import transaction
from django.db.models import Q

from gremien.rules.befund import Befund, Stufe, VorgangGesperrt, require
from konten.actions.vorschlag import (
    NICHT_OFFEN,
    close_vorschlag,
    decline_vorschlag,
    find_vorschlag,
    list_vorschlagende,
    propose,
)
from konten.enums import Rolle
from konten.models import Konto, Vorschlag
from konten.permissions import list_andere
from konten.rules.vier_augen import check_zweite_person
from vorlagen.actions.beteiligung import list_erste
from vorlagen.actions.gremienweg import Stationsplan, braucht_beschluss, list_offene, stationen_of, to_plan
from vorlagen.actions.nachrichten import tell_vorschlag
from vorlagen.models import Beratung, Fassung, Vorlage
from vorlagen.rules.gremienweg import check_gremienweg
from vorlagen.rules.oeffentlichkeit import check_oeffentliche_stationen

_NORM = "§ 35 Abs. 1 GemO"
NICHTS = "Kein Vorschlag: Bitte kreuzen Sie bei einer nichtöffentlichen Station „berät öffentlich“ an."
ANDERES = (
    "Vorgelegt wird nur, dass nichtöffentliche Stationen öffentlich werden. Bitte speichern Sie andere Änderungen am "
    "Gremienweg zuerst."
)
OHNE_GRUND = "Bitte begründen Sie, warum die bisher nichtöffentliche Station öffentlich werden darf."


@dataclass(frozen=True, slots=True)
class Oeffnung:
    """A public station planned where its body was to meet closed; ``bisher`` is None if that station is replaced."""

    plan: Stationsplan
    bisher: Beratung | None

    def compute_fingerabdruck(self, fassung: Fassung) -> str:
        """Return the SHA-256 (64 hex digits) over what becomes public with the station."""
        inhalt = [fassung.pk, self.plan.gremium.pk, str(self.plan.datum)]
        return hashlib.sha256(json.dumps(inhalt).encode()).hexdigest()


def list_oeffnungen(offene: Sequence[Beratung], plaene: Sequence[Stationsplan]) -> list[Oeffnung]:
    """Return which planned stations are public where the same body was to meet closed.

    A closed station that is taken away while its body gets a public one counts as well.
    """
    vorher: dict[tuple[int | None, int], Beratung] = {(station.pk, station.gremium_id): station for station in offene}
    bleiben = {(plan.pk, plan.gremium.pk) for plan in plaene if not plan.oeffentlich}
    weg = {gremium for (pk, gremium), s in vorher.items() if not s.oeffentlich and (pk, gremium) not in bleiben}
    geplant = [(plan, vorher.get((plan.pk, plan.gremium.pk))) for plan in plaene if plan.oeffentlich]
    return [
        Oeffnung(plan, bisher)
        for plan, bisher in geplant
        if plan.gremium.pk in weg and (bisher is None or not bisher.oeffentlich)
    ]


def check_oeffnung(oeffnung: Oeffnung, fassung: Fassung, konto: Konto) -> list[Befund]:
    """Check that exactly this was proposed by somebody else, and that the asking person had no hand in the paper."""
    station = f"Die Station {oeffnung.plan.gremium} ist nichtöffentlich geplant."
    if oeffnung.bisher is None:
        satz = f"{station} Bitte lassen Sie sie stehen und legen Sie dort vor, dass sie öffentlich berät."
        return [Befund(satz, _NORM, Stufe.SPERRE, "gremienweg")]
    vorschlag = find_vorschlag(oeffnung.bisher)
    if vorschlag is None or vorschlag.fingerabdruck != oeffnung.compute_fingerabdruck(fassung):
        satz = (
            f"{station} Öffentlich wird sie erst, wenn eine Person genau das vorschlägt und eine andere es bestätigt. "
            "Bitte legen Sie es zur Bestätigung vor."
        )
        return [Befund(satz, _NORM, Stufe.SPERRE, "gremienweg")]
    erste = [*list_vorschlagende(vorschlag), *list_erste(fassung)]
    return check_zweite_person(
        konto.auge,
        erste,
        satz=f"{station} Sie haben das vorgeschlagen oder an der Vorlage mitgewirkt und können es nicht bestätigen",
        bitte="bestätigen",
        andere=list_andere(Q(rolle=Rolle.SITZUNGSDIENST), erste),
    )


def close_oeffnungen(
    offene: Sequence[Beratung], oeffnungen: Sequence[Oeffnung], fassung: Fassung, *, konto: Konto
) -> list[str]:
    """Close what was proposed about stations that become public or are gone; part of planning the way.

    Returns "Station: who proposed it" for each that becomes public.
    """
    saetze = []
    for oeffnung in oeffnungen:
        if oeffnung.bisher is not None:
            wer = close_vorschlag(oeffnung.bisher, konto=konto, fingerabdruck=oeffnung.compute_fingerabdruck(fassung))
            saetze.append(f"{oeffnung.plan.gremium}: {wer}")
    uebrig = set(Beratung.objects.filter(pk__in=[station.pk for station in offene]).values_list("pk", flat=True))
    for station in offene:
        if station.pk not in uebrig:
            close_vorschlag(station, konto=konto, fingerabdruck="")
    return saetze


@transaction.atomic
def propose_oeffnung(vorlage: Vorlage, plaene: Sequence[Stationsplan], *, konto: Konto, grund: str) -> list[Vorschlag]:
    """Zur Bestätigung vorlegen: closed stations of a released paper shall be public; a second person decides.

    Raises :class:`VorgangGesperrt` for whatever would forbid the way itself, and if anything else was changed.
    """
    vorlage = Vorlage.objects.select_for_update().get(pk=vorlage.pk)
    fassung = vorlage.fassungen.released().latest("neufassung")
    offene = list_offene(vorlage)
    oeffnungen = [o for o in list_oeffnungen(offene, plaene) if o.bisher is not None]
    require(_check_vorschlag(vorlage, fassung, offene, plaene, oeffnungen, grund), grund=grund)
    tell_vorschlag(fassung, konto=konto, seite="vorlage_gremienweg")
    return [
        propose(o.bisher, konto=konto, fingerabdruck=o.compute_fingerabdruck(fassung), grund=grund)
        for o in oeffnungen
        if o.bisher is not None
    ]


def _check_vorschlag(
    vorlage: Vorlage,
    fassung: Fassung,
    offene: Sequence[Beratung],
    plaene: Sequence[Stationsplan],
    oeffnungen: Sequence[Oeffnung],
    grund: str,
) -> list[Befund]:
    if not oeffnungen:
        return [Befund(NICHTS, "", Stufe.SPERRE, "gremienweg")]
    geoeffnet = {o.bisher.pk: o.bisher for o in oeffnungen if o.bisher is not None}
    soll = [
        replace(to_plan(s), oeffentlich=True, nichtoeffentlich_grund="") if s.pk in geoeffnet else to_plan(s)
        for s in offene
    ]
    befunde = [] if list(plaene) == soll else [Befund(ANDERES, "", Stufe.SPERRE, "gremienweg")]
    if not grund.strip():
        befunde.append(Befund(OHNE_GRUND, _NORM, Stufe.SPERRE, "grund"))
    positionen = {station.position for station in geoeffnet.values()}
    stationen = [replace(s, oeffentlich=True) if s.position in positionen else s for s in stationen_of(vorlage)]
    return [
        *befunde,
        *check_gremienweg(stationen, beschluss_erforderlich=braucht_beschluss(vorlage)),
        *check_oeffentliche_stationen(vorlage_oeffentlich=fassung.oeffentlich, stationen=stationen),
    ]


def list_vorschlaege(vorlage: Vorlage) -> list[tuple[Beratung, Vorschlag]]:
    """Return which stations of the paper are proposed to be public, in order."""
    return find_vorschlaege(vorlage.beratungen.select_related("gremium").order_by("position"))


def find_vorschlaege(beratungen: Iterable[Beratung]) -> list[tuple[Beratung, Vorschlag]]:
    """Return which of these stations are proposed to be public, in their order."""
    stationen = {str(station.pk): station for station in beratungen}
    offen = Vorschlag.objects.open().of_art(Beratung).filter(gegenstand_id__in=stationen).select_related("konto")
    je_station = {vorschlag.gegenstand_id: vorschlag for vorschlag in offen}
    return [(station, je_station[pk]) for pk, station in stationen.items() if pk in je_station]


@transaction.atomic
def decline_oeffnung(vorlage: Vorlage, *, konto: Konto, grund: str) -> None:
    """Decline whatever is proposed about the stations of the paper; whoever proposed it takes it back.

    Raises :class:`VorgangGesperrt`, also if somebody else has answered already.
    """
    Vorlage.objects.select_for_update().get(pk=vorlage.pk)
    vorschlaege = list_vorschlaege(vorlage)
    if not vorschlaege:
        raise VorgangGesperrt([Befund(NICHT_OFFEN, "", Stufe.SPERRE)])
    for station, _ in vorschlaege:
        decline_vorschlag(station, konto=konto, grund=grund)
