"""Scheduling many sittings at once, and letting numbers go on from an older system."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from gremien.models import Gremium
from konten.models import Konto
from sitzungen.actions.sitzung import plan_sitzung
from sitzungen.models import Sitzung

Zeitspanne = tuple[datetime, datetime | None]
"""When a sitting begins and ends."""


@transaction.atomic
def plan_reihe(
    gremium: Gremium,
    zeiten: Sequence[Zeitspanne],
    *,
    konto: Konto,
    ort: str = "",
    hinweis: str = "",
    bekanntmachen: bool = False,
    grund: str = "",
) -> list[Sitzung]:
    """Ansetzen: schedule one sitting for each of these times, in their order, or none of them.

    Each is an act of its own in the journal, as :func:`plan_sitzung` does it. Raises :class:`VorgangGesperrt`.
    """
    return [
        plan_sitzung(
            gremium,
            beginn=beginn,
            ende=ende,
            konto=konto,
            ort=ort,
            hinweis=hinweis,
            bekanntmachen=bekanntmachen,
            grund=grund,
        )
        for beginn, ende in sorted(zeiten, key=lambda zeit: zeit[0])
    ]
