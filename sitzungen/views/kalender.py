"""Public pages: the calendar and the sitting."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.dates import MONTHS
from django.views.decorators.http import require_safe

from gremien.rules.arbeitstage import WOCHENTAGE
from konten.forms.vorgang import VorgangForm
from sitzungen.documents.agenda import build_tagesordnung
from sitzungen.models import Sitzung
from sitzungen.pages.drucksachen import list_bekanntmachungen, list_drucksachen
from sitzungen.pages.kalender import (
    Kalenderfilter,
    build_monatsblatt,
    find_nachbarn,
    group_by_monat,
    list_gremien,
    list_jahre,
    read_monat,
)
from sitzungen.pages.schritte import list_schritte
from sitzungen.pages.unterlagen import show_unterlagen
from sitzungen.permissions import may_plan_sitzung, may_read_einladung, may_record_abstimmung
from sitzungen.views.zugriff import fetch_sitzung

JE_SEITE = 50


@require_safe
def sitzungen(request: HttpRequest) -> HttpResponse:
    """Show the calendar: coming sittings first; the past and single months by choice."""
    kalenderfilter = Kalenderfilter.from_query(request.GET)
    sichtbar = Sitzung.objects.visible_to(request.user).select_related("gremium")
    seiten = Paginator(kalenderfilter.apply(sichtbar, timezone.localdate()), JE_SEITE)
    seite = seiten.get_page(request.GET.get("seite"))
    angaben = {
        "filter": kalenderfilter,
        "page": seite,
        "monate": group_by_monat(seite),
        "gremien": list_gremien(request.user),
        "jahre": list_jahre(request.user),
        "monatsnamen": MONTHS.items(),
        "darf_ansetzen": may_plan_sitzung(request.user),
    }
    return render(request, "sitzungen/sitzungen.html", angaben)


@require_safe
def sitzungen_monat(request: HttpRequest) -> HttpResponse:
    """Show one month as a sheet of weeks."""
    gremium = Kalenderfilter.from_query(request.GET).gremium
    sichtbar = Sitzung.objects.visible_to(request.user).select_related("gremium")
    if gremium is not None:
        sichtbar = sichtbar.filter(gremium=gremium)
    angaben = {
        "blatt": build_monatsblatt(read_monat(request.GET, timezone.localdate()), sichtbar),
        "gremien": list_gremien(request.user),
        "gewaehlt": gremium,
        "heute": timezone.localdate(),
        "wochentage": WOCHENTAGE,
    }
    return render(request, "sitzungen/monat.html", angaben)


@require_safe
def sitzung(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a sitting with its agenda and results, as far as the reader may see them."""
    return render_sitzung(request, fetch_sitzung(request.user, pk))


def render_sitzung(request: HttpRequest, sitzung: Sitzung, form: VorgangForm | None = None) -> HttpResponse:
    """Draw the page of a sitting; ``form`` carries the findings of an act that was refused."""
    fuehrt = may_record_abstimmung(request.user, sitzung)
    davor, danach = find_nachbarn(sitzung, request.user)
    teile, unterlagen = show_unterlagen(build_tagesordnung(sitzung, request.user), sitzung, request.user)
    angaben = {
        "sitzung": sitzung,
        "form": form,
        "teile": teile,
        "unterlagen": unterlagen,
        "schritte": list_schritte(sitzung, request.user),
        "bekanntmachungen": list_bekanntmachungen(sitzung, request.user),
        "drucksachen": list_drucksachen(sitzung, request.user),
        "fuehrt": fuehrt,
        "stellt_fest": fuehrt and sitzung.is_eroeffnet,
        "eingeladen": not fuehrt and may_read_einladung(request.user, sitzung),
        "davor": davor,
        "danach": danach,
    }
    return render(request, "sitzungen/sitzung.html", angaben)
