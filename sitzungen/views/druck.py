"""The printed paper, made at the moment it is asked for."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from sitzungen.documents import render_vorlage
from vorlagen.models import Fassung


@require_safe
def vorlage_pdf(request: HttpRequest, pk: int, neufassung: int | None = None) -> HttpResponse:
    """Return the newest Fassung the reader may see, or the one asked for, as PDF; ``?blanko`` leaves the grid empty."""
    lesbar = Fassung.objects.visible_to(request.user).filter(vorlage=pk)
    if neufassung is not None:
        lesbar = lesbar.filter(neufassung=neufassung)
    fassung = get_object_or_404(lesbar.select_related("vorlage", "amt", "dezernat").order_by("-neufassung")[:1])
    pdf = render_vorlage(fassung, leser=request.user, blanko="blanko" in request.GET)
    name = f"{fassung.nummer or 'Entwurf'}.pdf".replace("/", "-")
    antwort = HttpResponse(pdf, content_type="application/pdf")
    antwort["Content-Disposition"] = content_disposition_header(as_attachment=False, filename=name) or "inline"
    antwort["Cache-Control"] = "private, no-cache"
    return antwort
