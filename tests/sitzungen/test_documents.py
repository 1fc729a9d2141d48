"""The documents of a sitting: what they say, to whom, and whether everybody can read them."""

from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from dokumente.druck.norm.datei import check_pdf
from gremien.enums import Funktion
from sitzungen.actions.sitzung import invite_sitzung
from sitzungen.actions.tagesordnung import place_top, strike_top
from sitzungen.documents.ergebnis import build_beschlussauszug_druck
from sitzungen.documents.tagesordnung import build_einladung_druck, build_tagesordnung_druck, render_sitzungsdokument
from sitzungen.documents.values import PunktDruck, TeilDruck
from sitzungen.enums import Teil
from sitzungen.models import Tagesordnungspunkt
from tests.bauten import (
    build_abstimmung,
    build_freigegebene_vorlage,
    build_gremium,
    build_konto,
    build_mitglied,
    build_person,
    build_sitzung,
    build_top,
    build_veroeffentlichte_sitzung,
    future,
    iter_tops,
)
from tests.pdf_text import extract_text
from tests.sitzungen.druckbeispiele import SITZUNG, iter_dokumente
from tests.sitzungen.gedruckt import GEHEIM, clerk, mixed_sitting, read, rows
from tests.zweite_person import publish_agenda
from vorlagen.actions.freigabe import withdraw_vorlage
from vorlagen.enums import Ausgang

# --- what all kinds have in common


def test_all_kinds_share_letterhead_head_and_page_numbers() -> None:
    gelesen = set()
    for _, druck in iter_dokumente():
        if type(druck) not in gelesen:
            gelesen.add(type(druck))
            text = read(druck)
            assert text.startswith(f"Stadt Koblenz {druck.artname} Gremium: Stadtrat Sitzung: 2026/018/SR Tag: ")
            assert "Tag: Donnerstag, 3. September 2026 Beginn: 15:00 Uhr Ort: Historischer Rathaussaal 101" in text
            assert "Seite 1 von " in text
    assert len(gelesen) == 7


def test_no_item_is_split_between_two_pages() -> None:
    [druck] = [druck for name, druck in iter_dokumente() if name == "Bekanntmachung 60 lange"]
    seiten = extract_text(render_sitzungsdokument(druck), raw=True).split("\f")
    # Every item has a title and a number of its paper: on one page there are as many of one as of the other.
    assert sum(seite.count("BV/") for seite in seiten) == 60
    for seite in seiten:
        assert seite.count("BV/") == seite.count("Integrierten Klimaschutz-")


def test_marks_stand_on_every_page() -> None:
    sitzung = build_druck_sitzung(abgesagt=True)
    punkte = tuple(PunktDruck(bezeichnung=f"Ö {n}", titel="Bericht") for n in range(60))
    teile = (TeilDruck(titel="Öffentlicher Teil", oeffentlich=True, punkte=punkte),)
    [druck] = [druck for name, druck in iter_dokumente() if name == "Einladung eilig"]
    neu = type(druck)(sitzung=sitzung, teile=teile, entwurf=True)  # type: ignore[call-arg]
    seiten = extract_text(render_sitzungsdokument(neu)).split("\f")[:-1]
    assert len(seiten) > 1
    for seite in seiten:
        assert "SITZUNG ABGESAGT" in seite.upper()
        assert "ENTWURF" in seite.upper()


def build_druck_sitzung(**felder: Any) -> Any:
    werte = {name: getattr(SITZUNG, name) for name in SITZUNG.__slots__}
    return type(SITZUNG)(**werte | felder)


def test_file_names_are_safe() -> None:
    namen = {druck.dateiname for _, druck in iter_dokumente()}
    assert namen == {
        "Tagesordnung-2026-018-SR.pdf",
        "Einladung-2026-018-SR.pdf",
        "Öffentliche-Bekanntmachung-2026-018-SR.pdf",
        "12-Nachtrag-zur-Tagesordnung-2026-018-SR.pdf",
        "Beschlussauszug-2026-018-SR-TOP-Ö-1.pdf",
        "Anwesenheitsliste-2026-018-SR.pdf",
        "Abstimmungsblatt-2026-018-SR.pdf",
        "Sitzungsleitfaden-2026-018-SR.pdf",
    }


# --- Tagesordnung and Öffentliche Bekanntmachung


@pytest.mark.django_db
def test_the_public_agenda_holds_no_word_of_closed_items() -> None:
    sitzung = mixed_sitting()
    druck = build_tagesordnung_druck(sitzung, leser=AnonymousUser())
    assert rows(druck.teile) == [("Ö 1", "Mitteilungen"), ("N 1", "Personalsachen")]
    assert druck.artname == "Öffentliche Bekanntmachung"
    assert druck.vermerke == ()
    pdf = render_sitzungsdokument(druck)
    assert GEHEIM not in extract_text(pdf)
    assert "Der öffentliche Teil der Sitzung ist für alle zugänglich." in read(druck)
    vorlage = next(top.fassung for top in iter_tops(sitzung) if top.fassung)
    assert vorlage.nummer not in extract_text(pdf)


@pytest.mark.django_db
def test_members_read_closed_items_under_a_mark() -> None:
    sitzung = mixed_sitting()
    druck = build_tagesordnung_druck(sitzung, leser=build_mitglied(gremium=sitzung.gremium))
    assert rows(druck.teile)[1] == ("N 1", GEHEIM)
    assert (druck.artname, druck.vermerke) == ("Tagesordnung", ("Enthält nichtöffentliche Punkte",))


@pytest.mark.django_db
def test_a_draft_says_so_and_a_published_agenda_holds_nothing_unpublished() -> None:
    sitzung = build_sitzung()
    place_top(sitzung, teil=Teil.OEFFENTLICH, betreff="Bericht", konto=build_konto())
    entwurf = build_tagesordnung_druck(sitzung, leser=clerk())
    assert (entwurf.artname, entwurf.vermerke) == ("Tagesordnung", ("Entwurf",))
    assert rows(entwurf.teile) == [("neu", "Bericht")]
    sitzung = publish_agenda(sitzung)
    place_top(sitzung, teil=Teil.OEFFENTLICH, betreff="Nachtrag", konto=build_konto())
    for druck in (
        build_tagesordnung_druck(sitzung, leser=clerk()),
        build_einladung_druck(sitzung, leser=clerk()),
    ):
        assert rows(druck.teile) == [("Ö 1", "Bericht")]
        assert druck.vermerke == ()


@pytest.mark.django_db
def test_announced_titles_stay_and_what_fell_away_is_marked() -> None:
    sitzung = build_sitzung()
    vorlage = build_freigegebene_vorlage(
        stationen=[(sitzung.gremium, None, True, True)], betreff="Neubau Kita", kurzfassung=GEHEIM
    )
    build_top(sitzung, vorlage=vorlage)
    build_top(sitzung)
    sitzung = publish_agenda(sitzung)
    withdraw_vorlage(vorlage, konto=build_konto(), grund="Datenschutz")
    strike_top(list(iter_tops(sitzung))[1], konto=build_konto(), grund="Streitig")
    text = read(build_tagesordnung_druck(sitzung, leser=AnonymousUser()))
    assert f"Ö 1 Neubau Kita (Vorlage zurückgezogen) {vorlage.nummer}" in text
    assert "(abgesetzt)" in text
    assert GEHEIM not in text
    assert "Streitig" not in text


# --- Einladung


@pytest.mark.django_db
def test_the_invitation_names_day_place_chair_and_agenda() -> None:
    sitzung = mixed_sitting(hinweis="mit Ortsbesichtigung")
    build_mitglied(gremium=sitzung.gremium, funktion=Funktion.VORSITZ, konto=build_konto(person=build_person()))
    druck = build_einladung_druck(sitzung, leser=build_mitglied(gremium=sitzung.gremium))
    text = read(druck)
    assert druck.vorsitz.startswith("Erika Muster")
    assert f"Mit freundlichen Grüßen {druck.vorsitz} Vorsitz Tagesordnung: Öffentlicher Teil" in text
    assert "Hinweis: mit Ortsbesichtigung" in text
    assert "bewahren Sie bitte Verschwiegenheit (§ 20 GemO)" in text
    assert f"N 1 {GEHEIM}" in text
    assert "verkürzt" not in text


@pytest.mark.django_db
def test_a_shortened_notice_is_said_without_its_reason() -> None:
    sitzung = build_veroeffentlichte_sitzung(beginn=future(2), nichtoeffentliche=0)
    sitzung = invite_sitzung(sitzung, zugang=timezone.now(), konto=clerk(), dringlich_grund="Hangrutsch")
    druck = build_einladung_druck(sitzung, leser=build_mitglied(gremium=sitzung.gremium))
    text = read(druck)
    assert f"Datum der Einladung: {future(0):%d.%m.%Y}" in text
    assert "Die Einladungsfrist ist wegen Dringlichkeit verkürzt (§ 34 Abs. 3 GemO)." in text
    assert "Hangrutsch" not in text


# --- Beschlussauszug


@pytest.mark.django_db
def test_the_extract_prints_wording_result_and_counted_votes() -> None:
    abstimmung = build_abstimmung(ausgang=Ausgang.MEHRHEITLICH, ja=20, gegenstimmen=4, enthaltungen=22)
    druck = build_beschlussauszug_druck(abstimmung, leser=AnonymousUser())
    assert druck.stimmen == (("Ja-Stimmen", 20), ("Gegenstimmen", 4), ("Enthaltungen", 22))
    text = read(druck)
    assert "Beschluss: Der Stadtrat stimmt zu. Ergebnis: mehrheitlich beschlossen" in text
    assert druck.vermerke == ()


@pytest.mark.django_db
def test_votes_nobody_counted_are_not_printed() -> None:
    druck = build_beschlussauszug_druck(build_abstimmung(gegenstimmen=0, enthaltungen=1), leser=AnonymousUser())
    assert druck.stimmen == (("Gegenstimmen", 0), ("Enthaltungen", 1))
    assert "Ja-Stimmen" not in read(druck)
    druck = build_beschlussauszug_druck(build_abstimmung(ausgang=Ausgang.KENNTNIS), leser=AnonymousUser())
    assert druck.stimmen == ()
    assert (druck.wortlaut_titel, druck.ergebnis) == ("Beschlussentwurf", "zur Kenntnis genommen")


@pytest.mark.django_db
def test_the_changed_wording_takes_the_place_of_the_draft() -> None:
    abstimmung = build_abstimmung(geaendert=True, wortlaut="Der Rat stimmt zu.\n\n- ohne <b>Punkt 3</b>", befangen=2)
    text = read(build_beschlussauszug_druck(abstimmung, leser=AnonymousUser()))
    assert "Der Rat stimmt zu." in text
    assert "ohne <b>Punkt 3</b>" in text
    assert "Der Stadtrat stimmt zu." not in text
    assert "einstimmig beschlossen mit geändertem Wortlaut" in text
    assert "Befangen (§ 22 GemO) 2" in text


@pytest.mark.django_db
def test_a_preparing_body_recommends_and_a_correction_shows_its_day() -> None:
    gremium = build_gremium()
    vorlage = build_freigegebene_vorlage(stationen=[(gremium, None, False, True), (build_gremium(), None, True, True)])
    sitzung = build_veroeffentlichte_sitzung(
        gremium=gremium, begonnen=True, oeffentliche=0, nichtoeffentliche=0, vorlagen=[vorlage]
    )
    erste = build_abstimmung(next(iter_tops(sitzung)))
    assert build_beschlussauszug_druck(erste, leser=AnonymousUser()).wortlaut_titel == "Beschlussempfehlung"
    zweite = build_abstimmung(
        next(iter_tops(sitzung)), ausgang=Ausgang.ABGELEHNT, berichtigt=erste, grund="verlesen", gegenstimmen=9
    )
    druck = build_beschlussauszug_druck(zweite, leser=AnonymousUser())
    assert (druck.wortlaut_titel, druck.ergebnis) == ("Beschlussentwurf", "abgelehnt")
    text = read(druck)
    assert f"Berichtigt am {future(0):%d.%m.%Y}" in text
    assert "verlesen" not in text


@pytest.mark.django_db
def test_the_public_extract_of_a_withdrawn_paper_holds_its_announced_title_and_no_wording() -> None:
    gremium = build_gremium()
    vorlage = build_freigegebene_vorlage(
        stationen=[(gremium, None, False, True), (build_gremium(), None, True, True)],
        betreff="Neubau Kita",
    )
    sitzung = build_veroeffentlichte_sitzung(
        gremium=gremium, begonnen=True, oeffentliche=0, nichtoeffentliche=0, vorlagen=[vorlage]
    )
    abstimmung = build_abstimmung(next(iter_tops(sitzung)), geaendert=True, wortlaut=GEHEIM)
    assert GEHEIM in read(build_beschlussauszug_druck(abstimmung, leser=AnonymousUser()))
    vorlage.refresh_from_db()
    withdraw_vorlage(vorlage, konto=build_konto(), grund="Datenschutz")
    druck = build_beschlussauszug_druck(abstimmung, leser=AnonymousUser())
    assert (druck.punkt.titel, druck.wortlaut_html) == ("Neubau Kita", None)
    pdf = render_sitzungsdokument(druck)
    assert GEHEIM not in extract_text(pdf)
    assert GEHEIM not in druck.titel
    assert check_pdf(pdf) == []


@pytest.mark.django_db
def test_no_extract_of_an_item_the_reader_may_not_read() -> None:
    sitzung = build_veroeffentlichte_sitzung(begonnen=True, oeffentliche=0)
    abstimmung = build_abstimmung(next(iter_tops(sitzung)))
    with pytest.raises(Tagesordnungspunkt.DoesNotExist):
        build_beschlussauszug_druck(abstimmung, leser=AnonymousUser())
    druck = build_beschlussauszug_druck(abstimmung, leser=build_mitglied(gremium=sitzung.gremium))
    assert druck.vermerke == ("Enthält nichtöffentliche Punkte",)
