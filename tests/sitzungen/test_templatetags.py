"""Sittings on other pages."""

from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.template import Context
from pytest_django import DjangoAssertNumQueries

from konten.enums import Rolle
from konten.rechte import Besucher
from sitzungen.actions.sitzung import cancel_sitzung
from sitzungen.templatetags.sitzungen import naechste_sitzungen_for, sitzungen_of_gremium, tops_of_vorlage
from tests.bauten import (
    build_abstimmung,
    build_freigegebene_vorlage,
    build_gremium,
    build_konto,
    build_mitglied,
    build_sitzung,
    build_top,
    build_veroeffentlichte_sitzung,
    future,
)
from tests.bauten_saal import eroeffne
from tests.zweite_person import publish_agenda
from vorlagen.enums import Ausgang
from vorlagen.models import Vorlage

pytestmark = pytest.mark.django_db


def context_of(besucher: Besucher) -> Context:
    request = HttpRequest()
    request.user = besucher
    return Context({"request": request})


def way_of(vorlage: Vorlage, besucher: Besucher) -> list[tuple[str, list[tuple[str, str]]]]:
    return [
        (station.beratung.gremium.name, [(top.bezeichnung, top.ergebnis) for top in station.tops])
        for station in tops_of_vorlage(context_of(besucher), vorlage)
    ]


def test_a_papers_way_with_sittings_and_results() -> None:
    ausschuss, rat = build_gremium(name="Ausschuss"), build_gremium(name="Rat")
    vorlage = build_freigegebene_vorlage(stationen=[(ausschuss, None, False, True), (rat, None, True, True)])
    sitzung = build_sitzung(gremium=ausschuss, beginn=future(-3))
    top = build_top(sitzung, vorlage=vorlage)
    publish_agenda(sitzung)
    eroeffne(sitzung)
    top.refresh_from_db()
    build_abstimmung(top, ausgang=Ausgang.VERTAGT)
    [erste, *_] = tops_of_vorlage(context_of(AnonymousUser()), vorlage)
    assert erste.top is not None
    assert erste.top.adresse == f"{sitzung.get_absolute_url()}#top-oe-1"
    assert way_of(vorlage, AnonymousUser()) == [("Ausschuss", [("Ö 1", "vertagt")]), ("Ausschuss", []), ("Rat", [])]
    # A place on an agenda that is not published yet is nobody's business.
    build_top(build_sitzung(gremium=ausschuss), vorlage=vorlage)
    assert way_of(vorlage, AnonymousUser())[1] == ("Ausschuss", [])


def test_a_closed_station_shows_to_its_members_alone() -> None:
    offen, geschlossen = build_gremium(name="Rat"), build_gremium(name="Ausschuss")
    vorlage = build_freigegebene_vorlage(
        stationen=[(geschlossen, None, False, False), (offen, None, True, False)], oeffentlich=False
    )
    sitzung = build_sitzung(gremium=geschlossen, beginn=future(-3))
    build_top(sitzung, vorlage=vorlage)
    publish_agenda(sitzung)
    eroeffne(sitzung)
    build_abstimmung(sitzung.tops.get(), ausgang=Ausgang.ABGELEHNT)
    assert way_of(vorlage, AnonymousUser()) == []
    assert way_of(vorlage, build_mitglied(gremium=offen)) == []
    assert way_of(vorlage, build_mitglied(gremium=geschlossen)) == [("Ausschuss", [("N 1", "abgelehnt")])]


@pytest.mark.parametrize("anzahl", [1, 3])
def test_a_papers_way_takes_three_queries(django_assert_num_queries: DjangoAssertNumQueries, anzahl: int) -> None:
    gremien = [build_gremium() for _ in range(anzahl)]
    vorlage = build_freigegebene_vorlage(
        stationen=[(gremium, None, nummer == anzahl - 1, True) for nummer, gremium in enumerate(gremien)]
    )
    for gremium in gremien:
        sitzung = build_sitzung(gremium=gremium, beginn=future(-3))
        top = build_top(sitzung, vorlage=vorlage)
        publish_agenda(sitzung)
        eroeffne(sitzung)
        top.refresh_from_db()
        build_abstimmung(top, ausgang=Ausgang.EINSTIMMIG)
    with django_assert_num_queries(3):
        assert len(way_of(vorlage, AnonymousUser())) == anzahl


def test_a_bodys_sittings_as_the_reader_may_see_them() -> None:
    gremium = build_gremium()
    alt, neu = (build_sitzung(gremium=gremium, beginn=future(tag), bekanntmachen=True) for tag in (-9, 9))
    intern = build_sitzung(gremium=gremium, beginn=future(20))
    build_sitzung(bekanntmachen=True)
    kalender = sitzungen_of_gremium(context_of(AnonymousUser()), gremium)
    assert (kalender.kommende, kalender.vergangene) == ((neu,), (alt,))
    kalender = sitzungen_of_gremium(context_of(build_konto(rolle=Rolle.SITZUNGSDIENST)), gremium)
    assert kalender.kommende == (neu, intern)


def test_the_next_sittings_of_an_account() -> None:
    eigene = build_veroeffentlichte_sitzung(beginn=future(9))
    fremde = build_veroeffentlichte_sitzung(beginn=future(8))
    build_sitzung(gremium=eigene.gremium, beginn=future(10))
    build_sitzung(gremium=eigene.gremium, beginn=future(-1), bekanntmachen=True)
    build_sitzung(gremium=eigene.gremium, beginn=future(90), bekanntmachen=True)
    abgesagt: Any = build_sitzung(gremium=eigene.gremium, beginn=future(11), bekanntmachen=True)
    cancel_sitzung(abgesagt, konto=build_konto(), grund="Ferien")
    assert naechste_sitzungen_for(build_mitglied(gremium=eigene.gremium)) == [eigene]
    assert naechste_sitzungen_for(build_konto(rolle=Rolle.SITZUNGSDIENST))[:2] == [fremde, eigene]
    assert naechste_sitzungen_for(build_konto(rolle=Rolle.SACHBEARBEITUNG)) == []
    assert naechste_sitzungen_for(AnonymousUser()) == []
