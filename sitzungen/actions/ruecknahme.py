"""Taking back the result recorded last: for ten minutes, by whoever recorded it, and as a correction."""

import uuid
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from gremien.rules.befund import require
from journal.actions import record
from journal.enums import Akt
from konten.models import Konto
from sitzungen.actions.abstimmung import Ergebnis, check_stehendes, record_abstimmung
from sitzungen.enums import Sitzungsstatus
from sitzungen.models import Abstimmung, Sitzung, Tagesordnungspunkt
from sitzungen.rules.ablauf import RUECKNAHME_MINUTEN, check_ruecknahme
from vorlagen.actions.gremienweg import retract_votum
from vorlagen.enums import Ausgang

GRUND = "Beim Feststellen zurückgenommen"
"""Why a result was corrected that was taken back at once."""


def find_ruecknehmbare(sitzung: Sitzung, konto: Konto, *, jetzt: datetime) -> Abstimmung | None:
    """Return the result that ``konto`` recorded last in this sitting and may still take back."""
    return (
        Abstimmung.objects.valid()
        .filter(
            top__sitzung=sitzung,
            festgestellt_von=konto,
            festgestellt_am__gt=jetzt - timedelta(minutes=RUECKNAHME_MINUTEN),
        )
        .exclude(berichtigungsgrund=GRUND)
        .select_related("top")
        .order_by("-pk")
        .first()
    )


@transaction.atomic
def undo_abstimmung(abstimmung: Abstimmung, *, konto: Konto) -> Abstimmung:
    """Zurücknehmen: what stood before stands again, and where nothing did, the item waits for its result.

    The row stays, a further one says that it was taken back. Raises :class:`VorgangGesperrt` after ten minutes, for
    somebody else's result, once the sitting is closed, or if another result stands by now.
    """
    top = Tagesordnungspunkt.objects.select_for_update(of=("self",)).get(pk=abstimmung.top_id)
    befunde = check_ruecknahme(
        festgestellt=abstimmung.festgestellt_am,
        jetzt=timezone.now(),
        eigenes=abstimmung.festgestellt_von_id == konto.pk,
        laufend=top.sitzung.status == Sitzungsstatus.LAUFEND,
    )
    require([*befunde, *check_stehendes(top, abstimmung)])
    if abstimmung.berichtigt is not None and abstimmung.berichtigt.ausgang:
        return _restore(top, abstimmung.berichtigt, konto=konto, berichtigt=abstimmung)
    return _retract(top, konto=konto, berichtigt=abstimmung)


def _restore(top: Tagesordnungspunkt, fruehere: Abstimmung, *, konto: Konto, berichtigt: Abstimmung) -> Abstimmung:
    ergebnis = Ergebnis(
        ausgang=Ausgang(fruehere.ausgang),
        ja=fruehere.ja,
        gegenstimmen=fruehere.gegenstimmen,
        enthaltungen=fruehere.enthaltungen,
        befangen=fruehere.befangen,
        geaendert=fruehere.geaendert,
        wortlaut=fruehere.wortlaut,
        einsendung=uuid.uuid4(),
    )
    return record_abstimmung(
        top, ergebnis, konto=konto, berichtigt=berichtigt, grund=fruehere.grund, berichtigungsgrund=GRUND
    )


def _retract(top: Tagesordnungspunkt, *, konto: Konto, berichtigt: Abstimmung) -> Abstimmung:
    neu = Abstimmung.objects.create(
        top=top,
        ausgang="",
        anwesend=berichtigt.anwesend,
        anwesenheit_vollstaendig=berichtigt.anwesenheit_vollstaendig,
        berichtigt=berichtigt,
        berichtigungsgrund=GRUND,
        festgestellt_von=konto,
    )
    if top.abgesetzt_am is not None:
        top.abgesetzt_am = None
        top.save(update_fields=["abgesetzt_am"])
    if top.beratung is not None:
        retract_votum(top.beratung)
    record(
        Akt.BERICHTIGEN,
        top,
        konto=konto,
        abstimmung=neu.pk,
        top=top.bezeichnung,
        ausgang="",
        zurueckgenommen=berichtigt.pk,
        berichtigungsgrund=GRUND,
    )
    return neu
