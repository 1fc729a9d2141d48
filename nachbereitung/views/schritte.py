"""The acts on minutes, each on a page that asks once more, and objections to them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from konten.forms.vorgang import Grundfrage, VorgangForm
from konten.models import Konto
from konten.rechte import Besucher, KontoRequest
from konten.views.vorgang import carry_out, posted
from nachbereitung.actions.unterzeichnung import (
    approve_niederschrift,
    correct_niederschrift,
    return_niederschrift,
    sign_niederschrift,
    submit_niederschrift,
)
from nachbereitung.actions.veroeffentlichung import (
    find_naechste_sitzung,
    place_einwendung,
    publish_niederschrift,
    record_einwendung,
)
from nachbereitung.forms.niederschrift import EinwendungForm
from nachbereitung.models import Einwendung, Niederschrift
from nachbereitung.permissions import (
    may_check_niederschrift,
    may_publish_niederschrift,
    may_sign_niederschrift,
    may_write_niederschrift,
)
from nachbereitung.views.zugriff import fetch_niederschrift
from sitzungen.enums import Teil
from sitzungen.permissions import may_edit_tagesordnung
from sitzungen.views.druck import explain_druckfehler
from vorlagen.views.hilfen import SEITE_UND_AKT


@dataclass(frozen=True, slots=True, kw_only=True)
class _Akt:
    """One act: who may, what happens, what the button is called; ``frage`` asks for a reason."""

    label: str
    darf: Callable[[Besucher, Niederschrift], bool]
    tut: Callable[[Niederschrift, Konto, str], object]
    satz: str
    erfolg: str
    frage: Grundfrage | None = None


BEMERKUNG: Final = Grundfrage(
    label="Bemerkung", hilfe="Was soll geändert werden? Steht nur im Verlauf.", laenge=2000, is_pflicht=True
)
BERICHTIGUNG: Final = Grundfrage(
    label="Grund der Berichtigung",
    hilfe="Steht im Verlauf und im Journal, nicht im Druck.",
    fehlt="Bitte geben Sie an, warum die Niederschrift berichtigt wird.",
    laenge=2000,
    is_pflicht=True,
)
AKTE: Final[Mapping[str, _Akt]] = {
    "vorlegen": _Akt(
        label="Dem Vorsitz vorlegen",
        darf=may_write_niederschrift,
        tut=lambda n, konto, grund: submit_niederschrift(n.sitzung, konto=konto),
        satz="Die Sitzungsleitung prüft die Niederschrift. Bis sie zurückkommt, schreibt niemand mehr daran.",
        erfolg="Die Niederschrift liegt dem Vorsitz vor.",
    ),
    "zurueckgeben": _Akt(
        label="Zurückgeben",
        darf=lambda konto, n: may_check_niederschrift(konto, n) or may_write_niederschrift(konto, n),
        tut=lambda n, konto, grund: return_niederschrift(n, konto=konto, grund=grund),
        satz="Die Niederschrift wird wieder ein Entwurf. Was schon geprüft oder unterzeichnet ist, gilt nicht mehr.",
        erfolg="Die Niederschrift ist wieder ein Entwurf.",
        frage=BEMERKUNG,
    ),
    "pruefen": _Akt(
        label="Als geprüft bestätigen",
        darf=may_check_niederschrift,
        tut=lambda n, konto, grund: approve_niederschrift(n, konto=konto),
        satz="Sie bestätigen, dass die Niederschrift den Gang der Sitzung richtig wiedergibt.",
        erfolg="Die Niederschrift ist geprüft und kann unterzeichnet werden.",
    ),
    "unterzeichnen": _Akt(
        label="Unterzeichnen",
        darf=may_sign_niederschrift,
        tut=lambda n, konto, grund: sign_niederschrift(n, konto=konto),
        satz="Sie unterzeichnen genau das, was geprüft ist. Mit der zweiten Unterschrift steht die Niederschrift fest.",
        erfolg="Sie haben die Niederschrift unterzeichnet.",
    ),
    "berichtigen": _Akt(
        label="Berichtigung beginnen",
        darf=may_write_niederschrift,
        tut=lambda n, konto, grund: correct_niederschrift(n, konto=konto, grund=grund),
        satz="Die unterzeichnete Niederschrift bleibt, wie sie ist, und gilt, bis die berichtigte unterzeichnet ist.",
        erfolg="Die Berichtigung ist begonnen; die Texte können wieder geändert werden.",
        frage=BERICHTIGUNG,
    ),
    "veroeffentlichen": _Akt(
        label="Öffentliche Niederschrift veröffentlichen",
        darf=may_publish_niederschrift,
        tut=lambda n, konto, grund: publish_niederschrift(n, konto=konto),
        satz="Alle können die öffentliche Niederschrift lesen. Der nichtöffentliche Teil bleibt intern.",
        erfolg="Die öffentliche Niederschrift ist veröffentlicht.",
    ),
}


@login_required
@require_http_methods(SEITE_UND_AKT)
@explain_druckfehler
def akt(request: KontoRequest, pk: int, akt: str) -> HttpResponse:
    """Ask once more, then do one of the acts."""
    if akt not in AKTE:
        raise Http404
    gewaehlt = AKTE[akt]
    niederschrift = fetch_niederschrift(request.user, pk, gewaehlt.darf)
    form = VorgangForm(posted(request), frage=_choose_frage(gewaehlt, niederschrift, request.user))
    if carry_out(request, form, lambda: gewaehlt.tut(niederschrift, request.user, form.grund), gewaehlt.erfolg):
        return redirect("niederschrift", pk)
    angaben = {"form": form, "sitzung": niederschrift.sitzung, "titel": gewaehlt.label, "knopf": gewaehlt.label}
    return render(request, "nachbereitung/formular.html", angaben | {"satz": gewaehlt.satz})


def _choose_frage(gewaehlt: _Akt, niederschrift: Niederschrift, konto: Konto) -> Grundfrage | None:
    """Return how the act asks for its reason; who takes the own minutes back owes none."""
    zurueckholen = gewaehlt.frage is BEMERKUNG and not may_check_niederschrift(konto, niederschrift)
    return None if zurueckholen else gewaehlt.frage


@login_required
@require_http_methods(SEITE_UND_AKT)
def einwendung(request: KontoRequest, pk: int) -> HttpResponse:
    """Take down what a member says against the signed minutes."""
    niederschrift = fetch_niederschrift(request.user, pk, may_write_niederschrift)
    form = EinwendungForm(posted(request), niederschrift=niederschrift)
    if carry_out(request, form, lambda: _record(niederschrift, form, request.user), "Die Einwendung ist aufgenommen."):
        return redirect("niederschrift", pk)
    angaben = {"form": form, "sitzung": niederschrift.sitzung, "titel": "Einwendung aufnehmen"}
    return render(request, "nachbereitung/formular.html", angaben | {"knopf": "Einwendung aufnehmen"})


def _record(niederschrift: Niederschrift, form: EinwendungForm, konto: Konto) -> Einwendung:
    werte = form.cleaned_data
    return record_einwendung(
        niederschrift,
        person=werte["person"],
        teil=Teil(werte["teil"]),
        text=werte["text"],
        eingegangen_am=werte["eingegangen_am"],
        konto=konto,
    )


OHNE_SITZUNG = {
    "titel": "Einwendung",
    "satz": "Es ist noch keine weitere Sitzung dieses Gremiums angesetzt. Bitte setzen Sie zuerst eine an.",
}


@login_required
@require_http_methods(SEITE_UND_AKT)
def einwendung_aufsetzen(request: KontoRequest, pk: int, einwendung_pk: int) -> HttpResponse:
    """Put an objection on the agenda of the body's next sitting."""
    niederschrift = fetch_niederschrift(request.user, pk, lambda k, n: may_edit_tagesordnung(k, n.sitzung))
    lesbar = Einwendung.objects.visible_to(request.user).filter(niederschrift=niederschrift.pk)
    gefunden = get_object_or_404(lesbar.select_related("person"), pk=einwendung_pk)
    ziel = find_naechste_sitzung(niederschrift.sitzung)
    if ziel is None:
        return render(request, "nachbereitung/formular.html", {"sitzung": niederschrift.sitzung, **OHNE_SITZUNG})
    hilfe = "Nur nötig, weil die Sitzung schon läuft."
    frage = Grundfrage(label="Dringlichkeit", hilfe=hilfe, is_pflicht=ziel.is_eroeffnet)
    form = VorgangForm(posted(request), frage=frage)
    erfolg = f"Die Einwendung steht auf der Tagesordnung der Sitzung {ziel.nummer}."
    if carry_out(request, form, lambda: place_einwendung(gefunden, ziel, konto=request.user, grund=form.grund), erfolg):
        return redirect("tagesordnung", ziel.pk)
    satz = f"Die Einwendung von {gefunden.person} kommt auf die Tagesordnung: {ziel}."
    angaben = {"form": form, "sitzung": niederschrift.sitzung, "titel": "Auf die Tagesordnung setzen", "satz": satz}
    return render(request, "nachbereitung/formular.html", angaben | {"knopf": "Auf die Tagesordnung setzen"})
