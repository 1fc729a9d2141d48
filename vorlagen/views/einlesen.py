"""Taking over papers from the old form: choose the file, check it side by side, take over."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from konten.rechte import KontoRequest
from konten.views.vorgang import posted
from vorlagen.actions.einlesen import Einlesung, compute_quellsumme
from vorlagen.actions.einlesen_datei import Formulartext, pack_text, unpack_text
from vorlagen.forms.einlesen import Pruefung
from vorlagen.forms.hochladen import EinlesenForm, list_bereite
from vorlagen.permissions import may_import_vorlage
from vorlagen.views.hilfen import SEITE_UND_AKT, require_erlaubnis

ABLAGE = "einlesen"
"""Where the session keeps the texts between the two pages: on the server, by checksum."""
HOECHSTENS = 60
"""Most papers that lie ready at a time."""
HOECHSTENS_ZEICHEN = 8_000_000


@login_required
@require_http_methods(SEITE_UND_AKT)
def vorlage_einlesen(request: KontoRequest) -> HttpResponse:
    """Take the files of forms and list what lies ready; nothing is stored but the texts, for this login."""
    require_erlaubnis(may_import_vorlage(request.user))
    form = EinlesenForm(*((request.POST, request.FILES) if request.method == "POST" else ()))
    is_gelesen = form.is_valid()
    summen = [keep_text(request, formular) for formular in form.gelesene]
    if is_gelesen:
        return redirect("vorlage_einlesen_pruefen", summen[0]) if len(summen) == 1 else redirect("vorlage_einlesen")
    return render(request, "vorlagen/einlesen.html", {"form": form, "bereite": list_bereite(read_ablage(request))})


@login_required
@require_http_methods(SEITE_UND_AKT)
def vorlage_einlesen_pruefen(request: KontoRequest, pruefsumme: str) -> HttpResponse:
    """Show the source beside what was read of it; taking over stores the checked values."""
    konto = request.user
    require_erlaubnis(may_import_vorlage(konto))
    formular = read_ablage(request).get(pruefsumme)
    if formular is None:
        messages.warning(request, "Dieses Formular liegt nicht mehr bereit. Bitte wählen Sie die Datei noch einmal.")
        return redirect("vorlage_einlesen")
    pruefung = Pruefung(formular, posted(request))
    if pruefung.is_valid() and (einlesung := pruefung.take_over(konto)):
        announce(request, einlesung)
        forget_text(request, pruefsumme)
        # Who brought several goes on with the next one.
        if read_ablage(request):
            return redirect("vorlage_einlesen")
        return redirect("einlesen_bestaetigen", einlesung.fassung.vorlage_id)
    return render(request, "vorlagen/einlesen_pruefen.html", {"pruefung": pruefung, "daten": pruefung.daten})


def announce(request: HttpRequest, einlesung: Einlesung) -> None:
    """Say what was taken over, and what still needs a look."""
    nummer = einlesung.fassung.nummer
    messages.success(request, f"{nummer} ist eingelesen. Freigegeben ist sie, sobald eine andere Person sie bestätigt.")
    if einlesung.angelegt:
        messages.info(request, f"Neu angelegt: {', '.join(einlesung.angelegt)}.")
    for satz in einlesung.hinweise:
        messages.warning(request, satz)


def read_ablage(request: HttpRequest) -> dict[str, Formulartext]:
    """Return the texts kept for this login, oldest first."""
    ablage: dict[str, list[Any]] = request.session.get(ABLAGE, {})
    return {summe: unpack_text(werte) for summe, werte in ablage.items()}


def keep_text(request: HttpRequest, formular: Formulartext) -> str:
    """Keep a text for the next page and return its checksum; the oldest make room for it."""
    pruefsumme = compute_quellsumme(formular.text)
    ablage = {summe: anderer for summe, anderer in read_ablage(request).items() if summe != pruefsumme}
    ablage[pruefsumme] = formular
    while len(ablage) > HOECHSTENS or sum(len(text.text) for text in ablage.values()) > HOECHSTENS_ZEICHEN:
        ablage.pop(next(iter(ablage)))
    store_ablage(request, ablage)
    return pruefsumme


def forget_text(request: HttpRequest, pruefsumme: str) -> None:
    """Drop a text that was taken over."""
    store_ablage(request, {s: text for s, text in read_ablage(request).items() if s != pruefsumme})


def store_ablage(request: HttpRequest, ablage: Mapping[str, Formulartext]) -> None:
    """Write the texts into the session, as plain values."""
    request.session[ABLAGE] = {summe: pack_text(formular) for summe, formular in ablage.items()}
