"""What lies on the table: a file that belongs to a sitting or to one of its items, and to no paper."""

from pathlib import PurePath

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from dokumente.models import Datei
from dokumente.text.modellfelder import Zeilenfeld
from sitzungen.enums import Unterlagenart
from sitzungen.models.sitzung import Sitzung
from sitzungen.models.tagesordnung import Tagesordnungspunkt
from sitzungen.querysets import UnterlageQuerySet


class Unterlage(models.Model):
    """A file put on a sitting, or on an announced item of it (``top``), with its own publicity.

    It stays as it was brought; what was wrong is removed with a reason, and the row stays.
    """

    sitzung = models.ForeignKey(Sitzung, verbose_name="Sitzung", on_delete=models.PROTECT, related_name="unterlagen")
    top = models.ForeignKey(
        Tagesordnungspunkt,
        verbose_name="Tagesordnungspunkt",
        on_delete=models.PROTECT,
        related_name="unterlagen",
        null=True,
        blank=True,
    )
    art = models.CharField("Art", max_length=20, choices=Unterlagenart)
    titel = Zeilenfeld("Titel", max_length=250)
    datei = models.ForeignKey(Datei, verbose_name="Datei", on_delete=models.PROTECT, related_name="unterlagen")
    dateiname = Zeilenfeld("Dateiname", max_length=150)
    oeffentlich = models.BooleanField("öffentlich", default=False, editable=False)
    beigelegt_am = models.DateTimeField("beigelegt am", editable=False)
    beigelegt_von = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="beigelegt von",
        on_delete=models.PROTECT,
        related_name="+",
        editable=False,
    )
    entfernt_am = models.DateTimeField("entfernt am", null=True, blank=True, editable=False)
    entfernt_grund = Zeilenfeld("Grund der Entfernung", max_length=500, blank=True, editable=False)

    objects = UnterlageQuerySet.as_manager()

    class Meta:
        verbose_name = "Unterlage"
        verbose_name_plural = "Unterlagen"
        ordering = ["sitzung", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(entfernt_am__isnull=True, entfernt_grund="")
                | Q(entfernt_am__isnull=False) & ~Q(entfernt_grund=""),
                name="sitzungen_unterlage_entfernt_mit_grund",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_art_display()}: {self.titel}"

    def get_absolute_url(self) -> str:
        """Return the address of the file."""
        return reverse("unterlage", args=[self.sitzung_id, self.pk])

    @property
    def is_entfernt(self) -> bool:
        """Return whether it was removed."""
        return self.entfernt_am is not None

    @property
    def dateiart(self) -> str:
        """Return the ending of the file in capitals ("PDF"): all that readers outside the house learn of its name."""
        return PurePath(self.dateiname).suffix.removeprefix(".").upper()
