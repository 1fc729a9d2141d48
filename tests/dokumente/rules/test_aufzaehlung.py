import pytest

from dokumente.rules.aufzaehlung import format_nummer


@pytest.mark.parametrize(
    ("zahl", "art", "wort"),
    [
        (1, "1", "1."), (120, "1", "120."), (0, "1", "0."),
        (1, "a", "a)"), (26, "a", "z)"), (27, "a", "aa)"), (52, "a", "az)"), (703, "a", "aaa)"), (0, "a", "0)"),
        (3, "A", "C."), (28, "A", "AB."),
        (4, "i", "iv)"), (1999, "i", "mcmxcix)"), (3999, "i", "mmmcmxcix)"), (4000, "i", "4000)"),
        (9, "I", "IX."), (0, "I", "0."),
    ],
)  # fmt: skip
def test_an_item_is_called_as_resolutions_are_quoted(zahl: int, art: str, wort: str) -> None:
    assert format_nummer(zahl, art) == wort
