"""Ergebnis feststellen und berichtigen: every refusal, every consequence."""

import uuid

import pytest

from gremien.models import Gremium
from journal.enums import Akt
from journal.models import Eintrag
from konten.enums import Rolle
from konten.models import Konto
from sitzungen.actions.abstimmung import Ergebnis, record_abstimmung
from sitzungen.actions.tagesordnung import place_top, strike_top
from sitzungen.enums import Mehrheitsart, Teil
from sitzungen.models import Abstimmung, Sitzung, Tagesordnungspunkt
from tests.bauten import (
    build_abstimmung,
    build_anwesenheit,
    build_freigegebene_vorlage,
    build_gremium,
    build_konto,
    build_sitzung,
    build_top,
    build_veroeffentlichte_sitzung,
    future,
    iter_tops,
)
from tests.bauten_saal import eroeffne
from tests.pruefen import journals, refused
from tests.zweite_person import publish_agenda
from vorlagen.enums import Ausgang, Vorlagenart
from vorlagen.rules.ausgang import AUSGANGSREGELN

pytestmark = pytest.mark.django_db


@pytest.fixture
def konto() -> Konto:
    return build_konto(rolle=Rolle.SITZUNGSDIENST)


def begun_item(
    *, gremium: Gremium | None = None, art: Vorlagenart = Vorlagenart.BV, mehrheit: str = Mehrheitsart.EINFACH
) -> Tagesordnungspunkt:
    """Return the one public item of a sitting that was opened."""
    gremium = gremium or build_gremium()
    vorlage = build_freigegebene_vorlage(stationen=[(gremium, None, True, True)], art=art)
    sitzung = build_sitzung(gremium=gremium, beginn=future(-1))
    build_top(sitzung, vorlage=vorlage, mehrheit=mehrheit)
    publish_agenda(sitzung)
    return next(iter_tops(eroeffne(sitzung)))


def test_a_result_is_a_row_with_one_journal_entry(konto: Konto) -> None:
    top = begun_item()
    with journals(Akt.FESTSTELLEN):
        abstimmung = record_abstimmung(
            top, Ergebnis(ausgang=Ausgang.MEHRHEITLICH, gegenstimmen=12, enthaltungen=4), konto=konto
        )
    assert (abstimmung.ja, abstimmung.gegenstimmen, abstimmung.enthaltungen) == (None, 12, 4)
    assert abstimmung.festgestellt_von == konto
    assert top.beratung is not None
    top.beratung.refresh_from_db()
    assert (top.beratung.ausgang, top.beratung.gegenstimmen) == (Ausgang.MEHRHEITLICH, 12)
    daten = Eintrag.objects.latest("laufend").daten
    assert (daten["top"], daten["ausgang"], daten["ja"]) == ("Ö 1", "mehrheitlich", None)


def test_a_plain_item_may_have_a_result_too(konto: Konto) -> None:
    sitzung = build_sitzung(beginn=future(-1))
    top = place_top(sitzung, teil=Teil.OEFFENTLICH, betreff="Wahl", konto=konto)
    publish_agenda(sitzung)
    eroeffne(sitzung)
    top.refresh_from_db()
    assert record_abstimmung(top, Ergebnis(ausgang=Ausgang.EINSTIMMIG), konto=konto).top == top


# --- refusals


def test_r3_unanimous_has_no_votes_against(konto: Konto) -> None:
    top = begun_item()
    satz = (
        "Ein einstimmiger Beschluss kann keine Gegenstimmen haben. "
        "Bitte wählen Sie „mehrheitlich beschlossen“ oder berichtigen Sie die Gegenstimmen."
    )
    with refused(satz, feld="gegenstimmen"):
        record_abstimmung(top, Ergebnis(ausgang=Ausgang.EINSTIMMIG, gegenstimmen=1), konto=konto, grund="Doch")
    record_abstimmung(top, Ergebnis(ausgang=Ausgang.EINSTIMMIG, gegenstimmen=0, enthaltungen=1), konto=konto)


@pytest.mark.parametrize(("ja", "nein", "zusatz"), [(20, 20, "Bei Stimmengleichheit"), (4, 20, ""), (0, 0, "Bei")])
def test_r4_carried_needs_more_ja_than_nein(konto: Konto, ja: int, nein: int, zusatz: str) -> None:
    top = begun_item()
    gleich = "Bei Stimmengleichheit ist der Antrag abgelehnt. " if zusatz else ""
    satz = (
        f"Mit {ja} Ja-Stimmen und {nein} Gegenstimmen ist der Antrag nicht angenommen. {gleich}"
        "Bitte berichtigen Sie die Zahlen oder wählen Sie „abgelehnt“."
    )
    ergebnis = Ergebnis(ausgang=Ausgang.MEHRHEITLICH, ja=ja, gegenstimmen=nein)
    with refused(satz, feld="ausgang"):
        record_abstimmung(top, ergebnis, konto=konto, grund="Doch")


def test_r4_is_silent_while_ja_was_not_counted(konto: Konto) -> None:
    record_abstimmung(begun_item(), Ergebnis(ausgang=Ausgang.MEHRHEITLICH, gegenstimmen=40), konto=konto)


def test_twenty_to_four_with_twenty_two_abstentions_is_carried(konto: Konto) -> None:
    ergebnis = Ergebnis(ausgang=Ausgang.MEHRHEITLICH, ja=20, gegenstimmen=4, enthaltungen=22)
    assert record_abstimmung(begun_item(), ergebnis, konto=konto).ja == 20


def test_r5_no_more_votes_than_members(konto: Konto) -> None:
    top = begun_item()
    build_anwesenheit(top.sitzung, anwesend=10)
    satz = (
        "Eingetragen sind zusammen 11 Stimmen und Befangene, anwesend sind 10 Mitglieder. "
        "Bitte berichtigen Sie die Zahlen oder die Anwesenheit."
    )
    zu_viele = Ergebnis(ausgang=Ausgang.MEHRHEITLICH, ja=6, gegenstimmen=3, enthaltungen=1, befangen=1)
    with refused(satz):
        record_abstimmung(top, zu_viele, konto=konto, grund="Doch")
    genau = Ergebnis(ausgang=Ausgang.MEHRHEITLICH, ja=6, gegenstimmen=3, befangen=1)
    assert record_abstimmung(top, genau, konto=konto).anwesend == 10


def test_r5_warns_only_while_the_list_is_incomplete(konto: Konto) -> None:
    top = begun_item()
    build_anwesenheit(top.sitzung, anwesend=10)
    Sitzung.objects.filter(pk=top.sitzung_id).update(anwesenheit_vollstaendig=False)
    ergebnis = Ergebnis(ausgang=Ausgang.MEHRHEITLICH, ja=8, gegenstimmen=4)
    satz = (
        "Eingetragen sind zusammen 12 Stimmen und Befangene, anwesend sind 10 Mitglieder. "
        "Bitte berichtigen Sie die Zahlen oder die Anwesenheit."
    )
    with refused(satz):
        record_abstimmung(top, ergebnis, konto=konto)
    assert record_abstimmung(top, ergebnis, konto=konto, grund="Zwei kamen später").grund == "Zwei kamen später"


@pytest.mark.parametrize(("anwesend", "befangen", "noetig"), [(28, 0, 29), (19, 1, 19)])
def test_r6_quorum(konto: Konto, anwesend: int, befangen: int, noetig: int) -> None:
    top = begun_item(gremium=build_gremium(gesetzliche_zahl=56))
    build_anwesenheit(top.sitzung, anwesend=anwesend, abwesend=20)
    ergebnis = Ergebnis(ausgang=Ausgang.EINSTIMMIG, befangen=befangen)
    rat = (
        "Bitte vertagen Sie den Punkt, oder lassen Sie nach Anhörung der nicht ausgeschlossenen Mitglieder "
        "an Stelle des Rates entscheiden."
        if befangen
        else "Bitte vertagen Sie den Punkt und laden Sie erneut ein, oder berichtigen Sie die Anwesenheit."
    )
    satz = (
        f"Das Gremium ist nicht beschlussfähig: Es sind {anwesend - befangen} stimmberechtigte Mitglieder "
        f"anwesend, nötig sind {noetig}. {rat}"
    )
    with refused(satz):
        record_abstimmung(top, ergebnis, konto=konto)
    record_abstimmung(top, ergebnis, konto=konto, grund="Zweite Einladung")


@pytest.mark.parametrize(
    ("mehrheit", "schwelle"),
    [
        (Mehrheitsart.GESETZLICHE_ZAHL, 29),
        (Mehrheitsart.ZWEI_DRITTEL_GESETZLICH, 38),
        (Mehrheitsart.ZWEI_DRITTEL_ANWESEND, 34),
    ],
)
def test_r7_a_missed_qualified_majority(konto: Konto, mehrheit: Mehrheitsart, schwelle: int) -> None:
    top = begun_item(gremium=build_gremium(gesetzliche_zahl=56), mehrheit=mehrheit)
    build_anwesenheit(top.sitzung, anwesend=50)
    satz = (
        f"Der Beschluss braucht {schwelle} Ja-Stimmen, gezählt sind {schwelle - 1}. "
        "Bitte berichtigen Sie die Zahlen oder wählen Sie „abgelehnt“."
    )
    with refused(satz, feld="ja"):
        knapp = Ergebnis(ausgang=Ausgang.MEHRHEITLICH, ja=schwelle - 1, gegenstimmen=5)
        record_abstimmung(top, knapp, konto=konto, grund="Doch")
    record_abstimmung(top, Ergebnis(ausgang=Ausgang.MEHRHEITLICH, ja=schwelle, gegenstimmen=5), konto=konto)


def test_r9_a_paper_for_information_is_noted_not_decided(konto: Konto) -> None:
    top = begun_item(art=Vorlagenart.UV)
    satz = (
        "Über eine Unterrichtungsvorlage wird nicht beschlossen. "
        "Bitte wählen Sie „zur Kenntnis genommen“ oder begründen Sie den Beschluss."
    )
    with refused(satz, feld="ausgang"):
        record_abstimmung(top, Ergebnis(ausgang=Ausgang.EINSTIMMIG), konto=konto)
    record_abstimmung(top, Ergebnis(ausgang=Ausgang.EINSTIMMIG), konto=konto, grund="Auf Antrag abgestimmt")


@pytest.mark.parametrize(
    ("ausgang", "label"),
    [
        (Ausgang.ABGESETZT, "von der Tagesordnung abgesetzt"),
        (Ausgang.KENNTNIS, "zur Kenntnis genommen"),
        (Ausgang.ZURUECKGEZOGEN, "zurückgezogen"),
    ],
)
def test_r15_what_is_not_voted_on_has_no_counts(konto: Konto, ausgang: Ausgang, label: str) -> None:
    top = begun_item()
    satz = (
        f"Zu „{label}“ gehören keine Stimmenzahlen. Bitte löschen Sie die Zahlen oder wählen Sie einen anderen Ausgang."
    )
    with refused(satz, feld="ausgang"):
        record_abstimmung(top, Ergebnis(ausgang=ausgang, ja=0), konto=konto, grund="Doch")


def test_a_changed_decision_needs_its_wording(konto: Konto) -> None:
    top = begun_item()
    satz = "Der Beschluss ist als geändert gekennzeichnet. Bitte tragen Sie den geänderten Wortlaut ein."
    with refused(satz, feld="geaenderter_wortlaut"):
        record_abstimmung(top, Ergebnis(ausgang=Ausgang.EINSTIMMIG, geaendert=True), konto=konto)
    ergebnis = Ergebnis(ausgang=Ausgang.EINSTIMMIG, geaendert=True, wortlaut="Mit 30 statt 20 Bäumen.")
    assert record_abstimmung(top, ergebnis, konto=konto).wortlaut == "Mit 30 statt 20 Bäumen."


def test_nothing_is_recorded_before_the_sitting(konto: Konto) -> None:
    top = next(iter_tops(build_veroeffentlichte_sitzung()))
    with refused("Die Sitzung ist noch nicht eröffnet. Bitte eröffnen Sie sie zuerst."):
        record_abstimmung(top, Ergebnis(ausgang=Ausgang.EINSTIMMIG), konto=konto)


def test_a_struck_item_gets_no_result(konto: Konto) -> None:
    top = begun_item()
    strike_top(top, konto=konto, grund="Gutachten fehlt")
    with refused("Der Punkt ist abgesetzt."):
        record_abstimmung(top, Ergebnis(ausgang=Ausgang.EINSTIMMIG), konto=konto)


def test_more_excluded_than_present(konto: Konto) -> None:
    top = begun_item()
    build_anwesenheit(top.sitzung, anwesend=2)
    satz = (
        "Es sind 3 Befangene eingetragen, anwesend sind aber nur 2 Mitglieder. "
        "Bitte berichtigen Sie die Anwesenheit oder die Befangenheit."
    )
    with refused(satz, feld="befangen"):
        record_abstimmung(top, Ergebnis(ausgang=Ausgang.EINSTIMMIG, befangen=3), konto=konto, grund="Doch")


# --- twice, and two at once


def test_the_same_submission_gives_the_same_row(konto: Konto) -> None:
    top = begun_item()
    ergebnis = Ergebnis(ausgang=Ausgang.EINSTIMMIG)
    with journals(Akt.FESTSTELLEN):
        zeilen = {record_abstimmung(top, ergebnis, konto=konto).pk for _ in range(5)}
    assert zeilen == {Abstimmung.objects.get().pk}


def test_a_submission_belongs_to_one_item(konto: Konto) -> None:
    erste = build_abstimmung()
    top = begun_item()
    fremd = Ergebnis(ausgang=Ausgang.EINSTIMMIG, einsendung=erste.einsendung)
    satz = "Diese Eingabe gehört zu einem anderen Punkt. Bitte öffnen Sie die Seite des Punktes neu."
    with refused(satz):
        record_abstimmung(top, fremd, konto=konto)


def test_the_second_clerk_sees_what_stands(konto: Konto) -> None:
    top = begun_item()
    record_abstimmung(top, Ergebnis(ausgang=Ausgang.MEHRHEITLICH, gegenstimmen=12), konto=konto)
    zweite = build_konto(rolle=Rolle.SITZUNGSDIENST)
    satz = (
        "Zu Ö 1 ist inzwischen „mehrheitlich beschlossen“ festgestellt (12 Gegenstimmen). "
        "Bitte prüfen Sie beide Angaben."
    )
    with refused(satz):
        record_abstimmung(top, Ergebnis(ausgang=Ausgang.EINSTIMMIG), konto=zweite)


def test_two_clerks_correcting_the_same_result(konto: Konto) -> None:
    erste = build_abstimmung()
    build_abstimmung(erste.top, ausgang=Ausgang.ABGELEHNT, berichtigt=erste, grund="Verlesen")
    satz = "Zu Ö 1 ist inzwischen „abgelehnt“ festgestellt. Bitte prüfen Sie beide Angaben."
    with refused(satz):
        record_abstimmung(
            erste.top, Ergebnis(ausgang=Ausgang.KENNTNIS), konto=konto, berichtigt=erste, berichtigungsgrund="?"
        )


# --- correcting


def test_a_correction_is_a_further_row_with_a_reason(konto: Konto) -> None:
    erste = build_abstimmung()
    with refused("Bitte begründen Sie die Berichtigung.", feld="berichtigungsgrund"):
        record_abstimmung(erste.top, Ergebnis(ausgang=Ausgang.ABGELEHNT), konto=konto, berichtigt=erste)
    with journals(Akt.BERICHTIGEN):
        zweite = record_abstimmung(
            erste.top, Ergebnis(ausgang=Ausgang.ABGELEHNT), konto=konto, berichtigt=erste, berichtigungsgrund="Verlesen"
        )
    erste.refresh_from_db()
    assert (erste.ausgang, erste.is_berichtigt) == (Ausgang.EINSTIMMIG, True)
    assert (zweite.berichtigt, zweite.berichtigungsgrund, zweite.grund) == (erste, "Verlesen", "")
    assert list(Abstimmung.objects.valid()) == [zweite]


def test_a_correction_may_itself_be_corrected(konto: Konto) -> None:
    stand = build_abstimmung()
    for ausgang in (Ausgang.ABGELEHNT, Ausgang.MEHRHEITLICH):
        stand = build_abstimmung(stand.top, ausgang=ausgang, berichtigt=stand, grund="Nachgezählt", konto=konto)
    assert Abstimmung.objects.valid().get().ausgang == Ausgang.MEHRHEITLICH
    assert Abstimmung.objects.count() == 3


def test_correcting_an_unknown_result_is_refused(konto: Konto) -> None:
    andere = build_abstimmung()
    top = begun_item()
    satz = "Zu Ö 1 gibt es das Ergebnis nicht mehr, das Sie berichtigen wollten. Bitte prüfen Sie beide Angaben."
    with refused(satz):
        record_abstimmung(
            top,
            Ergebnis(ausgang=Ausgang.EINSTIMMIG, einsendung=uuid.uuid4()),
            konto=konto,
            berichtigt=andere,
            berichtigungsgrund="Irrtum",
        )


@pytest.mark.django_db
@pytest.mark.parametrize("ausgang", [a for a in Ausgang if not AUSGANGSREGELN[a].zaehlbar])
def test_zeros_typed_before_the_mind_changed_are_no_counts(ausgang: Ausgang) -> None:
    """M 0 Tab 0 S Enter: nobody voted, so nothing is counted."""
    konto = build_konto(rolle=Rolle.SITZUNGSDIENST)
    top = begun_item()
    ergebnis = Ergebnis(ausgang=ausgang, gegenstimmen=0, enthaltungen=0)
    abstimmung = record_abstimmung(top, ergebnis, konto=konto, grund="wie festgestellt")
    assert (abstimmung.ja, abstimmung.gegenstimmen, abstimmung.enthaltungen) == (None, None, None)
