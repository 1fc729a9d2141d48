"""Handing in, co-signing, releasing."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

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
from vorlagen.enums import Mitzeichnungsergebnis
from vorlagen.models import Fassung, Mitzeichnung

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
    amt = build_amt()
    build_konto(rolle=Rolle.AMTSLEITUNG, amt=amt, first_name="Lea", last_name="Leitung")
    fassung = build_entwurf(amt=amt)
    build_anlage(fassung, titel="Plan", oeffentlich=True)
    build_anlage(fassung, titel="Kalkulation", oeffentlich=False)
    seite = " ".join(show(client, "vorlage_einreichen", fassung, author(fassung)).split())
    assert "Die Vorlage selbst wird <strong>öffentlich</strong>" in seite
    assert "Anlage 1 „Plan“ wird <strong>öffentlich</strong>." in seite
    assert "Anlage 2 „Kalkulation“ wird <strong>nicht öffentlich</strong>." in seite
    assert "Lea Leitung" in seite
    assert "In die Mitzeichnung geben (1 Person)" in seite


def test_the_button_says_when_nobody_must_sign(client: Client) -> None:
    fassung = build_entwurf()
    assert "In die Mitzeichnung geben (direkt zur Freigabe)" in show(
        client, "vorlage_einreichen", fassung, author(fassung)
    )


def test_handing_in_asks_the_heads_and_whoever_was_ticked(client: Client) -> None:
    amt = build_amt()
    leitung = build_konto(rolle=Rolle.AMTSLEITUNG, amt=amt)
    kaemmerei = build_konto(rolle=Rolle.AMTSLEITUNG)
    fassung = build_entwurf(amt=amt)
    antwort = act(client, "vorlage_einreichen", fassung, author(fassung), weitere=[kaemmerei.pk])
    assert antwort.headers["Location"] == reverse("vorlage", args=[fassung.vorlage_id])
    assert set(fassung.mitzeichnungen.values_list("konto", flat=True)) == {leitung.pk, kaemmerei.pk}
    assert not current(fassung).is_entwurf


def test_only_heads_can_be_ticked(client: Client) -> None:
    build_konto(rolle=Rolle.AMTSLEITUNG)
    fassung, fremd = build_entwurf(), build_konto(rolle=Rolle.SACHBEARBEITUNG)
    antwort = act(client, "vorlage_einreichen", fassung, author(fassung), weitere=[fremd.pk])
    satz = "Diese Person kann nicht mitzeichnen. Bitte wählen Sie aus der Liste."
    assert antwort.context["form"].errors["weitere"] == [satz]
    assert current(fassung).is_entwurf


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
    fassung, leitung = submitted()
    dezernent = build_konto(rolle=Rolle.DEZERNAT, dezernat=fassung.dezernat)
    antwort = act(client, "vorlage_freigeben", fassung, dezernent)
    assert f"Es fehlen noch Mitzeichnungen: {leitung}." in antwort.content.decode()
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
