"""Waiting papers go onto the agenda, several at once."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.views.decorators.http import require_POST

from gremien.rules.befund import VorgangGesperrt
from konten.rechte import KontoRequest
from konten.views.vorgang import read_kennung
from sitzungen.actions.tagesordnung import place_top
from sitzungen.forms import AufsetzenForm
from sitzungen.forms.tagesordnung import NACHTRAG
from sitzungen.models import Sitzung, Tagesordnungspunkt
from sitzungen.pages.warteliste import Wartend, list_geplante, read_wartende
from sitzungen.permissions import may_edit_tagesordnung
from sitzungen.querysets import waiting_beratungen
from sitzungen.views.tagesordnung import go_back, render_werkbank
from sitzungen.views.zugriff import fetch_sitzung


@login_required
@require_POST
def top_aufsetzen(request: KontoRequest, pk: int) -> HttpResponse:
    """Put waiting papers onto the agenda: one, those that are ticked, or all that are planned for its day."""
    sitzung = fetch_sitzung(request.user, pk, may_edit_tagesordnung)
    wartende, verlangt = _find_verlangte(request, sitzung)
    form = AufsetzenForm(request.POST, sitzung=sitzung, wartende=wartende)
    gesetzt = _place(form, sitzung, request)
    form.miss(verlangt - len(wartende), is_leer=not verlangt)
    if gesetzt:
        satz = "Die Vorlage ist aufgesetzt." if len(gesetzt) == 1 else f"{len(gesetzt)} Vorlagen sind aufgesetzt."
        messages.success(request, satz)
    return render_werkbank(request, sitzung, form) if form.errors else go_back(request, sitzung, gesetzt[-1].pk)


def _find_verlangte(request: KontoRequest, sitzung: Sitzung) -> tuple[list[Wartend], int]:
    """Return the papers that are meant and still wait, and how many were meant."""
    if "alle" in request.POST:
        wartende = [wartend for wartend in list_geplante(sitzung, request.user) if not wartend.is_gesperrt]
        return wartende, len(wartende)
    kennungen = {read_kennung(wert) for wert in request.POST.getlist("einzeln") or request.POST.getlist("beratung")}
    offen = waiting_beratungen(request.user).filter(gremium=sitzung.gremium_id, pk__in=kennungen)
    return read_wartende(offen), len(kennungen)


def _place(form: AufsetzenForm, sitzung: Sitzung, request: KontoRequest) -> list[Tagesordnungspunkt]:
    """Place the papers one by one; the form says which were not, and why."""
    gesetzt = []
    for wartend, wort in form.list_bereite():
        angaben = {"oberbegriff": wort, "nachtrag_grund": form.cleaned_data.get(NACHTRAG, "")}
        try:
            gesetzt.append(
                place_top(sitzung, teil=wartend.teil, konto=request.user, beratung=wartend.beratung, **angaben)
            )
        except VorgangGesperrt as gesperrt:
            form.refuse(wartend, gesperrt.befunde)
    return gesetzt
