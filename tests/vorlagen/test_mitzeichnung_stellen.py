"""Offices are asked, persons answer: who can today, in which step, by when, and who hears of it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from gremien.models import Dezernat, Stadt
from gremien.rules.arbeitstage import add_arbeitstage
from journal.enums import Akt
from journal.models import Eintrag
from konten.actions.rollen import end_rolle
from konten.actions.vertretung import enter_abwesenheit
from konten.enums import Rolle
from konten.models import Konto
from konten.permissions import list_vertretbare
from post.enums import Anlass
from post.models import Nachricht
from tests.bauten import assign_rolle, build_amt, build_dezernat, build_entwurf, build_konto
from tests.mitzeichnen import amt_of, ask
from tests.pruefen import journals, refused
from vorlagen.actions.anfragen import change_fristen
from vorlagen.actions.freigabe import release_vorlage, return_vorlage
from vorlagen.actions.mitzeichnung import countersign_vorlage, submit_vorlage
from vorlagen.enums import Mitzeichnungsergebnis, Regelbedingung
from vorlagen.models import Fassung, Mitzeichnung, Mitzeichnungsregel
from vorlagen.rules.mitzeichnungsplan import Stelle, Wunsch

pytestmark = pytest.mark.django_db
JA, ZURUECK = Mitzeichnungsergebnis.ZUGESTIMMT, Mitzeichnungsergebnis.ZURUECKGEGEBEN
KEINE_OFFEN = "Für diese Vorlage ist keine Mitzeichnung von Ihnen offen."


def mailed(rolle: Rolle, **bereich: object) -> Konto:
    konto = build_konto(rolle=rolle, **bereich)  # type: ignore[arg-type]
    Konto.objects.filter(pk=konto.pk).update(email=f"{konto.username}@example.org")
    return Konto.objects.get(pk=konto.pk)


class Haus:
    """An office with its department, the Rechtsamt a rule names, and one the author may add."""

    def __init__(self) -> None:
        self.dezernat: Dezernat = build_dezernat()
        self.amt = build_amt(dezernat=self.dezernat)
        self.verfasser = mailed(Rolle.SACHBEARBEITUNG, amt=self.amt)
        self.leitung = mailed(Rolle.AMTSLEITUNG, amt=self.amt)
        self.recht = mailed(Rolle.AMTSLEITUNG)
        self.umwelt = mailed(Rolle.AMTSLEITUNG)
        self.dezernent = mailed(Rolle.DEZERNAT, dezernat=self.dezernat)
        self.regel = Mitzeichnungsregel.objects.create(
            grund="Satzung", bedingung=Regelbedingung.WORT, woerter="Satzung", amt=amt_of(self.recht)
        )

    def draft(self, betreff: str = "Hauptsatzung") -> Fassung:
        return build_entwurf(self.verfasser, amt=self.amt, betreff=betreff)

    def submit(self, *wuensche: Wunsch, betreff: str = "Hauptsatzung") -> Fassung:
        return submit_vorlage(self.draft(betreff), konto=self.verfasser, wuensche=wuensche or None)


@pytest.fixture
def haus() -> Haus:
    return Haus()


def sign(fassung: Fassung, konto: Konto, ergebnis: Mitzeichnungsergebnis = JA, bemerkung: str = "") -> Mitzeichnung:
    konto = Konto.objects.get(pk=konto.pk)
    return countersign_vorlage(fassung, konto=konto, ergebnis=ergebnis, bemerkung=bemerkung)


def leave(konto: Konto, vertretung: Konto, *, von: Konto | None = None) -> None:
    heute = timezone.localdate()
    enter_abwesenheit(konto, vertretung, von=heute, bis=heute + timedelta(days=3), konto=von or konto)


def waits_for(*konten: Konto) -> set[Konto]:
    return {k for k in konten if Mitzeichnung.objects.waiting_for(Konto.objects.get(pk=k.pk)).exists()}


def sees(fassung: Fassung, *konten: Konto) -> set[Konto]:
    gleiche = Fassung.objects.filter(pk=fassung.pk)
    return {k for k in konten if gleiche.visible_to(Konto.objects.get(pk=k.pk)).exists()}


def written(anlass: Anlass) -> set[Konto | None]:
    empfaenger = {nachricht.konto for nachricht in Nachricht.objects.filter(anlass=anlass)}
    Nachricht.objects.all().delete()
    return empfaenger


# --- steps


def test_a_step_is_asked_when_the_one_before_is_through_and_nobody_sees_or_hears_of_it_before(haus: Haus) -> None:
    fassung = haus.submit(ask(haus.umwelt, 2))
    alle = (haus.leitung, haus.recht, haus.umwelt, haus.dezernent)
    assert waits_for(*alle) == {haus.leitung}
    assert sees(fassung, *alle) == {haus.leitung, haus.dezernent}
    assert written(Anlass.MITZEICHNUNG) == {haus.leitung}

    sign(fassung, haus.leitung)
    assert waits_for(*alle) == sees(fassung, haus.recht, haus.umwelt) == {haus.recht, haus.umwelt}
    assert written(Anlass.MITZEICHNUNG) == {haus.recht, haus.umwelt}

    sign(fassung, haus.umwelt)
    assert waits_for(*alle) == {haus.recht}
    assert written(Anlass.MITZEICHNUNG) == written(Anlass.FREIGABE) == set()

    sign(fassung, haus.recht)
    assert waits_for(*alle) == {haus.dezernent}
    assert list(Fassung.objects.waiting_for_release(haus.dezernent)) == [fassung]
    assert (Nachricht.objects.get().anlass, written(Anlass.FREIGABE)) == ("freigabe", {haus.dezernent})


def test_an_answer_out_of_turn_is_refused(haus: Haus) -> None:
    fassung = haus.submit()
    with refused(KEINE_OFFEN):
        sign(fassung, haus.recht)


def test_the_order_is_the_authors_and_a_gap_is_no_step(haus: Haus) -> None:
    fassung = haus.submit(ask(haus.umwelt, 7), Wunsch(Stelle("amt", haus.amt.pk), 5))
    for konto in (haus.recht, haus.dezernent, haus.leitung, haus.umwelt):
        assert waits_for(haus.recht, haus.dezernent, haus.leitung, haus.umwelt) == {konto}
        sign(fassung, konto)
    assert not fassung.mitzeichnungen.filter(ergebnis="").exists()


# --- rules


@pytest.mark.parametrize(("betreff", "gefragt"), [("Hauptsatzung", True), ("Neue Kita", False)])
def test_whom_a_rule_names_is_asked_whatever_the_author_wishes(haus: Haus, betreff: str, gefragt: bool) -> None:
    fassung = haus.submit(ask(haus.umwelt), betreff=betreff)
    zeilen = fassung.mitzeichnungen.filter(amt=amt_of(haus.recht))
    assert [(zeile.grund, zeile.anlass) for zeile in zeilen] == [("Satzung", "vorgeschrieben: Satzung")] * gefragt


def test_a_rule_asks_also_where_nobody_could_answer_and_a_wish_does_not(haus: Haus) -> None:
    end_rolle(haus.recht.rollenzuweisungen.get(), konto=None)
    assert haus.submit().mitzeichnungen.filter(amt=haus.regel.amt).exists()
    leer, fassung = build_amt(nummer="36", name="Umweltamt"), haus.draft()
    with refused(
        "36-Umweltamt: Dort kann zurzeit niemand mitzeichnen, der nicht selbst an der Vorlage geschrieben hat. Bitte "
        "entfernen Sie die Zeile, oder lassen Sie zuerst eine Vertretung eintragen."
    ):
        submit_vorlage(fassung, konto=haus.verfasser, wuensche=[Wunsch(Stelle("amt", leer.pk))])


def test_an_office_that_ended_cannot_be_asked(haus: Haus) -> None:
    altes = build_amt(bis=timezone.localdate() - timedelta(days=1))
    assign_rolle(build_konto(), Rolle.AMTSLEITUNG, amt=altes)
    fassung = haus.draft()
    with refused("Ein Amt, das mitzeichnen soll, gibt es nicht mehr. Bitte wenden Sie sich an die Administration."):
        submit_vorlage(fassung, konto=haus.verfasser, wuensche=[Wunsch(Stelle("amt", altes.pk))])


def test_handing_in_leaves_a_row_on_who_is_asked_when_and_why(haus: Haus) -> None:
    frist = timezone.localdate() + timedelta(days=20)
    fassung, umwelt = haus.draft(), ask(haus.umwelt).stelle
    with journals(Akt.EINREICHEN):
        submit_vorlage(fassung, konto=haus.verfasser, wuensche=[Wunsch(umwelt, 2, frist)])
    assert Eintrag.objects.latest("laufend").daten["mitzeichnende"] == [
        {"gefragt": str(haus.amt), "schritt": 1, "warum": "Amt der Vorlage", "frist": "", "gilt_weiter": False},
        {"gefragt": str(haus.regel.amt), "schritt": 2, "warum": "Satzung", "frist": "", "gilt_weiter": False},
        {
            "gefragt": str(amt_of(haus.umwelt)),
            "schritt": 2,
            "warum": "vom Amt hinzugefügt",
            "frist": frist.isoformat(),
            "gilt_weiter": False,
        },
        {
            "gefragt": str(haus.dezernat),
            "schritt": 3,
            "warum": "zuständiges Dezernat",
            "frist": "",
            "gilt_weiter": False,
        },
    ]


# --- whoever heads it that day, or stands in


def test_either_head_answers_for_the_office_and_then_nobody_is_asked(haus: Haus) -> None:
    zweite = mailed(Rolle.AMTSLEITUNG, amt=haus.amt)
    fassung = haus.submit()
    assert waits_for(haus.leitung, zweite) == {haus.leitung, zweite}
    zeile = sign(fassung, zweite)
    assert (zeile.konto, zeile.vertreten, zeile.unterschrift) == (zweite, None, f"{zweite} ({haus.amt})")
    assert waits_for(haus.leitung, zweite) == set()


def test_a_head_appointed_after_it_was_asked_answers_and_a_former_one_does_not(haus: Haus) -> None:
    fassung = haus.submit()
    end_rolle(haus.leitung.rollenzuweisungen.get(), konto=None)
    neue = mailed(Rolle.AMTSLEITUNG, amt=haus.amt)
    assert sees(fassung, haus.leitung) == set()
    with refused(KEINE_OFFEN):
        sign(fassung, haus.leitung)
    assert sign(fassung, neue).vertreten is None


def test_a_deputy_answers_and_the_row_of_the_journal_says_for_whom(haus: Haus) -> None:
    vertretung = mailed(Rolle.SACHBEARBEITUNG)
    leave(haus.leitung, vertretung)
    fassung = haus.submit()
    assert written(Anlass.MITZEICHNUNG) == {haus.leitung, vertretung}
    zeile = sign(fassung, vertretung)
    assert zeile.unterschrift == f"{vertretung} i. V. für {haus.leitung} ({haus.amt})"
    daten = Eintrag.objects.filter(akt=Akt.MITZEICHNEN).latest("laufend").daten
    assert (daten["gefragt"], daten["vertreten"]) == (str(haus.amt), haus.leitung.username)


def test_a_dezernat_has_a_deputy_who_signs_but_does_not_release(haus: Haus) -> None:
    vertretung, ob = mailed(Rolle.AMTSLEITUNG), mailed(Rolle.OBERBUERGERMEISTER)
    leave(haus.dezernent, vertretung, von=ob)
    fassung = haus.submit(betreff="Neue Kita")
    Nachricht.objects.all().delete()
    sign(fassung, haus.leitung)
    assert written(Anlass.MITZEICHNUNG) == {vertretung}
    zeile = sign(fassung, vertretung, bemerkung="Einverstanden.")
    assert zeile.unterschrift == f"{vertretung} i. V. für {haus.dezernent} ({haus.dezernat})"
    assert release_vorlage(fassung, konto=ob).is_freigegeben


def test_who_enters_absences_leads_whoever_is_away(haus: Haus) -> None:
    ob, fremd = mailed(Rolle.OBERBUERGERMEISTER), mailed(Rolle.DEZERNAT)

    def entered_by(konto: Konto) -> set[Konto]:
        leute = {haus.verfasser, haus.leitung, haus.dezernent, haus.recht}
        return leute & set(list_vertretbare(konto)) - {konto}

    assert {k: entered_by(k) for k in (haus.leitung, haus.dezernent, ob, fremd, haus.verfasser)} == {
        haus.leitung: {haus.verfasser},
        haus.dezernent: {haus.leitung},
        ob: {haus.dezernent},
        fremd: set(),
        haus.verfasser: set(),
    }


def test_releasing_is_the_signature_of_the_dezernat_and_says_so(haus: Haus) -> None:
    fassung = haus.submit(betreff="Neue Kita")
    sign(fassung, haus.leitung)
    fassung = release_vorlage(fassung, konto=haus.dezernent, bemerkung=" Zügig. ")
    zeile = fassung.mitzeichnungen.get(dezernat=haus.dezernat)
    assert (zeile.konto, zeile.ergebnis, zeile.bemerkung) == (haus.dezernent, JA, "Zügig.")


def test_the_release_waits_for_every_office_also_of_a_later_step(haus: Haus) -> None:
    fassung = haus.submit(ask(haus.umwelt, 8))
    with refused(
        f"Es fehlen noch Mitzeichnungen: {haus.amt}, {haus.regel.amt}, {amt_of(haus.umwelt)}. Bitte warten Sie diese "
        "ab oder bitten Sie die Vertretung um Mitzeichnung."
    ):
        release_vorlage(fassung, konto=haus.dezernent)


# --- handing back


@pytest.mark.parametrize("mit_anfrage", [True, False])
@pytest.mark.parametrize("wer", ["dezernent", "ob"])
def test_the_dezernat_hands_back_with_a_remark_also_where_it_was_not_asked(
    haus: Haus, wer: str, mit_anfrage: bool
) -> None:
    fassung = haus.submit(betreff="Neue Kita")
    sign(fassung, haus.leitung)
    if not mit_anfrage:
        fassung.mitzeichnungen.filter(ergebnis="").delete()
    konto = haus.dezernent if wer == "dezernent" else mailed(Rolle.OBERBUERGERMEISTER)
    Nachricht.objects.all().delete()
    with refused("Bitte schreiben Sie in die Bemerkung, was zu überarbeiten ist."):
        return_vorlage(fassung, konto=konto, bemerkung=" ")
    with journals(Akt.MITZEICHNEN):
        fassung = return_vorlage(fassung, konto=konto, bemerkung="Zu teuer.")
    assert fassung.is_entwurf
    assert [(m.gefragt, m.konto) for m in fassung.mitzeichnungen.filter(ergebnis=ZURUECK)] == [
        (str(haus.dezernat), konto)
    ]
    assert written(Anlass.RUECKGABE) == {haus.verfasser}
    assert sees(fassung, konto) == set()
    with refused("Die Vorlage ist im Stand „Entwurf“ und kann nicht zurückgegeben werden."):
        return_vorlage(fassung, konto=konto, bemerkung="Noch einmal.")


# --- days


def test_whoever_is_asked_has_the_usual_working_days_from_then_on_or_the_authors_day(haus: Haus) -> None:
    heute = timezone.localdate()
    Stadt.objects.update(mitzeichnung_tage=3)
    spaet = heute + timedelta(days=40)
    fassung = haus.submit(Wunsch(ask(haus.umwelt).stelle, 2, spaet))

    def fristen() -> dict[str, object]:
        return {zeile.gefragt: zeile.frist for zeile in fassung.mitzeichnungen.all()}

    eigene, umwelt, recht = str(haus.amt), str(amt_of(haus.umwelt)), str(haus.regel.amt)
    assert fristen() == {eigene: add_arbeitstage(heute, 3), umwelt: spaet, recht: None, str(haus.dezernat): None}
    sign(fassung, haus.leitung)
    assert fristen()[recht] == add_arbeitstage(heute, 3)
    assert fristen()[umwelt] == spaet


def test_a_day_that_is_over_when_its_step_comes_gives_way_to_the_usual_one(haus: Haus) -> None:
    heute = timezone.localdate()
    fassung = haus.submit()
    fassung.mitzeichnungen.filter(amt=haus.regel.amt).update(frist=heute - timedelta(days=1))
    sign(fassung, haus.leitung)
    assert fassung.mitzeichnungen.get(amt=haus.regel.amt).frist == add_arbeitstage(heute, 5)


@pytest.mark.parametrize(
    ("tage", "ueberfaellig", "worte"),
    [
        (1, False, "bis {:%d.%m.%Y}"),
        (0, False, "bis {:%d.%m.%Y}"),
        (-1, True, "war bis {:%d.%m.%Y} erbeten, überfällig seit 1 Tag"),
        (-2, True, "war bis {:%d.%m.%Y} erbeten, überfällig seit 2 Tagen"),
    ],
)
def test_overdue_begins_the_day_after_and_is_said_in_words(
    haus: Haus, tage: int, ueberfaellig: bool, worte: str
) -> None:
    frist = timezone.localdate() + timedelta(days=tage)
    fassung = haus.submit()
    fassung.mitzeichnungen.filter(amt=haus.amt).update(frist=frist)
    zeile = fassung.mitzeichnungen.get(amt=haus.amt)
    assert (zeile.is_ueberfaellig, zeile.frist_in_worten) == (ueberfaellig, worte.format(frist))
    assert list(Mitzeichnung.objects.overdue()) == [zeile] * ueberfaellig


def test_the_amt_gives_another_day_and_the_journal_knows_both(haus: Haus) -> None:
    heute = timezone.localdate()
    fassung = haus.submit(betreff="Neue Kita")
    zeile = fassung.mitzeichnungen.get(amt=haus.amt)
    vorher = zeile.frist
    assert vorher is not None
    neue = heute + timedelta(days=30)
    with journals(Akt.FRISTEN_AENDERN):
        change_fristen(fassung, {zeile.pk: neue}, konto=haus.verfasser)
    assert Eintrag.objects.latest("laufend").daten["fristen"] == [
        {"gefragt": str(haus.amt), "vorher": vorher.isoformat(), "nachher": neue.isoformat()}
    ]
    assert fassung.mitzeichnungen.get(pk=zeile.pk).frist == neue
    with refused("Sie haben keine Frist geändert."):
        change_fristen(fassung, {zeile.pk: neue}, konto=haus.verfasser)
    with refused(f"{haus.amt}: Bitte wählen Sie einen Tag ab heute.", feld=f"frist_{zeile.pk}"):
        change_fristen(fassung, {zeile.pk: heute - timedelta(days=1)}, konto=haus.verfasser)
    sign(fassung, haus.leitung)
    with refused("Sie haben keine Frist geändert."):
        change_fristen(fassung, {zeile.pk: heute}, konto=haus.verfasser)


def test_who_is_asked_now_is_told_of_another_day_and_nobody_else(haus: Haus) -> None:
    vertretung, heute = mailed(Rolle.SACHBEARBEITUNG), timezone.localdate()
    leave(haus.leitung, vertretung)
    fassung = haus.submit(ask(haus.umwelt, 2))
    Nachricht.objects.all().delete()
    neue = heute + timedelta(days=30)
    change_fristen(
        fassung, dict.fromkeys(fassung.mitzeichnungen.values_list("pk", flat=True), neue), konto=haus.verfasser
    )
    briefe = list(Nachricht.objects.all())
    assert {brief.konto for brief in briefe} == {haus.leitung, vertretung}
    assert {(brief.gegenstand, brief.satz) for brief in briefe} == {
        (
            "Die Frist einer Mitzeichnung ist eine andere",
            f"Zur Vorlage (Beschlussvorlage) wird Ihre Antwort jetzt bis zum {neue:%d.%m.%Y} erbeten.",
        )
    }


def test_a_draft_has_no_days_to_change(haus: Haus) -> None:
    fassung = build_entwurf(haus.verfasser, amt=haus.amt)
    with refused("Die Vorlage ist nicht in der Mitzeichnung; es gibt keine Fristen zu ändern."):
        change_fristen(fassung, {}, konto=haus.verfasser)


# --- asked of a person, as it was until now


def test_what_was_asked_of_a_person_is_still_theirs_and_their_deputys(haus: Haus) -> None:
    fassung = haus.submit(betreff="Neue Kita")
    gefragt, vertretung = mailed(Rolle.AMTSLEITUNG), mailed(Rolle.AMTSLEITUNG)
    fassung.mitzeichnungen.filter(ergebnis="").delete()
    for konto in (gefragt, haus.umwelt):
        Mitzeichnung.objects.create(fassung=fassung, konto=konto, erbeten_am=timezone.now())
    leave(haus.umwelt, vertretung)
    assert waits_for(gefragt, vertretung, haus.umwelt, haus.leitung) == {gefragt, vertretung, haus.umwelt}
    assert sign(fassung, gefragt).unterschrift == str(gefragt)
    assert sign(fassung, vertretung).unterschrift == f"{vertretung} i. V. für {haus.umwelt}"
    assert release_vorlage(fassung, konto=haus.dezernent).is_freigegeben
