"""After release: publish, withdraw, change the way."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from vorlagen.actions.freigabe import withdraw_vorlage
from vorlagen.actions.gremienweg import plan_gremienweg
from vorlagen.forms.planung import Planung
from vorlagen.forms.vorgang import ZurueckziehenForm
from vorlagen.permissions import may_plan_gremienweg, may_withdraw_vorlage
from vorlagen.seiteninhalt import collect_seite
from vorlagen.views.hilfen import (
    SEITE_UND_AKT,
    carry_out,
    get_fassung_or_404,
    get_konto,
    require_erlaubnis,
)


@login_required
@require_http_methods(SEITE_UND_AKT)
def vorlage_zurueckziehen(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for the reason, then withdraw the paper."""
    konto = get_konto(request)
    fassung = get_fassung_or_404(konto, pk)
    papier = fassung.vorlage
    require_erlaubnis(may_withdraw_vorlage(konto, papier, fassung))
    form = ZurueckziehenForm(request.POST if request.method == "POST" else None)
    erfolg = f"{papier.nummer} ist zurückgezogen."
    if carry_out(request, form, lambda: withdraw_vorlage(papier, konto=konto, grund=form.grund_text), erfolg):
        return redirect("vorlage", pk)
    return render(request, "vorlagen/zurueckziehen.html", collect_seite(konto, fassung) | {"form": form})


@login_required
@require_http_methods(SEITE_UND_AKT)
def vorlage_gremienweg(request: HttpRequest, pk: int) -> HttpResponse:
    """Change the open stations of a released paper."""
    konto = get_konto(request)
    papier = get_fassung_or_404(konto, pk).vorlage
    require_erlaubnis(may_plan_gremienweg(konto, papier))
    planung = Planung(papier, request.POST if request.method == "POST" else None)
    if planung.is_bereit():

        def plan() -> object:
            return plan_gremienweg(papier, planung.plaene, konto=konto, grund=planung.form.grund_text)

        if carry_out(request, planung.form, plan, "Der Gremienweg ist geändert."):
            return redirect("vorlage", pk)
    return render(request, "vorlagen/gremienweg.html", {"vorlage": papier, "planung": planung})
