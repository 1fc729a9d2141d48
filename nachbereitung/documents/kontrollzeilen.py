"""Decisions as rows: who carries them out, until when, how far that is."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from gremien.models import Amt
from nachbereitung.enums import ERLEDIGT, Umsetzungsstand
from nachbereitung.models import Beschluss, Vermerk
from nachbereitung.rules.kontrolle import describe_frist

FARBEN = {
    Umsetzungsstand.OFFEN: "neutral",
    Umsetzungsstand.IN_ARBEIT: "info",
    Umsetzungsstand.TEILWEISE: "warning",
    Umsetzungsstand.UMGESETZT: "success",
    Umsetzungsstand.NICHT_UMSETZBAR: "danger",
}


@dataclass(frozen=True, slots=True)
class Kontrollzeile:
    """One decision; ``frage`` is what is to be said of its deadline, in the colour ``frage_farbe``."""

    beschluss: Beschluss
    amt: Amt | None
    stand: str
    farbe: str
    frist: date | None
    frage: str
    frage_farbe: str
    letzter: Vermerk | None

    @property
    def betreff(self) -> str:
        """Return what was decided on."""
        return self.beschluss.betreff

    @property
    def is_erledigt(self) -> bool:
        """Return whether nothing is left to do."""
        return self.beschluss.umsetzung in ERLEDIGT

    @property
    def tag(self) -> date:
        """Return the day of the decision."""
        return self.beschluss.sitzung.tag


def build_zeilen(beschluesse: Iterable[Beschluss], bis: date | None = None) -> list[Kontrollzeile]:
    """Return rows for decisions with_kontrolle, in their order; ``bis`` is the last day whose notes count."""
    beschluesse = list(beschluesse)
    aemter = Amt.objects.in_bulk({b.zustaendig for b in beschluesse if b.zustaendig})
    vermerke = Vermerk.objects.filter(top__in=[b.pk for b in beschluesse]).select_related("konto", "amt")
    if bis is not None:
        vermerke = vermerke.filter(vermerkt_am__date__lte=bis)
    letzte = {vermerk.top_id: vermerk for vermerk in vermerke.order_by("nummer")}
    heute = min(timezone.localdate(), bis) if bis else timezone.localdate()
    return [_build(b, aemter.get(b.zustaendig), letzte.get(b.pk), heute) for b in beschluesse]


def _build(beschluss: Beschluss, amt: Amt | None, letzter: Vermerk | None, heute: date) -> Kontrollzeile:
    stand = Umsetzungsstand(beschluss.umsetzung)
    frage, frage_farbe = describe_frist(beschluss.bis_wann, stand=stand, heute=heute)
    return Kontrollzeile(
        beschluss, amt, str(stand.label), FARBEN[stand], beschluss.bis_wann, frage, frage_farbe, letzter
    )
