"""Who gets which answer on every address of the papers, and that nothing is changed by a GET."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from konten.enums import Rolle
from konten.models import Konto
from tests.bauten import (
    build_amt,
    build_dezernat,
    build_eingereichte_fassung,
    build_entwurf,
    build_freigegebene_vorlage,
    build_konto,
    build_mitglied,
    build_veroeffentlichte_vorlage,
)
from vorlagen.models import Vorlage

pytestmark = pytest.mark.django_db

ROLLEN = ("anonym", "mitglied", "fremdes_amt", "sitzungsdienst", "eigenes_amt", "leitung", "dezernat", "administration")
LOGIN = 302

SEITEN_UND_AKTE = (
    "entwurf_teil",
    "entwurf_staende",
    "vorlage_loeschen",
    "vorlage_einreichen",
    "vorlage_mitzeichnen",
    "vorlage_fristen",
    "vorlage_freigeben",
    "vorlage_zurueckgeben",
    "vorlage_zurueckholen",
    "vorlage_veroeffentlichen",
    "vorlage_zurueckziehen",
    "vorlage_gremienweg",
)


def adresse(name: str, pk: int) -> str:
    return reverse(name, args=[pk, "begruendung"] if name.startswith("entwurf_") else [pk])


class Haus:
    """One office with its people, and others who have nothing to do with it."""

    def __init__(self) -> None:
        dezernat = build_dezernat()
        self.amt = build_amt(dezernat=dezernat)
        self.konten: dict[str, Konto | None] = {
            "anonym": None,
            "mitglied": build_mitglied(),
            "fremdes_amt": build_konto(rolle=Rolle.SACHBEARBEITUNG),
            "sitzungsdienst": build_konto(rolle=Rolle.SITZUNGSDIENST),
            "eigenes_amt": build_konto(rolle=Rolle.SACHBEARBEITUNG, amt=self.amt),
            "leitung": build_konto(rolle=Rolle.AMTSLEITUNG, amt=self.amt),
            "dezernat": build_konto(rolle=Rolle.DEZERNAT, dezernat=dezernat),
            "administration": build_konto(superuser=True),
        }

    def build(self, zustand: str) -> Vorlage:
        verfasser = self.konten["eigenes_amt"]
        if zustand == "entwurf":
            return build_entwurf(verfasser, amt=self.amt).vorlage
        if zustand == "mitzeichnung":
            return build_eingereichte_fassung(verfasser, amt=self.amt).vorlage
        bauen: Callable[..., Vorlage] = (
            build_veroeffentlichte_vorlage if zustand == "oeffentlich" else build_freigegebene_vorlage
        )
        return bauen(verfasser, amt=self.amt)

    def client(self, rolle: str) -> Client:
        client = Client()
        konto = self.konten[rolle]
        if konto is not None:
            client.force_login(konto)
        return client


@pytest.fixture
def haus() -> Haus:
    return Haus()


def answers(haus: Haus, adresse: str) -> dict[str, int]:
    return {rolle: haus.client(rolle).get(adresse).status_code for rolle in ROLLEN}


def table(anonym: int, *uebrige: int) -> dict[str, int]:
    return dict(zip(ROLLEN, (anonym, *uebrige), strict=True))


@pytest.mark.parametrize(
    ("zustand", "erwartet"),
    [
        ("entwurf", table(404, 404, 404, 404, 200, 200, 404, 200)),
        ("mitzeichnung", table(404, 404, 404, 404, 200, 200, 200, 200)),
        ("freigegeben", table(404, 404, 404, 200, 200, 200, 200, 200)),
        ("oeffentlich", table(200, 200, 200, 200, 200, 200, 200, 200)),
    ],
)
@pytest.mark.parametrize("name", ["vorlage", "vorlage_fassung"])
def test_reading_follows_visibility(haus: Haus, name: str, zustand: str, erwartet: dict[str, int]) -> None:
    pk = haus.build(zustand).pk
    args = [pk] if name == "vorlage" else [pk, 0]
    assert answers(haus, reverse(name, args=args)) == erwartet


@pytest.mark.parametrize(
    ("name", "zustand", "erwartet"),
    [
        ("vorlage_bearbeiten", "entwurf", table(LOGIN, 404, 404, 404, 200, 200, 404, 403)),
        ("entwurf_teil", "entwurf", table(LOGIN, 404, 404, 404, 200, 200, 404, 403)),
        ("entwurf_staende", "entwurf", table(LOGIN, 404, 404, 404, 200, 200, 404, 403)),
        ("entwurf_teil", "oeffentlich", table(LOGIN, 403, 403, 403, 403, 403, 403, 403)),
        ("vorlage_bearbeiten", "oeffentlich", table(LOGIN, 403, 403, 403, 403, 403, 403, 403)),
        ("vorlage_loeschen", "entwurf", table(LOGIN, 404, 404, 404, 200, 200, 404, 403)),
        ("vorlage_loeschen", "freigegeben", table(LOGIN, 404, 404, 403, 403, 403, 403, 403)),
        ("vorlage_einreichen", "entwurf", table(LOGIN, 404, 404, 404, 200, 200, 404, 403)),
        ("vorlage_einreichen", "mitzeichnung", table(LOGIN, 404, 404, 404, 403, 403, 403, 403)),
        ("vorlage_mitzeichnen", "mitzeichnung", table(LOGIN, 404, 404, 404, 403, 200, 403, 403)),
        ("vorlage_mitzeichnen", "entwurf", table(LOGIN, 404, 404, 404, 403, 403, 404, 403)),
        ("vorlage_freigeben", "mitzeichnung", table(LOGIN, 404, 404, 404, 403, 403, 200, 403)),
        ("vorlage_zurueckgeben", "mitzeichnung", table(LOGIN, 404, 404, 404, 403, 403, 200, 403)),
        ("vorlage_zurueckgeben", "freigegeben", table(LOGIN, 404, 404, 403, 403, 403, 403, 403)),
        ("vorlage_fristen", "mitzeichnung", table(LOGIN, 404, 404, 404, 200, 200, 403, 403)),
        ("vorlage_fristen", "entwurf", table(LOGIN, 404, 404, 404, 403, 403, 404, 403)),
        ("vorlage_zurueckholen", "mitzeichnung", table(LOGIN, 404, 404, 404, 200, 200, 403, 403)),
        ("vorlage_zurueckholen", "entwurf", table(LOGIN, 404, 404, 404, 403, 403, 404, 403)),
        ("vorlage_freigeben", "freigegeben", table(LOGIN, 404, 404, 403, 403, 403, 403, 403)),
        ("vorlage_veroeffentlichen", "freigegeben", table(LOGIN, 404, 404, 200, 403, 403, 403, 403)),
        ("vorlage_veroeffentlichen", "oeffentlich", table(LOGIN, 403, 403, 403, 403, 403, 403, 403)),
        ("vorlage_zurueckziehen", "freigegeben", table(LOGIN, 404, 404, 200, 403, 200, 200, 403)),
        ("vorlage_zurueckziehen", "entwurf", table(LOGIN, 404, 404, 404, 403, 403, 404, 403)),
        ("vorlage_gremienweg", "freigegeben", table(LOGIN, 404, 404, 200, 403, 403, 403, 403)),
        ("vorlage_gremienweg", "entwurf", table(LOGIN, 404, 404, 404, 403, 403, 404, 403)),
    ],
)
def test_what_is_not_visible_is_not_there_and_what_is_not_allowed_is_refused(
    haus: Haus, name: str, zustand: str, erwartet: dict[str, int]
) -> None:
    assert answers(haus, adresse(name, haus.build(zustand).pk)) == erwartet


@pytest.mark.parametrize("name", SEITEN_UND_AKTE)
def test_posting_without_the_right_changes_nothing(haus: Haus, name: str) -> None:
    in_mitzeichnung = ("mitzeichnen", "freigeben", "zurueckgeben", "zurueckholen", "fristen")
    zustand = "mitzeichnung" if name.removeprefix("vorlage_") in in_mitzeichnung else "entwurf"
    vorlage = haus.build(zustand)
    vorher = list(vorlage.fassungen.values())
    for rolle in ("anonym", "mitglied", "fremdes_amt", "sitzungsdienst"):
        antwort = haus.client(rolle).post(
            adresse(name, vorlage.pk), {"grund": "x", "ergebnis": "zugestimmt", "stand": "0"}
        )
        assert antwort.status_code == (LOGIN if rolle == "anonym" else 404)
    assert list(vorlage.fassungen.values()) == vorher


@pytest.mark.parametrize("name", SEITEN_UND_AKTE)
def test_looking_at_an_act_does_not_carry_it_out(haus: Haus, name: str) -> None:
    for zustand in ("entwurf", "mitzeichnung", "freigegeben"):
        vorlage = haus.build(zustand)
        vorher = list(vorlage.fassungen.values()), vorlage.status
        answers(haus, adresse(name, vorlage.pk))
        vorlage.refresh_from_db()
        assert (list(vorlage.fassungen.values()), vorlage.status) == vorher


@pytest.mark.parametrize("name", [*SEITEN_UND_AKTE, "vorlage_neufassen", "vorlage_neu"])
def test_other_methods_are_refused(haus: Haus, name: str) -> None:
    weg = reverse(name) if name == "vorlage_neu" else adresse(name, haus.build("entwurf").pk)
    client = haus.client("eigenes_amt")
    assert client.put(weg).status_code == 405
    assert client.delete(weg).status_code == 405


def test_a_new_fassung_begins_by_post_only(haus: Haus) -> None:
    vorlage = haus.build("freigegeben")
    antwort = haus.client("eigenes_amt").get(reverse("vorlage_neufassen", args=[vorlage.pk]))
    assert antwort["Location"] == vorlage.get_absolute_url()
    assert vorlage.fassungen.count() == 1


@pytest.mark.parametrize("name", ["vorlagen", "vorlage", "vorlage_fassung", "schreibtisch"])
def test_pages_that_only_show_refuse_post(haus: Haus, name: str) -> None:
    pk = haus.build("oeffentlich").pk
    args = {"vorlage": [pk], "vorlage_fassung": [pk, 0]}.get(name, [])
    assert haus.client("eigenes_amt").post(reverse(name, args=args)).status_code == 405


@pytest.mark.parametrize("name", SEITEN_UND_AKTE)
def test_a_hidden_paper_answers_like_one_that_never_existed(haus: Haus, name: str) -> None:
    client = haus.client("fremdes_amt")
    versteckt = client.get(adresse(name, haus.build("entwurf").pk))
    nie = client.get(adresse(name, 999_999_999))
    assert (versteckt.status_code, versteckt.headers.keys()) == (nie.status_code, nie.headers.keys())
    assert len(versteckt.content) == len(nie.content)


def test_new_papers_are_begun_by_offices_only(haus: Haus) -> None:
    assert answers(haus, reverse("vorlage_neu")) == table(LOGIN, 403, 200, 403, 200, 200, 403, 403)


def test_the_desk_needs_a_login(haus: Haus) -> None:
    assert answers(haus, reverse("schreibtisch")) == table(LOGIN, 200, 200, 200, 200, 200, 200, 200)


def test_the_list_is_for_everybody(haus: Haus) -> None:
    assert answers(haus, reverse("vorlagen")) == dict.fromkeys(ROLLEN, 200)
