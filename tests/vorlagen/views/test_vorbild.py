"""A new paper after an earlier one: what comes along, who may begin it, and what the check asks of it."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from gremien.models import Amt
from gremien.rules.befund import Stufe
from konten.enums import Rolle
from konten.models import Konto
from tests.bauten import (
    assign_rolle,
    build_amt,
    build_anlage,
    build_entwurf,
    build_fraktion,
    build_freigegebene_vorlage,
    build_gremium,
    build_konto,
    build_neufassung,
    build_veroeffentlichte_vorlage,
    forget_rechte,
)
from tests.fraktionen import build_eingereichtes, build_geschaeftsstelle, build_ratsmitglied
from tests.pruefen import refused
from tests.vorlagen.auswirkungsbeispiele import build_auswirkung
from vorlagen.actions.bearbeitung import check_einreichung
from vorlagen.actions.einreichung import accept_antrag
from vorlagen.actions.freigabe import withdraw_vorlage
from vorlagen.actions.kopie import begin_entwurf
from vorlagen.enums import Vorlagenart
from vorlagen.models import Fassung, Vorlage
from vorlagen.rules.auswirkungen import write_auswirkungen

pytestmark = pytest.mark.django_db
TEXTE: dict[str, Any] = {
    "kurzfassung": "Der Platz wird saniert.",
    "beschlussentwurf": "<p>Der Stadtrat beschließt die Sanierung.</p>",
    "begruendung": "<p>Der Platz ist alt.</p>",
}


def author(amt: Any = None) -> Konto:
    return build_konto(rolle=Rolle.SACHBEARBEITUNG, amt=amt or build_amt())


def office(konto: Konto) -> Amt:
    amt = konto.rollenzuweisungen.get().amt
    assert amt is not None
    return amt


def begin_after(client: Client, konto: Konto, vorlage: Vorlage, seite: str = "vorlage_neu", **felder: Any) -> Any:
    client.force_login(konto)
    daten = {"art": "BV", "betreff": "Noch einmal"} | felder
    return client.post(reverse(seite, query={"nach": vorlage.pk}), daten)


def copied() -> Fassung:
    return Fassung.objects.select_related("vorlage").get(vorlage__vorbild__isnull=False)


def test_texts_effects_and_way_come_along_but_nothing_else(client: Client) -> None:
    ausschuss, rat = build_gremium(name="Bauausschuss"), build_gremium(name="Rat")
    wirkung = write_auswirkungen([build_auswirkung()])
    vorlage = build_veroeffentlichte_vorlage(
        stationen=[(ausschuss, date(2030, 5, 6), False, True), (rat, None, True, True)],
        anlagen=[("Plan", True)],
        aktenzeichen="61.1",
        auswirkungen=wirkung,
        grund="Im Test",
        **TEXTE,
    )
    konto = author()
    antwort = begin_after(client, konto, vorlage, amt=office(konto).pk)
    neu = copied()
    assert antwort.headers["Location"] == reverse("entwurf_teil", args=[neu.vorlage_id, "angaben"])
    assert {name: getattr(neu, name) for name in TEXTE} == TEXTE
    assert (neu.auswirkungen, neu.betreff, neu.verfasser) == (wirkung, "Noch einmal", konto)
    assert (neu.oeffentlich, neu.aktenzeichen, neu.nummer, neu.datum, neu.anlagen.count()) == (False, "", "", None, 0)
    weg = neu.vorlage.beratungen.order_by("position")
    assert [(b.position, b.gremium, b.datum, b.entscheidend, b.oeffentlich) for b in weg] == [
        (1, ausschuss, None, False, True),
        (2, rat, None, True, True),
    ]
    assert [b.konto for b in neu.beteiligungen.all()] == [konto]


def test_a_body_comes_along_once_and_only_if_it_exists_today() -> None:
    rat, alt = build_gremium(name="Rat"), build_gremium(name="Alter Ausschuss")
    stationen = [(alt, None, False, True), (rat, None, False, True), (rat, None, True, True)]
    vorlage = build_veroeffentlichte_vorlage(stationen=stationen, grund="Zwei Beratungen")
    type(alt).objects.filter(pk=alt.pk).update(von=date(1990, 1, 1), bis=date(2001, 1, 1))
    konto = author()
    neu = begin_entwurf(konto=konto, urheber=office(konto), vorbild=vorlage.fassungen.get())
    assert [(b.gremium, b.entscheidend) for b in neu.vorlage.beratungen.all()] == [(rat, True)]


def test_closed_stations_come_along_for_those_who_wrote_it_alone() -> None:
    rat, geheim = build_gremium(), build_gremium()
    vorlage = build_veroeffentlichte_vorlage(
        stationen=[(rat, None, True, True), (geheim, None, False, False)], grund="Im Test"
    )
    vorbild = vorlage.fassungen.get()
    konto = author(vorbild.amt)
    anderes = build_amt()
    assign_rolle(konto, Rolle.SACHBEARBEITUNG, amt=anderes)
    forget_rechte(konto)
    for urheber, erwartet in ((vorbild.urheber, [rat, geheim]), (anderes, [rat])):
        neu = begin_entwurf(konto=konto, urheber=urheber, vorbild=vorbild)
        weg = neu.vorlage.beratungen.order_by("position")
        assert [(b.gremium, b.oeffentlich, b.nichtoeffentlich_grund) for b in weg] == [
            (gremium, gremium == rat, "") for gremium in erwartet
        ]


def test_the_page_names_the_paper_and_begins_with_its_subject(client: Client) -> None:
    vorlage = build_veroeffentlichte_vorlage(art=Vorlagenart.UV, betreff="Bericht zum Radweg")
    client.force_login(author())
    antwort = client.get(reverse("vorlage_neu", query={"nach": vorlage.pk}))
    assert (antwort.context["form"]["betreff"].value(), antwort.context["form"]["art"].value()) == (
        "Bericht zum Radweg",
        "UV",
    )
    assert f"{vorlage.nummer}: Bericht zum Radweg" in antwort.content.decode()


def test_the_paper_offers_it_to_who_drafts(client: Client) -> None:
    vorlage = build_veroeffentlichte_vorlage()
    adresse = reverse("vorlage_neu", query={"nach": vorlage.pk})
    for konto, erwartet in ((author(), True), (build_konto(rolle=Rolle.SITZUNGSDIENST), False), (None, False)):
        client.logout()
        if konto:
            client.force_login(konto)
        assert (adresse in client.get(vorlage.get_absolute_url()).content.decode()) is erwartet


def test_closed_papers_stay_in_their_office(client: Client) -> None:
    amt = build_amt()
    vorlage = build_freigegebene_vorlage(amt=amt, oeffentlich=False, **TEXTE)
    fremde = author()
    client.force_login(fremde)
    assert client.get(reverse("vorlage_neu", query={"nach": vorlage.pk})).status_code == 404
    beide = author(amt)
    anderes = build_amt()
    assign_rolle(beide, Rolle.SACHBEARBEITUNG, amt=anderes)
    forget_rechte(beide)
    assert begin_after(client, beide, vorlage, amt=anderes.pk).context["form"].errors["amt"]
    assert Vorlage.objects.count() == 1
    assert begin_after(client, beide, vorlage, amt=amt.pk).status_code == 302
    assert copied().begruendung == TEXTE["begruendung"]


def test_the_act_refuses_what_the_form_would_not_offer() -> None:
    vorlage = build_freigegebene_vorlage(oeffentlich=False)
    konto = author()
    fassung = vorlage.fassungen.get()
    satz = f"{vorlage.nummer} ist nicht öffentlich. Eine neue Vorlage mit diesem Text kann nur {fassung.amt} beginnen."
    with refused(satz):
        begin_entwurf(konto=konto, urheber=office(konto), vorbild=fassung)
    entwurf = build_entwurf()
    satz = "Die Vorlage, die als Vorbild dienen sollte, ist nicht mehr freigegeben. Bitte beginnen Sie ohne Vorbild."
    with refused(satz):
        begin_entwurf(konto=konto, urheber=entwurf.urheber, vorbild=entwurf)


def test_what_was_withdrawn_is_a_model_for_its_office_alone(client: Client) -> None:
    vorlage = build_veroeffentlichte_vorlage()
    amt = vorlage.fassungen.get().amt
    withdraw_vorlage(vorlage, konto=build_konto(rolle=Rolle.SITZUNGSDIENST), grund="Überholt")
    client.force_login(author())
    assert client.get(reverse("vorlage_neu", query={"nach": vorlage.pk})).status_code == 404
    client.force_login(author(amt))
    assert client.get(reverse("vorlage_neu", query={"nach": vorlage.pk})).status_code == 200


@pytest.mark.parametrize("kennung", ["", "x", "999999", "-1", "9" * 30])
def test_an_address_that_names_no_paper_leads_nowhere(client: Client, kennung: str) -> None:
    client.force_login(author())
    assert client.get(reverse("vorlage_neu", query={"nach": kennung})).status_code == 404


def test_the_newest_released_fassung_is_the_model_not_its_draft(client: Client) -> None:
    amt = build_amt()
    vorlage = build_veroeffentlichte_vorlage(amt=amt, **TEXTE)
    build_neufassung(vorlage, begruendung="<p>Noch nicht fertig.</p>")
    begin_after(client, author(amt), vorlage, amt=amt.pk)
    assert copied().begruendung == TEXTE["begruendung"]


def test_a_paper_without_decision_takes_no_draft_of_one_along(client: Client) -> None:
    vorlage = build_veroeffentlichte_vorlage(**TEXTE)
    konto = author()
    begin_after(client, konto, vorlage, amt=office(konto).pk, art="UV")
    assert (copied().beschlussentwurf, copied().begruendung) == ("", TEXTE["begruendung"])


def test_groups_begin_after_public_papers_and_their_own(client: Client) -> None:
    fraktion = build_fraktion()
    konto, dienst = build_geschaeftsstelle(fraktion), build_konto(rolle=Rolle.SITZUNGSDIENST)
    eigener = accept_antrag(build_eingereichtes(konto), konto=dienst, gremium=build_gremium())
    andere = build_ratsmitglied(build_fraktion())
    client.force_login(andere)
    seite = reverse("antrag_neu", query={"nach": eigener.vorlage_id})
    assert client.get(seite).status_code == 404
    client.force_login(konto)
    assert seite in client.get(eigener.vorlage.get_absolute_url()).content.decode()
    antwort = begin_after(client, konto, eigener.vorlage, "antrag_neu", art="AT", urheber=f"fraktion-{fraktion.pk}")
    assert antwort.status_code == 302
    assert (copied().fraktion, copied().antragsteller) == (fraktion, str(fraktion))


def test_the_check_asks_before_closed_text_becomes_public() -> None:
    amt = build_amt()
    vorlage = build_freigegebene_vorlage(amt=amt, oeffentlich=False, **TEXTE)
    konto = author(amt)
    neu = begin_entwurf(konto=konto, urheber=amt, betreff="Neu", vorbild=vorlage.fassungen.get())

    def warns() -> bool:
        befunde = check_einreichung(Fassung.objects.get(pk=neu.pk))
        return any(vorlage.nummer in b.satz and b.stufe is Stufe.WARNUNG for b in befunde)

    assert not warns()
    Fassung.objects.filter(pk=neu.pk).update(oeffentlich=True)
    assert warns()


def test_the_draft_says_where_it_comes_from(client: Client) -> None:
    vorlage = build_veroeffentlichte_vorlage()
    build_anlage(build_entwurf())
    konto = author()
    neu = begin_entwurf(konto=konto, urheber=office(konto), vorbild=vorlage.fassungen.get())
    client.force_login(konto)
    seite = client.get(reverse("vorlage_bearbeiten", args=[neu.vorlage_id])).content.decode()
    assert f'Begonnen nach dem Vorbild von <a href="{vorlage.get_absolute_url()}">{vorlage.nummer}</a>' in seite
