"""Writing a paper: begin, edit, delete."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from konten.forms.vorgang import VorgangForm
from konten.rechte import KontoRequest, rechte_of
from konten.views.vorgang import carry_out, posted
from vorlagen.actions.bearbeitung import EntwurfUeberholt
from vorlagen.actions.entwurf import begin_vorlage, delete_entwurf, supersede_vorlage
from vorlagen.actions.freigabe import check_fassung
from vorlagen.enums import Vorlagenart
from vorlagen.forms.bearbeitung import Bearbeitung, is_ueberholt, read_eingabe, read_ueberholtes
from vorlagen.forms.entwurf import NeueVorlageForm
from vorlagen.forms.felder import list_hinweise
from vorlagen.forms.zeilen import parse_befehl
from vorlagen.models import Fassung
from vorlagen.pages.aufgaben import count_fertige, list_aufgaben
from vorlagen.permissions import may_create_vorlage, may_edit_vorlage, may_supersede_vorlage
from vorlagen.views.hilfen import SEITE_UND_AKT, get_fassung_or_404, require_erlaubnis


@login_required
@require_http_methods(SEITE_UND_AKT)
def vorlage_neu(request: KontoRequest) -> HttpResponse:
    """Begin a paper for one of the own offices."""
    konto = request.user
    require_erlaubnis(may_create_vorlage(konto))
    form = NeueVorlageForm(request.POST or None, konto=konto)
    if form.is_valid():
        daten = form.cleaned_data
        fassung = begin_vorlage(konto=konto, amt=daten["amt"], art=Vorlagenart(daten["art"]), betreff=daten["betreff"])
        return redirect("vorlage_bearbeiten", fassung.vorlage_id)
    return render(request, "vorlagen/neu.html", {"form": form})


@login_required
@require_http_methods(SEITE_UND_AKT)
def vorlage_bearbeiten(request: KontoRequest, pk: int) -> HttpResponse:
    """Write in a draft; the row buttons rearrange without storing, everything typed comes back."""
    konto = request.user
    fassung = get_fassung_or_404(konto, pk)
    if request.method != "POST":
        require_erlaubnis(may_edit_vorlage(konto, fassung))
        return _show(request, fassung, Bearbeitung(fassung, konto))
    require_erlaubnis(fassung.amt_id in rechte_of(konto).aemter)
    if is_ueberholt(fassung, request.POST):
        return _show_konflikt(request, pk)
    require_erlaubnis(may_edit_vorlage(konto, fassung))
    try:
        return _take_in(request, fassung)
    except EntwurfUeberholt:
        return _show_konflikt(request, pk)


def _take_in(request: KontoRequest, fassung: Fassung) -> HttpResponse:
    konto = request.user
    bearbeitung = read_eingabe(fassung, konto, request.POST, request.FILES.getlist("dateien"))
    if parse_befehl(request.POST) or not bearbeitung.is_valid() or not bearbeitung.save():
        return _show(request, fassung, bearbeitung)
    if bearbeitung.upload.errors:
        frisch = Bearbeitung(get_fassung_or_404(konto, fassung.vorlage_id), konto)
        frisch.refuse_dateien(bearbeitung.upload.errors["dateien"])
        return _show(request, frisch.fassung, frisch)
    messages.success(request, f"Gespeichert um {timezone.localtime():%H:%M} Uhr.")
    for satz in list_hinweise(bearbeitung.form):
        messages.info(request, satz)
    ziel = "vorlage_einreichen" if "pruefen" in request.POST else "vorlage_bearbeiten"
    return redirect(ziel, fassung.vorlage_id)


def _show(request: HttpRequest, fassung: Fassung, bearbeitung: Bearbeitung) -> HttpResponse:
    gespeichert = Fassung.objects.select_related("vorlage", "amt", "dezernat").get(pk=fassung.pk)
    aufgaben = list_aufgaben(check_fassung(gespeichert))
    inhalt = {
        "vorlage": fassung.vorlage,
        "fassung": gespeichert,
        "bearbeitung": bearbeitung,
        "aufgaben": aufgaben,
        "fertig": count_fertige(aufgaben),
    }
    return render(request, "vorlagen/bearbeiten.html", inhalt)


def _show_konflikt(request: KontoRequest, pk: int) -> HttpResponse:
    konto = request.user
    fassung = get_fassung_or_404(konto, pk)
    bearbeitung = read_ueberholtes(fassung, konto, request.POST)
    inhalt = {
        "vorlage": fassung.vorlage,
        "fassung": Fassung.objects.get(pk=fassung.pk),
        "bearbeitung": bearbeitung,
        "unterschiede": bearbeitung.list_unterschiede(),
        "dateien": [datei.name for datei in request.FILES.getlist("dateien")],
        "is_offen": may_edit_vorlage(konto, fassung),
    }
    return render(request, "vorlagen/konflikt.html", inhalt, status=409)


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
    return render(request, "vorlagen/gesperrt.html", {"vorlage": fassung.vorlage, "fassung": fassung, "form": form})
