"""Fetching with the eyes of whoever asks."""

from collections.abc import Callable

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404

from konten.rechte import Besucher
from sitzungen.models import Sitzung, Tagesordnungspunkt


def fetch_sitzung(konto: Besucher, pk: int, darf: Callable[[Besucher, Sitzung], bool] | None = None) -> Sitzung:
    """Return the sitting; 404 unless visible, 403 unless ``darf``."""
    sitzung = get_object_or_404(Sitzung.objects.visible_to(konto).select_related("gremium"), pk=pk)
    if darf is not None and not darf(konto, sitzung):
        raise PermissionDenied
    return sitzung


def fetch_top(konto: Besucher, pk: int, top_pk: int, darf: Callable[[Besucher, Sitzung], bool]) -> Tagesordnungspunkt:
    """Return the item of the sitting; 404 unless both are visible, 403 unless ``darf``."""
    sitzung = fetch_sitzung(konto, pk, darf)
    tops = Tagesordnungspunkt.objects.visible_to(konto).select_related(
        "sitzung__gremium", "beratung__vorlage", "beratung__nachfolger__gremium", "fassung"
    )
    return get_object_or_404(tops, pk=top_pk, sitzung=sitzung)
