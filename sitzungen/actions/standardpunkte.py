"""Items that every agenda of a body has: placed at one press, and never twice."""

from django.db import transaction

from konten.models import Konto
from sitzungen.actions.reihenfolge import move_top
from sitzungen.actions.tagesordnung import lock_tagesordnung, place_top
from sitzungen.enums import Teil
from sitzungen.models import Sitzung, Standardpunkt, Tagesordnungspunkt


@transaction.atomic
def place_standardpunkte(sitzung: Sitzung, *, konto: Konto) -> list[Tagesordnungspunkt]:
    """Place the standard items that are missing: at the beginning of their part in order, or at its end.

    One with the same subject in the same part is not missing, also where it was struck. On a published agenda
    they are additions at the end. Raises :class:`VorgangGesperrt` as placing any item does.
    """
    sitzung = lock_tagesordnung(sitzung)
    vorhandene = set(sitzung.tops.values_list("teil", "betreff"))
    gesetzt: list[Tagesordnungspunkt] = []
    davor = dict.fromkeys(Teil, 0)
    for punkt in Standardpunkt.objects.of_gremium(sitzung.gremium_id).select_related("oberbegriff"):
        if (punkt.teil, punkt.betreff) in vorhandene:
            davor[Teil(punkt.teil)] += not punkt.am_ende
            continue
        top = place_top(
            sitzung,
            teil=Teil(punkt.teil),
            konto=konto,
            betreff=punkt.betreff,
            oberbegriff=punkt.oberbegriff.wort if punkt.oberbegriff else "",
        )
        if not punkt.am_ende and not sitzung.is_veroeffentlicht:
            davor[Teil(punkt.teil)] += 1
            top = move_top(top, nach=davor[Teil(punkt.teil)])
        vorhandene.add((punkt.teil, punkt.betreff))
        gesetzt.append(top)
    return gesetzt
