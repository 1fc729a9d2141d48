"""The acts that a page asks about first: hand in, co-sign, release, withdraw, throw out."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from konten.forms.vorgang import Grundfrage, VorgangForm
from konten.models import Konto
from konten.rechte import KontoRequest
from konten.views.vorgang import carry_out, posted
from vorlagen.actions.anfragen import change_fristen
from vorlagen.actions.einlesen_bestaetigung import reject_einlesung
from vorlagen.actions.einreichung import hand_in_antrag
from vorlagen.actions.freigabe import release_vorlage, return_vorlage, withdraw_vorlage
from vorlagen.actions.mitzeichnung import countersign_vorlage, list_unterschriften, retract_vorlage, submit_vorlage
from vorlagen.enums import Mitzeichnungsergebnis
from vorlagen.forms.einreichen import EinreichenForm
from vorlagen.forms.vorgang import (
    TROTZDEM,
    VERWERFEN,
    ZUR_UEBERARBEITUNG,
    ZURUECKHOLEN,
    ZURUECKZIEHEN,
    FreigebenForm,
    FristenForm,
    MitzeichnenForm,
    link_befunde,
)
from vorlagen.models import Fassung, Mitzeichnung
from vorlagen.pages import akte
from vorlagen.pages.mitzeichnung import describe_antwort
from vorlagen.pages.seiteninhalt import collect_seite
from vorlagen.permissions import (
    may_change_fristen,
    may_confirm_einlesung,
    may_countersign_vorlage,
    may_hand_in_antrag,
    may_release_vorlage,
    may_retract_vorlage,
    may_submit_vorlage,
    may_withdraw_vorlage,
)
from vorlagen.views.hilfen import SEITE_UND_AKT, list_befunde, list_fassungen_or_404, require_erlaubnis

AM_PAPIER: Final = frozenset({"vorlage", "antrag_quittung"})
"""Pages after an act that belong to the paper."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Akt:
    """One act: who may do it, what its page shows and asks, what is done and said, and where it goes on."""

    darf: Callable[[Konto, Fassung], bool]
    seite: Callable[[Fassung], akte.Aktseite]
    form: Callable[[KontoRequest, Fassung], VorgangForm]
    act: Callable[[Fassung, Konto, Any], object]
    erfolg: str
    danach: str = ""
    """URL name, the paper's page if empty."""
    mehr: Callable[[Konto, Fassung], dict[str, object]] = lambda konto, fassung: {}
    """What its page shows besides."""


def ask_akt(request: KontoRequest, pk: int, gewaehlt: Akt | Callable[[Fassung], Akt]) -> HttpResponse:
    """Show the page of an act, carry the act out, or show what refused it; which act may depend on the paper."""
    konto = request.user
    fassungen = list_fassungen_or_404(konto, pk)
    fassung = fassungen[0]
    akt = gewaehlt if isinstance(gewaehlt, Akt) else gewaehlt(fassung)
    require_erlaubnis(akt.darf(konto, fassung))
    form, erfolg = akt.form(request, fassung), akt.erfolg.format(nummer=fassung.nummer, papier=fassung.vorlage.nummer)
    if carry_out(request, form, lambda: akt.act(fassung, konto, form), erfolg):
        ziel = akt.danach or "vorlage"
        return redirect(ziel, *([pk] if ziel in AM_PAPIER else []))
    return show_akt(request, fassungen, akt.seite(fassung), form, **akt.mehr(konto, fassung))


def show_akt(
    request: KontoRequest, fassungen: Sequence[Fassung], seite: akte.Aktseite, form: VorgangForm, **mehr: object
) -> HttpResponse:
    """Show the page of an act: the paper, what stands against it, what is asked, and the button that names it."""
    sperren, hinweise = (link_befunde(befunde, seite.behoben) for befunde in (form.sperren, form.hinweise))
    angaben = {"seite": seite, "form": form, "sperren": sperren, "hinweise": hinweise, **mehr}
    return render(request, "vorlagen/akt.html", collect_seite(request.user, fassungen) | angaben)


def _submit(fassung: Fassung, konto: Konto, form: EinreichenForm) -> object:
    return submit_vorlage(fassung, konto=konto, wuensche=form.wuensche, grund=form.grund)


def _countersign(fassung: Fassung, konto: Konto, form: MitzeichnenForm) -> object:
    daten = form.cleaned_data
    ergebnis, bemerkung = Mitzeichnungsergebnis(daten["ergebnis"]), daten["bemerkung"]
    return countersign_vorlage(fassung, konto=konto, ergebnis=ergebnis, bemerkung=bemerkung, stand=daten["stand"])


def _release(fassung: Fassung, konto: Konto, form: FreigebenForm) -> object:
    return release_vorlage(fassung, konto=konto, grund=form.grund, bemerkung=form.cleaned_data["bemerkung"])


def _list_offene(fassung: Fassung) -> list[Mitzeichnung]:
    offene = fassung.mitzeichnungen.filter(ergebnis="").select_related("konto", "amt", "dezernat")
    return list(offene.order_by("schritt", "pk"))


def _ask_zurueckholen(fassung: Fassung) -> Grundfrage:
    return replace(ZURUECKHOLEN, is_pflicht=bool(list_unterschriften(fassung)))


EINREICHEN: Final = Akt(
    darf=may_submit_vorlage,
    seite=akte.describe_einreichen,
    form=lambda request, f: EinreichenForm(posted(request), fassung=f, befunde=list_befunde(request, f)),
    act=_submit,
    erfolg="Die Vorlage ist in der Mitzeichnung.",
)
ANTRAG_EINREICHEN: Final = Akt(
    darf=may_hand_in_antrag,
    seite=akte.describe_einreichen,
    form=lambda request, f: VorgangForm(posted(request), befunde=list_befunde(request, f), frage=TROTZDEM),
    act=lambda f, konto, form: hand_in_antrag(f, konto=konto, grund=form.grund),
    erfolg="Ihr Papier ist eingegangen.",
    danach="antrag_quittung",
)
MITZEICHNEN: Final = Akt(
    darf=may_countersign_vorlage,
    seite=akte.describe_mitzeichnen,
    form=lambda request, f: MitzeichnenForm(posted(request)),
    act=_countersign,
    erfolg="Ihre Antwort ist gespeichert.",
    danach="schreibtisch",
    mehr=lambda konto, f: {"blatt": describe_antwort(konto, f)},
)
RUECKHOLUNG: Final = Akt(
    darf=may_retract_vorlage,
    seite=akte.describe_zurueckholen,
    form=lambda request, f: VorgangForm(posted(request), frage=_ask_zurueckholen(f)),
    act=lambda f, konto, form: retract_vorlage(f, konto=konto, grund=form.grund),
    erfolg="Die Vorlage ist wieder ein Entwurf.",
)
FREIGEBEN: Final = Akt(
    darf=may_release_vorlage,
    seite=akte.describe_freigeben,
    form=lambda request, f: FreigebenForm(posted(request), befunde=list_befunde(request, f)),
    act=_release,
    erfolg="Die Vorlage ist freigegeben und hat ihre Nummer.",
)
RUECKGABE: Final = Akt(
    darf=may_release_vorlage,
    seite=akte.describe_zurueckgeben,
    form=lambda request, f: VorgangForm(posted(request), frage=ZUR_UEBERARBEITUNG),
    act=lambda f, konto, form: return_vorlage(f, konto=konto, bemerkung=form.grund),
    erfolg="Die Vorlage ist zur Überarbeitung zurückgegeben.",
    danach="schreibtisch",
)
FRISTEN: Final = Akt(
    darf=may_change_fristen,
    seite=akte.describe_fristen,
    form=lambda request, f: FristenForm(posted(request), zeilen=_list_offene(f)),
    act=lambda f, konto, form: change_fristen(f, form.fristen, konto=konto),
    erfolg="Die Fristen sind geändert.",
)
ZURUECKNAHME: Final = Akt(
    darf=lambda konto, f: may_withdraw_vorlage(konto, f.vorlage, f),
    seite=akte.describe_zurueckziehen,
    form=lambda request, f: VorgangForm(posted(request), frage=ZURUECKZIEHEN),
    act=lambda f, konto, form: withdraw_vorlage(f.vorlage, konto=konto, grund=form.grund),
    erfolg="{papier} ist zurückgezogen.",
)
VERWERFUNG: Final = Akt(
    darf=may_confirm_einlesung,
    seite=akte.describe_verwerfen,
    form=lambda request, f: VorgangForm(posted(request), frage=VERWERFEN),
    act=lambda f, konto, form: reject_einlesung(f, konto=konto, grund=form.grund),
    erfolg="{nummer} ist verworfen. Sie können das richtige Formular jetzt neu einlesen.",
    danach="vorlagen_eingelesen",
)


@login_required
@require_http_methods(SEITE_UND_AKT)
def vorlage_einreichen(request: KontoRequest, pk: int) -> HttpResponse:
    """Show the draft as it reads, what it lacks and who signs next; then hand it in."""
    return ask_akt(request, pk, lambda fassung: ANTRAG_EINREICHEN if fassung.is_aus_dem_rat else EINREICHEN)


@login_required
@require_http_methods(SEITE_UND_AKT)
def vorlage_mitzeichnen(request: KontoRequest, pk: int) -> HttpResponse:
    """Show the paper to its co-signer and take the answer."""
    return ask_akt(request, pk, MITZEICHNEN)


@login_required
@require_http_methods(SEITE_UND_AKT)
def vorlage_zurueckholen(request: KontoRequest, pk: int) -> HttpResponse:
    """Say who has signed already, then take the paper back."""
    return ask_akt(request, pk, RUECKHOLUNG)


@login_required
@require_http_methods(SEITE_UND_AKT)
def vorlage_fristen(request: KontoRequest, pk: int) -> HttpResponse:
    """Show the last days of the open requests, and change them."""
    return ask_akt(request, pk, FRISTEN)


@login_required
@require_http_methods(SEITE_UND_AKT)
def vorlage_freigeben(request: KontoRequest, pk: int) -> HttpResponse:
    """Show what is released, then draw the number and freeze the Fassung."""
    return ask_akt(request, pk, FREIGEBEN)


@login_required
@require_http_methods(SEITE_UND_AKT)
def vorlage_zurueckgeben(request: KontoRequest, pk: int) -> HttpResponse:
    """Ask what is to be revised, then hand the draft back instead of releasing it."""
    return ask_akt(request, pk, RUECKGABE)


@login_required
@require_http_methods(SEITE_UND_AKT)
def vorlage_zurueckziehen(request: KontoRequest, pk: int) -> HttpResponse:
    """Ask for the reason, then withdraw the paper."""
    return ask_akt(request, pk, ZURUECKNAHME)


@login_required
@require_http_methods(SEITE_UND_AKT)
def einlesen_verwerfen(request: KontoRequest, pk: int) -> HttpResponse:
    """Ask for the reason, then throw out what was imported."""
    return ask_akt(request, pk, VERWERFUNG)
