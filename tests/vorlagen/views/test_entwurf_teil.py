"""Saving while somebody types: nothing is lost, nothing is overwritten, and the answer says what became of it."""

import re
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from konten.enums import Rolle
from tests.bauten import build_entwurf, build_freigegebene_vorlage, build_gremium, build_konto, build_neufassung
from tests.schreiben import write_entwurf
from tests.vorlagen.views.entwurfsseite import (
    ANGABEN,
    ANLAGEN,
    BEGRUENDUNG,
    GREMIENWEG,
    JSON,
    address,
    drafter,
    page_data,
    save,
    stored,
    upload,
)
from vorlagen.actions.freigabe import release_vorlage
from vorlagen.actions.mitzeichnung import countersign_vorlage, submit_vorlage
from vorlagen.enums import Entwurfsteil, Mitzeichnungsergebnis
from vorlagen.models import Fassung, Teilstand

pytestmark = pytest.mark.django_db


@pytest.fixture
def entwurf(client: Client) -> Fassung:
    fassung = build_entwurf()
    drafter(client, fassung)
    return fassung


@pytest.fixture
def kollegin(entwurf: Fassung) -> Client:
    client = Client()
    drafter(client, entwurf)
    return client


def type_in(client: Client, fassung: Fassung, teil: Entwurfsteil = BEGRUENDUNG, **daten: Any) -> Any:
    """Send what the script sends while somebody types."""
    return client.post(address(fassung, teil), daten, headers=JSON)


def test_every_pause_is_a_state_and_the_answer_names_it(client: Client, entwurf: Fassung) -> None:
    antwort = type_in(client, entwurf, begruendung="<p>Eins</p>", stand="0").json()
    # The text the draft began with is a state, too.
    assert (antwort["stand"], antwort["fehler"], antwort["andere"]) == (1, [], [])
    assert [stand.eingabe for stand in entwurf.teilstaende.all()][-1] == {"begruendung": ["<p>Weil es nötig ist.</p>"]}
    assert re.fullmatch(r"\d\d:\d\d", antwort["zeit"])
    assert stored(entwurf).begruendung == "<p>Eins</p>"
    assert type_in(client, entwurf, begruendung="<p>Zwei</p>", stand="1").json()["stand"] == 2
    assert stored(entwurf).begruendung == "<p>Zwei</p>"


def test_the_same_again_is_no_new_state(client: Client, entwurf: Fassung) -> None:
    """A request whose answer got lost is sent again."""
    erste, zweite = (type_in(client, entwurf, begruendung="<p>Eins</p>", stand="0").json() for _ in range(2))
    assert erste == zweite
    assert entwurf.teilstaende.count() == 2


def test_what_is_not_in_order_is_kept_as_typed_and_the_rest_is_taken_over(client: Client, entwurf: Fassung) -> None:
    daten = page_data(client, entwurf) | {"betreff": "Neu", "datum": "31.2.", "aktenzeichen": "x" * 101}
    antwort = type_in(client, entwurf, ANGABEN, **daten).json()
    assert antwort["fehler"] == [
        "Datum der Vorlage: Bitte geben Sie das Datum als Tag.Monat.Jahr ein, zum Beispiel 12.06.2026.",
        "Aktenzeichen: Bitte kürzen Sie auf höchstens 100 Zeichen (es sind 101).",
    ]
    assert (stored(entwurf).betreff, stored(entwurf).aktenzeichen) == ("Neu", entwurf.aktenzeichen)
    form = client.get(address(entwurf)).context["bearbeitung"].form
    assert (form["datum"].value(), form["aktenzeichen"].value()) == ("31.2.", "x" * 101)
    # Nothing goes on with half of what was meant.
    antwort = client.post(reverse("vorlage_einreichen", args=[entwurf.vorlage_id]))
    assert "Im Teil „Angaben“ steht etwas, das noch nicht stimmt" in antwort.content.decode()
    assert stored(entwurf).is_entwurf


def test_other_parts_merge_and_each_hears_of_the_other(client: Client, kollegin: Client, entwurf: Fassung) -> None:
    meine, ihre = page_data(client, entwurf), page_data(kollegin, entwurf, BEGRUENDUNG)
    assert type_in(client, entwurf, ANGABEN, **meine | {"betreff": "Von mir"}).status_code == 200
    antwort = type_in(kollegin, entwurf, **ihre | {"begruendung": "<p>Von ihr</p>"})
    assert antwort.status_code == 200
    assert re.fullmatch(r".+ hat um \d\d:\d\d Uhr die Angaben gespeichert\.", antwort.json()["andere"][0])
    assert (stored(entwurf).betreff, stored(entwurf).begruendung) == ("Von mir", "<p>Von ihr</p>")
    seite = client.get(reverse("vorlage_bearbeiten", args=[entwurf.vorlage_id])).content.decode()
    assert "Sie schreiben nicht allein" in seite
    assert "die Begründung gespeichert." in seite


def test_the_same_part_is_a_conflict_and_both_texts_are_shown(
    client: Client, kollegin: Client, entwurf: Fassung
) -> None:
    meine = page_data(client, entwurf, BEGRUENDUNG)
    save(kollegin, entwurf, begruendung="<p>Von ihr</p>")
    leise = type_in(client, entwurf, **meine | {"begruendung": "<p>Von mir</p>"})
    assert leise.status_code == 409
    assert leise.json()["konflikt"].endswith("hat inzwischen denselben Teil gespeichert. Nichts ist überschrieben.")
    laut = client.post(address(entwurf, BEGRUENDUNG), meine | {"begruendung": "<p>Von mir</p>"})
    seite = BeautifulSoup(laut.content.decode(), "html.parser")
    assert laut.status_code == 409
    assert [seiten.get_text(strip=True) for seiten in seite.select(".vergleich__seite")] == [
        "GespeichertVon ihr",
        "Ihre EingabeVon mir",
    ]
    assert stored(entwurf).begruendung == "<p>Von ihr</p>"
    # Saving again from there is a decision.
    bewusst = {"begruendung": "<p>Beides</p>", "stand": str(laut.context["bearbeitung"].stand)}
    assert client.post(address(entwurf, BEGRUENDUNG), bewusst).status_code == 302
    assert stored(entwurf).begruendung == "<p>Beides</p>"
    assert [stand.eingabe["begruendung"] for stand in entwurf.teilstaende.order_by("zaehler")][-2:] == [
        ["<p>Von ihr</p>"],
        ["<p>Beides</p>"],
    ]


def test_what_was_refused_is_shown_in_a_conflict_without_its_markup(
    client: Client, kollegin: Client, entwurf: Fassung
) -> None:
    meine = page_data(client, entwurf, BEGRUENDUNG)
    save(kollegin, entwurf, begruendung="<p>Von ihr</p>")
    tief = "<blockquote>" * 400 + "<img src=x onerror=alert(1)><script>alert(2)</script>Tief" + "</blockquote>" * 400
    seite = BeautifulSoup(
        client.post(address(entwurf, BEGRUENDUNG), meine | {"begruendung": tief}).content.decode(), "html.parser"
    )
    assert "Tief" in seite.select(".vergleich__seite")[1].get_text()
    assert seite.select(".vergleich__seite img, .vergleich__seite script") == []


def test_a_conflict_of_the_way_shows_both(client: Client, kollegin: Client, entwurf: Fassung) -> None:
    meine = page_data(client, entwurf, GREMIENWEG)
    gremium, neues = entwurf.vorlage.beratungen.get().gremium, build_gremium()
    assert save(kollegin, entwurf, **{"gremienweg-0-gremium": neues.pk}).status_code == 302
    antwort = client.post(address(entwurf, GREMIENWEG), meine | {"gremienweg-0-oeffentlich": ""})
    [unterschied] = antwort.context["unterschiede"]
    assert unterschied.feld == "Gremienweg"
    assert str(neues) in unterschied.gespeichert
    assert str(gremium) in unterschied.eigenes


def test_ones_own_other_window_is_no_conflict_and_its_text_is_kept(client: Client, entwurf: Fassung) -> None:
    daten = page_data(client, entwurf, BEGRUENDUNG)
    for text in ("<p>Fenster 1</p>", "<p>Fenster 2</p>"):
        assert type_in(client, entwurf, **daten | {"begruendung": text}).status_code == 200
    staende = [stand.eingabe["begruendung"][0] for stand in entwurf.teilstaende.order_by("zaehler")]
    assert staende == ["<p>Weil es nötig ist.</p>", "<p>Fenster 1</p>", "<p>Fenster 2</p>"]


@pytest.mark.parametrize("stand", ["", "unsinn", "99", "-1", "1" * 30])
def test_whoever_does_not_say_what_they_saw_overwrites_nothing(client: Client, entwurf: Fassung, stand: str) -> None:
    assert type_in(client, entwurf, begruendung="<p>Überschrieben</p>", stand=stand).status_code == 409
    assert stored(entwurf).begruendung == entwurf.begruendung


def test_text_typed_while_a_colleague_handed_the_draft_in_is_shown_for_copying(
    client: Client, entwurf: Fassung
) -> None:
    meine = page_data(client, entwurf, BEGRUENDUNG) | {"begruendung": "<p>Von mir</p>"}
    assert entwurf.verfasser is not None
    submit_vorlage(entwurf, konto=entwurf.verfasser)
    assert type_in(client, entwurf, **meine).json() == {
        "konflikt": "Die Vorlage ist inzwischen in der Mitzeichnung. Ihr Text liegt noch auf diesem Gerät."
    }
    antwort = client.post(address(entwurf, BEGRUENDUNG), meine)
    seite = antwort.content.decode()
    assert antwort.status_code == 409
    assert "<p>Von mir</p>" in seite
    assert "in die Mitzeichnung gegeben" in seite
    assert 'name="speichern"' not in seite
    assert stored(entwurf).begruendung == "<p>Weil es nötig ist.</p>"


def test_a_conflict_names_files_that_were_not_taken(client: Client, entwurf: Fassung) -> None:
    meine = page_data(client, entwurf, ANLAGEN)
    assert entwurf.verfasser is not None
    submit_vorlage(entwurf, konto=entwurf.verfasser)
    antwort = client.post(address(entwurf, ANLAGEN), meine | {"dateien": upload()})
    assert "Lageplan_Nord.pdf" in antwort.content.decode()
    assert entwurf.anlagen.count() == 0


def test_the_page_tells_the_script_who_is_logged_in_and_the_secret_of_today(client: Client, entwurf: Fassung) -> None:
    lage = client.get(address(entwurf, BEGRUENDUNG), headers=JSON).json()
    assert (lage["stand"], lage["konto"], len(lage["token"])) == (0, int(client.session["_auth_user_id"]), 64)


def test_an_ended_login_is_told_apart_from_everything_else(client: Client, entwurf: Fassung) -> None:
    client.logout()
    antwort = client.get(address(entwurf, BEGRUENDUNG), headers=JSON)
    assert (antwort.status_code, antwort["Location"].startswith("/anmelden/?next=")) == (302, True)


@pytest.mark.parametrize("rolle", [Rolle.SACHBEARBEITUNG, Rolle.SITZUNGSDIENST])
def test_strangers_write_nothing_and_see_no_state(entwurf: Fassung, rolle: Rolle) -> None:
    fremd = Client()
    fremd.force_login(build_konto(rolle=rolle))
    staende = reverse("entwurf_staende", args=[entwurf.vorlage_id, "begruendung"])
    assert type_in(fremd, entwurf, begruendung="<p>Fremd</p>", stand="0").status_code == 404
    assert fremd.get(staende).status_code == fremd.post(staende, {"stand": "1"}).status_code == 404
    assert not entwurf.teilstaende.exists()


@pytest.mark.parametrize("teil", ["", "unsinn", "ANGABEN", "Angaben"])
def test_a_part_that_does_not_exist_is_not_there(client: Client, entwurf: Fassung, teil: str) -> None:
    assert client.get(f"/vorlagen/{entwurf.vorlage_id}/bearbeiten/{teil or 'x'}/").status_code == 404


def test_a_text_with_signs_no_database_takes_is_kept_without_them(client: Client, entwurf: Fassung) -> None:
    assert type_in(client, entwurf, begruendung="<p>A\x00B</p>", stand="0").status_code == 200
    assert stored(entwurf).begruendung == "<p>AB</p>"


# --- earlier states


def history(client: Client, fassung: Fassung, teil: Entwurfsteil = BEGRUENDUNG) -> str:
    return client.get(reverse("entwurf_staende", args=[fassung.vorlage_id, teil.value])).content.decode()


def bring_back(client: Client, fassung: Fassung, stand: int, teil: Entwurfsteil = BEGRUENDUNG) -> Any:
    adresse = reverse("entwurf_staende", args=[fassung.vorlage_id, teil.value])
    return client.post(adresse, {"stand": str(stand)}, follow=True)


def test_an_earlier_state_is_looked_at_and_brought_back(client: Client, entwurf: Fassung) -> None:
    save(client, entwurf, begruendung="<p>Neu</p><script>x()</script>")
    seite = history(client, entwurf)
    assert "Weil es nötig ist." in seite
    assert "x()" not in seite
    antwort = bring_back(client, entwurf, 0)
    assert "gilt wieder. Der bisherige bleibt hier." in antwort.content.decode()
    assert stored(entwurf).begruendung == "<p>Weil es nötig ist.</p>"
    assert "<p>Neu</p>" in history(client, entwurf)


def test_a_way_is_brought_back_with_its_stations(client: Client, entwurf: Fassung) -> None:
    alt = entwurf.vorlage.beratungen.get().gremium_id
    save(client, entwurf, **{"gremienweg-0-datum": "2026-09-03"})
    Teilstand.objects.update(gespeichert_am="2026-01-01T09:00:00Z")
    save(client, entwurf, **{"gremienweg-0-gremium": build_gremium().pk})
    bring_back(client, entwurf, 1, GREMIENWEG)
    assert entwurf.vorlage.beratungen.get().gremium_id == alt


@pytest.mark.parametrize("stand", ["", "77", "unsinn"])
def test_a_state_that_is_gone_cannot_be_brought_back(client: Client, entwurf: Fassung, stand: str) -> None:
    save(client, entwurf, begruendung="<p>Neu</p>")
    adresse = reverse("entwurf_staende", args=[entwurf.vorlage_id, "begruendung"])
    assert client.post(adresse, {"stand": stand}).status_code == 404
    assert stored(entwurf).begruendung == "<p>Neu</p>"


def test_without_a_state_the_page_says_what_comes(client: Client, entwurf: Fassung) -> None:
    assert "Hier wurde noch nichts gespeichert" in history(client, entwurf)


def test_release_forgets_how_the_text_came_to_be() -> None:
    fassung = build_entwurf()
    assert fassung.verfasser is not None
    verfasser = fassung.verfasser
    fassung = write_entwurf(fassung, konto=verfasser, begruendung="<p>Neu</p>")
    assert fassung.teilstaende.count() == 2
    fassung = submit_vorlage(fassung, konto=verfasser)
    freigebend = build_konto(rolle=Rolle.DEZERNAT, dezernat=fassung.dezernat)
    assert not release_vorlage(fassung, konto=freigebend).teilstaende.exists()


def test_a_new_fassung_begins_with_states_of_its_own(client: Client) -> None:
    neu = build_neufassung(build_freigegebene_vorlage())
    drafter(client, neu)
    save(client, neu, begruendung="<p>Geändert</p>")
    assert "Weil es nötig ist." in history(client, neu)


# --- a draft that came back


def test_what_the_signer_remarked_stands_on_desk_list_and_every_part(client: Client, entwurf: Fassung) -> None:
    leitung = build_konto(rolle=Rolle.AMTSLEITUNG, amt=entwurf.amt)
    assert entwurf.verfasser is not None
    submit_vorlage(entwurf, konto=entwurf.verfasser)
    countersign_vorlage(
        entwurf, konto=leitung, ergebnis=Mitzeichnungsergebnis.ZURUECKGEGEBEN, bemerkung="Kosten fehlen.\n\nBitte!"
    )
    seiten = [reverse("vorlage_bearbeiten", args=[entwurf.vorlage_id]), address(entwurf, BEGRUENDUNG)]
    for adresse in seiten:
        seite = client.get(adresse).content.decode()
        assert "Zur Überarbeitung zurückgegeben" in seite
        assert "<p>Kosten fehlen.</p>" in seite
        assert str(leitung) in seite
