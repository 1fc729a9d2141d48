"""The form behind every act: when it asks for a reason, and where it shows what refused the act."""

import pytest
from django import forms
from django.http import QueryDict

from gremien.rules.befund import Befund, Stufe
from konten.forms.vorgang import Grundfrage, VorgangForm

WARNUNG = Befund("Der Tag ist ein Feiertag.", "", Stufe.WARNUNG)
SPERRE = Befund("Der Ort fehlt.", "§ 34 GemO", Stufe.SPERRE, "ort")
ERINNERUNG = Befund("Der Raum ist klein.", "", Stufe.ERINNERUNG)
PFLICHT = Grundfrage(label="Warum?", fehlt="Bitte sagen Sie, warum.", laenge=5, is_pflicht=True)


class OrtForm(VorgangForm):
    feldnamen = {"ort": "raum"}

    raum = forms.CharField(label="Raum", required=False)


@pytest.mark.parametrize(
    ("befunde", "gefragt"),
    [([], False), ([ERINNERUNG], False), ([WARNUNG], True), ([ERINNERUNG, WARNUNG], True), ([WARNUNG, SPERRE], False)],
)
def test_what_is_known_asks_for_a_reason_where_only_warnings_stand(befunde: list[Befund], gefragt: bool) -> None:
    assert ("grund" in VorgangForm(befunde=befunde).fields) is gefragt
    # What was asked before something changed is not taken for an answer now.
    form = VorgangForm(QueryDict("grund=Eilt"), befunde=befunde)
    assert (form.is_valid(), form.grund) == (True, "Eilt" if gefragt else "")
    assert VorgangForm(QueryDict("grund="), befunde=befunde).is_valid() is not gefragt


def test_a_reason_that_is_needed_in_any_case() -> None:
    assert VorgangForm(QueryDict(""), frage=PFLICHT).errors == {"grund": ["Bitte sagen Sie, warum."]}
    assert list(VorgangForm(QueryDict("grund=zu lang"), frage=PFLICHT).errors) == ["grund"]
    assert VorgangForm(QueryDict("grund=Darum"), frage=PFLICHT, befunde=[SPERRE]).is_valid()


def test_an_act_that_was_refused_by_warnings_asks_for_the_reason() -> None:
    form = OrtForm(QueryDict("raum=12"))
    assert (form.is_valid(), form.grund) == (True, "")
    form.add_befunde([WARNUNG])
    assert form.errors == {"__all__": ["Der Tag ist ein Feiertag."]}
    assert "grund" in form.fields
    noch_einmal = OrtForm(QueryDict("raum=12&grund=Eilt"))
    assert (noch_einmal.is_valid(), noch_einmal.grund) == (True, "Eilt")


def test_a_finding_stands_at_its_field_and_what_is_known_once() -> None:
    form = OrtForm(QueryDict("raum="), befunde=[ERINNERUNG, SPERRE])
    assert (form.hinweise, form.sperren) == ([ERINNERUNG], [SPERRE])
    assert form.is_valid()
    form.add_befunde([ERINNERUNG, SPERRE, WARNUNG])
    assert form.errors == {"raum": ["Der Ort fehlt. (§ 34 GemO)"], "__all__": ["Der Tag ist ein Feiertag."]}
    assert "grund" not in form.fields
