"""The sheets for the room: attendance, votes, the chair's script."""

from typing import Any

import pytest
from django.utils import timezone

from dokumente.druck.norm.datei import check_pdf
from gremien.enums import Funktion
from sitzungen.actions.sitzung import invite_sitzung
from sitzungen.actions.tagesordnung import place_top, strike_top
from sitzungen.documents.saal import (
    build_abstimmungsblatt_druck,
    build_anwesenheitsliste_druck,
    build_leitfaden_druck,
)
from sitzungen.documents.tagesordnung import render_sitzungsdokument
from sitzungen.documents.values import AbstimmungsblattDruck, Aufruf, SitzDruck
from sitzungen.enums import Mehrheitsart, Teil
from tests.bauten import (
    build_abstimmung,
    build_fraktion,
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
from tests.sitzungen.druckbeispiele import SITZUNG
from tests.sitzungen.gedruckt import GEHEIM, clerk, mixed_sitting, read, rows
from tests.zweite_person import publish_agenda
from vorlagen.actions.stammdaten import KAESTCHEN
from vorlagen.enums import Ausgang, Vorlagenart


@pytest.mark.django_db
def test_the_attendance_sheet_groups_seats_by_fraktion() -> None:
    sitzung = build_sitzung(gremium=build_gremium(gesetzliche_zahl=56))
    eins, zwei = build_fraktion(reihenfolge=1), build_fraktion(reihenfolge=2)

    def seat(nachname: str, **felder: Any) -> None:
        konto = build_konto(person=build_person(vorname="Erika", nachname=nachname))
        build_mitglied(gremium=sitzung.gremium, konto=konto, **felder)

    seat("Zander", fraktion=eins)
    seat("Adler", fraktion=eins, funktion=Funktion.STELLVERTRETUNG)
    seat("Berg", fraktion=zwei)
    seat("Cron", fraktion=zwei, funktion=Funktion.VERTRETUNG)
    seat("Dorn", funktion=Funktion.BERATEND, stimmberechtigt=False)
    seat("Fort", fraktion=eins, bis=future(-1).date())
    druck = build_anwesenheitsliste_druck(sitzung)
    assert druck.gruppen == (
        (
            str(eins),
            (SitzDruck(name="Erika Adler", funktion="Stellvertretender Vorsitz"), SitzDruck(name="Erika Zander")),
        ),
        (str(zwei), (SitzDruck(name="Erika Berg"),)),
        ("Ohne Fraktion", (SitzDruck(name="Erika Dorn", funktion="Beratendes Mitglied", stimmberechtigt=False),)),
        ("Stellvertretende Mitglieder", (SitzDruck(name="Erika Cron", funktion="Stellvertretendes Mitglied"),)),
    )
    text = read(druck)
    assert "Stimmberechtigte Mitglieder: 3 beschlussfähig ab: 29 (§ 39 GemO)" in text
    assert "Nr. Name Unterschrift gekommen gegangen" in text
    assert "Beratendes Mitglied, ohne Stimmrecht" in text
    assert check_pdf(render_sitzungsdokument(druck)) == []


@pytest.mark.django_db
def test_the_vote_sheet_has_the_citys_boxes_for_every_item() -> None:
    sitzung = mixed_sitting()
    place_top(sitzung, teil=Teil.OEFFENTLICH, betreff="Resolution", konto=build_konto())
    top = next(iter_tops(sitzung))
    strike_top(top, konto=build_konto(), grund="vertagt")
    druck = build_abstimmungsblatt_druck(sitzung, leser=clerk())
    assert rows(druck.teile) == [("Ö 1", "Mitteilungen"), ("neu", "Resolution"), ("N 1", GEHEIM)]
    kurz = [k and k.kurz for zeile in druck.kaestchen for k in zeile]
    assert kurz == [kurz for _, _, _, kurz, _ in KAESTCHEN]
    felder = [
        feld for _, punkte in druck.felder() for _, zeilen in punkte for zeile in zeilen for feld in zeile if feld
    ]
    assert len({name for _, name, _ in felder}) == 36
    assert "nicht angekreuzt: einstimmig – TOP N 1" in {ansage for _, _, ansage in felder}
    text = read(druck)
    assert "Mitteilungen abgesetzt" in text
    assert text.count("dagegen") == 2
    assert check_pdf(render_sitzungsdokument(druck)) == []


def test_a_grid_with_holes_is_refused() -> None:
    with pytest.raises(ValueError, match="vier Plätze"):
        AbstimmungsblattDruck(sitzung=SITZUNG, teile=(), kaestchen=((None,),))


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("art", "aufruf", "satz"),
    [
        (Vorlagenart.BV, Aufruf.ABSTIMMUNG, "Wer ist dagegen?"),
        (Vorlagenart.AT, Aufruf.ABSTIMMUNG, "Wer ist dagegen?"),
        (Vorlagenart.UV, Aufruf.KENNTNISNAHME, "Wir nehmen das zur Kenntnis."),
        (Vorlagenart.AF, Aufruf.ANFRAGE, "Gibt es Zusatzfragen?"),
    ],
)
def test_the_script_says_what_the_kind_of_paper_needs(art: Vorlagenart, aufruf: Aufruf, satz: str) -> None:
    sitzung = build_sitzung()
    build_top(sitzung, vorlage=build_freigegebene_vorlage(art=art, stationen=[(sitzung.gremium, None, True, True)]))
    druck = build_leitfaden_druck(sitzung, leser=clerk())
    assert druck.teile[0].punkte[0].aufruf is aufruf
    text = read(druck)
    assert satz in text
    assert "Befangen (§ 22 GemO):" in text


@pytest.mark.django_db
def test_the_script_counts_yes_where_a_majority_is_qualified() -> None:
    sitzung = build_sitzung(gremium=build_gremium(gesetzliche_zahl=56))
    for mehrheit in (Mehrheitsart.EINFACH, Mehrheitsart.ZWEI_DRITTEL_GESETZLICH, Mehrheitsart.ZWEI_DRITTEL_ANWESEND):
        build_top(sitzung, mehrheit=mehrheit)
    druck = build_leitfaden_druck(sitzung, leser=clerk())
    assert [(p.qualifiziert, p.schwelle) for p in druck.teile[0].punkte] == [(False, None), (True, 38), (True, None)]
    text = read(druck)
    assert "Zwei Drittel der gesetzlichen Mitgliederzahl: mindestens 38 Ja-Stimmen" in text
    assert text.count("Wer ist dafür?") == 2
    assert "(nötig sind 29, § 39 GemO)" in text


@pytest.mark.django_db
def test_the_script_knows_earlier_stations_urgent_additions_and_the_closed_part() -> None:
    hufa, rat = build_gremium(name="Hauptausschuss"), build_gremium(name="Rat")
    vorlage = build_freigegebene_vorlage(stationen=[(hufa, None, False, True), (rat, None, True, True)])
    vorher = build_veroeffentlichte_sitzung(
        gremium=hufa, begonnen=True, oeffentliche=0, nichtoeffentliche=0, vorlagen=[vorlage]
    )
    build_abstimmung(next(iter_tops(vorher)), ausgang=Ausgang.MEHRHEITLICH, gegenstimmen=2)
    sitzung = build_sitzung(gremium=rat)
    build_top(sitzung, vorlage=vorlage)
    build_top(sitzung, oeffentlich=False)
    sitzung = publish_agenda(sitzung)
    sitzung = invite_sitzung(sitzung, zugang=timezone.now(), konto=build_konto())
    place_top(sitzung, teil=Teil.OEFFENTLICH, betreff="Resolution", nachtrag_grund="Frist läuft ab.", konto=clerk())
    druck = build_leitfaden_druck(sitzung, leser=clerk())
    erster, nachtrag = druck.teile[0].punkte
    tag = timezone.localdate(vorher.beginn)
    assert erster.vorberatungen == (f"Hauptausschuss, {tag:%d.%m.%Y}: mehrheitlich beschlossen",)
    assert (nachtrag.top, nachtrag.aufnahme_grund, nachtrag.aufruf) == ("neu", "Frist läuft ab.", Aufruf.BERATUNG)
    text = read(druck)
    assert "Dringlichkeit: Frist läuft ab. „Wer stimmt der Aufnahme dieses Punktes zu?“" in text
    assert text.index("Resolution") < text.index("Ich schließe die Öffentlichkeit aus") < text.index("N 1")
    assert f"am {future(0):%d.%m.%Y} form- und fristgerecht eingeladen" in text
    assert druck.vermerke == ("Enthält nichtöffentliche Punkte",)
