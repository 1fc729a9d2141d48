"""The list of papers and the own desk."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from gremien.actions.schaeden import list_schaeden
from konten.rechte import rechte_of
from vorlagen.documents.gesehen import read_gesehenes
from vorlagen.forms.liste import VorlagenFilterForm
from vorlagen.models import Fassung, Mitzeichnung
from vorlagen.pages.eingelesen import collect_wartende
from vorlagen.pages.entwurf import list_rueckgaben
from vorlagen.pages.stand import describe_staende
from vorlagen.permissions import may_create_antrag, may_create_vorlage, may_import_vorlage
from vorlagen.querysets import VERFASSER

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
def schreibtisch(request: HttpRequest) -> HttpResponse:
    """Show what the account works on and what waits for it."""
    konto = request.user
    mitzeichnungen = Mitzeichnung.objects.on_desk_of(konto).select_related("fassung__vorlage", "fassung__amt", "konto")
    mitzeichnungen = mitzeichnungen.order_by("erbeten_am", "pk")
    offene = Fassung.objects.open_of(konto).select_related("vorlage", *VERFASSER).order_by("-updated_at", "-pk")
    freigaben = Fassung.objects.waiting_for_release(konto).select_related("vorlage", "amt").order_by("updated_at", "pk")
    inhalt = {
        "rechte": rechte_of(konto),
        "mitzeichnungen": [m for m in mitzeichnungen if not m.ergebnis],
        "beantwortet": [(m, read_gesehenes(m.gesehen).betreff) for m in mitzeichnungen if m.ergebnis],
        "freigaben": freigaben,
        "entwuerfe": offene,
        "rueckgaben": list_rueckgaben(offene),
        "may_create": may_create_vorlage(konto),
        "may_import": may_import_vorlage(konto),
        "schaeden": list_schaeden() if rechte_of(konto).administration else (),
        **collect_wartende(konto),
    }
    return render(request, "vorlagen/schreibtisch.html", inhalt)
