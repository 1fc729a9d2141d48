"""Fetching decisions with the eyes of whoever asks."""

from collections.abc import Callable

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404

from konten.models import Konto
from nachbereitung.models import Beschluss
from nachbereitung.permissions import may_announce_beschluesse, may_see_beschlusskontrolle

MIT = ("sitzung__gremium", "fassung__vorlage", "beratung")


def fetch_beschluss(konto: Konto, pk: int, darf: Callable[[Konto, Beschluss], bool] | None = None) -> Beschluss:
    """Return a decision that is to be carried out; 404 unless visible, 403 unless ``darf``.

    Outside the administration there is no such page.
    """
    if not may_see_beschlusskontrolle(konto):
        raise Http404
    sichtbar = Beschluss.objects.carried().visible_to(konto).with_kontrolle().select_related(*MIT)
    beschluss = get_object_or_404(sichtbar, pk=pk)
    if darf is not None and not darf(konto, beschluss):
        raise PermissionDenied
    return beschluss


def fetch_geschlossenen(konto: Konto, pk: int) -> Beschluss:
    """Return a closed decision whose announcement ``konto`` decides about; 404 also for everybody else."""
    if not may_announce_beschluesse(konto):
        raise Http404
    return get_object_or_404(Beschluss.objects.to_announce().visible_to(konto).select_related(*MIT), pk=pk)
