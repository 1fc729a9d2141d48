"""What the page of a paper shows to whom."""

from collections.abc import Sequence
from typing import Any

from django.db.models import F, QuerySet
from django.http import Http404

from konten.rechte import Besucher, rechte_of
from vorlagen.enums import Fassungsstatus
from vorlagen.models import Anlage, Fassung, Mitzeichnung
from vorlagen.pages.mitzeichnung import describe_lage
from vorlagen.pages.schritte import list_schritte
from vorlagen.pages.stand import describe_staende
from vorlagen.pages.verweise import list_verweise
from vorlagen.permissions import may_add_anlage, writes_for


def collect_seite(konto: Besucher, fassungen: Sequence[Fassung], neufassung: int | None = None) -> dict[str, Any]:
    """Return what a paper's page shows to this reader of one of the Fassungen they may read, of the newest by default.

    ``fassungen`` come newest first from :meth:`~vorlagen.querysets.FassungQuerySet.for_page_of`; every list holds only
    what is visible to the reader.

    :raises Http404: when there is no such ``neufassung`` among them.
    """
    gemeint = fassungen if neufassung is None else [f for f in fassungen if f.neufassung == neufassung]
    if not gemeint:
        raise Http404
    fassung, neueste, rechte = gemeint[0], fassungen[0], rechte_of(konto)
    papier = fassung.vorlage
    mitzeichnungen = _list_mitzeichnungen(konto, fassung)
    intern: bool = fassung.is_intern  # type: ignore[attr-defined]  # for_page_of
    # What the council writes is its own matter, until it is one of the administration.
    schreibt = not fassung.is_freigegeben and not papier.is_zurueckgezogen and writes_for(konto, fassung)
    return {
        "vorlage": papier,
        "stand": describe_staende([papier], konto)[papier.pk],
        "fassung": fassung,
        "anlagen": Anlage.objects.visible_to(konto).filter(fassung=fassung).select_related("datei"),
        "fassungen": fassungen,
        "andere_fassungen": [andere for andere in fassungen if andere.pk != fassung.pk],
        "neuere": neueste if neueste.pk != fassung.pk else None,
        "is_intern": (intern and rechte.verwaltung) or schreibt or rechte.administration,
        "mit_original": intern,
        "darf_anlagen_oeffnen": may_add_anlage(konto, fassung),
        "verweise": list_verweise(konto, fassung),
        "davor": next((frueher for frueher in fassungen if frueher.neufassung < fassung.neufassung), None),
        "mitzeichnungen": mitzeichnungen,
        "lage": describe_lage(fassung, mitzeichnungen),
        "schritte": [] if neueste.pk != fassung.pk else list_schritte(konto, papier, fassung),
    }


def _list_mitzeichnungen(konto: Besucher, fassung: Fassung) -> QuerySet[Mitzeichnung]:
    """Return the co-signatures this reader may see, those whose step has not come at the end; plans of a draft not."""
    if not rechte_of(konto).angemeldet:
        return Mitzeichnung.objects.none()
    sichtbar = Mitzeichnung.objects.visible_to(konto).filter(fassung=fassung)
    if fassung.status != Fassungsstatus.MITZEICHNUNG:
        sichtbar = sichtbar.exclude(ergebnis="")
    zeilen = sichtbar.select_related("konto", "vertreten", "amt", "dezernat", "uebernommen")
    return zeilen.order_by(F("beantwortet_am").asc(nulls_last=True), "schritt", "pk")
