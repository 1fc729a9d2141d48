"""Scheduling a sitting, announcing it, inviting to it, opening, closing and cancelling it."""

from collections.abc import Collection, Iterable, Sequence
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
from sitzungen.actions.einladung import list_empfaenger, write_einladungen
from sitzungen.actions.nachlauf import follow_up_sitzung
from sitzungen.actions.nachrichten import tell_absage
from sitzungen.enums import Einladungsweg, Sitzungsstatus
from sitzungen.models import Abstimmung, Sitzung, Sitzungszaehler
from sitzungen.rules.ablauf import check_eroeffnung, check_planung, check_zugang
from sitzungen.rules.einladung import check_zugaenge
from sitzungen.rules.jahresplan import check_ende
from vorlagen.actions.gremienweg import release_beratungen
from vorlagen.models import Beratung

SCHON_EINGELADEN: Final = Befund(
    "Zu dieser Sitzung wurde schon eingeladen. Bitte sagen Sie sie ab und setzen Sie eine neue an.",
    "§ 34 GemO",
    Stufe.SPERRE,
)
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
    ende: datetime | None = None,
    ort: str = "",
    hinweis: str = "",
    bekanntmachen: bool = False,
    grund: str = "",
) -> Sitzung:
    """Ansetzen: schedule a sitting and draw its number.

    ``beginn`` is time-zone aware; one in the past needs ``grund``. ``ende`` is when it is expected to end. It stays
    internal unless ``bekanntmachen`` puts it into the public calendar. Raises :class:`VorgangGesperrt`.
    """
    befunde = require([*_check_beginn(beginn), *check_ende(beginn=beginn, ende=ende)], grund=grund)
    jahr = timezone.localtime(beginn).year
    sitzung = Sitzung.objects.create(
        gremium=gremium,
        jahr=jahr,
        laufend=draw_sitzungsnummer(gremium, jahr),
        beginn=beginn,
        ende=ende,
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
    sitzung: Sitzung,
    *,
    konto: Konto,
    beginn: datetime,
    ort: str,
    hinweis: str,
    ende: datetime | None = None,
    grund: str = "",
) -> Sitzung:
    """Change day, end, place or remark of a sitting nobody was invited to yet; into the past only with ``grund``.

    Raises :class:`VorgangGesperrt`, also once it was opened or cancelled.
    """
    sitzung = Sitzung.objects.select_for_update().get(pk=sitzung.pk)
    befunde = check_ende(beginn=beginn, ende=ende)
    if sitzung.eingeladen_am:
        befunde.append(SCHON_EINGELADEN)
    elif sitzung.status != Sitzungsstatus.GEPLANT:
        befunde.append(_refuse_stand(sitzung))
    if timezone.localtime(beginn).year != sitzung.jahr:
        satz = "Die Sitzung würde in ein anderes Jahr fallen. Bitte sagen Sie sie ab und setzen Sie eine neue an."
        befunde.append(Befund(satz, "", Stufe.SPERRE, "beginn"))
    if beginn != sitzung.beginn:
        befunde += _check_beginn(beginn)
    bestanden = require(befunde, grund=grund)
    sitzung.beginn, sitzung.ende, sitzung.ort, sitzung.hinweis = beginn, ende, ort, hinweis
    sitzung.save(update_fields=["beginn", "ende", "ort", "hinweis"])
    aufgesetzte = sitzung.tops.filter(abgesetzt_am__isnull=True)
    Beratung.objects.filter(tops__in=aufgesetzte).update(datum=timezone.localtime(beginn).date())
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
    sitzung: Sitzung,
    *,
    zugang: datetime,
    konto: Konto,
    per_mail: bool = False,
    dringlich_grund: str = "",
    grund: str = "",
) -> Sitzung:
    """Einladen: each member of that day and the Stadtvorstand, with the published agenda.

    With ``per_mail`` whoever has an address is written to now; the others have it on paper at ``zugang``. Not before
    the agenda was published, and on a past day only with ``grund``. R1 (§ 34 Abs. 3 GemO), for each of them: four
    full calendar days, or urgency with a reason. The sitting keeps by when everybody has it. Raises
    :class:`VorgangGesperrt`.
    """
    sitzung = Sitzung.objects.select_for_update().get(pk=sitzung.pk)
    empfaenger, jetzt = list_empfaenger(sitzung), timezone.now()
    zugaenge = [
        (str(einer.person), jetzt if einer.weg(per_mail=per_mail) is Einladungsweg.MAIL else zugang)
        for einer in empfaenger
    ]
    befunde = require(_check_einladung(sitzung, zugaenge, zugang, dringlich_grund), grund=grund)
    sitzung.eingeladen_am = max((wann for _, wann in zugaenge), default=zugang)
    sitzung.dringlich_grund = dringlich_grund.strip()
    sitzung.status = Sitzungsstatus.EINGELADEN
    sitzung.save(update_fields=["eingeladen_am", "dringlich_grund", "status"])
    einladungen = write_einladungen(sitzung, empfaenger, per_mail=per_mail, zugang=zugang, konto=konto)
    record(
        Akt.EINLADEN,
        sitzung,
        konto=konto,
        nummer=sitzung.nummer,
        zugang=sitzung.eingeladen_am.isoformat(),
        eingeladen=len(einladungen),
        davon_per_mail=sum(einladung.weg == Einladungsweg.MAIL for einladung in einladungen),
        dringlich=dringlich_grund.strip(),
        **_describe_uebergangene(befunde, grund),
    )
    return sitzung


def _check_einladung(
    sitzung: Sitzung, zugaenge: Sequence[tuple[str, datetime]], sonst: datetime, dringlich_grund: str
) -> list[Befund]:
    if sitzung.eingeladen_am:
        return [Befund("Zu dieser Sitzung wurde schon eingeladen.", "", Stufe.SPERRE)]
    if sitzung.status != Sitzungsstatus.GEPLANT:
        return [_refuse_stand(sitzung)]
    beginn = timezone.localtime(sitzung.beginn)
    veroeffentlicht = sitzung.tagesordnung_veroeffentlicht_am
    befunde = [
        befund
        for zugang in sorted({wann for _, wann in zugaenge} or {sonst})
        for befund in check_zugang(
            zugang=timezone.localtime(zugang),
            veroeffentlicht=timezone.localtime(veroeffentlicht) if veroeffentlicht else None,
            beginn=beginn,
            jetzt=timezone.localtime(),
        )
    ]
    return [
        *dict.fromkeys(befunde),
        *check_zugaenge(
            [(name, timezone.localtime(wann).date()) for name, wann in zugaenge],
            sonst=timezone.localtime(sonst).date(),
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
    entschieden = Abstimmung.objects.valid().filter(top__sitzung=sitzung).values("top")
    offen = sitzung.tops.filter(beratung__isnull=False, abgesetzt_am__isnull=True).exclude(pk__in=entschieden)
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

    Whoever was invited and has an address is written to.

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
    for einladung in sitzung.einladungen.with_adresse().select_related("konto"):
        if einladung.konto is not None:
            tell_absage(sitzung, einladung.konto)
    erlaubt = (Sitzungsstatus.GEPLANT, Sitzungsstatus.EINGELADEN)
    return _change_status(
        sitzung, konto=konto, erlaubt=erlaubt, ziel=Sitzungsstatus.ABGESAGT, akt=Akt.ABSAGEN, grund=grund.strip()
    )
