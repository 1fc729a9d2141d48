"""Scheduling a sitting, inviting to it, opening and closing it, and who was there."""

from collections.abc import Collection
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from gremien.models import Gremium, Mitgliedschaft
from gremien.rules.befund import Befund, Stufe, require
from journal.actions import record
from journal.enums import Akt
from konten.models import Konto
from sitzungen.enums import Sitzungsstatus
from sitzungen.models import Anwesenheit, Sitzung, Sitzungszaehler
from sitzungen.rules.fristen import check_einladungsfrist
from vorlagen.actions.gremienweg import release_beratungen
from vorlagen.models import Beratung


def draw_sitzungsnummer(gremium: Gremium, jahr: int) -> int:
    """Return the next number of the body and year, holding the counter's lock until the transaction ends."""
    Sitzungszaehler.objects.get_or_create(gremium=gremium, jahr=jahr)
    zaehler = Sitzungszaehler.objects.select_for_update().get(gremium=gremium, jahr=jahr)
    zaehler.stand += 1
    zaehler.save(update_fields=["stand"])
    return zaehler.stand


@transaction.atomic
def plan_sitzung(
    gremium: Gremium, *, beginn: datetime, konto: Konto, ort: str = "", hinweis: str = "", bekanntmachen: bool = False
) -> Sitzung:
    """Ansetzen: schedule a sitting and draw its number.

    ``beginn`` is time-zone aware. It stays internal unless ``bekanntmachen`` puts it into the public calendar.
    """
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
    record(Akt.ANSETZEN, sitzung, konto=konto, nummer=sitzung.nummer, beginn=beginn.isoformat())
    return sitzung


@transaction.atomic
def reschedule_sitzung(sitzung: Sitzung, *, konto: Konto, beginn: datetime, ort: str, hinweis: str) -> Sitzung:
    """Change day, place or remark of a sitting nobody was invited to yet. Raises :class:`VorgangGesperrt`."""
    sitzung = Sitzung.objects.select_for_update().get(pk=sitzung.pk)
    if sitzung.eingeladen_am:
        satz = "Zu dieser Sitzung wurde schon eingeladen. Bitte sagen Sie sie ab und setzen Sie eine neue an."
        require([Befund(satz, "§ 34 GemO", Stufe.SPERRE)])
    if timezone.localtime(beginn).year != sitzung.jahr:
        satz = "Die Sitzung würde in ein anderes Jahr fallen. Bitte sagen Sie sie ab und setzen Sie eine neue an."
        require([Befund(satz, "", Stufe.SPERRE, "beginn")])
    sitzung.beginn, sitzung.ort, sitzung.hinweis = beginn, ort, hinweis
    sitzung.save(update_fields=["beginn", "ort", "hinweis"])
    betroffen = Beratung.objects.filter(tops__in=sitzung.tops.filter(abgesetzt_am__isnull=True))
    betroffen.update(datum=timezone.localtime(beginn).date())
    record(Akt.ANSETZEN, sitzung, konto=konto, nummer=sitzung.nummer, beginn=beginn.isoformat(), verlegt=True)
    return sitzung


@transaction.atomic
def announce_sitzung(sitzung: Sitzung, *, konto: Konto) -> Sitzung:
    """Put the sitting into the public calendar, without its agenda."""
    sitzung = Sitzung.objects.select_for_update().get(pk=sitzung.pk)
    if sitzung.bekanntgemacht_am is None:
        sitzung.bekanntgemacht_am = timezone.now()
        sitzung.save(update_fields=["bekanntgemacht_am"])
        record(Akt.VEROEFFENTLICHEN, sitzung, konto=konto, nummer=sitzung.nummer)
    return sitzung


@transaction.atomic
def invite_sitzung(sitzung: Sitzung, *, zugang: datetime, konto: Konto, dringlich_grund: str = "") -> Sitzung:
    """Einladen: the invitation with the published agenda reaches members and Beigeordnete at ``zugang``.

    R1 (§ 34 Abs. 3 GemO): four full calendar days, or urgency with a reason. Raises :class:`VorgangGesperrt`.
    """
    sitzung = Sitzung.objects.select_for_update().get(pk=sitzung.pk)
    befunde: list[Befund] = []
    if sitzung.eingeladen_am:
        befunde.append(Befund("Zu dieser Sitzung wurde schon eingeladen.", "", Stufe.SPERRE))
    if not sitzung.is_veroeffentlicht:
        satz = "Die Einladung braucht die Tagesordnung. Bitte veröffentlichen Sie diese zuerst."
        befunde.append(Befund(satz, "§ 34 Abs. 2 GemO", Stufe.SPERRE))
    befunde += check_einladungsfrist(
        zugang=timezone.localtime(zugang).date(),
        sitzungstag=timezone.localtime(sitzung.beginn).date(),
        dringlich_grund=dringlich_grund,
        volle_tage=settings.EINLADUNGSFRIST_TAGE,
    )
    if zugang >= sitzung.beginn:
        befunde.append(Befund("Die Einladung muss vor Beginn der Sitzung zugehen.", "", Stufe.SPERRE, "zugang"))
    require(befunde)
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
    )
    return sitzung


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
        satz = f"Die Sitzung ist im Stand „{sitzung.get_status_display()}“; dieser Schritt ist jetzt nicht möglich."
        require([Befund(satz, "", Stufe.SPERRE)])
    sitzung.status = ziel
    sitzung.save(update_fields=["status"])
    record(akt, sitzung, konto=konto, nummer=sitzung.nummer, **daten)
    return sitzung


@transaction.atomic
def open_sitzung(sitzung: Sitzung, *, konto: Konto) -> Sitzung:
    """Eröffnen, also again after closing by mistake. Raises :class:`VorgangGesperrt`."""
    erlaubt = (Sitzungsstatus.GEPLANT, Sitzungsstatus.EINGELADEN, Sitzungsstatus.BEENDET)
    return _change_status(sitzung, konto=konto, erlaubt=erlaubt, ziel=Sitzungsstatus.LAUFEND, akt=Akt.EROEFFNEN)


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
    if sitzung.tops.filter(nummer="").exists():
        satz = "Ein Punkt ist noch nicht veröffentlicht. Bitte veröffentlichen Sie ihn oder setzen Sie ihn ab."
        befunde.append(Befund(satz, "§ 34 GemO", Stufe.SPERRE))
    require(befunde)
    erlaubt = (Sitzungsstatus.LAUFEND,)
    return _change_status(sitzung, konto=konto, erlaubt=erlaubt, ziel=Sitzungsstatus.BEENDET, akt=Akt.BEENDEN)


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


@transaction.atomic
def record_anwesenheit(
    sitzung: Sitzung, *, anwesende: Collection[int], konto: Konto, vollstaendig: bool = True
) -> Sitzung:
    """Record who is there: ``anwesende`` are keys of Person among the body's members on that day; the rest is absent.

    Raises :class:`VorgangGesperrt` for somebody who holds no seat.
    """
    sitzung = Sitzung.objects.select_for_update().get(pk=sitzung.pk)
    tag = timezone.localtime(sitzung.beginn).date()
    sitze = list(Mitgliedschaft.objects.gueltig_am(tag).filter(gremium=sitzung.gremium_id))
    if set(anwesende) - {sitz.person_id for sitz in sitze}:
        satz = "Mindestens eine der angegebenen Personen gehört dem Gremium an diesem Tag nicht an."
        require([Befund(satz, "", Stufe.SPERRE, "anwesende")])
    Anwesenheit.objects.filter(sitzung=sitzung).delete()
    Anwesenheit.objects.bulk_create(
        Anwesenheit(
            sitzung=sitzung,
            person_id=sitz.person_id,
            anwesend=sitz.person_id in anwesende,
            stimmberechtigt=sitz.stimmberechtigt,
        )
        for sitz in sitze
    )
    sitzung.anwesenheit_vollstaendig = vollstaendig
    sitzung.save(update_fields=["anwesenheit_vollstaendig"])
    record(
        Akt.ANWESENHEIT,
        sitzung,
        konto=konto,
        nummer=sitzung.nummer,
        anwesend=len(set(anwesende)),
        vollstaendig=vollstaendig,
    )
    return sitzung
