"""Who is asked to co-sign a paper, in which order and why: plain values, no table is read here."""

import re
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Final, NamedTuple, Self

from gremien.rules.befund import Befund, Stufe
from vorlagen.enums import Anfrageherkunft, Entwurfsteil, Regelbedingung

SCHRITTE: Final = 9
"""More steps one after the other would keep a paper for months."""
_ERST_DAS_AMT, _DANN_DIE_AEMTER, _ZULETZT_DAS_DEZERNAT = 1, 2, 3
_WORT: Final = re.compile(r"\w+(?:-\w+)*")


class Stelle(NamedTuple):
    """An office (``amt``) or department (``dezernat``) by its key: what is asked, whoever heads it."""

    art: str
    kennung: int

    @property
    def code(self) -> str:
        """Return it as it travels in forms, "amt-12"."""
        return f"{self.art}-{self.kennung}"

    @classmethod
    def parse(cls, code: str) -> Self | None:
        """Return what :attr:`code` wrote, None for anything else."""
        treffer = re.fullmatch(r"(amt|dezernat)-([0-9]{1,18})", code)
        return cls(treffer[1], int(treffer[2])) if treffer else None


class Wunsch(NamedTuple):
    """What an author arranges of one request: its step and day, where not as preset."""

    stelle: Stelle
    schritt: int | None = None
    frist: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Inhalt:
    """What the rules look at. ``finanzen``: is there an effect on the budget, None while nobody has said; ``betrag``
    in Euro, None where none is given; ``beschlussentwurf`` as plain text."""

    betreff: str
    beschlussentwurf: str
    finanzen: bool | None = None
    betrag: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Regel:
    """When ``stelle`` must be asked, and for which parts (none named: for everything)."""

    stelle: Stelle
    bedingung: Regelbedingung
    grund: str
    woerter: tuple[str, ...] = ()
    ausnahmen: tuple[str, ...] = ()
    betrag: Decimal | None = None
    teile: frozenset[Entwurfsteil] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Anfrage:
    """One request: ``stelle`` is asked in ``schritt``, for ``gruende``, about ``teile`` (none named: everything)."""

    stelle: Stelle
    herkunft: Anfrageherkunft
    schritt: int
    gruende: tuple[str, ...] = ()
    teile: frozenset[Entwurfsteil] = field(default_factory=frozenset)
    frist: date | None = None

    @property
    def is_pflicht(self) -> bool:
        """Return whether the author cannot leave it out."""
        return self.herkunft is not Anfrageherkunft.WEITERE


def split_woerter(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the words of a list, one a line or after commas, and those that begin with a minus: the exceptions."""
    angaben = [" ".join(angabe.split()).casefold() for angabe in re.split(r"[\n,;]", text)]
    woerter = tuple(angabe for angabe in angaben if angabe and not angabe.startswith("-"))
    return woerter, tuple(rest for angabe in angaben if angabe.startswith("-") and (rest := angabe[1:].strip()))


def is_betroffen(regel: Regel, inhalt: Inhalt) -> bool:
    """Return whether the rule asks its office about this content.

    A word counts at the beginning or end of a longer one ("Satzung": "Hauptsatzung", "Satzungsänderung"); several
    words count where they stand so. An effect on the budget without an amount counts as one of any size.
    """
    if regel.bedingung is Regelbedingung.BETRAG:
        grenze = regel.betrag or Decimal(0)
        return bool(inhalt.finanzen) and (inhalt.betrag is None or abs(inhalt.betrag) >= grenze)
    text = f"{inhalt.betreff}\n{inhalt.beschlussentwurf}".casefold()
    vorhandene = [w for w in _WORT.findall(text) if not any(w.startswith(ausnahme) for ausnahme in regel.ausnahmen)]
    return any(_stands_in(wort, vorhandene, text) for wort in regel.woerter)


def _stands_in(wort: str, vorhandene: Sequence[str], text: str) -> bool:
    if " " in wort:
        return re.search(rf"\b{re.escape(wort)}\b", " ".join(text.split())) is not None
    return any(w.startswith(wort) or w.endswith(wort) for w in vorhandene)


def list_pflichten(
    *, eigenes_amt: Stelle | None, regeln: Iterable[Regel], inhalt: Inhalt, dezernat: Stelle | None
) -> list[Anfrage]:
    """Return who must be asked: the paper's own office, then whom the rules name, last its department.

    ``eigenes_amt`` and ``dezernat`` are None where nobody there could answer. An office that several rules name is
    asked once, about the parts of all of them; the own office and the department about everything.
    """
    gefragt: dict[Stelle, Anfrage] = {}
    if eigenes_amt:
        gefragt[eigenes_amt] = Anfrage(stelle=eigenes_amt, herkunft=Anfrageherkunft.EIGENES_AMT, schritt=_ERST_DAS_AMT)
    for regel in regeln:
        if is_betroffen(regel, inhalt):
            gefragt[regel.stelle] = _add_regel(gefragt.get(regel.stelle), regel)
    if dezernat and dezernat not in gefragt:
        gefragt[dezernat] = Anfrage(stelle=dezernat, herkunft=Anfrageherkunft.DEZERNAT, schritt=_ZULETZT_DAS_DEZERNAT)
    return list(gefragt.values())


def _add_regel(bisher: Anfrage | None, regel: Regel) -> Anfrage:
    if bisher is None:
        return Anfrage(
            stelle=regel.stelle,
            herkunft=Anfrageherkunft.REGEL,
            schritt=_DANN_DIE_AEMTER,
            gruende=(regel.grund,),
            teile=regel.teile,
        )
    gruende = (*bisher.gruende, *({regel.grund} - set(bisher.gruende)))
    teile = bisher.teile | regel.teile if bisher.teile and regel.teile else frozenset[Entwurfsteil]()
    return replace(bisher, gruende=gruende, teile=teile)


def arrange(pflichten: Sequence[Anfrage], wuensche: Iterable[Wunsch]) -> list[Anfrage]:
    """Return the requests as the author arranges them: further offices join, none that is compulsory leaves.

    A further office without a step is asked beside those the rules name, before the department. In order of steps.
    """
    geordnet = {anfrage.stelle: anfrage for anfrage in pflichten}
    for wunsch in wuensche:
        bisher = geordnet.get(wunsch.stelle) or Anfrage(
            stelle=wunsch.stelle, herkunft=Anfrageherkunft.WEITERE, schritt=_DANN_DIE_AEMTER
        )
        geordnet[wunsch.stelle] = replace(bisher, schritt=wunsch.schritt or bisher.schritt, frist=wunsch.frist)
    return sorted(geordnet.values(), key=lambda anfrage: anfrage.schritt)


def check_plan(
    anfragen: Iterable[Anfrage], *, namen: Mapping[Stelle, str], erreichbar: Container[Stelle], heute: date
) -> list[Befund]:
    """Check what the author arranged: known offices, possible steps, days to come.

    Whom the author adds must have somebody who can answer (``erreichbar``); whom a rule names is asked all the same.
    """
    saetze = [satz for anfrage in anfragen if (satz := _judge(anfrage, namen, erreichbar, heute))]
    return [Befund(satz, "", Stufe.SPERRE) for satz in saetze]


def _judge(anfrage: Anfrage, namen: Mapping[Stelle, str], erreichbar: Container[Stelle], heute: date) -> str:
    name = namen.get(anfrage.stelle)
    if name is None:
        return "Ein Amt, das mitzeichnen soll, gibt es nicht mehr. Bitte wenden Sie sich an die Administration."
    if not anfrage.is_pflicht and anfrage.stelle not in erreichbar:
        return (
            f"{name}: Dort kann zurzeit niemand mitzeichnen, der nicht selbst an der Vorlage geschrieben hat. Bitte "
            "entfernen Sie die Zeile, oder lassen Sie zuerst eine Vertretung eintragen."
        )
    if not 1 <= anfrage.schritt <= SCHRITTE:
        return f"{name}: Bitte wählen Sie einen Schritt von 1 bis {SCHRITTE}."
    if anfrage.frist is not None and anfrage.frist < heute:
        return f"{name}: Die Frist liegt in der Vergangenheit. Bitte wählen Sie einen Tag ab heute."
    return ""
