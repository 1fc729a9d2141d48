"""The Sitzungsmappe: ordering, watching, opening."""

import re

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_htmx.http import reswap, retarget

from konten.rechte import KontoRequest
from konten.views.dateien import hand_out
from konten.views.vorgang import posted, succeeds
from mappen.actions.mappe import cancel_mappe, order_mappe
from mappen.enums import Mappenform
from mappen.forms import MappeForm
from mappen.models import Mappe
from mappen.pages.mappe import build_mappenseite, list_ansagen, list_auftraege, list_beendete
from mappen.tasks.aufraeumen import reap_mappen
from sitzungen.permissions import may_bind_mappe
from sitzungen.views.zugriff import fetch_sitzung


@login_required
@require_http_methods(["GET", "POST"])
def mappe(request: KontoRequest, pk: int) -> HttpResponse:
    """Show the packets of a sitting, or order one."""
    sitzung = fetch_sitzung(request.user, pk, may_bind_mappe)
    form = MappeForm(posted(request))
    if form.is_valid() and succeeds(form, lambda: order_mappe(sitzung, form.to_wahl(), konto=request.user)):
        return redirect("mappe", pk)
    if Mappe.objects.open().filter(sitzung=sitzung).exists():
        reap_mappen()
    angaben = {"sitzung": sitzung, "form": form, "seite": build_mappenseite(sitzung)}
    return render(request, "mappen/mappe.html", angaben)


@login_required
@require_safe
def mappe_stand(request: KontoRequest, pk: int) -> HttpResponse:
    """Return how far the open orders are, for the page that waits for them; all packets once an order has ended."""
    sitzung = fetch_sitzung(request.user, pk, may_bind_mappe)
    reap_mappen()
    auftraege, gezeigte = list_auftraege(sitzung), request.GET.getlist("gezeigt")
    if {str(zeile.mappe.pk) for zeile in auftraege} == {zeichen.partition("-")[0] for zeichen in gezeigte}:
        angaben = {"auftraege": auftraege, "ansagen": list_ansagen(auftraege, gezeigte)}
        return render(request, "mappen/mappe_stand.html", angaben)
    angaben = {"sitzung": sitzung, "seite": build_mappenseite(sitzung), "ansagen": list_beendete(sitzung, gezeigte)}
    return reswap(retarget(render(request, "mappen/_mappen.html", angaben), "#mappen"), "outerHTML")


@login_required
@require_POST
def mappe_abbrechen(request: KontoRequest, pk: int, mappe_pk: int) -> HttpResponse:
    """Take an order back; one that has just ended stays as it is."""
    sitzung = fetch_sitzung(request.user, pk, may_bind_mappe)
    auftrag = get_object_or_404(Mappe.objects.filter(sitzung=sitzung), pk=mappe_pk)
    if cancel_mappe(auftrag):
        messages.success(request, "Das Binden ist abgebrochen.")
    else:
        messages.info(request, "Dieser Auftrag war schon beendet.")
    return redirect("mappe", pk)


@require_safe
def mappe_datei(request: HttpRequest, pk: int, mappe_pk: int) -> HttpResponseBase:
    """Hand out a packet to whoever may have it at this moment; for everybody else there never was one."""
    sichtbar = Mappe.objects.visible_to(request.user).select_related("datei", "sitzung__gremium")
    fertig = get_object_or_404(sichtbar, pk=mappe_pk, sitzung=pk)
    if fertig.datei is None:
        raise Http404
    try:
        return hand_out(fertig.datei, _name_of(fertig), as_attachment=fertig.form == Mappenform.ZIP)
    except FileNotFoundError as fehler:
        raise Http404 from fehler


def _name_of(mappe: Mappe) -> str:
    kern = re.sub(r"[^0-9A-Za-z]+", "-", f"Sitzungsmappe {mappe.sitzung.nummer} {mappe.fuer}")
    return f"{kern}.{mappe.form}"
