"""Random texts of all allowed elements, each with what a reader must find in it, word by word with the numbers.

What is expected is put together here, beside the markup, and by nothing of the product.
"""

from collections.abc import Callable
from dataclasses import dataclass
from random import Random
from typing import Final

PUNKT: Final = "•"
"""Stands for the mark of every list without numbers."""
WORTE: Final = ("Haus", "Hof", "Rat", "Amt", "Weg", "Plan", "Kita", "zu", "und", "2026", "§", "4", "3,50", "€", "(neu)")
SCHRIFTEN: Final = ("strong", "em", "u", "s")
ROEMISCH: Final = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")
ZEHNER: Final = ("", "x", "xx", "xxx", "xl", "l", "lx", "lxx", "lxxx", "xc")
TIEFE_MAX: Final = 3


@dataclass(frozen=True, slots=True)
class Text:
    """Markup, and the words that a reader finds in it."""

    html: str
    worte: tuple[str, ...]

    def __add__(self, anderer: "Text") -> "Text":
        return Text(self.html + anderer.html, self.worte + anderer.worte)


LEER: Final = Text("", ())


def build_text(saat: int) -> Text:
    """Return a text of two to six blocks, the same for the same seed."""
    zufall = Random(saat)  # noqa: S311  # nothing is kept secret here
    text = LEER
    for _ in range(zufall.randint(2, 6)):
        text += _build_block(zufall, 0)
    return text


def write_nummer(art: str, zahl: int) -> str:
    """Return how an item is called; numbers up to 99, letters up to zz."""
    if art in ("i", "I"):
        wort = f"{ZEHNER[zahl // 10]}{ROEMISCH[zahl % 10]}"
    elif art in ("a", "A"):
        davor = chr(ord("a") + (zahl - 1) // 26 - 1) if zahl > 26 else ""
        wort = davor + chr(ord("a") + (zahl - 1) % 26)
    else:
        wort = str(zahl)
    return f"{wort})" if art in ("a", "i") else f"{wort.upper()}."


def _build_block(zufall: Random, tiefe: int) -> Text:
    arten: list[Callable[[Random, int], Text]] = [_build_absatz, _build_absatz, _build_liste, _build_liste]
    if not tiefe:
        arten += [_build_ueberschrift, _build_zitat, _build_tabelle, _build_tabelle]
    return zufall.choice(arten)(zufall, tiefe)


def _build_absatz(zufall: Random, tiefe: int) -> Text:
    return _wrap("p", _build_zeile(zufall))


def _build_ueberschrift(zufall: Random, tiefe: int) -> Text:
    return _wrap(zufall.choice(("h3", "h4")), _build_worte(zufall))


def _build_zitat(zufall: Random, tiefe: int) -> Text:
    return _wrap("blockquote", _build_block(zufall, TIEFE_MAX) + _build_absatz(zufall, tiefe))


def _wrap(tag: str, text: Text, angaben: str = "") -> Text:
    return Text(f"<{tag}{angaben}>{text.html}</{tag}>", text.worte)


def _build_worte(zufall: Random) -> Text:
    worte = tuple(zufall.choice(WORTE) for _ in range(zufall.randint(1, 4)))
    return Text(zufall.choice((" ", " ", "\xa0")).join(worte), worte)


def _build_zeile(zufall: Random) -> Text:
    """Return a line, or several with breaks between, with letters set in every way."""
    teile = [_build_lauf(zufall) for _ in range(zufall.randint(1, 4))]
    html = teile[0].html
    for teil in teile[1:]:
        html += zufall.choice((" ", " ", " ", "<br>")) + teil.html
    return Text(html, tuple(wort for teil in teile for wort in teil.worte))


def _build_lauf(zufall: Random) -> Text:
    art = zufall.random()
    if art < 0.1:
        return Text("H<sub>2</sub>O", ("H2O",))
    if art < 0.2:
        return Text("5&nbsp;m<sup>2</sup>", ("5", "m2"))
    if art < 0.3:
        return Text("A &amp; B &lt; „C“", ("A", "&", "B", "<", "„C“"))
    text = _build_worte(zufall)
    for schrift in zufall.sample(SCHRIFTEN, zufall.choice((0, 0, 1, 2))):
        text = _wrap(schrift, text)
    if zufall.random() < 0.15:
        return _wrap("a", text, ' href="https://www.koblenz.example/?a=1&amp;b=2"')
    return text


def _build_liste(zufall: Random, tiefe: int) -> Text:
    art = zufall.choice(("", "", "1", "1", "a", "A", "i", "I"))
    zahl = zufall.choice((1, 1, 1, 2, 7, 25)) if art else 0
    angaben = f' start="{zahl}"' if zahl > 1 else ""
    angaben += f' type="{art}"' if art not in ("", "1") else ""
    text = LEER
    for nummer in range(zufall.randint(1, 4)):
        wert = ""
        if art and nummer and zufall.random() < 0.15:
            zahl += 3
            wert = f' value="{zahl}"'
        marke = write_nummer(art, zahl) if art else PUNKT
        text += _wrap("li", Text("", (marke,)) + _build_punkt(zufall, tiefe), wert)
        zahl += 1
    return _wrap("ol" if art else "ul", text, angaben)


def _build_punkt(zufall: Random, tiefe: int) -> Text:
    text = _build_zeile(zufall) if zufall.random() < 0.7 else _build_absatz(zufall, tiefe)
    mehrere = text.html.startswith("<p>") and zufall.random() < 0.4
    if mehrere:
        text += _build_absatz(zufall, tiefe)
    if tiefe < TIEFE_MAX and zufall.random() < 0.3:
        text += _build_liste(zufall, tiefe + 1)
    return text


def _build_tabelle(zufall: Random, tiefe: int) -> Text:
    """Return a table with a head or without, with cells over two columns or two rows."""
    spalten = zufall.randint(1, 3)
    text = LEER
    if zufall.random() < 0.7:
        text += _wrap("thead", _build_reihe(zufall, ["th"] * spalten))
    koerper = LEER
    for _ in range(zufall.randint(1, 3)):
        koerper += _build_reihe(zufall, [zufall.choice(("td", "td", "th")), *["td"] * (spalten - 1)])
    if zufall.random() < 0.3:
        breit = _build_zelle(zufall, "td", f' colspan="{spalten}"' if spalten > 1 else "")
        koerper += _wrap("tr", breit)
    if spalten > 1 and zufall.random() < 0.3:
        hoch = _build_zelle(zufall, "td", ' rowspan="2"')
        rest = ["td"] * (spalten - 1)
        koerper += _wrap("tr", hoch + _build_zellen(zufall, rest)) + _build_reihe(zufall, rest)
    return _wrap("table", text + _wrap("tbody", koerper))


def _build_reihe(zufall: Random, tags: list[str]) -> Text:
    return _wrap("tr", _build_zellen(zufall, tags))


def _build_zellen(zufall: Random, tags: list[str]) -> Text:
    text = LEER
    for tag in tags:
        text += _build_zelle(zufall, tag)
    return text


def _build_zelle(zufall: Random, tag: str, angaben: str = "") -> Text:
    angaben += zufall.choice(("", "", ' align="right"', ' align="center"'))
    art = zufall.random()
    if art < 0.1:
        return _wrap(tag, LEER, angaben)
    if art < 0.2:
        return _wrap(tag, _build_liste(zufall, TIEFE_MAX), angaben)
    return _wrap(tag, _build_absatz(zufall, 0) if art < 0.5 else _build_worte(zufall), angaben)
