"""Builders for what happens in the room: opening a sitting, on the day and through the real act."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from konten.enums import Rolle
from konten.models import Konto
from sitzungen.actions.sitzung import open_sitzung
from sitzungen.models import Sitzung
from tests.bauten import NACHGETRAGEN, build_konto, build_sitzung


def eroeffne(sitzung: Sitzung, *, konto: Konto | None = None) -> Sitzung:
    """Open a sitting whose day has come; that nobody was invited takes a reason."""
    return open_sitzung(sitzung, konto=konto or build_konto(rolle=Rolle.SITZUNGSDIENST), grund=NACHGETRAGEN)


def build_eroeffnete_sitzung(**felder: Any) -> Sitzung:
    """Build a sitting that began an hour ago and was opened; ``felder`` as for build_sitzung."""
    return eroeffne(build_sitzung(**{"beginn": timezone.now() - timedelta(hours=1)} | felder))
