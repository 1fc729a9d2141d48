"""After a test that commits, the next one finds the database as migrations left it, its locks included."""

import pytest
from django.db import DatabaseError, connection, transaction

from gremien.models import Stadt
from journal.actions import record
from journal.enums import Akt
from journal.models import Eintrag, Kopf
from journal.sperren import find_abweichungen
from tests.datenbank import WURZEL, iter_programm
from tests.pruefen import own_models


def test_a_changed_migration_or_model_asks_for_another_database() -> None:
    programm = {datei.relative_to(WURZEL).as_posix() for datei in iter_programm()}
    for modell in own_models():
        ort = modell.__module__.replace(".", "/")
        assert programm & {f"{ort}.py", f"{ort}/__init__.py"}
        assert f"{modell._meta.app_label}/migrations/0001_initial.py" in programm


def write_eintrag() -> Eintrag:
    with transaction.atomic():
        return record(Akt.EINLESEN, Kopf(pk=1), konto=None)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("durchgang", [1, 2])
def test_what_a_test_commits_is_gone_and_what_migrations_entered_is_there(durchgang: int) -> None:
    assert Eintrag.objects.count() == 0
    assert Stadt.objects.count() == 1
    assert find_abweichungen(connection) == []
    assert write_eintrag().laufend == 1
    Stadt.objects.all().delete()


@pytest.mark.django_db
def test_what_it_commits_is_locked() -> None:
    eintrag = write_eintrag()
    with pytest.raises(DatabaseError, match="nur fortgeschrieben"), transaction.atomic():
        eintrag.delete()
    assert Stadt.objects.count() == 1
