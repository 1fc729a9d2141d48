"""Write locks inside the database: tables, or frozen rows of tables, that nobody may change or delete.

A lock is a trigger, so it also holds for the shell, for an administrator's SQL and for a mistake of ours. Migrations
only declare locks (:func:`install`); they are set when migrating is over, because SQLite cannot rebuild a table that
a trigger names, and drops the triggers of one that it rebuilds.
"""

import logging
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from django.db import connections, migrations
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

PRAEFIX: Final = "sperre_"
logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Schluessel:
    """Columns that are unique together; ``bedingung`` limits it to rows, which ``{}`` stands for."""

    spalten: tuple[str, ...]
    bedingung: str = ""

    def sql(self, zeile: str) -> str:
        """Return when the row called ``zeile`` has the same key as NEW."""
        teile = [f"{zeile}.{spalte} = NEW.{spalte}" for spalte in self.spalten]
        teile += [self.bedingung.format(wer) for wer in (zeile, "NEW") if self.bedingung]
        return " AND ".join(teile)


@dataclass(frozen=True, slots=True)
class Sperre:
    """What is locked: ``vorgang`` is INSERT, UPDATE, DELETE, TRUNCATE or REPLACE.

    ``spalten`` limits an UPDATE lock to changes of these columns (empty: every change); ``bedingung`` is SQL
    over OLD or NEW that both databases understand (empty: always). ``zusatz`` tells several locks of one kind apart.
    REPLACE refuses rows that would push out the locked row (``bedingung`` over OLD) with one of ``schluessel``.
    """

    tabelle: str
    vorgang: str
    satz: str
    spalten: Sequence[str] = ()
    bedingung: str = ""
    zusatz: str = ""
    schluessel: tuple[Schluessel, ...] = ()

    @property
    def name(self) -> str:
        """Return the trigger's name in the database."""
        return "_".join(filter(None, [f"{PRAEFIX}{self.tabelle}", self.vorgang.lower(), self.zusatz]))

    def bedingung_sql(self, unterschied: str) -> str:
        """Return the full condition; ``unterschied`` is the database's null-safe "is different"."""
        teile = [self.bedingung] if self.bedingung else []
        if self.spalten:
            teile.append(" OR ".join(f"OLD.{spalte} {unterschied} NEW.{spalte}" for spalte in self.spalten))
        return " AND ".join(f"({teil})" for teil in teile) or "1 = 1"


@dataclass(frozen=True, slots=True)
class Ausloeser:
    """One trigger: what creates it, and as what the database then describes it."""

    name: str
    tabelle: str
    sql: tuple[str, ...]
    beschreibung: str


def unveraenderlich(tabelle: str, satz: str) -> list[Sperre]:
    """Return the locks of a table that only ever grows; see also :func:`unersetzlich`."""
    return [Sperre(tabelle, vorgang, satz) for vorgang in ("UPDATE", "DELETE", "TRUNCATE")]


def unersetzlich(tabelle: str, satz: str, *schluessel: Schluessel, bedingung: str = "") -> Sperre:
    """Return the lock against `OR REPLACE`, by which SQLite deletes a row without asking its DELETE lock.

    ``schluessel`` are all unique keys of the table besides ``id``; ``bedingung`` says over OLD which rows are locked.
    """
    return Sperre(tabelle, "REPLACE", satz, bedingung=bedingung, schluessel=(Schluessel(("id",)), *schluessel))


class SperrenErklaeren(migrations.RunPython):
    """What a migration says about locks: from here on there are these; one of the same name takes another's place."""

    def __init__(self, *sperren: Sperre) -> None:
        super().__init__(migrations.RunPython.noop, migrations.RunPython.noop)
        self.sperren = sperren


def install(*sperren: Sperre) -> SperrenErklaeren:
    """Return the migration operation that declares these locks."""
    return SperrenErklaeren(*sperren)


# --- declared and real


@cache
def _load_erklaerungen() -> tuple[tuple[tuple[str, str], tuple[Sperre, ...]], ...]:
    """Return what all migrations declare, by app and migration, in their order inside each app."""
    migrationen = MigrationLoader(None).disk_migrations
    return tuple(
        (kennung, operation.sperren)
        for kennung, migration in sorted(migrationen.items())
        for operation in migration.operations
        if isinstance(operation, SperrenErklaeren)
    )


def declared_sperren(connection: BaseDatabaseWrapper) -> dict[str, Sperre]:
    """Return the locks that the migrations applied to this database declare, by name."""
    angewandt = MigrationRecorder(connection).applied_migrations()
    return {
        sperre.name: sperre for kennung, erklaert in _load_erklaerungen() if kennung in angewandt for sperre in erklaert
    }


def declared_ausloeser(connection: BaseDatabaseWrapper) -> dict[str, Ausloeser]:
    """Return the triggers of the declared locks, by name."""
    bauen = {"sqlite": _build_sqlite, "postgresql": _build_postgresql}[connection.vendor]
    return {
        ausloeser.name: ausloeser for sperre in declared_sperren(connection).values() for ausloeser in bauen(sperre)
    }


def read_ausloeser(connection: BaseDatabaseWrapper) -> dict[str, tuple[str, str]]:
    """Return every trigger in the database, ours or not: its name to its table and description."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name, tbl_name, sql FROM sqlite_master WHERE type = 'trigger'")
        else:
            cursor.execute(
                "SELECT tgname, tgrelid::regclass::text, concat_ws(' ', tgenabled, pg_get_triggerdef(t.oid, true),"
                " prosrc) FROM pg_trigger t JOIN pg_proc p ON p.oid = tgfoid"
                " JOIN pg_class c ON c.oid = tgrelid WHERE NOT tgisinternal"
                " AND relnamespace = current_schema()::regnamespace"
            )
        return {name: (tabelle, beschreibung) for name, tabelle, beschreibung in cursor.fetchall()}


def find_abweichungen(connection: BaseDatabaseWrapper) -> list[str]:
    """Return one German sentence per lock that is missing or was changed, and per trigger that is not ours."""
    soll, ist = declared_ausloeser(connection), read_ausloeser(connection)
    saetze = []
    for name, ausloeser in sorted(soll.items()):
        if name not in ist:
            saetze.append(f"Die Schreibsperre {name} auf der Tabelle {ausloeser.tabelle} fehlt.")
        elif ist[name] != (ausloeser.tabelle, ausloeser.beschreibung):
            saetze.append(f"Die Schreibsperre {name} auf der Tabelle {ausloeser.tabelle} wurde verändert.")
    fremde = sorted(set(ist) - set(soll))
    return saetze + [
        f"Der Auslöser {name} auf der Tabelle {ist[name][0]} gehört nicht zum Programm." for name in fremde
    ]


def set_sperren(connection: BaseDatabaseWrapper) -> list[str]:
    """Set every declared lock that is missing or differs, drop those no longer declared; return their names."""
    soll, ist = declared_ausloeser(connection), read_ausloeser(connection)
    ueberholt = [name for name in ist if name.startswith(PRAEFIX) and name not in soll]
    neu = [a for name, a in soll.items() if ist.get(name) != (a.tabelle, a.beschreibung)]
    fallen = [*ueberholt, *(ausloeser.name for ausloeser in neu if ausloeser.name in ist)]
    _execute(connection, [_drop_sql(connection, name, ist[name][0]) for name in fallen])
    _execute(connection, [sql for ausloeser in neu for sql in ausloeser.sql])
    return sorted({*ueberholt, *(a.name for a in neu)})


def _drop_sql(connection: BaseDatabaseWrapper, name: str, tabelle: str) -> str:
    return f"DROP TRIGGER {name}" + ("" if connection.vendor == "sqlite" else f" ON {tabelle}")


def lift_before_migrate(using: str, plan: Sequence[object], **kwargs: Any) -> None:
    """Lift the locks for as long as tables are rebuilt and their rows rewritten; receiver of ``pre_migrate``."""
    if not plan:
        return
    connection = connections[using]
    gesetzt = {name: wo for name, wo in read_ausloeser(connection).items() if name.startswith(PRAEFIX)}
    _execute(connection, [_drop_sql(connection, name, tabelle) for name, (tabelle, _) in gesetzt.items()])


def set_after_migrate(using: str, plan: Sequence[object] = (), **kwargs: Any) -> None:
    """Set the locks when migrating is over; receiver of ``post_migrate``. Says so if some had gone by themselves."""
    geaendert = set_sperren(connections[using])
    if geaendert and not plan:
        logger.warning("Schreibsperren fehlten oder waren verändert und sind wieder gesetzt: %s", ", ".join(geaendert))


# --- SQL


def _build_sqlite(sperre: Sperre) -> list[Ausloeser]:
    if sperre.vorgang == "TRUNCATE":
        return []
    if sperre.vorgang != "REPLACE":
        return [_trigger_sqlite(sperre, sperre.name, sperre.vorgang, sperre.bedingung_sql("IS NOT"))]
    gleich = " OR ".join(f"({schluessel.sql('alt')})" for schluessel in sperre.schluessel)
    gesperrt = re.sub(r"\bOLD\.", "alt.", sperre.bedingung) or "1 = 1"
    # Made of what migrations declare, never of anything typed.
    verdraengt = f"SELECT 1 FROM {sperre.tabelle} alt WHERE ({gleich}) AND ({gesperrt})"  # noqa: S608
    return [
        _trigger_sqlite(sperre, f"{sperre.name}_insert", "INSERT", f"EXISTS ({verdraengt})"),
        _trigger_sqlite(sperre, f"{sperre.name}_update", "UPDATE", f"EXISTS ({verdraengt} AND alt.id <> OLD.id)"),
    ]


def _trigger_sqlite(sperre: Sperre, name: str, vorgang: str, bedingung: str) -> Ausloeser:
    sql = (
        f"CREATE TRIGGER {name} BEFORE {vorgang} ON {sperre.tabelle} "
        f"WHEN {bedingung} BEGIN SELECT RAISE(ABORT, '{sperre.satz}'); END"
    )
    return Ausloeser(name, sperre.tabelle, (sql,), sql)


def _build_postgresql(sperre: Sperre) -> list[Ausloeser]:
    if sperre.vorgang == "REPLACE":
        return []
    je = "STATEMENT" if sperre.vorgang == "TRUNCATE" else "ROW"
    weiter = "OLD" if sperre.vorgang == "DELETE" else "NEW"
    rumpf = (
        f" BEGIN IF {sperre.bedingung_sql('IS DISTINCT FROM')} THEN "
        f"RAISE EXCEPTION '{sperre.satz}' USING ERRCODE = 'integrity_constraint_violation'; END IF; "
        f"RETURN {weiter}; END "
    )
    function = f"CREATE OR REPLACE FUNCTION {sperre.name}() RETURNS trigger LANGUAGE plpgsql AS $${rumpf}$$"
    trigger = (
        f"CREATE TRIGGER {sperre.name} BEFORE {sperre.vorgang} ON {sperre.tabelle} "
        f"FOR EACH {je} EXECUTE FUNCTION {sperre.name}()"
    )
    return [Ausloeser(sperre.name, sperre.tabelle, (function, trigger), f"O {trigger} {rumpf}")]


@contextmanager
def lift_sperren(connection: BaseDatabaseWrapper) -> Iterator[None]:
    """Lift every lock for the block and set it again. For emptying test databases and for fault drills only."""
    trigger = {name: wo for name, wo in read_ausloeser(connection).items() if name.startswith(PRAEFIX)}
    if connection.vendor == "sqlite":
        lift = [f"DROP TRIGGER {name}" for name in trigger]
        restore = [sql for _, sql in trigger.values()]
    else:
        # PostgreSQL changes no table on which checks of this transaction are still waiting.
        jetzt, spaeter = "SET CONSTRAINTS ALL IMMEDIATE", "SET CONSTRAINTS ALL DEFERRED"
        aus = [f"ALTER TABLE {tabelle} DISABLE TRIGGER {name}" for name, (tabelle, _) in trigger.items()]
        an = [f"ALTER TABLE {tabelle} ENABLE TRIGGER {name}" for name, (tabelle, _) in trigger.items()]
        lift, restore = [jetzt, *aus, spaeter], [jetzt, *an, spaeter]
    _execute(connection, lift)
    try:
        yield
    finally:
        _execute(connection, restore)


def _execute(connection: BaseDatabaseWrapper, anweisungen: Iterable[str]) -> None:
    with connection.cursor() as cursor:
        for sql in anweisungen:
            # Without parameters, so that a percent sign in a sentence stays one.
            cursor.execute(sql)
