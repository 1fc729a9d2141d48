"""Letting numbers of sittings and papers go on from an older system."""

from django.db import transaction
from django.db.models import Max

from gremien.models import Gremium
from gremien.rules.befund import require
from journal.actions import record
from journal.enums import Akt
from konten.models import Konto
from sitzungen.models import Sitzung, Sitzungszaehler
from sitzungen.rules.jahresplan import check_fortsetzung
from vorlagen.enums import Vorlagenart
from vorlagen.models import Vorlage, Zaehler


@transaction.atomic
def continue_nummern(
    gegenstand: Gremium | Vorlagenart, *, jahr: int, naechste: int, konto: Konto, grund: str
) -> Sitzungszaehler | Zaehler:
    """Nummern fortsetzen: the next sitting of this body, or paper of this kind, in that year gets this number.

    What was given is never given again; the numbers in between belong to the older system, as ``grund`` says. Raises
    :class:`VorgangGesperrt`.
    """
    zaehler = _lock(gegenstand, jahr)
    zuletzt = max(zaehler.zuletzt, _find_hoechste(gegenstand, jahr))
    require(check_fortsetzung(zuletzt=zuletzt, naechste=naechste, grund=grund))
    bisher, zaehler.zuletzt = zaehler.zuletzt, naechste - 1
    zaehler.save(update_fields=["zuletzt"])
    record(
        Akt.NUMMERN_FORTSETZEN,
        zaehler,
        konto=konto,
        nummern=str(gegenstand.kuerzel if isinstance(gegenstand, Gremium) else gegenstand.value),
        jahr=jahr,
        bisher=bisher,
        naechste=naechste,
        grund=grund.strip(),
    )
    return zaehler


def _lock(gegenstand: Gremium | Vorlagenart, jahr: int) -> Sitzungszaehler | Zaehler:
    """Return the counter, held until the transaction ends."""
    if isinstance(gegenstand, Gremium):
        Sitzungszaehler.objects.get_or_create(gremium=gegenstand, jahr=jahr)
        return Sitzungszaehler.objects.select_for_update().get(gremium=gegenstand, jahr=jahr)
    Zaehler.objects.get_or_create(art=gegenstand, jahr=jahr)
    return Zaehler.objects.select_for_update().get(art=gegenstand, jahr=jahr)


def _find_hoechste(gegenstand: Gremium | Vorlagenart, jahr: int) -> int:
    """Return the highest number that exists; a paper taken over bears one that no counter gave."""
    if isinstance(gegenstand, Gremium):
        vorhandene = Sitzung.objects.filter(gremium=gegenstand, jahr=jahr).aggregate(hoechste=Max("laufend"))
    else:
        vorhandene = Vorlage.objects.filter(art=gegenstand, jahr=jahr).aggregate(hoechste=Max("laufend"))
    return vorhandene["hoechste"] or 0
