"""Einreichen, zurücknehmen, zurückgeben, annehmen: what the council writes on its way to a number."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from journal.enums import Akt
from journal.models import Eintrag
from konten.enums import Rolle
from konten.models import Konto
from post.enums import Anlass
from post.models import Nachricht
from tests.bauten import (
    assign_rolle,
    build_amt,
    build_anlage,
    build_entwurf,
    build_fraktion,
    build_gremium,
    build_konto,
    build_neufassung,
    build_sitzung,
    build_top,
)
from tests.fraktionen import build_antrag, build_eingereichtes, build_geschaeftsstelle, build_ratsmitglied
from tests.pruefen import journals, refused
from tests.schreiben import write_entwurf
from tests.vorlagen.views.entwurfsseite import address, page_data, stored
from vorlagen.actions.bearbeitung import EntwurfUeberholt
from vorlagen.actions.einreichung import accept_antrag, hand_in_antrag, return_antrag, take_back_antrag
from vorlagen.actions.entwurf import begin_antrag
from vorlagen.enums import Fassungsstatus, Vorlagenart
from vorlagen.models import Fassung, Vorlage
from vorlagen.models.pruefsumme import compute_pruefsumme

pytestmark = pytest.mark.django_db
WEG = "Das Papier liegt nicht mehr zur Annahme vor: Es ist schon angenommen, zurückgegeben oder zurückgenommen."


@pytest.fixture
def geschaeftsstelle() -> Konto:
    konto = build_geschaeftsstelle(build_fraktion(name="Fraktion A"))
    konto.email = "fraktion@example.org"
    konto.save(update_fields=["email"])
    return konto


@pytest.fixture
def dienst() -> Konto:
    return build_konto(rolle=Rolle.SITZUNGSDIENST, email="dienst@example.org")


# --- beginning


@pytest.mark.parametrize("art", [Vorlagenart.BV, Vorlagenart.UV, Vorlagenart.AW, Vorlagenart.ST])
def test_the_council_writes_motions_and_questions_only(geschaeftsstelle: Konto, art: Vorlagenart) -> None:
    with pytest.raises(ValueError, match="Das schreibt die Verwaltung"):
        begin_antrag(konto=geschaeftsstelle, urheber=build_fraktion(), art=art)
    assert not Vorlage.objects.exists()


def test_a_draft_has_one_author(geschaeftsstelle: Konto) -> None:
    fassung = build_antrag(geschaeftsstelle)
    amt = build_amt()
    for felder in ({"fraktion": None}, {"amt": amt, "dezernat": amt.dezernat}, {"mitglied": geschaeftsstelle.person}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Fassung.objects.filter(pk=fassung.pk).update(**felder)


def test_only_the_council_hands_in() -> None:
    fassung = build_entwurf()
    with pytest.raises(IntegrityError), transaction.atomic():
        Fassung.objects.filter(pk=fassung.pk).update(status="eingereicht", eingereicht_am=timezone.now())


# --- handing in


def test_what_is_handed_in_is_received_in_that_moment_and_fixed(geschaeftsstelle: Konto, dienst: Konto) -> None:
    entwurf = build_antrag(geschaeftsstelle)
    vorher = timezone.now()
    with journals(Akt.ANTRAG_EINREICHEN):
        fassung = hand_in_antrag(entwurf, konto=geschaeftsstelle)
    assert fassung.status == Fassungsstatus.EINGEREICHT
    assert fassung.eingereicht_am is not None
    assert vorher <= fassung.eingereicht_am <= timezone.now()
    assert fassung.eingegangen_am == timezone.localdate(fassung.eingereicht_am)
    assert Eintrag.objects.latest("laufend").daten["pruefsumme"] == compute_pruefsumme(fassung)
    with pytest.raises(EntwurfUeberholt):
        write_entwurf(fassung, konto=geschaeftsstelle, begruendung="<p>Anders.</p>")
    with refused("Das Papier ist schon eingereicht oder freigegeben."):
        hand_in_antrag(fassung, konto=geschaeftsstelle)


@pytest.mark.parametrize(
    ("felder", "satz"),
    [
        ({"betreff": ""}, "Bitte geben Sie einen Betreff ein."),
        ({"begruendung": ""}, "Bitte schreiben Sie die Begründung."),
        ({"beschlussentwurf": ""}, "Bitte schreiben Sie, was das Gremium beschließen soll (Beschlussentwurf)."),
    ],
)
def test_what_is_incomplete_is_not_received(geschaeftsstelle: Konto, felder: dict[str, Any], satz: str) -> None:
    fassung = build_antrag(geschaeftsstelle, **felder)
    with refused(satz):
        hand_in_antrag(fassung, konto=geschaeftsstelle)


def test_whoever_hands_in_gets_a_receipt_and_the_sitzungsdienst_a_request_both_without_content(
    geschaeftsstelle: Konto, dienst: Konto
) -> None:
    fassung = build_eingereichtes(geschaeftsstelle, betreff="Brisanter Titel")
    zeit = timezone.localtime(fassung.eingereicht_am)
    briefe = {n.konto: (n.anlass, n.gegenstand, n.satz, n.ziel) for n in Nachricht.objects.select_related("konto")}
    assert briefe == {
        geschaeftsstelle: (
            Anlass.EINGANG,
            "Ihr Papier ist eingegangen",
            f"Eingegangen ist: Antrag, am {zeit:%d.%m.%Y, %H:%M} Uhr. Die Quittung mit dem Betreff finden Sie hier:",
            reverse("antrag_quittung", args=[fassung.vorlage_id]),
        ),
        dienst: (
            Anlass.ANTRAG,
            "Ein Papier aus dem Rat wartet auf Ihre Annahme",
            "Eingereicht ist: Antrag. Bitte prüfen Sie das Papier und nehmen Sie es an, oder geben Sie es zurück.",
            reverse("antrag_annehmen", args=[fassung.vorlage_id]),
        ),
    }


def test_the_receipt_says_what_and_when(client: Client, geschaeftsstelle: Konto) -> None:
    fassung = build_eingereichtes(geschaeftsstelle, betreff="Trinkbrunnen", weitere="Erika Muster")
    client.force_login(geschaeftsstelle)
    seite = client.get(reverse("antrag_quittung", args=[fassung.vorlage_id])).content.decode()
    zeit = timezone.localtime(fassung.eingereicht_am)
    for text in ("Trinkbrunnen", f"{zeit:%d.%m.%Y} um {zeit:%H:%M:%S} Uhr", "Fraktion A, Erika Muster", "Eingereicht"):
        assert text in seite


# --- back again


def test_until_it_is_accepted_it_can_be_taken_back_as_if_never_received(geschaeftsstelle: Konto) -> None:
    fassung = build_eingereichtes(geschaeftsstelle)
    with journals(Akt.ANTRAG_ZURUECKNEHMEN):
        take_back_antrag(fassung, konto=geschaeftsstelle)
    neu = stored(fassung)
    assert (neu.status, neu.eingereicht_am, neu.eingegangen_am) == (Fassungsstatus.ENTWURF, None, None)
    write_entwurf(neu, konto=geschaeftsstelle, begruendung="<p>Anders.</p>")
    assert stored(fassung).begruendung == "<p>Anders.</p>"


def test_what_is_given_back_names_who_when_and_why_to_those_who_wrote_it(
    client: Client, geschaeftsstelle: Konto, dienst: Konto
) -> None:
    fassung = build_eingereichtes(geschaeftsstelle, betreff="Trinkbrunnen")
    with refused("Bitte geben Sie an, was fehlt oder zu ändern ist. Das lesen die, die das Papier eingereicht haben."):
        return_antrag(fassung, konto=dienst, grund="  ")
    Nachricht.objects.all().delete()
    with journals(Akt.ANTRAG_ZURUECKGEBEN):
        return_antrag(fassung, konto=dienst, grund="Die Deckung fehlt.")
    assert [(n.konto, n.anlass) for n in Nachricht.objects.all()] == [(geschaeftsstelle, Anlass.RUECKGABE)]
    client.force_login(geschaeftsstelle)
    for name, args in (("schreibtisch", []), ("vorlage_bearbeiten", [fassung.vorlage_id])):
        seite = client.get(reverse(name, args=args)).content.decode()
        assert "Die Deckung fehlt." in seite
        assert str(dienst) in seite
    # What they write now is theirs again.
    write_entwurf(stored(fassung), konto=geschaeftsstelle, begruendung="<p>GEHEIM</p>")
    client.force_login(dienst)
    assert client.get(fassung.vorlage.get_absolute_url()).status_code == 404
    gesehen = fassung.mitzeichnungen.get()
    adresse = reverse("mitzeichnung_gesehen", args=[fassung.vorlage_id, gesehen.pk])
    assert "GEHEIM" not in client.get(adresse).content.decode()


@pytest.mark.parametrize("ende", ["zurückgenommen", "zurückgegeben", "angenommen"])
def test_whoever_comes_too_late_is_told_so(geschaeftsstelle: Konto, dienst: Konto, ende: str) -> None:
    fassung, gremium = build_eingereichtes(geschaeftsstelle), build_gremium()
    if ende == "zurückgenommen":
        take_back_antrag(fassung, konto=geschaeftsstelle)
    elif ende == "zurückgegeben":
        return_antrag(fassung, konto=dienst, grund="Zu kurz.")
    else:
        accept_antrag(fassung, konto=dienst, gremium=gremium)
    with refused(WEG):
        take_back_antrag(fassung, konto=geschaeftsstelle)
    with refused(WEG):
        return_antrag(fassung, konto=dienst, grund="Zu kurz.")
    with refused(WEG):
        accept_antrag(fassung, konto=dienst, gremium=gremium)


# --- accepting


def test_accepting_gives_number_and_way_and_freezes(geschaeftsstelle: Konto, dienst: Konto) -> None:
    eingereicht, gremium = build_eingereichtes(geschaeftsstelle), build_gremium()
    with refused("Bitte wählen Sie das Gremium, in dem das Papier beraten wird.", feld="gremium"):
        accept_antrag(eingereicht, konto=dienst)
    Nachricht.objects.all().delete()
    with journals(Akt.FREIGEBEN):
        fassung = accept_antrag(eingereicht, konto=dienst, gremium=gremium)
    assert fassung.nummer == f"AT/0001/{timezone.localdate().year}"
    assert (fassung.status, fassung.freigegeben_von) == (Fassungsstatus.FREIGEGEBEN, dienst)
    assert (fassung.eingereicht_am, fassung.eingegangen_am) == (eingereicht.eingereicht_am, eingereicht.eingegangen_am)
    station = fassung.vorlage.beratungen.get()
    assert (station.gremium, station.entscheidend, station.oeffentlich) == (gremium, True, True)
    assert Eintrag.objects.latest("laufend").daten["pruefsumme"] == compute_pruefsumme(fassung)
    assert [(n.konto, n.anlass) for n in Nachricht.objects.all()] == [(geschaeftsstelle, Anlass.FREIGEGEBEN)]
    # From here on it is placed like any paper.
    top = build_top(build_sitzung(gremium=gremium), vorlage=fassung.vorlage)
    assert top.fassung == fassung


def test_a_question_is_not_decided_on(geschaeftsstelle: Konto, dienst: Konto) -> None:
    fassung = build_eingereichtes(geschaeftsstelle, art=Vorlagenart.AF, beschlussentwurf="")
    accept_antrag(fassung, konto=dienst, gremium=build_gremium())
    assert fassung.vorlage.beratungen.get().entscheidend is False


def test_nobody_accepts_their_own_paper(geschaeftsstelle: Konto, dienst: Konto) -> None:
    fassung = build_eingereichtes(geschaeftsstelle)
    assign_rolle(geschaeftsstelle, Rolle.SITZUNGSDIENST)
    zweites = build_konto(person=geschaeftsstelle.person, rolle=Rolle.SITZUNGSDIENST)
    satz = (
        "Sie haben an dieser Vorlage mitgewirkt (angelegt, eingereicht) und können sie nicht selbst annehmen "
        f"(Vier-Augen-Prinzip). Bitte lassen Sie eine andere Person annehmen: {dienst}."
    )
    gremium = build_gremium()
    for konto in (geschaeftsstelle, zweites):
        with refused(satz):
            accept_antrag(fassung, konto=konto, gremium=gremium)


def test_a_new_fassung_goes_the_same_way_with_a_day_of_its_own(geschaeftsstelle: Konto, dienst: Konto) -> None:
    erste = accept_antrag(build_eingereichtes(geschaeftsstelle), konto=dienst, gremium=build_gremium())
    neu = build_neufassung(erste.vorlage, konto=geschaeftsstelle, begruendung="<p>Genauer.</p>")
    assert (neu.fraktion, neu.amt, neu.eingereicht_am) == (erste.fraktion, None, None)
    neu = accept_antrag(hand_in_antrag(neu, konto=geschaeftsstelle), konto=dienst)
    assert neu.nummer == f"{erste.nummer}/1"
    assert neu.vorlage.beratungen.count() == 1


# --- the pages


def test_a_group_begins_with_its_own_name_and_is_asked_for_no_office(client: Client, geschaeftsstelle: Konto) -> None:
    client.force_login(geschaeftsstelle)
    neu = reverse("antrag_neu")
    form = client.get(neu).context["form"]
    assert form.fields["art"].choices == [("AT", "Antrag"), ("AF", "Anfrage")]
    [(urheber, name)] = form.fields["urheber"].choices
    assert name == "Fraktion A"
    antwort = client.post(neu, {"art": "AF", "betreff": "Leerstand", "urheber": urheber})
    fassung = Fassung.objects.select_related("vorlage").get()
    assert antwort["Location"] == address(fassung)
    assert (fassung.antragstellende, fassung.oeffentlich, fassung.amt) == (("Fraktion A",), False, None)
    felder = set(client.get(address(fassung)).context["bearbeitung"].form.fields)
    assert felder == {
        *("art", "betreff", "bezug", "fraktionen", "antragsteller", "oeffentlich", "nichtoeffentlich_grund"),
    }


def test_a_member_writes_for_the_group_or_in_their_own_name(client: Client) -> None:
    fraktion = build_fraktion(name="Fraktion A")
    konto = build_ratsmitglied(fraktion)
    client.force_login(konto)
    form = client.get(reverse("antrag_neu")).context["form"]
    assert form.fields["urheber"].choices == [
        (f"fraktion-{fraktion.pk}", "Fraktion A"),
        ("mitglied", str(konto.person)),
    ]
    client.post(reverse("antrag_neu"), {"art": "AT", "betreff": "Brunnen", "urheber": "mitglied"})
    fassung = Fassung.objects.get()
    assert (fassung.mitglied, fassung.fraktion, fassung.antragstellende) == (konto.person, None, (str(konto.person),))


@pytest.mark.parametrize("wert", ["fraktion-0", "mitglied", "", "amt-1"])
def test_nobody_writes_for_others(client: Client, geschaeftsstelle: Konto, wert: str) -> None:
    fremde = build_fraktion(name="Fraktion B")
    client.force_login(geschaeftsstelle)
    for urheber in (wert, f"fraktion-{fremde.pk}"):
        antwort = client.post(reverse("antrag_neu"), {"art": "AT", "betreff": "Brunnen", "urheber": urheber})
        assert antwort.status_code == 200
        assert "Brunnen" in antwort.content.decode()
    assert not Vorlage.objects.exists()


def test_a_group_that_is_no_more_writes_nothing(client: Client) -> None:
    gestern = timezone.localdate() - timedelta(days=1)
    client.force_login(build_geschaeftsstelle(build_fraktion(bis=gestern)))
    assert client.get(reverse("antrag_neu")).context["form"].fields["urheber"].choices == []


def test_whoever_writes_stays_among_those_who_hand_in(client: Client, geschaeftsstelle: Konto) -> None:
    build_fraktion(name="Fraktion B")
    fassung = build_antrag(geschaeftsstelle)
    client.force_login(geschaeftsstelle)
    daten = page_data(client, fassung) | {"fraktionen": ["Fraktion B"], "antragsteller": "Erika Muster"}
    client.post(address(fassung), daten)
    assert stored(fassung).antragstellende == ("Fraktion A", "Fraktion B", "Erika Muster")


def test_the_whole_way_by_its_pages(client: Client, geschaeftsstelle: Konto, dienst: Konto) -> None:
    fassung, gremium = build_antrag(geschaeftsstelle, betreff="Trinkbrunnen"), build_gremium()
    pk = fassung.vorlage_id
    client.force_login(geschaeftsstelle)
    einreichen = reverse("vorlage_einreichen", args=[pk])
    seite = client.get(einreichen).content.decode()
    assert ("In die Mitzeichnung geben" in seite, "Prüfen und einreichen" in seite) == (False, True)
    assert client.post(einreichen)["Location"] == reverse("antrag_quittung", args=[pk])
    assert "Eingereicht" in client.get(reverse("schreibtisch")).content.decode()
    client.force_login(dienst)
    assert "Prüfen und annehmen: Trinkbrunnen" in client.get(reverse("schreibtisch")).content.decode()
    annehmen = reverse("antrag_annehmen", args=[pk])
    antwort = client.post(annehmen, {"gremium": ""})
    assert "Bitte wählen Sie das Gremium, in dem das Papier beraten wird." in antwort.content.decode()
    assert client.post(annehmen, {"gremium": gremium.pk})["Location"] == fassung.vorlage.get_absolute_url()
    neu = stored(fassung)
    assert (neu.status, neu.vorlage.beratungen.get().gremium) == (Fassungsstatus.FREIGEGEBEN, gremium)
    assert "Prüfen und annehmen" not in client.get(reverse("schreibtisch")).content.decode()
    client.force_login(geschaeftsstelle)
    assert "In Arbeit" not in client.get(fassung.vorlage.get_absolute_url()).content.decode()


def test_its_pages_keep_to_a_budget(client: Client, geschaeftsstelle: Konto, dienst: Konto) -> None:
    pk = build_eingereichtes(geschaeftsstelle).vorlage_id
    budget = {
        (geschaeftsstelle, reverse("antrag_neu")): 6,
        (geschaeftsstelle, reverse("antrag_quittung", args=[pk])): 6,
        (geschaeftsstelle, reverse("antrag_zuruecknehmen", args=[pk])): 6,
        (dienst, reverse("antrag_zurueckgeben", args=[pk])): 6,
        # As other pages on which a whole paper is read and checked.
        (dienst, reverse("antrag_annehmen", args=[pk])): 17,
    }
    gezaehlt = {}
    for konto, adresse in budget:
        client.force_login(konto)
        client.get(adresse)
        with CaptureQueriesContext(connection) as abfragen:
            assert client.get(adresse).status_code == 200
        gezaehlt[konto, adresse] = len(abfragen)
    assert gezaehlt == budget


def test_files_of_a_group_stay_with_it_until_handed_in(client: Client, geschaeftsstelle: Konto, dienst: Konto) -> None:
    fassung = build_antrag(geschaeftsstelle)
    build_anlage(fassung, titel="Skizze")
    client.force_login(dienst)
    assert client.get(fassung.vorlage.get_absolute_url()).status_code == 404
    hand_in_antrag(fassung, konto=geschaeftsstelle)
    assert "Skizze" in client.get(fassung.vorlage.get_absolute_url()).content.decode()
