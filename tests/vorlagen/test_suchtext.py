"""Whatever act writes a text also writes what is searched of it."""

import pytest
from django.db import connection

from tests.bauten import build_entwurf, build_freigegebene_vorlage, build_neufassung, release_fassung
from tests.schreiben import write_entwurf
from vorlagen.models import Fassung

pytestmark = pytest.mark.django_db


def suchtext(fassung: Fassung) -> str | None:
    return Fassung.objects.values_list("suchtext", flat=True).get(pk=fassung.pk)


def test_saving_releasing_and_superseding_keep_it_true() -> None:
    fassung = build_entwurf(betreff="Ampel", begruendung="<p>Alt</p>")
    assert suchtext(fassung) == "\nampel\n\n\nder stadtrat stimmt zu.\nalt"
    konto = fassung.verfasser
    assert konto is not None
    write_entwurf(fassung, konto=konto, begruendung="<p>Neu</p>")
    assert suchtext(fassung) == "\nampel\n\n\nder stadtrat stimmt zu.\nneu"
    frei = release_fassung(build_entwurf(betreff="Brücke"))
    assert suchtext(frei) == f"{frei.nummer.lower()}\nbrücke\n\n\nder stadtrat stimmt zu.\nweil es nötig ist."
    neu = build_neufassung(build_freigegebene_vorlage(betreff="Kanal"))
    assert suchtext(neu) == "\nkanal\n\n\nder stadtrat stimmt zu.\nweil es nötig ist."


def test_the_new_column_left_the_locks_in_place() -> None:
    if connection.vendor != "sqlite":
        frage = "SELECT count(*) FROM pg_trigger WHERE tgrelid = 'vorlagen_fassung'::regclass AND NOT tgisinternal"
    else:
        frage = "SELECT count(*) FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'vorlagen_fassung'"
    with connection.cursor() as zeiger:
        zeiger.execute(frage)
        assert zeiger.fetchone()[0] >= 2
