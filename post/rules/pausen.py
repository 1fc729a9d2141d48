"""How long to wait before a mail is tried again, and when to stop."""

from datetime import timedelta
from typing import Final

PAUSEN: Final = (
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=15),
    timedelta(hours=1),
    timedelta(hours=4),
    timedelta(hours=12),
    timedelta(hours=24),
    timedelta(hours=24),
    timedelta(hours=24),
)
"""After the first attempt, the second, and so on; together more than four days, as mail servers themselves try."""


def compute_pause(versuche: int) -> timedelta | None:
    """Return how long to wait after so many attempts (from 1 on), None if the mail is given up."""
    return PAUSEN[versuche - 1] if versuche <= len(PAUSEN) else None
