"""What this database is for."""

from django.db import models


class Installation(models.Model):
    """What this database is for; one row. A database without it was never set up as a demo."""

    demo = models.BooleanField("Vorführdaten", default=False)
    created_at = models.DateTimeField("angelegt am", auto_now_add=True)

    class Meta:
        verbose_name = "Installation"
        verbose_name_plural = "Installation"

    def __str__(self) -> str:
        return "Vorführung" if self.demo else "Betrieb"
