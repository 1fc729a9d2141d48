"""After release: changing the way through the bodies."""

from collections.abc import Callable

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from konten.models import Konto
from konten.rechte import KontoRequest
from konten.views.vorgang import carry_out, posted
from vorlagen.actions.oeffnung import decline_oeffnung, find_vorschlaege, propose_oeffnung
from vorlagen.actions.planung import plan_gremienweg
from vorlagen.forms.planung import Planung
from vorlagen.models import Vorlage
from vorlagen.permissions import may_plan_gremienweg
from vorlagen.views.hilfen import SEITE_UND_AKT, get_fassung_or_404, require_erlaubnis


@login_required
@require_http_methods(SEITE_UND_AKT)
def vorlage_gremienweg(request: KontoRequest, pk: int) -> HttpResponse:
    """Change the open stations of a released paper."""
    konto = request.user
    papier = get_fassung_or_404(konto, pk).vorlage
    require_erlaubnis(may_plan_gremienweg(konto, papier))
    planung = Planung(papier, posted(request))
    if planung.is_bereit():
        akt, erfolg = _choose(request, papier, planung, konto)
        if carry_out(request, planung.form, akt, erfolg):
            return redirect("vorlage", pk)
    inhalt = {"vorlage": papier, "planung": planung, "vorgeschlagen": find_vorschlaege(planung.stationen)}
    return render(request, "vorlagen/gremienweg.html", inhalt)


def _choose(request: HttpRequest, papier: Vorlage, planung: Planung, konto: Konto) -> tuple[Callable[[], object], str]:
    """Return which act the pressed button means, and what is said when it is done."""
    plaene, form = planung.plaene, planung.form
    if "vorlegen" in request.POST:
        satz = "Der Vorschlag wartet jetzt auf eine zweite Person."
        return lambda: propose_oeffnung(papier, plaene, konto=konto, grund=form.grund), satz
    if "ablehnen" in request.POST:
        return lambda: decline_oeffnung(papier, konto=konto, grund=form.grund), "Der Vorschlag ist erledigt."
    satz = "Der Gremienweg ist geändert."
    return lambda: plan_gremienweg(papier, plaene, konto=konto, grund=form.grund), satz
