"""Reading filled sheets back: what they propose, item by item, until a clerk records it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from konten.rechte import KontoRequest
from konten.views.dateien import hand_out
from konten.views.vorgang import attempt, posted, read_kennung
from mappen.actions.bogen import import_bogen
from mappen.forms import BogenForm
from mappen.models import Bogen
from mappen.pages.bogen import build_vorgabe, find_aussage, find_naechste, list_blaetter, list_bogenzeilen
from sitzungen.models import Sitzung
from sitzungen.permissions import may_record_abstimmung
from sitzungen.views.feststellung import ask_ergebnis
from sitzungen.views.zugriff import fetch_sitzung, fetch_top

BOGEN_CSP = "default-src 'none'; sandbox"


@login_required
@require_http_methods(["GET", "POST"])
def bogen(request: KontoRequest, pk: int) -> HttpResponse:
    """Take in filled sheets and show what they propose; ``?nach`` puts the proposal behind that item in focus."""
    sitzung = fetch_sitzung(request.user, pk, may_record_abstimmung)
    form = BogenForm(posted(request), request.FILES if request.method == "POST" else None)
    if form.is_valid() and _import_boegen(request, form, sitzung):
        return redirect("bogen", sitzung.pk)
    blaetter = list_blaetter(sitzung, request.user)
    zeilen = list_bogenzeilen(sitzung, request.user, blaetter)
    angaben = {
        "sitzung": sitzung,
        "form": form,
        "blaetter": blaetter,
        "zeilen": zeilen,
        "offene": sum(zeile.is_offen for zeile in zeilen),
        "naechste": find_naechste(zeilen, read_kennung(request.GET.get("nach"))) if request.method == "GET" else None,
    }
    return render(request, "mappen/bogen.html", angaben)


def _import_boegen(request: KontoRequest, form: BogenForm, sitzung: Sitzung) -> bool:
    """Read every sheet and return whether all were; one that is refused does not keep the others out."""
    gelesen = [
        attempt(form, lambda datei=datei: import_bogen(sitzung, datei, konto=request.user))  # type: ignore[misc]
        for datei in form.cleaned_data["dateien"]
    ]
    for einer in filter(None, gelesen):
        messages.success(request, f"„{einer.dateiname}“ ist eingelesen. Festgestellt ist damit noch nichts.")
    return all(gelesen)


@login_required
@require_http_methods(["GET", "POST"])
def bogen_ergebnis(request: KontoRequest, pk: int, bogen_pk: int, top_pk: int) -> HttpResponse:
    """Record the result of an item from what this sheet proposes; without a proposal, on the item's own page."""
    top = fetch_top(request.user, pk, top_pk, may_record_abstimmung)
    aussage = find_aussage(bogen_pk, top, request.user)
    if aussage is None:
        return redirect("ergebnis", pk, top_pk)
    return ask_ergebnis(request, top, build_vorgabe(aussage, top))


@login_required
@require_safe
def bogen_datei(request: KontoRequest, pk: int, bogen_pk: int) -> HttpResponseBase:
    """Hand out a sheet as it came in, to those who keep the sitting."""
    sitzung = fetch_sitzung(request.user, pk, may_record_abstimmung)
    gefunden = get_object_or_404(
        Bogen.objects.visible_to(request.user).select_related("datei"), pk=bogen_pk, sitzung=sitzung
    )
    return hand_out(gefunden.datei, gefunden.dateiname, as_attachment=True, csp=BOGEN_CSP)
