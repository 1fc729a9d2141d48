"""Each content is set once; the store is never trusted blindly and never stands in the way."""

import errno
import os
import resource
import shutil
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from datetime import date, timedelta
from io import StringIO
from pathlib import Path
from threading import Barrier
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, connections, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django.fixtures import DjangoAssertNumQueries

from dokumente.ablage.behalten import VORLAEUFIG, keep_bytes, remove_datei, restore_inhalt
from dokumente.ausgabe import druckstuecke
from dokumente.ausgabe.druckstuecke import compute_schluessel, get_or_render, prune
from dokumente.druck import pdf
from dokumente.druck.druckerei import Druckerei
from dokumente.druck.pdf import DruckFehler, render_pdf
from dokumente.models import Datei, Druckstueck, Fehldruck
from tests.bauten import build_entwurf, build_konto
from tests.vorlagen.druckbeispiele import build_druck, build_station
from vorlagen.documents.vorlage import fetch_vorlage_pdf, render_vorlage_pdf
from vorlagen.enums import Kaestchenbedeutung
from vorlagen.models import Anlage

STIL = ["pdf/basis.css"]


def build_html(text: str = "Text") -> str:
    return f'<html lang="de"><title>Probe</title><body><h1>Probe</h1><p>{text}</p></body></html>'


def get(text: str = "Text") -> bytes:
    return get_or_render(build_html(text), stylesheets=STIL, zweck="Probe")


@pytest.fixture(autouse=True)
def leere_ablage(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A storage folder of this test's own."""
    monkeypatch.setattr(Datei._meta.get_field("inhalt").storage, "location", str(tmp_path), raising=False)
    return tmp_path


@contextmanager
def prints(mal: int, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Expect that the block sets documents so many times; they are really set."""
    gesetzt: list[str] = []

    def count(html: str, **angaben: Any) -> bytes:
        gesetzt.append(html)
        return render_pdf(html, **angaben)

    with monkeypatch.context() as patch:
        patch.setattr(druckstuecke, "render_pdf", count)
        yield
    assert len(gesetzt) == mal


def files_in(ordner: Path) -> list[Path]:
    return sorted(datei for datei in ordner.rglob("*") if datei.is_file())


@pytest.mark.django_db
def test_the_same_content_is_set_once(monkeypatch: pytest.MonkeyPatch, leere_ablage: Path) -> None:
    with prints(1, monkeypatch):
        erste, zweite = get(), get()
    assert erste == zweite == render_pdf(build_html(), stylesheets=STIL)
    stueck = Druckstueck.objects.get()
    assert stueck.schluessel == compute_schluessel(build_html(), stylesheets=STIL)
    [datei] = files_in(leere_ablage)
    assert datei.read_bytes() == erste
    assert datei.stat().st_mode & 0o777 == 0o600


@pytest.mark.django_db
def test_a_hit_costs_one_query(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    get()
    with django_assert_num_queries(1):
        get()


@pytest.mark.django_db
def test_other_content_is_another_document(monkeypatch: pytest.MonkeyPatch) -> None:
    with prints(2, monkeypatch):
        assert get("eins") != get("zwei")


def test_the_key_covers_style_sheets_and_programs(monkeypatch: pytest.MonkeyPatch) -> None:
    html = build_html()
    schluessel = {compute_schluessel(html, stylesheets=stile) for stile in ([], STIL, [*STIL, "pdf/vorlage.css"])}
    monkeypatch.setattr(druckstuecke, "_fingerprint", lambda: "ein anderes Programm")
    schluessel.add(compute_schluessel(html, stylesheets=STIL))
    assert len(schluessel) == 4


@pytest.mark.parametrize("teil", ["druck/tags/baum.py", "text/neu.py"])
def test_the_fingerprint_covers_our_own_part(teil: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def digest() -> str:
        druckstuecke._fingerprint.cache_clear()
        return druckstuecke._fingerprint()

    hier = digest()
    for ordner in druckstuecke._TEILE:
        shutil.copytree(druckstuecke._HIER / ordner, tmp_path / ordner)
    monkeypatch.setattr(druckstuecke, "_HIER", tmp_path)
    assert digest() == hier
    (tmp_path / teil).write_text("anders", encoding="utf-8")
    assert digest() != hier
    druckstuecke._fingerprint.cache_clear()


@pytest.mark.django_db
def test_an_unknown_style_sheet_is_refused() -> None:
    with pytest.raises(DruckFehler, match="lässt sich nicht drucken"):
        get_or_render(build_html(), stylesheets=["/etc/passwd"], zweck="Probe")


@pytest.mark.django_db
@pytest.mark.parametrize("schaden", ["flipped byte", "cut", "empty", "missing"])
def test_a_damaged_file_is_set_anew_and_put_back(
    schaden: str, monkeypatch: pytest.MonkeyPatch, leere_ablage: Path
) -> None:
    heil = get()
    [datei] = files_in(leere_ablage)
    if schaden == "missing":
        datei.unlink()
    else:
        kaputt = {"flipped byte": heil[:-9] + b"X" + heil[-8:], "cut": heil[:100], "empty": b""}[schaden]
        datei.write_bytes(kaputt)
    with prints(1, monkeypatch):
        assert get() == heil
        assert get() == heil
    assert files_in(leere_ablage) == [datei]
    assert datei.read_bytes() == heil
    assert (Druckstueck.objects.count(), Datei.objects.count()) == (1, 1)


@pytest.mark.django_db(transaction=True)
def test_a_damaged_file_that_cannot_be_made_again_gives_way(leere_ablage: Path) -> None:
    """As after an update of a system library: other bytes for the same key."""
    fremd = keep_bytes(b"%PDF-1.7 von frueher", medientyp="application/pdf")
    schluessel = compute_schluessel(build_html(), stylesheets=STIL)
    Druckstueck.objects.create(schluessel=schluessel, datei=fremd, zweck="Probe")
    (leere_ablage / str(fremd.inhalt.name)).write_bytes(b"kaputt")
    pdf = get()
    assert pdf.startswith(b"%PDF")
    assert [datei.read_bytes() for datei in files_in(leere_ablage)] == [pdf]
    assert Druckstueck.objects.get().datei != fremd


@pytest.mark.django_db
def test_a_full_disk_costs_time_not_the_document(leere_ablage: Path, caplog: pytest.LogCaptureFixture) -> None:
    grenzen = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, grenzen[1]))
    try:
        pdf = get("x" * 50)
        with pytest.raises(OSError, match=os.strerror(errno.EFBIG)):
            keep_bytes(pdf, medientyp="application/pdf")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, grenzen)
    assert pdf == render_pdf(build_html("x" * 50), stylesheets=STIL)
    assert files_in(leere_ablage) == []
    assert not Druckstueck.objects.exists()
    assert "Druckstück nicht abgelegt: Probe" in caplog.text


@pytest.mark.django_db
def test_a_database_that_refuses_costs_time_not_the_document(leere_ablage: Path) -> None:
    with connection.execute_wrapper(_refuse_insert):
        pdf = get()
    assert pdf == render_pdf(build_html(), stylesheets=STIL)
    assert files_in(leere_ablage) == []
    assert not Datei.objects.exists()


def _refuse_insert(execute, sql, params, many, context):  # type: ignore[no-untyped-def]
    if sql.startswith("INSERT"):
        raise DatabaseError("die Datenbank ist voll")
    return execute(sql, params, many, context)


@pytest.mark.django_db(transaction=True)
def test_simultaneous_readers_get_the_same_and_one_is_kept(leere_ablage: Path) -> None:
    start = Barrier(4)

    def read(_: int) -> bytes:
        try:
            start.wait()
            return get("gleichzeitig")
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as faeden:
        antworten = set(faeden.map(read, range(4)))
    assert len(antworten) == 1
    assert (Druckstueck.objects.count(), Datei.objects.count(), len(files_in(leere_ablage))) == (1, 1, 1)


@pytest.mark.django_db(transaction=True)
def test_pruning_removes_old_documents_with_their_files(leere_ablage: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    get("alt")
    Druckstueck.objects.update(created_at=timezone.now() - timedelta(days=31))
    neu = get("neu")
    (leere_ablage / f"{VORLAEUFIG}abgebrochen").touch()
    os.utime(leere_ablage / f"{VORLAEUFIG}abgebrochen", (0, 0))
    (leere_ablage / f"{VORLAEUFIG}gerade").touch()
    # The day of the run may be set; that of the disk is not.
    jetzt = time.time()
    os.utime(leere_ablage / f"{VORLAEUFIG}gerade", (jetzt, jetzt))
    ausgabe = StringIO()
    call_command("druckstuecke", "aufraeumen", "--aelter-als=30", stdout=ausgabe)
    assert ausgabe.getvalue() == "1 Druckstück entfernt.\n"
    (leere_ablage / f"{VORLAEUFIG}gerade").unlink()
    assert [datei.read_bytes() for datei in files_in(leere_ablage)] == [neu]
    assert Datei.objects.count() == 1
    with prints(1, monkeypatch):
        get("alt")
        get("neu")


@pytest.mark.django_db(transaction=True)
def test_a_file_that_an_attachment_uses_too_stays(leere_ablage: Path) -> None:
    pdf = get()
    datei = Datei.objects.get()
    entwurf = build_entwurf()
    Anlage.objects.create(fassung=entwurf, position=99, titel="Der eigene Ausdruck", datei=datei)
    assert prune(aelter_als=timedelta(0)) == 1
    assert not Druckstueck.objects.exists()
    assert [einer.read_bytes() for einer in files_in(leere_ablage) if einer.read_bytes() == pdf] == [pdf]
    assert remove_datei(datei) is False


@pytest.mark.django_db(transaction=True)
def test_a_pruning_that_is_rolled_back_removes_no_file(leere_ablage: Path) -> None:
    get()
    with transaction.atomic():
        assert prune(aelter_als=timedelta(0)) == 1
        transaction.set_rollback(True)
    assert len(files_in(leere_ablage)) == Druckstueck.objects.count() == 1


@pytest.mark.parametrize("tage", ["-1", "99999"])
def test_an_impossible_age_is_refused(tage: str) -> None:
    with pytest.raises(CommandError, match="eine Zahl von 0 bis 36500"):
        call_command("druckstuecke", "aufraeumen", f"--aelter-als={tage}")


@pytest.mark.django_db
def test_only_its_own_bytes_go_back_into_a_file() -> None:
    datei = keep_bytes(b"eins", medientyp="text/plain")
    with pytest.raises(ValueError, match="nicht der Inhalt dieser Datei"):
        restore_inhalt(datei, b"zwei")


@pytest.mark.django_db
def test_a_released_paper_is_set_once_and_a_draft_is_not_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    with prints(3, monkeypatch):
        gedruckt = fetch_vorlage_pdf(build_druck())
        assert fetch_vorlage_pdf(build_druck()) == gedruckt == render_vorlage_pdf(build_druck())
        for _ in range(2):
            fetch_vorlage_pdf(build_druck(entwurf=True, nummer=None))
    assert [stueck.zweck for stueck in Druckstueck.objects.all()] == ["Beschlussvorlage"]


@pytest.mark.django_db
def test_a_recorded_result_is_another_document(monkeypatch: pytest.MonkeyPatch) -> None:
    blank, entschieden = (
        build_druck(stationen=(build_station("Stadtrat", date(2018, 8, 30), *boxen),))
        for boxen in ((), (Kaestchenbedeutung.EINSTIMMIG,))
    )
    with prints(2, monkeypatch):
        assert fetch_vorlage_pdf(blank) != fetch_vorlage_pdf(entschieden)
        fetch_vorlage_pdf(blank)


TIEF = "<div>" * 1_500


@pytest.mark.django_db
@pytest.mark.parametrize("ablegen", [True, False])
def test_what_cannot_be_printed_is_tried_once(ablegen: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    saetze = []
    with prints(1, monkeypatch):
        for _ in range(3):
            with pytest.raises(DruckFehler, match="lässt sich nicht drucken") as gescheitert:
                get_or_render(build_html(TIEF), stylesheets=STIL, zweck="Probe", ablegen=ablegen)
            assert gescheitert.value.am_text
            saetze.append(str(gescheitert.value))
    assert saetze == [Fehldruck.objects.get().satz] * 3
    assert not Druckstueck.objects.exists()


@pytest.mark.django_db
def test_another_text_or_program_is_tried_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    with prints(3, monkeypatch):
        for html in (TIEF, f"{TIEF}x", TIEF):
            with pytest.raises(DruckFehler):
                get(html)
        monkeypatch.setattr(druckstuecke, "_fingerprint", lambda: "ein anderes Programm")
        with pytest.raises(DruckFehler):
            get(TIEF)


@pytest.mark.django_db
def test_a_broken_machine_is_not_held_against_a_text(monkeypatch: pytest.MonkeyPatch) -> None:
    with closing(Druckerei(pdf.equip)) as kaputt, monkeypatch.context() as patch:
        patch.setattr(pdf, "_druckerei", kaputt)
        patch.setattr(sys, "executable", "/gibt/es/nicht")
        with pytest.raises(DruckFehler, match="Bitte versuchen Sie es in einigen Minuten noch einmal"):
            get()
    assert not Fehldruck.objects.exists()
    assert get().startswith(b"%PDF")


@pytest.mark.django_db
def test_the_administration_has_it_tried_again(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    client.force_login(build_konto(superuser=True))
    liste = reverse("admin:dokumente_fehldruck_changelist")
    with prints(3, monkeypatch):
        with pytest.raises(DruckFehler):
            get(TIEF)
        fehldruck = Fehldruck.objects.get()
        assert fehldruck.satz in client.get(liste).content.decode()
        assert client.get(reverse("admin:dokumente_fehldruck_change", args=[fehldruck.pk])).status_code == 200
        client.post(reverse("admin:dokumente_fehldruck_delete", args=[fehldruck.pk]), {"post": "yes"})
        with pytest.raises(DruckFehler):
            get(TIEF)
        ausgabe = StringIO()
        call_command("druckstuecke", "nochmal", stdout=ausgabe)
        assert ausgabe.getvalue() == "1 Fehldruck vergessen.\n"
        with pytest.raises(DruckFehler):
            get(TIEF)
    client.force_login(build_konto(is_staff=True))
    assert client.get(liste).status_code == 403


@pytest.mark.django_db
def test_old_failures_go_with_old_prints() -> None:
    with pytest.raises(DruckFehler):
        get(TIEF)
    assert prune(aelter_als=timedelta(days=1)) == 0
    assert Fehldruck.objects.count() == 1
    prune(aelter_als=timedelta(0))
    assert not Fehldruck.objects.exists()
