"""Announcing closed decisions: the duty list, writing or withholding, releasing, the item and its document."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from konten.forms.vorgang import VorgangForm
from konten.models import Konto
from konten.rechte import KontoRequest
from konten.views.vorgang import carry_out, posted
from konten.views.vorschlag import Gegenstand, ask_ablehnung
from nachbereitung.actions.bekanntgabe import (
    place_bekanntgabe,
    release_bekanntgabe,
    suggest_text,
    withhold_bekanntgabe,
    write_bekanntgabe,
)
from nachbereitung.documents.bekanntgabe import build_bekanntgabe_druck
from nachbereitung.forms.beschluesse import ABLEHNUNG, SCHUTZ, WortlautForm
from nachbereitung.models import Bekanntgabe
from nachbereitung.pages.bekanntgaben import list_pflichten, read_zweite
from nachbereitung.permissions import may_announce_beschluesse
from nachbereitung.views.zugriff_beschluss import fetch_geschlossenen
from sitzungen.permissions import may_edit_tagesordnung
from sitzungen.views.druck import explain_druckfehler, print_sitzungsdokument
from sitzungen.views.zugriff import fetch_sitzung


@login_required
@require_safe
def bekanntgaben(request: KontoRequest) -> HttpResponse:
    """List every closed decision by what is to be done about its announcement."""
    return _show_liste(request, None)


def _show_liste(request: KontoRequest, form: VorgangForm | None) -> HttpResponse:
    if not may_announce_beschluesse(request.user):
        raise PermissionDenied
    return render(request, "nachbereitung/bekanntgaben.html", {"liste": list_pflichten(request.user), "form": form})


@login_required
@require_http_methods(["GET", "POST"])
def bekanntgabe(request: KontoRequest, pk: int) -> HttpResponse:
    """Ask what the public is told of a closed decision, and put it before a second person."""
    beschluss = fetch_geschlossenen(request.user, pk)
    letzte = Bekanntgabe.objects.newest().select_related("konto").filter(top=pk).first()
    bisher = letzte.text if letzte and letzte.text else suggest_text(beschluss)
    form = WortlautForm(posted(request), initial={"text": bisher})
    erfolg = "Der Wortlaut liegt zur Freigabe vor."
    if carry_out(request, form, lambda: write_bekanntgabe(beschluss, text=form.text_wert, konto=request.user), erfolg):
        return redirect("bekanntgaben")
    return render(request, "nachbereitung/bekanntgabe.html", {"form": form, "beschluss": beschluss, "letzte": letzte})


@login_required
@require_http_methods(["GET", "POST"])
def bekanntgabe_absehen(request: KontoRequest, pk: int) -> HttpResponse:
    """Ask which interest forbids the announcement, and keep it."""
    beschluss = fetch_geschlossenen(request.user, pk)
    form = VorgangForm(posted(request), frage=SCHUTZ)
    erfolg = "Der Beschluss wird nicht bekannt gegeben; er bleibt in der Liste."
    if carry_out(request, form, lambda: withhold_bekanntgabe(beschluss, grund=form.grund, konto=request.user), erfolg):
        return redirect("bekanntgaben")
    return render(request, "nachbereitung/absehen.html", {"form": form, "beschluss": beschluss})


@login_required
@require_http_methods(["GET", "POST"])
def bekanntgabe_freigeben(request: KontoRequest, pk: int) -> HttpResponse:
    """Show exactly what becomes public, and release it as a second person."""
    beschluss, zeile = fetch_geschlossenen(request.user, pk), _fetch_zeile(request.user, pk)
    form = VorgangForm(posted(request))
    erfolg = "Der Wortlaut ist freigegeben und wartet auf den nächsten öffentlichen Teil."
    if carry_out(request, form, lambda: release_bekanntgabe(zeile, konto=request.user), erfolg):
        return redirect("bekanntgaben")
    inhalt = {"form": form, "beschluss": beschluss, "zeile": zeile, "zweite": read_zweite(zeile, request.user)}
    return render(request, "nachbereitung/bekanntgabe_freigeben.html", inhalt)


@login_required
@require_http_methods(["GET", "POST"])
def bekanntgabe_ablehnen(request: KontoRequest, pk: int) -> HttpResponse:
    """Ask what is to be changed in the words; whoever wrote them takes them back."""
    beschluss, zeile = fetch_geschlossenen(request.user, pk), _fetch_zeile(request.user, pk)
    was = Gegenstand(
        objekt=zeile,
        nummer=beschluss.bezeichnung,
        titel=str(beschluss.sitzung),
        adresse=reverse("bekanntgabe", args=[pk]),
        vorschau=reverse("bekanntgabe_freigeben", args=[pk]),
        danach=reverse("bekanntgaben"),
        wurzel=("Bekanntgaben", "bekanntgaben"),
    )
    return ask_ablehnung(request, was, read_zweite(zeile, request.user), ABLEHNUNG)


def _fetch_zeile(konto: Konto, pk: int) -> Bekanntgabe:
    sichtbar = Bekanntgabe.objects.newest().visible_to(konto).filter(freigegeben_am__isnull=True).exclude(text="")
    return get_object_or_404(sichtbar.select_related("konto__person"), top=pk)


@login_required
@require_POST
def bekanntgabe_aufsetzen(request: KontoRequest, pk: int) -> HttpResponse:
    """Put the announcement on the public part of this sitting's agenda."""
    sitzung = fetch_sitzung(request.user, pk, may_edit_tagesordnung)
    form = VorgangForm(request.POST)
    erfolg = f"Der Punkt steht auf der Tagesordnung der Sitzung {sitzung.nummer}."
    if carry_out(request, form, lambda: place_bekanntgabe(sitzung, konto=request.user), erfolg):
        return redirect("tagesordnung", pk)
    return _show_liste(request, form)


@require_safe
@explain_druckfehler
def bekanntgabe_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    """Return what a sitting announces of closed decisions; before it is over for those who keep it."""
    druck = build_bekanntgabe_druck(fetch_sitzung(request.user, pk), leser=request.user)
    if druck is None:
        raise Http404
    return print_sitzungsdokument(druck)
