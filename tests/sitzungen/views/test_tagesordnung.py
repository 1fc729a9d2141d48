"""/sitzungen/<pk>/tagesordnung/ and the acts on it."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from journal.sperren import lift_sperren
from konten.models import Konto
from sitzungen.actions.sitzung import invite_sitzung
from sitzungen.actions.tagesordnung import place_top
from sitzungen.enums import Mehrheitsart, Teil
from sitzungen.models import Oberbegriff, Sitzung, Standardpunkt, Tagesordnungspunkt
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
from vorlagen.models import Beratung, Vorlage

pytestmark = pytest.mark.django_db

WARTEND = ".waiting__row"
PUNKTE = ".agenda-edit > li"
ZEILE = f"{PUNKTE} > .line"


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


def press(client: Client, sitzung: Sitzung, top: Tagesordnungspunkt, griff: str, **angaben: str | int) -> Antwort:
    return send(client, "top_griff", sitzung.pk, punkt=top.pk, griff=griff, **angaben)


def wort(beratung: Beratung, oberbegriff: str) -> dict[str, str]:
    return {f"oberbegriff-{beratung.pk}": oberbegriff}


def free_items(sitzung: Sitzung, konto: Konto, *namen: str) -> dict[str, Tagesordnungspunkt]:
    return {name: place_top(sitzung, teil=Teil.OEFFENTLICH, betreff=name, konto=konto) for name in namen}


def order_of(sitzung: Sitzung) -> list[str]:
    return [top.betreff for top in iter_tops(sitzung)]


def test_shows_the_papers_that_wait_for_this_body(client: Client, sitzung: Sitzung) -> None:
    vorlage = waiting_paper(sitzung, betreff="Neubau Kita")
    waiting_paper(build_sitzung(), betreff="Woanders")
    [zeile] = texts(read(client, sitzung), f"{WARTEND} .waiting__text")
    amt = vorlage.fassungen.get().amt
    assert zeile == f"{vorlage.nummer} Neubau Kita entscheidet, {amt}"


def test_says_when_an_earlier_body_has_not_spoken(client: Client, sitzung: Sitzung) -> None:
    ausschuss = build_gremium(name="Bauausschuss")
    build_freigegebene_vorlage(stationen=[(ausschuss, None, False, True), (sitzung.gremium, None, True, True)])
    assert texts(read(client, sitzung), f"{WARTEND} .waiting__hint") == ["Vorher berät noch: Bauausschuss."]


def test_says_when_the_paper_is_closed_but_the_station_public(client: Client, sitzung: Sitzung) -> None:
    vorlage = waiting_paper(sitzung)
    # No act makes a public paper non-public; an older database may hold one.
    with lift_sperren(connection):
        vorlage.fassungen.update(oeffentlich=False)
    assert texts(read(client, sitzung), f"{WARTEND} .waiting__hint") == [
        "Die Station ist öffentlich geplant, die Vorlage ist nichtöffentlich. Bitte ändern Sie den Gremienweg."
    ]


def test_one_press_places_a_public_paper(client: Client, sitzung: Sitzung) -> None:
    beratung = waiting_paper(sitzung).beratungen.get()
    antwort = send(client, "top_aufsetzen", sitzung.pk, einzeln=beratung.pk)
    assert texts(soup(antwort), ".messages .kern-alert") == ["Die Vorlage ist aufgesetzt."]
    top = sitzung.tops.get()
    assert (top.beratung, top.teil) == (beratung, Teil.OEFFENTLICH)


def test_a_press_on_the_page_is_answered_with_its_workbench_alone(client: Client, sitzung: Sitzung) -> None:
    beratung = waiting_paper(sitzung).beratungen.get()
    adresse = reverse("top_aufsetzen", args=[sitzung.pk])
    antwort = client.post(adresse, {"einzeln": beratung.pk}, headers={"hx-request": "true"}, follow=True)
    teil = soup(antwort)
    assert teil.select("html") == []
    assert len(teil.select("#werkbank")) == 1
    assert texts(teil, '[hx-swap-oob="innerHTML:#ansage"]') == ["Die Vorlage ist aufgesetzt."]


def test_a_closed_paper_needs_its_generic_words(client: Client, sitzung: Sitzung) -> None:
    beratung = waiting_paper(sitzung, oeffentlich=False).beratungen.get()
    antwort = send(client, "top_aufsetzen", sitzung.pk, einzeln=beratung.pk)
    assert errors(antwort) == [
        (
            f"Öffentliche Bezeichnung von {beratung.vorlage.fassungen.get().nummer}: "
            "Bitte wählen Sie, wie der Punkt öffentlich genannt wird (§ 35 Abs. 1 GemO)."
        )
    ]
    # The link of the summary leads to the field in the paper's own row.
    [link] = soup(antwort).select(".error-summary a")
    assert soup(antwort).select(f"{WARTEND} {link['href']}")
    send(client, "top_aufsetzen", sitzung.pk, einzeln=beratung.pk, **wort(beratung, "Personalsachen"))
    top = sitzung.tops.get()
    assert (top.teil, top.oberbegriff) == (Teil.NICHTOEFFENTLICH, "Personalsachen")


def test_generic_words_come_from_the_list(client: Client, sitzung: Sitzung) -> None:
    beratung = waiting_paper(sitzung, oeffentlich=False).beratungen.get()
    antwort = send(
        client, "top_aufsetzen", sitzung.pk, einzeln=beratung.pk, **wort(beratung, "Kündigung Frau Beispiel")
    )
    assert len(errors(antwort)) == 1
    assert not sitzung.tops.exists()


def test_a_paper_of_another_body_cannot_be_placed(client: Client, sitzung: Sitzung) -> None:
    fremd = waiting_paper(build_sitzung()).beratungen.get()
    antwort = send(client, "top_aufsetzen", sitzung.pk, einzeln=fremd.pk)
    assert errors(antwort) == [
        (
            "Diese Vorlage wartet nicht mehr auf eine Tagesordnung dieses Gremiums; "
            "vielleicht hat sie inzwischen jemand anders aufgesetzt."
        )
    ]
    for unsinn in ("abc", "9" * 30, ""):
        assert len(errors(send(client, "top_aufsetzen", sitzung.pk, einzeln=unsinn))) == 1
    assert errors(send(client, "top_aufsetzen", sitzung.pk)) == ["Bitte wählen Sie mindestens eine Vorlage."]


def test_several_papers_are_placed_at_once(client: Client, sitzung: Sitzung) -> None:
    offen = [waiting_paper(sitzung, betreff=name).beratungen.get() for name in ("A", "B", "C")]
    adresse = reverse("top_aufsetzen", args=[sitzung.pk])
    antwort = client.post(adresse, {"beratung": [offen[2].pk, offen[0].pk]}, follow=True)
    assert texts(soup(antwort), ".messages .kern-alert") == ["2 Vorlagen sind aufgesetzt."]
    assert order_of(sitzung) == ["A", "C"]
    assert texts(soup(antwort), f"{WARTEND} a") == [offen[1].vorlage.fassungen.get().nummer]


def test_what_is_in_order_is_placed_and_the_rest_is_named_and_stays_ticked(client: Client, sitzung: Sitzung) -> None:
    offen = waiting_paper(sitzung, betreff="Offen").beratungen.get()
    ohne, mit = (waiting_paper(sitzung, oeffentlich=False, betreff=name).beratungen.get() for name in ("X", "Y"))
    adresse = reverse("top_aufsetzen", args=[sitzung.pk])
    angaben = {"beratung": [offen.pk, ohne.pk, mit.pk], **wort(mit, "Vertragssachen")}
    antwort = client.post(adresse, angaben, follow=True)
    assert [zeile.partition(":")[0] for zeile in errors(antwort)] == [
        f"Öffentliche Bezeichnung von {ohne.vorlage.fassungen.get().nummer}"
    ]
    assert order_of(sitzung) == ["Offen", "Y"]
    assert [feld["value"] for feld in soup(antwort).select("[name=beratung][checked]")] == [str(ohne.pk)]


def test_a_paper_that_a_colleague_placed_meanwhile_is_named_and_placed_once(client: Client, sitzung: Sitzung) -> None:
    beide = [waiting_paper(sitzung).beratungen.get() for _ in range(2)]
    place_top(sitzung, teil=Teil.OEFFENTLICH, beratung=beide[0], konto=build_konto())
    antwort = client.post(
        reverse("top_aufsetzen", args=[sitzung.pk]), {"beratung": [station.pk for station in beide]}, follow=True
    )
    assert [zeile.partition(" wartet ")[0] for zeile in errors(antwort)] == ["Diese Vorlage"]
    assert [top.beratung for top in iter_tops(sitzung)] == beide


def test_in_a_running_sitting_an_addition_needs_urgency_and_keeps_the_input(client: Client) -> None:
    sitzung = build_veroeffentlichte_sitzung(begonnen=True)
    beratung = waiting_paper(sitzung, oeffentlich=False).beratungen.get()
    angaben: dict[str, str | int] = {"einzeln": beratung.pk, **wort(beratung, "Vertragssachen")}
    antwort = send(client, "top_aufsetzen", sitzung.pk, **angaben)
    [zeile] = errors(antwort)
    assert zeile.startswith("Dringlichkeit: Die Sitzung ist schon eröffnet.")
    assert zeile.endswith("(§ 34 Abs. 7 GemO)")
    assert texts(soup(antwort), f"{WARTEND} option[selected]") == ["Vertragssachen"]
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
    send(client, "top_neu", sitzung.pk, **angaben | {"betreff": "Antwort"}, unter="Ö 1")
    assert sitzung.tops.get(betreff="Antwort").uebergeordnet == haupt
    assert errors(send(client, "top_neu", sitzung.pk, **angaben | {"betreff": "Frage"}, unter="7")) == [
        "Unterpunkt von TOP: Einen Punkt „7“ gibt es in diesem Teil der Tagesordnung nicht."
    ]


def test_standard_items_come_at_one_press_and_not_twice(client: Client, sitzung: Sitzung) -> None:
    def press_standard() -> list[str]:
        return texts(soup(send(client, "tops_standard", sitzung.pk)), ".messages .kern-alert")

    assert press_standard() == ["2 Standardpunkte sind aufgesetzt."]
    assert press_standard() == ["Alle Standardpunkte stehen schon auf der Tagesordnung."]
    assert order_of(sitzung) == ["Eröffnung der Sitzung", "Mitteilungen"]
    Standardpunkt.objects.all().delete()
    assert press_standard() == [
        f"Für {sitzung.gremium} sind keine Standardpunkte hinterlegt. Sie stehen in der Verwaltung."
    ]


def test_a_word_of_the_city_is_offered_and_one_taken_off_the_list_stays_where_it_is(
    client: Client, sitzung: Sitzung
) -> None:
    beratung = waiting_paper(sitzung, oeffentlich=False).beratungen.get()
    Oberbegriff.objects.create(wort="Stiftungssachen")
    send(client, "top_aufsetzen", sitzung.pk, einzeln=beratung.pk, **wort(beratung, "Stiftungssachen"))
    top = sitzung.tops.get()
    Oberbegriff.objects.get(wort="Stiftungssachen").delete()
    seite = soup(client.get(reverse("top_bearbeiten", args=[sitzung.pk, top.pk])))
    assert value_of(seite, "#id_oberbegriff option[selected]") == "Stiftungssachen"
    assert texts(read(client, sitzung), f"{PUNKTE} .kern-badge")[0].startswith("„Stiftungssachen“ ist kein Oberbegriff")


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
    press(client, sitzung, tops[wer], "stelle", nach=nach)
    assert order_of(sitzung) == reihe


def test_places_count_among_siblings(client: Client, sitzung: Sitzung, clerk: Konto) -> None:
    tops = free_items(sitzung, clerk, "A", "B")
    for name in ("A1", "A2"):
        place_top(sitzung, teil=Teil.OEFFENTLICH, betreff=name, konto=clerk, uebergeordnet=tops["A"])
    assert texts(read(client, sitzung), ZEILE) == ["Ö 1 A", "Ö 1.1 A1", "Ö 1.2 A2", "Ö 2 B"]
    press(client, sitzung, tops["B"], "stelle", nach=1)
    press(client, sitzung, sitzung.tops.get(betreff="A2"), "hoch")
    assert texts(read(client, sitzung), ZEILE) == ["Ö 1 B", "Ö 2 A", "Ö 2.1 A2", "Ö 2.2 A1"]


@pytest.mark.parametrize(
    ("griff", "reihe"),
    [("hoch", "BACD"), ("runter", "ACBD"), ("anfang", "BACD"), ("ende", "ACDB")],
)
def test_every_handle_moves_the_chosen_item_which_stays_chosen(
    client: Client, sitzung: Sitzung, clerk: Konto, griff: str, reihe: str
) -> None:
    tops = free_items(sitzung, clerk, *"ABCD")
    antwort = press(client, sitzung, tops["B"], griff)
    assert "".join(order_of(sitzung)) == reihe
    assert texts(soup(antwort), ".messages .kern-alert") == ["„B“ ist verschoben."]
    assert value_of(soup(antwort), "[name=punkt][checked]") == str(tops["B"].pk)


def test_an_item_becomes_a_sub_item_and_an_item_of_its_own_again(
    client: Client, sitzung: Sitzung, clerk: Konto
) -> None:
    tops = free_items(sitzung, clerk, "A", "B", "C")
    press(client, sitzung, tops["B"], "einruecken")
    assert texts(read(client, sitzung), ZEILE) == ["Ö 1 A", "Ö 1.1 B", "Ö 2 C"]
    press(client, sitzung, tops["C"], "einruecken")
    press(client, sitzung, tops["B"], "ausruecken")
    assert texts(read(client, sitzung), ZEILE) == ["Ö 1 A", "Ö 1.1 C", "Ö 2 B"]


@pytest.mark.parametrize("unsinn", ["", "abc", "-1", "0", "99999999"])
def test_a_place_without_sense_is_refused(client: Client, sitzung: Sitzung, clerk: Konto, unsinn: str) -> None:
    tops = free_items(sitzung, clerk, "A", "B")
    antwort = press(client, sitzung, tops["B"], "stelle", nach=unsinn)
    assert len(errors(antwort)) == 1
    [link] = soup(antwort).select(".error-summary a")
    assert soup(antwort).select(str(link["href"]))
    assert order_of(sitzung) == ["A", "B"]


def test_a_handle_nobody_offers_does_nothing(client: Client, sitzung: Sitzung, clerk: Konto) -> None:
    tops = free_items(sitzung, clerk, "A", "B")
    assert len(errors(press(client, sitzung, tops["A"], "sprengen"))) == 1
    assert len(errors(send(client, "top_griff", sitzung.pk, griff="runter"))) == 1
    assert order_of(sitzung) == ["A", "B"]


def test_an_item_of_another_agenda_is_left_alone(client: Client, sitzung: Sitzung, clerk: Konto) -> None:
    fremd = free_items(build_sitzung(), clerk, "A", "B")
    assert errors(press(client, sitzung, fremd["A"], "absetzen")) == [
        "Punkt: Dieser Punkt steht nicht mehr auf der Tagesordnung: Jemand anders hat ihn inzwischen entfernt."
    ]
    assert Tagesordnungspunkt.objects.filter(pk=fremd["A"].pk).exists()


def test_changing_leads_to_the_page_of_the_item(client: Client, sitzung: Sitzung, clerk: Konto) -> None:
    top = free_items(sitzung, clerk, "A")["A"]
    antwort = client.post(reverse("top_griff", args=[sitzung.pk]), {"punkt": top.pk, "griff": "aendern"})
    assert antwort["Location"] == reverse("top_bearbeiten", args=[sitzung.pk, top.pk])


def test_published_numbers_do_not_move(client: Client) -> None:
    sitzung = build_veroeffentlichte_sitzung(oeffentliche=2)
    zweiter = list(iter_tops(sitzung))[1]
    griffe = [knopf["value"] for knopf in read(client, sitzung).select("[name=griff]")]
    assert griffe == ["aendern", "absetzen"]
    for griff in ("hoch", "einruecken", "ausruecken"):
        assert errors(press(client, sitzung, zweiter, griff)) == [
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
    press(client, sitzung, neu, "absetzen")
    assert order_of(sitzung) == [fest.betreff]
    antwort = press(client, sitzung, fest, "absetzen", grund=" ")
    assert errors(antwort) == ["Grund der Absetzung: Bitte geben Sie an, warum der Punkt abgesetzt wird."]
    [link] = soup(antwort).select(".error-summary a")
    assert soup(antwort).select(str(link["href"]))
    press(client, sitzung, fest, "absetzen", grund="Gutachten fehlt")
    fest.refresh_from_db()
    assert fest.abgesetzt_grund == "Gutachten fehlt"


def test_offers_the_newer_fassung(client: Client, sitzung: Sitzung) -> None:
    vorlage = waiting_paper(sitzung)
    top = build_top(sitzung, vorlage=vorlage)
    assert read(client, sitzung).select(f"#fassung-{top.pk}") == []
    neu = release_fassung(build_neufassung(vorlage))
    assert len(read(client, sitzung).select(f"#fassung-{top.pk}")) == 1
    send(client, "top_fassung", sitzung.pk, top.pk)
    assert Tagesordnungspunkt.objects.get(pk=top.pk).fassung == neu
    assert read(client, sitzung).select(f"#fassung-{top.pk}") == []


@pytest.mark.parametrize("anzahl", [1, 3])
def test_the_number_of_queries_is_fixed(client: Client, django_assert_num_queries: Any, anzahl: int) -> None:
    sitzung = build_veroeffentlichte_sitzung(oeffentliche=anzahl, nichtoeffentliche=anzahl)
    place_top(sitzung, teil=Teil.OEFFENTLICH, betreff="Neu", konto=build_konto())
    for oeffentlich in [True, False] * min(anzahl, 3):
        waiting_paper(sitzung, oeffentlich=oeffentlich)
    with django_assert_num_queries(11):
        assert len(read(client, sitzung).select(PUNKTE)) == 2 * anzahl + 1
