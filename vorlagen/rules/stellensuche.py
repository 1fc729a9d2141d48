"""Finding an office by what somebody types of its name."""

from collections.abc import Mapping, Sequence

from vorlagen.rules.mitzeichnungsplan import Stelle

HOECHSTENS = 5
"""How many names an answer repeats."""


def find_stellen(text: str, namen: Mapping[Stelle, str]) -> list[Stelle]:
    """Return the offices that are meant: the one called exactly so, else all that have every word in their name."""
    gesucht = " ".join(text.split()).casefold()
    if not gesucht:
        return []
    genau = [
        stelle for stelle, name in namen.items() if gesucht in (name.casefold(), name.partition("-")[0].casefold())
    ]
    if genau:
        return genau
    woerter = gesucht.split()
    return [stelle for stelle, name in namen.items() if all(wort in name.casefold() for wort in woerter)]


def explain_suche(text: str, treffer: Sequence[str]) -> str:
    """Say why a text leads to none or to several offices, and what to do."""
    if not treffer:
        return (
            f"„{text}“ ist kein Amt und kein Dezernat. Bitte prüfen Sie die Schreibweise oder wählen Sie aus der Liste."
        )
    weitere = ", …" if len(treffer) > HOECHSTENS else ""
    namen = ", ".join(treffer[:HOECHSTENS])
    return f"„{text}“ passt auf mehrere: {namen}{weitere}. Bitte geben Sie eines davon ganz an."
