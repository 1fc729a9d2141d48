"""Photographs of a public copy: the pixels stay as they are, camera, place, author and comments go."""

from __future__ import annotations

from typing import Any

from pikepdf import Name

from dokumente.anlagen.pdf.bytes import JPEG_NEBENSACHEN, jpeg_teile
from dokumente.anlagen.pdf.grenzen import Quota, filters_of


def clean_bild(strom: Any, quota: Quota) -> None:
    """Take the segments without pixels out of a JPEG stream; other streams stay as they are."""
    if filters_of(strom) != ["/DCTDecode"]:
        return
    roh = strom.read_raw_bytes()
    quota.take_bytes(len(roh))
    teile = list(jpeg_teile(roh))
    if not roh.startswith(b"\xff\xd8") or not any(marke in JPEG_NEBENSACHEN for marke, _ in teile):
        return
    rein = roh[:2] + b"".join(teil for marke, teil in teile if marke not in JPEG_NEBENSACHEN)
    strom.write(rein, filter=Name.DCTDecode, decode_parms=strom.get("/DecodeParms"))
