"""What stands on the printed documents of a sitting, as plain values: they can be printed from anything."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, time
from enum import Enum
from typing import ClassVar, Generic, TypeVar

from gremien.rules.briefkopf import Briefkopf
from vorlagen.documents.values import SPALTEN, Eingabe, KaestchenDruck
from vorlagen.rules.arten import BESCHLUSS


@dataclass(frozen=True, kw_only=True, slots=True)
class SitzungDruck:
    """Body, day and place; ``tag`` and ``uhrzeit`` are local."""

    briefkopf: Briefkopf
    gremium: str
    nummer: str
    tag: date
    uhrzeit: time
    ort: str
    hinweis: str = ""
    abgesagt: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class PunktDruck:
    """One item. ``bezeichnung`` is empty until the item is published; ``verdeckt`` shows generic words only.

    ``abgesetzt`` says why it is not dealt with ("abgesetzt", "nicht aufgenommen"), empty where it is.

    ``anlass`` is what the paper is here for if not to be decided on ("zur Kenntnis").
    ``zusatz`` says how it came onto the agenda if not with it ("1. Nachtrag", "neu, nach Ö 12").
    ``vorlage_adresse`` is where the paper's current state is found, empty where the reader may not read it.
    """

    bezeichnung: str
    titel: str
    vorlage_nummer: str = ""
    anlass: str = ""
    vorlage_adresse: str = ""
    unterpunkt: bool = False
    abgesetzt: str = ""
    verdeckt: bool = False
    zusatz: str = ""

    @property
    def vermerk(self) -> str:
        """Return what stands in brackets behind the title."""
        return ", ".join(filter(None, (self.zusatz, self.abgesetzt)))

    @property
    def top(self) -> str:
        """Return what stands in the column of numbers."""
        return self.bezeichnung or "neu"


P = TypeVar("P", bound=PunktDruck)


@dataclass(frozen=True, kw_only=True, slots=True)
class TeilDruck(Generic[P]):
    """One part of the agenda, sub-items behind their item."""

    titel: str
    oeffentlich: bool
    punkte: tuple[P, ...]

    @property
    def hat_vorlagen(self) -> bool:
        """Return whether an item names its paper."""
        return any(punkt.vorlage_nummer for punkt in self.punkte)


@dataclass(frozen=True, kw_only=True, slots=True)
class Sitzungsdokument:
    """What every document of a sitting has. A further one names its page and its style sheets and adds its values."""

    seite: ClassVar[str]
    stile: ClassVar[tuple[str, ...]] = ("pdf/basis.css", "pdf/sitzung.css")

    artname: str
    sitzung: SitzungDruck
    entwurf: bool = False
    nichtoeffentlich: bool = False

    @property
    def briefkopf(self) -> Briefkopf:
        """Return the letterhead."""
        return self.sitzung.briefkopf

    @property
    def anlass(self) -> str:
        """Return body, day and number in one line."""
        return f"{self.sitzung.gremium}, {self.sitzung.tag:%d.%m.%Y} ({self.sitzung.nummer})"

    @property
    def titel(self) -> str:
        """Return the title of the file, for the window and the reader's list of documents."""
        return f"{self.artname}: {self.anlass}"

    @property
    def dateiname(self) -> str:
        """Return a name that is safe to store on any machine."""
        return f"{re.sub(r'[^0-9A-Za-zÄÖÜäöüß]+', '-', f'{self.artname} {self.sitzung.nummer}')}.pdf"

    @property
    def vermerke(self) -> tuple[str, ...]:
        """Return the marks that must not be overlooked, most important first."""
        return tuple(
            wort
            for wort, gilt in (
                ("Sitzung abgesagt", self.sitzung.abgesagt),
                ("Entwurf", self.entwurf),
                ("Enthält nichtöffentliche Punkte", self.nichtoeffentlich),
            )
            if gilt
        )


@dataclass(frozen=True, kw_only=True, slots=True)
class TagesordnungDruck(Sitzungsdokument):
    """The agenda; the one that shows nothing but what is public is the Öffentliche Bekanntmachung."""

    seite: ClassVar[str] = "pdf/tagesordnung.html"

    artname: str = "Tagesordnung"
    teile: tuple[TeilDruck[PunktDruck], ...]
    bekanntmachung: bool = False
    stand: date | None = None
    unterzeichnet: str = ""
    """For the Öffentliche Bekanntmachung: of which day it is, and whose name stands under the line to sign on."""


@dataclass(frozen=True, kw_only=True, slots=True)
class BekanntmachungDruck(Sitzungsdokument):
    """The agenda as it was announced, or its n-th Nachtrag with nothing but what that added (``nachtrag`` > 0).

    ``oeffentlich``: without what only the members read. ``zugang`` is None where it went with the invitation.
    """

    seite: ClassVar[str] = "pdf/bekanntmachung.html"

    teile: tuple[TeilDruck[PunktDruck], ...]
    datum: date
    oeffentlich: bool
    nachtrag: int = 0
    zugang: date | None = None
    verspaetet: bool = False
    vorsitz: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class EinladungDruck(Sitzungsdokument):
    """The invitation with the agenda. ``datum`` is None until it has gone out; ``vorsitz`` is who signs, if known."""

    seite: ClassVar[str] = "pdf/einladung.html"

    artname: str = "Einladung"
    teile: tuple[TeilDruck[PunktDruck], ...]
    datum: date | None = None
    fristverkuerzt: bool = False
    vorsitz: str = ""
    nachtraege: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class BeschlussauszugDruck(Sitzungsdokument):
    """One item with its result. ``wortlaut_html`` is None where the reader may not read the paper.

    ``stimmen`` are counted votes as (name, number): what nobody counted is not among them.
    """

    seite: ClassVar[str] = "pdf/beschlussauszug.html"

    artname: str = BESCHLUSS.auszug
    punkt: PunktDruck
    teil: str
    ergebnis: str
    stimmen: tuple[tuple[str, int], ...]
    wortlaut_titel: str
    wortlaut_html: str | None
    wortlaut_leer: str = "Ein Wortlaut ist nicht festgehalten."
    mehrheit: str = ""
    berichtigt_am: date | None = None

    @property
    def titel(self) -> str:
        """Return the title of the file: item, subject and sitting."""
        return f"{self.artname} TOP {self.punkt.top}: {self.punkt.titel} – {self.anlass}"

    @property
    def dateiname(self) -> str:
        """Return the name of the file with the item's number."""
        name = f"{self.artname} {self.sitzung.nummer} TOP {self.punkt.top}"
        return f"{re.sub(r'[^0-9A-Za-zÄÖÜäöüß]+', '-', name)}.pdf"


@dataclass(frozen=True, kw_only=True, slots=True)
class SitzDruck:
    """One line of the attendance sheet."""

    name: str
    funktion: str = ""
    stimmberechtigt: bool = True


@dataclass(frozen=True, kw_only=True, slots=True)
class AnwesenheitslisteDruck(Sitzungsdokument):
    """The attendance sheet for signing; ``gruppen`` are (Fraktion, seats)."""

    seite: ClassVar[str] = "pdf/anwesenheitsliste.html"

    artname: str = "Anwesenheitsliste"
    gruppen: tuple[tuple[str, tuple[SitzDruck, ...]], ...]
    stimmberechtigt: int
    quorum: int | None = None
    leerzeilen: range = range(8)
    """Lines for guests and the administration."""


@dataclass(frozen=True, kw_only=True, slots=True)
class BlattPunkt(PunktDruck):
    """One item of the vote sheet; ``eingaben`` as for a station of the paper."""

    mehrheit: str = ""
    eingaben: Mapping[str, Eingabe] = field(default_factory=dict)


Feld = tuple[KaestchenDruck, str, str]
"""A box, the name of its form field, and what a screen reader says of it."""


@dataclass(frozen=True, kw_only=True, slots=True)
class AbstimmungsblattDruck(Sitzungsdokument):
    """The vote sheet: for every item the city's boxes and the counts, blank for the pen.

    ``kaestchen`` are the rows of boxes from left to right; None is an unused place.
    """

    seite: ClassVar[str] = "pdf/abstimmungsblatt.html"
    stile: ClassVar[tuple[str, ...]] = ("pdf/basis.css", "pdf/vorlage.css", "pdf/sitzung.css")

    artname: str = "Abstimmungsblatt"
    teile: tuple[TeilDruck[BlattPunkt], ...]
    kaestchen: tuple[tuple[KaestchenDruck | None, ...], ...]
    bogen: str = ""
    """The mark of the sheet, on the copy to be filled in."""

    def __post_init__(self) -> None:
        """Refuse a grid that would print with holes."""
        if any(len(zeile) != SPALTEN for zeile in self.kaestchen):
            raise ValueError("Jede Zeile des Abstimmungsfeldes braucht vier Plätze.")

    @property
    def hoehe(self) -> int:
        """Return the rows one item takes: boxes, counts, and the changed wording where it can be filled in."""
        return len(self.kaestchen) + (2 if self.bogen else 1)

    def felder(self) -> Iterator[tuple[str, tuple[tuple[BlattPunkt, tuple[tuple[Feld | None, ...], ...]], ...]]]:
        """Yield each part's title with its items and, for each item, the rows of boxes."""
        kennung = re.sub(r"[^A-Za-z0-9]+", "-", self.sitzung.nummer)
        for stelle, teil in enumerate(self.teile, start=1):
            yield (
                teil.titel,
                tuple(
                    (punkt, self._build_felder(punkt, f"Blatt-{kennung}_{stelle}_{nummer}"))
                    for nummer, punkt in enumerate(teil.punkte, start=1)
                ),
            )

    def _build_felder(self, punkt: BlattPunkt, name: str) -> tuple[tuple[Feld | None, ...], ...]:
        anlass = f"TOP {punkt.bezeichnung}" if punkt.bezeichnung else punkt.titel

        def build(k: KaestchenDruck) -> Feld:
            if eingabe := punkt.eingaben.get(k.bedeutung):
                return k, eingabe.name, eingabe.ansage
            return k, f"{name}_{k.zeile}_{k.spalte}", f"nicht angekreuzt: {k.lang or k.kurz} – {anlass}"

        return tuple(tuple(build(k) if k else None for k in zeile) for zeile in self.kaestchen)


class Aufruf(Enum):
    """How the chair deals with an item."""

    BERATUNG = "beratung"
    ABSTIMMUNG = "abstimmung"
    KENNTNISNAHME = "kenntnisnahme"
    ANFRAGE = "anfrage"


@dataclass(frozen=True, kw_only=True, slots=True)
class LeitfadenPunkt(PunktDruck):
    """One item of the chair's script. ``schwelle`` is the least number of Ja, None where no fixed number exists.

    ``aufnahme_grund`` is the urgency of an addition on whose admission the body votes first.
    """

    aufruf: Aufruf
    mehrheit: str = ""
    qualifiziert: bool = False
    schwelle: int | None = None
    aufnahme_grund: str = ""
    vorberatungen: tuple[str, ...] = ()

    @property
    def is_abstimmung(self) -> bool:
        """Return whether the body votes on it."""
        return self.aufruf is Aufruf.ABSTIMMUNG

    @property
    def is_kenntnisnahme(self) -> bool:
        """Return whether the body takes note of it."""
        return self.aufruf is Aufruf.KENNTNISNAHME

    @property
    def is_anfrage(self) -> bool:
        """Return whether it is a question to be answered."""
        return self.aufruf is Aufruf.ANFRAGE


@dataclass(frozen=True, kw_only=True, slots=True)
class LeitfadenDruck(Sitzungsdokument):
    """The chair's script."""

    seite: ClassVar[str] = "pdf/leitfaden.html"

    artname: str = "Sitzungsleitfaden"
    teile: tuple[TeilDruck[LeitfadenPunkt], ...]
    eingeladen_am: date | None = None
    fristverkuerzt: bool = False
    quorum: int | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class AbstimmungsbogenDruck(AbstimmungsblattDruck):
    """The vote sheet to be filled in on the screen."""

    stile: ClassVar[tuple[str, ...]] = (*AbstimmungsblattDruck.stile, "pdf/bogen.css")

    artname: str = "Abstimmungsblatt zum Ausfüllen"
