"""Whom a paper must be shown to: the city's own rules."""

from decimal import Decimal

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q

from dokumente.text.modellfelder import Textfeld, Zeilenfeld
from gremien.models import Amt
from vorlagen.enums import Entwurfsteil, Regelbedingung
from vorlagen.rules.mitzeichnungsplan import Regel, Stelle, split_woerter
from vorlagen.rules.mitzeichnungsteile import split_teile


class Mitzeichnungsregel(models.Model):
    """An office that must co-sign when a condition is met."""

    grund = Zeilenfeld(
        "Warum",
        max_length=100,
        help_text="Steht beim Amt und auf der Vorlage, zum Beispiel „Satzung“ oder „ab 50.000 Euro“.",
    )
    bedingung = models.CharField("Bedingung", max_length=20, choices=Regelbedingung)
    woerter = Textfeld(
        "Wörter",
        blank=True,
        max_length=2000,
        help_text=(
            "Eines je Zeile. „Satzung“ findet auch „Hauptsatzung“ und „Satzungsänderung“. Eine Zeile mit einem Minus "
            "davor nimmt ein Wort aus: „-Besatzung“."
        ),
    )
    betrag = models.DecimalField(
        "Betrag in Euro",
        max_digits=14,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(Decimal(0))],
        help_text="Ab diesem Betrag; ein fehlender Betrag zählt wie ein hoher.",
    )
    amt = models.ForeignKey(
        Amt, verbose_name="Amt, das mitzeichnet", on_delete=models.PROTECT, related_name="mitzeichnungsregeln"
    )
    teile = Zeilenfeld(
        "Teile, die das Amt prüft",
        max_length=200,
        blank=True,
        default="",
        help_text="Ohne Auswahl: die ganze Vorlage. Wird anderes geändert, bleibt die Mitzeichnung gültig.",
    )

    class Meta:
        verbose_name = "Regel der Mitzeichnung"
        verbose_name_plural = "Regeln der Mitzeichnung"
        ordering = ["amt", "grund", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(bedingung=Regelbedingung.WORT) | ~Q(woerter=""),
                name="vorlagen_regel_braucht_woerter",
                violation_error_message="Bitte geben Sie mindestens ein Wort an.",
            ),
            models.CheckConstraint(
                condition=~Q(bedingung=Regelbedingung.BETRAG) | Q(betrag__isnull=False),
                name="vorlagen_regel_braucht_betrag",
                violation_error_message="Bitte geben Sie an, ab welchem Betrag die Regel gilt.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.amt}: {self.grund}"

    @property
    def wert(self) -> Regel:
        """Return it as the rules read it."""
        woerter, ausnahmen = split_woerter(self.woerter)
        return Regel(
            stelle=Stelle("amt", self.amt_id),
            bedingung=Regelbedingung(self.bedingung),
            grund=self.grund,
            woerter=woerter,
            ausnahmen=ausnahmen,
            betrag=self.betrag,
            teile=split_teile(self.teile),
        )

    @property
    def teile_in_worten(self) -> str:
        """Return the parts the office looks at."""
        return ", ".join(str(teil.label) for teil in Entwurfsteil if teil in split_teile(self.teile)) or "alles"
