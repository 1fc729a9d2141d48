"""What may be put on the table of a sitting, and what of it everybody may read (§ 35 Abs. 1 GemO)."""

from gremien.rules.befund import Befund, Stufe

_NORM = "§ 35 Abs. 1 GemO"


def check_unterlage(*, titel: str, is_abgesagt: bool, punkt_passt: bool) -> list[Befund]:
    """Check that a file may be put on a sitting; ``punkt_passt``: on it as a whole, or on an announced item of it."""
    befunde = []
    if is_abgesagt:
        satz = "Die Sitzung ist abgesagt; zu ihr lässt sich nichts mehr beilegen."
        befunde.append(Befund(satz, "", Stufe.SPERRE))
    if not punkt_passt:
        satz = (
            "Beilegen lässt sich etwas der Sitzung oder einem veröffentlichten Punkt von ihr. Bitte wählen Sie neu "
            "oder veröffentlichen Sie den Punkt zuerst."
        )
        befunde.append(Befund(satz, "", Stufe.SPERRE, "top"))
    if not titel.strip():
        befunde.append(Befund("Bitte geben Sie der Unterlage einen Titel.", "", Stufe.SPERRE, "titel"))
    return befunde


def check_oeffnung(
    *, is_oeffentlich: bool, is_entfernt: bool, punkt_oeffentlich: bool, bekanntgemacht: bool
) -> list[Befund]:
    """Check that everybody may get to read it: nothing of a closed item or of a sitting nobody knows of.

    ``punkt_oeffentlich`` is also true for what belongs to the sitting as a whole.
    """
    saetze = []
    if is_entfernt:
        saetze.append("Diese Unterlage ist entfernt.")
    if is_oeffentlich:
        saetze.append("Diese Unterlage ist schon öffentlich.")
    if not punkt_oeffentlich:
        saetze.append("Der Punkt ist nichtöffentlich. Seine Unterlagen können nicht öffentlich werden.")
    if not bekanntgemacht:
        saetze.append("Die Sitzung ist noch nicht bekannt gemacht. Bitte machen Sie sie zuerst bekannt.")
    return [Befund(satz, _NORM, Stufe.SPERRE) for satz in saetze]


def check_entfernung(*, grund: str, is_entfernt: bool) -> list[Befund]:
    """Check that what is removed is still there, and why it goes."""
    befunde = []
    if is_entfernt:
        befunde.append(Befund("Diese Unterlage ist schon entfernt.", "", Stufe.SPERRE))
    if not grund.strip():
        satz = "Bitte geben Sie an, warum die Unterlage entfernt wird."
        befunde.append(Befund(satz, "", Stufe.SPERRE, "grund"))
    return befunde
