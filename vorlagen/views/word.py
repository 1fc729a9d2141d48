"""Beginning a draft from a file of a word processor: choose it, compare, take it over."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from gremien.rules.befund import VorgangGesperrt
from konten.rechte import KontoRequest
from konten.views.vorgang import posted
from vorlagen.actions.einlesen import compute_quellsumme
from vorlagen.actions.einlesen_datei import Formulartext, pack_text, unpack_text
from vorlagen.actions.entwurf_aus_datei import begin_from_datei
from vorlagen.enums import Vorlagenart
from vorlagen.forms.entwurf import list_aemter
from vorlagen.forms.felder import list_hinweise
from vorlagen.forms.word import WordEntwurfForm, WordUploadForm
from vorlagen.models import Fassung
from vorlagen.pages.word import Erkannt, collect_erkanntes
from vorlagen.permissions import may_begin_entwurf, may_create_vorlage
from vorlagen.views.hilfen import SEITE_UND_AKT, require_erlaubnis

ABLAGE = "word"
"""Where the session keeps the texts between the two pages: on the server, by checksum, for this login only."""
HOECHSTENS = 3
"""Most files that lie ready at a time; the oldest make room."""


@login_required
@require_http_methods(SEITE_UND_AKT)
def vorlage_neu_word(request: KontoRequest) -> HttpResponse:
    """Take the file; nothing is stored but its text, for this login."""
    require_erlaubnis(may_begin_entwurf(request.user))
    form = WordUploadForm(*((request.POST, request.FILES) if request.method == "POST" else ()))
    if form.is_valid():
        return redirect("vorlage_neu_word_pruefen", keep_text(request, form.cleaned_data["datei"]))
    return render(request, "vorlagen/word.html", {"form": form, "anfang": _name_anfang(request)})


@login_required
@require_http_methods(SEITE_UND_AKT)
def vorlage_neu_word_pruefen(request: KontoRequest, pruefsumme: str) -> HttpResponse:
    """Show the file beside what was read of it; taking it over begins a draft."""
    konto = request.user
    require_erlaubnis(may_begin_entwurf(konto))
    werte = request.session.get(ABLAGE, {}).get(pruefsumme)
    if werte is None:
        messages.warning(request, "Diese Datei liegt nicht mehr bereit. Bitte wählen Sie sie noch einmal.")
        return redirect("vorlage_neu_word")
    erkannt = collect_erkanntes(unpack_text(werte))
    form = WordEntwurfForm(posted(request), konto=konto, initial=erkannt.list_initial(list_aemter(konto)))
    if form.is_valid() and (fassung := begin_entwurf(request, form, erkannt)):
        forget_text(request, pruefsumme)
        return redirect("vorlage_bearbeiten", fassung.vorlage_id)
    inhalt = {"form": form, "erkannt": erkannt, "daten": erkannt.daten, "anfang": _name_anfang(request)}
    return render(request, "vorlagen/word_pruefen.html", inhalt)


def _name_anfang(request: KontoRequest) -> str:
    """Return the page on which this account begins what it writes."""
    return "vorlage_neu" if may_create_vorlage(request.user) else "antrag_neu"


def begin_entwurf(request: KontoRequest, form: WordEntwurfForm, erkannt: Erkannt) -> Fassung | None:
    """Begin the draft and say so; if it is refused, the form says why and nothing is written."""
    art = Vorlagenart(form.cleaned_data["art"])
    try:
        fassung = begin_from_datei(
            konto=request.user,
            urheber=form.verfasser,
            art=art,
            werte=form.werte,
            stationen=erkannt.plan_stationen(art),
        )
    except VorgangGesperrt as gesperrt:
        form.add_error(None, [str(befund) for befund in gesperrt.befunde])
        return None
    messages.success(request, "Der Entwurf ist angelegt. Er ist nichtöffentlich und hat noch keine Nummer.")
    for satz in list_hinweise(form):
        messages.info(request, satz)
    return fassung


def keep_text(request: HttpRequest, formular: Formulartext) -> str:
    """Keep a text for the next page and return its checksum."""
    pruefsumme = compute_quellsumme(formular.text)
    ablage: dict[str, Any] = {s: w for s, w in request.session.get(ABLAGE, {}).items() if s != pruefsumme}
    ablage[pruefsumme] = pack_text(formular)
    request.session[ABLAGE] = dict(list(ablage.items())[-HOECHSTENS:])
    return pruefsumme


def forget_text(request: HttpRequest, pruefsumme: str) -> None:
    """Drop a text that became a draft."""
    request.session[ABLAGE] = {s: w for s, w in request.session.get(ABLAGE, {}).items() if s != pruefsumme}
