"""Fetching with the eyes of whoever asks, and trying an act."""

from collections.abc import Callable
from typing import TypeVar

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, QueryDict
from django.shortcuts import get_object_or_404

from gremien.rules.befund import VorgangGesperrt
from konten.models import Konto
from konten.rechte import Besucher
from sitzungen.forms import VorgangForm
from sitzungen.models import Sitzung, Tagesordnungspunkt

T = TypeVar("T")


class Anfrage(HttpRequest):
    """A request behind the login: somebody is known."""

    user: Konto


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


def posted(request: HttpRequest) -> QueryDict | None:
    """Return what was sent by POST, None for a page that is only looked at."""
    return request.POST if request.method == "POST" else None


def attempt(form: VorgangForm, act: Callable[[], T]) -> T | None:
    """Run an act with the input of a valid form; a refusal becomes findings on the form and None."""
    try:
        return act()
    except VorgangGesperrt as gesperrt:
        form.add_befunde(gesperrt.befunde)
        return None


def succeeds(form: VorgangForm, act: Callable[[], object]) -> bool:
    """Run an act as :func:`attempt` does and return whether it passed."""
    return attempt(form, act) is not None


def read_kennung(text: str | None) -> int:
    """Return a primary key as sent, 0 for anything that is none."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 19 else 0
