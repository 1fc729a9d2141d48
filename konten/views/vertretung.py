"""Absences of one's own, and of those whose office one heads."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from konten.actions.vertretung import end_abwesenheit, enter_abwesenheit
from konten.forms.vertretung import AbwesenheitForm
from konten.models import Abwesenheit
from konten.permissions import list_vertretbare
from konten.rechte import KontoRequest, rechte_of
from konten.views.vorgang import carry_out, posted, read_kennung


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def abwesenheit(request: KontoRequest) -> HttpResponse:
    """Show who is or will be away, and enter another absence."""
    konto = request.user
    if not rechte_of(konto).verwaltung:
        # Who works in the offices is for those who do.
        raise PermissionDenied
    form = AbwesenheitForm(posted(request), konto=konto)

    def enter() -> object:
        daten = form.cleaned_data
        return enter_abwesenheit(
            daten["abwesend"], daten["vertretung"], von=daten["von"], bis=daten["bis"], konto=konto
        )

    if carry_out(request, form, enter, "Die Vertretung ist eingetragen."):
        return redirect("konto_abwesenheit")
    vertretbare = list_vertretbare(konto)
    zeilen = Abwesenheit.objects.current().visible_to(konto, vertretbare).select_related("konto", "vertretung")
    inhalt = {"form": form, "abwesenheiten": zeilen, "beendbare": set(vertretbare.values_list("pk", flat=True))}
    return render(request, "konten/abwesenheit.html", inhalt)


@login_required
@require_POST
def abwesenheit_beenden(request: KontoRequest) -> HttpResponse:
    """End an absence of one's own, or of somebody whose office one heads."""
    eigene = Abwesenheit.objects.current().filter(konto__in=list_vertretbare(request.user))
    beendet = get_object_or_404(eigene, pk=read_kennung(request.POST.get("abwesenheit")))
    end_abwesenheit(beendet, konto=request.user)
    messages.success(request, "Die Vertretung ist beendet.")
    return redirect("konto_abwesenheit")
