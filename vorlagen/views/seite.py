"""A paper as it is read: its page, its earlier Fassungen, its attachments."""

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from vorlagen.models import Anlage, Fassung, Vorlage
from vorlagen.seiteninhalt import collect_seite
from vorlagen.views.hilfen import get_fassung_or_404

PDF = "application/pdf"
# A browser's PDF viewer brings its own styles and plugin; nothing else may happen inside a file of ours.
DATEI_CSP = "default-src 'none'; style-src 'unsafe-inline'; object-src 'self'; frame-ancestors 'none'"


@require_safe
def vorlage(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the newest Fassung the visitor may read; of a paper withdrawn from the public only its number."""
    try:
        fassung = get_fassung_or_404(request.user, pk)
    except Http404:
        zurueckgezogen = get_object_or_404(Vorlage.objects.withdrawn_from_public(), pk=pk)
        return render(request, "vorlagen/zurueckgezogen.html", {"nummer": zurueckgezogen.nummer}, status=410)
    return render(request, "vorlagen/seite.html", collect_seite(request.user, fassung))


@require_safe
def vorlage_fassung(request: HttpRequest, pk: int, neufassung: int) -> HttpResponse:
    """Show one certain Fassung, if the visitor may read it."""
    sichtbar = Fassung.objects.visible_to(request.user).select_related("vorlage", "amt", "dezernat")
    fassung = get_object_or_404(sichtbar, vorlage=pk, neufassung=neufassung)
    return render(request, "vorlagen/seite.html", collect_seite(request.user, fassung))


@cache_control(private=True, no_cache=True)
@require_safe
def anlage(request: HttpRequest, pk: int, anlage_pk: int) -> HttpResponseBase:
    """Hand out an attachment, if the visitor may read it now; whoever knows the address has no right by that."""
    sichtbar = Anlage.objects.visible_to(request.user).select_related("datei")
    gefunden = get_object_or_404(sichtbar, pk=anlage_pk, fassung__vorlage=pk)
    datei = gefunden.datei
    if datei is None:
        raise Http404
    antwort = FileResponse(
        datei.inhalt.open("rb"),
        as_attachment=datei.medientyp != PDF,
        filename=gefunden.dateiname,
        content_type=datei.medientyp,
    )
    antwort["Content-Security-Policy"] = DATEI_CSP
    antwort["X-Content-Type-Options"] = "nosniff"
    return antwort
