"""Veröffentlichen of a single paper."""

import pytest
from django.contrib.auth.models import AnonymousUser

from journal.enums import Akt
from journal.models import Eintrag
from konten.enums import Rolle
from tests.bauten import (
    GRUND,
    build_eingereichte_fassung,
    build_entwurf,
    build_freigegebene_vorlage,
    build_konto,
    build_veroeffentlichte_vorlage,
)
from tests.pruefen import journals, refused
from vorlagen.actions.freigabe import publish_vorlage, withdraw_vorlage
from vorlagen.models import Vorlage

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
    assert daten == {"nummer": vorlage.nummer, "vorher_oeffentlich": True, "uebergangen": [], "grund": ""}


def test_publishing_again_changes_nothing() -> None:
    fassung = build_veroeffentlichte_vorlage().fassungen.get()
    konto = build_konto()
    zeilen = Eintrag.objects.count()

    assert publish_vorlage(fassung, konto=konto).veroeffentlicht_am == fassung.veroeffentlicht_am
    assert Eintrag.objects.count() == zeilen


def test_a_closed_paper_is_opened_by_a_second_person_with_a_reason() -> None:
    fassung = build_freigegebene_vorlage(oeffentlich=False).fassungen.get()
    konto = build_konto()

    neu = publish_vorlage(fassung, konto=konto, grund="Der Kaufvertrag ist geschlossen.")

    assert (neu.oeffentlich, neu.is_veroeffentlicht, neu.nichtoeffentlich_grund) == (True, True, GRUND)
    daten = Eintrag.objects.latest("laufend").daten
    assert daten["vorher_oeffentlich"] is False
    assert daten["grund"] == "Der Kaufvertrag ist geschlossen."


def test_refuses_to_open_a_closed_paper_without_reason() -> None:
    fassung = build_freigegebene_vorlage(oeffentlich=False).fassungen.get()
    konto = build_konto()
    with refused(
        "Bitte begründen Sie, warum die bisher nichtöffentliche Vorlage öffentlich werden darf.",
        feld="veroeffentlichung_grund",
    ):
        publish_vorlage(fassung, konto=konto, grund=" ")


def test_refuses_the_author_of_a_closed_paper() -> None:
    fassung = build_freigegebene_vorlage(oeffentlich=False).fassungen.get()
    assert fassung.verfasser is not None
    with refused(
        "Sie haben diese nichtöffentliche Vorlage verfasst und können sie nicht selbst veröffentlichen "
        "(Vier-Augen-Prinzip). Bitte lassen Sie eine andere Person veröffentlichen."
    ):
        publish_vorlage(fassung, konto=fassung.verfasser, grund="Der Kaufvertrag ist geschlossen.")


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
