"""What publishing the agenda would change, as a difference to what is public now."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from gremien.rules.befund import Befund, is_gesperrt
from konten.actions.zweite_person import ZweitePerson
from konten.models import Konto
from sitzungen.actions.tagesordnungspruefung import check_veroeffentlichung
from sitzungen.actions.zweite_person import (
    check_zweite_worte,
    list_veroeffentlichende,
    name_tops,
    read_vorschlag,
)
from sitzungen.models import Sitzung, Tagesordnungspunkt
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
    kurzfassung: str
    anlagen: tuple[str, ...]
    intern: int


@dataclass(frozen=True, slots=True)
class Unterschied:
    """Everything that changes, what stands against it, and who must see it besides whoever asks."""

    sitzung_neu: bool
    punkte: tuple[NeuerPunkt, ...]
    vorlagen: tuple[NeueVorlage, ...]
    zustellung: tuple[str, ...]
    """What the body's members may read from then on, closed papers included."""
    befunde: tuple[Befund, ...]
    zweite: ZweitePerson

    @property
    def is_gesperrt(self) -> bool:
        """Return whether it cannot be published as it is, whoever does it."""
        return is_gesperrt(self.befunde)

    @property
    def is_leer(self) -> bool:
        """Return whether everything is published already."""
        return not (self.sitzung_neu or self.punkte or self.vorlagen or self.zustellung)

    @property
    def anlagen(self) -> int:
        """Return how many attachments everybody may read from then on."""
        return sum(len(vorlage.anlagen) for vorlage in self.vorlagen)

    @property
    def zahl(self) -> str:
        """Return how much it is, "2 neue Punkte, 1 Vorlage"."""
        punkte, vorlagen = len(self.punkte), len(self.vorlagen)
        return (
            f"{punkte} neue{'r Punkt' if punkte == 1 else ' Punkte'}, {vorlagen} Vorlage{'' if vorlagen == 1 else 'n'}"
        )


def read_zweite_person(
    sitzung: Sitzung, konto: Konto, tops: Sequence[Tagesordnungspunkt] | None = None
) -> ZweitePerson:
    """Return whether ``konto`` may publish this agenda alone, and what waits for whom; ``tops`` if read already."""
    lage = read_vorschlag(sitzung, konto)
    befunde = tuple(check_zweite_worte(sitzung, konto, lage=lage, tops=tops))
    return ZweitePerson(
        lage=lage,
        is_noetig=bool(befunde) and not (lage.is_eigener and lage.passt),
        is_erlaubt=not befunde,
        befunde=befunde,
        andere=tuple(list_veroeffentlichende(konto)) if lage.is_eigener else (),
    )


def compute_unterschied(sitzung: Sitzung, konto: Konto) -> Unterschied:
    """Return what :func:`publish_tagesordnung` by ``konto`` would change now."""
    tops = list(sitzung.tops.select_related("beratung", "fassung__vorlage", "worte_von").order_by("-teil", "position"))
    namen = name_tops(sitzung, tops)
    aktuell = [top for top in tops if top.abgesetzt_am is None]
    return Unterschied(
        sitzung_neu=sitzung.bekanntgemacht_am is None,
        punkte=tuple(NeuerPunkt(namen[top.pk], top.worte, top.is_oeffentlich) for top in aktuell if not top.nummer),
        vorlagen=_build_vorlagen(aktuell, namen),
        zustellung=tuple(
            f"{namen[top.pk]} {top.betreff}"
            for top in aktuell
            if top.beratung is not None and top.fassung is not None and not top.beratung.is_zugestellt(top.fassung)
        ),
        befunde=tuple(dict.fromkeys(check_veroeffentlichung(sitzung, tops=tops))),
        zweite=read_zweite_person(sitzung, konto, tops),
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
            offen[anlage.fassung_id].append(_describe_anlage(anlage))
        else:
            intern[anlage.fassung_id] += 1
    return tuple(
        NeueVorlage(
            namen[top.pk],
            fassung.nummer,
            fassung.betreff,
            fassung.kurzfassung,
            tuple(offen[fassung.pk]),
            intern[fassung.pk],
        )
        for top, fassung in neu
    )


def _describe_anlage(anlage: Anlage) -> str:
    """Return an attachment with the kind of its file, which the public gets to see."""
    return f"{anlage} ({anlage.dateiart or 'ohne Datei'})"
