"""What publishing the agenda would change, as a difference to what is public now."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from gremien.rules.befund import Befund
from sitzungen.actions.tagesordnung import check_veroeffentlichung
from sitzungen.enums import Teil
from sitzungen.models import Sitzung, Tagesordnungspunkt
from sitzungen.rules.tagesordnung import Punkt, compute_nummern, format_top
from vorlagen.models import Anlage


@dataclass(frozen=True, slots=True)
class NeuerPunkt:
    """An item that appears on the public agenda with exactly these words."""

    bezeichnung: str
    worte: str
    is_oeffentlich: bool


@dataclass(frozen=True, slots=True)
class NeueVorlage:
    """A paper that everybody may read from then on, with these attachments; ``intern`` more stay closed."""

    bezeichnung: str
    nummer: str
    betreff: str
    anlagen: tuple[str, ...]
    intern: int


@dataclass(frozen=True, slots=True)
class Unterschied:
    """Everything that changes, and what stands against it."""

    sitzung_neu: bool
    punkte: tuple[NeuerPunkt, ...]
    vorlagen: tuple[NeueVorlage, ...]
    zustellung: tuple[str, ...]
    """What the body's members may read from then on, closed papers included."""
    befunde: tuple[Befund, ...]

    @property
    def is_leer(self) -> bool:
        """Return whether everything is published already."""
        return not (self.sitzung_neu or self.punkte or self.vorlagen or self.zustellung)


def compute_unterschied(sitzung: Sitzung) -> Unterschied:
    """Return what :func:`publish_tagesordnung` would change now."""
    tops = list(sitzung.tops.select_related("beratung", "fassung").order_by("-teil", "position"))
    nummern = compute_nummern([Punkt(top.pk, Teil(top.teil), top.uebergeordnet_id, top.nummer or None) for top in tops])
    namen = {top.pk: format_top(Teil(top.teil), nummern[top.pk]) for top in tops}
    aktuell = [top for top in tops if top.abgesetzt_am is None]
    return Unterschied(
        sitzung_neu=sitzung.bekanntgemacht_am is None,
        punkte=tuple(
            NeuerPunkt(namen[top.pk], top.betreff if top.is_oeffentlich else top.oberbegriff, top.is_oeffentlich)
            for top in aktuell
            if not top.nummer
        ),
        vorlagen=_build_vorlagen(aktuell, namen),
        zustellung=tuple(
            f"{namen[top.pk]} {top.betreff}"
            for top in aktuell
            if top.beratung is not None and top.fassung is not None and not top.beratung.is_zugestellt(top.fassung)
        ),
        befunde=tuple(dict.fromkeys(check_veroeffentlichung(sitzung))),
    )


def _build_vorlagen(tops: Sequence[Tagesordnungspunkt], namen: dict[int, str]) -> tuple[NeueVorlage, ...]:
    neu = [
        (top, top.fassung)
        for top in tops
        if top.fassung is not None
        and top.is_oeffentlich
        and top.fassung.oeffentlich
        and not top.fassung.is_veroeffentlicht
    ]
    offen: dict[int, list[str]] = defaultdict(list)
    intern: dict[int, int] = defaultdict(int)
    for anlage in Anlage.objects.filter(fassung__in=[fassung.pk for _, fassung in neu]).order_by("position"):
        if anlage.oeffentlich:
            offen[anlage.fassung_id].append(str(anlage))
        else:
            intern[anlage.fassung_id] += 1
    return tuple(
        NeueVorlage(namen[top.pk], fassung.nummer, fassung.betreff, tuple(offen[fassung.pk]), intern[fassung.pk])
        for top, fassung in neu
    )
