"""/sitzungen/…/einladen/, …/einladung/, …/einladungen/ with what is entered there"""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from gremien.enums import Funktion
from konten.enums import Rolle
from konten.models import Konto
from post.models import Nachricht
from post.tasks import deliver
from sitzungen.actions.sitzung import invite_sitzung
from sitzungen.enums import Antwort, Einladungsweg, Sitzungsstatus
from sitzungen.models import Einladung, Rueckmeldung, Sitzung
from tests.bauten import build_konto, build_mitglied, build_person, build_veroeffentlichte_sitzung, future
from tests.pruefen import read_alles
from tests.sitzungen.views.seiten import errors, login_clerk, soup, texts

pytestmark = pytest.mark.django_db


def build_eingeladene() -> tuple[Sitzung, Konto, Konto]:
    """Build a sitting with one member who was written to and one who has it on paper."""
    sitzung = build_veroeffentlichte_sitzung(beginn=future(20))
    mit, ohne = (
        build_mitglied(gremium=sitzung.gremium, konto=build_konto(email=email)) for email in ("mit@example.org", "")
    )
    dienst = build_konto(rolle=Rolle.SITZUNGSDIENST)
    return invite_sitzung(sitzung, zugang=timezone.now(), konto=dienst, per_mail=True), mit, ohne


def list_adressen(sitzung: Sitzung) -> dict[str, str]:
    """Return the addresses of those who keep the invitations."""
    einladung = sitzung.einladungen.earliest("pk").pk
    return {
        "sitzung_einladen": reverse("sitzung_einladen", args=[sitzung.pk]),
        "einladungen": reverse("einladungen", args=[sitzung.pk]),
        "einladungen_nachladen": reverse("einladungen_nachladen", args=[sitzung.pk]),
        "einladung_zugang": reverse("einladung_zugang", args=[sitzung.pk, einladung]),
        "einladung_antwort": reverse("einladung_antwort", args=[sitzung.pk, einladung]),
    }


# --- who


def test_nobody_else_sees_or_changes_invitations(client: Client) -> None:
    sitzung, mit, _ = build_eingeladene()
    andere = [mit, build_mitglied(), build_konto(rolle=Rolle.DEZERNAT), build_konto(rolle=Rolle.SACHBEARBEITUNG)]
    vorher = read_alles()
    for adresse in list_adressen(sitzung).values():
        assert client.get(adresse).status_code == 302
        assert client.post(adresse, {"antwort": "kommt"}).status_code == 302
    for konto in andere:
        client.force_login(konto)
        for name, adresse in list_adressen(sitzung).items():
            assert client.post(adresse, {"antwort": "kommt", "personen": "1"}).status_code in (403, 405), name
            # An act without a page of its own leads back to the nearest one.
            assert client.get(adresse).status_code == (302 if name == "einladungen_nachladen" else 403), name
    nachher = read_alles()
    assert {k: v for k, v in nachher.items() if k != "konten.Konto"} == {
        k: v for k, v in vorher.items() if k != "konten.Konto"
    }


def test_the_schriftfuehrung_looks_and_does_not_enter(client: Client) -> None:
    sitzung, mit, _ = build_eingeladene()
    client.force_login(build_konto(rolle=Rolle.SCHRIFTFUEHRUNG, gremium=sitzung.gremium))
    adressen = list_adressen(sitzung)
    seite = soup(client.get(adressen["einladungen"]))
    assert any(str(mit.person) in zeile for zeile in texts(seite, "tbody th"))
    assert seite.select("tbody a") == []
    assert client.get(adressen["einladung_zugang"]).status_code == 403


# --- inviting


def test_says_beforehand_who_gets_it_how_and_who_too_late(client: Client) -> None:
    login_clerk(client)
    sitzung = build_veroeffentlichte_sitzung(beginn=future(3))
    mit = build_mitglied(gremium=sitzung.gremium, konto=build_konto(email="mit@example.org"))
    ohne = build_mitglied(gremium=sitzung.gremium, konto=build_konto())
    seite = soup(client.get(reverse("sitzung_einladen", args=[sitzung.pk])))
    [warnung] = texts(seite, ".kern-alert--warning")
    assert str(mit.person) in warnung
    assert str(ohne.person) in warnung
    zeilen = texts(seite, "#empfaenger ~ ul li")
    assert f"{mit.person} Mitglied mit@example.org" in zeilen
    assert f"{ohne.person} Mitglied" in zeilen


def test_invites_by_mail_and_asks_for_the_day_on_paper_only_where_it_is_needed(client: Client) -> None:
    clerk = login_clerk(client)
    sitzung = build_veroeffentlichte_sitzung(beginn=future(20))
    mit = build_mitglied(gremium=sitzung.gremium, konto=build_konto(email="mit@example.org"))
    adresse = reverse("sitzung_einladen", args=[sitzung.pk])
    fehlt = "Bitte geben Sie an, wann die Einladung auf Papier zugeht."
    # The administration's people have no address in this council.
    assert errors(client.post(adresse, {"versand": "mail"})) == [
        f"Zugang auf Papier am: {fehlt}",
        f"Uhrzeit des Zugangs: {fehlt}",
    ]
    Konto.objects.filter(email="").exclude(pk=clerk.pk).update(email="amt@example.org")
    assert client.post(adresse, {"versand": "mail"})["Location"] == reverse("einladungen", args=[sitzung.pk])
    sitzung.refresh_from_db()
    assert sitzung.status == Sitzungsstatus.EINGELADEN
    assert set(sitzung.einladungen.values_list("weg", flat=True)) == {Einladungsweg.MAIL}
    assert Nachricht.objects.filter(konto=mit, anlass="sitzung").count() == 1


def test_records_what_was_sent_on_paper_to_all(client: Client) -> None:
    login_clerk(client)
    sitzung = build_veroeffentlichte_sitzung(beginn=future(20))
    build_mitglied(gremium=sitzung.gremium, konto=build_konto(email="mit@example.org"))
    morgen = timezone.localdate() + timedelta(days=1)
    angaben = {"versand": "papier", "tag": str(morgen), "zeit": "11:00"}
    client.post(reverse("sitzung_einladen", args=[sitzung.pk]), angaben)
    sitzung.refresh_from_db()
    assert sitzung.eingeladen_am is not None
    assert timezone.localtime(sitzung.eingeladen_am).date() == morgen
    assert set(sitzung.einladungen.values_list("weg", flat=True)) == {Einladungsweg.PAPIER}
    assert not Nachricht.objects.filter(anlass="sitzung").exists()


# --- what became of it


def test_the_list_tells_what_became_of_each(client: Client) -> None:
    login_clerk(client)
    sitzung, mit, ohne = build_eingeladene()
    adresse = reverse("einladungen", args=[sitzung.pk])

    def row(konto: Konto) -> list[str]:
        [zeile] = [z for z in soup(client.get(adresse)).select("tbody tr") if str(konto.person) in z.get_text()]
        return texts(zeile, "td")

    assert row(mit)[:4] == ["E-Mail wartet", "unbekannt", "nein", "–"]
    assert row(ohne)[0] == "auf Papier"
    deliver()
    zugestellt = timezone.localtime(Nachricht.objects.get(konto=mit, anlass="sitzung").zugestellt_am)
    assert row(mit)[:2] == [
        f"E-Mail zugestellt {mit} <mit@example.org>, {zugestellt:%d.%m.%Y, %H:%M} Uhr",
        f"{zugestellt:%d.%m.%Y, %H:%M} Uhr",
    ]


def test_a_receipt_is_corrected_with_its_reason_and_the_old_one_stays_to_be_read(client: Client) -> None:
    login_clerk(client)
    sitzung, _, ohne = build_eingeladene()
    einladung = sitzung.einladungen.get(person=ohne.person)
    adresse = reverse("einladung_zugang", args=[sitzung.pk, einladung.pk])
    jetzt = timezone.localtime()
    angaben = {"tag": f"{jetzt:%Y-%m-%d}", "zeit": f"{jetzt:%H:%M}"}
    assert errors(client.post(adresse, angaben)) == [
        "Warum wird der Zugang berichtigt?: Bitte begründen Sie, warum der Zugang berichtigt wird."
    ]
    client.post(adresse, angaben | {"grund": "Uhrzeit vertippt"})
    assert einladung.zugaenge.count() == 2
    assert len(texts(soup(client.get(adresse)), "#verlauf ~ ol li")) == 2


def test_who_came_later_is_invited_from_the_list(client: Client) -> None:
    login_clerk(client)
    sitzung, _, _ = build_eingeladene()
    neu = build_mitglied(gremium=sitzung.gremium, konto=build_konto(email="neu@example.org"))
    adresse = reverse("einladungen_nachladen", args=[sitzung.pk])
    assert errors(client.post(adresse)) == ["Noch nicht eingeladen: Bitte wählen Sie, wen Sie einladen."]
    client.post(adresse, {"personen": [neu.person_id]})
    assert sitzung.einladungen.filter(person=neu.person).count() == 1
    assert soup(client.get(reverse("einladungen", args=[sitzung.pk]))).select("#nachladen") == []


def test_the_clerk_enters_an_answer_for_somebody(client: Client) -> None:
    clerk = login_clerk(client)
    sitzung, _, ohne = build_eingeladene()
    einladung = sitzung.einladungen.get(person=ohne.person)
    client.post(reverse("einladung_antwort", args=[sitzung.pk, einladung.pk]), {"antwort": "kommt_nicht"})
    antwort = Rueckmeldung.objects.get()
    assert (antwort.einladung, antwort.antwort, antwort.gegeben_von) == (einladung, Antwort.KOMMT_NICHT, clerk)


# --- one's own invitation


def test_whoever_was_invited_opens_it_and_answers(client: Client) -> None:
    sitzung, mit, _ = build_eingeladene()
    client.force_login(mit)
    assert "Einladung öffnen und antworten" in texts(soup(client.get(sitzung.get_absolute_url())), "dd a")
    adresse = reverse("einladung", args=[sitzung.pk])
    geoeffnete = Einladung.objects.filter(person=mit.person, geoeffnet_am__isnull=False)
    client.head(adresse)
    assert not geoeffnete.exists()
    seite = soup(client.get(adresse))
    assert geoeffnete.count() == 1
    # Nobody is entered to stand in for them.
    assert [feld["value"] for feld in seite.select("input[name=antwort]")] == ["kommt", "spaeter", "kommt_nicht"]
    client.post(adresse, {"antwort": "spaeter", "hinweis": "ab 17 Uhr"})
    seite = soup(client.get(adresse))
    assert [feld["value"] for feld in seite.select("input[name=antwort][checked]")] == ["spaeter"]
    client.post(adresse, {"antwort": "vertretung"})
    assert Rueckmeldung.objects.count() == 1


def test_a_deputy_reads_for_whom_they_stand_in(client: Client) -> None:
    sitzung = build_veroeffentlichte_sitzung(beginn=future(20))
    vertretung = build_mitglied(gremium=sitzung.gremium, funktion=Funktion.VERTRETUNG)
    mitglied = build_mitglied(gremium=sitzung.gremium, vertretung=vertretung.person)
    dienst = build_konto(rolle=Rolle.SITZUNGSDIENST)
    sitzung = invite_sitzung(sitzung, zugang=timezone.now(), konto=dienst)
    client.force_login(mitglied)
    adresse = reverse("einladung", args=[sitzung.pk])
    seite = soup(client.get(adresse))
    assert str(vertretung.person) in texts(seite, "dd")
    assert [feld["value"] for feld in seite.select("input[name=antwort]")] == [antwort.value for antwort in Antwort]
    client.post(adresse, {"antwort": "vertretung"})
    client.force_login(vertretung)
    seite = soup(client.get(adresse))
    assert str(mitglied.person) in texts(seite, "dd")
    assert [feld["value"] for feld in seite.select("input[name=antwort]")] == ["kommt", "spaeter", "kommt_nicht"]


def test_a_member_of_the_stadtvorstand_reads_the_invitation_and_generic_words(client: Client) -> None:
    sitzung = build_veroeffentlichte_sitzung(beginn=future(20), oeffentliche=1, nichtoeffentliche=1)
    vorstand = build_konto(rolle=Rolle.DEZERNAT, person=build_person())
    dienst = build_konto(rolle=Rolle.SITZUNGSDIENST)
    sitzung = invite_sitzung(sitzung, zugang=timezone.now(), konto=dienst)
    client.force_login(vorstand)
    assert client.get(reverse("einladung", args=[sitzung.pk])).status_code == 200
    assert client.get(reverse("einladung_pdf", args=[sitzung.pk])).status_code == 200


def test_nobody_else_reads_the_invitation(client: Client) -> None:
    sitzung, _, _ = build_eingeladene()
    adresse = reverse("einladung", args=[sitzung.pk])
    assert client.get(adresse)["Location"].startswith(reverse("account_login"))
    for konto in (build_mitglied(), build_konto(rolle=Rolle.SACHBEARBEITUNG)):
        client.force_login(konto)
        assert client.get(adresse).status_code == 404
        assert client.post(adresse, {"antwort": "kommt"}).status_code == 404
    assert not Rueckmeldung.objects.exists()
