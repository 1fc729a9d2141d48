"""Where the running numbers come from."""

from django.db import models

from vorlagen.enums import (
    Vorlagenart,
)


class Zaehler(models.Model):
    """Counter per kind and year; the locked row makes numbers gapless and unique."""

    art = models.CharField("Art", max_length=2, choices=Vorlagenart)
    jahr = models.PositiveSmallIntegerField("Jahr")
    zuletzt = models.PositiveIntegerField("zuletzt vergeben", default=0)

    class Meta:
        verbose_name = "Zähler"
        verbose_name_plural = "Zähler"
        constraints = [models.UniqueConstraint(fields=["art", "jahr"], name="vorlagen_zaehler_einmal")]

    def __str__(self) -> str:
        return f"{self.art} {self.jahr}: {self.zuletzt}"
