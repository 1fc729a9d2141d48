"""What the database refuses about results, publicity, delivery, withdrawal and published items, on both engines."""

from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from journal.sperren import find_abweichungen, lift_before_migrate, set_after_migrate
from sitzungen.models import Tagesordnungspunkt
from tests.bauten import (
    build_abstimmung,
    build_entwurf,
    build_freigegebene_vorlage,
    build_gremium,
    build_konto,
    build_person,
    build_sitzung,
    build_top,
    build_veroeffentlichte_sitzung,
    build_veroeffentlichte_vorlage,
    iter_tops,
)
from tests.journal.test_sperren import refuses, sql
from vorlagen.actions.freigabe import withdraw_vorlage
from vorlagen.actions.veroeffentlichung import propose_veroeffentlichung, publish_vorlage
from vorlagen.enums import Ausgang
from vorlagen.models import Anlage, Beratung, Fassung, Vorlage

pytestmark = pytest.mark.django_db

ERGEBNIS = "Ein Ergebnis wird durch eine Abstimmung festgestellt"
STATION = "Eine Station mit Ergebnis oder Zustellung bleibt"
OEFFENTLICH = "Öffentlich wird eine freigegebene Fassung nur durch Veröffentlichen"
PUNKT = "Ein veröffentlichter Punkt bleibt auf der Tagesordnung"


# --- results on stations


@pytest.fixture
def station() -> Beratung:
    """A station with a result that a vote stands behind."""
    top = build_abstimmung(ausgang=Ausgang.MEHRHEITLICH, ja=20, gegenstimmen=5, enthaltungen=1).top
    assert top.beratung_id is not None
    return Beratung.objects.get(pk=top.beratung_id)


@pytest.mark.parametrize(
    ("feld", "wert"),
    [
        ("ausgang", Ausgang.ABGELEHNT),
        ("ausgang", Ausgang.EINSTIMMIG),
        ("ausgang", ""),
        ("geaendert", True),
        ("wortlaut", "<p>Anders.</p>"),
        ("gegenstimmen", 6),
        ("gegenstimmen", None),
        ("enthaltungen", 0),
        ("enthaltungen", None),
    ],
)
def test_a_result_changes_by_a_vote_only(station: Beratung, feld: str, wert: object) -> None:
    refuses(ERGEBNIS, lambda: Beratung.objects.filter(pk=station.pk).update(**{feld: wert}))


@pytest.mark.parametrize("feld", ["oeffentlich", "entscheidend"])
def test_a_station_with_a_result_stays_what_it_was(station: Beratung, feld: str) -> None:
    refuses(STATION, lambda: Beratung.objects.filter(pk=station.pk).update(**{feld: not getattr(station, feld)}))


def test_a_station_with_a_result_stays_where_it_was(station: Beratung) -> None:
    zeilen = Beratung.objects.filter(pk=station.pk)
    refuses(STATION, lambda: zeilen.update(gremium=build_gremium()))
    refuses(STATION, lambda: zeilen.update(vorlage=build_freigegebene_vorlage()))
    refuses(STATION, sql("DELETE FROM vorlagen_beratung WHERE id = %s", station.pk))
    refuses(STATION, sql("UPDATE vorlagen_beratung SET id = 99999 WHERE id = %s", station.pk))


def test_no_result_comes_without_a_vote() -> None:
    offen = build_freigegebene_vorlage().beratungen.get()
    refuses(ERGEBNIS, lambda: Beratung.objects.filter(pk=offen.pk).update(ausgang=Ausgang.EINSTIMMIG))
    refuses(
        ERGEBNIS,
        lambda: Beratung.objects.create(
            vorlage=offen.vorlage, position=9, gremium=offen.gremium, ausgang=Ausgang.EINSTIMMIG
        ),
    )


def test_a_correction_moves_the_result_and_the_old_one_does_not_come_back(station: Beratung) -> None:
    top = station.tops.get()
    build_abstimmung(
        top, ausgang=Ausgang.ABGELEHNT, ja=5, gegenstimmen=20, berichtigt=top.abstimmungen.get(), grund="Vertauscht"
    )
    station.refresh_from_db()
    assert (station.ausgang, station.gegenstimmen) == (Ausgang.ABGELEHNT, 20)
    alt = {"ausgang": Ausgang.MEHRHEITLICH, "gegenstimmen": 5, "enthaltungen": 1}
    refuses(ERGEBNIS, lambda: Beratung.objects.filter(pk=station.pk).update(**alt))


def test_what_was_struck_opens_again_by_another_agenda_only() -> None:
    rat = build_gremium()
    vorlage = build_freigegebene_vorlage(stationen=[(rat, None, True, True)])
    sitzung = build_veroeffentlichte_sitzung(
        gremium=rat, vorlagen=[vorlage], begonnen=True, oeffentliche=0, nichtoeffentliche=0
    )
    build_abstimmung(next(iter_tops(sitzung)), ausgang=Ausgang.ABGESETZT)
    refuses(ERGEBNIS, lambda: vorlage.beratungen.update(ausgang=""))
    build_top(build_sitzung(gremium=rat), vorlage=vorlage)
    assert vorlage.beratungen.get().ausgang == ""


def test_what_members_were_sent_stays_sent() -> None:
    sitzung = build_veroeffentlichte_sitzung(oeffentliche=1, nichtoeffentliche=0)
    station = Beratung.objects.get(tops__sitzung=sitzung)
    zeilen = Beratung.objects.filter(pk=station.pk)
    zugestellt = "Was den Mitgliedern zugestellt ist, bleibt zugestellt"
    refuses(zugestellt, lambda: zeilen.update(zugestellt_am=None, zugestellte_neufassung=None))
    refuses(zugestellt, lambda: zeilen.update(zugestellt_am=timezone.now() - timedelta(days=9)))
    zeilen.update(zugestellte_neufassung=3)
    refuses(zugestellt, lambda: zeilen.update(zugestellte_neufassung=2))
    refuses(STATION, sql("DELETE FROM vorlagen_beratung WHERE id = %s", station.pk))


# --- publicity


def test_what_is_public_stays_public_since_when_it_was() -> None:
    zeilen = Fassung.objects.filter(pk=build_veroeffentlichte_vorlage().fassungen.get().pk)
    refuses(OEFFENTLICH, lambda: zeilen.update(oeffentlich=False, veroeffentlicht_am=None))
    refuses(OEFFENTLICH, lambda: zeilen.update(veroeffentlicht_am=None))
    refuses(OEFFENTLICH, lambda: zeilen.update(veroeffentlicht_am=timezone.now() - timedelta(days=9)))
    refuses(OEFFENTLICH, lambda: zeilen.update(nichtoeffentlich_grund="Doch nicht"))


def test_a_released_paper_becomes_public_by_publication_only() -> None:
    fassung = build_freigegebene_vorlage(oeffentlich=False).fassungen.get()
    zeilen = Fassung.objects.filter(pk=fassung.pk)
    refuses(OEFFENTLICH, lambda: zeilen.update(oeffentlich=True))
    refuses(OEFFENTLICH, lambda: zeilen.update(nichtoeffentlich_grund=""))
    assert not zeilen.get().oeffentlich
    propose_veroeffentlichung(fassung, konto=build_konto(person=build_person()), grund="Das Interesse ist entfallen.")
    publish_vorlage(fassung, konto=build_konto(person=build_person()))
    assert zeilen.get().oeffentlich


@pytest.mark.parametrize("war", [True, False])
def test_publicity_of_an_annex_stands_with_the_release(war: bool) -> None:
    fassung = build_freigegebene_vorlage(anlagen=[("Plan", war)]).fassungen.get()
    refuses("Die Öffentlichkeit einer Anlage steht", lambda: fassung.anlagen.update(oeffentlich=not war))
    entwurf = build_entwurf()
    anlage = Anlage.objects.create(fassung=entwurf, position=1, titel="Plan", oeffentlich=war)
    Anlage.objects.filter(pk=anlage.pk).update(oeffentlich=not war)


# --- withdrawal


def test_what_is_withdrawn_stays_withdrawn() -> None:
    vorlage = build_freigegebene_vorlage()
    withdraw_vorlage(vorlage, konto=build_konto(), grund="Überholt")
    zeilen = Vorlage.objects.filter(pk=vorlage.pk)
    bleibt = "Eine zurückgezogene Vorlage bleibt zurückgezogen"
    refuses(bleibt, lambda: zeilen.update(zurueckgezogen_am=None, status="freigegeben"))
    refuses(bleibt, lambda: zeilen.update(zurueckgezogen_grund="Anders"))
    # What a correction of a vote may take back begins like this; there is no such vote.
    assert zeilen.get().zurueckgezogen_grund == "Überholt"


def test_a_withdrawal_by_vote_ends_with_its_correction_only() -> None:
    top = build_abstimmung(ausgang=Ausgang.ZURUECKGEZOGEN).top
    assert top.beratung is not None
    zeilen = Vorlage.objects.filter(pk=top.beratung.vorlage_id)
    seit = zeilen.get().zurueckgezogen_am
    refuses("bleibt zurückgezogen", lambda: zeilen.update(zurueckgezogen_am=None, status="freigegeben"))
    zweite = build_abstimmung(
        top, ausgang=Ausgang.ZURUECKGEZOGEN, berichtigt=top.abstimmungen.get(), grund="Noch einmal gehört"
    )
    assert zeilen.get().zurueckgezogen_am == seit
    build_abstimmung(top, ausgang=Ausgang.EINSTIMMIG, berichtigt=zweite, grund="Versehen")
    assert zeilen.get().zurueckgezogen_am is None


# --- agendas


@pytest.fixture
def punkt() -> Tagesordnungspunkt:
    return next(iter_tops(build_veroeffentlichte_sitzung(oeffentliche=1, nichtoeffentliche=0)))


@pytest.mark.parametrize(
    ("feld", "wert"),
    [("nummer", "7"), ("nummer", ""), ("teil", "n"), ("betreff", "Anderes"), ("oberbegriff", "x"), ("beratung", None)],
)
def test_a_published_item_stays(punkt: Tagesordnungspunkt, feld: str, wert: object) -> None:
    refuses(PUNKT, lambda: Tagesordnungspunkt.objects.filter(pk=punkt.pk).update(**{feld: wert}))


def test_a_published_item_stays_on_its_agenda(punkt: Tagesordnungspunkt) -> None:
    zeilen = Tagesordnungspunkt.objects.filter(pk=punkt.pk)
    refuses(PUNKT, lambda: zeilen.update(sitzung=build_sitzung()))
    refuses(PUNKT, sql("DELETE FROM sitzungen_tagesordnungspunkt WHERE id = %s", punkt.pk))


def test_after_the_vote_the_deliberated_fassung_stays() -> None:
    top = build_abstimmung().top
    andere = build_freigegebene_vorlage().fassungen.get()
    zeilen = Tagesordnungspunkt.objects.filter(pk=top.pk)
    refuses("Beraten wurde die bisherige Fassung", lambda: zeilen.update(fassung=andere))


def test_a_sitting_is_never_deleted_nor_renumbered() -> None:
    sitzung = build_sitzung()
    bleibt = "Eine Sitzung wird abgesagt, nie gelöscht"
    refuses(bleibt, sitzung.delete)
    refuses(bleibt, sql("UPDATE sitzungen_sitzung SET laufend = 77 WHERE id = %s", sitzung.pk))


# --- locks that were lifted are noticed


def test_a_lifted_lock_is_named() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "DROP TRIGGER sperre_journal_kopf_delete" + ("" if connection.vendor == "sqlite" else " ON journal_kopf")
        )
    assert find_abweichungen(connection) == [
        "Die Schreibsperre sperre_journal_kopf_delete auf der Tabelle journal_kopf fehlt."
    ]


def test_a_hollowed_lock_is_named() -> None:
    name = "sperre_journal_kopf_delete"
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(f"DROP TRIGGER {name}")
            cursor.execute(f"CREATE TRIGGER {name} BEFORE DELETE ON journal_kopf WHEN 1 = 2 BEGIN SELECT 1; END")
        else:
            cursor.execute(
                f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN OLD; END $$"
            )
    assert find_abweichungen(connection) == [f"Die Schreibsperre {name} auf der Tabelle journal_kopf wurde verändert."]


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite schaltet keine Auslöser ab")
def test_a_disabled_lock_is_named() -> None:
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE journal_kopf DISABLE TRIGGER sperre_journal_kopf_delete")
    assert find_abweichungen(connection) == [
        "Die Schreibsperre sperre_journal_kopf_delete auf der Tabelle journal_kopf wurde verändert."
    ]


def test_a_strange_trigger_is_named() -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("CREATE TRIGGER fremd AFTER INSERT ON vorlagen_zaehler BEGIN SELECT 1; END")
        else:
            cursor.execute(
                "CREATE FUNCTION fremd() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$;"
                " CREATE TRIGGER fremd AFTER INSERT ON vorlagen_zaehler FOR EACH ROW EXECUTE FUNCTION fremd()"
            )
    assert find_abweichungen(connection) == [
        "Der Auslöser fremd auf der Tabelle vorlagen_zaehler gehört nicht zum Programm."
    ]


def test_migrating_lifts_the_locks_and_sets_them_again() -> None:
    lift_before_migrate("default", plan=["etwas"])
    assert len(find_abweichungen(connection)) > 30
    set_after_migrate("default", plan=["etwas"])
    assert find_abweichungen(connection) == []


def test_a_start_without_migrations_repairs_the_locks_and_says_so(caplog: pytest.LogCaptureFixture) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "DROP TRIGGER sperre_journal_kopf_delete" + ("" if connection.vendor == "sqlite" else " ON journal_kopf")
        )
    lift_before_migrate("default", plan=[])
    set_after_migrate("default", plan=[])
    assert find_abweichungen(connection) == []
    assert [satz.getMessage() for satz in caplog.records] == [
        "Schreibsperren fehlten oder waren verändert und sind wieder gesetzt: sperre_journal_kopf_delete"
    ]
