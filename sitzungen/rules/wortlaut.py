"""Deciding with a changed wording: it differs from the draft, and what a committee changed is not lost on the way."""

from gremien.rules.befund import Befund, Stufe
from vorlagen.enums import Ausgang
from vorlagen.rules.ausgang import AUSGANGSREGELN


def check_empfohlener_wortlaut(*, ausgang: Ausgang, geaendert: bool, gremium: str) -> list[Befund]:
    """Ask before the original is decided although the body ``gremium`` changed the wording; empty where none did."""
    if not gremium or geaendert or not AUSGANGSREGELN[ausgang].angenommen:
        return []
    satz = (
        f"Das Gremium „{gremium}“ hat einen geänderten Wortlaut beschlossen; festgestellt würde der ursprüngliche. "
        "Bitte wählen Sie „mit geändertem Wortlaut“ oder begründen Sie, dass über den ursprünglichen abgestimmt wurde."
    )
    return [Befund(satz, "", Stufe.WARNUNG, "geaendert")]


def check_abweichung(*, wortlaut: str, entwurf: str) -> list[Befund]:
    """Check that a changed wording says something else than the draft; white space makes no difference."""
    if not wortlaut.strip() or wortlaut.split() != entwurf.split():
        return []
    satz = (
        "Der geänderte Wortlaut ist derselbe wie der Beschlussentwurf. "
        "Bitte ändern Sie ihn oder entfernen Sie das Kreuz bei „mit geändertem Wortlaut“."
    )
    return [Befund(satz, "", Stufe.SPERRE, "geaenderter_wortlaut")]


def check_eigener_entwurf(entwurf: str, *, mit_vorlage: bool) -> list[Befund]:
    """Check that only an item without a paper has a wording of its own: else two texts would be voted on."""
    if not (entwurf and mit_vorlage):
        return []
    satz = "Was zu beschließen ist, steht in der Vorlage. Bitte lassen Sie den Beschlussentwurf des Punktes leer."
    return [Befund(satz, "", Stufe.SPERRE, "beschlussentwurf")]


def check_reihenfolge(*, entschieden: bool) -> list[Befund]:
    """Ask where an amendment is recorded only after the vote on the item: it comes before the main motion."""
    if not entschieden:
        return []
    satz = "Über den Punkt selbst ist schon abgestimmt. Bitte begründen Sie, warum diese Abstimmung erst jetzt kommt."
    return [Befund(satz, "", Stufe.WARNUNG)]


def check_angenommene_aenderung(*, ausgang: Ausgang, geaendert: bool, angenommen: bool) -> list[Befund]:
    """Ask before the original is decided although an amendment was carried."""
    if not angenommen or geaendert or not AUSGANGSREGELN[ausgang].angenommen:
        return []
    satz = (
        "Zu diesem Punkt ist ein Änderungsantrag angenommen; festgestellt würde der ursprüngliche Wortlaut. "
        "Bitte wählen Sie „mit geändertem Wortlaut“ oder begründen Sie die Eingabe."
    )
    return [Befund(satz, "", Stufe.WARNUNG, "geaendert")]
