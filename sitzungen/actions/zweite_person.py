"""Nobody alone decides what the public reads of an agenda: words of one's own need a second person."""

import hashlib
import json
from collections.abc import Sequence

from django.db.models import Q
from django.utils import timezone

from gremien.rules.befund import Befund, Stufe
from konten.actions.zweite_person import Vorschlagslage, read_lage
from konten.enums import Rolle
from konten.models import Konto
from konten.permissions import list_andere
from konten.rules.vier_augen import NIEMAND_SONST, Auge, check_person, is_unter, list_namen
from sitzungen.enums import Teil
from sitzungen.models import Sitzung, Tagesordnungspunkt
from sitzungen.models.tagesordnung import number_tops
from sitzungen.rules.tagesordnung import format_top
from vorlagen.models import Anlage, Fassung

_TOPS = ("fassung", "worte_von")


def name_tops(sitzung: Sitzung, tops: Sequence[Tagesordnungspunkt] | None = None) -> dict[int, str]:
    """Return how every item is or will be called, by primary key; ``tops`` are all, in order, if read already."""
    tops = list(sitzung.tops.order_by("-teil", "position")) if tops is None else tops
    nummern = number_tops(tops)
    return {top.pk: format_top(Teil(top.teil), nummern[top.pk]) for top in tops}


def list_neue_punkte(sitzung: Sitzung) -> list[Tagesordnungspunkt]:
    """Return the items that publishing would put before the public, in order."""
    neue = sitzung.tops.filter(nummer="", abgesetzt_am=None).select_related(*_TOPS)
    return list(neue.order_by("-teil", "position"))


def list_neue_vorlagen(sitzung: Sitzung) -> list[Fassung]:
    """Return the papers that publishing the agenda would make public."""
    tops = sitzung.tops.filter(teil=Teil.OEFFENTLICH, abgesetzt_am=None)
    neue = Fassung.objects.filter(tops__in=tops, oeffentlich=True, veroeffentlicht_am=None)
    return list(neue.order_by("pk").distinct())


def compute_fingerabdruck(sitzung: Sitzung) -> str:
    """Return the SHA-256 (64 hex digits) over exactly what publishing the agenda would make public now."""
    namen = name_tops(sitzung)
    vorlagen = list_neue_vorlagen(sitzung)
    anlagen = Anlage.objects.filter(fassung__in=vorlagen, oeffentlich=True).order_by("fassung", "position")
    # What is announced already is read by everybody as it stands.
    tag = (
        []
        if sitzung.bekanntgemacht_am
        else [timezone.localtime(sitzung.beginn).isoformat(), sitzung.ort, sitzung.hinweis]
    )
    inhalt = [
        tag,
        [[namen[top.pk], top.worte] for top in list_neue_punkte(sitzung)],
        sorted([fassung.pk, fassung.nummer] for fassung in vorlagen),
        [[anlage.pk, anlage.titel, anlage.datei_id] for anlage in anlagen],
    ]
    return hashlib.sha256(json.dumps(inhalt, ensure_ascii=False).encode()).hexdigest()


def list_eigene_worte(
    sitzung: Sitzung, konto: Konto, tops: Sequence[Tagesordnungspunkt] | None = None
) -> list[Tagesordnungspunkt]:
    """Return the new items whose public words only ``konto``, or nobody who is known, has written."""
    neue = list_neue_punkte(sitzung) if tops is None else [t for t in tops if not t.nummer and t.abgesetzt_am is None]
    return [
        top
        for top in neue
        if not top.has_freigegebene_worte and (top.worte_auge is None or is_unter(konto.auge, _augen_of(top)))
    ]


def _augen_of(top: Tagesordnungspunkt) -> list[Auge]:
    augen = [top.worte_auge, top.worte_von.auge if top.worte_von else None]
    return [auge for auge in augen if auge is not None]


def read_vorschlag(sitzung: Sitzung, konto: Konto) -> Vorschlagslage:
    """Return what was proposed about this agenda, and whether it fits what would become public now."""
    return read_lage(sitzung, konto, compute=lambda: compute_fingerabdruck(sitzung))


def check_zweite_worte(
    sitzung: Sitzung,
    konto: Konto,
    *,
    lage: Vorschlagslage | None = None,
    tops: Sequence[Tagesordnungspunkt] | None = None,
) -> list[Befund]:
    """Check that a second person has seen every word: one wrote it or proposed it, the other publishes.

    ``lage`` and ``tops`` (all items in order) are what a page has read already.
    """
    befunde = check_person(konto.auge)
    eigene = list_eigene_worte(sitzung, konto, tops)
    if not eigene or (lage or read_vorschlag(sitzung, konto)).is_gueltig:
        return befunde
    namen = name_tops(sitzung, tops)
    punkte = ", ".join(namen[top.pk] for top in eigene)
    andere = list_veroeffentlichende(konto)
    rat = f"Bitte legen Sie die Tagesordnung zur Veröffentlichung vor; bestätigen kann sie {list_namen(andere)}."
    satz = (
        f"Die öffentlichen Worte von {punkte} hat niemand außer Ihnen geschrieben oder geprüft (Vier-Augen-Prinzip). "
        f"{rat if andere else NIEMAND_SONST}"
    )
    return [*befunde, Befund(satz, "", Stufe.SPERRE, "zweite_person")]


def list_veroeffentlichende(konto: Konto) -> list[str]:
    """Return who besides ``konto`` could publish an agenda."""
    return list_andere(Q(rolle=Rolle.SITZUNGSDIENST), [konto.auge])
