"""Members answer their invitation, and who stands in is invited by themselves."""

import pytest
from django.utils import timezone

from gremien.enums import Funktion
from gremien.models import Mitgliedschaft
from journal.enums import Akt
from konten.enums import Rolle
from konten.models import Konto
from post.models import Nachricht
from sitzungen.actions.einladung import record_zugang
from sitzungen.actions.rueckmeldung import answer_einladung, read_antworten
from sitzungen.actions.sitzung import invite_sitzung
from sitzungen.enums import Antwort, Einladungsweg
from sitzungen.models import Einladung, Rueckmeldung, Sitzung
from sitzungen.pages.einladungen import build_einladungsliste
from tests.bauten import (
    build_konto,
    build_mitglied,
    build_person,
    build_veroeffentlichte_sitzung,
    future,
)
from tests.bauten_einladung import build_leute, einladung_of, find_unproven, invite
from tests.pruefen import journals, refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def konto() -> Konto:
    return build_konto(rolle=Rolle.SITZUNGSDIENST)


def build_vertretene(sitzung: Sitzung, *, email: str = "dora@example.org") -> tuple[Konto, Konto]:
    """Seat a member and who stands in for them."""
    vertretung = build_mitglied(gremium=sitzung.gremium, konto=build_konto(email=email), funktion=Funktion.VERTRETUNG)
    mitglied = build_mitglied(
        gremium=sitzung.gremium, konto=build_konto(email="anna@example.org"), vertretung=vertretung.person
    )
    return mitglied, vertretung


def test_the_newest_answer_counts(konto: Konto) -> None:
    sitzung = build_veroeffentlichte_sitzung(beginn=future(20))
    [mit] = build_leute(sitzung, "mit@example.org")
    sitzung = invite(sitzung, konto)
    einladung = einladung_of(sitzung, mit)
    with journals(Akt.ANTWORTEN):
        answer_einladung(einladung, Antwort.KOMMT_NICHT, konto=mit)
    answer_einladung(einladung, Antwort.SPAETER, konto=mit, hinweis="ab 17 Uhr")
    [zeile] = [z for z in build_einladungsliste(sitzung, konto).zeilen if z.einladung == einladung]
    assert (zeile.antwort, zeile.hinweis) == (Antwort.SPAETER, "ab 17 Uhr")
    assert Rueckmeldung.objects.count() == 2
    assert read_antworten(sitzung) == {mit.person_id: Antwort.SPAETER}
    assert find_unproven() == []


def test_who_stands_in_is_invited_by_themselves(konto: Konto) -> None:
    sitzung = build_veroeffentlichte_sitzung(beginn=future(20))
    mitglied, vertretung = build_vertretene(sitzung)
    sitzung = invite(sitzung, konto)
    einladung = einladung_of(sitzung, mitglied)
    assert not Einladung.objects.filter(person=vertretung.person).exists()
    with journals(Akt.ANTWORTEN):
        answer_einladung(einladung, Antwort.VERTRETUNG, konto=mitglied)
    eigene = einladung_of(sitzung, vertretung)
    assert (eigene.als, eigene.vertritt, eigene.weg) == ("vertretung", einladung, Einladungsweg.MAIL)
    answer_einladung(eigene, Antwort.KOMMT, konto=vertretung)
    assert read_antworten(sitzung) == {
        mitglied.person_id: Antwort.VERTRETUNG,
        vertretung.person_id: Antwort.KOMMT,
    }
    # They come after all: the deputy is told, and no longer expected.
    answer_einladung(einladung, Antwort.KOMMT, konto=mitglied)
    assert read_antworten(sitzung) == {mitglied.person_id: Antwort.KOMMT}
    letzte = Nachricht.objects.filter(konto=vertretung).latest("pk")
    assert letzte.gegenstand.startswith("Ihre Vertretung wird nicht mehr gebraucht: ")
    answer_einladung(einladung, Antwort.VERTRETUNG, konto=mitglied)
    letzte = Nachricht.objects.filter(konto=vertretung).latest("pk")
    assert letzte.gegenstand.startswith("Sie werden als Vertretung gebraucht: ")
    assert Einladung.objects.filter(person=vertretung.person).count() == 1
    assert find_unproven() == []


def test_of_a_deputy_without_address_nobody_knows_yet_when_it_arrives(konto: Konto) -> None:
    sitzung = build_veroeffentlichte_sitzung(beginn=future(20))
    mitglied, vertretung = build_vertretene(sitzung, email="")
    sitzung = invite(sitzung, konto)
    answer_einladung(einladung_of(sitzung, mitglied), Antwort.VERTRETUNG, konto=mitglied)
    assert str(vertretung.person) in build_einladungsliste(sitzung, konto).ohne_zugang
    eigene = einladung_of(sitzung, vertretung)
    assert (eigene.weg, eigene.zugang) == (Einladungsweg.PAPIER, None)
    record_zugang(eigene, zugang=timezone.now(), konto=konto)
    assert einladung_of(sitzung, vertretung).zugang is not None


def test_a_deputy_needs_a_seat_and_stands_in_for_one(konto: Konto) -> None:
    sitzung = build_veroeffentlichte_sitzung(beginn=future(20))
    mitglied, vertretung = build_vertretene(sitzung)
    zweites = build_mitglied(gremium=sitzung.gremium, vertretung=vertretung.person)
    drittes = build_mitglied(gremium=sitzung.gremium, vertretung=build_person())
    sitzung = invite(sitzung, konto)
    answer_einladung(einladung_of(sitzung, mitglied), Antwort.VERTRETUNG, konto=mitglied)
    sonst = "Bitte wählen Sie „kommt nicht“ und verständigen Sie den Sitzungsdienst."
    eine, andere = einladung_of(sitzung, zweites), einladung_of(sitzung, drittes)
    satz = f"{vertretung.person} vertritt in dieser Sitzung schon {mitglied.person}. {sonst}"
    with refused(satz, feld="antwort"):
        answer_einladung(eine, Antwort.VERTRETUNG, konto=zweites)
    fremd = Mitgliedschaft.objects.get(person=drittes.person).vertretung
    with refused(f"{fremd} ist an diesem Tag kein stellvertretendes Mitglied des Gremiums. {sonst}", feld="antwort"):
        answer_einladung(andere, Antwort.VERTRETUNG, konto=drittes)


def test_once_the_sitting_runs_nobody_answers(konto: Konto) -> None:
    sitzung = build_veroeffentlichte_sitzung(beginn=future(0) if timezone.localtime().hour < 16 else future(1))
    [mit] = build_leute(sitzung, "mit@example.org")
    sitzung = invite_sitzung(sitzung, zugang=timezone.now(), konto=konto, per_mail=True, dringlich_grund="Eilt")
    einladung = einladung_of(sitzung, mit)
    Sitzung.objects.filter(pk=sitzung.pk).update(status="laufend")
    with refused("Antworten können Sie, bis die Sitzung beginnt. Bitte wenden Sie sich an den Sitzungsdienst."):
        answer_einladung(einladung, Antwort.KOMMT, konto=mit)
