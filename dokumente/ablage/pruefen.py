"""What is known about a stored file, looked up or found out: once per file and state of the program."""

import time
from collections.abc import Iterable
from dataclasses import asdict
from functools import cache
from pathlib import Path
from typing import Final

from django.db import IntegrityError, transaction

from dokumente.ablage.behalten import keep_file, open_vorlaeufig, remove_datei
from dokumente.ablage.lesen import FEHLT, DateiBeschaedigt, is_unversehrt
from dokumente.anlagen.durchsicht import PDF, Pruefergebnis
from dokumente.anlagen.pruefstelle import EILIG, SEKUNDEN, NochNicht, check_datei
from dokumente.models import Datei, Dateipruefung
from dokumente.programm import digest_programm

GEDULD: Final = 20.0
"""Longest time somebody waits in front of a page for several files, in seconds."""
_GESUCHT: Final = ("personenangaben.py", "vornamen.py")
_PAKETE: Final = ("pikepdf", "pillow", "fonttools", "pypdfium2")


class KeineKopie(Exception):
    """There is no public copy of this file; the message is a German sentence that says why."""


@cache
def compute_programm() -> str:
    """Return a digest (64 hex digits) of what decides about findings and copies."""
    dokumente = Path(__file__).parents[1]
    gesucht = (dokumente / "rules" / name for name in _GESUCHT)
    return digest_programm([*(dokumente / "anlagen").rglob("*.py"), *gesucht], _PAKETE)


def find_pruefungen(dateien: Iterable[Datei | None]) -> dict[int, Dateipruefung]:
    """Return what is known today, by primary key of the file; one query, nothing is looked through for it."""
    gefragt = {datei.pk for datei in dateien if datei is not None}
    if not gefragt:
        return {}
    bekannt = Dateipruefung.objects.filter(datei__in=gefragt, programm=compute_programm()).select_related("kopie")
    return {pruefung.datei_id: pruefung for pruefung in bekannt}


def fetch_pruefung(datei: Datei, *, hoechstens: float = EILIG) -> Dateipruefung:
    """Return what is known about a file, looked through now if that has not happened yet.

    :raises NochNicht: when there is no answer within ``hoechstens`` seconds.
    :raises DateiBeschaedigt: when the file is missing or damaged.
    """
    return find_pruefungen([datei]).get(datei.pk) or _check(datei, hoechstens)


def finish_pruefungen(dateien: Iterable[Datei | None], *, geduld: float = GEDULD) -> None:
    """Look through what has not been looked through yet, for ``geduld`` seconds at most; the rest stays unknown."""
    offen = {datei.pk: datei for datei in dateien if datei is not None}
    bekannt = find_pruefungen(offen.values())
    ende = time.monotonic() + geduld
    for datei in [datei for pk, datei in offen.items() if pk not in bekannt]:
        frist = min(EILIG, ende - time.monotonic())
        try:
            if frist > 0:
                _check(datei, frist)
        except (NochNicht, DateiBeschaedigt):
            continue


def fetch_oeffentliche_kopie(datei: Datei, *, hoechstens: float = EILIG) -> Datei:
    """Return the copy of a PDF that everybody may have. It carries no title: one file may hang on several papers.

    :raises KeineKopie: when there is none; the reason is the same for everybody and quotes nothing.
    :raises NochNicht: when it is not known within ``hoechstens`` seconds whether there is one.
    :raises DateiBeschaedigt: when there must be a new copy, and the file itself is missing or damaged.
    """
    pruefung = fetch_pruefung(datei, hoechstens=hoechstens)
    if pruefung.kopie is not None and not is_unversehrt(pruefung.kopie):
        _forget(pruefung)
        pruefung = _check(datei, hoechstens)
    if pruefung.kopie is None:
        raise KeineKopie(pruefung.kopie_grund)
    return pruefung.kopie


def _check(datei: Datei, hoechstens: float) -> Dateipruefung:
    with open_vorlaeufig() as ziel:
        ergebnis = _look_through(datei, ziel, hoechstens)
        kopie = keep_file(ziel, medientyp=PDF) if ergebnis.kopie else None
    return _store(datei, ergebnis, kopie)


def _look_through(datei: Datei, ziel: Path, hoechstens: float) -> Pruefergebnis:
    if not is_unversehrt(datei):
        raise DateiBeschaedigt(FEHLT)
    quelle = Path(datei.inhalt.path)
    return check_datei(quelle, medientyp=datei.medientyp, ziel=ziel, hoechstens=min(hoechstens, SEKUNDEN))


def _store(datei: Datei, ergebnis: Pruefergebnis, kopie: Datei | None) -> Dateipruefung:
    programm = compute_programm()
    neu = Dateipruefung(
        datei=datei,
        programm=programm,
        befunde=[asdict(befund) for befund in ergebnis.befunde],
        kopie=kopie,
        kopie_grund=ergebnis.kopie_grund,
    )
    try:
        with transaction.atomic():
            neu.save(force_insert=True)
    except IntegrityError:
        # Somebody else looked through the same file at the same moment and came to the same copy.
        return Dateipruefung.objects.select_related("kopie").get(datei=datei, programm=programm)
    _forget_fruehere(datei, programm)
    return neu


def _forget_fruehere(datei: Datei, programm: str) -> None:
    """Drop what earlier states of the program found, and their copies unless something else needs them."""
    for frueher in Dateipruefung.objects.filter(datei=datei).exclude(programm=programm).select_related("kopie"):
        _forget(frueher)


def _forget(pruefung: Dateipruefung) -> None:
    pruefung.delete()
    if pruefung.kopie is not None:
        remove_datei(pruefung.kopie)
