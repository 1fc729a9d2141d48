"""Numbers of papers named in a text, and the links that are made of them."""

import re
from collections.abc import Iterable, Mapping
from html import escape
from typing import Final

from vorlagen.enums import Vorlagenart
from vorlagen.rules.nummern import Nummer, parse_nummer

HOECHSTENS: Final = 200
"""As many numbers of one page become links; a text with more of them is a list of its own."""

_ARTEN: Final = "|".join(Vorlagenart.values)
# Neither a part of an address nor of a longer mark.
_NUMMER: Final = re.compile(rf"(?<![\w/-])(?:{_ARTEN})/[0-9]{{4}}/[0-9]{{4}}(?:/[1-9][0-9]{{0,3}})?(?![\w/])")
_MARKE: Final = re.compile(r"""(<(?:[^<>"']|"[^"]*"|'[^']*')*>)""")
_VERWEIS: Final = re.compile(r"<(/?)a(?=[\s>])", re.IGNORECASE)


def find_nummern(texte: Iterable[str]) -> list[Nummer]:
    """Return the numbers named in sanitised rich texts or in plain ones, in their order and none twice.

    No more than :data:`HOECHSTENS`; what stands inside a link or is no number that a paper can have is left out.
    """
    gefunden: dict[Nummer, None] = {}
    for text in texte:
        for stueck in _list_stuecke(text):
            for treffer in _NUMMER.finditer(stueck):
                if (nummer := _read(treffer[0])) is not None:
                    gefunden.setdefault(nummer)
                    if len(gefunden) == HOECHSTENS:
                        return list(gefunden)
    return list(gefunden)


def link_nummern(html: str, adressen: Mapping[str, str]) -> str:
    """Return sanitised rich text with a link on each number that has an address, everything else as it was."""
    if not adressen:
        return html

    def link(treffer: re.Match[str]) -> str:
        adresse = adressen.get(treffer[0])
        return treffer[0] if adresse is None else f'<a href="{escape(adresse)}">{treffer[0]}</a>'

    in_verweis, teile = False, []
    for stueck in _MARKE.split(html):
        if marke := _VERWEIS.match(stueck):
            in_verweis = not marke[1]
        teile.append(stueck if in_verweis or stueck.startswith("<") else _NUMMER.sub(link, stueck))
    return "".join(teile)


def _list_stuecke(text: str) -> list[str]:
    """Return the text between the marks, without that of links."""
    in_verweis, stuecke = False, []
    for stueck in _MARKE.split(text):
        if marke := _VERWEIS.match(stueck):
            in_verweis = not marke[1]
        elif not in_verweis and not stueck.startswith("<"):
            stuecke.append(stueck)
    return stuecke


def _read(text: str) -> Nummer | None:
    try:
        return parse_nummer(text)
    except ValueError:
        return None
