"""Who is there: the list, and who comes or goes."""

from collections.abc import Collection

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from konten.rechte import KontoRequest
from konten.views.vorgang import attempt, posted, read_kennung, succeeds
from sitzungen.actions.anwesenheit import record_anwesenheit
from sitzungen.actions.bewegung import record_bewegung, record_teilnahmen
from sitzungen.documents.sitzliste import (
    build_sitzliste,
    list_berichtigungen,
    read_alle,
    read_anwesende,
    read_entschuldigte,
)
from sitzungen.documents.teilnahme import list_teilnehmer
from sitzungen.enums import Sitzungsstatus, Teilnahmeart
from sitzungen.forms import AnwesenheitForm, BewegungForm
from sitzungen.models import Anwesenheit, Sitzung, Tagesordnungspunkt, Teilnahme
from sitzungen.permissions import may_record_abstimmung
from sitzungen.views.zugriff import fetch_sitzung


@login_required
@require_http_methods(["GET", "POST"])
def anwesenheit(request: KontoRequest, pk: int) -> HttpResponse:
    """Record who is there, by exception: everybody at one press, then untick who is missing."""
    sitzung = fetch_sitzung(request.user, pk, may_record_abstimmung)
    liste = build_sitzliste(sitzung, *_read_angaben(request, sitzung))
    form = AnwesenheitForm(
        posted(request),
        personen=liste.personen,
        berichtigung=sitzung.status == Sitzungsstatus.BEENDET,
        initial={"vollstaendig": sitzung.anwesenheit_vollstaendig, **_read_weitere(request, sitzung)},
    )
    if form.is_valid() and succeeds(form, lambda: _record_anwesenheit(form, sitzung, request)):
        messages.success(request, f"{len(form.cleaned_data['anwesende'])} Anwesende sind erfasst.")
        return redirect(sitzung)
    erfasst = {
        "berichtigungen": list_berichtigungen(sitzung, request.user),
        "teilnehmer": list_teilnehmer(sitzung, request.user),
    }
    return render(request, "sitzungen/anwesenheit.html", {"form": form, "sitzung": sitzung, "liste": liste} | erfasst)


def _read_angaben(request: KontoRequest, sitzung: Sitzung) -> tuple[Collection[int], Collection[int]]:
    if request.method == "POST":
        anwesende, entschuldigte = (
            {read_kennung(wert) for wert in request.POST.getlist(name)} for name in ("anwesende", "entschuldigte")
        )
        return anwesende, entschuldigte
    if request.GET.get("vorschlag") == "alle":
        return read_alle(sitzung), set()
    return read_anwesende(sitzung, request.user) or set(), read_entschuldigte(sitzung, request.user)


def _read_weitere(request: KontoRequest, sitzung: Sitzung) -> dict[str, str]:
    weitere = Teilnahme.objects.visible_to(request.user).filter(sitzung=sitzung).standing()
    return {
        name: "\n".join(str(einer) for einer in weitere if einer.art == art)
        for name, art in (("verwaltung", Teilnahmeart.VERWALTUNG), ("gaeste", Teilnahmeart.GAST))
    }


@transaction.atomic
def _record_anwesenheit(form: AnwesenheitForm, sitzung: Sitzung, request: KontoRequest) -> Sitzung:
    angaben = form.cleaned_data
    record_anwesenheit(
        sitzung,
        anwesende=angaben["anwesende"],
        entschuldigte=angaben["entschuldigte"],
        konto=request.user,
        vollstaendig=angaben["vollstaendig"],
        berichtigungsgrund=form.berichtigungsgrund,
    )
    return record_teilnahmen(
        sitzung, form.list_teilnehmende(), konto=request.user, berichtigungsgrund=form.berichtigungsgrund
    )


@login_required
@require_http_methods(["GET", "POST"])
def bewegung(request: KontoRequest, pk: int) -> HttpResponse:
    """Record that somebody comes or goes, from the vote run or by itself."""
    sitzung = fetch_sitzung(request.user, pk, may_record_abstimmung)
    top = _find_top(request, sitzung)
    form = BewegungForm(
        posted(request),
        personen=build_sitzliste(sitzung, ()).personen,
        berichtigung=sitzung.status == Sitzungsstatus.BEENDET,
        initial={"richtung": request.GET.get("richtung", "")},
    )
    if form.is_valid() and (neu := attempt(form, lambda: _record_bewegung(form, sitzung, top, request))):
        messages.success(request, f"{neu.person} {'ist gekommen' if neu.anwesend else 'ist gegangen'}.")
        return redirect("ergebnis", pk, top.pk) if top else redirect("anwesenheit", pk)
    return render(request, "sitzungen/bewegung.html", {"form": form, "sitzung": sitzung, "top": top})


def _record_bewegung(
    form: BewegungForm, sitzung: Sitzung, top: Tagesordnungspunkt | None, request: KontoRequest
) -> Anwesenheit:
    return record_bewegung(
        sitzung,
        form.to_bewegung(sitzung, top),
        konto=request.user,
        berichtigungsgrund=form.berichtigungsgrund,
    )


def _find_top(request: KontoRequest, sitzung: Sitzung) -> Tagesordnungspunkt | None:
    kennung = read_kennung(request.POST.get("top") or request.GET.get("top"))
    return Tagesordnungspunkt.objects.visible_to(request.user).filter(sitzung=sitzung, pk=kennung).first()
