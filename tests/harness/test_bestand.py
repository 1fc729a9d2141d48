"""What is built once for a module is there for each of its tests as it was built, and gone afterwards."""

import pytest

from gremien.models import Gremium
from tests.bauten import build_gremium

BESTAND = build_gremium


@pytest.mark.parametrize("mal", [1, 2])
def test_each_test_finds_it_as_it_was_built(bestand: Gremium, mal: int) -> None:
    assert (bestand.raum, Gremium.objects.get(pk=bestand.pk).raum) == ("Sitzungssaal 220", "Sitzungssaal 220")
    bestand.raum = f"Raum {mal}"
    bestand.save()


@pytest.mark.usefixtures("_bestand")
def test_the_database_stays_closed_to_who_did_not_ask_for_it() -> None:
    with pytest.raises(RuntimeError, match="Database access not allowed"):
        Gremium.objects.count()
