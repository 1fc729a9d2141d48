"""Text blocks: looked at, written, and offered beside the editor."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from konten.rechte import KontoRequest
from konten.views.vorgang import posted
from vorlagen.actions.textbausteine import keep_textbaustein, remove_textbaustein
from vorlagen.forms.textbaustein import TextbausteinForm
from vorlagen.models import Textbaustein
from vorlagen.models.textbaustein import TEILE
from vorlagen.pages.textbausteine import group_textbausteine
from vorlagen.permissions import may_keep_textbausteine, may_use_textbausteine
from vorlagen.views.hilfen import SEITE_UND_AKT, require_erlaubnis


@login_required
@require_safe
def textbausteine(request: KontoRequest) -> HttpResponse:
    """Show the text blocks of the own offices and of the city."""
    konto = request.user
    require_erlaubnis(may_use_textbausteine(konto))
    inhalt = {"gruppen": group_textbausteine(konto), "darf_schreiben": may_keep_textbausteine(konto)}
    return render(request, "vorlagen/textbausteine.html", inhalt)


@login_required
@require_safe
def textbausteine_auswahl(request: KontoRequest, teil: str) -> HttpResponse:
    """Show the text blocks for one part of a draft, to be put into its editor."""
    require_erlaubnis(may_use_textbausteine(request.user))
    if teil not in TEILE:
        raise Http404
    return render(request, "vorlagen/_bausteinwahl.html", {"gruppen": group_textbausteine(request.user, teil)})


@login_required
@require_http_methods(SEITE_UND_AKT)
def textbaustein_neu(request: KontoRequest) -> HttpResponse:
    """Write a new text block."""
    require_erlaubnis(may_keep_textbausteine(request.user))
    return _write(request, Textbaustein())


@login_required
@require_http_methods(SEITE_UND_AKT)
def textbaustein(request: KontoRequest, pk: int) -> HttpResponse:
    """Change a text block."""
    return _write(request, get_object_or_404(Textbaustein.objects.editable_by(request.user), pk=pk))


@login_required
@require_POST
def textbaustein_loeschen(request: KontoRequest, pk: int) -> HttpResponse:
    """Remove a text block; the page it comes from has asked."""
    baustein = get_object_or_404(Textbaustein.objects.editable_by(request.user), pk=pk)
    remove_textbaustein(baustein)
    messages.success(request, f"Der Textbaustein „{baustein}“ ist gelöscht.")
    return redirect("textbausteine")


def _write(request: KontoRequest, baustein: Textbaustein) -> HttpResponse:
    bisher = baustein.name
    form = TextbausteinForm(posted(request), instance=baustein, konto=request.user)
    if form.is_valid():
        keep_textbaustein(form.instance, konto=request.user)
        messages.success(request, f"Der Textbaustein „{baustein}“ ist gespeichert.")
        return redirect("textbausteine")
    return render(request, "vorlagen/textbaustein.html", {"form": form, "baustein": baustein, "name": bisher})
