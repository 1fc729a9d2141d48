"""Numbers of sittings and papers go on from an older system, and are never given twice."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from journal.enums import Akt
from konten.enums import Rolle
from konten.models import Konto
from sitzungen.actions.nummern import continue_nummern
from tests.bauten import build_freigegebene_vorlage, build_gremium, build_konto, build_mitglied, build_sitzung
from tests.pruefen import journals, refused
from tests.sitzungen.views.seiten import errors, login_clerk
from tests.vorlagen.einlesebeispiele import formular
from vorlagen.actions.einlesen import import_text
from vorlagen.enums import Vorlagenart
from vorlagen.models import Vorlage

pytestmark = pytest.mark.django_db

GRUND = "Bisher im alten Verfahren gezählt"


@pytest.fixture
def konto() -> Konto:
    return build_konto(rolle=Rolle.SITZUNGSDIENST)


def test_the_next_sitting_gets_the_number_and_those_after_it_the_following(konto: Konto) -> None:
    erste = build_sitzung()
    with journals(Akt.NUMMERN_FORTSETZEN):
        continue_nummern(erste.gremium, jahr=erste.jahr, naechste=18, konto=konto, grund=GRUND)
    folgende = [build_sitzung(gremium=erste.gremium).laufend for _ in range(2)]
    assert (erste.laufend, folgende) == (1, [18, 19])
    assert build_sitzung(gremium=build_gremium()).laufend == 1


def test_the_next_paper_of_the_kind_gets_the_number(konto: Konto) -> None:
    jahr = timezone.localdate().year
    continue_nummern(Vorlagenart.BV, jahr=jahr, naechste=546, konto=konto, grund=GRUND)
    vorlage = build_freigegebene_vorlage()
    assert (vorlage.jahr, vorlage.laufend) == (jahr, 546)


def test_what_was_given_is_not_given_again(konto: Konto) -> None:
    sitzung = build_sitzung()
    with refused("Vergeben ist schon die Nummer 1. Bitte geben Sie eine höhere an.", feld="naechste"):
        continue_nummern(sitzung.gremium, jahr=sitzung.jahr, naechste=1, konto=konto, grund=GRUND)


def test_a_paper_taken_over_bears_a_number_that_no_counter_gave(konto: Konto) -> None:
    import_text(formular(), konto=konto)
    eingelesen = Vorlage.objects.get(art="BV", jahr=2018, laufend=546)
    assert eingelesen.jahr == 2018
    with refused("Vergeben ist schon die Nummer 546. Bitte geben Sie eine höhere an.", feld="naechste"):
        continue_nummern(Vorlagenart.BV, jahr=2018, naechste=546, konto=konto, grund=GRUND)


def test_somebody_says_why(konto: Konto) -> None:
    gremium = build_gremium()
    with refused("Bitte begründen Sie, warum die Nummern nicht fortlaufen.", feld="grund"):
        continue_nummern(gremium, jahr=2027, naechste=5, konto=konto, grund=" ")


def test_the_page_says_what_is_refused_and_does_the_rest(client: Client) -> None:
    login_clerk(client)
    sitzung = build_sitzung()
    adresse = reverse("nummern")
    angaben = {"gegenstand": f"gremium-{sitzung.gremium_id}", "jahr": sitzung.jahr, "naechste": 1, "grund": GRUND}
    assert errors(client.post(adresse, angaben)) == [
        "Nächste Nummer: Vergeben ist schon die Nummer 1. Bitte geben Sie eine höhere an."
    ]
    assert client.post(adresse, angaben | {"naechste": 7})["Location"] == adresse
    assert build_sitzung(gremium=sitzung.gremium).laufend == 7


def test_only_the_sitzungsdienst_sets_numbers(client: Client) -> None:
    adresse = reverse("nummern")
    assert client.get(adresse).status_code == 302
    for wer in (build_mitglied(), build_konto(superuser=True)):
        client.force_login(wer)
        assert (client.get(adresse).status_code, client.post(adresse).status_code) == (403, 403)
