"""Handing in, co-signing, releasing."""

from datetime import timedelta
from html import escape
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from journal.models import Eintrag
from konten.enums import Rolle
from konten.models import Konto
from tests.bauten import (
    build_amt,
    build_anlage,
    build_dezernat,
    build_eingereichte_fassung,
    build_entwurf,
    build_gremium,
    build_konto,
)
from vorlagen.actions.mitzeichnung import countersign_vorlage
from vorlagen.enums import Mitzeichnungsergebnis, Regelbedingung
from vorlagen.models import Fassung, Mitzeichnung, Mitzeichnungsregel

pytestmark = pytest.mark.django_db


def act(client: Client, name: str, fassung: Fassung, konto: Konto, **daten: Any) -> Any:
    client.force_login(konto)
    return client.post(reverse(name, args=[fassung.vorlage_id]), daten)


def show(client: Client, name: str, fassung: Fassung, konto: Konto) -> str:
    client.force_login(konto)
    return client.get(reverse(name, args=[fassung.vorlage_id])).content.decode()


def author(fassung: Fassung) -> Konto:
    assert fassung.verfasser is not None
    return fassung.verfasser


def current(fassung: Fassung) -> Fassung:
    return Fassung.objects.select_related("vorlage").get(pk=fassung.pk)


def test_every_missing_thing_links_to_its_field(client: Client) -> None:
    fassung = build_entwurf(betreff="", begruendung="", stationen=[], oeffentlich=False, nichtoeffentlich_grund="")
    seite = show(client, "vorlage_einreichen", fassung, author(fassung))
    bearbeiten = reverse("vorlage_bearbeiten", args=[fassung.vorlage_id])
    zurueck = "?zurueck=pruefen#"
    for anker, satz in (
        (f"angaben/{zurueck}id_betreff", "Bitte geben Sie einen Betreff ein."),
        (f"begruendung/{zurueck}id_begruendung", "Bitte schreiben Sie die Begründung."),
        (f"gremienweg/{zurueck}teil", "Bitte tragen Sie mindestens eine Station des Gremienwegs ein."),
        (
            f"angaben/{zurueck}id_nichtoeffentlich_grund",
            "Bitte geben Sie an, warum die Vorlage nichtöffentlich ist.",
        ),
    ):
        assert f'<a href="{bearbeiten}{anker}">{satz}' in seite
    assert "In die Mitzeichnung geben (" not in seite


def test_an_incomplete_draft_is_not_handed_in_whatever_is_posted(client: Client) -> None:
    fassung = build_entwurf(begruendung="")
    antwort = act(client, "vorlage_einreichen", fassung, author(fassung), grund="trotzdem")
    assert "Bitte schreiben Sie die Begründung." in antwort.content.decode()
    assert current(fassung).is_entwurf
    assert not Eintrag.objects.exists()


def test_the_page_names_publicity_of_paper_and_attachments_and_who_signs(client: Client) -> None:
    amt = build_amt(nummer="31", name="Ordnungsamt")
    build_konto(rolle=Rolle.AMTSLEITUNG, amt=amt, first_name="Lea", last_name="Leitung")
    fassung = build_entwurf(amt=amt)
    build_anlage(fassung, titel="Plan", oeffentlich=True)
    build_anlage(fassung, titel="Kalkulation", oeffentlich=False)
    seite = " ".join(show(client, "vorlage_einreichen", fassung, author(fassung)).split())
    assert "Die Vorlage selbst wird <strong>öffentlich</strong>" in seite
    assert "Anlage 1 „Plan“ wird <strong>öffentlich</strong>." in seite
    assert "Anlage 2 „Kalkulation“ wird <strong>nicht öffentlich</strong>." in seite
    assert "Lea Leitung" in seite
    assert "In die Mitzeichnung geben (zuerst 31-Ordnungsamt)" in seite


def test_the_button_says_when_nobody_must_sign(client: Client) -> None:
    fassung = build_entwurf()
    assert "In die Mitzeichnung geben (direkt zur Freigabe)" in show(
        client, "vorlage_einreichen", fassung, author(fassung)
    )


def rows(*namen: str, **angaben: str) -> dict[str, str]:
    """Return the further offices as the page sends them."""
    zeilen = {f"weitere-{i}-stelle": name for i, name in enumerate(namen)}
    return {"weitere-TOTAL_FORMS": str(len(namen)), "weitere-INITIAL_FORMS": "0"} | zeilen | angaben


class Aemter:
    """A draft, the head of its office, and two offices that can be asked besides."""

    def __init__(self) -> None:
        self.amt = build_amt(nummer="31", name="Ordnungsamt")
        self.leitung = build_konto(rolle=Rolle.AMTSLEITUNG, amt=self.amt, first_name="Lea", last_name="Leitung")
        self.kaemmerei = build_amt(nummer="20", name="Kämmerei")
        self.umweltamt = build_amt(nummer="36", name="Umweltamt")
        for amt in (self.kaemmerei, self.umweltamt):
            build_konto(rolle=Rolle.AMTSLEITUNG, amt=amt)
        self.fassung = build_entwurf(amt=self.amt)

    def gefragt(self) -> dict[str, int]:
        return {zeile.gefragt: zeile.schritt for zeile in self.fassung.mitzeichnungen.all()}


@pytest.fixture
def aemter() -> Aemter:
    return Aemter()


def submit(client: Client, aemter: Aemter, **daten: str) -> Any:
    return act(client, "vorlage_einreichen", aemter.fassung, author(aemter.fassung), **daten)


def test_handing_in_asks_the_own_office_and_those_typed_in_their_steps(client: Client, aemter: Aemter) -> None:
    daten = rows("kämmerei", "36", **{"weitere-1-schritt": "4", f"schritt-amt-{aemter.amt.pk}": "2"})
    antwort = submit(client, aemter, **daten)
    assert antwort.headers["Location"] == reverse("vorlage", args=[aemter.fassung.vorlage_id])
    assert aemter.gefragt() == {"31-Ordnungsamt": 2, "20-Kämmerei": 2, "36-Umweltamt": 4}


def test_a_day_is_kept_and_one_that_is_over_refused(client: Client, aemter: Aemter) -> None:
    heute = timezone.localdate()
    feld = f"frist-amt-{aemter.amt.pk}"
    seite = submit(client, aemter, **rows(**{feld: f"{heute - timedelta(days=1):%d.%m.%Y}"})).content.decode()
    assert "31-Ordnungsamt: Die Frist liegt in der Vergangenheit. Bitte wählen Sie einen Tag ab heute." in seite
    assert (
        "Bitte geben Sie das Datum als Tag.Monat.Jahr ein"
        in submit(client, aemter, **rows(**{feld: "bald"})).content.decode()
    )
    assert current(aemter.fassung).is_entwurf
    submit(client, aemter, **rows(**{feld: f"{heute + timedelta(days=9):%d.%m.%Y}"}))
    assert aemter.fassung.mitzeichnungen.get().frist == heute + timedelta(days=9)


@pytest.mark.parametrize(
    ("text", "satz"),
    [
        ("Zoo", "„Zoo“ ist kein Amt und kein Dezernat."),
        ("m", "„m“ passt auf mehrere: "),
        ("<script>", "ist kein Amt und kein Dezernat."),
    ],
)
def test_what_is_no_office_or_several_is_said_and_stays_typed(
    client: Client, aemter: Aemter, text: str, satz: str
) -> None:
    antwort = submit(client, aemter, **rows(text))
    assert satz in antwort.content.decode()
    assert f'value="{escape(text)}"' in antwort.content.decode()
    assert current(aemter.fassung).is_entwurf


@pytest.mark.parametrize(
    ("befehl", "namen"),
    [
        ("weitere:neu", ["Zoo", "36", None]),
        ("weitere:entfernen:0", ["36"]),
        ("weitere:hoch:0", ["Zoo", "36"]),
        ("weitere:entfernen:7", ["Zoo", "36"]),
    ],
)
def test_without_script_rows_come_and_go_and_nothing_typed_is_lost(
    client: Client, aemter: Aemter, befehl: str, namen: list[str | None]
) -> None:
    feld = f"schritt-amt-{aemter.amt.pk}"
    antwort = submit(client, aemter, **rows("Zoo", "36", zeile=befehl, grund="Getippt", **{feld: "3"}))
    form = antwort.context["form"]
    assert [zeile["stelle"].value() for zeile in form.weitere] == namen
    assert form[feld].value() == "3"
    assert current(aemter.fassung).is_entwurf


def test_the_page_offers_every_office_of_today_and_says_why_each_is_asked(client: Client, aemter: Aemter) -> None:
    build_amt(nummer="99", name="Altes Amt", bis=timezone.localdate() - timedelta(days=1))
    leer = build_amt(nummer="30", name="Rechtsamt")
    Mitzeichnungsregel.objects.create(
        grund="jede Vorlage mit Betreff", bedingung=Regelbedingung.WORT, woerter="Betreff", amt=leer
    )
    seite = BeautifulSoup(show(client, "vorlage_einreichen", aemter.fassung, author(aemter.fassung)), "html.parser")
    angeboten = {str(option["value"]) for option in seite.select("#stellen option")}
    assert {"20-Kämmerei", "30-Rechtsamt", "31-Ordnungsamt", "36-Umweltamt"} <= angeboten
    assert "99-Altes Amt" not in angeboten
    pflicht = [" ".join(li.get_text(" ").split()) for li in seite.select("#weiter ul.rows > li")]
    assert [text.partition(" Schritt ")[0] for text in pflicht] == [
        "31-Ordnungsamt Amt der Vorlage Lea Leitung",
        (
            "30-Rechtsamt jede Vorlage mit Betreff Niemand kann antworten Bitte lassen Sie dort eine Leitung oder "
            "Vertretung eintragen."
        ),
    ]


def test_every_field_stands_on_the_page_once(client: Client, aemter: Aemter) -> None:
    seite = BeautifulSoup(show(client, "vorlage_einreichen", aemter.fassung, author(aemter.fassung)), "html.parser")
    for vorlage in seite.find_all("template"):
        vorlage.decompose()
    kennungen = [feld["id"] for feld in seite.find_all(["input", "select", "textarea"], id=True)]
    assert len(kennungen) >= 2
    assert len(set(kennungen)) == len(kennungen)


def test_who_is_compulsory_cannot_be_left_out_whatever_is_posted(client: Client, aemter: Aemter) -> None:
    recht = build_amt(nummer="30", name="Rechtsamt")
    Mitzeichnungsregel.objects.create(grund="Wort", bedingung=Regelbedingung.WORT, woerter="Betreff", amt=recht)
    submit(client, aemter, **rows())
    assert aemter.gefragt() == {"31-Ordnungsamt": 1, "30-Rechtsamt": 2}


@pytest.mark.parametrize("wert", ["0", "10", "x", "-1"])
def test_a_step_that_cannot_be_is_refused(client: Client, aemter: Aemter, wert: str) -> None:
    antwort = submit(client, aemter, **rows(**{f"schritt-amt-{aemter.amt.pk}": wert}))
    assert "Bitte wählen Sie einen Schritt von 1 bis 9." in antwort.content.decode()
    assert current(aemter.fassung).is_entwurf


def build_mit_hinweis(**felder: Any) -> Fassung:
    """Build a draft whose way raises a warning: a body after the deciding one."""
    stationen = [(build_gremium(), None, True, True), (build_gremium(), None, False, True)]
    return build_entwurf(stationen=stationen, **felder)


def test_a_warning_passes_with_a_reason_only(client: Client) -> None:
    fassung = build_mit_hinweis()
    satz = "Bitte begründen Sie, warum es trotz der Hinweise weitergehen soll."
    for grund in ("", "   "):
        antwort = act(client, "vorlage_einreichen", fassung, author(fassung), grund=grund)
        assert antwort.context["form"].errors["grund"] == [satz]
        assert current(fassung).is_entwurf
    antwort = act(client, "vorlage_einreichen", fassung, author(fassung), grund="Anhörung des Ortsbeirats")
    assert antwort.status_code == 302
    assert Eintrag.objects.get().daten["grund"] == "Anhörung des Ortsbeirats"


def test_a_reason_is_not_asked_for_where_nothing_is_to_be_overridden(client: Client) -> None:
    fassung = build_entwurf()
    client.force_login(author(fassung))
    antwort = client.get(reverse("vorlage_einreichen", args=[fassung.vorlage_id]))
    assert "grund" not in antwort.context["form"].fields


def submitted(amt_leitung: bool = True) -> tuple[Fassung, Konto]:
    amt = build_amt()
    leitung = build_konto(rolle=Rolle.AMTSLEITUNG, amt=amt)
    return build_eingereichte_fassung(amt=amt), leitung


def test_a_co_signer_reads_the_paper_and_agrees(client: Client) -> None:
    fassung, leitung = submitted()
    assert "Der Stadtrat stimmt zu." in show(client, "vorlage_mitzeichnen", fassung, leitung)
    antwort = act(client, "vorlage_mitzeichnen", fassung, leitung, ergebnis="zugestimmt", bemerkung="Gut.")
    assert antwort.headers["Location"] == reverse("schreibtisch")
    assert Mitzeichnung.objects.values_list("ergebnis", "bemerkung").get() == ("zugestimmt", "Gut.")


def test_giving_back_needs_a_remark_and_reopens_the_draft(client: Client) -> None:
    fassung, leitung = submitted()
    antwort = act(client, "vorlage_mitzeichnen", fassung, leitung, ergebnis="zurueckgegeben", bemerkung=" ")
    satz = "Bitte schreiben Sie in die Bemerkung, was zu überarbeiten ist."
    assert antwort.context["form"].errors["bemerkung"] == [satz]
    act(client, "vorlage_mitzeichnen", fassung, leitung, ergebnis="zurueckgegeben", bemerkung="Zahlen fehlen.")
    assert current(fassung).is_entwurf


@pytest.mark.parametrize("ergebnis", ["", "vielleicht"])
def test_an_answer_is_one_of_the_two_buttons(client: Client, ergebnis: str) -> None:
    fassung, leitung = submitted()
    antwort = act(client, "vorlage_mitzeichnen", fassung, leitung, ergebnis=ergebnis, bemerkung="Getippt")
    satz = "Bitte wählen Sie „Mitzeichnen“ oder „Zur Überarbeitung zurückgeben“."
    assert antwort.context["form"].errors["ergebnis"] == [satz]
    assert "Getippt" in antwort.content.decode()


def test_a_co_signer_from_elsewhere_reads_the_paper_only_because_it_was_asked(client: Client) -> None:
    amt, kaemmerei = build_amt(), build_konto(rolle=Rolle.AMTSLEITUNG)
    fassung = build_eingereichte_fassung(amt=amt, weitere=[kaemmerei])
    andere = build_konto(rolle=Rolle.AMTSLEITUNG)
    adresse = reverse("vorlage_mitzeichnen", args=[fassung.vorlage_id])
    client.force_login(kaemmerei)
    assert client.get(adresse).status_code == 200
    client.force_login(andere)
    assert client.get(adresse).status_code == 404


def test_release_draws_the_number_and_says_so(client: Client) -> None:
    fassung, leitung = submitted()
    countersign_vorlage(fassung, konto=leitung, ergebnis=Mitzeichnungsergebnis.ZUGESTIMMT)
    dezernent = build_konto(rolle=Rolle.DEZERNAT, dezernat=fassung.dezernat)
    antwort = act(client, "vorlage_freigeben", fassung, dezernent)
    assert antwort.headers["Location"] == reverse("vorlage", args=[fassung.vorlage_id])
    assert current(fassung).nummer.startswith("BV/0001/")
    assert not current(fassung).is_veroeffentlicht


def test_release_waits_for_every_co_signature(client: Client) -> None:
    fassung, _leitung = submitted()
    dezernent = build_konto(rolle=Rolle.DEZERNAT, dezernat=fassung.dezernat)
    antwort = act(client, "vorlage_freigeben", fassung, dezernent)
    assert f"Es fehlen noch Mitzeichnungen: {fassung.amt}." in antwort.content.decode()
    assert not current(fassung).is_freigegeben


def test_nobody_releases_what_they_wrote(client: Client) -> None:
    dezernat = build_dezernat()
    amt = build_amt(dezernat=dezernat)
    beides = build_konto(rolle=Rolle.DEZERNAT, dezernat=dezernat)
    fassung = build_eingereichte_fassung(beides, amt=amt)
    antwort = act(client, "vorlage_freigeben", fassung, beides)
    assert (
        "Sie haben an dieser Vorlage mitgewirkt (angelegt, eingereicht) und können sie nicht selbst freigeben"
        in antwort.content.decode()
    )
    assert not current(fassung).is_freigegeben


def test_release_over_a_warning_needs_a_reason(client: Client) -> None:
    fassung = build_mit_hinweis()
    act(client, "vorlage_einreichen", fassung, author(fassung), grund="Ortsbeirat")
    dezernent = build_konto(rolle=Rolle.DEZERNAT, dezernat=fassung.dezernat)
    assert act(client, "vorlage_freigeben", fassung, dezernent).status_code == 200
    assert act(client, "vorlage_freigeben", fassung, dezernent, grund="Ortsbeirat").status_code == 302


def test_a_second_click_is_refused_not_repeated(client: Client) -> None:
    fassung = build_entwurf()
    assert act(client, "vorlage_einreichen", fassung, author(fassung)).status_code == 302
    assert act(client, "vorlage_einreichen", fassung, author(fassung)).status_code == 403
    assert Eintrag.objects.count() == 1
