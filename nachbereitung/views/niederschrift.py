"""Writing minutes, and reading them signed."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from gremien.rules.befund import VorgangGesperrt
from konten.models import Konto
from konten.rechte import KontoRequest
from konten.views.vorgang import carry_out, posted
from nachbereitung.actions.entwurf import (
    TextUeberholt,
    bring_mitschrift,
    remove_mitschrift,
    save_angaben,
    save_text,
)
from nachbereitung.documents.lage import read_lage, read_niederschrift
from nachbereitung.forms.niederschrift import AngabenForm, MitschriftForm, TextForm
from nachbereitung.models import Ausfertigung, Mitschrift, Niederschrift, Niederschrifttext
from nachbereitung.pages.konflikt import build_konflikt, explain_konflikt
from nachbereitung.pages.niederschrift import build_schreibseite
from nachbereitung.permissions import may_work_on_niederschrift, may_write_niederschrift
from nachbereitung.views.zugriff import fetch_niederschrift
from sitzungen.models import Sitzung, Tagesordnungspunkt
from sitzungen.permissions import may_record_abstimmung
from sitzungen.views.zugriff import fetch_sitzung, fetch_top
from vorlagen.forms.felder import list_hinweise
from vorlagen.views.hilfen import SEITE_UND_AKT, wants_json

NIE_GESEHEN = 10**9


@require_safe
def niederschrift(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the minutes: in the making to those who work on them, signed to everybody else who may read them."""
    sitzung = fetch_sitzung(request.user, pk)
    gefunden = read_niederschrift(sitzung)
    arbeitet = sitzung.is_eroeffnet and may_work_on_niederschrift(request.user, gefunden)
    if arbeitet and isinstance(request.user, Konto):
        seite = build_schreibseite(gefunden, request.user)
        return render(request, "nachbereitung/niederschrift.html", {"sitzung": sitzung, "seite": seite})
    lesbar = Ausfertigung.objects.visible_to(request.user).filter(niederschrift__sitzung=sitzung)
    ausfertigung = lesbar.order_by("-nummer").first()
    if ausfertigung is None:
        raise Http404
    intern = Ausfertigung.objects.intern_to(request.user).filter(pk=ausfertigung.pk).exists()
    inhalt = ausfertigung.seite_intern if intern else ausfertigung.seite_oeffentlich
    angaben = {"sitzung": sitzung, "ausfertigung": ausfertigung, "inhalt": inhalt, "intern": intern}
    return render(request, "nachbereitung/lesen.html", angaben)


@login_required
@require_http_methods(SEITE_UND_AKT)
def punkt(request: KontoRequest, pk: int, top_pk: int) -> HttpResponse:
    """Take in what was written about one item, from the button or while somebody types."""
    top = fetch_top(request.user, pk, top_pk, may_record_abstimmung)
    if request.method != "POST":
        return _answer_stand(request, top) if wants_json(request) else redirect(_address_of(top))
    form = TextForm(request.POST, top=top)
    gueltig = form.is_valid()
    if not gueltig:
        return _refuse(request, top, " ".join(str(satz) for satz in form.errors["text"]))
    try:
        text = save_text(top, form.cleaned_data["text"], gesehen=_read_gesehen(request), konto=request.user)
    except TextUeberholt:
        return _show_konflikt(request, top, form)
    except VorgangGesperrt as gesperrt:
        return _refuse(request, top, str(gesperrt))
    return _confirm(request, text, form) if wants_json(request) else _go_on(request, top)


def _read_gesehen(request: HttpRequest) -> int:
    """Return which state the sender began with; whoever does not say has seen none that could be given out."""
    stand = request.POST.get("stand", "")
    return int(stand) if stand.isascii() and stand.isdigit() and len(stand) < 10 else NIE_GESEHEN


def _address_of(top: Tagesordnungspunkt) -> str:
    return f"{reverse('niederschrift', args=[top.sitzung_id])}#punkt-{top.pk}"


def _answer_stand(request: KontoRequest, top: Tagesordnungspunkt) -> HttpResponse:
    """Tell the script who is logged in and which state is the newest; 403 once nobody may write."""
    gefunden = read_niederschrift(top.sitzung)
    if not read_lage(gefunden).is_offen:
        return JsonResponse({}, status=403)
    neuester = Niederschrifttext.objects.filter(niederschrift=gefunden.pk, top=top).newest().first()
    stand = neuester.zaehler if neuester else 0
    return JsonResponse({"stand": stand, "konto": request.user.pk, "token": get_token(request)})


def _confirm(request: KontoRequest, text: Niederschrifttext, form: TextForm) -> JsonResponse:
    zeit = f"{timezone.localtime(text.gespeichert_am):%H:%M}"
    antwort = {"stand": text.zaehler, "zeit": zeit, "fehler": [], "hinweise": list_hinweise(form), "andere": []}
    return JsonResponse(antwort)


def _refuse(request: KontoRequest, top: Tagesordnungspunkt, satz: str) -> HttpResponse:
    if wants_json(request):
        return JsonResponse({"satz": satz}, status=422)
    return _render_konflikt(request, top, satz, 422)


def _show_konflikt(request: KontoRequest, top: Tagesordnungspunkt, form: TextForm) -> HttpResponse:
    satz = explain_konflikt(top)
    if wants_json(request):
        return JsonResponse({"konflikt": satz}, status=409)
    return _render_konflikt(request, top, satz, 409)


def _render_konflikt(request: KontoRequest, top: Tagesordnungspunkt, satz: str, status: int) -> HttpResponse:
    """Show both texts; saving again from there is a decision, not an accident."""
    konflikt = build_konflikt(top, request.POST.get("text", ""))
    angaben = {"sitzung": top.sitzung, "top": top, "konflikt": konflikt, "satz": satz}
    return render(request, "nachbereitung/konflikt.html", angaben, status=status)


def _go_on(request: KontoRequest, top: Tagesordnungspunkt) -> HttpResponse:
    messages.success(request, f"Der Text zu {top.bezeichnung} ist gespeichert.")
    return redirect(_address_of(top))


@login_required
@require_http_methods(SEITE_UND_AKT)
def angaben(request: KontoRequest, pk: int) -> HttpResponse:
    """Ask who chaired, who keeps the minutes, when the sitting ended and who else was there."""
    gefunden = fetch_niederschrift(request.user, pk, may_write_niederschrift)
    form = AngabenForm(posted(request), niederschrift=gefunden)
    erfolg = "Die Angaben zur Niederschrift sind gespeichert."
    if carry_out(request, form, lambda: save_angaben(gefunden.sitzung, form.to_angaben(), konto=request.user), erfolg):
        return redirect("niederschrift", pk)
    return _render_formular(request, gefunden, form, "Angaben zur Niederschrift", "Angaben speichern")


@login_required
@require_http_methods(SEITE_UND_AKT)
def mitschrift(request: KontoRequest, pk: int) -> HttpResponse:
    """Take in a text to write by, or take it away."""
    gefunden = fetch_niederschrift(request.user, pk, may_write_niederschrift)
    if "entfernen" in request.POST:
        remove_mitschrift(gefunden.sitzung, konto=request.user)
        messages.success(request, "Die Mitschrift ist gelöscht.")
        return redirect("niederschrift", pk)
    form = MitschriftForm(posted(request), request.FILES or None)
    if carry_out(request, form, lambda: _bring(gefunden.sitzung, form, request.user), "Die Mitschrift liegt bei."):
        return redirect("niederschrift", pk)
    vorhanden = Mitschrift.objects.visible_to(request.user).filter(niederschrift=gefunden.pk).first()
    angaben = {"form": form, "sitzung": gefunden.sitzung, "mitschrift": vorhanden}
    return render(request, "nachbereitung/mitschrift.html", angaben)


def _bring(sitzung: Sitzung, form: MitschriftForm, konto: Konto) -> Mitschrift:
    name, text = form.cleaned_data["datei"]
    return bring_mitschrift(sitzung, name=name, text=text, konto=konto)


def _render_formular(
    request: KontoRequest, gefunden: Niederschrift, form: AngabenForm, titel: str, knopf: str
) -> HttpResponse:
    angaben = {"form": form, "sitzung": gefunden.sitzung, "titel": titel, "knopf": knopf}
    return render(request, "nachbereitung/formular.html", angaben)
