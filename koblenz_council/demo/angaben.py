"""What the demo's data files say: master data, papers, the stations of their ways and what happens there."""

import enum
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time

from gremien.enums import Gremienart
from vorlagen.enums import Ausgang, Entwurfsteil, Turnus, Vorlagenart, Wirkung


class Halt(enum.Enum):
    """Where a paper stops on purpose; all others go as far as today allows."""

    NIRGENDS = "nirgends"
    ENTWURF = "entwurf"
    MITZEICHNUNG = "mitzeichnung"
    EINGEREICHT = "eingereicht"
    ZURUECKGEGEBEN = "zurueckgegeben"
    MITGEZEICHNET = "mitgezeichnet"
    FREIGEGEBEN = "freigegeben"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stelle:
    """A station and what happens there.

    ``folge`` marks a deliberation that an earlier outcome brings about; it is not planned beforehand.
    Counts are None where nobody counted. ``berichtigt`` is the Gegenstimmen as first, wrongly, recorded.
    """

    gremium: str
    ausgang: Ausgang
    folge: bool = False
    ja: int | None = None
    gegenstimmen: int | None = None
    enthaltungen: int | None = None
    befangen: int = 0
    wortlaut: str = ""
    verwiesen_an: str = ""
    berichtigt: int | None = None
    nachtrag_grund: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Anlagenangabe:
    """An attachment of a paper."""

    titel: str
    oeffentlich: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Auswirkungsangabe:
    """What a paper says about one kind of effect, called by its title; ``betrag`` as people type it."""

    titel: str
    wirkung: Wirkung
    betrag: str = ""
    turnus: Turnus = Turnus.EINMALIG
    haushaltsstelle: str = ""
    bemerkung: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Papier:
    """A paper; what each word means stands in ``daten/LIESMICH.md``. Texts are HTML here."""

    betreff: str
    amt: str
    weg: Sequence[Stelle]
    begruendung: str
    kurzfassung: str = ""
    auswirkungen: Sequence[Auswirkungsangabe] = ()
    beschluss: str = ""
    sitzung: int = -1
    art: Vorlagenart = Vorlagenart.BV
    halt: Halt = Halt.NIRGENDS
    vorlauf: int = 26
    alter: int = 0
    aktenzeichen: str = ""
    grund: str = ""
    """Reason for being non-public; empty for a public paper."""
    oberbegriff: str = ""
    anlagen: Sequence[Anlagenangabe] = ()
    neufassungen: int = 0
    schluessel: str = ""
    bezug: str = ""
    zurueckgezogen: str = ""
    fraktion: str = ""
    """Short name of the group that writes it itself."""
    antragsteller: Sequence[str] = ()
    """Names of groups or people; for papers of the council."""

    @property
    def oeffentlich(self) -> bool:
        """Return whether the paper is meant for the public."""
        return not self.grund


@dataclass(frozen=True, slots=True, kw_only=True)
class Gremiumsangabe:
    """A body: when it meets, counted from the council's Thursday, and in every how many rounds."""

    kuerzel: str
    name: str
    art: Gremienart
    uhrzeit: time
    raum: str
    tage_vor_rat: int
    abstand: int
    phase: int
    sitze: int
    """Seats filled from the council; 0 for bodies with people of their own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Einreichungsfristen:
    """How many days before a sitting its papers must be handed in: for the council, and for all other bodies."""

    rat: int
    sonst: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Fraktionsangabe:
    """A group of the council."""

    name: str
    kuerzel: str
    sitze: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Amtsangabe:
    """An office of the administration."""

    nummer: str
    name: str
    dezernat: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Regelangabe:
    """An office that must co-sign: for one of the words, or from an amount in Euro on."""

    amt: str
    grund: str
    woerter: str = ""
    betrag: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Bausteinangabe:
    """A text block; without ``amt`` it is for all offices."""

    name: str
    teil: Entwurfsteil
    text: str
    amt: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kontoangabe:
    """A login the demo's front door offers; without a name it takes that of an invented seat."""

    login: str
    vorname: str = ""
    nachname: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wahlperiodenangabe:
    """The legislative term."""

    name: str
    von: date
    bis: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Stadtangabe:
    """The letterhead: the city's public address, everything else invented."""

    anschrift: str
    kontakt: str
    webadresse: str
    akzentfarbe: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Namen:
    """Parts from which names of people are put together, plainly invented."""

    vornamen: Sequence[str]
    nachnamen_anfang: Sequence[str]
    nachnamen_ende: Sequence[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Texte:
    """What people write on the way; ``neufassung`` holds a place for ``{nummer}``."""

    erster_punkt_rat: str
    erster_punkt: str
    rueckgabe: str
    berichtigung: str
    neufassung_grund: str
    neufassung: str
    seit_2018: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Stammdaten:
    """All of ``stammdaten.toml``."""

    gesetzliche_zahl_rat: int
    eigene_mitglieder: int
    einreichungsfristen: Einreichungsfristen
    dezernate: Sequence[str]
    gremien: Sequence[Gremiumsangabe]
    fraktionen: Sequence[Fraktionsangabe]
    aemter: Sequence[Amtsangabe]
    mitzeichnungsregeln: Sequence[Regelangabe]
    textbausteine: Sequence[Bausteinangabe]
    konten: Sequence[Kontoangabe]
    wahlperiode: Wahlperiodenangabe
    stadt: Stadtangabe
    texte: Texte
    namen: Namen
