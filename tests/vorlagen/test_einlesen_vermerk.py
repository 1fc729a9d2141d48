"""A mark above a form that says it is not public counts, whatever stands in its route."""

import pytest

from tests.vorlagen.einlesebeispiele import build_stammdaten, formular
from vorlagen.actions.einlesen import import_text

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("alt", "neu"),
    [
        ("Beschlussvorlage\n", "Nichtöffentliche Vorlage\n\nBeschlussvorlage\n"),
        ("Beschlussvorlage\n", "Beschlussvorlage\n\n– nichtöffentlich –\n"),
        ("Beschlussvorlage\n", "Beschlussvorlage (nichtöffentlich)\n"),
        ("Vorlage: ", "vertraulich\nVorlage: "),
    ],
)
def test_a_mark_on_the_paper_makes_it_nonpublic_whatever_its_stations_say(alt: str, neu: str) -> None:
    build_stammdaten()
    fassung = import_text(formular().replace(alt, neu, 1))
    assert (fassung.oeffentlich, fassung.nichtoeffentlich_grund) == (
        False,
        "Aus dem Formular übernommen: als nichtöffentlich gekennzeichnet",
    )
    assert all(beratung.oeffentlich for beratung in fassung.vorlage.beratungen.all())
