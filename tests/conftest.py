"""What every test run needs, whichever database it uses."""

import gc
import os
from collections.abc import Iterator
from copy import deepcopy
from datetime import datetime
from fnmatch import fnmatch
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.core.cache import cache
from django.db import transaction
from pytest_django import DjangoDbBlocker

from tests.datenbank import django_db_setup
from tests.post.empfang import empfang, postweg

__all__ = ["django_db_setup", "empfang", "postweg"]

FIXTURES = {"db", "transactional_db", "live_server"}
MARKEN = ("django_db", "nebenlaeufig")

GLEICH = (
    *(
        "tests/dokumente/*",
        "tests/templates/*",
        "tests/koblenz_council/*",
        "tests/messungen/*",
        "tests/harness/*",
        "tests/*/views/*",
    ),
    *("tests/sitzungen/familie/*", "tests/mappen/echtheit/*", "tests/sitzungen/test_documents*"),
    *("tests/mappen/test_*", "tests/sitzungen/test_beilage*"),
    *("tests/vorlagen/test_documents*", "tests/faelle/*", "tests/ablauf/test_kanarien.py"),
)
"""Pages, prints and files: they ask the database through what is tested on each engine, and the table of all addresses
(tests/ablauf/test_zugang.py) visits them on each."""
VERSCHIEDEN = (
    *("*/test_ausdrucke.py", "*/test_druckstuecke.py", "*/test_mappe_querysets.py", "*/test_mappe_auftrag.py"),
    *("*/test_mappe_abbruch.py", "*/test_demo.py", "*/views/test_vorlagen.py", "*/views/test_sitzungen.py"),
    *("*/views/test_schreibtisch.py", "*/views/test_sitzungsdienst.py", "tests/faelle/test_suche.py"),
    *("*/views/test_aehnliche.py", "*/views/test_bilder.py", "tests/mappen/test_actions_import_bogen.py"),
)
"""Among them those that filter, sort, search, lock or count."""


LANGE = (
    *("tests/ablauf/test_kanarien.py", "tests/messungen/*", "tests/mappen/test_mappe_abbruch.py"),
    *("tests/koblenz_council/test_demo*", "tests/ablauf/*", "tests/werkzeug/*", "tests/sitzungen/views/*"),
    *("tests/faelle/test_silben.py", "tests/sitzungen/familie/*", "tests/dokumente/*", "tests/mappen/*"),
)
"""What takes long begins, so that no process is left alone with it at the end."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """Offer to leave out what would run the same way on every database."""
    parser.addoption("--nur-datenbank", action="store_true", help="nur Tests, die eine Datenbank benutzen")
    parser.addoption("--je-datenbank", action="store_true", help="nur Tests, bei denen es auf die Datenbank ankommt")


def pytest_report_header() -> str:
    """Tell the moment at which the run believes to be (``./run test --tag`` sets it)."""
    gestellt = ", gestellt mit --tag" if os.environ.get("UHR_VERSATZ") else ""
    return f"Zeitpunkt: {datetime.now(ZoneInfo('Europe/Berlin')):%A, %Y-%m-%d %H:%M}{gestellt}"


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Begin with what takes long; deselect what the options leave out, the run on the other database has them all."""
    items.sort(key=rank)
    if config.getoption("--je-datenbank"):
        bleiben = [item for item in items if uses_datenbank(item) and depends_on_engine(item)]
    elif config.getoption("--nur-datenbank"):
        bleiben = [item for item in items if uses_datenbank(item)]
    else:
        return
    config.hook.pytest_deselected(items=[item for item in items if item not in set(bleiben)])
    items[:] = bleiben


def pytest_collection_finish() -> None:
    """Take what has been loaded out of Python's search for garbage, and let it search less often."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)


def path_of(item: pytest.Item) -> str:
    """Return the test's file as the tables here name it."""
    return item.path.relative_to(item.config.rootpath).as_posix()


def rank(item: pytest.Item) -> tuple[int, str]:
    """Return the place of the test's file in the run."""
    pfad = path_of(item)
    return next((stelle for stelle, muster in enumerate(LANGE) if fnmatch(pfad, muster)), len(LANGE)), pfad


def depends_on_engine(item: pytest.Item) -> bool:
    """Return whether the two databases could answer differently."""
    pfad = path_of(item)
    if any(fnmatch(pfad, muster) for muster in VERSCHIEDEN):
        return True
    return not any(fnmatch(pfad, muster) for muster in GLEICH)


def uses_datenbank(item: pytest.Item) -> bool:
    """Return whether the test asks for a database, by mark or by fixture."""
    namen = getattr(item, "fixturenames", ())
    return not FIXTURES.isdisjoint(namen) or any(item.get_closest_marker(marke) for marke in MARKEN)


@pytest.fixture(scope="module")
def _bestand(
    request: pytest.FixtureRequest, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[object]:
    """Build in an open transaction what the module calls ``BESTAND``, and take it back after its last test."""
    with django_db_blocker.unblock():
        klammer = transaction.atomic()
        # As the bracket around a test: what must be the outermost transaction may stand in it.
        klammer._from_testcase = True  # type: ignore[attr-defined]
        klammer.__enter__()
        try:
            gebaut = request.module.BESTAND()
            # Only the tests may touch the database, each on a savepoint of its own.
            with django_db_blocker.block():
                yield gebaut
        finally:
            transaction.set_rollback(True)
            klammer.__exit__(None, None, None)


@pytest.fixture
def bestand(_bestand: object, db: None) -> Any:
    """Return a copy of what ``BESTAND()`` of this module built through the real acts, once for all its tests.

    Every test stands on a savepoint above it, so it may change everything. Not for tests with real transactions.
    """
    return deepcopy(_bestand)


@pytest.fixture
def leerer_zaehler() -> Iterator[None]:
    """Begin with a full allowance of logins and uploads, and leave it to whoever comes next."""
    cache.clear()
    yield
    cache.clear()
