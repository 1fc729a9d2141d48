"""What was recorded in the room stands in the minutes, in both editions as far as the item is in them."""

import pytest

from gremien.models import Person
from nachbereitung.documents.niederschrift import build_niederschrift_druck
from nachbereitung.documents.values import NiederschriftDruck
from nachbereitung.enums import Ausgabe
from sitzungen.actions.befangenheit import record_befangenheit
from sitzungen.actions.bewegung import Bewegung, Teilnehmend, record_bewegung, record_teilnahmen
from sitzungen.actions.zwischenabstimmung import Zwischenergebnis, record_zwischenabstimmung
from sitzungen.enums import Teilnahmeart, Zwischenart
from tests.bauten import iter_tops
from tests.nachbereitung.bau import Saal, build_saal

pytestmark = pytest.mark.django_db


def _person(saal: Saal) -> Person:
    assert saal.mitglied.person is not None
    return saal.mitglied.person


def _druck(saal: Saal, fuer: Ausgabe) -> NiederschriftDruck:
    return build_niederschrift_druck(saal.niederschrift, fuer)


def _saetze(saal: Saal, fuer: Ausgabe) -> list[str]:
    return [satz for teil in _druck(saal, fuer).teile for punkt in teil.punkte for satz in punkt.saetze]


def test_who_was_biased_is_named_in_the_edition_that_holds_the_item() -> None:
    saal = build_saal(beendet=False)
    offen, geheim = iter_tops(saal.sitzung)
    satz = "{} hat wegen Befangenheit weder beraten noch abgestimmt (§ 22 GemO)."
    record_befangenheit(geheim, _person(saal).pk, konto=saal.schrift)
    assert satz.format(_person(saal)) in _saetze(saal, Ausgabe.INTERN)
    assert satz.format(_person(saal)) not in _saetze(saal, Ausgabe.OEFFENTLICH)
    assert saal.vorsitz.person is not None
    record_befangenheit(offen, saal.vorsitz.person.pk, konto=saal.schrift)
    assert satz.format(saal.vorsitz.person) in _saetze(saal, Ausgabe.OEFFENTLICH)


def test_who_came_and_went_and_who_else_was_there() -> None:
    saal = build_saal(beendet=False)
    offen, _ = iter_tops(saal.sitzung)
    record_bewegung(saal.sitzung, Bewegung(_person(saal).pk, kommt=False, top=offen), konto=saal.schrift)
    record_teilnahmen(
        saal.sitzung, [Teilnehmend(Teilnahmeart.VERWALTUNG, "Vera Kämmer", "Kämmerei")], konto=saal.schrift
    )
    for fuer in Ausgabe:
        teilnahme = _druck(saal, fuer).teilnahme
        [ging] = [einer for _, alle in teilnahme.gruppen for einer in alle if einer.name == str(_person(saal))]
        assert ging.bemerkung.startswith(f"bis TOP {offen.bezeichnung} (")
        assert teilnahme.weitere == ("Vera Kämmer, Kämmerei",)


def test_amendments_stand_before_the_decision() -> None:
    saal = build_saal(beendet=False, nichtoeffentliche=0)
    [offen] = iter_tops(saal.sitzung)
    saetze = _saetze(saal, Ausgabe.OEFFENTLICH)
    antrag = Zwischenergebnis(
        art=Zwischenart.AENDERUNG,
        gegenstand="Die Frist wird verlängert.",
        angenommen=False,
        antragsteller="FDP-Fraktion",
        gegenstimmen=2,
    )
    record_zwischenabstimmung(offen, antrag, konto=saal.schrift, grund="nachgetragen")
    davor = "Änderungsantrag (FDP-Fraktion) abgelehnt, 2 Gegenstimmen: Die Frist wird verlängert."
    assert _saetze(saal, Ausgabe.OEFFENTLICH) == [davor, *saetze]
