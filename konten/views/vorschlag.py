"""Answering what somebody proposed to make public: declining it, or taking it back."""

from dataclasses import dataclass

from django.db.models import Model
from django.http import HttpResponse
from django.shortcuts import redirect, render

from konten.actions.vorschlag import decline_vorschlag
from konten.actions.zweite_person import ZweitePerson
from konten.forms.vorgang import Grundfrage, VorgangForm
from konten.rechte import KontoRequest
from konten.views.vorgang import carry_out, posted


@dataclass(frozen=True, slots=True, kw_only=True)
class Gegenstand:
    """What was proposed, and the way to its page: ``wurzel`` and ``davor`` are links, ``danach`` where it goes on."""

    objekt: Model
    nummer: str
    titel: str
    adresse: str
    vorschau: str
    danach: str
    wurzel: tuple[str, str]
    davor: tuple[str, str] = ("", "/")


def ask_ablehnung(request: KontoRequest, was: Gegenstand, zweite: ZweitePerson, frage: Grundfrage) -> HttpResponse:
    """Ask why the proposal is declined, then decline it; whoever made it takes it back without a reason."""
    konto, objekt = request.user, was.objekt
    form = VorgangForm(posted(request), befunde=(), frage=Grundfrage() if zweite.is_eigener else frage)
    erfolg = f"Der Vorschlag ist {'zurückgenommen' if zweite.is_eigener else 'abgelehnt'}."
    if carry_out(request, form, lambda: decline_vorschlag(objekt, konto=konto, grund=form.grund), erfolg):
        return redirect(was.danach)
    return render(request, "konten/vorschlag_ablehnen.html", {"form": form, "was": was, "zweite": zweite})
