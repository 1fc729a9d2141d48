"""An attachment that comes after the release: added with a reason, non-public; public by two people."""

import hashlib
import json
from dataclasses import dataclass
from typing import Final

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from dokumente.ablage.pruefen import find_pruefungen, finish_pruefungen
from dokumente.models import Datei
from dokumente.rules.namen import clean_dateiname
from gremien.rules.befund import Befund, Stufe, list_uebergangene, require
from journal.actions import record
from journal.enums import Akt
from konten.actions.vorschlag import close_vorschlag, propose
from konten.actions.zweite_person import Vorschlagslage, read_lage
from konten.models import Konto, Vorschlag
from vorlagen.actions.anlagenpruefung import build_stand
from vorlagen.actions.beteiligung import enter_beteiligung
from vorlagen.actions.nachlauf import follow_up
from vorlagen.actions.nachrichten import tell_nachgereicht, tell_vorschlag
from vorlagen.actions.veroeffentlichung import check_bestaetigende
from vorlagen.enums import Beteiligungsart
from vorlagen.models import Anlage, Fassung, Vorlage
from vorlagen.models.pruefsumme import FORMAT, compute_pruefsumme
from vorlagen.rules.anlagen import check_anlagen
from vorlagen.rules.nachreichen import check_spaete_anlage

_NORM: Final = "§ 35 Abs. 1 GemO"
VORSCHLAG_FEHLT: Final = (
    "Eine nachgereichte Anlage wird erst öffentlich, wenn eine Person es vorschlägt und eine andere es bestätigt. "
    "Bitte legen Sie sie zuerst zur Bestätigung vor."
)
NICHT_OEFFENTLICH: Final = "Die Vorlage ist nichtöffentlich. Ihre Anlagen können nicht öffentlich werden."
SCHON_OEFFENTLICH: Final = "Diese Anlage ist schon öffentlich."


@dataclass(frozen=True, slots=True, kw_only=True)
class SpaeteAnlage:
    """What is brought: a kept file with the name it came with, its title, and why it comes so late."""

    titel: str
    datei: Datei
    dateiname: str
    grund: str


@transaction.atomic
def add_anlage(fassung: Fassung, neu: SpaeteAnlage, *, konto: Konto) -> Anlage:
    """Anlage nachreichen: a released Fassung gets an attachment more; it is non-public, whatever the paper is.

    Whoever does so had a hand in the paper. The journal keeps the digest before and after. Raises
    :class:`VorgangGesperrt`.
    """
    vorlage = Vorlage.objects.select_for_update().get(pk=fassung.vorlage_id)
    fassung = Fassung.objects.select_related("amt", "dezernat").get(pk=fassung.pk)
    is_neueste = not vorlage.fassungen.released().filter(neufassung__gt=fassung.neufassung).exists()
    zurueckgezogen = vorlage.is_zurueckgezogen
    require(
        check_spaete_anlage(titel=neu.titel, grund=neu.grund, is_neueste=is_neueste, is_zurueckgezogen=zurueckgezogen)
    )
    vorher = compute_pruefsumme(fassung)
    anlage = _create(fassung, neu)
    enter_beteiligung(fassung, Beteiligungsart.ANLAGE, konto=konto)
    follow_up(vorlage)
    tell_nachgereicht(fassung, konto=konto)
    record(
        Akt.ANLAGEN_NACHREICHEN,
        vorlage,
        konto=konto,
        nummer=fassung.nummer,
        anlagen=[anlage.position],
        format=FORMAT,
        pruefsumme_vorher=vorher,
        pruefsumme=compute_pruefsumme(fassung),
        grund=neu.grund,
    )
    return anlage


def _create(fassung: Fassung, neu: SpaeteAnlage) -> Anlage:
    letzte = fassung.anlagen.aggregate(letzte=Max("position"))["letzte"] or 0
    return Anlage.objects.create(
        fassung=fassung,
        position=letzte + 1,
        titel=neu.titel,
        datei=neu.datei,
        dateiname=clean_dateiname(neu.dateiname),
        nachgereicht_am=timezone.now(),
        nachgereicht_grund=neu.grund,
    )


def compute_fingerabdruck(anlage: Anlage) -> str:
    """Return the SHA-256 (64 hex digits) over exactly what publishing this attachment would make public."""
    inhalt = [
        anlage.pk,
        anlage.position,
        anlage.titel,
        anlage.dateiname,
        anlage.datei.pruefsumme if anlage.datei else "",
    ]
    return hashlib.sha256(json.dumps(inhalt, ensure_ascii=False).encode()).hexdigest()


def check_anlage(anlage: Anlage) -> list[Befund]:
    """Return what publishing this attachment would give away; what is not looked through yet forbids it."""
    pruefung = find_pruefungen([anlage.datei]).get(anlage.datei_id or 0)
    return check_anlagen([build_stand(anlage, pruefung)], offen=Stufe.SPERRE)


def finish_anlage(anlage: Anlage) -> None:
    """Wait for the check of its file, bounded in time; not inside a transaction, others wait for it."""
    finish_pruefungen([anlage.datei])


def check_bestaetigung(anlage: Anlage, lage: Vorschlagslage, konto: Konto) -> list[Befund]:
    """Check that exactly this was proposed, by somebody else than whoever confirms."""
    if not lage.passt:
        return [Befund(VORSCHLAG_FEHLT, _NORM, Stufe.SPERRE)]
    return check_bestaetigende(anlage.fassung, lage, konto)


@transaction.atomic
def propose_anlage(anlage: Anlage, *, konto: Konto, grund: str) -> Vorschlag:
    """Zur Bestätigung vorlegen: an attachment brought later shall become public; a second person decides.

    Raises :class:`VorgangGesperrt`.
    """
    anlage = _lock(anlage)
    require([*_check_stand(anlage), *check_anlage(anlage)], grund=grund)
    tell_vorschlag(anlage.fassung, konto=konto, seite="anlage_veroeffentlichen", anlage=anlage.pk)
    return propose(anlage, konto=konto, fingerabdruck=compute_fingerabdruck(anlage), grund=grund)


@transaction.atomic
def publish_anlage(anlage: Anlage, *, konto: Konto, grund: str = "") -> Anlage:
    """Anlage veröffentlichen: everybody who may read the paper may read it, because two people want it so.

    Publishing what is public already changes nothing. Raises :class:`VorgangGesperrt`.
    """
    anlage = _lock(anlage)
    if anlage.oeffentlich:
        return anlage
    lage = read_lage(anlage, konto, compute=lambda: compute_fingerabdruck(anlage))
    grund = grund.strip() or (lage.vorschlag.grund if lage.vorschlag else "")
    befunde = [*_check_stand(anlage), *check_bestaetigung(anlage, lage, konto), *check_anlage(anlage)]
    require(befunde, grund=grund)
    fingerabdruck = compute_fingerabdruck(anlage)
    anlage.oeffentlich = True
    anlage.save(update_fields=["oeffentlich"])
    follow_up(anlage.fassung.vorlage_id)
    record(
        Akt.ANLAGE_VEROEFFENTLICHEN,
        anlage.fassung.vorlage,
        konto=konto,
        nummer=anlage.fassung.nummer,
        anlage=anlage.position,
        format=FORMAT,
        pruefsumme=compute_pruefsumme(anlage.fassung),
        vorgeschlagen_von=close_vorschlag(anlage, konto=konto, fingerabdruck=fingerabdruck),
        uebergangen=list_uebergangene(befunde),
        grund=grund,
    )
    return anlage


def _lock(anlage: Anlage) -> Anlage:
    Vorlage.objects.select_for_update().get(pk=anlage.fassung.vorlage_id)
    verbunden = ("datei", "fassung__vorlage", "fassung__amt", "fassung__dezernat")
    return Anlage.objects.select_related(*verbunden).get(pk=anlage.pk)


def _check_stand(anlage: Anlage) -> list[Befund]:
    saetze = [SCHON_OEFFENTLICH] if anlage.oeffentlich else []
    saetze += [NICHT_OEFFENTLICH] if not anlage.fassung.oeffentlich or anlage.fassung.vorlage.is_zurueckgezogen else []
    return [Befund(satz, "", Stufe.SPERRE) for satz in saetze]
