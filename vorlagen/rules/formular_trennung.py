"""Joining the lines of one paragraph: which hyphen at a line's end is a broken word, which one belongs there."""

import re
from collections.abc import Iterable

WEICH = "\u00ad"
_STRICH = re.compile(r"(?<=[^\W_])[-\u2010\u2011]$")
# "Ein-" at a line's end waits for its other half when one of these follows. Only words that are no syllable.
_BINDEWORT = re.compile(r"(?:und|oder|bzw|beziehungsweise|sowie|als auch|u\.|o\.)(?!\w)", re.IGNORECASE)
_LETZTES_WORT = re.compile(r"[^\W_]+[-\u2010\u2011]$")


def is_getrennt(text: str) -> bool:
    """Return whether the line ends inside a word or a compound, so that the next one goes on with it."""
    return text.endswith(WEICH) or _STRICH.search(text) is not None


def flatten_text(text: str) -> str:
    """Return ``text`` on one line: every run of white space is one space."""
    return " ".join(text.removesuffix(WEICH).split())


def join_text(teile: Iterable[str]) -> str:
    """Join the lines of one paragraph.

    A word broken at the end of a line becomes whole again ("wün-schenswert"); a hyphen stays before a capital
    ("November-Steuerschätzungen"), behind a digit or capitals ("EU-weit"), and with a blank before "und"
    ("Ein- und Ausgang").
    """
    satz: list[str] = []
    vorher = ""
    for teil in teile:
        wort = flatten_text(teil)
        if not wort:
            continue
        if vorher:
            satz[-1], fuge = _join(satz[-1], vorher, wort)
            satz.append(fuge)
        satz.append(wort)
        vorher = teil.rstrip()
    return "".join(satz)


def _join(bisher: str, vorher: str, weiter: str) -> tuple[str, str]:
    """Return the end of the text so far, perhaps without its hyphen, and what stands before the next line."""
    if vorher.endswith(WEICH):
        return bisher, ""
    if re.search(r"[^\W_]/$", vorher):
        return bisher, ""
    letztes = _LETZTES_WORT.search(vorher)
    if letztes is None:
        return bisher, " "
    if _BINDEWORT.match(weiter):
        return bisher, " "
    stamm = letztes[0][:-1]
    if not weiter[0].islower():
        return bisher, "" if weiter[0].isalnum() else " "
    bleibt = stamm[-1].isdigit() or stamm.isupper()
    return (bisher if bleibt else bisher[:-1]), ""
