"""When bodies meet: the floor above knows the calendar and enters here how it is looked up."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import Final

from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from gremien.rules.befund import Befund, Stufe
from konten.rechte import Besucher
from vorlagen.rules.gremienweg import Station
from vorlagen.rules.sitzungstage import check_sitzungstage

Kalender = Callable[[Collection[str], date, Besucher], Mapping[str, Sequence[date]]]
"""Told names of bodies, a first day and a reader; returns by body the days on which it meets, in order."""

KALENDER: Final[list[Kalender]] = []
"""The calendar of sittings. Filled by ``ready()`` of the app above, once per process."""


def list_sitzungstage(stationen: Iterable[Station], leser: Besucher | None = None) -> dict[str, Sequence[date]]:
    """Return the days to come of the bodies whose stations name one, as far as ``leser`` may know of the sittings.

    Without a reader: what everybody may know.
    """
    heute = timezone.localdate()
    gremien = {station.gremium for station in stationen if station.datum is not None and station.datum >= heute}
    if not gremien:
        return {}
    return {
        gremium: tage
        for kalender in KALENDER
        for gremium, tage in kalender(gremien, heute, leser or AnonymousUser()).items()
    }


def check_geplante_stationen(stationen: Iterable[Station], leser: Besucher) -> list[Befund]:
    """Ask back where a planned station names a day without a sitting; ``leser`` plans and knows the whole calendar."""
    stationen = list(stationen)
    return check_sitzungstage(
        stationen,
        sitzungstage=list_sitzungstage(stationen, leser),
        heute=timezone.localdate(),
        fehlt=Stufe.WARNUNG,
    )
