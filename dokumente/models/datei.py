"""Files that never change, kept under a generated key; who may read one is the business of whoever points to it."""

from django.db import models


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
