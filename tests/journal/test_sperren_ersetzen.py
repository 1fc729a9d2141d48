"""SQLite's OR REPLACE deletes the row in its way without firing its DELETE lock: it leads past no lock here."""

from collections.abc import Callable
from typing import Any

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, models, transaction

from journal.models import Eintrag, Kopf
from journal.sperren import PRAEFIX, declared_ausloeser, read_ausloeser
from sitzungen.models import Abstimmung, Sitzung, Tagesordnungspunkt
from tests.bauten import (
    build_abstimmung,
    build_anlage,
    build_datei,
    build_entwurf,
    build_freigegebene_vorlage,
    build_sitzung,
)
from vorlagen.models import Anlage, Beratung, Fassung, Vorlage

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL kennt kein OR REPLACE"),
]


def copy_row(zeile: models.Model, **anders: Any) -> tuple[str, list[Any]]:
    """Return table and values of a row, some of them exchanged, with those columns."""
    tabelle = zeile._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {tabelle} WHERE id = %s", [zeile.pk])  # noqa: S608
        spalten = [spalte[0] for spalte in cursor.description]
        werte = dict(zip(spalten, cursor.fetchone(), strict=True)) | anders
    return f"{tabelle} ({', '.join(werte)}) VALUES ({', '.join(['%s'] * len(werte))})", list(werte.values())


def push_out(zeile: models.Model, vorgang: str, **anders: Any) -> None:
    rumpf, werte = copy_row(zeile, **anders)
    with connection.cursor() as cursor:
        cursor.execute(f"{vorgang} INTO {rumpf}", werte)


def build_zeilen() -> dict[str, models.Model]:
    """Return a locked row of each table, by table."""
    abstimmung = build_abstimmung(gegenstimmen=0)
    top = abstimmung.top
    assert top.fassung is not None
    assert top.beratung is not None
    vorlage = build_freigegebene_vorlage(anlagen=[("Plan", True)])
    zeilen = [
        Eintrag.objects.earliest("laufend"),
        Kopf.objects.get(),
        build_datei(),
        abstimmung,
        top.sitzung,
        top,
        top.beratung,
        vorlage,
        vorlage.fassungen.get(),
        Anlage.objects.get(fassung__vorlage=vorlage),
    ]
    return {zeile._meta.db_table: zeile for zeile in zeilen}


ANDERS: dict[str, dict[str, Any]] = {
    "journal_eintrag": {"konto_name": "jemand"},
    "journal_kopf": {"laufend": 0},
    "dokumente_datei": {"groesse": 1},
    "sitzungen_abstimmung": {"gegenstimmen": 9},
    "sitzungen_sitzung": {"ort": "anderswo"},
    "sitzungen_tagesordnungspunkt": {"betreff": "Anderes"},
    "vorlagen_beratung": {"aufgesetzt": False},
    "vorlagen_vorlage": {"status": "abgeschlossen"},
    "vorlagen_fassung": {"betreff": "Anderes"},
    "vorlagen_anlage": {"titel": "Anderes"},
}


def state_of(zeile: models.Model) -> dict[str, Any]:
    return type(zeile).objects.values().get(pk=zeile.pk)  # type: ignore[attr-defined,no-any-return]


@pytest.mark.parametrize("zeile_bleibt_ueber", ["id", "anderer"])
@pytest.mark.parametrize("vorgang", ["INSERT OR REPLACE", "REPLACE"])
def test_no_locked_row_is_replaced(vorgang: str, zeile_bleibt_ueber: str) -> None:
    zeilen = build_zeilen()
    assert set(zeilen) == set(ANDERS)
    for tabelle, zeile in zeilen.items():
        if tabelle == "journal_kopf" and zeile_bleibt_ueber != "id":
            continue  # it has no other key
        anders = ANDERS[tabelle] | ({} if zeile_bleibt_ueber == "id" else {"id": 999_999})
        vorher = state_of(zeile)
        with pytest.raises(IntegrityError) as fehler, transaction.atomic():
            push_out(zeile, vorgang, **anders)
        assert not str(fehler.value).startswith("UNIQUE"), tabelle
        assert state_of(zeile) == vorher


def test_the_guard_is_what_refuses() -> None:
    """Without it the locked row is gone, whatever its other locks say."""
    abstimmung = build_abstimmung(gegenstimmen=0)
    with connection.cursor() as cursor:
        cursor.execute("DROP TRIGGER sperre_sitzungen_abstimmung_replace_insert")
    push_out(abstimmung, "INSERT OR REPLACE", gegenstimmen=0, enthaltungen=7)
    assert Abstimmung.objects.get().enthaltungen == 7


def sql(anweisung: str, *werte: Any) -> Callable[[], None]:
    def run() -> None:
        with connection.cursor() as cursor:
            cursor.execute(anweisung, werte)

    return run


def test_no_free_row_takes_the_key_of_a_locked_one() -> None:
    """UPDATE OR REPLACE on a draft, an unpublished item, an open station."""
    abstimmung = build_abstimmung(gegenstimmen=0)
    fest, vorlage = abstimmung.top, build_freigegebene_vorlage(anlagen=[("Plan", True)])
    entwurf = build_entwurf()
    anlage = build_anlage(entwurf)
    punkt = Tagesordnungspunkt.objects.create(sitzung=build_sitzung(), position=1, betreff="Offen")
    offen = Beratung.objects.get(vorlage=entwurf.vorlage)
    feste_fassung = vorlage.fassungen.get()
    versuche = [
        ("vorlagen_fassung SET id = %s WHERE id = %s", feste_fassung.pk, entwurf.pk),
        ("vorlagen_fassung SET vorlage_id = %s WHERE id = %s", vorlage.pk, entwurf.pk),
        ("vorlagen_anlage SET id = %s WHERE id = %s", Anlage.objects.get(fassung=feste_fassung).pk, anlage.pk),
        ("vorlagen_vorlage SET id = %s WHERE id = %s", vorlage.pk, entwurf.vorlage_id),
        ("vorlagen_beratung SET id = %s WHERE id = %s", fest.beratung_id, offen.pk),
        ("sitzungen_tagesordnungspunkt SET id = %s WHERE id = %s", fest.pk, punkt.pk),
    ]
    vorher = {modell: modell.objects.count() for modell in (Vorlage, Fassung, Anlage, Beratung, Tagesordnungspunkt)}
    for anweisung, *werte in versuche:
        with pytest.raises(IntegrityError, match=" bleibt"), transaction.atomic():
            sql(f"UPDATE OR REPLACE {anweisung}", *werte)()
    assert {modell: modell.objects.count() for modell in vorher} == vorher


@pytest.mark.parametrize("weise", ["IGNORE", "FAIL", "ROLLBACK", "ABORT", "REPLACE"])
def test_no_conflict_clause_softens_a_lock(weise: str) -> None:
    build_abstimmung(gegenstimmen=0)
    for anweisung in (
        "sitzungen_abstimmung SET gegenstimmen = 5",
        "journal_eintrag SET konto_name = 'x'",
        "vorlagen_fassung SET betreff = 'x'",
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            sql(f"UPDATE OR {weise} {anweisung}")()
    assert Abstimmung.objects.get().gegenstimmen == 0


def test_lawful_rows_still_find_their_conflict() -> None:
    """A key that exists is an IntegrityError as before, which is what acts rely on; a new key is none."""
    sitzung = build_sitzung()
    with pytest.raises(IntegrityError), transaction.atomic():
        push_out(sitzung, "INSERT")
    push_out(sitzung, "INSERT", id=sitzung.pk + 1, laufend=sitzung.laufend + 1)
    assert Sitzung.objects.count() == 2


def keys_of(modell: type[models.Model]) -> set[tuple[str, ...]]:
    """Return the columns of every unique key of a model."""

    def spalten(namen: Any) -> tuple[str, ...]:
        felder = {feld.name: str(feld.column) for feld in modell._meta.concrete_fields}
        return tuple(sorted(felder[name] for name in namen))

    einzeln = {spalten([feld.name]) for feld in modell._meta.concrete_fields if feld.unique}
    return einzeln | {
        spalten(regel.fields) for regel in modell._meta.constraints if isinstance(regel, models.UniqueConstraint)
    }


def test_every_unique_key_of_a_locked_table_is_guarded() -> None:
    """A key added later without its guard is noticed here."""
    ausloeser = declared_ausloeser(connection)
    tabellen = {a.tabelle for name, a in ausloeser.items() if name.startswith(PRAEFIX)}
    for modell in apps.get_models():
        if modell._meta.db_table not in tabellen:
            continue
        beschreibung = read_ausloeser(connection)[f"{PRAEFIX}{modell._meta.db_table}_replace_insert"][1]
        fehlend = [
            key for key in keys_of(modell) if not all(f"alt.{spalte} = NEW.{spalte}" in beschreibung for spalte in key)
        ]
        assert fehlend == [], modell
