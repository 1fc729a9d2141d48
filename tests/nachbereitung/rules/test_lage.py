"""Where minutes stand after which steps, and what is refused where."""

import pytest

from konten.rules.vier_augen import OHNE_PERSON, Auge
from nachbereitung.enums import Schrittart, Stand, Unterschrift
from nachbereitung.rules.lage import (
    Lage,
    Schritt,
    check_berichtigen,
    check_pruefen,
    check_schreiben,
    check_unterzeichnen,
    check_unveraendert,
    check_verschiedene,
    check_vorlegen,
    check_zurueckgeben,
    compute_lage,
)

V, Z, G, U, B = (
    Schrittart.VORGELEGT,
    Schrittart.ZURUECKGEGEBEN,
    Schrittart.GEPRUEFT,
    Schrittart.UNTERZEICHNET,
    Schrittart.BERICHTIGUNG,
)
VORSITZ, SCHRIFT = Unterschrift.VORSITZ, Unterschrift.SCHRIFTFUEHRUNG


def _schritte(text: str) -> list[Schritt]:
    """Return steps: V presented, Z given back, G checked, U and W signed by keeper and chair, B correction begun.

    A small letter is a step about something else than what the minutes say now.
    """
    arten = {"V": V, "Z": Z, "G": G, "U": U, "W": U, "B": B}
    wer = {"U": SCHRIFT, "W": VORSITZ}
    return [Schritt(arten[z.upper()], "jetzt" if z.isupper() else "frueher", wer.get(z.upper(), "")) for z in text]


LAGEN: list[tuple[str, int, Stand, set[Unterschrift], bool]] = [
    ("", 0, Stand.ENTWURF, set(), False),
    ("V", 0, Stand.VORGELEGT, set(), False),
    ("VZ", 0, Stand.ENTWURF, set(), False),
    ("VZV", 0, Stand.VORGELEGT, set(), False),
    ("vZV", 0, Stand.VORGELEGT, set(), False),
    ("VG", 0, Stand.GEPRUEFT, set(), False),
    ("VGZ", 0, Stand.ENTWURF, set(), False),
    ("VGZV", 0, Stand.VORGELEGT, set(), False),
    ("VGW", 0, Stand.GEPRUEFT, {VORSITZ}, False),
    ("VGU", 0, Stand.GEPRUEFT, {SCHRIFT}, False),
    ("VGWZV", 0, Stand.VORGELEGT, set(), False),
    ("VGWU", 1, Stand.FEST, {VORSITZ, SCHRIFT}, False),
    # What is on record has changed: before the signatures nothing holds, afterwards everything does.
    ("v", 0, Stand.ENTWURF, set(), True),
    ("vg", 0, Stand.ENTWURF, set(), True),
    ("vgw", 0, Stand.ENTWURF, set(), True),
    ("vV", 0, Stand.VORGELEGT, set(), False),
    ("vgwu", 1, Stand.FEST, {VORSITZ, SCHRIFT}, False),
    # A correction begins anew; the signatures of the first round are none of the second.
    ("VGWUB", 1, Stand.ENTWURF, set(), False),
    ("VGWUBV", 1, Stand.VORGELEGT, set(), False),
    ("VGWUBVGW", 1, Stand.GEPRUEFT, {VORSITZ}, False),
    ("VGWUBVGWU", 2, Stand.FEST, {VORSITZ, SCHRIFT}, False),
    ("VGWUBvg", 1, Stand.ENTWURF, set(), True),
]


@pytest.mark.parametrize(("schritte", "drucke", "stand", "unterschriften", "hinfaellig"), LAGEN)
def test_where_minutes_stand(
    schritte: str, drucke: int, stand: Stand, unterschriften: set[Unterschrift], hinfaellig: bool
) -> None:
    lage = compute_lage(_schritte(schritte), fingerabdruck="jetzt", ausfertigungen=drucke)
    assert lage == Lage(stand, frozenset(unterschriften), hinfaellig)


ALLE = [Lage(stand) for stand in Stand]


def test_texts_are_written_in_a_draft_only() -> None:
    assert [lage.stand for lage in ALLE if not check_schreiben(lage)] == [Stand.ENTWURF]


def test_minutes_are_presented_when_the_sitting_is_over_and_it_is_known_who_signs() -> None:
    gut = {"beendet": True, "vorsitz": 1, "schriftfuehrung": 2}
    assert [lage.stand for lage in ALLE if not check_vorlegen(lage, **gut)] == [Stand.ENTWURF]  # type: ignore[arg-type]
    felder = [
        [befund.feld for befund in check_vorlegen(ALLE[0], **gut | anders)]
        for anders in ({"beendet": False}, {"vorsitz": None}, {"schriftfuehrung": None})
    ]
    assert felder == [[""], ["vorsitz"], ["schriftfuehrung"]]


def test_the_chair_checks_what_lies_before_it() -> None:
    assert [lage.stand for lage in ALLE if not check_pruefen(lage)] == [Stand.VORGELEGT]


def test_two_persons_sign_never_one() -> None:
    assert check_verschiedene(vorsitz=1, schriftfuehrung=2) == []
    assert check_verschiedene(vorsitz=None, schriftfuehrung=None) == []
    assert len(check_verschiedene(vorsitz=1, schriftfuehrung=1)) == 1


def test_the_chair_says_why_it_gives_them_back() -> None:
    vorgelegt = Lage(Stand.VORGELEGT)
    assert check_zurueckgeben(vorgelegt, bemerkung="Name", is_eigene=False) == []
    assert check_zurueckgeben(vorgelegt, bemerkung="", is_eigene=True) == []
    assert [befund.feld for befund in check_zurueckgeben(vorgelegt, bemerkung=" ", is_eigene=False)] == ["grund"]
    offen = [lage.stand for lage in ALLE if not check_zurueckgeben(lage, bemerkung="x", is_eigene=False)]
    assert offen == [Stand.VORGELEGT, Stand.GEPRUEFT]


@pytest.mark.parametrize(
    ("lage", "als", "auge", "saetze"),
    [
        (Lage(Stand.GEPRUEFT), VORSITZ, Auge(1, 1), 0),
        (Lage(Stand.GEPRUEFT, frozenset({SCHRIFT})), VORSITZ, Auge(1, 1), 0),
        (Lage(Stand.GEPRUEFT, frozenset({VORSITZ})), VORSITZ, Auge(1, 1), 1),
        (Lage(Stand.GEPRUEFT), None, Auge(1, 1), 1),
        (Lage(Stand.GEPRUEFT), None, Auge(1, None), 2),
        (Lage(Stand.VORGELEGT), VORSITZ, Auge(1, 1), 1),
        (Lage(Stand.FEST, frozenset(Unterschrift)), VORSITZ, Auge(1, 1), 2),
    ],
)
def test_who_may_sign(lage: Lage, als: Unterschrift | None, auge: Auge, saetze: int) -> None:
    befunde = check_unterzeichnen(lage, als, auge, vorsitz=1, schriftfuehrung=2)
    assert len(befunde) == saetze
    assert (OHNE_PERSON in [befund.satz for befund in befunde]) == (auge.person is None)


def test_one_person_cannot_sign_in_both_capacities() -> None:
    assert len(check_unterzeichnen(Lage(Stand.GEPRUEFT), VORSITZ, Auge(1, 1), vorsitz=1, schriftfuehrung=1)) == 1


def test_signed_minutes_are_corrected_with_a_reason() -> None:
    assert [lage.stand for lage in ALLE if not check_berichtigen(lage, grund="Name")] == [Stand.FEST]
    assert [befund.feld for befund in check_berichtigen(Lage(Stand.FEST), grund=" ")] == ["grund"]


def test_what_changed_after_the_signatures_is_a_reminder() -> None:
    assert check_unveraendert(unterzeichnet="a", jetzt="a") == []
    assert check_unveraendert(unterzeichnet="", jetzt="a") == []
    assert len(check_unveraendert(unterzeichnet="a", jetzt="b")) == 1
