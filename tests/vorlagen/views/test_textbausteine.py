"""Text blocks: whose they are, who writes them, and what the editor is offered."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from konten.enums import Rolle
from konten.models import Konto
from tests.bauten import build_amt, build_entwurf, build_gremium, build_konto, build_mitglied
from tests.fraktionen import build_antrag, build_geschaeftsstelle
from vorlagen.actions.textbausteine import keep_textbaustein
from vorlagen.models import Textbaustein

pytestmark = pytest.mark.django_db
LISTE = "textbausteine"


def author(amt: Any = None) -> Konto:
    return build_konto(rolle=Rolle.SACHBEARBEITUNG, amt=amt or build_amt())


def clerk() -> Konto:
    return build_konto(rolle=Rolle.SITZUNGSDIENST)


def keep(name: str, *, amt: Any = None, teil: str = "beschlussentwurf", text: str = "<p>Text.</p>") -> Textbaustein:
    return keep_textbaustein(Textbaustein(name=name, amt=amt, teil=teil, text=text), konto=clerk())


def data(**felder: Any) -> dict[str, Any]:
    vorgaben = {"name": "Formel", "teil": "beschlussentwurf", "amt": "", "text": "<p>Der Rat beschließt.</p>"}
    return vorgaben | felder


def names(client: Client, konto: Konto) -> list[str]:
    client.force_login(konto)
    gruppen = client.get(reverse(LISTE)).context["gruppen"]
    return [zeile.baustein.name for gruppe in gruppen for zeile in gruppe.zeilen]


def test_each_office_sees_its_own_and_those_of_the_city_its_own_first(client: Client) -> None:
    amt = build_amt()
    for name, besitz in (("Stadt", None), ("Eigener", amt), ("Fremder", build_amt())):
        keep(name, amt=besitz)
    assert names(client, author(amt)) == ["Eigener", "Stadt"]
    assert names(client, clerk()) == ["Stadt"]
    assert names(client, build_konto(superuser=True)) == ["Eigener", "Fremder", "Stadt"]


@pytest.mark.parametrize(
    "konto", [lambda: build_mitglied(gremium=build_gremium()), build_geschaeftsstelle, build_konto]
)
def test_they_are_for_the_administration_alone(client: Client, konto: Any) -> None:
    baustein = keep("Stadt")
    for name in (LISTE, "textbaustein_neu"):
        assert client.get(reverse(name)).status_code == 302
    client.force_login(konto())
    for name in (LISTE, "textbaustein_neu"):
        assert client.get(reverse(name)).status_code == 403
    assert client.get(reverse("textbausteine_auswahl", args=["begruendung"])).status_code == 403
    assert client.get(reverse("textbaustein", args=[baustein.pk])).status_code == 404
    assert client.post(reverse("textbaustein_loeschen", args=[baustein.pk])).status_code == 404


def test_writing_stores_clean_text_and_who_wrote_it(client: Client) -> None:
    amt = build_amt()
    konto = author(amt)
    client.force_login(konto)
    text = "<p>Der Rat beschließt [Betrag].</p><script>alert(1)</script>"
    antwort = client.post(reverse("textbaustein_neu"), data(amt=amt.pk, name=" Formel\n1 ", text=text), follow=True)
    assert "Der Textbaustein „Formel 1“ ist gespeichert." in antwort.content.decode()
    baustein = Textbaustein.objects.get()
    assert (baustein.name, baustein.amt, baustein.text, baustein.geaendert_von) == (
        "Formel 1",
        amt,
        "<p>Der Rat beschließt [Betrag].</p>",
        konto,
    )


@pytest.mark.parametrize(
    ("felder", "feld", "satz"),
    [
        ({"name": ""}, "name", "Bitte geben Sie einen Namen an."),
        ({"name": "x" * 101}, "name", "Bitte kürzen Sie auf höchstens 100 Zeichen (es sind 101)."),
        ({"text": " "}, "text", "Bitte schreiben Sie den Text."),
        ({"teil": "anlagen"}, "teil", "Bitte wählen Sie einen Eintrag aus der Liste."),
        ({"amt": "999999"}, "amt", "Bitte wählen Sie einen Eintrag aus der Liste."),
    ],
)
def test_an_error_is_named_and_nothing_is_stored(client: Client, felder: Any, feld: str, satz: str) -> None:
    client.force_login(clerk())
    antwort = client.post(reverse("textbaustein_neu"), data(**felder))
    assert antwort.context["form"].errors[feld] == [satz]
    assert not Textbaustein.objects.exists()


def test_offices_write_for_themselves_alone(client: Client) -> None:
    eigenes, fremdes = build_amt(), build_amt()
    stadt, fremder, eigener = keep("Stadt"), keep("Fremder", amt=fremdes), keep("Eigener", amt=eigenes)
    client.force_login(author(eigenes))
    for amt in ("", fremdes.pk):
        assert client.post(reverse("textbaustein_neu"), data(amt=amt)).context["form"].errors["amt"]
    for baustein in (stadt, fremder):
        assert client.get(reverse("textbaustein", args=[baustein.pk])).status_code == 404
        assert client.post(reverse("textbaustein_loeschen", args=[baustein.pk])).status_code == 404
    client.post(reverse("textbaustein", args=[eigener.pk]), data(amt=eigenes.pk, name="Neuer Name"))
    assert set(Textbaustein.objects.values_list("name", flat=True)) == {"Stadt", "Fremder", "Neuer Name"}


@pytest.mark.parametrize("stadtweit", [True, False])
def test_a_name_stands_once_for_each_part(client: Client, stadtweit: bool) -> None:
    amt = build_amt()
    konto = clerk() if stadtweit else author(amt)
    keep("Formel", amt=None if stadtweit else amt)
    client.force_login(konto)
    felder = data(name="Formel", amt="" if stadtweit else amt.pk)
    antwort = client.post(reverse("textbaustein_neu"), felder)
    satz = "Einen Textbaustein mit diesem Namen gibt es hier schon. Bitte wählen Sie einen anderen Namen."
    assert satz in antwort.content.decode()
    assert client.post(reverse("textbaustein_neu"), felder | {"teil": "begruendung"}).status_code == 302
    assert Textbaustein.objects.count() == 2


def test_deleting_asks_on_the_page_and_leaves_drafts_alone(client: Client) -> None:
    baustein = keep("Formel")
    client.force_login(clerk())
    seite = client.get(reverse("textbaustein", args=[baustein.pk])).content.decode()
    assert "Textbaustein endgültig löschen" in seite
    loeschen = reverse("textbaustein_loeschen", args=[baustein.pk])
    assert client.get(loeschen).status_code == 302
    assert Textbaustein.objects.exists()
    assert "Der Textbaustein „Formel“ ist gelöscht." in client.post(loeschen, follow=True).content.decode()
    assert not Textbaustein.objects.exists()


def test_the_editor_is_offered_those_for_its_part(client: Client) -> None:
    amt = build_amt()
    keep("Formel", amt=amt, text="<p>Der Rat &amp; die „Stadt“ [Betrag].</p>")
    keep("Grund", teil="begruendung")
    client.force_login(author(amt))
    html = client.get(reverse("textbausteine_auswahl", args=["beschlussentwurf"])).content.decode()
    assert 'data-baustein="&lt;p&gt;Der Rat &amp;amp; die „Stadt“ [Betrag].&lt;/p&gt;"' in html
    assert "Grund" not in html
    leer = client.get(reverse("textbausteine_auswahl", args=["begruendung"])).content.decode()
    assert "Grund" in leer
    assert client.get(reverse("textbausteine_auswahl", args=["anlagen"])).status_code == 404


def test_drafts_of_offices_offer_them_beside_the_editor(client: Client) -> None:
    fassung = build_entwurf()
    client.force_login(author(fassung.amt))
    auswahl = reverse("textbausteine_auswahl", args=["begruendung"])
    adressen = {teil: reverse("entwurf_teil", args=[fassung.vorlage_id, teil]) for teil in ("begruendung", "angaben")}
    assert f'data-bausteine="{auswahl}"' in client.get(adressen["begruendung"]).content.decode()
    assert "data-bausteine" not in client.get(adressen["angaben"]).content.decode()
    konto = build_geschaeftsstelle()
    antrag = build_antrag(konto)
    client.force_login(konto)
    seite = client.get(reverse("entwurf_teil", args=[antrag.vorlage_id, "begruendung"])).content.decode()
    assert "data-richtext" in seite
    assert "data-bausteine" not in seite


def test_the_empty_list_says_what_to_do(client: Client) -> None:
    client.force_login(author())
    assert "Legen Sie mit „Neuer Textbaustein“ den ersten an" in client.get(reverse(LISTE)).content.decode()
    client.force_login(build_konto(rolle=Rolle.DEZERNAT, dezernat=build_amt().dezernat))
    assert "Textbausteine schreiben die Ämter und der Sitzungsdienst." in client.get(reverse(LISTE)).content.decode()
