"""What the public shall read about a decision: written by one person, released by another."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from dokumente.text.modellfelder import Textfeld
from gremien.models import Person
from konten.rules.vier_augen import Auge
from sitzungen.models import Tagesordnungspunkt


class Freigabetext(models.Model):
    """A text about a decision. Its words never change: others are a further row, and the newest released counts."""

    top = models.ForeignKey(
        Tagesordnungspunkt, verbose_name="Beschluss", on_delete=models.PROTECT, related_name="%(class)s_texte"
    )
    nummer = models.PositiveSmallIntegerField("Nummer")
    text = Textfeld("öffentlicher Wortlaut", blank=True)
    konto = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="geschrieben von", on_delete=models.PROTECT, related_name="+"
    )
    person = models.ForeignKey(Person, verbose_name="Person", on_delete=models.PROTECT, related_name="+")
    geschrieben_am = models.DateTimeField("geschrieben am")
    freigegeben_am = models.DateTimeField("freigegeben am", null=True, blank=True)
    freigegeben_von = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="freigegeben von",
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
    )
    freigegeben_person = models.ForeignKey(
        Person, verbose_name="freigebende Person", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )

    class Meta:
        abstract = True
        ordering = ["top", "nummer"]
        constraints = [
            models.UniqueConstraint(fields=["top", "nummer"], name="%(app_label)s_%(class)s_einmal"),
            models.CheckConstraint(
                condition=Q(freigegeben_am__isnull=True, freigegeben_von__isnull=True, freigegeben_person__isnull=True)
                | Q(freigegeben_am__isnull=False, freigegeben_von__isnull=False, freigegeben_person__isnull=False)
                & ~Q(text=""),
                name="%(app_label)s_%(class)s_freigabe_ganz",
            ),
            models.CheckConstraint(
                condition=Q(freigegeben_von__isnull=True)
                | ~Q(freigegeben_von=F("konto")) & ~Q(freigegeben_person=F("person")),
                name="%(app_label)s_%(class)s_zwei_personen",
            ),
        ]

    @property
    def augen(self) -> list[Auge]:
        """Return who wrote it, as who they were then and who they are now."""
        return [Auge(self.konto_id, self.person_id), self.konto.auge]

    @property
    def is_freigegeben(self) -> bool:
        """Return whether a second person has released it."""
        return self.freigegeben_am is not None
