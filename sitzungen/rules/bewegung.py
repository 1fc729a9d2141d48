"""Coming and going while the sitting runs, and standing in for somebody (§§ 39, 41 GemO)."""

from collections.abc import Collection, Mapping
from datetime import datetime

from gremien.rules.befund import Befund, Stufe

_NORM_NIEDERSCHRIFT = "§ 41 Abs. 1 GemO"


def check_bewegung(*, name: str, kommt: bool, anwesend: bool | None) -> list[Befund]:
    """Check that who comes was away and who goes was there; ``anwesend`` is None while nothing is recorded."""
    if anwesend is None:
        satz = "Die Anwesenheit ist noch nicht festgestellt. Bitte stellen Sie sie zuerst fest."
        return [Befund(satz, _NORM_NIEDERSCHRIFT, Stufe.SPERRE)]
    if kommt == anwesend:
        satz = f"{name} ist schon als {'anwesend' if anwesend else 'abwesend'} erfasst."
        return [Befund(satz, "", Stufe.SPERRE, "person")]
    return []


def check_zeitpunkt(*, um: datetime, beginn: datetime, zuletzt: datetime, jetzt: datetime) -> list[Befund]:
    """Check the moment somebody came or went: in the sitting, not before what is recorded of them, not ahead of time.

    ``zuletzt`` is when the present entry began. Moments are local, because the sentence shows them.
    """
    if um > jetzt:
        satz = f"{um:%H:%M} Uhr ist noch nicht erreicht. Bitte berichtigen Sie die Uhrzeit oder lassen Sie sie leer."
    elif um < min(beginn, zuletzt):
        satz = f"Die Sitzung begann um {beginn:%H:%M} Uhr. Bitte berichtigen Sie die Uhrzeit."
    elif um < zuletzt:
        satz = f"Zu dieser Person ist um {zuletzt:%H:%M} Uhr schon etwas erfasst. Bitte berichtigen Sie die Uhrzeit."
    else:
        return []
    return [Befund(satz, _NORM_NIEDERSCHRIFT, Stufe.SPERRE, "um")]


def check_vertretung(
    *, vertreter: int, vertritt: int | None, abwesend: Collection[int], bisher: Mapping[int, int]
) -> list[Befund]:
    """Check for whom a deputy sits here: for a member who is away, and whom nobody else stands in for.

    ``abwesend`` are the members with a vote who are away, ``bisher`` names for each deputy here whom they stand in for.
    """
    if vertritt is None:
        satz = (
            "Bitte wählen Sie, für wen das stellvertretende Mitglied teilnimmt; sonst stimmte ein Mitglied zu viel ab."
        )
    elif vertritt not in abwesend:
        satz = "Vertreten wird nur, wer als stimmberechtigtes Mitglied fehlt. Bitte wählen Sie ein anderes Mitglied."
    elif any(wen == vertritt for wer, wen in bisher.items() if wer != vertreter):
        satz = "Dieses Mitglied wird schon vertreten. Bitte wählen Sie ein anderes."
    else:
        return []
    return [Befund(satz, "§ 39 GemO", Stufe.SPERRE, "vertritt")]
