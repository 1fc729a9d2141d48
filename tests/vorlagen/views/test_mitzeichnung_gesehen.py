"""The state a co-signer answered to stays readable for them, and for nobody else."""

import re
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from konten.enums import Rolle
from konten.models import Konto
from tests.bauten import (
    build_amt,
    build_anlage,
    build_datei,
    build_entwurf,
    build_gremium,
    build_konto,
    build_person,
)
from tests.mitzeichnen import ask
from tests.schreiben import write_entwurf
from vorlagen.actions.mitzeichnung import countersign_vorlage, submit_vorlage
from vorlagen.enums import Mitzeichnungsergebnis
from vorlagen.models import Fassung, Mitzeichnung

pytestmark = pytest.mark.django_db


@pytest.fixture
def leitung() -> Konto:
    return build_konto(rolle=Rolle.AMTSLEITUNG, amt=build_amt())


@pytest.fixture
def gefragt() -> Konto:
    return build_konto(person=build_person())


@pytest.fixture
def fassung(leitung: Konto, gefragt: Konto) -> Fassung:
    """Build what one from elsewhere returned and its author rewrote since."""
    fassung = build_entwurf(
        amt=leitung.rollenzuweisungen.get().amt,
        betreff="Zoo bauen",
        begruendung="<p>Wegen der <strong>Affen</strong>.</p>",
        stationen=[(build_gremium(name="Zooausschuss"), None, True, True)],
    )
    build_anlage(fassung, titel="Käfigplan", datei=build_datei())
    fassung = submit_vorlage(fassung, konto=author(fassung), wuensche=[ask(gefragt)])
    countersign_vorlage(
        fassung, konto=gefragt, ergebnis=Mitzeichnungsergebnis.ZURUECKGEGEBEN, bemerkung="Kosten fehlen."
    )
    return rewrite(Fassung.objects.get(pk=fassung.pk))


def author(fassung: Fassung) -> Konto:
    assert fassung.verfasser is not None
    return fassung.verfasser


def rewrite(fassung: Fassung) -> Fassung:
    return write_entwurf(fassung, konto=author(fassung), betreff="Zirkus bauen", begruendung="<p>Wegen der Löwen.</p>")


def address_of(fassung: Fassung) -> str:
    return reverse("mitzeichnung_gesehen", args=[fassung.vorlage_id, fassung.mitzeichnungen.get(bemerkung__gt="").pk])


def test_the_signer_reads_what_they_answered_to_and_nothing_later(
    client: Client, fassung: Fassung, gefragt: Konto
) -> None:
    client.force_login(gefragt)
    assert client.get(reverse("vorlage", args=[fassung.vorlage_id])).status_code == 404
    schreibtisch = client.get(reverse("schreibtisch")).content.decode()
    assert "Zoo bauen" in schreibtisch
    assert f'href="{address_of(fassung)}"' in schreibtisch

    seite = client.get(address_of(fassung)).content.decode()

    gezeigt = ("Zoo bauen", "Wegen der <strong>Affen</strong>.", "Zooausschuss, ohne Datum, entscheidet, öffentlich")
    for text in (*gezeigt, "Anlage 01: Käfigplan (Käfigplan.pdf), öffentlich", "Kosten fehlen."):
        assert text in seite, text
    assert re.search(r"Stand, den Sie am \d\d\.\d\d\.\d{4}, \d\d:\d\d Uhr gesehen haben", seite)
    assert [text for text in ("Zirkus", "Löwen") if text in seite + schreibtisch] == []


@pytest.mark.parametrize("wer", ["Amtsleitung", "Verfasser", "Sitzungsdienst", "Administration", "andere gefragte"])
def test_nobody_else_reads_it(client: Client, fassung: Fassung, leitung: Konto, wer: str) -> None:
    bauen: dict[str, Callable[[], Konto]] = {
        "Amtsleitung": lambda: leitung,
        "Verfasser": lambda: author(fassung),
        "Sitzungsdienst": lambda: build_konto(rolle=Rolle.SITZUNGSDIENST),
        "Administration": lambda: build_konto(superuser=True),
        "andere gefragte": lambda: build_konto(person=build_person()),
    }
    leser = bauen[wer]()
    if wer == "andere gefragte":
        submit_vorlage(fassung, konto=author(fassung), wuensche=[ask(leser)])
    client.force_login(leser)
    assert client.get(address_of(fassung)).status_code == 404


def test_not_under_the_address_of_another_paper(client: Client, fassung: Fassung, gefragt: Konto) -> None:
    client.force_login(gefragt)
    antwort = Mitzeichnung.objects.get(konto=gefragt)
    fremd = build_entwurf()
    assert client.get(reverse("mitzeichnung_gesehen", args=[fremd.vorlage_id, antwort.pk])).status_code == 404


def test_an_open_question_has_no_seen_state(client: Client, leitung: Konto) -> None:
    fassung = build_entwurf(amt=leitung.rollenzuweisungen.get().amt)
    submit_vorlage(fassung, konto=author(fassung))
    client.force_login(leitung)
    offen = fassung.mitzeichnungen.get()
    assert client.get(reverse("mitzeichnung_gesehen", args=[fassung.vorlage_id, offen.pk])).status_code == 404


def test_the_page_of_the_paper_links_it_for_the_signer_alone(client: Client, leitung: Konto) -> None:
    fassung = build_entwurf(amt=leitung.rollenzuweisungen.get().amt)
    submit_vorlage(fassung, konto=author(fassung))
    countersign_vorlage(fassung, konto=leitung, ergebnis=Mitzeichnungsergebnis.ZUGESTIMMT)
    gesehen = {}
    for konto in (leitung, author(fassung)):
        client.force_login(konto)
        seite = client.get(reverse("vorlage", args=[fassung.vorlage_id])).content.decode()
        gesehen[konto] = "Stand, den Sie gesehen haben" in seite
    assert gesehen == {leitung: True, author(fassung): False}


def test_an_answer_to_a_text_that_was_rewritten_meanwhile_is_refused(
    client: Client, fassung: Fassung, leitung: Konto, gefragt: Konto
) -> None:
    """The page was opened in the first round, the button is pressed in the second."""
    adresse = reverse("vorlage_mitzeichnen", args=[fassung.vorlage_id])
    submit_vorlage(fassung, konto=author(fassung))
    client.force_login(leitung)
    gelesen = read_stand(client.get(adresse).content.decode())
    daten = {"bemerkung": "Passt.", "ergebnis": "zugestimmt"}
    countersign_vorlage(fassung, konto=leitung, ergebnis=Mitzeichnungsergebnis.ZURUECKGEGEBEN, bemerkung="Kürzen.")
    submit_vorlage(Fassung.objects.get(pk=fassung.pk), konto=author(fassung))

    seite = client.post(adresse, daten | {"stand": gelesen}).content.decode()

    satz = "Seit Sie die Seite geöffnet haben, ist die Vorlage überarbeitet worden. Bitte lesen Sie sie noch einmal."
    assert satz in seite
    assert fassung.mitzeichnungen.filter(amt=fassung.amt, ergebnis="").exists()
    # What the refusal shows is the newer text, and its button answers to that.
    assert client.post(adresse, daten | {"stand": read_stand(seite)}).status_code == 302


def read_stand(seite: str) -> str:
    gefunden = re.search(r'name="stand" value="(\d+)"', seite)
    assert gefunden
    return gefunden[1]
