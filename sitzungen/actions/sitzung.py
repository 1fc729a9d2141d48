"""Scheduling a sitting, announcing it, inviting to it, opening, closing and cancelling it."""

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Final

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from gremien.models import Gremium
from gremien.rules.befund import Befund, Stufe, require
from journal.actions import record
from journal.enums import Akt
from konten.models import Konto
from sitzungen.actions.nachlauf import follow_up_sitzung
from sitzungen.enums import Sitzungsstatus
from sitzungen.models import Sitzung, Sitzungszaehler
from sitzungen.rules.ablauf import check_eroeffnung, check_planung, check_zugang
from sitzungen.rules.fristen import check_einladungsfrist
from vorlagen.actions.gremienweg import release_beratungen
from vorlagen.models import Beratung

_ZU_EROEFFNEN: Final = (Sitzungsstatus.GEPLANT, Sitzungsstatus.EINGELADEN, Sitzungsstatus.BEENDET)


def draw_sitzungsnummer(gremium: Gremium, jahr: int) -> int:
    """Return the next number of the body and year, holding the counter's lock until the transaction ends."""
    Sitzungszaehler.objects.get_or_create(gremium=gremium, jahr=jahr)
    zaehler = Sitzungszaehler.objects.select_for_update().get(gremium=gremium, jahr=jahr)
    zaehler.zuletzt += 1
    zaehler.save(update_fields=["zuletzt"])
    return zaehler.zuletzt


@transaction.atomic
def plan_sitzung(
    gremium: Gremium,
    *,
    beginn: datetime,
    konto: Konto,
    ort: str = "",
    hinweis: str = "",
    bekanntmachen: bool = False,
    grund: str = "",
) -> Sitzung:
    """Ansetzen: schedule a sitting and draw its number.

    ``beginn`` is time-zone aware; one in the past needs ``grund``. It stays internal unless ``bekanntmachen`` puts it
    into the public calendar. Raises :class:`VorgangGesperrt`.
    """
    befunde = require(_check_beginn(beginn), grund=grund)
    jahr = timezone.localtime(beginn).year
    sitzung = Sitzung.objects.create(
        gremium=gremium,
        jahr=jahr,
        laufend=draw_sitzungsnummer(gremium, jahr),
        beginn=beginn,
        ort=ort or gremium.raum,
        hinweis=hinweis,
        bekanntgemacht_am=timezone.now() if bekanntmachen else None,
    )
    record(
        Akt.ANSETZEN,
        sitzung,
        konto=konto,
        nummer=sitzung.nummer,
        beginn=beginn.isoformat(),
        **_describe_uebergangene(befunde, grund),
    )
    return sitzung


def _check_beginn(beginn: datetime) -> list[Befund]:
    return check_planung(beginn=timezone.localtime(beginn), jetzt=timezone.localtime())


def _describe_uebergangene(befunde: Iterable[Befund], grund: str) -> dict[str, object]:
    """Return for the journal what was overridden and why; nothing where nothing was."""
    uebergangen = [befund.satz for befund in befunde if befund.stufe is Stufe.WARNUNG]
    return {"uebergangen": uebergangen, "grund": grund.strip()} if uebergangen else {}


@transaction.atomic
def reschedule_sitzung(
    sitzung: Sitzung, *, konto: Konto, beginn: datetime, ort: str, hinweis: str, grund: str = ""
) -> Sitzung:
    """Change day, place or remark of a sitting nobody was invited to yet; into the past only with ``grund``.

    Raises :class:`VorgangGesperrt`, also once it was opened or cancelled.
    """
    sitzung = Sitzung.objects.select_for_update().get(pk=sitzung.pk)
    befunde = []
    if sitzung.eingeladen_am:
        satz = "Zu dieser Sitzung wurde schon eingeladen. Bitte sagen Sie sie ab und setzen Sie eine neue an."
        befunde.append(Befund(satz, "§ 34 GemO", Stufe.SPERRE))
    elif sitzung.status != Sitzungsstatus.GEPLANT:
        befunde.append(_refuse_stand(sitzung))
    if timezone.localtime(beginn).year != sitzung.jahr:
        satz = "Die Sitzung würde in ein anderes Jahr fallen. Bitte sagen Sie sie ab und setzen Sie eine neue an."
        befunde.append(Befund(satz, "", Stufe.SPERRE, "beginn"))
    if beginn != sitzung.beginn:
        befunde += _check_beginn(beginn)
    bestanden = require(befunde, grund=grund)
    sitzung.beginn, sitzung.ort, sitzung.hinweis = beginn, ort, hinweis
    sitzung.save(update_fields=["beginn", "ort", "hinweis"])
    betroffen = Beratung.objects.filter(tops__in=sitzung.tops.filter(abgesetzt_am__isnull=True))
    betroffen.update(datum=timezone.localtime(beginn).date())
    record(
        Akt.ANSETZEN,
        sitzung,
        konto=konto,
        nummer=sitzung.nummer,
        beginn=beginn.isoformat(),
        verlegt=True,
        **_describe_uebergangene(bestanden, grund),
    )
    return sitzung


@transaction.atomic
def announce_sitzung(sitzung: Sitzung, *, konto: Konto) -> Sitzung:
    """Put the sitting into the public calendar, without its agenda. Raises :class:`VorgangGesperrt` once it is over."""
    sitzung = Sitzung.objects.select_for_update().get(pk=sitzung.pk)
    if sitzung.status in (Sitzungsstatus.BEENDET, Sitzungsstatus.ABGESAGT):
        require([_refuse_stand(sitzung)])
    if sitzung.bekanntgemacht_am is None:
        sitzung.bekanntgemacht_am = timezone.now()
        sitzung.save(update_fields=["bekanntgemacht_am"])
        record(Akt.VEROEFFENTLICHEN, sitzung, konto=konto, nummer=sitzung.nummer)
    return sitzung


@transaction.atomic
def invite_sitzung(
    sitzung: Sitzung, *, zugang: datetime, konto: Konto, dringlich_grund: str = "", grund: str = ""
) -> Sitzung:
    """Einladen: the invitation with the published agenda reaches members and Beigeordnete at ``zugang``.

    Not before the agenda was published, and on a past day only with ``grund``. R1 (§ 34 Abs. 3 GemO): four full
    calendar days, or urgency with a reason. Raises :class:`VorgangGesperrt`.
    """
    sitzung = Sitzung.objects.select_for_update().get(pk=sitzung.pk)
    befunde = require(_check_einladung(sitzung, zugang, dringlich_grund), grund=grund)
    sitzung.eingeladen_am, sitzung.dringlich_grund = zugang, dringlich_grund.strip()
    sitzung.status = Sitzungsstatus.EINGELADEN
    sitzung.save(update_fields=["eingeladen_am", "dringlich_grund", "status"])
    record(
        Akt.EINLADEN,
        sitzung,
        konto=konto,
        nummer=sitzung.nummer,
        zugang=zugang.isoformat(),
        dringlich=dringlich_grund.strip(),
        **_describe_uebergangene(befunde, grund),
    )
    return sitzung


def _check_einladung(sitzung: Sitzung, zugang: datetime, dringlich_grund: str) -> list[Befund]:
    if sitzung.eingeladen_am:
        return [Befund("Zu dieser Sitzung wurde schon eingeladen.", "", Stufe.SPERRE)]
    if sitzung.status != Sitzungsstatus.GEPLANT:
        return [_refuse_stand(sitzung)]
    beginn, zugang = timezone.localtime(sitzung.beginn), timezone.localtime(zugang)
    veroeffentlicht = sitzung.tagesordnung_veroeffentlicht_am
    return [
        *check_zugang(
            zugang=zugang,
            veroeffentlicht=timezone.localtime(veroeffentlicht) if veroeffentlicht else None,
            beginn=beginn,
            jetzt=timezone.localtime(),
        ),
        *check_einladungsfrist(
            zugang=zugang.date(),
            sitzungstag=beginn.date(),
            dringlich_grund=dringlich_grund,
            volle_tage=settings.EINLADUNGSFRIST_TAGE,
        ),
    ]


def _refuse_stand(sitzung: Sitzung) -> Befund:
    satz = f"Die Sitzung ist im Stand „{sitzung.get_status_display()}“; dieser Schritt ist jetzt nicht möglich."
    return Befund(satz, "", Stufe.SPERRE)


def _change_status(
    sitzung: Sitzung,
    *,
    konto: Konto,
    erlaubt: Collection[Sitzungsstatus],
    ziel: Sitzungsstatus,
    akt: Akt,
    **daten: object,
) -> Sitzung:
    sitzung = Sitzung.objects.select_for_update().get(pk=sitzung.pk)
    if sitzung.status not in erlaubt:
        require([_refuse_stand(sitzung)])
    sitzung.status = ziel
    sitzung.save(update_fields=["status"])
    record(akt, sitzung, konto=konto, nummer=sitzung.nummer, **daten)
    return sitzung


def check_eroeffnen(sitzung: Sitzung) -> list[Befund]:
    """Return what stands against opening the sitting now, or opening it again."""
    if sitzung.status not in _ZU_EROEFFNEN:
        return [_refuse_stand(sitzung)]
    return check_eroeffnung(
        beginn=timezone.localtime(sitzung.beginn),
        jetzt=timezone.localtime(),
        beendet=sitzung.status == Sitzungsstatus.BEENDET,
        bekanntgemacht=sitzung.bekanntgemacht_am is not None,
        veroeffentlicht=sitzung.is_veroeffentlicht,
        eingeladen=sitzung.eingeladen_am is not None,
    )


@transaction.atomic
def open_sitzung(sitzung: Sitzung, *, konto: Konto, grund: str = "") -> Sitzung:
    """Eröffnen, also again after closing by mistake.

    Without announcement and invitation, and again, only with ``grund``. Raises :class:`VorgangGesperrt`, also before
    the day of the sitting.
    """
    sitzung = Sitzung.objects.select_for_update().get(pk=sitzung.pk)
    befunde = require(check_eroeffnen(sitzung), grund=grund)
    return _change_status(
        sitzung,
        konto=konto,
        erlaubt=_ZU_EROEFFNEN,
        ziel=Sitzungsstatus.LAUFEND,
        akt=Akt.EROEFFNEN,
        **_describe_uebergangene(befunde, grund),
    )


@transaction.atomic
def close_sitzung(sitzung: Sitzung, *, konto: Konto) -> Sitzung:
    """Beenden: every item with a paper has a result or was struck, and every addition is published.

    Afterwards the agenda cannot change any more. Raises :class:`VorgangGesperrt`.
    """
    befunde = []
    offen = sitzung.tops.filter(beratung__isnull=False, abgesetzt_am__isnull=True, abstimmungen__isnull=True)
    if anzahl := offen.count():
        worte = "1 Tagesordnungspunkt hat" if anzahl == 1 else f"{anzahl} Tagesordnungspunkte haben"
        satz = f"{worte} noch kein Ergebnis. Bitte stellen Sie die Ergebnisse zuerst fest."
        befunde.append(Befund(satz, "§ 41 GemO", Stufe.SPERRE))
    if sitzung.tops.filter(nummer="", abgesetzt_am__isnull=True).exists():
        satz = "Ein Punkt ist noch nicht veröffentlicht. Bitte veröffentlichen Sie ihn oder setzen Sie ihn ab."
        befunde.append(Befund(satz, "§ 34 GemO", Stufe.SPERRE))
    require(befunde)
    erlaubt = (Sitzungsstatus.LAUFEND,)
    sitzung = _change_status(sitzung, konto=konto, erlaubt=erlaubt, ziel=Sitzungsstatus.BEENDET, akt=Akt.BEENDEN)
    follow_up_sitzung(sitzung, konto=konto)
    return sitzung


@transaction.atomic
def cancel_sitzung(sitzung: Sitzung, *, konto: Konto, grund: str) -> Sitzung:
    """Absagen: the sitting does not take place, and the stations on its agenda wait for another one.

    Raises :class:`VorgangGesperrt` once it has begun or a result is recorded.
    """
    befunde = []
    if not grund.strip():
        befunde.append(Befund("Bitte geben Sie an, warum die Sitzung ausfällt.", "", Stufe.SPERRE, "grund"))
    if sitzung.tops.filter(abstimmungen__isnull=False).exists():
        befunde.append(Befund("Zu dieser Sitzung gibt es schon Ergebnisse.", "", Stufe.SPERRE))
    require(befunde)
    offen = sitzung.tops.filter(abgesetzt_am__isnull=True)
    release_beratungen(Beratung.objects.filter(tops__in=offen))
    offen.update(abgesetzt_am=timezone.now(), abgesetzt_grund="Die Sitzung wurde abgesagt.")
    erlaubt = (Sitzungsstatus.GEPLANT, Sitzungsstatus.EINGELADEN)
    return _change_status(
        sitzung, konto=konto, erlaubt=erlaubt, ziel=Sitzungsstatus.ABGESAGT, akt=Akt.ABSAGEN, grund=grund.strip()
    )
