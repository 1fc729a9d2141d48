"""Filters over proposals."""

from __future__ import annotations

from typing import Self, TypeVar

from django.db import models

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
