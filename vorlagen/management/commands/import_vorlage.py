"""`manage.py import_vorlage FILE…`: take over papers from the old form."""

import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TextIO, cast

from django.core.management.base import BaseCommand, CommandParser

from gremien.rules.befund import VorgangGesperrt
from konten.models import Konto
from vorlagen.actions.einlesen import Einlesung, import_formular
from vorlagen.actions.einlesen_datei import DATEI_MAX_BYTES, Formulartext, parse_text, read_datei
from vorlagen.actions.einlesen_pruefung import check_nummer
from vorlagen.actions.einlesen_zuordnung import (
    Abgleich,
    Frage,
    Frageart,
    Stammsatz,
    Zuordnung,
    answer_frage,
    match_formular,
)
from vorlagen.permissions import may_import_vorlage
from vorlagen.rules.formular import FormularFehler

EINGABE = "-"
NEU, ABBRUCH = "n", "a"
LESEFEHLER: tuple[tuple[type[OSError], str], ...] = (
    (FileNotFoundError, "Diese Datei gibt es nicht. Bitte prüfen Sie Name und Ordner."),
    (IsADirectoryError, "Das ist ein Ordner. Bitte geben Sie eine Datei an."),
    (PermissionError, "Diese Datei darf nicht gelesen werden. Bitte prüfen Sie die Zugriffsrechte."),
    (OSError, "Diese Datei lässt sich nicht lesen. Bitte prüfen Sie, ob sie unbeschädigt ist."),
)


class Abgelehnt(Exception):
    """A file is not taken over; the message is a plain German sentence."""


class Command(BaseCommand):
    """Take over papers from the old form, each on its own: text, Word, OpenDocument, PDF."""

    help = "Liest Vorlagen vom alten Formular ein (TXT, DOCX, ODT, PDF), jede mit der Nummer, die sie trägt."
    stealth_options = ("stdin",)

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the files, and what to do with what is unknown."""
        parser.add_argument(
            "dateien", metavar="FILE", nargs="*", help="Datei mit einer oder mehreren Vorlagen; - für die Eingabe"
        )
        parser.add_argument(
            "--create-missing", action="store_true", help="unbekannte Gremien, Ämter und Dezernate neu anlegen"
        )
        parser.add_argument(
            "--konto",
            metavar="NAME",
            default="",
            help="wer einliest; ohne Namen müssen zwei Personen bestätigen, mit Namen noch eine",
        )

    def handle(self, *args: object, dateien: list[str], **options: object) -> None:
        """Take over each file in its own transaction; the exit status is 1 if one of them was refused."""
        if not dateien:
            self.stderr.write("Bitte nennen Sie mindestens eine Datei: manage.py import_vorlage FILE…")
            sys.exit(1)
        self.stdin = cast("TextIO", options.get("stdin") or sys.stdin)
        self.create_missing = bool(options["create_missing"])
        self.konto = self.find_konto(str(options["konto"]))
        ergebnisse = [ergebnis for name in dateien for ergebnis in self.take_over(name)]
        if len(ergebnisse) > 1:
            was = "Dateien" if len(ergebnisse) == len(dateien) else "Vorlagen"
            self.stdout.write(f"{sum(ergebnisse)} von {len(ergebnisse)} {was} eingelesen.")
        if not all(ergebnisse):
            sys.exit(1)

    def take_over(self, name: str) -> list[bool]:
        """Take over every paper of one file and report; return whether each went well."""
        try:
            formulare = read_datei(name, self.read_inhalt(name))
        except (Abgelehnt, FormularFehler) as fehler:
            self.stderr.write(f"{name}: {fehler}")
            return [False]
        return [self.take_over_vorlage(formular, fragbar=name != EINGABE) for formular in formulare]

    def take_over_vorlage(self, formular: Formulartext, *, fragbar: bool) -> bool:
        """Take over one paper and report; return whether it went well."""
        try:
            self.report(self.import_vorlage(formular, fragbar=fragbar))
        except (Abgelehnt, FormularFehler, VorgangGesperrt) as fehler:
            self.stderr.write(f"{formular.herkunft}: {fehler}")
            return False
        return True

    def import_vorlage(self, formular: Formulartext, *, fragbar: bool) -> Einlesung:
        """Read, ask where something is unknown, store. Raises ``Abgelehnt`` and what the acts raise."""
        daten = parse_text(formular.text, formular.absaetze)
        gesperrt = check_nummer(daten.nummer)
        if gesperrt:
            # Nobody should answer questions about a paper that is refused afterwards.
            raise VorgangGesperrt(gesperrt)
        abgleich = match_formular(daten)
        zuordnung = self.settle_fragen(abgleich, fragbar=fragbar)
        einlesung = import_formular(
            replace(daten, hinweise=(*formular.hinweise, *daten.hinweise)),
            quelle=formular.text,
            konto=self.konto,
            zuordnung=zuordnung,
            create_missing=True,
            herkunft=formular.herkunft,
        )
        return replace(einlesung, hinweise=(*abgleich.hinweise, *einlesung.hinweise))

    def find_konto(self, name: str) -> Konto | None:
        """Return the account in whose name is imported, None where nobody is named; exit if it may not."""
        if not name:
            return None
        konto = Konto.objects.filter(username=name).first()
        if konto is None or not may_import_vorlage(konto):
            self.stderr.write(f"Das Konto „{name}“ gibt es nicht, oder es darf keine Vorlagen einlesen.")
            sys.exit(1)
        return konto

    def read_inhalt(self, name: str) -> bytes:
        """Return the bytes of a file, one more than allowed at most; raises ``Abgelehnt``."""
        if name == EINGABE:
            return self.stdin.buffer.read(DATEI_MAX_BYTES + 1)
        try:
            with Path(name).open("rb") as datei:
                return datei.read(DATEI_MAX_BYTES + 1)
        except OSError as fehler:
            raise Abgelehnt(next(satz for art, satz in LESEFEHLER if isinstance(fehler, art))) from fehler

    def report(self, einlesung: Einlesung) -> None:
        """Print what was taken over, what to look at, and what no field took."""
        fassung = einlesung.fassung
        stationen, anlagen = fassung.vorlage.beratungen.count(), fassung.anlagen.count()
        self.stdout.write(
            f"{fassung.nummer}: eingelesen („{fassung.betreff}“), "
            f"{stationen} {'Station' if stationen == 1 else 'Stationen'}, "
            f"{anlagen} {'Anlage' if anlagen == 1 else 'Anlagen'}; im Browser zu bestätigen"
        )
        for satz in einlesung.hinweise:
            self.stdout.write(f"  Hinweis: {satz}")
        for name in einlesung.angelegt:
            self.stdout.write(f"  Neu angelegt: {name}")
        for zeile in einlesung.nicht_zugeordnet:
            self.stdout.write(f"  Nicht zugeordnet: {zeile}")

    def settle_fragen(self, abgleich: Abgleich, *, fragbar: bool) -> Zuordnung:
        """Return the assignment with every question answered or left open for creation; raises ``Abgelehnt``."""
        zuordnung = abgleich.zuordnung
        offen = [frage for frage in abgleich.fragen if not (self.create_missing and frage.anlegbar)]
        if offen and not (fragbar and self.stdin.isatty()):
            raise Abgelehnt(describe_offene(offen))
        for frage in offen:
            if frage.art == Frageart.DEZERNAT and zuordnung.dezernat is not None:
                # The office chosen just before brought its department along.
                continue
            antwort = self.ask(frage)
            zuordnung = answer_frage(zuordnung, frage, antwort) if antwort else zuordnung
        return zuordnung

    def ask(self, frage: Frage) -> Stammsatz | None:
        """Ask until the answer is one of the choices; None means to create it. Raises ``Abgelehnt`` for giving up."""
        wahl = {str(nummer): satz for nummer, satz in enumerate(frage.vorschlaege, start=1)}
        zeilen = [f"{taste:>4}  {satz}" for taste, satz in wahl.items()]
        zeilen += [f"   {NEU}  „{frage.text}“ neu anlegen"] if frage.anlegbar else []
        self.stdout.write("\n".join([f"{frage.satz} Was ist gemeint?", *zeilen, f"   {ABBRUCH}  abbrechen"]))
        while True:
            self.stdout.write("Ihre Wahl: ", ending="")
            self.stdout.flush()
            zeile = self.stdin.readline()
            eingabe = zeile.strip().lower()
            if not zeile or eingabe == ABBRUCH:
                raise Abgelehnt("Abgebrochen, nichts wurde eingelesen.")
            if eingabe in wahl or (eingabe == NEU and frage.anlegbar):
                return wahl.get(eingabe)
            self.stdout.write("Bitte geben Sie eines der Zeichen am Zeilenanfang ein.")


def describe_offene(fragen: Sequence[Frage]) -> str:
    """Return one sentence on what is unknown and what to do about it."""
    andere = [frage.satz for frage in fragen if not frage.anlegbar]
    if andere:
        return f"{' '.join(andere)} Bitte ergänzen Sie die Datei oder lesen Sie sie im Browser ein."
    namen = ", ".join(f"{frage.art} „{frage.text}“" for frage in fragen)
    return f"Nicht bekannt: {namen}; mit --create-missing wird neu angelegt, was fehlt."
