"""Writing a mail: a row in the transaction of the act it tells of, sent by the worker once that is committed."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Final
from uuid import uuid4

from django.conf import settings
from django.contrib.auth.models import AbstractUser
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from post.enums import PFLICHT, Anlass
from post.models import Abbestellung, Nachricht
from post.tasks import enqueue_zustellung
from post.versand.brief import OHNE_ADRESSE

_angehalten: ContextVar[bool] = ContextVar("post_angehalten", default=False)
LAENGE: Final = Nachricht._meta.get_field("gegenstand").max_length or 0


@contextmanager
def hold_post() -> Iterator[None]:
    """Write to nobody inside: what is entered here happened long ago, and everybody knows."""
    vorher = _angehalten.set(True)
    try:
        yield
    finally:
        _angehalten.reset(vorher)


def write_nachricht(
    anlass: Anlass,
    *,
    konto: AbstractUser | None,
    gegenstand: str,
    satz: str,
    ziel: str,
    adresse: str = "",
    kennung: str = "",
    anlage: str = "",
) -> Nachricht | None:
    """Write one mail to ``konto``, or to a plain ``adresse``, inside the transaction of what it tells of.

    ``gegenstand`` and ``satz`` travel unsealed: neither may say anything of a paper but its number and its kind.
    ``ziel`` is the path of the page it leads to; ``anlage`` names the file that ``POST_ANLAGEN`` makes for this kind
    when it is sent. A second call with the same ``kennung`` writes nothing. Returns
    None if this account does not want mails of this kind. Whoever has no address gets a row that says so. Raises
    ``TransactionManagementError`` outside a transaction.
    """
    if not transaction.get_connection().in_atomic_block:
        raise transaction.TransactionManagementError("write_nachricht braucht eine laufende Transaktion.")
    if _angehalten.get() or (konto is not None and is_abbestellt(konto, anlass)):
        return None
    inhalt = {"anlass": anlass, "gegenstand": gegenstand[:LAENGE], "satz": satz, "ziel": ziel, "anlage": anlage}
    empfaenger = {"konto_id": konto.pk} if konto is not None else {"adresse": adresse}
    nachricht, is_neu = Nachricht.objects.get_or_create(
        message_id=build_message_id(kennung or uuid4().hex),
        defaults=inhalt | empfaenger | _build_stand(is_ohne_adresse=konto is not None and not konto.email),
    )
    if is_neu and not nachricht.gescheitert:
        transaction.on_commit(enqueue_zustellung, robust=True)
    return nachricht


def _build_stand(*, is_ohne_adresse: bool) -> dict[str, object]:
    jetzt = timezone.now()
    if is_ohne_adresse:
        return {"angelegt_am": jetzt, "gescheitert": True, "fehler": OHNE_ADRESSE}
    return {"angelegt_am": jetzt, "naechster_versuch": jetzt}


def is_abbestellt(konto: AbstractUser, anlass: Anlass) -> bool:
    """Return whether this account does not want mails of this kind."""
    return anlass not in PFLICHT and Abbestellung.objects.filter(konto=konto.pk, anlass=anlass).exists()


def build_message_id(kennung: str) -> str:
    """Return the Message-ID of the mail with this key, which every attempt bears."""
    return f"<{kennung}@{settings.POST_ABSENDER.domain}>"


@transaction.atomic
def deliver_again(nachrichten: QuerySet[Nachricht]) -> int:
    """Try these once more, from the beginning; return how many. What has been delivered stays delivered."""
    kennungen = list(nachrichten.filter(zugestellt_am=None).order_by().values_list("pk", flat=True))
    Nachricht.objects.filter(pk__in=kennungen, zugestellt_am=None).update(
        gescheitert=False, versuche=0, naechster_versuch=timezone.now()
    )
    if kennungen:
        transaction.on_commit(enqueue_zustellung, robust=True)
    return len(kennungen)
