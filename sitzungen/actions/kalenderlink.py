"""Making, renewing and ending the secret address of one's own calendar. No legal act: it concerns nobody else."""

import secrets

from django.db import transaction
from django.utils import timezone

from konten.models import Konto
from sitzungen.models import Kalenderlink
from sitzungen.querysets import compute_pruefsumme

ZEICHEN = 32
"""Bytes of chance in a secret: nobody guesses one."""


@transaction.atomic
def renew_kalenderlink(konto: Konto) -> str:
    """Return a new secret for the account's calendar; the one before opens nothing any more. It is kept nowhere."""
    geheimnis = secrets.token_urlsafe(ZEICHEN)
    neu = {"pruefsumme": compute_pruefsumme(geheimnis), "erzeugt_am": timezone.now()}
    Kalenderlink.objects.update_or_create(konto=konto, defaults=neu)
    return geheimnis


@transaction.atomic
def end_kalenderlink(konto: Konto) -> None:
    """Let the account's secret address open nothing any more."""
    Kalenderlink.objects.filter(konto=konto).delete()
