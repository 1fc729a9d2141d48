"""The own desk: what one works on, and what waits."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from gremien.rules.arbeitstage import add_arbeitstage
from konten.enums import Rolle
from konten.models import Konto
from tests.bauten import (
    build_amt,
    build_dezernat,
    build_eingereichte_fassung,
    build_entwurf,
    build_freigegebene_vorlage,
    build_gremium,
    build_konto,
    build_mitglied,
    build_veroeffentlichte_sitzung,
)
from vorlagen.actions.mitzeichnung import countersign_vorlage
from vorlagen.enums import Mitzeichnungsergebnis

pytestmark = pytest.mark.django_db


def desk(client: Client, konto: Konto) -> tuple[str, Any]:
    client.force_login(konto)
    antwort = client.get(reverse("schreibtisch"))
    return antwort.content.decode(), antwort.context


def test_a_drafter_sees_the_open_papers_of_the_own_offices(client: Client) -> None:
    amt = build_amt()
    konto = build_konto(rolle=Rolle.SACHBEARBEITUNG, amt=amt)
    build_entwurf(amt=amt, betreff="Unser Entwurf")
    build_eingereichte_fassung(amt=amt, betreff="In der Mitzeichnung")
    build_freigegebene_vorlage(amt=amt, betreff="Fertig")
    build_entwurf(betreff="Fremd")
    seite, inhalt = desk(client, konto)
    assert [fassung.betreff for fassung, _ in inhalt["entwuerfe"]] == ["In der Mitzeichnung", "Unser Entwurf"]
    assert "Neue Vorlage" in seite


def test_a_head_sees_what_waits_for_a_co_signature(client: Client) -> None:
    amt = build_amt()
    leitung = build_konto(rolle=Rolle.AMTSLEITUNG, amt=amt)
    fassung = build_eingereichte_fassung(amt=amt, betreff="Kita")
    seite, _ = desk(client, leitung)
    assert "Mitzeichnen: Kita" in seite
    countersign_vorlage(fassung, konto=leitung, ergebnis=Mitzeichnungsergebnis.ZUGESTIMMT)
    seite, _ = desk(client, leitung)
    assert "Mitzeichnen: Kita" not in seite
    assert "Im Moment wartet nichts auf Sie" in seite


def test_a_dezernent_sees_what_lacks_only_the_release(client: Client) -> None:
    dezernat = build_dezernat()
    amt = build_amt(dezernat=dezernat)
    leitung = build_konto(rolle=Rolle.AMTSLEITUNG, amt=amt)
    dezernent = build_konto(rolle=Rolle.DEZERNAT, dezernat=dezernat)
    fassung = build_eingereichte_fassung(amt=amt, betreff="Kita")
    build_eingereichte_fassung(betreff="Fremdes Dezernat")
    assert "Freigeben: " not in desk(client, dezernent)[0]
    countersign_vorlage(fassung, konto=leitung, ergebnis=Mitzeichnungsergebnis.ZUGESTIMMT)
    seite, _ = desk(client, dezernent)
    assert "Freigeben: Kita" in seite
    assert "Fremdes Dezernat" not in seite


def test_the_oberbuergermeister_sees_every_release_that_waits(client: Client) -> None:
    build_eingereichte_fassung(betreff="Irgendein Dezernat")
    assert "Freigeben: Irgendein Dezernat" in desk(client, build_konto(rolle=Rolle.OBERBUERGERMEISTER))[0]


def test_a_member_sees_the_next_sittings_of_the_own_bodies_and_no_drafts(client: Client) -> None:
    eigenes, fremdes = build_gremium(name="Umweltausschuss"), build_gremium(name="Forstausschuss")
    for gremium in (eigenes, fremdes):
        build_veroeffentlichte_sitzung(gremium=gremium)
    build_entwurf(betreff="Entwurf")
    seite, _ = desk(client, build_mitglied(gremium=eigenes))
    assert "Umweltausschuss" in seite
    assert [text for text in ("Forstausschuss", "Entwurf", "Neue Vorlage", "Wartet auf Sie") if text in seite] == []


def test_empty_desks_say_what_comes(client: Client) -> None:
    drafter, _ = desk(client, build_konto(rolle=Rolle.SACHBEARBEITUNG))
    assert "Keine offenen Entwürfe" in drafter
    member, _ = desk(client, build_mitglied())
    assert "Zurzeit ist keine Sitzung Ihrer Gremien angesetzt" in member
    niemand, _ = desk(client, build_konto())
    assert "Ihnen ist noch keine Aufgabe zugewiesen" in niemand


@pytest.mark.parametrize("anzahl", [1, 3])
def test_the_number_of_queries_does_not_grow_with_the_lists(
    client: Client, django_assert_num_queries: Any, anzahl: int
) -> None:
    amt = build_amt()
    leitung = build_konto(rolle=Rolle.AMTSLEITUNG, amt=amt)
    for _ in range(anzahl):
        build_entwurf(amt=amt)
        build_eingereichte_fassung(amt=amt)
    client.force_login(leitung)
    with django_assert_num_queries(11):
        client.get(reverse("schreibtisch"))


def test_everybody_entitled_reads_where_a_paper_lies_since_when_and_by_when(client: Client) -> None:
    dezernat = build_dezernat()
    amt = build_amt(dezernat=dezernat, nummer="31", name="Ordnungsamt")
    verfasser = build_konto(rolle=Rolle.SACHBEARBEITUNG, amt=amt)
    leitung = build_konto(rolle=Rolle.AMTSLEITUNG, amt=amt)
    ob = build_konto(rolle=Rolle.OBERBUERGERMEISTER)
    fassung = build_eingereichte_fassung(verfasser, amt=amt)
    heute = timezone.localdate()
    seite = reverse("vorlage", args=[fassung.vorlage_id])

    def read(konto: Konto, adresse: str) -> str:
        client.force_login(konto)
        return " ".join(client.get(adresse).content.decode().split())

    bis = add_arbeitstage(heute, 5)
    satz = f"liegt bei 31-Ordnungsamt seit {heute:%d.%m.%Y}, bis {bis:%d.%m.%Y}"
    wo = {verfasser: (seite, reverse("schreibtisch")), leitung: (seite, reverse("schreibtisch")), ob: (seite,)}
    assert [satz in read(konto, adresse) for konto, adressen in wo.items() for adresse in adressen] == [True] * 5

    gestern = heute - timedelta(days=1)
    fassung.mitzeichnungen.update(frist=gestern)
    satz = f"war bis {gestern:%d.%m.%Y} erbeten, überfällig seit 1 Tag"
    assert [satz in read(konto, adresse) for konto, adressen in wo.items() for adresse in adressen] == [True] * 5

    countersign_vorlage(fassung, konto=leitung, ergebnis=Mitzeichnungsergebnis.ZUGESTIMMT)
    satz = f"liegt bei {dezernat} (zur Freigabe) seit {heute:%d.%m.%Y}"
    assert satz in read(verfasser, reverse("schreibtisch"))
    assert satz in read(ob, seite)


def test_what_is_due_first_stands_first(client: Client) -> None:
    leitung = build_konto(rolle=Rolle.AMTSLEITUNG)
    faellig = {name: build_eingereichte_fassung(betreff=name, weitere=[leitung]) for name in ("Später", "Früher")}
    for tage, name in enumerate(("Früher", "Später")):
        faellig[name].mitzeichnungen.update(frist=timezone.localdate() + timedelta(days=tage))
    _, inhalt = desk(client, leitung)
    assert [wartende.mitzeichnung.fassung.betreff for wartende in inhalt["mitzeichnungen"]] == ["Früher", "Später"]
