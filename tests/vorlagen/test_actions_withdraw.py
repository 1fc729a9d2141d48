"""Zurückziehen of a numbered paper."""

import pytest
from django.contrib.auth.models import AnonymousUser

from journal.enums import Akt
from journal.models import Eintrag
from tests.bauten import build_abstimmung, build_entwurf, build_konto, build_veroeffentlichte_vorlage
from tests.pruefen import journals, refused
from vorlagen.actions.freigabe import withdraw_vorlage
from vorlagen.enums import Vorlagenstatus
from vorlagen.models import Vorlage

pytestmark = pytest.mark.django_db


def test_the_paper_ends_and_vanishes_from_the_public() -> None:
    vorlage = build_veroeffentlichte_vorlage()
    konto = build_konto()

    with journals(Akt.ZURUECKZIEHEN):
        withdraw_vorlage(vorlage, konto=konto, grund=" Der Antrag ist erledigt. ")

    neu = Vorlage.objects.get(pk=vorlage.pk)
    assert neu.status == Vorlagenstatus.ZURUECKGEZOGEN
    assert neu.zurueckgezogen_am is not None
    assert neu.zurueckgezogen_grund == "Der Antrag ist erledigt."
    assert neu.nummer == vorlage.nummer
    assert not Vorlage.objects.visible_to(AnonymousUser()).exists()
    assert list(Vorlage.objects.withdrawn_from_public()) == [vorlage]
    assert Eintrag.objects.latest("laufend").daten == {"nummer": vorlage.nummer, "grund": "Der Antrag ist erledigt."}


def test_refuses_without_reason() -> None:
    vorlage, konto = build_veroeffentlichte_vorlage(), build_konto()
    with refused("Bitte geben Sie an, warum die Vorlage zurückgezogen wird.", feld="grund"):
        withdraw_vorlage(vorlage, konto=konto, grund="  ")


def test_refuses_a_draft() -> None:
    vorlage, konto = build_entwurf().vorlage, build_konto()
    with refused("Ein Entwurf ohne Nummer wird gelöscht, nicht zurückgezogen."):
        withdraw_vorlage(vorlage, konto=konto, grund="Überholt.")


def test_refuses_a_second_time() -> None:
    vorlage, konto = build_veroeffentlichte_vorlage(), build_konto()
    withdraw_vorlage(vorlage, konto=konto, grund="Überholt.")
    with refused("Die Vorlage ist schon zurückgezogen und kann nicht zurückgezogen werden."):
        withdraw_vorlage(vorlage, konto=konto, grund="Überholt.")


def test_refuses_a_decided_paper() -> None:
    beratung = build_abstimmung().top.beratung
    konto = build_konto()
    assert beratung is not None
    with refused("Die Vorlage ist schon abgeschlossen und kann nicht zurückgezogen werden."):
        withdraw_vorlage(beratung.vorlage, konto=konto, grund="Überholt.")
