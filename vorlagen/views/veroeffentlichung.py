"""Before a paper becomes public: what exactly, and by whom it was proposed."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from konten.forms.vorgang import VorgangForm
from konten.rechte import KontoRequest
from konten.views.vorgang import carry_out, posted
from konten.views.vorschlag import Gegenstand, ask_ablehnung
from vorlagen.actions.veroeffentlichung import propose_veroeffentlichung, publish_vorlage
from vorlagen.forms.vorgang import ABLEHNEN, OEFFNEN, TROTZDEM
from vorlagen.pages.akte import VORLAGEN, describe_veroeffentlichen
from vorlagen.pages.zweite_person import read_zweite_person
from vorlagen.permissions import may_publish_vorlage
from vorlagen.views.akte import show_akt
from vorlagen.views.hilfen import (
    SEITE_UND_AKT,
    get_fassung_or_404,
    list_anlagenbefunde,
    list_fassungen_or_404,
    require_erlaubnis,
)


@login_required
@require_http_methods(SEITE_UND_AKT)
def vorlage_veroeffentlichen(request: KontoRequest, pk: int) -> HttpResponse:
    """Show exactly what becomes public, then make it so, or put it before a second person."""
    konto = request.user
    fassungen = list_fassungen_or_404(konto, pk)
    fassung = fassungen[0]
    require_erlaubnis(may_publish_vorlage(konto, fassung))
    zweite = read_zweite_person(fassung, konto)
    befunde = [] if zweite.bestaetigt else list_anlagenbefunde(request, fassung)
    frage = OEFFNEN if zweite.is_noetig else TROTZDEM
    form = VorgangForm(posted(request), befunde=befunde, frage=frage)
    vorlegen = "vorlegen" in request.POST
    akt = propose_veroeffentlichung if vorlegen else publish_vorlage
    satz = "wartet jetzt auf eine zweite Person" if vorlegen else "ist veröffentlicht"
    erfolg = f"{fassung.nummer} {satz}."
    if carry_out(request, form, lambda: akt(fassung, konto=konto, grund=form.grund), erfolg):
        return redirect("vorlage_veroeffentlichen" if vorlegen else "vorlage", pk)
    # After a refusal somebody else may have acted meanwhile.
    zweite = read_zweite_person(fassung, konto) if form.is_bound else zweite
    return show_akt(request, fassungen, describe_veroeffentlichen(fassung), form, zweite=zweite)


@login_required
@require_http_methods(SEITE_UND_AKT)
def vorlage_ablehnen(request: KontoRequest, pk: int) -> HttpResponse:
    """Ask why the paper shall not become public; whoever proposed it takes it back."""
    konto = request.user
    fassung = get_fassung_or_404(konto, pk)
    require_erlaubnis(may_publish_vorlage(konto, fassung))
    seite = fassung.vorlage.get_absolute_url()
    was = Gegenstand(
        objekt=fassung,
        nummer=fassung.nummer,
        titel=fassung.betreff,
        adresse=seite,
        vorschau=reverse("vorlage_veroeffentlichen", args=[pk]),
        danach=seite,
        wurzel=VORLAGEN,
    )
    return ask_ablehnung(request, was, read_zweite_person(fassung, konto), ABLEHNEN)
