"""What lies on the table: bringing it, handing it out, making it public, removing it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from dokumente.ablage.aufnehmen import DateiAbgelehnt, store_datei
from dokumente.ablage.pruefen import KeineKopie, fetch_oeffentliche_kopie
from dokumente.anlagen.durchsicht import PDF
from dokumente.anlagen.pruefstelle import NochNicht
from dokumente.rules.namen import clean_dateiname, titel_of
from konten.forms.vorgang import VorgangForm
from konten.rechte import Besucher, KontoRequest
from konten.views.dateien import hand_out
from konten.views.vorgang import attempt, carry_out, posted
from konten.views.vorschlag import Gegenstand, ask_ablehnung
from sitzungen.actions.unterlage import (
    NeueUnterlage,
    add_unterlage,
    check_inhalt,
    check_stand,
    finish_unterlage,
    propose_unterlage,
    publish_unterlage,
    read_zweite_person,
    remove_unterlage,
)
from sitzungen.documents.unterlage import name_of_kopie
from sitzungen.enums import Unterlagenart
from sitzungen.forms.gruende import UNTERLAGE_ABLEHNEN, UNTERLAGE_ENTFERNEN, UNTERLAGE_OEFFNEN
from sitzungen.forms.unterlage import UnterlageForm
from sitzungen.models import Sitzung, Unterlage
from sitzungen.permissions import may_add_unterlage, may_publish_unterlage, reads_internes
from sitzungen.views.zugriff import fetch_sitzung

SEITE_UND_AKT = ["GET", "POST"]


@login_required
@require_http_methods(SEITE_UND_AKT)
def unterlage_neu(request: KontoRequest, pk: int) -> HttpResponse:
    """Take in a file for the sitting or one of its items."""
    sitzung = fetch_sitzung(request.user, pk, may_add_unterlage)
    form = UnterlageForm(
        posted(request), request.FILES or None, sitzung=sitzung, initial={"top": request.GET.get("top")}
    )
    if form.is_valid() and (neu := _add(form, sitzung, request)):
        messages.success(request, f"„{neu.titel}“ ist beigelegt. Bisher ist die Unterlage nichtöffentlich.")
        return redirect(sitzung)
    return render(request, "sitzungen/unterlage_neu.html", {"form": form, "sitzung": sitzung})


def _add(form: UnterlageForm, sitzung: Sitzung, request: KontoRequest) -> Unterlage | None:
    """Keep the file and put it on the table; what refuses either is said at its field."""
    angaben, upload = form.cleaned_data, form.cleaned_data["datei"]
    name = clean_dateiname(upload.name or "")
    try:
        datei = store_datei(upload)
    except DateiAbgelehnt as fehler:
        form.add_error("datei", str(fehler))
        return None
    neu = NeueUnterlage(
        art=Unterlagenart(angaben["art"]),
        titel=angaben["titel"] or titel_of(name),
        datei=datei,
        dateiname=name,
        top=angaben["top"],
    )
    return attempt(form, lambda: add_unterlage(sitzung, neu, konto=request.user))


@require_safe
def unterlage(request: HttpRequest, pk: int, unterlage_pk: int) -> HttpResponseBase:
    """Hand out a file, if the visitor may read it now: the file itself inside, of a PDF its public copy outside."""
    gefunden = fetch_unterlage(request.user, pk, unterlage_pk)
    if gefunden.is_entfernt:
        raise Http404
    datei = gefunden.datei
    if reads_internes(request.user, gefunden.sitzung):
        return hand_out(datei, gefunden.dateiname, as_attachment=datei.medientyp != PDF)
    if datei.medientyp != PDF:
        return hand_out(datei, name_of_kopie(gefunden), as_attachment=True)
    try:
        return hand_out(fetch_oeffentliche_kopie(datei), name_of_kopie(gefunden), as_attachment=False)
    except (KeineKopie, NochNicht) as fehler:
        spaeter = isinstance(fehler, NochNicht)
        inhalt = {"unterlage": gefunden, "sitzung": gefunden.sitzung, "spaeter": spaeter}
        # 503 asks a program to come again, 404 does not.
        return render(request, "sitzungen/unterlage_ohne_kopie.html", inhalt, status=503 if spaeter else 404)


@login_required
@require_http_methods(SEITE_UND_AKT)
def unterlage_veroeffentlichen(request: KontoRequest, pk: int, unterlage_pk: int) -> HttpResponse:
    """Show what becomes public, then put it before a second person, or confirm it as that."""
    konto, gefunden = request.user, _fetch_zu_oeffnende(request.user, pk, unterlage_pk)
    if request.method == "POST":
        finish_unterlage(gefunden)
    zweite = read_zweite_person(gefunden, konto)
    befunde = [*check_stand(gefunden), *([] if zweite.bestaetigt else check_inhalt(gefunden))]
    form = VorgangForm(posted(request), befunde=befunde, frage=None if zweite.passt else UNTERLAGE_OEFFNEN)
    vorlegen = "vorlegen" in request.POST
    akt = propose_unterlage if vorlegen else publish_unterlage
    erfolg = f"„{gefunden.titel}“ {'wartet jetzt auf eine zweite Person' if vorlegen else 'ist öffentlich'}."
    if carry_out(request, form, lambda: akt(gefunden, konto=konto, grund=form.grund), erfolg):
        return redirect(request.path) if vorlegen else redirect(gefunden.sitzung)
    if form.is_bound:
        zweite = read_zweite_person(gefunden, konto)
    inhalt = {"form": form, "unterlage": gefunden, "sitzung": gefunden.sitzung, "zweite": zweite}
    return render(request, "sitzungen/unterlage_veroeffentlichen.html", inhalt)


@login_required
@require_http_methods(SEITE_UND_AKT)
def unterlage_ablehnen(request: KontoRequest, pk: int, unterlage_pk: int) -> HttpResponse:
    """Ask why it shall not become public; whoever proposed it takes it back."""
    gefunden = _fetch_zu_oeffnende(request.user, pk, unterlage_pk)
    was = Gegenstand(
        objekt=gefunden,
        nummer=gefunden.sitzung.nummer,
        titel=str(gefunden),
        adresse=gefunden.sitzung.get_absolute_url(),
        vorschau=reverse("unterlage_veroeffentlichen", args=[pk, unterlage_pk]),
        danach=gefunden.sitzung.get_absolute_url(),
        wurzel=("Sitzungen", "sitzungen"),
    )
    return ask_ablehnung(request, was, read_zweite_person(gefunden, request.user), UNTERLAGE_ABLEHNEN)


@login_required
@require_http_methods(SEITE_UND_AKT)
def unterlage_entfernen(request: KontoRequest, pk: int, unterlage_pk: int) -> HttpResponse:
    """Ask why a file goes, then give it to nobody any more."""
    gefunden = fetch_unterlage(request.user, pk, unterlage_pk)
    if not may_add_unterlage(request.user, gefunden.sitzung):
        raise PermissionDenied
    form = VorgangForm(posted(request), frage=UNTERLAGE_ENTFERNEN)
    erfolg = f"„{gefunden.titel}“ ist entfernt."
    if carry_out(request, form, lambda: remove_unterlage(gefunden, konto=request.user, grund=form.grund), erfolg):
        return redirect(gefunden.sitzung)
    inhalt = {"form": form, "unterlage": gefunden, "sitzung": gefunden.sitzung}
    return render(request, "sitzungen/unterlage_entfernen.html", inhalt)


def fetch_unterlage(konto: Besucher, pk: int, unterlage_pk: int) -> Unterlage:
    """Return the file's row; 404 unless it is visible."""
    sichtbar = Unterlage.objects.visible_to(konto).select_related("datei", "top", "sitzung__gremium")
    return get_object_or_404(sichtbar, pk=unterlage_pk, sitzung=pk)


def _fetch_zu_oeffnende(konto: Besucher, pk: int, unterlage_pk: int) -> Unterlage:
    gefunden = fetch_unterlage(konto, pk, unterlage_pk)
    if not may_publish_unterlage(konto, gefunden.sitzung):
        raise PermissionDenied
    return gefunden
