"""Writing in a draft: everything typed comes back, nothing is overwritten, incomplete is allowed."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
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
from tests.vorlagen.views.entwurfsseite import address, drafter, page_data, save, stored, upload
from vorlagen.actions.mitzeichnung import submit_vorlage
from vorlagen.models import Fassung

pytestmark = pytest.mark.django_db


def bodies(fassung: Fassung) -> list[int]:
    return list(fassung.vorlage.beratungen.order_by("position").values_list("gremium", flat=True))


@pytest.fixture
def entwurf(client: Client) -> Fassung:
    fassung = build_entwurf()
    drafter(client, fassung)
    return fassung


def test_saving_stays_on_the_page_and_says_when(client: Client, entwurf: Fassung) -> None:
    antwort = client.post(address(entwurf), page_data(client, entwurf) | {"betreff": "Neu"}, follow=True)
    assert antwort.redirect_chain == [(address(entwurf), 302)]
    assert "Gespeichert um " in antwort.content.decode()
    assert (stored(entwurf).betreff, stored(entwurf).stand) == ("Neu", 1)


def test_an_unchanged_page_changes_nothing_but_the_count(client: Client) -> None:
    fassung = build_entwurf(stationen=[(build_gremium(), None, False, False), (build_gremium(), None, True, False)])
    build_anlage(fassung, titel="Plan", datei=build_datei(), oeffentlich=False)
    drafter(client, fassung)
    vorher = list(fassung.vorlage.beratungen.values()), list(fassung.anlagen.values())
    assert save(client, fassung).status_code == 302
    assert (list(fassung.vorlage.beratungen.values()), list(fassung.anlagen.values())) == vorher


def test_checking_saves_first(client: Client, entwurf: Fassung) -> None:
    antwort = save(client, entwurf, betreff="Neu", pruefen="1")
    assert antwort.headers["Location"] == reverse("vorlage_einreichen", args=[entwurf.vorlage_id])
    assert stored(entwurf).betreff == "Neu"


def test_an_incomplete_draft_is_stored(client: Client, entwurf: Fassung) -> None:
    antwort = save(client, entwurf, betreff="", begruendung="", beschlussentwurf="", **{"gremienweg-TOTAL_FORMS": "0"})
    assert antwort.status_code == 302
    assert (stored(entwurf).betreff, bodies(entwurf)) == ("", [])


def test_the_page_says_what_is_missing(client: Client) -> None:
    fassung = build_entwurf(begruendung="")
    drafter(client, fassung)
    antwort = client.get(address(fassung))
    assert antwort.context["fertig"] == 5
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
    save(
        client,
        entwurf,
        beschlussentwurf='<p onclick="x()">Zu<script>alert(1)</script>stimmung</p><img src=x onerror=alert(1)>',
        begruendung="5 < 7 & mehr\n\n- eins\n- zwei",
    )
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
    antwort = save(client, entwurf, **{"begruendung": "<p>Mein neuer Text</p>", feld: wert})
    seite = antwort.content.decode()
    assert antwort.context["bearbeitung"].form.errors[feld] == [satz]
    assert f'href="#id_{feld}"' in seite
    assert f'id="id_{feld}_error"' in seite
    assert "&lt;p&gt;Mein neuer Text&lt;/p&gt;" in seite
    assert stored(entwurf).begruendung == "<p>Weil es nötig ist.</p>"


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
    auswahl = client.get(address(entwurf)).context["bearbeitung"].gremien
    assert alte.pk in auswahl
    assert weg.pk not in auswahl


def test_row_buttons_work_without_script_and_keep_everything_typed(client: Client, entwurf: Fassung) -> None:
    zweite = build_gremium(name="Kulturausschuss")
    vorher = stored(entwurf)
    getippt = {"betreff": "Getippt", "datum": "unsinn", "gremienweg-TOTAL_FORMS": "2"} | station(1, zweite.pk, pk="")
    antwort = save(client, entwurf, **getippt, zeile="gremienweg:hoch:1")
    bearbeitung = antwort.context["bearbeitung"]
    assert antwort.status_code == 200
    assert [str(form["gremium"].value()) for form in bearbeitung.gremienweg] == [
        str(zweite.pk),
        str(entwurf.vorlage.beratungen.get().gremium_id),
    ]
    assert (bearbeitung.form["betreff"].value(), bearbeitung.form["datum"].value()) == ("Getippt", "unsinn")
    assert "Noch nicht gespeichert" in antwort.content.decode()
    assert stored(entwurf).updated_at == vorher.updated_at
    for befehl, anzahl in (("gremienweg:neu", 3), ("gremienweg:entfernen:0", 1), ("anlagen:entfernen:5", 2)):
        antwort = save(client, entwurf, **getippt, zeile=befehl)
        assert len(antwort.context["bearbeitung"].gremienweg.forms) == anzahl


def test_unticked_boxes_stay_unticked_over_a_row_button(client: Client, entwurf: Fassung) -> None:
    daten = page_data(client, entwurf)
    assert daten.pop("oeffentlich") == "on"
    antwort = client.post(address(entwurf), daten | {"zeile": "gremienweg:neu"})
    assert antwort.context["bearbeitung"].form["oeffentlich"].value() is False


def test_two_people_writing_lose_nothing(client: Client, entwurf: Fassung) -> None:
    anderer = Client()
    drafter(anderer, entwurf)
    meine = page_data(client, entwurf)
    assert save(anderer, entwurf, begruendung="<p>Vom anderen</p>", dateien=[upload()]).status_code == 302
    antwort = client.post(address(entwurf), meine | {"begruendung": "<p>Von mir</p>"})
    seite = antwort.content.decode()
    assert antwort.status_code == 409
    assert "<p>Vom anderen</p>" in seite
    assert "<p>Von mir</p>" in seite
    assert stored(entwurf).begruendung == "<p>Vom anderen</p>"
    bearbeitung = antwort.context["bearbeitung"]
    bewusst = meine | {"begruendung": "<p>Beides</p>", "stand": bearbeitung.form["stand"].value()}
    bewusst |= {
        feld.html_name: feld.value()
        for form in (bearbeitung.anlagen.management_form, *bearbeitung.anlagen)
        for feld in form
    }
    assert client.post(address(entwurf), bewusst).status_code == 302
    assert stored(entwurf).begruendung == "<p>Beides</p>"
    assert entwurf.anlagen.count() == 1


def test_a_conflict_shows_both_ways_and_nothing_that_is_the_same(client: Client, entwurf: Fassung) -> None:
    anderer = Client()
    drafter(anderer, entwurf)
    meine = page_data(client, entwurf)
    gremium, neues = entwurf.vorlage.beratungen.get().gremium, build_gremium()
    assert save(anderer, entwurf, **{"gremienweg-0-gremium": neues.pk}).status_code == 302
    antwort = client.post(address(entwurf), meine)
    [unterschied] = antwort.context["unterschiede"]
    assert unterschied.feld == "Gremienweg"
    assert str(neues) in unterschied.gespeichert
    assert str(gremium) in unterschied.eigenes
    seite = BeautifulSoup(antwort.content.decode(), "html.parser")
    titel = [ueberschrift.get_text() for ueberschrift in seite.select("#unterschiede-titel ~ section h3")]
    assert titel == ["Gremienweg"]


def test_a_conflict_names_files_that_were_not_taken(client: Client, entwurf: Fassung) -> None:
    meine = page_data(client, entwurf)
    save(client, entwurf)
    antwort = client.post(address(entwurf), meine | {"dateien": upload()})
    assert "bitte wählen Sie sie noch einmal aus: Lageplan_Nord.pdf" in antwort.content.decode()
    assert entwurf.anlagen.count() == 0


def test_text_typed_while_a_colleague_handed_the_draft_in_is_shown_for_copying(
    client: Client, entwurf: Fassung
) -> None:
    meine = page_data(client, entwurf)
    assert entwurf.verfasser is not None
    submit_vorlage(entwurf, konto=entwurf.verfasser)
    antwort = client.post(address(entwurf), meine | {"begruendung": "<p>Von mir</p>"})
    seite = antwort.content.decode()
    assert antwort.status_code == 409
    assert "<p>Von mir</p>" in seite
    assert "in die Mitzeichnung gegeben" in seite
    assert "Entwurf speichern" not in seite
    assert stored(entwurf).begruendung == "<p>Weil es nötig ist.</p>"


def test_a_page_without_a_known_state_is_a_conflict_not_an_overwrite(client: Client, entwurf: Fassung) -> None:
    for stand in ("", "unsinn", "99"):
        assert save(client, entwurf, betreff="Überschrieben", stand=stand).status_code == 409
    assert stored(entwurf).betreff == entwurf.betreff


def test_kind_and_way_of_a_numbered_paper_stay(client: Client) -> None:
    vorlage = build_freigegebene_vorlage()
    fassung = build_neufassung(vorlage)
    drafter(client, fassung)
    vorher = bodies(fassung)
    antwort = save(client, fassung, betreff="Neu", art="UV", **{"gremienweg-TOTAL_FORMS": "0"})
    assert antwort.status_code == 302
    vorlage.refresh_from_db()
    assert (stored(fassung).betreff, vorlage.art, bodies(fassung)) == ("Neu", "BV", vorher)
    assert "Den Gremienweg ändert jetzt der Sitzungsdienst." in client.get(address(fassung)).content.decode()


def test_the_kind_of_an_unnumbered_paper_can_change(client: Client, entwurf: Fassung) -> None:
    save(client, entwurf, art="UV")
    assert stored(entwurf).vorlage.art == "UV"


@pytest.mark.parametrize("anzahl", [1, 3])
def test_the_number_of_queries_does_not_grow_with_the_rows(
    client: Client, django_assert_num_queries: Any, anzahl: int
) -> None:
    fassung = build_entwurf(stationen=[(build_gremium(), None, nummer == 0, True) for nummer in range(anzahl)])
    for _ in range(anzahl):
        build_anlage(fassung, datei=build_datei())
    drafter(client, fassung)
    with django_assert_num_queries(18):
        client.get(address(fassung))
