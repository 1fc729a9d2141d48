"""Who has had a hand in a Fassung."""

from django.conf import settings
from django.db import models

from gremien.models import Person
from konten.rules.vier_augen import Auge
from vorlagen.enums import Beteiligungsart
from vorlagen.models.fassung import Fassung


class Beteiligung(models.Model):
    """One account had a hand in a Fassung: it is the first pair of eyes, somebody else must be the second.

    ``person`` is who the account belonged to at the time: tying the account to somebody else later changes nothing.
    """

    fassung = models.ForeignKey(Fassung, verbose_name="Fassung", on_delete=models.CASCADE, related_name="beteiligungen")
    konto = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="Konto", on_delete=models.PROTECT, related_name="beteiligungen"
    )
    person = models.ForeignKey(
        Person, verbose_name="Person", on_delete=models.PROTECT, related_name="beteiligungen", editable=False
    )
    art = models.CharField("Art", max_length=20, choices=Beteiligungsart)
    seit = models.DateTimeField("seit")

    class Meta:
        verbose_name = "Beteiligung"
        verbose_name_plural = "Beteiligungen"
        ordering = ["fassung", "seit", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["fassung", "konto", "person", "art"], name="vorlagen_beteiligung_einmal")
        ]

    def __str__(self) -> str:
        return f"{self.konto}: {self.get_art_display()}"

    @property
    def auge(self) -> Auge:
        """Return who it was."""
        return Auge(self.konto_id, self.person_id)
