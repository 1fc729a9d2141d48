"""Decisions on lists and desks."""

from typing import Final

from django.utils import timezone

from konten.rechte import Besucher, rechte_of
from nachbereitung.models import Beschluss
from nachbereitung.querysets import BeschlussQuerySet

HOECHSTENS: Final = 10
"""How many decisions the desk shows; the list has them all."""


MIT: Final = ("sitzung__gremium", "fassung__vorlage")
"""What a row shows besides the decision."""


def list_eigene(konto: Besucher) -> BeschlussQuerySet[Beschluss]:
    """Return what the offices of ``konto`` have still to carry out, overdue ones first."""
    beschluesse = Beschluss.objects.carried().visible_to(konto).with_kontrolle().unfinished()
    return beschluesse.of_aemter(rechte_of(konto).aemter).urgent_first()


def count_ueberfaellige(konto: Besucher) -> int:
    """Return how many decisions the offices of ``konto`` should have carried out by now."""
    if not rechte_of(konto).aemter:
        return 0
    return list_eigene(konto).overdue(timezone.localdate()).count()
