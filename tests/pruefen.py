"""What tests of acts have in common: an act leaves exactly one row, a refused one leaves nothing."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.apps import apps
from django.db import models

from gremien.rules.befund import VorgangGesperrt
from journal.enums import Akt
from journal.models import Eintrag

EIGENE_APPS = ("mappen", "nachbereitung", "sitzungen", "vorlagen", "konten", "gremien", "dokumente", "journal", "post")


def own_models() -> list[type[models.Model]]:
    """Return every model of this project."""
    return [modell for name in EIGENE_APPS for modell in apps.get_app_config(name).get_models()]


def read_alles() -> dict[str, list[tuple[object, ...]]]:
    """Return every row of every table of ours."""
    return {modell._meta.label: list(modell._default_manager.order_by("pk").values_list()) for modell in own_models()}


@contextmanager
def refused(satz: str, *, feld: str | None = None) -> Iterator[None]:
    """Expect that the block is refused with exactly this sentence, at this field, and that nothing was written."""
    vorher = read_alles()
    with pytest.raises(VorgangGesperrt) as gesperrt:
        yield
    befunde = {befund.satz: befund for befund in gesperrt.value.befunde}
    assert satz in befunde
    if feld is not None:
        assert befunde[satz].feld == feld
    assert read_alles() == vorher


@contextmanager
def journals(akt: Akt) -> Iterator[None]:
    """Expect that the block leaves exactly one row, of this act."""
    letzter = Eintrag.objects.count()
    yield
    assert [eintrag.akt for eintrag in Eintrag.objects.filter(laufend__gt=letzter)] == [akt]
