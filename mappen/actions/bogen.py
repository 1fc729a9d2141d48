"""Reading a filled sheet back: checked as hostile, kept as it came, recorded as nothing but a proposal."""

from collections.abc import Sequence
from typing import Final

from django.core.files.base import File
from django.db import transaction

from dokumente.ablage.aufnehmen import DateiAbgelehnt, store_datei
from dokumente.anlagen.annahme.pdf import check_upload_pdf
from dokumente.anlagen.befunde import NichtLesbar
from dokumente.anlagen.formular import KeinFormular, read_formular
from dokumente.anlagen.pdf.grenzen import GrenzeErreicht
from dokumente.rules.namen import clean_dateiname
from dokumente.rules.upload import KOPF_BYTES, check_upload, endung_of
from gremien.rules.befund import Befund, Stufe, VorgangGesperrt
from journal.actions import record
from journal.enums import Akt
from konten.models import Konto
from mappen.documents.bogenkennung import is_kennung
from mappen.documents.bogenwerte import dump_punkte
from mappen.models import Bogen
from mappen.rules.bogen import Bogenfeld, Bogenpunkt, collect_punkte, parse_feldname
from sitzungen.models import Sitzung

BOGEN_MAX_BYTES: Final = 20 * 1024 * 1024
"""Largest sheet in bytes; one of 400 items has about 4 MB."""

_VON_HIER: Final = (
    "Bitte füllen Sie den Bogen aus, den Sie auf der Seite der Sitzung herunterladen, "
    "oder tragen Sie die Ergebnisse von Hand ein."
)


@transaction.atomic
def import_bogen(sitzung: Sitzung, upload: File[bytes], *, konto: Konto) -> Bogen:
    """Read a filled sheet of this sitting and keep it with what stands in it; the same file is kept once.

    Nothing is recorded by that: a result is what a clerk records. Raises :class:`VorgangGesperrt` for a file that is
    no PDF, cannot be read, is no form of this house, belongs to another sitting, or is empty.
    """
    name = clean_dateiname(upload.name or "", ersatz="Bogen")
    punkte = _read_punkte(sitzung, name, _read_inhalt(upload, name))
    try:
        datei = store_datei(upload)
    except DateiAbgelehnt as abgelehnt:
        raise _refuse(str(abgelehnt)) from abgelehnt
    bogen, neu = Bogen.objects.get_or_create(
        sitzung=sitzung,
        datei=datei,
        defaults={"dateiname": name, "werte": dump_punkte(punkte), "eingelesen_von": konto},
    )
    if neu:
        record(
            Akt.EINLESEN,
            bogen,
            konto=konto,
            sitzung=sitzung.nummer,
            pruefsumme=datei.pruefsumme,
            punkte=sum(not punkt.is_leer for punkt in punkte),
        )
    return bogen


def _refuse(satz: str) -> VorgangGesperrt:
    return VorgangGesperrt([Befund(satz, "", Stufe.SPERRE, "dateien")])


def _read_inhalt(upload: File[bytes], name: str) -> bytes:
    """Return the bytes of a PDF that passed the house's checks."""
    if endung_of(name) != "pdf":
        raise _refuse(f"„{name}“ ist kein PDF. {_VON_HIER}")
    upload.seek(0)
    kopf = upload.read(KOPF_BYTES)
    satz = check_upload(name=name, groesse=upload.size, kopf=kopf, hoechstens=BOGEN_MAX_BYTES)
    if satz:
        raise _refuse(satz)
    inhalt: bytes = kopf + upload.read()
    if saetze := check_upload_pdf(inhalt):
        raise _refuse(f"„{name}“: {' '.join(saetze)}")
    return inhalt


def _read_punkte(sitzung: Sitzung, name: str, inhalt: bytes) -> list[Bogenpunkt]:
    try:
        werte = read_formular(inhalt)
    except (KeinFormular, NichtLesbar, GrenzeErreicht) as fehler:
        raise _refuse(f"„{name}“: {fehler}") from fehler
    felder = [(parse_feldname(wert.name), wert) for wert in werte]
    eigene = [(feld, wert) for feld, wert in felder if feld is not None]
    satz = _check_herkunft(sitzung, [feld for feld, _ in eigene])
    if satz:
        raise _refuse(f"„{name}“ {satz}")
    punkte = collect_punkte((feld, wert.text, wert.unstimmig) for feld, wert in eigene)
    punkte = [punkt for punkt in punkte if punkt.stelle.sitzung == sitzung.pk]
    if all(punkt.is_leer for punkt in punkte):
        raise _refuse(
            f"„{name}“ ist leer: Kein Kästchen ist angekreuzt, keine Zahl eingetragen. "
            "Bitte speichern Sie den ausgefüllten Bogen und laden Sie ihn noch einmal hoch."
        )
    return punkte


def _check_herkunft(sitzung: Sitzung, felder: Sequence[Bogenfeld]) -> str:
    """Return why this is no sheet of this sitting, empty if it is one.

    Fields that are not ours (locked boxes of a paper, a viewer's own) say nothing and are passed over.
    """
    if not felder:
        return f"ist kein Bogen von hier. {_VON_HIER}"
    namen = [feld.rest for feld in felder]
    kennungen = {feld.kennung for feld in felder}
    echt = len(kennungen) == 1 and len(set(namen)) == len(namen) and is_kennung(min(kennungen), namen)
    if not echt:
        return (
            f"wurde verändert oder stammt nicht von hier: Felder fehlen, sind umbenannt oder hinzugekommen. {_VON_HIER}"
        )
    if all(feld.stelle.sitzung != sitzung.pk for feld in felder):
        return f"gehört zu einer anderen Sitzung. Bitte lesen Sie ihn dort ein; hier geht es um {sitzung.nummer}."
    return ""
