"""What follows when a sitting is over: the floors above enter here what they do then."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Protocol, cast

from django.utils.module_loading import import_string

if TYPE_CHECKING:
    from konten.models import Konto
    from sitzungen.models import Sitzung


class Nachlauf(Protocol):
    """Told of a sitting that is over, and by whose act; may be told of the same one again."""

    def __call__(self, sitzung: Sitzung, *, konto: Konto) -> None:
        """Do what follows, inside the transaction of the act."""


NACH_SITZUNG: Final[list[str]] = []
"""Called in this order when a sitting is closed, also again, and when a result of a closed one comes or changes.

Full names of :class:`Nachlauf`, entered by ``ready()`` of the apps above: what they name is imported when it is called,
because it needs the models. What they write lives or dies with the act: a duty that follows from a decision may not get
lost.
"""


def follow_up_sitzung(sitzung: Sitzung, *, konto: Konto) -> None:
    """Call every entry of :data:`NACH_SITZUNG`."""
    for name in NACH_SITZUNG:
        nachlauf = cast(Nachlauf, import_string(name))
        nachlauf(sitzung, konto=konto)
