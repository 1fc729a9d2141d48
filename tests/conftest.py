"""What every test run needs, whichever database it uses."""

from collections.abc import Iterator, Sequence

import pytest
from django.db.backends.base.operations import BaseDatabaseOperations

from journal.sperren import lift_sperren


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
