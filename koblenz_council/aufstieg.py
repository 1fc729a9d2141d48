"""Which programs may work on a database: this one and newer ones, never an older one."""

from typing import Any

from django.conf import settings
from django.core.management.base import CommandError
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.loader import MigrationLoader


def find_unbekannte(connection: BaseDatabaseWrapper) -> list[str]:
    """Return the migrations this database has seen and this program does not know, by app and name."""
    loader = MigrationLoader(connection)
    bekannt = {*loader.disk_migrations, *(alt for m in loader.disk_migrations.values() for alt in m.replaces)}
    return sorted(f"{app}.{name}" for app, name in set(loader.applied_migrations) - bekannt)


def refuse_neuere_datenbank(using: str, **kwargs: Any) -> None:
    """Stop before anything is migrated if a newer program was here before; receiver of ``pre_migrate``."""
    if unbekannte := find_unbekannte(connections[using]):
        raise CommandError(
            f"Mit dieser Datenbank hat schon eine neuere Version des Programms als {settings.RELEASE} gearbeitet "
            f"(unbekannte Migration: {', '.join(unbekannte)}). Bitte starten Sie wieder die neuere Version, oder "
            "spielen Sie die Sicherung ein, die vor dem Wechsel gemacht wurde."
        )
