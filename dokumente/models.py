"""Files that never change, kept under a generated key; who may read one is the business of whoever points to it."""

from django.db import models

from dokumente.oeffentlich.befunde import Pruefbefund


def compute_ablage(datei: "Datei", name: str) -> str:
    """Return the storage key: derived from the checksum, never from a name somebody typed."""
    return f"{datei.pruefsumme[:2]}/{datei.pruefsumme[2:4]}/{datei.pruefsumme}"


class Datei(models.Model):
    """An immutable file with its checksum. There is no address of its own: every page that offers it checks rights."""

    pruefsumme = models.CharField("Prüfsumme (SHA-256)", max_length=64, unique=True, editable=False)
    groesse = models.PositiveBigIntegerField("Größe in Bytes", editable=False)
    medientyp = models.CharField("Medientyp", max_length=100, editable=False)
    inhalt = models.FileField("Inhalt", upload_to=compute_ablage, max_length=100, editable=False)
    created_at = models.DateTimeField("abgelegt am", auto_now_add=True)

    class Meta:
        verbose_name = "Datei"
        verbose_name_plural = "Dateien"

    def __str__(self) -> str:
        return f"{self.medientyp}, {self.groesse} Bytes"


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


class Dateipruefung(models.Model):
    """What a program found in a stored file, and the copy of it that everybody may have. Made once, never edited.

    ``befunde`` are rows of art, satz and seiten (see ``oeffentlich.befunde.Pruefbefund``) without any text of the file.
    A PDF has either its copy or the reason why there is none; other files are given out as they are.
    """

    datei = models.ForeignKey(
        Datei, verbose_name="Datei", on_delete=models.PROTECT, related_name="pruefungen", editable=False
    )
    programm = models.CharField("Stand des Prüfprogramms", max_length=64, editable=False)
    befunde = models.JSONField("Befunde", default=list, editable=False)
    kopie = models.ForeignKey(
        Datei,
        verbose_name="öffentliche Kopie",
        on_delete=models.PROTECT,
        related_name="kopie_von",
        null=True,
        editable=False,
    )
    kopie_grund = models.TextField("warum es keine öffentliche Kopie gibt", blank=True, editable=False)
    created_at = models.DateTimeField("geprüft am", auto_now_add=True)

    class Meta:
        verbose_name = "Dateiprüfung"
        verbose_name_plural = "Dateiprüfungen"
        constraints = [
            models.UniqueConstraint(fields=["datei", "programm"], name="dokumente_pruefung_einmal"),
            models.CheckConstraint(
                condition=models.Q(kopie__isnull=True) | models.Q(kopie_grund=""),
                name="dokumente_pruefung_kopie_oder_grund",
            ),
        ]

    def __str__(self) -> str:
        return f"Prüfung von {self.datei_id} ({self.programm[:12]})"

    @property
    def liste(self) -> tuple[Pruefbefund, ...]:
        """Return the findings as values."""
        return tuple(Pruefbefund.from_dict(werte) for werte in self.befunde)
