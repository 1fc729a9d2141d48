"""A second person looks at what was imported: one paper with its source, or a list of them at once."""

from collections.abc import Iterable

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from gremien.rules.befund import VorgangGesperrt
from konten.forms.vorgang import VorgangForm
from konten.models import Konto
from konten.rechte import KontoRequest
from konten.views.vorgang import carry_out, posted
from vorlagen.actions.einlesen_bestaetigung import (
    check_bestaetigende,
    confirm_einlesung,
    has_einlesende,
)
from vorlagen.forms.vorgang import TROTZDEM, link_befunde
from vorlagen.models import Fassung
from vorlagen.pages.akte import nowhere
from vorlagen.pages.eingelesen import Eingelesen, collect_herkunft, list_eingelesene
from vorlagen.pages.seiteninhalt import collect_seite
from vorlagen.permissions import may_confirm_einlesung, may_import_vorlage
from vorlagen.views.hilfen import SEITE_UND_AKT, list_fassungen_or_404, require_erlaubnis

OHNE_SUMME = "-"


@login_required
@require_http_methods(SEITE_UND_AKT)
def vorlagen_eingelesen(request: KontoRequest) -> HttpResponse:
    """List what waits for a second person; confirm the chosen ones, or all."""
    konto = request.user
    require_erlaubnis(may_import_vorlage(konto))
    liste = list_eingelesene(konto)
    if request.method == "POST":
        _confirm_gewaehlte(request, konto, liste)
        return redirect("vorlagen_eingelesen")
    bestaetigbar = [eintrag for eintrag in liste if not eintrag.befunde]
    return render(request, "vorlagen/eingelesen.html", {"liste": liste, "bestaetigbar": bestaetigbar})


def _confirm_gewaehlte(request: HttpRequest, konto: Konto, liste: Iterable[Eingelesen]) -> None:
    gewaehlt = set(request.POST.getlist("fassung"))
    bestaetigt = 0
    for eintrag in liste:
        kennung = str(eintrag.fassung.pk)
        if eintrag.befunde or not (kennung in gewaehlt or "alle" in request.POST):
            continue
        try:
            confirm_einlesung(
                eintrag.fassung, konto=konto, gesehen=request.POST.get(f"gesehen-{kennung}") or OHNE_SUMME
            )
            bestaetigt += 1
        except VorgangGesperrt as gesperrt:
            messages.error(request, f"{eintrag.fassung.nummer}: {gesperrt}")
    if bestaetigt:
        messages.success(request, f"{bestaetigt} {'Vorlage ist' if bestaetigt == 1 else 'Vorlagen sind'} bestätigt.")
    elif not gewaehlt and "alle" not in request.POST:
        messages.warning(request, "Bitte wählen Sie mindestens eine Vorlage aus.")


@login_required
@require_http_methods(SEITE_UND_AKT)
def einlesen_bestaetigen(request: KontoRequest, pk: int) -> HttpResponse:
    """Show the paper beside what it was read from, then confirm it."""
    konto = request.user
    fassungen = list_fassungen_or_404(konto, pk)
    fassung = fassungen[0]
    require_erlaubnis(may_confirm_einlesung(konto, fassung))
    is_zweite, gesehen = has_einlesende(fassung), request.POST.get("gesehen") or OHNE_SUMME
    form = VorgangForm(posted(request), befunde=check_bestaetigende(fassung, konto), frage=TROTZDEM)
    satz = "ist bestätigt" if is_zweite else "ist von Ihnen geprüft; eine zweite Person muss noch bestätigen"
    erfolg = f"{fassung.nummer} {satz}."
    if carry_out(request, form, lambda: confirm_einlesung(fassung, konto=konto, gesehen=gesehen), erfolg):
        return redirect("vorlagen_eingelesen" if Fassung.objects.imported().exists() else fassung.vorlage)
    inhalt = collect_seite(konto, fassungen) | collect_herkunft(fassung)
    sperren, hinweise = (link_befunde(befunde, nowhere) for befunde in (form.sperren, form.hinweise))
    inhalt |= {"form": form, "sperren": sperren, "hinweise": hinweise, "is_zweite": is_zweite}
    return render(request, "vorlagen/einlesen_bestaetigen.html", inhalt)
