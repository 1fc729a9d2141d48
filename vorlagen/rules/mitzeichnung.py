"""Co-signature: what a paper needs before a second person may release it."""

from collections.abc import Sequence

from gremien.rules.befund import Befund, Stufe
from vorlagen.enums import Mitzeichnungsergebnis


def check_mitzeichnung(
    *,
    is_verfasser: bool,
    ergebnis: Mitzeichnungsergebnis,
    bemerkung: str = "",
) -> list[Befund]:
    """Check one co-signature: given by another person, and explained when the paper goes back."""
    befunde = []
    if is_verfasser:
        befunde.append(
            Befund(
                "Sie haben diese Vorlage verfasst und können sie nicht selbst mitzeichnen. "
                "Bitte lassen Sie eine andere Person mitzeichnen.",
                "",
                Stufe.SPERRE,
            ),
        )
    if ergebnis == Mitzeichnungsergebnis.ZURUECKGEGEBEN and not bemerkung.strip():
        befunde.append(
            Befund(
                "Bitte schreiben Sie in die Bemerkung, was zu überarbeiten ist.",
                "",
                Stufe.SPERRE,
                "bemerkung",
            ),
        )
    return befunde


def check_freigabe(
    *,
    offene_mitzeichnungen: Sequence[str] = (),
    zurueckgegebene_mitzeichnungen: Sequence[str] = (),
) -> list[Befund]:
    """Check that every co-signature is given before a paper is released.

    The sequences hold what the clerk reads for each missing or refused co-signature ("20-Kämmerei").
    """
    befunde = []
    if offene_mitzeichnungen:
        befunde.append(
            Befund(
                f"Es fehlen noch Mitzeichnungen: {', '.join(offene_mitzeichnungen)}. "
                "Bitte warten Sie diese ab oder bitten Sie die Vertretung um Mitzeichnung.",
                "",
                Stufe.SPERRE,
            ),
        )
    if zurueckgegebene_mitzeichnungen:
        befunde.append(
            Befund(
                f"Zur Überarbeitung zurückgegeben von: {', '.join(zurueckgegebene_mitzeichnungen)}. "
                "Bitte überarbeiten Sie die Vorlage und geben Sie sie erneut in die Mitzeichnung.",
                "",
                Stufe.SPERRE,
            ),
        )
    return befunde
