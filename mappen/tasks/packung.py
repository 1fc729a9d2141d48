"""The packet as ZIP: every document under a speaking name, in agenda order, with a table of contents."""

import zipfile
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

from django.template.loader import render_to_string
from django.utils import timezone

from dokumente.bindung import MappenFehler
from mappen.documents.anlagen import address_of, read_einzeln
from mappen.documents.auswahl import Posten
from mappen.documents.teile import Auftrag
from mappen.rules.mappennamen import Namensvergabe, format_dateiname, format_top_name
from sitzungen.documents.amtlich import registrierung_of
from sitzungen.documents.tagesordnung import build_sitzung_druck, build_tagesordnung_druck, fetch_sitzungsdokument
from sitzungen.documents.vorlage import render_vorlage
from vorlagen.models import Anlage

INHALT = "Inhalt.html"
TAGESORDNUNG = "00_Tagesordnung.pdf"


@dataclass(frozen=True, slots=True)
class Inhaltszeile:
    """One line of the contents. Without ``name`` the document is not in the packet and ``grund`` says why."""

    titel: str
    name: str = ""
    grund: str = ""
    adresse: str = ""
    anlagen: "list[Inhaltszeile]" = field(default_factory=list)

    @property
    def verweis(self) -> str:
        """Return the name as a relative address."""
        return quote(self.name)


def write_packung(auftrag: Auftrag, ziel: Path) -> int:
    """Write the ZIP and return how many documents are in it.

    :raises dokumente.druck.pdf.DruckFehler: when one of the documents cannot be printed.
    """
    namen = Namensvergabe()
    with zipfile.ZipFile(ziel, "x", allowZip64=True) as packung:
        agenda = build_tagesordnung_druck(auftrag.sitzung, leser=auftrag.leser)
        registrierung = registrierung_of(agenda, auftrag.sitzung.pk, leser=auftrag.leser)
        _write(packung, namen.draw(TAGESORDNUNG), fetch_sitzungsdokument(agenda, registrierung=registrierung))
        zeilen = [Inhaltszeile(agenda.artname, TAGESORDNUNG)]
        namen.draw(INHALT)
        zeilen += [_write_posten(auftrag, packung, namen, posten) for posten in auftrag.iter_posten()]
        angaben = {
            "sitzung": build_sitzung_druck(auftrag.sitzung),
            "fuer": auftrag.wahl.fuer.label,
            "zeilen": zeilen,
            "erstellt": timezone.localtime(),
        }
        _write(packung, INHALT, render_to_string("mappen/mappe_inhalt.html", angaben).encode())
        return len(packung.namelist()) - 1


def _write_posten(auftrag: Auftrag, packung: zipfile.ZipFile, namen: Namensvergabe, posten: Posten) -> Inhaltszeile:
    auftrag.note(posten)
    zeile = posten.zeile
    stamm = [format_top_name(zeile.bezeichnung), posten.fassung.nummer]
    titel = f"{zeile.bezeichnung} {zeile.titel} ({posten.fassung.nummer})"
    name = ""
    if posten.mit_vorlage:
        name = namen.draw(format_dateiname([*stamm, zeile.titel], "pdf"))
        _write(packung, name, render_vorlage(posten.fassung, leser=auftrag.leser))
    eintrag = Inhaltszeile(titel, name)
    ordner = namen.draw(format_dateiname([*stamm, "Anlagen"]))
    drinnen = Namensvergabe()
    for anlage in posten.anlagen:
        auftrag.note(posten, anlage)
        eintrag.anlagen.append(_write_anlage(auftrag, packung, f"{ordner}/", drinnen, anlage))
    return eintrag


def _write_anlage(
    auftrag: Auftrag, packung: zipfile.ZipFile, ordner: str, drinnen: Namensvergabe, anlage: Anlage
) -> Inhaltszeile:
    try:
        inhalt = read_einzeln(anlage, auftrag.wahl.fuer)
    except MappenFehler as fehler:
        auftrag.fehlende += 1
        return Inhaltszeile(str(anlage), grund=str(fehler), adresse=address_of(anlage, anlage.fassung.vorlage_id))
    endung = Path(anlage.dateiname).suffix.removeprefix(".")
    name = ordner + drinnen.draw(format_dateiname([f"{anlage.position:02}", anlage.titel], endung))
    _write(packung, name, inhalt)
    return Inhaltszeile(str(anlage), name)


def _write(packung: zipfile.ZipFile, name: str, inhalt: bytes) -> None:
    eintrag = zipfile.ZipInfo(name, date_time=timezone.localtime().timetuple()[:6])
    # What is packed already would only cost time to pack again.
    gepackt = name.endswith((".pdf", ".docx", ".xlsx", ".pptx", ".odt", ".ods", ".jpg", ".jpeg", ".png"))
    eintrag.compress_type = zipfile.ZIP_STORED if gepackt else zipfile.ZIP_DEFLATED
    eintrag.external_attr = 0o644 << 16
    packung.writestr(eintrag, inhalt)
