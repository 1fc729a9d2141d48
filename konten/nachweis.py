"""What the journal keeps about roles, accounts and proposals, and what it compares."""

from typing import Any, Final

from django.db.models import Q, QuerySet

from journal.enums import Akt
from journal.leser import build_leser, mark_fest
from journal.nachweis import Auswahl, Nachweisart, register
from konten.models import Konto, Rollenzuweisung, Vorschlag

ROLLE_FELDER: Final = {
    "konto": "Konto",
    "rolle": "Art",
    "amt": "Amt",
    "dezernat": "Dezernat",
    "gremium": "Gremium",
    "fraktion": "Fraktion",
    "von": "Beginn",
    "bis": "Ende",
}
KONTO_FELDER: Final = {
    "person": "Person",
    "is_active": "offenes Konto",
    "is_staff": "Zugang zur Verwaltung",
    "is_superuser": "alle Rechte",
}
VORSCHLAG_FELDER: Final = {
    "gegenstand_art": "Art des Gegenstands",
    "gegenstand_id": "Gegenstand",
    "konto": "vorschlagendes Konto",
    "person": "vorschlagende Person",
    "grund": "Begründung",
    "fingerabdruck": "Prüfsumme",
    "vorgeschlagen_am": "Zeitpunkt",
    "ausgang": "Ausgang",
    "erledigt_am": "Zeitpunkt der Antwort",
    "erledigt_von": "antwortendes Konto",
    "antwort": "Grund der Ablehnung",
}

ROLLE: Final = Nachweisart(
    "rolle",
    "Rolle",
    ROLLE_FELDER,
    build_leser(
        Rollenzuweisung,
        ROLLE_FELDER,
        lambda zeile: f"{zeile['rolle']} von {zeile['konto__username']}",
        "konto__username",
    ),
    ab=2,
)
KONTO: Final = Nachweisart(
    "konto",
    "Konto",
    KONTO_FELDER,
    # An account comes into being without an act; whoever has or had a role is known.
    mark_fest(
        build_leser(Konto, KONTO_FELDER, lambda zeile: str(zeile["username"]), "username"),
        Konto.objects.none,
    ),
    is_dauerhaft=lambda stand: bool(stand["fest"]),
    ab=2,
)
VORSCHLAG: Final = Nachweisart(
    "vorschlag",
    "Vorschlag",
    VORSCHLAG_FELDER,
    build_leser(
        Vorschlag,
        VORSCHLAG_FELDER,
        lambda zeile: f"von {zeile['konto__username']} zu {zeile['gegenstand_art']} {zeile['gegenstand_id']}",
        "konto__username",
    ),
    ab=2,
)


def list_vorschlaege(*mengen: QuerySet[Any]) -> Auswahl:
    """Return the proposals about these objects, for what an act on them concerns."""
    gemeint = Q(pk__in=())
    for menge in mengen:
        kennungen = [str(pk) for pk in menge.order_by().values_list("pk", flat=True)]
        gemeint |= Q(gegenstand_art=menge.model._meta.label_lower, gegenstand_id__in=kennungen)
    return [(VORSCHLAG, gemeint)]


def _list_rolle(akt: Akt, zuweisung: Rollenzuweisung) -> Auswahl:
    return [
        (ROLLE, Q(pk=zuweisung.pk)),
        (KONTO, Q(pk=zuweisung.konto_id)),
    ]


def _list_konto(akt: Akt, konto: Konto) -> Auswahl:
    return [(KONTO, Q(pk=konto.pk))]


register(
    (ROLLE, KONTO, VORSCHLAG),
    {
        "konten.rollenzuweisung": _list_rolle,
        "konten.konto": _list_konto,
    },
)
