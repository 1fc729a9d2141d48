"""Texts about decisions that one person writes and another one releases."""

import hashlib
from typing import Any, TypeVar

from django.db.models import Max
from django.utils import timezone

from gremien.rules.befund import Befund, Stufe, VorgangGesperrt, require
from konten.actions.vorschlag import NICHT_OFFEN, close_vorschlag, find_vorschlag, propose
from konten.models import Konto
from konten.rules.vier_augen import check_person, check_zweite_person
from nachbereitung.models.freigabetext import Freigabetext
from sitzungen.models import Tagesordnungspunkt

T = TypeVar("T", bound=Freigabetext)


def compute_fingerabdruck(zeile: Freigabetext) -> str:
    """Return the SHA-256 (64 hex digits) of exactly what would become public."""
    return hashlib.sha256(zeile.text.encode()).hexdigest()


def add_zeile(modell: type[T], top: Tagesordnungspunkt, *, konto: Konto, **felder: Any) -> T:
    """Write the next row about this item, which the caller has locked; what waited for a second person no longer does.

    Raises :class:`VorgangGesperrt` for an account that is nobody's.
    """
    require(check_person(konto.auge))
    bisher = modell._default_manager.filter(top=top.pk)
    for zeile in bisher.filter(freigegeben_am__isnull=True):
        close_vorschlag(zeile, konto=konto, fingerabdruck="")
    letzte = bisher.aggregate(letzte=Max("nummer", default=0))["letzte"]
    return modell._default_manager.create(
        top_id=top.pk,
        nummer=letzte + 1,
        konto=konto,
        person_id=konto.person_id,
        geschrieben_am=timezone.now(),
        **felder,
    )


def propose_zeile(zeile: Freigabetext, *, konto: Konto) -> None:
    """Put a row before a second person."""
    propose(zeile, konto=konto, fingerabdruck=compute_fingerabdruck(zeile))


def check_freigabe(zeile: Freigabetext, konto: Konto, andere: list[str]) -> list[Befund]:
    """Check that a second person releases it, and that it still waits; ``andere`` could do it instead."""
    if find_vorschlag(zeile) is None:
        return [Befund(NICHT_OFFEN, "", Stufe.SPERRE)]
    satz = "Sie haben den Wortlaut selbst geschrieben"
    return check_zweite_person(konto.auge, zeile.augen, satz=satz, bitte="freigeben", andere=andere)


def release_zeile(zeile: T, *, konto: Konto, andere: list[str]) -> tuple[T, str]:
    """Release a row inside the act of the caller, which journals it; return it, and the login that wrote it.

    Raises :class:`VorgangGesperrt`.
    """
    zeile = type(zeile)._default_manager.select_for_update(of=("self",)).select_related("konto", "top").get(pk=zeile.pk)
    if zeile.is_freigegeben:
        raise VorgangGesperrt([Befund("Der Wortlaut ist schon freigegeben.", "", Stufe.SPERRE)])
    require(check_freigabe(zeile, konto, andere))
    zeile.freigegeben_am, zeile.freigegeben_von = timezone.now(), konto
    zeile.freigegeben_person_id = konto.person_id
    zeile.save(update_fields=["freigegeben_am", "freigegeben_von", "freigegeben_person"])
    return zeile, close_vorschlag(zeile, konto=konto, fingerabdruck=compute_fingerabdruck(zeile))
