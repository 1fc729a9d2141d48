"""Changing the Gremienweg of a released paper, and putting its stations on a sitting's day."""

import pytest
from django.utils import timezone

from journal.enums import Akt
from journal.models import Eintrag
from tests.bauten import (
    build_abstimmung,
    build_freigegebene_vorlage,
    build_gremium,
    build_konto,
    build_sitzung,
    build_top,
    build_veroeffentlichte_sitzung,
    iter_tops,
)
from tests.pruefen import journals, refused
from vorlagen.actions.gremienweg import Stationsplan, schedule_beratung
from vorlagen.actions.planung import plan_gremienweg
from vorlagen.enums import Ausgang
from vorlagen.models import Beratung, Vorlage

pytestmark = pytest.mark.django_db


def plan(beratung: Beratung, **anders: object) -> Stationsplan:
    angaben = {
        "gremium": beratung.gremium,
        "datum": beratung.datum,
        "entscheidend": beratung.entscheidend,
        "oeffentlich": beratung.oeffentlich,
        "nichtoeffentlich_grund": beratung.nichtoeffentlich_grund,
        "pk": beratung.pk,
    }
    return Stationsplan(**angaben | anders)  # type: ignore[arg-type]


def weg_of(vorlage: Vorlage) -> list[tuple[int, str, bool]]:
    return [(b.position, b.gremium.name, b.entscheidend) for b in vorlage.beratungen.order_by("position")]


def test_adds_and_reorders_stations() -> None:
    vorlage, konto = build_freigegebene_vorlage(), build_konto()
    [alt] = vorlage.beratungen.all()
    ausschuss = build_gremium()
    neu = Stationsplan(gremium=ausschuss, datum=None, entscheidend=False, oeffentlich=True)

    with journals(Akt.GREMIENWEG_AENDERN):
        plan_gremienweg(vorlage, [neu, plan(alt)], konto=konto)

    assert weg_of(vorlage) == [(1, ausschuss.name, False), (2, alt.gremium.name, True)]
    assert Beratung.objects.get(pk=alt.pk).position == 2
    assert Eintrag.objects.latest("laufend").daten["stationen"] == [f"1: {ausschuss}", f"2: {alt.gremium}"]


def test_leaves_delivered_stations_alone_and_plans_behind_them() -> None:
    ausschuss, rat, konto = build_gremium(), build_gremium(), build_konto()
    vorlage = build_freigegebene_vorlage(stationen=[(ausschuss, None, False, True), (rat, None, True, True)])
    build_veroeffentlichte_sitzung(gremium=ausschuss, vorlagen=[vorlage], oeffentliche=0, nichtoeffentliche=0)
    anderer_rat = build_gremium()

    plan_gremienweg(vorlage, [Stationsplan(anderer_rat, None, True, True)], konto=konto)

    assert weg_of(vorlage) == [(1, ausschuss.name, False), (2, anderer_rat.name, True)]


def test_leaves_a_station_alone_that_stands_on_an_agenda() -> None:
    sitzung, konto = build_sitzung(), build_konto()
    top = build_top(sitzung)
    assert top.beratung is not None
    anderes = build_gremium()
    plan_gremienweg(
        top.beratung.vorlage, [Stationsplan(anderes, None, True, True)], konto=konto, grund="Beide entscheiden."
    )
    assert weg_of(top.beratung.vorlage) == [(1, sitzung.gremium.name, True), (2, anderes.name, True)]


def test_refuses_to_remove_a_station_that_follows_from_a_result() -> None:
    konto = build_konto()
    [top] = iter_tops(build_veroeffentlichte_sitzung(begonnen=True, nichtoeffentliche=0))
    build_abstimmung(top, ausgang=Ausgang.VERWIESEN, verwiesen_an=build_gremium())
    assert top.beratung is not None
    plan_ohne = [Stationsplan(build_gremium(), None, True, True)]
    with refused(
        "Eine der entfernten Stationen gehört zu einer Vertagung oder Verweisung oder stand schon auf einer "
        "Tagesordnung. Bitte lassen Sie sie stehen.",
        feld="gremienweg",
    ):
        plan_gremienweg(top.beratung.vorlage, plan_ohne, konto=konto)


def test_refuses_an_empty_way() -> None:
    vorlage, konto = build_freigegebene_vorlage(), build_konto()
    with refused("Bitte tragen Sie mindestens eine Station des Gremienwegs ein.", feld="gremienweg"):
        plan_gremienweg(vorlage, [], konto=konto)


def test_refuses_a_way_that_decides_nothing() -> None:
    vorlage, konto = build_freigegebene_vorlage(), build_konto()
    [alt] = vorlage.beratungen.all()
    with refused(
        "Keine Station des Gremienwegs entscheidet. "
        "Bitte kennzeichnen Sie das Gremium, das über die Vorlage entscheidet."
    ):
        plan_gremienweg(vorlage, [plan(alt, entscheidend=False)], konto=konto)


def test_refuses_a_closed_committee_before_a_public_decision() -> None:
    vorlage, konto = build_freigegebene_vorlage(), build_konto()
    [alt] = vorlage.beratungen.all()
    ausschuss = build_gremium(name="Bauausschuss")
    with refused(
        "Die Vorlage wird öffentlich entschieden, Station 1 (Bauausschuss) berät aber nichtöffentlich vor. "
        "Bitte machen Sie diese Station öffentlich."
    ):
        plan_gremienweg(vorlage, [Stationsplan(ausschuss, None, False, False, "Grund"), plan(alt)], konto=konto)


def test_refuses_to_bring_a_closed_paper_into_a_public_part() -> None:
    vorlage, konto = build_freigegebene_vorlage(oeffentlich=False), build_konto()
    [alt] = vorlage.beratungen.all()
    with refused(
        f"Die Vorlage ist nichtöffentlich, Station 1 ({alt.gremium}) aber öffentlich. "
        "Bitte setzen Sie die Station in den nichtöffentlichen Teil oder machen Sie die Vorlage öffentlich."
    ):
        plan_gremienweg(vorlage, [plan(alt, oeffentlich=True)], konto=konto)


def test_a_committee_behind_the_decision_needs_a_reason() -> None:
    vorlage, konto = build_freigegebene_vorlage(), build_konto()
    [alt] = vorlage.beratungen.all()
    plaene = [plan(alt), Stationsplan(build_gremium(name="Beirat"), None, False, True)]
    with refused(
        "Station 2 (Beirat) steht nach der entscheidenden Station und wird nach der Entscheidung nicht mehr "
        "aufgerufen. Bitte ordnen Sie die Station davor ein oder begründen Sie die Reihenfolge."
    ):
        plan_gremienweg(vorlage, plaene, konto=konto)

    plan_gremienweg(vorlage, plaene, konto=konto, grund="Der Beirat wird unterrichtet.")

    assert len(weg_of(vorlage)) == 2


def test_refuses_a_day_for_a_station_with_a_result() -> None:
    sitzung = build_veroeffentlichte_sitzung(begonnen=True, nichtoeffentliche=0)
    [top] = iter_tops(sitzung)
    beratung = build_abstimmung(top).top.beratung
    assert beratung is not None
    beratung.refresh_from_db()
    with refused("Diese Station hat schon ein Ergebnis. Bitte wählen Sie eine offene Station."):
        schedule_beratung(beratung, timezone.localdate())
