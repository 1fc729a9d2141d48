"""Build the Sitzungsmappe of one audience, as PDF or as ZIP."""

from datetime import datetime
from pathlib import Path

from django.utils import timezone

from dokumente.anlagen.beweis.selbstbeweis import ALLE_LESER
from dokumente.bindung import Mappenbericht, Mappenoptionen, bind_mappe
from mappen.documents.auswahl import select_posten
from mappen.documents.empfaenger import require_agenda
from mappen.documents.rahmen import DeckblattDruck, InhaltDruck
from mappen.documents.teile import Auftrag, iter_teile
from mappen.documents.wahl import Mappenergebnis, Mappenwahl, Melder, keep_silent
from mappen.enums import Empfaenger, Mappenform, Umfang
from mappen.querysets import build_leser
from mappen.tasks.beweis import refuse_vertrauliches
from mappen.tasks.packung import write_packung
from sitzungen.documents.tagesordnung import build_sitzung_druck, build_tagesordnung_druck, render_sitzungsdokument
from sitzungen.models import Sitzung


def build_mappe(sitzung: Sitzung, wahl: Mappenwahl, platz: Path, *, melde: Melder = keep_silent) -> Mappenergebnis:
    """Build the packet inside the empty folder ``platz``. A public one is searched for confidential texts before.

    :raises MappeVerweigert: when the agenda is not published to this audience, the choice leaves nothing, or a public
        packet quotes something confidential or cannot be searched.
    :raises dokumente.bindung.MappenFehler: when it cannot be bound.
    :raises dokumente.druck.pdf.DruckFehler: when one of its own documents cannot be printed.
    """
    leser = build_leser(wahl.fuer, sitzung.gremium_id)
    require_agenda(sitzung, leser)
    teile = platz / "teile"
    teile.mkdir()
    auftrag = Auftrag(sitzung, wahl, leser, teile, select_posten(sitzung, wahl, leser), melde)
    ziel = platz / f"fertig.{wahl.form.value}"
    bericht = None
    if wahl.form is Mappenform.ZIP:
        anzahl = write_packung(auftrag, ziel)
    else:
        bericht = _bind(auftrag, ziel)
        anzahl = len(bericht.teile)
    geprueft_mit = 0
    if wahl.fuer is Empfaenger.OEFFENTLICH:
        melde(auftrag.gesamt - 1, auftrag.gesamt, "Die Mappe wird auf Vertrauliches geprüft")
        refuse_vertrauliches(ziel, sitzung, bericht or _EINZELN)
        geprueft_mit = len(ALLE_LESER)
    melde(auftrag.gesamt, auftrag.gesamt, "Die Mappe wird abgelegt")
    return Mappenergebnis(ziel, auftrag.bestand, anzahl, auftrag.fehlende, bericht, geprueft_mit)


_EINZELN = Mappenbericht(seiten=0, teile=(), leerseiten=(), normgerecht=False, beschreibung="")
"""What a ZIP has instead of a report: no page of a whole, so that places are named by their file alone."""


def _bind(auftrag: Auftrag, ziel: Path) -> Mappenbericht:
    jetzt = timezone.localtime()
    # Read here: the contents are set in another thread, which shall not need a database connection of its own.
    kopf = build_sitzung_druck(auftrag.sitzung)
    fertige = len(auftrag.auswahl.posten)

    def tell(nummer: int, gesamt: int) -> None:
        auftrag.melde(fertige, auftrag.gesamt, f"{nummer} von {gesamt} Dokumenten gebunden")

    return bind_mappe(
        list(iter_teile(auftrag)),
        ziel,
        optionen=Mappenoptionen(
            titel=f"Sitzungsmappe {auftrag.sitzung.nummer} ({auftrag.wahl.fuer.label})",
            duplex=auftrag.wahl.duplex,
            erstellt=jetzt,
        ),
        deckblatt=_render_deckblatt(auftrag, jetzt),
        inhalt=lambda eintraege: render_sitzungsdokument(InhaltDruck(sitzung=kopf, eintraege=eintraege)),
        fortschritt=tell,
    )


def _render_deckblatt(auftrag: Auftrag, erstellt: datetime) -> bytes:
    agenda = build_tagesordnung_druck(auftrag.sitzung, leser=auftrag.leser)
    return render_sitzungsdokument(
        DeckblattDruck(
            sitzung=agenda.sitzung,
            nichtoeffentlich=agenda.nichtoeffentlich,
            empfaenger=str(auftrag.wahl.fuer.label),
            umfang=_describe_umfang(auftrag),
            erstellt=erstellt,
        )
    )


def _describe_umfang(auftrag: Auftrag) -> str:
    """Return in words what the packet is limited to, empty for a whole one."""
    if auftrag.auswahl.seit is not None:
        return f"Neues seit dem {timezone.localtime(auftrag.auswahl.seit):%d.%m.%Y, %H:%M} Uhr"
    saetze = [] if auftrag.wahl.umfang is Umfang.ALLES else [str(auftrag.wahl.umfang.label)]
    return ", ".join(saetze + ([] if auftrag.wahl.mit_anlagen else ["ohne Anlagen"]))
