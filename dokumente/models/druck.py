"""Documents that were printed, could not be printed, or left the house."""

from django.db import models

from dokumente.models.datei import Datei


class Druckstueck(models.Model):
    """A printed document that was set before, found by everything that decides about its bytes.

    A store that may be emptied at any time: each document can be set again, byte for byte.
    """

    schluessel = models.CharField("Schlüssel", max_length=64, unique=True, editable=False)
    zweck = models.CharField("Zweck", max_length=40, editable=False)
    datei = models.ForeignKey(
        Datei, verbose_name="Datei", on_delete=models.PROTECT, related_name="druckstuecke", editable=False
    )
    vorbehalt = models.TextField("warum es PDF/UA und PDF/A nicht beansprucht", blank=True, editable=False)
    created_at = models.DateTimeField("gesetzt am", auto_now_add=True, db_index=True)

    class Meta:
        verbose_name = "Druckstück"
        verbose_name_plural = "Druckstücke"

    def __str__(self) -> str:
        return f"{self.zweck} {self.schluessel[:12]}"


class Fehldruck(models.Model):
    """A document that could not be printed because of its text, found by everything that decided about it.

    It is not tried again until the text or the program is another, or somebody removes this row.
    """

    schluessel = models.CharField("Schlüssel", max_length=64, unique=True, editable=False)
    zweck = models.CharField("Zweck", max_length=40, editable=False)
    satz = models.CharField("Grund", max_length=500, editable=False)
    created_at = models.DateTimeField("versucht am", auto_now_add=True, db_index=True)

    class Meta:
        verbose_name = "Fehldruck"
        verbose_name_plural = "Fehldrucke"

    def __str__(self) -> str:
        return f"{self.zweck} {self.schluessel[:12]}"


class Ausdruck(models.Model):
    """An official print that left the house, entered when it was first set; only ever grows.

    Knows what it shows by name only (``gegenstand``, such as "fassung:12"), so that it outlives the store of prints
    and needs no upper floor. The same code stands in two rows only where an update of a system library made other
    bytes of the same content.
    """

    code = models.CharField("Prüfzeichen", max_length=20, db_index=True, editable=False)
    schluessel = models.CharField("Schlüssel des Druckstücks", max_length=64, editable=False)
    pruefsumme = models.CharField("Prüfsumme der Datei (SHA-256)", max_length=64, unique=True, editable=False)
    art = models.CharField("Art", max_length=40, editable=False)
    nummer = models.CharField("Nummer", max_length=60, editable=False)
    gegenstand = models.CharField("Gegenstand", max_length=60, db_index=True, editable=False)
    leserkreis = models.CharField("gedruckt für", max_length=500, editable=False)
    inhalt = models.CharField("Prüfsumme des Inhalts", max_length=64, editable=False)
    created_at = models.DateTimeField("zuerst ausgegeben am", auto_now_add=True)

    class Meta:
        verbose_name = "Ausdruck"
        verbose_name_plural = "Ausdrucke"
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.art} {self.nummer} ({self.code})"
