"""Every release that was ever handed out can be brought up to this program, and loses nothing on the way."""

import hashlib
import html
import io
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoDbBlocker

from dokumente.models import Datei
from journal.kette import find_bruch
from journal.models import Eintrag, Kopf
from konten.enums import Rolle
from konten.models import Konto
from sitzungen.models import Sitzung
from tests.bauten import build_freigegebene_vorlage, build_konto
from tests.bestand.ablage import EIGENE, Stand, digest_migrationen, load_bestand, migrate_to
from tests.pdf_text import extract_text
from vorlagen.models import Anlage, Vorlage

RELEASES = sorted(p.parent for p in Path(__file__).parent.glob("*/stand.json"))
UMGEZOGEN: dict[str, str] = {}
"""Tables of a release that a later migration renamed: old label, new label."""


@contextmanager
def _leere_datenbank(ordner: Path) -> Iterator[None]:
    """Let the connection speak to an empty database of its own."""
    eigentlich = connection.settings_dict["NAME"]
    neu = str(ordner / "bestand.sqlite3") if connection.vendor == "sqlite" else f"{eigentlich}_bestand"
    _execute_beside(f"CREATE DATABASE {connection.ops.quote_name(neu)}")
    try:
        _turn_to(neu)
        yield
    finally:
        _turn_to(eigentlich)
        _execute_beside(f"DROP DATABASE {connection.ops.quote_name(neu)}")


def _turn_to(name: str) -> None:
    connection.close()
    connection.settings_dict["NAME"] = name
    # Kept by primary key, and each database has its own.
    ContentType.objects.clear_cache()


def _execute_beside(sql: str) -> None:
    if connection.vendor == "postgresql":
        with connection._nodb_cursor() as cursor:
            cursor.execute(sql)


@pytest.fixture(scope="module", params=RELEASES, ids=lambda ordner: ordner.name)
def stand(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory,
    django_db_setup: None, django_db_blocker: DjangoDbBlocker,
) -> Iterator[Stand]:  # fmt: skip
    """The release's database, brought up to this program, in the place of the test database."""
    ordner: Path = request.param
    gelesen = Stand.read(ordner)
    platz = tmp_path_factory.mktemp("bestand")
    ablage = Datei._meta.get_field("inhalt").storage
    with pytest.MonkeyPatch.context() as patch, django_db_blocker.unblock(), _leere_datenbank(platz):
        patch.setattr(ablage, "location", str(platz / "dateien"), raising=False)
        load_bestand(ordner, ablage, migrate_to(gelesen))
        call_command("migrate", interactive=False, verbosity=0)
        with django_db_blocker.block():
            yield gelesen


def read_seite(name: str, *args: object, konto: Konto | None = None) -> bytes:
    """Return what the address answers, to everybody unless an account is given."""
    client = Client()
    if konto is not None:
        client.force_login(konto)
    antwort = client.get(reverse(name, args=args))
    assert antwort.status_code == 200
    return antwort.getvalue()


def test_there_is_a_stored_release() -> None:
    assert [ordner.name for ordner in RELEASES][:1] == ["0.2.0"]


def test_no_released_migration_was_changed() -> None:
    """A database in use has run it as it was; what it shall do otherwise is a new migration's work."""
    heute = digest_migrationen()
    for ordner in RELEASES:
        damals = Stand.read(ordner).pruefsummen
        assert {name: heute.get(name) for name in damals} == damals, ordner.name


@pytest.mark.django_db
def test_no_row_is_lost(stand: Stand) -> None:
    jetzt = {
        modell._meta.label: modell._base_manager.count()
        for app in EIGENE
        for modell in apps.get_app_config(app).get_models(include_auto_created=True)
    }
    damals = {UMGEZOGEN.get(art, art): anzahl for art, anzahl in stand.zeilen.items()}
    assert {art: jetzt.get(art) for art in damals} == damals


@pytest.mark.django_db
def test_the_journal_and_every_stored_file_still_hold(stand: Stand) -> None:
    ausgabe = io.StringIO()
    call_command("journal", "verify", stdout=ausgabe)
    call_command("dateien", "pruefen", stdout=ausgabe)
    assert f"unversehrt: {stand.zeilen['journal.Eintrag']} Einträge" in ausgabe.getvalue()
    assert f"Geprüft: {stand.zeilen['dokumente.Datei']} Dateien" in ausgabe.getvalue()


@pytest.mark.django_db
def test_the_paper_reads_as_it_did(stand: Stand) -> None:
    kennung = stand.erwartet["vorlage"]
    seite = " ".join(html.unescape(read_seite("vorlage", kennung).decode()).split())
    druck = " ".join(extract_text(read_seite("vorlage_pdf", kennung)).split())
    assert [satz for satz in stand.erwartet["seite"] if satz not in seite] == []
    assert [satz for satz in stand.erwartet["druck"] if satz not in druck] == []
    anlage, pruefsumme = stand.erwartet["anlage"]
    # A public attachment is handed out as its copy without hidden data; the file itself is the one that was stored.
    assert read_seite("anlage", kennung, anlage).startswith(b"%PDF")
    assert Anlage.objects.get(pk=anlage).datei.pruefsumme == pruefsumme  # type: ignore[union-attr]


@pytest.mark.django_db
def test_the_agenda_and_its_packet_are_what_they_were(stand: Stand) -> None:
    kennung = stand.erwartet["sitzung"]
    sitzung = Sitzung.objects.get(pk=kennung)
    tops = [[top.bezeichnung, top.worte] for top in sitzung.tops.order_by("-teil", "position")]
    assert tops == stand.erwartet["tagesordnung"]
    seite = html.unescape(read_seite("sitzung", kennung).decode())
    assert [worte for _, worte in tops if worte not in seite] == []
    mappe, pruefsumme = stand.erwartet["mappe"]
    assert hashlib.sha256(read_seite("mappe_datei", kennung, mappe)).hexdigest() == pruefsumme


@pytest.mark.django_db
def test_what_was_closed_stays_closed(stand: Stand) -> None:
    adresse = reverse("vorlage", args=[stand.erwartet["geschlossen"]])
    assert Client().get(adresse).status_code == 404
    assert read_seite("vorlage", stand.erwartet["geschlossen"], konto=build_konto(rolle=Rolle.SITZUNGSDIENST))


@pytest.mark.django_db
@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE vorlagen_fassung SET betreff = 'Anders' WHERE freigegeben_am IS NOT NULL",
        "UPDATE sitzungen_abstimmung SET gegenstimmen = 0",
        "DELETE FROM journal_eintrag",
        "UPDATE dokumente_datei SET groesse = 0",
    ],
)
def test_the_locks_hold(stand: Stand, sql: str) -> None:
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


@pytest.mark.django_db
def test_work_goes_on(stand: Stand) -> None:
    """New rows get keys of their own, and the journal is written on."""
    vorher = Eintrag.objects.count()
    vorlage = build_freigegebene_vorlage()
    assert vorlage.laufend == Vorlage.objects.exclude(pk=vorlage.pk).filter(jahr=vorlage.jahr).count() + 1
    assert Eintrag.objects.count() > vorher
    assert find_bruch(Eintrag.objects.order_by("laufend"), Kopf.objects.get()) is None
