"""The city decides which effects drafts ask for; what can be chosen for one stays once it is there."""

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from konten.enums import Rolle
from tests.bauten import build_konto
from vorlagen.actions.stammdaten import ensure_auswirkungsarten
from vorlagen.models import Auswirkungsart

pytestmark = pytest.mark.django_db


@pytest.fixture
def verwaltung(client: Client) -> Client:
    client.force_login(build_konto(superuser=True))
    return client


def send(verwaltung: Client, adresse: str, **felder: object) -> list[str]:
    """Send the form; return what is refused."""
    werte: dict[str, object] = {"titel": "Demografie", "frage": "", "form": "ja_nein", "reihenfolge": 30}
    antwort = verwaltung.post(adresse, werte | felder)
    if antwort.status_code == 302:
        return []
    return [li.get_text() for li in BeautifulSoup(antwort.content, "html.parser").select(".error-summary li")]


def add(verwaltung: Client, **felder: object) -> list[str]:
    return send(verwaltung, reverse("admin:vorlagen_auswirkungsart_add"), **felder)


def change(verwaltung: Client, bisher: str, **felder: object) -> list[str]:
    art = Auswirkungsart.objects.get(titel=bisher)
    return send(verwaltung, reverse("admin:vorlagen_auswirkungsart_change", args=[art.pk]), **felder)


def list_arten() -> list[tuple[str, str]]:
    return list(Auswirkungsart.objects.values_list("titel", "form"))


def test_a_city_begins_with_two() -> None:
    assert list_arten() == [("Finanzen", "finanzen"), ("Klima und Umwelt", "richtung")]


def test_what_the_city_changed_is_not_filled_in_again() -> None:
    Auswirkungsart.objects.filter(titel="Finanzen").update(titel="Geld")
    ensure_auswirkungsarten()
    assert list_arten() == [("Geld", "finanzen"), ("Klima und Umwelt", "richtung")]


def test_one_is_added_and_renamed(verwaltung: Client) -> None:
    assert add(verwaltung) == []
    assert change(verwaltung, "Demografie", titel="Gleichstellung") == []
    assert list_arten()[-1] == ("Gleichstellung", "ja_nein")


def test_there_is_one_amount(verwaltung: Client) -> None:
    [satz] = add(verwaltung, form="finanzen")
    assert "die Auswirkungen mit Betrag gibt es schon" in satz
    [satz] = add(verwaltung, titel="Finanzen")
    assert "Auswirkungen mit diesem Titel gibt es schon." in satz
    assert len(list_arten()) == 2


def test_what_can_be_chosen_stays(verwaltung: Client) -> None:
    assert change(verwaltung, "Klima und Umwelt", titel="Klima", form="ja_nein") == []
    assert list_arten()[1] == ("Klima", "richtung")


def test_none_is_deleted(verwaltung: Client) -> None:
    pk = Auswirkungsart.objects.get(titel="Finanzen").pk
    adresse = reverse("admin:vorlagen_auswirkungsart_delete", args=[pk])
    assert verwaltung.post(adresse, {"post": "yes"}).status_code == 403
    assert len(list_arten()) == 2


def test_others_do_not_get_there(client: Client) -> None:
    client.force_login(build_konto(rolle=Rolle.SITZUNGSDIENST))
    assert client.get(reverse("admin:vorlagen_auswirkungsart_add")).status_code == 302
