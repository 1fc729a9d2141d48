"""What was announced of an agenda, as it was."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from sitzungen.models.sitzung import Sitzung
from sitzungen.querysets import BekanntmachungQuerySet
from sitzungen.rules.bekanntmachung import Wortlaut, name_bekanntmachung, read_wortlaut


class Bekanntmachung(models.Model):
    """The agenda as it was first announced (``nummer`` 0), or its n-th Nachtrag. Never changed.

    ``inhalt`` is the frozen wording (``sitzungen/rules/bekanntmachung.py``), closed items in full among it: whoever
    shows it chooses by the reader. ``zugang`` is the day on which a Nachtrag reaches the members, None where it goes
    with the invitation; ``verspaetet``: that day misses the notice period (§ 34 Abs. 3 GemO).
    """

    sitzung = models.ForeignKey(
        Sitzung, verbose_name="Sitzung", on_delete=models.PROTECT, related_name="bekanntmachungen"
    )
    nummer = models.PositiveSmallIntegerField("Nummer")
    inhalt = models.TextField("Wortlaut")
    zugang = models.DateField("Zugang bei den Mitgliedern", null=True)
    verspaetet = models.BooleanField("nach Ablauf der Frist", default=False)
    bekanntgemacht_am = models.DateTimeField("bekannt gemacht am")
    bekanntgemacht_von = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="bekannt gemacht von", on_delete=models.PROTECT, related_name="+"
    )

    objects = BekanntmachungQuerySet.as_manager()

    class Meta:
        verbose_name = "Bekanntmachung"
        verbose_name_plural = "Bekanntmachungen"
        ordering = ["sitzung", "nummer"]
        constraints = [
            models.UniqueConstraint(fields=["sitzung", "nummer"], name="sitzungen_bekanntmachung_einmal"),
            models.CheckConstraint(
                condition=Q(nummer__gt=0) | Q(zugang__isnull=True), name="sitzungen_zugang_nur_am_nachtrag"
            ),
            models.CheckConstraint(
                condition=Q(verspaetet=False) | Q(zugang__isnull=False), name="sitzungen_verspaetet_mit_zugang"
            ),
        ]

    def __str__(self) -> str:
        return name_bekanntmachung(self.nummer) or "Tagesordnung"

    @property
    def is_nachtrag(self) -> bool:
        """Return whether it added to an agenda that was announced before."""
        return self.nummer > 0

    @property
    def wortlaut(self) -> Wortlaut:
        """Return what was announced."""
        return read_wortlaut(self.inhalt)
