"""How wide a word is in the house's type, without opening a font."""

from functools import lru_cache
from typing import Final

_ZIFFER: Final = 580
_FREMD: Final = 1000
"""What the house's type does not hold is drawn from another font, at most as wide as its type is high."""
_BREITEN: Final = {
    240: "'.:·‘’‚",
    260: "!,;¡",
    280: " \u00a0",
    300: "IijlÌÍÎÏìíîïĨĩĪīĬĭĮįİıĵĺļ",
    320: "J¸Ĵ",
    340: "()[]`{}´",
    360: "f¯ľł•",
    380: "tţťŧ",
    400: "r²³¹ŕŗř₂",
    420: "-|¦ŀ",
    440: '"¨“”„',
    460: "*zźżž",
    480: "?cs¿çćĉċčśŝşš",
    500: "Fªº",
    520: "/L\\_vxyýÿĹĻĽĿŷ–",
    540: "ETZÈÉÊËĒĔĖĘĚŢŤŦŹŻŽ",
    560: "#$^e£¤+<=>~¢¬°±×÷−≤≥§èéêëēĕėęěĸŁ",
    580: "CSVXagk¥ÇàáâãäåðāăąĆĈĊČĝğġģĳķŚŜŞŠ",
    600: "APYbdhnopquµÀÁÂÃÄÅÝÞñòóôõöøùúûüþĀĂĄĥħńņňŋōŏőũūŭůűųŶŸ€",
    620: "BR«»ßđĲŔŖŘ",
    640: "KĶ",
    660: "DG®ĎĜĞĠĢ",
    680: "HUÐÙÚÛÜďĐĤŨŪŬŮŰŲ",
    700: "NOQÑÒÓÔÕÖØĦŃŅŇŉŊŌŎŐ",
    740: "…",
    760: "wŵ",
    780: "¶",
    800: "&M—",
    820: "©",
    840: "Æ",
    860: "WmæŴ",
    900: "%",
    920: "Œ→",
    940: "œ",
    960: "¼½¾",
    1020: "@",
    1260: "‰",
}
"""Thousandths of the type size: the widest of the four cuts that rich text uses, and of their forms
beside figures of equal width, rounded up to the next twenty."""
BREITEN: Final = {zeichen: breite for breite, gruppe in _BREITEN.items() for zeichen in gruppe} | dict.fromkeys(
    "0123456789", _ZIFFER
)


@lru_cache(maxsize=4096)
def measure_wort(wort: str) -> float:
    """Return the width of ``wort`` in multiples of the type size, never less than it will be in print."""
    return sum(BREITEN.get(zeichen, _FREMD) for zeichen in wort) / 1000
