"""What a body does with each kind of paper."""

import pytest

from vorlagen.enums import Vorlagenart
from vorlagen.rules.arten import describe_ohne_beschlussentwurf, describe_rolle, is_beschlussvorlage


@pytest.mark.parametrize(
    ("art", "rolle", "beschluss"),
    [
        (Vorlagenart.BV, "vorberatend", True),
        (Vorlagenart.AT, "vorberatend", True),
        (Vorlagenart.UV, "zur Kenntnis", False),
        (Vorlagenart.AW, "zur Kenntnis", False),
        (Vorlagenart.ST, "zur Kenntnis", False),
        (Vorlagenart.AF, "zur Beantwortung", False),
    ],
)
def test_every_kind_has_its_role_and_only_some_are_decided(art: Vorlagenart, rolle: str, beschluss: bool) -> None:
    assert (describe_rolle(art, entscheidend=False), is_beschlussvorlage(art)) == (rolle, beschluss)
    assert describe_rolle(art, entscheidend=True) == "entscheidend"


def test_says_why_there_is_no_resolution() -> None:
    assert describe_ohne_beschlussentwurf(Vorlagenart.UV) == (
        "Eine Unterrichtungsvorlage hat keinen Beschlussentwurf: Das Gremium nimmt sie zur Kenntnis."
    )
    assert describe_ohne_beschlussentwurf(Vorlagenart.AF) == (
        "Eine Anfrage hat keinen Beschlussentwurf: Sie wird beantwortet."
    )
    assert describe_ohne_beschlussentwurf(Vorlagenart.BV) == ""
