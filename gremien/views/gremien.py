"""Public pages of bodies and their members."""

from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from gremien.enums import Funktion, Gremienart
from gremien.models import Fraktion, Gremium, Mitgliedschaft
from gremien.querysets import gueltig_am

UEBERSCHRIFTEN = {
    Gremienart.RAT: "Stadtrat",
    Gremienart.AUSSCHUSS: "Ausschüsse",
    Gremienart.WERKAUSSCHUSS: "Werkausschüsse",
    Gremienart.BEIRAT: "Beiräte",
    Gremienart.ORTSBEIRAT: "Ortsbeiräte",
}


@require_safe
def gremien(request: HttpRequest) -> HttpResponse:
    """List the bodies of today, grouped by kind."""
    heute = timezone.localdate()
    bestehende = (
        Gremium.objects.visible_to(request.user)
        .gueltig_am(heute)
        .annotate(mitgliederzahl=Count("mitgliedschaften", filter=_gueltige_sitze()))
    )
    gruppen = [
        (ueberschrift, [gremium for gremium in bestehende if gremium.art == art])
        for art, ueberschrift in UEBERSCHRIFTEN.items()
    ]
    return render(request, "gremien/liste.html", {"gruppen": [gruppe for gruppe in gruppen if gruppe[1]]})


@require_safe
def gremium(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a body with its members."""
    heute = timezone.localdate()
    gremium = get_object_or_404(Gremium.objects.visible_to(request.user), pk=pk)
    sitze = gremium.mitgliedschaften.visible_to(request.user).select_related("person", "fraktion")
    fraktionen = Fraktion.objects.filter(gueltig_am(heute), sitze__gt=0) if gremium.art == Gremienart.RAT else ()
    inhalt = {
        "gremium": gremium,
        "mitglieder": _by_funktion(sitze.gueltig_am(heute)),
        "fruehere": _by_funktion(sitze.filter(bis__lt=heute)),
        "fraktionen": fraktionen,
        "groesste": max((fraktion.sitze for fraktion in fraktionen), default=0),
    }
    return render(request, "gremien/gremium.html", inhalt)


def _gueltige_sitze() -> Q:
    heute = timezone.localdate()
    offen = Q(mitgliedschaften__von__isnull=True) | Q(mitgliedschaften__von__lte=heute)
    return offen & (Q(mitgliedschaften__bis__isnull=True) | Q(mitgliedschaften__bis__gte=heute))


def _by_funktion(sitze: QuerySet[Mitgliedschaft]) -> list[Mitgliedschaft]:
    """Return the chair first, then by function and name."""
    rang = {funktion: nummer for nummer, funktion in enumerate(Funktion)}
    return sorted(sitze, key=lambda sitz: (rang[Funktion(sitz.funktion)], sitz.person.nachname, sitz.person.vorname))
