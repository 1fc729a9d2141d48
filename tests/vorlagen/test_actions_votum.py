"""What a result does to its station and to the paper's way."""

from datetime import date
from typing import Any

import pytest
from django.db import transaction

from gremien.models import Gremium
from sitzungen.models import Abstimmung, Tagesordnungspunkt
from tests.bauten import (
    build_abstimmung,
    build_freigegebene_vorlage,
    build_gremium,
    build_konto,
    build_sitzung,
    build_veroeffentlichte_sitzung,
    iter_tops,
)
from tests.pruefen import refused
from vorlagen.actions.freigabe import withdraw_vorlage
from vorlagen.actions.gremienweg import Votum, record_votum, schedule_beratung
from vorlagen.enums import Ausgang, Vorlagenart, Vorlagenstatus
from vorlagen.models import Beratung, Vorlage

pytestmark = pytest.mark.django_db

ZAEHLUNG = ("gegenstimmen", "enthaltungen")


@pytest.fixture
def rat() -> Gremium:
    return build_gremium(name="Stadtrat")


@pytest.fixture
def vorlage(rat: Gremium) -> Vorlage:
    """A paper that a committee prepares and the council decides."""
    return build_freigegebene_vorlage(
        stationen=[(build_gremium(name="Ausschuss"), None, False, True), (rat, None, True, True)]
    )


def vote(vorlage: Vorlage, position: int, ausgang: Ausgang, **angaben: Any) -> Beratung:
    """As the floor above does it: first the row of the vote, without which the database lets no result in."""
    votum = Votum(ausgang=ausgang, **angaben)
    with transaction.atomic():
        beratung = vorlage.beratungen.get(position=position)
        top = beratung.tops.first() or Tagesordnungspunkt.objects.create(
            sitzung=build_sitzung(gremium=beratung.gremium),
            position=1,
            betreff="Punkt",
            beratung=beratung,
            fassung=vorlage.fassungen.released().latest("neufassung"),
        )
        berichtigt = Abstimmung.objects.valid().filter(top=top).first()
        Abstimmung.objects.create(
            top=top,
            berichtigt=berichtigt,
            berichtigungsgrund="Versehen" if berichtigt else "",
            festgestellt_von=build_konto(),
            **{feld: getattr(votum, feld) for feld in ("ausgang", "geaendert", "wortlaut", *ZAEHLUNG)},
        )
        return record_votum(beratung, votum)


def weg_of(vorlage: Vorlage) -> list[tuple[str, str, bool]]:
    return [(b.gremium.name, b.ausgang, b.entscheidend) for b in vorlage.beratungen.order_by("position")]


def status_of(vorlage: Vorlage) -> str:
    return Vorlage.objects.get(pk=vorlage.pk).status


@pytest.mark.parametrize("ausgang", [Ausgang.EINSTIMMIG, Ausgang.MEHRHEITLICH, Ausgang.ABGELEHNT])
def test_the_deciding_station_settles_the_paper(vorlage: Vorlage, ausgang: Ausgang) -> None:
    vote(vorlage, 1, Ausgang.EINSTIMMIG)
    assert status_of(vorlage) == Vorlagenstatus.IN_BERATUNG

    beratung = vote(vorlage, 2, ausgang, gegenstimmen=None, enthaltungen=3)

    assert status_of(vorlage) == Vorlagenstatus.ABGESCHLOSSEN
    assert (beratung.ausgang, beratung.gegenstimmen, beratung.enthaltungen) == (ausgang, None, 3)


@pytest.mark.parametrize("ausgang", [Ausgang.EINSTIMMIG, Ausgang.ABGELEHNT, Ausgang.OHNE_BE, Ausgang.KENNTNIS])
def test_a_preparing_station_settles_nothing(vorlage: Vorlage, ausgang: Ausgang) -> None:
    vote(vorlage, 1, ausgang)
    assert status_of(vorlage) == Vorlagenstatus.IN_BERATUNG
    assert weg_of(vorlage) == [("Ausschuss", ausgang, False), ("Stadtrat", "", True)]


def test_an_information_is_done_with_its_last_station() -> None:
    erstes, zweites = build_gremium(), build_gremium()
    vorlage = build_freigegebene_vorlage(
        art=Vorlagenart.UV, stationen=[(erstes, None, False, True), (zweites, None, False, True)]
    )
    vote(vorlage, 1, Ausgang.KENNTNIS)
    assert status_of(vorlage) == Vorlagenstatus.IN_BERATUNG
    vote(vorlage, 2, Ausgang.KENNTNIS)
    assert status_of(vorlage) == Vorlagenstatus.ABGESCHLOSSEN


def test_a_change_keeps_its_wording(vorlage: Vorlage) -> None:
    beratung = vote(vorlage, 2, Ausgang.MEHRHEITLICH, geaendert=True, wortlaut="<p>Nur bis 2030.</p>")
    assert (beratung.geaendert, beratung.wortlaut) == (True, "<p>Nur bis 2030.</p>")


def test_postponing_makes_a_linked_station_behind(vorlage: Vorlage) -> None:
    erste = vote(vorlage, 1, Ausgang.VERTAGT)

    assert weg_of(vorlage) == [
        ("Ausschuss", Ausgang.VERTAGT, False),
        ("Ausschuss", "", False),
        ("Stadtrat", "", True),
    ]
    neu = vorlage.beratungen.get(position=2)
    assert (neu.vorgaenger, neu.datum, neu.oeffentlich) == (erste, None, True)
    assert status_of(vorlage) == Vorlagenstatus.IN_BERATUNG


def test_a_postponed_decision_is_none(vorlage: Vorlage) -> None:
    vote(vorlage, 2, Ausgang.VERTAGT)
    assert status_of(vorlage) == Vorlagenstatus.IN_BERATUNG
    vote(vorlage, 3, Ausgang.EINSTIMMIG)
    assert status_of(vorlage) == Vorlagenstatus.ABGESCHLOSSEN


def test_referring_inserts_the_other_body(vorlage: Vorlage) -> None:
    beirat = build_gremium(name="Beirat")
    vote(vorlage, 1, Ausgang.VERWIESEN, verwiesen_an=beirat)
    assert weg_of(vorlage) == [("Ausschuss", Ausgang.VERWIESEN, False), ("Beirat", "", False), ("Stadtrat", "", True)]


def test_who_decides_and_refers_decides_afterwards(vorlage: Vorlage) -> None:
    beirat = build_gremium(name="Beirat")
    vote(vorlage, 2, Ausgang.VERWIESEN, verwiesen_an=beirat)
    assert weg_of(vorlage)[1:] == [("Stadtrat", Ausgang.VERWIESEN, True), ("Beirat", "", False), ("Stadtrat", "", True)]
    assert status_of(vorlage) == Vorlagenstatus.IN_BERATUNG


def test_refuses_to_refer_to_nobody(vorlage: Vorlage) -> None:
    with refused("Bitte wählen Sie das Gremium, an das verwiesen wurde.", feld="verwiesen_an"):
        vote(vorlage, 1, Ausgang.VERWIESEN)


def test_struck_is_open_again(vorlage: Vorlage) -> None:
    vote(vorlage, 1, Ausgang.ABGESETZT)
    assert status_of(vorlage) == Vorlagenstatus.FREIGEGEBEN


def test_withdrawn_in_the_sitting_ends_the_paper(vorlage: Vorlage) -> None:
    vote(vorlage, 1, Ausgang.ZURUECKGEZOGEN)
    neu = Vorlage.objects.get(pk=vorlage.pk)
    assert neu.status == Vorlagenstatus.ZURUECKGEZOGEN
    assert neu.zurueckgezogen_grund == "In der Beratung zurückgezogen: Ausschuss"


@pytest.mark.parametrize("ausgang", [Ausgang.VERTAGT, Ausgang.VERWIESEN, Ausgang.ZURUECKGEZOGEN])
def test_a_correction_takes_back_what_the_first_result_caused(vorlage: Vorlage, rat: Gremium, ausgang: Ausgang) -> None:
    vote(vorlage, 2, ausgang, verwiesen_an=rat if ausgang == Ausgang.VERWIESEN else None)

    vote(vorlage, 2, Ausgang.EINSTIMMIG, gegenstimmen=0)

    assert weg_of(vorlage) == [("Ausschuss", "", False), ("Stadtrat", Ausgang.EINSTIMMIG, True)]
    assert [b.position for b in vorlage.beratungen.order_by("position")] == [1, 2]
    neu = Vorlage.objects.get(pk=vorlage.pk)
    assert (neu.status, neu.zurueckgezogen_am) == (Vorlagenstatus.ABGESCHLOSSEN, None)


@pytest.mark.parametrize("position", [3, 4])
def test_refuses_a_correction_once_a_follow_up_station_has_a_day(vorlage: Vorlage, position: int) -> None:
    vote(vorlage, 2, Ausgang.VERWIESEN, verwiesen_an=build_gremium(name="Beirat"))
    station = schedule_beratung(vorlage.beratungen.get(position=position), date(2030, 1, 17))
    with refused(
        f"Die Folgestation {station} ist schon angesetzt. "
        "Bitte nehmen Sie sie zuerst von der Tagesordnung und löschen Sie ihr Datum.",
        feld="ausgang",
    ):
        vote(vorlage, 2, Ausgang.EINSTIMMIG)


def test_refuses_any_result_but_withdrawn_for_a_withdrawn_paper(vorlage: Vorlage) -> None:
    withdraw_vorlage(vorlage, konto=build_konto(), grund="Überholt.")
    with refused("Die Vorlage wurde zurückgezogen. Bitte wählen Sie „zurückgezogen“.", feld="ausgang"):
        vote(vorlage, 1, Ausgang.EINSTIMMIG)


def test_the_sitting_does_not_overwrite_an_earlier_withdrawal(vorlage: Vorlage) -> None:
    withdraw_vorlage(vorlage, konto=build_konto(), grund="Überholt.")
    vorher = Vorlage.objects.get(pk=vorlage.pk)

    vote(vorlage, 1, Ausgang.ZURUECKGEZOGEN)

    nachher = Vorlage.objects.get(pk=vorlage.pk)
    assert (nachher.zurueckgezogen_am, nachher.zurueckgezogen_grund) == (vorher.zurueckgezogen_am, "Überholt.")
    with refused("Die Vorlage wurde zurückgezogen. Bitte wählen Sie „zurückgezogen“."):
        vote(vorlage, 1, Ausgang.VERTAGT)


def test_the_whole_way_through_two_sittings() -> None:
    """From the vote itself: a struck paper comes back, is postponed, comes back, and is decided."""
    rat = build_gremium()
    vorlage = build_freigegebene_vorlage(stationen=[(rat, None, True, True)])
    for ausgang in (Ausgang.ABGESETZT, Ausgang.VERTAGT, Ausgang.EINSTIMMIG):
        sitzung = build_veroeffentlichte_sitzung(
            gremium=rat, vorlagen=[vorlage], begonnen=True, oeffentliche=0, nichtoeffentliche=0
        )
        [top] = iter_tops(sitzung)
        build_abstimmung(top, ausgang=ausgang)

    assert weg_of(vorlage) == [(rat.name, Ausgang.VERTAGT, True), (rat.name, Ausgang.EINSTIMMIG, True)]
    assert status_of(vorlage) == Vorlagenstatus.ABGESCHLOSSEN


def test_a_refused_result_in_a_larger_transaction_leaves_nothing(vorlage: Vorlage) -> None:
    with transaction.atomic():
        with refused("Bitte wählen Sie das Gremium, an das verwiesen wurde."):
            vote(vorlage, 1, Ausgang.VERWIESEN)
        vote(vorlage, 1, Ausgang.OHNE_BE)
    assert weg_of(vorlage)[0] == ("Ausschuss", Ausgang.OHNE_BE, False)
