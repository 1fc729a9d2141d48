"""A text that was taken down elsewhere, laid beside the items it speaks of."""

import re
from collections.abc import Collection
from typing import Final

_UEBERSCHRIFT: Final = re.compile(
    r"^\s*(?:TOP|Tagesordnungspunkt|Punkt)\s+(?:(?P<teil>[ÖN])\s*)?(?P<nummer>\d+(?:\.\d+)?)\b", re.IGNORECASE
)


def split_mitschrift(text: str, bezeichnungen: Collection[str]) -> dict[str, str]:
    """Return the passages by number of the item ("Ö 3"); what stands before the first heading is under "".

    A heading is a line that begins with "TOP Ö 3", "TOP 3" or "Tagesordnungspunkt 3"; without a letter the public part
    is meant as long as the text has not come to the closed one. A number that is on no agenda is no heading.
    """
    passagen: dict[str, list[str]] = {"": []}
    wo, teil = "", "Ö"
    for zeile in text.splitlines():
        if treffer := _UEBERSCHRIFT.match(zeile):
            gemeint = (treffer["teil"] or teil).upper()
            if (name := f"{gemeint} {treffer['nummer']}") in bezeichnungen:
                wo, teil = name, gemeint
        passagen.setdefault(wo, []).append(zeile)
    return {name: "\n".join(zeilen).strip() for name, zeilen in passagen.items() if "".join(zeilen).strip()}
