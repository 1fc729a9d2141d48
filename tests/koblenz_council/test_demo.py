"""The demo council: complete, invented, lawful, and never on somebody's real data."""

import io
from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction
from django.utils import timezone
from pytest_django import DjangoDbBlocker, Settings

from dokumente.models import Datei
from gremien.models import Amt, Fraktion, Gremium, Mitgliedschaft, Person
from journal.models import Eintrag
from koblenz_council.demo.bedarf import BEDARF
from koblenz_council.demo.laden import load_demo
from koblenz_council.demo.lesen import read_papiere
from koblenz_council.demo.uhr import set_uhr
from konten.models import Installation, Konto
from post.models import Nachricht
from sitzungen.enums import Sitzungsstatus
from sitzungen.models import Abstimmung, Sitzung, Tagesordnungspunkt
from tests.bauten import build_konto
from tests.pruefen import read_alles
from vorlagen.enums import Ausgang, Fassungsstatus, Vorlagenart, Vorlagenstatus
from vorlagen.models import Beratung, Fassung, Mitzeichnung, Vorlage
from vorlagen.permissions import may_edit_vorlage

pytestmark = pytest.mark.django_db

JETZT = datetime(2026, 11, 23, 9, tzinfo=ZoneInfo("Europe/Berlin"))
"""A Monday like any other: the tests do not depend on the day they run."""

DEMO_LOGINS = {
    "demo-sachbearbeitung",
    "demo-amtsleitung",
    "demo-dezernat",
    "demo-sitzungsdienst",
    "demo-ratsmitglied",
    "demo-administration",
}


class Zurueck(Exception):
    """Ends the demo's transaction, so that it is loaded once for all tests here and leaves nothing behind."""


@pytest.fixture(scope="module", autouse=True)
def _demo(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with django_db_blocker.unblock():
        try:
            with transaction.atomic(), set_uhr(JETZT):
                load_demo()
                yield
                raise Zurueck
        except Zurueck:
            pass


def konto(login: str) -> Konto:
    return Konto.objects.get(username=login)


# --- what is in it


def test_nobody_is_written_to_of_a_year_that_is_past() -> None:
    assert not Nachricht.objects.exists()
    assert not Konto.objects.filter(email="").exists()


def test_papers_stand_in_every_status() -> None:
    assert set(Vorlage.objects.values_list("status", flat=True)) == set(Vorlagenstatus.values)
    assert set(Vorlage.objects.values_list("art", flat=True)) == set(Vorlagenart.values)
    assert set(Fassung.objects.values_list("status", flat=True)) == {*Fassungsstatus} - {Fassungsstatus.EINGELESEN}
    assert 55 <= Vorlage.objects.count() <= 75


def test_every_outcome_happened() -> None:
    assert set(Abstimmung.objects.valid().values_list("ausgang", flat=True)) == set(Ausgang.values)


def test_the_remarkable_votes_are_there() -> None:
    ergebnisse = Abstimmung.objects.valid()
    assert ergebnisse.filter(ja=20, gegenstimmen=4, enthaltungen=22, ausgang=Ausgang.MEHRHEITLICH).count() == 1
    assert ergebnisse.filter(ja__isnull=True, gegenstimmen__gte=1, ausgang=Ausgang.MEHRHEITLICH).exists()
    assert ergebnisse.filter(ausgang=Ausgang.EINSTIMMIG, enthaltungen=1).exists()
    [geaendert] = ergebnisse.filter(geaendert=True).exclude(wortlaut="")
    assert "<" not in geaendert.wortlaut, "plain words, as somebody types them into the form"
    assert ergebnisse.filter(befangen=1).exists()
    berichtigung = ergebnisse.get(berichtigt__isnull=False)
    assert berichtigung.berichtigt is not None
    assert (berichtigung.berichtigt.gegenstimmen, berichtigung.gegenstimmen) == (13, 3)


def test_the_remarkable_papers_are_there() -> None:
    assert Fassung.objects.filter(neufassung=2, nummer__endswith="/2").released().exists()
    laengster = max((papier.betreff for papier in read_papiere()), key=len)
    assert len(laengster) == 250
    assert Fassung.objects.filter(betreff=laengster).released().exists()
    assert Beratung.objects.filter(vorgaenger__ausgang=Ausgang.VERTAGT, ausgang=Ausgang.MEHRHEITLICH).exists()
    assert Beratung.objects.filter(vorgaenger__ausgang=Ausgang.VERWIESEN).exists()
    geschlossen = Fassung.objects.filter(oeffentlich=False, betreff__contains="Grundstück").released()
    assert geschlossen.exclude(nichtoeffentlich_grund="").exists()
    antwort = Tagesordnungspunkt.objects.filter(beratung__vorlage__art=Vorlagenart.AW, nummer__endswith=".1").earliest(
        "pk"
    )
    assert antwort.uebergeordnet is not None
    assert antwort.beratung is not None
    assert antwort.uebergeordnet.beratung is not None
    assert antwort.beratung.vorlage.bezug == antwort.uebergeordnet.beratung.vorlage
    ohne_empfehlung = Beratung.objects.get(ausgang=Ausgang.OHNE_BE).vorlage
    assert ohne_empfehlung.status == Vorlagenstatus.ABGESCHLOSSEN
    assert Vorlage.objects.withdrawn_from_public().exists()


def test_the_real_paper_of_2018_is_in_it_and_public() -> None:
    fassung = Fassung.objects.published().get(nummer="BV/0546/2018")
    assert fassung.betreff == "Fortschreibung Integrationskonzept der Stadt Koblenz"
    assert [(str(b.gremium), b.datum) for b in fassung.vorlage.beratungen.all()] == [
        ("Haupt- und Finanzausschuss", date(2018, 8, 20)),
        ("Stadtrat", date(2018, 8, 30)),
    ]


def test_the_council_of_2024() -> None:
    rat = Gremium.objects.get(kuerzel="SR")
    assert rat.gesetzliche_zahl == 56
    sitze = Counter(Mitgliedschaft.objects.filter(gremium=rat).values_list("fraktion__kuerzel", flat=True))
    assert sitze == {
        "CDU": 15,
        "GRÜNE": 11,
        "SPD": 10,
        "AfD": 6,
        "FW": 5,
        "WGS": 3,
        "FDP": 2,
        "LINKE/PARTEI": 4,
        None: 1,
    }
    assert {fraktion.kuerzel: fraktion.sitze for fraktion in Fraktion.objects.all()} | {None: 1} == sitze
    assert not Gremium.objects.filter(mitgliedschaften__isnull=True).exists()
    assert Amt.objects.filter(nummer="31", name="Ordnungsamt").exists()


def test_everybody_is_invented_and_nobody_has_a_password() -> None:
    assert Person.objects.count() > 100
    assert not Person.objects.filter(erfunden=False).exists()
    assert set(Konto.objects.values_list("username", flat=True)) >= DEMO_LOGINS
    assert not [k for k in Konto.objects.all() if k.has_usable_password()]
    assert list(Konto.objects.filter(is_superuser=True)) == [konto("demo-administration")]


def test_a_year_of_sittings_around_today() -> None:
    assert 60 <= Sitzung.objects.count() <= 95
    jetzt = timezone.now()
    assert Sitzung.objects.filter(beginn__lt=jetzt - timedelta(days=200)).exists()
    assert Sitzung.objects.filter(beginn__gt=jetzt + timedelta(days=60)).exists()
    vorbei = Sitzung.objects.filter(beginn__lt=jetzt - timedelta(hours=5))
    assert set(vorbei.values_list("status", flat=True)) == {Sitzungsstatus.BEENDET}
    for sitzung in Sitzung.objects.filter(gremium__kuerzel="SR"):
        beginn = timezone.localtime(sitzung.beginn)
        assert (beginn.weekday(), beginn.hour) == (3, 15)
    assert Sitzung.objects.filter(beginn__gt=jetzt, tagesordnung_veroeffentlicht_am__isnull=False).exists()
    in_vorbereitung = Sitzung.objects.filter(beginn__gt=jetzt, tagesordnung_veroeffentlicht_am__isnull=True)
    assert in_vorbereitung.filter(tops__fassung__isnull=False).exists()


def test_every_demo_account_finds_something_waiting() -> None:
    sachbearbeitung = konto("demo-sachbearbeitung")
    entwuerfe = [f for f in Fassung.objects.visible_to(sachbearbeitung) if may_edit_vorlage(sachbearbeitung, f)]
    assert len(entwuerfe) >= 3
    assert any(f.mitzeichnungen.filter(ergebnis="zurueckgegeben").exists() for f in entwuerfe)
    assert Mitzeichnung.objects.waiting_for(konto("demo-amtsleitung")).count() >= 2
    assert Fassung.objects.waiting_for_release(konto("demo-dezernat")).count() >= 2
    wartend = Vorlage.objects.visible_to(konto("demo-sitzungsdienst")).filter(status=Vorlagenstatus.FREIGEGEBEN)
    assert wartend.count() >= 3
    ratsmitglied = konto("demo-ratsmitglied")
    sitze = Mitgliedschaft.objects.filter(person=ratsmitglied.person).values_list("gremium__kuerzel", flat=True)
    assert {"SR", "HuFA"} <= set(sitze)
    eingeladen = Sitzung.objects.filter(status=Sitzungsstatus.EINGELADEN, gremium__kuerzel="SR")
    tops = Tagesordnungspunkt.objects.visible_to(ratsmitglied).filter(sitzung__in=eingeladen)
    assert set(tops.values_list("teil", flat=True)) == {"oe", "n"}


def test_attachments_are_real_files() -> None:
    datei = Datei.objects.filter(anlagen__isnull=False).earliest("pk")
    assert datei.medientyp == "application/pdf"
    with datei.inhalt.open() as inhalt:
        assert inhalt.read(5) == b"%PDF-"
    oeffentlich = Fassung.objects.filter(oeffentlich=True)
    assert set(oeffentlich.values_list("anlagen__oeffentlich", flat=True)) == {True, False, None}


def test_the_journal_holds_and_its_time_runs_forward() -> None:
    ausgabe = io.StringIO()
    call_command("journal", "verify", stdout=ausgabe)
    assert "unversehrt" in ausgabe.getvalue()
    zeiten = list(Eintrag.objects.order_by("laufend").values_list("zeitpunkt", flat=True))
    assert zeiten == sorted(zeiten)
    assert zeiten[-1] <= timezone.now()


def test_results_are_dated_in_their_sitting() -> None:
    for abstimmung in Abstimmung.objects.select_related("top__sitzung"):
        seit = abstimmung.festgestellt_am - abstimmung.top.sitzung.beginn
        assert timedelta(0) < seit < timedelta(hours=4)


# --- when it is loaded and when not


def load(*angaben: str) -> str:
    ausgabe = io.StringIO()
    call_command("demo", "laden", *angaben, stdout=ausgabe)
    return ausgabe.getvalue()


def test_loading_again_changes_nothing(settings: Settings) -> None:
    settings.DEMO = True
    vorher = read_alles()
    assert load("--wenn-leer") == ""
    with pytest.raises(CommandError, match=r"^Die Vorführdaten sind schon geladen\."):
        load()
    assert read_alles() == vorher


def test_refuses_when_demo_mode_is_off(settings: Settings) -> None:
    settings.DEMO = False
    with pytest.raises(CommandError, match=r"^Der Vorführbetrieb ist ausgeschaltet\. Bitte starten Sie mit DEMO=1\.$"):
        load("--wenn-leer")


def test_each_need_is_shown_with_what_serves_it(settings: Settings) -> None:
    settings.DEMO = True
    ausgabe = io.StringIO()
    call_command("demo", "bedarf", stdout=ausgabe)
    gezeigt = dict(zeile.split("\t") for zeile in ausgabe.getvalue().splitlines())
    assert gezeigt.keys() == BEDARF.keys()
    assert gezeigt["Stadtrat"] == str(Gremium.objects.get(kuerzel="SR").pk)


def test_a_need_that_is_not_served_is_named(settings: Settings) -> None:
    settings.DEMO = True
    Konto.objects.filter(username="demo-amtsleitung").update(username="fort")
    build_konto(username="demo-amtsleitung")
    with pytest.raises(CommandError) as fehler:
        call_command("demo", "bedarf")
    satz = "Der Vorführung fehlt etwas:\n„offene Mitzeichnung“ (J3): 0 gefunden, gebraucht werden 2."
    assert str(fehler.value) == satz


def test_many_days_are_asked_in_an_empty_database_only(settings: Settings) -> None:
    settings.DEMO = True
    vorher = read_alles()
    with pytest.raises(CommandError, match=r"^Geprüft wird nur in einer leeren Datenbank: "):
        call_command("demo", "pruefen", "--von", "2027-12-31")
    with pytest.raises(CommandError, match=r"„31\.12\.2027“ ist kein Tag\. Erwartet wird z\. B\. 2027-12-31\."):
        call_command("demo", "pruefen", "--von", "31.12.2027")
    assert read_alles() == vorher


@pytest.mark.parametrize("angaben", [(), ("--wenn-leer",)])
def test_refuses_a_database_that_is_not_a_demo(settings: Settings, angaben: tuple[str, ...]) -> None:
    settings.DEMO = True
    Installation.objects.all().delete()
    with pytest.raises(CommandError, match=r"^Diese Datenbank enthält Daten, die nicht aus der Vorführung"):
        load(*angaben)


def test_nothing_is_left_when_loading_fails() -> None:
    """The demo's bodies exist here already, so a second loading stops in its middle, after its first rows."""
    vorher = read_alles()
    with pytest.raises(IntegrityError):
        load_demo()
    assert read_alles() == vorher
