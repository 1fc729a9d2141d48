"""What may be answered to an invitation, and when."""

from gremien.rules.befund import Befund, Stufe
from sitzungen.enums import Antwort, Sitzungsstatus


def list_antworten(*, hat_vertretung: bool) -> list[Antwort]:
    """Return what somebody may answer: only those for whom a deputy is entered are stood in for."""
    return [antwort for antwort in Antwort if hat_vertretung or antwort is not Antwort.VERTRETUNG]


def check_rueckmeldung(
    *,
    status: Sitzungsstatus,
    antwort: Antwort,
    is_mitglied: bool,
    vertretung: str,
    hat_sitz: bool,
    vertritt_schon: str,
) -> list[Befund]:
    """Check an answer to an invitation.

    ``vertretung`` names who is entered as deputy, empty for nobody; ``hat_sitz``: they sit in the body as such on that
    day; ``vertritt_schon`` names whom they stand in for in this sitting besides.
    """
    if status != Sitzungsstatus.EINGELADEN:
        satz = "Antworten können Sie, bis die Sitzung beginnt. Bitte wenden Sie sich an den Sitzungsdienst."
        return [Befund(satz, "", Stufe.SPERRE)]
    if antwort is not Antwort.VERTRETUNG:
        return []
    satz = _find_hindernis(is_mitglied, vertretung, hat_sitz, vertritt_schon)
    return [Befund(satz, "", Stufe.SPERRE, "antwort")] if satz else []


def _find_hindernis(is_mitglied: bool, vertretung: str, hat_sitz: bool, vertritt_schon: str) -> str:
    """Return why nobody can stand in, empty where somebody can."""
    sonst = "Bitte wählen Sie „kommt nicht“ und verständigen Sie den Sitzungsdienst."
    if not is_mitglied:
        return "Vertreten lassen sich nur Mitglieder des Gremiums. Bitte wählen Sie eine andere Antwort."
    if not vertretung:
        return f"Für diesen Sitz ist keine Vertretung eingetragen. {sonst}"
    if not hat_sitz:
        return f"{vertretung} ist an diesem Tag kein stellvertretendes Mitglied des Gremiums. {sonst}"
    return f"{vertretung} vertritt in dieser Sitzung schon {vertritt_schon}. {sonst}" if vertritt_schon else ""
