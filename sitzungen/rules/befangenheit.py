"""Exclusion for conflict of interest (§ 22 GemO): recorded per item, it shrinks the basis of the vote."""

from gremien.rules.befund import Befund, Stufe


def check_befangenheit(*, anwesend: int, befangen: int) -> list[Befund]:
    """Check the number of excluded members against those present (§ 22 GemO)."""
    if befangen < 0:
        satz = "Die Zahl der Befangenen darf nicht negativ sein. Bitte geben Sie 0 oder mehr ein."
    elif befangen > anwesend:
        satz = (
            f"Es sind {befangen} Befangene eingetragen, anwesend sind aber nur {anwesend} Mitglieder. "
            "Bitte berichtigen Sie die Anwesenheit oder die Befangenheit."
        )
    else:
        return []
    return [Befund(satz, "§ 22 GemO", Stufe.SPERRE, "befangen")]


def compute_stimmberechtigte(*, anwesend: int, befangen: int) -> int:
    """Return how many members present may vote on an item: excluded members leave the basis (§ 22 GemO).

    Raises ValueError with a German sentence if the numbers contradict each other.
    """
    befunde = check_befangenheit(anwesend=anwesend, befangen=befangen)
    if befunde:
        raise ValueError(befunde[0].satz)
    return anwesend - befangen
