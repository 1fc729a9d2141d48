"""Bodies, seats and accounts in the administration: names are typed, what was entered is ended and not rewritten."""

from datetime import date, timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from dokumente.models import Fehldruck
from gremien.models import Dezernat, Gremium, Mitgliedschaft, Person
from konten.models import Konto
from tests.bauten import build_fraktion, build_gremium, build_konto, build_person

pytestmark = pytest.mark.django_db

HOECHSTENS = 100_000


@pytest.fixture
def verwaltung(client: Client) -> Client:
    client.force_login(build_konto(superuser=True))
    return client


def build_sitze(gremium: Gremium, anzahl: int, **felder: Any) -> list[Mitgliedschaft]:
    """Build as many seats, shared among three groups."""
    fraktionen = [build_fraktion() for _ in range(3)]
    return [
        Mitgliedschaft.objects.create(
            **{"gremium": gremium, "person": build_person(), "fraktion": fraktionen[zahl % 3]} | felder
        )
        for zahl in range(anzahl)
    ]


def page_of(gremium: Gremium) -> str:
    return reverse("admin:gremien_gremium_change", args=[gremium.pk])


# --- the page of a body


@pytest.mark.parametrize("mitglieder", [3, 60])
def test_the_page_of_a_body_stays_light(
    verwaltung: Client, django_assert_num_queries: DjangoAssertNumQueries, mitglieder: int
) -> None:
    rat = build_gremium()
    build_sitze(rat, mitglieder, von=date(2024, 7, 1))
    Person.objects.bulk_create(Person(vorname="Erika", nachname=f"Mustername {zahl}") for zahl in range(400))
    verwaltung.get(page_of(rat))
    with django_assert_num_queries(10):
        antwort = verwaltung.get(page_of(rat))
    text = antwort.content.decode()
    assert text.count("Muster ") == 2 * mitglieder, "every seat and its link"
    assert len(antwort.content) <= HOECHSTENS


def test_a_seat_that_ended_leaves_the_page_but_can_be_found(verwaltung: Client) -> None:
    rat = build_gremium()
    heute = timezone.localdate()
    (frueher,) = build_sitze(rat, 1, bis=heute - timedelta(days=1))
    (heute_noch,) = build_sitze(rat, 1, bis=heute)
    seite = BeautifulSoup(verwaltung.get(page_of(rat)).content, "html.parser")
    assert str(heute_noch.person) in seite.get_text()
    assert str(frueher.person) not in seite.get_text()
    (weg,) = (a for a in seite.select("dd a") if a.get_text() == "1 ansehen")
    liste = verwaltung.get(str(weg["href"])).content.decode()
    assert str(frueher.person) in liste
    assert str(heute_noch.person) not in liste


def send(client: Client, rat: Gremium, zeilen: list[dict[str, Any]], alt: int) -> list[str]:
    """Send the page of the body with these seats; return what is refused."""
    daten = {"name": rat.name, "kuerzel": rat.kuerzel, "art": rat.art, "reihenfolge": rat.reihenfolge}
    daten |= {"einreichungsfrist": rat.einreichungsfrist}
    daten |= {"mitgliedschaften-TOTAL_FORMS": len(zeilen), "mitgliedschaften-INITIAL_FORMS": alt}
    daten |= {
        f"mitgliedschaften-{zahl}-{feld}": wert for zahl, zeile in enumerate(zeilen) for feld, wert in zeile.items()
    }
    antwort = client.post(page_of(rat), daten)
    if antwort.status_code == 302:
        return []
    return [li.get_text() for li in BeautifulSoup(antwort.content, "html.parser").select(".error-summary li")]


def test_seats_are_entered_by_name_and_ended(verwaltung: Client) -> None:
    rat, neu = build_gremium(), build_person(vorname="Ida", nachname="Neuling", titel="Dr.")
    (sitz,) = build_sitze(rat, 1)
    eingetragen = sitz.person
    fremd = {"person": str(neu), "funktion": "vorsitz"}
    zeilen: list[dict[str, Any]] = [
        {"id": sitz.pk, "bis": "2026-01-31", **fremd},
        {"person": "Dr. Ida Neuling", "funktion": "mitglied", "stimmberechtigt": "on", "von": "2026-02-01"},
    ]
    assert send(verwaltung, rat, zeilen, 1) == []
    sitz.refresh_from_db()
    assert (sitz.person, sitz.funktion, sitz.bis) == (eingetragen, "mitglied", date(2026, 1, 31))
    assert rat.mitgliedschaften.get(person=neu).von == date(2026, 2, 1)


def test_the_submission_deadline_of_a_body_has_its_bounds(verwaltung: Client) -> None:
    rat = build_gremium()
    for tage, saetze in ((91, ["Einreichungsfrist: Bitte höchstens 90 Tage angeben."]), (90, [])):
        rat.einreichungsfrist = tage
        assert send(verwaltung, rat, [], 0) == saetze
    assert Gremium.objects.get(pk=rat.pk).einreichungsfrist == 90


@pytest.mark.parametrize(
    ("eingabe", "satz"),
    [
        ("Niemand", "„Niemand“ ist nicht eingetragen. Bitte prüfen Sie die Schreibweise"),
        ("Zwilling", "„Zwilling“ passt auf mehrere: Anna Zwilling · Nr. "),
        ("Anna Zwilling · Nr. 0", "ist nicht eingetragen"),
        ("Beate Muster · Nr. {anna}", "ist nicht eingetragen"),
    ],
)
def test_a_name_that_is_none_or_several_is_refused_with_a_sentence(verwaltung: Client, eingabe: str, satz: str) -> None:
    rat = build_gremium()
    anna, _ = (build_person(vorname="Anna", nachname="Zwilling") for _ in range(2))
    eingabe = eingabe.format(anna=anna.pk)
    (fehler,) = send(verwaltung, rat, [{"person": eingabe, "funktion": "mitglied"}], 0)
    assert satz in fehler
    assert not rat.mitgliedschaften.exists()


def test_the_number_tells_two_of_the_same_name_apart(verwaltung: Client) -> None:
    rat = build_gremium()
    _, zweite = (build_person(vorname="Anna", nachname="Zwilling") for _ in range(2))
    zeile = {"person": f"Anna Zwilling · Nr. {zweite.pk}", "funktion": "mitglied"}
    assert send(verwaltung, rat, [zeile], 0) == []
    assert rat.mitgliedschaften.get().person == zweite


def test_what_is_left_as_it_was_is_never_ambiguous(verwaltung: Client) -> None:
    _, leitung = (build_person(vorname="Anna", nachname="Zwilling") for _ in range(2))
    dezernat = Dezernat.objects.create(bezeichnung="Bürgermeisterin", leitung=leitung)
    adresse = reverse("admin:gremien_dezernat_change", args=[dezernat.pk])
    seite = BeautifulSoup(verwaltung.get(adresse).content, "html.parser")
    gezeigt = seite.select_one("#id_leitung")
    assert gezeigt is not None
    leer = {"aemter-TOTAL_FORMS": "0", "aemter-INITIAL_FORMS": "0"}
    daten = {"bezeichnung": "Baudezernentin", "leitung": gezeigt["value"], "reihenfolge": "1"}
    assert verwaltung.post(adresse, daten | leer).status_code == 302
    dezernat.refresh_from_db()
    assert (dezernat.bezeichnung, dezernat.leitung) == ("Baudezernentin", leitung)
    assert verwaltung.post(adresse, daten | leer | {"leitung": ""}).status_code == 302
    dezernat.refresh_from_db()
    assert dezernat.leitung is None


def test_the_page_offers_names_where_the_field_asks_for_them(verwaltung: Client) -> None:
    build_person(vorname="Ida", nachname="Neuling")
    seite = BeautifulSoup(verwaltung.get(reverse("admin:gremien_mitgliedschaft_add")).content, "html.parser")
    feld = seite.select_one("#id_person")
    assert feld is not None
    antwort = verwaltung.get(f"{feld['data-namen']}&term=neul")
    assert [zeile["text"] for zeile in antwort.json()["results"]] == ["Ida Neuling"]
    verwaltung.force_login(build_konto(is_staff=True))
    assert verwaltung.get(f"{feld['data-namen']}&term=neul").status_code == 403


# --- accounts, prints


def test_a_lost_password_is_replaced(verwaltung: Client) -> None:
    konto = build_konto()
    adresse = reverse("admin:auth_user_password_change", args=[konto.pk])
    zweimal = {"password1": "ein langes Passwort 17", "password2": "ein langes Passwort 17"}
    kurz = verwaltung.post(adresse, {"password1": "kurz", "password2": "kurz"})
    assert "mindestens 12 Zeichen" in kurz.content.decode()
    assert "Passwort" in verwaltung.post(adresse, zweimal | {"password2": "ein anderes"}).content.decode()
    assert not Konto.objects.get(pk=konto.pk).has_usable_password()
    assert verwaltung.post(adresse, zweimal).status_code == 302
    assert Konto.objects.get(pk=konto.pk).check_password("ein langes Passwort 17")


def test_a_password_is_never_shown(verwaltung: Client) -> None:
    konto = build_konto()
    konto.set_password("ein langes Passwort 17")
    konto.save()
    seite = verwaltung.get(reverse("admin:konten_konto_change", args=[konto.pk])).content.decode()
    assert "pbkdf2" not in seite
    assert "gesetzt – <a" in seite


def test_the_own_password_is_changed_on_the_page_of_all(verwaltung: Client) -> None:
    for name in ("password_change", "password_change_done"):
        antwort = verwaltung.get(reverse(f"admin:{name}"))
        assert antwort["Location"] == reverse("account_change_password")


def test_failed_prints_are_removed_together_after_a_question(verwaltung: Client) -> None:
    for zahl in range(3):
        Fehldruck.objects.create(schluessel=f"{zahl}" * 64, zweck="fassung", satz="Zu viele Ebenen.")
    zwei = list(Fehldruck.objects.values_list("pk", flat=True)[:2])
    liste = reverse("admin:dokumente_fehldruck_changelist")
    auswahl = {"action": "delete_selected", "_selected_action": zwei}
    frage = verwaltung.post(liste, auswahl).content.decode()
    assert "Gelöscht wird für immer." in frage
    assert Fehldruck.objects.count() == 3
    seite = BeautifulSoup(frage, "html.parser").select_one("main form")
    assert seite is not None
    gesendet = [(feld["name"], feld["value"]) for feld in seite.select("input, button") if feld.get("name")]
    daten = {name: [wert for n, wert in gesendet if n == name] for name, _ in gesendet}
    verwaltung.post(liste, daten)
    assert Fehldruck.objects.count() == 1
