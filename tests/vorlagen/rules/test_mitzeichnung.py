"""Four eyes at co-signature and release."""

import pytest

from gremien.rules.befund import Befund, Stufe
from vorlagen.enums import Mitzeichnungsergebnis
from vorlagen.rules.mitzeichnung import check_freigabe, check_mitzeichnung

ZUGESTIMMT, ZURUECK = Mitzeichnungsergebnis.ZUGESTIMMT, Mitzeichnungsergebnis.ZURUECKGEGEBEN


def test_another_person_releases_a_fully_signed_paper() -> None:
    assert check_freigabe(verfasser_id=1, freigebender_id=2, offene_mitzeichnungen=[]) == []


def test_the_author_may_not_release() -> None:
    assert check_freigabe(verfasser_id=1, freigebender_id=1) == [
        Befund(
            "Sie haben diese Vorlage verfasst und können sie nicht selbst freigeben (Vier-Augen-Prinzip). "
            "Bitte lassen Sie eine andere Person freigeben.",
            "",
            Stufe.SPERRE,
        ),
    ]


def test_missing_co_signatures_are_named() -> None:
    befunde = check_freigabe(
        verfasser_id=1,
        freigebender_id=2,
        offene_mitzeichnungen=["20-Kämmerei", "30-Rechtsamt"],
    )
    assert befunde == [
        Befund(
            "Es fehlen noch Mitzeichnungen: 20-Kämmerei, 30-Rechtsamt. "
            "Bitte warten Sie diese ab oder bitten Sie die Vertretung um Mitzeichnung.",
            "",
            Stufe.SPERRE,
        ),
    ]


def test_a_returned_paper_is_not_released() -> None:
    befunde = check_freigabe(verfasser_id=1, freigebender_id=2, zurueckgegebene_mitzeichnungen=["20-Kämmerei"])
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
        verfasser_id=1,
        freigebender_id=1,
        offene_mitzeichnungen=["20-Kämmerei"],
        zurueckgegebene_mitzeichnungen=["30-Rechtsamt"],
    )
    assert [befund.stufe for befund in befunde] == [Stufe.SPERRE] * 3


@pytest.mark.parametrize(
    ("mitzeichnender_id", "ergebnis", "bemerkung", "felder"),
    [
        (2, ZUGESTIMMT, "", []),
        (2, ZURUECK, "Bitte Kosten ergänzen.", []),
        (2, ZURUECK, "  ", ["bemerkung"]),
        (1, ZUGESTIMMT, "", [""]),
        (1, ZURUECK, "", ["", "bemerkung"]),
    ],
)
def test_co_signature(
    mitzeichnender_id: int,
    ergebnis: Mitzeichnungsergebnis,
    bemerkung: str,
    felder: list[str],
) -> None:
    befunde = check_mitzeichnung(
        verfasser_id=1,
        mitzeichnender_id=mitzeichnender_id,
        ergebnis=ergebnis,
        bemerkung=bemerkung,
    )
    assert [(befund.feld, befund.stufe) for befund in befunde] == [(feld, Stufe.SPERRE) for feld in felder]
