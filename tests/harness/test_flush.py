"""The test database can be emptied although its tables refuse it, and refuses it again afterwards."""

import pytest
from django.core.management import call_command
from django.db import DatabaseError, transaction

from journal.actions import record
from journal.enums import Akt
from journal.models import Eintrag, Kopf


def write_eintrag() -> Eintrag:
    with transaction.atomic():
        return record(Akt.EINLESEN, Kopf(pk=1), konto=None)


@pytest.mark.django_db(transaction=True)
def test_flush_empties_locked_tables_and_locks_them_again() -> None:
    write_eintrag()

    call_command("flush", interactive=False, verbosity=0)

    assert Eintrag.objects.count() == 0
    eintrag = write_eintrag()
    with pytest.raises(DatabaseError, match="nur fortgeschrieben"):
        eintrag.delete()
    with pytest.raises(DatabaseError, match="nur fortgeschrieben"):
        Eintrag.objects.update(konto_name="jemand anders")
    assert Eintrag.objects.get().konto_name == ""


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("durchgang", [1, 2])
def test_transactional_tests_start_empty(durchgang: int) -> None:
    assert Eintrag.objects.count() == 0
    assert write_eintrag().laufend == 1
