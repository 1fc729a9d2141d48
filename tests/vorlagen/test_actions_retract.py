"""Zurückholen: the Amt takes its paper out of co-signature."""

import pytest
from django.test import Client
from django.urls import reverse

from journal.enums import Akt
from konten.enums import Rolle
from konten.models import Konto
from post.models import Nachricht
from tests.bauten import build_amt, build_eingereichte_fassung, build_konto
from tests.pruefen import journals, refused
from tests.schreiben import write_entwurf
from vorlagen.actions.mitzeichnung import countersign_vorlage, list_unterschriften, retract_vorlage, submit_vorlage
from vorlagen.enums import Fassungsstatus, Mitzeichnungsergebnis
from vorlagen.models import Fassung, Mitzeichnung
from vorlagen.permissions import may_retract_vorlage

pytestmark = pytest.mark.django_db
GRUND = "Die Zahlen stimmen nicht mehr."


@pytest.fixture
def leitung() -> Konto:
    return build_konto(rolle=Rolle.AMTSLEITUNG, amt=build_amt(), email="leitung@example.org")


@pytest.fixture
def andere() -> Konto:
    return build_konto(rolle=Rolle.AMTSLEITUNG, amt=build_amt(), email="andere@example.org")


@pytest.fixture
def fassung(leitung: Konto, andere: Konto) -> Fassung:
    return build_eingereichte_fassung(amt=leitung.rollenzuweisungen.get().amt, weitere=[andere])


def author(fassung: Fassung) -> Konto:
    assert fassung.verfasser is not None
    return fassung.verfasser


def sign(fassung: Fassung, konto: Konto) -> Mitzeichnung:
    return countersign_vorlage(fassung, konto=konto, ergebnis=Mitzeichnungsergebnis.ZUGESTIMMT)


def test_while_nobody_has_signed_no_reason_is_asked_and_nobody_is_written_to(fassung: Fassung) -> None:
    Nachricht.objects.all().delete()
    with journals(Akt.ZURUECKHOLEN):
        fassung = retract_vorlage(fassung, konto=author(fassung))
    assert fassung.status == Fassungsstatus.ENTWURF
    antworten = fassung.mitzeichnungen.exclude(ergebnis="")
    assert [str(antwort) for antwort in antworten] == [f"{author(fassung)}: Vom Amt zurückgeholt"]
    assert not Nachricht.objects.exists()


def test_whoever_has_signed_is_told_and_asked_again(fassung: Fassung, andere: Konto) -> None:
    sign(fassung, andere)
    Nachricht.objects.all().delete()
    with refused("Es hat schon jemand mitgezeichnet. Bitte geben Sie an, warum Sie die Vorlage zurückholen."):
        retract_vorlage(fassung, konto=author(fassung))
    fassung = retract_vorlage(fassung, konto=author(fassung), grund=GRUND)
    nachricht = Nachricht.objects.get()
    assert (nachricht.konto, nachricht.ziel) == (andere, reverse("schreibtisch"))
    assert fassung.betreff not in nachricht.gegenstand + nachricht.satz
    # The round is over: the text written now is none of theirs.
    fassung = write_entwurf(fassung, konto=author(fassung), betreff="Neu")
    assert not Fassung.objects.visible_to(andere).filter(pk=fassung.pk).exists()
    fassung = submit_vorlage(fassung, konto=author(fassung))
    assert list_unterschriften(fassung) == []
    assert Fassung.objects.visible_to(andere).filter(pk=fassung.pk).exists()
    assert sign(fassung, andere).konto == andere


def test_a_draft_is_not_taken_back(fassung: Fassung) -> None:
    fassung = retract_vorlage(fassung, konto=author(fassung))
    with refused("Die Vorlage ist nicht in der Mitzeichnung und kann nicht zurückgeholt werden."):
        retract_vorlage(fassung, konto=author(fassung))


def test_people_of_the_amt_take_it_back_and_nobody_else(fassung: Fassung, leitung: Konto, andere: Konto) -> None:
    fremd = build_konto(rolle=Rolle.SACHBEARBEITUNG, amt=build_amt())
    dezernat = build_konto(rolle=Rolle.DEZERNAT, dezernat=fassung.dezernat)
    erlaubt = [may_retract_vorlage(k, fassung) for k in (author(fassung), leitung, andere, fremd, dezernat)]
    assert erlaubt == [True, True, False, False, False]


def test_the_page_names_who_signed_and_asks(client: Client, fassung: Fassung, andere: Konto) -> None:
    sign(fassung, andere)
    client.force_login(author(fassung))
    adresse = reverse("vorlage_zurueckholen", args=[fassung.vorlage_id])
    assert reverse("vorlage", args=[fassung.vorlage_id]) in client.get(adresse).content.decode()
    assert f'href="{adresse}"' in client.get(reverse("vorlage", args=[fassung.vorlage_id])).content.decode()
    seite = client.post(adresse, {"grund": ""}).content.decode()
    assert "Es hat schon jemand mitgezeichnet." in seite
    assert str(andere) in seite
    assert "Mitgezeichnet" in seite
    assert client.post(adresse, {"grund": GRUND}).status_code == 302
    assert Fassung.objects.get(pk=fassung.pk).is_entwurf


def test_a_return_stands_on_the_desk_until_it_is_handed_in_again(
    client: Client, fassung: Fassung, leitung: Konto
) -> None:
    countersign_vorlage(
        fassung, konto=leitung, ergebnis=Mitzeichnungsergebnis.ZURUECKGEGEBEN, bemerkung="Kosten fehlen."
    )
    client.force_login(author(fassung))

    def desk() -> str:
        return client.get(reverse("schreibtisch")).content.decode()

    assert f"Überarbeiten: {fassung.betreff}" in desk()
    assert "<p>Kosten fehlen.</p>" in desk()
    fassung = submit_vorlage(Fassung.objects.get(pk=fassung.pk), konto=author(fassung))
    assert "Überarbeiten" not in desk()
    retract_vorlage(fassung, konto=author(fassung))
    assert "Überarbeiten" not in desk()


def test_a_signature_of_an_earlier_round_counts_only_where_it_was_carried_on(fassung: Fassung, andere: Konto) -> None:
    sign(fassung, andere)
    assert [antwort.konto for antwort in list_unterschriften(fassung)] == [andere]
    fassung = retract_vorlage(fassung, konto=author(fassung), grund=GRUND)
    fassung = submit_vorlage(write_entwurf(fassung, konto=author(fassung), betreff="Neu"), konto=author(fassung))
    assert list_unterschriften(fassung) == []
    fassung = retract_vorlage(fassung, konto=author(fassung))
    fassung = submit_vorlage(fassung, konto=author(fassung))
    assert list_unterschriften(fassung) == []
