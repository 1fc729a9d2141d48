"""The test database: migrated once per state of the program, copied for each process and after tests that commit.

A copy takes milliseconds where migrating takes seconds, and what migrations entered is there for the next test too.
"""

import fcntl
import hashlib
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final, Protocol

import pytest
from django.apps import apps
from django.conf import settings
from django.db import connection
from django.test import TransactionTestCase
from pytest_django import DjangoDbBlocker

OHNE_EINFLUSS: Final = frozenset({"views", "pages", "forms", "documents", "templatetags", "tasks", "management"})
"""Rooms whose code no migration and no ``post_migrate`` runs."""
WURZEL: Final = Path(settings.BASE_DIR)


def compute_stand() -> str:
    """Return a digest of everything that decides about a freshly migrated database."""
    summe = hashlib.sha256(f"{settings.SETTINGS_MODULE} {os.environ.get('UHR_VERSATZ')}".encode())
    for datei in sorted([*iter_programm(), WURZEL / "requirements.txt", Path(__file__)]):
        summe.update(datei.read_bytes())
    return summe.hexdigest()[:16]


def iter_programm() -> Iterator[Path]:
    """Yield the files of our apps that decide, migrations and models among them."""
    for app in apps.get_app_configs():
        if (WURZEL / app.label).is_dir():
            dateien = (WURZEL / app.label).rglob("*.py")
            yield from (d for d in dateien if OHNE_EINFLUSS.isdisjoint(d.relative_to(WURZEL).parts))


class Ablage(Protocol):
    """Where migrated databases are kept for one kind of engine."""

    def exists(self) -> bool:
        """Return whether there is one of today's state."""

    def build(self) -> None:
        """Migrate one and keep it, and forget older ones."""

    def copy(self) -> None:
        """Put a copy in the place of this process's database; nothing is connected to it."""

    def drop(self) -> None:
        """Remove this process's database."""


class Dateien:
    """SQLite: a database is a file."""

    def __init__(self, ordner: Path, name: str) -> None:
        self.ordner, self.ziel = ordner, Path(name)
        self.vorlage = ordner / f"vorlage-{compute_stand()}.sqlite3"
        self.eigene = self.ziel.with_name("vorlage.sqlite3")

    def exists(self) -> bool:
        """Return whether there is one of today's state."""
        return self.vorlage.exists()

    def build(self) -> None:
        """Migrate one and keep it, and forget older ones."""
        for datei in self.ordner.glob("vorlage-*.sqlite3"):
            datei.unlink()
        connection.creation.create_test_db(verbosity=0, serialize=False)
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.close()
        im_bau = self.vorlage.with_suffix(".im_bau")
        shutil.copyfile(self.ziel, im_bau)
        im_bau.replace(self.vorlage)

    def copy(self) -> None:
        """Put a copy in the place of this process's database; nothing is connected to it."""
        if not self.eigene.exists():
            # A later run of a changed program forgets the other one while this run goes on.
            shutil.copyfile(self.vorlage, self.eigene)
        self.drop()
        shutil.copyfile(self.eigene, self.ziel)

    def drop(self) -> None:
        """Remove this process's database."""
        for anhang in ("", "-wal", "-shm"):
            self.ziel.with_name(self.ziel.name + anhang).unlink(missing_ok=True)


class Server:
    """PostgreSQL copies a database by itself, while nobody is connected to it."""

    def __init__(self, name: str) -> None:
        self.vorlage, self.ziel = f"vorlage_{compute_stand()}", name

    def _execute(self, *anweisungen: str) -> None:
        with connection._nodb_cursor() as cursor:
            for anweisung in anweisungen:
                cursor.execute(anweisung)

    def exists(self) -> bool:
        """Return whether there is one of today's state."""
        with connection._nodb_cursor() as cursor:
            cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [self.vorlage])
            return cursor.fetchone() is not None

    def build(self) -> None:
        """Migrate one and keep it, and forget older ones."""
        with connection._nodb_cursor() as cursor:
            cursor.execute("SELECT datname FROM pg_database WHERE datname LIKE 'vorlage\\_%'")
            aeltere = [name for (name,) in cursor.fetchall()]
        self._execute(*(f'DROP DATABASE "{name}"' for name in aeltere))
        connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
        connection.close()
        self._execute(f'ALTER DATABASE "{self.ziel}" RENAME TO "{self.vorlage}"')

    def copy(self) -> None:
        """Put a copy in the place of this process's database; whoever is connected to the old one is cut off."""
        self.drop()
        self._execute(f'CREATE DATABASE "{self.ziel}" TEMPLATE "{self.vorlage}"')

    def drop(self) -> None:
        """Remove this process's database."""
        self._execute(f'DROP DATABASE IF EXISTS "{self.ziel}" WITH (FORCE)')


@contextmanager
def only_one(ordner: Path) -> Iterator[None]:
    """Let other processes of this and other runs wait: what one builds, the others copy."""
    with (ordner / "schloss").open("w") as schloss:
        fcntl.flock(schloss, fcntl.LOCK_EX)
        yield


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment: None,
    django_db_modify_db_settings: None,
    django_db_blocker: DjangoDbBlocker,
    pytestconfig: pytest.Config,
) -> Iterator[None]:
    """Give this process a migrated database of its own, and a fresh one after every test that commits."""
    ordner = pytestconfig.cache.mkdir("datenbank") if hasattr(pytestconfig, "cache") else Path(settings.DATA_DIR)
    name = str(connection.creation._get_test_db_name())  # type: ignore[attr-defined]
    ablage: Ablage = Dateien(ordner, name) if connection.vendor == "sqlite" else Server(name)
    eigentlich = connection.settings_dict["NAME"]

    def renew() -> None:
        connection.close()
        ablage.copy()

    with pytest.MonkeyPatch.context() as patch:
        with django_db_blocker.unblock(), only_one(ordner):
            if not ablage.exists():
                ablage.build()
            renew()
        for angaben in (connection.settings_dict, settings.DATABASES["default"]):
            angaben["NAME"] = name
        # Instead of emptying it, which would leave out what migrations entered.
        patch.setattr(TransactionTestCase, "_fixture_teardown", lambda self: renew())
        yield
        with django_db_blocker.unblock():
            connection.close()
            ablage.drop()
        for angaben in (connection.settings_dict, settings.DATABASES["default"]):
            angaben["NAME"] = eigentlich
