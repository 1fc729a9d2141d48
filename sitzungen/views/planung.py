"""Scheduling, announcing, opening, closing, calling off."""

from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from konten.forms.vorgang import VorgangForm
from konten.rechte import KontoRequest
from konten.views.vorgang import attempt, carry_out, posted
from sitzungen.actions.sitzung import (
    announce_sitzung,
    cancel_sitzung,
    check_eroeffnen,
    close_sitzung,
    open_sitzung,
    plan_sitzung,
    reschedule_sitzung,
)
from sitzungen.forms import SitzungAendernForm, SitzungForm
from sitzungen.forms.gruende import ABSAGE, EROEFFNUNG
from sitzungen.models import Sitzung
from sitzungen.permissions import may_edit_tagesordnung, may_plan_sitzung, may_record_abstimmung
from sitzungen.views.kalender import render_sitzung
from sitzungen.views.zugriff import fetch_sitzung


@login_required
@require_http_methods(["GET", "POST"])
def sitzung_neu(request: KontoRequest) -> HttpResponse:
    """Schedule a sitting."""
    if not may_plan_sitzung(request.user):
        raise PermissionDenied
    form = SitzungForm(posted(request), initial={"gremium": request.GET.get("gremium")})
    if form.is_valid() and (neu := attempt(form, lambda: _plan(form, request))):
        messages.success(request, f"Die Sitzung {neu.nummer} ist angesetzt.")
        return redirect("tagesordnung", neu.pk)
    return render(request, "sitzungen/sitzung_neu.html", {"form": form})


def _plan(form: SitzungForm, request: KontoRequest) -> Sitzung:
    angaben = form.cleaned_data
    return plan_sitzung(
        angaben["gremium"],
        beginn=form.zeitpunkt,
        ende=form.schluss,
        konto=request.user,
        ort=angaben["ort"],
        hinweis=angaben["hinweis"],
        bekanntmachen=angaben["bekanntmachen"],
        grund=form.grund,
    )


@login_required
@require_http_methods(["GET", "POST"])
def sitzung_bearbeiten(request: KontoRequest, pk: int) -> HttpResponse:
    """Change day, place or remark."""
    sitzung = fetch_sitzung(request.user, pk, may_edit_tagesordnung)
    form = SitzungAendernForm(posted(request), initial=SitzungAendernForm.initial_of(sitzung))
    erfolg = "Die Angaben zur Sitzung sind geändert."
    if carry_out(request, form, lambda: _reschedule(form, sitzung, request), erfolg):
        return redirect(sitzung)
    return render(request, "sitzungen/sitzung_bearbeiten.html", {"form": form, "sitzung": sitzung})


def _reschedule(form: SitzungAendernForm, sitzung: Sitzung, request: KontoRequest) -> Sitzung:
    angaben = form.cleaned_data
    return reschedule_sitzung(
        sitzung,
        konto=request.user,
        beginn=form.zeitpunkt,
        ende=form.schluss,
        ort=angaben["ort"],
        hinweis=angaben["hinweis"],
        grund=form.grund,
    )


@login_required
@require_http_methods(["GET", "POST"])
def sitzung_absagen(request: KontoRequest, pk: int) -> HttpResponse:
    """Call the sitting off; its papers wait for another one."""
    sitzung = fetch_sitzung(request.user, pk, may_edit_tagesordnung)
    form = VorgangForm(posted(request), frage=ABSAGE)
    erfolg = f"Die Sitzung {sitzung.nummer} ist abgesagt. Ihre Vorlagen warten wieder."
    if carry_out(request, form, lambda: cancel_sitzung(sitzung, konto=request.user, grund=form.grund), erfolg):
        return redirect(sitzung)
    return render(request, "sitzungen/sitzung_absagen.html", {"form": form, "sitzung": sitzung})


@login_required
@require_POST
def sitzung_bekanntmachen(request: KontoRequest, pk: int) -> HttpResponse:
    """Put the sitting into the public calendar."""
    sitzung = fetch_sitzung(request.user, pk, may_edit_tagesordnung)
    return _act(request, sitzung, lambda: announce_sitzung(sitzung, konto=request.user), "Die Sitzung ist öffentlich.")


@login_required
@require_http_methods(["GET", "POST"])
def sitzung_eroeffnen(request: KontoRequest, pk: int) -> HttpResponse:
    """Open the sitting; what should have come before it is said, and asked for."""
    sitzung = fetch_sitzung(request.user, pk, may_record_abstimmung)
    form = VorgangForm(posted(request), frage=EROEFFNUNG)
    erfolg = "Die Sitzung ist eröffnet."
    if carry_out(request, form, lambda: open_sitzung(sitzung, konto=request.user, grund=form.grund), erfolg):
        return redirect(sitzung)
    befunde = check_eroeffnen(sitzung)
    if not form.is_bound:
        form.expect(befunde)
    return render(request, "sitzungen/sitzung_eroeffnen.html", {"form": form, "sitzung": sitzung, "befunde": befunde})


@login_required
@require_POST
def sitzung_beenden(request: KontoRequest, pk: int) -> HttpResponse:
    """Close the sitting."""
    sitzung = fetch_sitzung(request.user, pk, may_record_abstimmung)
    return _act(request, sitzung, lambda: close_sitzung(sitzung, konto=request.user), "Die Sitzung ist beendet.")


def _act(request: HttpRequest, sitzung: Sitzung, act: Callable[[], Sitzung], satz: str) -> HttpResponse:
    form = VorgangForm(request.POST)
    if carry_out(request, form, act, satz):
        return redirect(sitzung)
    return render_sitzung(request, sitzung, form)
