"""Who sits in a body on the day of the sitting, and who was there."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import groupby

from gremien.enums import Funktion
from gremien.models import Mitgliedschaft
from konten.rechte import Besucher
from sitzungen.models import Anwesenheit, Sitzung
from sitzungen.rules.beschlussfaehigkeit import compute_quorum


@dataclass(frozen=True, slots=True)
class Sitz:
    """One seat in the list."""

    person: int
    name: str
    funktion: str
    stimmberechtigt: bool
    anwesend: bool
    is_vertretung: bool
    entschuldigt: bool = False


@dataclass(frozen=True, slots=True)
class Sitzgruppe:
    """The seats of one Fraktion; members without one come last."""

    name: str
    sitze: tuple[Sitz, ...]


@dataclass(frozen=True, slots=True)
class Sitzliste:
    """All seats of the body on that day."""

    gruppen: tuple[Sitzgruppe, ...]
    quorum: int | None
    """Members that must be there (§ 39 GemO), None where the statutory number is not known."""

    @property
    def sitze(self) -> list[Sitz]:
        """Return every seat."""
        return [sitz for gruppe in self.gruppen for sitz in gruppe.sitze]

    @property
    def personen(self) -> dict[int, str]:
        """Return the people by key, for the form."""
        return {sitz.person: sitz.name for sitz in self.sitze}

    @property
    def stimmberechtigt_anwesend(self) -> int:
        """Return how many members entitled to vote are there."""
        return sum(sitz.anwesend and sitz.stimmberechtigt for sitz in self.sitze)

    @property
    def stimmberechtigt(self) -> int:
        """Return how many members are entitled to vote, those who stand in for others left out."""
        return sum(sitz.stimmberechtigt and not sitz.is_vertretung for sitz in self.sitze)


def read_anwesende(sitzung: Sitzung, konto: Besucher) -> set[int] | None:
    """Return the people recorded as present, None while nothing was recorded."""
    erfasst = Anwesenheit.objects.valid().visible_to(konto).filter(sitzung=sitzung)
    anwesende = dict(erfasst.values_list("person_id", "anwesend"))
    return {person for person, anwesend in anwesende.items() if anwesend} if anwesende else None


@dataclass(frozen=True, slots=True)
class Anwesenheitsberichtigung:
    """What was corrected about the attendance after the sitting, at one moment."""

    anwesenheiten: tuple[Anwesenheit, ...]

    @property
    def erste(self) -> Anwesenheit:
        """Return one of the rows; moment, person who corrected and reason are the same in all."""
        return self.anwesenheiten[0]


def list_berichtigungen(sitzung: Sitzung, konto: Besucher) -> list[Anwesenheitsberichtigung]:
    """Return the corrections made after the sitting was closed, newest first."""
    zeilen = (
        Anwesenheit.objects.visible_to(konto)
        .filter(sitzung=sitzung)
        .exclude(grund="")
        .select_related("person", "erfasst_von")
        .order_by("-erfasst_am", "person__nachname", "pk")
    )
    return [Anwesenheitsberichtigung(tuple(gruppe)) for _, gruppe in groupby(zeilen, lambda zeile: zeile.erfasst_am)]


def read_alle(sitzung: Sitzung) -> set[int]:
    """Return everybody who is expected: all seats but those of people who stand in for others."""
    sitze = _read_mitgliedschaften(sitzung)
    return {sitz.person_id for sitz in sitze if sitz.funktion != Funktion.VERTRETUNG}


def read_entschuldigte(sitzung: Sitzung, konto: Besucher) -> set[int]:
    """Return the people recorded as absent and excused."""
    erfasst = Anwesenheit.objects.valid().visible_to(konto).filter(sitzung=sitzung, entschuldigt=True)
    return set(erfasst.values_list("person_id", flat=True))


def build_sitzliste(
    sitzung: Sitzung, anwesende: Collection[int], entschuldigte: Collection[int] = frozenset()
) -> Sitzliste:
    """Return the seats grouped by Fraktion, ``anwesende`` and ``entschuldigte`` ticked."""
    ohne = "Ohne Fraktion"
    sitze = sorted(_read_mitgliedschaften(sitzung), key=_order)
    gruppen = [
        Sitzgruppe(name, tuple(_build_sitz(sitz, anwesende, entschuldigte) for sitz in gruppe))
        for name, gruppe in groupby(sitze, lambda sitz: str(sitz.fraktion or ohne))
    ]
    gesetzlich = sitzung.gremium.gesetzliche_zahl
    return Sitzliste(tuple(gruppen), compute_quorum(gesetzliche_zahl=gesetzlich) if gesetzlich else None)


def _read_mitgliedschaften(sitzung: Sitzung) -> Sequence[Mitgliedschaft]:
    return list(sitzung.sitze.select_related("person", "fraktion"))


def _order(sitz: Mitgliedschaft) -> tuple[int, str, str, str]:
    fraktion = sitz.fraktion
    rang = (fraktion.reihenfolge, fraktion.name) if fraktion else (1_000_000, "")
    return (*rang, sitz.person.nachname, sitz.person.vorname)


def _build_sitz(sitz: Mitgliedschaft, anwesende: Collection[int], entschuldigte: Collection[int]) -> Sitz:
    return Sitz(
        person=sitz.person_id,
        name=str(sitz.person),
        funktion="" if sitz.funktion == Funktion.MITGLIED else sitz.get_funktion_display(),
        stimmberechtigt=sitz.stimmberechtigt,
        anwesend=sitz.person_id in anwesende,
        is_vertretung=sitz.funktion == Funktion.VERTRETUNG,
        entschuldigt=sitz.person_id in entschuldigte and sitz.person_id not in anwesende,
    )
