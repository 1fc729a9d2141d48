"""Whether a print still holds: found by comparing it with what would be printed now, dated by what is on record."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from dokumente.ausgabe.druckstuecke import prune
from dokumente.models import Ausdruck
from gremien.models import Amt
from journal.models import Eintrag
from konten.enums import Rolle
from sitzungen.actions.sitzung import cancel_sitzung, invite_sitzung, open_sitzung
from sitzungen.actions.tagesordnung import place_top, replace_fassung, strike_top
from sitzungen.enums import Teil
from sitzungen.models import Sitzung, Tagesordnungspunkt
from tests.bauten import (
    build_abstimmung,
    build_gremium,
    build_konto,
    build_mitglied,
    build_neufassung,
    build_sitzung,
    build_top,
    build_veroeffentlichte_vorlage,
    release_fassung,
)
from tests.mappen.echtheit.drucken import ask, print_as
from tests.zweite_person import publish_agenda
from vorlagen.actions.freigabe import withdraw_vorlage
from vorlagen.actions.veroeffentlichung import publish_vorlage
from vorlagen.enums import Ausgang
from vorlagen.models import Vorlage

pytestmark = pytest.mark.django_db


def seit(zeitpunkt: datetime) -> str:
    return f"überholt seit {timezone.localtime(zeitpunkt):%d.%m.%Y, %H:%M} Uhr"


def agenda_with_paper() -> tuple[Sitzung, Vorlage, Tagesordnungspunkt]:
    """Return an announced sitting with a public paper as its first item."""
    gremium = build_gremium()
    vorlage = build_veroeffentlichte_vorlage(stationen=[(gremium, None, True, True)])
    sitzung = build_sitzung(gremium=gremium)
    top = build_top(sitzung, vorlage=vorlage)
    sitzung = publish_agenda(sitzung)
    top.refresh_from_db()
    return sitzung, vorlage, top


def test_an_unchanged_print_is_genuine_and_current() -> None:
    vorlage = build_veroeffentlichte_vorlage()
    _, ausdruck = print_as(f"/vorlagen/{vorlage.pk}/pdf/")
    status, seite = ask(ausdruck)
    assert status == 200
    assert "Dieser Ausdruck ist echt und aktuell" in seite
    assert vorlage.nummer in seite
    assert "überholt" not in seite


def begin(sitzung: Sitzung) -> None:
    """Let the sitting have begun an hour ago."""
    Sitzung.objects.filter(pk=sitzung.pk).update(beginn=timezone.now() - timedelta(hours=1))
    sitzung.refresh_from_db()
    open_sitzung(sitzung, konto=build_konto(rolle=Rolle.SITZUNGSDIENST), grund="Auf Papier eingeladen")


def test_the_answer_outlives_the_store_of_prints() -> None:
    vorlage = build_veroeffentlichte_vorlage()
    _, ausdruck = print_as(f"/vorlagen/{vorlage.pk}/pdf/")
    prune(aelter_als=timedelta(0))
    assert "echt und aktuell" in ask(ausdruck)[1]


def test_a_newer_fassung_makes_it_outdated_though_its_page_is_the_same() -> None:
    vorlage = build_veroeffentlichte_vorlage()
    _, ausdruck = print_as(f"/vorlagen/{vorlage.pk}/pdf/")
    neue = release_fassung(build_neufassung(vorlage))
    assert "echt und aktuell" in ask(ausdruck)[1], "Noch weiß die Öffentlichkeit nichts von ihr."
    neue = publish_vorlage(neue, konto=build_konto(rolle=Rolle.SITZUNGSDIENST))
    assert neue.veroeffentlicht_am is not None
    _, seite = ask(ausdruck)
    assert seit(neue.veroeffentlicht_am) in seite
    assert f"Ersetzt durch die Neufassung {neue.nummer}" in seite
    assert f'href="/vorlagen/{vorlage.pk}/fassungen/1/"' in seite


def test_a_recorded_result_makes_it_outdated() -> None:
    sitzung, vorlage, top = agenda_with_paper()
    _, ausdruck = print_as(f"/vorlagen/{vorlage.pk}/pdf/")
    begin(sitzung)
    abstimmung = build_abstimmung(top)
    _, seite = ask(ausdruck)
    assert seit(abstimmung.festgestellt_am) in seite
    assert "Ergebnis festgestellt" in seite
    assert "echt und aktuell" in ask(print_as(f"/vorlagen/{vorlage.pk}/pdf/")[1])[1]


def test_a_top_number_makes_it_outdated_and_a_new_one_again() -> None:
    gremium = build_gremium()
    vorlage = build_veroeffentlichte_vorlage(stationen=[(gremium, None, True, True)])
    _, ohne = print_as(f"/vorlagen/{vorlage.pk}/pdf/")
    erste = build_sitzung(gremium=gremium)
    top = build_top(erste, vorlage=vorlage)
    _, seite = ask(ohne)
    assert seit(Eintrag.objects.get(akt="aufsetzen").zeitpunkt) in seite
    assert "Tag der Beratung festgelegt" in seite
    assert "TOP" not in seite, "Vor der Veröffentlichung weiß niemand von der Nummer."
    publish_agenda(erste)
    veroeffentlicht = Eintrag.objects.get(akt="to_veroeffentlichen").zeitpunkt
    _, seite = ask(ohne)
    assert seit(veroeffentlicht) in seite
    assert "TOP Ö 1" in seite
    _, mit = print_as(f"/vorlagen/{vorlage.pk}/pdf/")
    top.refresh_from_db()
    strike_top(top, konto=build_konto(rolle=Rolle.SITZUNGSDIENST), grund="Noch nicht reif")
    top.refresh_from_db()
    zweite = build_sitzung(gremium=gremium, beginn=erste.beginn + timedelta(days=7))
    place_top(zweite, teil=Teil.OEFFENTLICH, betreff="Mitteilungen", konto=build_konto(rolle=Rolle.SITZUNGSDIENST))
    build_top(zweite, vorlage=vorlage)
    publish_agenda(zweite)
    _, seite = ask(mit)
    assert top.abgesetzt_am is not None
    assert seit(top.abgesetzt_am) in seite
    assert "TOP Ö 1 von der Tagesordnung abgesetzt" in seite
    assert "TOP Ö 2" in seite


def test_a_withdrawn_paper_is_named_by_its_number_alone() -> None:
    vorlage = build_veroeffentlichte_vorlage(betreff="Verkauf der alten Brücke")
    _, ausdruck = print_as(f"/vorlagen/{vorlage.pk}/pdf/")
    assert "Verkauf der alten Brücke" in ask(ausdruck)[1]
    vorlage = withdraw_vorlage(vorlage, konto=build_konto(rolle=Rolle.SITZUNGSDIENST), grund="Erledigt")
    status, seite = ask(ausdruck)
    assert status == 200
    assert "zurückgezogen" in seite
    assert vorlage.nummer in seite
    assert "Brücke" not in seite
    assert "Erledigt" not in seite
    _, intern = ask(ausdruck, build_konto(rolle=Rolle.SITZUNGSDIENST))
    assert vorlage.zurueckgezogen_am is not None
    assert seit(vorlage.zurueckgezogen_am) in intern
    assert "Verkauf der alten Brücke" in intern


def test_a_changed_agenda_makes_the_announcement_outdated() -> None:
    sitzung, _, _ = agenda_with_paper()
    _, ausdruck = print_as(f"/sitzungen/{sitzung.pk}/tagesordnung.pdf")
    assert "echt und aktuell" in ask(ausdruck)[1]
    konto = build_konto(rolle=Rolle.SITZUNGSDIENST)
    place_top(sitzung, teil=Teil.OEFFENTLICH, betreff="Dringendes", nachtrag_grund="Hochwasser", konto=konto)
    assert "echt und aktuell" in ask(ausdruck)[1], "Ein Nachtrag gilt erst, wenn er veröffentlicht ist."
    publish_agenda(sitzung)
    nachtrag = Eintrag.objects.filter(akt="to_veroeffentlichen").latest("laufend").zeitpunkt
    _, seite = ask(ausdruck)
    assert seit(nachtrag) in seite
    assert "Tagesordnung veröffentlicht" in seite


def test_an_exchanged_fassung_makes_the_announcement_outdated() -> None:
    sitzung, vorlage, top = agenda_with_paper()
    _, ausdruck = print_as(f"/sitzungen/{sitzung.pk}/tagesordnung.pdf")
    neue = release_fassung(build_neufassung(vorlage))
    replace_fassung(top, konto=build_konto(rolle=Rolle.SITZUNGSDIENST))
    zeitpunkt = Eintrag.objects.filter(akt="aufsetzen").latest("laufend").zeitpunkt
    _, seite = ask(ausdruck)
    assert seit(zeitpunkt) in seite
    assert f"Vorlage ersetzt durch {neue.nummer}" in seite


def test_a_cancelled_sitting_makes_the_announcement_outdated() -> None:
    sitzung, _, _ = agenda_with_paper()
    _, ausdruck = print_as(f"/sitzungen/{sitzung.pk}/tagesordnung.pdf")
    cancel_sitzung(sitzung, konto=build_konto(rolle=Rolle.SITZUNGSDIENST), grund="Krankheit")
    _, seite = ask(ausdruck)
    assert "Sitzung abgesagt" in seite
    assert seit(Eintrag.objects.get(akt="absagen").zeitpunkt) in seite


def test_a_corrected_result_makes_the_extract_outdated() -> None:
    sitzung, _, top = agenda_with_paper()
    begin(sitzung)
    falsch = build_abstimmung(top)
    _, ausdruck = print_as(f"/sitzungen/{sitzung.pk}/tops/{top.pk}/beschlussauszug.pdf")
    assert ausdruck.gegenstand == f"top:{top.pk}"
    assert "echt und aktuell" in ask(ausdruck)[1]
    richtig = build_abstimmung(top, berichtigt=falsch, grund="Verzählt", ausgang=Ausgang.MEHRHEITLICH, gegenstimmen=3)
    _, seite = ask(ausdruck)
    assert seit(richtig.festgestellt_am) in seite
    assert "Ergebnis berichtigt" in seite


def test_an_invitation_is_answered_to_its_members_only() -> None:
    sitzung, _, _ = agenda_with_paper()
    invite_sitzung(sitzung, zugang=timezone.now(), konto=build_konto(rolle=Rolle.SITZUNGSDIENST))
    mitglied = build_mitglied(gremium=sitzung.gremium)
    _, ausdruck = print_as(f"/sitzungen/{sitzung.pk}/einladung.pdf", mitglied)
    assert ausdruck.gegenstand == f"einladung:{sitzung.pk}"
    assert "echt und aktuell" in ask(ausdruck, mitglied)[1]
    assert ask(ausdruck)[0] == 404


def test_an_empty_form_stays_current_until_there_is_a_newer_text() -> None:
    sitzung, vorlage, top = agenda_with_paper()
    _, vorher = print_as(f"/vorlagen/{vorlage.pk}/pdf/?blanko")
    assert vorher.gegenstand == f"fassung:{top.fassung_id}", "Ohne Ergebnis sind Vordruck und Vorlage dasselbe."
    begin(sitzung)
    build_abstimmung(top)
    assert "überholt seit" in ask(vorher)[1]


def test_a_difference_nobody_recorded_is_said_without_a_date() -> None:
    vorlage = build_veroeffentlichte_vorlage()
    _, ausdruck = print_as(f"/vorlagen/{vorlage.pk}/pdf/")
    fassung = vorlage.fassungen.get()
    Amt.objects.filter(fassungen=fassung).update(name="Amt für neue Namen")
    _, seite = ask(ausdruck)
    assert "Dieser Ausdruck ist überholt" in seite
    assert "überholt seit" not in seite
    assert "Stammdaten" in seite


def test_since_when_is_the_first_act_after_the_print_not_now() -> None:
    sitzung, vorlage, top = agenda_with_paper()
    _, ausdruck = print_as(f"/vorlagen/{vorlage.pk}/pdf/")
    begin(sitzung)
    abstimmung = build_abstimmung(top)
    spaeter = datetime(2031, 5, 4, 8, 0, tzinfo=UTC)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(timezone, "now", lambda: spaeter)
        _, seite = ask(ausdruck)
    assert seit(abstimmung.festgestellt_am) in seite
    assert "2031" not in seite


def test_every_row_of_the_register_can_be_answered() -> None:
    vorlage = build_veroeffentlichte_vorlage()
    print_as(f"/vorlagen/{vorlage.pk}/pdf/")
    assert [ask(ausdruck)[0] for ausdruck in Ausdruck.objects.all()] == [200]
