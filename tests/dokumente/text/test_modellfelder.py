"""What people write is normalised on every way into the database."""

import pytest

from gremien.forms.stadt import StadtForm
from gremien.models import Dezernat, Stadt

pytestmark = pytest.mark.django_db

ROH, REIN = "Beschaﬀung \u202e\uf0a7  Kita\x00", "Beschaffung ▪ Kita"


def test_every_way_of_writing_normalises() -> None:
    eines = Dezernat.objects.create(bezeichnung=ROH)
    assert eines.bezeichnung == REIN
    [zweites] = Dezernat.objects.bulk_create([Dezernat(bezeichnung=f"{ROH} 2")])
    assert zweites.bezeichnung == f"{REIN} 2"
    Dezernat.objects.filter(pk=zweites.pk).update(bezeichnung=f"{ROH} 3")
    assert set(Dezernat.objects.values_list("bezeichnung", flat=True)) == {REIN, f"{REIN} 3"}


def test_what_is_compared_is_normalised_as_well() -> None:
    eines = Dezernat.objects.create(bezeichnung=REIN)
    assert Dezernat.objects.get(bezeichnung=ROH) == eines


def test_a_form_measures_what_will_be_stored() -> None:
    eingabe = {"name": "ﬀ" * 40 + "x"}
    assert "name" in StadtForm(eingabe, instance=Stadt()).errors
    assert "name" not in StadtForm({"name": "ﬀ" * 40}, instance=Stadt()).errors
