"""What of a sitting can be printed by the person looking at it."""

from collections.abc import Callable
from dataclasses import dataclass

from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils import timezone

from konten.rechte import Besucher
from sitzungen.enums import Empfaenger, Umfang
from sitzungen.models import Mappe, Sitzung
from sitzungen.permissions import may_read_einladung, may_record_abstimmung


@dataclass(frozen=True, slots=True)
class Drucksache:
    """A document of the sitting; ``angaben`` says in brackets what kind of file it is."""

    label: str
    adresse: str
    angaben: str = "PDF"


def _always(konto: Besucher, sitzung: Sitzung) -> bool:
    return True


def _keeps_public(konto: Besucher, sitzung: Sitzung) -> bool:
    oeffentlich = sitzung.bekanntgemacht_am is not None and sitzung.is_veroeffentlicht
    return oeffentlich and may_record_abstimmung(konto, sitzung)


_REGELN: tuple[tuple[str, str, str, Callable[[Besucher, Sitzung], bool]], ...] = (
    ("Tagesordnung", "tagesordnung_pdf", "", _always),
    ("Öffentliche Bekanntmachung", "tagesordnung_pdf", "?oeffentlich", _keeps_public),
    ("Einladung", "einladung_pdf", "", may_read_einladung),
    ("Anwesenheitsliste", "anwesenheitsliste_pdf", "", may_record_abstimmung),
    ("Abstimmungsblatt", "abstimmungsblatt_pdf", "", may_record_abstimmung),
    ("Abstimmungsblatt zum Ausfüllen", "abstimmungsblatt_pdf", "?ausfuellbar", may_record_abstimmung),
    ("Sitzungsleitfaden", "leitfaden_pdf", "", may_record_abstimmung),
)

_MAPPEN = {
    Empfaenger.OEFFENTLICH: "Sitzungsmappe",
    Empfaenger.MITGLIEDER: "Sitzungsmappe für Mitglieder",
    Empfaenger.GESAMT: "Sitzungsmappe für die Verwaltung",
}


def list_drucksachen(sitzung: Sitzung, konto: Besucher) -> list[Drucksache]:
    """Return the documents ``konto`` may open: those made on demand, then the packets that stand."""
    gesetzt = [
        Drucksache(label, reverse(name, args=[sitzung.pk]) + zusatz)
        for label, name, zusatz, darf in _REGELN
        if darf(konto, sitzung)
    ]
    return gesetzt + _list_mappen(sitzung, konto)


def _list_mappen(sitzung: Sitzung, konto: Besucher) -> list[Drucksache]:
    """Return the whole packets, newest first; those limited by choice stay on the page of who keeps the sitting."""
    mappen = Mappe.objects.visible_to(konto).filter(sitzung=sitzung, umfang=Umfang.ALLES, mit_anlagen=True)
    return [
        Drucksache(
            _MAPPEN[Empfaenger(mappe.fuer)],
            reverse("mappe_datei", args=[sitzung.pk, mappe.pk]),
            describe_mappe(mappe),
        )
        for mappe in mappen.select_related("datei").order_by("form", "-beendet_am")
    ]


def describe_mappe(mappe: Mappe) -> str:
    """Return kind, length, size and moment of a packet, "PDF, 312 Seiten, 14 MB, Stand 23.11.2026 14:02"."""
    worte = [mappe.form.upper()]
    if mappe.seiten is not None:
        worte.append(f"{mappe.seiten} Seite" if mappe.seiten == 1 else f"{mappe.seiten} Seiten")
    if mappe.datei is not None:
        worte.append(filesizeformat(mappe.datei.groesse).replace("\xa0", " "))
    if mappe.begonnen_am is not None:
        worte.append(f"Stand {timezone.localtime(mappe.begonnen_am):%d.%m.%Y %H:%M}")
    return ", ".join(worte)
