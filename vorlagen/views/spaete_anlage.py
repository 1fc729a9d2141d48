"""An attachment that comes after the release: bringing it, making it public, declining that."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from dokumente.ablage.aufnehmen import DateiAbgelehnt, store_datei
from dokumente.rules.namen import clean_dateiname, titel_of
from gremien.rules.befund import VorgangGesperrt
from konten.forms.vorgang import VorgangForm
from konten.models import Konto
from konten.rechte import KontoRequest
from konten.views.vorgang import carry_out, posted
from konten.views.vorschlag import Gegenstand, ask_ablehnung
from vorlagen.actions.spaete_anlage import (
    SpaeteAnlage,
    add_anlage,
    check_anlage,
    finish_anlage,
    propose_anlage,
    publish_anlage,
)
from vorlagen.forms.spaete_anlage import SpaeteAnlageForm
from vorlagen.forms.vorgang import ABLEHNEN, ANLAGE_OEFFNEN, TROTZDEM
from vorlagen.models import Anlage, Fassung
from vorlagen.pages.akte import VORLAGEN, describe_anlage_veroeffentlichen
from vorlagen.pages.zweite_person import read_zweite_person_zur_anlage
from vorlagen.permissions import may_add_anlage, may_publish_anlage
from vorlagen.views.akte import show_akt
from vorlagen.views.hilfen import SEITE_UND_AKT, get_fassung_or_404, list_fassungen_or_404, require_erlaubnis


@login_required
@require_http_methods(SEITE_UND_AKT)
def anlage_nachreichen(request: KontoRequest, pk: int) -> HttpResponse:
    """Take in an attachment for a released paper; where the paper is public, ask next whether it shall be, too."""
    fassung = get_fassung_or_404(request.user, pk)
    require_erlaubnis(may_add_anlage(request.user, fassung))
    form = SpaeteAnlageForm(request.POST or None, request.FILES or None)
    anlage = _add(form, fassung, request.user) if form.is_valid() else None
    if anlage is None:
        inhalt = {"vorlage": fassung.vorlage, "fassung": fassung, "form": form}
        return render(request, "vorlagen/anlage_nachreichen.html", inhalt)
    messages.success(request, f"{anlage} ist nachgereicht. Bisher ist sie nichtöffentlich.")
    if fassung.vorlage.fassungen.drafted().exists():
        messages.info(request, "Der Entwurf der Neufassung hat diese Anlage noch nicht; bitte sagen Sie es dem Amt.")
    return redirect("anlage_veroeffentlichen", pk, anlage.pk) if fassung.oeffentlich else redirect("vorlage", pk)


def _add(form: SpaeteAnlageForm, fassung: Fassung, konto: Konto) -> Anlage | None:
    """Keep the file and add it; what refuses either is said at its field."""
    upload = form.cleaned_data["datei"]
    name = clean_dateiname(upload.name or "")
    titel, grund = form.cleaned_data["titel"] or titel_of(name), form.cleaned_data["grund"]
    try:
        neu = SpaeteAnlage(titel=titel, datei=store_datei(upload), dateiname=name, grund=grund)
        return add_anlage(fassung, neu, konto=konto)
    except DateiAbgelehnt as fehler:
        form.add_error("datei", str(fehler))
    except VorgangGesperrt as gesperrt:
        for befund in gesperrt.befunde:
            form.add_error(befund.feld or None, str(befund))
    return None


@login_required
@require_http_methods(SEITE_UND_AKT)
def anlage_veroeffentlichen(request: KontoRequest, pk: int, anlage_pk: int) -> HttpResponse:
    """Show what becomes public with an attachment, then put it before a second person, or confirm it as that."""
    konto, fassungen = request.user, list_fassungen_or_404(request.user, pk)
    anlage = _get_anlage(konto, pk, anlage_pk)
    require_erlaubnis(may_publish_anlage(konto, anlage))
    if request.method == "POST":
        finish_anlage(anlage)
    zweite = read_zweite_person_zur_anlage(anlage, konto)
    frage = TROTZDEM if zweite.passt else ANLAGE_OEFFNEN
    form = VorgangForm(posted(request), befunde=[] if zweite.bestaetigt else check_anlage(anlage), frage=frage)
    vorlegen = "vorlegen" in request.POST
    akt = propose_anlage if vorlegen else publish_anlage
    erfolg = f"{anlage} {'wartet jetzt auf eine zweite Person' if vorlegen else 'ist öffentlich'}."
    if carry_out(request, form, lambda: akt(anlage, konto=konto, grund=form.grund), erfolg):
        return redirect(request.path) if vorlegen else redirect("vorlage", pk)
    zweite = read_zweite_person_zur_anlage(anlage, konto) if form.is_bound else zweite
    seite = describe_anlage_veroeffentlichen(anlage)
    return show_akt(request, fassungen, seite, form, zweite=zweite, anlage=anlage)


@login_required
@require_http_methods(SEITE_UND_AKT)
def anlage_ablehnen(request: KontoRequest, pk: int, anlage_pk: int) -> HttpResponse:
    """Ask why the attachment shall not become public; whoever proposed it takes it back."""
    konto = request.user
    anlage = _get_anlage(konto, pk, anlage_pk)
    require_erlaubnis(may_publish_anlage(konto, anlage))
    was = Gegenstand(
        objekt=anlage,
        nummer=anlage.fassung.nummer,
        titel=str(anlage),
        adresse=anlage.fassung.vorlage.get_absolute_url(),
        vorschau=reverse("anlage_veroeffentlichen", args=[pk, anlage_pk]),
        danach=anlage.fassung.vorlage.get_absolute_url(),
        wurzel=VORLAGEN,
    )
    return ask_ablehnung(request, was, read_zweite_person_zur_anlage(anlage, konto), ABLEHNEN)


def _get_anlage(konto: Konto, pk: int, anlage_pk: int) -> Anlage:
    sichtbar = Anlage.objects.visible_to(konto).select_related("datei", "fassung__vorlage")
    return get_object_or_404(sichtbar, pk=anlage_pk, fassung__vorlage=pk)
