"""The table of a paper's fields is complete, and what cannot read it says the same."""

from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection, models

from journal.sperren import declared_sperren
from mappen.tasks.beweis import find_geheimnisse
from tests.bauten import build_sitzung, build_top
from vorlagen.felder import EINGABEN, FELDER, GEDRUCKT, LABELS, SCHWER, TECHNISCH, UEBERNOMMEN, Geheim
from vorlagen.forms.entwurf import EntwurfForm
from vorlagen.models import Fassung

ZUSAETZE = ("", "_oeffentlichkeit")
"""What tells the lock of the text from that of the publicity."""


def spalten() -> dict[str, "models.Field[object, object]"]:
    return {spalte.name: spalte for spalte in Fassung._meta.concrete_fields}


def test_every_column_is_in_the_table_or_technical() -> None:
    assert set(LABELS) | TECHNISCH == set(spalten())
    assert not set(LABELS) & TECHNISCH
    assert len(LABELS) == len(FELDER)


def test_every_text_is_secret_of_a_paper_that_is_not_public() -> None:
    woerter = {
        name
        for name, spalte in spalten().items()
        if isinstance(spalte, models.CharField | models.TextField) and not spalte.choices and name not in TECHNISCH
    }
    assert {feld.name for feld in FELDER if feld.geheim is not Geheim.NIE} == woerter


@pytest.mark.django_db
def test_the_lock_of_a_released_fassung_holds_what_the_table_calls_fixed() -> None:
    sperren = declared_sperren(connection)
    text, oeffentlichkeit = (set(sperren[f"sperre_vorlagen_fassung_update{zusatz}"].spalten) for zusatz in ZUSAETZE)
    assert {spalten()[feld.name].column for feld in FELDER if feld.fest} <= text | oeffentlichkeit
    assert not text & {spalten()[name].column for name in TECHNISCH}


@pytest.mark.parametrize("vorlage", ["pdf/vorlage.html", "vorlagen/_papier.html"])
def test_every_printed_text_stands_on_paper_and_page(vorlage: str) -> None:
    html = (Path(settings.BASE_DIR) / "templates" / vorlage).read_text("utf-8")
    assert [name for name in GEDRUCKT if f".{name}" not in html] == []


def test_the_draft_asks_for_every_field_that_is_written() -> None:
    assert set(EntwurfForm.base_fields) - {"art", "stand"} == set(EINGABEN)
    assert set(SCHWER) - set(EINGABEN) == {"nicht_zugeordnet"}
    # What a draft asks for and a Neufassung does not take over is decided anew.
    assert set(EINGABEN) - set(UEBERNOMMEN) == {"datum", "oeffentlich"}


@pytest.mark.django_db
def test_the_leak_search_looks_for_every_secret_text() -> None:
    sitzung = build_sitzung()
    fassung = build_top(sitzung, oeffentlich=False).fassung
    assert fassung is not None
    gesucht = {geheimnis.text for geheimnis in find_geheimnisse(sitzung)}
    texte = {feld.name: str(getattr(fassung, feld.name)) for feld in FELDER if feld.geheim is not Geheim.NIE}
    assert {name for name, text in texte.items() if text} >= {"nummer", "betreff", *GEDRUCKT}
    assert {name for name, text in texte.items() if text and text not in gesucht} == set()
