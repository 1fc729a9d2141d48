"""The list of papers and the own desk."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from gremien.actions.schaeden import list_schaeden
from konten.rechte import KontoRequest, rechte_of
from vorlagen.forms.liste import VorlagenFilterForm
from vorlagen.pages.eingelesen import collect_wartende
from vorlagen.pages.schreibtisch import collect_schreibtisch
from vorlagen.pages.stand import describe_staende
from vorlagen.permissions import may_create_antrag, may_create_vorlage, may_import_vorlage

JE_SEITE = 25


@require_safe
def vorlagen(request: HttpRequest) -> HttpResponse:
    """List the papers the visitor may read, newest first."""
    form = VorlagenFilterForm(request.GET, konto=request.user)
    treffer = form.select().with_fassung_for(request.user)
    seite = Paginator(treffer, JE_SEITE).get_page(request.GET.get("seite"))
    staende = describe_staende(seite.object_list, request.user)
    inhalt = {
        "form": form,
        "wahl": form.wahl,
        "page": seite,
        "zeilen": [(vorlage, staende[vorlage.pk]) for vorlage in seite.object_list],
        "may_create": may_create_vorlage(request.user),
        "may_create_antrag": may_create_antrag(request.user),
        "may_import": may_import_vorlage(request.user),
    }
    return render(request, "vorlagen/liste.html", inhalt)


@login_required
@require_safe
def schreibtisch(request: KontoRequest) -> HttpResponse:
    """Show what the account works on and what waits for it."""
    konto = request.user
    inhalt = collect_schreibtisch(konto) | {
        "rechte": rechte_of(konto),
        "may_create": may_create_vorlage(konto),
        "may_import": may_import_vorlage(konto),
        "schaeden": list_schaeden() if rechte_of(konto).administration else (),
        **collect_wartende(konto),
    }
    return render(request, "vorlagen/schreibtisch.html", inhalt)
