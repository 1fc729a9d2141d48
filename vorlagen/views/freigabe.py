"""After release: publish, withdraw, change the way."""

from collections.abc import Callable

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from konten.models import Konto
from konten.rechte import KontoRequest
from konten.views.vorgang import carry_out
from vorlagen.actions.freigabe import withdraw_vorlage
from vorlagen.actions.oeffnung import decline_oeffnung, list_vorschlaege, propose_oeffnung
from vorlagen.actions.planung import plan_gremienweg
from vorlagen.forms.planung import Planung
from vorlagen.forms.vorgang import ZurueckziehenForm
from vorlagen.models import Vorlage
from vorlagen.pages.seiteninhalt import collect_seite
from vorlagen.permissions import may_plan_gremienweg, may_withdraw_vorlage
from vorlagen.views.hilfen import SEITE_UND_AKT, get_fassung_or_404, require_erlaubnis


@login_required
@require_http_methods(SEITE_UND_AKT)
def vorlage_zurueckziehen(request: KontoRequest, pk: int) -> HttpResponse:
    """Ask for the reason, then withdraw the paper."""
    konto = request.user
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
def vorlage_gremienweg(request: KontoRequest, pk: int) -> HttpResponse:
    """Change the open stations of a released paper."""
    konto = request.user
    papier = get_fassung_or_404(konto, pk).vorlage
    require_erlaubnis(may_plan_gremienweg(konto, papier))
    planung = Planung(papier, request.POST if request.method == "POST" else None)
    if planung.is_bereit():
        akt, erfolg = _choose(request, papier, planung, konto)
        if carry_out(request, planung.form, akt, erfolg):
            return redirect("vorlage", pk)
    inhalt = {"vorlage": papier, "planung": planung, "vorgeschlagen": list_vorschlaege(papier)}
    return render(request, "vorlagen/gremienweg.html", inhalt)


def _choose(request: HttpRequest, papier: Vorlage, planung: Planung, konto: Konto) -> tuple[Callable[[], object], str]:
    """Return which act the pressed button means, and what is said when it is done."""
    plaene, form = planung.plaene, planung.form
    if "vorlegen" in request.POST:
        satz = "Der Vorschlag wartet jetzt auf eine zweite Person."
        return lambda: propose_oeffnung(papier, plaene, konto=konto, grund=form.grund_text), satz
    if "ablehnen" in request.POST:
        return lambda: decline_oeffnung(papier, konto=konto, grund=form.grund_text), "Der Vorschlag ist erledigt."
    satz = "Der Gremienweg ist geändert."
    return lambda: plan_gremienweg(papier, plaene, konto=konto, grund=form.grund_text), satz
