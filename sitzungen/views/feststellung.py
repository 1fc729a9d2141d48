"""In the sitting: who is there, what was decided."""

from collections.abc import Collection

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from konten.rechte import KontoRequest
from konten.views.vorgang import attempt, posted, read_kennung, succeeds
from sitzungen.actions.abstimmung import record_abstimmung
from sitzungen.actions.anwesenheit import count_anwesende, record_anwesenheit
from sitzungen.actions.aufnahme import admit_top, check_aufgenommen, reject_top
from sitzungen.documents.sitzliste import build_sitzliste, list_berichtigungen, read_alle, read_anwesende
from sitzungen.documents.worte import format_ansage
from sitzungen.enums import Sitzungsstatus
from sitzungen.forms import AnwesenheitForm, AufnahmeForm, ErgebnisForm
from sitzungen.models import Abstimmung, Sitzung, Tagesordnungspunkt
from sitzungen.pages.stimmpult import (
    Vorgabe,
    find_nachbartops,
    find_stehende,
    list_eintraege,
    list_pultzeilen,
    next_offener,
)
from sitzungen.permissions import may_record_abstimmung
from sitzungen.views.zugriff import fetch_sitzung, fetch_top


@login_required
@require_http_methods(["GET", "POST"])
def anwesenheit(request: KontoRequest, pk: int) -> HttpResponse:
    """Record who is there, by exception: everybody at one press, then untick who is missing."""
    sitzung = fetch_sitzung(request.user, pk, may_record_abstimmung)
    anwesende = _read_angaben(request, sitzung)
    liste = build_sitzliste(sitzung, anwesende)
    form = AnwesenheitForm(
        posted(request),
        personen=liste.personen,
        berichtigung=sitzung.status == Sitzungsstatus.BEENDET,
        initial={"vollstaendig": sitzung.anwesenheit_vollstaendig},
    )
    if form.is_valid() and succeeds(form, lambda: _record_anwesenheit(form, sitzung, request)):
        messages.success(request, f"{len(form.cleaned_data['anwesende'])} Anwesende sind erfasst.")
        return redirect(sitzung)
    berichtigungen = list_berichtigungen(sitzung, request.user)
    angaben = {"form": form, "sitzung": sitzung, "liste": liste, "berichtigungen": berichtigungen}
    return render(request, "sitzungen/anwesenheit.html", angaben)


def _read_angaben(request: KontoRequest, sitzung: Sitzung) -> Collection[int]:
    if request.method == "POST":
        return {read_kennung(wert) for wert in request.POST.getlist("anwesende")}
    if request.GET.get("vorschlag") == "alle":
        return read_alle(sitzung)
    return read_anwesende(sitzung, request.user) or set()


def _record_anwesenheit(form: AnwesenheitForm, sitzung: Sitzung, request: KontoRequest) -> Sitzung:
    angaben = form.cleaned_data
    return record_anwesenheit(
        sitzung,
        anwesende=angaben["anwesende"],
        konto=request.user,
        vollstaendig=angaben["vollstaendig"],
        berichtigungsgrund=form.berichtigungsgrund,
    )


@login_required
@require_safe
def ergebnisse(request: KontoRequest, pk: int) -> HttpResponse:
    """Go to the next item without a result."""
    sitzung = fetch_sitzung(request.user, pk, may_record_abstimmung)
    return _go_on(request, sitzung, None)


def _go_on(request: KontoRequest, sitzung: Sitzung, nach: int | None) -> HttpResponse:
    zeilen = list_pultzeilen(sitzung, request.user)
    top = next_offener(zeilen, nach)
    if top is not None:
        return redirect("ergebnis", sitzung.pk, top.pk)
    messages.info(request, "Alle Punkte mit Vorlage haben ein Ergebnis.")
    return redirect(sitzung)


@login_required
@require_http_methods(["GET", "POST"])
def ergebnis(request: KontoRequest, pk: int, top_pk: int) -> HttpResponse:
    """Record the result of an item, or correct the one that stands."""
    return ask_ergebnis(request, fetch_top(request.user, pk, top_pk, may_record_abstimmung))


def ask_ergebnis(request: KontoRequest, top: Tagesordnungspunkt, vorgabe: Vorgabe | None = None) -> HttpResponse:
    """Ask for the result of an item, filled in with what is proposed, and record it."""
    eintraege = list_eintraege(top, request.user)
    stehend = find_stehende(eintraege)
    form = ErgebnisForm(posted(request), top=top, stehend=stehend, vorschlag=vorgabe.angaben if vorgabe else {})
    if form.is_valid() and (neu := attempt(form, lambda: _record(form, top, request))):
        frisch = fetch_top(request.user, top.sitzung_id, top.pk, may_record_abstimmung)
        messages.success(request, format_ansage(frisch, neu))
        return redirect(vorgabe.danach) if vorgabe else _go_on(request, top.sitzung, nach=top.pk)
    return _render_stimmpult(request, top, {"form": form, "vorgabe": vorgabe, "eintraege": eintraege})


def _record(form: ErgebnisForm, top: Tagesordnungspunkt, request: KontoRequest) -> Abstimmung:
    return record_abstimmung(
        top,
        form.to_ergebnis(),
        konto=request.user,
        berichtigt=form.cleaned_data["stand"],
        grund=form.grund,
        berichtigungsgrund=form.berichtigungsgrund,
    )


def _render_stimmpult(request: KontoRequest, top: Tagesordnungspunkt, gefragt: dict[str, object]) -> HttpResponse:
    zeilen = list_pultzeilen(top.sitzung, request.user)
    davor, danach = find_nachbartops(zeilen, top)
    angaben = {
        "top": top,
        "sitzung": top.sitzung,
        "zeilen": zeilen,
        "davor": davor,
        "danach": danach,
        "anwesend": count_anwesende(top.sitzung),
        "braucht_aufnahme": bool(check_aufgenommen(top)),
    }
    return render(request, "sitzungen/ergebnis.html", gefragt | angaben)


@login_required
@require_http_methods(["GET", "POST"])
def aufnahme(request: KontoRequest, pk: int, top_pk: int) -> HttpResponse:
    """Record the vote on adding an urgent item, won (R8) or lost."""
    top = fetch_top(request.user, pk, top_pk, may_record_abstimmung)
    form = AufnahmeForm(posted(request), top=top)
    if form.is_valid() and succeeds(form, lambda: _record_aufnahme(form, top, request)):
        if form.is_aufgenommen:
            messages.success(request, f"„{top.betreff}“ ist in die Tagesordnung aufgenommen.")
            return redirect("ergebnis", pk, top_pk)
        messages.success(request, f"„{top.betreff}“ ist nicht aufgenommen. Der Punkt ist damit erledigt.")
        return _go_on(request, top.sitzung, nach=top.pk)
    angaben = {"form": form, "top": top, "sitzung": top.sitzung, "anwesend": count_anwesende(top.sitzung)}
    return render(request, "sitzungen/aufnahme.html", angaben)


def _record_aufnahme(form: AufnahmeForm, top: Tagesordnungspunkt, request: KontoRequest) -> Tagesordnungspunkt:
    act = admit_top if form.is_aufgenommen else reject_top
    return act(top, ja=form.cleaned_data["ja"], konto=request.user, berichtigungsgrund=form.berichtigungsgrund)
