"""Minutes as PDF: the draft for those who work on it, what was signed exactly as it was kept."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from dokumente.ablage.lesen import read_whole
from konten.rechte import Besucher
from nachbereitung.documents.ausfertigung import describe_berichtigung
from nachbereitung.documents.lage import read_niederschrift
from nachbereitung.documents.niederschrift import build_niederschrift_druck
from nachbereitung.enums import Ausgabe
from nachbereitung.models import Ausfertigung
from nachbereitung.permissions import may_work_on_niederschrift
from nachbereitung.querysets import AusfertigungQuerySet
from sitzungen.views.druck import answer_pdf, explain_druckfehler, print_sitzungsdokument
from sitzungen.views.zugriff import fetch_sitzung


@require_safe
@explain_druckfehler
def niederschrift_pdf(request: HttpRequest, pk: int, fuer: str) -> HttpResponse:
    """Return one edition as it would print now, for those who work on the minutes."""
    niederschrift = read_niederschrift(fetch_sitzung(request.user, pk))
    if not may_work_on_niederschrift(request.user, niederschrift) or not niederschrift.sitzung.is_eroeffnet:
        raise Http404
    berichtigung = describe_berichtigung(niederschrift)
    return print_sitzungsdokument(
        build_niederschrift_druck(niederschrift, _read_ausgabe(fuer), berichtigung=berichtigung)
    )


@require_safe
def ausfertigung_pdf(request: HttpRequest, pk: int, nummer: int, fuer: str) -> HttpResponse:
    """Return a signed print, byte for byte.

    The public edition for whoever may read it; the other one only for those who work on the minutes: members look into
    the closed part on the page, and take no copy away (§ 41 GemO).
    """
    ausgabe = _read_ausgabe(fuer)
    sitzung = fetch_sitzung(request.user, pk)
    lesbar = _list_lesbare(request.user, ausgabe).filter(niederschrift__sitzung=sitzung)
    gefunden = get_object_or_404(lesbar.select_related("oeffentlich", "intern"), nummer=nummer)
    inhalt = read_whole(gefunden.oeffentlich if ausgabe is Ausgabe.OEFFENTLICH else gefunden.intern)
    if inhalt is None:
        raise Http404
    name = f"Niederschrift-{sitzung.nummer}{'' if ausgabe is Ausgabe.OEFFENTLICH else '-intern'}.pdf"
    return answer_pdf(inhalt, name.replace("/", "-"))


def _list_lesbare(konto: Besucher, ausgabe: Ausgabe) -> AusfertigungQuerySet[Ausfertigung]:
    if ausgabe is Ausgabe.OEFFENTLICH:
        return Ausfertigung.objects.visible_to(konto)
    return Ausfertigung.objects.worked_on_by(konto)


def _read_ausgabe(fuer: str) -> Ausgabe:
    if fuer not in Ausgabe:
        raise Http404
    return Ausgabe(fuer)
