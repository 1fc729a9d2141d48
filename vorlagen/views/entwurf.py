"""A draft as a whole: begin, look what is done, delete. Its parts are written in :mod:`vorlagen.views.teil`."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from konten.forms.vorgang import VorgangForm
from konten.rechte import KontoRequest
from konten.views.vorgang import attempt, carry_out, posted
from vorlagen.actions.entwurf import begin_antwort, delete_entwurf, supersede_vorlage
from vorlagen.enums import Entwurfsteil
from vorlagen.forms.entwurf import NeueVorlageForm, list_aemter
from vorlagen.models import Fassung
from vorlagen.pages.entwurf import address_of, list_aufgaben, list_mitschreibende, list_staende
from vorlagen.pages.mitzeichnung import find_rueckgabe, list_unterschriften_of
from vorlagen.permissions import may_answer_vorlage, may_create_vorlage, may_edit_vorlage, may_supersede_vorlage
from vorlagen.views.hilfen import SEITE_UND_AKT, begin_from, find_vorbild_or_404, get_fassung_or_404, require_erlaubnis


@login_required
@require_http_methods(SEITE_UND_AKT)
def vorlage_neu(request: KontoRequest) -> HttpResponse:
    """Begin a paper for one of the own offices."""
    konto = request.user
    require_erlaubnis(may_create_vorlage(konto))
    vorbild = find_vorbild_or_404(request)
    form = NeueVorlageForm(posted(request), konto=konto, vorbild=vorbild)
    if form.is_valid() and (fassung := begin_from(form, konto, form.cleaned_data["amt"], vorbild)):
        return redirect(address_of(fassung.vorlage_id, Entwurfsteil.ANGABEN))
    return render(request, "vorlagen/neu.html", {"form": form, "vorbild": vorbild})


@login_required
@require_safe
def vorlage_bearbeiten(request: KontoRequest, pk: int) -> HttpResponse:
    """Show a draft as a task list."""
    konto = request.user
    fassung = get_fassung_or_404(konto, pk)
    require_erlaubnis(may_edit_vorlage(konto, fassung))
    staende = list_staende(fassung)
    inhalt = {
        "vorlage": fassung.vorlage,
        "fassung": fassung,
        "aufgaben": list_aufgaben(fassung, staende),
        "mitschreibende": list_mitschreibende(staende, konto),
        "rueckgabe": find_rueckgabe(fassung),
        "unterschriften": list_unterschriften_of(fassung),
    }
    return render(request, "vorlagen/entwurf.html", inhalt)


@login_required
@require_http_methods(SEITE_UND_AKT)
def vorlage_loeschen(request: KontoRequest, pk: int) -> HttpResponse:
    """Ask, then delete a draft that was never released."""
    konto = request.user
    fassung = get_fassung_or_404(konto, pk)
    require_erlaubnis(may_edit_vorlage(konto, fassung))
    form = VorgangForm(posted(request))
    if carry_out(request, form, lambda: delete_entwurf(fassung, konto=konto), "Der Entwurf ist gelöscht."):
        return redirect("schreibtisch")
    return render(request, "vorlagen/loeschen.html", {"vorlage": fassung.vorlage, "fassung": fassung, "form": form})


@login_required
@require_POST
def vorlage_neufassen(request: KontoRequest, pk: int) -> HttpResponse:
    """Begin the next Fassung of a released paper."""
    konto = request.user
    fassung = get_fassung_or_404(konto, pk)
    require_erlaubnis(may_supersede_vorlage(konto, fassung.vorlage, fassung))
    erfolg = "Die Neufassung ist angelegt. Die freigegebene Fassung bleibt gültig, bis die neue freigegeben ist."
    form = VorgangForm(request.POST)
    if carry_out(request, form, lambda: supersede_vorlage(fassung.vorlage, konto=konto), erfolg):
        return redirect("vorlage_bearbeiten", pk)
    return _show_gesperrt(request, fassung, form, "Neu fassen", "Die Vorlage kann nicht neu gefasst werden")


@login_required
@require_POST
def vorlage_antworten(request: KontoRequest, pk: int) -> HttpResponse:
    """Begin the answer to a paper of the council, for the first of the own offices; the draft offers the others."""
    konto = request.user
    fassung = get_fassung_or_404(konto, pk)
    require_erlaubnis(may_answer_vorlage(konto, fassung.vorlage, fassung))
    amt, form = list_aemter(konto).first(), VorgangForm(request.POST)
    if antwort := attempt(form, lambda: begin_antwort(fassung, konto=konto, amt=amt)):
        return redirect("vorlage_bearbeiten", antwort.vorlage_id)
    return _show_gesperrt(request, fassung, form, "Antwort beginnen", "Die Antwort kann nicht begonnen werden")


def _show_gesperrt(
    request: HttpRequest, fassung: Fassung, form: VorgangForm, vorgang: str, hindernis: str
) -> HttpResponse:
    inhalt = {"vorlage": fassung.vorlage, "fassung": fassung, "form": form}
    return render(request, "vorlagen/gesperrt.html", inhalt | {"vorgang": vorgang, "hindernis": hindernis})
