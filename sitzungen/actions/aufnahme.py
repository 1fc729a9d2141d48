"""The vote on an urgent item that was not announced in time: added, or not (§ 34 Abs. 7 GemO)."""

from django.db import transaction
from django.utils import timezone

from gremien.rules.befund import Befund, Stufe, require
from journal.actions import record
from journal.enums import Akt
from konten.models import Konto
from sitzungen.actions.anwesenheit import count_anwesende
from sitzungen.enums import Sitzungsstatus
from sitzungen.models import Sitzung, Tagesordnungspunkt
from sitzungen.rules.ablauf import check_berichtigungsgrund, check_eroeffnet
from sitzungen.rules.tagesordnung import check_aufnahme, check_beschlussreife
from vorlagen.actions.gremienweg import release_beratungen, schedule_beratung
from vorlagen.models import Beratung

ABGELEHNT_GRUND = "Die Aufnahme in die Tagesordnung wurde abgelehnt."


def stand_auf_tagesordnung(top: Tagesordnungspunkt) -> bool:
    """Return whether the item was announced in time, with the agenda or a Nachtrag, so that nobody votes on adding it.

    Urgency is kept only with what was not (``publish_tagesordnung``), and what was voted on was not either.
    """
    return bool(top.nummer) and not top.nachtrag_grund and top.aufnahme_ja is None


def check_aufgenommen(top: Tagesordnungspunkt) -> list[Befund]:
    """Return what stands against a result because the item was not on the published agenda (R8)."""
    return check_beschlussreife(
        auf_bekanntgemachter_to=stand_auf_tagesordnung(top), aufnahme_beschlossen=top.is_aufgenommen
    )


def is_anderswo_aufgesetzt(top: Tagesordnungspunkt) -> bool:
    """Return whether the station, open again since the item left the agenda, has found another one."""
    if top.beratung_id is None:
        return False
    andere = Tagesordnungspunkt.objects.filter(beratung=top.beratung_id, abgesetzt_am__isnull=True)
    return andere.exclude(pk=top.pk).exists()


def admit_top(top: Tagesordnungspunkt, *, ja: int, konto: Konto, berichtigungsgrund: str = "") -> Tagesordnungspunkt:
    """Aufnehmen: record the vote that adds an urgent item, two thirds of those present (§ 34 Abs. 7 GemO).

    Called again it corrects the vote, also one that was recorded as lost; this needs ``berichtigungsgrund``. Raises
    :class:`VorgangGesperrt` if attendance is missing or the vote fell short.
    """
    return _record_aufnahme(top, ja=ja, aufgenommen=True, konto=konto, berichtigungsgrund=berichtigungsgrund)


def reject_top(top: Tagesordnungspunkt, *, ja: int, konto: Konto, berichtigungsgrund: str = "") -> Tagesordnungspunkt:
    """Aufnahme ablehnen: record the vote that fell short of two thirds; the item is closed, its paper waits again.

    Called again it corrects the vote; this needs ``berichtigungsgrund``. Raises :class:`VorgangGesperrt` if
    attendance is missing, the vote was carried, or the item has a result.
    """
    return _record_aufnahme(top, ja=ja, aufgenommen=False, konto=konto, berichtigungsgrund=berichtigungsgrund)


@transaction.atomic
def _record_aufnahme(
    top: Tagesordnungspunkt, *, ja: int, aufgenommen: bool, konto: Konto, berichtigungsgrund: str
) -> Tagesordnungspunkt:
    sitzung = Sitzung.objects.select_for_update().get(pk=top.sitzung_id)
    top = Tagesordnungspunkt.objects.select_for_update(of=("self",)).get(pk=top.pk)
    bisher = top.aufnahme_ja
    if bisher == ja and top.is_aufgenommen == aufgenommen:
        return top
    anwesend = count_anwesende(sitzung)
    befunde = [
        *_check_lage(sitzung, top, aufgenommen),
        *check_aufnahme(ja=ja, anwesend=anwesend, aufgenommen=aufgenommen),
    ]
    if bisher is not None:
        befunde += check_berichtigungsgrund(berichtigungsgrund, berichtigt="die Berichtigung")
    require(befunde)
    top.aufnahme_ja, top.aufnahme_anwesend = ja, anwesend
    _apply_aufnahme(sitzung, top, aufgenommen)
    record(
        Akt.AUFSETZEN if aufgenommen else Akt.AUFNAHME_ABLEHNEN,
        top,
        konto=konto,
        sitzung=sitzung.nummer,
        top=top.bezeichnung,
        aufnahme_ja=ja,
        anwesend=anwesend,
        bisher=bisher,
        berichtigungsgrund=berichtigungsgrund.strip() if bisher is not None else "",
    )
    return top


def _check_lage(sitzung: Sitzung, top: Tagesordnungspunkt, aufgenommen: bool) -> list[Befund]:
    """Return what stands against recording the vote because of where sitting and item are."""
    befunde = check_eroeffnet(Sitzungsstatus(sitzung.status))
    if stand_auf_tagesordnung(top):
        satz = "Der Punkt stand auf der bekannt gemachten Tagesordnung; über seine Aufnahme wird nicht abgestimmt."
        befunde.append(Befund(satz, "§ 34 Abs. 7 GemO", Stufe.SPERRE))
    if sitzung.status == Sitzungsstatus.BEENDET and aufgenommen != top.is_aufgenommen:
        satz = "Die Sitzung ist beendet. Bitte eröffnen Sie sie wieder, um die Aufnahme anders festzustellen."
        befunde.append(Befund(satz, "§ 41 Abs. 1 GemO", Stufe.SPERRE))
    if not aufgenommen and top.abstimmungen.valid().exists():
        befunde.append(Befund("Zu diesem Punkt gibt es schon ein Ergebnis.", "", Stufe.SPERRE))
    elif top.abgesetzt_am is not None and not top.is_abgelehnt and not top.abstimmungen.valid().exists():
        befunde.append(Befund("Der Punkt ist abgesetzt.", "", Stufe.SPERRE))
    if aufgenommen and top.is_abgelehnt and is_anderswo_aufgesetzt(top):
        satz = "Die Vorlage steht inzwischen auf einer anderen Tagesordnung. Bitte nehmen Sie sie dort zuerst herunter."
        befunde.append(Befund(satz, "", Stufe.SPERRE))
    return befunde


def _apply_aufnahme(sitzung: Sitzung, top: Tagesordnungspunkt, aufgenommen: bool) -> None:
    """Store the vote; an item that was not added is closed, one added after all is open again."""
    if not aufgenommen and top.abgesetzt_am is None:
        top.abgesetzt_am, top.abgesetzt_grund = timezone.now(), ABGELEHNT_GRUND
        release_beratungen(Beratung.objects.filter(tops=top))
    elif aufgenommen and top.abgesetzt_grund == ABGELEHNT_GRUND:
        top.abgesetzt_am, top.abgesetzt_grund = None, ""
    top.save(update_fields=["aufnahme_ja", "aufnahme_anwesend", "abgesetzt_am", "abgesetzt_grund"])
    if aufgenommen and top.beratung is not None and not top.beratung.aufgesetzt and top.abgesetzt_am is None:
        schedule_beratung(top.beratung, sitzung.tag)
