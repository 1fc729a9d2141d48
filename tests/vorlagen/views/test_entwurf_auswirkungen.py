"""/vorlagen/<pk>/bearbeiten/auswirkungen/"""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.bauten import build_entwurf, build_freigegebene_vorlage, build_neufassung
from tests.vorlagen.auswirkungsbeispiele import build_auswirkung
from tests.vorlagen.views.entwurfsseite import AUSWIRKUNGEN, JSON, address, drafter, page_data, save, stored
from vorlagen.enums import Auswirkungsform, Turnus, Wirkung
from vorlagen.models import Auswirkungsart, Fassung, Teilstand
from vorlagen.rules.auswirkungen import write_auswirkungen

pytestmark = pytest.mark.django_db


@pytest.fixture
def entwurf(client: Client) -> Fassung:
    fassung = build_entwurf()
    drafter(client, fassung)
    return fassung


def name(titel: str, feld: str) -> str:
    return f"auswirkungen-{Auswirkungsart.objects.get(titel=titel).pk}-{feld}"


def geld(**felder: str) -> dict[str, str]:
    return {name("Finanzen", feld): wert for feld, wert in felder.items()}


def klima(**felder: str) -> dict[str, str]:
    return {name("Klima und Umwelt", feld): wert for feld, wert in felder.items()}


def stand(client: Client, fassung: Fassung) -> tuple[str, tuple[str, ...]]:
    """Return what the task list says of the part."""
    aufgaben = client.get(reverse("vorlage_bearbeiten", args=[fassung.vorlage_id])).context["aufgaben"].aufgaben
    return next((a.stand, a.saetze) for a in aufgaben if a.teil == AUSWIRKUNGEN)


def test_nothing_is_chosen_at_first(client: Client, entwurf: Fassung) -> None:
    seite = BeautifulSoup(client.get(address(entwurf, AUSWIRKUNGEN)).content, "html.parser")
    assert [legende.get_text(strip=True) for legende in seite.select(".form-section__title")] == [
        "Finanzen",
        "Klima und Umwelt",
    ]
    assert [radio["value"] for radio in seite.select("input[type=radio][checked]")] == ["", ""]
    assert [radio["value"] for radio in seite.select("input[type=radio]")] == [
        *("", "ja", "nein", "unbekannt"),
        *("", "keine", "positiv", "negativ", "unbekannt"),
    ]
    assert stand(client, entwurf) == ("Offen", ("Kann leer bleiben.",))


def test_everything_that_is_chosen_is_stored(client: Client, entwurf: Fassung) -> None:
    eingabe = geld(wirkung="ja", betrag="1,25 Mio.", turnus="jaehrlich", haushaltsstelle="5410", bemerkung="Folgt.")
    assert save(client, entwurf, **eingabe, **klima(wirkung="keine")).status_code == 302
    finanzen, umwelt = stored(entwurf).wirkungen
    assert finanzen == build_auswirkung(
        art=Auswirkungsart.objects.get(titel="Finanzen").pk,
        turnus=Turnus.JAEHRLICH,
        haushaltsstelle="5410",
        bemerkung="Folgt.",
    )
    assert (umwelt.titel, umwelt.wirkung, umwelt.bemerkung) == ("Klima und Umwelt", Wirkung.KEINE, "")
    assert stored(entwurf).finanzen_betrag == Decimal("1250000.00")
    assert "1.250.000,00" in (stored(entwurf).suchtext or "")
    assert stand(client, entwurf) == ("Fertig", ())
    # What stands on the page is what was stored, however it was typed.
    assert page_data(client, entwurf, AUSWIRKUNGEN)[name("Finanzen", "betrag")] == "1.250.000,00 €"


def test_a_choice_is_taken_back(client: Client, entwurf: Fassung) -> None:
    save(client, entwurf, **klima(wirkung="positiv"))
    assert stored(entwurf).auswirkungen
    save(client, entwurf, **klima(wirkung=""))
    assert (stored(entwurf).auswirkungen, stored(entwurf).finanzen_betrag) == ("", None)
    assert stand(client, entwurf) == ("Offen", ("Kann leer bleiben.",))


def test_half_of_it_is_in_work(client: Client, entwurf: Fassung) -> None:
    save(client, entwurf, **klima(wirkung="positiv"))
    assert stand(client, entwurf) == ("In Arbeit", ("Noch nicht zu allem ist etwas ausgewählt.",))


def test_what_the_check_finds_is_a_problem_of_this_part(client: Client, entwurf: Fassung) -> None:
    save(client, entwurf, **klima(wirkung="negativ"))
    satz = (
        "Bei „Klima und Umwelt“ ist „negativ“ ausgewählt, ohne Bemerkung. Bitte schreiben Sie dazu, worin das besteht."
    )
    assert stand(client, entwurf) == ("Problem", (satz,))
    seite = client.get(reverse("vorlage_einreichen", args=[entwurf.vorlage_id])).content.decode()
    assert f"{address(entwurf, AUSWIRKUNGEN)}?zurueck=pruefen#id_auswirkungen" in seite
    assert 'id="id_auswirkungen"' in client.get(address(entwurf, AUSWIRKUNGEN)).content.decode()


WAEHLEN = "Bitte wählen Sie etwas aus; erst damit wird übernommen, was Sie dazu geschrieben haben."
KEIN_BETRAG = (
    "Das ist als Betrag nicht zu erkennen. Bitte schreiben Sie ihn wie 1.250.000,00 oder 12500 € oder 1,2 Mio."
)
ZU_JA = "Das gehört zu „ja“. Bitte wählen Sie oben „ja“, oder leeren Sie das Feld."


@pytest.mark.parametrize(
    ("eingabe", "fehler"),
    [
        ({"bemerkung": "Teuer."}, {"wirkung": [WAEHLEN]}),
        ({"betrag": "5"}, {"wirkung": [WAEHLEN]}),
        ({"haushaltsstelle": "5"}, {"wirkung": [WAEHLEN]}),
        ({"wirkung": "nein", "betrag": "5"}, {"betrag": [ZU_JA]}),
        ({"wirkung": "unbekannt", "haushaltsstelle": "5"}, {"haushaltsstelle": [ZU_JA]}),
        (
            {"wirkung": "ja", "betrag": "viel"},
            {"betrag": [KEIN_BETRAG]},
        ),
        (
            {"wirkung": "ja", "bemerkung": "x" * 1001},
            {"bemerkung": ["Bitte kürzen Sie auf höchstens 1000 Zeichen (es sind 1001)."]},
        ),
    ],
)
def test_what_is_not_in_order_is_refused_and_stays_as_typed(
    client: Client, entwurf: Fassung, eingabe: dict[str, str], fehler: dict[str, list[str]]
) -> None:
    save(client, entwurf, **geld(wirkung="nein"), **klima(wirkung="keine"))
    vorher = stored(entwurf).wirkungen[0]
    antwort = save(client, entwurf, **geld(**{"wirkung": "", **eingabe}), **klima(wirkung="positiv"))
    form = antwort.context["bearbeitung"].form
    assert form.errors == {name("Finanzen", feld): saetze for feld, saetze in fehler.items()}
    # Of the one nothing is taken over, the other does not wait for it.
    assert [stored(entwurf).wirkungen[0], stored(entwurf).wirkungen[1].wirkung] == [vorher, Wirkung.POSITIV]
    wieder = page_data(client, entwurf, AUSWIRKUNGEN)
    assert {feld: wieder[name("Finanzen", feld)] for feld in eingabe} == eingabe
    assert stand(client, entwurf)[0] == "Problem"


def test_a_choice_nobody_offers_is_refused(client: Client, entwurf: Fassung) -> None:
    form = save(client, entwurf, **klima(wirkung="ja")).context["bearbeitung"].form
    assert list(form.errors) == [name("Klima und Umwelt", "wirkung")]
    assert stored(entwurf).auswirkungen == ""


def test_typing_says_which_field_is_meant(client: Client, entwurf: Fassung) -> None:
    daten = page_data(client, entwurf, AUSWIRKUNGEN) | geld(wirkung="ja", betrag="12.50")
    antwort = client.post(address(entwurf, AUSWIRKUNGEN), daten, headers=JSON).json()
    assert antwort["fehler"] == [f"Betrag in Euro: {KEIN_BETRAG}"]


def test_signs_that_deceive_go(client: Client, entwurf: Fassung) -> None:
    save(client, entwurf, **geld(wirkung="ja", haushaltsstelle="54\u202e10\x00", bemerkung="<script>x()</script>"))
    [finanzen] = stored(entwurf).wirkungen
    assert (finanzen.haushaltsstelle, finanzen.bemerkung) == ("5410", "<script>x()</script>")
    seite = client.get(entwurf.vorlage.get_absolute_url()).content.decode()
    assert "<script>x()" not in seite
    assert "&lt;script&gt;x()&lt;/script&gt;" in seite


# --- kinds of effect


def test_another_kind_is_asked_for_in_its_place(client: Client, entwurf: Fassung) -> None:
    Auswirkungsart.objects.create(titel="Demografie", form=Auswirkungsform.JA_NEIN, reihenfolge=15, frage="Für wen?")
    save(client, entwurf, **{name("Demografie", "wirkung"): "ja"}, **klima(wirkung="keine"))
    assert [a.titel for a in stored(entwurf).wirkungen] == ["Demografie", "Klima und Umwelt"]
    assert "Für wen?" in client.get(address(entwurf, AUSWIRKUNGEN)).content.decode()


def test_a_new_title_holds_for_what_is_written_after(client: Client, entwurf: Fassung) -> None:
    save(client, entwurf, **klima(wirkung="keine"))
    Auswirkungsart.objects.filter(titel="Klima und Umwelt").update(titel="Klima")
    assert [a.titel for a in stored(entwurf).wirkungen] == ["Klima und Umwelt"]
    save(client, entwurf, **{name("Klima", "wirkung"): "positiv"})
    assert [a.titel for a in stored(entwurf).wirkungen] == ["Klima"]


def test_a_kind_that_ended_is_asked_for_where_it_was_answered(client: Client, entwurf: Fassung) -> None:
    save(client, entwurf, **klima(wirkung="keine"))
    gestern = timezone.localdate() - timedelta(days=1)
    Auswirkungsart.objects.filter(titel="Klima und Umwelt").update(bis=gestern)
    save(client, entwurf, **geld(wirkung="nein"))
    assert [a.titel for a in stored(entwurf).wirkungen] == ["Finanzen", "Klima und Umwelt"]
    anderer = build_entwurf(amt=entwurf.amt)
    assert "Klima und Umwelt" not in client.get(address(anderer, AUSWIRKUNGEN)).content.decode()


# --- two writers, earlier states, Neufassung


def test_the_same_part_is_a_conflict_and_both_are_shown(client: Client, entwurf: Fassung) -> None:
    meine = page_data(client, entwurf, AUSWIRKUNGEN) | klima(wirkung="positiv", bemerkung="Von mir")
    kollegin = Client()
    drafter(kollegin, entwurf)
    save(kollegin, entwurf, **klima(wirkung="negativ", bemerkung="Von ihr"))
    antwort = client.post(address(entwurf, AUSWIRKUNGEN), meine)
    assert antwort.status_code == 409
    seite = BeautifulSoup(antwort.content, "html.parser")
    assert [teil.get_text(" ", strip=True) for teil in seite.select(".vergleich__seite")] == [
        "Gespeichert Klima und Umwelt: negativ Von ihr",
        "Ihre Eingabe Klima und Umwelt: positiv Von mir",
    ]
    assert [a.bemerkung for a in stored(entwurf).wirkungen] == ["Von ihr"]


def test_an_earlier_state_is_looked_at_and_brought_back(client: Client, entwurf: Fassung) -> None:
    save(client, entwurf, **geld(wirkung="ja", betrag="500"), **klima(wirkung="keine"))
    Teilstand.objects.update(gespeichert_am="2026-01-01T09:00:00Z")
    save(client, entwurf, **geld(wirkung="nein", betrag=""))
    adresse = reverse("entwurf_staende", args=[entwurf.vorlage_id, "auswirkungen"])
    seite = BeautifulSoup(client.get(adresse).content, "html.parser")
    seitdem = "Was sich seitdem geändert hat [entfallen: ja, 500, einmalig ] [neu: nein ]"
    assert [stelle.get_text(" ", strip=True) for stelle in seite.select(".papier")] == [
        *("Finanzen nein", "Klima und Umwelt keine"),
        *(f"Finanzen ja, 500, einmalig {seitdem}", "Klima und Umwelt keine"),
    ]
    client.post(adresse, {"stand": "1"})
    assert stored(entwurf).finanzen_betrag == Decimal("500.00")


def test_a_new_fassung_begins_with_them_and_they_are_its_first_state(client: Client) -> None:
    auswirkungen: Any = write_auswirkungen([build_auswirkung(art=Auswirkungsart.objects.get(titel="Finanzen").pk)])
    vorlage = build_freigegebene_vorlage(auswirkungen=auswirkungen)
    neu = build_neufassung(vorlage)
    assert neu.auswirkungen == auswirkungen
    drafter(client, neu)
    save(client, neu, **geld(betrag="1.300.000"))
    assert stored(neu).finanzen_betrag == Decimal("1300000.00")
    anfang = neu.teilstaende.get(teil=AUSWIRKUNGEN, zaehler=0)
    assert anfang.eingabe[name("Finanzen", "betrag")] == ["1.250.000,00 €"]
    client.post(reverse("entwurf_staende", args=[neu.vorlage_id, "auswirkungen"]), {"stand": "0"})
    assert stored(neu).auswirkungen == auswirkungen


def test_only_the_drafting_office_writes(entwurf: Fassung) -> None:
    fremd = Client()
    drafter(fremd, build_entwurf())
    assert fremd.post(address(entwurf, AUSWIRKUNGEN), klima(wirkung="keine") | {"stand": "0"}).status_code == 404
    assert stored(entwurf).auswirkungen == ""
