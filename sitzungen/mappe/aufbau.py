"""Build the Sitzungsmappe of one audience."""

from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from django.utils import timezone

from dokumente.mappe import Mappenbericht, Mappenoptionen, bind_mappe
from sitzungen.documents_agenda import build_sitzung_druck, build_tagesordnung_druck, render_sitzungsdokument
from sitzungen.mappe.beweis import refuse_vertrauliches
from sitzungen.mappe.empfaenger import Empfaenger, build_leser, require_agenda
from sitzungen.mappe.rahmen import DeckblattDruck, InhaltDruck
from sitzungen.mappe.teile import Auftrag, iter_teile
from sitzungen.models import Sitzung


def build_mappe(
    sitzung: Sitzung, *, fuer: Empfaenger, duplex: bool = False, mit_anlagen: bool = True
) -> tuple[bytes, Mappenbericht]:
    """Return the packet for this audience and what is in it. A public one is searched for confidential texts first.

    :raises MappeVerweigert: when the agenda is not published to this audience, or a public packet quotes something
        confidential or cannot be searched.
    :raises dokumente.mappe.MappenFehler: when it cannot be bound.
    :raises dokumente.pdf.DruckFehler: when one of its own documents cannot be printed.
    """
    leser = build_leser(fuer, sitzung)
    require_agenda(sitzung, leser)
    with TemporaryDirectory(prefix="mappe-") as name:
        auftrag = Auftrag(sitzung, fuer, leser, Path(name), mit_anlagen)
        ziel = auftrag.ordner / "fertig.pdf"
        jetzt = timezone.localtime()
        bericht = bind_mappe(
            list(iter_teile(auftrag)),
            ziel,
            optionen=Mappenoptionen(
                titel=f"Sitzungsmappe {sitzung.nummer} ({fuer.label})", duplex=duplex, erstellt=jetzt
            ),
            deckblatt=_render_deckblatt(auftrag, jetzt),
            inhalt=lambda eintraege: render_sitzungsdokument(
                InhaltDruck(sitzung=build_sitzung_druck(sitzung), eintraege=eintraege)
            ),
        )
        if fuer is Empfaenger.OEFFENTLICH:
            refuse_vertrauliches(ziel, sitzung, bericht)
        return ziel.read_bytes(), bericht


def _render_deckblatt(auftrag: Auftrag, erstellt: datetime) -> bytes:
    agenda = build_tagesordnung_druck(auftrag.sitzung, leser=auftrag.leser)
    return render_sitzungsdokument(
        DeckblattDruck(
            sitzung=agenda.sitzung,
            nichtoeffentlich=agenda.nichtoeffentlich,
            empfaenger=str(auftrag.fuer.label),
            erstellt=erstellt,
        )
    )
