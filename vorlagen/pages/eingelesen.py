"""Imported papers that wait for a second person, as a list shows them."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count

from gremien.rules.befund import Befund
from konten.models import Konto
from konten.rechte import Besucher
from vorlagen.actions.einlesen_bestaetigung import check_bestaetigende
from vorlagen.enums import Fassungsstatus
from vorlagen.models import Fassung
from vorlagen.models.pruefsumme import compute_pruefsumme
from vorlagen.permissions import may_import_vorlage
from vorlagen.querysets import VERFASSER

HOECHSTENS = 100
"""How many stand on one page; the others follow when these are done."""


@dataclass(frozen=True, slots=True)
class Eingelesen:
    """An imported paper with what stands against this person confirming it; ``gesehen`` is its digest."""

    fassung: Fassung
    gesehen: str
    befunde: tuple[Befund, ...]


def list_eingelesene(konto: Konto) -> list[Eingelesen]:
    """Return what waits, oldest first."""
    fassungen = Fassung.objects.visible_to(konto).imported().select_related("vorlage", *VERFASSER, "quelle")
    mit_zahlen = fassungen.annotate(
        anzahl_anlagen=Count("anlagen", distinct=True), anzahl_stationen=Count("vorlage__beratungen", distinct=True)
    )
    return [
        Eingelesen(fassung, compute_pruefsumme(fassung), tuple(check_bestaetigende(fassung, konto)))
        for fassung in mit_zahlen.prefetch_related("beteiligungen__konto").order_by("created_at", "pk")[:HOECHSTENS]
    ]


def collect_herkunft(fassung: Fassung) -> dict[str, Any]:
    """Return where an imported Fassung came from, who had a hand in it, and the digest of what is shown of it."""
    return {
        "quelle": getattr(fassung, "quelle", None),
        "beteiligungen": fassung.beteiligungen.select_related("konto"),
        "gesehen": compute_pruefsumme(fassung),
    }


def collect_wartende(konto: Besucher) -> dict[str, Any]:
    """Return what waits for the Sitzungsdienst as such: how many imports, and what the council has handed in."""
    zahlen: dict[str, int] = {}
    if may_import_vorlage(konto):
        status = [Fassungsstatus.EINGELESEN, Fassungsstatus.EINGEREICHT]
        wartende = Fassung.objects.filter(status__in=status).order_by().values_list("status")
        zahlen = dict(wartende.annotate(Count("pk")))
    eingereichte = Fassung.objects.waiting_for_acceptance(konto).select_related("vorlage", *VERFASSER)
    return {
        "eingelesene": zahlen.get(Fassungsstatus.EINGELESEN, 0),
        "eingereichte": list(eingereichte) if zahlen.get(Fassungsstatus.EINGEREICHT) else [],
    }


def count_eingelesene(konto: Besucher) -> int:
    """Return how many wait, none for who may not confirm them."""
    return Fassung.objects.imported().count() if may_import_vorlage(konto) else 0
