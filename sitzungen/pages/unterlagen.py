"""What lies on the table, where the sitting's page shows it."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from konten.rechte import Besucher
from sitzungen.documents.agenda import Agendateil, TopZeile
from sitzungen.models import Sitzung, Unterlage
from sitzungen.permissions import may_add_unterlage, may_publish_unterlage


@dataclass(frozen=True, slots=True)
class Unterlagenzeile:
    """One file with what its reader can do with it."""

    unterlage: Unterlage
    fuehrt: bool
    """The reader keeps the sitting: publicity and removal are said."""
    darf_oeffnen: bool

    @property
    def darf_entfernen(self) -> bool:
        """Return whether the reader may remove it now."""
        return self.fuehrt and not self.unterlage.is_entfernt


def show_unterlagen(
    teile: Sequence[Agendateil], sitzung: Sitzung, konto: Besucher
) -> tuple[list[Agendateil], tuple[Unterlagenzeile, ...]]:
    """Return the agenda with what lies on its items, and what lies on the sitting as a whole, in one query."""
    je_top: defaultdict[int | None, list[Unterlagenzeile]] = defaultdict(list)
    fuehrt, oeffnet = may_add_unterlage(konto, sitzung), may_publish_unterlage(konto, sitzung)
    lesbar = Unterlage.objects.visible_to(konto).filter(sitzung=sitzung)
    for unterlage in lesbar.select_related("datei", "top").order_by("pk"):
        zeile = Unterlagenzeile(unterlage, fuehrt, oeffnet and _can_open(unterlage))
        je_top[unterlage.top_id].append(zeile)
    ganze = tuple(je_top.pop(None, ()))
    if not je_top:
        return list(teile), ganze
    return [Agendateil(teil.teil, tuple(_add(zeile, je_top) for zeile in teil.zeilen)) for teil in teile], ganze


def _can_open(unterlage: Unterlage) -> bool:
    offen = unterlage.top is None or unterlage.top.is_oeffentlich
    return offen and not unterlage.oeffentlich and not unterlage.is_entfernt


def _add(zeile: TopZeile, je_top: Mapping[int | None, Sequence[Unterlagenzeile]]) -> TopZeile:
    unterpunkte = tuple(_add(punkt, je_top) for punkt in zeile.unterpunkte)
    # Whoever may not read an item in full has no key of it, and gets nothing that lies on it.
    unterlagen = tuple(je_top.get(zeile.pk, ())) if zeile.pk is not None else ()
    return replace(zeile, unterpunkte=unterpunkte, unterlagen=unterlagen)
