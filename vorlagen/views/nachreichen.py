"""Giving an imported paper the files of its attachments: several at once, matched by name, the rest by hand."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from dokumente.ablage.aufnehmen import DateiAbgelehnt, store_datei
from dokumente.models import Datei
from dokumente.rules.namen import clean_dateiname
from gremien.rules.befund import VorgangGesperrt
from konten.models import Konto
from konten.rechte import KontoRequest
from vorlagen.actions.nachreichen import Nachreichung, add_anlagendateien, list_offene_anlagen, list_plaetze
from vorlagen.forms.nachreichen import Mitgebracht, NachreichenForm, ZuordnungForm
from vorlagen.models import Fassung
from vorlagen.permissions import may_add_anlagendateien
from vorlagen.rules.nachreichen import match_dateien
from vorlagen.views.hilfen import SEITE_UND_AKT, get_fassung_or_404, require_erlaubnis

ABLAGE = "nachreichen"
"""Where the session keeps which files wait for a hand to assign them: only files brought in it, by paper."""


@login_required
@require_http_methods(SEITE_UND_AKT)
def anlagen_nachreichen(request: KontoRequest, pk: int) -> HttpResponse:
    """Take files for the attachments that lack one; ask where a name did not tell."""
    konto = request.user
    fassung = get_fassung_or_404(konto, pk)
    require_erlaubnis(may_add_anlagendateien(konto, fassung))
    form = NachreichenForm()
    zuordnung = _build_zuordnung(request, fassung)
    if request.method == "POST" and "zuordnen" in request.POST:
        if zuordnung.is_valid() and _attach(request, fassung, zuordnung.plan(), konto, zuordnung):
            _keep(request, fassung, [])
            return redirect("anlagen_nachreichen", pk)
    elif request.method == "POST":
        form = NachreichenForm(request.POST)
        if _take_in(request, fassung, konto, form):
            return redirect("anlagen_nachreichen", pk)
        zuordnung = _build_zuordnung(request, fassung)
    inhalt = {"fassung": fassung, "vorlage": fassung.vorlage, "form": form, "zuordnung": zuordnung}
    return render(request, "vorlagen/nachreichen.html", inhalt | {"offene": list_offene_anlagen(fassung)})


def _take_in(request: HttpRequest, fassung: Fassung, konto: Konto, form: NachreichenForm) -> bool:
    """Keep every file, attach those whose name tells where they belong, and remember the others."""
    mitgebracht, saetze = _store_uploads(request)
    offene = list_offene_anlagen(fassung)
    ziele = match_dateien([stueck.name for stueck in mitgebracht], list_plaetze(offene))
    paare = list(zip(mitgebracht, ziele, strict=True))
    plan = [Nachreichung(offene[ziel].pk, stueck.datei, stueck.name) for stueck, ziel in paare if ziel is not None]
    gelungen = form.is_valid() and _attach(request, fassung, plan, konto, form)
    uebrige = [stueck for stueck, ziel in paare if ziel is None or not gelungen]
    _keep(request, fassung, [*_read_wartende(request, fassung), *uebrige])
    for satz in saetze:
        form.add_error("dateien", satz)
    return not form.errors


def _store_uploads(request: HttpRequest) -> tuple[list[Mitgebracht], list[str]]:
    """Return the files kept, and why others were refused."""
    mitgebracht: list[Mitgebracht] = []
    saetze: list[str] = []
    for upload in request.FILES.getlist("dateien"):
        try:
            mitgebracht.append(Mitgebracht(store_datei(upload), clean_dateiname(upload.name or "")))
        except DateiAbgelehnt as fehler:
            saetze.append(str(fehler))
    return mitgebracht, saetze if mitgebracht or saetze else ["Bitte wählen Sie mindestens eine Datei aus."]


def _attach(
    request: HttpRequest,
    fassung: Fassung,
    plan: list[Nachreichung],
    konto: Konto,
    form: NachreichenForm | ZuordnungForm,
) -> bool:
    """Do the act; where it is refused, the form says why. Nothing chosen is nothing to do."""
    if not plan:
        return True
    try:
        anlagen = add_anlagendateien(fassung, plan, konto=konto, grund=form.cleaned_data["grund"])
    except VorgangGesperrt as gesperrt:
        form.add_error(None, [str(befund) for befund in gesperrt.befunde])
        return False
    namen = ", ".join(f"Anlage {anlage.position:02} ({anlage.dateiname})" for anlage in anlagen)
    messages.success(request, f"{'Nachgereicht ist' if len(anlagen) == 1 else 'Nachgereicht sind'} {namen}.")
    return True


def _build_zuordnung(request: HttpRequest, fassung: Fassung) -> ZuordnungForm:
    return ZuordnungForm(
        request.POST if "zuordnen" in request.POST else None,
        mitgebracht=_read_wartende(request, fassung),
        anlagen=list_offene_anlagen(fassung),
    )


def _read_wartende(request: HttpRequest, fassung: Fassung) -> list[Mitgebracht]:
    """Return the files brought for this paper that belong to no attachment yet."""
    gemerkt = request.session.get(ABLAGE, {}).get(str(fassung.pk), [])
    dateien = Datei.objects.in_bulk([pk for pk, _ in gemerkt])
    return [Mitgebracht(dateien[pk], name) for pk, name in gemerkt if pk in dateien]


def _keep(request: HttpRequest, fassung: Fassung, wartende: list[Mitgebracht]) -> None:
    je_datei = {stueck.datei.pk: stueck.name for stueck in wartende}
    request.session[ABLAGE] = request.session.get(ABLAGE, {}) | {str(fassung.pk): list(je_datei.items())}
