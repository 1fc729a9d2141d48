"""/sitzungen/<pk>/unterlagen/ and the files behind it."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from konten.enums import Rolle
from konten.models import Konto
from sitzungen.actions.unterlage import remove_unterlage
from sitzungen.models import Sitzung, Tagesordnungspunkt, Unterlage
from tests.bauten import build_konto, build_mitglied, build_pdf, build_veroeffentlichte_sitzung, iter_tops
from tests.sitzungen.views.seiten import Antwort, errors, login_clerk, soup, texts

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clerk(client: Client, leerer_zaehler: None) -> Konto:
    return login_clerk(client)


@pytest.fixture
def sitzung() -> Sitzung:
    return build_veroeffentlichte_sitzung()


def bring(
    client: Client, sitzung: Sitzung, *, inhalt: bytes | None = None, name: str = "Entwurf Meier.pdf", **angaben: object
) -> Antwort:
    datei = SimpleUploadedFile(name, build_pdf() if inhalt is None else inhalt)
    werte: dict[str, object] = {"art": "tischvorlage", "titel": "Kosten", "datei": datei, **angaben}
    return client.post(reverse("unterlage_neu", args=[sitzung.pk]), werte, follow=True)


def at(name: str, unterlage: Unterlage) -> str:
    return reverse(name, args=[unterlage.sitzung_id, unterlage.pk])


def fetch(client: Client, unterlage: Unterlage) -> tuple[int, str]:
    """Return the answer's status and the name of the file, which is read to its end."""
    antwort = client.get(unterlage.get_absolute_url())
    if antwort.streaming:
        assert antwort.getvalue()
    return antwort.status_code, str(antwort.headers.get("Content-Disposition", ""))


def publish(client: Client, unterlage: Unterlage) -> None:
    client.post(at("unterlage_veroeffentlichen", unterlage), {"vorlegen": "1", "grund": "Für alle"})
    login_clerk(client)
    client.post(at("unterlage_veroeffentlichen", unterlage))
    unterlage.refresh_from_db()
    assert unterlage.oeffentlich


def test_it_lies_on_the_sitting_or_on_its_item(client: Client, sitzung: Sitzung) -> None:
    offen = next(iter_tops(sitzung))
    antwort = bring(client, sitzung)
    assert texts(soup(antwort), ".messages .kern-alert") == [
        "„Kosten“ ist beigelegt. Bisher ist die Unterlage nichtöffentlich."
    ]
    bring(client, sitzung, top=offen.pk, titel="", name="Folien.pdf", art="praesentation")
    seite = soup(client.get(sitzung.get_absolute_url()))
    assert texts(seite, "section[aria-labelledby=unterlagen] .rows__title") == ["Tischvorlage: Kosten"]
    assert texts(seite, ".agenda__item .rows__title") == ["Präsentation: Folien"]


def test_strange_files_are_refused_at_their_field(client: Client, sitzung: Sitzung) -> None:
    for name, inhalt in (("programm.exe", b"MZ"), ("kein.pdf", b"kein PDF"), ("leer.pdf", b"")):
        [zeile] = errors(bring(client, sitzung, name=name, inhalt=inhalt))
        assert zeile.startswith("Datei: ")
    assert Unterlage.objects.count() == 0


def test_only_announced_items_are_offered(client: Client, sitzung: Sitzung) -> None:
    fremd: Tagesordnungspunkt = next(iter_tops(build_veroeffentlichte_sitzung()))
    assert len(errors(bring(client, sitzung, top=fremd.pk))) == 1
    wahl = soup(client.get(reverse("unterlage_neu", args=[sitzung.pk]))).select("#id_top option")
    assert len(wahl) == 3


def test_nobody_outside_learns_name_content_or_number(client: Client, sitzung: Sitzung) -> None:
    offen, geschlossen = iter_tops(sitzung)
    for top in (None, offen, geschlossen):
        bring(client, sitzung, top=top.pk if top else "", titel="Geheimsache")
    for wer in (None, build_mitglied(), build_konto(rolle=Rolle.SACHBEARBEITUNG)):
        client.logout()
        if wer is not None:
            client.force_login(wer)
        seite = client.get(sitzung.get_absolute_url()).content.decode()
        assert "Geheimsache" not in seite
        assert "unterlagen" not in seite
        for unterlage in Unterlage.objects.all():
            assert fetch(client, unterlage)[0] == 404


def test_everybody_gets_the_public_copy_under_a_name_of_the_house(client: Client, sitzung: Sitzung) -> None:
    bring(client, sitzung)
    unterlage = Unterlage.objects.get()
    publish(client, unterlage)
    client.logout()
    status, name = fetch(client, unterlage)
    assert status == 200
    assert name == f'inline; filename="{sitzung.nummer.replace("/", "-")} Kosten.pdf"'
    seite = soup(client.get(sitzung.get_absolute_url()))
    assert texts(seite, "section[aria-labelledby=unterlagen] .rows__title") == ["Tischvorlage: Kosten"]
    client.force_login(build_mitglied(gremium=sitzung.gremium))
    assert fetch(client, unterlage) == (200, 'inline; filename="Entwurf Meier.pdf"')


def test_one_person_alone_cannot_confirm(client: Client, sitzung: Sitzung) -> None:
    bring(client, sitzung)
    unterlage = Unterlage.objects.get()
    adresse = at("unterlage_veroeffentlichen", unterlage)
    client.post(adresse, {"vorlegen": "1", "grund": "Für alle"})
    assert texts(soup(client.get(adresse)), "main form button") == []
    client.post(adresse)
    unterlage.refresh_from_db()
    assert not unterlage.oeffentlich


def test_a_proposal_stands_on_the_desk_and_can_be_declined(client: Client, sitzung: Sitzung) -> None:
    bring(client, sitzung)
    unterlage = Unterlage.objects.get()
    client.post(at("unterlage_veroeffentlichen", unterlage), {"vorlegen": "1", "grund": "Für alle"})
    login_clerk(client)
    pult = client.get(reverse("sitzungsdienst")).content.decode()
    assert f"{sitzung.nummer}, Tischvorlage: Kosten" in pult
    client.post(at("unterlage_ablehnen", unterlage), {"grund": "Enthält Namen"})
    assert at("unterlage_veroeffentlichen", unterlage) not in client.get(reverse("sitzungsdienst")).content.decode()


def test_removed_it_is_gone_for_everybody_and_the_reason_stays_inside(client: Client, sitzung: Sitzung) -> None:
    bring(client, sitzung)
    unterlage = Unterlage.objects.get()
    client.post(at("unterlage_entfernen", unterlage), {"grund": ""})
    unterlage.refresh_from_db()
    assert not unterlage.is_entfernt
    client.post(at("unterlage_entfernen", unterlage), {"grund": "Falsche Datei"})
    assert fetch(client, unterlage)[0] == 404
    assert "Falsche Datei" in client.get(sitzung.get_absolute_url()).content.decode()
    client.force_login(build_mitglied(gremium=sitzung.gremium))
    assert "Kosten" not in client.get(sitzung.get_absolute_url()).content.decode()
    assert fetch(client, unterlage)[0] == 404


def test_schriftfuehrung_brings_but_does_not_publish(client: Client, sitzung: Sitzung, clerk: Konto) -> None:
    client.force_login(build_konto(rolle=Rolle.SCHRIFTFUEHRUNG, gremium=sitzung.gremium))
    assert bring(client, sitzung).status_code == 200
    unterlage = Unterlage.objects.get()
    assert client.get(at("unterlage_veroeffentlichen", unterlage)).status_code == 403
    assert client.get(at("unterlage_entfernen", unterlage)).status_code == 200
    remove_unterlage(unterlage, konto=clerk, grund="Falsche Datei")
    assert "Falsche Datei" in client.get(sitzung.get_absolute_url()).content.decode()
