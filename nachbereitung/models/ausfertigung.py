"""The minutes as they were signed."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from dokumente.models import Datei
from dokumente.text.modellfelder import Textfeld
from nachbereitung.models.niederschrift import Niederschrift
from nachbereitung.querysets import AusfertigungQuerySet


class Ausfertigung(models.Model):
    """Both editions as two persons signed them: the files, and the same content as the page shows it.

    Never changed; a correction is a further row that names the one it corrects, whose files stay as they are.
    """

    niederschrift = models.ForeignKey(
        Niederschrift, verbose_name="Niederschrift", on_delete=models.PROTECT, related_name="ausfertigungen"
    )
    nummer = models.PositiveSmallIntegerField("Nummer")
    berichtigt = models.OneToOneField(
        "self", verbose_name="berichtigt", on_delete=models.PROTECT, related_name="berichtigung", null=True, blank=True
    )
    grund = Textfeld("Grund der Berichtigung", blank=True)
    fingerabdruck = models.CharField("Prüfsumme des Inhalts", max_length=64)
    oeffentlich = models.ForeignKey(
        Datei, verbose_name="öffentliche Niederschrift", on_delete=models.PROTECT, related_name="+"
    )
    intern = models.ForeignKey(
        Datei, verbose_name="Niederschrift mit nichtöffentlichem Teil", on_delete=models.PROTECT, related_name="+"
    )
    seite_oeffentlich = models.TextField("öffentlicher Inhalt der Seite")
    seite_intern = models.TextField("Inhalt der Seite")
    unterzeichnet_am = models.DateTimeField("unterzeichnet am")
    veroeffentlicht_am = models.DateTimeField("veröffentlicht am", null=True, editable=False)
    veroeffentlicht_von = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="veröffentlicht von",
        on_delete=models.PROTECT,
        related_name="veroeffentlichte_niederschriften",
        null=True,
        editable=False,
    )

    objects = AusfertigungQuerySet.as_manager()

    class Meta:
        verbose_name = "Ausfertigung"
        verbose_name_plural = "Ausfertigungen"
        ordering = ["niederschrift", "nummer"]
        constraints = [
            models.UniqueConstraint(fields=["niederschrift", "nummer"], name="nachbereitung_ausfertigung_nummer"),
            models.CheckConstraint(
                condition=Q(nummer=1, berichtigt__isnull=True, grund="")
                | Q(nummer__gt=1, berichtigt__isnull=False) & ~Q(grund=""),
                name="nachbereitung_ausfertigung_berichtigt",
            ),
            models.CheckConstraint(
                condition=Q(veroeffentlicht_am__isnull=True, veroeffentlicht_von__isnull=True)
                | Q(veroeffentlicht_am__isnull=False, veroeffentlicht_von__isnull=False),
                name="nachbereitung_ausfertigung_veroeffentlicht",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.niederschrift}, {self.nummer}. Ausfertigung"

    def get_absolute_url(self) -> str:
        """Return the page of the minutes."""
        return reverse("niederschrift", args=[self.niederschrift.sitzung_id])
