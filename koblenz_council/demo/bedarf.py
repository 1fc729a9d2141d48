"""What the demo must have ready on whatever day it is loaded, so that every journey through it can be walked."""

from collections.abc import Callable
from typing import Any, NamedTuple

from django.contrib.auth.models import AnonymousUser
from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from gremien.models import Gremium
from konten.models import Konto
from sitzungen.enums import Sitzungsstatus, Teil
from sitzungen.models import Abstimmung, Sitzung, Tagesordnungspunkt
from sitzungen.querysets import waiting_beratungen
from vorlagen.enums import Ausgang, Fassungsstatus, Mitzeichnungsergebnis, Vorlagenart, Vorlagenstatus
from vorlagen.models import Fassung, Mitzeichnung, Vorlage

SACHBEARBEITUNG, AMTSLEITUNG, DEZERNAT = "demo-sachbearbeitung", "demo-amtsleitung", "demo-dezernat"
SITZUNGSDIENST, RATSMITGLIED, FRAKTION = "demo-sitzungsdienst", "demo-ratsmitglied", "demo-fraktion"


class Bedarf(NamedTuple):
    """A thing to be found: the query gives primary keys of ``modell``, at least ``mindestens`` different ones."""

    journeys: str
    modell: str
    suche: Callable[[], QuerySet[Any, Any]]
    mindestens: int = 1


def _konto(login: str) -> Konto:
    return Konto.objects.get(username=login)


def _eigene(login: str, **merkmale: Any) -> QuerySet[Any, Any]:
    """Return the first drafts of this account."""
    eigene = Fassung.objects.filter(verfasser__username=login, status=Fassungsstatus.ENTWURF, neufassung=0)
    return eigene.filter(**merkmale).order_by("pk").values_list("vorlage", flat=True)


def _offene_tagesordnungen() -> QuerySet[Any, Any]:
    """Return the coming sittings whose agenda nobody outside knows yet, with items that can be put in order."""
    offen = Sitzung.objects.filter(beginn__gt=timezone.now(), tagesordnung_veroeffentlicht_am__isnull=True)
    punkte = Count("tops", filter=Q(tops__teil=Teil.OEFFENTLICH, tops__uebergeordnet__isnull=True))
    return offen.annotate(punkte=punkte).filter(punkte__gte=3).order_by("-punkte", "pk").values_list("pk", flat=True)


def _wartende() -> QuerySet[Any, Any]:
    """Return the papers that could be put on the agenda of a coming sitting."""
    offen = Sitzung.objects.filter(beginn__gt=timezone.now(), tagesordnung_veroeffentlicht_am__isnull=True)
    stationen = waiting_beratungen(_konto(SITZUNGSDIENST))
    platz = stationen.filter(Exists(offen.filter(gremium=OuterRef("gremium"))))
    return platz.order_by("vorlage").values_list("vorlage", flat=True).distinct()


def _eingeladene(papiere: int = 2, **merkmale: Any) -> QuerySet[Sitzung]:
    """Return the coming sittings with a published agenda of ``papiere`` papers and an invitation, the fullest first."""
    eingeladen = Sitzung.objects.filter(
        status=Sitzungsstatus.EINGELADEN, beginn__gt=timezone.now(), tagesordnung_veroeffentlicht_am__isnull=False
    )
    voll = eingeladen.filter(**merkmale).annotate(papiere=Count("tops__fassung")).filter(papiere__gte=papiere)
    return voll.order_by("-papiere", "pk")


def _laufende() -> QuerySet[Any, Any]:
    """Return the sittings that go on right now, attendance recorded, with several items left to decide."""
    laufend = Sitzung.objects.filter(status=Sitzungsstatus.LAUFEND, anwesenheit_vollstaendig=True)
    offen = Q(tops__beratung__isnull=False, tops__abgesetzt_am__isnull=True, tops__abstimmungen__isnull=True)
    offene = laufend.annotate(offene=Count("tops", filter=offen)).filter(offene__gte=2)
    return offene.order_by("-offene", "pk").values_list("pk", flat=True)


def _lesbare_punkte(anlagen: int) -> QuerySet[Any, Any]:
    """Return the items of the coming council that its member may read, with so many annexes."""
    lesbar = Tagesordnungspunkt.objects.visible_to(_konto(RATSMITGLIED)).filter(
        sitzung__in=_eingeladene(gremium__kuerzel="SR").values("pk"), fassung__isnull=False
    )
    mit_anlagen = lesbar.annotate(anlagen=Count("fassung__anlagen", distinct=True)).filter(anlagen__gte=anlagen)
    return mit_anlagen.order_by("pk").values_list("pk", flat=True)


def _entschiedene() -> QuerySet[Any, Any]:
    """Return the papers everybody may read whose decision differs from the draft."""
    geaendert = Abstimmung.objects.visible_to(AnonymousUser()).valid().filter(geaendert=True).exclude(wortlaut="")
    gelesen = Fassung.objects.visible_to(AnonymousUser()).filter(vorlage=OuterRef("top__beratung__vorlage"))
    return geaendert.filter(Exists(gelesen)).order_by("pk").values_list("top__beratung__vorlage", flat=True)


def _vergangene() -> QuerySet[Any, Any]:
    """Return the sittings that are over, the fullest first."""
    vorbei = Sitzung.objects.filter(status=Sitzungsstatus.BEENDET, beginn__lt=timezone.now())
    voll = vorbei.annotate(punkte=Count("tops")).filter(punkte__gte=3).order_by("-punkte", "pk")
    return voll.values_list("pk", flat=True)


BEDARF: dict[str, Bedarf] = {
    "Entwurf": Bedarf("J1", "Vorlage", lambda: _eigene(SACHBEARBEITUNG)),
    "unvollständiger Entwurf": Bedarf("J2", "Vorlage", lambda: _eigene(SACHBEARBEITUNG, begruendung="")),
    "zurückgegebener Entwurf": Bedarf(
        "J2",
        "Vorlage",
        lambda: _eigene(SACHBEARBEITUNG, mitzeichnungen__ergebnis=Mitzeichnungsergebnis.ZURUECKGEGEBEN),
    ),
    "offene Mitzeichnung": Bedarf(
        "J3",
        "Vorlage",
        lambda: (
            Mitzeichnung.objects.waiting_for(_konto(AMTSLEITUNG))
            .order_by("pk")
            .values_list("fassung__vorlage", flat=True)
        ),
        mindestens=2,
    ),
    "offene Freigabe": Bedarf(
        "J3",
        "Vorlage",
        lambda: Fassung.objects.waiting_for_release(_konto(DEZERNAT)).order_by("pk").values_list("vorlage", flat=True),
        mindestens=2,
    ),
    "Entwurf einer Fraktion": Bedarf("J1", "Vorlage", lambda: _eigene(FRAKTION)),
    "eingereichter Antrag": Bedarf(
        "J4",
        "Vorlage",
        lambda: (
            Fassung.objects.filter(verfasser__username=FRAKTION, status=Fassungsstatus.EINGEREICHT)
            .order_by("pk")
            .values_list("vorlage", flat=True)
        ),
    ),
    "offene Tagesordnung": Bedarf("J4", "Sitzung", _offene_tagesordnungen),
    "wartende Vorlage": Bedarf("J4", "Vorlage", _wartende, mindestens=3),
    "veröffentlichte Tagesordnung": Bedarf(
        "J5, J11, J13", "Sitzung", lambda: _eingeladene().values_list("pk", flat=True)
    ),
    "laufende Sitzung": Bedarf("J6", "Sitzung", _laufende),
    "eingeladener Rat": Bedarf(
        "J6, J8",
        "Sitzung",
        lambda: _eingeladene(papiere=7, gremium__kuerzel="SR").values_list("pk", flat=True),
    ),
    "Ergebnis von eben": Bedarf(
        "J7",
        "Abstimmung",
        lambda: (
            Abstimmung.objects.valid()
            .filter(top__sitzung__status=Sitzungsstatus.LAUFEND)
            .order_by("pk")
            .values_list("pk", flat=True)
        ),
    ),
    "berichtigtes Ergebnis": Bedarf(
        "J7",
        "Abstimmung",
        lambda: Abstimmung.objects.valid().filter(berichtigt__isnull=False).order_by("pk").values_list("pk", flat=True),
    ),
    "Punkt mit zwei Anlagen": Bedarf("J8, J13", "Tagesordnungspunkt", lambda: _lesbare_punkte(2)),
    "Punkte zum Drucken": Bedarf("J9", "Tagesordnungspunkt", lambda: _lesbare_punkte(0), mindestens=7),
    "entschiedene Vorlage": Bedarf("J10", "Vorlage", _entschiedene),
    "vergangene Sitzung": Bedarf("J10", "Sitzung", _vergangene),
    "Stadtrat": Bedarf("J10", "Gremium", lambda: Gremium.objects.filter(kuerzel="SR").values_list("pk", flat=True)),
    # What stands in the way of walking nowhere, but would be missed: every state and outcome the product knows.
    "jeder Stand": Bedarf(
        "alle", "Vorlage", lambda: _je(Vorlage.objects.all(), "status"), mindestens=len(Vorlagenstatus)
    ),
    "jede Art": Bedarf("alle", "Vorlage", lambda: _je(Vorlage.objects.all(), "art"), mindestens=len(Vorlagenart)),
    "jeder Ausgang": Bedarf(
        "alle", "Abstimmung", lambda: _je(Abstimmung.objects.valid(), "ausgang"), mindestens=len(Ausgang)
    ),
}
"""Each need by its name: the journeys that stand on it, and the query that must find something."""


def _je(menge: QuerySet[Any], feld: str) -> QuerySet[Any, Any]:
    """Return the first of each value of ``feld``."""
    erste = menge.filter(**{feld: OuterRef(feld)}).order_by("pk").values("pk")[:1]
    return menge.filter(pk=erste).order_by("pk").values_list("pk", flat=True)


def find_bedarf(name: str) -> list[int]:
    """Return the primary keys that serve this need, each once, the most useful first."""
    return list(dict.fromkeys(BEDARF[name].suche()))


def list_luecken() -> list[str]:
    """Return a German sentence for every need that the loaded demo does not serve at this moment."""
    return [
        f"„{name}“ ({bedarf.journeys}): {len(gefunden)} gefunden, gebraucht werden {bedarf.mindestens}."
        for name, bedarf in BEDARF.items()
        if len(gefunden := find_bedarf(name)) < bedarf.mindestens
    ]
