"""Before an agenda becomes public: what exactly, and whether a second person has seen it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from konten.actions.vorschlag import decline_vorschlag
from konten.rechte import KontoRequest
from konten.views.vorgang import posted, succeeds
from sitzungen.actions.tagesordnung import publish_tagesordnung
from sitzungen.actions.vorschlag import propose_tagesordnung
from sitzungen.forms import VorgangForm
from sitzungen.forms.vorschlag import AblehnenForm
from sitzungen.models import Sitzung
from sitzungen.pages.veroeffentlichung import compute_unterschied, read_zweite_person
from sitzungen.permissions import may_edit_tagesordnung
from sitzungen.views.zugriff import fetch_sitzung


@login_required
@require_http_methods(["GET", "POST"])
def tagesordnung_veroeffentlichen(request: KontoRequest, pk: int) -> HttpResponse:
    """Show exactly what becomes public, then publish it, or put it before a second person."""
    sitzung = fetch_sitzung(request.user, pk, may_edit_tagesordnung)
    form = VorgangForm(posted(request))
    if form.is_valid() and succeeds(form, lambda: _carry_out(request, sitzung, form)):
        vorgelegt = "vorlegen" in request.POST
        satz = "zur Veröffentlichung vorgelegt" if vorgelegt else "veröffentlicht"
        messages.success(request, f"Die Tagesordnung ist {satz}.")
        return redirect("tagesordnung_veroeffentlichen", pk) if vorgelegt else redirect(sitzung)
    unterschied = compute_unterschied(sitzung, request.user)
    if not form.is_bound:
        form.expect(unterschied.befunde)
    angaben = {"form": form, "sitzung": sitzung, "unterschied": unterschied}
    return render(request, "sitzungen/tagesordnung_veroeffentlichen.html", angaben)


def _carry_out(request: KontoRequest, sitzung: Sitzung, form: VorgangForm) -> object:
    akt = propose_tagesordnung if "vorlegen" in request.POST else publish_tagesordnung
    return akt(sitzung, konto=request.user, grund=form.grund)


@login_required
@require_http_methods(["GET", "POST"])
def tagesordnung_ablehnen(request: KontoRequest, pk: int) -> HttpResponse:
    """Ask why the proposed agenda shall not be published as it is; whoever proposed it takes it back."""
    sitzung = fetch_sitzung(request.user, pk, may_edit_tagesordnung)
    zweite = read_zweite_person(sitzung, request.user)
    form = AblehnenForm(posted(request), is_eigener=zweite.is_eigener)
    if form.is_valid() and succeeds(form, lambda: decline_vorschlag(sitzung, konto=request.user, grund=form.grund)):
        messages.success(request, f"Der Vorschlag ist {'zurückgenommen' if zweite.is_eigener else 'abgelehnt'}.")
        return redirect("tagesordnung", pk)
    return render(request, "sitzungen/tagesordnung_ablehnen.html", {"form": form, "sitzung": sitzung, "zweite": zweite})
