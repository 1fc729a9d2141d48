"""No act makes a speaking attachment public unless somebody says why."""

from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.management import call_command
from django_tasks_db.models import DBTaskResult

from dokumente.ablage.auftraege import check_abgelegte_datei
from dokumente.ablage.lesen import is_unversehrt
from dokumente.ablage.pruefen import find_pruefungen
from dokumente.models import Dateipruefung
from gremien.rules.befund import VorgangGesperrt
from journal.enums import Akt
from journal.models import Eintrag
from konten.enums import Rolle
from sitzungen.actions.tagesordnung import publish_tagesordnung
from tests.bauten import (
    build_anlage,
    build_datei,
    build_entwurf,
    build_konto,
    build_sitzung,
    build_top,
    release_fassung,
)
from tests.pruefen import refused
from tests.vorlagen.anlagenbeispiele import VERDECKT, build_beredt, build_geschwaerzt, build_unkopierbar, build_word
from vorlagen.actions.anlagenpruefung import finish_anlagen
from vorlagen.actions.freigabe import check_fassung
from vorlagen.actions.mitzeichnung import submit_vorlage
from vorlagen.actions.veroeffentlichung import publish_vorlage
from vorlagen.models import Anlage, Fassung
from vorlagen.rules.anlagen import FEHLT

pytestmark = pytest.mark.django_db

BEGRUENDUNG = "<p>Näheres zeigt der Plan.</p>"
TROTZDEM = "Der Text darf gelesen werden."
SATZ = f"Anlage 1 „Plan“: {VERDECKT}"


def build(inhalt: bytes | None = None, *, name: str = "a.pdf", oeffentlich: bool = True) -> Fassung:
    """Build a draft with one attachment, by default with covered text."""
    fassung = build_entwurf(begruendung=BEGRUENDUNG)
    datei = build_datei(inhalt or build_geschwaerzt(), name=name)
    build_anlage(fassung, titel="Plan", datei=datei, oeffentlich=oeffentlich)
    return fassung


def check_now(fassung: Fassung) -> None:
    """Have the check done, so that a refusal writes nothing at all."""
    finish_anlagen(fassung)
    assert Dateipruefung.objects.count() == 1


def test_handing_in_waits_for_the_check_and_needs_a_reason() -> None:
    fassung = build()
    assert fassung.verfasser is not None
    check_now(fassung)
    with refused(SATZ, feld="anlagen"):
        submit_vorlage(fassung, konto=fassung.verfasser)
    assert not submit_vorlage(fassung, konto=fassung.verfasser, grund=TROTZDEM).is_entwurf


def test_an_act_does_not_need_the_queue() -> None:
    fassung = build()
    assert fassung.verfasser is not None
    with pytest.raises(VorgangGesperrt, match="Auf Seite 2 liegt lesbarer Text"):
        submit_vorlage(fassung, konto=fassung.verfasser)
    assert Dateipruefung.objects.count() == 1


def test_release_and_publication_ask_again_and_keep_the_reason() -> None:
    fassung = build()
    assert fassung.verfasser is not None
    fassung = submit_vorlage(fassung, konto=fassung.verfasser, grund=TROTZDEM)
    leitung = build_konto(rolle=Rolle.DEZERNAT, dezernat=fassung.dezernat)
    with refused(SATZ):
        release_fassung(fassung, konto=leitung)
    fassung = release_fassung(fassung, grund=TROTZDEM)
    dienst = build_konto(rolle=Rolle.SITZUNGSDIENST)
    with refused(SATZ):
        publish_vorlage(fassung, konto=dienst)
    publish_vorlage(fassung, konto=dienst, grund=TROTZDEM)
    daten = [eintrag.daten for eintrag in Eintrag.objects.filter(akt__in=[Akt.FREIGEBEN, Akt.VEROEFFENTLICHEN])]
    assert [(d["uebergangen"], d["grund"]) for d in daten] == [([SATZ], TROTZDEM)] * 2
    assert Anlage.objects.visible_to(AnonymousUser()).count() == 1


def test_publishing_an_agenda_asks_too() -> None:
    sitzung = build_sitzung()
    fassung = build_entwurf(stationen=[(sitzung.gremium, None, True, True)])
    build_anlage(fassung, titel="Plan", datei=build_datei(build_geschwaerzt()))
    build_top(sitzung, vorlage=release_fassung(fassung, grund=TROTZDEM).vorlage)
    dienst = build_konto(rolle=Rolle.SITZUNGSDIENST)
    with refused(SATZ):
        publish_tagesordnung(sitzung, konto=dienst)
    publish_tagesordnung(sitzung, konto=dienst, grund=TROTZDEM)
    assert Fassung.objects.get(pk=fassung.pk).is_veroeffentlicht
    assert SATZ in Eintrag.objects.latest("laufend").daten["uebergangen"]
    # What is published is not asked for again.
    publish_tagesordnung(sitzung, konto=dienst)


@pytest.mark.parametrize(
    ("inhalt", "name", "satz"),
    [
        (build_unkopierbar(), "a.pdf", "Es gibt keine öffentliche Kopie, die Öffentlichkeit bekommt die Datei"),
        (build_word(), "a.docx", "Die Öffentlichkeit bekommt die Datei, wie sie ist. Das Dokument enthält Namen"),
    ],
)
def test_what_has_no_copy_is_warned_about(inhalt: bytes, name: str, satz: str) -> None:
    fassung = build(inhalt, name=name)
    assert fassung.verfasser is not None
    with pytest.raises(VorgangGesperrt, match=satz):
        submit_vorlage(fassung, konto=fassung.verfasser)


def test_what_the_copy_drops_is_said_but_stops_nobody() -> None:
    fassung = build(build_beredt())
    check_now(fassung)
    saetze = [befund.satz for befund in check_fassung(fassung) if befund.feld == "anlagen"]
    assert [satz.split("enthält ")[1].split(";")[0] for satz in saetze] == [
        "Angaben zu Verfasser oder Inhalt",
        "eingebettete Dateien",
        "Anmerkungen (1)",
    ]
    release_fassung(fassung)


def test_nobody_is_asked_about_what_stays_closed() -> None:
    release_fassung(build(oeffentlich=False))
    geschlossen = build_entwurf(oeffentlich=False)
    build_anlage(geschlossen, titel="Plan", datei=build_datei(build_geschwaerzt()))
    release_fassung(geschlossen)
    assert not Dateipruefung.objects.exists()


def test_a_closed_paper_that_is_opened_is_asked_about() -> None:
    fassung = build_entwurf(oeffentlich=False)
    build_anlage(fassung, titel="Plan", datei=build_datei(build_geschwaerzt()))
    fassung = release_fassung(fassung)
    check_now(fassung)
    dienst = build_konto(rolle=Rolle.SITZUNGSDIENST)
    with refused(SATZ):
        publish_vorlage(fassung, konto=dienst)


def test_an_act_refuses_while_the_file_is_not_checked(monkeypatch: pytest.MonkeyPatch) -> None:
    fassung = build()
    assert fassung.verfasser is not None
    monkeypatch.setattr("dokumente.ablage.pruefen.EILIG", 0)
    satz = (
        "Die Datei wird noch auf verborgene Inhalte und Angaben zu Personen geprüft. Bitte versuchen Sie es in einer "
        "Minute noch einmal."
    )
    with refused(f"Anlage 1 „Plan“: {satz}"):
        submit_vorlage(fassung, konto=fassung.verfasser, grund=TROTZDEM)


def test_an_act_refuses_a_file_that_is_missing_and_says_what_to_do() -> None:
    fassung = build()
    anlage = Anlage.objects.select_related("datei").get()
    assert anlage.datei is not None
    assert fassung.verfasser is not None
    Path(anlage.datei.inhalt.path).unlink()
    assert find_pruefungen([anlage.datei]) == {}
    # That it is missing is written down once, also where the act is refused.
    assert not is_unversehrt(anlage.datei)
    with refused(f"Anlage 1 „Plan“: {FEHLT}"):
        submit_vorlage(fassung, konto=fassung.verfasser, grund=TROTZDEM)


def count_vorgemerkte() -> int:
    return int(DBTaskResult.objects.filter(task_path=check_abgelegte_datei.module_path).count())


def test_what_nothing_is_known_about_is_queued_after_an_act(django_capture_on_commit_callbacks: Any) -> None:
    fassung = build()
    with django_capture_on_commit_callbacks(execute=True):
        fassung = release_fassung(fassung, grund=TROTZDEM)
    assert count_vorgemerkte() == 0
    Dateipruefung.objects.all().delete()
    with django_capture_on_commit_callbacks(execute=True):
        publish_vorlage(fassung, konto=build_konto(rolle=Rolle.SITZUNGSDIENST), grund=TROTZDEM, anlagen_erwogen=True)
    assert count_vorgemerkte() == 1


def test_the_command_queues_what_nothing_is_known_about() -> None:
    fassung = build()
    build_anlage(fassung, titel="Notiz", datei=build_datei(b"Fett", name="a.txt"))
    assert call_and_read("dateipruefungen") == "2 Dateien zur Prüfung vorgemerkt.\n"
    finish_anlagen(fassung)
    assert call_and_read("dateipruefungen") == "0 Dateien zur Prüfung vorgemerkt.\n"
    assert call_and_read("dateipruefungen", "--erneut") == "0 Dateien zur Prüfung vorgemerkt.\n"
    gescheitert = {"art": "ungeprueft", "satz": "Die Prüfung der Datei dauert zu lange.", "seiten": []}
    Dateipruefung.objects.filter(datei__anlagen__titel="Plan").update(befunde=[gescheitert])
    assert call_and_read("dateipruefungen", "--erneut") == "1 Datei zur Prüfung vorgemerkt.\n"


def call_and_read(*befehl: str) -> str:
    ausgabe = StringIO()
    call_command(*befehl, stdout=ausgabe)
    return ausgabe.getvalue()
