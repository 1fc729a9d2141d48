"""Filters over minutes: who works on them, who reads them signed, who reads the public edition."""

from __future__ import annotations

from typing import Self, TypeVar

from django.db.models import Exists, Model, OuterRef, Q, QuerySet

from konten.rechte import Besucher, rechte_of
from nachbereitung import models
from sitzungen.models import Sitzung

M = TypeVar("M", bound=Model)


def _worked_on_by(konto: Besucher, vor: str = "") -> Q:
    """Return the minutes ``konto`` works on: who keeps the sitting, and who signs them as chair or keeper."""
    gefuehrt = Q(**{f"{vor}sitzung__in": Sitzung.objects.led_by(konto)})
    if (person := rechte_of(konto).person) is None:
        return gefuehrt
    return gefuehrt | Q(**{f"{vor}vorsitz": person}) | Q(**{f"{vor}schriftfuehrung": person})


class NiederschriftQuerySet(QuerySet[M]):
    """Minutes in the making."""

    def visible_to(self, konto: Besucher) -> Self:
        """Return the minutes ``konto`` works on; whoever only reads them reads a signed print."""
        return self.filter(_worked_on_by(konto))


class UnterlageQuerySet(QuerySet[M]):
    """What belongs to minutes in the making: texts, steps, material, objections."""

    def visible_to(self, konto: Besucher) -> Self:
        """Return what belongs to minutes ``konto`` works on."""
        return self.filter(niederschrift__in=models.Niederschrift.objects.visible_to(konto))


class NiederschrifttextQuerySet(UnterlageQuerySet[M]):
    """What was written about single items, state by state."""

    def newest(self) -> Self:
        """Return the newest state of each text."""
        spaetere = models.Niederschrifttext.objects.filter(
            niederschrift=OuterRef("niederschrift"), top=OuterRef("top"), zaehler__gt=OuterRef("zaehler")
        )
        return self.filter(~Exists(spaetere))


class AusfertigungQuerySet(QuerySet[M]):
    """Signed prints."""

    def current(self) -> Self:
        """Return the prints that hold: none that a later one corrected."""
        return self.filter(berichtigung__isnull=True)

    def published(self) -> Self:
        """Return the prints whose public edition everybody may read: the newest published one of each sitting."""
        spaetere = models.Ausfertigung.objects.filter(
            niederschrift=OuterRef("niederschrift"), nummer__gt=OuterRef("nummer"), veroeffentlicht_am__isnull=False
        )
        bekannt = Q(veroeffentlicht_am__isnull=False, niederschrift__sitzung__bekanntgemacht_am__isnull=False)
        return self.filter(bekannt & ~Exists(spaetere))

    def visible_to(self, konto: Besucher) -> Self:
        """Return the prints of which ``konto`` may read the public edition."""
        oeffentliche = models.Ausfertigung.objects.published().values("pk")
        return self.filter(Q(pk__in=oeffentliche) | self._intern(konto))

    def intern_to(self, konto: Besucher) -> Self:
        """Return the prints of which ``konto`` may also look into the closed part.

        Who works on the minutes all; members of the body the one that holds.
        """
        return self.filter(self._intern(konto))

    def worked_on_by(self, konto: Besucher) -> Self:
        """Return the prints of minutes ``konto`` works on: who may take away a copy of the closed part."""
        return self.filter(_worked_on_by(konto, "niederschrift__"))

    def _intern(self, konto: Besucher) -> Q:
        mitglied = Q(niederschrift__sitzung__gremium__in=rechte_of(konto).gremien, berichtigung__isnull=True)
        return _worked_on_by(konto, "niederschrift__") | mitglied
