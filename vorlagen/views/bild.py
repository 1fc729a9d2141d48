"""Pictures in the texts of papers: brought for a draft, shown to whoever may read the text."""

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_safe

from dokumente.ablage.aufnehmen import DateiAbgelehnt
from gremien.rules.befund import VorgangGesperrt
from konten.rechte import KontoRequest
from konten.views.dateien import hand_out
from vorlagen.actions.bilder import add_bild
from vorlagen.models import Bild
from vorlagen.permissions import may_edit_vorlage
from vorlagen.views.hilfen import SEITE_UND_AKT, get_fassung_or_404, require_erlaubnis


@login_required
@require_http_methods(SEITE_UND_AKT)
def bild_einfuegen(request: KontoRequest, pk: int) -> HttpResponse:
    """Take in a picture that the editor sends, and answer with its checksum or the sentence that refuses it."""
    fassung = get_fassung_or_404(request.user, pk)
    require_erlaubnis(may_edit_vorlage(request.user, fassung))
    if request.method != "POST":
        return redirect("vorlage_bearbeiten", pk)
    upload = request.FILES.get("bild")
    if upload is None:
        return JsonResponse({"satz": "Bitte wählen Sie ein Bild aus."}, status=422)
    try:
        bild = add_bild(fassung, upload, konto=request.user)
    except (DateiAbgelehnt, VorgangGesperrt) as fehler:
        return JsonResponse({"satz": str(fehler)}, status=422)
    return JsonResponse({"bild": bild.datei.pruefsumme})


@cache_control(private=True, no_cache=True)
@require_safe
def bild(request: HttpRequest, pruefsumme: str) -> FileResponse:
    """Hand out a picture, if the visitor may read a text it stands in; knowing the address gives no right."""
    sichtbar = Bild.objects.visible_to(request.user).filter(datei__pruefsumme=pruefsumme).select_related("datei")
    gefunden = get_object_or_404(sichtbar.order_by("pk")[:1])
    name = f"bild.{gefunden.datei.medientyp.rpartition('/')[2]}"
    return hand_out(gefunden.datei, name, as_attachment=False)
