"""Text that offices use again and again."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from dokumente.text.modellfelder import Textfeld, Zeilenfeld
from gremien.models import Amt
from vorlagen.enums import Entwurfsteil
from vorlagen.querysets.textbaustein import TextbausteinQuerySet

TEILE = (Entwurfsteil.BESCHLUSSENTWURF, Entwurfsteil.BEGRUENDUNG)
"""The parts of a draft that have text blocks."""
NAME_VERGEBEN = "Einen Textbaustein mit diesem Namen gibt es hier schon. Bitte wählen Sie einen anderen Namen."


class Textbaustein(models.Model):
    """A text block of an office, or of the city, for one part of a draft. What was inserted is the paper's own."""

    name = Zeilenfeld("Name", max_length=100, help_text="Woran man ihn in der Liste erkennt.")
    amt = models.ForeignKey(
        Amt, verbose_name="gehört", on_delete=models.PROTECT, related_name="textbausteine", null=True, blank=True
    )
    teil = models.CharField("für", max_length=20, choices=[(teil.value, teil.label) for teil in TEILE])
    text = Textfeld("Text")
    geaendert_von = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="zuletzt geändert von",
        on_delete=models.PROTECT,
        related_name="+",
        editable=False,
    )
    geaendert_am = models.DateTimeField("zuletzt geändert am", auto_now=True)

    objects = TextbausteinQuerySet.as_manager()

    class Meta:
        verbose_name = "Textbaustein"
        verbose_name_plural = "Textbausteine"
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["amt", "teil", "name"],
                name="vorlagen_textbaustein_einmal",
                violation_error_message=NAME_VERGEBEN,
            ),
            models.UniqueConstraint(
                fields=["teil", "name"],
                condition=Q(amt__isnull=True),
                name="vorlagen_textbaustein_stadtweit_einmal",
                violation_error_message=NAME_VERGEBEN,
            ),
        ]

    def __str__(self) -> str:
        return self.name
