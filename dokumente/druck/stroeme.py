"""Streams of a file that end so that nobody can take their end for something else."""

from pydyf import Stream  # type: ignore[import-untyped]

_ZWEIDEUTIG = b"\r\nendstream"


def seal_stroeme() -> None:
    """Teach the writer of this process to leave a stream unpacked whose packed form ends in a carriage return.

    Before the line end of ``endstream`` it looks like a part of that; strict readers then find one byte less than
    announced. It happens to one stream of 256.
    """
    pack = Stream.data.fget

    def write(strom: Stream) -> bytes:
        roh: bytes = pack(strom)
        if strom.compress and roh.endswith(_ZWEIDEUTIG):
            strom.compress = False
            roh = pack(strom)
        return roh

    Stream.data = property(write)
