"""The check of a draft on pages and in acts: warnings ask for a reason, hints do not, each leads to its field."""

import pytest
from django.test import Client
from django.urls import reverse

from gremien.models import Stadt
from journal.models import Eintrag
from konten.enums import Rolle
from tests.bauten import build_anlage, build_datei, build_entwurf, build_gremium, build_konto, release_fassung
from tests.dokumente.anlagen.bogen import new_pdf, save, zeile
from tests.pruefen import refused
from vorlagen.actions.anlagenpruefung import finish_anlagen
from vorlagen.actions.freigabe import check_fassung
from vorlagen.actions.mitzeichnung import submit_vorlage
from vorlagen.models import Fassung

pytestmark = pytest.mark.django_db

IBAN = "DE89 3704 0044 0532 0130 00"
FEHLT = (
    "In der Begründung steht „Anlage 3“, angehängt ist aber keine Anlage. Bitte hängen Sie die Anlage an oder ändern "
    "Sie den Verweis."
)
STEHT = (
    "In der Begründung, Absatz 1, steht eine IBAN. Bitte streichen Sie das oder begründen Sie, warum es alle lesen "
    "dürfen."
)
KURZ = "Der Stadtrat soll zustimmen."
UNERWAEHNT = "Anlage 1 „Gutachten“ kommt in keinem Text vor."


def submit(fassung: Fassung, grund: str = "") -> Fassung:
    assert fassung.verfasser is not None
    return submit_vorlage(fassung, konto=fassung.verfasser, grund=grund)


def read(client: Client, fassung: Fassung, name: str = "vorlage_einreichen") -> str:
    assert fassung.verfasser is not None
    client.force_login(fassung.verfasser)
    return client.get(reverse(name, args=[fassung.vorlage_id])).content.decode()


def test_a_warning_passes_with_a_reason_here_and_at_release() -> None:
    fassung = build_entwurf(begruendung="<p>Siehe Anlage 3.</p>")
    with refused(FEHLT, feld="anlagen"):
        submit(fassung)
    fassung = submit(fassung, grund="Wird nachgereicht.")
    assert Eintrag.objects.latest("laufend").daten["uebergangen"] == [FEHLT]
    leitung = build_konto(rolle=Rolle.DEZERNAT, dezernat=fassung.dezernat)
    with refused(FEHLT):
        release_fassung(fassung, konto=leitung)
    assert release_fassung(fassung, konto=leitung, grund="Wird nachgereicht.").is_freigegeben


def test_a_hint_asks_for_nothing(client: Client) -> None:
    fassung = build_entwurf()
    build_anlage(fassung, titel="Gutachten")
    seite = read(client, fassung)
    assert UNERWAEHNT in seite
    assert 'name="grund"' not in seite
    assert release_fassung(submit(fassung)).is_freigegeben


def test_the_page_leads_from_each_finding_to_its_field(client: Client) -> None:
    fassung = build_entwurf(begruendung="<p>Am 31.02.2027, siehe Anlage 3.</p>", beschlussentwurf="<p>Siehe unten.</p>")
    seite = read(client, fassung)
    bearbeiten = reverse("vorlage_bearbeiten", args=[fassung.vorlage_id])
    for anker, satz in (
        (
            "beschlussentwurf/?zurueck=pruefen#id_beschlussentwurf",
            "Der Beschlussentwurf sagt nicht, was beschlossen werden soll.",
        ),
        ("begruendung/?zurueck=pruefen#id_begruendung", "In der Begründung steht „31.02.2027“."),
        ("anlagen/?zurueck=pruefen#teil", FEHLT),
    ):
        assert f'<a href="{bearbeiten}{anker}">{satz}' in seite
    assert 'name="grund"' in seite


def test_the_drafting_page_says_what_to_look_at_while_somebody_writes(client: Client) -> None:
    fassung = build_entwurf(begruendung="<p>Am 31.02.2027.</p>")
    assert "In der Begründung steht „31.02.2027“." in read(client, fassung, "vorlage_bearbeiten")


def test_details_of_persons_stop_a_public_paper_and_are_not_repeated() -> None:
    text = f"<p>Konto {IBAN}</p>"
    fassung = build_entwurf(begruendung=text)
    with refused(STEHT, feld="begruendung"):
        submit(fassung)
    submit(fassung, grund="Beispielnummer.")
    assert IBAN not in str(Eintrag.objects.latest("laufend").daten)
    submit(build_entwurf(begruendung=text, oeffentlich=False))


def test_the_telephone_of_the_letterhead_is_no_detail_of_a_person() -> None:
    fassung = build_entwurf(begruendung="<p>Rückfragen: Frau Muster, Tel. 0261 129-4567.</p>", kurzfassung=KURZ)
    assert len(check_fassung(fassung)) == 1
    stadt = Stadt.objects.current()
    stadt.kontakt = "Telefon 0261 129-0"
    stadt.save()
    assert check_fassung(fassung) == []


def test_public_attachments_are_looked_through() -> None:
    fassung = build_entwurf(begruendung="<p>Näheres zeigt der Plan.</p>", kurzfassung=KURZ)
    datei = build_datei(save(new_pdf(zeile("nichts"), zeile(f"Konto {IBAN}"))))
    anlage = build_anlage(fassung, titel="Plan", datei=datei)
    [offen] = check_fassung(fassung)
    assert "wird noch auf verborgene Inhalte und Angaben zu Personen geprüft" in offen.satz
    finish_anlagen(fassung)
    with refused(
        "Anlage 1 „Plan“: Auf Seite 2 steht eine IBAN. Bitte entfernen Sie das aus der Datei, hängen Sie sie "
        "nichtöffentlich an oder begründen Sie, warum es alle lesen dürfen.",
        feld="anlagen",
    ):
        submit(fassung)
    anlage.oeffentlich = False
    anlage.save()
    assert not submit(fassung).is_entwurf


def test_a_closed_station_of_a_public_paper_needs_its_reason() -> None:
    rat = build_gremium(name="Stadtrat")
    fassung = build_entwurf(stationen=[(rat, None, True, False)])
    submit(fassung)
    fassung = build_entwurf(stationen=[(rat, None, True, False)])
    fassung.vorlage.beratungen.update(nichtoeffentlich_grund="")
    with refused(
        "Station 1 (Stadtrat) berät nichtöffentlich. Bitte geben Sie bei der Station den Grund an. Er bleibt "
        "verwaltungsintern.",
        feld="gremienweg",
    ):
        submit(fassung)
