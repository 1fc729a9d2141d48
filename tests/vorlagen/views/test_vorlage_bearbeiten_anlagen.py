"""Attachments of a draft: what was good is kept, whatever else went wrong."""

import pytest
from django.test import Client

from tests.bauten import build_anlage, build_entwurf
from tests.vorlagen.views.entwurfsseite import ANLAGEN, address, drafter, page_data, save, upload
from vorlagen.models import Fassung

pytestmark = pytest.mark.django_db


@pytest.fixture
def entwurf(client: Client) -> Fassung:
    fassung = build_entwurf()
    drafter(client, fassung)
    return fassung


def test_several_files_are_attached_non_public_and_titled_by_their_names(client: Client, entwurf: Fassung) -> None:
    antwort = save(client, entwurf, dateien=[upload(), upload("-b.txt", b"x")])
    assert antwort.status_code == 302
    assert list(entwurf.anlagen.values_list("titel", "dateiname", "oeffentlich", "position")) == [
        ("Lageplan Nord", "Lageplan_Nord.pdf", False, 1),
        ("b", "b.txt", False, 2),
    ]


@pytest.mark.parametrize("anzahl", [51, 101])
def test_too_many_files_at_once_cost_no_text(client: Client, entwurf: Fassung, anzahl: int) -> None:
    antwort = save(client, entwurf, dateien=[upload(f"{n}.txt", b"x") for n in range(anzahl)])
    satz = f"Das sind {anzahl} Dateien, auf einmal gehen 50. Es wurde keine angehängt; "
    assert satz in antwort.content.decode()
    assert entwurf.anlagen.count() == 0


def test_good_files_are_kept_when_another_file_is_refused(client: Client, entwurf: Fassung) -> None:
    antwort = save(client, entwurf, dateien=[upload("a.svg", b"<svg/>"), upload("leer.pdf", b""), upload()])
    seite = antwort.content.decode()
    assert "„a.svg“ kann nicht angehängt werden." in seite
    assert "„leer.pdf“ ist leer." in seite
    assert 'href="#id_dateien"' in seite
    assert [anlage.titel for anlage in entwurf.anlagen.all()] == ["Lageplan Nord"]


def test_good_files_are_kept_when_a_title_is_missing(client: Client, entwurf: Fassung) -> None:
    build_anlage(entwurf, titel="A")
    antwort = save(client, entwurf, dateien=[upload()], **{"anlagen-0-titel": ""})
    assert "Bitte geben Sie der Anlage einen Titel." in antwort.content.decode()
    assert [anlage.titel for anlage in entwurf.anlagen.order_by("position")] == ["A", "Lageplan Nord"]


def test_what_a_colleague_attached_meanwhile_stays(client: Client, entwurf: Fassung) -> None:
    anderer = Client()
    drafter(anderer, entwurf)
    leer = page_data(anderer, entwurf, ANLAGEN)
    eigene = build_anlage(entwurf, titel="A")
    daten = page_data(client, entwurf, ANLAGEN)
    # The colleague saw no row, so none was taken out.
    assert anderer.post(address(entwurf, ANLAGEN), leer | {"dateien": upload()}).status_code == 302
    assert entwurf.anlagen.count() == 2
    antwort = client.post(address(entwurf, ANLAGEN), daten | {"anlagen-0-titel": "B"})
    assert antwort.status_code == 302
    assert [anlage.titel for anlage in entwurf.anlagen.order_by("position")] == ["B", "Lageplan Nord"]
    assert entwurf.anlagen.order_by("position")[0].pk == eigene.pk


def test_attachments_are_renamed_reordered_published_and_removed(client: Client, entwurf: Fassung) -> None:
    erste, zweite = build_anlage(entwurf, titel="A"), build_anlage(entwurf, titel="B", oeffentlich=False)
    build_anlage(entwurf, titel="C")
    save(
        client,
        entwurf,
        **{
            "anlagen-TOTAL_FORMS": "2",
            "anlagen-0-pk": zweite.pk,
            "anlagen-0-titel": "Zuerst",
            "anlagen-0-oeffentlich": "on",
            "anlagen-1-pk": erste.pk,
            "anlagen-1-titel": "Danach",
            "anlagen-1-oeffentlich": "",
        },
    )
    assert list(entwurf.anlagen.order_by("position").values_list("pk", "titel", "oeffentlich", "position")) == [
        (zweite.pk, "Zuerst", True, 1),
        (erste.pk, "Danach", False, 2),
    ]


def test_an_attachment_without_title_is_named_by_its_row(client: Client, entwurf: Fassung) -> None:
    build_anlage(entwurf)
    seite = save(client, entwurf, **{"anlagen-0-titel": " "}).content.decode()
    assert "Anlage 1, Titel: Bitte geben Sie der Anlage einen Titel." in seite


def test_the_attachment_of_another_paper_cannot_be_taken_over(client: Client, entwurf: Fassung) -> None:
    fremde = build_anlage(build_entwurf(), titel="Fremd")
    save(client, entwurf, **{"anlagen-TOTAL_FORMS": "1", "anlagen-0-pk": fremde.pk, "anlagen-0-titel": "Meins"})
    fremde.refresh_from_db()
    assert (fremde.titel, fremde.fassung_id == entwurf.pk, entwurf.anlagen.count()) == ("Fremd", False, 0)
