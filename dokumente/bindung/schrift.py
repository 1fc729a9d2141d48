"""The one font of all stamps, embedded once per packet: cut by the print engine, which prints its characters once."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from io import BytesIO
from typing import Final

import pikepdf
from pikepdf import Array, Object, Pdf

from dokumente.anlagen.pdf.grenzen import Quota, read_strom
from dokumente.anlagen.pdf.zeichencodes import read_zuordnung
from dokumente.druck.pdf import render_pdf

ERSATZ: Final = "?"
"""Printed for a character the font does not have."""

_UMGEBUNG: Final = " …0123456789"
_SCHNITT: Final = "Fira-Sans-Medium"
_SEITE: Final = (
    '<html lang="de"><title>Stempel</title><style>body {{ font: 500 8pt "Fira Sans"; font-kerning: none; '
    "font-variant-ligatures: none; hyphens: manual; text-align: left }}</style><p>{}</p></html>"
)


@dataclass(frozen=True, slots=True)
class Stempelschrift:
    """The embedded font: ``objekt`` for the pages, glyph number and width (thousandths of the size) by character."""

    objekt: Object
    glyphen: dict[str, int]
    breiten: dict[str, float]

    def encode(self, text: str) -> bytes:
        """Return ``text`` as the hexadecimal string a page's content shows."""
        return b"<%s>" % "".join(f"{self.glyphen[zeichen]:04x}" for zeichen in self._known(text)).encode()

    def measure(self, text: str) -> float:
        """Return the width of ``text`` at size 1."""
        return sum(self.breiten[zeichen] for zeichen in self._known(text)) / 1000

    def _known(self, text: str) -> str:
        return "".join(zeichen if zeichen in self.glyphen else ERSATZ for zeichen in text)


def embed_schrift(pdf: Pdf, texte: Iterable[str]) -> Stempelschrift:
    """Embed the font with the characters of ``texte`` (and digits) into ``pdf``.

    :raises DruckFehler: when the characters cannot be printed.
    """
    zeichen = "".join(sorted({*_UMGEBUNG, *ERSATZ, *(z for text in texte for z in text if z.isprintable())}))
    with pikepdf.open(BytesIO(_print(zeichen))) as druck:
        schriften = [s for seite in druck.pages for s in seite.resources.Font.values()]
        schrift = next(s for s in schriften if _SCHNITT in str(s.BaseFont))
        tafel = read_zuordnung(read_strom(schrift.ToUnicode, Quota()))
        breiten = _read_breiten(schrift.DescendantFonts[0].W)
        glyphen = {text: nummer for nummer, text in tafel.items() if nummer in breiten}
        return Stempelschrift(
            pdf.copy_foreign(schrift), glyphen, {text: breiten[nummer] for text, nummer in glyphen.items()}
        )


@lru_cache(maxsize=32)
def _print(zeichen: str) -> bytes:
    # Parted by blanks, no letter runs into another.
    return render_pdf(_SEITE.format(escape(" ".join(zeichen))), stylesheets=["pdf/basis.css"])


def _read_breiten(liste: Object) -> dict[int, float]:
    """Return the widths by glyph, from pairs of a first glyph and the widths from there on."""
    paare = list(liste) if isinstance(liste, Array) else []
    return {
        int(erste) + abstand: float(breite)
        for erste, breiten in zip(paare[::2], paare[1::2], strict=True)
        for abstand, breite in enumerate(breiten)
    }
