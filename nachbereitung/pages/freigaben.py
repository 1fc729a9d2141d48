"""Words about decisions that wait for a second person."""

from dataclasses import dataclass

from konten.models import Konto, Vorschlag
from konten.rechte import rechte_of
from konten.rules.vier_augen import is_unter
from nachbereitung.models import Beschluss, Umsetzungsauskunft
from nachbereitung.permissions import may_release_auskunft


@dataclass(frozen=True, slots=True)
class WartendeAuskunft:
    """What somebody wrote about a decision, and the decision."""

    auskunft: Umsetzungsauskunft
    beschluss: Beschluss


def list_wartende_auskuenfte(konto: Konto) -> list[WartendeAuskunft]:
    """Return what became of decisions, written by others, that ``konto`` may release."""
    rechte = rechte_of(konto)
    if not (rechte.sitzungsdienst or rechte.leitet):
        return []
    offene = [
        int(v) for v in Vorschlag.objects.open().of_art(Umsetzungsauskunft).values_list("gegenstand_id", flat=True)
    ]
    if not offene:
        return []
    zeilen = Umsetzungsauskunft.objects.newest().filter(pk__in=offene).select_related("konto__person")
    je_top = {z.top_id: z for z in zeilen if not is_unter(konto.auge, z.augen)}
    beschluesse = Beschluss.objects.carried().visible_to(konto).with_kontrolle().filter(pk__in=je_top)
    return [
        WartendeAuskunft(je_top[beschluss.pk], beschluss)
        for beschluss in beschluesse.select_related("sitzung__gremium").order_by("sitzung__beginn", "pk")
        if may_release_auskunft(konto, beschluss)
    ]
