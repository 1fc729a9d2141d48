import pytest

from gremien.rules.farben import KONTRAST_LINIE, KONTRAST_SCHRIFT, check_farbe, compute_kontrast, is_farbe


@pytest.mark.parametrize(
    ("farbe", "kontrast"),
    [("#000000", 21.0), ("#ffffff", 1.0), ("#767676", 4.54), ("#777777", 4.48), ("#1b3a8f", 10.25)],
)
def test_contrast_to_white_paper(farbe: str, kontrast: float) -> None:
    assert round(compute_kontrast(farbe), 2) == kontrast


@pytest.mark.parametrize(
    ("farbe", "mindestens", "geht"),
    [
        ("#767676", KONTRAST_SCHRIFT, True),
        ("#777777", KONTRAST_SCHRIFT, False),
        ("#949494", KONTRAST_LINIE, True),
        ("#959595", KONTRAST_LINIE, False),
    ],
)
def test_boundary_of_what_can_be_read(farbe: str, mindestens: float, geht: bool) -> None:
    assert (check_farbe(farbe, mindestens=mindestens) == "") is geht


def test_a_colour_too_light_is_refused_with_its_contrast() -> None:
    assert check_farbe("#777777", mindestens=KONTRAST_SCHRIFT) == (
        "Diese Farbe ist auf weißem Papier zu hell: Der Kontrast ist 4,4 : 1, nötig sind 4,5 : 1. "
        "Bitte wählen Sie einen dunkleren Ton."
    )


@pytest.mark.parametrize("wert", ["", "blau", "#fff", "#12345G", "#1B3A8F", "#1b3a8f;x", "#1b3a8f\n"])
def test_what_is_no_colour(wert: str) -> None:
    assert not is_farbe(wert)
    assert "ist keine Farbe. Bitte geben Sie sie wie #1b3a8f an" in check_farbe(wert, mindestens=1)
    with pytest.raises(ValueError, match="ist keine Farbe"):
        compute_kontrast(wert)
