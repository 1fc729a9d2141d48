"""/sitzungen/<pk>/"""

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import AnonymousUser
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from konten.enums import Rolle
from sitzungen.actions.sitzung import announce_sitzung
from sitzungen.actions.tagesordnung import place_top, strike_top
from sitzungen.documents.agenda import Lesbares
from sitzungen.enums import Teil
from sitzungen.models import Sitzung
from tests.bauten import (
    build_abstimmung,
    build_freigegebene_vorlage,
    build_gremium,
    build_konto,
    build_mitglied,
    build_neufassung,
    build_sitzung,
    build_top,
    build_veroeffentlichte_sitzung,
    build_veroeffentlichte_vorlage,
    future,
    iter_tops,
    release_fassung,
)
from tests.bauten_saal import eroeffne
from tests.sitzungen.views.seiten import errors, login_clerk, soup, texts
from tests.zweite_person import publish_agenda
from vorlagen.actions.freigabe import withdraw_vorlage
from vorlagen.enums import Ausgang

pytestmark = pytest.mark.django_db

GEHEIM = "Kündigung Frau Beispiel"


def read(client: Client, sitzung: Sitzung) -> BeautifulSoup:
    return soup(client.get(sitzung.get_absolute_url()))


def items(seite: BeautifulSoup) -> list[tuple[str, str]]:
    return list(
        zip(
            [nummer.removeprefix("TOP ") for nummer in texts(seite, ".agenda__item > .nowrap")],
            texts(seite, ".agenda__title"),
            strict=True,
        )
    )


def closed_sitting() -> Sitzung:
    """Return a published sitting with a secret in its closed part, decided with a secret wording."""
    sitzung = build_sitzung(beginn=future(-1))
    vorlage = build_freigegebene_vorlage(
        stationen=[(sitzung.gremium, None, True, False)], oeffentlich=False, betreff=GEHEIM
    )
    build_top(sitzung, vorlage=vorlage, oberbegriff="Personalsachen")
    place_top(sitzung, teil=Teil.OEFFENTLICH, betreff="Mitteilungen", konto=build_konto())
    publish_agenda(sitzung)
    top = list(iter_tops(eroeffne(sitzung)))[-1]
    erste = build_abstimmung(top, ausgang=Ausgang.ABGELEHNT)
    build_abstimmung(
        top, ausgang=Ausgang.EINSTIMMIG, geaendert=True, wortlaut=GEHEIM, berichtigt=erste, grund=f"{GEHEIM} verlesen"
    )
    return sitzung


def test_shows_day_place_and_body(client: Client) -> None:
    gremium = build_gremium(name="Kulturausschuss", raum="Saal 220")
    sitzung = build_sitzung(gremium=gremium, bekanntmachen=True, hinweis="mit Ortsbesichtigung")
    seite = read(client, sitzung)
    assert texts(seite, "h1") == ["Kulturausschuss"]
    assert texts(seite, ".page-head p:has(+ h1)") == [sitzung.nummer]
    assert texts(seite, "dd")[1:3] == ["Saal 220", "mit Ortsbesichtigung"]
    assert texts(seite, ".empty-state__title") == ["Die Tagesordnung ist noch nicht veröffentlicht"]
    assert seite.select(".action-bar") == []


def test_the_public_reads_generic_words_of_the_closed_part_and_nothing_else(client: Client) -> None:
    sitzung = closed_sitting()
    antwort = client.get(sitzung.get_absolute_url())
    assert items(soup(antwort)) == [("Ö 1", "Mitteilungen"), ("N 1", "Personalsachen")]
    quelle = antwort.content.decode()
    assert GEHEIM not in quelle
    for verraeterisch in ("einstimmig", "abgelehnt", "verlesen", f"top-{list(iter_tops(sitzung))[-1].pk}"):
        assert verraeterisch not in quelle


def test_members_of_another_body_and_drafters_read_no_more(client: Client) -> None:
    sitzung = closed_sitting()
    for konto in (build_mitglied(), build_konto(rolle=Rolle.SACHBEARBEITUNG)):
        client.force_login(konto)
        assert GEHEIM not in client.get(sitzung.get_absolute_url()).content.decode()


def test_members_read_the_closed_part_in_full(client: Client) -> None:
    sitzung = closed_sitting()
    client.force_login(build_mitglied(gremium=sitzung.gremium))
    seite = read(client, sitzung)
    assert items(seite)[1] == ("N 1", GEHEIM)
    assert "öffentlich genannt: Personalsachen" in texts(seite, ".agenda__item .rows__meta")[0]
    assert texts(seite, ".agenda__result .kern-badge") == ["einstimmig beschlossen mit geändertem Wortlaut"]
    assert "verlesen" not in seite.get_text()


def test_the_short_version_stands_below_what_the_reader_may_read(client: Client) -> None:
    sitzung = build_sitzung()
    for kurz, offen in (("Die Kita wird gebaut.", True), ("Ein Haus wird gekauft.", False)):
        weg = [(sitzung.gremium, None, True, offen)]
        vorlage = build_freigegebene_vorlage(stationen=weg, oeffentlich=offen, kurzfassung=kurz)
        build_top(sitzung, vorlage=vorlage, oeffentlich=offen)
    publish_agenda(sitzung)
    assert texts(read(client, sitzung), ".kurz") == ["Die Kita wird gebaut."]
    client.force_login(build_mitglied(gremium=sitzung.gremium))
    assert texts(read(client, sitzung), ".kurz") == ["Die Kita wird gebaut.", "Ein Haus wird gekauft."]


def test_of_a_public_paper_only_its_published_fassung_may_be_quoted() -> None:
    vorlage = build_veroeffentlichte_vorlage()
    alt = vorlage.fassungen.get()
    neu = release_fassung(build_neufassung(vorlage))
    assert Lesbares.of([vorlage.pk], AnonymousUser()) == Lesbares(frozenset({vorlage.pk}), frozenset({alt.pk}))
    alle = Lesbares.of([vorlage.pk], build_konto(rolle=Rolle.SITZUNGSDIENST))
    assert alle == Lesbares(frozenset({vorlage.pk}), frozenset({alt.pk, neu.pk}))


def test_public_items_link_their_papers_and_show_results_in_words(client: Client) -> None:
    sitzung = build_veroeffentlichte_sitzung(begonnen=True, nichtoeffentliche=0, oeffentliche=3)
    tops = list(iter_tops(sitzung))
    build_abstimmung(tops[0], ausgang=Ausgang.MEHRHEITLICH, ja=20, gegenstimmen=4, enthaltungen=22)
    build_abstimmung(tops[1], ausgang=Ausgang.EINSTIMMIG, enthaltungen=1)
    seite = read(client, sitzung)
    assert texts(seite, ".agenda__result") == [
        "mehrheitlich beschlossen, 20 Ja-Stimmen, 4 Gegenstimmen, 22 Enthaltungen",
        "einstimmig beschlossen, 1 Enthaltung",
    ]
    assert tops[0].beratung is not None
    links = [str(link["href"]) for link in seite.select(".agenda__title a")]
    assert links[0] == reverse("vorlage", args=[tops[0].beratung.vorlage_id])
    assert len(links) == 3


def test_the_announced_title_of_a_withdrawn_paper_stays_and_is_marked(client: Client) -> None:
    sitzung = build_sitzung()
    vorlage = build_freigegebene_vorlage(
        stationen=[(sitzung.gremium, None, True, True)], betreff="Neubau Kita", kurzfassung=GEHEIM, begruendung=GEHEIM
    )
    build_top(sitzung, vorlage=vorlage)
    publish_agenda(sitzung)
    withdraw_vorlage(vorlage, konto=build_konto(), grund="Datenschutz")
    antwort = client.get(sitzung.get_absolute_url())
    assert items(soup(antwort)) == [("Ö 1", "Neubau Kita")]
    assert texts(soup(antwort), ".agenda__item .rows__meta") == [vorlage.nummer]
    assert texts(soup(antwort), ".agenda__result") == ["Vorlage zurückgezogen"]
    assert len(soup(antwort).select(".agenda__title--struck")) == 1
    assert soup(antwort).select(".agenda__title a") == []
    assert GEHEIM not in antwort.content.decode()


def test_a_closed_item_has_no_title_to_keep(client: Client) -> None:
    sitzung = build_sitzung()
    vorlage = build_freigegebene_vorlage(
        stationen=[(sitzung.gremium, None, True, False)], oeffentlich=False, betreff=GEHEIM
    )
    build_top(sitzung, vorlage=vorlage)
    build_top(sitzung, oeffentlich=False, oberbegriff="Personalsachen")
    publish_agenda(sitzung)
    withdraw_vorlage(vorlage, konto=build_konto(), grund="Datenschutz")
    strike_top(list(sitzung.tops.all())[1], konto=build_konto(), grund=GEHEIM)
    antwort = client.get(sitzung.get_absolute_url())
    assert items(soup(antwort)) == [("N 1", "Grundstückssachen"), ("N 2", "Personalsachen")]
    assert texts(soup(antwort), ".agenda__result") == ["abgesetzt"]
    assert GEHEIM not in antwort.content.decode()


def test_what_became_of_a_closed_item_in_the_sitting_is_not_told(client: Client) -> None:
    sitzung = build_veroeffentlichte_sitzung(begonnen=True, oeffentliche=0)
    build_abstimmung(sitzung.tops.get(), ausgang=Ausgang.ABGESETZT)
    antwort = client.get(sitzung.get_absolute_url())
    assert texts(soup(antwort), ".agenda__result") == []


def test_sub_items_stand_inside_their_item_and_struck_ones_stay_marked(client: Client) -> None:
    konto = build_konto()
    sitzung = build_sitzung()
    frage = place_top(sitzung, teil=Teil.OEFFENTLICH, betreff="Anfrage", konto=konto)
    place_top(sitzung, teil=Teil.OEFFENTLICH, betreff="Bericht", konto=konto)
    place_top(sitzung, teil=Teil.OEFFENTLICH, betreff="Antwort", konto=konto, uebergeordnet=frage)
    publish_agenda(sitzung)
    strike_top(sitzung.tops.get(betreff="Bericht"), konto=konto, grund=GEHEIM)
    seite = read(client, sitzung)
    assert items(seite) == [("Ö 1", "Anfrage"), ("Ö 1.1", "Antwort"), ("Ö 2", "Bericht")]
    assert texts(seite, "#top-oe-1 #top-oe-1-1 .agenda__title") == ["Antwort"]
    assert texts(seite, "#top-oe-2 .agenda__result") == ["abgesetzt"]
    assert GEHEIM not in seite.get_text()


def test_an_addition_stays_hidden_until_it_is_published(client: Client) -> None:
    sitzung = build_veroeffentlichte_sitzung(nichtoeffentliche=0)
    place_top(sitzung, teil=Teil.OEFFENTLICH, betreff=GEHEIM, konto=build_konto())
    for konto in (None, build_mitglied(gremium=sitzung.gremium)):
        if konto:
            client.force_login(konto)
        assert GEHEIM not in client.get(sitzung.get_absolute_url()).content.decode()
    login_clerk(client)
    assert texts(read(client, sitzung), ".agenda__result .kern-badge") == ["noch nicht veröffentlicht"]


def test_a_planned_sitting_does_not_exist_for_others(client: Client) -> None:
    sitzung = build_sitzung()
    unbekannt = client.get(reverse("sitzung", args=[987654]))
    for konto in (None, build_mitglied(gremium=sitzung.gremium), build_konto(rolle=Rolle.SACHBEARBEITUNG)):
        if konto:
            client.force_login(konto)
        antwort = client.get(sitzung.get_absolute_url())
        assert antwort.status_code == 404
        if konto is None:
            assert len(antwort.content) == len(unbekannt.content)
            assert antwort.headers.keys() == unbekannt.headers.keys()
    announce_sitzung(sitzung, konto=build_konto())
    client.logout()
    assert client.get(sitzung.get_absolute_url()).status_code == 200


def test_leads_to_the_neighbours_the_reader_may_see(client: Client) -> None:
    gremium = build_gremium()
    davor, mitte, danach = (
        build_sitzung(gremium=gremium, beginn=future(tag), bekanntmachen=True) for tag in (5, 10, 15)
    )
    build_sitzung(gremium=gremium, beginn=future(9))
    build_sitzung(gremium=gremium, beginn=future(11))
    build_sitzung(beginn=future(9), bekanntmachen=True)
    links = [str(link["href"]) for link in read(client, mitte).select("nav a[rel]")]
    assert links == [davor.get_absolute_url(), danach.get_absolute_url()]


@pytest.mark.parametrize(
    ("name", "vorher", "nachher"),
    [
        ("sitzung_bekanntmachen", "Bekannt machen", "Die Sitzung ist öffentlich."),
        ("sitzung_eroeffnen", "Sitzung eröffnen", "Die Sitzung ist eröffnet."),
    ],
)
def test_clerks_act_from_here(client: Client, name: str, vorher: str, nachher: str) -> None:
    login_clerk(client)
    sitzung = build_sitzung(beginn=future(0))
    assert vorher in texts(read(client, sitzung), "summary, .action-bar a")
    antwort = client.post(reverse(name, args=[sitzung.pk]), {"grund": "Eilsitzung"}, follow=True)
    assert texts(soup(antwort), ".kern-alert") == [nachher]


def test_a_refused_act_says_why_on_the_same_page(client: Client) -> None:
    login_clerk(client)
    sitzung = build_veroeffentlichte_sitzung(begonnen=True)
    antwort = client.post(reverse("sitzung_beenden", args=[sitzung.pk]))
    assert errors(antwort) == [
        "2 Tagesordnungspunkte haben noch kein Ergebnis. Bitte stellen Sie die Ergebnisse zuerst fest. (§ 41 GemO)"
    ]
    for top in iter_tops(sitzung):
        build_abstimmung(top)
    antwort = client.post(reverse("sitzung_beenden", args=[sitzung.pk]), follow=True)
    assert texts(soup(antwort), ".kern-alert") == ["Die Sitzung ist beendet."]


def test_results_are_offered_once_the_sitting_has_begun(client: Client) -> None:
    login_clerk(client)
    kommend, begonnen = build_veroeffentlichte_sitzung(), build_veroeffentlichte_sitzung(begonnen=True)
    assert texts(read(client, kommend), ".agenda__item .touch a:not([href$=pdf])") == []
    assert len(texts(read(client, begonnen), ".agenda__item .touch a:not([href$=pdf])")) == 2


@pytest.mark.parametrize("anzahl", [1, 3])
def test_the_number_of_queries_is_fixed(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, anzahl: int
) -> None:
    sitzung = build_veroeffentlichte_sitzung(begonnen=True, oeffentliche=anzahl, nichtoeffentliche=anzahl)
    for top in iter_tops(sitzung):
        build_abstimmung(top)
    with django_assert_num_queries(12):
        assert len(items(read(client, sitzung))) == 2 * anzahl
