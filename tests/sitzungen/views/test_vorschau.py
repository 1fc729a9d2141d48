"""The form of a draft while it is written, as pictures."""

from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse
from PIL import Image

from dokumente.druck.seitenbilder import BREITE, draw_seiten
from konten.enums import Rolle
from sitzungen.documents.vorlage import render_vorlage
from tests.bauten import build_entwurf, build_konto
from tests.schreiben import write_entwurf
from tests.vorlagen.auswirkungsbeispiele import build_auswirkung
from vorlagen.actions.mitzeichnung import submit_vorlage
from vorlagen.models import Fassung
from vorlagen.rules.auswirkungen import write_auswirkungen

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("leerer_zaehler")]
JSON = {"Accept": "application/json"}


@pytest.fixture
def entwurf(client: Client) -> Fassung:
    auswirkungen = write_auswirkungen([build_auswirkung()])
    fassung = build_entwurf(begruendung="<p>Langer Satz.</p>" * 90, auswirkungen=auswirkungen)
    assert fassung.verfasser is not None
    client.force_login(fassung.verfasser)
    return fassung


def address(fassung: Fassung) -> str:
    return reverse("vorlage_vorschau", args=[fassung.vorlage_id])


def test_every_page_of_the_real_print_is_a_picture_of_it(client: Client, entwurf: Fassung) -> None:
    vorschau = client.get(address(entwurf), headers=JSON).json()
    erwartet = draw_seiten(render_vorlage(entwurf, leser=entwurf.verfasser), hoechstens=99)
    assert len(vorschau["seiten"]) == len(erwartet.seiten) > 1
    for adresse, bild in zip(vorschau["seiten"], erwartet.seiten, strict=True):
        antwort = client.get(adresse)
        assert (antwort["Content-Type"], antwort.content) == ("image/png", bild)
        with Image.open(BytesIO(bild)) as geoeffnet:
            assert geoeffnet.width == pytest.approx(BREITE, abs=1)
            assert len(geoeffnet.getcolors(256) or ()) > 2
    assert vorschau["ziele"]["anlagen"] == vorschau["ziele"]["auswirkungen"] == len(erwartet.seiten)
    assert vorschau["ziele"]["gremienweg"] == vorschau["ziele"]["angaben"] == 1


def test_what_was_saved_is_drawn_anew_under_an_address_of_its_own(client: Client, entwurf: Fassung) -> None:
    vorher = client.get(address(entwurf), headers=JSON).json()
    assert entwurf.verfasser is not None
    write_entwurf(entwurf, konto=entwurf.verfasser, betreff="Ganz anders")
    nachher = client.get(address(entwurf), headers=JSON).json()
    assert vorher["seiten"][0] != nachher["seiten"][0]


def test_without_script_all_pages_stand_on_one(client: Client, entwurf: Fassung) -> None:
    seite = client.get(address(entwurf)).content.decode()
    assert seite.count('class="vorschau__seite"') == len(client.get(address(entwurf), headers=JSON).json()["seiten"])
    assert 'alt="Seite 1 von ' in seite


@pytest.mark.parametrize("seite", [0, 99])
def test_a_page_that_does_not_exist_is_not_there(client: Client, entwurf: Fassung, seite: int) -> None:
    assert client.get(f"{address(entwurf)}{seite}/").status_code == 404


def test_a_text_that_cannot_be_printed_says_so(client: Client, entwurf: Fassung) -> None:
    Fassung.objects.filter(pk=entwurf.pk).update(begruendung="<ul><li>" * 400 + "zu tief")
    antwort = client.get(address(entwurf), headers=JSON)
    assert antwort.status_code == 503
    assert antwort.json()["satz"].endswith(".")
    assert client.get(address(entwurf)).status_code == 503
    assert client.get(f"{address(entwurf)}1/").status_code == 404


def test_only_those_who_write_it_see_it_and_only_while_they_do(client: Client, entwurf: Fassung) -> None:
    seiten = [address(entwurf), f"{address(entwurf)}1/"]
    fremd = Client()
    fremd.force_login(build_konto(rolle=Rolle.SITZUNGSDIENST))
    assert [fremd.get(seite).status_code for seite in seiten] == [404, 404]
    assert [Client().get(seite).status_code for seite in seiten] == [302, 302]
    assert entwurf.verfasser is not None
    submit_vorlage(entwurf, konto=entwurf.verfasser, grund="Trotzdem.")
    assert [client.get(seite).status_code for seite in seiten] == [403, 403]
