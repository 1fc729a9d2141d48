"""Truth table of visibility: who sees what of sittings. There is always something that could leak."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet
from django.utils import timezone

from gremien.models import Amt, Gremium
from konten.enums import Rolle
from konten.models import Konto
from konten.rechte import Besucher
from mappen.enums import Empfaenger
from mappen.querysets import build_leser
from sitzungen.actions.sitzung import announce_sitzung, invite_sitzung
from sitzungen.actions.tagesordnung import strike_top
from sitzungen.enums import Teil
from sitzungen.models import Abstimmung, Anwesenheit, Sitzung, Tagesordnungspunkt
from sitzungen.querysets import waiting_beratungen
from tests.bauten import (
    assign_rolle,
    build_abstimmung,
    build_amt,
    build_entwurf,
    build_freigegebene_vorlage,
    build_gremium,
    build_konto,
    build_mitglied,
    build_neufassung,
    build_person,
    build_sitzung,
    build_top,
    build_veroeffentlichte_sitzung,
    forget_rechte,
    future,
    iter_tops,
    release_fassung,
)
from tests.vorlagen.einlesebeispiele import formular, station
from tests.zweite_person import publish_agenda
from vorlagen.actions.einlesen import import_text
from vorlagen.actions.einlesen_bestaetigung import confirm_einlesung
from vorlagen.actions.freigabe import withdraw_vorlage
from vorlagen.enums import Ausgang
from vorlagen.models import Beratung, Fassung

pytestmark = pytest.mark.django_db

# The sittings of the world below, all of one body unless told:
#   geplant         internal, its agenda is being made (geplant-Ö, geplant-N)
#   bekannt         in the calendar, without an agenda yet (bekannt-Ö)
#   laufend         agenda published (laufend-Ö, laufend-N, both decided), one item added later (nachtrag-Ö, nachtrag-N)
#   fremd           of another body, published (fremd-Ö, fremd-N)
SITZUNGEN = {"geplant", "bekannt", "laufend", "fremd"}
OEFFENTLICHE_SITZUNGEN = {"bekannt", "laufend", "fremd"}
OEFFENTLICHE_TOPS = {"laufend-Ö", "fremd-Ö"}
EIGENE_TOPS = {"geplant-Ö", "geplant-N", "bekannt-Ö", "laufend-Ö", "laufend-N", "nachtrag-Ö", "nachtrag-N"}
VEROEFFENTLICHT = OEFFENTLICHE_TOPS | {"laufend-N", "fremd-N"}
ALLE_TOPS = EIGENE_TOPS | {"fremd-Ö", "fremd-N"}

WER = [
    "anonym",
    "Mitglied",
    "Mitglied des anderen Gremiums",
    "ehemaliges Mitglied",
    "Sachbearbeitung",
    "Sitzungsdienst",
    "früherer Sitzungsdienst",
    "Schriftführung",
    "Schriftführung des anderen Gremiums",
    "Administration",
    "gesperrte Administration",
    "Konto ohne Rolle",
]

SICHTBARE_SITZUNGEN = dict.fromkeys(WER, OEFFENTLICHE_SITZUNGEN) | {
    "Sitzungsdienst": SITZUNGEN,
    "Schriftführung": SITZUNGEN,
    "Administration": SITZUNGEN,
}
GEFUEHRTE_SITZUNGEN = {wer: set[str]() for wer in WER} | {
    "Sitzungsdienst": SITZUNGEN,
    "Schriftführung": {"geplant", "bekannt", "laufend"},
    "Schriftführung des anderen Gremiums": {"fremd"},
    "Administration": SITZUNGEN,
}
LESBARE_TOPS = dict.fromkeys(WER, OEFFENTLICHE_TOPS) | {
    "Mitglied": OEFFENTLICHE_TOPS | {"laufend-N"},
    "Mitglied des anderen Gremiums": OEFFENTLICHE_TOPS | {"fremd-N"},
    "Sitzungsdienst": ALLE_TOPS,
    "Schriftführung": EIGENE_TOPS | {"fremd-Ö"},
    "Schriftführung des anderen Gremiums": OEFFENTLICHE_TOPS | {"fremd-N"},
    "Administration": ALLE_TOPS,
}
GENANNTE_TOPS = dict.fromkeys(WER, VEROEFFENTLICHT) | {
    "Sitzungsdienst": ALLE_TOPS,
    "Schriftführung": EIGENE_TOPS | VEROEFFENTLICHT,
    "Administration": ALLE_TOPS,
}


@dataclass
class Welt:
    gremium: Gremium
    fremdes: Gremium
    amt: Amt
    sitzungen: dict[int, str] = field(default_factory=dict)
    tops: dict[int, str] = field(default_factory=dict)
    besucher: dict[str, Callable[[], Besucher]] = field(default_factory=dict)

    def add(self, name: str, sitzung: Sitzung) -> None:
        self.sitzungen[sitzung.pk] = name
        for top in sitzung.tops.all():
            self.tops.setdefault(top.pk, f"{name}-{'Ö' if top.is_oeffentlich else 'N'}")


@pytest.fixture
def welt() -> Welt:
    welt = Welt(build_gremium(), build_gremium(), build_amt())
    geplant = build_sitzung(gremium=welt.gremium)
    build_top(geplant)
    build_top(geplant, oeffentlich=False)
    welt.add("geplant", geplant)
    bekannt = build_sitzung(gremium=welt.gremium, beginn=future(30), bekanntmachen=True)
    build_top(bekannt)
    welt.add("bekannt", bekannt)
    laufend = build_veroeffentlichte_sitzung(gremium=welt.gremium, begonnen=True)
    for top in iter_tops(laufend):
        build_abstimmung(top)
    welt.add("laufend", laufend)
    for oeffentlich, name in ((True, "nachtrag-Ö"), (False, "nachtrag-N")):
        welt.tops[build_top(laufend, oeffentlich=oeffentlich, nachtrag_grund="Eilt").pk] = name
    welt.add("fremd", build_veroeffentlichte_sitzung(gremium=welt.fremdes, begonnen=True))
    welt.besucher = build_besucher(welt)
    Anwesenheit.objects.create(sitzung=laufend, person=build_person())
    return welt


def build_besucher(welt: Welt) -> dict[str, Callable[[], Besucher]]:
    gestern = timezone.localdate() - timedelta(days=1)

    def former_clerk() -> Konto:
        konto = build_konto()
        assign_rolle(konto, Rolle.SITZUNGSDIENST, bis=gestern)
        return konto

    return {
        "anonym": AnonymousUser,
        "Mitglied": lambda: build_mitglied(gremium=welt.gremium),
        "Mitglied des anderen Gremiums": lambda: build_mitglied(gremium=welt.fremdes),
        "ehemaliges Mitglied": lambda: build_mitglied(gremium=welt.gremium, bis=gestern),
        "Sachbearbeitung": lambda: build_konto(rolle=Rolle.SACHBEARBEITUNG, amt=welt.amt),
        "Sitzungsdienst": lambda: build_konto(rolle=Rolle.SITZUNGSDIENST),
        "früherer Sitzungsdienst": former_clerk,
        "Schriftführung": lambda: build_konto(rolle=Rolle.SCHRIFTFUEHRUNG, gremium=welt.gremium),
        "Schriftführung des anderen Gremiums": lambda: build_konto(rolle=Rolle.SCHRIFTFUEHRUNG, gremium=welt.fremdes),
        "Administration": lambda: build_konto(superuser=True),
        "gesperrte Administration": lambda: build_konto(superuser=True, is_active=False),
        "Konto ohne Rolle": build_konto,
    }


def namen(sichtbar: QuerySet[Any], welt: dict[int, str], feld: str = "pk") -> set[str]:
    return {welt[kennung] for kennung in sichtbar.values_list(feld, flat=True)}


def table(welt: Welt, ask: Callable[[Besucher], set[str]]) -> dict[str, set[str]]:
    return {wer: ask(welt.besucher[wer]()) for wer in WER}


def test_sittings(welt: Welt) -> None:
    def visible(besucher: Besucher) -> set[str]:
        return namen(Sitzung.objects.visible_to(besucher), welt.sitzungen)

    def led(besucher: Besucher) -> set[str]:
        return namen(Sitzung.objects.led_by(besucher), welt.sitzungen)

    assert table(welt, visible) == SICHTBARE_SITZUNGEN
    assert table(welt, led) == GEFUEHRTE_SITZUNGEN


def test_items(welt: Welt) -> None:
    def in_full(besucher: Besucher) -> set[str]:
        return namen(Tagesordnungspunkt.objects.visible_to(besucher), welt.tops)

    def named(besucher: Besucher) -> set[str]:
        return namen(Tagesordnungspunkt.objects.listed_to(besucher), welt.tops)

    assert table(welt, in_full) == LESBARE_TOPS
    assert table(welt, named) == GENANNTE_TOPS


def test_results_follow_their_items(welt: Welt) -> None:
    def results(besucher: Besucher) -> set[str]:
        return namen(Abstimmung.objects.visible_to(besucher), welt.tops, "top")

    assert table(welt, results) == {wer: tops & {"laufend-Ö", "laufend-N"} for wer, tops in LESBARE_TOPS.items()}


def test_attendance_stays_with_those_who_keep_it(welt: Welt) -> None:
    def attendance(besucher: Besucher) -> set[str]:
        return namen(Anwesenheit.objects.visible_to(besucher), welt.sitzungen, "sitzung")

    assert table(welt, attendance) == {wer: sitzungen & {"laufend"} for wer, sitzungen in GEFUEHRTE_SITZUNGEN.items()}


def test_members_learn_of_their_own_body_by_invitation_even_unannounced() -> None:
    sitzung = build_veroeffentlichte_sitzung()
    # Announcing comes with the agenda; a sitting set back to internal must still reach those invited.
    Sitzung.objects.filter(pk=sitzung.pk).update(bekanntgemacht_am=None)
    mitglied = build_mitglied(gremium=sitzung.gremium)
    assert not Sitzung.objects.visible_to(mitglied).exists()
    invite_sitzung(sitzung, zugang=timezone.now(), konto=build_konto())
    assert Sitzung.objects.visible_to(mitglied).get() == sitzung
    assert not Sitzung.objects.visible_to(build_mitglied()).exists()
    assert not Sitzung.objects.visible_to(AnonymousUser()).exists()
    assert not Tagesordnungspunkt.objects.listed_to(AnonymousUser()).exists()


def test_a_seat_that_ended_counts_no_longer_with_the_next_request() -> None:
    sitzung = build_veroeffentlichte_sitzung(oeffentliche=0)
    mitglied = build_mitglied(gremium=sitzung.gremium)
    assert Tagesordnungspunkt.objects.visible_to(mitglied).count() == 1
    assert mitglied.person is not None
    mitglied.person.mitgliedschaften.update(bis=timezone.localdate() - timedelta(days=1))
    assert not Tagesordnungspunkt.objects.visible_to(forget_rechte(mitglied)).exists()


def test_publishing_the_addition_shows_it() -> None:
    sitzung = build_veroeffentlichte_sitzung(nichtoeffentliche=0)
    build_top(sitzung)
    assert Tagesordnungspunkt.objects.listed_to(AnonymousUser()).count() == 1
    publish_agenda(sitzung)
    assert Tagesordnungspunkt.objects.visible_to(AnonymousUser()).count() == 2


def test_valid_leaves_out_corrected_results() -> None:
    erste = build_abstimmung()
    zweite = build_abstimmung(erste.top, ausgang=Ausgang.ABGELEHNT, berichtigt=erste, grund="Verzählt")
    assert list(Abstimmung.objects.valid()) == [zweite]


# --- papers that wait for an agenda


@pytest.fixture
def clerk() -> Konto:
    return build_konto(rolle=Rolle.SITZUNGSDIENST)


def waiting(konto: Besucher) -> list[Beratung]:
    return list(waiting_beratungen(konto).order_by("pk"))


def test_released_open_stations_wait(clerk: Konto) -> None:
    gremium = build_gremium()
    build_entwurf(stationen=[(gremium, None, True, True)])
    vorlage = build_freigegebene_vorlage(stationen=[(gremium, None, False, True), (build_gremium(), None, True, True)])
    assert waiting(clerk) == list(vorlage.beratungen.order_by("pk"))
    assert waiting(AnonymousUser()) == []


def test_a_placed_station_waits_no_longer_until_it_is_struck(clerk: Konto) -> None:
    sitzung = build_sitzung()
    top = build_top(sitzung)
    assert waiting(clerk) == []
    strike_top(top, konto=clerk)
    assert waiting(clerk) == [top.beratung]


def test_a_decided_or_withdrawn_paper_waits_no_longer(clerk: Konto) -> None:
    build_abstimmung()
    withdraw_vorlage(build_freigegebene_vorlage(), konto=clerk, grund="Erledigt")
    assert waiting(clerk) == []


@pytest.mark.parametrize(("ausgang", "anzahl"), [(Ausgang.ABGESETZT, 1), (Ausgang.VERTAGT, 1), (Ausgang.OHNE_BE, 0)])
def test_what_is_struck_or_postponed_waits_again(clerk: Konto, ausgang: Ausgang, anzahl: int) -> None:
    build_abstimmung(ausgang=ausgang, grund="Beratung im Ausschuss")
    assert len(waiting(clerk)) == anzahl


def test_a_newer_draft_does_not_hide_the_released_paper(clerk: Konto) -> None:
    vorlage = build_freigegebene_vorlage()
    neu = build_neufassung(vorlage)
    assert len(waiting(clerk)) == 1
    release_fassung(neu)
    assert len(waiting(clerk)) == 1


def import_paper(*tage: int | None, neufassung: str = "", clerk: Konto) -> Fassung:
    """Take over a form with stations so many days from today, and confirm it."""
    heute = timezone.localdate()
    stationen = [station(datum=f"{heute + timedelta(days=tag):%d.%m.%Y}" if tag is not None else "") for tag in tage]
    text = formular(*stationen, nummer=f"BV/0546/2018{neufassung}")
    return confirm_einlesung(import_text(text, konto=build_konto(rolle=Rolle.SITZUNGSDIENST)), konto=clerk)


@pytest.mark.parametrize(("tag", "wartet"), [(-400, False), (-1, False), (0, True), (20, True)])
def test_papers_of_the_past_wait_for_no_agenda(clerk: Konto, tag: int, wartet: bool) -> None:
    fassung = import_paper(tag, clerk=clerk)
    assert waiting(clerk) == (list(fassung.vorlage.beratungen.all()) if wartet else [])


def test_a_paper_of_the_past_waits_once_its_route_gets_a_new_day(clerk: Konto) -> None:
    (beratung,) = import_paper(-400, clerk=clerk).vorlage.beratungen.all()
    assert waiting(clerk) == []
    beratung.datum = timezone.localdate() + timedelta(days=20)
    beratung.save(update_fields=["datum"])
    assert waiting(clerk) == [beratung]


def test_a_paper_of_the_past_waits_once_it_was_written_anew_here(clerk: Konto) -> None:
    fassung = import_paper(-400, clerk=clerk)
    release_fassung(build_neufassung(fassung.vorlage))
    assert waiting(clerk) == list(fassung.vorlage.beratungen.all())


def test_announcing_shows_the_sitting_but_not_its_agenda() -> None:
    sitzung = build_sitzung()
    build_top(sitzung)
    announce_sitzung(sitzung, konto=build_konto())
    assert Sitzung.objects.visible_to(AnonymousUser()).get() == sitzung
    assert not Tagesordnungspunkt.objects.listed_to(AnonymousUser()).exists()


def test_a_public_packet_and_the_closed_results_show_nobody_anything_new() -> None:
    """Why neither needs a second person."""
    sitzung = build_veroeffentlichte_sitzung(begonnen=True, oeffentliche=2, nichtoeffentliche=2)
    for top in iter_tops(sitzung):
        build_abstimmung(top)
    build_top(Sitzung.objects.get(pk=sitzung.pk), nachtrag_grund="Eilig")
    anonym = AnonymousUser()
    leser = build_leser(Empfaenger.OEFFENTLICH, sitzung.gremium_id)
    for modell in (Tagesordnungspunkt, Abstimmung, Fassung, Beratung):
        alle = modell._default_manager.all()
        oeffentlich = set(modell._default_manager.visible_to(anonym))
        assert set(modell._default_manager.visible_to(leser)) == oeffentlich
        assert oeffentlich < set(alle)
    assert {a.top.teil for a in Abstimmung.objects.visible_to(anonym)} == {Teil.OEFFENTLICH}
