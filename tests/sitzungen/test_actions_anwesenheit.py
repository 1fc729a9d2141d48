"""Anwesenheit feststellen."""

from datetime import timedelta

import pytest
from django.utils import timezone

from gremien.enums import Funktion
from journal.enums import Akt
from journal.models import Eintrag
from konten.models import Konto
from sitzungen.actions.abstimmung import count_anwesende
from sitzungen.actions.sitzung import record_anwesenheit
from sitzungen.models import Sitzung
from tests.bauten import build_gremium, build_konto, build_mitglied, build_person, build_sitzung
from tests.pruefen import journals, refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def konto() -> Konto:
    return build_konto()


@pytest.fixture
def sitzung() -> Sitzung:
    return build_sitzung()


def seat(sitzung: Sitzung, **felder: object) -> int:
    mitglied = build_mitglied(gremium=sitzung.gremium, **felder)  # type: ignore[arg-type]
    assert mitglied.person_id is not None
    return mitglied.person_id


def test_whoever_is_not_named_is_absent(sitzung: Sitzung, konto: Konto) -> None:
    da, fort = seat(sitzung), seat(sitzung)
    with journals(Akt.ANWESENHEIT):
        record_anwesenheit(sitzung, anwesende=[da], konto=konto)
    assert dict(sitzung.anwesenheiten.values_list("person", "anwesend")) == {da: True, fort: False}
    sitzung.refresh_from_db()
    assert sitzung.anwesenheit_vollstaendig
    daten = Eintrag.objects.latest("laufend").daten
    assert (daten["anwesend"], daten["vollstaendig"]) == (1, True)


def test_only_votes_count(sitzung: Sitzung, konto: Konto) -> None:
    mit, ohne = seat(sitzung), seat(sitzung, funktion=Funktion.BERATEND, stimmberechtigt=False)
    assert count_anwesende(sitzung) is None
    record_anwesenheit(sitzung, anwesende=[mit, ohne], konto=konto)
    assert count_anwesende(sitzung) == 1


def test_recording_again_replaces_the_list(sitzung: Sitzung, konto: Konto) -> None:
    erster, zweiter = seat(sitzung), seat(sitzung)
    record_anwesenheit(sitzung, anwesende=[erster], konto=konto)
    record_anwesenheit(sitzung, anwesende=[zweiter], konto=konto, vollstaendig=False)
    assert dict(sitzung.anwesenheiten.values_list("person", "anwesend")) == {erster: False, zweiter: True}
    sitzung.refresh_from_db()
    assert not sitzung.anwesenheit_vollstaendig


def test_the_day_of_the_sitting_decides_who_sits(konto: Konto) -> None:
    gremium = build_gremium()
    sitzung = build_sitzung(gremium=gremium)
    tag = timezone.localtime(sitzung.beginn).date()
    seat(sitzung, bis=tag - timedelta(days=1))
    bleibt = seat(sitzung, bis=tag)
    record_anwesenheit(sitzung, anwesende=[bleibt], konto=konto)
    assert list(sitzung.anwesenheiten.values_list("person", flat=True)) == [bleibt]


def test_strangers_are_refused(sitzung: Sitzung, konto: Konto) -> None:
    seat(sitzung)
    fremde = build_person().pk
    satz = "Mindestens eine der angegebenen Personen gehört dem Gremium an diesem Tag nicht an."
    with refused(satz, feld="anwesende"):
        record_anwesenheit(sitzung, anwesende=[fremde], konto=konto)
