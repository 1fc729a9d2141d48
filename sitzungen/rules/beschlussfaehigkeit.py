"""Quorum (§ 39 GemO)."""

from gremien.rules.befund import Befund, Stufe


def compute_quorum(
    *,
    gesetzliche_zahl: int,
    ausgeschlossen: int = 0,
    zweite_einladung: bool = False,
    mindestzahl_zweite_einladung: int = 3,
) -> int:
    """Return how many members must be present and entitled to vote (§ 39 GemO).

    More than half of the statutory number (Abs. 1 Satz 1); a fixed number after a second invitation for the same
    item (Abs. 1 Satz 2); one third if members are excluded under § 22 (Abs. 2).
    """
    if zweite_einladung:
        return mindestzahl_zweite_einladung
    if ausgeschlossen > 0:
        return -(-gesetzliche_zahl // 3)
    return gesetzliche_zahl // 2 + 1


def check_beschlussfaehigkeit(
    *,
    stimmberechtigt_anwesend: int,
    gesetzliche_zahl: int,
    ausgeschlossen: int = 0,
    zweite_einladung: bool = False,
    mindestzahl_zweite_einladung: int = 3,
) -> list[Befund]:
    """Check the quorum (§ 39 GemO).

    ``stimmberechtigt_anwesend`` leaves out the excluded members, even if they sit in the room;
    ``ausgeschlossen`` is how many are excluded under § 22 GemO for this item.
    """
    quorum = compute_quorum(
        gesetzliche_zahl=gesetzliche_zahl,
        ausgeschlossen=ausgeschlossen,
        zweite_einladung=zweite_einladung,
        mindestzahl_zweite_einladung=mindestzahl_zweite_einladung,
    )
    if stimmberechtigt_anwesend >= quorum:
        return []
    wegen_ausschluss = ausgeschlossen > 0 and not zweite_einladung
    rat = (
        "Bitte vertagen Sie den Punkt, oder lassen Sie nach Anhörung der nicht ausgeschlossenen Mitglieder "
        "an Stelle des Rates entscheiden."
        if wegen_ausschluss
        else "Bitte vertagen Sie den Punkt und laden Sie erneut ein, oder berichtigen Sie die Anwesenheit."
    )
    return [
        Befund(
            f"Das Gremium ist nicht beschlussfähig: Es sind {stimmberechtigt_anwesend} stimmberechtigte Mitglieder "
            f"anwesend, nötig sind {quorum}. {rat}",
            "§ 39 Abs. 2 GemO" if wegen_ausschluss else "§ 39 Abs. 1 GemO",
            Stufe.WARNUNG,
        ),
    ]
