"""What travels between the printing process and the process that asked: a head of fixed size, then bytes."""

import struct
from enum import Enum
from typing import Final, NamedTuple

_KOPF: Final = struct.Struct("!c?I")
KOPF_BYTES: Final = _KOPF.size
INHALT_MAX: Final = 256 * 1024 * 1024
"""Largest message, in bytes."""
WANDUHR: Final = 10
"""Times the seconds of the processor that an order may take: when it is not done by then, the machine is stuck."""
ORDNER: Final = "druck."
"""How the name of a printing process's temporary folder begins."""


class Art(Enum):
    """What a message is."""

    EINRICHTUNG = b"E"
    AUFTRAG = b"A"
    PDF = b"P"
    NICHT_DRUCKBAR = b"N"
    ZU_GROSS = b"G"


class Kopf(NamedTuple):
    """The head of a message: what follows, whether the sender lives on afterwards, and how many bytes follow."""

    art: Art
    bleibt: bool
    laenge: int


def pack(art: Art, inhalt: bytes, *, bleibt: bool = True) -> bytes:
    """Return a whole message."""
    return _KOPF.pack(art.value, bleibt, len(inhalt)) + inhalt


def parse_kopf(roh: bytes | bytearray) -> Kopf:
    """Return the head of a message.

    :raises ValueError: when the bytes are no head, or announce more than ``INHALT_MAX``.
    """
    try:
        art, bleibt, laenge = _KOPF.unpack(roh)
    except struct.error as fehler:
        raise ValueError("not the head of a message") from fehler
    if laenge > INHALT_MAX:
        raise ValueError("a message of this size is not expected")
    return Kopf(Art(art), bleibt, laenge)
