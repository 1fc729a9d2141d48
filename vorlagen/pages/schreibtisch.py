"""What lies on somebody's desk: what waits for them, what they answered, what their offices write."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

from konten.models import Konto
from konten.rechte import rechte_of
from vorlagen.documents.gesehen import read_gesehenes
from vorlagen.models import Fassung, Mitzeichnung
from vorlagen.pages.mitzeichnung import collect_umlauf, is_in_vertretung
from vorlagen.querysets import VERFASSER


@dataclass(frozen=True, slots=True)
class Wartende:
    """A co-signature that waits for this reader's answer, and for whom they answer."""

    mitzeichnung: Mitzeichnung
    fuer: str


def collect_schreibtisch(konto: Konto) -> dict[str, Any]:
    """Return the lists of this account's desk."""
    mitzeichnungen = list(
        Mitzeichnung.objects.on_desk_of(konto)
        .select_related("fassung__vorlage", "fassung__amt", "konto", "amt", "dezernat")
        .order_by("frist", "erbeten_am", "pk")
    )
    offene = Fassung.objects.open_of(konto).select_related("vorlage", *VERFASSER).order_by("-updated_at", "-pk")
    freigaben = Fassung.objects.waiting_for_release(konto).select_related("vorlage", "amt").order_by("updated_at", "pk")
    umlauf = collect_umlauf(offene)
    return {
        "mitzeichnungen": list(_iter_wartende(konto, mitzeichnungen, {fassung.pk for fassung in freigaben})),
        "beantwortet": [(m, read_gesehenes(m.gesehen).betreff) for m in mitzeichnungen if m.ergebnis],
        "freigaben": freigaben,
        "entwuerfe": [(fassung, umlauf.lagen[fassung.pk]) for fassung in offene],
        "rueckgaben": umlauf.rueckgaben,
    }


def _iter_wartende(konto: Konto, zeilen: Collection[Mitzeichnung], freigaben: Collection[int]) -> Iterator[Wartende]:
    """Return the open ones; of a paper that its Dezernat can release the release is what waits."""
    rechte = rechte_of(konto)
    for zeile in zeilen:
        eigenes = zeile.dezernat_id in rechte.dezernate and zeile.dezernat_id == zeile.fassung.dezernat_id
        if not zeile.ergebnis and not (eigenes and zeile.fassung_id in freigaben):
            yield Wartende(
                zeile, f"{zeile.gefragt} in Vertretung" if is_in_vertretung(zeile, rechte) else zeile.gefragt
            )


def list_rueckgaben_for(konto: Konto) -> tuple[Mitzeichnung, ...]:
    """Return the answers by which drafts of this account's offices came back to them."""
    return collect_umlauf(Fassung.objects.open_of(konto).select_related("dezernat")).rueckgaben
