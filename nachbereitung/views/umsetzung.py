"""„Was wurde daraus?“: writing it, releasing it as a second person, declining it."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from konten.actions.zweite_person import ZweitePerson
from konten.forms.vorgang import VorgangForm
from konten.models import Konto
from konten.permissions import list_andere
from konten.rechte import KontoRequest
from konten.views.vorgang import carry_out, posted
from konten.views.vorschlag import Gegenstand, ask_ablehnung
from nachbereitung.actions.umsetzung import freigaberollen, release_auskunft, write_auskunft
from nachbereitung.forms.beschluesse import ABLEHNUNG, WortlautForm
from nachbereitung.models import Beschluss, Umsetzungsauskunft
from nachbereitung.pages.bekanntgaben import read_zweite
from nachbereitung.permissions import may_note_umsetzung, may_release_auskunft
from nachbereitung.views.zugriff_beschluss import fetch_beschluss


@login_required
@require_http_methods(["GET", "POST"])
def umsetzung(request: KontoRequest, pk: int) -> HttpResponse:
    """Ask what became of a decision, and put it before a second person."""
    beschluss = fetch_beschluss(request.user, pk, may_note_umsetzung)
    letzte = Umsetzungsauskunft.objects.newest().filter(top=pk).first()
    form = WortlautForm(posted(request), initial={"text": letzte.text if letzte else ""})
    erfolg = "Die Auskunft liegt zur Freigabe vor."
    if carry_out(request, form, lambda: write_auskunft(beschluss, text=form.text_wert, konto=request.user), erfolg):
        return redirect(beschluss)
    inhalt = {"form": form, "beschluss": beschluss, "titel": "Was wurde daraus?", "knopf": "Zur Freigabe vorlegen"}
    return render(request, "nachbereitung/akt.html", inhalt)


@login_required
@require_http_methods(["GET", "POST"])
def umsetzung_freigeben(request: KontoRequest, pk: int) -> HttpResponse:
    """Show exactly what becomes public, and release it as a second person."""
    beschluss = fetch_beschluss(request.user, pk, may_release_auskunft)
    zeile = _fetch_zeile(beschluss)
    form = VorgangForm(posted(request))
    erfolg = "Die Auskunft ist freigegeben und steht auf der Seite der Vorlage."
    if carry_out(request, form, lambda: release_auskunft(zeile, konto=request.user), erfolg):
        return redirect(beschluss)
    zweite = _read_zweite(zeile, beschluss, request.user)
    inhalt = {"form": form, "beschluss": beschluss, "zeile": zeile, "zweite": zweite}
    return render(request, "nachbereitung/umsetzung_freigeben.html", inhalt)


@login_required
@require_http_methods(["GET", "POST"])
def umsetzung_ablehnen(request: KontoRequest, pk: int) -> HttpResponse:
    """Ask what is to be changed; whoever wrote it takes it back."""
    beschluss = fetch_beschluss(request.user, pk, may_release_auskunft)
    zeile = _fetch_zeile(beschluss)
    adresse = beschluss.get_absolute_url()
    was = Gegenstand(
        objekt=zeile,
        nummer=beschluss.bezeichnung,
        titel=beschluss.betreff,
        adresse=adresse,
        vorschau=reverse("umsetzung_freigeben", args=[pk]),
        danach=adresse,
        wurzel=("Beschlüsse", "beschluesse"),
    )
    return ask_ablehnung(request, was, _read_zweite(zeile, beschluss, request.user), ABLEHNUNG)


def _fetch_zeile(beschluss: Beschluss) -> Umsetzungsauskunft:
    offene = (
        Umsetzungsauskunft.objects.newest().filter(freigegeben_am__isnull=True).select_related("konto__person", "top")
    )
    return get_object_or_404(offene, top=beschluss.pk)


def _read_zweite(zeile: Umsetzungsauskunft, beschluss: Beschluss, konto: Konto) -> ZweitePerson:
    return read_zweite(zeile, konto, list_andere(freigaberollen(beschluss.zustaendig), [konto.auge]))
