"""Whether and how a decision of the closed part is announced (§ 35 Abs. 1 GemO)."""

from django.db import models
from django.db.models import Q

from dokumente.text.modellfelder import Textfeld
from nachbereitung.enums import Entscheidung
from nachbereitung.models.freigabetext import Freigabetext
from nachbereitung.querysets import BekanntgabeQuerySet
from sitzungen.models import Sitzung


class Bekanntgabe(Freigabetext):
    """What the Sitzungsdienst decided about announcing a closed decision; a further row takes the place of this one.

    ``text`` is what the public is told, ``grund`` why it is told nothing: one or the other.
    """

    entscheidung = models.CharField("Entscheidung", max_length=20, choices=Entscheidung)
    grund = Textfeld("warum nicht bekannt gegeben wird", blank=True)
    bekanntgegeben_in = models.ForeignKey(
        Sitzung,
        verbose_name="bekannt gegeben in",
        on_delete=models.PROTECT,
        related_name="bekanntgaben",
        null=True,
        blank=True,
    )

    objects = BekanntgabeQuerySet.as_manager()

    class Meta(Freigabetext.Meta):
        verbose_name = "Bekanntgabe"
        verbose_name_plural = "Bekanntgaben"
        constraints = [
            *Freigabetext.Meta.constraints,
            models.CheckConstraint(
                condition=Q(entscheidung=Entscheidung.BEKANNTGEBEN, grund="") & ~Q(text="")
                | Q(entscheidung=Entscheidung.GESCHUETZT, text="") & ~Q(grund=""),
                name="nachbereitung_bekanntgabe_text_oder_grund",
            ),
            models.CheckConstraint(
                condition=Q(bekanntgegeben_in__isnull=True) | Q(freigegeben_am__isnull=False),
                name="nachbereitung_bekanntgabe_erst_frei",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.top.bezeichnung}: {self.get_entscheidung_display()}"

    @property
    def is_geschuetzt(self) -> bool:
        """Return whether it is not announced, because a protected interest forbids it."""
        return self.entscheidung == Entscheidung.GESCHUETZT
