"""Filters over proposals and absences."""

from __future__ import annotations

from typing import Self, TypeVar

from django.db import models
from django.utils import timezone

M = TypeVar("M", bound=models.Model)


class VorschlagQuerySet(models.QuerySet[M]):
    """Proposals to make something public; who may read one is who keeps its subject."""

    def open(self) -> Self:
        """Return those that wait for a second person."""
        return self.filter(ausgang="")

    def about(self, objekt: models.Model) -> Self:
        """Return those about one object."""
        return self.filter(gegenstand_art=objekt._meta.label_lower, gegenstand_id=str(objekt.pk))

    def of_art(self, model: type[models.Model]) -> Self:
        """Return those about objects of one kind."""
        return self.filter(gegenstand_art=model._meta.label_lower)


class AbwesenheitQuerySet(models.QuerySet[M]):
    """Absences: known to whoever is away, their deputy and who heads their office."""

    def today(self) -> Self:
        """Return those that hold today."""
        heute = timezone.localdate()
        return self.filter(von__lte=heute, bis__gte=heute)

    def current(self) -> Self:
        """Return those that hold today or will."""
        return self.filter(bis__gte=timezone.localdate())

    def stood_in_by(self, konto: int | None) -> Self:
        """Return those that hold today and in which this account (its key) stands in."""
        return self.today().filter(vertretung=konto, vertretung__is_active=True)

    def visible_to(self, konto: models.Model, vertretbare: models.QuerySet[models.Model]) -> Self:
        """Return those of the accounts ``konto`` may enter absences for, and those in which it stands in."""
        return self.filter(models.Q(konto__in=vertretbare) | models.Q(vertretung=konto.pk))
