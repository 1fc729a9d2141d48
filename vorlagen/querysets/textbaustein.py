"""Filters over text blocks: they are for those who write papers of the administration, and never public."""

from typing import Self, TypeVar

from django.db.models import Model, Q, QuerySet

from konten.rechte import Besucher, rechte_of

M = TypeVar("M", bound=Model)


class TextbausteinQuerySet(QuerySet[M]):
    """Text blocks."""

    def visible_to(self, konto: Besucher) -> Self:
        """Return what ``konto`` may use: blocks of the own offices, and those of the city for who works for it."""
        rechte = rechte_of(konto)
        if rechte.administration:
            return self.all()
        if not rechte.verwaltung:
            return self.none()
        return self.filter(Q(amt__in=rechte.aemter) | Q(amt__isnull=True))

    def editable_by(self, konto: Besucher) -> Self:
        """Return what ``konto`` may change: each office its own, who serves the whole city those of the city."""
        rechte = rechte_of(konto)
        stadtweite = Q(amt__isnull=True) if rechte.sitzungsdienst or rechte.administration else Q(pk__in=[])
        return self.filter(Q(amt__in=rechte.aemter) | stadtweite)
