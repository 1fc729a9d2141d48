"""Seats in bodies."""

from django.db import models
from django.db.models import Q

from gremien.enums import Funktion
from gremien.models.fraktion import Fraktion
from gremien.models.gremium import Gremium
from gremien.models.person import Person
from gremien.models.zeitraum import Zeitraum
from gremien.querysets import MitgliedschaftQuerySet


class Mitgliedschaft(Zeitraum):
    """A person's seat in a body."""

    gremium = models.ForeignKey(
        Gremium, verbose_name="Gremium", on_delete=models.PROTECT, related_name="mitgliedschaften"
    )
    person = models.ForeignKey(Person, verbose_name="Person", on_delete=models.PROTECT, related_name="mitgliedschaften")
    fraktion = models.ForeignKey(
        Fraktion,
        verbose_name="Fraktion",
        on_delete=models.PROTECT,
        related_name="mitgliedschaften",
        null=True,
        blank=True,
    )
    funktion = models.CharField("Funktion", max_length=20, choices=Funktion, default=Funktion.MITGLIED)
    stimmberechtigt = models.BooleanField("stimmberechtigt", default=True)
    vertretung = models.ForeignKey(
        Person,
        verbose_name="wird vertreten von",
        on_delete=models.PROTECT,
        related_name="vertritt",
        null=True,
        blank=True,
        help_text="Wer diesen Sitz wahrnimmt, wenn die Person nicht kommt. Braucht im selben Gremium einen Sitz als "
        "stellvertretendes Mitglied.",
    )

    objects = MitgliedschaftQuerySet.as_manager()

    class Meta(Zeitraum.Meta):
        verbose_name = "Mitgliedschaft"
        verbose_name_plural = "Mitgliedschaften"
        ordering = ["gremium", "person"]
        constraints = [
            *Zeitraum.Meta.constraints,
            models.UniqueConstraint(
                fields=["gremium", "person", "von"],
                name="gremien_mitgliedschaft_einmal",
                violation_error_message="Diese Mitgliedschaft ist ab diesem Tag schon eingetragen.",
            ),
            # Of its own, because an empty day is different from every other empty day to a database.
            models.UniqueConstraint(
                fields=["gremium", "person"],
                condition=Q(von__isnull=True),
                name="gremien_mitgliedschaft_einmal_offen",
                violation_error_message="Diese Mitgliedschaft ohne Beginn ist schon eingetragen.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.gremium}"
