"""What follows an act on a paper once it is committed: the floors above enter here what they want to do then."""

from collections.abc import Callable
from typing import Final

from django.db import transaction

from vorlagen.models import Vorlage

Nachlauf = Callable[[int], None]
"""Told the primary key of a paper whose printed form has changed; must be quick, so that it queues what takes time."""

NACH_FREIGABE: Final[list[Nachlauf]] = []
"""Called in this order after release, publication, withdrawal, a change of the way, delivery or a result.

Filled by ``ready()`` of the apps above, once per process.
"""


def follow_up(vorlage: Vorlage | int) -> None:
    """Call every entry of :data:`NACH_FREIGABE` when the running transaction is committed; a failure stays alone."""
    kennung = vorlage if isinstance(vorlage, int) else vorlage.pk
    for nachlauf in NACH_FREIGABE:
        transaction.on_commit(_call_later(nachlauf, kennung), robust=True)


def _call_later(nachlauf: Nachlauf, kennung: int) -> Callable[[], None]:
    # Not a partial: that has no name, and Django names a robust callback when it fails.
    def call() -> None:
        nachlauf(kennung)

    return call
