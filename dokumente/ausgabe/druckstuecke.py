"""Each document is set once per content: the key is everything that decides about its bytes, so a hit is current."""

import hashlib
import json
import logging
from collections.abc import Sequence
from datetime import timedelta
from functools import cache, partial
from pathlib import Path
from typing import Final

from django.conf import settings
from django.db import DatabaseError, models, transaction
from django.utils import timezone

from dokumente.ablage.behalten import keep_bytes, remove_datei, remove_vorlaeufige, restore_inhalt
from dokumente.ablage.lesen import read_whole
from dokumente.ausgabe.ausdrucke import Registrierung, choose_code, register_ausdruck
from dokumente.ausgabe.fehldrucke import forget_fehldrucke, try_once
from dokumente.druck.beilage import Beilage
from dokumente.druck.dateien import find_schriften
from dokumente.druck.pdf import read_stile, render_pdf
from dokumente.druck.pruefzeichen import KENNUNG, STIL, build_adresse, describe_muster, format_code, insert_pruefzeichen
from dokumente.druck.xmp import read_vorbehalt
from dokumente.models import Druckstueck
from dokumente.programm import digest_programm

MEDIENTYP: Final = "application/pdf"
_HIER: Final = Path(__file__).parents[1]
_TEILE: Final = ("ausgabe", "druck", "rules", "templatetags", "text", "workers")
_PAKETE: Final = ("weasyprint", "pydyf", "tinycss2", "cssselect2", "tinyhtml5", "pyphen", "fonttools")
logger = logging.getLogger(__name__)


def get_or_render(
    html: str,
    *,
    stylesheets: Sequence[str],
    zweck: str,
    daten: Beilage | None = None,
    registrierung: Registrierung | None = None,
    ablegen: bool = True,
) -> bytes:
    """Return ``html`` as PDF, from the store if this very content was set before.

    ``zweck`` names the kind of document (at most 40 characters), never its content; ``daten`` is put into the file.
    With ``registrierung`` it is an official print: the page has one place for the mark, and the register gets a row. A
    stored file that is missing or damaged is set anew and put back. A store that cannot be written (disk full,
    database busy) costs time, not the document. Without ``ablegen`` (a draft) it is neither kept nor looked for. What
    cannot be printed because of its text is not tried a second time.

    :raises dokumente.druck.pdf.DruckFehler: as :func:`dokumente.druck.pdf.render_pdf` does.
    :raises ValueError: when an official print has no data, or no place for the mark.
    """
    if not ablegen:
        registrierung = None
    stylesheets = [*stylesheets, STIL] if registrierung else stylesheets
    schluessel = compute_schluessel(html, stylesheets=stylesheets, daten=daten, mit_zeichen=registrierung is not None)
    vorhanden = Druckstueck.objects.select_related("datei").filter(schluessel=schluessel).first() if ablegen else None
    inhalt = read_whole(vorhanden.datei) if vorhanden else None
    if inhalt is not None:
        return inhalt
    code = choose_code(schluessel) if registrierung else ""
    drucken = partial(_render_ausdruck, code=code) if registrierung else render_pdf
    pdf = try_once(schluessel, zweck=zweck, drucken=lambda: drucken(html, stylesheets=stylesheets, daten=daten))
    eingetragen = registrierung is None or _register(
        pdf, schluessel=schluessel, code=code, zweck=zweck, daten=daten, registrierung=registrierung
    )
    if ablegen and eingetragen:
        _store(pdf, schluessel=schluessel, zweck=zweck, vorher=vorhanden)
    return pdf


def compute_schluessel(
    html: str, *, stylesheets: Sequence[str], daten: Beilage | None = None, mit_zeichen: bool = False
) -> str:
    """Return the SHA-256 (64 hex digits) over content, data, mark, style sheets, fonts and the programs that set it.

    :raises dokumente.druck.pdf.DruckFehler: when a style sheet is missing.
    """
    zeichen = describe_muster(settings.ADRESSE) if mit_zeichen else None
    angaben = [html, daten, zeichen, *read_stile(stylesheets), _fingerprint()]
    return hashlib.sha256(json.dumps(angaben).encode()).hexdigest()


def prune(*, aelter_als: timedelta) -> int:
    """Forget documents set longer ago than that and return how many; nothing is lost, each can be set again.

    One that something else refers to stays; one that could not be set is tried again. Files whose writing was cut off
    are removed with them.
    """
    entfernt = 0
    for stueck in Druckstueck.objects.filter(created_at__lt=timezone.now() - aelter_als).select_related("datei"):
        try:
            with transaction.atomic():
                stueck.delete()
                remove_datei(stueck.datei)
        except (models.ProtectedError, models.RestrictedError):
            continue
        entfernt += 1
    forget_fehldrucke(aelter_als=aelter_als)
    remove_vorlaeufige()
    return entfernt


def _render_ausdruck(html: str, *, stylesheets: Sequence[str], daten: Beilage | None, code: str) -> bytes:
    if daten is None:
        raise ValueError("Ein amtlicher Ausdruck trägt seine Daten bei sich.")
    return render_pdf(
        insert_pruefzeichen(html, code),
        stylesheets=stylesheets,
        daten=daten.with_angaben(pruefzeichen=format_code(code), pruefadresse=build_adresse(code)),
        kennung=f"{KENNUNG}{code}",
    )


def _register(
    pdf: bytes, *, schluessel: str, code: str, zweck: str, daten: Beilage | None, registrierung: Registrierung
) -> bool:
    """Enter the print into the register; one that could not be entered is not kept, so that the next try does it."""
    inhalt = daten.summe if daten else ""
    try:
        register_ausdruck(
            schluessel=schluessel,
            code=code,
            pruefsumme=hashlib.sha256(pdf).hexdigest(),
            art=zweck,
            nummer=registrierung.nummer,
            herkunft=registrierung.herkunft(inhalt),
            inhalt=inhalt,
        )
    except DatabaseError:
        logger.exception("Ausdruck nicht eingetragen: %s", zweck)
        return False
    return True


def _store(pdf: bytes, *, schluessel: str, zweck: str, vorher: Druckstueck | None) -> None:
    try:
        with transaction.atomic():
            datei = keep_bytes(pdf, medientyp=MEDIENTYP)
            angaben = {"datei": datei, "zweck": zweck, "vorbehalt": read_vorbehalt(pdf)}
            Druckstueck.objects.update_or_create(schluessel=schluessel, defaults=angaben)
            if vorher is not None and vorher.datei_id != datei.pk:
                remove_datei(vorher.datei)
        if vorher is not None and vorher.datei_id == datei.pk:
            restore_inhalt(datei, pdf)
    except (OSError, DatabaseError):
        logger.exception("Druckstück nicht abgelegt: %s", zweck)


@cache
def _fingerprint() -> str:
    """Return a digest of what sets the documents: our own part, the packages, the fonts."""
    programm = (datei for teil in _TEILE for datei in (_HIER / teil).rglob("*.py"))
    return digest_programm([*programm, *find_schriften().values()], _PAKETE)
