"""The kinds of effect a paper tells of."""

from django.db import models
from django.db.models import Q

from dokumente.text.modellfelder import Zeilenfeld
from gremien.models.zeitraum import Zeitraum
from vorlagen.enums import Auswirkungsform
from vorlagen.querysets import AuswirkungsartQuerySet


class Auswirkungsart(Zeitraum):
    """A kind of effect that drafts ask for while it is valid; what papers said of it stays with them."""

    titel = Zeilenfeld(
        "Titel", max_length=80, help_text="Steht im Entwurf und auf der Vorlage, zum Beispiel „Demografie“."
    )
    frage = Zeilenfeld(
        "Frage",
        max_length=300,
        blank=True,
        help_text="Die Frage über der Auswahl, zum Beispiel „Für wen ändert sich etwas?“; steht nur im Entwurf.",
    )
    form = models.CharField("zur Wahl steht", max_length=20, choices=Auswirkungsform)
    reihenfolge = models.PositiveSmallIntegerField("Reihenfolge", default=100)

    objects = AuswirkungsartQuerySet.as_manager()

    class Meta(Zeitraum.Meta):
        verbose_name = "Art von Auswirkungen"
        verbose_name_plural = "Arten von Auswirkungen"
        ordering = ["reihenfolge", "titel"]
        constraints = [
            *Zeitraum.Meta.constraints,
            models.UniqueConstraint(
                fields=["titel"],
                name="vorlagen_auswirkungsart_einmal",
                violation_error_message="Auswirkungen mit diesem Titel gibt es schon.",
            ),
            models.UniqueConstraint(
                fields=["form"],
                condition=Q(form=Auswirkungsform.FINANZEN),
                name="vorlagen_auswirkungsart_ein_betrag",
                violation_error_message="Einen Betrag gibt es je Vorlage nur einmal; die Auswirkungen mit Betrag gibt "
                "es schon. Bitte wählen Sie eine andere Form.",
            ),
        ]

    def __str__(self) -> str:
        return self.titel
