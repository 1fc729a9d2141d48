"""Public pages: is this print genuine, and does it still hold?"""

from allauth.core import ratelimit
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods, require_safe

from dokumente.druck.pruefzeichen import parse_code
from dokumente.models import Ausdruck
from mappen.forms.fingerabdruck import FingerabdruckHandler
from mappen.forms.pruefen import PRUEFEN_MAX_BYTES, AngabeForm, DateiForm
from mappen.pages.auskunft import UNBEKANNT, Auskunft, find_auskunft, find_veraendert
from mappen.pages.nummern import find_nummer


@never_cache
@require_safe
def ausdruck(request: HttpRequest, code: str) -> HttpResponse:
    """Answer for the code on a print; for a hidden one exactly as for an unknown one."""
    gelesen = parse_code(code)
    auskunft = find_auskunft(Ausdruck.objects.filter(code=gelesen), request.user) if gelesen else UNBEKANNT
    return _answer(request, auskunft)


@never_cache
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def pruefen(request: HttpRequest) -> HttpResponse:
    """Ask for code, number or file; a file is read as it comes in and never stored."""
    if request.method != "POST":
        return _ask(request)
    if not ratelimit.consume(request, action="ausdruck_pruefen"):
        return render(request, "429.html", status=429)
    # Before anything reads the form, the check against forged requests included: it comes with the next step.
    fingerabdruck = FingerabdruckHandler(request, hoechstens=PRUEFEN_MAX_BYTES)
    request.upload_handlers = [fingerabdruck]
    return _check_datei(request, fingerabdruck)


def _ask(request: HttpRequest) -> HttpResponse:
    form = AngabeForm(request.GET if "q" in request.GET else None)
    if not form.is_valid():
        return _show(request, form, DateiForm(), status=400 if form.is_bound else 200)
    if form.code:
        return redirect("ausdruck", form.code)
    nummer = form.cleaned_data["q"]
    angaben = {"nummer": nummer, "treffer": find_nummer(nummer, request.user), "angabe": form, "datei": DateiForm()}
    return render(request, "mappen/pruefen_nummer.html", angaben, status=200 if angaben["treffer"] else 404)


@csrf_protect
def _check_datei(request: HttpRequest, handler: FingerabdruckHandler) -> HttpResponse:
    form = DateiForm(request.POST, request.FILES, zu_gross=handler.zu_gross)
    if not form.is_valid():
        return _show(request, AngabeForm(), form, status=413 if handler.zu_gross else 400)
    datei = form.cleaned_data["datei"]
    auskunft = find_auskunft(Ausdruck.objects.filter(pruefsumme=datei.pruefsumme), request.user)
    if not auskunft.is_bekannt:
        auskunft = find_veraendert(Ausdruck.objects.filter(code__in=datei.codes), request.user)
    return _answer(request, auskunft, datei=datei.name)


def _show(request: HttpRequest, angabe: AngabeForm, datei: DateiForm, *, status: int = 200) -> HttpResponse:
    return render(request, "mappen/pruefen.html", {"angabe": angabe, "datei": datei}, status=status)


def _answer(request: HttpRequest, auskunft: Auskunft, *, datei: str = "") -> HttpResponse:
    angaben = {"auskunft": auskunft, "dateiname": datei}
    return render(request, "mappen/pruefung.html", angaben, status=200 if auskunft.is_bekannt else 404)
