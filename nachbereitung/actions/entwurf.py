"""Writing minutes: without legal effect, so without journal rows, but never over somebody else's text."""

from dataclasses import dataclass
from datetime import time

from django.db import transaction
from django.utils import timezone

from gremien.models import Person
from gremien.rules.befund import require
from konten.models import Konto
from nachbereitung.documents.lage import MIT_PERSONEN, read_lage, read_niederschrift
from nachbereitung.models import Mitschrift, Niederschrift, Niederschrifttext
from nachbereitung.rules.lage import check_schreiben, check_verschiedene
from sitzungen.enums import Sitzungsstatus
from sitzungen.models import Sitzung, Tagesordnungspunkt
from sitzungen.rules.ablauf import check_eroeffnet
from vorlagen.rules.teilstand import Stand, find_fremde, list_entbehrliche


class TextUeberholt(Exception):
    """Somebody else saved the text of this item meanwhile; nothing was written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Angaben:
    """What of the minutes nobody else has recorded; ``weitere`` are persons, one a line."""

    vorsitz: Person | None
    schriftfuehrung: Person | None
    ende: time | None = None
    weitere: str = ""


@transaction.atomic
def draft_niederschrift(sitzung: Sitzung, *, konto: Konto) -> Niederschrift:
    """Return the minutes of the sitting, locked; with the first word they are begun by whoever writes it.

    Raises :class:`VorgangGesperrt` before the sitting was opened.
    """
    sitzung = Sitzung.objects.select_for_update(of=("self",)).select_related("gremium").get(pk=sitzung.pk)
    require(check_eroeffnet(Sitzungsstatus(sitzung.status)))
    neu = read_niederschrift(sitzung)
    if not neu.is_begonnen:
        if konto.person_id != neu.vorsitz_id:
            neu.schriftfuehrung = konto.person
        neu.save(force_insert=True)
    return lock_niederschrift(neu)


def lock_niederschrift(niederschrift: Niederschrift) -> Niederschrift:
    """Return the minutes, locked until the transaction ends."""
    gesperrt = Niederschrift.objects.select_for_update(of=("self",)).select_related(*MIT_PERSONEN)
    return gesperrt.get(pk=niederschrift.pk)


@transaction.atomic
def save_angaben(sitzung: Sitzung, angaben: Angaben, *, konto: Konto) -> Niederschrift:
    """Store who chaired, who keeps the minutes, when the sitting ended and who else was there.

    Raises :class:`VorgangGesperrt` for one person in both offices, and once the minutes were presented.
    """
    niederschrift = draft_niederschrift(sitzung, konto=konto)
    personen = {
        "vorsitz": angaben.vorsitz.pk if angaben.vorsitz else None,
        "schriftfuehrung": angaben.schriftfuehrung.pk if angaben.schriftfuehrung else None,
    }
    require([*check_schreiben(read_lage(niederschrift)), *check_verschiedene(**personen)])
    niederschrift.vorsitz, niederschrift.schriftfuehrung = angaben.vorsitz, angaben.schriftfuehrung
    niederschrift.ende, niederschrift.weitere = angaben.ende, angaben.weitere
    niederschrift.save(update_fields=["vorsitz", "schriftfuehrung", "ende", "weitere"])
    return niederschrift


@transaction.atomic
def save_text(top: Tagesordnungspunkt, text: str, *, gesehen: int, konto: Konto) -> Niederschrifttext:
    """Store what was written about an item, as a further state; ``gesehen`` is the state the writer began with.

    ``text`` is sanitised. What the same person saved in another window is no conflict. Raises :class:`TextUeberholt`,
    and :class:`VorgangGesperrt` once the minutes were presented.
    """
    niederschrift = draft_niederschrift(top.sitzung, konto=konto)
    require(check_schreiben(read_lage(niederschrift)))
    staende = _list_staende(niederschrift, top)
    neuester = niederschrift.texte.filter(top=top).order_by("-zaehler").first()
    zaehler = neuester.zaehler if neuester else 0
    # A number that was never given out tells nothing of what was seen.
    if find_fremde(staende, gesehen=gesehen, konto=konto.pk) or gesehen > zaehler:
        raise TextUeberholt
    if neuester is not None and neuester.text == text:
        return neuester
    neu = Niederschrifttext.objects.create(
        niederschrift=niederschrift,
        top=top,
        zaehler=zaehler + 1,
        text=text,
        konto=konto,
        gespeichert_am=timezone.now(),
    )
    entbehrlich = list_entbehrliche(_list_staende(niederschrift, top), timezone.now())
    niederschrift.texte.filter(top=top, zaehler__in=entbehrlich).delete()
    return neu


def _list_staende(niederschrift: Niederschrift, top: Tagesordnungspunkt) -> list[Stand]:
    zeilen = niederschrift.texte.filter(top=top).order_by("-zaehler")
    return [Stand(*zeile) for zeile in zeilen.values_list("zaehler", "konto", "gespeichert_am")]


@transaction.atomic
def bring_mitschrift(sitzung: Sitzung, *, name: str, text: str, konto: Konto) -> Mitschrift:
    """Lay a text beside the items, in the place of an earlier one; nothing of it gets into the minutes by itself.

    Raises :class:`VorgangGesperrt` once the minutes were presented.
    """
    niederschrift = draft_niederschrift(sitzung, konto=konto)
    require(check_schreiben(read_lage(niederschrift)))
    Mitschrift.objects.filter(niederschrift=niederschrift).delete()
    return Mitschrift.objects.create(niederschrift=niederschrift, name=name, text=text, konto=konto)


@transaction.atomic
def remove_mitschrift(sitzung: Sitzung, *, konto: Konto) -> None:
    """Take the text away again."""
    Mitschrift.objects.filter(niederschrift=draft_niederschrift(sitzung, konto=konto)).delete()
