"""Saved states of a draft: when one is overtaken, and which are kept."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from gremien.rules.befund import Befund, Stufe
from vorlagen.enums import Entwurfsteil

ABSTAENDE: Final = (
    (timedelta(hours=1), timedelta(minutes=1)),
    (timedelta(days=1), timedelta(minutes=10)),
    (timedelta(days=30), timedelta(hours=4)),
)
"""Up to which age one state is kept of how long a time; of older ones one a day."""
TAEGLICH: Final = timedelta(days=1)
_ANFANG: Final = datetime(2000, 1, 1)  # noqa: DTZ001  # only differences count


@dataclass(frozen=True, slots=True)
class Stand:
    """A saved state: its number, who saved it, when, and whether it was put aside on purpose (``fest``)."""

    zaehler: int
    konto: int
    zeit: datetime
    fest: bool = False


def find_fremde(staende: Iterable[Stand], *, gesehen: int, konto: int) -> list[Stand]:
    """Return what others saved after the state that ``konto`` had ``gesehen``: only that can be overwritten unseen.

    What the same person saved in another window is kept as a state of its own and never a conflict.
    """
    return [stand for stand in staende if stand.zaehler > gesehen and stand.konto != konto]


def list_entbehrliche(staende: Iterable[Stand], jetzt: datetime) -> list[int]:
    """Return the numbers of the states that may go: of each writer's states of one span of time the last one stays.

    The spans grow with age (:data:`ABSTAENDE`); the newest state stays in any case, and what was put aside.
    """
    behalten: set[tuple[int, timedelta, int]] = set()
    entbehrlich = []
    for nummer, stand in enumerate(sorted(staende, key=lambda stand: -stand.zaehler)):
        abstand = next((weite for alter, weite in ABSTAENDE if jetzt - stand.zeit <= alter), TAEGLICH)
        fach = (stand.konto, abstand, (stand.zeit.replace(tzinfo=None) - _ANFANG) // abstand)
        if nummer and not stand.fest and fach in behalten:
            entbehrlich.append(stand.zaehler)
        behalten.add(fach)
    return entbehrlich


def check_uebernommen(ungueltige: Iterable[Entwurfsteil]) -> list[Befund]:
    """Check that nothing typed still waits to be taken over because it is not in order."""
    return [
        Befund(
            f"Im Teil „{teil.label}“ steht etwas, das noch nicht stimmt und deshalb nicht übernommen ist. "
            "Bitte öffnen Sie den Teil und ändern Sie, was dort angezeigt wird.",
            "",
            Stufe.SPERRE,
            teil.value,
        )
        for teil in Entwurfsteil
        if teil in set(ungueltige)
    ]
