"""Calendars to subscribe to: the public ones, and one's own by a secret address."""

from datetime import timedelta

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import AnonymousUser
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from gremien.models import Gremium
from konten.rechte import Besucher, KontoRequest, rechte_of
from sitzungen.actions.kalenderlink import end_kalenderlink, renew_kalenderlink
from sitzungen.documents.kalender import MEDIENTYP, build_kalender
from sitzungen.models import Kalenderlink, Sitzung
from sitzungen.querysets import SitzungQuerySet

ZURUECK = timedelta(days=366)
"""How long what is over stays in a calendar."""


@require_safe
def kalender_ics(request: HttpRequest) -> HttpResponse:
    """Return the calendar of all announced sittings, the same for everybody."""
    return _answer(_list_sitzungen(AnonymousUser()), "Sitzungen", dateiname="sitzungen")


@require_safe
def gremium_ics(request: HttpRequest, pk: int) -> HttpResponse:
    """Return the calendar of one body's announced sittings, the same for everybody."""
    niemand = AnonymousUser()
    gremium = get_object_or_404(Gremium.objects.visible_to(niemand), pk=pk)
    return _answer(_list_sitzungen(niemand).filter(gremium=gremium), str(gremium), dateiname=gremium.kuerzel)


@never_cache
@require_safe
def persoenlich_ics(request: HttpRequest, geheimnis: str) -> HttpResponse:
    """Return the calendar of the account that made this secret, with what it may see now."""
    link = Kalenderlink.objects.opened_by(geheimnis).select_related("konto").first()
    if link is None:
        raise Http404
    sitzungen = _list_sitzungen(link.konto).filter(_is_eigene(link.konto))
    return _answer(sitzungen, "Meine Sitzungen", dateiname="meine-sitzungen")


def _list_sitzungen(konto: Besucher) -> SitzungQuerySet[Sitzung]:
    ab = timezone.now() - ZURUECK
    return Sitzung.objects.visible_to(konto).filter(beginn__gte=ab).select_related("gremium").order_by("beginn", "pk")


def _is_eigene(konto: Besucher) -> Q:
    """Return the filter for what concerns this account: its bodies, its invitations; all of them for who plans them."""
    rechte = rechte_of(konto)
    if rechte.sitzungsdienst:
        return Q()
    eingeladen = Q(einladungen__person=rechte.person) if rechte.person is not None else Q(pk__in=[])
    kennungen = Sitzung.objects.filter(eingeladen).values("pk")
    return Q(gremium__in=rechte.gremien | rechte.schriftfuehrung) | Q(pk__in=kennungen)


def _answer(sitzungen: SitzungQuerySet[Sitzung], name: str, *, dateiname: str) -> HttpResponse:
    antwort = HttpResponse(build_kalender(sitzungen, name=name), content_type=MEDIENTYP)
    antwort["Content-Disposition"] = f'inline; filename="{dateiname}.ics"'
    return antwort


@login_required
@never_cache
@require_safe
def konto_kalender(request: KontoRequest) -> HttpResponse:
    """Show which calendars there are to subscribe to, and whether one's own has a secret address."""
    return _render(request)


@login_required
@never_cache
@require_POST
def konto_kalender_erneuern(request: KontoRequest) -> HttpResponse:
    """Make a new secret address; it is shown this once and kept nowhere."""
    geheimnis = renew_kalenderlink(request.user)
    return _render(request, neu=request.build_absolute_uri(reverse("persoenlich_ics", args=[geheimnis])))


@login_required
@require_POST
def konto_kalender_beenden(request: KontoRequest) -> HttpResponse:
    """End the secret address."""
    end_kalenderlink(request.user)
    messages.success(request, "Der persönliche Kalenderlink gilt nicht mehr.")
    return redirect("konto_kalender")


def _render(request: KontoRequest, *, neu: str = "") -> HttpResponse:
    angaben = {
        "link": Kalenderlink.objects.visible_to(request.user).first(),
        "neu": neu,
        "oeffentlich": request.build_absolute_uri(reverse("kalender_ics")),
    }
    return render(request, "sitzungen/konto_kalender.html", angaben)
