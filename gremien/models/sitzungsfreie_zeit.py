"""Times in which nobody meets."""

from dokumente.text.modellfelder import Zeilenfeld
from gremien.models.zeitraum import Zeitraum


class SitzungsfreieZeit(Zeitraum):
    """A time in which bodies do not meet, such as school holidays; who plans a year is told."""

    name = Zeilenfeld("Bezeichnung", max_length=100)

    class Meta(Zeitraum.Meta):
        verbose_name = "sitzungsfreie Zeit"
        verbose_name_plural = "sitzungsfreie Zeiten"
        ordering = ["von", "name"]

    def __str__(self) -> str:
        return self.name
