"""Filters over the pictures in the texts of papers."""

from typing import Self, TypeVar

from django.db.models import Exists, Model, OuterRef, Q, QuerySet

from konten.rechte import Besucher, rechte_of
from vorlagen import models
from vorlagen.querysets import written_by

M = TypeVar("M", bound=Model)


class BildQuerySet(QuerySet[M]):
    """A picture is seen by whoever may read a text it stands in, and by those who write the draft."""

    def visible_to(self, konto: Besucher) -> Self:
        """Return the pictures ``konto`` may see."""
        summe = OuterRef("datei__pruefsumme")
        steht_darin = Q(beschlussentwurf__contains=summe) | Q(begruendung__contains=summe)
        lesbar = models.Fassung.objects.visible_to(konto).filter(steht_darin, vorlage=OuterRef("vorlage"))
        rechte = rechte_of(konto)
        if not rechte.angemeldet:
            return self.filter(Exists(lesbar))
        eigene = models.Fassung.objects.drafted().filter(written_by(rechte), vorlage=OuterRef("vorlage"))
        return self.filter(Exists(lesbar) | Exists(eigene))
