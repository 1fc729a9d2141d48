"""Write locks inside the database: tables, or frozen rows of tables, that nobody may change or delete.

A lock is a trigger, so it also holds for the shell, for an administrator's SQL and for a mistake of ours.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

PRAEFIX = "sperre_"


@dataclass(frozen=True, slots=True)
class Sperre:
    """What is locked: ``vorgang`` is INSERT, UPDATE, DELETE or TRUNCATE.

    ``spalten`` limits an UPDATE lock to changes of these columns (empty: every change); ``bedingung`` is SQL
    over OLD or NEW that both databases understand (empty: always).
    """

    tabelle: str
    vorgang: str
    satz: str
    spalten: Sequence[str] = ()
    bedingung: str = ""

    @property
    def name(self) -> str:
        """Return the trigger's name in the database."""
        return f"{PRAEFIX}{self.tabelle}_{self.vorgang.lower()}"

    def bedingung_sql(self, unterschied: str) -> str:
        """Return the full condition; ``unterschied`` is the database's null-safe "is different"."""
        teile = [self.bedingung] if self.bedingung else []
        if self.spalten:
            teile.append(" OR ".join(f"OLD.{spalte} {unterschied} NEW.{spalte}" for spalte in self.spalten))
        return " AND ".join(f"({teil})" for teil in teile) or "1 = 1"


def unveraenderlich(tabelle: str, satz: str) -> list[Sperre]:
    """Return the locks of a table that only ever grows."""
    return [Sperre(tabelle, vorgang, satz) for vorgang in ("UPDATE", "DELETE", "TRUNCATE")]


def _sql_sqlite(sperre: Sperre) -> list[str]:
    if sperre.vorgang == "TRUNCATE":
        return []
    sql = (
        f"CREATE TRIGGER {sperre.name} BEFORE {sperre.vorgang} ON {sperre.tabelle} "
        f"WHEN {sperre.bedingung_sql('IS NOT')} BEGIN SELECT RAISE(ABORT, '{sperre.satz}'); END"
    )
    return [sql]


def _sql_postgresql(sperre: Sperre) -> list[str]:
    je = "STATEMENT" if sperre.vorgang == "TRUNCATE" else "ROW"
    weiter = "OLD" if sperre.vorgang == "DELETE" else "NEW"
    function = (
        f"CREATE FUNCTION {sperre.name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"IF {sperre.bedingung_sql('IS DISTINCT FROM')} THEN "
        f"RAISE EXCEPTION '{sperre.satz}' USING ERRCODE = 'integrity_constraint_violation'; END IF; "
        f"RETURN {weiter}; END $$"
    )
    trigger = (
        f"CREATE TRIGGER {sperre.name} BEFORE {sperre.vorgang} ON {sperre.tabelle} "
        f"FOR EACH {je} EXECUTE FUNCTION {sperre.name}()"
    )
    return [function, trigger]


def _execute(schema_editor: BaseDatabaseSchemaEditor, sql: str) -> None:
    # Without parameters, so that a percent sign in a sentence stays one.
    schema_editor.execute(sql, params=None)


def install(*sperren: Sperre) -> migrations.RunPython:
    """Return the migration operation that sets these locks, and lifts them when migrated backwards."""

    def forwards(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
        bauen = {"sqlite": _sql_sqlite, "postgresql": _sql_postgresql}[schema_editor.connection.vendor]
        for sperre in sperren:
            for sql in bauen(sperre):
                _execute(schema_editor, sql)

    def backwards(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
        for sperre in sperren:
            if schema_editor.connection.vendor == "postgresql":
                _execute(schema_editor, f"DROP FUNCTION {sperre.name}() CASCADE")
            elif sperre.vorgang != "TRUNCATE":
                _execute(schema_editor, f"DROP TRIGGER {sperre.name}")

    return migrations.RunPython(forwards, backwards)


@contextmanager
def lift_sperren(connection: BaseDatabaseWrapper) -> Iterator[None]:
    """Lift every lock for the block and set it again. For emptying test databases and for fault drills only."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
            trigger = [(name, sql) for name, sql in cursor.fetchall() if name.startswith(PRAEFIX)]
            lift = [f"DROP TRIGGER {name}" for name, _ in trigger]
            restore = [sql for _, sql in trigger]
        else:
            cursor.execute(
                "SELECT tgname, tgrelid::regclass::text FROM pg_trigger WHERE NOT tgisinternal AND tgname LIKE %s",
                [f"{PRAEFIX}%"],
            )
            trigger = list(cursor.fetchall())
            lift = [f"ALTER TABLE {tabelle} DISABLE TRIGGER {name}" for name, tabelle in trigger]
            restore = [f"ALTER TABLE {tabelle} ENABLE TRIGGER {name}" for name, tabelle in trigger]
        for sql in lift:
            cursor.execute(sql)
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            for sql in restore:
                cursor.execute(sql)
