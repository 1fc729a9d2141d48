"""The half-year report: on the screen, on paper, for a spreadsheet."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from konten.rechte import KontoRequest
from nachbereitung.documents.bericht import BerichtDruck, build_bericht_druck, fetch_bericht_pdf, write_bericht_csv
from nachbereitung.forms.bericht import BerichtForm
from nachbereitung.permissions import may_see_beschlusskontrolle
from sitzungen.views.druck import answer_pdf, explain_druckfehler


def _build(request: KontoRequest) -> tuple[BerichtForm, BerichtDruck]:
    if not may_see_beschlusskontrolle(request.user):
        raise PermissionDenied
    form = BerichtForm(request.GET, konto=request.user)
    return form, build_bericht_druck(form.halbjahr, form.nach, leser=request.user)


@login_required
@require_safe
def beschlussbericht(request: KontoRequest) -> HttpResponse:
    """Show the report, and let half-year and grouping be chosen."""
    form, druck = _build(request)
    return render(request, "nachbereitung/bericht.html", {"form": form, "druck": druck})


@login_required
@require_safe
@explain_druckfehler
def beschlussbericht_pdf(request: KontoRequest) -> HttpResponse:
    """Return the report as PDF."""
    _, druck = _build(request)
    return answer_pdf(fetch_bericht_pdf(druck), f"{druck.dateiname}.pdf")


@login_required
@require_safe
def beschlussbericht_csv(request: KontoRequest) -> HttpResponse:
    """Return the report as a table for a spreadsheet."""
    _, druck = _build(request)
    antwort = HttpResponse(write_bericht_csv(druck), content_type="text/csv; charset=utf-8")
    antwort["Content-Disposition"] = content_disposition_header(True, f"{druck.dateiname}.csv") or "attachment"
    antwort["Cache-Control"] = "private, no-cache"
    return antwort
