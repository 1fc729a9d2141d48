"""An annex on its way into a packet: as PDF to be bound, or as the reason why it cannot be."""

from pathlib import Path

from django.conf import settings
from django.urls import reverse

from dokumente.druckstuecke import MEDIENTYP, read_whole
from dokumente.mappe import MappenFehler, check_quelle
from dokumente.models import Datei
from dokumente.pruefstelle import SEKUNDEN, NochNicht
from dokumente.pruefung import KeineKopie, fetch_oeffentliche_kopie
from dokumente.qr import build_qr
from sitzungen.documents_agenda import build_sitzung_druck
from sitzungen.enums import Empfaenger
from sitzungen.mappe.auswahl import Posten
from sitzungen.mappe.rahmen import HinweisDruck
from sitzungen.models import Sitzung
from vorlagen.models import Anlage

HINDERNISSE_MAX = 20_000
_hindernisse: dict[str, str] = {}
"""Why a file cannot be bound, by its checksum, for as long as this process lives."""

FEHLT = "Die Datei fehlt in der Ablage oder ist dort beschädigt."


def read_bindbar(anlage: Anlage, fuer: Empfaenger) -> bytes:
    """Return the annex as a PDF that can be bound, for the public as its public copy.

    :raises MappenFehler: with the reason for the reference page.
    """
    if anlage.datei is not None and anlage.datei.medientyp != MEDIENTYP:
        endung = Path(anlage.dateiname).suffix.removeprefix(".").upper()
        raise MappenFehler(
            f"Die Datei ist kein PDF{f' ({endung})' if endung else ''} und liegt nur einzeln bei der Vorlage."
        )
    datei = _require_datei(anlage)
    inhalt = _read(datei)
    if grund := _find_hindernis(datei.pruefsumme, inhalt):
        raise MappenFehler(grund)
    return _read_kopie(datei) if fuer is Empfaenger.OEFFENTLICH else inhalt


def read_einzeln(anlage: Anlage, fuer: Empfaenger) -> bytes:
    """Return the annex as a file of its own: as it is, for the public only what has a proven public copy.

    :raises MappenFehler: with the reason why it is left out.
    """
    if fuer is Empfaenger.OEFFENTLICH:
        return read_bindbar(anlage, fuer)
    return _read(_require_datei(anlage))


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


def _find_hindernis(pruefsumme: str, inhalt: bytes) -> str:
    """Return why the file cannot be bound, empty if it can; looked into once, because it never changes."""
    grund = _hindernisse.get(pruefsumme)
    if grund is None:
        befunde = check_quelle(inhalt)
        grund = befunde[0] if befunde else ""
        if len(_hindernisse) >= HINDERNISSE_MAX:
            _hindernisse.clear()
        _hindernisse[pruefsumme] = grund
    return grund


def _require_datei(anlage: Anlage) -> Datei:
    if anlage.datei is None:
        raise MappenFehler("Diese Anlage ist nicht als Datei hinterlegt.")
    return anlage.datei


def _read(datei: Datei) -> bytes:
    inhalt = read_whole(datei)
    if inhalt is None:
        raise MappenFehler(FEHLT)
    return inhalt


def _read_kopie(datei: Datei) -> bytes:
    try:
        inhalt = read_whole(fetch_oeffentliche_kopie(datei, hoechstens=SEKUNDEN))
    except KeineKopie as fehler:
        raise MappenFehler("Von dieser Datei lässt sich keine öffentliche Kopie herstellen.") from fehler
    except NochNicht as fehler:
        raise MappenFehler("Die öffentliche Kopie dieser Datei ist noch nicht hergestellt.") from fehler
    if inhalt is None:
        raise MappenFehler(FEHLT)
    return inhalt
