"""Papers of the council: begun, taken back, received with a receipt, accepted or given back."""

from typing import Final

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from konten.forms.vorgang import VorgangForm
from konten.rechte import KontoRequest
from konten.views.vorgang import posted
from vorlagen.actions.einreichung import accept_antrag, check_annahme, return_antrag, take_back_antrag
from vorlagen.enums import Entwurfsteil
from vorlagen.forms.antrag import AnnehmenForm, NeuerAntragForm
from vorlagen.forms.vorgang import ZURUECKGEBEN
from vorlagen.pages import akte
from vorlagen.pages.entwurf import address_of
from vorlagen.permissions import may_accept_antrag, may_create_antrag, may_read_quittung, may_take_back_antrag
from vorlagen.views.akte import Akt, ask_akt
from vorlagen.views.hilfen import SEITE_UND_AKT, begin_from, find_vorbild_or_404, get_fassung_or_404, require_erlaubnis

RUECKNAHME: Final = Akt(
    darf=may_take_back_antrag,
    seite=akte.describe_zuruecknehmen,
    form=lambda request, f: VorgangForm(posted(request)),
    act=lambda f, konto, form: take_back_antrag(f, konto=konto),
    erfolg="Das Papier ist wieder ein Entwurf.",
)
ANNAHME: Final = Akt(
    darf=may_accept_antrag,
    seite=akte.describe_annehmen,
    form=lambda request, f: AnnehmenForm(posted(request), fassung=f, befunde=check_annahme(f)),
    act=lambda f, konto, form: accept_antrag(
        f, konto=konto, gremium=form.cleaned_data.get("gremium"), grund=form.grund
    ),
    erfolg="Das Papier ist angenommen und hat seine Nummer.",
)
RUECKGABE: Final = Akt(
    darf=may_accept_antrag,
    seite=akte.describe_antrag_zurueckgeben,
    form=lambda request, f: VorgangForm(posted(request), frage=ZURUECKGEBEN),
    act=lambda f, konto, form: return_antrag(f, konto=konto, grund=form.grund),
    erfolg="Das Papier ist zurückgegeben.",
    danach="schreibtisch",
)


@login_required
@require_http_methods(SEITE_UND_AKT)
def antrag_neu(request: KontoRequest) -> HttpResponse:
    """Begin a paper of the council for one of the own groups, or in the own name."""
    konto = request.user
    require_erlaubnis(may_create_antrag(konto))
    vorbild = find_vorbild_or_404(request)
    form = NeuerAntragForm(posted(request), konto=konto, vorbild=vorbild)
    if form.is_valid() and (fassung := begin_from(form, konto, form.cleaned_data["urheber"], vorbild)):
        return redirect(address_of(fassung.vorlage_id, Entwurfsteil.ANGABEN))
    return render(request, "vorlagen/neuer_antrag.html", {"form": form, "vorbild": vorbild})


@login_required
@require_safe
def antrag_quittung(request: KontoRequest, pk: int) -> HttpResponse:
    """Show the receipt of what was handed in, to be printed or kept."""
    fassung = get_fassung_or_404(request.user, pk)
    require_erlaubnis(may_read_quittung(request.user, fassung))
    return render(request, "vorlagen/quittung.html", {"vorlage": fassung.vorlage, "fassung": fassung})


@login_required
@require_http_methods(SEITE_UND_AKT)
def antrag_zuruecknehmen(request: KontoRequest, pk: int) -> HttpResponse:
    """Ask, then make a draft of it again."""
    return ask_akt(request, pk, RUECKNAHME)


@login_required
@require_http_methods(SEITE_UND_AKT)
def antrag_annehmen(request: KontoRequest, pk: int) -> HttpResponse:
    """Show what was handed in and what stands against it, then give it its number."""
    return ask_akt(request, pk, ANNAHME)


@login_required
@require_http_methods(SEITE_UND_AKT)
def antrag_zurueckgeben(request: KontoRequest, pk: int) -> HttpResponse:
    """Ask for the reason, then give it back to those who wrote it."""
    return ask_akt(request, pk, RUECKGABE)
