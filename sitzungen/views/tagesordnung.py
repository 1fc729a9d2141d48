"""The clerk's workbench: placing, ordering, changing, striking, publishing."""

from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from konten.forms.vorgang import VorgangForm
from konten.rechte import KontoRequest
from konten.views.vorgang import attempt, carry_out, posted, read_kennung
from sitzungen.actions.grundlage import set_grundlage
from sitzungen.actions.tagesordnung import (
    move_top,
    place_top,
    replace_fassung,
    revise_top,
    strike_top,
)
from sitzungen.enums import Mehrheitsart, Teil
from sitzungen.forms import AufsetzenForm, PunktAendernForm, PunktForm, VerschiebenForm
from sitzungen.forms.gruende import ABSETZUNG
from sitzungen.models import Sitzung, Tagesordnungspunkt
from sitzungen.pages.werkbank import Wartend, build_werkbank, compute_platz, list_wartende
from sitzungen.permissions import may_edit_tagesordnung
from sitzungen.rules.tagesordnung import OBERBEGRIFFE
from sitzungen.views.zugriff import fetch_sitzung, fetch_top


@login_required
@require_safe
def tagesordnung(request: KontoRequest, pk: int) -> HttpResponse:
    """Show the workbench."""
    return render_werkbank(request, fetch_sitzung(request.user, pk, may_edit_tagesordnung))


def render_werkbank(
    request: HttpRequest, sitzung: Sitzung, form: VorgangForm | None = None, punkt_form: PunktForm | None = None
) -> HttpResponse:
    """Draw the page, or its workbench alone; ``form`` carries the findings of an act on it that was refused."""
    angaben = {
        "sitzung": sitzung,
        "form": form,
        "punkt_form": punkt_form or PunktForm(sitzung=sitzung),
        "wartende": _pair_forms(request, sitzung, form),
        "teile": build_werkbank(sitzung, request.user),
        "oberbegriffe": OBERBEGRIFFE,
    }
    # A press on the workbench is answered with the workbench alone.
    is_teil = "HX-Request" in request.headers
    return render(request, "sitzungen/_werkbank.html" if is_teil else "sitzungen/tagesordnung.html", angaben)


def _pair_forms(
    request: HttpRequest, sitzung: Sitzung, form: VorgangForm | None
) -> list[tuple[Wartend, AufsetzenForm]]:
    """Return every waiting paper with its form; the one that was refused keeps its input."""
    paare = []
    for wartend in list_wartende(request.user, sitzung.gremium):
        eigene = AufsetzenForm(
            sitzung=sitzung,
            konto=request.user,
            station=wartend.beratung.pk,
            geschlossen=not wartend.beratung.oeffentlich,
        )
        bleibt = isinstance(form, AufsetzenForm) and form.auto_id == eigene.auto_id
        paare.append((wartend, form if bleibt and isinstance(form, AufsetzenForm) else eigene))
    return paare


def _finish(
    request: KontoRequest, sitzung: Sitzung, form: VorgangForm, act: Callable[[], object], satz: str
) -> HttpResponse:
    if carry_out(request, form, act, satz):
        return redirect("tagesordnung", sitzung.pk)
    return render_werkbank(request, sitzung, form)


@login_required
@require_POST
def top_aufsetzen(request: KontoRequest, pk: int) -> HttpResponse:
    """Put a waiting paper onto the agenda."""
    sitzung = fetch_sitzung(request.user, pk, may_edit_tagesordnung)
    form = AufsetzenForm(
        request.POST, sitzung=sitzung, konto=request.user, station=read_kennung(request.POST.get("beratung"))
    )
    return _finish(
        request, sitzung, form, lambda: _place_vorlage(form, sitzung, request), "Die Vorlage ist aufgesetzt."
    )


def _place_vorlage(form: AufsetzenForm, sitzung: Sitzung, request: KontoRequest) -> Tagesordnungspunkt:
    angaben = form.cleaned_data
    return place_top(
        sitzung,
        teil=form.teil,
        konto=request.user,
        beratung=angaben["beratung"],
        oberbegriff="" if form.teil == Teil.OEFFENTLICH else angaben["oberbegriff"],
        nachtrag_grund=angaben.get("nachtrag_grund", ""),
    )


@login_required
@require_POST
def top_neu(request: KontoRequest, pk: int) -> HttpResponse:
    """Put an item without a paper onto the agenda."""
    sitzung = fetch_sitzung(request.user, pk, may_edit_tagesordnung)
    form = PunktForm(request.POST, sitzung=sitzung)
    if form.is_valid() and (top := attempt(form, lambda: _place_punkt(form, sitzung, request))):
        messages.success(request, f"„{top.betreff}“ steht auf der Tagesordnung.")
        return redirect("tagesordnung", sitzung.pk)
    return render_werkbank(request, sitzung, form, punkt_form=form)


def _place_punkt(form: PunktForm, sitzung: Sitzung, request: KontoRequest) -> Tagesordnungspunkt:
    angaben = form.cleaned_data
    return place_top(
        sitzung,
        teil=Teil(angaben["teil"]),
        konto=request.user,
        betreff=angaben["betreff"],
        oberbegriff="" if angaben["teil"] == Teil.OEFFENTLICH else angaben["oberbegriff"],
        uebergeordnet=angaben["uebergeordnet"],
        mehrheit=Mehrheitsart(angaben["mehrheit"]),
        nachtrag_grund=angaben.get("nachtrag_grund", ""),
    )


@login_required
@require_POST
def top_verschieben(request: KontoRequest, pk: int, top_pk: int) -> HttpResponse:
    """Move an item to another place among its siblings."""
    top = fetch_top(request.user, pk, top_pk, may_edit_tagesordnung)
    form = VerschiebenForm(request.POST, auto_id=f"verschieben-{top.pk}-%s")

    def act() -> Tagesordnungspunkt:
        return move_top(top, nach=compute_platz(top, form.cleaned_data["nach"]))

    return _finish(request, top.sitzung, form, act, f"„{top.betreff}“ ist verschoben.")


@login_required
@require_POST
def top_absetzen(request: KontoRequest, pk: int, top_pk: int) -> HttpResponse:
    """Strike an item; its paper waits again."""
    top = fetch_top(request.user, pk, top_pk, may_edit_tagesordnung)
    form = VorgangForm(request.POST, frage=ABSETZUNG, auto_id=f"absetzen-{top.pk}-%s")
    betreff = top.betreff

    def act() -> Sitzung:
        return strike_top(top, konto=request.user, grund=form.grund)

    return _finish(request, top.sitzung, form, act, f"„{betreff}“ ist abgesetzt.")


@login_required
@require_POST
def top_fassung(request: KontoRequest, pk: int, top_pk: int) -> HttpResponse:
    """Exchange the placed Fassung for the newest released one."""
    top = fetch_top(request.user, pk, top_pk, may_edit_tagesordnung)
    form = VorgangForm(request.POST)

    def act() -> Tagesordnungspunkt:
        return replace_fassung(top, konto=request.user)

    return _finish(request, top.sitzung, form, act, f"„{top.betreff}“ trägt jetzt die neueste Fassung.")


@login_required
@require_http_methods(["GET", "POST"])
def top_bearbeiten(request: KontoRequest, pk: int, top_pk: int) -> HttpResponse:
    """Change an item's words, its place under another one, the majority it needs, or what is voted on."""
    top = fetch_top(request.user, pk, top_pk, may_edit_tagesordnung)
    form = PunktAendernForm(posted(request), top=top)
    if carry_out(request, form, lambda: _revise(form, top, request), "Der Punkt ist geändert."):
        return redirect("tagesordnung", pk)
    return render(request, "sitzungen/top_bearbeiten.html", {"form": form, "top": top, "sitzung": top.sitzung})


@transaction.atomic
def _revise(form: PunktAendernForm, top: Tagesordnungspunkt, request: KontoRequest) -> Tagesordnungspunkt:
    angaben = form.cleaned_data
    revise_top(
        top,
        konto=request.user,
        betreff=angaben["betreff"],
        oberbegriff=angaben.get("oberbegriff", ""),
        mehrheit=Mehrheitsart(angaben["mehrheit"]),
        uebergeordnet=angaben["uebergeordnet"],
    )
    return set_grundlage(
        top,
        konto=request.user,
        beschlussentwurf=angaben.get("beschlussentwurf", ""),
        zweite_einladung=angaben["zweite_einladung"],
    )
