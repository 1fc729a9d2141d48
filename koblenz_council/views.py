"""The entrance."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from sitzungen.models import Sitzung
from vorlagen.models import Fassung

ANZAHL = 6
"""How many sittings and papers the start page shows."""


@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """Show what comes next and what is new, as far as it is public."""
    sitzungen = Sitzung.objects.visible_to(request.user).coming(timezone.localdate())
    sitzungen = sitzungen.filter(bekanntgemacht_am__isnull=False).select_related("gremium")
    fassungen = Fassung.objects.published().select_related("vorlage", "amt").order_by("-veroeffentlicht_am", "-pk")
    inhalt = {
        "sitzungen": sitzungen.order_by("beginn", "pk")[:ANZAHL],
        "fassungen": fassungen[:ANZAHL],
    }
    return render(request, "start.html", inhalt)
