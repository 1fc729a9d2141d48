"""Co-signature: what a paper needs before a second person may release it."""

from collections.abc import Mapping, Sequence
from datetime import date

from gremien.rules.befund import Befund, Stufe
from vorlagen.enums import Mitzeichnungsergebnis


def check_mitzeichnung(
    *,
    ergebnis: Mitzeichnungsergebnis,
    mitwirkung: str = "",
    bemerkung: str = "",
) -> list[Befund]:
    """Check one co-signature: given by somebody who wrote nothing of it, and explained when the paper goes back.

    ``mitwirkung`` says what the signer had to do with text or attachments ("Sie haben … mitgewirkt"), empty for
    nothing. Whoever wrote may still hand the paper back: that opens it for another round.
    """
    befunde = []
    if mitwirkung and ergebnis == Mitzeichnungsergebnis.ZUGESTIMMT:
        befunde.append(
            Befund(
                f"{mitwirkung} und können sie nicht selbst mitzeichnen (Vier-Augen-Prinzip). "
                "Bitte geben Sie sie mit einer Bemerkung zurück, damit das Amt eine andere Person um Mitzeichnung "
                "bittet.",
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


def check_fristen(neue: Mapping[str, tuple[str, date]], *, heute: date) -> list[Befund]:
    """Check the last days an author gives; ``neue`` are name and day by field."""
    if not neue:
        return [Befund("Sie haben keine Frist geändert.", "", Stufe.SPERRE)]
    return [
        Befund(f"{name}: Bitte wählen Sie einen Tag ab heute.", "", Stufe.SPERRE, feld)
        for feld, (name, tag) in neue.items()
        if tag < heute
    ]


def check_rueckholung(*, unterschriften: int, grund: str) -> list[Befund]:
    """Check that whoever has signed already learns why the Amt takes its paper back."""
    if not unterschriften or grund.strip():
        return []
    satz = "Es hat schon jemand mitgezeichnet. Bitte geben Sie an, warum Sie die Vorlage zurückholen."
    return [Befund(satz, "", Stufe.SPERRE, "grund")]


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
