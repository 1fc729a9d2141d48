"""Every field and every model has a German name with real umlauts, chosen by somebody and not derived."""

import re

import pytest
from django.db import models
from django.utils import translation

from tests.pruefen import own_models

UMSCHRIFT = re.compile(r"ae|oe|ue")

FELDER = [
    pytest.param(feld, id=f"{modell._meta.label}.{feld.name}")
    for modell in own_models()
    for feld in modell._meta.local_fields
    if not feld.auto_created
]


@pytest.mark.parametrize("feld", FELDER)
def test_field_has_a_german_name(feld: "models.Field[object, object]") -> None:
    # A derived name is the attribute with blanks; _verbose_name keeps what was really given.
    assert feld._verbose_name is not None  # type: ignore[attr-defined]
    with translation.override("de"):
        deutsch = str(feld.verbose_name)
    with translation.override(None):
        unuebersetzt = str(feld.verbose_name)
    if not isinstance(feld._verbose_name, str):  # type: ignore[attr-defined]
        assert deutsch != unuebersetzt, "kommt von Django und ist nicht übersetzt"
    for wort in feld.name.split("_"):
        assert not (UMSCHRIFT.search(wort) and wort in deutsch.lower()), "Umlaut umschrieben"


@pytest.mark.parametrize("modell", own_models(), ids=lambda modell: modell._meta.label)
def test_model_has_german_names(modell: type[models.Model]) -> None:
    assert "verbose_name" in modell._meta.original_attrs
    assert "verbose_name_plural" in modell._meta.original_attrs
    assert not UMSCHRIFT.search(str(modell._meta.verbose_name)) or modell.__name__ in str(modell._meta.verbose_name)
