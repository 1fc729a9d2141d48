"""Beginning a paper, its next Fassung, and throwing a draft away."""

from typing import Any

import pytest

from journal.enums import Akt
from journal.models import Eintrag
from konten.enums import Rolle
from tests.bauten import (
    GRUND,
    build_abstimmung,
    build_amt,
    build_eingereichte_fassung,
    build_entwurf,
    build_freigegebene_vorlage,
    build_konto,
    build_neufassung,
    build_person,
)
from tests.mitzeichnen import ask
from tests.pruefen import journals, refused
from vorlagen.actions.entwurf import begin_vorlage, delete_entwurf, supersede_vorlage
from vorlagen.actions.freigabe import withdraw_vorlage
from vorlagen.actions.mitzeichnung import countersign_vorlage, submit_vorlage
from vorlagen.enums import Fassungsstatus, Mitzeichnungsergebnis
from vorlagen.models import Anlage, Beratung, Fassung, Mitzeichnung, Vorlage

pytestmark = pytest.mark.django_db

IN_ARBEIT = "An dieser Vorlage wird schon gearbeitet. Bitte schreiben Sie im offenen Entwurf weiter."


def test_a_new_draft_is_empty_and_not_public() -> None:
    amt = build_amt()
    konto = build_konto(rolle=Rolle.SACHBEARBEITUNG, amt=amt)

    fassung = begin_vorlage(konto=konto, amt=amt)

    assert (fassung.status, fassung.oeffentlich, fassung.verfasser) == (Fassungsstatus.ENTWURF, False, konto)
    assert (fassung.amt, fassung.dezernat) == (amt, amt.dezernat)
    assert fassung.vorlage.nummer == ""
    assert not Eintrag.objects.exists()


def test_takes_over_text_and_attachments_but_not_publicity() -> None:
    vorlage = build_freigegebene_vorlage(aktenzeichen="31.2", anlagen=[("Plan", True), ("Gutachten", False)])
    alt = vorlage.fassungen.get()
    konto = build_konto(rolle=Rolle.SACHBEARBEITUNG, amt=alt.amt)

    with journals(Akt.NEU_FASSEN):
        neu = supersede_vorlage(vorlage, konto=konto)

    assert (neu.status, neu.neufassung, neu.nummer, neu.verfasser) == (Fassungsstatus.ENTWURF, 1, "", konto)
    for feld in ("betreff", "amt", "dezernat", "aktenzeichen", "beschlussentwurf", "begruendung"):
        assert getattr(neu, feld) == getattr(alt, feld), feld
    assert neu.oeffentlich is False
    assert list(neu.anlagen.values_list("position", "titel", "oeffentlich")) == [
        (1, "Plan", False),
        (2, "Gutachten", False),
    ]
    alt.refresh_from_db()
    assert alt.is_freigegeben


def test_begins_with_every_field_that_a_reader_would_miss() -> None:
    """What stays behind is named here; a new field must be carried over or named, too."""
    werte: dict[str, Any] = {"betreff": "Brücke", "aktenzeichen": "66.1", "nichtoeffentlich_grund": GRUND}
    texte: dict[str, Any] = {"beschlussentwurf": "<p>Der Rat stimmt zu.</p>", "begruendung": "<p>Weil.</p>"}
    vorlage = build_freigegebene_vorlage(oeffentlich=False, **werte, **texte)
    alt = vorlage.fassungen.get()

    neu = supersede_vorlage(vorlage, konto=build_konto(rolle=Rolle.SACHBEARBEITUNG, amt=alt.amt))

    frisch = Fassung.objects.get(pk=neu.pk)
    anders = {f.name for f in Fassung._meta.concrete_fields if getattr(frisch, f.attname) != getattr(alt, f.attname)}
    gezaehlt = {"id", "neufassung", "created_at", "updated_at", "stand", "status", "nummer", "suchtext"}
    assert anders == gezaehlt | {"verfasser", "datum", "freigegeben_am", "freigegeben_von"}
    assert {name: getattr(frisch, name) for name in werte | texte} == werte | texte


@pytest.mark.parametrize("freigegeben", [False, True])
def test_refuses_a_second_open_draft(freigegeben: bool) -> None:
    vorlage = build_freigegebene_vorlage() if freigegeben else build_entwurf().vorlage
    if freigegeben:
        build_neufassung(vorlage)
    konto = build_konto()
    with refused(IN_ARBEIT):
        supersede_vorlage(vorlage, konto=konto)


def test_refuses_a_withdrawn_paper() -> None:
    vorlage, konto = build_freigegebene_vorlage(), build_konto()
    withdraw_vorlage(vorlage, konto=konto, grund="Überholt.")
    with refused("Die Vorlage ist zurückgezogen. Bitte legen Sie für einen neuen Beschluss eine neue Vorlage an."):
        supersede_vorlage(vorlage, konto=konto)


def test_refuses_a_decided_paper() -> None:
    beratung = build_abstimmung().top.beratung
    konto = build_konto()
    assert beratung is not None
    with refused("Die Vorlage ist abgeschlossen. Bitte legen Sie für einen neuen Beschluss eine neue Vorlage an."):
        supersede_vorlage(beratung.vorlage, konto=konto)


def test_deleting_a_first_draft_deletes_the_paper() -> None:
    fassung, konto = build_entwurf(), build_konto()
    with journals(Akt.ENTWURF_LOESCHEN):
        delete_entwurf(fassung, konto=konto)
    assert not any(modell.objects.exists() for modell in (Vorlage, Fassung, Beratung, Anlage))


def test_deleting_a_neufassung_leaves_the_released_one() -> None:
    vorlage = build_freigegebene_vorlage(anlagen=[("Plan", True)])
    delete_entwurf(build_neufassung(vorlage), konto=build_konto())
    assert [f.neufassung for f in vorlage.fassungen.all()] == [0]
    assert vorlage.fassungen.get().anlagen.count() == 1


@pytest.mark.parametrize("freigegeben", [False, True])
def test_refuses_to_delete_what_is_no_draft(freigegeben: bool) -> None:
    fassung = build_freigegebene_vorlage().fassungen.get() if freigegeben else build_eingereichte_fassung()
    konto = build_konto()
    with refused("Nur Entwürfe können gelöscht werden."):
        delete_entwurf(fassung, konto=konto)


def test_who_returned_a_deleted_draft_stays_in_the_journal() -> None:
    """The first was asked twice and agreed in the end; the second had no answer left to give."""
    amt = build_amt()
    leitung = build_konto(rolle=Rolle.AMTSLEITUNG, amt=amt, username="leitung")
    dritte = build_konto(person=build_person())
    verfasser = build_konto(rolle=Rolle.SACHBEARBEITUNG, amt=amt)
    fassung = build_entwurf(verfasser, amt=amt, betreff="Zoo")
    antworten = [(Mitzeichnungsergebnis.ZURUECKGEGEBEN, "Kosten fehlen."), (Mitzeichnungsergebnis.ZUGESTIMMT, "")]
    for ergebnis, bemerkung in antworten:
        fassung = submit_vorlage(fassung, konto=verfasser, wuensche=[ask(dritte)])
        countersign_vorlage(fassung, konto=leitung, ergebnis=ergebnis, bemerkung=bemerkung)
    countersign_vorlage(fassung, konto=dritte, ergebnis=Mitzeichnungsergebnis.ZURUECKGEGEBEN, bemerkung="Zu lang.")

    with journals(Akt.ENTWURF_LOESCHEN):
        delete_entwurf(fassung, konto=verfasser)

    daten = Eintrag.objects.latest("laufend").daten
    assert (daten["betreff"], daten["neufassung"]) == ("Zoo", 0)
    assert [(m["konto"], m["ergebnis"], m["bemerkung"]) for m in daten["mitzeichnungen"]] == [
        ("leitung", "zurueckgegeben", "Kosten fehlen."),
        ("leitung", "zugestimmt", ""),
        (dritte.username, "zurueckgegeben", "Zu lang."),
    ]
    assert not Mitzeichnung.objects.exists()
