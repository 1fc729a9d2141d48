"""Filters over mails."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Self, TypeVar

from django.db import models
from django.db.models import Q

from post.enums import Zustand

M = TypeVar("M", bound=models.Model)

IST: dict[Zustand, Q] = {
    Zustand.WARTET: Q(zugestellt_am__isnull=True, gescheitert=False),
    Zustand.ZUGESTELLT: Q(zugestellt_am__isnull=False),
    Zustand.GESCHEITERT: Q(gescheitert=True),
}


class NachrichtQuerySet(models.QuerySet[M]):
    """Mails. Who wrote them to whom is nobody's business but the addressee's and the administration's."""

    def visible_to(self, konto: Any) -> Self:
        """Return the mails to this account; none for visitors."""
        return self.filter(konto=konto.pk) if getattr(konto, "pk", None) and konto.is_active else self.none()

    def in_zustand(self, zustand: Zustand) -> Self:
        """Return those of which this has become."""
        return self.filter(IST[zustand])

    def due(self, jetzt: datetime) -> Self:
        """Return those to be tried now, longest waiting first."""
        return self.in_zustand(Zustand.WARTET).filter(naechster_versuch__lte=jetzt).order_by("naechster_versuch", "pk")
