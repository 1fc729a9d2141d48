"""How the lines of a form were set in the document they come from: emphasis, links, lists, tables.

A form is read by its lines. What a line cannot say comes back here when a text is written as markup: whole paragraphs
where nothing of them was taken for something else, else the letters that are left of them.
"""

import html
from collections.abc import Iterable, Sequence
from typing import Final

from dokumente.rules.absaetze import (
    Absatz,
    Absatzart,
    Lauf,
    cut_laeufe,
    flatten_laeufe,
    mark_punkt,
    render_laeufe,
    split_laeufe,
)
from vorlagen.rules.formular_text import ZeileDaten, clean_zeilentext
from vorlagen.rules.formular_trennung import flatten_text, join_text

OHNE: Final[tuple[Absatz, ...]] = ()


class Gestalt:
    """The paragraphs of a document by the lines they take in its text; without any, every line is only its letters."""

    def __init__(self, absaetze: Iterable[Absatz] = OHNE) -> None:
        self._stellen: dict[int, tuple[Absatz, int]] = {}
        for absatz in absaetze:
            gefuellte = [n for n, zeile in enumerate(absatz.zeilen) if zeile.strip()]
            self._stellen |= {absatz.zeile + n: (absatz, gezaehlt) for gezaehlt, n in enumerate(gefuellte)}

    def find_block(self, zeilen: Sequence[ZeileDaten], stelle: int) -> tuple[Absatz, int] | None:
        """Return the paragraph that begins with this line and how many lines it takes, if all of it is still there."""
        absatz, gezaehlt = self._stellen.get(zeilen[stelle].zeilennummer, (None, 0))
        if absatz is None or gezaehlt:
            return None
        ende = stelle
        while ende < len(zeilen) and zeilen[ende].zeilennummer < absatz.zeile + len(absatz.zeilen):
            ende += 1
        erwartet = [_flatten(zeile) for zeile in absatz.zeilen if zeile.strip()]
        ist = [flatten_text(zeile.text) for zeile in zeilen[stelle:ende] if zeile.text.strip()]
        return (absatz, ende - stelle) if ist == erwartet else None

    def split_punkt(self, zeile: ZeileDaten) -> str | None:
        """Return the text of a line that the document says is an item, None for every other."""
        absatz, gezaehlt = self._stellen.get(zeile.zeilennummer, (None, 0))
        if absatz is None or gezaehlt or absatz.art is not Absatzart.PUNKT:
            return None
        marke, text = flatten_text(mark_punkt(absatz)), flatten_text(zeile.text)
        return text.removeprefix(marke).strip() if text.startswith(f"{marke} ") else None

    def render(self, teile: Sequence[tuple[int, str]]) -> str:
        """Return the lines of one paragraph (their numbers and what is left of them) as markup."""
        texte = [text for _, text in teile]
        laeufe = [self._find_laeufe(nummer, flatten_text(text)) for nummer, text in teile]
        if not any(lauf.formate or lauf.link for zeile in laeufe for lauf in zeile):
            return html.escape(join_text(texte))
        return render_laeufe(_join(texte, laeufe))

    def _find_laeufe(self, nummer: int, text: str) -> tuple[Lauf, ...]:
        """Return the letters of what is left of a line, set as they were."""
        absatz, gezaehlt = self._stellen.get(nummer, (None, 0))
        schlicht = (Lauf(text),)
        if absatz is None or not text:
            return schlicht
        sauber = [Lauf(clean_zeilentext(lauf.text), lauf.formate, lauf.link) for lauf in absatz.laeufe]
        zeilen = [zeile for zeile in map(flatten_laeufe, split_laeufe(sauber)) if zeile]
        if gezaehlt >= len(zeilen):
            return schlicht
        ganz = "".join(lauf.text for lauf in zeilen[gezaehlt])
        anfang = len(ganz) - len(text) if ganz.endswith(text) else ganz.find(text)
        if anfang >= 0:
            return cut_laeufe(zeilen[gezaehlt], anfang, anfang + len(text))
        # The mark of an item stands in the line only.
        return (Lauf(text[: -len(ganz)]), *zeilen[gezaehlt]) if ganz and text.endswith(ganz) else schlicht


def _flatten(zeile: str) -> str:
    return flatten_text(clean_zeilentext(zeile))


def _join(texte: Sequence[str], zeilen: Sequence[tuple[Lauf, ...]]) -> list[Lauf]:
    """Return the letters of several lines as one, joined as their texts are."""
    ganz: list[Lauf] = []
    davor = ""
    for text, laeufe in zip(texte, zeilen, strict=True):
        if davor and laeufe:
            links, rechts, beide = flatten_text(davor), flatten_text(text), join_text([davor, text])
            if beide == f"{links} {rechts}":
                ganz.append(Lauf(" "))
            elif len(beide) < len(links) + len(rechts):
                laenge = sum(len(lauf.text) for lauf in ganz)
                ganz = list(cut_laeufe(ganz, 0, laenge - 1))
        ganz += laeufe
        davor = text
    return ganz
