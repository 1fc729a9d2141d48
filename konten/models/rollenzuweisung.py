"""Roles held for a time."""

from django.db import models
from django.db.models import Q

from gremien.models import Amt, Dezernat, Fraktion, Gremium, Zeitraum
from konten.enums import Rolle
from konten.models.konto import Konto


class Rollenzuweisung(Zeitraum):
    """A role held for a time: drafters and heads for an office, Dezernenten for a Dezernat, and so on."""

    konto = models.ForeignKey(Konto, verbose_name="Konto", on_delete=models.PROTECT, related_name="rollenzuweisungen")
    rolle = models.CharField("Rolle", max_length=20, choices=Rolle)
    amt = models.ForeignKey(
        Amt, verbose_name="Amt", on_delete=models.PROTECT, related_name="rollenzuweisungen", null=True, blank=True
    )
    dezernat = models.ForeignKey(
        Dezernat,
        verbose_name="Dezernat",
        on_delete=models.PROTECT,
        related_name="rollenzuweisungen",
        null=True,
        blank=True,
    )
    gremium = models.ForeignKey(
        Gremium,
        verbose_name="Gremium",
        on_delete=models.PROTECT,
        related_name="rollenzuweisungen",
        null=True,
        blank=True,
    )
    fraktion = models.ForeignKey(
        Fraktion,
        verbose_name="Fraktion",
        on_delete=models.PROTECT,
        related_name="rollenzuweisungen",
        null=True,
        blank=True,
    )

    class Meta(Zeitraum.Meta):
        verbose_name = "Rollenzuweisung"
        verbose_name_plural = "Rollenzuweisungen"
        ordering = ["konto", "rolle"]
        constraints = [
            *Zeitraum.Meta.constraints,
            models.CheckConstraint(
                condition=~Q(rolle__in=[Rolle.SACHBEARBEITUNG, Rolle.AMTSLEITUNG]) | Q(amt__isnull=False),
                name="konten_rolle_braucht_amt",
                violation_error_message="Diese Rolle gilt für ein Amt. Bitte wählen Sie das Amt.",
            ),
            models.CheckConstraint(
                condition=~Q(rolle=Rolle.DEZERNAT) | Q(dezernat__isnull=False),
                name="konten_rolle_braucht_dezernat",
                violation_error_message="Diese Rolle gilt für ein Dezernat. Bitte wählen Sie das Dezernat.",
            ),
            models.CheckConstraint(
                condition=~Q(rolle=Rolle.SCHRIFTFUEHRUNG) | Q(gremium__isnull=False),
                name="konten_rolle_braucht_gremium",
                violation_error_message="Die Schriftführung gilt für ein Gremium. Bitte wählen Sie das Gremium.",
            ),
            models.CheckConstraint(
                condition=~Q(rolle=Rolle.FRAKTION) | Q(fraktion__isnull=False),
                name="konten_rolle_braucht_fraktion",
                violation_error_message="Diese Rolle gilt für eine Fraktion. Bitte wählen Sie die Fraktion.",
            ),
        ]

    def __str__(self) -> str:
        bereich = self.amt or self.dezernat or self.gremium or self.fraktion
        return f"{self.get_rolle_display()} ({bereich})" if bereich else self.get_rolle_display()
