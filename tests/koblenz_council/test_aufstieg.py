"""An older program keeps its hands off the database of a newer one."""

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from koblenz_council.aufstieg import find_unbekannte

pytestmark = pytest.mark.django_db


def test_a_database_of_this_program_is_known() -> None:
    assert find_unbekannte(connection) == []
    call_command("migrate", verbosity=0)


@pytest.mark.parametrize(("app", "name"), [("vorlagen", "0999_spaeter"), ("neuland", "0001_initial")])
def test_a_newer_database_is_left_alone(app: str, name: str) -> None:
    """Also where the newer program has brought a whole new app."""
    MigrationRecorder(connection).record_applied(app, name)
    vorher = set(connection.introspection.table_names())
    with pytest.raises(CommandError) as fehler:
        call_command("migrate", verbosity=0)
    assert str(fehler.value) == (
        f"Mit dieser Datenbank hat schon eine neuere Version des Programms als {settings.RELEASE} gearbeitet "
        f"(unbekannte Migration: {app}.{name}). Bitte starten Sie wieder die neuere Version, oder spielen "
        "Sie die Sicherung ein, die vor dem Wechsel gemacht wurde."
    )
    assert set(connection.introspection.table_names()) == vorher


def test_a_migration_that_stands_for_older_ones_is_known(monkeypatch: pytest.MonkeyPatch) -> None:
    """Several migrations put into one: the names a database remembers are among what that one replaces."""
    from importlib import import_module

    MigrationRecorder(connection).record_applied("konten", "0003_frueher")
    migration = import_module("konten.migrations.0002_sperren").Migration
    assert find_unbekannte(connection) == ["konten.0003_frueher"]
    monkeypatch.setattr(migration, "replaces", [("konten", "0003_frueher")])
    assert find_unbekannte(connection) == []
