"""In die Mitzeichnung geben."""

from datetime import timedelta

import pytest
from django.utils import timezone

from journal.enums import Akt
from journal.models import Eintrag
from konten.actions.vertretung import enter_abwesenheit
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
from tests.mitzeichnen import amt_of, ask
from tests.pruefen import journals, refused
from vorlagen.actions.beteiligung import enter_beteiligung
from vorlagen.actions.mitzeichnung import submit_vorlage
from vorlagen.enums import Beteiligungsart, Fassungsstatus, Vorlagenart
from vorlagen.models import Fassung

pytestmark = pytest.mark.django_db


def submit(fassung: Fassung, **angaben: object) -> Fassung:
    assert fassung.verfasser is not None
    return submit_vorlage(fassung, konto=fassung.verfasser, **angaben)  # type: ignore[arg-type]


def asked(fassung: Fassung) -> list[str]:
    return [zeile.gefragt for zeile in fassung.mitzeichnungen.order_by("schritt", "pk")]


def test_asks_the_office_once_whoever_heads_it_and_whom_the_author_adds() -> None:
    amt = build_amt()
    for _ in range(2):
        build_konto(rolle=Rolle.AMTSLEITUNG, amt=amt)
    build_konto(rolle=Rolle.AMTSLEITUNG)
    weitere = build_konto(rolle=Rolle.AMTSLEITUNG)
    fassung = build_entwurf(amt=amt)

    with journals(Akt.EINREICHEN):
        neu = submit(fassung, wuensche=[ask(weitere), ask(weitere)])

    assert neu.status == Fassungsstatus.MITZEICHNUNG
    assert neu.stand == fassung.stand + 1
    assert asked(neu) == [str(amt), str(amt_of(weitere))]
    assert not neu.mitzeichnungen.exclude(ergebnis="").exists()
    eintrag = Eintrag.objects.latest("laufend")
    assert (eintrag.objekt_art, eintrag.objekt_id) == ("vorlagen.vorlage", str(fassung.vorlage_id))
    assert [zeile["gefragt"] for zeile in eintrag.daten["mitzeichnende"]] == asked(neu)


@pytest.mark.parametrize("art", Beteiligungsart)
def test_an_office_of_which_only_a_writer_could_answer_is_not_asked_whatever_their_login(art: Beteiligungsart) -> None:
    amt = build_amt()
    schreibend = build_konto(rolle=Rolle.AMTSLEITUNG, amt=amt)
    build_konto(rolle=Rolle.AMTSLEITUNG, amt=amt, person=schreibend.person)
    fassung = build_entwurf(amt=amt)
    enter_beteiligung(fassung, art, konto=schreibend)

    assert asked(submit(fassung)) == ([str(amt)] if art is Beteiligungsart.EINGEREICHT else [])


def test_an_office_is_asked_where_a_head_or_a_deputy_wrote_nothing() -> None:
    amt = build_amt()
    schreibend = build_konto(rolle=Rolle.AMTSLEITUNG, amt=amt)
    fassung = build_entwurf(schreibend, amt=amt)
    heute = timezone.localdate()
    enter_abwesenheit(schreibend, build_konto(rolle=Rolle.SACHBEARBEITUNG), von=heute, bis=heute, konto=schreibend)
    assert asked(submit(fassung)) == [str(amt)]


def test_former_and_locked_heads_do_not_count() -> None:
    amt = build_amt()
    build_konto(rolle=Rolle.AMTSLEITUNG, amt=amt, is_active=False)
    gestern = timezone.localdate() - timedelta(days=1)
    assign_rolle(build_konto(), Rolle.AMTSLEITUNG, amt=amt, bis=gestern)

    assert asked(submit(build_entwurf(amt=amt))) == []


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
