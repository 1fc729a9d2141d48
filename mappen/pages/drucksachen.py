"""What is bound or filled in of a sitting, among the documents on its page."""

from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils import timezone

from konten.rechte import Besucher
from mappen.enums import Empfaenger, Umfang
from mappen.models import Mappe
from sitzungen.models import Sitzung
from sitzungen.pages.drucksachen import Drucksache
from sitzungen.permissions import may_record_abstimmung

_MAPPEN = {
    Empfaenger.OEFFENTLICH: "Sitzungsmappe",
    Empfaenger.MITGLIEDER: "Sitzungsmappe für Mitglieder",
    Empfaenger.GESAMT: "Sitzungsmappe für die Verwaltung",
}


def list_drucksachen(sitzung: Sitzung, konto: Besucher) -> list[Drucksache]:
    """Return the sheet to fill in, then the whole packets, newest first.

    Packets limited by choice stay on the page of who keeps the sitting.
    """
    boegen = []
    if may_record_abstimmung(konto, sitzung):
        boegen.append(Drucksache("Abstimmungsblatt zum Ausfüllen", reverse("abstimmungsbogen_pdf", args=[sitzung.pk])))
    mappen = Mappe.objects.visible_to(konto).filter(sitzung=sitzung, umfang=Umfang.ALLES, mit_anlagen=True)
    return boegen + [
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
