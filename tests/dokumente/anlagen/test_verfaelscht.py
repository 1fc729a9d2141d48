"""Whatever is broken in a file: it is read, or refused with a sentence, never anything else."""

from __future__ import annotations

import random
from contextlib import suppress

import pytest

from dokumente.anlagen.annahme.pdf import check_upload_pdf
from dokumente.anlagen.befunde import KopieVerweigert, NichtLesbar
from dokumente.anlagen.beweis.selbstbeweis import find_vertrauliches
from dokumente.anlagen.kopie.seiten import build_oeffentliche_kopie
from dokumente.anlagen.pdf.grenzen import GrenzeErreicht
from dokumente.anlagen.scheinschwaerzung import find_scheinschwaerzung
from tests.dokumente.anlagen.lecks import GEHEIMNIS, LECKS

ANLAEUFE = 4
STUECKE = (b"null", b"[", b">>", b"<<", b"-1", b"999999999999", b"/Type", b"(x", b"3 0 R", b"1e99", b"/\xfc", b"<zz>")


def damage(roh: bytes, zufall: random.Random) -> bytes:
    """Return ``roh`` with bytes changed, lost and put in."""
    kaputt = bytearray(roh)
    for _ in range(zufall.choice((1, 2, 5, 20))):
        stelle = zufall.randrange(len(kaputt))
        stueck = zufall.choice(STUECKE)
        ende = stelle + zufall.choice((0, len(stueck), zufall.randrange(20)))
        kaputt[stelle:ende] = zufall.choice((stueck, b"", bytes([zufall.randrange(256)])))
    return bytes(kaputt)


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("art", LECKS)
def test_a_damaged_file_is_read_or_refused(art: str) -> None:
    zufall = random.Random(art)  # noqa: S311 - the same damage every time
    original = LECKS[art][2]()
    for _ in range(ANLAEUFE):
        roh = damage(original, zufall)
        for lesen in (
            lambda: find_vertrauliches(roh, [GEHEIMNIS]),  # noqa: B023 - called within the same round
            lambda: find_scheinschwaerzung(roh),  # noqa: B023
            lambda: build_oeffentliche_kopie(roh),  # noqa: B023
            lambda: check_upload_pdf(roh),  # noqa: B023
        ):
            with suppress(NichtLesbar, GrenzeErreicht, KopieVerweigert):
                lesen()
