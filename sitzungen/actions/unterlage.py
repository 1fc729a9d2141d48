"""What lies on the table: put there non-public, public by two people, removed with a reason."""

import hashlib
import json
from dataclasses import dataclass, replace
from typing import Final

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from dokumente.ablage.pruefen import find_pruefungen, finish_pruefungen
from dokumente.models import Datei
from dokumente.rules.namen import clean_dateiname
from gremien.rules.befund import Befund, Stufe, list_uebergangene, require
from journal.actions import record
from journal.enums import Akt
from konten.actions.vorschlag import close_vorschlag, propose
from konten.actions.zweite_person import Vorschlagslage, ZweitePerson, read_lage
from konten.enums import Rolle
from konten.models import Konto, Vorschlag
from konten.permissions import list_andere
from konten.rules.vier_augen import check_zweite_person
from sitzungen.actions.nachrichten import tell_unterlage
from sitzungen.enums import Sitzungsstatus, Unterlagenart
from sitzungen.models import Sitzung, Tagesordnungspunkt, Unterlage
from sitzungen.rules.unterlagen import check_entfernung, check_oeffnung, check_unterlage
from vorlagen.actions.anlagenpruefung import build_stand
from vorlagen.models import Anlage
from vorlagen.rules.anlagen import check_anlagen

VORSCHLAG_FEHLT: Final = (
    "Eine Unterlage wird erst öffentlich, wenn eine Person es vorschlägt und eine andere es bestätigt. "
    "Bitte legen Sie sie zuerst zur Bestätigung vor."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class NeueUnterlage:
    """What is brought: a kept file with the name it came with, what it is, and on which item it is put."""

    art: Unterlagenart
    titel: str
    datei: Datei
    dateiname: str
    top: Tagesordnungspunkt | None = None


@transaction.atomic
def add_unterlage(sitzung: Sitzung, neu: NeueUnterlage, *, konto: Konto) -> Unterlage:
    """Unterlage beilegen: a file is put on the sitting or on an announced item; it is non-public, whatever it is about.

    Raises :class:`VorgangGesperrt`.
    """
    sitzung = Sitzung.objects.select_for_update(of=("self",)).select_related("gremium").get(pk=sitzung.pk)
    passt = neu.top is None or (neu.top.sitzung_id == sitzung.pk and neu.top.nummer != "")
    abgesagt = sitzung.status == Sitzungsstatus.ABGESAGT
    require(check_unterlage(titel=neu.titel, is_abgesagt=abgesagt, punkt_passt=passt))
    unterlage = Unterlage.objects.create(
        sitzung=sitzung,
        top=neu.top,
        art=neu.art,
        titel=neu.titel.strip(),
        datei=neu.datei,
        dateiname=clean_dateiname(neu.dateiname),
        beigelegt_am=timezone.now(),
        beigelegt_von=konto,
    )
    _record(Akt.UNTERLAGE_BEILEGEN, unterlage, konto=konto)
    return unterlage


@transaction.atomic
def propose_unterlage(unterlage: Unterlage, *, konto: Konto, grund: str) -> Vorschlag:
    """Zur Bestätigung vorlegen: what lies on the table shall become public; a second person decides.

    Raises :class:`VorgangGesperrt`.
    """
    unterlage = _lock(unterlage)
    require([*check_stand(unterlage), *check_inhalt(unterlage)], grund=grund)
    tell_unterlage(unterlage, konto=konto)
    return propose(unterlage, konto=konto, fingerabdruck=compute_fingerabdruck(unterlage), grund=grund)


@transaction.atomic
def publish_unterlage(unterlage: Unterlage, *, konto: Konto, grund: str = "") -> Unterlage:
    """Unterlage veröffentlichen: everybody may read it, because two people want it so.

    Publishing what is public already changes nothing. Raises :class:`VorgangGesperrt`.
    """
    unterlage = _lock(unterlage)
    if unterlage.oeffentlich and not unterlage.is_entfernt:
        return unterlage
    lage = read_lage(unterlage, konto, compute=lambda: compute_fingerabdruck(unterlage))
    grund = grund.strip() or (lage.vorschlag.grund if lage.vorschlag else "")
    befunde = [*check_stand(unterlage), *check_bestaetigung(lage, konto), *check_inhalt(unterlage)]
    require(befunde, grund=grund)
    fingerabdruck = compute_fingerabdruck(unterlage)
    unterlage.oeffentlich = True
    unterlage.save(update_fields=["oeffentlich"])
    _record(
        Akt.UNTERLAGE_VEROEFFENTLICHEN,
        unterlage,
        konto=konto,
        vorgeschlagen_von=close_vorschlag(unterlage, konto=konto, fingerabdruck=fingerabdruck),
        uebergangen=list_uebergangene(befunde),
        grund=grund,
    )
    return unterlage


@transaction.atomic
def remove_unterlage(unterlage: Unterlage, *, konto: Konto, grund: str) -> Unterlage:
    """Unterlage entfernen: nobody is given it any more; that it was there, and why it went, stays.

    Raises :class:`VorgangGesperrt`.
    """
    unterlage = _lock(unterlage)
    require(check_entfernung(grund=grund, is_entfernt=unterlage.is_entfernt))
    unterlage.entfernt_am, unterlage.entfernt_grund = timezone.now(), grund.strip()
    unterlage.save(update_fields=["entfernt_am", "entfernt_grund"])
    close_vorschlag(unterlage, konto=konto, fingerabdruck="")
    _record(Akt.UNTERLAGE_ENTFERNEN, unterlage, konto=konto, grund=grund.strip())
    return unterlage


def compute_fingerabdruck(unterlage: Unterlage) -> str:
    """Return the SHA-256 (64 hex digits) over exactly what publishing it would make public."""
    inhalt = [unterlage.pk, unterlage.top_id, unterlage.art, unterlage.titel, unterlage.datei.pruefsumme]
    return hashlib.sha256(json.dumps(inhalt, ensure_ascii=False).encode()).hexdigest()


def finish_unterlage(unterlage: Unterlage) -> None:
    """Wait for the check of its file, bounded in time; not inside a transaction, others wait for it."""
    finish_pruefungen([unterlage.datei])


def check_inhalt(unterlage: Unterlage) -> list[Befund]:
    """Return what publishing it would give away; what is not looked through yet forbids it."""
    pruefung = find_pruefungen([unterlage.datei]).get(unterlage.datei_id)
    # What is asked of a file is what is asked of an attachment.
    stand = build_stand(Anlage(position=0, titel=unterlage.titel, datei=unterlage.datei), pruefung)
    return check_anlagen([replace(stand, name="Unterlage")], offen=Stufe.SPERRE)


def check_stand(unterlage: Unterlage) -> list[Befund]:
    """Return what stands against everybody reading it, whatever is in it."""
    return check_oeffnung(
        is_oeffentlich=unterlage.oeffentlich,
        is_entfernt=unterlage.is_entfernt,
        punkt_oeffentlich=unterlage.top is None or unterlage.top.is_oeffentlich,
        bekanntgemacht=unterlage.sitzung.bekanntgemacht_am is not None,
    )


def check_bestaetigung(lage: Vorschlagslage, konto: Konto) -> list[Befund]:
    """Check that exactly this was proposed, by somebody else than whoever confirms."""
    if not lage.passt:
        return [Befund(VORSCHLAG_FEHLT, "§ 35 Abs. 1 GemO", Stufe.SPERRE)]
    return check_zweite_person(
        konto.auge,
        lage.vorschlagende,
        satz="Sie haben die Veröffentlichung vorgeschlagen und können sie nicht selbst bestätigen",
        bitte="bestätigen",
        andere=list_andere(Q(rolle=Rolle.SITZUNGSDIENST), lage.vorschlagende),
    )


def read_zweite_person(unterlage: Unterlage, konto: Konto) -> ZweitePerson:
    """Return what it still needs before it is public."""
    lage = read_lage(unterlage, konto, compute=lambda: compute_fingerabdruck(unterlage))
    # Without a proposal that fits the page says so itself, and offers to make one.
    befunde = tuple(check_bestaetigung(lage, konto)) if lage.passt else ()
    return ZweitePerson(
        lage=lage,
        is_noetig=not lage.passt,
        is_erlaubt=lage.passt and not befunde,
        befunde=befunde,
        andere=tuple(list_andere(Q(rolle=Rolle.SITZUNGSDIENST), lage.vorschlagende or [konto.auge])),
    )


def _lock(unterlage: Unterlage) -> Unterlage:
    gesperrt = Unterlage.objects.select_for_update(of=("self",))
    return gesperrt.select_related("datei", "top", "sitzung__gremium").get(pk=unterlage.pk)


def _record(akt: Akt, unterlage: Unterlage, *, konto: Konto, **daten: object) -> None:
    top = unterlage.top.bezeichnung if unterlage.top else ""
    record(akt, unterlage, konto=konto, sitzung=unterlage.sitzung.nummer, top=top, art=unterlage.art, **daten)
