"""What travels between a worker process and the process that asked: a head of fixed size, then bytes."""

import struct
from enum import Enum
from typing import Final, NamedTuple

_HEAD: Final = struct.Struct("!c?I")
HEAD_BYTES: Final = _HEAD.size
BODY_MAX: Final = 256 * 1024 * 1024
"""Largest message, in bytes."""
WALL_CLOCK: Final = 10
"""Times the seconds of the processor that an order may take: when it is not done by then, the machine is stuck."""
FOLDER: Final = "druck."
"""How the name of a worker's temporary folder begins."""


class Kind(Enum):
    """What a message is."""

    SETUP = b"E"
    ORDER = b"A"
    ANSWER = b"P"
    FAILED = b"N"
    TOO_LARGE = b"G"


class Head(NamedTuple):
    """The head of a message: what follows, whether the sender lives on afterwards, and how many bytes follow."""

    kind: Kind
    stays: bool
    length: int


def pack(kind: Kind, body: bytes, *, stays: bool = True) -> bytes:
    """Return a whole message."""
    return _HEAD.pack(kind.value, stays, len(body)) + body


def parse_head(raw: bytes | bytearray) -> Head:
    """Return the head of a message.

    :raises ValueError: when the bytes are no head, or announce more than ``BODY_MAX``.
    """
    try:
        kind, stays, length = _HEAD.unpack(raw)
    except struct.error as error:
        raise ValueError("not the head of a message") from error
    if length > BODY_MAX:
        raise ValueError("a message of this size is not expected")
    return Head(Kind(kind), stays, length)
