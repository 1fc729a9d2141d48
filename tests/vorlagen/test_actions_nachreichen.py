"""Bringing the files of an imported paper's attachments: each once, journalled, locked afterwards."""

import io

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction

from dokumente.models import Datei
from gremien.rules.befund import VorgangGesperrt
from journal.enums import Akt
from journal.models import Eintrag
from journal.sperren import lift_sperren
from konten.enums import Rolle
from konten.models import Konto
from tests.bauten import build_datei, build_freigegebene_vorlage, build_konto
from tests.journal.haus import enter_rollen
from tests.pruefen import refused
from tests.vorlagen.einlesebeispiele import build_stammdaten, formular
from vorlagen.actions.einlesen import import_text
from vorlagen.actions.einlesen_bestaetigung import confirm_einlesung
from vorlagen.actions.nachreichen import Nachreichung, add_anlagendateien, list_offene_anlagen
from vorlagen.models import Anlage, Fassung
from vorlagen.models.pruefsumme import compute_pruefsumme

pytestmark = pytest.mark.django_db

ANLAGEN = "\nAnlage/n:\n- Anlage 1: Lageplan\n- Anlage 2: Gutachten\n"


def build_eingelesene(*, bestaetigt: bool) -> tuple[Fassung, Konto]:
    """Return an imported paper with two attachments, and the account that took it over."""
    build_stammdaten()
    einlesende = build_konto(rolle=Rolle.SITZUNGSDIENST)
    fassung = import_text(formular(ende=ANLAGEN), konto=einlesende)
    if bestaetigt:
        fassung = confirm_einlesung(fassung, konto=build_konto(rolle=Rolle.SITZUNGSDIENST))
    return fassung, einlesende


def plan(anlage: Anlage, datei: Datei | None = None, name: str = "plan.pdf") -> Nachreichung:
    """Return one file for one attachment."""
    return Nachreichung(anlage.pk, datei or build_datei(), name)


@pytest.mark.parametrize("bestaetigt", [False, True])
def test_attachments_get_their_files_and_the_journal_says_so(bestaetigt: bool) -> None:
    fassung, konto = build_eingelesene(bestaetigt=bestaetigt)
    eins, zwei = fassung.anlagen.all()
    vorher = compute_pruefsumme(fassung)
    add_anlagendateien(fassung, [plan(eins, build_datei(), "a.pdf"), plan(zwei)], konto=konto, grund="Lag nicht vor.")
    werte = list(fassung.anlagen.order_by("position").values_list("dateiname", "oeffentlich"))
    assert werte == [("a.pdf", False), ("plan.pdf", False)]
    eintrag = Eintrag.objects.get(akt=Akt.ANLAGEN_NACHREICHEN)
    assert (eintrag.konto_id, eintrag.daten["nummer"], eintrag.daten["anlagen"]) == (konto.pk, "BV/0546/2018", [1, 2])
    assert eintrag.daten["grund"] == "Lag nicht vor."
    fassung = Fassung.objects.get()
    assert (eintrag.daten["pruefsumme_vorher"], eintrag.daten["pruefsumme"]) == (vorher, compute_pruefsumme(fassung))
    assert list_offene_anlagen(fassung) == []


def test_the_journal_still_holds_and_tells_a_file_that_was_changed_behind_it() -> None:
    fassung, konto = build_eingelesene(bestaetigt=True)
    (eins, _) = fassung.anlagen.all()
    add_anlagendateien(fassung, [plan(eins)], konto=konto, grund="Lag nicht vor.")
    enter_rollen()
    ausgabe = io.StringIO()
    call_command("journal", "verify", stdout=ausgabe)
    assert "unversehrt" in ausgabe.getvalue()
    connection.check_constraints()  # PostgreSQL lifts no lock of a table with checks still to come
    with lift_sperren(connection):
        Anlage.objects.filter(pk=eins.pk).update(datei=build_datei())
    with pytest.raises(CommandError, match="BV/0546/2018"):
        call_command("journal", "verify", stdout=ausgabe, stderr=ausgabe)


def test_who_brings_a_file_confirms_nothing() -> None:
    fassung, _ = build_eingelesene(bestaetigt=False)
    andere = build_konto(rolle=Rolle.SITZUNGSDIENST)
    add_anlagendateien(fassung, [plan(fassung.anlagen.all()[0])], konto=andere, grund="Lag nicht vor.")
    with pytest.raises(VorgangGesperrt, match="Anlagen bearbeitet"):
        confirm_einlesung(fassung, konto=andere)
    assert confirm_einlesung(fassung, konto=build_konto(rolle=Rolle.SITZUNGSDIENST)).is_freigegeben


def test_what_stands_against_it_is_said_and_nothing_is_written() -> None:
    fassung, konto = build_eingelesene(bestaetigt=True)
    eins, zwei = fassung.anlagen.all()
    add_anlagendateien(fassung, [plan(eins)], konto=konto, grund="Lag nicht vor.")
    faelle = [
        ([], "Bitte wählen Sie mindestens eine Datei aus."),
        ([plan(eins)], "Anlage 1 hat schon eine Datei, und die bleibt."),
        ([plan(zwei), plan(zwei)], "Zwei Dateien gehören nicht zu derselben Anlage. Bitte ordnen Sie sie anders zu."),
        ([plan(zwei), Nachreichung(0, build_datei(), "x.pdf")], "Diese Anlage gibt es nicht."),
    ]
    vorher = list(Anlage.objects.order_by("pk").values())
    for dateien, satz in faelle:
        with pytest.raises(VorgangGesperrt) as gesperrt:
            add_anlagendateien(fassung, dateien, konto=konto, grund="Lag nicht vor.")
        assert str(gesperrt.value).startswith(satz)
    assert list(Anlage.objects.order_by("pk").values()) == vorher
    assert Eintrag.objects.filter(akt=Akt.ANLAGEN_NACHREICHEN).count() == 1


def test_without_a_reason_nothing_is_written() -> None:
    fassung, konto = build_eingelesene(bestaetigt=True)
    neue = plan(fassung.anlagen.all()[0])
    with refused("Bitte geben Sie an, warum die Datei erst jetzt kommt.", feld="grund"):
        add_anlagendateien(fassung, [neue], konto=konto, grund=" ")


def test_a_paper_written_here_takes_no_file_after_release() -> None:
    fassung = build_freigegebene_vorlage().fassungen.get()
    with pytest.raises(VorgangGesperrt, match="nur zu eingelesenen Vorlagen"):
        add_anlagendateien(fassung, [], konto=build_konto(rolle=Rolle.SITZUNGSDIENST), grund="Lag nicht vor.")


@pytest.mark.parametrize(
    "werte",
    [{"titel": "anders"}, {"position": 9}, {"dateiname": "nur-der-name.pdf"}, {"datei": "neu", "titel": "anders"}],
)
def test_the_database_lets_nothing_pass_but_a_first_file(werte: dict[str, object]) -> None:
    fassung, konto = build_eingelesene(bestaetigt=True)
    eins, zwei = fassung.anlagen.all()
    add_anlagendateien(fassung, [plan(eins)], konto=konto, grund="Lag nicht vor.")
    neu = build_datei()
    felder = {name: neu if wert == "neu" else wert for name, wert in werte.items()}
    for pk, inhalt in ((zwei.pk, felder), (eins.pk, {"datei": neu}), (eins.pk, {"datei": None})):
        with pytest.raises(DatabaseError, match="bleibt, wie sie ist"), transaction.atomic():
            Anlage.objects.filter(pk=pk).update(**inhalt)
