"""Planning the sittings of a body for a time ahead, and the numbers they and papers go on with."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from konten.rechte import KontoRequest
from konten.views.vorgang import attempt, carry_out, posted
from sitzungen.actions.jahresplan import plan_reihe
from sitzungen.actions.nummern import continue_nummern
from sitzungen.forms.jahresplan import NummernForm, ReiheForm, ReihenwahlForm
from sitzungen.models import Sitzung, Sitzungszaehler
from sitzungen.pages.jahresplan import Plantag, build_plantage
from sitzungen.permissions import may_plan_sitzung
from vorlagen.models import Zaehler

JUENGSTE = 40
"""Counters shown: those of this year and of some before it."""


@login_required
@require_http_methods(["GET", "POST"])
def jahresplan(request: KontoRequest) -> HttpResponse:
    """Show the days of a row of sittings with what speaks against each, and schedule those that are chosen."""
    if not may_plan_sitzung(request.user):
        raise PermissionDenied
    reihe = ReiheForm(request.GET if "gremium" in request.GET else None, initial=_propose())
    plantage = _build(reihe, request) if reihe.is_valid() else []
    wahl = ReihenwahlForm(posted(request), tage=[einer.tag for einer in plantage if not einer.hindernis])
    if plantage and wahl.is_valid() and (neue := attempt(wahl, lambda: _plan(reihe, wahl, plantage, request))):
        messages.success(request, f"{len(neue)} Sitzungen sind angesetzt, {neue[0].nummer} bis {neue[-1].nummer}.")
        return redirect("sitzungen")
    gewaehlt = wahl["tage"].value() if wahl.is_bound else [e.tag.isoformat() for e in plantage if e.is_frei]
    angaben = {"reihe": reihe, "plantage": plantage, "form": wahl, "gewaehlt": gewaehlt}
    return render(request, "sitzungen/jahresplan.html", angaben)


def _propose() -> dict[str, object]:
    naechstes = timezone.localdate().year + 1
    return {"von": f"{naechstes:04d}-01-01", "bis": f"{naechstes:04d}-12-31"}


def _build(reihe: ReiheForm, request: KontoRequest) -> list[Plantag]:
    angaben = reihe.cleaned_data
    return build_plantage(
        angaben["gremium"],
        reihe.muster,
        von=angaben["von"],
        bis=angaben["bis"],
        zeit=angaben["zeit"],
        ende=angaben["ende"],
        ort=reihe.wo,
        konto=request.user,
    )


def _plan(reihe: ReiheForm, wahl: ReihenwahlForm, plantage: list[Plantag], request: KontoRequest) -> list[Sitzung]:
    gewaehlt = wahl.cleaned_data["tage"]
    return plan_reihe(
        reihe.cleaned_data["gremium"],
        [(einer.beginn, einer.ende) for einer in plantage if einer.beginn and einer.tag.isoformat() in gewaehlt],
        konto=request.user,
        ort=reihe.wo,
        bekanntmachen=wahl.cleaned_data["bekanntmachen"],
        grund=wahl.grund,
    )


@login_required
@require_http_methods(["GET", "POST"])
def nummern(request: KontoRequest) -> HttpResponse:
    """Let numbers go on from an older system."""
    if not may_plan_sitzung(request.user):
        raise PermissionDenied
    form = NummernForm(posted(request), initial={"jahr": timezone.localdate().year})
    if carry_out(request, form, lambda: _continue(form, request), "Die nächste Nummer ist festgelegt."):
        return redirect("nummern")
    angaben = {"form": form, "vorlagen": Zaehler.objects.order_by("-jahr", "art")[:JUENGSTE]}
    angaben["sitzungen"] = Sitzungszaehler.objects.select_related("gremium").order_by("-jahr", "gremium")[:JUENGSTE]
    return render(request, "sitzungen/nummern.html", angaben)


def _continue(form: NummernForm, request: KontoRequest) -> object:
    angaben = form.cleaned_data
    return continue_nummern(
        form.wovon, jahr=angaben["jahr"], naechste=angaben["naechste"], konto=request.user, grund=form.grund
    )
