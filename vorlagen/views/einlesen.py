"""Taking over papers from the old form: choose the file, check it side by side, take over."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from vorlagen.actions.einlesen import Einlesung, compute_quellsumme
from vorlagen.forms.einlesen import EinlesenForm, Pruefung
from vorlagen.permissions import may_import_vorlage
from vorlagen.views.hilfen import SEITE_UND_AKT, get_konto, require_erlaubnis

ABLAGE = "einlesen"
"""Where the session keeps the texts between the two pages: on the server, by checksum."""
HOECHSTENS = 3


@login_required
@require_http_methods(SEITE_UND_AKT)
def vorlage_einlesen(request: HttpRequest) -> HttpResponse:
    """Take the file of a form; nothing is stored but its text, for this login."""
    require_erlaubnis(may_import_vorlage(get_konto(request)))
    form = EinlesenForm(*((request.POST, request.FILES) if request.method == "POST" else ()))
    if form.is_valid():
        return redirect("vorlage_einlesen_pruefen", keep_text(request, form.cleaned_data["datei"]))
    return render(request, "vorlagen/einlesen.html", {"form": form})


@login_required
@require_http_methods(SEITE_UND_AKT)
def vorlage_einlesen_pruefen(request: HttpRequest, pruefsumme: str) -> HttpResponse:
    """Show the source beside what was read of it; taking over stores the checked values."""
    konto = get_konto(request)
    require_erlaubnis(may_import_vorlage(konto))
    text = read_ablage(request).get(pruefsumme)
    if text is None:
        messages.warning(request, "Dieses Formular liegt nicht mehr bereit. Bitte wählen Sie die Datei noch einmal.")
        return redirect("vorlage_einlesen")
    pruefung = Pruefung(text, request.POST if request.method == "POST" else None)
    if pruefung.is_valid() and (einlesung := pruefung.take_over(konto)):
        announce(request, einlesung)
        forget_text(request, pruefsumme)
        return redirect(einlesung.fassung.vorlage)
    return render(request, "vorlagen/einlesen_pruefen.html", {"pruefung": pruefung, "daten": pruefung.daten})


def announce(request: HttpRequest, einlesung: Einlesung) -> None:
    """Say what was taken over, and what still needs a look."""
    messages.success(request, f"{einlesung.fassung.nummer} ist eingelesen und noch nicht veröffentlicht.")
    if einlesung.angelegt:
        messages.info(request, f"Neu angelegt: {', '.join(einlesung.angelegt)}.")
    for satz in einlesung.hinweise:
        messages.warning(request, satz)


def read_ablage(request: HttpRequest) -> dict[str, str]:
    """Return the texts kept for this login, oldest first."""
    ablage: dict[str, str] = request.session.get(ABLAGE, {})
    return ablage


def keep_text(request: HttpRequest, text: str) -> str:
    """Keep a text for the next page and return its checksum; only the last few are kept."""
    pruefsumme = compute_quellsumme(text)
    ablage = {summe: anderer for summe, anderer in read_ablage(request).items() if summe != pruefsumme}
    behalten = list(ablage.items())[1 - HOECHSTENS :]
    request.session[ABLAGE] = dict([*behalten, (pruefsumme, text)])
    return pruefsumme


def forget_text(request: HttpRequest, pruefsumme: str) -> None:
    """Drop a text that was taken over."""
    request.session[ABLAGE] = {s: text for s, text in read_ablage(request).items() if s != pruefsumme}
