"""Papers to be filled in on the screen."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from mappen.documents.bogen import build_abstimmungsbogen_druck, build_vorlage_bogen_druck
from sitzungen.permissions import may_record_abstimmung
from sitzungen.views.druck import answer_pdf, explain_druckfehler, fetch_or_404, print_sitzungsdokument
from vorlagen.documents.vorlage import fetch_vorlage_pdf
from vorlagen.models import Fassung
from vorlagen.querysets import VERFASSER


@require_safe
@explain_druckfehler
def abstimmungsbogen_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    """Return the vote sheet to be filled in, for those who keep the sitting."""
    sitzung = fetch_or_404(request.user, pk, may_record_abstimmung)
    return print_sitzungsdokument(build_abstimmungsbogen_druck(sitzung, leser=request.user))


@require_safe
@explain_druckfehler
def vorlage_bogen_pdf(request: HttpRequest, pk: int, neufassung: int) -> HttpResponse:
    """Return the paper with a grid to be filled in, for those who record results on it."""
    lesbar = Fassung.objects.visible_to(request.user).filter(vorlage=pk, neufassung=neufassung)
    fassung = get_object_or_404(lesbar.select_related("vorlage", *VERFASSER))
    druck = build_vorlage_bogen_druck(fassung, leser=request.user)
    if druck is None:
        raise Http404
    return answer_pdf(fetch_vorlage_pdf(druck), f"{fassung.nummer}-zum-Ausfuellen.pdf".replace("/", "-"))
