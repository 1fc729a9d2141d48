"""What every test run needs, whichever database it uses."""

import os
from collections.abc import Iterator, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.db.backends.base.operations import BaseDatabaseOperations

from journal.sperren import lift_sperren

FIXTURES = {"db", "transactional_db", "live_server"}
MARKEN = ("django_db", "nebenlaeufig")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Offer to leave out what would run the same way on every database."""
    parser.addoption("--nur-datenbank", action="store_true", help="nur Tests, die eine Datenbank benutzen")


def pytest_report_header() -> str:
    """Tell the moment at which the run believes to be (``./run test --tag`` sets it)."""
    gestellt = ", gestellt mit --tag" if os.environ.get("UHR_VERSATZ") else ""
    return f"Zeitpunkt: {datetime.now(ZoneInfo('Europe/Berlin')):%A, %Y-%m-%d %H:%M}{gestellt}"


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Deselect tests without a database where ``--nur-datenbank`` asks for it; the other run has them all."""
    if not config.getoption("--nur-datenbank"):
        return
    ohne = [item for item in items if not uses_datenbank(item)]
    config.hook.pytest_deselected(items=ohne)
    items[:] = [item for item in items if item not in set(ohne)]


def uses_datenbank(item: pytest.Item) -> bool:
    """Return whether the test asks for a database, by mark or by fixture."""
    namen = getattr(item, "fixturenames", ())
    return not FIXTURES.isdisjoint(namen) or any(item.get_closest_marker(marke) for marke in MARKEN)


@pytest.fixture(scope="session", autouse=True)
def _flush_lifts_sperren() -> Iterator[None]:
    """Let Django empty the test database after a transactional test.

    The tables of legal record refuse DELETE and TRUNCATE, as they must; only this one statement gets past them.
    """
    unpatched = BaseDatabaseOperations.execute_sql_flush

    def execute_sql_flush(self: BaseDatabaseOperations, sql_list: Sequence[str]) -> None:
        with lift_sperren(self.connection):
            unpatched(self, sql_list)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(BaseDatabaseOperations, "execute_sql_flush", execute_sql_flush)
        yield
