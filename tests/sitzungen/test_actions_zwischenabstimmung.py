"""Votes before the main motion: amendments first, and the question before the original is decided."""

import pytest

from journal.enums import Akt
from konten.enums import Rolle
from konten.models import Konto
from sitzungen.actions.abstimmung import Ergebnis, record_abstimmung
from sitzungen.actions.zwischenabstimmung import Zwischenergebnis, record_zwischenabstimmung
from sitzungen.documents.worte import format_zwischenabstimmung
from sitzungen.enums import Zwischenart
from sitzungen.models import Zwischenabstimmung
from tests.bauten import build_anwesenheit, build_konto
from tests.pruefen import journals, refused
from tests.sitzungen.test_actions_record_abstimmung import begun_item
from vorlagen.enums import Ausgang

pytestmark = pytest.mark.django_db

ANTRAG = "Statt zehn Bäumen werden zwölf gepflanzt."


@pytest.fixture
def konto() -> Konto:
    return build_konto(rolle=Rolle.SITZUNGSDIENST)


def amendment(**angaben: object) -> Zwischenergebnis:
    vorgaben = {"art": Zwischenart.AENDERUNG, "gegenstand": ANTRAG, "angenommen": True}
    return Zwischenergebnis(**vorgaben | angaben)  # type: ignore[arg-type]


def test_an_amendment_comes_first_and_is_not_forgotten(konto: Konto) -> None:
    top = begun_item()
    build_anwesenheit(top.sitzung, anwesend=10)
    with journals(Akt.ZWISCHENABSTIMMUNG):
        zeile = record_zwischenabstimmung(
            top, amendment(ja=6, gegenstimmen=3, antragsteller="FDP-Fraktion"), konto=konto
        )
    assert (zeile.anwesend, format_zwischenabstimmung(zeile)) == (
        10,
        "Änderungsantrag (FDP-Fraktion) angenommen, 6 Ja-Stimmen, 3 Gegenstimmen",
    )
    satz = (
        "Zu diesem Punkt ist ein Änderungsantrag angenommen; festgestellt würde der ursprüngliche Wortlaut. "
        "Bitte wählen Sie „mit geändertem Wortlaut“ oder begründen Sie die Eingabe."
    )
    with refused(satz, feld="geaendert"):
        record_abstimmung(top, Ergebnis(ausgang=Ausgang.EINSTIMMIG), konto=konto)
    geaendert = Ergebnis(ausgang=Ausgang.EINSTIMMIG, geaendert=True, wortlaut=ANTRAG)
    assert record_abstimmung(top, geaendert, konto=konto).grund == ""
    spaet = "Über den Punkt selbst ist schon abgestimmt. Bitte begründen Sie, warum diese Abstimmung erst jetzt kommt."
    with refused(spaet):
        record_zwischenabstimmung(top, amendment(), konto=konto)


def test_it_meets_the_checks_of_every_vote(konto: Konto) -> None:
    top = begun_item()
    build_anwesenheit(top.sitzung, anwesend=10)
    with refused("Bitte schreiben Sie auf, worüber abgestimmt wurde.", feld="gegenstand"):
        record_zwischenabstimmung(top, amendment(gegenstand=" "), konto=konto)
    gleich = (
        "Mit 5 Ja-Stimmen und 5 Gegenstimmen ist der Antrag nicht angenommen. Bei Stimmengleichheit ist der Antrag "
        "abgelehnt. Bitte berichtigen Sie die Zahlen oder wählen Sie „abgelehnt“."
    )
    with refused(gleich, feld="ausgang"):
        record_zwischenabstimmung(top, amendment(ja=5, gegenstimmen=5), konto=konto, grund="Doch")
    zu_viele = (
        "Eingetragen sind zusammen 11 Stimmen und Befangene, anwesend sind 10 Mitglieder. "
        "Bitte berichtigen Sie die Zahlen oder die Anwesenheit."
    )
    with refused(zu_viele):
        record_zwischenabstimmung(top, amendment(ja=6, gegenstimmen=5), konto=konto, grund="Doch")


def test_a_correction_is_a_further_row_with_a_reason(konto: Konto) -> None:
    top = begun_item()
    eingabe = amendment(art=Zwischenart.GESCHAEFTSORDNUNG, gegenstand="Schluss der Rednerliste")
    erste = record_zwischenabstimmung(top, eingabe, konto=konto)
    # The same press twice is one vote.
    assert record_zwischenabstimmung(top, eingabe, konto=konto) == erste
    neu = amendment(art=Zwischenart.GESCHAEFTSORDNUNG, gegenstand="Schluss der Rednerliste", angenommen=False)
    with refused("Bitte begründen Sie die Berichtigung.", feld="berichtigungsgrund"):
        record_zwischenabstimmung(top, neu, konto=konto, berichtigt=erste)
    with journals(Akt.BERICHTIGEN):
        record_zwischenabstimmung(top, neu, konto=konto, berichtigt=erste, berichtigungsgrund="Verhört")
    assert [zeile.angenommen for zeile in Zwischenabstimmung.objects.valid()] == [False]
    # A motion about the procedure changes no wording.
    assert record_abstimmung(top, Ergebnis(ausgang=Ausgang.EINSTIMMIG), konto=konto).grund == ""
