"""Every stored file against its checksum, database and folder against each other; each damage is written down once."""

import io
import os
import time
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from pytest_django.fixtures import Settings

from dokumente.ablage.behalten import VORLAEUFIG, find_ablage, remove_datei, restore_inhalt
from dokumente.ablage.bestand import VORLAEUFIG_SEKUNDEN, describe_verwendung
from dokumente.ablage.lesen import DateiBeschaedigt, Zustand, check_zustand, open_unversehrt, read_whole
from dokumente.ablage.pruefen import fetch_oeffentliche_kopie
from dokumente.models import Datei
from gremien.actions.schaeden import list_schaeden
from journal.enums import Akt
from journal.models import Eintrag
from tests.bauten import build_anlage, build_datei, build_entwurf, build_pdf

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _eigene_ablage(tmp_path: Path, settings: Settings) -> None:
    settings.STORAGES = settings.STORAGES | {
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": tmp_path, "base_url": None, "file_permissions_mode": 0o600},
        }
    }


def examine() -> list[str]:
    ausgabe = io.StringIO()
    try:
        call_command("dateien", "pruefen", stdout=ausgabe)
    except CommandError as fehler:
        return str(fehler).split("\n")
    return [ausgabe.getvalue().strip()]


def spoil(datei: Datei) -> bytes:
    """Change one byte, as a disk that forgets does."""
    ort = Path(datei.inhalt.path)
    inhalt = ort.read_bytes()
    ort.chmod(0o600)
    ort.write_bytes(inhalt[:-1] + bytes([inhalt[-1] ^ 1]))
    return inhalt


def zustaende() -> list[str]:
    return [e.daten["zustand"] for e in Eintrag.objects.filter(akt=Akt.DATEI_BESCHAEDIGT).order_by("laufend")]


def test_untouched_files_are_counted() -> None:
    assert examine() == ["Geprüft: 0 Dateien, 0,0 MB. Alle sind unversehrt."]
    build_datei()
    assert examine() == ["Geprüft: 1 Dateien, 0,0 MB. Alle sind unversehrt."]
    assert zustaende() == []


def test_each_damage_is_a_sentence_with_what_the_file_belongs_to() -> None:
    falsch, weg, gekuerzt, ganz = (build_datei() for _ in range(4))
    build_anlage(build_entwurf(), titel="Lageplan", datei=falsch)
    spoil(falsch)
    Path(weg.inhalt.path).unlink()
    Path(gekuerzt.inhalt.path).write_bytes(Path(gekuerzt.inhalt.path).read_bytes()[:50])
    fremd = find_ablage() / "ab" / "fremd"
    fremd.parent.mkdir(exist_ok=True)
    fremd.write_bytes(b"x")
    beschaedigt = "ist beschädigt: Sie ist nicht mehr, was abgelegt wurde."
    assert examine() == [
        f"Die Datei {falsch.inhalt.name} (Anlage 01: Lageplan) {beschaedigt}",
        f"Die Datei {weg.inhalt.name} (wird von nichts mehr verwendet) fehlt in der Ablage oder ist nicht lesbar.",
        f"Die Datei {gekuerzt.inhalt.name} (wird von nichts mehr verwendet) {beschaedigt}",
        "Die Datei ab/fremd liegt in der Ablage, gehört aber zu keinem Eintrag der Datenbank.",
    ]
    assert check_zustand(ganz) is Zustand.UNVERSEHRT


def test_a_public_copy_is_told_by_what_it_is_a_copy_of() -> None:
    datei = build_datei()
    build_anlage(build_entwurf(), titel="Lageplan", datei=datei)
    assert describe_verwendung(fetch_oeffentliche_kopie(datei)) == "öffentliche Kopie von Anlage 01: Lageplan"
    assert describe_verwendung(datei) == "Anlage 01: Lageplan"


def test_a_file_in_the_making_is_left_over_only_after_a_day() -> None:
    ort = find_ablage() / f"{VORLAEUFIG}x"
    ort.write_bytes(b"x")
    # The day of the run may be set; that of the disk is not.
    jetzt = time.time()
    os.utime(ort, (jetzt, jetzt))
    assert examine() == ["Geprüft: 0 Dateien, 0,0 MB. Alle sind unversehrt."]
    alt = jetzt - VORLAEUFIG_SEKUNDEN - 60
    os.utime(ort, (alt, alt))
    assert examine() == [f"Die Datei {VORLAEUFIG}x liegt in der Ablage, gehört aber zu keinem Eintrag der Datenbank."]


def test_a_damaged_file_opens_for_nobody_and_is_written_down_once_per_state() -> None:
    datei = build_datei()
    with open_unversehrt(datei) as offen:
        assert offen.read() == Path(datei.inhalt.path).read_bytes()
    inhalt = spoil(datei)
    for _ in range(3):
        with pytest.raises(DateiBeschaedigt):
            open_unversehrt(datei)
    assert read_whole(datei) is None
    assert zustaende() == ["beschaedigt"]
    assert [(s.datei, s.fehlt) for s in list_schaeden()] == [(datei, False)]

    Path(datei.inhalt.path).unlink()
    assert read_whole(datei) is None
    assert [(s.datei, s.fehlt) for s in list_schaeden()] == [(datei, True)]

    restore_inhalt(datei, inhalt)
    assert read_whole(datei) == inhalt
    assert zustaende() == ["beschaedigt", "fehlt", "unversehrt"]
    assert list_schaeden() == []
    spoil(datei)
    assert read_whole(datei) is None
    assert zustaende() == ["beschaedigt", "fehlt", "unversehrt", "beschaedigt"]


def test_a_file_put_back_by_hand_is_whole_again_once_it_is_checked() -> None:
    datei = build_datei()
    inhalt = spoil(datei)
    assert len(examine()) == 1
    Path(datei.inhalt.path).write_bytes(inhalt)
    assert len(list_schaeden()) == 1
    assert examine() == ["Geprüft: 1 Dateien, 0,0 MB. Alle sind unversehrt."]
    assert list_schaeden() == []


def test_the_same_file_brought_again_mends_the_damaged_one() -> None:
    inhalt = build_pdf()
    datei = build_datei(inhalt)
    spoil(datei)
    assert build_datei(inhalt, name="noch einmal.pdf") == datei
    assert read_whole(datei) == inhalt
    assert zustaende() == ["beschaedigt", "unversehrt"]


def test_what_was_given_up_is_no_damage(django_capture_on_commit_callbacks: object) -> None:
    datei = build_datei()
    noch_in_der_hand = Datei.objects.get(pk=datei.pk)
    ort = Path(datei.inhalt.path)
    assert remove_datei(datei)
    ort.unlink()
    with pytest.raises(FileNotFoundError):
        open_unversehrt(noch_in_der_hand)
    assert zustaende() == []
