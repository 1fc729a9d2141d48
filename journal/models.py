"""The append-only record of every legal act, chained by hash."""

from django.db import models

from journal.enums import Akt


class Kopf(models.Model):
    """Head of the chain: one row that every writer locks, so that the chain has no forks.

    It also names how many rows there must be, so that cutting off the newest ones is noticed.
    """

    laufend = models.PositiveBigIntegerField("letzte laufende Nummer", default=0)
    pruefsumme = models.CharField("Prüfsumme des letzten Eintrags", max_length=64, blank=True)

    class Meta:
        verbose_name = "Kopf des Journals"
        verbose_name_plural = "Kopf des Journals"

    def __str__(self) -> str:
        return f"Kopf bei {self.laufend}"


class Eintrag(models.Model):
    """One legal act. Knows nobody: actor and object are kept as plain text, so that rows outlive both."""

    laufend = models.PositiveBigIntegerField("laufende Nummer", unique=True)
    zeitpunkt = models.DateTimeField("Zeitpunkt")
    akt = models.CharField("Vorgang", max_length=32, choices=Akt)
    objekt_art = models.CharField("Art des Gegenstands", max_length=64)
    objekt_id = models.CharField("Kennung des Gegenstands", max_length=64)
    konto_id = models.BigIntegerField("Konto (Kennung)", null=True, blank=True)
    konto_name = models.CharField("Konto", max_length=150, blank=True)
    daten = models.JSONField("Angaben", default=dict, blank=True)
    # Null in rows that are older than this column; see journal.nachweis.
    nachweise = models.JSONField("Nachweise", null=True, blank=True)
    vorgaenger = models.CharField("Prüfsumme des Vorgängers", max_length=64, blank=True)
    pruefsumme = models.CharField("Prüfsumme", max_length=64)

    class Meta:
        verbose_name = "Journaleintrag"
        verbose_name_plural = "Journaleinträge"
        ordering = ["-laufend"]
        indexes = [models.Index(fields=["objekt_art", "objekt_id"], name="journal_objekt")]

    def __str__(self) -> str:
        return f"{self.laufend}: {self.get_akt_display()}"
