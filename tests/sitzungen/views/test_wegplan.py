"""Planning a way by the calendar: what is shown to whom, and that taking over is saving with everything saving does."""

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from gremien.models import Gremium
from konten.enums import Rolle
from sitzungen.actions.sitzung import cancel_sitzung
from tests.bauten import (
    GRUND,
    build_entwurf,
    build_gremium,
    build_konto,
)
from tests.sitzungen.views.wegseite import (
    announce,
    plan_address,
    press,
    read_plan,
    say,
    say_angebote,
    say_halt,
    tag_of,
    tage_of,
)
from tests.vorlagen.views.entwurfsseite import GREMIENWEG, address, drafter, page_data, save
from vorlagen.models import Fassung

pytestmark = pytest.mark.django_db


@pytest.fixture
def ausschuss() -> Gremium:
    return build_gremium(name="Ausschuss", einreichungsfrist=10)


@pytest.fixture
def rat() -> Gremium:
    return build_gremium(name="Stadtrat", einreichungsfrist=14)


@pytest.fixture
def entwurf(client: Client, ausschuss: Gremium, rat: Gremium) -> Fassung:
    fassung = build_entwurf(stationen=[(ausschuss, None, False, True), (rat, None, True, True)])
    drafter(client, fassung)
    return fassung


# --- a draft


def test_one_press_takes_the_way_over_and_keeps_what_was_written(
    client: Client, entwurf: Fassung, ausschuss: Gremium, rat: Gremium
) -> None:
    frueh, spaet, ziel = announce(ausschuss, 100), announce(ausschuss, 120), announce(rat, 130)
    save(client, entwurf, **{"gremienweg-0-oeffentlich": "", "gremienweg-0-nichtoeffentlich_grund": GRUND})
    save(client, entwurf, **{"gremienweg-0-oeffentlich": "on"})
    vorher = [beratung.pk for beratung in entwurf.vorlage.beratungen.order_by("position")]
    seite = read_plan(client, entwurf.vorlage)
    assert say_angebote(seite) == [f"{say_halt(spaet, 'vorberatend')} → {say_halt(ziel, 'entscheidend')}"]
    assert frueh.pk != spaet.pk
    antwort = press(client, seite, f"#sitzung-{ziel.pk}")
    assert (antwort.status_code, antwort["Location"]) == (302, address(entwurf, GREMIENWEG))
    stationen = list(entwurf.vorlage.beratungen.order_by("position"))
    assert [(s.pk, s.datum, s.entscheidend, s.oeffentlich) for s in stationen] == [
        (vorher[0], tag_of(spaet), False, True),
        (vorher[1], tag_of(ziel), True, True),
    ]
    # What was there before is a state that can be brought back.
    assert entwurf.teilstaende.filter(teil=GREMIENWEG).latest("zaehler").zaehler == 3
    gefuellt = page_data(client, entwurf, GREMIENWEG)
    assert gefuellt["gremienweg-1-datum"] == str(tag_of(ziel))


def test_the_reason_of_a_closed_station_stays(client: Client, ausschuss: Gremium, rat: Gremium) -> None:
    fassung = build_entwurf(stationen=[(ausschuss, None, False, False), (rat, None, True, False)], oeffentlich=False)
    drafter(client, fassung)
    announce(ausschuss, 100)
    ziel = announce(rat, 130)
    seite = read_plan(client, fassung.vorlage)
    assert GRUND not in plan_address(fassung.vorlage) + say(seite.select_one("#ergebnis"))
    press(client, seite, f"#sitzung-{ziel.pk}")
    assert set(fassung.vorlage.beratungen.values_list("nichtoeffentlich_grund", flat=True)) == {GRUND}


def test_whoever_saved_meanwhile_is_not_overwritten(
    client: Client, entwurf: Fassung, ausschuss: Gremium, rat: Gremium
) -> None:
    announce(ausschuss, 100)
    ziel = announce(rat, 130)
    seite = read_plan(client, entwurf.vorlage)
    kollegin = Client()
    drafter(kollegin, entwurf)
    save(kollegin, entwurf, **{"gremienweg-0-datum": str(tag_of(ziel))})
    antwort = press(client, seite, f"#sitzung-{ziel.pk}")
    assert antwort.status_code == 409
    assert tage_of(entwurf.vorlage) == [tag_of(ziel), None]


def test_other_bodies_can_be_tried_and_become_the_way(client: Client, entwurf: Fassung, rat: Gremium) -> None:
    beirat = build_gremium(name="Beirat")
    erste, ziel = announce(beirat, 110), announce(rat, 130)
    wahl = {
        "weg-TOTAL_FORMS": 3,
        "weg-INITIAL_FORMS": 0,
        "weg-0-gremium": beirat.pk,
        "weg-0-oeffentlich": "on",
        "weg-1-oeffentlich": "on",  # a row without a body does not count
        "weg-2-gremium": rat.pk,
        "weg-2-entscheidend": "on",
        "weg-2-oeffentlich": "on",
    }
    seite = read_plan(client, entwurf.vorlage, **wahl)
    assert say_angebote(seite) == [f"{say_halt(erste, 'vorberatend')} → {say_halt(ziel, 'entscheidend')}"]
    assert tage_of(entwurf.vorlage) == [None, None]
    press(client, seite, f"#sitzung-{ziel.pk}")
    stationen = entwurf.vorlage.beratungen.order_by("position").values_list("gremium", "datum")
    assert list(stationen) == [(beirat.pk, tag_of(erste)), (rat.pk, tag_of(ziel))]


def test_row_buttons_rearrange_and_count_nothing(client: Client, entwurf: Fassung, ausschuss: Gremium) -> None:
    wahl = {"weg-TOTAL_FORMS": 1, "weg-INITIAL_FORMS": 0, "weg-0-gremium": ausschuss.pk, "zeile": "weg:neu"}
    seite = read_plan(client, entwurf.vorlage, **wahl)
    assert len(seite.select("[data-zeilenliste] > [data-zeile]")) == 2
    assert say(seite.select_one(".empty-state__title")) == "Noch nichts gesucht"


def test_a_body_that_does_not_exist_is_refused_in_words(client: Client, entwurf: Fassung) -> None:
    wahl = {"weg-TOTAL_FORMS": 1, "weg-INITIAL_FORMS": 0, "weg-0-gremium": "987654"}
    seite = read_plan(client, entwurf.vorlage, **wahl)
    assert "Dieses Gremium gibt es nicht. Bitte wählen Sie eines aus der Liste." in seite.get_text()


def test_why_a_sitting_is_out_of_reach_stands_beside_it(
    client: Client, entwurf: Fassung, ausschuss: Gremium, rat: Gremium
) -> None:
    dienst = build_konto(rolle=Rolle.SITZUNGSDIENST)
    vorher, abgesagt = announce(rat, 90), announce(rat, 95)
    cancel_sitzung(abgesagt, konto=dienst, grund="Wasserschaden")
    announce(ausschuss, 100)
    seite = read_plan(client, entwurf.vorlage)
    assert say_angebote(seite) == [
        f"Ausschuss tagt vor dem {tag_of(vorher):%d.%m.%Y} nicht mehr.",
        "Die Sitzung ist abgesagt.",
    ]
    assert "Keine dieser Sitzungen ist zu erreichen" in seite.get_text()
    assert seite.select("form[method=post] input[name^=gremienweg]") == []


def test_time_for_co_signing_can_be_left_out(client: Client) -> None:
    # Handed in within five days: that never holds five working days, and always holds one.
    rat = build_gremium(einreichungsfrist=15)
    fassung = build_entwurf(stationen=[(rat, None, True, True)])
    drafter(client, fassung)
    ziel = announce(rat, 20)
    [grund] = say_angebote(read_plan(client, fassung.vorlage))
    assert grund.startswith("Bis zum Einreichungsschluss (")
    wahl = {"weg-TOTAL_FORMS": 1, "weg-INITIAL_FORMS": 0, "weg-0-gremium": rat.pk, "weg-0-entscheidend": "on"}
    wahl |= {"weg-0-oeffentlich": "on", "eilig": 1}
    assert say_angebote(read_plan(client, fassung.vorlage, **wahl)) == [say_halt(ziel, "entscheidend")]


def test_the_law_speaks_of_the_order_and_of_closed_committees(
    client: Client, entwurf: Fassung, ausschuss: Gremium, rat: Gremium
) -> None:
    announce(rat, 130)
    geschlossen = {
        "weg-TOTAL_FORMS": 2,
        "weg-INITIAL_FORMS": 0,
        "weg-0-gremium": ausschuss.pk,
        "weg-1-gremium": rat.pk,
        "weg-1-entscheidend": "on",
        "weg-1-oeffentlich": "on",
    }
    hinweise = read_plan(client, entwurf.vorlage, **geschlossen).select(".kern-alert li")
    geschlossen_satz = (
        "Die Vorlage wird öffentlich entschieden, Station 1 (Ausschuss) berät aber nichtöffentlich vor. "
        "Bitte machen Sie diese Station öffentlich. (§ 35 Abs. 1, § 46 Abs. 4 GemO)"
    )
    assert [say(li) for li in hinweise] == [geschlossen_satz]
    danach = {
        "weg-TOTAL_FORMS": 2,
        "weg-INITIAL_FORMS": 0,
        "weg-0-gremium": rat.pk,
        "weg-0-entscheidend": "on",
        "weg-0-oeffentlich": "on",
        "weg-1-gremium": ausschuss.pk,
        "weg-1-oeffentlich": "on",
    }
    seite = read_plan(client, entwurf.vorlage, **danach)
    danach_satz = (
        "Station 2 (Ausschuss) steht nach der entscheidenden Station und wird nach der Entscheidung nicht mehr "
        "aufgerufen. Bitte ordnen Sie die Station davor ein oder begründen Sie die Reihenfolge."
    )
    assert [say(li) for li in seite.select(".kern-alert li")] == [danach_satz]
    # The way ends with the decision; what comes after it keeps the day it had.
    assert [len(li.select("ol.weg li")) for li in seite.select("li[id^=sitzung-]")] == [1]


def test_what_if_a_station_is_postponed(client: Client, entwurf: Fassung, ausschuss: Gremium, rat: Gremium) -> None:
    announce(ausschuss, 120)
    spaeter, ziel, danach = announce(ausschuss, 140), announce(rat, 130), announce(rat, 158)
    seite = read_plan(client, entwurf.vorlage)
    gruppen = [str(gruppe["label"]) for gruppe in seite.select("#id_verschiebung optgroup")]
    assert [gruppe.partition(",")[0] for gruppe in gruppen] == ["1. Ausschuss", "2. Stadtrat"]
    seite = read_plan(client, entwurf.vorlage, ziel=ziel.pk, verschiebung=f"0-{spaeter.pk}")
    assert say(seite.select_one("#verschieben .kern-alert .kern-title")) == (
        f"Entschieden wird dann am {tag_of(danach):%d.%m.%Y} statt am {tag_of(ziel):%d.%m.%Y}, 28 Tage später."
    )
    assert say(seite.select("#verschieben ol.weg li")[1]).endswith(f"statt {tag_of(ziel):%d.%m.%Y}")
    press(client, seite, "#verschieben")
    assert tage_of(entwurf.vorlage) == [tag_of(spaeter), tag_of(danach)]


def test_what_if_there_is_no_later_sitting(client: Client, entwurf: Fassung, ausschuss: Gremium, rat: Gremium) -> None:
    announce(ausschuss, 120)
    spaeter, ziel = announce(ausschuss, 140), announce(rat, 130)
    seite = read_plan(client, entwurf.vorlage, ziel=ziel.pk, verschiebung=f"0-{spaeter.pk}")
    assert say(seite.select_one("#verschieben .kern-alert .kern-title")).startswith(
        "Dann gibt es keinen Weg mehr: Stadtrat tagt laut Sitzungskalender nach "
    )
    assert seite.select("#verschieben form[method=post]") == []


@pytest.mark.parametrize("unsinn", ["", "x", "0-0", "7-1", "0--1", "1-" + "9" * 40])
def test_nonsense_in_the_address_counts_as_not_asked(
    client: Client, entwurf: Fassung, ausschuss: Gremium, rat: Gremium, unsinn: str
) -> None:
    announce(ausschuss, 120), announce(ausschuss, 125), announce(rat, 130)
    seite = read_plan(client, entwurf.vorlage, ziel=unsinn, verschiebung=unsinn)
    assert seite.select("#verschieben .kern-alert") == []


def test_the_button_saves_what_was_typed_and_leads_to_the_plan(client: Client, entwurf: Fassung, rat: Gremium) -> None:
    ziel = plan_address(entwurf.vorlage)
    seite = BeautifulSoup(client.get(address(entwurf, GREMIENWEG)).content, "html.parser")
    knopf = seite.select_one("button[name=weiter]")
    assert knopf is not None
    assert knopf["value"] == ziel
    neu = {"gremienweg-0-gremium": str(rat.pk), "gremienweg-0-datum": "31.2.", "weiter": ziel}
    antwort = client.post(address(entwurf, GREMIENWEG), page_data(client, entwurf, GREMIENWEG) | neu)
    assert (antwort.status_code, antwort["Location"]) == (302, ziel)
    # What is not in order yet is kept as typed, and the bodies are those that were typed.
    wahl = read_plan(client, entwurf.vorlage).select("[data-zeilenliste] select option[selected]")
    assert [option["value"] for option in wahl] == [str(rat.pk), str(rat.pk)]


@pytest.mark.parametrize("fremd", ["https://example.org/", "//example.org/", "javascript:alert(1)"])
def test_no_button_leads_out_of_the_house(client: Client, entwurf: Fassung, fremd: str) -> None:
    antwort = client.post(address(entwurf, GREMIENWEG), page_data(client, entwurf, GREMIENWEG) | {"weiter": fremd})
    assert antwort["Location"].startswith("/vorlagen/")


def test_a_draft_without_a_way_begins_with_two_rows(client: Client) -> None:
    fassung = build_entwurf(stationen=[])
    drafter(client, fassung)
    seite = read_plan(client, fassung.vorlage)
    assert [bool(feld.has_attr("checked")) for feld in seite.select("input[name$=entscheidend]")][:2] == [False, True]
    assert seite.select(".error-summary, .kern-alert") == []
