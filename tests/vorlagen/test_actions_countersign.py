"""Mitzeichnen, or handing back."""

import pytest
from django.utils import timezone

from journal.enums import Akt
from konten.enums import Rolle
from konten.models import Konto
from konten.rules.vier_augen import OHNE_PERSON
from tests.bauten import build_amt, build_eingereichte_fassung, build_konto, build_person, release_fassung
from tests.pruefen import journals, refused
from vorlagen.actions.beteiligung import enter_beteiligung
from vorlagen.actions.mitzeichnung import countersign_vorlage, submit_vorlage
from vorlagen.enums import Beteiligungsart, Fassungsstatus, Mitzeichnungsergebnis
from vorlagen.models import Fassung, Mitzeichnung

pytestmark = pytest.mark.django_db

KEINE_OFFEN = "Für diese Vorlage ist keine Mitzeichnung von Ihnen offen."


@pytest.fixture
def leitung() -> Konto:
    return build_konto(rolle=Rolle.AMTSLEITUNG, amt=build_amt())


@pytest.fixture
def fassung(leitung: Konto) -> Fassung:
    return build_eingereichte_fassung(
        amt=leitung.rollenzuweisungen.get().amt, weitere=[build_konto(person=build_person())]
    )


def test_agreeing_leaves_the_others_open(fassung: Fassung, leitung: Konto) -> None:
    with journals(Akt.MITZEICHNEN):
        mitzeichnung = countersign_vorlage(
            fassung, konto=leitung, ergebnis=Mitzeichnungsergebnis.ZUGESTIMMT, bemerkung=" In Ordnung. "
        )

    assert (mitzeichnung.konto, mitzeichnung.bemerkung) == (leitung, "In Ordnung.")
    assert mitzeichnung.beantwortet_am is not None
    fassung.refresh_from_db()
    assert fassung.status == Fassungsstatus.MITZEICHNUNG
    assert fassung.mitzeichnungen.filter(ergebnis="").count() == 1


def test_handing_back_reopens_the_draft_and_withdraws_the_other_requests(fassung: Fassung, leitung: Konto) -> None:
    stand = fassung.stand
    with journals(Akt.MITZEICHNEN):
        countersign_vorlage(
            fassung, konto=leitung, ergebnis=Mitzeichnungsergebnis.ZURUECKGEGEBEN, bemerkung="Kosten fehlen."
        )

    fassung.refresh_from_db()
    assert fassung.status == Fassungsstatus.ENTWURF
    assert fassung.stand == stand + 1
    assert [m.konto for m in fassung.mitzeichnungen.exclude(ergebnis="")] == [leitung]
    assert [(m.herkunft, m.erbeten_am) for m in fassung.mitzeichnungen.filter(ergebnis="")] == [("weitere", None)]


def test_after_handing_back_everybody_is_asked_again(fassung: Fassung, leitung: Konto) -> None:
    countersign_vorlage(fassung, konto=leitung, ergebnis=Mitzeichnungsergebnis.ZURUECKGEGEBEN, bemerkung="Kosten.")
    assert fassung.verfasser is not None

    fassung = submit_vorlage(fassung, konto=fassung.verfasser)

    assert list(Mitzeichnung.objects.waiting_for(leitung)) == [
        fassung.mitzeichnungen.get(ergebnis="", amt=fassung.amt_id)
    ]


def test_refuses_to_hand_back_without_saying_why(fassung: Fassung, leitung: Konto) -> None:
    with refused("Bitte schreiben Sie in die Bemerkung, was zu überarbeiten ist.", feld="bemerkung"):
        countersign_vorlage(fassung, konto=leitung, ergebnis=Mitzeichnungsergebnis.ZURUECKGEGEBEN, bemerkung=" ")


def test_refuses_somebody_who_was_not_asked(fassung: Fassung) -> None:
    konto = build_konto()
    with refused(KEINE_OFFEN):
        countersign_vorlage(fassung, konto=konto, ergebnis=Mitzeichnungsergebnis.ZUGESTIMMT)


def test_refuses_an_account_that_is_nobodys() -> None:
    niemand = build_konto()
    fassung = build_eingereichte_fassung()
    Mitzeichnung.objects.create(fassung=fassung, konto=niemand, erbeten_am=timezone.now())
    with refused(OHNE_PERSON):
        countersign_vorlage(fassung, konto=niemand, ergebnis=Mitzeichnungsergebnis.ZUGESTIMMT)


def test_refuses_whoever_wrote_but_lets_them_hand_back(fassung: Fassung, leitung: Konto) -> None:
    enter_beteiligung(fassung, Beteiligungsart.TEXT, konto=leitung)
    with refused(
        "Sie haben an dieser Vorlage mitgewirkt (Text gespeichert) und können sie nicht selbst mitzeichnen "
        "(Vier-Augen-Prinzip). Bitte geben Sie sie mit einer Bemerkung zurück, damit das Amt eine andere Person um "
        "Mitzeichnung bittet."
    ):
        countersign_vorlage(fassung, konto=leitung, ergebnis=Mitzeichnungsergebnis.ZUGESTIMMT)

    countersign_vorlage(
        fassung, konto=leitung, ergebnis=Mitzeichnungsergebnis.ZURUECKGEGEBEN, bemerkung="Bitte die Vertretung fragen."
    )

    fassung.refresh_from_db()
    assert fassung.is_entwurf


def test_refuses_a_second_answer(fassung: Fassung, leitung: Konto) -> None:
    countersign_vorlage(fassung, konto=leitung, ergebnis=Mitzeichnungsergebnis.ZUGESTIMMT)
    with refused(KEINE_OFFEN):
        countersign_vorlage(
            fassung, konto=leitung, ergebnis=Mitzeichnungsergebnis.ZURUECKGEGEBEN, bemerkung="Doch nicht."
        )


def test_refuses_an_answer_after_release(fassung: Fassung, leitung: Konto) -> None:
    release_fassung(fassung)
    with refused(KEINE_OFFEN):
        countersign_vorlage(fassung, konto=leitung, ergebnis=Mitzeichnungsergebnis.ZUGESTIMMT)
