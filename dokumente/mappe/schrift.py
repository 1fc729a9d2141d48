"""The one font of all stamps: a subset with just the characters printed, embedded once per packet."""

import hashlib
import logging
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from typing import Final

from fontTools import subset  # type: ignore[import-untyped]
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]
from pikepdf import Array, Dictionary, Name, Object, Pdf, String

from dokumente.pdf_dateien import load_druckdatei

SCHRIFTDATEI: Final = "static:kern/fonts/fira-sans/FiraSans-Medium.woff2"
ERSATZ: Final = "?"
"""Printed for a character the font does not have."""

_UMGEBUNG: Final = " …0123456789"
_UNNOETIG: Final = ["GSUB", "GPOS", "GDEF", "gasp", "name", "fpgm", "prep", "cvt ", "OS/2", "post"]
# The library reports oddities of the font file that do not matter here.
logging.getLogger("fontTools").setLevel(logging.ERROR)


@dataclass(frozen=True, slots=True)
class Stempelschrift:
    """The embedded font: ``objekt`` for the pages, glyph number and width (thousandths of the size) by character."""

    objekt: Object
    glyphen: dict[str, int]
    breiten: dict[str, int]

    def encode(self, text: str) -> bytes:
        """Return ``text`` as the hexadecimal string a page's content shows."""
        return b"<%s>" % "".join(f"{self.glyphen[zeichen]:04x}" for zeichen in self._known(text)).encode()

    def measure(self, text: str) -> float:
        """Return the width of ``text`` at size 1."""
        return sum(self.breiten[zeichen] for zeichen in self._known(text)) / 1000

    def _known(self, text: str) -> str:
        return "".join(zeichen if zeichen in self.glyphen else ERSATZ for zeichen in text)


def embed_schrift(pdf: Pdf, texte: Iterable[str]) -> Stempelschrift:
    """Embed the font with the characters of ``texte`` (and digits) into ``pdf``."""
    zeichen = "".join(sorted({*_UMGEBUNG, *ERSATZ, *(z for text in texte for z in text if z.isprintable())}))
    datei = _cut_schrift(zeichen)
    breiten = {z: datei.breiten[nummer] for z, nummer in datei.glyphen.items()}
    name = Name(f"/{_tag(zeichen)}+FiraSans-Medium")
    programm = pdf.make_stream(datei.programm, Length1=len(datei.programm))
    beschreibung = Dictionary(
        Type=Name.FontDescriptor, FontName=name, Flags=4, FontBBox=Array(datei.kasten), ItalicAngle=0,
        Ascent=datei.oben, Descent=datei.unten, CapHeight=datei.versal, StemV=100, FontFile2=programm,
    )  # fmt: skip
    nachkomme = Dictionary(
        Type=Name.Font, Subtype=Name.CIDFontType2, BaseFont=name, CIDToGIDMap=Name.Identity, DW=1000,
        CIDSystemInfo=Dictionary(Registry=String("Adobe"), Ordering=String("Identity"), Supplement=0),
        FontDescriptor=pdf.make_indirect(beschreibung), W=Array([0, Array(datei.breiten)]),
    )  # fmt: skip
    schrift = Dictionary(
        Type=Name.Font, Subtype=Name.Type0, BaseFont=name, Encoding=Name("/Identity-H"),
        DescendantFonts=Array([pdf.make_indirect(nachkomme)]), ToUnicode=pdf.make_stream(_unicode_map(datei.glyphen)),
    )  # fmt: skip
    return Stempelschrift(pdf.make_indirect(schrift), datei.glyphen, breiten)


@dataclass(frozen=True, slots=True)
class _Schriftschnitt:
    programm: bytes
    glyphen: dict[str, int]
    breiten: list[int]
    kasten: list[int]
    oben: int
    unten: int
    versal: int


@lru_cache(maxsize=32)
def _cut_schrift(zeichen: str) -> _Schriftschnitt:
    schrift = TTFont(BytesIO(load_druckdatei(SCHRIFTDATEI).inhalt), recalcTimestamp=False)
    tausendstel = 1000 / schrift["head"].unitsPerEm
    hoehen = [schrift["hhea"].ascent, schrift["hhea"].descent, getattr(schrift["OS/2"], "sCapHeight", 700)]
    for tabelle in _UNNOETIG:
        if tabelle in schrift:
            del schrift[tabelle]
    wahl = subset.Options(layout_features=[], hinting=False, notdef_outline=True, glyph_names=False, legacy_kern=False)
    schere = subset.Subsetter(wahl)
    schere.populate(text=zeichen)
    schere.subset(schrift)
    glyphen = {chr(z): schrift.getGlyphID(name) for z, name in sorted(schrift.getBestCmap().items()) if z < 0x10000}
    breiten = [round(schrift["hmtx"][name][0] * tausendstel) for name in schrift.getGlyphOrder()]
    kopf = schrift["head"]
    kasten = [round(wert * tausendstel) for wert in (kopf.xMin, kopf.yMin, kopf.xMax, kopf.yMax)]
    ausgang = BytesIO()
    schrift.flavor = None
    schrift.save(ausgang)
    oben, unten, versal = (round(wert * tausendstel) for wert in hoehen)
    return _Schriftschnitt(ausgang.getvalue(), glyphen, breiten, kasten, oben, unten, versal)


def _tag(zeichen: str) -> str:
    """Return the six letters that mark a subset, the same for the same characters."""
    summe = hashlib.sha256(zeichen.encode()).digest()
    return "".join(chr(ord("A") + byte % 26) for byte in summe[:6])


def _unicode_map(glyphen: dict[str, int]) -> bytes:
    """Return the table by which readers turn glyphs back into text."""
    zeilen = [f"<{nummer:04x}> <{ord(zeichen):04x}>" for zeichen, nummer in glyphen.items()]
    bloecke = [zeilen[ab : ab + 100] for ab in range(0, len(zeilen), 100)]
    paare = "\n".join(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in bloecke)
    return (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
        "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
        f"1 begincodespacerange\n<0000> <ffff>\nendcodespacerange\n{paare}\n"
        "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend"
    ).encode()
