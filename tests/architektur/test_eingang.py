"""Whatever people write is normalised on its way in: by the column it is kept in, and by the form that takes it."""

import re

import pytest
from django.db import models

from dokumente.rules.zeichen import clean_zeichen
from dokumente.text.modellfelder import Textfeld, Zeilenfeld
from tests.architektur.quellen import APPS, python_files, short
from tests.pruefen import own_models

TECHNISCH = {
    # Written by the program from what was normalised before, or from what it computes.
    "dokumente",
    "journal",
    "post",
    "konten.Konto",  # Django's own columns; its login normalises names by itself
    "konten.Vorschlag.gegenstand_art",
    "konten.Vorschlag.gegenstand_id",
    "konten.Vorschlag.fingerabdruck",
    "konten.Einsendung",  # a digest and an address
    "mappen.Mappe",
    "nachbereitung.Ausfertigung.seite_oeffentlich",
    "nachbereitung.Ausfertigung.seite_intern",
    "nachbereitung.Ausfertigung.fingerabdruck",
    "nachbereitung.Niederschriftschritt.fingerabdruck",
    "sitzungen.Kalenderlink.pruefsumme",
    "sitzungen.Bekanntmachung.inhalt",
    "sitzungen.Tagesordnungspunkt.nummer",
    "vorlagen.Fassung.nummer",
    "vorlagen.Fassung.suchtext",
    "vorlagen.Mitzeichnung.gesehen",
    "vorlagen.Quelle.pruefsumme",
    "gremien.Stadt.hausfarbe",  # only #rrggbb passes
    "gremien.Stadt.akzentfarbe",
}
SPALTEN = [
    pytest.param(feld, id=f"{modell._meta.label}.{feld.name}")
    for modell in own_models()
    for feld in modell._meta.local_fields
    if isinstance(feld, models.CharField | models.TextField)
    and not feld.choices
    and TECHNISCH.isdisjoint({modell._meta.app_label, modell._meta.label, f"{modell._meta.label}.{feld.name}"})
]


@pytest.mark.parametrize("feld", SPALTEN)
def test_a_column_for_words_normalises(feld: "models.Field[object, object]") -> None:
    assert isinstance(feld, Zeilenfeld | Textfeld), "dokumente.text.modellfelder statt models.CharField und TextField"
    assert feld.get_prep_value("Beschaﬀung \uf0a7\u202e x") == "Beschaffung ▪ x"


def test_a_form_field_for_words_normalises() -> None:
    nackt = re.compile(r"forms\.CharField\(")
    assert [short(datei) for datei in python_files(*APPS) if nackt.search(datei.read_text("utf-8"))] == []


def test_the_list_of_technical_columns_names_nothing_that_is_gone() -> None:
    namen = {name for modell in own_models() for name in (modell._meta.app_label, modell._meta.label)}
    namen |= {f"{modell._meta.label}.{feld.name}" for modell in own_models() for feld in modell._meta.local_fields}
    assert TECHNISCH - namen == set()
    assert clean_zeichen("ﬁ") == "fi"
