"""A closed station of a released paper becomes public by two people, never by one."""

from dataclasses import replace

import pytest

from gremien.models import Gremium
from journal.enums import Akt
from journal.models import Eintrag
from konten.enums import Rolle, Vorschlagsausgang
from konten.models import Konto, Vorschlag
from tests.bauten import (
    build_freigegebene_vorlage,
    build_gremium,
    build_konto,
    build_veroeffentlichte_vorlage,
    future,
)
from tests.pruefen import journals, refused
from vorlagen.actions.gremienweg import Stationsplan, list_offene, to_plan
from vorlagen.actions.oeffnung import ANDERES, NICHTS, OHNE_GRUND, decline_oeffnung, list_vorschlaege, propose_oeffnung
from vorlagen.actions.planung import plan_gremienweg
from vorlagen.models import Beratung, Vorlage

pytestmark = pytest.mark.django_db

UNBESTAETIGT = (
    "Die Station Werkausschuss ist nichtöffentlich geplant. Öffentlich wird sie erst, wenn eine Person genau das "
    "vorschlägt und eine andere es bestätigt. Bitte legen Sie es zur Bestätigung vor."
)


@pytest.fixture
def gremium() -> Gremium:
    return build_gremium(name="Werkausschuss")


@pytest.fixture
def vorlage(gremium: Gremium) -> Vorlage:
    return build_veroeffentlichte_vorlage(stationen=[(gremium, None, True, False)])


def build_dienst(**felder: object) -> Konto:
    return build_konto(rolle=Rolle.SITZUNGSDIENST, **felder)  # type: ignore[arg-type]


def opened(vorlage: Vorlage) -> list[Stationsplan]:
    return [replace(to_plan(s), oeffentlich=True, nichtoeffentlich_grund="") for s in list_offene(vorlage)]


def is_offen(vorlage: Vorlage) -> bool:
    return Beratung.objects.get(vorlage=vorlage).oeffentlich


@pytest.mark.parametrize("veroeffentlicht", [True, False])
def test_one_person_alone_is_refused(gremium: Gremium, veroeffentlicht: bool) -> None:
    build = build_veroeffentlichte_vorlage if veroeffentlicht else build_freigegebene_vorlage
    vorlage = build(stationen=[(gremium, None, True, False)])
    konto = build_dienst()
    with refused(UNBESTAETIGT, feld="gremienweg"):
        plan_gremienweg(vorlage, opened(vorlage), konto=konto)
    assert not is_offen(vorlage)


def test_another_person_confirms_exactly_this(vorlage: Vorlage) -> None:
    erste = build_dienst(username="erste")
    with journals(Akt.VORSCHLAGEN):
        propose_oeffnung(vorlage, opened(vorlage), konto=erste, grund="Kein Personal genannt")
    assert not is_offen(vorlage)

    with journals(Akt.GREMIENWEG_AENDERN):
        plan_gremienweg(vorlage, opened(vorlage), konto=build_dienst())

    assert is_offen(vorlage)
    assert Vorschlag.objects.get().ausgang == Vorschlagsausgang.BESTAETIGT
    assert Eintrag.objects.latest("laufend").daten["vorgeschlagen_von"] == ["Werkausschuss: erste"]


def test_whoever_proposed_it_does_not_confirm_it_with_any_login(gremium: Gremium) -> None:
    vorlage, erste = build_freigegebene_vorlage(stationen=[(gremium, None, True, False)]), build_dienst()
    propose_oeffnung(vorlage, opened(vorlage), konto=erste, grund="Kein Personal genannt")
    for konto in (erste, build_dienst(person=erste.person)):
        with refused(
            "Die Station Werkausschuss ist nichtöffentlich geplant. Sie haben das vorgeschlagen oder an der Vorlage "
            "mitgewirkt und können es nicht bestätigen (Vier-Augen-Prinzip). Zurzeit gibt es keine andere Person, die "
            "das darf. Bitte wenden Sie sich an die Administration, damit eine zweite Person die nötige Rolle bekommt."
        ):
            plan_gremienweg(vorlage, opened(vorlage), konto=konto)
    assert not is_offen(vorlage)


def test_another_day_than_the_proposed_one_is_not_confirmed(vorlage: Vorlage) -> None:
    propose_oeffnung(vorlage, opened(vorlage), konto=build_dienst(), grund="Kein Personal genannt")
    zweite = build_dienst()
    verlegt = [replace(plan, datum=future().date()) for plan in opened(vorlage)]
    with refused(UNBESTAETIGT):
        plan_gremienweg(vorlage, verlegt, konto=zweite)


def test_a_public_station_in_place_of_the_closed_one_is_refused(vorlage: Vorlage, gremium: Gremium) -> None:
    konto = build_dienst()
    with refused(
        "Die Station Werkausschuss ist nichtöffentlich geplant. Bitte lassen Sie sie stehen und legen Sie dort vor, "
        "dass sie öffentlich berät."
    ):
        plan_gremienweg(vorlage, [Stationsplan(gremium, None, entscheidend=True, oeffentlich=True)], konto=konto)


def test_a_public_station_beside_it_is_a_plan_like_any_other(vorlage: Vorlage) -> None:
    beirat = build_gremium(name="Beirat")
    neu = Stationsplan(beirat, None, entscheidend=False, oeffentlich=True)
    plan_gremienweg(vorlage, [neu, *map(to_plan, list_offene(vorlage))], konto=build_dienst())
    assert vorlage.beratungen.count() == 2


@pytest.mark.parametrize(
    ("aendern", "grund", "satz"),
    [
        (lambda plan: replace(plan, oeffentlich=False, nichtoeffentlich_grund="Personal"), "Darum", NICHTS),
        (lambda plan: replace(plan, datum=future().date()), "Darum", ANDERES),
        (lambda plan: plan, " ", OHNE_GRUND),
    ],
)
def test_a_proposal_is_about_publicity_alone_and_has_a_reason(
    vorlage: Vorlage, aendern: object, grund: str, satz: str
) -> None:
    konto = build_dienst()
    plaene = [aendern(plan) for plan in opened(vorlage)]  # type: ignore[operator]
    with refused(satz):
        propose_oeffnung(vorlage, plaene, konto=konto, grund=grund)


def test_a_closed_paper_is_not_proposed_station_by_station(gremium: Gremium) -> None:
    vorlage, konto = (
        build_freigegebene_vorlage(oeffentlich=False, stationen=[(gremium, None, True, False)]),
        build_dienst(),
    )
    with refused(
        "Die Vorlage ist nichtöffentlich, Station 1 (Werkausschuss) aber öffentlich. "
        "Bitte setzen Sie die Station in den nichtöffentlichen Teil oder machen Sie die Vorlage öffentlich."
    ):
        propose_oeffnung(vorlage, opened(vorlage), konto=konto, grund="Darum")


def test_declining_takes_a_reason_and_ends_it(vorlage: Vorlage) -> None:
    zweite = build_dienst()
    propose_oeffnung(vorlage, opened(vorlage), konto=build_dienst(), grund="Kein Personal genannt")
    with refused("Bitte geben Sie an, warum Sie den Vorschlag ablehnen.", feld="grund"):
        decline_oeffnung(vorlage, konto=zweite, grund="")
    with journals(Akt.VORSCHLAG_ABLEHNEN):
        decline_oeffnung(vorlage, konto=zweite, grund="Doch Personal")
    assert list_vorschlaege(vorlage) == []
    with refused("Hierzu liegt kein Vorschlag mehr vor. Er ist inzwischen bestätigt, abgelehnt oder zurückgenommen."):
        decline_oeffnung(vorlage, konto=zweite, grund="Doch Personal")


def test_a_station_that_goes_takes_its_proposal_along(vorlage: Vorlage) -> None:
    propose_oeffnung(vorlage, opened(vorlage), konto=build_dienst(), grund="Kein Personal genannt")
    anderes = Stationsplan(build_gremium(), None, entscheidend=True, oeffentlich=True)
    plan_gremienweg(vorlage, [anderes], konto=build_dienst())
    assert Vorschlag.objects.get().ausgang == Vorschlagsausgang.UEBERHOLT
