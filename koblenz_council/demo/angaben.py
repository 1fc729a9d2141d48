"""The form of the demo's tables: what a paper, a station of its way and a result say."""

import enum
from collections.abc import Sequence
from dataclasses import dataclass

from vorlagen.enums import Ausgang, Vorlagenart


class Halt(enum.Enum):
    """Where a paper stops on purpose; all others go as far as today allows."""

    NIRGENDS = enum.auto()
    ENTWURF = enum.auto()
    MITZEICHNUNG = enum.auto()
    ZURUECKGEGEBEN = enum.auto()
    MITGEZEICHNET = enum.auto()
    FREIGEGEBEN = enum.auto()


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
class Papier:
    """A paper.

    ``sitzung`` counts the sittings of its last planned body from today: -1 the last one, 1 the next, 0 the one
    that is going on right now. ``vorlauf`` is how many days before its first station it is begun, ``alter`` how
    many days ago it was begun where it has no sitting to count from. ``anlagen`` are (title, public); ``unter``
    and ``bezug`` name another paper of the tables by its ``schluessel``.
    """

    betreff: str
    amt: str
    weg: Sequence[Stelle]
    begruendung: str
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
    anlagen: Sequence[tuple[str, bool]] = ()
    neufassungen: int = 0
    schluessel: str = ""
    bezug: str = ""
    zurueckgezogen: str = ""

    @property
    def oeffentlich(self) -> bool:
        """Return whether the paper is meant for the public."""
        return not self.grund


def einstimmig(gremium: str, enthaltungen: int = 0, *, wortlaut: str = "", nachtrag_grund: str = "") -> Stelle:
    """Carried without a vote against."""
    return Stelle(
        gremium=gremium,
        ausgang=Ausgang.EINSTIMMIG,
        gegenstimmen=0,
        enthaltungen=enthaltungen,
        wortlaut=wortlaut,
        nachtrag_grund=nachtrag_grund,
    )


def mehrheitlich(
    gremium: str,
    gegenstimmen: int,
    enthaltungen: int = 0,
    *,
    ja: int | None = None,
    wortlaut: str = "",
    befangen: int = 0,
) -> Stelle:
    """Carried against votes; Ja is counted only where ``ja`` says so."""
    return Stelle(
        gremium=gremium,
        ausgang=Ausgang.MEHRHEITLICH,
        ja=ja,
        gegenstimmen=gegenstimmen,
        enthaltungen=enthaltungen,
        wortlaut=wortlaut,
        befangen=befangen,
    )


def mit(gremium: str, ausgang: Ausgang, *, folge: bool = False, verwiesen_an: str = "") -> Stelle:
    """Any outcome without counts."""
    return Stelle(gremium=gremium, ausgang=ausgang, folge=folge, verwiesen_an=verwiesen_an)


def kenntnis(gremium: str) -> Stelle:
    """Taken note of."""
    return mit(gremium, Ausgang.KENNTNIS)


def absaetze(*texte: str) -> str:
    """Return paragraphs."""
    return "".join(f"<p>{text}</p>" for text in texte)


def liste(*punkte: str) -> str:
    """Return a bulleted list."""
    return f"<ul>{''.join(f'<li><p>{punkt}</p></li>' for punkt in punkte)}</ul>"


def nummern(*punkte: str) -> str:
    """Return a numbered list."""
    return f"<ol>{''.join(f'<li><p>{punkt}</p></li>' for punkt in punkte)}</ol>"


def tabelle(kopf: Sequence[str], *zeilen: Sequence[str]) -> str:
    """Return a table with a head row."""
    kopfzeile = "".join(f"<th><p>{zelle}</p></th>" for zelle in kopf)
    koerper = "".join(f"<tr>{''.join(f'<td><p>{zelle}</p></td>' for zelle in zeile)}</tr>" for zeile in zeilen)
    return f"<table><tbody><tr>{kopfzeile}</tr>{koerper}</tbody></table>"
