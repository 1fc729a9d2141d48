"""Anwesenheit feststellen."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from gremien.enums import Funktion
from gremien.models import Mitgliedschaft, Person
from journal.enums import Akt
from journal.models import Eintrag
from konten.models import Konto
from sitzungen.actions.anwesenheit import count_anwesende, record_anwesenheit
from sitzungen.actions.sitzung import close_sitzung
from sitzungen.models import Anwesenheit, Sitzung
from tests.bauten import build_gremium, build_konto, build_mitglied, build_person, build_sitzung
from tests.bauten_saal import build_eroeffnete_sitzung
from tests.pruefen import journals, refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def konto() -> Konto:
    return build_konto()


@pytest.fixture
def sitzung() -> Sitzung:
    return build_eroeffnete_sitzung()


def seat(sitzung: Sitzung, **felder: object) -> int:
    mitglied = build_mitglied(gremium=sitzung.gremium, **felder)  # type: ignore[arg-type]
    assert mitglied.person_id is not None
    return mitglied.person_id


def stand_of(sitzung: Sitzung) -> dict[int, bool]:
    return dict(Anwesenheit.objects.valid().filter(sitzung=sitzung).values_list("person", "anwesend"))


def test_whoever_is_not_named_is_absent(sitzung: Sitzung, konto: Konto) -> None:
    da, fort = seat(sitzung), seat(sitzung)
    with journals(Akt.ANWESENHEIT):
        record_anwesenheit(sitzung, anwesende=[da], konto=konto)
    assert stand_of(sitzung) == {da: True, fort: False}
    sitzung.refresh_from_db()
    assert sitzung.anwesenheit_vollstaendig
    daten = Eintrag.objects.latest("laufend").daten
    assert (daten["anwesend"], daten["vollstaendig"], daten["personen"]) == (1, True, [da])


def test_only_votes_count(sitzung: Sitzung, konto: Konto) -> None:
    mit, ohne = seat(sitzung), seat(sitzung, funktion=Funktion.BERATEND, stimmberechtigt=False)
    assert count_anwesende(sitzung) is None
    record_anwesenheit(sitzung, anwesende=[mit, ohne], konto=konto)
    assert count_anwesende(sitzung) == 1


def test_recording_again_adds_rows_for_who_comes_and_goes(sitzung: Sitzung, konto: Konto) -> None:
    erster, zweiter, bleibt = seat(sitzung), seat(sitzung), seat(sitzung)
    record_anwesenheit(sitzung, anwesende=[erster, bleibt], konto=konto)
    record_anwesenheit(sitzung, anwesende=[zweiter, bleibt], konto=konto, vollstaendig=False)
    assert stand_of(sitzung) == {erster: False, zweiter: True, bleibt: True}
    assert list(sitzung.anwesenheiten.order_by("pk").values_list("person", "anwesend")) == [
        (erster, True),
        (zweiter, False),
        (bleibt, True),
        (erster, False),
        (zweiter, True),
    ]
    assert count_anwesende(sitzung) == 2
    sitzung.refresh_from_db()
    assert not sitzung.anwesenheit_vollstaendig


def test_the_day_of_the_sitting_decides_who_sits(konto: Konto) -> None:
    gremium = build_gremium()
    sitzung = build_eroeffnete_sitzung(gremium=gremium)
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


def test_nobody_is_there_before_the_sitting_is_opened(konto: Konto) -> None:
    sitzung = build_sitzung()
    da = seat(sitzung)
    with refused("Die Sitzung ist noch nicht eröffnet. Bitte eröffnen Sie sie zuerst."):
        record_anwesenheit(sitzung, anwesende=[da], konto=konto)


def test_who_lost_the_seat_since_counts_no_more(sitzung: Sitzung, konto: Konto) -> None:
    bleibt, irrtum = seat(sitzung), seat(sitzung)
    record_anwesenheit(sitzung, anwesende=[bleibt, irrtum], konto=konto)
    gestern = timezone.localtime(sitzung.beginn).date() - timedelta(days=1)
    Mitgliedschaft.objects.filter(person=irrtum).update(bis=gestern)
    record_anwesenheit(sitzung, anwesende=[bleibt], konto=konto)
    assert stand_of(sitzung) == {bleibt: True, irrtum: False}
    assert count_anwesende(sitzung) == 1


def test_after_closing_it_is_a_correction_with_reason_and_names(sitzung: Sitzung, konto: Konto) -> None:
    kam, ging, bleibt = seat(sitzung), seat(sitzung), seat(sitzung)
    record_anwesenheit(sitzung, anwesende=[ging, bleibt], konto=konto)
    close_sitzung(sitzung, konto=konto)
    with refused("Bitte begründen Sie die Berichtigung der Anwesenheit.", feld="berichtigungsgrund"):
        record_anwesenheit(sitzung, anwesende=[kam, bleibt], konto=konto, berichtigungsgrund=" ")
    with journals(Akt.ANWESENHEIT_BERICHTIGEN):
        record_anwesenheit(sitzung, anwesende=[kam, bleibt], konto=konto, berichtigungsgrund="Verwechselt")
    assert stand_of(sitzung) == {kam: True, ging: False, bleibt: True}
    daten = Eintrag.objects.latest("laufend").daten
    name = {person: str(Person.objects.get(pk=person)) for person in (kam, ging)}
    assert (daten["jetzt_anwesend"], daten["jetzt_abwesend"]) == ([name[kam]], [name[ging]])
    assert (daten["berichtigungsgrund"], daten["personen"]) == ("Verwechselt", sorted([kam, bleibt]))
    neue = Anwesenheit.objects.exclude(grund="")
    assert {(zeile.grund, zeile.erfasst_von) for zeile in neue} == {("Verwechselt", konto)}


def test_a_correction_that_changes_nothing_leaves_nothing(sitzung: Sitzung, konto: Konto) -> None:
    da = seat(sitzung)
    record_anwesenheit(sitzung, anwesende=[da], konto=konto)
    close_sitzung(sitzung, konto=konto)
    eintraege = Eintrag.objects.count()
    record_anwesenheit(sitzung, anwesende=[da], konto=konto, berichtigungsgrund="Zweimal gedrückt")
    assert (Eintrag.objects.count(), sitzung.anwesenheiten.count()) == (eintraege, 1)


def test_the_database_keeps_every_row(sitzung: Sitzung, konto: Konto) -> None:
    record_anwesenheit(sitzung, anwesende=[seat(sitzung)], konto=konto)
    for change in (lambda: sitzung.anwesenheiten.update(anwesend=False), lambda: sitzung.anwesenheiten.all().delete()):
        with pytest.raises(DatabaseError, match="nie überschrieben"), transaction.atomic():
            change()
    assert count_anwesende(sitzung) == 1
