"""The stored files as a whole: database and folder compared, both ways."""

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from django.db.models import Model

from dokumente.ablage.behalten import VORLAEUFIG, find_ablage
from dokumente.ablage.lesen import Zustand, check_zustand, report
from dokumente.models import Datei, Dateipruefung

VORLAEUFIG_SEKUNDEN: Final = 24 * 60 * 60
"""How long a file may be in the making; what is older was left behind by a killed process."""

_SAETZE: Final = {
    Zustand.FEHLT: "fehlt in der Ablage oder ist nicht lesbar.",
    Zustand.BESCHAEDIGT: "ist beschädigt: Sie ist nicht mehr, was abgelegt wurde.",
}


def check_bestand() -> Iterator[str]:
    """Yield a German sentence for each stored file that is missing, damaged, or belongs to nothing.

    How each file is found is told on, also that one is whole again.
    """
    for datei in Datei.objects.order_by("pk").iterator():
        zustand = check_zustand(datei)
        report(datei, zustand)
        if zustand is not Zustand.UNVERSEHRT:
            yield f"Die Datei {datei.inhalt.name} ({describe_verwendung(datei)}) {_SAETZE[zustand]}"
    for name in list_uebrige():
        yield f"Die Datei {name} liegt in der Ablage, gehört aber zu keinem Eintrag der Datenbank."


def count_bestand() -> tuple[int, int]:
    """Return how many files the database knows, and their bytes."""
    groessen = list(Datei.objects.values_list("groesse", flat=True))
    return len(groessen), sum(groessen)


def list_uebrige() -> list[str]:
    """Return the names of files in the folder that no row names, those in the making left out."""
    ablage = find_ablage()
    bekannt = set(Datei.objects.values_list("inhalt", flat=True))
    gefunden = (ort for ort in ablage.rglob("*") if ort.is_file() and not _is_in_arbeit(ort))
    fremde = sorted(name for name in (str(ort.relative_to(ablage)) for ort in gefunden) if name not in bekannt)
    # A file lies in its place a moment before its row is written.
    inzwischen = set(Datei.objects.filter(inhalt__in=fremde[:500]).values_list("inhalt", flat=True))
    return [name for name in fremde if name not in inzwischen]


def _is_in_arbeit(ort: Path) -> bool:
    return ort.name.startswith(VORLAEUFIG) and time.time() - ort.stat().st_mtime < VORLAEUFIG_SEKUNDEN


def describe_verwendung(datei: Datei) -> str:
    """Return what a file belongs to, for those who look after the files; it may name what is not public."""
    namen = []
    for beziehung in Datei._meta.related_objects:
        zeilen = beziehung.related_model._default_manager.filter(**{beziehung.field.name: datei})[:3]
        if beziehung.related_model is not Dateipruefung:
            namen += [_name(zeile) for zeile in zeilen]
        elif beziehung.field.name == "kopie":
            namen += [
                f"öffentliche Kopie von {describe_verwendung(pruefung.datei)}"
                for pruefung in Dateipruefung.objects.filter(kopie=datei)[:3]
            ]
    return "; ".join(namen) or "wird von nichts mehr verwendet"


def _name(zeile: Model) -> str:
    art, name = str(zeile._meta.verbose_name), str(zeile)
    return name if name.startswith(art) else f"{art} {name}"
