"""Legislative terms."""

from dokumente.text.modellfelder import Zeilenfeld
from gremien.models.zeitraum import Zeitraum


class Wahlperiode(Zeitraum):
    """Legislative term."""

    name = Zeilenfeld("Bezeichnung", max_length=100, unique=True)

    class Meta(Zeitraum.Meta):
        verbose_name = "Wahlperiode"
        verbose_name_plural = "Wahlperioden"
        ordering = ["-von"]

    def __str__(self) -> str:
        return self.name
