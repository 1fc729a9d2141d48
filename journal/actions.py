"""The one way to write into the journal."""

from typing import Any, Protocol

from django.db import models, transaction
from django.utils import timezone

from journal.enums import Akt
from journal.kette import compute_pruefsumme
from journal.models import Eintrag, Kopf
from journal.nachweis import collect_nachweise


class Handelnder(Protocol):
    """Whoever acts: anything with a key and a login name."""

    pk: Any

    def get_username(self) -> str:
        """Return the login name."""


def record(akt: Akt, objekt: models.Model, *, konto: Handelnder | None, **daten: object) -> Eintrag:
    """Append one row for a legal act inside the caller's transaction, when everything it changes is written.

    ``konto`` is None for acts of the system itself (an import on the command line). ``daten`` must be plain
    JSON without floats. Raises ``TransactionManagementError`` outside a transaction: act and row live or
    die together.
    """
    if not transaction.get_connection().in_atomic_block:
        raise transaction.TransactionManagementError("journal.record braucht eine laufende Transaktion.")
    kopf = _lock_kopf()
    eintrag = Eintrag(
        laufend=kopf.laufend + 1,
        zeitpunkt=timezone.now(),
        akt=akt,
        objekt_art=objekt._meta.label_lower,
        objekt_id=str(objekt.pk),
        konto_id=konto.pk if konto else None,
        konto_name=konto.get_username() if konto else "",
        daten=daten,
        nachweise=collect_nachweise(akt, objekt),
        vorgaenger=kopf.pruefsumme,
    )
    eintrag.pruefsumme = compute_pruefsumme(eintrag)
    eintrag.save(force_insert=True)
    Kopf.objects.filter(pk=kopf.pk).update(laufend=eintrag.laufend, pruefsumme=eintrag.pruefsumme)
    return eintrag


def _lock_kopf() -> Kopf:
    """Return the head, locked; the first act of all makes it."""
    sperre = Kopf.objects.select_for_update()
    try:
        return sperre.get(pk=1)
    except Kopf.DoesNotExist:
        Kopf.objects.get_or_create(pk=1)
        return sperre.get(pk=1)
