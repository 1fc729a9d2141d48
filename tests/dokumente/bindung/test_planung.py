import pytest

from dokumente.bindung.planung import find_ungerade, place_teile


@pytest.mark.parametrize(
    ("laengen", "ebenen", "einseitig", "zweiseitig"),
    [
        ([1], [1], [1], [1]),
        ([1, 1], [1, 1], [1, 2], [1, 3]),
        ([2, 1], [1, 1], [1, 3], [1, 3]),
        ([1, 3, 2, 5], [1, 1, 2, 1], [1, 2, 5, 7], [1, 3, 6, 9]),
        ([1, 1, 1], [1, 2, 2], [1, 2, 3], [1, 2, 3]),
    ],
)
def test_places(laengen: list[int], ebenen: list[int], einseitig: list[int], zweiseitig: list[int]) -> None:
    assert place_teile(laengen, ebenen, duplex=False) == einseitig
    assert place_teile(laengen, ebenen, duplex=True) == zweiseitig


@pytest.mark.parametrize(
    ("laengen", "ebenen", "ungerade"),
    [
        ([1], [1], []),
        ([2, 1], [1, 1], []),
        ([1, 1], [1, 1], [range(1)]),
        ([1, 1, 1], [1, 2, 1], []),
        ([1, 2, 4, 3, 1], [1, 2, 1, 2, 1], [range(2), range(2, 4)]),
    ],
)
def test_only_what_is_followed_by_a_blank_page_is_odd(
    laengen: list[int], ebenen: list[int], ungerade: list[range]
) -> None:
    assert list(find_ungerade(laengen, ebenen)) == ungerade
