"""Writing one part of a draft: its page, saving it from the page or while somebody types, and its earlier states."""

from collections.abc import Sequence
from typing import Final

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods

from gremien.rules.befund import VorgangGesperrt
from konten.rechte import KontoRequest
from vorlagen.actions.bearbeitung import EntwurfUeberholt
from vorlagen.enums import Entwurfsteil
from vorlagen.forms.teil import Teilbearbeitung, take_in_dateien, to_querydict
from vorlagen.models import Fassung, Teilstand
from vorlagen.pages.entwurf import address_of, list_aufgaben, list_mitschreibende, list_staende
from vorlagen.pages.mitzeichnung import find_rueckgabe
from vorlagen.pages.staende import list_fruehere
from vorlagen.permissions import may_edit_vorlage, writes_for
from vorlagen.querysets import VERFASSER
from vorlagen.views.hilfen import SEITE_UND_AKT, get_fassung_or_404, require_erlaubnis, wants_json

ZUR_PRUEFUNG: Final = "pruefen"


@login_required
@require_http_methods(SEITE_UND_AKT)
def entwurf_teil(request: KontoRequest, pk: int, teil: str) -> HttpResponse:
    """Show one part of a draft, or take in what was typed; row buttons rearrange without storing."""
    konto, gemeint = request.user, _read_teil(teil)
    fassung = get_fassung_or_404(konto, pk)
    if request.method == "POST":
        require_erlaubnis(writes_for(konto, fassung))
        return _save_leise(request, fassung, gemeint) if wants_json(request) else _save(request, fassung, gemeint)
    require_erlaubnis(may_edit_vorlage(konto, fassung))
    staende = list_staende(fassung)
    bearbeitung = Teilbearbeitung(fassung, gemeint, konto, staende=staende)
    if wants_json(request):
        return JsonResponse({"stand": bearbeitung.stand, "konto": konto.pk, "token": get_token(request)})
    return _show(request, bearbeitung, staende)


@login_required
@require_http_methods(SEITE_UND_AKT)
def entwurf_staende(request: KontoRequest, pk: int, teil: str) -> HttpResponse:
    """Show the saved states of a part, and bring one back as a new state."""
    konto, gemeint = request.user, _read_teil(teil)
    fassung = get_fassung_or_404(konto, pk)
    require_erlaubnis(may_edit_vorlage(konto, fassung))
    if request.method == "POST":
        staende = Teilstand.objects.visible_to(konto).filter(fassung=fassung, teil=gemeint)
        kennung = request.POST.get("stand", "")
        frueher = get_object_or_404(staende, zaehler=int(kennung) if kennung.isdecimal() else -1)
        return _bring_back(request, fassung, frueher)
    inhalt = {"vorlage": fassung.vorlage, "fassung": fassung, "teil": gemeint}
    return render(request, "vorlagen/staende.html", inhalt | {"staende": list_fruehere(fassung, gemeint, konto)})


def _read_teil(teil: str) -> Entwurfsteil:
    if teil not in Entwurfsteil:
        raise Http404
    return Entwurfsteil(teil)


def _read_gesehen(request: HttpRequest) -> int:
    """Return which state the sender began with; whoever does not say has seen none that could be given out."""
    stand = request.POST.get("stand", "")
    return int(stand) if stand.isascii() and stand.isdigit() and len(stand) < 10 else 10**9


def _save(request: KontoRequest, fassung: Fassung, teil: Entwurfsteil) -> HttpResponse:
    """Take in a page that was sent, with its files, whatever else is wrong."""
    bearbeitung = Teilbearbeitung(fassung, teil, request.user, request.POST)
    if bearbeitung.befehl is not None:
        return _show(request, bearbeitung)
    dateien = request.FILES.getlist("dateien") if teil is Entwurfsteil.ANLAGEN else []
    try:
        stand = bearbeitung.save(_read_gesehen(request))
        abgelehnt = take_in_dateien(fassung, request.user, dateien)
    except EntwurfUeberholt:
        return _show_konflikt(request, fassung, bearbeitung)
    except VorgangGesperrt as gesperrt:
        messages.error(request, str(gesperrt))
        return _show(request, bearbeitung)
    if abgelehnt:
        bearbeitung = Teilbearbeitung(get_fassung_or_404(request.user, fassung.vorlage_id), teil, request.user)
        bearbeitung.refuse_dateien(abgelehnt)
    if abgelehnt or not (stand.is_gueltig or _read_weiter(request)):
        return _show(request, bearbeitung)
    return _go_on(request, bearbeitung, mit_dateien=bool(dateien))


def _go_on(request: KontoRequest, bearbeitung: Teilbearbeitung, *, mit_dateien: bool) -> HttpResponse:
    messages.success(request, f"Gespeichert um {timezone.localtime():%H:%M} Uhr.")
    for satz in bearbeitung.hinweise:
        messages.info(request, satz)
    return redirect(_choose_ziel(request, bearbeitung.fassung, bearbeitung.teil, mit_dateien=mit_dateien))


def _read_weiter(request: HttpRequest) -> str:
    """Return the page of this house that the pressed button wants next, empty if it names none."""
    weiter = request.POST.get("weiter", "")
    return weiter if url_has_allowed_host_and_scheme(weiter, allowed_hosts=None) else ""


def _choose_ziel(request: HttpRequest, fassung: Fassung, teil: Entwurfsteil, *, mit_dateien: bool) -> str:
    """Return where saving leads: where the button wants, back to the check, on the page, or to the next part."""
    if weiter := _read_weiter(request):
        return weiter
    if "bleiben" in request.POST or mit_dateien:
        return request.get_full_path()
    folgende = list(Entwurfsteil)[list(Entwurfsteil).index(teil) + 1 :]
    if request.GET.get("zurueck") == ZUR_PRUEFUNG or not folgende:
        return reverse("vorlage_einreichen", args=[fassung.vorlage_id])
    return address_of(fassung.vorlage_id, folgende[0])


def _save_leise(request: KontoRequest, fassung: Fassung, teil: Entwurfsteil) -> JsonResponse:
    """Take in what somebody is typing; the answer says what became of it."""
    konto = request.user
    bearbeitung = Teilbearbeitung(fassung, teil, konto, request.POST)
    try:
        stand = bearbeitung.save(_read_gesehen(request))
    except EntwurfUeberholt:
        return JsonResponse({"konflikt": _explain_konflikt(fassung, teil)}, status=409)
    except VorgangGesperrt as gesperrt:
        return JsonResponse({"satz": str(gesperrt)}, status=422)
    staende = list_staende(fassung)
    return JsonResponse(
        {
            "stand": stand.zaehler,
            "zeit": f"{timezone.localtime(stand.gespeichert_am):%H:%M}",
            "fehler": bearbeitung.list_fehler(),
            "hinweise": bearbeitung.hinweise,
            "andere": list_mitschreibende(staende, konto),
        }
    )


def _explain_konflikt(fassung: Fassung, teil: Entwurfsteil) -> str:
    aktuell = Fassung.objects.get(pk=fassung.pk)
    if not aktuell.is_entwurf:
        wo = "eingereicht" if aktuell.is_aus_dem_rat else "in der Mitzeichnung"
        return f"Die Vorlage ist inzwischen {wo}. Ihr Text liegt noch auf diesem Gerät."
    neuester = fassung.teilstaende.filter(teil=teil).select_related("konto").order_by("-zaehler").first()
    wer = f"{neuester.konto} hat" if neuester else "Jemand anderes hat"
    return f"{wer} inzwischen denselben Teil gespeichert. Nichts ist überschrieben."


def _show(
    request: HttpRequest, bearbeitung: Teilbearbeitung, staende: Sequence[Teilstand] | None = None
) -> HttpResponse:
    """Show the form of a part, and beside it the parts as they are stored, and who else writes."""
    gespeichert, konto = bearbeitung.fassung, bearbeitung.konto
    if not bearbeitung.is_wie_gespeichert:
        gespeichert = get_fassung_or_404(konto, gespeichert.vorlage_id)
    staende = list_staende(gespeichert) if staende is None else staende
    aufgaben = list_aufgaben(gespeichert, staende)
    inhalt = {
        "vorlage": gespeichert.vorlage,
        "fassung": gespeichert,
        "teil": bearbeitung.teil,
        "bearbeitung": bearbeitung,
        "aufgaben": aufgaben,
        "naechste": aufgaben.after(bearbeitung.teil),
        "mitschreibende": list_mitschreibende(staende, konto),
        "rueckgabe": find_rueckgabe(gespeichert),
    }
    return render(request, "vorlagen/teil.html", inhalt)


def _show_konflikt(request: KontoRequest, fassung: Fassung, bearbeitung: Teilbearbeitung) -> HttpResponse:
    """Show both texts; saving again from there is a decision, not an accident."""
    aktuell = Fassung.objects.select_related("vorlage", *VERFASSER).get(pk=fassung.pk)
    inhalt = {
        "vorlage": aktuell.vorlage,
        "fassung": aktuell,
        "teil": bearbeitung.teil,
        "bearbeitung": bearbeitung,
        "unterschiede": bearbeitung.list_unterschiede(),
        "dateien": [datei.name for datei in request.FILES.getlist("dateien")],
        "is_offen": may_edit_vorlage(request.user, aktuell),
    }
    return render(request, "vorlagen/konflikt.html", inhalt, status=409)


def _bring_back(request: KontoRequest, fassung: Fassung, frueher: Teilstand) -> HttpResponse:
    teil = Entwurfsteil(frueher.teil)
    bearbeitung = Teilbearbeitung(fassung, teil, request.user, to_querydict(frueher))
    try:
        bearbeitung.save(bearbeitung.stand, holt_zurueck=True)
    except EntwurfUeberholt:
        messages.error(request, _explain_konflikt(fassung, teil))
    else:
        zeit = timezone.localtime(frueher.gespeichert_am)
        messages.success(request, f"Der Stand vom {zeit:%d.%m.%Y, %H:%M} Uhr gilt wieder. Der bisherige bleibt hier.")
    return redirect(address_of(fassung.vorlage_id, teil))
