"""The order of an agenda that is not published yet: it has no legal effect and leaves no journal row."""

from collections.abc import Sequence

from django.db import transaction
from django.db.models import F

from gremien.rules.befund import Befund, Stufe, VorgangGesperrt, require
from konten.models import Konto
from sitzungen.actions.tagesordnung import (
    BEIM_VERSCHIEBEN,
    check_uebergeordnet,
    lock_tagesordnung,
    lock_top,
    revise_top,
)
from sitzungen.actions.zweite_person import name_tops
from sitzungen.enums import Mehrheitsart, Teil
from sitzungen.models import Sitzung, Tagesordnungspunkt
from sitzungen.models.tagesordnung import nest_tops
from sitzungen.rules.tagesordnung import KUERZEL

STAPEL = 100
"""So many items are written at once."""


def find_top(sitzung: Sitzung, teil: Teil, nummer: str) -> Tagesordnungspunkt | None:
    """Return the item that is called, or will be called, by this number, "3" or "Ö 3", or None."""
    tops = list(sitzung.tops.order_by("-teil", "position"))
    gesucht = f"{KUERZEL[teil]} {nummer.strip().removeprefix(KUERZEL[teil]).strip()}"
    namen = name_tops(sitzung, tops)
    return next((top for top in tops if top.teil == teil and namen[top.pk] == gesucht), None)


@transaction.atomic
def move_top(top: Tagesordnungspunkt, *, nach: int = 0, um: int = 0) -> Tagesordnungspunkt:
    """Move an item, its sub-items with it, to the 1-based place ``nach`` among its siblings, or ``um`` places on.

    Beyond either end means that end. Where somebody else moves items at the same time, ``um`` counts from where the
    item stands by then. Raises :class:`VorgangGesperrt` once the agenda is published.
    """
    sitzung = _lock_offene(top)
    top = lock_top(top)
    gegliedert = [(haupt, list(unter)) for haupt, unter in nest_tops(_read_teil(sitzung, top.teil))]
    for haupt, unter in gegliedert:
        if any(punkt.pk == top.pk for punkt in unter):
            _shift(unter, [punkt.pk for punkt in unter].index(top.pk), nach, um)
            break
        if haupt.pk == top.pk:
            _shift(gegliedert, [punkt.pk for punkt, _ in gegliedert].index(top.pk), nach, um)
            break
    _store([punkt for haupt, unter in gegliedert for punkt in (haupt, *unter)])
    top.refresh_from_db()
    return top


def _shift(reihe: list, stelle: int, nach: int, um: int) -> None:  # type: ignore[type-arg]
    ziel = nach - 1 if nach else stelle + um
    reihe.insert(max(0, min(ziel, len(reihe) - 1)), reihe.pop(stelle))


@transaction.atomic
def indent_top(top: Tagesordnungspunkt, *, konto: Konto) -> Tagesordnungspunkt:
    """Make an item the last sub-item of the one before it. Raises :class:`VorgangGesperrt`."""
    sitzung = _lock_offene(top)
    top = lock_top(top)
    haupt = [punkt for punkt, _ in nest_tops(_read_teil(sitzung, top.teil)) if punkt.abgesetzt_am is None]
    davor = [punkt for punkt in haupt if punkt.position < top.position and punkt.pk != top.uebergeordnet_id]
    if top.uebergeordnet_id is not None or not davor:
        satz = "Über diesem Punkt steht keiner, dessen Unterpunkt er werden könnte."
        if top.uebergeordnet_id is not None:
            satz = "Der Punkt ist schon ein Unterpunkt; Unterpunkte von Unterpunkten sind nicht vorgesehen."
        raise VorgangGesperrt([Befund(satz, "", Stufe.SPERRE)])
    require(check_uebergeordnet(sitzung, Teil(top.teil), davor[-1]))
    return _revise(top, konto, davor[-1])


@transaction.atomic
def outdent_top(top: Tagesordnungspunkt, *, konto: Konto) -> Tagesordnungspunkt:
    """Make a sub-item an item of its own, right behind the one it belonged to. Raises :class:`VorgangGesperrt`."""
    sitzung = _lock_offene(top)
    top = lock_top(top)
    if top.uebergeordnet_id is None:
        raise VorgangGesperrt([Befund("Der Punkt ist kein Unterpunkt.", "", Stufe.SPERRE)])
    eltern = top.uebergeordnet_id
    top = _revise(top, konto, None)
    andere = [punkt for punkt in _read_teil(sitzung, top.teil) if punkt.pk != top.pk]
    dahinter = [stelle for stelle, punkt in enumerate(andere, 1) if eltern in (punkt.pk, punkt.uebergeordnet_id)]
    _store([*andere[: dahinter[-1]], top, *andere[dahinter[-1] :]])
    top.refresh_from_db()
    return top


def _revise(top: Tagesordnungspunkt, konto: Konto, eltern: Tagesordnungspunkt | None) -> Tagesordnungspunkt:
    return revise_top(
        top,
        konto=konto,
        betreff=top.betreff,
        oberbegriff=top.oberbegriff,
        mehrheit=Mehrheitsart(top.mehrheit),
        uebergeordnet=eltern,
    )


def _lock_offene(top: Tagesordnungspunkt) -> Sitzung:
    sitzung = lock_tagesordnung(top.sitzung)
    if sitzung.is_veroeffentlicht:
        satz = "Die Tagesordnung ist veröffentlicht; ihre Reihenfolge und Nummern bleiben."
        raise VorgangGesperrt([Befund(satz, "§ 34 GemO", Stufe.SPERRE)])
    return sitzung


def _read_teil(sitzung: Sitzung, teil: str) -> list[Tagesordnungspunkt]:
    return list(sitzung.tops.filter(teil=teil).order_by("position"))


def _store(reihe: Sequence[Tagesordnungspunkt]) -> None:
    """Number the places of a part anew, first out of the way, because no two items may share one."""
    neue = []
    for platz, punkt in enumerate(reihe, start=1):
        if punkt.position != platz:
            punkt.position = platz
            neue.append(punkt)
    if not neue:
        return
    betroffen = Tagesordnungspunkt.objects.filter(pk__in=[punkt.pk for punkt in neue])
    betroffen.update(position=F("position") + BEIM_VERSCHIEBEN)
    Tagesordnungspunkt.objects.bulk_update(neue, ["position"], batch_size=STAPEL)
