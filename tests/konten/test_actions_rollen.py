"""Rolle erteilen, beenden; Konto ändern: nobody gets rights unnoticed, and nobody's account gets none."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from gremien.models import Person
from journal.enums import Akt
from journal.models import Eintrag
from konten.actions.rollen import OHNE_PERSON, Kontostand, change_konto, end_rolle, grant_rolle, read_kontostand
from konten.enums import Rolle
from konten.models import Konto, Rollenzuweisung
from konten.rechte import rechte_of
from tests.bauten import build_amt, build_konto, build_mitglied, build_person, forget_rechte
from tests.pruefen import journals, refused

pytestmark = pytest.mark.django_db


def last() -> dict[str, Any]:
    daten: dict[str, Any] = Eintrag.objects.latest("laufend").daten
    return daten


def test_giving_a_role_names_both() -> None:
    gebend, inhaber, amt = build_konto(person=build_person()), build_konto(person=build_person()), build_amt()
    with journals(Akt.ROLLE_ERTEILEN):
        grant_rolle(inhaber, Rolle.SACHBEARBEITUNG, konto=gebend, amt=amt, von=date(2026, 1, 1))
    assert rechte_of(inhaber).bearbeitet == {amt.pk}
    eintrag = Eintrag.objects.latest("laufend")
    assert (eintrag.konto_name, eintrag.daten) == (
        gebend.username,
        {
            "inhaber": inhaber.username,
            "person": str(inhaber.person),
            "rolle": f"Sachbearbeitung ({amt})",
            "von": "2026-01-01",
            "bis": "",
            "selbst": False,
        },
    )


def test_giving_oneself_a_role_is_said_also_with_a_second_login() -> None:
    konto = build_konto(person=build_person())
    zweites = build_konto(person=konto.person)
    for inhaber in (konto, zweites):
        grant_rolle(inhaber, Rolle.SITZUNGSDIENST, konto=konto)
        assert last()["selbst"] is True


def test_refuses_a_role_for_nobody() -> None:
    inhaber, konto = build_konto(), build_konto(person=build_person())
    with refused(OHNE_PERSON, feld="person"):
        grant_rolle(inhaber, Rolle.SITZUNGSDIENST, konto=konto)


def test_ending_keeps_the_row_and_ends_it_at_once() -> None:
    inhaber = build_konto(rolle=Rolle.SITZUNGSDIENST)
    with journals(Akt.ROLLE_BEENDEN):
        end_rolle(inhaber.rollenzuweisungen.get(), konto=None)
    assert inhaber.rollenzuweisungen.get().bis == timezone.localdate() - timedelta(days=1)
    assert not rechte_of(forget_rechte(inhaber)).sitzungsdienst
    assert last()["inhaber"] == inhaber.username


def test_a_role_that_begins_later_never_begins() -> None:
    inhaber = build_konto(person=build_person())
    morgen = timezone.localdate() + timedelta(days=1)
    zuweisung = end_rolle(grant_rolle(inhaber, Rolle.SITZUNGSDIENST, konto=None, von=morgen), konto=None)
    assert zuweisung.von == zuweisung.bis == morgen - timedelta(days=2)


@pytest.mark.parametrize(
    ("bis", "satz"),
    [
        (date(2025, 12, 31), "Die Rolle beginnt erst am 01.01.2026. Bitte geben Sie als Ende keinen früheren Tag an."),
        (date(2027, 1, 1), "Die Rolle endet schon am 31.12.2026. Bitte erteilen Sie sie für die Zeit danach neu."),
    ],
)
def test_refuses_an_end_that_is_none(bis: date, satz: str) -> None:
    inhaber = build_konto(person=build_person())
    zuweisung = grant_rolle(inhaber, Rolle.SITZUNGSDIENST, konto=None, von=date(2026, 1, 1), bis=date(2026, 12, 31))
    with refused(satz, feld="bis"):
        end_rolle(zuweisung, konto=None, bis=bis)


def test_changing_an_account_keeps_before_and_after() -> None:
    konto, betroffen, person = build_konto(superuser=True), build_konto(), build_person()
    with journals(Akt.KONTO_AENDERN):
        change_konto(betroffen, Kontostand(person, True, True, True), konto=konto)
    assert (last()["vorher"]["person"], last()["nachher"]["person"]) == ("", f"{person} ({person.pk})")
    assert (last()["vorher"]["alle_rechte"], last()["nachher"]["alle_rechte"]) == (False, True)
    assert last()["selbst"] is False


def test_tying_an_account_to_oneself_is_said() -> None:
    konto, betroffen = build_konto(superuser=True), build_konto(rolle=Rolle.SITZUNGSDIENST)
    change_konto(betroffen, Kontostand(konto.person, True, False, False), konto=konto)
    assert last()["selbst"] is True


def test_changing_nothing_leaves_no_row() -> None:
    konto = build_konto(rolle=Rolle.SITZUNGSDIENST)
    vorher = Eintrag.objects.count()
    change_konto(konto, read_kontostand(konto), konto=None)
    assert Eintrag.objects.count() == vorher


@pytest.mark.parametrize(("rolle", "superuser"), [(Rolle.SITZUNGSDIENST, False), (None, True)])
def test_refuses_to_make_an_account_with_rights_nobodys(rolle: Rolle | None, superuser: bool) -> None:
    konto = build_konto(rolle=rolle, superuser=superuser)
    with refused(OHNE_PERSON, feld="person"):
        change_konto(konto, Kontostand(None, True, superuser, superuser), konto=None)


SPERREN: dict[str, Callable[[Konto], object]] = {
    "Rolle ohne Person": lambda konto: Rollenzuweisung.objects.create(konto=build_konto(), rolle=Rolle.SITZUNGSDIENST),
    "Rolle umgehängt": lambda konto: konto.rollenzuweisungen.update(konto=build_konto()),
    "Rolle gelöscht": lambda konto: konto.rollenzuweisungen.all().delete(),
    "Person genommen": lambda konto: Konto.objects.filter(pk=konto.pk).update(person=None),
    "alle Rechte ohne Person": lambda konto: Konto.objects.filter(pk=build_konto().pk).update(is_superuser=True),
}


@pytest.mark.parametrize("was", SPERREN)
def test_the_database_refuses_it_as_well(was: str) -> None:
    konto = build_konto(rolle=Rolle.SITZUNGSDIENST)
    with pytest.raises(IntegrityError), transaction.atomic():
        SPERREN[was](konto)
    assert connection.is_usable()
    assert konto.rollenzuweisungen.filter(konto__person__isnull=False).count() == 1


def test_each_account_of_a_person_has_its_seats() -> None:
    konto = build_mitglied()
    zweites = build_konto(person=konto.person)
    assert rechte_of(zweites).gremien == rechte_of(konto).gremien != frozenset()


def test_the_first_account_of_the_administration_comes_with_its_person() -> None:
    call_command("createsuperuser", interactive=False, username="erste", email="", first_name="Erna", last_name="Erste")
    person = Konto.objects.get(username="erste").person
    assert (person and (person.vorname, person.nachname)) == ("Erna", "Erste")


# --- through the administration


@pytest.fixture
def verwaltung(client: Client) -> Konto:
    konto = build_konto(superuser=True)
    client.force_login(konto)
    return konto


def fields_of(konto: Konto, **felder: Any) -> dict[str, Any]:
    """Return what the page of an account sends, without new roles."""
    daten: dict[str, Any] = {
        "username": konto.username,
        "first_name": "",
        "last_name": "",
        "email": "",
        "person": str(konto.person or ""),
        "is_active": "on",
        "rollenzuweisungen-TOTAL_FORMS": "0",
        "rollenzuweisungen-INITIAL_FORMS": "0",
    }
    return daten | felder


def change(client: Client, konto: Konto, **felder: Any) -> Any:
    return client.post(reverse("admin:konten_konto_change", args=[konto.pk]), fields_of(konto, **felder))


NEUE_ROLLE = {
    "rollenzuweisungen-TOTAL_FORMS": "1",
    "rollenzuweisungen-0-rolle": "sitzungsdienst",
}


def test_the_page_of_an_account_gives_roles_by_the_act(client: Client, verwaltung: Konto) -> None:
    konto = build_konto(person=build_person())
    antwort = change(client, konto, **NEUE_ROLLE, **{"rollenzuweisungen-0-konto": konto.pk})
    assert antwort.status_code == 302
    assert rechte_of(konto).sitzungsdienst
    eintrag = Eintrag.objects.get(akt=Akt.ROLLE_ERTEILEN)
    assert (eintrag.konto_id, eintrag.daten["inhaber"]) == (verwaltung.pk, konto.username)


@pytest.mark.parametrize("felder", [NEUE_ROLLE, {"is_superuser": "on"}])
def test_the_page_of_an_account_asks_for_the_person(client: Client, verwaltung: Konto, felder: dict[str, str]) -> None:
    konto = build_konto()
    zeile = {"rollenzuweisungen-0-konto": konto.pk} if felder is NEUE_ROLLE else {}
    antwort = change(client, konto, **felder, **zeile)
    assert OHNE_PERSON in antwort.content.decode()
    assert not Eintrag.objects.exists()


def test_person_and_role_in_one_go(client: Client, verwaltung: Konto) -> None:
    konto, person = build_konto(), build_person()
    zeile = {"rollenzuweisungen-0-konto": konto.pk}
    assert change(client, konto, **NEUE_ROLLE, **zeile, person=str(person)).status_code == 302
    akte = list(Eintrag.objects.order_by("laufend").values_list("akt", flat=True))
    assert akte == [Akt.KONTO_AENDERN, Akt.ROLLE_ERTEILEN]


def test_the_page_of_an_account_ends_roles_and_deletes_nothing(client: Client, verwaltung: Konto) -> None:
    konto = build_konto(rolle=Rolle.SITZUNGSDIENST)
    zuweisung = konto.rollenzuweisungen.get()
    felder = {
        "rollenzuweisungen-TOTAL_FORMS": "1",
        "rollenzuweisungen-INITIAL_FORMS": "1",
        "rollenzuweisungen-0-id": zuweisung.pk,
        "rollenzuweisungen-0-konto": konto.pk,
        "rollenzuweisungen-0-rolle": "oberbuergermeister",
        "rollenzuweisungen-0-bis": "2026-01-31",
        "rollenzuweisungen-0-DELETE": "on",
    }
    assert change(client, konto, **felder).status_code == 302
    zuweisung.refresh_from_db()
    assert (zuweisung.rolle, zuweisung.bis) == (Rolle.SITZUNGSDIENST, date(2026, 1, 31))
    assert Eintrag.objects.get().akt == Akt.ROLLE_BEENDEN


@pytest.mark.parametrize("seite", ["konten_konto", "konten_rollenzuweisung"])
def test_nothing_is_deleted_in_the_administration(client: Client, verwaltung: Konto, seite: str) -> None:
    konto = build_konto(rolle=Rolle.SITZUNGSDIENST)
    objekt = konto if seite == "konten_konto" else konto.rollenzuweisungen.get()
    assert client.post(reverse(f"admin:{seite}_delete", args=[objekt.pk]), {"post": "yes"}).status_code == 403
    assert konto.rollenzuweisungen.count() == 1


def test_the_list_of_roles_gives_by_the_act(client: Client, verwaltung: Konto) -> None:
    konto = build_konto(person=build_person())
    adresse = reverse("admin:konten_rollenzuweisung_add")
    assert client.post(adresse, {"konto": str(konto), "rolle": "sitzungsdienst"}).status_code == 302
    assert Eintrag.objects.get().akt == Akt.ROLLE_ERTEILEN
    assert OHNE_PERSON in client.post(adresse, {"konto": str(build_konto()), "rolle": "dezernat"}).content.decode()
    assert Person.objects.count() == 2
