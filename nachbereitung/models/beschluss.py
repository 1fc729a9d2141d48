"""A decision: the agenda item on which it was taken."""

from datetime import date

from django.urls import reverse

from nachbereitung.querysets import BeschlussQuerySet
from sitzungen.models import Tagesordnungspunkt


class Beschluss(Tagesordnungspunkt):
    """An agenda item as the decision taken on it. No table of its own: what was decided stands in the results."""

    umsetzung: str
    """How far it is carried out; this and the next two only after :meth:`~BeschlussQuerySet.with_kontrolle`."""
    zustaendig: int | None
    """Key of the office that carries it out."""
    bis_wann: date | None

    # The checker takes every other manager of an item for the item's own.
    objects = BeschlussQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        proxy = True
        verbose_name = "Beschluss"
        verbose_name_plural = "Beschlüsse"

    def get_absolute_url(self) -> str:
        """Return the page on which is kept how far it is carried out."""
        return reverse("beschluss", args=[self.pk])
