"""One entry, five places: grid, page, extract, minutes and the public result never differ."""

import re
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from konten.enums import Rolle
from nachbereitung.documents.niederschrift import build_niederschrift_druck
from nachbereitung.enums import Ausgabe
from sitzungen.actions.abstimmung import Ergebnis, record_abstimmung
from sitzungen.documents.agenda import build_tagesordnung
from sitzungen.documents.ergebnis import build_beschlussauszug_druck
from sitzungen.documents.vorlage import build_vorlage_druck
from sitzungen.models import Abstimmung, Tagesordnungspunkt
from tests.bauten import build_konto, iter_tops
from tests.nachbereitung.bau import Saal, build_saal
from vorlagen.enums import Ausgang
from vorlagen.rules.ausgang import AUSGANGSREGELN

pytestmark = pytest.mark.django_db


def build_vollen_saal() -> Saal:
    """Build a sitting with as many members there as could vote below."""
    return build_saal(mitglieder=15)


BESTAND = build_vollen_saal
EINER = {"Ja-Stimme": "ja", "Gegenstimme": "gegenstimmen", "Enthaltung": "enthaltungen"}
ZAHL = re.compile(r"(\d+|einer) (Ja-Stimme|Gegenstimme|Enthaltung)")
# What the next sitting would have to take up is no result to try out here.
AUSGAENGE = [Ausgang.EINSTIMMIG, Ausgang.MEHRHEITLICH, Ausgang.ABGELEHNT, Ausgang.KENNTNIS]
STIMMEN = st.none() | st.integers(0, 3)


def _read_zahlen(text: str) -> dict[str, int]:
    """Return the counts a text says, those of 0 left out: "ohne" and "einstimmig" say them in other words."""
    zahlen = {EINER[wort]: 1 if zahl == "einer" else int(zahl) for zahl, wort in ZAHL.findall(text)}
    return {name: zahl for name, zahl in zahlen.items() if zahl}


@st.composite
def ergebnisse(draw: st.DrawFn) -> dict[str, Any]:
    ausgang = draw(st.sampled_from(AUSGAENGE))
    if not AUSGANGSREGELN[ausgang].zaehlbar:
        return {"ausgang": ausgang}
    gegen = draw(st.none() | st.just(0)) if ausgang is Ausgang.EINSTIMMIG else draw(STIMMEN)
    ja = draw(st.none() | st.integers(0, 3))
    if AUSGANGSREGELN[ausgang].angenommen and ja is not None:
        ja = (gegen or 0) + 1 + ja
    elif ja is not None:
        ja = min(ja, gegen or 0)
    return {"ausgang": ausgang, "ja": ja, "gegenstimmen": gegen, "enthaltungen": draw(STIMMEN)}


# Every example takes back what it wrote.
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ergebnis=ergebnisse())
def test_every_place_says_the_same(bestand: Saal, ergebnis: dict[str, Any]) -> None:
    with transaction.atomic():
        _say_everywhere(bestand, ergebnis)
        transaction.set_rollback(True)


def _say_everywhere(saal: Saal, ergebnis: dict[str, Any]) -> None:
    top = next(iter_tops(saal.sitzung))
    abstimmung = _correct(top, ergebnis)
    alle = AnonymousUser()
    punkt = build_niederschrift_druck(saal.niederschrift, Ausgabe.OEFFENTLICH).teile[0].punkte[0]
    zeile = build_tagesordnung(saal.sitzung, alle)[0].zeilen[0]
    auszug = build_beschlussauszug_druck(abstimmung, leser=alle)
    assert top.fassung is not None
    [station] = build_vorlage_druck(top.fassung, leser=alle).stationen
    gezaehlt = {name: zahl for name in ("ja", "gegenstimmen", "enthaltungen") if (zahl := getattr(abstimmung, name))}
    [satz] = punkt.saetze
    assert _read_zahlen(satz) == _read_zahlen(zeile.ergebnis) == gezaehlt
    assert {name: zahl for name, zahl in auszug.stimmen if zahl} == {
        {"ja": "Ja-Stimmen", "gegenstimmen": "Gegenstimmen", "enthaltungen": "Enthaltungen"}[name]: zahl
        for name, zahl in gezaehlt.items()
    }
    angekreuzt = [feld.bedeutung for reihe in station.kaestchen for feld in reihe if feld.angekreuzt]
    assert angekreuzt == [abstimmung.ausgang]
    assert (station.gegenstimmen or 0, station.enthaltungen or 0) == (
        gezaehlt.get("gegenstimmen", 0),
        gezaehlt.get("enthaltungen", 0),
    )
    assert (punkt.wortlaut_titel, punkt.wortlaut_html) == (auszug.wortlaut_titel, auszug.wortlaut_html)
    kern = {wort: wort for wort in ("einstimmig", "mehrheitlich", "abgelehnt")} | {"kenntnis": "Kenntnis"}
    assert [wort for wort in kern.values() if wort in satz] == [kern[abstimmung.ausgang]]
    assert kern[abstimmung.ausgang] in zeile.ergebnis
    assert kern[abstimmung.ausgang] in auszug.ergebnis


def _correct(top: Tagesordnungspunkt, ergebnis: dict[str, Any]) -> Abstimmung:
    """Put this result in the place of the one that stands, whatever warning it gives."""
    return record_abstimmung(
        top,
        Ergebnis(**ergebnis),
        konto=build_konto(rolle=Rolle.SITZUNGSDIENST),
        berichtigt=Abstimmung.objects.valid().get(top=top),
        berichtigungsgrund="Probe",
        grund="Probe",
    )
