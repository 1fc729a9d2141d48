"""Who is written to when something happens to a paper: whom it waits for, if they may see it, and did not do it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from gremien.models import Amt, Dezernat
from konten.enums import Rolle
from konten.models import Konto, Rollenzuweisung
from post.actions.abbestellung import choose_anlaesse
from post.enums import Anlass
from post.models import Nachricht
from tests.bauten import (
    assign_rolle,
    build_amt,
    build_dezernat,
    build_entwurf,
    build_freigegebene_vorlage,
    build_gremium,
    build_konto,
    build_person,
)
from tests.mitzeichnen import ask
from vorlagen.actions.beteiligung import enter_beteiligung
from vorlagen.actions.freigabe import release_vorlage
from vorlagen.actions.gremienweg import list_offene, to_plan
from vorlagen.actions.mitzeichnung import countersign_vorlage, submit_vorlage
from vorlagen.actions.oeffnung import propose_oeffnung
from vorlagen.actions.veroeffentlichung import propose_veroeffentlichung
from vorlagen.enums import Beteiligungsart, Mitzeichnungsergebnis
from vorlagen.models import Fassung, Vorlage

pytestmark = pytest.mark.django_db

JA, ZURUECK = Mitzeichnungsergebnis.ZUGESTIMMT, Mitzeichnungsergebnis.ZURUECKGEGEBEN
BETREFF = "Geheimer Grundstückskauf"


def build(rolle: Rolle | None = None, **felder: object) -> Konto:
    """Build an account with an address."""
    konto = build_konto(rolle=rolle, **felder)  # type: ignore[arg-type]
    konto.email = f"{konto.username}@example.org"
    konto.save(update_fields=["email"])
    return konto


class Haus:
    """An office and its department, with everybody who could be written to, and some who must not."""

    def __init__(self) -> None:
        self.dezernat: Dezernat = build_dezernat()
        self.amt: Amt = build_amt(dezernat=self.dezernat)
        self.verfasser = build(Rolle.SACHBEARBEITUNG, amt=self.amt)
        self.leitung = build(Rolle.AMTSLEITUNG, amt=self.amt)
        self.dezernent = build(Rolle.DEZERNAT, dezernat=self.dezernat)
        self.oberbuergermeister = build(Rolle.OBERBUERGERMEISTER)
        self.dienst = build(Rolle.SITZUNGSDIENST)
        self.dienst_zwei = build(Rolle.SITZUNGSDIENST)
        self.fremde = [
            build(Rolle.SACHBEARBEITUNG, amt=build_amt()),
            build(Rolle.AMTSLEITUNG, amt=build_amt()),
            build(Rolle.DEZERNAT, dezernat=build_dezernat()),
            build(Rolle.SCHRIFTFUEHRUNG, gremium=build_gremium()),
            build(superuser=True),
            build(),
        ]

    def draft(self) -> Fassung:
        """Return a complete non-public draft of the office."""
        return build_entwurf(self.verfasser, amt=self.amt, oeffentlich=False, betreff=BETREFF)

    def submit(self, *weitere: Konto) -> Fassung:
        """Return it handed in."""
        return submit_vorlage(self.draft(), konto=self.verfasser, wuensche=[ask(einer) for einer in weitere])

    def release(self) -> Fassung:
        """Return it released, with nothing written so far."""
        fassung = self.submit()
        countersign_vorlage(fassung, konto=self.leitung, ergebnis=JA)
        fassung = release_vorlage(fassung, konto=self.dezernent)
        Nachricht.objects.all().delete()
        return fassung


@pytest.fixture
def haus() -> Haus:
    return Haus()


def written(anlass: Anlass) -> set[Konto | None]:
    """Return who was written to for this reason; nobody twice."""
    empfaenger = [n.konto for n in Nachricht.objects.filter(anlass=anlass).select_related("konto")]
    assert len(empfaenger) == len(set(empfaenger))
    return set(empfaenger)


def written_all() -> dict[str, set[Konto | None]]:
    """Return everybody who was written to, by reason."""
    return {anlass.value: wer for anlass in Anlass if (wer := written(anlass))}


def test_handed_in_those_who_must_co_sign(haus: Haus) -> None:
    weitere = build()
    fassung = haus.submit(weitere)
    assert written_all() == {"mitzeichnung": {haus.leitung, weitere}}
    nachricht = Nachricht.objects.latest("pk")
    assert nachricht.gegenstand == "Eine Vorlage wartet auf Ihre Mitzeichnung"
    assert nachricht.ziel == reverse("vorlage_mitzeichnen", args=[fassung.vorlage_id])


def test_handed_in_with_nobody_to_co_sign_those_who_may_release(haus: Haus) -> None:
    Konto.objects.filter(pk=haus.leitung.pk).update(is_active=False)
    haus.submit()
    assert written_all() == {"freigabe": {haus.dezernent, haus.oberbuergermeister}}


def test_not_before_the_last_one_has_agreed(haus: Haus) -> None:
    weitere = build(person=build_person())
    fassung = haus.submit(weitere)
    countersign_vorlage(fassung, konto=weitere, ergebnis=JA)
    assert written(Anlass.FREIGABE) == set()
    countersign_vorlage(fassung, konto=haus.leitung, ergebnis=JA)
    assert written(Anlass.FREIGABE) == {haus.dezernent, haus.oberbuergermeister}


def test_returned_the_author_and_whoever_wrote(haus: Haus) -> None:
    kollegin = build(Rolle.SACHBEARBEITUNG, amt=haus.amt)
    fassung = haus.draft()
    enter_beteiligung(fassung, Beteiligungsart.TEXT, konto=kollegin)
    fassung = submit_vorlage(fassung, konto=haus.verfasser)
    Nachricht.objects.all().delete()
    countersign_vorlage(fassung, konto=haus.leitung, ergebnis=ZURUECK, bemerkung=BETREFF)
    assert written_all() == {"rueckgabe": {haus.verfasser, kollegin}}


def test_returned_nobody_who_left_the_office(haus: Haus) -> None:
    fassung = haus.submit()
    Rollenzuweisung.objects.filter(konto=haus.verfasser).update(bis=timezone.localdate() - timedelta(days=1), von=None)
    Nachricht.objects.all().delete()
    countersign_vorlage(fassung, konto=haus.leitung, ergebnis=ZURUECK, bemerkung="So nicht.")
    assert written_all() == {}


def test_released_the_sitzungsdienst_and_the_author(haus: Haus) -> None:
    fassung = haus.submit()
    countersign_vorlage(fassung, konto=haus.leitung, ergebnis=JA)
    Nachricht.objects.all().delete()
    fassung = release_vorlage(fassung, konto=haus.dezernent)
    assert written_all() == {"freigegeben": {haus.dienst, haus.dienst_zwei, haus.verfasser}}
    assert fassung.nummer in Nachricht.objects.latest("pk").satz


def test_proposed_those_who_can_confirm(haus: Haus) -> None:
    fassung = haus.release()
    propose_veroeffentlichung(fassung, konto=haus.dienst, grund="Verkauft")
    assert written_all() == {"vorschlag": {haus.dienst_zwei}}
    assert Nachricht.objects.get().ziel == reverse("vorlage_veroeffentlichen", args=[fassung.vorlage_id])


def test_proposed_nobody_who_had_a_hand_in_it(haus: Haus) -> None:
    assign_rolle(haus.verfasser, Rolle.SITZUNGSDIENST)
    fassung = haus.release()
    propose_veroeffentlichung(fassung, konto=haus.dienst, grund="Verkauft")
    assert written_all() == {"vorschlag": {haus.dienst_zwei}}


def test_a_station_proposed_as_public_those_who_can_confirm() -> None:
    haus = Haus()
    station = (build_gremium(), None, True, False)
    vorlage = build_freigegebene_vorlage(
        haus.verfasser, amt=haus.amt, freigebend=haus.dezernent, stationen=[station], oeffentlich=True
    )
    Nachricht.objects.all().delete()
    _propose_alle(vorlage, haus.dienst)
    assert written_all() == {"vorschlag": {haus.dienst_zwei}}
    assert Nachricht.objects.get().ziel == reverse("vorlage_gremienweg", args=[vorlage.pk])


def _propose_alle(vorlage: Vorlage, konto: Konto) -> None:
    plaene = [replace(to_plan(s), oeffentlich=True, nichtoeffentlich_grund="") for s in list_offene(vorlage)]
    propose_oeffnung(vorlage, plaene, konto=konto, grund="Der Grund ist weggefallen.")


def test_nobody_is_told_what_they_did_themselves(haus: Haus) -> None:
    """The head of the office who also releases: neither account of that person is told."""
    zweites = build(Rolle.DEZERNAT, dezernat=haus.dezernat, person=haus.leitung.person)
    fassung = haus.submit()
    countersign_vorlage(fassung, konto=haus.leitung, ergebnis=JA)
    assert zweites not in written(Anlass.FREIGABE)
    assert written(Anlass.FREIGABE) == {haus.dezernent, haus.oberbuergermeister}


def test_a_person_with_two_accounts_is_told_once_where_there_is_an_address(haus: Haus) -> None:
    person = build_person()
    ohne = build_konto(rolle=Rolle.SITZUNGSDIENST, person=person)
    mit = build(Rolle.SITZUNGSDIENST, person=person)
    fassung = haus.submit()
    countersign_vorlage(fassung, konto=haus.leitung, ergebnis=JA)
    release_vorlage(fassung, konto=haus.dezernent)
    assert mit in written(Anlass.FREIGEGEBEN)
    assert ohne not in written(Anlass.FREIGEGEBEN)


@pytest.mark.parametrize("feld", ["geschlossen", "beendet", "abbestellt"])
def test_nobody_who_is_gone_or_does_not_want_it(haus: Haus, feld: str) -> None:
    if feld == "geschlossen":
        Konto.objects.filter(pk=haus.oberbuergermeister.pk).update(is_active=False)
    elif feld == "beendet":
        gestern = timezone.localdate() - timedelta(days=1)
        Rollenzuweisung.objects.filter(konto=haus.oberbuergermeister).update(bis=gestern)
    else:
        choose_anlaesse(haus.oberbuergermeister, [Anlass.TAGESUEBERSICHT])
    fassung = haus.submit()
    countersign_vorlage(fassung, konto=haus.leitung, ergebnis=JA)
    assert written(Anlass.FREIGABE) == {haus.dezernent}


def test_no_mail_says_what_a_paper_is_about(haus: Haus) -> None:
    fassung = haus.submit()
    countersign_vorlage(fassung, konto=haus.leitung, ergebnis=ZURUECK, bemerkung=BETREFF)
    fassung = submit_vorlage(Fassung.objects.get(pk=fassung.pk), konto=haus.verfasser)
    countersign_vorlage(fassung, konto=haus.leitung, ergebnis=JA)
    fassung = release_vorlage(fassung, konto=haus.dezernent)
    propose_veroeffentlichung(fassung, konto=haus.dienst, grund=BETREFF)
    nachrichten = list(Nachricht.objects.all())
    assert {n.anlass for n in nachrichten} == {"mitzeichnung", "rueckgabe", "freigabe", "freigegeben", "vorschlag"}
    assert _mentioning(nachrichten, BETREFF) == []
    assert {n.konto for n in nachrichten}.isdisjoint(haus.fremde)


def _mentioning(nachrichten: Sequence[Nachricht], wort: str) -> list[Nachricht]:
    return [n for n in nachrichten if any(wort in str(wert) for wert in vars(n).values())]
