"""Filters over bodies, people and offices."""

from datetime import date
from typing import Self, TypeVar

from django.db.models import Exists, Model, OuterRef, Q, QuerySet

from gremien import models
from gremien.enums import Funktion

M = TypeVar("M", bound=Model)


def gueltig_am(tag: date) -> Q:
    """Return the filter for rows whose ``von``/``bis`` cover the day (both ends count; empty means open)."""
    return (Q(von__isnull=True) | Q(von__lte=tag)) & (Q(bis__isnull=True) | Q(bis__gte=tag))


class GremiumQuerySet(QuerySet[M]):
    """Bodies. Who decides in a city is public, also for a body that no longer exists."""

    def visible_to(self, konto: object) -> Self:
        """Return the bodies ``konto`` may see: all of them, whoever asks."""
        return self.all()

    def gueltig_am(self, tag: date) -> Self:
        """Return the bodies that exist on the day."""
        return self.filter(gueltig_am(tag))


class StadtQuerySet(QuerySet[M]):
    """The city itself: one row."""

    def current(self) -> M:
        """Return the city as it is now, read anew in one query; before anybody entered it, with what is preset."""
        return self.select_related("wappen").first() or self.model()


class MitgliedschaftQuerySet(QuerySet[M]):
    """Memberships."""

    def visible_to(self, konto: object) -> Self:
        """Return the memberships ``konto`` may see: all of them; names and offices of members are public."""
        return self.all()

    def gueltig_am(self, tag: date) -> Self:
        """Return the memberships that run on the day."""
        return self.filter(gueltig_am(tag))

    def name_vorsitz(self) -> str:
        """Return the name of who chairs, empty if nobody is known to."""
        vorsitz = self.filter(funktion=Funktion.VORSITZ).select_related("person").order_by("pk").first()
        return str(vorsitz.person) if vorsitz else ""  # type: ignore[attr-defined]


class PersonQuerySet(QuerySet[M]):
    """People."""

    def visible_to(self, konto: object) -> Self:
        """Return the people ``konto`` may see: those who hold or held a seat. Others are nobody's business."""
        return self.filter(Exists(models.Mitgliedschaft.objects.filter(person=OuterRef("pk"))))


class AmtQuerySet(QuerySet[M]):
    """Offices of the administration."""

    def gueltig_am(self, tag: date) -> Self:
        """Return the offices that exist on the day."""
        return self.filter(gueltig_am(tag))
