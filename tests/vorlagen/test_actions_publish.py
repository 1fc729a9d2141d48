"""Veröffentlichen of a single paper."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.contrib.auth.models import AnonymousUser

from journal.enums import Akt
from journal.models import Eintrag
from konten.actions.vorschlag import NICHT_OFFEN, decline_vorschlag
from konten.enums import Rolle, Vorschlagsausgang
from konten.models import Konto, Vorschlag
from tests.bauten import (
    GRUND,
    assign_rolle,
    build_eingereichte_fassung,
    build_entwurf,
    build_freigegebene_vorlage,
    build_gremium,
    build_konto,
    build_veroeffentlichte_vorlage,
)
from tests.pruefen import journals, refused
from vorlagen.actions.freigabe import withdraw_vorlage
from vorlagen.actions.veroeffentlichung import (
    VORSCHLAG_FEHLT,
    VORSCHLAG_UEBERHOLT,
    propose_veroeffentlichung,
    publish_vorlage,
)
from vorlagen.models import Beratung, Fassung, Vorlage

pytestmark = pytest.mark.django_db

NUR_FREIGEGEBEN = "Nur freigegebene und nicht zurückgezogene Vorlagen können veröffentlicht werden."


def test_everybody_may_read_it_from_now_on() -> None:
    vorlage = build_freigegebene_vorlage()
    konto = build_konto(rolle=Rolle.SITZUNGSDIENST)
    assert not Vorlage.objects.visible_to(AnonymousUser()).exists()

    with journals(Akt.VEROEFFENTLICHEN):
        publish_vorlage(vorlage.fassungen.get(), konto=konto)

    assert Vorlage.objects.visible_to(AnonymousUser()).get() == vorlage
    daten = Eintrag.objects.latest("laufend").daten
    assert daten == {
        "nummer": vorlage.nummer,
        "vorher_oeffentlich": True,
        "vorgeschlagen_von": "",
        "uebergangen": [],
        "grund": "",
    }


def test_publishing_again_changes_nothing() -> None:
    fassung = build_veroeffentlichte_vorlage().fassungen.get()
    konto = build_konto()
    zeilen = Eintrag.objects.count()

    assert publish_vorlage(fassung, konto=konto).veroeffentlicht_am == fassung.veroeffentlicht_am
    assert Eintrag.objects.count() == zeilen


def sitzungsdienst() -> Konto:
    return build_konto(rolle=Rolle.SITZUNGSDIENST)


def test_a_closed_paper_is_proposed_with_a_reason_and_opened_by_a_second_person() -> None:
    fassung = build_freigegebene_vorlage(oeffentlich=False).fassungen.get()
    erste, zweite = sitzungsdienst(), sitzungsdienst()
    with journals(Akt.VORSCHLAGEN):
        vorschlag = propose_veroeffentlichung(fassung, konto=erste, grund="Der Kaufvertrag ist geschlossen.")
    assert not Fassung.objects.get().is_veroeffentlicht

    with journals(Akt.VEROEFFENTLICHEN):
        neu = publish_vorlage(fassung, konto=zweite)

    assert (neu.oeffentlich, neu.is_veroeffentlicht, neu.nichtoeffentlich_grund) == (True, True, GRUND)
    daten = Eintrag.objects.latest("laufend").daten
    assert (daten["vorher_oeffentlich"], daten["vorgeschlagen_von"]) == (False, erste.username)
    assert daten["grund"] == "Der Kaufvertrag ist geschlossen."
    vorschlag.refresh_from_db()
    assert (vorschlag.ausgang, vorschlag.erledigt_von) == (Vorschlagsausgang.BESTAETIGT, zweite)


def test_refuses_to_open_a_closed_paper_that_nobody_proposed() -> None:
    fassung = build_freigegebene_vorlage(oeffentlich=False).fassungen.get()
    konto = sitzungsdienst()
    with refused(VORSCHLAG_FEHLT):
        publish_vorlage(fassung, konto=konto, grund="Der Kaufvertrag ist geschlossen.")


def test_refuses_to_propose_without_reason() -> None:
    fassung = build_freigegebene_vorlage(oeffentlich=False).fassungen.get()
    konto = sitzungsdienst()
    satz = "Bitte begründen Sie, warum die bisher nichtöffentliche Vorlage öffentlich werden darf."
    with refused(satz, feld="grund"):
        propose_veroeffentlichung(fassung, konto=konto, grund=" ")


def test_refuses_to_propose_what_one_person_may_publish() -> None:
    fassung = build_freigegebene_vorlage().fassungen.get()
    konto = sitzungsdienst()
    with refused("Diese Vorlage ist als öffentlich freigegeben. Bitte veröffentlichen Sie sie, ohne sie vorzulegen."):
        propose_veroeffentlichung(fassung, konto=konto, grund="Warum nicht")


def test_refuses_whoever_proposed_it_and_names_who_can() -> None:
    fassung = build_freigegebene_vorlage(oeffentlich=False).fassungen.get()
    erste, zweite = sitzungsdienst(), sitzungsdienst()
    anderes_konto = build_konto(rolle=Rolle.SITZUNGSDIENST, person=erste.person)
    propose_veroeffentlichung(fassung, konto=erste, grund="Verkauft")
    satz = (
        "Sie haben die Veröffentlichung vorgeschlagen und können sie nicht selbst bestätigen (Vier-Augen-Prinzip). "
        f"Bitte lassen Sie eine andere Person bestätigen: {zweite}."
    )
    for konto in (erste, anderes_konto):
        with refused(satz):
            publish_vorlage(fassung, konto=konto)


def test_refuses_whoever_had_a_hand_in_it() -> None:
    fassung = build_freigegebene_vorlage(oeffentlich=False).fassungen.get()
    assert fassung.verfasser is not None
    assign_rolle(fassung.verfasser, Rolle.SITZUNGSDIENST)
    propose_veroeffentlichung(fassung, konto=sitzungsdienst(), grund="Verkauft")
    with refused(
        "Sie haben an der Vorlage mitgewirkt und können sie nicht selbst bestätigen (Vier-Augen-Prinzip). "
        "Zurzeit gibt es keine andere Person, die das darf. Bitte wenden Sie sich an die Administration, damit eine "
        "zweite Person die nötige Rolle bekommt."
    ):
        publish_vorlage(fassung, konto=fassung.verfasser)


def test_a_proposal_holds_for_exactly_what_it_was_made_for() -> None:
    gremium = build_gremium()
    fassung = build_freigegebene_vorlage(oeffentlich=False).fassungen.get()
    erste, zweite = sitzungsdienst(), sitzungsdienst()
    propose_veroeffentlichung(fassung, konto=erste, grund="Verkauft")
    Beratung.objects.create(vorlage=fassung.vorlage, position=7, gremium=gremium, oeffentlich=True)
    with refused(VORSCHLAG_UEBERHOLT):
        publish_vorlage(fassung, konto=zweite)
    with refused_again(fassung, erste):
        propose_veroeffentlichung(fassung, konto=erste, grund="Verkauft")
    assert publish_vorlage(fassung, konto=zweite).is_veroeffentlicht


@contextmanager
def refused_again(fassung: Fassung, konto: Konto) -> Iterator[None]:
    """Expect that the block proposes anew, in place of what no longer fits, and that a third time is refused."""
    yield
    ausgaenge = Vorschlag.objects.order_by("pk").values_list("ausgang", flat=True)
    assert list(ausgaenge) == [Vorschlagsausgang.UEBERHOLT, ""]
    with refused(f"Das hat {konto} schon vorgelegt; es wartet auf eine andere Person."):
        propose_veroeffentlichung(fassung, konto=konto, grund="Verkauft")


def test_declining_takes_a_reason_and_taking_back_does_not() -> None:
    fassung = build_freigegebene_vorlage(oeffentlich=False).fassungen.get()
    erste, zweite = sitzungsdienst(), sitzungsdienst()
    propose_veroeffentlichung(fassung, konto=erste, grund="Verkauft")
    with refused("Bitte geben Sie an, warum Sie den Vorschlag ablehnen.", feld="grund"):
        decline_vorschlag(fassung, konto=zweite, grund=" ")
    with journals(Akt.VORSCHLAG_ABLEHNEN):
        assert decline_vorschlag(fassung, konto=zweite, grund="Zu früh").ausgang == Vorschlagsausgang.ABGELEHNT
    with refused(NICHT_OFFEN):
        decline_vorschlag(fassung, konto=zweite, grund="Zu früh")
    propose_veroeffentlichung(fassung, konto=erste, grund="Doch")
    with journals(Akt.VORSCHLAG_ABLEHNEN):
        assert decline_vorschlag(fassung, konto=erste).ausgang == Vorschlagsausgang.ZURUECKGENOMMEN
    with refused(VORSCHLAG_FEHLT):
        publish_vorlage(fassung, konto=zweite)


@pytest.mark.parametrize("eingereicht", [False, True])
def test_refuses_what_is_not_released(eingereicht: bool) -> None:
    fassung = build_eingereichte_fassung() if eingereicht else build_entwurf()
    konto = build_konto()
    with refused(NUR_FREIGEGEBEN):
        publish_vorlage(fassung, konto=konto)


def test_refuses_a_withdrawn_paper() -> None:
    vorlage = build_freigegebene_vorlage()
    konto = build_konto()
    withdraw_vorlage(vorlage, konto=konto, grund="Überholt.")
    fassung = vorlage.fassungen.get()
    with refused(NUR_FREIGEGEBEN):
        publish_vorlage(fassung, konto=konto)
