"""Documents that cannot be printed are tried once, not by every visitor anew."""

import logging
from collections.abc import Callable
from datetime import timedelta

from django.db import DatabaseError, transaction
from django.utils import timezone

from dokumente.druck.pdf import DruckFehler
from dokumente.models import Fehldruck

logger = logging.getLogger(__name__)


def try_once(schluessel: str, *, zweck: str, drucken: Callable[[], bytes]) -> bytes:
    """Return what ``drucken`` returns, unless this content failed before: then the same refusal at once.

    ``schluessel`` stands for the content and the program. Only a failure that lies in the text is remembered; a busy or
    broken machine gets another try.

    :raises DruckFehler: as ``drucken`` does or did.
    """
    satz = Fehldruck.objects.filter(schluessel=schluessel).values_list("satz", flat=True).first()
    if satz is not None:
        raise DruckFehler(satz, am_text=True)
    try:
        return drucken()
    except DruckFehler as fehler:
        if fehler.am_text:
            _remember(schluessel, zweck, str(fehler))
        raise


def forget_fehldrucke(*, aelter_als: timedelta = timedelta(0)) -> int:
    """Have documents tried again that failed longer ago than that; return how many."""
    anzahl, _ = Fehldruck.objects.filter(created_at__lte=timezone.now() - aelter_als).delete()
    return anzahl


def _remember(schluessel: str, zweck: str, satz: str) -> None:
    try:
        with transaction.atomic():
            Fehldruck.objects.get_or_create(schluessel=schluessel, defaults={"zweck": zweck, "satz": satz})
    except DatabaseError:
        logger.exception("Fehldruck nicht vermerkt: %s", zweck)
