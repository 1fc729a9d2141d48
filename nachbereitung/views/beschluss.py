"""Beschlusskontrolle: the list, one decision, notes on it, and who carries it out."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from konten.rechte import KontoRequest
from konten.views.vorgang import carry_out, posted
from nachbereitung.actions.beschlusskontrolle import assign_beschluss, note_umsetzung
from nachbereitung.documents.auszug import build_auszug_druck
from nachbereitung.documents.kontrollzeilen import build_zeilen
from nachbereitung.forms.beschluesse import BeschlussFilterForm, VermerkForm, ZuweisungForm
from nachbereitung.pages.beschluss import collect_beschluss
from nachbereitung.pages.kontrolle import MIT
from nachbereitung.permissions import may_assign_beschluss, may_note_umsetzung, may_see_beschlusskontrolle
from nachbereitung.views.zugriff_beschluss import fetch_beschluss
from sitzungen.views.druck import explain_druckfehler, print_sitzungsdokument

JE_SEITE = 25


@login_required
@require_safe
def beschluesse(request: KontoRequest) -> HttpResponse:
    """List the decisions that are to be carried out, the most urgent first."""
    if not may_see_beschlusskontrolle(request.user):
        raise PermissionDenied
    form = BeschlussFilterForm(request.GET, konto=request.user)
    seite = Paginator(form.select().select_related(*MIT), JE_SEITE).get_page(request.GET.get("seite"))
    inhalt = {"form": form, "wahl": form.wahl, "page": seite, "zeilen": build_zeilen(seite.object_list)}
    return render(request, "nachbereitung/beschluesse.html", inhalt)


@login_required
@require_safe
def beschluss(request: KontoRequest, pk: int) -> HttpResponse:
    """Show a decision: its wording, who carries it out until when, and every note."""
    gefunden = fetch_beschluss(request.user, pk)
    return render(request, "nachbereitung/beschluss.html", collect_beschluss(gefunden, request.user))


@login_required
@require_safe
@explain_druckfehler
def beschluss_pdf(request: KontoRequest, pk: int) -> HttpResponse:
    """Return the extract, for the office that carries it out, too."""
    return print_sitzungsdokument(build_auszug_druck(fetch_beschluss(request.user, pk), leser=request.user))


@login_required
@require_http_methods(["GET", "POST"])
def beschluss_vermerken(request: KontoRequest, pk: int) -> HttpResponse:
    """Ask how far it is carried out, and keep the note."""
    gefunden = fetch_beschluss(request.user, pk, may_note_umsetzung)
    form = VermerkForm(posted(request), initial={"stand": gefunden.umsetzung})
    erfolg = "Der Vermerk ist festgehalten."
    if carry_out(request, form, lambda: note_umsetzung(gefunden, konto=request.user, **form.akt), erfolg):
        return redirect(gefunden)
    inhalt = {"form": form, "beschluss": gefunden, "titel": "Umsetzung vermerken", "knopf": "Vermerk festhalten"}
    return render(request, "nachbereitung/akt.html", inhalt)


@login_required
@require_http_methods(["GET", "POST"])
def beschluss_zuweisen(request: KontoRequest, pk: int) -> HttpResponse:
    """Ask which office carries it out, and until when."""
    gefunden = fetch_beschluss(request.user, pk, lambda konto, _: may_assign_beschluss(konto))
    form = ZuweisungForm(posted(request), initial={"amt": gefunden.zustaendig, "frist": gefunden.bis_wann})
    erfolg = "Amt und Frist sind eingetragen."
    if carry_out(request, form, lambda: assign_beschluss(gefunden, konto=request.user, **form.akt), erfolg):
        return redirect(gefunden)
    inhalt = {"form": form, "beschluss": gefunden, "titel": "Amt und Frist ändern", "knopf": "Eintragen"}
    return render(request, "nachbereitung/akt.html", inhalt)
