"""/sitzungen/<pk>/mappe/ and what is below it"""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from pytest_django import DjangoAssertNumQueries

from konten.enums import Rolle
from mappen.enums import Mappenstatus
from mappen.models import Mappe
from mappen.tasks.aufraeumen import AUFGABE, VERLOREN
from sitzungen.models import Sitzung
from tests.bauten import (
    build_abstimmung,
    build_gremium,
    build_konto,
    build_mitglied,
    build_veroeffentlichte_sitzung,
    iter_tops,
)
from tests.mappen.mappenbau import Empfaenger, Mappenform, Umfang, bind, order
from tests.mappen.test_mappe import build_aufbau
from tests.sitzungen.gedruckt import clerk
from tests.sitzungen.views.seiten import errors, login_clerk, soup, texts
from vorlagen.actions.freigabe import withdraw_vorlage

AUFTRAG = "Mitglieder des Gremiums: PDF, mit Anlagen, für beidseitigen Druck"
WAHL = {"fuer": "oeffentlich", "umfang": "alles", "form": "pdf", "mit_anlagen": "on"}


def page(client: Client, sitzung: Sitzung) -> Any:
    return soup(client.get(reverse("mappe", args=[sitzung.pk])))


def open_mappe(client: Client, mappe: Mappe) -> Any:
    return client.get(reverse("mappe_datei", args=[mappe.sitzung_id, mappe.pk]))


def read(antwort: Any) -> bytes:
    return b"".join(antwort.streaming_content)


def status(client: Client, mappe: Mappe) -> int:
    antwort = open_mappe(client, mappe)
    if antwort.streaming:
        # An answer that nobody reads leaves its file open.
        assert read(antwort).startswith(b"%PDF")
    return int(antwort.status_code)


@pytest.mark.django_db
def test_one_press_orders_and_the_same_press_again_changes_nothing(client: Client) -> None:
    sitzung = build_veroeffentlichte_sitzung()
    login_clerk(client)
    knopf = page(client, sitzung).select_one("section[aria-labelledby=kreis-mitglieder] form")
    felder = {feld["name"]: feld["value"] for feld in knopf.select("input") if feld["name"] != "csrfmiddlewaretoken"}
    for _ in range(2):
        antwort = client.post(knopf["action"], felder)
        assert (antwort.status_code, antwort["Location"]) == (302, reverse("mappe", args=[sitzung.pk]))
    mappe = Mappe.objects.get()
    assert (mappe.fuer, mappe.duplex, mappe.mit_anlagen, mappe.form) == ("mitglieder", True, True, "pdf")
    seite = page(client, sitzung)
    assert texts(seite, "#laufende h3") == [
        AUFTRAG,
    ]
    assert texts(seite, "#laufende label") == [f"{AUFTRAG}: Wartet auf den Hintergrunddienst."]
    # Without JavaScript the page comes again by itself.
    assert [m["content"] for m in seite.select("noscript meta[http-equiv=refresh]")] == ["3"]
    client.post(reverse("mappe_abbrechen", args=[sitzung.pk, mappe.pk]))
    mappe.refresh_from_db()
    assert mappe.status == Mappenstatus.ABGEBROCHEN
    assert page(client, sitzung).select("#laufende") == []


@pytest.mark.django_db
def test_print_ready_packet_takes_three_presses_from_the_sitting(client: Client) -> None:
    sitzung = build_veroeffentlichte_sitzung()
    login_clerk(client)
    verweise = soup(client.get(sitzung.get_absolute_url())).select(f'a[href="{reverse("mappe", args=[sitzung.pk])}"]')
    assert [verweis.get_text(strip=True) for verweis in verweise] == ["Sitzungsmappe"]
    mappe = bind(sitzung, Empfaenger.MITGLIEDER, duplex=True)
    erster = page(client, sitzung).select_one("section[aria-labelledby=kreis-mitglieder] a.kern-btn")
    assert erster["href"] == reverse("mappe_datei", args=[sitzung.pk, mappe.pk])
    antwort = client.get(erster["href"])
    assert read(antwort).startswith(b"%PDF")
    assert antwort["Content-Disposition"] == (
        f'inline; filename="Sitzungsmappe-{sitzung.nummer.replace("/", "-")}-mitglieder.pdf"'
    )
    assert (antwort["X-Content-Type-Options"], antwort["Cache-Control"]) == ("nosniff", "no-store, private")
    assert "default-src 'none'" in antwort["Content-Security-Policy"]


@pytest.mark.django_db
def test_zip_is_downloaded(client: Client) -> None:
    mappe = bind(build_veroeffentlichte_sitzung(), form=Mappenform.ZIP)
    antwort = open_mappe(client, mappe)
    assert read(antwort).startswith(b"PK")
    assert antwort["Content-Type"] == "application/zip"
    assert antwort["Content-Disposition"].startswith("attachment; ")


@pytest.mark.django_db
def test_page_says_what_stands_and_whether_it_is_current(client: Client) -> None:
    aufbau = build_aufbau()
    mappe = bind(aufbau.sitzung)
    login_clerk(client)
    kreis = page(client, aufbau.sitzung).select_one(
        "section[aria-labelledby=kreis-oeffentlichkeit], #kreis-oeffentlich"
    )
    assert kreis is not None
    assert texts(page(client, aufbau.sitzung), ".kern-badge") == ["aktuell"]
    text = page(client, aufbau.sitzung).get_text(" ", strip=True)
    assert f"Stand {timezone.localtime(mappe.begonnen_am):%d.%m.%Y, %H:%M} Uhr" in text
    assert "7 Seiten" in text
    assert "Lesern auf Vertrauliches durchsucht: nichts gefunden." in text
    assert "2 Anlagen sind nicht eingebunden." in text
    withdraw_vorlage(aufbau.offen, konto=clerk(), grund="Überholt")
    seite = page(client, aufbau.sitzung)
    assert texts(seite, ".kern-badge") == ["wird nicht mehr ausgegeben"]
    # The keepers may still open it, nobody else.
    assert status(client, mappe) == 200
    assert status(Client(), mappe) == 404


@pytest.mark.django_db
def test_outdated_packet_is_marked_and_stays_open_to_its_audience(client: Client) -> None:
    sitzung = build_veroeffentlichte_sitzung(begonnen=True, nichtoeffentliche=0)
    mappe = bind(sitzung)
    build_abstimmung(next(iter_tops(sitzung)))
    login_clerk(client)
    seite = page(client, sitzung)
    assert texts(seite, ".kern-badge") == ["überholt"]
    assert "Seitdem hat sich etwas geändert" in seite.get_text(" ")
    assert status(Client(), mappe) == 200


@pytest.mark.django_db
def test_sitting_offers_the_packet_to_its_readers() -> None:
    sitzung = build_veroeffentlichte_sitzung()
    oeffentlich, intern = bind(sitzung), bind(sitzung, Empfaenger.MITGLIEDER)
    mitglied, fremd = Client(), Client()
    mitglied.force_login(build_mitglied(gremium=sitzung.gremium))
    fremd.force_login(build_mitglied(gremium=build_gremium()))

    def offered(client: Client) -> list[str]:
        verweise = soup(client.get(sitzung.get_absolute_url())).select("nav[aria-labelledby=drucken] ul a")
        return [v.get_text(" ", strip=True).partition(" (")[0] for v in verweise if "/mappe/" in v["href"]]

    assert offered(Client()) == ["Sitzungsmappe"]
    assert offered(fremd) == ["Sitzungsmappe"]
    assert sorted(offered(mitglied)) == ["Sitzungsmappe", "Sitzungsmappe für Mitglieder"]
    (satz,) = texts(
        soup(Client().get(sitzung.get_absolute_url())), 'nav[aria-labelledby=drucken] ul a[href*="/mappe/"]'
    )
    assert f"(PDF, {oeffentlich.seiten} Seiten, " in satz
    assert f"Stand {timezone.localtime(oeffentlich.begonnen_am):%d.%m.%Y %H:%M})" in satz
    antworten = {"anonym": Client(), "fremd": fremd, "mitglied": mitglied}
    assert {wer: status(client, intern) for wer, client in antworten.items()} == {
        "anonym": 404,
        "fremd": 404,
        "mitglied": 200,
    }


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["mappe", "mappe_stand"])
def test_page_is_for_those_who_keep_the_sitting(name: str) -> None:
    sitzung = build_veroeffentlichte_sitzung()
    adresse = reverse(name, args=[sitzung.pk])
    antworten = []
    for konto in (
        clerk(),
        build_konto(rolle=Rolle.SCHRIFTFUEHRUNG, gremium=sitzung.gremium),
        build_mitglied(gremium=sitzung.gremium),
        build_konto(rolle=Rolle.SCHRIFTFUEHRUNG),
    ):
        client = Client()
        client.force_login(konto)
        antworten.append(client.get(adresse).status_code)
    assert (antworten, Client().get(adresse).status_code) == ([200, 200, 403, 403], 302)


@pytest.mark.django_db
def test_foreign_orders_are_not_taken_back(client: Client) -> None:
    mappe = order(build_veroeffentlichte_sitzung())
    andere = build_veroeffentlichte_sitzung()
    login_clerk(client)
    assert client.post(reverse("mappe_abbrechen", args=[andere.pk, mappe.pk])).status_code == 404
    antwort = client.get(reverse("mappe_abbrechen", args=[mappe.sitzung_id, mappe.pk]))
    assert antwort["Location"] == reverse("mappe", args=[mappe.sitzung_id])
    mappe.refresh_from_db()
    assert mappe.is_offen
    fertig = bind(andere)
    client.post(reverse("mappe_abbrechen", args=[andere.pk, fertig.pk]))
    fertig.refresh_from_db()
    assert fertig.is_fertig


@pytest.mark.django_db
def test_refused_order_says_why_on_the_page(client: Client) -> None:
    sitzung = build_veroeffentlichte_sitzung()
    login_clerk(client)
    adresse = reverse("mappe", args=[sitzung.pk])
    antwort = client.post(adresse, WAHL | {"umfang": "nichtoeffentlich"})
    assert errors(antwort) == ["Für die Öffentlichkeit gibt es keine Mappe des nichtöffentlichen Teils."]
    morgen = timezone.localtime() + timedelta(days=1)
    antwort = client.post(adresse, WAHL | {"umfang": "neues", "seit": f"{morgen:%Y-%m-%dT%H:%M}"})
    assert "Dieser Zeitpunkt liegt in der Zukunft. Bitte geben Sie einen früheren an." in " ".join(errors(antwort))
    assert Mappe.objects.count() == 0


@pytest.mark.django_db
def test_failed_order_shows_its_sentence_and_a_way_to_try_again(client: Client) -> None:
    sitzung = build_veroeffentlichte_sitzung()
    mappe = order(sitzung, duplex=True)
    Mappe.objects.filter(pk=mappe.pk).update(status=Mappenstatus.LAEUFT)
    login_clerk(client)
    # Nobody works on it: looking at the page ends it.
    seite = page(client, sitzung)
    assert VERLOREN in seite.get_text(" ", strip=True)
    knopf = seite.find("button", string=lambda text: text == "Noch einmal binden") or seite.find(
        "span", string="Noch einmal binden"
    )
    formular = knopf.find_parent("form")
    felder = {feld["name"]: feld["value"] for feld in formular.select("input")}
    client.post(formular["action"], felder)
    neu = Mappe.objects.get()
    assert (neu.pk != mappe.pk, neu.duplex, neu.fuer, neu.is_offen) == (True, True, "oeffentlich", True)


@pytest.mark.django_db
def test_waiting_long_is_explained(client: Client) -> None:
    sitzung = build_veroeffentlichte_sitzung()
    mappe = order(sitzung)
    aufgabe = DBTaskResult.objects.create(
        task_path=AUFGABE,
        args_kwargs={"args": [mappe.pk], "kwargs": {}},
        backend_name="default",
        run_after=timezone.now(),
    )
    login_clerk(client)
    adresse = reverse("mappe_stand", args=[sitzung.pk])

    def ask() -> tuple[str, bool]:
        teil = soup(client.get(adresse, {"gezeigt": f"{mappe.pk}-0"}))
        (zeile,) = teil.select("[hx-swap-oob=true]")
        return zeile.select("label")[0].get_text().partition(": ")[2].partition(": ")[2], bool(zeile.select("strong"))

    assert ask() == ("Wartet auf den Hintergrunddienst.", False)
    Mappe.objects.filter(pk=mappe.pk).update(bestellt_am=timezone.now() - timedelta(seconds=40))
    assert ask() == ("Wartet auf den Hintergrunddienst.", True)
    DBTaskResult.objects.create(
        task_path="sitzungen.tasks.set_drucke",
        args_kwargs={"args": [1], "kwargs": {}},
        backend_name="default",
        run_after=timezone.now(),
        status="RUNNING",
        started_at=timezone.now(),
    )
    assert ask() == ("Wartet, bis der Hintergrunddienst mit einem anderen Auftrag fertig ist.", False)
    aufgabe.delete()
    # Whose task is gone has failed: the page gets all packets in place of those it shows, and a word for the ear.
    antwort = client.get(adresse, {"gezeigt": f"{mappe.pk}-0"})
    assert (antwort["HX-Retarget"], antwort["HX-Reswap"]) == ("#mappen", "outerHTML")
    teil = soup(antwort)
    assert texts(teil, "#mappen .kern-alert .kern-title") == ["Die Mappe wurde nicht gebunden"]
    assert texts(teil, "[hx-swap-oob]")[0].endswith(": Fehlgeschlagen")


@pytest.mark.django_db
def test_progress_is_read_out_by_quarters(client: Client) -> None:
    sitzung = build_veroeffentlichte_sitzung()
    mappe = order(sitzung)
    login_clerk(client)

    def ask(gezeigt: str) -> list[str]:
        return texts(
            soup(client.get(reverse("mappe_stand", args=[sitzung.pk]), {"gezeigt": gezeigt})), "[hx-swap-oob^=inner]"
        )

    DBTaskResult.objects.create(
        task_path=AUFGABE,
        args_kwargs={"args": [mappe.pk], "kwargs": {}},
        backend_name="default",
        run_after=timezone.now(),
    )
    Mappe.objects.filter(pk=mappe.pk).update(erledigt=3, gesamt=8)
    assert ask(f"{mappe.pk}-0") == ["Wartet auf den Hintergrunddienst."]
    assert ask(f"{mappe.pk}-1") == []


@pytest.mark.django_db
@pytest.mark.parametrize("anzahl", [1, 3])
def test_page_takes_the_same_queries_however_many_papers(
    anzahl: int, client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    sitzung = build_veroeffentlichte_sitzung(oeffentliche=anzahl, nichtoeffentliche=anzahl)
    bind(sitzung)
    bind(sitzung, Empfaenger.MITGLIEDER, umfang=Umfang.NICHTOEFFENTLICH)
    login_clerk(client)
    page(client, sitzung)
    with django_assert_num_queries(24):
        page(client, sitzung)
