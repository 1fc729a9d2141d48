"""Publication of a paper: as one person decides what two released as public, by two people what was non-public."""

import hashlib
import json
from collections.abc import Sequence

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from gremien.rules.befund import Befund, Stufe, list_uebergangene, require
from journal.actions import record
from journal.enums import Akt
from konten.actions.vorschlag import close_vorschlag, propose
from konten.actions.zweite_person import Vorschlagslage, read_lage
from konten.enums import Rolle
from konten.models import Konto, Vorschlag
from konten.permissions import list_andere
from konten.rules.vier_augen import Auge, check_zweite_person
from vorlagen.actions.anlagenpruefung import check_anlagen_of, finish_anlagen
from vorlagen.actions.beteiligung import list_erste
from vorlagen.actions.nachlauf import follow_up
from vorlagen.actions.nachrichten import tell_vorschlag
from vorlagen.models import Fassung
from vorlagen.models.pruefsumme import compute_pruefsumme
from vorlagen.rules.oeffentlichkeit import check_veroeffentlichung

NICHT_VEROEFFENTLICHBAR = "Nur freigegebene und nicht zurückgezogene Vorlagen können veröffentlicht werden."
VORSCHLAG_FEHLT = (
    "Eine nichtöffentliche Vorlage wird erst öffentlich, wenn eine Person es vorschlägt und eine andere es bestätigt. "
    "Bitte legen Sie die Veröffentlichung zuerst zur Bestätigung vor."
)
VORSCHLAG_UEBERHOLT = (
    "Seit dem Vorschlag hat sich geändert, was öffentlich würde; er gilt nicht mehr. "
    "Bitte legen Sie die Veröffentlichung neu zur Bestätigung vor."
)


def compute_fingerabdruck(fassung: Fassung) -> str:
    """Return the SHA-256 (64 hex digits) over exactly what publishing this Fassung would make public."""
    stationen = fassung.vorlage.beratungen.filter(oeffentlich=True).order_by("position")
    inhalt = [
        compute_pruefsumme(fassung),
        [[a.position, a.titel, a.dateiname] for a in fassung.anlagen.filter(oeffentlich=True).order_by("position")],
        [[s.position, s.gremium_id, str(s.datum), s.ausgang, s.wortlaut] for s in stationen],
    ]
    return hashlib.sha256(json.dumps(inhalt, ensure_ascii=False).encode()).hexdigest()


def list_bestaetigende(fassung: Fassung, vorschlagende: Sequence[Auge]) -> list[str]:
    """Return who could confirm that this Fassung becomes public."""
    return list_andere(Q(rolle=Rolle.SITZUNGSDIENST), [*list_erste(fassung), *vorschlagende])


def check_bestaetigung(fassung: Fassung, lage: Vorschlagslage, konto: Konto) -> list[Befund]:
    """Check that this was proposed as it is now, by somebody else, and by nobody's own hand."""
    if lage.vorschlag is None:
        return [Befund(VORSCHLAG_FEHLT, "§ 35 Abs. 1 GemO", Stufe.SPERRE)]
    if not lage.passt:
        return [Befund(VORSCHLAG_UEBERHOLT, "§ 35 Abs. 1 GemO", Stufe.SPERRE)]
    return check_bestaetigende(fassung, lage, konto)


def check_bestaetigende(fassung: Fassung, lage: Vorschlagslage, konto: Konto) -> list[Befund]:
    """Check that whoever confirms neither proposed it nor had a hand in the paper."""
    was = "die Veröffentlichung vorgeschlagen" if lage.is_eigener else "an der Vorlage mitgewirkt"
    return check_zweite_person(
        konto.auge,
        [*lage.vorschlagende, *list_erste(fassung)],
        satz=f"Sie haben {was} und können sie nicht selbst bestätigen",
        bitte="bestätigen",
        andere=list_bestaetigende(fassung, lage.vorschlagende),
    )


def propose_veroeffentlichung(fassung: Fassung, *, konto: Konto, grund: str) -> Vorschlag:
    """Zur Bestätigung vorlegen: a non-public paper shall become public; a second person decides.

    Raises :class:`VorgangGesperrt`.
    """
    # Before the transaction: nobody else shall wait for a file that takes its time.
    finish_anlagen(fassung)
    return _propose(fassung, konto=konto, grund=grund)


@transaction.atomic
def _propose(fassung: Fassung, *, konto: Konto, grund: str) -> Vorschlag:
    fassung = Fassung.objects.select_for_update().get(pk=fassung.pk)
    befunde = _check_stand(fassung)
    if fassung.oeffentlich:
        satz = "Diese Vorlage ist als öffentlich freigegeben. Bitte veröffentlichen Sie sie, ohne sie vorzulegen."
        befunde.append(Befund(satz, "", Stufe.SPERRE))
    require(
        [*befunde, *check_veroeffentlichung(grund=grund), *check_anlagen_of(fassung, offen=Stufe.SPERRE)], grund=grund
    )
    tell_vorschlag(fassung, konto=konto)
    return propose(fassung, konto=konto, fingerabdruck=compute_fingerabdruck(fassung), grund=grund)


def _check_stand(fassung: Fassung) -> list[Befund]:
    if fassung.is_veroeffentlicht:
        return [Befund(f"{fassung.nummer} ist schon öffentlich.", "", Stufe.SPERRE)]
    if not fassung.is_freigegeben or fassung.vorlage.is_zurueckgezogen:
        return [Befund(NICHT_VEROEFFENTLICHBAR, "", Stufe.SPERRE)]
    return []


def publish_vorlage(fassung: Fassung, *, konto: Konto, grund: str = "", anlagen_erwogen: bool = False) -> Fassung:
    """Veröffentlichen: everybody may read this Fassung and its public attachments from now on.

    A paper released as non-public must have been proposed by one person and is published by a second one, for the
    reason stated there (§ 35 Abs. 1 GemO). What the attachments give away needs a reason too, unless the calling act
    has asked for it (``anlagen_erwogen``). Publishing what is public already changes nothing. Raises
    :class:`VorgangGesperrt`.
    """
    if not anlagen_erwogen:
        finish_anlagen(fassung)
    return _publish(fassung, konto=konto, grund=grund, anlagen_erwogen=anlagen_erwogen)


@transaction.atomic
def _publish(fassung: Fassung, *, konto: Konto, grund: str, anlagen_erwogen: bool) -> Fassung:
    fassung = Fassung.objects.select_for_update().get(pk=fassung.pk)
    if fassung.is_veroeffentlicht:
        return fassung
    befunde = _check_stand(fassung)
    war_oeffentlich, fingerabdruck = fassung.oeffentlich, compute_fingerabdruck(fassung)
    if not war_oeffentlich:
        lage = read_lage(fassung, konto, compute=lambda: fingerabdruck)
        befunde += check_bestaetigung(fassung, lage, konto)
        grund = grund.strip() or (lage.vorschlag.grund if lage.vorschlag else "")
    if not anlagen_erwogen:
        befunde += check_anlagen_of(fassung, offen=Stufe.SPERRE)
    require(befunde, grund=grund)
    fassung.oeffentlich, fassung.veroeffentlicht_am = True, timezone.now()
    fassung.save(update_fields=["oeffentlich", "veroeffentlicht_am", "updated_at"])
    follow_up(fassung.vorlage_id)
    record(
        Akt.VEROEFFENTLICHEN,
        fassung.vorlage,
        konto=konto,
        nummer=fassung.nummer,
        vorher_oeffentlich=war_oeffentlich,
        vorgeschlagen_von=close_vorschlag(fassung, konto=konto, fingerabdruck=fingerabdruck),
        uebergangen=list_uebergangene(befunde),
        grund=grund,
    )
    return fassung
