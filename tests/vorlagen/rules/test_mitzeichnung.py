"""Co-signature, and what it means for the release."""

import pytest

from gremien.rules.befund import Befund, Stufe
from vorlagen.enums import Mitzeichnungsergebnis
from vorlagen.rules.mitzeichnung import check_freigabe, check_mitzeichnung

ZUGESTIMMT, ZURUECK = Mitzeichnungsergebnis.ZUGESTIMMT, Mitzeichnungsergebnis.ZURUECKGEGEBEN


def test_a_fully_signed_paper_may_be_released() -> None:
    assert check_freigabe(offene_mitzeichnungen=[]) == []


def test_missing_co_signatures_are_named() -> None:
    befunde = check_freigabe(offene_mitzeichnungen=["20-Kämmerei", "30-Rechtsamt"])
    assert befunde == [
        Befund(
            "Es fehlen noch Mitzeichnungen: 20-Kämmerei, 30-Rechtsamt. "
            "Bitte warten Sie diese ab oder bitten Sie die Vertretung um Mitzeichnung.",
            "",
            Stufe.SPERRE,
        ),
    ]


def test_a_returned_paper_is_not_released() -> None:
    befunde = check_freigabe(zurueckgegebene_mitzeichnungen=["20-Kämmerei"])
    assert befunde == [
        Befund(
            "Zur Überarbeitung zurückgegeben von: 20-Kämmerei. "
            "Bitte überarbeiten Sie die Vorlage und geben Sie sie erneut in die Mitzeichnung.",
            "",
            Stufe.SPERRE,
        ),
    ]


def test_every_obstacle_is_told_at_once() -> None:
    befunde = check_freigabe(
        offene_mitzeichnungen=["20-Kämmerei"],
        zurueckgegebene_mitzeichnungen=["30-Rechtsamt"],
    )
    assert [befund.stufe for befund in befunde] == [Stufe.SPERRE] * 2


MITGEWIRKT = "Sie haben an dieser Vorlage mitgewirkt (Text gespeichert)"


@pytest.mark.parametrize(
    ("mitwirkung", "ergebnis", "bemerkung", "felder"),
    [
        ("", ZUGESTIMMT, "", []),
        ("", ZURUECK, "Bitte Kosten ergänzen.", []),
        ("", ZURUECK, "  ", ["bemerkung"]),
        (MITGEWIRKT, ZUGESTIMMT, "", [""]),
        (MITGEWIRKT, ZURUECK, "", ["bemerkung"]),
        (MITGEWIRKT, ZURUECK, "Bitte eine andere Person fragen.", []),
    ],
)
def test_co_signature(mitwirkung: str, ergebnis: Mitzeichnungsergebnis, bemerkung: str, felder: list[str]) -> None:
    befunde = check_mitzeichnung(mitwirkung=mitwirkung, ergebnis=ergebnis, bemerkung=bemerkung)
    assert [(befund.feld, befund.stufe) for befund in befunde] == [(feld, Stufe.SPERRE) for feld in felder]


def test_whoever_wrote_is_told_what_to_do() -> None:
    [befund] = check_mitzeichnung(mitwirkung=MITGEWIRKT, ergebnis=ZUGESTIMMT)
    assert befund.satz == (
        "Sie haben an dieser Vorlage mitgewirkt (Text gespeichert) und können sie nicht selbst mitzeichnen "
        "(Vier-Augen-Prinzip). Bitte geben Sie sie mit einer Bemerkung zurück, damit das Amt eine andere Person um "
        "Mitzeichnung bittet."
    )
