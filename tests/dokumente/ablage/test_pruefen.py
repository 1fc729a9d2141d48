"""Every stored file is looked through once, in a process of its own, and a PDF gets its public copy."""

import errno
import io
import zipfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connections
from django_tasks_db.models import DBTaskResult
from pytest_django.fixtures import Settings

from dokumente.ablage import pruefen as pruefung
from dokumente.ablage.aufnehmen import DateiAbgelehnt, store_datei
from dokumente.ablage.auftraege import check_abgelegte_datei
from dokumente.ablage.behalten import VORLAEUFIG, keep_bytes
from dokumente.ablage.lesen import DateiBeschaedigt
from dokumente.ablage.pruefen import (
    KeineKopie,
    fetch_oeffentliche_kopie,
    fetch_pruefung,
    find_pruefungen,
    finish_pruefungen,
)
from dokumente.anlagen import pruefstelle
from dokumente.anlagen.befunde import Befundart
from dokumente.anlagen.pruefstelle import NochNicht
from dokumente.models import Datei, Dateipruefung
from dokumente.workers.worker import Limits
from tests.bauten import build_datei, build_pdf
from tests.dokumente.anlagen.bogen import add_anhang, add_notiz, kasten, new_pdf, save, zeile

GEHEIM = "Kaufpreis Eselsberg"
PDF = "application/pdf"


@pytest.fixture
def leere_ablage(tmp_path: Path, settings: Settings) -> Path:
    """An empty folder of stored files."""
    storage = settings.STORAGES["default"]
    settings.STORAGES = {
        **settings.STORAGES,
        "default": storage | {"OPTIONS": storage["OPTIONS"] | {"location": tmp_path}},
    }
    return tmp_path


@pytest.fixture
def grenzen() -> Iterator[None]:
    """Put the limits of a check back after the test."""
    vorher = pruefstelle._pruefstelle.limits
    yield
    pruefstelle._pruefstelle.limits = vorher
    pruefstelle._pruefstelle.close()


def files_in(ablage: Path) -> list[Path]:
    return [ort for ort in ablage.rglob("*") if ort.is_file()]


def build_beredt() -> bytes:
    """Return a PDF that says GEHEIM in its author, a comment, an embedded file, and under a black box on page 2."""
    pdf = new_pdf(zeile("Der Garten wird grün."), zeile(GEHEIM) + kasten(60, 690, 400, 30))
    pdf.docinfo["/Author"] = GEHEIM
    add_anhang(pdf, "a.txt", GEHEIM.encode())
    add_notiz(pdf, "Text", Contents=pikepdf.String(GEHEIM))
    return save(pdf)


def build_unkopierbar() -> bytes:
    pdf = new_pdf(zeile(GEHEIM))
    add_notiz(pdf, "Square", (60, 690, 460, 720), IC=pikepdf.Array([0, 0, 0]))
    return save(pdf)


def build_langes(seiten: int) -> bytes:
    return save(new_pdf(*[b"".join(zeile("Die Verwaltung berichtet.", y=800 - 9 * i) for i in range(80))] * seiten))


@pytest.mark.django_db
def test_findings_say_where_but_not_what_and_the_copy_lacks_what_is_beside_the_pages() -> None:
    gefunden = fetch_pruefung(build_datei(build_beredt()))
    assert [(b.art, b.satz, b.seiten) for b in gefunden.liste] == [
        (
            Befundart.VERDECKT,
            "Auf Seite 2 liegt lesbarer Text unter einer Fläche. Er lässt sich markieren und kopieren.",
            (2,),
        ),
        *(
            (
                Befundart.ENTFAELLT,
                f"Das PDF enthält {was}; die öffentliche Kopie wird sie nicht enthalten.",
                (),
            )
            for was in ("Angaben zu Verfasser oder Inhalt", "eingebettete Dateien", "Anmerkungen (1)")
        ),
        (
            Befundart.HINWEIS,
            "Das PDF ist nicht getaggt; Menschen, die es sich vorlesen lassen, werden es schwer haben.",
            (),
        ),
    ]
    assert "Eselsberg" not in str(gefunden.befunde)
    assert gefunden.kopie is not None
    with pikepdf.open(gefunden.kopie.inhalt.path) as kopie:
        assert (len(kopie.pages), "/Author" in kopie.docinfo, len(kopie.attachments)) == (2, False, 0)
        assert "/Annots" not in kopie.pages[0]


@pytest.mark.django_db
def test_a_file_is_looked_through_once(django_assert_num_queries: object) -> None:
    datei = build_datei(build_beredt())
    erste = fetch_pruefung(datei)
    dateien = Datei.objects.count()
    with django_assert_num_queries(1):  # type: ignore[operator]  # the fixture is a context manager
        assert fetch_pruefung(datei) == erste
    assert fetch_oeffentliche_kopie(datei) == erste.kopie
    assert (Dateipruefung.objects.count(), Datei.objects.count()) == (1, dateien)


@pytest.mark.django_db(transaction=True)
def test_two_at_once_come_to_one_result_and_leave_no_file(leere_ablage: Path) -> None:
    datei, start = build_datei(build_beredt()), Barrier(2)

    def check(_: int) -> int:
        try:
            start.wait()
            return fetch_pruefung(datei, hoechstens=30).pk
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as faeden:
        assert len(set(faeden.map(check, range(2)))) == 1
    assert (Dateipruefung.objects.count(), Datei.objects.count(), len(files_in(leere_ablage))) == (1, 2, 2)


@pytest.mark.django_db
def test_where_a_copy_would_uncover_something_there_is_a_sentence_instead() -> None:
    datei = build_datei(build_unkopierbar())
    with pytest.raises(KeineKopie, match="Auf Seite 1 verdeckt eine Anmerkung Text"):
        fetch_oeffentliche_kopie(datei)
    assert Dateipruefung.objects.get().kopie is None


@pytest.mark.django_db
@pytest.mark.parametrize("inhalt", [b"kein PDF", build_pdf()[:200]])
def test_a_file_that_cannot_be_read_is_a_finding(inhalt: bytes) -> None:
    gefunden = fetch_pruefung(keep_bytes(inhalt, medientyp=PDF))
    [befund] = gefunden.liste
    assert befund.art is Befundart.UNGEPRUEFT
    assert gefunden.kopie_grund == befund.satz


@pytest.mark.django_db
def test_other_kinds_have_findings_but_no_copy() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as packung:
        packung.writestr("word/document.xml", "<d/>")
        packung.writestr("docProps/core.xml", "<p><creator>Berta</creator></p>")
    gefunden = fetch_pruefung(build_datei(buffer.getvalue(), name="a.docx"))
    assert [befund.art for befund in gefunden.liste] == [Befundart.BLEIBT, Befundart.UNDURCHSUCHT]
    assert (gefunden.kopie, gefunden.kopie_grund) == (None, "")


@pytest.mark.django_db
def test_a_check_that_takes_longer_than_somebody_waits_is_not_decided(grenzen: None) -> None:
    datei = keep_bytes(build_langes(400), medientyp=PDF)
    with pytest.raises(NochNicht, match="Die Datei wird noch geprüft"):
        fetch_pruefung(datei, hoechstens=0.05)
    finish_pruefungen([datei, None], geduld=0.02)
    assert find_pruefungen([datei]) == {}
    # The queue has more patience.
    check_abgelegte_datei.call(datei.pk)
    assert find_pruefungen([datei])[datei.pk].kopie is not None


@pytest.mark.django_db
def test_a_file_that_is_too_much_even_for_the_queue_is_a_finding(
    grenzen: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    # A tenth of what it takes on a fast machine, so that none is fast enough; a busy one has time to begin.
    monkeypatch.setattr(pruefstelle, "SEKUNDEN", 0.5)
    monkeypatch.setattr(pruefung, "SEKUNDEN", 0.5)
    pruefstelle._pruefstelle.limits = Limits(seconds=0.5)
    gefunden = fetch_pruefung(keep_bytes(build_langes(3000), medientyp=PDF), hoechstens=0.5)
    assert gefunden.kopie_grund.startswith("Die Prüfung der Datei dauert zu lange.")


@pytest.mark.django_db
def test_a_file_that_eats_memory_is_a_finding_and_the_next_one_is_checked(grenzen: None) -> None:
    pruefstelle._pruefstelle.close()
    pruefstelle._pruefstelle.limits = Limits(seconds=20, memory=90 * 1024 * 1024)
    gross = keep_bytes(build_pdf() + b"\0" * 80_000_000, medientyp=PDF)
    assert fetch_pruefung(gross).kopie_grund.startswith("Die Prüfung der Datei braucht zu viel Speicher.")
    assert fetch_pruefung(build_datei()).kopie is not None


@pytest.mark.django_db
def test_a_new_program_looks_again_and_the_old_copy_goes(
    leere_ablage: Path, monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: object
) -> None:
    datei = build_datei(build_beredt())
    alte = fetch_pruefung(datei)
    fremd = keep_bytes(build_pdf(), medientyp=PDF)
    Dateipruefung.objects.filter(pk=alte.pk).update(programm="frueher", kopie=fremd)
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]  # a context manager
        neue = fetch_pruefung(datei)
    assert list(Dateipruefung.objects.all()) == [neue]
    assert not Datei.objects.filter(pk=fremd.pk).exists()
    assert not Path(fremd.inhalt.path).exists()


@pytest.mark.django_db
def test_a_lost_copy_is_made_again() -> None:
    datei = build_datei(build_beredt())
    erste = fetch_oeffentliche_kopie(datei)
    Path(erste.inhalt.path).unlink()
    zweite = fetch_oeffentliche_kopie(datei)
    assert Path(zweite.inhalt.path).is_file()
    assert zweite.pruefsumme == erste.pruefsumme


@pytest.mark.django_db
def test_nothing_is_said_about_a_damaged_original() -> None:
    datei = build_datei()
    Path(datei.inhalt.path).write_bytes(build_pdf())
    with pytest.raises(DateiBeschaedigt, match="Die Datei fehlt in der Ablage oder ist dort beschädigt"):
        fetch_pruefung(datei)
    assert not Dateipruefung.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_an_upload_is_queued() -> None:
    datei = build_datei(build_beredt())
    [auftrag] = DBTaskResult.objects.filter(task_path=check_abgelegte_datei.module_path)
    assert auftrag.args_kwargs["args"] == [datei.pk]
    check_abgelegte_datei.call(datei.pk)
    check_abgelegte_datei.call(datei.pk)
    check_abgelegte_datei.call(0)
    assert Dateipruefung.objects.count() == 1


# --- taking in


@pytest.mark.django_db
def test_a_full_disk_leaves_no_part_of_a_file_and_says_so(leere_ablage: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    upload = SimpleUploadedFile("plan.pdf", build_langes(20), content_type=PDF)

    def run_full(*_: object, **__: object) -> Iterator[bytes]:
        yield b"%PDF-1.7"
        # Nothing stands under a final name before it is whole.
        assert [ort.name.startswith(VORLAEUFIG) for ort in files_in(leere_ablage)] == [True]
        raise OSError(errno.ENOSPC, "kein Platz")

    monkeypatch.setattr(upload, "chunks", run_full)
    with pytest.raises(DateiAbgelehnt, match=r"„plan\.pdf“ konnte nicht gespeichert werden"):
        store_datei(upload)
    assert (files_in(leere_ablage), Datei.objects.count()) == ([], 0)


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["kaputt.pdf", "kaputt.docx", "kaputt.png"])
def test_a_refused_file_leaves_nothing_behind(name: str, leere_ablage: Path) -> None:
    koepfe = {"pdf": b"%PDF-1.7 x", "docx": b"PK\x03\x04 x", "png": b"\x89PNG\r\n\x1a\n x"}
    with pytest.raises(DateiAbgelehnt):
        store_datei(SimpleUploadedFile(name, koepfe[name.rpartition(".")[2]]))
    assert (files_in(leere_ablage), Datei.objects.count()) == ([], 0)


@pytest.mark.django_db
def test_a_stored_file_is_moved_into_place(leere_ablage: Path) -> None:
    class Beobachtet(SimpleUploadedFile):
        kennung = 0

        def chunks(self, chunk_size: int | None = None) -> Iterator[bytes]:
            yield from super().chunks(chunk_size)
            [ort] = files_in(leere_ablage)
            Beobachtet.kennung = ort.stat().st_ino

    datei = store_datei(Beobachtet("plan.pdf", build_pdf(), content_type=PDF))
    [ort] = files_in(leere_ablage)
    assert (str(ort), ort.stat().st_ino) == (datei.inhalt.path, Beobachtet.kennung)
