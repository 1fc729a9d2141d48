"""In die Mitzeichnung geben."""

from datetime import timedelta

import pytest
from django.utils import timezone

from journal.enums import Akt
from journal.models import Eintrag
from konten.enums import Rolle
from tests.bauten import (
    assign_rolle,
    build_amt,
    build_eingereichte_fassung,
    build_entwurf,
    build_gremium,
    build_konto,
    release_fassung,
)
from tests.pruefen import journals, refused
from vorlagen.actions.beteiligung import enter_beteiligung
from vorlagen.actions.mitzeichnung import submit_vorlage
from vorlagen.enums import Beteiligungsart, Fassungsstatus, Vorlagenart
from vorlagen.models import Fassung

pytestmark = pytest.mark.django_db


def submit(fassung: Fassung, **angaben: object) -> Fassung:
    assert fassung.verfasser is not None
    return submit_vorlage(fassung, konto=fassung.verfasser, **angaben)  # type: ignore[arg-type]


def test_asks_the_heads_of_the_office_and_whoever_is_named() -> None:
    amt = build_amt()
    leitung, zweite = (build_konto(rolle=Rolle.AMTSLEITUNG, amt=amt) for _ in range(2))
    build_konto(rolle=Rolle.AMTSLEITUNG)
    weitere = build_konto()
    fassung = build_entwurf(amt=amt)

    with journals(Akt.EINREICHEN):
        neu = submit(fassung, weitere=[weitere])

    assert neu.status == Fassungsstatus.MITZEICHNUNG
    assert neu.stand == fassung.stand + 1
    assert {m.konto for m in neu.mitzeichnungen.all()} == {leitung, zweite, weitere}
    assert not neu.mitzeichnungen.exclude(ergebnis="").exists()
    eintrag = Eintrag.objects.latest("laufend")
    assert (eintrag.objekt_art, eintrag.objekt_id) == ("vorlagen.vorlage", str(fassung.vorlage_id))
    assert eintrag.daten["mitzeichnende"] == [leitung.username, zweite.username, weitere.username]


def test_nobody_is_asked_twice_and_never_the_author() -> None:
    amt = build_amt()
    verfasser = build_konto(rolle=Rolle.AMTSLEITUNG, amt=amt)
    leitung = build_konto(rolle=Rolle.AMTSLEITUNG, amt=amt)

    fassung = submit(build_entwurf(verfasser, amt=amt), weitere=[leitung, verfasser])

    assert [m.konto for m in fassung.mitzeichnungen.all()] == [leitung]


@pytest.mark.parametrize("art", Beteiligungsart)
def test_never_asks_a_person_who_wrote_in_it_whatever_their_login(art: Beteiligungsart) -> None:
    amt = build_amt()
    schreibend = build_konto(rolle=Rolle.AMTSLEITUNG, amt=amt)
    zweites = build_konto(rolle=Rolle.AMTSLEITUNG, amt=amt, person=schreibend.person)
    leitung = build_konto(rolle=Rolle.AMTSLEITUNG, amt=amt)
    fassung = build_entwurf(amt=amt)
    enter_beteiligung(fassung, art, konto=schreibend)

    gefragt = {m.konto for m in submit(fassung, weitere=[zweites]).mitzeichnungen.all()}

    assert gefragt == ({leitung, schreibend, zweites} if art is Beteiligungsart.EINGEREICHT else {leitung})


def test_former_and_locked_heads_are_not_asked() -> None:
    amt = build_amt()
    build_konto(rolle=Rolle.AMTSLEITUNG, amt=amt, is_active=False)
    gestern = timezone.localdate() - timedelta(days=1)
    assign_rolle(build_konto(), Rolle.AMTSLEITUNG, amt=amt, bis=gestern)

    assert not submit(build_entwurf(amt=amt)).mitzeichnungen.exists()


@pytest.mark.parametrize("freigegeben", [False, True])
def test_refuses_what_is_no_draft(freigegeben: bool) -> None:
    fassung = build_eingereichte_fassung()
    if freigegeben:
        release_fassung(fassung)
    with refused("Die Vorlage ist schon in der Mitzeichnung oder freigegeben."):
        submit(fassung)


@pytest.mark.parametrize(
    ("felder", "satz", "feld"),
    [
        ({"betreff": " "}, "Bitte geben Sie einen Betreff ein.", "betreff"),
        (
            {"beschlussentwurf": "<p>&nbsp;</p>"},
            "Bitte schreiben Sie, was das Gremium beschließen soll (Beschlussentwurf).",
            "beschlussentwurf",
        ),
        ({"begruendung": ""}, "Bitte schreiben Sie die Begründung.", "begruendung"),
        ({"stationen": []}, "Bitte tragen Sie mindestens eine Station des Gremienwegs ein.", "gremienweg"),
        (
            {"oeffentlich": False, "nichtoeffentlich_grund": ""},
            "Bitte geben Sie an, warum die Vorlage nichtöffentlich ist. Der Grund bleibt verwaltungsintern.",
            "nichtoeffentlich_grund",
        ),
    ],
)
def test_refuses_an_incomplete_draft(felder: dict[str, object], satz: str, feld: str) -> None:
    fassung = build_entwurf(**felder)  # type: ignore[arg-type]
    with refused(satz, feld=feld):
        submit(fassung)


def test_an_information_needs_no_resolution() -> None:
    gremium = build_gremium()
    fassung = build_entwurf(art=Vorlagenart.UV, beschlussentwurf="", stationen=[(gremium, None, False, True)])
    assert submit(fassung).status == Fassungsstatus.MITZEICHNUNG


def test_refuses_a_closed_committee_before_a_public_decision() -> None:
    ausschuss, rat = build_gremium(name="Bauausschuss"), build_gremium()
    fassung = build_entwurf(stationen=[(ausschuss, None, False, False), (rat, None, True, True)])
    with refused(
        "Die Vorlage wird öffentlich entschieden, Station 1 (Bauausschuss) berät aber nichtöffentlich vor. "
        "Bitte machen Sie diese Station öffentlich."
    ):
        submit(fassung)


def test_refuses_a_public_station_of_a_closed_paper() -> None:
    rat = build_gremium(name="Stadtrat")
    fassung = build_entwurf(oeffentlich=False, stationen=[(rat, None, True, True)])
    with refused(
        "Die Vorlage ist nichtöffentlich, Station 1 (Stadtrat) aber öffentlich. "
        "Bitte setzen Sie die Station in den nichtöffentlichen Teil oder machen Sie die Vorlage öffentlich."
    ):
        submit(fassung)


def test_a_warning_passes_with_a_reason_and_is_journalled() -> None:
    rat = build_gremium()
    fassung = build_entwurf(betreff="Verschiedenes", stationen=[(rat, None, True, True)])
    satz = (
        "Unter „Verschiedenes“ kann in der Regel nichts beschlossen werden, weil die Tagesordnung den "
        "Gegenstand nennen muss. Bitte wählen Sie einen Betreff, der den Gegenstand nennt."
    )
    with refused(satz, feld="betreff"):
        submit(fassung)
    with refused(satz):
        submit(fassung, grund="   ")

    submit(fassung, grund="So beschlossen im Ältestenrat.")

    daten = Eintrag.objects.latest("laufend").daten
    assert daten["uebergangen"] == [satz]
    assert daten["grund"] == "So beschlossen im Ältestenrat."
