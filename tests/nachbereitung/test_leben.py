"""The whole life of minutes: closed, written, checked, signed, kept, published, corrected."""

import pytest

from dokumente.ablage.lesen import read_whole
from konten.enums import Rolle
from nachbereitung.actions.unterzeichnung import correct_niederschrift
from nachbereitung.actions.veroeffentlichung import publish_niederschrift
from nachbereitung.models import Ausfertigung
from tests.bauten import build_konto
from tests.nachbereitung.bau import build_saal, finish, present, sign, write
from tests.pdf_text import extract_text


@pytest.mark.django_db
def test_from_the_closed_sitting_to_the_corrected_minutes() -> None:
    saal = build_saal()
    write(saal, "Herr Muster berichtet öffentlich.", "Vertraulich wurde der Kaufpreis von zwei Millionen Euro genannt.")
    erste = finish(saal)
    publish_niederschrift(saal.niederschrift, konto=build_konto(rolle=Rolle.SITZUNGSDIENST))
    alt = read_whole(erste.oeffentlich), read_whole(erste.intern)
    assert alt[0] is not None
    assert alt[1] is not None
    assert "berichtet öffentlich" in extract_text(alt[0])
    assert "Kaufpreis" not in extract_text(alt[0])
    assert "Kaufpreis" in extract_text(alt[1])

    correct_niederschrift(saal.niederschrift, konto=saal.schrift, grund="Name falsch geschrieben")
    present(saal)
    zweite = sign(saal)
    assert (zweite.nummer, zweite.berichtigt, zweite.grund) == (2, erste, "Name falsch geschrieben")
    erste = Ausfertigung.objects.get(pk=erste.pk)
    assert (read_whole(erste.oeffentlich), read_whole(erste.intern)) == alt
