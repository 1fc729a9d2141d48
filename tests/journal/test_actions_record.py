"""One row per act, in the act's transaction, chained to the row before."""

import pytest
from django.db import transaction

from journal.actions import record
from journal.enums import Akt
from journal.kette import compute_pruefsumme
from journal.models import Eintrag, Kopf
from tests.bauten import build_abstimmung, build_amt, build_konto


def write(akt: Akt = Akt.EINLESEN, **daten: object) -> Eintrag:
    with transaction.atomic():
        return record(akt, Kopf(pk=1), konto=None, **daten)


@pytest.mark.django_db
def test_a_row_says_who_did_what_to_what() -> None:
    konto, amt = build_konto(username="eva"), build_amt()
    with transaction.atomic():
        record(Akt.FREIGEBEN, amt, konto=konto, nummer="BV/0001/2026", ja=None)

    eintrag = Eintrag.objects.get()
    assert (eintrag.laufend, eintrag.akt) == (1, Akt.FREIGEBEN)
    assert (eintrag.objekt_art, eintrag.objekt_id) == ("gremien.amt", str(amt.pk))
    assert (eintrag.konto_id, eintrag.konto_name) == (konto.pk, "eva")
    assert eintrag.daten == {"nummer": "BV/0001/2026", "ja": None}


@pytest.mark.django_db
def test_acts_of_the_system_name_nobody() -> None:
    assert (write().konto_id, write().konto_name) == (None, "")


@pytest.mark.django_db
def test_rows_are_chained_up_to_the_head() -> None:
    for wort in ("eins", "zwei", "drei"):
        write(wort=wort)

    eintraege = list(Eintrag.objects.order_by("laufend"))
    assert [e.laufend for e in eintraege] == [1, 2, 3]
    assert [e.vorgaenger for e in eintraege] == ["", eintraege[0].pruefsumme, eintraege[1].pruefsumme]
    # Read back from the database, so that what it rounds or reorders is noticed.
    assert [compute_pruefsumme(e) for e in eintraege] == [e.pruefsumme for e in eintraege]
    kopf = Kopf.objects.get()
    assert (kopf.laufend, kopf.pruefsumme) == (3, eintraege[2].pruefsumme)


@pytest.mark.django_db(transaction=True)
def test_refuses_to_write_outside_a_transaction() -> None:
    with pytest.raises(transaction.TransactionManagementError, match="braucht eine laufende Transaktion"):
        record(Akt.EINLESEN, Kopf(pk=1), konto=None)
    assert not Eintrag.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_the_row_dies_with_its_act_and_leaves_no_gap() -> None:
    class Abbruch(Exception):
        pass

    def abbrechen() -> None:
        with transaction.atomic():
            record(Akt.FREIGEBEN, Kopf(pk=1), konto=None)
            raise Abbruch

    write()
    with pytest.raises(Abbruch):
        abbrechen()
    assert write().laufend == 2
    assert [e.akt for e in Eintrag.objects.order_by("laufend")] == [Akt.EINLESEN, Akt.EINLESEN]


@pytest.mark.django_db
def test_a_whole_life_of_a_paper_leaves_one_row_per_act() -> None:
    build_abstimmung()

    assert [e.akt for e in Eintrag.objects.order_by("laufend")] == [
        Akt.ANSETZEN,
        Akt.EINREICHEN,
        Akt.FREIGEBEN,
        Akt.AUFSETZEN,
        Akt.VEROEFFENTLICHEN,
        Akt.TO_VEROEFFENTLICHEN,
        Akt.EROEFFNEN,
        Akt.FESTSTELLEN,
    ]
