"""What became of the attachments from one Fassung to the next."""

import pytest

from vorlagen.rules.anlagenvergleich import Anlagenwert, compare_anlagen

PLAN = Anlagenwert(1, "Lageplan", "a", 3)
GUTACHTEN = Anlagenwert(2, "Gutachten", "b", 12)


@pytest.mark.parametrize(
    ("alt", "neu", "erwartet"),
    [
        ([PLAN, GUTACHTEN], [PLAN, GUTACHTEN], []),
        ([], [PLAN], [("neu", "Anlage 01: Lageplan", "3 Seiten")]),
        ([PLAN], [], [("entfallen", "Anlage 01: Lageplan", "")]),
        ([PLAN], [Anlagenwert(1, "Lageplan", "c", 1)], [("ersetzt", "Anlage 01: Lageplan", "1 Seite, bisher 3")]),
        ([PLAN], [Anlagenwert(1, "Lageplan", "c", 3)], [("ersetzt", "Anlage 01: Lageplan", "weiterhin 3 Seiten")]),
        ([PLAN], [Anlagenwert(1, "Lageplan", "c")], [("ersetzt", "Anlage 01: Lageplan", "")]),
        # The same file under another title, or at another place.
        ([PLAN], [Anlagenwert(1, "Plan", "a")], [("geändert", "Anlage 01: Plan", "bisher „Lageplan“")]),
        (
            [PLAN, GUTACHTEN],
            [Anlagenwert(1, "Gutachten", "b", 12)],
            [("geändert", "Anlage 01: Gutachten", "bisher Anlage 02"), ("entfallen", "Anlage 01: Lageplan", "")],
        ),
        # Title and file are others, but the name tells.
        (
            [PLAN],
            [Anlagenwert(1, "Lageplan neu", "c", 4)],
            [("ersetzt", "Anlage 01: Lageplan neu", "4 Seiten, bisher 3, bisher „Lageplan“")],
        ),
        ([Anlagenwert(1, "Lageplan")], [PLAN], [("nachgereicht", "Anlage 01: Lageplan", "3 Seiten")]),
        # Nothing in common: one went, another came.
        (
            [PLAN],
            [Anlagenwert(1, "Satzung", "c", 2)],
            [("neu", "Anlage 01: Satzung", "2 Seiten"), ("entfallen", "Anlage 01: Lageplan", "")],
        ),
        # Two with the same title and file are two.
        ([PLAN], [PLAN, Anlagenwert(2, "Lageplan", "a", 3)], [("neu", "Anlage 02: Lageplan", "3 Seiten")]),
    ],
)
def test_attachments_are_paired_and_named(
    alt: list[Anlagenwert], neu: list[Anlagenwert], erwartet: list[tuple[str, str, str]]
) -> None:
    assert [(a.art, str(a.anlage), a.satz) for a in compare_anlagen(alt, neu)] == erwartet
