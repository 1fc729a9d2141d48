"""Planning the way of a paper by the calendar: this only counts; taking over is saving on the page of the way."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from konten.rechte import KontoRequest
from sitzungen.pages.wegplan import Wegplan
from vorlagen.permissions import may_edit_vorlage, may_plan_gremienweg
from vorlagen.views.hilfen import get_fassung_or_404, require_erlaubnis


@login_required
@require_safe
def vorlage_wegplan(request: KontoRequest, pk: int) -> HttpResponse:
    """Show by which sittings a draft, or a released paper, can reach the body that decides."""
    fassung = get_fassung_or_404(request.user, pk)
    is_entwurf = fassung.vorlage.laufend is None and may_edit_vorlage(request.user, fassung)
    require_erlaubnis(is_entwurf or may_plan_gremienweg(request.user, fassung.vorlage))
    plan = Wegplan(fassung, request.user, request.GET, is_entwurf=is_entwurf)
    return render(request, "sitzungen/wegplan.html", {"vorlage": fassung.vorlage, "fassung": fassung, "plan": plan})
