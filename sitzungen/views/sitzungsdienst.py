"""The desk of the Sitzungsdienst."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from konten.rechte import KontoRequest
from sitzungen.pages.pult import build_stapel, list_ueberholte, list_wartende_je_gremium
from sitzungen.permissions import may_plan_sitzung


@login_required
@require_safe
def sitzungsdienst(request: KontoRequest) -> HttpResponse:
    """Show what is due, which papers wait, and which were overtaken by a newer Fassung."""
    if not may_plan_sitzung(request.user):
        raise PermissionDenied
    angaben = {
        "stapel": build_stapel(request.user),
        "wartende": list_wartende_je_gremium(request.user),
        "ueberholte": list_ueberholte(request.user),
    }
    return render(request, "sitzungen/sitzungsdienst.html", angaben)
