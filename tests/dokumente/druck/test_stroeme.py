"""No packed stream ends in a carriage return; what would is left unpacked and says the same."""

import zlib

import pytest
from pydyf import Stream  # type: ignore[import-untyped]

from dokumente.druck import satz  # the engine's process, where streams are sealed


def find_inhalt(zweideutig: bool) -> bytes:
    assert satz.VARIANTE
    inhalte = (bytes([nummer % 256, nummer // 256]) for nummer in range(65_536))
    return next(inhalt for inhalt in inhalte if zlib.compress(inhalt, 9).endswith(b"\r") is zweideutig)


@pytest.mark.parametrize("zweideutig", [True, False])
def test_a_stream_is_packed_unless_its_end_would_be_doubtful(zweideutig: bool) -> None:
    inhalt = find_inhalt(zweideutig)
    roh = Stream([inhalt], compress=True).data
    assert (b"/FlateDecode" in roh) is not zweideutig
    assert not zweideutig or inhalt in roh
    assert not roh.endswith(b"\r\nendstream")
