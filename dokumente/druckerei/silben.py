"""Words of the town hall that the German hyphenation patterns split wrongly, with their right places."""

from typing import Final

import pyphen  # type: ignore[import-untyped]

STAEMME: Final = (
    *("fort|schr", "be|darfs", "ta|ges|stät", "ta|ges|pfle", "kom|mu|nal|v", "kom|mu|nal|auf", "ent|gelt|ord"),
    *("trä|ger|aus", "werk|aus|schuss", "ka|ta|stro", "ge|rä|te|haus", "druck|er|zeug", "rü|be|nach"),
)
"""Beginnings or parts of words; the bar stands where a line may end."""

_NIE, _IMMER = 8, 9
"""Stronger than every pattern of the dictionary: an even number forbids, an odd one allows."""


def correct_silben() -> None:
    """Teach the hyphenation of this process the words above."""
    muster = pyphen.Pyphen(lang="de").hd
    for stamm in STAEMME:
        silben = stamm.split("|")
        wort = "".join(silben)
        enden = {sum(map(len, silben[:anzahl])) for anzahl in range(1, len(silben))}
        muster.patterns[wort] = (1, tuple(_IMMER if stelle in enden else _NIE for stelle in range(1, len(wort))))
    muster.cache.clear()
