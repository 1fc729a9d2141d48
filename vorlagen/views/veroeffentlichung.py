"""Before a paper becomes public: what exactly, and by whom it was proposed."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from konten.actions.vorschlag import decline_vorschlag
from konten.rechte import KontoRequest
from konten.views.vorgang import carry_out
from vorlagen.actions.veroeffentlichung import propose_veroeffentlichung, publish_vorlage
from vorlagen.forms.vorgang import AblehnenForm, VeroeffentlichenForm
from vorlagen.pages.seiteninhalt import collect_seite
from vorlagen.pages.zweite_person import read_zweite_person
from vorlagen.permissions import may_publish_vorlage
from vorlagen.views.hilfen import SEITE_UND_AKT, get_fassung_or_404, list_anlagenbefunde, require_erlaubnis


@login_required
@require_http_methods(SEITE_UND_AKT)
def vorlage_veroeffentlichen(request: KontoRequest, pk: int) -> HttpResponse:
    """Show exactly what becomes public, then make it so, or put it before a second person."""
    konto = request.user
    fassung = get_fassung_or_404(konto, pk)
    require_erlaubnis(may_publish_vorlage(konto, fassung))
    zweite = read_zweite_person(fassung, konto)
    befunde = [] if zweite.bestaetigt else list_anlagenbefunde(request, fassung)
    form = VeroeffentlichenForm(
        request.POST if request.method == "POST" else None, befunde=befunde, braucht_vorschlag=zweite.is_noetig
    )
    vorlegen = "vorlegen" in request.POST
    akt = propose_veroeffentlichung if vorlegen else publish_vorlage
    satz = "wartet jetzt auf eine zweite Person" if vorlegen else "ist veröffentlicht"
    erfolg = f"{fassung.nummer} {satz}."
    if carry_out(request, form, lambda: akt(fassung, konto=konto, grund=form.grund_text), erfolg):
        return redirect("vorlage_veroeffentlichen" if vorlegen else "vorlage", pk)
    # After a refusal somebody else may have acted meanwhile.
    zweite = read_zweite_person(fassung, konto) if form.is_bound else zweite
    inhalt = collect_seite(konto, fassung) | {"form": form, "zweite": zweite}
    return render(request, "vorlagen/veroeffentlichen.html", inhalt)


@login_required
@require_http_methods(SEITE_UND_AKT)
def vorlage_ablehnen(request: KontoRequest, pk: int) -> HttpResponse:
    """Ask why the paper shall not become public; whoever proposed it takes it back."""
    konto = request.user
    fassung = get_fassung_or_404(konto, pk)
    require_erlaubnis(may_publish_vorlage(konto, fassung))
    zweite = read_zweite_person(fassung, konto)
    form = AblehnenForm(request.POST if request.method == "POST" else None, is_eigener=zweite.is_eigener)
    erfolg = f"Der Vorschlag ist {'zurückgenommen' if zweite.is_eigener else 'abgelehnt'}."
    if carry_out(request, form, lambda: decline_vorschlag(fassung, konto=konto, grund=form.grund_text), erfolg):
        return redirect("vorlage", pk)
    return render(request, "vorlagen/ablehnen.html", collect_seite(konto, fassung) | {"form": form, "zweite": zweite})
