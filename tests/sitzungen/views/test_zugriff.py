"""Every address of this floor × who asks × how: nothing shows and nothing happens without the right."""

from dataclasses import dataclass

import pytest
from django.test import Client
from django.urls import reverse

from koblenz_council.auswege import find_ausweg
from konten.enums import Rolle
from konten.models import Konto
from sitzungen.models import Sitzung
from sitzungen.urls import urlpatterns
from tests.bauten import (
    build_konto,
    build_mitglied,
    build_sitzung,
    build_top,
    build_veroeffentlichte_sitzung,
    iter_tops,
)
from tests.pruefen import read_alles

pytestmark = pytest.mark.django_db

OEFFENTLICH = {"sitzungen", "sitzungen_monat", "sitzung"}
OHNE_SITZUNG = {"sitzung_neu", "sitzungsdienst"}
"""Open to the Sitzungsdienst alone, and about no single sitting."""
EIGENE_TESTS = {
    "sitzungen.views.druck",
    "sitzungen.views.einladung",
    "sitzungen.views.ical",
    "sitzungen.views.jahresplan",
    "sitzungen.views.unterlage",
    "sitzungen.views.vorschau",
    "sitzungen.views.wegplan",
}
"""Prints have tests of their own, and so have invitations, calendars, plans, the form beside a draft."""

NUR_ANSEHEN = {"tagesordnung", "tagesordnung_zeigen", "ergebnisse"}
NUR_SENDEN = {
    "sitzung_bekanntmachen",
    "sitzung_beenden",
    "top_aufsetzen",
    "top_neu",
    "top_griff",
    "tops_standard",
    "top_fassung",
    "ergebnis_ebenso",
    "ergebnis_zuruecknehmen",
    "befangenheit",
}
FESTSTELLUNG = {
    *("sitzung_eroeffnen", "sitzung_beenden", "anwesenheit", "anwesenheit_bewegung", "ergebnisse", "ergebnis"),
    *("ergebnis_ebenso", "ergebnis_zuruecknehmen", "aufnahme", "befangenheit", "zwischenabstimmung"),
}
"""What the body's Schriftführung may do too."""
FORMULARE = {
    "sitzung_bearbeiten",
    "sitzung_eroeffnen",
    "sitzung_absagen",
    "tagesordnung_ablehnen",
    "tagesordnung_veroeffentlichen",
    "top_bearbeiten",
    "anwesenheit",
    "anwesenheit_bewegung",
    "ergebnis",
    "aufnahme",
    "zwischenabstimmung",
}
NENNT_ERGEBNIS = {"ergebnis_ebenso", "ergebnis_zuruecknehmen"}
"""Whoever may is told 404 where what is sent names no result."""
EINES_PUNKTS = {"top_bearbeiten", "top_fassung", "ergebnis", "aufnahme", "befangenheit", "zwischenabstimmung"}
EINER_SITZUNG = sorted(NUR_ANSEHEN | NUR_SENDEN | FORMULARE)


def test_every_address_is_named_here() -> None:
    seiten = {str(p.name) for p in urlpatterns if p.callback.__module__ not in EIGENE_TESTS}
    assert seiten == {*OEFFENTLICH, *OHNE_SITZUNG, *EINER_SITZUNG}


@dataclass
class Ziel:
    """A sitting nobody outside knows of, and a published one, with an item each."""

    intern: Sitzung
    bekannt: Sitzung

    def address(self, name: str, sitzung: Sitzung) -> str:
        if name in EINES_PUNKTS:
            return reverse(name, args=[sitzung.pk, next(iter_tops(sitzung)).pk])
        return reverse(name, args=[sitzung.pk])


@pytest.fixture
def ziel() -> Ziel:
    bekannt = build_veroeffentlichte_sitzung()
    intern = build_sitzung(gremium=bekannt.gremium)
    build_top(intern)
    return Ziel(intern, bekannt)


def ask(client: Client, name: str, adresse: str) -> int:
    """Ask in the way the address understands and return the status."""
    antwort = client.post(adresse) if name in NUR_SENDEN else client.get(adresse)
    return antwort.status_code


def test_visitors_are_sent_to_the_login_whether_the_sitting_exists_or_not(client: Client, ziel: Ziel) -> None:
    vorher = read_alles()
    for name in EINER_SITZUNG:
        for sitzung in (ziel.intern, ziel.bekannt):
            adresse = ziel.address(name, sitzung)
            for antwort in (client.get(adresse), client.post(adresse)):
                assert antwort.status_code == 302, name
                assert antwort["Location"].startswith(reverse("account_login")), name
    assert read_alles() == vorher


def build_others(ziel: Ziel) -> dict[str, Konto]:
    return {
        "Mitglied": build_mitglied(gremium=ziel.bekannt.gremium),
        "Mitglied des anderen Gremiums": build_mitglied(),
        "Sachbearbeitung": build_konto(rolle=Rolle.SACHBEARBEITUNG),
        "Schriftführung des anderen Gremiums": build_konto(rolle=Rolle.SCHRIFTFUEHRUNG),
    }


def test_others_learn_nothing_and_do_nothing(client: Client, ziel: Ziel) -> None:
    andere = build_others(ziel)
    vorher = read_alles()
    for wer, konto in andere.items():
        client.force_login(konto)
        for name in EINER_SITZUNG:
            assert ask(client, name, ziel.address(name, ziel.intern)) == 404, (wer, name)
            assert ask(client, name, ziel.address(name, ziel.bekannt)) == 403, (wer, name)
    # Logging in leaves its day on the account, and nothing else may have changed.
    vorher.pop("konten.Konto")
    assert {tabelle: zeilen for tabelle, zeilen in read_alles().items() if tabelle != "konten.Konto"} == vorher


def test_the_administration_sees_but_does_not_act(client: Client, ziel: Ziel) -> None:
    client.force_login(build_konto(superuser=True))
    assert {ask(client, name, ziel.address(name, ziel.intern)) for name in EINER_SITZUNG} == {403}


@pytest.mark.parametrize("name", EINER_SITZUNG)
def test_the_minute_taker_records_but_does_not_plan(client: Client, ziel: Ziel, name: str) -> None:
    client.force_login(build_konto(rolle=Rolle.SCHRIFTFUEHRUNG, gremium=ziel.bekannt.gremium))
    status = ask(client, name, ziel.address(name, ziel.bekannt))
    assert (status == 403) == (name not in FESTSTELLUNG)
    assert status in {200, 302, 403, 404 if name in NENNT_ERGEBNIS else 200}


@pytest.mark.parametrize("name", EINER_SITZUNG)
def test_the_clerk_is_let_in(client: Client, ziel: Ziel, name: str) -> None:
    client.force_login(build_konto(rolle=Rolle.SITZUNGSDIENST))
    erwartet = {404} if name in NENNT_ERGEBNIS else {200, 302}
    assert ask(client, name, ziel.address(name, ziel.bekannt)) in erwartet


def test_an_unknown_sitting_is_not_found(client: Client, ziel: Ziel) -> None:
    client.force_login(build_konto(rolle=Rolle.SITZUNGSDIENST))
    for name in EINER_SITZUNG:
        adresse = ziel.address(name, ziel.bekannt).replace(f"/{ziel.bekannt.pk}/", "/987654/", 1)
        assert ask(client, name, adresse) == 404, name


def test_an_item_of_another_sitting_is_not_found(client: Client, ziel: Ziel) -> None:
    client.force_login(build_konto(rolle=Rolle.SITZUNGSDIENST))
    fremd = next(iter_tops(ziel.intern))
    for name in EINES_PUNKTS:
        assert ask(client, name, reverse(name, args=[ziel.bekannt.pk, fremd.pk])) == 404, name


def test_the_wrong_method_is_refused(client: Client, ziel: Ziel) -> None:
    client.force_login(build_konto(rolle=Rolle.SITZUNGSDIENST))
    for name in EINER_SITZUNG:
        adresse = ziel.address(name, ziel.bekannt)
        assert client.delete(adresse).status_code == 405, name
        assert client.put(adresse).status_code == 405, name
        if name in NUR_SENDEN:
            assert client.get(adresse)["Location"] == find_ausweg(adresse), name
        if name in NUR_ANSEHEN:
            assert client.post(adresse).status_code == 405, name


@pytest.mark.parametrize("name", sorted(OHNE_SITZUNG))
def test_the_desk_and_new_sittings_belong_to_the_clerk(client: Client, ziel: Ziel, name: str) -> None:
    adresse = reverse(name)
    assert client.get(adresse)["Location"].startswith(reverse("account_login"))
    for konto in [*build_others(ziel).values(), build_konto(superuser=True)]:
        client.force_login(konto)
        assert client.get(adresse).status_code == 403
    client.force_login(build_konto(rolle=Rolle.SITZUNGSDIENST))
    assert client.get(adresse).status_code == 200
    assert client.delete(adresse).status_code == 405


@pytest.mark.parametrize("name", sorted(OEFFENTLICH))
def test_public_pages_are_only_looked_at(client: Client, ziel: Ziel, name: str) -> None:
    adresse = reverse(name, args=[ziel.bekannt.pk] if name == "sitzung" else [])
    assert client.get(adresse).status_code == 200
    assert client.post(adresse).status_code == 405
