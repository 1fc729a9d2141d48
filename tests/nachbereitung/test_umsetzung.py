"""„Was wurde daraus?“: on the paper for everybody, once a second person has released it; nothing closed."""

import pytest
from django.test import Client

from gremien.rules.befund import VorgangGesperrt
from journal.enums import Akt
from konten.models import Konto
from nachbereitung.actions.umsetzung import release_auskunft, write_auskunft
from nachbereitung.models import Beschluss
from nachbereitung.pages.freigaben import list_wartende_auskuenfte
from tests.nachbereitung.haus import build_haus
from tests.pruefen import journals, refused

pytestmark = pytest.mark.django_db

SATZ = "Die Straße ist seit Mai fertig."


def page(beschluss: Beschluss, konto: Konto | None = None) -> str:
    assert beschluss.fassung is not None
    client = Client()
    if konto is not None:
        client.force_login(konto)
    return client.get(beschluss.fassung.vorlage.get_absolute_url()).content.decode()


def test_nothing_shows_before_a_second_person_has_released_it() -> None:
    haus = build_haus()
    [beschluss] = haus.hold(True)
    with journals(Akt.VORSCHLAGEN):
        auskunft = write_auskunft(beschluss, text=SATZ, konto=haus.schreibend)
    assert SATZ not in page(beschluss)
    assert SATZ not in page(beschluss, haus.schreibend)
    with pytest.raises(VorgangGesperrt, match="Vier-Augen-Prinzip"):
        release_auskunft(auskunft, konto=haus.schreibend)
    with journals(Akt.UMSETZUNG_FREIGEBEN):
        release_auskunft(auskunft, konto=haus.leitung)
    html = page(beschluss)
    assert SATZ in html
    assert "Was wurde daraus?" in html


def test_the_released_sentence_stays_until_the_next_one_is_released() -> None:
    haus = build_haus()
    [beschluss] = haus.hold(True)
    release_auskunft(write_auskunft(beschluss, text=SATZ, konto=haus.schreibend), konto=haus.leitung)
    neu = write_auskunft(beschluss, text="Der Gehweg ist auch fertig.", konto=haus.dienst)
    assert SATZ in page(beschluss)
    release_auskunft(neu, konto=haus.zweiter)
    html = page(beschluss)
    assert "Der Gehweg ist auch fertig." in html
    assert SATZ not in html


def test_it_waits_for_head_and_sitzungsdienst_but_not_for_who_wrote_it() -> None:
    haus = build_haus()
    [beschluss] = haus.hold(True)
    write_auskunft(beschluss, text=SATZ, konto=haus.dienst)
    leute = {"dienst": haus.dienst, "zweiter": haus.zweiter, "leitung": haus.leitung, "fremd": haus.fremd}
    assert {name: len(list_wartende_auskuenfte(konto)) for name, konto in leute.items()} == {
        "dienst": 0,
        "zweiter": 1,
        "leitung": 1,
        "fremd": 0,
    }


def test_of_a_closed_decision_nothing_is_told_here() -> None:
    haus = build_haus()
    [beschluss] = haus.hold(False)
    with refused("Der Beschluss ist nichtöffentlich. Was öffentlich wird, sagt allein seine Bekanntgabe."):
        write_auskunft(beschluss, text=SATZ, konto=haus.dienst)
    client = Client()
    client.force_login(haus.dienst)
    assert "umsetzung" not in client.get(beschluss.get_absolute_url()).content.decode()
