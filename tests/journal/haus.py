"""A small council in which everything has happened that the journal keeps, and the hand that reaches past the acts."""

import io
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.db.models import Model
from django.utils import timezone

from gremien.enums import Gremienart
from journal.actions import record
from journal.enums import Akt
from journal.models import Eintrag
from journal.sperren import lift_before_migrate, set_after_migrate
from konten.enums import Rolle
from konten.models import Konto, Rollenzuweisung, Vorschlag
from sitzungen.models import Abstimmung, Anwesenheit, Sitzung, Tagesordnungspunkt
from tests.bauten import (
    build_abstimmung,
    build_amt,
    build_anlage,
    build_anwesenheit,
    build_datei,
    build_entwurf,
    build_freigegebene_vorlage,
    build_gremium,
    build_konto,
    build_veroeffentlichte_sitzung,
    iter_tops,
    release_fassung,
)
from tests.vorlagen.einlesebeispiele import formular, station
from tests.zweite_person import confirm_fassung
from vorlagen.actions.einlesen import import_text
from vorlagen.actions.freigabe import withdraw_vorlage
from vorlagen.actions.veroeffentlichung import propose_veroeffentlichung
from vorlagen.enums import Ausgang
from vorlagen.models import Anlage, Beratung, Beteiligung, Fassung, Mitzeichnung, Vorlage

EINSTIMMIG = ("[x] [ ] [ ] [ ]", "[ ] [ ] [ ] [ ]", "[ ] [ ] [ ] [ ]")
SEIT = timezone.now() - timedelta(days=400)


@dataclass
class Haus:
    """A small council in which everything has happened that leaves a state of record."""

    sitzung: Sitzung
    erster: Tagesordnungspunkt
    zweiter: Tagesordnungspunkt
    stimmen: Abstimmung
    berichtigung: Abstimmung
    geheim: Fassung
    plan: Anlage
    oeffentlich: Fassung
    zurueckgezogen: Vorlage
    eingelesen: Vorlage
    mitgezeichnet: Mitzeichnung
    person: Anwesenheit
    konto: Konto
    rolle: Rollenzuweisung
    vorschlag: Vorschlag
    beteiligt: Beteiligung

    @property
    def mitgezeichnet_zu(self) -> str:
        return f"zu {self.geheim.nummer}"


def enter_rollen() -> None:
    """Give the journal the rows of the roles that tests give past the act."""
    for zuweisung in Rollenzuweisung.objects.order_by("pk"):
        with transaction.atomic():
            record(Akt.ROLLE_ERTEILEN, zuweisung, konto=None)


def build_haus() -> Haus:
    """Build it through the real acts."""
    rat = build_gremium(name="Stadtrat", kuerzel="SR", art=Gremienart.RAT)
    amt, konto = build_amt(), build_konto(rolle=Rolle.SITZUNGSDIENST)
    build_konto(rolle=Rolle.AMTSLEITUNG, amt=amt, username="leitung")
    geheim = build_entwurf(amt=amt, oeffentlich=False)
    plan = build_anlage(geheim, titel="Plan", oeffentlich=False, datei=build_datei())
    release_fassung(geheim)
    zurueckgezogen = withdraw_vorlage(build_freigegebene_vorlage(), konto=konto, grund="Überholt")
    sitzung = build_veroeffentlichte_sitzung(gremium=rat, begonnen=True, oeffentliche=3, nichtoeffentliche=1)
    build_anwesenheit(sitzung, anwesend=3, abwesend=1)
    erster, zweiter, *_ = iter_tops(sitzung)
    vorgelegt = build_freigegebene_vorlage(oeffentlich=False).fassungen.get()
    vorschlag = propose_veroeffentlichung(vorgelegt, konto=build_konto(rolle=Rolle.SITZUNGSDIENST), grund="Verkauft")
    falsch = build_abstimmung(erster, ausgang=Ausgang.MEHRHEITLICH, ja=2, gegenstimmen=1)
    haus = Haus(
        sitzung=sitzung,
        vorschlag=vorschlag,
        rolle=konto.rollenzuweisungen.get(),
        beteiligt=Beteiligung.objects.filter(fassung=geheim).earliest("pk"),
        erster=erster,
        zweiter=zweiter,
        stimmen=build_abstimmung(zweiter, ausgang=Ausgang.EINSTIMMIG, ja=3, gegenstimmen=0, enthaltungen=0),
        berichtigung=build_abstimmung(
            erster, ausgang=Ausgang.ABGELEHNT, ja=1, gegenstimmen=2, berichtigt=falsch, grund="Vertauscht"
        ),
        geheim=Fassung.objects.get(pk=geheim.pk),
        plan=plan,
        oeffentlich=Fassung.objects.get(tops=zweiter),
        zurueckgezogen=zurueckgezogen,
        eingelesen=confirm_fassung(import_text(formular(station(raster=EINSTIMMIG)))).vorlage,
        mitgezeichnet=Mitzeichnung.objects.get(fassung=geheim, konto__username="leitung"),
        person=Anwesenheit.objects.filter(sitzung=sitzung, anwesend=True).earliest("pk"),
        konto=konto,
    )
    enter_rollen()
    return haus


@contextmanager
def undone() -> Iterator[None]:
    """Take back whatever the block does to the database."""

    class Zurueck(Exception):
        pass

    try:
        with transaction.atomic():
            yield
            raise Zurueck
    except Zurueck:
        pass


def tamper(eingriff: Callable[[], object]) -> None:
    """Do what whoever has the database file can: drop the locks, change something, set the locks again."""
    lift_before_migrate("default", plan=["x"])
    eingriff()
    set_after_migrate("default", plan=["x"])


def find() -> list[str]:
    """Return what `journal verify` finds, nothing for an untouched database."""
    try:
        call_command("journal", "verify", stdout=io.StringIO())
    except CommandError as fehler:
        return str(fehler).split("\n")
    return []


def row_of(kennung: str) -> int:
    """Return the newest row of the journal that knows the object."""
    zeilen = Eintrag.objects.order_by("-laufend").values_list("laufend", "nachweise")
    return next(laufend for laufend, nachweise in zeilen if nachweise and kennung in nachweise["stand"])


def change(zeile: Model, **felder: object) -> Callable[[], object]:
    return lambda: type(zeile)._default_manager.filter(pk=zeile.pk).update(**felder)


def remove(zeile: Model) -> Callable[[], object]:
    def run() -> None:
        with connection.cursor() as cursor:
            cursor.execute(f"DELETE FROM {zeile._meta.db_table} WHERE id = %s", [zeile.pk])  # noqa: S608

    return run


def insert_copy(zeile: Any, **anders: object) -> Callable[[], object]:
    def run() -> None:
        neu = type(zeile)._default_manager.get(pk=zeile.pk)
        neu.pk = None
        for feld, wert in anders.items():
            setattr(neu, feld, wert)
        neu.save(force_insert=True)

    return run


Fall = tuple[Callable[[], object], list[str]]
ART_NAMEN = {
    Fassung: "fassung",
    Anlage: "anlage",
    Abstimmung: "abstimmung",
    Beratung: "beratung",
    Vorlage: "vorlage",
    Tagesordnungspunkt: "top",
    Sitzung: "sitzung",
    Mitzeichnung: "mitzeichnung",
    Beteiligung: "beteiligung",
    Rollenzuweisung: "rolle",
    Konto: "konto",
    Vorschlag: "vorschlag",
}


def row_sentence(anfang: str, zeile: Model) -> str:
    return f"{anfang} (Eintrag {row_of(f'{ART_NAMEN[type(zeile)]}:{zeile.pk}')})."


def gone(was: str, zeile: Model, kennung: str = "") -> str:
    kennung = kennung or f"{ART_NAMEN[type(zeile)]}:{zeile.pk}"
    return f"{was} fehlt, obwohl Eintrag {row_of(kennung)} des Journals davon weiß."
