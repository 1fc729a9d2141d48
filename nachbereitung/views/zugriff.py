"""Fetching minutes with the eyes of whoever asks."""

from collections.abc import Callable

from django.core.exceptions import PermissionDenied
from django.http import Http404

from konten.rechte import Besucher
from nachbereitung.documents.lage import read_niederschrift
from nachbereitung.models import Niederschrift
from nachbereitung.permissions import may_work_on_niederschrift
from sitzungen.views.zugriff import fetch_sitzung


def fetch_niederschrift(
    konto: Besucher,
    pk: int,
    darf: Callable[[Besucher, Niederschrift], bool] = may_work_on_niederschrift,
) -> Niederschrift:
    """Return the minutes of the sitting with that key; 404 unless it is visible and was opened, 403 unless ``darf``."""
    niederschrift = read_niederschrift(fetch_sitzung(konto, pk))
    if not niederschrift.sitzung.is_eroeffnet:
        raise Http404
    if not darf(konto, niederschrift):
        raise PermissionDenied
    return niederschrift
