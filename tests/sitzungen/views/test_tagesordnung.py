"""/sitzungen/<pk>/tagesordnung/ and the acts on it."""

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from journal.sperren import lift_sperren
from konten.models import Konto
from sitzungen.actions.sitzung import invite_sitzung
from sitzungen.actions.tagesordnung import place_top
from sitzungen.enums import Mehrheitsart, Teil
from sitzungen.models import Sitzung, Tagesordnungspunkt
from tests.bauten import (
    build_freigegebene_vorlage,
    build_gremium,
    build_konto,
    build_neufassung,
    build_sitzung,
    build_top,
    build_veroeffentlichte_sitzung,
    iter_tops,
    release_fassung,
)
from tests.sitzungen.views.seiten import Antwort, errors, login_clerk, soup, texts, value_of
from vorlagen.models import Vorlage

pytestmark = pytest.mark.django_db

WARTEND = "section[aria-labelledby=wartend] .rows > li"
PUNKTE = ".agenda-edit > li"


@pytest.fixture(autouse=True)
def clerk(client: Client) -> Konto:
    return login_clerk(client)


@pytest.fixture
def sitzung() -> Sitzung:
    return build_sitzung()


def waiting_paper(sitzung: Sitzung, *, oeffentlich: bool = True, betreff: str = "Sanierung der Brücke") -> Vorlage:
    stationen = [(sitzung.gremium, None, True, oeffentlich)]
    return build_freigegebene_vorlage(stationen=stationen, oeffentlich=oeffentlich, betreff=betreff)


def read(client: Client, sitzung: Sitzung) -> BeautifulSoup:
    return soup(client.get(reverse("tagesordnung", args=[sitzung.pk])))


def send(client: Client, name: str, *args: int, **angaben: str | int) -> Antwort:
    """Post and follow to the page that answers."""
    return client.post(reverse(name, args=args), angaben, follow=True)


def free_items(sitzung: Sitzung, konto: Konto, *namen: str) -> dict[str, Tagesordnungspunkt]:
    return {name: place_top(sitzung, teil=Teil.OEFFENTLICH, betreff=name, konto=konto) for name in namen}


def order_of(sitzung: Sitzung) -> list[str]:
    return [top.betreff for top in iter_tops(sitzung)]


def test_shows_the_papers_that_wait_for_this_body(client: Client, sitzung: Sitzung) -> None:
    vorlage = waiting_paper(sitzung, betreff="Neubau Kita")
    waiting_paper(build_sitzung(), betreff="Woanders")
    [zeile] = texts(read(client, sitzung), f"{WARTEND} .rows__title")
    assert zeile == f"{vorlage.nummer} Neubau Kita"


def test_says_when_an_earlier_body_has_not_spoken(client: Client, sitzung: Sitzung) -> None:
    ausschuss = build_gremium(name="Bauausschuss")
    build_freigegebene_vorlage(stationen=[(ausschuss, None, False, True), (sitzung.gremium, None, True, True)])
    assert texts(read(client, sitzung), f"{WARTEND} .kern-badge") == ["Vorher berät noch: Bauausschuss."]


def test_says_when_the_paper_is_closed_but_the_station_public(client: Client, sitzung: Sitzung) -> None:
    vorlage = waiting_paper(sitzung)
    # No act makes a public paper non-public; an older database may hold one.
    with lift_sperren(connection):
        vorlage.fassungen.update(oeffentlich=False)
    assert texts(read(client, sitzung), f"{WARTEND} .kern-badge") == [
        "Die Station ist öffentlich geplant, die Vorlage ist nichtöffentlich. Bitte ändern Sie den Gremienweg."
    ]


def test_one_press_places_a_public_paper(client: Client, sitzung: Sitzung) -> None:
    beratung = waiting_paper(sitzung).beratungen.get()
    antwort = send(client, "top_aufsetzen", sitzung.pk, beratung=beratung.pk)
    assert texts(soup(antwort), ".messages .kern-alert") == ["Die Vorlage ist aufgesetzt."]
    top = sitzung.tops.get()
    assert (top.beratung, top.teil) == (beratung, Teil.OEFFENTLICH)


def test_a_press_on_the_page_is_answered_with_its_workbench_alone(client: Client, sitzung: Sitzung) -> None:
    bleibt, geht = (waiting_paper(sitzung).beratungen.get() for _ in range(2))
    adresse = reverse("top_aufsetzen", args=[sitzung.pk])
    antwort = client.post(adresse, {"beratung": geht.pk}, headers={"hx-request": "true"}, follow=True)
    teil = soup(antwort)
    assert teil.select("html") == []
    assert len(teil.select("#werkbank")) == 1
    assert texts(teil, '[hx-swap-oob="innerHTML:#ansage"]') == ["Die Vorlage ist aufgesetzt."]
    # What somebody is filling in stays as it is.
    assert [form["id"] for form in teil.select("form[hx-preserve]")] == [f"warten-{bleibt.pk}"]


def test_a_refused_press_shows_what_was_typed(client: Client, sitzung: Sitzung) -> None:
    beratung = waiting_paper(sitzung, oeffentlich=False).beratungen.get()
    adresse = reverse("top_aufsetzen", args=[sitzung.pk])
    teil = soup(client.post(adresse, {"beratung": beratung.pk}, headers={"hx-request": "true"}))
    assert len(teil.select("#werkbank .error-summary")) == 1
    assert teil.select("form[hx-preserve]") == []


def test_a_closed_paper_needs_its_generic_words(client: Client, sitzung: Sitzung) -> None:
    beratung = waiting_paper(sitzung, oeffentlich=False).beratungen.get()
    antwort = send(client, "top_aufsetzen", sitzung.pk, beratung=beratung.pk)
    assert errors(antwort) == [
        "Öffentliche Bezeichnung: Bitte wählen Sie, wie der Punkt öffentlich genannt wird (§ 35 Abs. 1 GemO)."
    ]
    # The link of the summary leads to the field in the paper's own row.
    [link] = soup(antwort).select(".error-summary a")
    assert soup(antwort).select(f"{WARTEND} {link['href']}")
    send(client, "top_aufsetzen", sitzung.pk, beratung=beratung.pk, oberbegriff="Personalsachen")
    top = sitzung.tops.get()
    assert (top.teil, top.oberbegriff) == (Teil.NICHTOEFFENTLICH, "Personalsachen")


def test_generic_words_come_from_the_list(client: Client, sitzung: Sitzung) -> None:
    beratung = waiting_paper(sitzung, oeffentlich=False).beratungen.get()
    antwort = send(client, "top_aufsetzen", sitzung.pk, beratung=beratung.pk, oberbegriff="Kündigung Frau Beispiel")
    assert len(errors(antwort)) == 2
    assert not sitzung.tops.exists()


def test_a_paper_of_another_body_cannot_be_placed(client: Client, sitzung: Sitzung) -> None:
    fremd = waiting_paper(build_sitzung()).beratungen.get()
    antwort = send(client, "top_aufsetzen", sitzung.pk, beratung=fremd.pk)
    assert errors(antwort) == ["Beratung: Diese Vorlage wartet nicht mehr auf eine Tagesordnung dieses Gremiums."]
    for unsinn in ("abc", "9" * 30, ""):
        assert len(errors(send(client, "top_aufsetzen", sitzung.pk, beratung=unsinn))) == 1


def test_in_a_running_sitting_an_addition_needs_urgency_and_keeps_the_input(client: Client) -> None:
    sitzung = build_veroeffentlichte_sitzung(begonnen=True)
    beratung = waiting_paper(sitzung, oeffentlich=False).beratungen.get()
    angaben: dict[str, str | int] = {"beratung": beratung.pk, "oberbegriff": "Vertragssachen"}
    antwort = send(client, "top_aufsetzen", sitzung.pk, **angaben)
    [zeile] = errors(antwort)
    assert zeile.startswith("Dringlichkeit: Die Sitzung ist schon eröffnet.")
    assert zeile.endswith("(§ 34 Abs. 7 GemO)")
    assert value_of(soup(antwort), f"{WARTEND} option[selected]") == "Vertragssachen"
    send(client, "top_aufsetzen", sitzung.pk, **angaben, nachtrag_grund="Frist läuft ab")
    assert sitzung.tops.get(beratung=beratung).nachtrag_grund == "Frist läuft ab"


def test_after_the_invitation_an_addition_is_placed_without_a_question(client: Client, clerk: Konto) -> None:
    sitzung = invite_sitzung(build_veroeffentlichte_sitzung(), zugang=timezone.now(), konto=clerk)
    beratung = waiting_paper(sitzung).beratungen.get()
    assert "nachtrag_grund" not in str(read(client, sitzung))
    send(client, "top_aufsetzen", sitzung.pk, beratung=beratung.pk)
    assert sitzung.tops.get(beratung=beratung).nummer == ""


def test_places_items_without_a_paper(client: Client, sitzung: Sitzung) -> None:
    angaben = {"teil": "oe", "betreff": "Mitteilungen", "mehrheit": "einfach", "oberbegriff": "Personalsachen"}
    antwort = send(client, "top_neu", sitzung.pk, **angaben, nummer="7", abgesetzt_grund="x")
    assert texts(soup(antwort), ".messages .kern-alert") == ["„Mitteilungen“ steht auf der Tagesordnung."]
    haupt = sitzung.tops.get()
    # Generic words belong to the closed part only; fields nobody offered are ignored.
    assert (haupt.oberbegriff, haupt.nummer, haupt.abgesetzt_grund) == ("", "", "")
    send(client, "top_neu", sitzung.pk, **angaben | {"betreff": "Antwort"}, uebergeordnet=haupt.pk)
    assert sitzung.tops.get(betreff="Antwort").uebergeordnet == haupt


def test_a_refused_item_keeps_its_input(client: Client, sitzung: Sitzung) -> None:
    antwort = send(client, "top_neu", sitzung.pk, teil="oe", betreff="", mehrheit="gesetzliche_zahl")
    assert errors(antwort) == ["Betreff: Dieses Feld ist zwingend erforderlich."]
    assert value_of(soup(antwort), "#id_mehrheit option[selected]") == "gesetzliche_zahl"


@pytest.mark.parametrize(
    ("wer", "nach", "reihe"),
    [
        ("C", 2, ["A", "C", "B", "D"]),
        ("B", 3, ["A", "C", "B", "D"]),
        ("D", 1, ["D", "A", "B", "C"]),
        ("A", 99, ["B", "C", "D", "A"]),
    ],
)
def test_moves_items(client: Client, sitzung: Sitzung, clerk: Konto, wer: str, nach: int, reihe: list[str]) -> None:
    tops = free_items(sitzung, clerk, "A", "B", "C", "D")
    send(client, "top_verschieben", sitzung.pk, tops[wer].pk, nach=nach)
    assert order_of(sitzung) == reihe


def test_places_count_among_siblings(client: Client, sitzung: Sitzung, clerk: Konto) -> None:
    tops = free_items(sitzung, clerk, "A", "B")
    for name in ("A1", "A2"):
        place_top(sitzung, teil=Teil.OEFFENTLICH, betreff=name, konto=clerk, uebergeordnet=tops["A"])
    assert texts(read(client, sitzung), f"{PUNKTE} .rows__title") == ["Ö 1 A", "Ö 1.1 A1", "Ö 1.2 A2", "Ö 2 B"]
    send(client, "top_verschieben", sitzung.pk, tops["B"].pk, nach=1)
    send(client, "top_verschieben", sitzung.pk, sitzung.tops.get(betreff="A2").pk, nach=1)
    assert texts(read(client, sitzung), f"{PUNKTE} .rows__title") == ["Ö 1 B", "Ö 2 A", "Ö 2.1 A2", "Ö 2.2 A1"]


def test_first_and_last_have_one_way_only(client: Client, sitzung: Sitzung, clerk: Konto) -> None:
    free_items(sitzung, clerk, "A", "B")
    punkte = read(client, sitzung).select(PUNKTE)
    knoepfe = [[k for k in texts(punkt, "button .kern-label") if k.startswith("nach")] for punkt in punkte]
    assert knoepfe == [["nach unten"], ["nach oben"]]


@pytest.mark.parametrize("unsinn", ["", "abc", "-1", "99999999"])
def test_a_place_without_sense_is_refused(client: Client, sitzung: Sitzung, clerk: Konto, unsinn: str) -> None:
    tops = free_items(sitzung, clerk, "A", "B")
    assert len(errors(send(client, "top_verschieben", sitzung.pk, tops["B"].pk, nach=unsinn))) == 1
    assert order_of(sitzung) == ["A", "B"]


def test_published_numbers_do_not_move(client: Client) -> None:
    sitzung = build_veroeffentlichte_sitzung(oeffentliche=2)
    zweiter = list(iter_tops(sitzung))[1]
    assert [k for k in texts(read(client, sitzung), f"{PUNKTE} button") if k.startswith("nach")] == []
    assert errors(send(client, "top_verschieben", sitzung.pk, zweiter.pk, nach=1)) == [
        "Die Tagesordnung ist veröffentlicht; ihre Reihenfolge und Nummern bleiben. (§ 34 GemO)"
    ]


def test_changes_an_item(client: Client, sitzung: Sitzung, clerk: Konto) -> None:
    top = free_items(sitzung, clerk, "Wahl")["Wahl"]
    send(client, "top_bearbeiten", sitzung.pk, top.pk, betreff="Wahlen", mehrheit=Mehrheitsart.GESETZLICHE_ZAHL)
    top.refresh_from_db()
    assert (top.betreff, top.mehrheit) == ("Wahlen", Mehrheitsart.GESETZLICHE_ZAHL)


def test_of_a_published_item_only_the_majority_changes(client: Client) -> None:
    sitzung = build_veroeffentlichte_sitzung(nichtoeffentliche=0)
    top = next(iter_tops(sitzung))
    betreff = top.betreff
    send(client, "top_bearbeiten", sitzung.pk, top.pk, betreff="Anders", mehrheit="zwei_drittel_anwesend")
    top.refresh_from_db()
    assert (top.betreff, top.mehrheit) == (betreff, "zwei_drittel_anwesend")


def test_removes_an_unpublished_item_and_strikes_a_published_one_with_reason(client: Client, clerk: Konto) -> None:
    sitzung = build_veroeffentlichte_sitzung(nichtoeffentliche=0)
    fest, neu = next(iter_tops(sitzung)), free_items(sitzung, clerk, "Neu")["Neu"]
    send(client, "top_absetzen", sitzung.pk, neu.pk)
    assert order_of(sitzung) == [fest.betreff]
    antwort = send(client, "top_absetzen", sitzung.pk, fest.pk, grund=" ")
    assert errors(antwort) == ["Grund der Absetzung: Bitte geben Sie an, warum der Punkt abgesetzt wird."]
    [link] = soup(antwort).select(".error-summary a")
    assert soup(antwort).select(f"{PUNKTE} {link['href']}")
    send(client, "top_absetzen", sitzung.pk, fest.pk, grund="Gutachten fehlt")
    fest.refresh_from_db()
    assert fest.abgesetzt_grund == "Gutachten fehlt"


def test_offers_the_newer_fassung(client: Client, sitzung: Sitzung) -> None:
    vorlage = waiting_paper(sitzung)
    top = build_top(sitzung, vorlage=vorlage)
    assert read(client, sitzung).select(f"#fassung-{top.pk}") == []
    neu = release_fassung(build_neufassung(vorlage))
    assert len(read(client, sitzung).select(f"#fassung-{top.pk}")) == 1
    send(client, "top_fassung", sitzung.pk, top.pk)
    top.refresh_from_db()
    assert top.fassung == neu
    assert read(client, sitzung).select(f"#fassung-{top.pk}") == []


@pytest.mark.parametrize("anzahl", [1, 3])
def test_the_number_of_queries_is_fixed(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, anzahl: int
) -> None:
    sitzung = build_veroeffentlichte_sitzung(oeffentliche=anzahl, nichtoeffentliche=anzahl)
    konto = build_konto()
    place_top(sitzung, teil=Teil.OEFFENTLICH, betreff="Neu", konto=konto)
    for _ in range(min(anzahl, 3)):
        waiting_paper(sitzung)
        waiting_paper(sitzung, oeffentlich=False)
    with django_assert_num_queries(11):
        assert len(read(client, sitzung).select(PUNKTE)) == 2 * anzahl + 1
