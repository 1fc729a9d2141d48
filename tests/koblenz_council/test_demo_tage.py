"""The demo tells its year on whatever day it is loaded: also at the year's turn, after the term, in the small hours."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from koblenz_council.demo.laden import load_demo
from koblenz_council.demo.uhr import set_uhr
from sitzungen.models import Abstimmung
from vorlagen.enums import Ausgang, Vorlagenstatus
from vorlagen.models import Vorlage

KOBLENZ = ZoneInfo("Europe/Berlin")


@pytest.mark.django_db
@pytest.mark.parametrize(
    "jetzt",
    [
        datetime(2026, 12, 30, 9, tzinfo=KOBLENZ),
        datetime(2027, 3, 28, 3, 30, tzinfo=KOBLENZ),
        datetime(2029, 8, 2, 15, 5, tzinfo=KOBLENZ),
        datetime.now(KOBLENZ),
    ],
    ids=["Jahreswechsel", "Sommerzeit", "nach der Wahlperiode", "heute"],
)
def test_complete_on_any_day(jetzt: datetime) -> None:
    with set_uhr(jetzt):
        load_demo(jetzt.date())
    assert set(Vorlage.objects.values_list("status", flat=True)) == set(Vorlagenstatus.values)
    assert set(Abstimmung.objects.valid().values_list("ausgang", flat=True)) == set(Ausgang.values)
