"""Printed papers and documents of a sitting, made at the moment they are asked for."""

from collections.abc import Callable
from functools import wraps

from django.contrib.auth.models import AnonymousUser
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from dokumente.ausgabe.ausdrucke import Registrierung
from dokumente.druck.pdf import DruckFehler
from dokumente.word.datei import MEDIENTYP
from konten.rechte import Besucher
from sitzungen.documents.amtlich import registrierung_of
from sitzungen.documents.ergebnis import build_beschlussauszug_druck
from sitzungen.documents.saal import (
    build_abstimmungsblatt_druck,
    build_anwesenheitsliste_druck,
    build_leitfaden_druck,
)
from sitzungen.documents.tagesordnung import (
    build_bekanntmachung_druck,
    build_einladung_druck,
    build_tagesordnung_druck,
    fetch_sitzungsdokument,
)
from sitzungen.documents.values import Sitzungsdokument
from sitzungen.documents.vorlage import render_vorlage, render_word
from sitzungen.models import Abstimmung, Bekanntmachung, Sitzung
from sitzungen.permissions import may_read_einladung, may_record_abstimmung
from sitzungen.views.zugriff import fetch_sitzung
from vorlagen.documents.unterschied_druck import build_unterschied_druck, fetch_unterschied_pdf
from vorlagen.models import Fassung
from vorlagen.pages.unterschied import collect_unterschied
from vorlagen.querysets import VERFASSER
from vorlagen.views.hilfen import list_fassungen_or_404

Seite = Callable[..., HttpResponse]


def explain_druckfehler(seite: Seite) -> Seite:
    """Answer a paper that cannot be printed with the sentence that says why, instead of a broken file."""

    @wraps(seite)
    def explained(request: HttpRequest, *args: int, **kwargs: int) -> HttpResponse:
        try:
            return seite(request, *args, **kwargs)
        except DruckFehler as fehler:
            return render(request, "sitzungen/druckfehler.html", {"satz": str(fehler)}, status=503)

    return explained


@require_safe
@explain_druckfehler
def vorlage_pdf(request: HttpRequest, pk: int, neufassung: int | None = None) -> HttpResponse:
    """Return the newest Fassung the reader may see, or the one asked for, as PDF.

    ``?blanko`` leaves the grid empty.
    """
    fassung = fetch_fassung(request.user, pk, neufassung)
    pdf = render_vorlage(fassung, leser=request.user, blanko="blanko" in request.GET)
    return answer_pdf(pdf, name_datei(fassung, "pdf"))


@require_safe
@explain_druckfehler
def vorlage_unterschied_pdf(request: HttpRequest, pk: int, von: int, bis: int) -> HttpResponse:
    """Return what changed between two Fassungen as PDF, if the reader may see both."""
    inhalt = collect_unterschied(request.user, list_fassungen_or_404(request.user, pk), von, bis)
    druck = build_unterschied_druck(inhalt["unterschied"])
    return answer_pdf(fetch_unterschied_pdf(druck), druck.dateiname)


@require_safe
@explain_druckfehler
def vorlage_word(request: HttpRequest, pk: int, neufassung: int | None = None) -> HttpResponse:
    """Return the newest Fassung the reader may see, or the one asked for, as a Word file."""
    fassung = fetch_fassung(request.user, pk, neufassung)
    antwort = HttpResponse(render_word(fassung, leser=request.user), content_type=MEDIENTYP)
    antwort["Content-Disposition"] = content_disposition_header(True, name_datei(fassung, "docx")) or "attachment"
    antwort["Cache-Control"] = "private, no-cache"
    return antwort


def fetch_fassung(konto: Besucher, pk: int, neufassung: int | None) -> Fassung:
    """Return the newest Fassung of a paper the reader may see, or the one asked for; 404 if none."""
    lesbar = Fassung.objects.visible_to(konto).filter(vorlage=pk)
    if neufassung is not None:
        lesbar = lesbar.filter(neufassung=neufassung)
    return get_object_or_404(lesbar.select_related("vorlage", *VERFASSER).order_by("-neufassung")[:1])


def name_datei(fassung: Fassung, endung: str) -> str:
    """Return the name of a file with this paper."""
    return f"{fassung.nummer or 'Entwurf'}.{endung}".replace("/", "-")


@require_safe
@explain_druckfehler
def tagesordnung_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    """Return the agenda as far as the reader may see it; ``?oeffentlich`` gives everybody the public one."""
    leser = AnonymousUser() if "oeffentlich" in request.GET else request.user
    druck = build_tagesordnung_druck(fetch_sitzung(leser, pk), leser=leser)
    return print_sitzungsdokument(druck, registrierung_of(druck, pk, leser=leser))


@require_safe
@explain_druckfehler
def bekanntmachung_pdf(request: HttpRequest, pk: int, nummer: int) -> HttpResponse:
    """Return the agenda (0) or a Nachtrag as it was announced; ``?oeffentlich`` gives what everybody reads of it."""
    leser = AnonymousUser() if "oeffentlich" in request.GET else request.user
    bekanntmachung = get_object_or_404(
        Bekanntmachung.objects.visible_to(leser).select_related("sitzung"), sitzung=pk, nummer=nummer
    )
    druck = build_bekanntmachung_druck(bekanntmachung, leser=leser)
    return print_sitzungsdokument(druck, registrierung_of(druck, bekanntmachung.pk, leser=leser))


@require_safe
@explain_druckfehler
def einladung_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    """Return the invitation, for those who keep the sitting and for its members once they are invited."""
    sitzung = fetch_or_404(request.user, pk, may_read_einladung)
    druck = build_einladung_druck(sitzung, leser=request.user)
    return print_sitzungsdokument(druck, registrierung_of(druck, pk, leser=request.user))


@require_safe
@explain_druckfehler
def beschlussauszug_pdf(request: HttpRequest, pk: int, top_pk: int) -> HttpResponse:
    """Return the extract of one item with a result, for whoever may read both."""
    abstimmungen = (
        Abstimmung.objects.valid()
        .visible_to(request.user)
        .select_related("top__sitzung__gremium", "top__beratung__nachfolger__gremium")
    )
    sitzung = fetch_sitzung(request.user, pk)
    abstimmung = get_object_or_404(abstimmungen, top=top_pk, top__sitzung=sitzung)
    druck = build_beschlussauszug_druck(abstimmung, leser=request.user)
    return print_sitzungsdokument(druck, registrierung_of(druck, top_pk, leser=request.user))


@require_safe
@explain_druckfehler
def anwesenheitsliste_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    """Return the attendance sheet, for those who keep the sitting."""
    return print_sitzungsdokument(build_anwesenheitsliste_druck(fetch_or_404(request.user, pk, may_record_abstimmung)))


@require_safe
@explain_druckfehler
def abstimmungsblatt_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    """Return the vote sheet, for those who keep the sitting."""
    sitzung = fetch_or_404(request.user, pk, may_record_abstimmung)
    return print_sitzungsdokument(build_abstimmungsblatt_druck(sitzung, leser=request.user))


@require_safe
@explain_druckfehler
def leitfaden_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    """Return the chair's script, for those who keep the sitting."""
    sitzung = fetch_or_404(request.user, pk, may_record_abstimmung)
    return print_sitzungsdokument(build_leitfaden_druck(sitzung, leser=request.user))


def fetch_or_404(konto: Besucher, pk: int, darf: Callable[[Besucher, Sitzung], bool]) -> Sitzung:
    """Return the sitting; 404 also where it is visible but the paper asked for is not the reader's business."""
    sitzung = fetch_sitzung(konto, pk)
    if not darf(konto, sitzung):
        raise Http404
    return sitzung


def print_sitzungsdokument(druck: Sitzungsdokument, registrierung: Registrierung | None = None) -> HttpResponse:
    """Return the printed document of a sitting."""
    return answer_pdf(fetch_sitzungsdokument(druck, registrierung=registrierung), druck.dateiname)


def answer_pdf(pdf: bytes, name: str) -> HttpResponse:
    """Return a paper to be shown by the browser under this file name."""
    antwort = HttpResponse(pdf, content_type="application/pdf")
    antwort["Content-Disposition"] = content_disposition_header(as_attachment=False, filename=name) or "inline"
    antwort["Cache-Control"] = "private, no-cache"
    return antwort
