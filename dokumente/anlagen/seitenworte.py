"""The words that stand on the pages of a PDF, to tell what stands beside them and says more."""

from __future__ import annotations

import re
from typing import Final

from dokumente.anlagen.abgleich import fold_text
from dokumente.anlagen.befunde import NichtLesbar
from dokumente.anlagen.pdf.blaetter import iter_seiten, open_blaetter, read_text
from dokumente.anlagen.pdf.grenzen import Quota, open_pdf

LANG: Final = 6
"""Letters from which a word may be part of another, or divided by a line's end."""
_EINZELN: Final = 1
_TRENNUNG: Final = re.compile("[-\u00ad\ufffe]\\s*\\n\\s*")
_WORT: Final = re.compile(r"[^\W_]+")


class Seitenworte:
    """The words of all pages, as the engine of the most common browser reads them."""

    def __init__(self, texte: list[str]) -> None:
        text = "\n".join(texte)
        self._worte = frozenset(map(fold_text, _WORT.findall(text)))
        self._ganz = fold_text(text)

    @classmethod
    def read(cls, pdf: bytes, quota: Quota) -> Seitenworte:
        """Return the words of a PDF; none where its pages cannot be read."""
        try:
            with open_pdf(pdf) as offen, open_blaetter(offen, pdf, quota) as blaetter:
                return cls([read_text(seite) for _, seite in iter_seiten(blaetter)])
        except NichtLesbar:
            return cls([])

    def knows(self, text: str) -> bool:
        """Return whether every word of ``text`` stands on some page; single letters and digits say nothing."""
        return all(
            len(wort) <= _EINZELN or wort in self._worte or (len(wort) >= LANG and wort in self._ganz)
            for wort in map(fold_text, _WORT.findall(_TRENNUNG.sub("", text)))
        )
