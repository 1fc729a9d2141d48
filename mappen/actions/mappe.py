"""Ordering a packet and taking the order back."""

from datetime import datetime
from functools import partial

from django.db import transaction
from django.utils import timezone

from gremien.rules.befund import Befund, Stufe, VorgangGesperrt
from konten.models import Konto
from mappen.documents.auswahl import require_umfang, resolve_seit
from mappen.documents.empfaenger import MappeVerweigert, require_agenda
from mappen.documents.wahl import Mappenwahl
from mappen.enums import Mappenstatus, Umfang
from mappen.models import Mappe
from mappen.querysets import build_leser
from mappen.tasks.binden import bind_sitzungsmappe
from mappen.tasks.lauf import choice_of
from sitzungen.models import Sitzung


def order_mappe(sitzung: Sitzung, wahl: Mappenwahl, *, konto: Konto) -> Mappe:
    """Have a packet bound in the background; who orders the same again gets the order that is open already.

    Raises :class:`VorgangGesperrt` when it is clear beforehand that there is no such packet.
    """
    mappe = Mappe(
        sitzung=sitzung,
        fuer=wahl.fuer,
        umfang=wahl.umfang,
        seit=_resolve(sitzung, wahl),
        mit_anlagen=wahl.mit_anlagen,
        duplex=wahl.duplex,
        form=wahl.form,
        bestellt_von=konto,
    )
    with transaction.atomic():
        # Two presses of the same button queue here.
        Sitzung.objects.select_for_update().get(pk=sitzung.pk)
        gleiche = Mappe.objects.filter(**choice_of(mappe))
        offen = gleiche.open().first()
        if offen is not None:
            return offen
        gleiche.filter(status__in=[Mappenstatus.FEHLGESCHLAGEN, Mappenstatus.ABGEBROCHEN], pruefsumme="").delete()
        mappe.save()
        transaction.on_commit(partial(bind_sitzungsmappe.enqueue, mappe.pk))
    return mappe


def cancel_mappe(mappe: Mappe) -> bool:
    """Take an open order back and return whether it still was open; who works on it notices and stops."""
    jetzt = timezone.now()
    return bool(
        Mappe.objects.open().filter(pk=mappe.pk).update(status=Mappenstatus.ABGEBROCHEN, schritt="", beendet_am=jetzt)
    )


def _resolve(sitzung: Sitzung, wahl: Mappenwahl) -> datetime | None:
    try:
        require_agenda(sitzung, build_leser(wahl.fuer, sitzung.gremium_id))
        require_umfang(wahl)
        return resolve_seit(sitzung, wahl) if wahl.umfang is Umfang.NEUES else None
    except MappeVerweigert as fehler:
        raise VorgangGesperrt([Befund(str(fehler), "", Stufe.SPERRE)]) from fehler
