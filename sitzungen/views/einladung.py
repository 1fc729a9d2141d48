"""Inviting to a sitting, what became of each invitation, and answering one."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gremien.models import Person
from konten.rechte import KontoRequest
from konten.views.vorgang import attempt, carry_out, posted
from sitzungen.actions.einladung import invite_weitere, list_fehlende, open_einladung, record_zugang
from sitzungen.actions.rueckmeldung import answer_einladung, find_vertretung
from sitzungen.actions.sitzung import invite_sitzung
from sitzungen.enums import Antwort
from sitzungen.forms import AntwortForm, EinladungForm, NachladungForm, ZugangForm
from sitzungen.forms.gruende import ZUGANG
from sitzungen.models import Einladung, Sitzung
from sitzungen.pages.einladungen import Versandplan, build_einladungsliste, build_versandplan, describe_antworten
from sitzungen.permissions import (
    may_answer_einladung,
    may_edit_tagesordnung,
    may_read_einladung,
    may_record_abstimmung,
)
from sitzungen.views.zugriff import fetch_sitzung


@login_required
@require_http_methods(["GET", "POST"])
def sitzung_einladen(request: KontoRequest, pk: int) -> HttpResponse:
    """Invite everybody the law names; who would get it too late is named beforehand (R1)."""
    sitzung = fetch_sitzung(request.user, pk, may_edit_tagesordnung)
    plan = build_versandplan(sitzung)
    form = _build_einladung(request, plan)
    if form.is_valid() and (eingeladen := attempt(form, lambda: _invite(form, sitzung, request))):
        wann = timezone.localtime(eingeladen.eingeladen_am)
        messages.success(request, f"Es ist eingeladen. Zugang bei allen: {wann:%d.%m.%Y, %H:%M} Uhr.")
        return redirect("einladungen", pk)
    return render(request, "sitzungen/sitzung_einladen.html", {"form": form, "sitzung": sitzung, "plan": plan})


def _build_einladung(request: KontoRequest, plan: Versandplan) -> EinladungForm:
    jetzt = timezone.localtime()
    return EinladungForm(
        posted(request),
        initial={"tag": jetzt.date(), "zeit": jetzt.time().replace(microsecond=0)},
        mit_mail=bool(plan.per_mail),
        mit_papier=bool(plan.auf_papier),
    )


def _invite(form: EinladungForm, sitzung: Sitzung, request: KontoRequest) -> Sitzung:
    return invite_sitzung(
        sitzung,
        zugang=form.zeitpunkt,
        konto=request.user,
        per_mail=form.per_mail,
        dringlich_grund=form.cleaned_data["dringlich_grund"],
        grund=form.grund,
    )


@login_required
@require_safe
def einladungen(request: KontoRequest, pk: int) -> HttpResponse:
    """Show everybody who was invited, what became of it, and what they answered."""
    return render_einladungen(request, fetch_sitzung(request.user, pk, may_record_abstimmung))


def render_einladungen(request: KontoRequest, sitzung: Sitzung, form: NachladungForm | None = None) -> HttpResponse:
    """Draw the page of all invitations; ``form`` carries what refused to invite further people."""
    liste = build_einladungsliste(sitzung, request.user)
    fehlende = [(einer.person.pk, str(einer.person)) for einer in liste.fehlende]
    angaben = {
        "sitzung": sitzung,
        "liste": liste,
        "form": form or NachladungForm(fehlende=fehlende),
        "darf_aendern": may_edit_tagesordnung(request.user, sitzung),
    }
    return render(request, "sitzungen/einladungen.html", angaben)


@login_required
@require_POST
def einladungen_nachladen(request: KontoRequest, pk: int) -> HttpResponse:
    """Invite further people: members who came later, or who were forgotten in the master data."""
    sitzung = fetch_sitzung(request.user, pk, may_edit_tagesordnung)
    fehlende = [(einer.person.pk, str(einer.person)) for einer in list_fehlende(sitzung)]
    form = NachladungForm(request.POST, fehlende=fehlende)
    erfolg = "Die Einladung ist nachgereicht."
    if carry_out(request, form, lambda: _invite_weitere(form, sitzung, request), erfolg):
        return redirect("einladungen", pk)
    return render_einladungen(request, sitzung, form)


def _invite_weitere(form: NachladungForm, sitzung: Sitzung, request: KontoRequest) -> object:
    return invite_weitere(sitzung, [int(pk) for pk in form.cleaned_data["personen"]], konto=request.user)


def fetch_einladung(konto: KontoRequest, pk: int, einladung_pk: int) -> Einladung:
    """Return an invitation of a sitting whose invitations the reader keeps; 404 or 403 otherwise."""
    sitzung = fetch_sitzung(konto.user, pk, may_edit_tagesordnung)
    einladungen = Einladung.objects.visible_to(konto.user).with_zugang().with_antwort()
    einladung = get_object_or_404(einladungen.select_related("person", "nachricht"), pk=einladung_pk, sitzung=sitzung)
    einladung.sitzung = sitzung
    return einladung


@login_required
@require_http_methods(["GET", "POST"])
def einladung_zugang(request: KontoRequest, pk: int, einladung_pk: int) -> HttpResponse:
    """Enter when one invitation arrived, or correct it with a reason."""
    einladung = fetch_einladung(request, pk, einladung_pk)
    bekannt = timezone.localtime(einladung.zugang) if einladung.zugang else None
    stand = {"tag": bekannt.date(), "zeit": bekannt.time().replace(second=0, microsecond=0)} if bekannt else {}
    form = ZugangForm(posted(request), initial=stand, frage=ZUGANG if bekannt else None)
    erfolg = f"Der Zugang bei {einladung.person} ist eingetragen."
    if carry_out(request, form, lambda: _record_zugang(form, einladung, request), erfolg):
        return redirect("einladungen", pk)
    angaben = {"form": form, "sitzung": einladung.sitzung, "einladung": einladung}
    angaben["zugaenge"] = einladung.zugaenge.select_related("erfasst_von").order_by("-pk")
    return render(request, "sitzungen/einladung_zugang.html", angaben)


def _record_zugang(form: ZugangForm, einladung: Einladung, request: KontoRequest) -> object:
    return record_zugang(einladung, zugang=form.zeitpunkt, konto=request.user, grund=form.grund)


@login_required
@require_http_methods(["GET", "POST"])
def einladung_antwort(request: KontoRequest, pk: int, einladung_pk: int) -> HttpResponse:
    """Enter for somebody what they answered by telephone or in writing."""
    einladung = fetch_einladung(request, pk, einladung_pk)
    form = _build_antwort(request, einladung, find_vertretung(einladung))
    erfolg = f"Die Antwort von {einladung.person} ist eingetragen."
    if carry_out(request, form, lambda: _answer(form, einladung, request), erfolg):
        return redirect("einladungen", pk)
    angaben = {"form": form, "sitzung": einladung.sitzung, "einladung": einladung}
    return render(request, "sitzungen/einladung_antwort.html", angaben)


@login_required
@require_http_methods(["GET", "POST"])
def einladung(request: KontoRequest, pk: int) -> HttpResponse:
    """Show somebody their own invitation, which keeps that they opened it, and let them answer."""
    sitzung = fetch_sitzung(request.user, pk)
    eigene = _find_eigene(request, sitzung)
    if eigene is None:
        if not may_read_einladung(request.user, sitzung):
            raise Http404
        return render(request, "sitzungen/einladung.html", {"sitzung": sitzung})
    if request.method == "GET":
        open_einladung(eigene, konto=request.user)
    vertretung = find_vertretung(eigene)
    form = _build_antwort(request, eigene, vertretung)
    if carry_out(request, form, lambda: _answer(form, eigene, request), "Danke, Ihre Antwort ist eingetragen."):
        return redirect("einladung", pk)
    angaben = {"sitzung": sitzung, "einladung": eigene, "form": form, "vertretung": vertretung}
    return render(request, "sitzungen/einladung.html", angaben)


def _find_eigene(request: KontoRequest, sitzung: Sitzung) -> Einladung | None:
    einladungen = Einladung.objects.visible_to(request.user).filter(sitzung=sitzung).with_antwort()
    eigene = einladungen.filter(person=request.user.person_id).select_related("vertritt__person").first()
    if eigene is None or not may_answer_einladung(request.user, eigene):
        return None
    eigene.sitzung = sitzung
    return eigene


def _build_antwort(request: KontoRequest, einladung: Einladung, vertretung: Person | None) -> AntwortForm:
    selbst = einladung.person_id == request.user.person_id
    antworten = describe_antworten(hat_vertretung=vertretung is not None, selbst=selbst)
    stand = {"antwort": einladung.antwort, "hinweis": einladung.hinweis}
    return AntwortForm(posted(request), initial=stand, antworten=antworten)


def _answer(form: AntwortForm, einladung: Einladung, request: KontoRequest) -> object:
    angaben = form.cleaned_data
    return answer_einladung(einladung, Antwort(angaben["antwort"]), konto=request.user, hinweis=angaben["hinweis"])
