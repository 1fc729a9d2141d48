"""What changed between two Fassungen: for whoever may read both, and as far as they may."""

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from konten.enums import Rolle
from tests.bauten import (
    build_anlage,
    build_datei,
    build_freigegebene_vorlage,
    build_gremium,
    build_konto,
    build_mitglied,
    build_neufassung,
    build_pdf,
    build_veroeffentlichte_sitzung,
    build_veroeffentlichte_vorlage,
    release_fassung,
)
from tests.pdf_text import extract_text
from vorlagen.actions.veroeffentlichung import publish_vorlage
from vorlagen.models import Anlage, Fassung, Vorlage

pytestmark = pytest.mark.django_db

ALT = "<p>Der Rat beschließt 5,00 €.</p>"
NEU = "<p>Der Rat beschließt 6,00 €.</p>"


def build_zwei(*, oeffentlich: bool = True) -> Vorlage:
    """Build a paper of two Fassungen: a changed amount, a new attachment, one for the office only."""
    vorlage = build_veroeffentlichte_vorlage(beschlussentwurf=ALT) if oeffentlich else build_freigegebene_vorlage(
        beschlussentwurf=ALT, oeffentlich=False
    )  # fmt: skip
    neu = build_neufassung(vorlage, beschlussentwurf=NEU, oeffentlich=True)
    build_anlage(neu, titel="Offener Plan", datei=build_datei(build_pdf(2)))
    build_anlage(neu, titel="Geheimer Plan", oeffentlich=False, datei=build_datei(build_pdf(3)))
    publish_vorlage(release_fassung(neu), konto=build_konto(rolle=Rolle.SITZUNGSDIENST))
    return vorlage


def address_of(vorlage: Vorlage, von: int = 0, bis: int = 1, *, name: str = "vorlage_unterschied") -> str:
    return reverse(name, args=[vorlage.pk, von, bis])


def words_of(client: Client, adresse: str) -> str:
    """Return the text of the page as it is read aloud."""
    antwort = client.get(adresse)
    assert antwort.status_code == 200
    haupt = antwort.content.decode().split("<main", 1)[1].split("</main>", 1)[0]
    return " ".join(re.sub(r"<[^>]*>", " ", haupt).split())


def test_everybody_reads_what_changed_between_published_fassungen(client: Client) -> None:
    vorlage = build_zwei()
    worte = words_of(client, address_of(vorlage))
    assert "Grund der Neufassung Nach der Beratung geändert" in worte
    assert "Geändert Beschlussentwurf (1 Stelle), Anlage 01 neu" in worte
    assert "Der Rat beschließt [entfallen: 5,00 ] [neu: 6,00 ] €." in worte
    assert "Anlage 01: Offener Plan neu 2 Seiten" in worte
    assert "Geheimer Plan" not in worte


def test_the_office_reads_of_its_closed_attachments_too(client: Client) -> None:
    client.force_login(build_konto(rolle=Rolle.SITZUNGSDIENST))
    assert "Anlage 02: Geheimer Plan neu 3 Seiten" in words_of(client, address_of(build_zwei()))


def test_what_was_internal_before_is_compared_with_nothing(client: Client) -> None:
    vorlage = build_zwei(oeffentlich=False)
    for name in ("vorlage_unterschied", "vorlage_unterschied_pdf"):
        assert client.get(address_of(vorlage, name=name)).status_code == 404
    worte = words_of(client, reverse("vorlage_unterschiede", args=[vorlage.pk]))
    assert "können Sie eine Fassung lesen; es gibt nichts zu vergleichen" in worte
    assert address_of(vorlage) not in client.get(vorlage.get_absolute_url()).content.decode()
    client.force_login(build_konto(rolle=Rolle.SITZUNGSDIENST))
    assert client.get(address_of(vorlage)).status_code == 200


@pytest.mark.parametrize(("von", "bis"), [(0, 0), (0, 2), (7, 1)])
def test_there_are_two_to_be_compared(client: Client, von: int, bis: int) -> None:
    assert client.get(address_of(build_zwei(), von, bis)).status_code == 404


def test_the_order_of_asking_does_not_matter(client: Client) -> None:
    vorlage = build_zwei()
    seiten = [words_of(client, adresse) for adresse in (
        address_of(vorlage), address_of(vorlage, 1, 0), reverse("vorlage_unterschiede", args=[vorlage.pk])
    )]  # fmt: skip
    assert seiten[0] == seiten[1] == seiten[2]


def test_a_draft_is_compared_by_those_who_see_it(client: Client) -> None:
    vorlage = build_veroeffentlichte_vorlage(beschlussentwurf=ALT)
    neu = build_neufassung(vorlage, beschlussentwurf=NEU)
    assert client.get(address_of(vorlage)).status_code == 404
    client.force_login(build_konto(rolle=Rolle.SACHBEARBEITUNG, amt=neu.amt))
    assert "[entfallen: 5,00 ] [neu: 6,00 ]" in words_of(client, address_of(vorlage))


def test_three_fassungen_can_be_compared_in_pairs(client: Client) -> None:
    vorlage = build_zwei()
    dritte = build_neufassung(vorlage)
    dritte.anlagen.filter(titel="Offener Plan").update(oeffentlich=True)
    publish_vorlage(release_fassung(dritte), konto=build_konto(rolle=Rolle.SITZUNGSDIENST))
    seite = client.get(reverse("vorlage_unterschiede", args=[vorlage.pk])).content.decode()
    assert [adresse in seite for adresse in (address_of(vorlage, 0, 1), address_of(vorlage, 0, 2))] == [True, True]
    assert "Geändert nichts" in words_of(client, address_of(vorlage, 1, 2))


def test_the_paper_leads_to_what_changed(client: Client) -> None:
    vorlage = build_zwei()
    assert f'href="{address_of(vorlage)}"' in client.get(vorlage.get_absolute_url()).content.decode()
    erste = client.get(reverse("vorlage_fassung", args=[vorlage.pk, 0])).content.decode()
    assert f'href="{address_of(vorlage)}"' not in erste


def test_a_station_says_which_fassung_it_dealt_with_and_what_changed_since(client: Client) -> None:
    gremium = build_gremium(name="Haupt- und Finanzausschuss")
    vorlage = build_veroeffentlichte_vorlage(beschlussentwurf=ALT, stationen=[(gremium, None, True, True)])
    build_veroeffentlichte_sitzung(gremium=gremium, vorlagen=[vorlage], oeffentliche=0, nichtoeffentliche=0)
    neu = release_fassung(build_neufassung(vorlage, beschlussentwurf=NEU))
    client.force_login(build_mitglied(gremium=gremium))
    # The members were sent the first one only; nothing is said of another.
    assert "geändert hat" not in words_of(client, vorlage.get_absolute_url())
    publish_vorlage(neu, konto=build_konto(rolle=Rolle.SITZUNGSDIENST))
    alt = vorlage.fassungen.get(neufassung=0)
    worte = words_of(client, vorlage.get_absolute_url())
    assert f"über {alt.nummer} Was sich seit Haupt- und Finanzausschuss am" in worte


def test_the_comparison_prints_with_both_fassungen_and_every_change(client: Client) -> None:
    vorlage = build_zwei()
    antwort = client.get(address_of(vorlage, name="vorlage_unterschied_pdf"))
    assert antwort["Content-Type"] == "application/pdf"
    text = " ".join(extract_text(antwort.content).split())
    alt, neu = vorlage.fassungen.order_by("neufassung")
    for satz in (
        "Was sich geändert hat",
        f"Bisher: {alt.nummer} vom",
        f"Jetzt: {neu.nummer} vom",
        "Grund der Neufassung: Nach der Beratung geändert",
        "Geändert: Beschlussentwurf (1 Stelle), Anlage 01 neu",
        "Der Rat beschließt [entfallen: 5,00] [neu: 6,00] €.",
        "Anlage 01: Offener Plan – neu (2 Seiten)",
    ):
        assert satz in text, satz
    assert "Geheimer Plan" not in text


def test_the_paper_itself_says_in_print_what_changed(client: Client) -> None:
    vorlage = build_zwei()
    alt = vorlage.fassungen.get(neufassung=0)
    text = " ".join(extract_text(client.get(reverse("vorlage_pdf", args=[vorlage.pk])).content).split())
    geaendert = "Beschlussentwurf (1 Stelle), Anlage 01 neu"
    satz = f"Neufassung: Nach der Beratung geändert. Gegenüber {alt.nummer} geändert: {geaendert}."
    assert satz in text
    erste = extract_text(client.get(reverse("vorlage_pdf", args=[vorlage.pk, 0])).content)
    assert "Neufassung:" not in erste


def test_the_printed_reason_stands_alone_where_the_earlier_fassung_is_not_to_be_read(client: Client) -> None:
    vorlage = build_zwei(oeffentlich=False)
    text = " ".join(extract_text(client.get(reverse("vorlage_pdf", args=[vorlage.pk])).content).split())
    assert "Neufassung: Nach der Beratung geändert. Gremienweg" in text


@pytest.mark.parametrize("anzahl", [1, 3])
def test_comparing_asks_no_more_for_more_attachments(
    client: Client, django_assert_num_queries: Any, anzahl: int
) -> None:
    vorlage = build_veroeffentlichte_vorlage(beschlussentwurf=ALT)
    neu = build_neufassung(vorlage, beschlussentwurf=NEU)
    for zahl in range(anzahl):
        build_anlage(neu, titel=f"Plan {zahl}", datei=build_datei(build_pdf(zahl + 1)))
    publish_vorlage(release_fassung(neu), konto=build_konto(rolle=Rolle.SITZUNGSDIENST))
    with django_assert_num_queries(3):
        words_of(client, address_of(vorlage))


def test_equal_fassungen_say_so(client: Client) -> None:
    vorlage = build_veroeffentlichte_vorlage(beschlussentwurf=ALT)
    publish_vorlage(release_fassung(build_neufassung(vorlage)), konto=build_konto(rolle=Rolle.SITZUNGSDIENST))
    worte = words_of(client, address_of(vorlage))
    assert "Geändert nichts" in worte
    assert "ist kein Text und keine Anlage anders" in worte


def test_a_replaced_file_is_named_with_its_pages(client: Client) -> None:
    vorlage = build_freigegebene_vorlage()
    neu = build_neufassung(vorlage)
    anlage = build_anlage(neu, titel="Lageplan", datei=build_datei(build_pdf(2)))
    release_fassung(neu)
    dritte: Fassung = build_neufassung(vorlage)
    Anlage.objects.filter(fassung=dritte, titel=anlage.titel).update(datei=build_datei(build_pdf(5)))
    client.force_login(build_konto(rolle=Rolle.SACHBEARBEITUNG, amt=neu.amt))
    assert "Anlage 01: Lageplan ersetzt 5 Seiten, bisher 2" in words_of(client, address_of(vorlage, 1, 2))
