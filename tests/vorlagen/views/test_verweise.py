"""A page leads to other papers only those who may read them."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from konten.enums import Rolle
from konten.models import Konto
from sitzungen.documents.vorlage import build_vorlage_druck
from tests.bauten import (
    build_amt,
    build_entwurf,
    build_freigegebene_vorlage,
    build_konto,
    build_mitglied,
    build_neufassung,
    build_veroeffentlichte_vorlage,
    release_fassung,
)
from vorlagen.actions.freigabe import withdraw_vorlage
from vorlagen.actions.veroeffentlichung import publish_vorlage
from vorlagen.enums import Vorlagenart
from vorlagen.models import Fassung, Vorlage

pytestmark = pytest.mark.django_db
ROLLEN = ("anonym", "mitglied", "fremdes_amt", "eigenes_amt", "sitzungsdienst", "administration")


class Haus:
    def __init__(self) -> None:
        self.amt = build_amt()
        self.konten: dict[str, Konto | None] = {
            "anonym": None,
            "mitglied": build_mitglied(),
            "fremdes_amt": build_konto(rolle=Rolle.SACHBEARBEITUNG),
            "eigenes_amt": build_konto(rolle=Rolle.SACHBEARBEITUNG, amt=self.amt),
            "sitzungsdienst": build_konto(rolle=Rolle.SITZUNGSDIENST),
            "administration": build_konto(superuser=True),
        }

    def build(self, zustand: str, **felder: object) -> Vorlage:
        felder = {"amt": self.amt, "betreff": "GENANNTES PAPIER"} | felder
        if zustand == "entwurf":
            return build_entwurf(**felder).vorlage  # type: ignore[arg-type]
        if zustand in ("freigegeben", "nichtoeffentlich"):
            return build_freigegebene_vorlage(oeffentlich=zustand == "freigegeben", **felder)  # type: ignore[arg-type]
        vorlage = build_veroeffentlichte_vorlage(**felder)  # type: ignore[arg-type]
        if zustand == "zurueckgezogen":
            withdraw_vorlage(vorlage, konto=build_konto(rolle=Rolle.SITZUNGSDIENST), grund="Irrtum")
        return vorlage

    def read(self, rolle: str, vorlage: Vorlage) -> str:
        client = Client()
        if konto := self.konten[rolle]:
            client.force_login(konto)
        antwort = client.get(vorlage.get_absolute_url())
        assert antwort.status_code == 200
        return antwort.content.decode()


@pytest.fixture
def haus() -> Haus:
    return Haus()


LESER = {
    "entwurf": {"eigenes_amt", "administration"},
    "freigegeben": {"eigenes_amt", "sitzungsdienst", "administration"},
    "nichtoeffentlich": {"eigenes_amt", "sitzungsdienst", "administration"},
    "veroeffentlicht": set(ROLLEN),
    "zurueckgezogen": {"eigenes_amt", "sitzungsdienst", "administration"},
}


@pytest.mark.parametrize("zustand", list(LESER))
def test_question_and_answer_lead_to_each_other_for_those_who_may_read_the_other(haus: Haus, zustand: str) -> None:
    anderes = haus.build(zustand, art=Vorlagenart.AF)
    antwort = build_veroeffentlichte_vorlage(art=Vorlagenart.AW, bezug=anderes)
    link = f'<a href="{anderes.get_absolute_url()}">'
    assert {rolle for rolle in ROLLEN if link in haus.read(rolle, antwort)} == LESER[zustand]
    spuren = ("GENANNTES PAPIER", "Bezieht sich auf", anderes.nummer or "Entwurf ohne Nummer")
    for rolle in set(ROLLEN) - LESER[zustand]:
        seite = haus.read(rolle, antwort)
        assert [spur for spur in spuren if spur in seite] == []


@pytest.mark.parametrize("zustand", list(LESER))
def test_the_question_shows_its_answer_to_those_who_may_read_it(haus: Haus, zustand: str) -> None:
    frage = build_veroeffentlichte_vorlage(art=Vorlagenart.AF)
    antwort = haus.build(zustand, art=Vorlagenart.AW, bezug=frage)
    link = f'<a href="{antwort.get_absolute_url()}">'
    assert {rolle for rolle in ROLLEN if link in haus.read(rolle, frage)} == LESER[zustand]
    for rolle in set(ROLLEN) - LESER[zustand]:
        seite = haus.read(rolle, frage)
        assert [spur for spur in ("GENANNTES PAPIER", antwort.nummer or ">Antwort<") if spur in seite] == []


@pytest.mark.parametrize("zustand", ["freigegeben", "nichtoeffentlich", "veroeffentlicht", "zurueckgezogen"])
def test_a_number_in_a_text_is_a_link_for_those_who_may_read_the_paper(haus: Haus, zustand: str) -> None:
    genannt = haus.build(zustand)
    text = f"<h3>Zu {genannt.nummer}</h3><p><strong>siehe {genannt.nummer}</strong></p>"
    vorlage = build_veroeffentlichte_vorlage(
        begruendung=text,
        beschlussentwurf=f"<p>Der Stadtrat beschließt nach {genannt.nummer}.</p>",
        kurzfassung=f"Folgt auf {genannt.nummer}.",
    )
    link = f'<a href="{genannt.get_absolute_url()}">{genannt.nummer}</a>'
    gezaehlt = {rolle: haus.read(rolle, vorlage).count(link) for rolle in ROLLEN}
    assert gezaehlt == {rolle: 4 if rolle in LESER[zustand] else 0 for rolle in ROLLEN}
    for rolle in ROLLEN:
        assert haus.read(rolle, vorlage).count(genannt.nummer) >= 4


def test_a_number_with_a_suffix_leads_to_that_fassung(haus: Haus) -> None:
    genannt = haus.build("veroeffentlicht")
    neu = release_fassung(build_neufassung(genannt))
    vorlage = build_veroeffentlichte_vorlage(begruendung=f"<p>{genannt.nummer}, {neu.nummer}, {genannt.nummer}/7</p>")
    ziel = reverse("vorlage_fassung", args=[genannt.pk, 1])

    def links(rolle: str) -> list[str]:
        return re.findall(rf'<a href="([^"]+)">{genannt.nummer}', haus.read(rolle, vorlage))

    assert links("sitzungsdienst") == [genannt.get_absolute_url(), ziel]
    # The Neufassung is not public yet.
    assert links("anonym") == [genannt.get_absolute_url()]
    publish_vorlage(neu, konto=build_konto(rolle=Rolle.SITZUNGSDIENST))
    assert links("anonym") == [genannt.get_absolute_url(), ziel]


def test_numbers_that_no_paper_has_and_those_in_links_stay_as_they_are(haus: Haus) -> None:
    genannt = haus.build("veroeffentlicht")
    text = f'<p><a href="https://www.koblenz.de/">{genannt.nummer}</a> BV/9999/1999</p>'
    seite = haus.read("sitzungsdienst", build_veroeffentlichte_vorlage(begruendung=text))
    assert f'"https://www.koblenz.de/">{genannt.nummer}</a>' in seite
    assert genannt.get_absolute_url() not in seite
    assert "BV/9999/1999" in seite


def count_queries(client: Client, vorlage: Vorlage) -> int:
    client.get(vorlage.get_absolute_url())
    with CaptureQueriesContext(connection) as abfragen:
        client.get(vorlage.get_absolute_url())
    return len(abfragen)


def test_all_numbers_and_both_directions_cost_one_query(haus: Haus, client: Client) -> None:
    ohne = build_veroeffentlichte_vorlage()
    fragen = [haus.build("veroeffentlicht", art=Vorlagenart.AF) for _ in range(3)]
    text = "".join(f"<p>{frage.nummer}</p>" for frage in fragen)
    mit = build_veroeffentlichte_vorlage(art=Vorlagenart.AW, bezug=fragen[0], begruendung=text)
    build_veroeffentlichte_vorlage(art=Vorlagenart.UV, bezug=mit)
    assert count_queries(client, mit) == count_queries(client, ohne) + 1


def test_print_has_no_links_to_papers(haus: Haus) -> None:
    genannt = haus.build("veroeffentlicht")
    fassung = Fassung.objects.get(vorlage=build_freigegebene_vorlage(begruendung=f"<p>{genannt.nummer}</p>"))
    assert build_vorlage_druck(fassung, leser=None).texte["begruendung"] == f"<p>{genannt.nummer}</p>"
