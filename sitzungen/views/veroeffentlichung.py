"""Before an agenda becomes public: what exactly, and whether a second person has seen it."""

from collections.abc import Callable

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from konten.forms.vorgang import VorgangForm
from konten.rechte import KontoRequest
from konten.views.vorgang import attempt, carry_out, posted
from konten.views.vorschlag import Gegenstand, ask_ablehnung
from sitzungen.actions.tagesordnung import publish_tagesordnung
from sitzungen.actions.vorschlag import propose_tagesordnung
from sitzungen.forms.gruende import ABLEHNUNG
from sitzungen.forms.veroeffentlichung import VeroeffentlichenForm
from sitzungen.models import Sitzung
from sitzungen.pages.ansicht import Augen, build_ansicht
from sitzungen.pages.veroeffentlichung import compute_unterschied, read_zweite_person
from sitzungen.permissions import may_edit_tagesordnung
from sitzungen.views.zugriff import fetch_sitzung


@login_required
@require_http_methods(["GET", "POST"])
def tagesordnung_veroeffentlichen(request: KontoRequest, pk: int) -> HttpResponse:
    """Show exactly what becomes public, then publish it, or put it before a second person."""
    sitzung = fetch_sitzung(request.user, pk, may_edit_tagesordnung)
    form = VeroeffentlichenForm(posted(request), sitzung=sitzung)
    vorlegen = "vorlegen" in request.POST
    akt = propose_tagesordnung if vorlegen else publish_tagesordnung
    erfolg = f"Die Tagesordnung ist {'zur Veröffentlichung vorgelegt' if vorlegen else 'veröffentlicht'}."
    if carry_out(request, form, lambda: _act(akt, sitzung, form, request), erfolg):
        return redirect("tagesordnung_veroeffentlichen", pk) if vorlegen else redirect(sitzung)
    unterschied = compute_unterschied(sitzung, request.user)
    if not form.is_bound:
        form.expect(unterschied.befunde)
    angaben = {"form": form, "sitzung": sitzung, "unterschied": unterschied, "augen": list(Augen)}
    return render(request, "sitzungen/tagesordnung_veroeffentlichen.html", angaben)


def _act(akt: Callable[..., object], sitzung: Sitzung, form: VeroeffentlichenForm, request: KontoRequest) -> object:
    return akt(sitzung, konto=request.user, grund=form.grund, angaben=form.angaben)


@login_required
@require_safe
def tagesordnung_zeigen(request: KontoRequest, pk: int) -> HttpResponse:
    """Show the agenda as it will read once it is published, with the eyes of whom ``als`` names."""
    sitzung = fetch_sitzung(request.user, pk, may_edit_tagesordnung)
    gefragt = request.GET.get("als")
    augen = next((augen for augen in Augen if augen.value == gefragt), Augen.OEFFENTLICHKEIT)
    form = VorgangForm({})
    ansicht = attempt(form, lambda: build_ansicht(sitzung, request.user, augen)) if form.is_valid() else None
    angaben = {"sitzung": sitzung, "ansicht": ansicht, "alle": list(Augen), "augen": augen, "form": form}
    return render(request, "sitzungen/tagesordnung_zeigen.html", angaben)


@login_required
@require_http_methods(["GET", "POST"])
def tagesordnung_ablehnen(request: KontoRequest, pk: int) -> HttpResponse:
    """Ask why the proposed agenda shall not be published as it is; whoever proposed it takes it back."""
    sitzung = fetch_sitzung(request.user, pk, may_edit_tagesordnung)
    was = Gegenstand(
        objekt=sitzung,
        nummer=sitzung.nummer,
        titel=str(sitzung),
        adresse=sitzung.get_absolute_url(),
        vorschau=reverse("tagesordnung_veroeffentlichen", args=[pk]),
        danach=reverse("tagesordnung", args=[pk]),
        wurzel=("Sitzungen", "sitzungen"),
        davor=("Tagesordnung", reverse("tagesordnung", args=[pk])),
    )
    return ask_ablehnung(request, was, read_zweite_person(sitzung, request.user), ABLEHNUNG)
