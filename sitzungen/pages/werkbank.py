"""The clerk's workbench: the agenda, one line per item."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Subquery

from gremien.rules.befund import Befund
from konten.rechte import Besucher
from sitzungen.actions.zweite_person import name_tops
from sitzungen.enums import Mehrheitsart, Teil
from sitzungen.models import Abstimmung, Sitzung, Tagesordnungspunkt
from sitzungen.models.tagesordnung import sort_tops
from sitzungen.rules.tagesordnung import check_oberbegriff
from vorlagen.felder import SCHWER
from vorlagen.models import Fassung
from vorlagen.rules.nummern import check_neufassung


@dataclass(frozen=True, slots=True)
class Werkzeile:
    """One item on the workbench. ``angaben`` is what is said of it besides, in a few words."""

    top: Tagesordnungspunkt
    bezeichnung: str
    angaben: str
    befunde: tuple[Befund, ...]
    hat_neuere_fassung: bool
    is_gewaehlt: bool

    @property
    def name(self) -> str:
        """Return how buttons call the item."""
        return f"{self.bezeichnung} {self.top.betreff}"


@dataclass(frozen=True, slots=True)
class Werkteil:
    """One part of the agenda, items and sub-items in one list."""

    teil: Teil
    zeilen: tuple[Werkzeile, ...]


def build_werkbank(
    sitzung: Sitzung, konto: Besucher, *, oberbegriffe: Sequence[str], gewaehlt: int = 0
) -> list[Werkteil]:
    """Return both parts of the agenda with every item; numbers not yet published are worked out.

    Chosen is ``gewaehlt``, or the first item that can still be worked on. ``oberbegriffe`` are the words that closed
    items may be called by.
    """
    hoechste = Fassung.objects.released().newest_of("fassung__vorlage").values("neufassung")[:1]
    tops = list(
        Tagesordnungspunkt.objects.visible_to(konto)
        .filter(sitzung=sitzung)
        .select_related("fassung")
        .defer(*(f"fassung__{feld}" for feld in SCHWER))
        .annotate(neueste=Subquery(hoechste), hat_ergebnis=Exists(Abstimmung.objects.filter(top=OuterRef("pk"))))
        .order_by("-teil", "position")
    )
    namen = name_tops(sitzung, tops)
    offene = [top.pk for top in tops if top.abgesetzt_am is None]
    wahl = gewaehlt if gewaehlt in offene else next(iter(offene), 0)

    def build(top: Tagesordnungspunkt) -> Werkzeile:
        neuere = _check_fassung(top)
        return Werkzeile(
            top=top,
            bezeichnung=namen[top.pk],
            angaben=" · ".join(_list_angaben(sitzung, top)),
            befunde=(*_check_wort(top, oberbegriffe), *neuere),
            hat_neuere_fassung=bool(neuere) and not top.hat_ergebnis,  # type: ignore[attr-defined]
            is_gewaehlt=top.pk == wahl,
        )

    return [
        Werkteil(teil, tuple(build(top) for top in sort_tops(top for top in tops if top.teil == teil)))
        for teil in (Teil.OEFFENTLICH, Teil.NICHTOEFFENTLICH)
    ]


def _check_wort(top: Tagesordnungspunkt, oberbegriffe: Sequence[str]) -> list[Befund]:
    """Return what stands against the public words; those that are published stay as they are."""
    if top.is_oeffentlich or top.nummer or top.abgesetzt_am is not None:
        return []
    return check_oberbegriff(top.oberbegriff, oberbegriffe=oberbegriffe)


def _check_fassung(top: Tagesordnungspunkt) -> list[Befund]:
    if top.fassung is None or top.abgesetzt_am is not None:
        return []
    return check_neufassung(
        verwendete_neufassung=top.fassung.neufassung,
        neueste_neufassung=top.neueste,  # type: ignore[attr-defined]
    )


def _list_angaben(sitzung: Sitzung, top: Tagesordnungspunkt) -> Iterable[str]:
    if top.abgesetzt_am is not None:
        grund = f": {top.abgesetzt_grund}" if top.abgesetzt_grund and not top.is_abgelehnt else ""
        yield "nicht aufgenommen" if top.is_abgelehnt else f"abgesetzt{grund}"
    elif top.hat_ergebnis:  # type: ignore[attr-defined]
        yield "hat ein Ergebnis"
    elif sitzung.is_veroeffentlicht and not top.nummer:
        yield "noch nicht veröffentlicht"
    if top.mehrheit != Mehrheitsart.EINFACH:
        yield top.get_mehrheit_display()
    if top.oberbegriff:
        yield f"öffentlich: {top.oberbegriff}"
    if top.fassung is not None:
        yield top.fassung.nummer
