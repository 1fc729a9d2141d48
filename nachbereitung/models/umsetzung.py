"""„Was wurde daraus?“: what the public is told about carrying a decision out."""

from nachbereitung.models.freigabetext import Freigabetext
from nachbereitung.querysets import UmsetzungsauskunftQuerySet


class Umsetzungsauskunft(Freigabetext):
    """What became of a decision, for everybody who may read the decision itself."""

    objects = UmsetzungsauskunftQuerySet.as_manager()

    class Meta(Freigabetext.Meta):
        verbose_name = "Auskunft zur Umsetzung"
        verbose_name_plural = "Auskünfte zur Umsetzung"

    def __str__(self) -> str:
        return f"{self.top.bezeichnung}: Was wurde daraus?"
