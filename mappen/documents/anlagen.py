"""An annex on its way into a packet: as PDF to be bound, or as the reason why it cannot be."""

import logging
import shutil
from pathlib import Path

from django.conf import settings
from django.urls import reverse

from dokumente.ablage.lesen import FEHLT, DateiBeschaedigt, is_unversehrt, read_whole
from dokumente.ablage.pruefen import KeineKopie, fetch_oeffentliche_kopie
from dokumente.anlagen.pruefstelle import SEKUNDEN, NochNicht
from dokumente.ausgabe.druckstuecke import MEDIENTYP
from dokumente.bindung import MappenFehler, Quelle, check_quelle
from dokumente.druck.qr import build_qr
from dokumente.models import Datei
from mappen.documents.auswahl import Posten
from mappen.documents.rahmen import HinweisDruck
from mappen.enums import Empfaenger
from sitzungen.documents.tagesordnung import build_sitzung_druck
from sitzungen.models import Sitzung
from vorlagen.models import Anlage

HINDERNISSE_MAX = 20_000
_hindernisse: dict[str, str] = {}
"""Why a file cannot be bound, by its checksum, for as long as this process lives."""

logger = logging.getLogger(__name__)


def place_bindbar(anlage: Anlage, fuer: Empfaenger, ort: Path) -> None:
    """Put the annex at ``ort`` as a PDF that can be bound, for the public its public copy.

    It is the stored file itself under a second name where the disk allows that: ``ort`` may be read, never written to.

    :raises MappenFehler: with the reason for the reference page.
    """
    datei = _require_pdf(anlage)
    _place(datei, ort)
    _refuse_hindernis(datei, ort)
    if fuer is Empfaenger.OEFFENTLICH:
        ort.unlink()
        _place(_fetch_kopie(datei), ort)


def read_einzeln(anlage: Anlage, fuer: Empfaenger) -> bytes:
    """Return the annex as a file of its own: cleaned where it can be, for the public only what has a proven copy.

    Members get the cleaned copy of a PDF as well, and the file itself where there is none; the complete packet of the
    administration holds what was uploaded.

    :raises MappenFehler: with the reason why it is left out.
    """
    if fuer is Empfaenger.GESAMT:
        return _read(_require_datei(anlage))
    if fuer is Empfaenger.MITGLIEDER:
        return _read(_prefer_kopie(_require_datei(anlage)))
    datei = _require_pdf(anlage)
    _refuse_hindernis(datei, _read(datei))
    return _read(_fetch_kopie(datei))


def build_hinweis(anlage: Anlage, posten: Posten, sitzung: Sitzung, grund: str) -> HinweisDruck:
    """Return the page that says where the annex is to be found instead."""
    adresse = address_of(anlage, posten.fassung.vorlage_id)
    return HinweisDruck(
        sitzung=build_sitzung_druck(sitzung),
        vorlage=posten.fassung.nummer,
        betreff=posten.zeile.titel,
        top=posten.zeile.bezeichnung,
        anlage=str(anlage),
        grund=grund,
        adresse=adresse,
        qr=build_qr(adresse),
    )


def address_of(anlage: Anlage, vorlage: int) -> str:
    """Return where the annex can be opened, or its paper's page where there is no file."""
    weg = reverse("anlage", args=[vorlage, anlage.pk]) if anlage.datei_id else reverse("vorlage", args=[vorlage])
    return f"{settings.ADRESSE}{weg}"


def _require_pdf(anlage: Anlage) -> Datei:
    if anlage.datei is not None and anlage.datei.medientyp != MEDIENTYP:
        endung = Path(anlage.dateiname).suffix.removeprefix(".").upper()
        raise MappenFehler(
            f"Die Datei ist kein PDF{f' ({endung})' if endung else ''} und liegt nur einzeln bei der Vorlage."
        )
    return _require_datei(anlage)


def _require_datei(anlage: Anlage) -> Datei:
    if anlage.datei is None:
        raise MappenFehler("Diese Anlage ist nicht als Datei hinterlegt.")
    return anlage.datei


def _refuse_hindernis(datei: Datei, inhalt: Quelle) -> None:
    """Refuse a file that cannot be bound; looked into once, because it never changes."""
    grund = _hindernisse.get(datei.pruefsumme)
    if grund is None:
        befunde = check_quelle(inhalt)
        grund = befunde[0] if befunde else ""
        if len(_hindernisse) >= HINDERNISSE_MAX:
            _hindernisse.clear()
        _hindernisse[datei.pruefsumme] = grund
    if grund:
        raise MappenFehler(grund)


def _place(datei: Datei, ort: Path) -> None:
    try:
        _link(Path(datei.inhalt.path), ort)
    except OSError as fehler:
        logger.exception("Datei %s nicht lesbar", datei.pruefsumme)
        # Whoever looks after the files hears of it, if the file and not the target is the reason.
        is_unversehrt(datei)
        raise MappenFehler(FEHLT) from fehler
    if not is_unversehrt(datei, ort):
        raise MappenFehler(FEHLT)


def _link(quelle: Path, ort: Path) -> None:
    try:
        ort.hardlink_to(quelle)
    except FileNotFoundError:
        raise
    except OSError:
        # Another disk, or one that knows no second names.
        shutil.copyfile(quelle, ort)


def _read(datei: Datei) -> bytes:
    inhalt = read_whole(datei)
    if inhalt is None:
        raise MappenFehler(FEHLT)
    return inhalt


def _prefer_kopie(datei: Datei) -> Datei:
    try:
        return _fetch_kopie(datei) if datei.medientyp == MEDIENTYP else datei
    except MappenFehler:
        return datei


def _fetch_kopie(datei: Datei) -> Datei:
    try:
        return fetch_oeffentliche_kopie(datei, hoechstens=SEKUNDEN)
    except KeineKopie as fehler:
        raise MappenFehler("Von dieser Datei lässt sich keine öffentliche Kopie herstellen.") from fehler
    except NochNicht as fehler:
        raise MappenFehler("Die öffentliche Kopie dieser Datei ist noch nicht hergestellt.") from fehler
    except DateiBeschaedigt as fehler:
        raise MappenFehler(FEHLT) from fehler
