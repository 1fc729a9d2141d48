"""In the sitting: what was decided."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gremien.rules.befund import VorgangGesperrt
from konten.rechte import KontoRequest
from konten.views.vorgang import attempt, posted, read_kennung, succeeds
from sitzungen.actions.abstimmung import record_abstimmung
from sitzungen.actions.anwesenheit import count_anwesende
from sitzungen.actions.aufnahme import admit_top, check_aufgenommen, reject_top
from sitzungen.actions.befangenheit import read_befangene, record_befangenheit
from sitzungen.actions.block import record_block
from sitzungen.actions.ruecknahme import find_ruecknehmbare, undo_abstimmung
from sitzungen.documents.sitzliste import build_sitzliste, read_anwesende
from sitzungen.documents.worte import format_ansage, format_ausgang, format_ergebnis
from sitzungen.forms import AufnahmeForm, ErgebnisForm
from sitzungen.models import Abstimmung, Sitzung, Tagesordnungspunkt
from sitzungen.pages.stimmpult import (
    Vorgabe,
    compute_lage,
    find_nachbartops,
    find_stehende,
    list_bewegungen,
    list_ebenso,
    list_eintraege,
    list_nicht_befangene,
    list_pultzeilen,
    list_zwischen,
    next_offener,
    propose_wortlaut,
    read_wortlautlage,
)
from sitzungen.permissions import may_record_abstimmung
from sitzungen.views.zugriff import fetch_sitzung, fetch_top


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
    messages.info(request, "Alle Punkte haben ein Ergebnis.")
    return redirect(sitzung)


@login_required
@require_http_methods(["GET", "POST"])
def ergebnis(request: KontoRequest, pk: int, top_pk: int) -> HttpResponse:
    """Record the result of an item, or correct the one that stands."""
    return ask_ergebnis(request, fetch_top(request.user, pk, top_pk, may_record_abstimmung))


def ask_ergebnis(request: KontoRequest, top: Tagesordnungspunkt, vorgabe: Vorgabe | None = None) -> HttpResponse:
    """Ask for the result of an item, filled in with what is proposed, and record it."""
    lage = read_wortlautlage(top, request.user)
    eintraege = list_eintraege(top, request.user, lage.entwurf)
    stehend = find_stehende(eintraege)
    vorschlag = propose_wortlaut(lage, stehend) | dict(vorgabe.angaben if vorgabe else {})
    form = ErgebnisForm(posted(request), top=top, stehend=stehend, vorschlag=vorschlag)
    if form.is_valid() and (neu := attempt(form, lambda: _record(form, top, request))):
        frisch = fetch_top(request.user, top.sitzung_id, top.pk, may_record_abstimmung)
        messages.success(request, format_ansage(frisch, neu))
        return redirect(vorgabe.danach) if vorgabe else _go_on(request, top.sitzung, nach=top.pk)
    gefragt: dict[str, object] = {"form": form, "vorgabe": vorgabe, "eintraege": eintraege}
    return _render_stimmpult(request, top, gefragt | {"stehend": stehend, "wortlaut": lage})


@login_required
@require_POST
def ergebnis_zuruecknehmen(request: KontoRequest, pk: int) -> HttpResponse:
    """Take back the result recorded last, and stand on its item again."""
    sitzung = fetch_sitzung(request.user, pk, may_record_abstimmung)
    lesbar = Abstimmung.objects.visible_to(request.user).filter(top__sitzung=sitzung).select_related("top")
    abstimmung = get_object_or_404(lesbar, pk=read_kennung(request.POST.get("abstimmung")))
    top, worte = abstimmung.top, format_ausgang(abstimmung)
    try:
        undo_abstimmung(abstimmung, konto=request.user)
    except VorgangGesperrt as gesperrt:
        for befund in gesperrt.befunde:
            messages.error(request, befund.satz)
    else:
        messages.success(request, f"TOP {top.bezeichnung or top.betreff}: „{worte}“ ist zurückgenommen.")
    return redirect("ergebnis", pk, top.pk)


@login_required
@require_POST
def ergebnis_ebenso(request: KontoRequest, pk: int) -> HttpResponse:
    """Record the result of one item for all open ones up to another."""
    sitzung = fetch_sitzung(request.user, pk, may_record_abstimmung)
    lesbar = Abstimmung.objects.valid().visible_to(request.user).filter(top__sitzung=sitzung).select_related("top")
    quelle = get_object_or_404(lesbar, pk=read_kennung(request.POST.get("abstimmung")))
    bis = read_kennung(request.POST.get("bis"))
    tops = list_ebenso(list_pultzeilen(sitzung, request.user), quelle)
    kennungen = [top.pk for top in tops]
    try:
        neue = record_block(quelle, tops[: kennungen.index(bis) + 1] if bis in kennungen else [], konto=request.user)
    except VorgangGesperrt as gesperrt:
        for befund in gesperrt.befunde:
            messages.error(request, befund.satz)
        return redirect("ergebnis", pk, quelle.top_id)
    worte = ", ".join(neu.top.bezeichnung or neu.top.betreff for neu in neue)
    messages.success(request, f"TOP {worte}: {format_ergebnis(quelle)}")
    return _go_on(request, sitzung, nach=neue[-1].top_id)


@login_required
@require_POST
def befangenheit(request: KontoRequest, pk: int, top_pk: int) -> HttpResponse:
    """Record that a member is excluded from the item, or is not after all."""
    top = fetch_top(request.user, pk, top_pk, may_record_abstimmung)
    person, befangen = read_kennung(request.POST.get("person")), request.POST.get("befangen") != "nein"
    try:
        neu = record_befangenheit(top, person, konto=request.user, befangen=befangen)
    except VorgangGesperrt as gesperrt:
        for befund in gesperrt.befunde:
            messages.error(request, befund.satz)
    else:
        messages.success(request, f"{neu.person} {'ist' if befangen else 'ist nicht'} befangen.")
    return redirect("ergebnis", pk, top_pk)


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
    zuletzt = find_ruecknehmbare(top.sitzung, request.user, jetzt=timezone.now())
    angaben = {
        "top": top,
        "sitzung": top.sitzung,
        "zeilen": zeilen,
        "davor": davor,
        "danach": danach,
        "zuletzt": zuletzt,
        "ebenso": list_ebenso(zeilen, zuletzt),
        "zwischen": list_zwischen(top, request.user),
        "braucht_aufnahme": bool(check_aufgenommen(top)),
    }
    return render(request, "sitzungen/ergebnis.html", gefragt | angaben | _read_saal(request, top))


def _read_saal(request: KontoRequest, top: Tagesordnungspunkt) -> dict[str, object]:
    """Return who is in the room for this item, and who could come, go or be excluded."""
    befangene = read_befangene(top)
    liste = build_sitzliste(top.sitzung, read_anwesende(top.sitzung, request.user) or ())
    return {
        "lage": compute_lage(top),
        "bewegungen": list_bewegungen(liste),
        "befangene": befangene,
        "nicht_befangene": list_nicht_befangene(liste, befangene),
    }


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
