"""The clerk's workbench: placing, ordering, changing, striking."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from konten.forms.vorgang import VorgangForm
from konten.models import Konto
from konten.rechte import KontoRequest
from konten.views.vorgang import attempt, carry_out, posted, read_kennung, succeeds
from sitzungen.actions.grundlage import set_grundlage
from sitzungen.actions.reihenfolge import indent_top, move_top, outdent_top
from sitzungen.actions.standardpunkte import place_standardpunkte
from sitzungen.actions.tagesordnung import place_top, replace_fassung, revise_top, strike_top
from sitzungen.enums import Griff, Mehrheitsart, Teil
from sitzungen.forms import AufsetzenForm, GriffForm, PunktAendernForm, PunktForm
from sitzungen.forms.tagesordnung import NACHTRAG
from sitzungen.models import Oberbegriff, Sitzung, Standardpunkt, Tagesordnungspunkt
from sitzungen.pages.warteliste import Warteliste, build_warteliste
from sitzungen.pages.werkbank import build_werkbank
from sitzungen.permissions import may_edit_tagesordnung
from sitzungen.rules.warteliste import ORDNUNGEN, Auswahl
from sitzungen.views.zugriff import fetch_sitzung, fetch_top

WORT: Final = "oberbegriff-"
"""Beginning of the names of the fields that hold generic words, before the key of the station."""


@login_required
@require_safe
def tagesordnung(request: KontoRequest, pk: int) -> HttpResponse:
    """Show the workbench."""
    return render_werkbank(request, fetch_sitzung(request.user, pk, may_edit_tagesordnung))


def render_werkbank(
    request: HttpRequest, sitzung: Sitzung, form: VorgangForm | None = None, punkt_form: PunktForm | None = None
) -> HttpResponse:
    """Draw the page, or its workbench alone; ``form`` carries the findings of an act on it that was refused."""
    # A press on the workbench is answered with the workbench alone.
    vorlage = "_werkbank" if "HX-Request" in request.headers else "tagesordnung"
    worte = Oberbegriff.objects.list_worte()
    teile = build_werkbank(sitzung, request.user, oberbegriffe=worte, gewaehlt=_read_punkt(request))
    angaben = {
        "sitzung": sitzung,
        "form": form,
        "aufsetzen": form if isinstance(form, AufsetzenForm) else AufsetzenForm(sitzung=sitzung),
        "punkt_form": punkt_form or PunktForm(sitzung=sitzung, worte=worte),
        "liste": _build_liste(request, sitzung),
        "teile": teile,
        "oberbegriffe": worte,
        "ordnungen": ORDNUNGEN.items(),
        "abfrage": _write_abfrage(request),
    }
    return render(request, f"sitzungen/{vorlage}.html", angaben)


def _read_punkt(request: HttpRequest) -> int:
    return read_kennung(request.POST.get("punkt") or request.GET.get("punkt"))


def _build_liste(request: HttpRequest, sitzung: Sitzung) -> Warteliste:
    """Return the waiting list with what is looked for, and what was ticked and chosen in a press that was refused."""
    angekreuzt = {read_kennung(wert) for wert in request.POST.getlist("beratung")}
    return build_warteliste(
        sitzung, request.user, _read_auswahl(request), angekreuzt=angekreuzt, worte=_read_worte(request)
    )


def _read_worte(request: HttpRequest) -> dict[int, str]:
    """Return the generic words that were chosen, by station."""
    gesendet = {name: request.POST.get(name, "") for name in request.POST if name.startswith(WORT)}
    return {read_kennung(name.removeprefix(WORT)): wort for name, wort in gesendet.items() if wort}


def _read_auswahl(request: HttpRequest) -> Auswahl:
    angaben = request.GET
    return Auswahl(angaben.get("q", ""), angaben.get("art", ""), angaben.get("amt", ""), angaben.get("ordnung", "tag"))


def _write_abfrage(request: HttpRequest, **weitere: object) -> str:
    """Return what somebody looks for as it stands in addresses, with further values, so that every act keeps it."""
    suche = {name: request.GET[name] for name in ("q", "art", "amt", "ordnung") if request.GET.get(name)}
    return f"?{abfrage}" if (abfrage := urlencode({**suche, **weitere})) else ""


def go_back(request: HttpRequest, sitzung: Sitzung, punkt: int = 0) -> HttpResponse:
    """Return to the workbench, to the item that was worked on."""
    abfrage = _write_abfrage(request, **({"punkt": punkt} if punkt else {}))
    return redirect(reverse("tagesordnung", args=[sitzung.pk]) + abfrage + (f"#p{punkt}" if punkt else ""))


@login_required
@require_POST
def top_neu(request: KontoRequest, pk: int) -> HttpResponse:
    """Put an item without a paper onto the agenda."""
    sitzung = fetch_sitzung(request.user, pk, may_edit_tagesordnung)
    form = PunktForm(request.POST, sitzung=sitzung)
    if form.is_valid() and (top := attempt(form, lambda: _place_punkt(form, sitzung, request))):
        messages.success(request, f"„{top.betreff}“ steht auf der Tagesordnung.")
        return go_back(request, sitzung, top.pk)
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
        nachtrag_grund=angaben.get(NACHTRAG, ""),
    )


@login_required
@require_POST
def tops_standard(request: KontoRequest, pk: int) -> HttpResponse:
    """Put the items onto the agenda that every agenda of this body has, and that are missing."""
    sitzung = fetch_sitzung(request.user, pk, may_edit_tagesordnung)
    form = VorgangForm(request.POST)
    gesetzt = attempt(form, lambda: place_standardpunkte(sitzung, konto=request.user)) if form.is_valid() else None
    if gesetzt is None:
        return render_werkbank(request, sitzung, form)
    messages.success(request, _describe_standard(sitzung, len(gesetzt)))
    return go_back(request, sitzung)


def _describe_standard(sitzung: Sitzung, gesetzt: int) -> str:
    if gesetzt:
        return "Ein Standardpunkt ist aufgesetzt." if gesetzt == 1 else f"{gesetzt} Standardpunkte sind aufgesetzt."
    if Standardpunkt.objects.of_gremium(sitzung.gremium_id).exists():
        return "Alle Standardpunkte stehen schon auf der Tagesordnung."
    return f"Für {sitzung.gremium} sind keine Standardpunkte hinterlegt. Sie stehen in der Verwaltung."


@dataclass(frozen=True, slots=True)
class _Handgriff:
    """An act on the chosen item, and what is said once it is done."""

    act: Callable[[Tagesordnungspunkt, Konto, GriffForm], object]
    satz: str = "„{}“ ist verschoben."


_HANDGRIFFE: Final[Mapping[str, _Handgriff]] = MappingProxyType(
    {
        Griff.HOCH: _Handgriff(lambda top, konto, form: move_top(top, um=-1)),
        Griff.RUNTER: _Handgriff(lambda top, konto, form: move_top(top, um=1)),
        Griff.ANFANG: _Handgriff(lambda top, konto, form: move_top(top, nach=1)),
        Griff.ENDE: _Handgriff(lambda top, konto, form: move_top(top, nach=10_000)),
        Griff.STELLE: _Handgriff(lambda top, konto, form: move_top(top, nach=form.cleaned_data["nach"])),
        Griff.EINRUECKEN: _Handgriff(
            lambda top, konto, form: indent_top(top, konto=konto), "„{}“ ist jetzt ein Unterpunkt."
        ),
        Griff.AUSRUECKEN: _Handgriff(
            lambda top, konto, form: outdent_top(top, konto=konto), "„{}“ ist jetzt ein eigener Punkt."
        ),
        Griff.ABSETZEN: _Handgriff(
            lambda top, konto, form: strike_top(top, konto=konto, grund=form.grund), "„{}“ ist abgesetzt."
        ),
    }
)


@login_required
@require_POST
def top_griff(request: KontoRequest, pk: int) -> HttpResponse:
    """Do what was pressed with the item that is chosen on the workbench."""
    sitzung = fetch_sitzung(request.user, pk, may_edit_tagesordnung)
    form = GriffForm(request.POST, sitzung=sitzung, konto=request.user)
    if not form.is_valid():
        return render_werkbank(request, sitzung, form)
    top: Tagesordnungspunkt = form.cleaned_data["punkt"]
    punkt, griff = top.pk, form.cleaned_data["griff"]
    if griff == Griff.AENDERN:
        return redirect("top_bearbeiten", pk, punkt)
    if not succeeds(form, lambda: _HANDGRIFFE[griff].act(top, request.user, form)):
        return render_werkbank(request, sitzung, form)
    messages.success(request, _HANDGRIFFE[griff].satz.format(top.betreff))
    return go_back(request, sitzung, punkt)


@login_required
@require_POST
def top_fassung(request: KontoRequest, pk: int, top_pk: int) -> HttpResponse:
    """Exchange the placed Fassung for the newest released one."""
    top = fetch_top(request.user, pk, top_pk, may_edit_tagesordnung)
    form = VorgangForm(request.POST)
    satz = f"„{top.betreff}“ trägt jetzt die neueste Fassung."
    if carry_out(request, form, lambda: replace_fassung(top, konto=request.user), satz):
        return go_back(request, top.sitzung, top.pk)
    return render_werkbank(request, top.sitzung, form)


@login_required
@require_http_methods(["GET", "POST"])
def top_bearbeiten(request: KontoRequest, pk: int, top_pk: int) -> HttpResponse:
    """Change an item's words, its place under another one, the majority it needs, or what is voted on."""
    top = fetch_top(request.user, pk, top_pk, may_edit_tagesordnung)
    form = PunktAendernForm(posted(request), top=top)
    if carry_out(request, form, lambda: _revise(form, top, request), "Der Punkt ist geändert."):
        return go_back(request, top.sitzung, top.pk)
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
