"""/sitzungen/<pk>/anwesenheit/, …/ergebnisse/, …/tops/<pk>/ergebnis/, …/aufnahme/"""

import uuid

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from gremien.enums import Funktion
from journal.models import Eintrag
from konten.enums import Rolle
from konten.models import Konto
from sitzungen.actions.tagesordnung import place_top
from sitzungen.enums import Sitzungsstatus, Teil
from sitzungen.models import Abstimmung, Sitzung, Tagesordnungspunkt
from tests.bauten import (
    build_abstimmung,
    build_anwesenheit,
    build_fraktion,
    build_gremium,
    build_konto,
    build_mitglied,
    build_sitzung,
    build_top,
    build_veroeffentlichte_sitzung,
    future,
    iter_tops,
)
from tests.bauten_saal import build_eroeffnete_sitzung, eroeffne
from tests.sitzungen.views.seiten import Antwort, errors, login_clerk, soup, texts, value_of
from vorlagen.enums import Ausgang

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clerk(client: Client) -> Konto:
    return login_clerk(client)


@pytest.fixture
def sitzung() -> Sitzung:
    """A sitting that has begun, with three public items."""
    return build_veroeffentlichte_sitzung(begonnen=True, oeffentliche=3, nichtoeffentliche=0)


# --- attendance


def seat(sitzung: Sitzung, **felder: object) -> int:
    mitglied = build_mitglied(gremium=sitzung.gremium, **felder)  # type: ignore[arg-type]
    assert mitglied.person_id is not None
    return mitglied.person_id


def ticked(antwort: Antwort) -> set[int]:
    return {int(str(feld["value"])) for feld in soup(antwort).select("input[name=anwesende][checked]")}


def test_nobody_is_present_until_somebody_says_so(client: Client, sitzung: Sitzung) -> None:
    mitglied = seat(sitzung)
    seat(sitzung, funktion=Funktion.VERTRETUNG)
    adresse = reverse("anwesenheit", args=[sitzung.pk])
    assert ticked(client.get(adresse)) == set()
    # "Alle anwesend" leaves out those who stand in for others, and stores nothing by itself.
    assert ticked(client.get(adresse, {"vorschlag": "alle"})) == {mitglied}
    assert not sitzung.anwesenheiten.exists()


def test_records_by_exception_grouped_by_group(client: Client) -> None:
    gremium = build_gremium(gesetzliche_zahl=56)
    sitzung = build_eroeffnete_sitzung(gremium=gremium)
    da = seat(sitzung, fraktion=build_fraktion(name="Freie Liste", reihenfolge=1))
    fort = seat(sitzung)
    adresse = reverse("anwesenheit", args=[sitzung.pk])
    seite = soup(client.get(adresse))
    assert texts(seite, ".seats legend") == ["Freie Liste", "Ohne Fraktion"]
    assert texts(seite, "main p[role=status]") == [
        "0 von 2 stimmberechtigten Mitgliedern anwesend; beschlussfähig ab 29 (§ 39 GemO)"
    ]
    client.post(adresse, {"anwesende": [da], "vollstaendig": "on"})
    assert dict(sitzung.anwesenheiten.values_list("person", "anwesend")) == {da: True, fort: False}
    assert ticked(client.get(adresse)) == {da}
    sitzung.refresh_from_db()
    assert sitzung.anwesenheit_vollstaendig


@pytest.mark.parametrize("unsinn", ["abc", "987654", "9" * 30])
def test_strangers_are_refused_and_the_ticks_stay(client: Client, sitzung: Sitzung, unsinn: str) -> None:
    da = seat(sitzung)
    antwort = client.post(reverse("anwesenheit", args=[sitzung.pk]), {"anwesende": [da, unsinn]})
    assert len(errors(antwort)) == 1
    assert ticked(antwort) == {da}
    assert not sitzung.anwesenheiten.exists()


def test_a_body_without_members_is_explained(client: Client, sitzung: Sitzung) -> None:
    seite = soup(client.get(reverse("anwesenheit", args=[sitzung.pk])))
    assert texts(seite, ".empty-state__title") == ["Für diesen Tag sind keine Mitglieder eingetragen"]


# --- results


def address(top: Tagesordnungspunkt) -> str:
    return reverse("ergebnis", args=[top.sitzung_id, top.pk])


def send(client: Client, top: Tagesordnungspunkt, ausgang: str, **angaben: str | int) -> Antwort:
    """Fill in the form as it stands and post it, following to the page that answers."""
    einsendung = value_of(soup(client.get(address(top))), "input[name=einsendung]")
    return client.post(address(top), {"einsendung": einsendung, "ausgang": ausgang} | angaben, follow=True)


def test_goes_from_item_to_item_and_reads_back(client: Client, sitzung: Sitzung) -> None:
    erster, zweiter, dritter = iter_tops(sitzung)
    assert client.get(reverse("ergebnisse", args=[sitzung.pk]))["Location"] == address(erster)
    antwort = send(client, zweiter, "mehrheitlich", gegenstimmen=12, enthaltungen=4)
    seite = soup(antwort)
    assert texts(seite, ".messages .kern-alert") == [
        "TOP Ö 2: mehrheitlich beschlossen, 12 Gegenstimmen, 4 Enthaltungen"
    ]
    assert texts(seite, "h1") == [dritter.betreff]
    assert texts(soup(send(client, dritter, "kenntnis")), "h1") == [erster.betreff]
    seite = soup(send(client, erster, "einstimmig"))
    assert texts(seite, ".messages .kern-alert") == [
        "TOP Ö 1: einstimmig beschlossen",
        "Alle Punkte haben ein Ergebnis.",
    ]
    assert texts(seite, "h1") == [sitzung.gremium.name]


def test_empty_is_not_counted_and_zero_is_zero(client: Client, sitzung: Sitzung) -> None:
    erster, zweiter, _ = iter_tops(sitzung)
    send(client, erster, "abgelehnt", ja="", gegenstimmen="", enthaltungen="")
    send(client, zweiter, "abgelehnt", ja="0", gegenstimmen="5", enthaltungen="0")
    gezaehlt = [(a.ja, a.gegenstimmen, a.enthaltungen) for a in Abstimmung.objects.order_by("pk")]
    assert gezaehlt == [(None, None, None), (0, 5, 0)]


def test_a_refusal_names_norm_and_field_and_keeps_the_input(client: Client, sitzung: Sitzung) -> None:
    top = next(iter_tops(sitzung))
    antwort = send(client, top, "einstimmig", gegenstimmen=3, enthaltungen=2)
    satz = (
        "Gegenstimmen: Ein einstimmiger Beschluss kann keine Gegenstimmen haben. Bitte wählen Sie „mehrheitlich "
        "beschlossen“ oder berichtigen Sie die Gegenstimmen. (§ 40 GemO)"
    )
    assert errors(antwort) == [satz]
    seite = soup(antwort)
    assert [value_of(seite, f"#id_{feld}") for feld in ("gegenstimmen", "enthaltungen")] == ["3", "2"]
    assert value_of(seite, "input[name=ausgang][checked]") == "einstimmig"
    assert seite.select("textarea[name=grund]") == []
    assert not Abstimmung.objects.exists()


def test_a_warning_asks_for_a_reason_that_lets_it_pass(client: Client, sitzung: Sitzung) -> None:
    top = next(iter_tops(sitzung))
    antwort = send(client, top, "mehrheitlich", gegenstimmen=0)
    assert len(errors(antwort)) == 1
    assert len(soup(antwort).select("textarea[name=grund]")) == 1
    send(client, top, "mehrheitlich", gegenstimmen=0, grund="Nur Enthaltungen")
    assert Abstimmung.objects.get().grund == "Nur Enthaltungen"


@pytest.mark.parametrize(
    "unsinn", [{"ja": "-1"}, {"ja": "abc"}, {"ja": "1000000"}, {"ausgang": "erfunden"}, {"einsendung": "x"}]
)
def test_input_without_sense_is_a_field_error(client: Client, sitzung: Sitzung, unsinn: dict[str, str]) -> None:
    top = next(iter_tops(sitzung))
    angaben = {"einsendung": str(uuid.uuid4()), "ausgang": "einstimmig"} | unsinn
    assert len(errors(client.post(address(top), angaben))) == 1
    assert not Abstimmung.objects.exists()


def test_nothing_chosen_is_said(client: Client, sitzung: Sitzung) -> None:
    top = next(iter_tops(sitzung))
    antwort = client.post(address(top), {"einsendung": str(uuid.uuid4())})
    assert errors(antwort) == ["Ergebnis: Bitte wählen Sie ein Ergebnis."]
    [link] = soup(antwort).select(".error-summary a")
    assert soup(antwort).select(f"fieldset{link['href']}")


def test_a_changed_wording_is_stored_only_with_the_modifier(client: Client, sitzung: Sitzung) -> None:
    erster, zweiter, _ = iter_tops(sitzung)
    assert len(errors(send(client, erster, "einstimmig", geaendert="on"))) == 1
    send(client, erster, "einstimmig", geaendert="on", wortlaut="Mit 30 Bäumen.")
    send(client, zweiter, "einstimmig", wortlaut="Doch nicht.")
    gespeichert = list(Abstimmung.objects.order_by("pk").values_list("geaendert", "wortlaut"))
    assert gespeichert == [(True, "Mit 30 Bäumen."), (False, "")]


def test_referring_needs_a_body_and_reads_it_back(client: Client, sitzung: Sitzung) -> None:
    top = next(iter_tops(sitzung))
    ziel = build_gremium(name="Umweltausschuss")
    assert errors(send(client, top, "verwiesen")) == [
        "Verwiesen an: Bitte wählen Sie das Gremium, an das verwiesen wurde."
    ]
    seite = soup(send(client, top, "verwiesen", verwiesen_an=ziel.pk))
    assert texts(seite, ".messages .kern-alert") == ["TOP Ö 1: verwiesen an: Umweltausschuss"]


def test_the_same_form_posted_five_times_is_one_result(client: Client, sitzung: Sitzung) -> None:
    top = next(iter_tops(sitzung))
    angaben = {"einsendung": str(uuid.uuid4()), "ausgang": "einstimmig", "stand": ""}
    for _ in range(5):
        assert client.post(address(top), angaben).status_code == 302
    assert Abstimmung.objects.count() == 1


def test_two_clerks_cannot_overwrite_one_another(client: Client, sitzung: Sitzung) -> None:
    top = next(iter_tops(sitzung))
    angaben = {"einsendung": str(uuid.uuid4()), "ausgang": "einstimmig", "stand": ""}
    build_abstimmung(top, ausgang=Ausgang.MEHRHEITLICH, gegenstimmen=12)
    antwort = client.post(address(top), angaben)
    [zeile] = errors(antwort)
    assert zeile.startswith("Zu Ö 1 ist inzwischen „mehrheitlich beschlossen“ festgestellt (12 Gegenstimmen).")
    # Both values are in sight: the own one in the form, the other one in the history.
    seite = soup(antwort)
    assert value_of(seite, "input[name=ausgang][checked]") == "einstimmig"
    assert texts(seite, "section[aria-labelledby=verlauf] .rows__title") == [
        "mehrheitlich beschlossen, 12 Gegenstimmen gilt"
    ]
    assert Abstimmung.objects.count() == 1


def test_corrects_with_a_reason_and_shows_the_history(client: Client, sitzung: Sitzung) -> None:
    top = next(iter_tops(sitzung))
    erste = build_abstimmung(top, ausgang=Ausgang.MEHRHEITLICH, gegenstimmen=12, befangen=1)
    seite = soup(client.get(address(top)))
    assert value_of(seite, "input[name=stand]") == str(erste.pk)
    assert [value_of(seite, f"#id_{feld}") for feld in ("gegenstimmen", "enthaltungen", "befangen")] == ["12", "", "1"]
    antwort = send(client, top, "abgelehnt", stand=erste.pk, gegenstimmen=21)
    assert errors(antwort) == ["Grund der Berichtigung: Bitte geben Sie an, warum Sie berichtigen."]
    send(client, top, "abgelehnt", stand=erste.pk, gegenstimmen=21, berichtigungsgrund="Zahlendreher")
    assert texts(soup(client.get(address(top))), "section[aria-labelledby=verlauf] .rows__title") == [
        "abgelehnt, 21 Gegenstimmen gilt",
        "mehrheitlich beschlossen, 12 Gegenstimmen, 1 befangen berichtigt",
    ]


def test_a_result_corrected_meanwhile_is_refused(client: Client, sitzung: Sitzung) -> None:
    top = next(iter_tops(sitzung))
    erste = build_abstimmung(top)
    build_abstimmung(top, ausgang=Ausgang.ABGELEHNT, berichtigt=erste, grund="Verlesen")
    antwort = send(client, top, "kenntnis", stand=erste.pk, berichtigungsgrund="Verhört")
    assert errors(antwort) == ["Zu Ö 1 ist inzwischen „abgelehnt“ festgestellt. Bitte prüfen Sie beide Angaben."]


def test_the_result_of_another_item_is_no_basis(client: Client, sitzung: Sitzung) -> None:
    erster, zweiter, _ = iter_tops(sitzung)
    fremd = build_abstimmung(zweiter)
    antwort = send(client, erster, "einstimmig", stand=fremd.pk, berichtigungsgrund="x")
    assert len(errors(antwort)) == 1
    assert Abstimmung.objects.count() == 1


def test_before_the_sitting_nothing_is_stored(client: Client) -> None:
    top = next(iter_tops(build_veroeffentlichte_sitzung()))
    assert errors(send(client, top, "einstimmig")) == [
        "Die Sitzung ist noch nicht eröffnet. Bitte eröffnen Sie sie zuerst. (§ 41 Abs. 1 GemO)"
    ]


def test_a_plain_item_stands_in_the_run(client: Client) -> None:
    sitzung = build_sitzung(beginn=future(-1))
    top = place_top(sitzung, teil=Teil.OEFFENTLICH, betreff="Mitteilungen", konto=build_konto())
    client.post(reverse("tagesordnung_veroeffentlichen", args=[sitzung.pk]))
    eroeffne(sitzung)
    assert client.get(reverse("ergebnisse", args=[sitzung.pk]))["Location"] == address(top)
    send(client, top, "erledigt")
    assert client.get(reverse("ergebnisse", args=[sitzung.pk]))["Location"] == sitzung.get_absolute_url()
    assert Abstimmung.objects.get().ausgang == Ausgang.ERLEDIGT


def test_every_outcome_has_its_key(client: Client, sitzung: Sitzung) -> None:
    seite = soup(client.get(address(next(iter_tops(sitzung)))))
    tasten = {str(wahl["value"]): str(wahl["data-taste"]) for wahl in seite.select("input[name=ausgang]")}
    assert tasten == {
        "einstimmig": "E",
        "mehrheitlich": "M",
        "beschlossen": "J",
        "abgelehnt": "A",
        "ohne_be": "O",
        "kenntnis": "K",
        "vertagt": "V",
        "verwiesen": "W",
        "abgesetzt": "S",
        "zurueckgezogen": "Z",
        "erledigt": "D",
        "schriftlich_beantwortet": "B",
        "soll_schriftlich": "L",
    }


@pytest.mark.parametrize("anzahl", [1, 3, 20])
def test_the_number_of_queries_is_fixed(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, anzahl: int
) -> None:
    sitzung = build_veroeffentlichte_sitzung(begonnen=True, oeffentliche=anzahl)
    tops = list(iter_tops(sitzung))
    for top in tops:
        build_abstimmung(top)
    with django_assert_num_queries(20):
        client.get(address(tops[0]))


# --- adding an urgent item

JA: dict[str, str | int] = {"ergebnis": "aufgenommen"}


def test_an_urgent_item_is_admitted_before_it_is_voted_on(client: Client, clerk: Konto) -> None:
    sitzung = build_veroeffentlichte_sitzung(begonnen=True, nichtoeffentliche=0)
    top = place_top(sitzung, teil=Teil.OEFFENTLICH, betreff="Hochwasser", nachtrag_grund="Pegel", konto=clerk)
    aufnahme = reverse("aufnahme", args=[sitzung.pk, top.pk])
    assert len(soup(client.get(address(top))).select(f'.kern-alert a[href="{aufnahme}"]')) == 1
    [zeile] = errors(send(client, top, "einstimmig"))
    assert zeile.endswith("(§ 34 Abs. 7 GemO)")
    assert errors(client.post(aufnahme, JA | {"ja": 7})) == [
        "Stimmen für die Aufnahme: Bitte erfassen Sie zuerst die Anwesenheit. (§ 34 Abs. 7 GemO)"
    ]
    build_anwesenheit(sitzung, anwesend=10)
    antwort = client.post(aufnahme, JA | {"ja": 6})
    assert len(errors(antwort)) == 1
    assert value_of(soup(antwort), "#id_ja") == "6"
    assert client.post(aufnahme, JA | {"ja": 7})["Location"] == address(top)
    send(client, top, "einstimmig")
    assert Abstimmung.objects.get().top == top


def test_an_urgent_item_that_was_not_admitted_is_closed_by_who_keeps_the_sitting(client: Client) -> None:
    sitzung = build_veroeffentlichte_sitzung(begonnen=True, nichtoeffentliche=0)
    top = build_top(sitzung, nachtrag_grund="Pegel")
    build_anwesenheit(sitzung, anwesend=10)
    client.force_login(build_konto(rolle=Rolle.SCHRIFTFUEHRUNG, gremium=sitzung.gremium))
    aufnahme = reverse("aufnahme", args=[sitzung.pk, top.pk])
    nein: dict[str, str | int] = {"ergebnis": "abgelehnt"}
    assert len(errors(client.post(aufnahme, nein | {"ja": 7}))) == 1
    antwort = client.post(aufnahme, nein | {"ja": 6}, follow=True)
    assert texts(soup(antwort), ".messages .kern-alert")[0].endswith(
        "ist nicht aufgenommen. Der Punkt ist damit erledigt."
    )
    seite = soup(client.get(address(top)))
    assert texts(seite, ".kern-alert .kern-title")[0] == "Der Punkt ist nicht in die Tagesordnung aufgenommen"
    assert seite.select("form[data-stimmpult]") == []
    [erster] = [anderer for anderer in iter_tops(sitzung) if anderer != top]
    build_abstimmung(erster)
    client.post(reverse("sitzung_beenden", args=[sitzung.pk]))
    sitzung.refresh_from_db()
    assert sitzung.status == Sitzungsstatus.BEENDET


# --- the reason for correcting is not the one that lets a warning pass


def test_a_correction_meets_the_checks_and_gives_two_reasons(client: Client, sitzung: Sitzung) -> None:
    top = next(iter_tops(sitzung))
    erste = build_abstimmung(top)
    angaben: dict[str, str | int] = {"stand": erste.pk, "ja": 0, "berichtigungsgrund": "Verlesen"}
    antwort = send(client, top, "einstimmig", **angaben)
    satz = (
        "Ja-Stimmen: Eingetragen sind 0 Ja-Stimmen. Wurden sie nicht gezählt, lassen Sie das Feld bitte leer; 0 heißt, "
        "dass niemand zugestimmt hat. (§ 40 Abs. 1 GemO)"
    )
    assert errors(antwort) == [satz]
    assert value_of(soup(antwort), "#id_ja") == "0"
    send(client, top, "einstimmig", **angaben, grund="So verkündet")
    neue = Abstimmung.objects.valid().get()
    assert (neue.ja, neue.berichtigungsgrund, neue.grund) == (0, "Verlesen", "So verkündet")
    daten = Eintrag.objects.latest("laufend").daten
    assert (daten["berichtigungsgrund"], daten["grund"], len(daten["uebergangen"])) == ("Verlesen", "So verkündet", 1)


def test_reads_back_every_number(client: Client, sitzung: Sitzung) -> None:
    build_anwesenheit(sitzung, anwesend=40)
    top = next(iter_tops(sitzung))
    antwort = send(client, top, "mehrheitlich", ja=20, gegenstimmen=12, enthaltungen=0, befangen=2)
    assert texts(soup(antwort), ".messages .kern-alert") == [
        "TOP Ö 1: mehrheitlich beschlossen, 20 Ja-Stimmen, 12 Gegenstimmen, keine Enthaltungen, 2 befangen, 40 anwesend"
    ]


def test_attendance_after_closing_is_corrected_with_a_reason_and_shows_it(client: Client) -> None:
    sitzung = build_eroeffnete_sitzung()
    da = seat(sitzung)
    adresse = reverse("anwesenheit", args=[sitzung.pk])
    client.post(adresse, {"anwesende": [], "vollstaendig": "on"})
    client.post(reverse("sitzung_beenden", args=[sitzung.pk]))
    antwort = client.post(adresse, {"anwesende": [da], "vollstaendig": "on"})
    assert errors(antwort) == ["Grund der Berichtigung: Bitte geben Sie an, warum Sie berichtigen."]
    assert ticked(antwort) == {da}
    client.post(adresse, {"anwesende": [da], "vollstaendig": "on", "berichtigungsgrund": "Kam durch die Hintertür"})
    seite = soup(client.get(adresse))
    assert ticked(client.get(adresse)) == {da}
    assert texts(seite, "section[aria-labelledby=verlauf] .rows__title")[0].endswith(": anwesend")
    assert texts(seite, "section[aria-labelledby=verlauf] .rows__meta")[0].endswith("Grund: Kam durch die Hintertür")
