"""Planning a way by the calendar: who may, which sittings they learn of, and what the Sitzungsdienst does with it."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from gremien.models import Gremium
from gremien.rules.arbeitstage import name_freien_tag
from journal.models import Eintrag
from konten.enums import Rolle
from tests.bauten import (
    build_entwurf,
    build_freigegebene_vorlage,
    build_gremium,
    build_konto,
    build_mitglied,
    build_neufassung,
    build_sitzung,
    build_veroeffentlichte_sitzung,
    future,
)
from tests.sitzungen.views.wegseite import (
    plan_address,
    press,
    read_plan,
    say,
    say_angebote,
    say_halt,
    tag_of,
    tage_of,
)
from tests.vorlagen.views.entwurfsseite import drafter
from vorlagen.actions.mitzeichnung import submit_vorlage

pytestmark = pytest.mark.django_db


@pytest.fixture
def ausschuss() -> Gremium:
    return build_gremium(name="Ausschuss", einreichungsfrist=10)


@pytest.fixture
def rat() -> Gremium:
    return build_gremium(name="Stadtrat", einreichungsfrist=14)


# --- who sees what


def test_a_sitting_that_is_not_announced_is_known_to_the_sitzungsdienst_alone(
    client: Client, ausschuss: Gremium, rat: Gremium
) -> None:
    geheim = build_sitzung(gremium=rat, beginn=future(130))
    fassung = build_entwurf(stationen=[(rat, None, True, True)])
    drafter(client, fassung)
    seite = read_plan(client, fassung.vorlage)
    assert say(seite.select_one(".empty-state__title")) == "Im Sitzungskalender steht keine kommende Sitzung"
    assert f"{tag_of(geheim):%d.%m.%Y}" not in seite.get_text()
    vorlage = build_freigegebene_vorlage(stationen=[(rat, None, True, True)])
    client.force_login(build_konto(rolle=Rolle.SITZUNGSDIENST))
    assert say_angebote(read_plan(client, vorlage)) == [say_halt(geheim, "entscheidend")]


def test_who_may_plan(client: Client, rat: Gremium) -> None:
    fassung = build_entwurf(stationen=[(rat, None, True, True)])
    verfasser, leitung = fassung.verfasser, build_konto(rolle=Rolle.AMTSLEITUNG, amt=fassung.amt)
    assert verfasser is not None
    dezernat = build_konto(rolle=Rolle.DEZERNAT, dezernat=fassung.dezernat)
    dienst, mitglied = build_konto(rolle=Rolle.SITZUNGSDIENST), build_mitglied(gremium=rat)
    fremd, administration = build_konto(rolle=Rolle.SACHBEARBEITUNG), build_konto(superuser=True)
    freigegeben = build_freigegebene_vorlage(verfasser, amt=fassung.amt, stationen=[(rat, None, True, True)])
    neufassung = build_neufassung(freigegeben)

    def ask(vorlage: int) -> list[int]:
        antworten = []
        for konto in (verfasser, leitung, dezernat, dienst, mitglied, fremd, administration):
            client.force_login(konto)
            antworten.append(client.get(plan_address(vorlage)).status_code)
        return antworten

    assert ask(fassung.vorlage_id) == [200, 200, 404, 404, 404, 404, 403]
    assert ask(freigegeben.pk) == [403, 403, 403, 200, 404, 404, 403]
    assert neufassung.is_entwurf
    submit_vorlage(fassung, konto=verfasser)
    assert ask(fassung.vorlage_id) == [403, 403, 403, 404, 404, 404, 403]
    client.logout()
    assert client.get(plan_address(fassung.vorlage_id)).status_code == 302


def test_it_only_looks(client: Client) -> None:
    fassung = build_entwurf()
    drafter(client, fassung)
    assert client.post(plan_address(fassung.vorlage)).status_code == 405


# --- a released paper


def test_the_sitzungsdienst_gets_the_rows_to_look_at_and_saves_them_itself(
    client: Client, ausschuss: Gremium, rat: Gremium
) -> None:
    vorlage = build_freigegebene_vorlage(stationen=[(ausschuss, None, False, True), (rat, None, True, True)])
    erste, ziel = build_sitzung(gremium=ausschuss, beginn=future(100)), build_sitzung(gremium=rat, beginn=future(130))
    client.force_login(build_konto(rolle=Rolle.SITZUNGSDIENST))
    aendern = reverse("vorlage_gremienweg", args=[vorlage.pk])
    assert plan_address(vorlage) in client.get(aendern).content.decode()
    vorher = Eintrag.objects.count()
    antwort = press(client, read_plan(client, vorlage), f"#sitzung-{ziel.pk}")
    assert antwort.status_code == 200
    assert "noch nicht gespeichert" in antwort.content.decode()
    assert (tage_of(vorlage), Eintrag.objects.count()) == ([None, None], vorher)
    planung = antwort.context["planung"]
    zeilen = [planung.gremienweg.management_form, *planung.gremienweg]
    daten = {feld.html_name: feld.value() for form in zeilen for feld in form if feld.value()}
    assert client.post(aendern, daten | {"speichern": "1"}).status_code == 302
    assert tage_of(vorlage) == [tag_of(erste), tag_of(ziel)]


def test_settled_stations_stay_and_the_plan_begins_after_them(client: Client, ausschuss: Gremium, rat: Gremium) -> None:
    vorlage = build_freigegebene_vorlage(stationen=[(ausschuss, None, False, True), (rat, None, True, True)])
    erste = build_sitzung(gremium=rat, beginn=future(20))
    build_veroeffentlichte_sitzung(
        gremium=ausschuss, beginn=future(40), vorlagen=[vorlage], oeffentliche=0, nichtoeffentliche=0
    )
    ziel = build_sitzung(gremium=rat, beginn=future(60))
    client.force_login(build_konto(rolle=Rolle.SITZUNGSDIENST))
    seite = read_plan(client, vorlage)
    assert say_angebote(seite)[1:] == [say_halt(ziel, "entscheidend")]
    assert say_angebote(seite)[0].startswith("Die Station davor tagt erst am ")
    assert tag_of(erste) < tag_of(ziel)


def test_without_any_sitting_the_clerk_is_told_where_to_make_one(client: Client, rat: Gremium) -> None:
    vorlage = build_freigegebene_vorlage(stationen=[(rat, None, True, True)])
    client.force_login(build_konto(rolle=Rolle.SITZUNGSDIENST))
    link = read_plan(client, vorlage).select_one(".empty-state a")
    assert link is not None
    assert link["href"] == f"{reverse('sitzung_neu')}?gremium={rat.pk}"


def test_a_sitting_on_a_holiday_is_marked(client: Client, rat: Gremium) -> None:
    vorlage = build_freigegebene_vorlage(stationen=[(rat, None, True, True)])
    sonntag = 100 + (6 - (timezone.localdate() + timedelta(days=100)).weekday())
    sitzung = build_sitzung(gremium=rat, beginn=future(sonntag))
    client.force_login(build_konto(rolle=Rolle.SITZUNGSDIENST))
    marke = read_plan(client, vorlage).select_one("ol.weg .kern-badge")
    assert say(marke) == name_freien_tag(tag_of(sitzung)) != ""


def test_a_year_and_a_little_more_is_looked_ahead(client: Client, rat: Gremium) -> None:
    vorlage = build_freigegebene_vorlage(stationen=[(rat, None, True, True)])
    for tage in (399, 402):
        build_sitzung(gremium=rat, beginn=future(tage))
    client.force_login(build_konto(rolle=Rolle.SITZUNGSDIENST))
    assert len(say_angebote(read_plan(client, vorlage))) == 1
    assert future(402) - timezone.now() > timedelta(days=400)
