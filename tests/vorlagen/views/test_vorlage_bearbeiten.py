"""Writing in a draft: everything typed comes back, nothing is overwritten, incomplete is allowed."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.bauten import (
    build_amt,
    build_anlage,
    build_datei,
    build_entwurf,
    build_freigegebene_vorlage,
    build_gremium,
    build_neufassung,
)
from tests.vorlagen.views.entwurfsseite import (
    ANGABEN,
    ANLAGEN,
    AUSWIRKUNGEN,
    BEGRUENDUNG,
    GREMIENWEG,
    address,
    drafter,
    page_data,
    save,
    stored,
)
from vorlagen.enums import Entwurfsteil
from vorlagen.felder import EINGABEN
from vorlagen.models import Fassung

pytestmark = pytest.mark.django_db


def bodies(fassung: Fassung) -> list[int]:
    return list(fassung.vorlage.beratungen.order_by("position").values_list("gremium", flat=True))


@pytest.fixture
def entwurf(client: Client) -> Fassung:
    fassung = build_entwurf()
    drafter(client, fassung)
    return fassung


@pytest.mark.parametrize(
    ("teil", "frage", "knopf", "ziel"),
    [
        (ANGABEN, "", "speichern", "bearbeiten/kurzfassung/"),
        (BEGRUENDUNG, "", "speichern", "bearbeiten/auswirkungen/"),
        (AUSWIRKUNGEN, "", "speichern", "bearbeiten/anlagen/"),
        (ANLAGEN, "", "speichern", "einreichen/"),
        (BEGRUENDUNG, "?zurueck=pruefen", "speichern", "einreichen/"),
        (BEGRUENDUNG, "", "bleiben", "bearbeiten/begruendung/"),
        (BEGRUENDUNG, "?zurueck=//anderswo.example/", "speichern", "bearbeiten/auswirkungen/"),
    ],
)
def test_saving_leads_to_the_next_part_or_back_to_the_check(
    client: Client, entwurf: Fassung, teil: Entwurfsteil, frage: str, knopf: str, ziel: str
) -> None:
    daten = page_data(client, entwurf, teil) | {knopf: "1"}
    assert client.post(address(entwurf, teil) + frage, daten)["Location"] == f"/vorlagen/{entwurf.vorlage_id}/{ziel}"


def test_saving_says_when(client: Client, entwurf: Fassung) -> None:
    antwort = client.post(address(entwurf), page_data(client, entwurf) | {"betreff": "Neu"}, follow=True)
    assert "Gespeichert um " in antwort.content.decode()
    assert (stored(entwurf).betreff, stored(entwurf).stand) == ("Neu", 1)


def test_unchanged_pages_change_nothing(client: Client) -> None:
    fassung = build_entwurf(stationen=[(build_gremium(), None, False, False), (build_gremium(), None, True, False)])
    build_anlage(fassung, titel="Plan", datei=build_datei(), oeffentlich=False)
    drafter(client, fassung)
    vorher = list(fassung.vorlage.beratungen.values()), list(fassung.anlagen.values()), read_felder(fassung)
    for teil in Entwurfsteil:
        assert client.post(address(fassung, teil), page_data(client, fassung, teil)).status_code == 302
    assert (list(fassung.vorlage.beratungen.values()), list(fassung.anlagen.values()), read_felder(fassung)) == vorher


def read_felder(fassung: Fassung) -> Any:
    return Fassung.objects.values(*EINGABEN).get(pk=fassung.pk)


def test_an_incomplete_draft_is_stored(client: Client, entwurf: Fassung) -> None:
    for leer in ({"betreff": ""}, {"begruendung": ""}, {"beschlussentwurf": ""}, {"gremienweg-TOTAL_FORMS": "0"}):
        assert save(client, entwurf, **leer).status_code == 302
    assert (stored(entwurf).betreff, bodies(entwurf)) == ("", [])


def test_the_page_says_what_is_missing(client: Client) -> None:
    fassung = build_entwurf(begruendung="")
    drafter(client, fassung)
    antwort = client.get(reverse("vorlage_bearbeiten", args=[fassung.vorlage_id]))
    assert [aufgabe.stand for aufgabe in antwort.context["aufgaben"].aufgaben] == [
        *("Fertig", "Offen", "Fertig", "Fertig", "Offen", "Offen", "Offen"),
    ]
    assert "Bitte schreiben Sie die Begründung." in antwort.content.decode()


def test_extra_fields_are_ignored(client: Client, entwurf: Fassung) -> None:
    vorher = stored(entwurf)
    save(
        client, entwurf, status="freigegeben", nummer="BV/0001/2026", verfasser="1", neufassung="7", freigegeben_am="1"
    )
    nachher = stored(entwurf)
    for feld in ("status", "nummer", "verfasser_id", "neufassung", "freigegeben_am"):
        assert getattr(nachher, feld) == getattr(vorher, feld)


def test_an_office_that_is_not_the_own_cannot_be_chosen(client: Client, entwurf: Fassung) -> None:
    antwort = save(client, entwurf, amt=build_amt().pk)
    assert antwort.context["bearbeitung"].form.errors["amt"] == ["Bitte wählen Sie einen Eintrag aus der Liste."]
    assert stored(entwurf).amt == entwurf.amt


def test_titles_become_one_clean_line(client: Client, entwurf: Fassung) -> None:
    save(client, entwurf, betreff="Kita\r\n Zauber\u202eland\x07 A\u0308nderung", aktenzeichen="31\x00-12")
    assert (stored(entwurf).betreff, stored(entwurf).aktenzeichen) == ("Kita Zauberland Änderung", "31-12")


def test_texts_are_sanitised_and_plain_text_becomes_paragraphs(client: Client, entwurf: Fassung) -> None:
    boese = '<p onclick="x()">Zu<script>alert(1)</script>stimmung</p><img src=x onerror=alert(1)>'
    save(client, entwurf, beschlussentwurf=boese)
    save(client, entwurf, begruendung="5 < 7 & mehr\n\n- eins\n- zwei")
    assert stored(entwurf).beschlussentwurf == "<p>Zustimmung</p>"
    assert stored(entwurf).begruendung == "<p>5 &lt; 7 &amp; mehr</p><ul><li>eins</li><li>zwei</li></ul>"


@pytest.mark.parametrize(
    ("feld", "wert", "satz"),
    [
        ("betreff", "x" * 501, "Bitte kürzen Sie auf höchstens 500 Zeichen (es sind 501)."),
        ("aktenzeichen", "x" * 101, "Bitte kürzen Sie auf höchstens 100 Zeichen (es sind 101)."),
        ("nichtoeffentlich_grund", "x" * 501, "Bitte kürzen Sie auf höchstens 500 Zeichen (es sind 501)."),
        ("datum", "morgen", "Bitte geben Sie das Datum als Tag.Monat.Jahr ein, zum Beispiel 12.06.2026."),
        ("dezernat", "", "Bitte wählen Sie einen Eintrag aus der Liste."),
        ("dezernat", "999999", "Bitte wählen Sie einen Eintrag aus der Liste."),
    ],
)
def test_an_error_stands_in_the_summary_and_at_the_field_and_keeps_all_input(
    client: Client, entwurf: Fassung, feld: str, wert: str, satz: str
) -> None:
    andere = "betreff" if feld == "aktenzeichen" else "aktenzeichen"
    antwort = save(client, entwurf, **{andere: "Was sonst getippt wurde", feld: wert})
    # Whoever opens the part later finds it as it was left, with what is wrong.
    for seite in (antwort, client.get(address(entwurf))):
        html = seite.content.decode()
        assert seite.context["bearbeitung"].form.errors[feld] == [satz]
        assert f'href="#id_{feld}"' in html
        assert f'id="id_{feld}_error"' in html
        assert "Was sonst getippt wurde" in html
    assert getattr(stored(entwurf), feld) == getattr(entwurf, feld)
    assert getattr(stored(entwurf), andere) == "Was sonst getippt wurde"
    aufgaben = client.get(reverse("vorlage_bearbeiten", args=[entwurf.vorlage_id])).context["aufgaben"].aufgaben
    assert (aufgaben[0].stand, aufgaben[0].ton) == ("Problem", "danger")


def test_a_text_no_page_could_show_is_refused_at_its_field(client: Client, entwurf: Fassung) -> None:
    tief = "<blockquote>" * 400 + "x" + "</blockquote>" * 400
    antwort = save(client, entwurf, begruendung=tief)
    assert len(antwort.context["bearbeitung"].form.errors["begruendung"]) == 1
    assert stored(entwurf).begruendung == "<p>Weil es nötig ist.</p>"


def station(nummer: int, gremium: object, **felder: str) -> dict[str, Any]:
    return {f"gremienweg-{nummer}-{name}": wert for name, wert in ({"gremium": gremium} | felder).items()}


def test_stations_are_stored_in_the_order_of_their_rows(client: Client, entwurf: Fassung) -> None:
    erste, zweite, alte = build_gremium(), build_gremium(), entwurf.vorlage.beratungen.get()
    daten = {"gremienweg-TOTAL_FORMS": "3"}
    daten |= station(0, zweite.pk, pk="", oeffentlich="on", datum="2026-09-03")
    daten |= station(1, alte.gremium_id, pk=str(alte.pk), entscheidend="on")
    daten |= station(2, erste.pk, pk="", nichtoeffentlich_grund="Personalsache")
    assert save(client, entwurf, **daten).status_code == 302
    assert bodies(entwurf) == [zweite.pk, alte.gremium_id, erste.pk]
    letzte = entwurf.vorlage.beratungen.latest("position")
    assert (letzte.oeffentlich, letzte.nichtoeffentlich_grund) == (False, "Personalsache")
    assert entwurf.vorlage.beratungen.get(position=2).pk == alte.pk


def test_an_empty_row_does_not_count(client: Client, entwurf: Fassung) -> None:
    vorher = bodies(entwurf)
    save(client, entwurf, **{"gremienweg-TOTAL_FORMS": "2"}, **station(1, "", pk="", datum=""))
    assert bodies(entwurf) == vorher


@pytest.mark.parametrize(
    ("feld", "wert", "satz"),
    [
        ("gremium", "", "Bitte wählen Sie ein Gremium oder entfernen Sie die Station."),
        ("gremium", "999999", "Dieses Gremium gibt es nicht. Bitte wählen Sie eines aus der Liste."),
        ("datum", "31.02.2026", "Bitte geben Sie das Datum als Tag.Monat.Jahr ein, zum Beispiel 03.09.2026."),
    ],
)
def test_a_station_with_an_error_is_named_by_its_row(
    client: Client, entwurf: Fassung, feld: str, wert: str, satz: str
) -> None:
    antwort = save(client, entwurf, **{f"gremienweg-0-{feld}": wert})
    seite = antwort.content.decode()
    assert satz in seite
    assert "Station 1, " in seite
    assert f'href="#id_gremienweg-0-{feld}"' in seite


def test_a_body_that_ended_is_not_offered_but_stays_where_it_was(client: Client, entwurf: Fassung) -> None:
    alte = entwurf.vorlage.beratungen.get().gremium
    alte.bis = alte.von = "2001-01-01"
    alte.save()
    weg = build_gremium(bis="2001-01-01")
    auswahl = client.get(address(entwurf, GREMIENWEG)).context["bearbeitung"].gremien
    assert alte.pk in auswahl
    assert weg.pk not in auswahl


def test_row_buttons_work_without_script_and_keep_everything_typed(client: Client, entwurf: Fassung) -> None:
    zweite = build_gremium(name="Kulturausschuss")
    vorher = stored(entwurf)
    getippt = {"gremienweg-TOTAL_FORMS": "2"} | station(1, zweite.pk, pk="", datum="unsinn")
    antwort = save(client, entwurf, **getippt, zeile="gremienweg:hoch:1")
    zeilen = antwort.context["bearbeitung"].gremienweg.forms
    assert antwort.status_code == 200
    assert [str(form["gremium"].value()) for form in zeilen] == [
        str(zweite.pk),
        str(entwurf.vorlage.beratungen.get().gremium_id),
    ]
    assert zeilen[0]["datum"].value() == "unsinn"
    assert "Noch nicht gespeichert" in antwort.content.decode()
    assert stored(entwurf).updated_at == vorher.updated_at
    for befehl, anzahl in (("gremienweg:neu", 3), ("gremienweg:entfernen:0", 1), ("anlagen:entfernen:5", 2)):
        antwort = save(client, entwurf, **getippt, zeile=befehl)
        assert len(antwort.context["bearbeitung"].gremienweg.forms) == anzahl


def test_kind_and_way_of_a_numbered_paper_stay(client: Client) -> None:
    vorlage = build_freigegebene_vorlage()
    fassung = build_neufassung(vorlage)
    drafter(client, fassung)
    vorher = bodies(fassung)
    assert save(client, fassung, betreff="Neu", art="UV").status_code == 302
    assert client.post(address(fassung, GREMIENWEG), {"gremienweg-TOTAL_FORMS": "0", "stand": "0"}).status_code == 302
    vorlage.refresh_from_db()
    assert (stored(fassung).betreff, vorlage.art, bodies(fassung)) == ("Neu", "BV", vorher)
    assert (
        "Den Gremienweg ändert jetzt der Sitzungsdienst." in client.get(address(fassung, GREMIENWEG)).content.decode()
    )


def test_the_kind_of_an_unnumbered_paper_can_change(client: Client, entwurf: Fassung) -> None:
    save(client, entwurf, art="UV")
    assert stored(entwurf).vorlage.art == "UV"
