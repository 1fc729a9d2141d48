"""Looking at the form while it is written."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from dokumente.druck.pdf import DruckFehler
from konten.rechte import KontoRequest
from sitzungen.pages.vorschau import Vorschau, fetch_vorschau
from vorlagen.enums import Entwurfsteil
from vorlagen.permissions import may_edit_vorlage
from vorlagen.views.hilfen import get_fassung_or_404, require_erlaubnis, wants_json


@login_required
@require_safe
def vorlage_vorschau(request: KontoRequest, pk: int) -> HttpResponse:
    """Show all pages of a draft as it would print now; to the script, where they are and where each part begins."""
    mit_skript = wants_json(request)
    try:
        vorschau = _fetch(request, pk)
    except DruckFehler as fehler:
        if mit_skript:
            return JsonResponse({"satz": str(fehler)}, status=503)
        return render(request, "sitzungen/druckfehler.html", {"satz": str(fehler)}, status=503)
    seiten = [
        f"{reverse('vorlage_vorschau_seite', args=[pk, zahl])}?stand={vorschau.stand}"
        for zahl in range(1, vorschau.anzahl + 1)
    ]
    if not mit_skript:
        return render(request, "vorlagen/vorschau.html", {"pk": pk, "seiten": seiten})
    ziele = {teil.value: vorschau.find_seite(teil) for teil in Entwurfsteil}
    return JsonResponse({"stand": vorschau.stand, "seiten": seiten, "ziele": ziele})


@login_required
@require_safe
def vorlage_vorschau_seite(request: KontoRequest, pk: int, seite: int) -> HttpResponse:
    """Return one page as a picture."""
    try:
        vorschau = _fetch(request, pk)
    except DruckFehler:
        raise Http404 from None
    if not 1 <= seite <= vorschau.anzahl:
        raise Http404
    return HttpResponse(vorschau.bilder.seiten[seite - 1], content_type="image/png")


def _fetch(request: KontoRequest, pk: int) -> Vorschau:
    fassung = get_fassung_or_404(request.user, pk)
    require_erlaubnis(may_edit_vorlage(request.user, fassung))
    return fetch_vorschau(fassung, request.user)
