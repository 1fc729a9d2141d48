"""Attachments that come after the release: with a reason, non-public, and public only by two people."""

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from gremien.rules.befund import VorgangGesperrt
from journal.enums import Akt
from journal.models import Eintrag
from konten.enums import Rolle
from konten.models import Konto
from post.enums import Anlass
from post.models import Nachricht
from tests.bauten import (
    build_anlage,
    build_datei,
    build_entwurf,
    build_freigegebene_vorlage,
    build_gremium,
    build_konto,
    build_mitglied,
    build_neufassung,
    build_veroeffentlichte_sitzung,
    build_veroeffentlichte_vorlage,
    release_fassung,
)
from tests.pruefen import refused
from vorlagen.actions.freigabe import withdraw_vorlage
from vorlagen.actions.spaete_anlage import (
    NICHT_OEFFENTLICH,
    SCHON_OEFFENTLICH,
    VORSCHLAG_FEHLT,
    SpaeteAnlage,
    add_anlage,
    finish_anlage,
    propose_anlage,
    publish_anlage,
)
from vorlagen.models import Anlage, Fassung, Vorlage
from vorlagen.models.pruefsumme import compute_pruefsumme

pytestmark = pytest.mark.django_db


def build_dienst() -> Konto:
    return build_konto(rolle=Rolle.SITZUNGSDIENST)


def build_neue(*, titel: str = "Gutachten", grund: str = "Kam zu spät") -> SpaeteAnlage:
    return SpaeteAnlage(titel=titel, datei=build_datei(), dateiname="gutachten.pdf", grund=grund)


def bring(fassung: Fassung, *, konto: Konto | None = None) -> Anlage:
    """Add an attachment to a released Fassung."""
    return add_anlage(fassung, build_neue(), konto=konto or build_dienst())


def build_oeffentliche() -> Fassung:
    vorlage: Vorlage = build_veroeffentlichte_vorlage()
    return vorlage.fassungen.get()


def test_an_attachment_comes_last_and_non_public_and_the_journal_says_why() -> None:
    vorlage = build_freigegebene_vorlage(anlagen=[("Lageplan", True)])
    fassung, konto = vorlage.fassungen.get(), build_dienst()
    vorher = compute_pruefsumme(fassung)
    anlage = bring(fassung, konto=konto)
    anlage.refresh_from_db()
    assert (anlage.position, anlage.titel, anlage.dateiname, anlage.oeffentlich) == (
        2,
        "Gutachten",
        "gutachten.pdf",
        False,
    )
    assert timezone.localdate(anlage.nachgereicht_am) == timezone.localdate()
    eintrag = Eintrag.objects.get(akt=Akt.ANLAGEN_NACHREICHEN)
    assert eintrag.konto_id == konto.pk
    assert eintrag.daten["anlagen"] == [2]
    assert eintrag.daten["grund"] == "Kam zu spät"
    jetzt = compute_pruefsumme(Fassung.objects.get(pk=fassung.pk))
    assert (eintrag.daten["pruefsumme_vorher"], eintrag.daten["pruefsumme"]) == (vorher, jetzt)
    assert fassung.beteiligungen.filter(konto=konto, art="anlage").exists()


@pytest.mark.parametrize(
    ("titel", "grund", "satz"),
    [
        ("Plan", " ", "Bitte geben Sie an, warum die Anlage erst jetzt kommt."),
        (" ", "Kam zu spät", "Bitte geben Sie der Anlage einen Titel."),
    ],
)
def test_it_has_a_title_and_a_reason(titel: str, grund: str, satz: str) -> None:
    fassung, neu, konto = build_oeffentliche(), build_neue(titel=titel, grund=grund), build_dienst()
    with refused(satz):
        add_anlage(fassung, neu, konto=konto)
    assert not Anlage.objects.exists()


def test_nothing_comes_to_a_withdrawn_paper_or_an_earlier_fassung() -> None:
    vorlage, neu, konto = build_freigegebene_vorlage(), build_neue(), build_dienst()
    erste = vorlage.fassungen.get()
    release_fassung(build_neufassung(vorlage))
    with refused("Nachgereicht wird nur zur neuesten freigegebenen Fassung. Bitte öffnen Sie die Vorlage neu."):
        add_anlage(erste, neu, konto=konto)
    withdraw_vorlage(vorlage, konto=konto, grund="Erledigt")
    with refused("Die Vorlage ist zurückgezogen; nachgereicht wird nichts mehr."):
        add_anlage(vorlage.fassungen.latest("neufassung"), neu, konto=konto)


def test_an_account_of_nobody_brings_nothing() -> None:
    fassung = build_oeffentliche()
    with pytest.raises(VorgangGesperrt):
        bring(fassung, konto=build_konto())
    assert not fassung.anlagen.exists()


def test_two_people_make_it_public() -> None:
    fassung, eins, zwei = build_oeffentliche(), build_dienst(), build_dienst()
    anlage = bring(fassung, konto=eins)
    finish_anlage(anlage)
    with refused(VORSCHLAG_FEHLT):
        publish_anlage(anlage, konto=zwei)
    propose_anlage(anlage, konto=eins, grund="Alle sollen es lesen")
    with pytest.raises(VorgangGesperrt, match="Sie haben die Veröffentlichung vorgeschlagen"):
        publish_anlage(anlage, konto=eins)
    publish_anlage(anlage, konto=zwei)
    anlage.refresh_from_db()
    assert anlage.oeffentlich
    eintrag = Eintrag.objects.get(akt=Akt.ANLAGE_VEROEFFENTLICHEN)
    assert eintrag.daten["vorgeschlagen_von"] == eins.get_username()
    assert eintrag.daten["grund"] == "Alle sollen es lesen"
    assert eintrag.daten["pruefsumme"] == compute_pruefsumme(Fassung.objects.get(pk=fassung.pk))
    with refused(SCHON_OEFFENTLICH):
        propose_anlage(anlage, konto=eins, grund="Noch einmal")
    assert publish_anlage(anlage, konto=zwei).oeffentlich
    assert Eintrag.objects.filter(akt=Akt.ANLAGE_VEROEFFENTLICHEN).count() == 1


def test_who_brought_it_does_not_confirm_what_another_proposed() -> None:
    fassung, eins, zwei = build_oeffentliche(), build_dienst(), build_dienst()
    anlage = bring(fassung, konto=eins)
    finish_anlage(anlage)
    propose_anlage(anlage, konto=zwei, grund="Alle sollen es lesen")
    with pytest.raises(VorgangGesperrt, match="Sie haben an der Vorlage mitgewirkt"):
        publish_anlage(anlage, konto=eins)


def test_a_closed_paper_has_no_public_attachments() -> None:
    vorlage = build_freigegebene_vorlage(oeffentlich=False)
    anlage = bring(vorlage.fassungen.get())
    finish_anlage(anlage)
    konto = build_dienst()
    with refused(NICHT_OEFFENTLICH):
        propose_anlage(anlage, konto=konto, grund="Alle sollen es lesen")


def test_the_authors_and_those_who_have_the_paper_are_told() -> None:
    gremium, fremd = build_gremium(), build_mitglied()
    mitglied = build_mitglied(gremium=gremium)
    vorlage = build_veroeffentlichte_vorlage(stationen=[(gremium, None, True, True)])
    build_veroeffentlichte_sitzung(gremium=gremium, vorlagen=[vorlage], oeffentliche=0, nichtoeffentliche=0)
    Nachricht.objects.all().delete()
    konto = build_dienst()
    bring(vorlage.fassungen.get(), konto=konto)
    geschrieben = Nachricht.objects.filter(anlass=Anlass.NACHGEREICHT)
    autor = vorlage.fassungen.get().verfasser
    assert autor is not None
    assert set(geschrieben.values_list("konto", flat=True)) == {mitglied.pk, autor.pk}
    assert fremd.pk not in geschrieben.values_list("konto", flat=True)
    assert "Gutachten" not in "".join(f"{n.gegenstand}{n.satz}" for n in geschrieben)


def test_the_database_takes_no_other_late_attachment() -> None:
    fassung = build_oeffentliche()
    with pytest.raises(DatabaseError), transaction.atomic():
        build_anlage(fassung)
    with pytest.raises(DatabaseError), transaction.atomic():
        Anlage.objects.create(fassung=fassung, position=9, titel="X", oeffentlich=True, nachgereicht_am=timezone.now())


@pytest.mark.parametrize(
    "aenderung",
    [
        "oeffentlich = NOT oeffentlich",
        "titel = 'X'",
        "nachgereicht_am = NULL",
        "nachgereicht_grund = 'X'",
        "datei_id = NULL",
    ],
)
def test_what_came_stays_as_it_came(aenderung: str) -> None:
    fassung, eins, zwei = build_oeffentliche(), build_dienst(), build_dienst()
    anlage = bring(fassung, konto=eins)
    finish_anlage(anlage)
    propose_anlage(anlage, konto=eins, grund="Alle sollen es lesen")
    publish_anlage(anlage, konto=zwei)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE vorlagen_anlage SET {aenderung} WHERE id = %s", [anlage.pk])  # noqa: S608


def test_an_attachment_released_with_the_paper_does_not_become_public_later() -> None:
    vorlage = build_veroeffentlichte_vorlage(anlagen=[("Intern", False)])
    with pytest.raises(DatabaseError), transaction.atomic():
        Anlage.objects.filter(fassung__vorlage=vorlage).update(oeffentlich=True)


def test_a_draft_takes_attachments_as_before() -> None:
    assert build_anlage(build_entwurf()).nachgereicht_am is None
