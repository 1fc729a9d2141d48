"""Handing a draft in, co-signing it, releasing it."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from konten.rechte import KontoRequest
from konten.views.vorgang import carry_out
from vorlagen.actions.freigabe import release_vorlage
from vorlagen.actions.mitzeichnung import countersign_vorlage, submit_vorlage
from vorlagen.documents.gesehen import read_gesehenes
from vorlagen.enums import Mitzeichnungsergebnis
from vorlagen.forms.vorgang import EinreichenForm, MitzeichnenForm, VorgangForm, link_befunde
from vorlagen.models import Mitzeichnung
from vorlagen.pages.seiteninhalt import collect_seite
from vorlagen.permissions import may_countersign_vorlage, may_release_vorlage, may_submit_vorlage
from vorlagen.views.hilfen import SEITE_UND_AKT, get_fassung_or_404, list_befunde, require_erlaubnis


@login_required
@require_http_methods(SEITE_UND_AKT)
def vorlage_einreichen(request: KontoRequest, pk: int) -> HttpResponse:
    """Show the draft as it reads, what it lacks and who signs next; then hand it in."""
    konto = request.user
    fassung = get_fassung_or_404(konto, pk)
    require_erlaubnis(may_submit_vorlage(konto, fassung))
    form = EinreichenForm(
        request.POST if request.method == "POST" else None, fassung=fassung, befunde=list_befunde(request, fassung)
    )

    def hand_in() -> object:
        weitere = list(form.cleaned_data.get("weitere", ()))
        return submit_vorlage(fassung, konto=konto, weitere=weitere, grund=form.grund_text)

    if carry_out(request, form, hand_in, "Die Vorlage ist in der Mitzeichnung."):
        return redirect("vorlage", pk)
    sperren = link_befunde(form.sperren, reverse("vorlage_bearbeiten", args=[pk]))
    inhalt = collect_seite(konto, fassung) | {"form": form, "sperren": sperren}
    return render(request, "vorlagen/einreichen.html", inhalt)


@login_required
@require_http_methods(SEITE_UND_AKT)
def vorlage_mitzeichnen(request: KontoRequest, pk: int) -> HttpResponse:
    """Show the paper to its co-signer and take the answer."""
    konto = request.user
    fassung = get_fassung_or_404(konto, pk)
    require_erlaubnis(may_countersign_vorlage(konto, fassung))
    form = MitzeichnenForm(request.POST if request.method == "POST" else None)

    def answer() -> object:
        daten = form.cleaned_data
        return countersign_vorlage(
            fassung,
            konto=konto,
            ergebnis=Mitzeichnungsergebnis(daten["ergebnis"]),
            bemerkung=daten["bemerkung"],
            stand=daten["stand"],
        )

    if carry_out(request, form, answer, "Ihre Antwort ist gespeichert."):
        return redirect("schreibtisch")
    return render(request, "vorlagen/mitzeichnen.html", collect_seite(konto, fassung) | {"form": form})


@login_required
@require_safe
def mitzeichnung_gesehen(request: HttpRequest, pk: int, mitzeichnung_pk: int) -> HttpResponse:
    """Show a co-signer what they answered to, as it read then; nobody else."""
    beantwortet = Mitzeichnung.objects.answered_by(request.user)
    mitzeichnung = get_object_or_404(beantwortet, pk=mitzeichnung_pk, fassung__vorlage=pk)
    inhalt = {"mitzeichnung": mitzeichnung, "gesehen": read_gesehenes(mitzeichnung.gesehen)}
    return render(request, "vorlagen/gesehen.html", inhalt)


@login_required
@require_http_methods(SEITE_UND_AKT)
def vorlage_freigeben(request: KontoRequest, pk: int) -> HttpResponse:
    """Show what is released, then draw the number and freeze the Fassung."""
    konto = request.user
    fassung = get_fassung_or_404(konto, pk)
    require_erlaubnis(may_release_vorlage(konto, fassung))
    form = VorgangForm(request.POST if request.method == "POST" else None, befunde=list_befunde(request, fassung))
    erfolg = "Die Vorlage ist freigegeben und hat ihre Nummer."
    if carry_out(request, form, lambda: release_vorlage(fassung, konto=konto, grund=form.grund_text), erfolg):
        return redirect("vorlage", pk)
    sperren = link_befunde(form.sperren, reverse("vorlage", args=[pk]))
    inhalt = collect_seite(konto, fassung) | {"form": form, "sperren": sperren}
    return render(request, "vorlagen/freigeben.html", inhalt)
