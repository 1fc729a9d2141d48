"""`journal verify` names the first break, however the chain was tampered with."""

import io
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.db.models import F

from journal.actions import record
from journal.enums import Akt
from journal.kette import compute_pruefsumme
from journal.models import Eintrag, Kopf
from journal.sperren import lift_sperren

pytestmark = pytest.mark.django_db


def verify(*angaben: str) -> str:
    ausgabe = io.StringIO()
    call_command("journal", "verify", *angaben, stdout=ausgabe)
    return ausgabe.getvalue()


@pytest.fixture
def kette() -> None:
    """Five rows."""
    for nummer in range(1, 6):
        with transaction.atomic():
            record(Akt.FREIGEBEN, Kopf(pk=1), konto=None, nummer=f"BV/{nummer:04}/2026")


def test_an_empty_journal_is_fine() -> None:
    assert verify() == "Das Journal ist leer.\n"


@pytest.mark.usefixtures("kette")
def test_an_untouched_journal_names_its_head() -> None:
    kopf = Kopf.objects.get()
    assert verify() == f"Das Journal ist unversehrt: 5 Einträge.\nKopf: 5:{kopf.pruefsumme}\n"


def rechain(ab: int) -> None:
    """Do what a careful forger would: recompute all checksums from a row on, the head left alone."""
    vorgaenger = Eintrag.objects.get(laufend=ab - 1).pruefsumme if ab > 1 else ""
    for eintrag in Eintrag.objects.filter(laufend__gte=ab).order_by("laufend"):
        eintrag.vorgaenger = vorgaenger
        eintrag.pruefsumme = vorgaenger = compute_pruefsumme(eintrag)
        eintrag.save()


def edit(**felder: object) -> Callable[[], object]:
    return lambda: Eintrag.objects.filter(laufend=3).update(**felder)


def edit_and_rechain() -> None:
    Eintrag.objects.filter(laufend=3).update(konto_name="jemand anders")
    rechain(3)


def delete_and_close_the_gap() -> None:
    Eintrag.objects.filter(laufend=3).delete()
    for laufend in (4, 5):
        Eintrag.objects.filter(laufend=laufend).update(laufend=laufend - 1)
    rechain(3)


def insert_in_between() -> None:
    for laufend in (5, 4, 3):
        Eintrag.objects.filter(laufend=laufend).update(laufend=laufend + 1)
    zweiter = Eintrag.objects.get(laufend=2)
    zweiter.pk, zweiter.laufend, zweiter.vorgaenger = None, 3, zweiter.pruefsumme
    zweiter.pruefsumme = compute_pruefsumme(zweiter)
    zweiter.save(force_insert=True)


def append() -> None:
    letzter = Eintrag.objects.get(laufend=5)
    letzter.pk, letzter.laufend, letzter.vorgaenger = None, 6, letzter.pruefsumme
    letzter.pruefsumme = compute_pruefsumme(letzter)
    letzter.save(force_insert=True)


def swap() -> None:
    for von, nach in ((2, 99), (3, 2), (99, 3)):
        Eintrag.objects.filter(laufend=von).update(laufend=nach)


VERAENDERT = "Eintrag 3 wurde verändert: Die Prüfsumme stimmt nicht."


@pytest.mark.usefixtures("kette")
@pytest.mark.parametrize(
    ("eingriff", "satz"),
    [
        (edit(konto_name="jemand anders"), VERAENDERT),
        (edit(konto_id=7), VERAENDERT),
        (edit(akt=Akt.ZURUECKZIEHEN), VERAENDERT),
        (edit(objekt_id="99"), VERAENDERT),
        (edit(objekt_art="gremien.amt"), VERAENDERT),
        (edit(daten={"nummer": "BV/0033/2026"}), VERAENDERT),
        (edit(zeitpunkt=F("zeitpunkt") + timedelta(seconds=1)), VERAENDERT),
        (edit(pruefsumme="0" * 64), VERAENDERT),
        (edit(vorgaenger="0" * 64), "Eintrag 3 schließt nicht an Eintrag 2 an."),
        (edit_and_rechain, "Das Journal endet bei 5, der Kopf nennt 5: Das Ende fehlt."),
        (lambda: Eintrag.objects.filter(laufend=3).delete(), "Eintrag 3 fehlt; auf 2 folgt 4."),
        (lambda: Eintrag.objects.filter(laufend=1).delete(), "Eintrag 1 fehlt; auf 0 folgt 2."),
        (delete_and_close_the_gap, "Das Journal endet bei 4, der Kopf nennt 5: Das Ende fehlt."),
        (insert_in_between, "Eintrag 4 schließt nicht an Eintrag 3 an."),
        (append, "Das Journal endet bei 6, der Kopf nennt 5: Das Ende fehlt."),
        (swap, "Eintrag 2 schließt nicht an Eintrag 1 an."),
        (
            lambda: Eintrag.objects.filter(laufend__gte=4).delete(),
            "Das Journal endet bei 3, der Kopf nennt 5: Das Ende fehlt.",
        ),
        (lambda: Eintrag.objects.all().delete(), "Das Journal endet bei 0, der Kopf nennt 5: Das Ende fehlt."),
        (lambda: Kopf.objects.all().delete(), "Der Kopf des Journals fehlt."),
        (
            lambda: Kopf.objects.update(laufend=4, pruefsumme=Eintrag.objects.get(laufend=4).pruefsumme),
            "Das Journal endet bei 5, der Kopf nennt 4: Das Ende fehlt.",
        ),
    ],
)
def test_names_the_first_break(eingriff: Callable[[], object], satz: str) -> None:
    with lift_sperren(connection):
        eingriff()
    with pytest.raises(CommandError) as fehler:
        verify()
    assert str(fehler.value) == satz


@pytest.mark.usefixtures("kette")
def test_a_noted_head_is_found_also_after_more_rows() -> None:
    notiert = Kopf.objects.get()
    with transaction.atomic():
        record(Akt.EINLESEN, Kopf(pk=1), konto=None)
    assert "6 Einträge" in verify(f"--kopf={notiert.laufend}:{notiert.pruefsumme}")


@pytest.mark.usefixtures("kette")
def test_a_noted_head_shows_a_chain_rewritten_as_a_whole() -> None:
    notiert = Kopf.objects.get()
    with lift_sperren(connection):
        edit_and_rechain()
        letzter = Eintrag.objects.get(laufend=5)
        Kopf.objects.update(pruefsumme=letzter.pruefsumme)
    assert "unversehrt" in verify()
    with pytest.raises(CommandError, match=r"^Der notierte Kopf 5 kommt in der Kette nicht vor"):
        verify(f"--kopf=5:{notiert.pruefsumme}")


@pytest.mark.usefixtures("kette")
@pytest.mark.parametrize("notiert", ["5", "fünf:abc", ":abc", "5:"])
def test_an_unreadable_head_is_refused(notiert: str) -> None:
    with pytest.raises(CommandError, match=r"^Bitte den Kopf so angeben, wie ihn die Prüfung ausgibt"):
        verify(f"--kopf={notiert}")
