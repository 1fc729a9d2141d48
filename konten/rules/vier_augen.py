"""Nobody alone: who is a second person, and what is said to whoever is not one.

Persons are compared, not accounts: two logins of one person are one person.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from gremien.rules.befund import Befund, Stufe

HOECHSTENS: Final = 5
"""How many people are named who could do it instead."""

OHNE_PERSON: Final = (
    "Ihrem Konto ist keine Person zugeordnet, deshalb lässt sich nicht prüfen, dass zwei Personen beteiligt sind. "
    "Bitte wenden Sie sich an die Administration: Sie trägt ein, wer Sie sind."
)
NIEMAND_SONST: Final = (
    "Zurzeit gibt es keine andere Person, die das darf. Bitte wenden Sie sich an die Administration, damit eine "
    "zweite Person die nötige Rolle bekommt."
)


@dataclass(frozen=True, slots=True)
class Auge:
    """Who looks at a thing: an account, and the person behind it as far as known."""

    konto: int
    person: int | None

    def is_same(self, anderes: "Auge") -> bool:
        """Return whether both are the same account or the same person."""
        return self.konto == anderes.konto or (self.person is not None and self.person == anderes.person)


def is_unter(auge: Auge, erste: Iterable[Auge]) -> bool:
    """Return whether this person is among those who have looked already."""
    return any(auge.is_same(anderes) for anderes in erste)


def check_person(auge: Auge) -> list[Befund]:
    """Check that it is known who acts; otherwise nobody could tell a second person from the first."""
    return [] if auge.person is not None else [Befund(OHNE_PERSON, "", Stufe.SPERRE)]


def check_zweite_person(
    auge: Auge, erste: Iterable[Auge], *, satz: str, bitte: str, andere: Sequence[str]
) -> list[Befund]:
    """Check that whoever acts is a second person beside ``erste``.

    ``satz`` says why not, ``bitte`` what another person should do ("freigeben"), ``andere`` names who could.
    """
    befunde = check_person(auge)
    if is_unter(auge, erste):
        text = f"{satz} (Vier-Augen-Prinzip). {describe_andere(andere, bitte=bitte)}"
        befunde.append(Befund(text, "", Stufe.SPERRE))
    return befunde


def describe_andere(andere: Sequence[str], *, bitte: str) -> str:
    """Return the request to let another person do it, with the names of those who can."""
    return f"Bitte lassen Sie eine andere Person {bitte}: {list_namen(andere)}." if andere else NIEMAND_SONST


def list_namen(andere: Sequence[str]) -> str:
    """Return the first few names as one enumeration ("A, B oder 2 weitere")."""
    namen = list(andere[:HOECHSTENS])
    if len(andere) > HOECHSTENS:
        namen.append(f"{len(andere) - HOECHSTENS} weitere")
    return " oder ".join([", ".join(namen[:-1]), namen[-1]]) if len(namen) > 1 else "".join(namen)
