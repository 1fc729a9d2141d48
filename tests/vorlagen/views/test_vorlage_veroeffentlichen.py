"""After release: publish, withdraw, change the way."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from konten.enums import Rolle, Vorschlagsausgang
from konten.models import Konto, Vorschlag
from tests.bauten import (
    assign_rolle,
    build_amt,
    build_entwurf,
    build_freigegebene_vorlage,
    build_gremium,
    build_konto,
    build_sitzung,
    build_top,
    build_veroeffentlichte_sitzung,
    build_veroeffentlichte_vorlage,
    release_fassung,
)
from vorlagen.actions.veroeffentlichung import propose_veroeffentlichung
from vorlagen.models import Vorlage

pytestmark = pytest.mark.django_db


@pytest.fixture
def dienst(client: Client) -> Client:
    client.force_login(build_konto(rolle=Rolle.SITZUNGSDIENST))
    return client


def post(client: Client, name: str, vorlage: Vorlage, **daten: Any) -> Any:
    return client.post(reverse(name, args=[vorlage.pk]), daten)


def test_the_page_lists_exactly_what_becomes_public(dienst: Client) -> None:
    gremium = build_gremium(name="Stadtrat")
    vorlage = build_freigegebene_vorlage(
        stationen=[(gremium, date(2026, 9, 3), True, True)], anlagen=[("Lageplan", True), ("Kalkulation", False)]
    )
    seite = dienst.get(reverse("vorlage_veroeffentlichen", args=[vorlage.pk])).content.decode()
    wird, bleibt = seite.split("Das wird öffentlich")[1].split("Das bleibt intern")
    bleibt = bleibt.split("</ul>")[0]
    assert "Station Stadtrat am 03.09.2026 mit ihrem Ergebnis" in wird
    assert "Anlage 1: Lageplan" in wird
    assert "Kalkulation" not in wird
    assert "Anlage 2: Kalkulation" in bleibt
    assert "Von dieser Vorlage ist heute noch nichts öffentlich." in seite
    assert f"{vorlage.nummer} veröffentlichen" in seite


def test_publishing_lets_everybody_read(dienst: Client) -> None:
    vorlage = build_freigegebene_vorlage()
    assert Client().get(reverse("vorlage", args=[vorlage.pk])).status_code == 404
    assert post(dienst, "vorlage_veroeffentlichen", vorlage).status_code == 302
    assert Client().get(reverse("vorlage", args=[vorlage.pk])).status_code == 200


def login(client: Client, konto: Konto) -> Client:
    client.force_login(konto)
    return client


def test_a_non_public_paper_is_put_before_a_second_person_who_sees_what_becomes_public(client: Client) -> None:
    vorlage = build_freigegebene_vorlage(oeffentlich=False, anlagen=[("Lageplan", True)])
    erste, zweite = build_konto(rolle=Rolle.SITZUNGSDIENST), build_konto(rolle=Rolle.SITZUNGSDIENST)
    dienst = login(client, erste)
    antwort = post(dienst, "vorlage_veroeffentlichen", vorlage, vorlegen="1")
    satz = "Bitte begründen Sie, warum die bisher nichtöffentliche Vorlage öffentlich werden darf."
    assert antwort.context["form"].errors["grund"] == [satz]
    antwort = post(dienst, "vorlage_veroeffentlichen", vorlage, vorlegen="1", grund="Verkauft")
    assert antwort["Location"] == reverse("vorlage_veroeffentlichen", args=[vorlage.pk])
    wartend = dienst.get(antwort["Location"]).content.decode()
    assert f"Bestätigen können: {zweite}." in wartend
    assert ("Vorschlag zurücknehmen" in wartend, "Bestätigen und veröffentlichen" in wartend) == (True, False)
    assert post(dienst, "vorlage_veroeffentlichen", vorlage).status_code == 200
    assert not vorlage.fassungen.get().is_veroeffentlicht

    andere = login(client, zweite)
    assert "Veröffentlichung bestätigen" in andere.get(reverse("schreibtisch")).content.decode()
    seite = andere.get(reverse("vorlage_veroeffentlichen", args=[vorlage.pk])).content.decode()
    assert [text for text in ("Verkauft", "Anlage 1: Lageplan (nur der Titel, ohne Datei)") if text not in seite] == []
    assert post(andere, "vorlage_veroeffentlichen", vorlage).status_code == 302
    assert vorlage.fassungen.get().is_veroeffentlicht


def test_the_second_person_declines_with_a_reason_that_the_first_one_reads(client: Client) -> None:
    vorlage = build_freigegebene_vorlage(oeffentlich=False)
    erste, zweite = build_konto(rolle=Rolle.SITZUNGSDIENST), build_konto(rolle=Rolle.SITZUNGSDIENST)
    post(login(client, erste), "vorlage_veroeffentlichen", vorlage, vorlegen="1", grund="Verkauft")
    andere = login(client, zweite)
    antwort = post(andere, "vorlage_ablehnen", vorlage)
    assert antwort.context["form"].errors["grund"] == ["Bitte geben Sie an, warum Sie den Vorschlag ablehnen."]
    assert post(andere, "vorlage_ablehnen", vorlage, grund="Erst nach der Beurkundung.").status_code == 302
    seite = login(client, erste).get(reverse("vorlage_veroeffentlichen", args=[vorlage.pk])).content.decode()
    assert "Erst nach der Beurkundung." in seite
    assert not vorlage.fassungen.get().is_veroeffentlicht


def test_whoever_proposed_takes_it_back_without_a_reason(client: Client) -> None:
    vorlage = build_freigegebene_vorlage(oeffentlich=False)
    dienst = login(client, build_konto(rolle=Rolle.SITZUNGSDIENST))
    post(dienst, "vorlage_veroeffentlichen", vorlage, vorlegen="1", grund="Verkauft")
    assert post(dienst, "vorlage_ablehnen", vorlage).status_code == 302
    assert Vorschlag.objects.get().ausgang == Vorschlagsausgang.ZURUECKGENOMMEN


def test_nobody_confirms_their_own_non_public_paper(client: Client) -> None:
    amt = build_amt()
    beides = build_konto(rolle=Rolle.SACHBEARBEITUNG, amt=amt)
    assign_rolle(beides, Rolle.SITZUNGSDIENST)
    fassung = release_fassung(build_entwurf(beides, amt=amt, oeffentlich=False))
    propose_veroeffentlichung(fassung, konto=build_konto(rolle=Rolle.SITZUNGSDIENST), grund="Verkauft")
    antwort = post(login(client, beides), "vorlage_veroeffentlichen", fassung.vorlage)
    assert "Sie haben an der Vorlage mitgewirkt" in antwort.content.decode()
    assert not fassung.vorlage.fassungen.get().is_veroeffentlicht


def test_withdrawing_needs_a_reason(dienst: Client) -> None:
    vorlage = build_veroeffentlichte_vorlage()
    for grund in ("", "  "):
        antwort = post(dienst, "vorlage_zurueckziehen", vorlage, grund=grund)
        satz = "Bitte geben Sie an, warum die Vorlage zurückgezogen wird."
        assert antwort.context["form"].errors["grund"] == [satz]
    assert post(dienst, "vorlage_zurueckziehen", vorlage, grund="Doppelt").status_code == 302
    vorlage.refresh_from_db()
    assert (vorlage.is_zurueckgezogen, vorlage.zurueckgezogen_grund) == (True, "Doppelt")


def test_a_finished_paper_is_not_withdrawn(dienst: Client) -> None:
    vorlage = build_veroeffentlichte_vorlage()
    Vorlage.objects.filter(pk=vorlage.pk).update(status="abgeschlossen")
    antwort = post(dienst, "vorlage_zurueckziehen", vorlage, grund="Zu spät")
    satz = "Die Vorlage ist schon abgeschlossen und kann nicht zurückgezogen werden."
    assert satz in antwort.content.decode()
    assert "Zu spät" in antwort.content.decode()


def rows(*zeilen: dict[str, Any]) -> dict[str, Any]:
    daten: dict[str, Any] = {"gremienweg-TOTAL_FORMS": len(zeilen), "gremienweg-INITIAL_FORMS": 0}
    for nummer, zeile in enumerate(zeilen):
        daten |= {f"gremienweg-{nummer}-{name}": wert for name, wert in zeile.items()}
    return daten


def test_the_way_of_a_released_paper_is_changed(dienst: Client) -> None:
    vorlage = build_freigegebene_vorlage()
    alte, davor = vorlage.beratungen.get(), build_gremium()
    antwort = post(
        dienst,
        "vorlage_gremienweg",
        vorlage,
        **rows(
            {"gremium": davor.pk, "oeffentlich": "on", "datum": "2026-09-01"},
            {"pk": alte.pk, "gremium": alte.gremium_id, "entscheidend": "on", "oeffentlich": "on"},
        ),
    )
    assert antwort.status_code == 302
    assert list(vorlage.beratungen.order_by("position").values_list("gremium", flat=True)) == [
        davor.pk,
        alte.gremium_id,
    ]
    assert vorlage.beratungen.get(gremium=alte.gremium_id).pk == alte.pk


def test_a_way_without_decision_is_refused_and_comes_back_as_typed(dienst: Client) -> None:
    vorlage = build_freigegebene_vorlage()
    neues = build_gremium()
    antwort = post(dienst, "vorlage_gremienweg", vorlage, **rows({"gremium": neues.pk, "oeffentlich": "on"}))
    assert "Keine Station des Gremienwegs entscheidet." in antwort.content.decode()
    assert [form["gremium"].value() for form in antwort.context["planung"].gremienweg] == [str(neues.pk)]
    assert vorlage.beratungen.get().gremium_id != neues.pk


def test_a_way_with_a_warning_needs_a_reason(dienst: Client) -> None:
    vorlage = build_freigegebene_vorlage()
    daten = rows(
        {"gremium": build_gremium().pk, "oeffentlich": "on", "entscheidend": "on"},
        {"gremium": build_gremium().pk, "oeffentlich": "on"},
    )
    antwort = post(dienst, "vorlage_gremienweg", vorlage, **daten)
    satz = "Bitte begründen Sie, warum der Gremienweg trotz der Hinweise so bleiben soll."
    assert antwort.context["planung"].form.errors["grund"] == [satz]
    assert post(dienst, "vorlage_gremienweg", vorlage, **daten, grund="Anhörung").status_code == 302


def test_a_row_button_changes_nothing_yet(dienst: Client) -> None:
    vorlage = build_freigegebene_vorlage()
    daten = rows({"gremium": build_gremium().pk}) | {"zeile": "gremienweg:neu", "grund": "Getippt"}
    antwort = post(dienst, "vorlage_gremienweg", vorlage, **daten)
    assert len(antwort.context["planung"].gremienweg.forms) == 2
    assert "Getippt" in antwort.content.decode()
    assert vorlage.beratungen.count() == 1


def test_a_closed_station_is_proposed_seen_on_the_desk_and_confirmed(dienst: Client) -> None:
    vorlage = build_veroeffentlichte_vorlage(stationen=[(build_gremium(name="Werkausschuss"), None, True, False)])
    alte = vorlage.beratungen.get()
    offen = rows({"pk": alte.pk, "gremium": alte.gremium_id, "entscheidend": "on", "oeffentlich": "on"})
    assert (
        "Bitte legen Sie es zur Bestätigung vor."
        in post(dienst, "vorlage_gremienweg", vorlage, **offen).content.decode()
    )
    assert post(dienst, "vorlage_gremienweg", vorlage, **offen, vorlegen="1", grund="Ohne Namen").status_code == 302
    assert not vorlage.beratungen.get().oeffentlich

    dienst.force_login(build_konto(rolle=Rolle.SITZUNGSDIENST))
    adresse = reverse("vorlage_gremienweg", args=[vorlage.pk])
    schreibtisch = dienst.get(reverse("schreibtisch")).content.decode()
    assert (
        f'<a href="{adresse}">Veröffentlichung bestätigen: {vorlage}: Station Werkausschuss öffentlich' in schreibtisch
    )
    seite = dienst.get(adresse).content.decode()
    assert "Vorgeschlagen: öffentlich statt nichtöffentlich" in seite
    assert "Ohne Namen" in seite
    assert post(dienst, "vorlage_gremienweg", vorlage, **offen).status_code == 302
    assert vorlage.beratungen.get().oeffentlich


def test_a_proposed_station_is_declined_with_a_reason(dienst: Client) -> None:
    vorlage = build_veroeffentlichte_vorlage(stationen=[(build_gremium(), None, True, False)])
    alte = vorlage.beratungen.get()
    zeile = {"pk": alte.pk, "gremium": alte.gremium_id, "entscheidend": "on"}
    post(dienst, "vorlage_gremienweg", vorlage, **rows(zeile | {"oeffentlich": "on"}), vorlegen="1", grund="Ohne Namen")
    dienst.force_login(build_konto(rolle=Rolle.SITZUNGSDIENST))
    ablehnen = rows(zeile) | {"ablehnen": "1"}
    satz = "Bitte geben Sie an, warum Sie den Vorschlag ablehnen."
    assert satz in post(dienst, "vorlage_gremienweg", vorlage, **ablehnen).content.decode()
    assert post(dienst, "vorlage_gremienweg", vorlage, **ablehnen, grund="Doch mit Namen").status_code == 302
    assert Vorschlag.objects.get().ausgang == Vorschlagsausgang.ABGELEHNT


def test_a_station_on_an_agenda_stays(dienst: Client) -> None:
    gremium, weiteres = build_gremium(), build_gremium()
    vorlage = build_freigegebene_vorlage(stationen=[(gremium, None, True, True)])
    build_top(build_sitzung(gremium=gremium), vorlage=vorlage)
    zeile = {"gremium": weiteres.pk, "entscheidend": "on", "oeffentlich": "on"}
    post(dienst, "vorlage_gremienweg", vorlage, grund="Beide entscheiden.", **rows(zeile))
    assert [b.gremium for b in vorlage.beratungen.order_by("position")] == [gremium, weiteres]


def test_a_station_whose_members_have_the_paper_is_not_offered(dienst: Client) -> None:
    gremium = build_gremium()
    vorlage = build_freigegebene_vorlage(stationen=[(gremium, None, True, True)])
    build_veroeffentlichte_sitzung(gremium=gremium, vorlagen=[vorlage], oeffentliche=0, nichtoeffentliche=0)
    antwort = dienst.get(reverse("vorlage_gremienweg", args=[vorlage.pk]))
    assert list(antwort.context["planung"].gremienweg) == []
    assert gremium.name in antwort.content.decode()
