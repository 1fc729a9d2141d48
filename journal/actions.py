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
    Kopf.objects.get_or_create(pk=1)
    kopf = Kopf.objects.select_for_update().get(pk=1)
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
    kopf.laufend, kopf.pruefsumme = eintrag.laufend, eintrag.pruefsumme
    kopf.save(update_fields=["laufend", "pruefsumme"])
    return eintrag
