"""What the page of a paper shows to whom."""

from typing import Any

from django.db.models import F, QuerySet

from konten.rechte import Besucher, rechte_of
from vorlagen.models import Anlage, Fassung, Mitzeichnung
from vorlagen.pages.schritte import list_schritte
from vorlagen.pages.stand import describe_staende


def collect_seite(konto: Besucher, fassung: Fassung) -> dict[str, Any]:
    """Return what the page of a Fassung shows to this reader; every list holds only what is visible to them."""
    papier, rechte = fassung.vorlage, rechte_of(konto)
    intern = Fassung.objects.internal_to(konto).filter(pk=fassung.pk).exists()
    andere = Fassung.objects.visible_to(konto).filter(vorlage=papier).exclude(pk=fassung.pk)
    neuere = andere.filter(neufassung__gt=fassung.neufassung).order_by("-neufassung").first()
    return {
        "vorlage": papier,
        "stand": describe_staende([papier], konto)[papier.pk],
        "fassung": fassung,
        "anlagen": Anlage.objects.visible_to(konto).filter(fassung=fassung).select_related("datei"),
        "andere_fassungen": andere.order_by("-neufassung"),
        "neuere": neuere,
        "is_intern": (intern and rechte.verwaltung) or rechte.administration,
        "mit_original": intern,
        "mitzeichnungen": _list_mitzeichnungen(konto, fassung),
        "schritte": [] if neuere else list_schritte(konto, papier, fassung),
    }


def _list_mitzeichnungen(konto: Besucher, fassung: Fassung) -> QuerySet[Mitzeichnung]:
    if not rechte_of(konto).angemeldet:
        return Mitzeichnung.objects.none()
    sichtbar = Mitzeichnung.objects.visible_to(konto).filter(fassung=fassung)
    return sichtbar.select_related("konto").order_by(F("beantwortet_am").asc(nulls_last=True), "pk")
