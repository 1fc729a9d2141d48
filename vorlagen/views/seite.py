"""A paper as it is read: its page, its earlier Fassungen, its attachments, what a co-signer saw."""

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from dokumente.ablage.pruefen import KeineKopie, fetch_oeffentliche_kopie
from dokumente.anlagen.durchsicht import PDF
from dokumente.anlagen.pruefstelle import NochNicht
from dokumente.models import Datei
from konten.views.dateien import hand_out
from vorlagen.documents.anlagen import name_of_kopie
from vorlagen.documents.gesehen import read_gesehenes
from vorlagen.models import Anlage, Mitzeichnung, Vorlage
from vorlagen.pages.seiteninhalt import collect_seite
from vorlagen.pages.unterschied import collect_unterschied
from vorlagen.pages.verweise import list_adressen
from vorlagen.permissions import may_read_original, reads_original
from vorlagen.views.hilfen import list_fassungen_or_404


@require_safe
def vorlage(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the newest Fassung the visitor may read; of a paper withdrawn from the public only its number."""
    try:
        fassungen = list_fassungen_or_404(request.user, pk)
    except Http404:
        zurueckgezogen = get_object_or_404(Vorlage.objects.withdrawn_from_public(), pk=pk)
        return render(request, "vorlagen/zurueckgezogen.html", {"nummer": zurueckgezogen.nummer}, status=410)
    return render(request, "vorlagen/seite.html", collect_seite(request.user, fassungen))


@require_safe
def vorlage_fassung(request: HttpRequest, pk: int, neufassung: int) -> HttpResponse:
    """Show one certain Fassung, if the visitor may read it."""
    fassungen = list_fassungen_or_404(request.user, pk)
    return render(request, "vorlagen/seite.html", collect_seite(request.user, fassungen, neufassung))


@require_safe
def vorlage_unterschied(request: HttpRequest, pk: int, von: int | None = None, bis: int | None = None) -> HttpResponse:
    """Show what changed between two Fassungen, if the visitor may read both."""
    fassungen = list_fassungen_or_404(request.user, pk)
    return render(request, "vorlagen/unterschied.html", collect_unterschied(request.user, fassungen, von, bis))


@login_required
@require_safe
def mitzeichnung_gesehen(request: HttpRequest, pk: int, mitzeichnung_pk: int) -> HttpResponse:
    """Show a co-signer what they answered to, as it read then; nobody else."""
    beantwortet = Mitzeichnung.objects.answered_by(request.user)
    mitzeichnung = get_object_or_404(beantwortet, pk=mitzeichnung_pk, fassung__vorlage=pk)
    gesehen = read_gesehenes(mitzeichnung.gesehen)
    adressen = list_adressen(request.user, [html for _, html in gesehen.texte])
    inhalt = {"mitzeichnung": mitzeichnung, "gesehen": gesehen, "adressen": adressen}
    return render(request, "vorlagen/gesehen.html", inhalt)


@cache_control(private=True, no_cache=True)
@require_safe
def anlage(request: HttpRequest, pk: int, anlage_pk: int) -> HttpResponseBase:
    """Hand out an attachment, if the visitor may read it now; whoever knows the address has no right by that.

    Everybody gets the cleaned copy of a PDF; ``?original`` gives who reads by office or seat what was uploaded, as a
    download.
    """
    sichtbar = Anlage.objects.visible_to(request.user).select_related("datei", "fassung")
    gefunden = get_object_or_404(sichtbar, pk=anlage_pk, fassung__vorlage=pk)
    if gefunden.datei is None:
        raise Http404
    gewuenscht = "original" in request.GET
    if reads_original(request.user, gefunden, gewuenscht=gewuenscht):
        intern = may_read_original(request.user, gefunden)
        name = gefunden.dateiname if intern else name_of_kopie(gefunden)
        return _hand_out_anlage(gefunden.datei, name, download=gewuenscht)
    try:
        return _hand_out_anlage(fetch_oeffentliche_kopie(gefunden.datei), name_of_kopie(gefunden))
    except (KeineKopie, NochNicht) as fehler:
        return _explain(request, gefunden, fehler)


def _hand_out_anlage(datei: Datei, name: str, *, download: bool = False) -> FileResponse:
    return hand_out(datei, name, as_attachment=download or datei.medientyp != PDF)


def _explain(request: HttpRequest, anlage: Anlage, fehler: KeineKopie | NochNicht) -> HttpResponse:
    """Say why there is no copy; what the file is like in detail is for those who may have the original."""
    spaeter = isinstance(fehler, NochNicht)
    darf_original = may_read_original(request.user, anlage)
    inhalt = {
        "vorlage": anlage.fassung.vorlage,
        "anlage": anlage,
        "spaeter": spaeter,
        "grund": str(fehler) if darf_original else "",
        "darf_original": darf_original,
    }
    # 503 asks a program to come again, 404 does not.
    antwort = render(request, "vorlagen/anlage_ohne_kopie.html", inhalt, status=503 if spaeter else 404)
    if spaeter:
        antwort["Retry-After"] = "60"
    return antwort
