"""Plain text as rich text: what a mail, a PDF or a browser without script brings."""

import re
from dataclasses import dataclass, field
from html import escape
from typing import Final

from dokumente.rules.symbolschriften import LISTENZEICHEN, UNTERZEICHEN
from dokumente.rules.zeichen import clean_zeichen

_EBENEN_MAX: Final = 6
_PUNKT: Final = re.compile(rf"([ \t\xa0]*)([{re.escape(LISTENZEICHEN)}]|o(?=[ \t\xa0]))[ \t\xa0]+(\S.*)")


@dataclass(slots=True)
class _Punkt:
    """An item under construction, with its mark and indentation, and the items below it."""

    einzug: int
    zeichen: str
    text: str
    darunter: list["_Punkt"] = field(default_factory=list)

    def takes(self, anderer: "_Punkt") -> bool:
        """Return whether ``anderer``, coming later, stands a level below this one."""
        if anderer.einzug != self.einzug:
            return anderer.einzug > self.einzug
        return anderer.zeichen in UNTERZEICHEN and self.zeichen not in UNTERZEICHEN


def text_to_richtext(text: str) -> str:
    """Return plain text as rich text: blank lines part paragraphs, lines that begin with a mark become a list.

    Deeper indentation, or the mark of a second level ("o", "–" below others), makes a list within the list. Numbers
    stay part of the text, so that they remain what they are.
    """
    teile: list[str] = []
    punkte: list[_Punkt] = []
    for absatz in re.split(r"\n[ \t\xa0]*\n", clean_zeichen(text)):
        zeilen: list[str] = []
        begonnen = False
        for zeile in filter(str.strip, absatz.split("\n")):
            if fund := _PUNKT.fullmatch(zeile):
                _end_absatz(teile, zeilen)
                _place(punkte, _Punkt(len(fund[1].expandtabs(4)), fund[2], fund[3].strip()))
                begonnen = True
            elif begonnen and zeile[0] in " \t":
                _last(punkte).text += f" {zeile.strip()}"
            else:
                _end_liste(teile, punkte)
                begonnen = False
                zeilen.append(zeile.strip())
        _end_absatz(teile, zeilen)
    _end_liste(teile, punkte)
    return "".join(teile)


def _place(punkte: list[_Punkt], neu: _Punkt) -> None:
    ebene = punkte
    for _ in range(_EBENEN_MAX - 1):
        if not ebene or not ebene[-1].takes(neu):
            break
        ebene = ebene[-1].darunter
    ebene.append(neu)


def _last(punkte: list[_Punkt]) -> _Punkt:
    letzter = punkte[-1]
    while letzter.darunter:
        letzter = letzter.darunter[-1]
    return letzter


def _end_absatz(teile: list[str], zeilen: list[str]) -> None:
    if zeilen:
        teile.append(f"<p>{'<br>'.join(escape(zeile, quote=False) for zeile in zeilen)}</p>")
        zeilen.clear()


def _end_liste(teile: list[str], punkte: list[_Punkt]) -> None:
    teile.append(_make_liste(punkte))
    punkte.clear()


def _make_liste(punkte: list[_Punkt]) -> str:
    if not punkte:
        return ""
    eintraege = (f"<li>{escape(punkt.text, quote=False)}{_make_liste(punkt.darunter)}</li>" for punkt in punkte)
    return f"<ul>{''.join(eintraege)}</ul>"
