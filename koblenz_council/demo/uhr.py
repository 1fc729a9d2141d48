"""The demo's clock: a year of office work is told in a few seconds, and each act carries the day it belongs to."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, tzinfo

from django.utils import timezone


@contextmanager
def set_uhr(zeitpunkt: datetime) -> Iterator[None]:
    """Let ``timezone.now()`` answer with ``zeitpunkt`` (time-zone aware) inside the block.

    For the command that fills an empty demo database in a process of its own, never for a running server.
    """

    class Uhr(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> datetime:  # type: ignore[override]
            return zeitpunkt.astimezone(tz)

    echt = timezone.datetime  # type: ignore[attr-defined]
    # Not timezone.now itself: fields hold that function as their default and would go on showing today.
    timezone.datetime = Uhr  # type: ignore[attr-defined]
    try:
        yield
    finally:
        timezone.datetime = echt  # type: ignore[attr-defined]
