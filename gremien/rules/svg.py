"""A drawing that somebody uploads: plain shapes are taken over one by one, anything else is refused."""

import re
from collections.abc import Mapping
from typing import Final
from xml.parsers import expat
from xml.sax.saxutils import quoteattr

MAX_BYTES: Final = 200_000
MAX_ELEMENTE: Final = 3_000
MAX_TIEFE: Final = 24
_SVG: Final = "http://www.w3.org/2000/svg"
_TRENNER: Final = " "

_FORM: Final = frozenset(
    ("fill", "fill-rule", "stroke", "stroke-width", "stroke-linecap", "stroke-linejoin", "stroke-miterlimit")
) | {"stroke-dasharray", "stroke-dashoffset", "transform"}
_ELEMENTE: Final[Mapping[str, frozenset[str]]] = {
    "svg": _FORM | {"viewBox", "width", "height"},
    "g": _FORM,
    "path": _FORM | {"d"},
    "rect": _FORM | {"x", "y", "width", "height", "rx", "ry"},
    "circle": _FORM | {"cx", "cy", "r"},
    "ellipse": _FORM | {"cx", "cy", "rx", "ry"},
    "line": _FORM | {"x1", "y1", "x2", "y2"},
    "polyline": _FORM | {"points"},
    "polygon": _FORM | {"points"},
}
_STUMM: Final = frozenset({"title", "desc"})
"""Allowed, but not taken over: nobody hears them in a letterhead."""

_OHNE_WIRKUNG: Final = frozenset({"id", "version", "baseProfile", "http://www.w3.org/XML/1998/namespace space"})
_WERT: Final = re.compile(r"[A-Za-z0-9#.,%+\-() \t\r\n]*")
_KASTEN: Final = re.compile(r"\s*(-?[\d.]+)[\s,]+(-?[\d.]+)[\s,]+([\d.]+)[\s,]+([\d.]+)\s*")
_MASS: Final = re.compile(r"\s*([\d.]+)(?:px)?\s*")
_SONST: Final = "Bitte speichern Sie das Wappen ohne Effekte als „einfaches SVG“ oder laden Sie es als PNG hoch."


class SvgAbgelehnt(ValueError):
    """The drawing is not made of plain shapes alone; the message is a German sentence that says what to do."""


def clean_svg(roh: bytes) -> bytes:
    """Return the drawing written anew from its plain shapes; the same drawing always gives the same bytes.

    No scripts, styles, texts, pictures, references, effects, entities. Raises :class:`SvgAbgelehnt`.
    """
    if len(roh) > MAX_BYTES:
        raise SvgAbgelehnt(f"Das Wappen (SVG) ist zu groß, erlaubt sind {MAX_BYTES // 1000} kB. {_SONST}")
    zeichnung = _Zeichnung()
    try:
        zeichnung.leser.Parse(roh, True)
    except (expat.ExpatError, LookupError, ValueError) as fehler:
        if isinstance(fehler, SvgAbgelehnt):
            raise
        raise SvgAbgelehnt(f"Das Wappen (SVG) ist beschädigt. {_SONST}") from fehler
    return "".join(zeichnung.stuecke).encode()


class _Zeichnung:
    """Writes down what the parser meets, as long as it is allowed."""

    def __init__(self) -> None:
        self.stuecke: list[str] = []
        self._tiefe = self._anzahl = 0
        self._stumm = False
        self.leser = expat.ParserCreate(namespace_separator=_TRENNER)
        self.leser.StartElementHandler = self._begin
        self.leser.EndElementHandler = self._end
        self.leser.CharacterDataHandler = self._read_text
        self.leser.StartDoctypeDeclHandler = self._refuse_doctype
        self.leser.ProcessingInstructionHandler = self._refuse_anweisung

    def _begin(self, name: str, angaben: dict[str, str]) -> None:
        raum, _, element = name.rpartition(_TRENNER)
        self._anzahl += 1
        self._tiefe += 1
        if self._anzahl > MAX_ELEMENTE or self._tiefe > MAX_TIEFE:
            raise SvgAbgelehnt(f"Das Wappen (SVG) hat zu viele Teile. {_SONST}")
        if raum == _SVG and element in _STUMM and self._tiefe > 1 and not self._stumm:
            self._stumm = True
            return
        if raum != _SVG or element not in _ELEMENTE or self._stumm or (element == "svg") != (self._tiefe == 1):
            raise SvgAbgelehnt(f"Das Wappen (SVG) enthält „{element}“; erlaubt sind nur einfache Formen. {_SONST}")
        werte = dict(_clean_angaben(element, angaben))
        if element == "svg":
            werte = {"xmlns": _SVG, **_fix_masse(werte)}
        self.stuecke.append(f"<{element}{''.join(f' {n}={quoteattr(w)}' for n, w in sorted(werte.items()))}>")

    def _end(self, name: str) -> None:
        self._tiefe -= 1
        if self._stumm:
            self._stumm = False
        else:
            self.stuecke.append(f"</{name.rpartition(_TRENNER)[2]}>")

    def _read_text(self, text: str) -> None:
        if text.strip() and not self._stumm:
            raise SvgAbgelehnt(f"Das Wappen (SVG) enthält Text; erlaubt sind nur Formen. {_SONST}")

    def _refuse_doctype(self, *_: object) -> None:
        raise SvgAbgelehnt(f"Das Wappen (SVG) enthält „DOCTYPE“; erlaubt sind nur einfache Formen. {_SONST}")

    def _refuse_anweisung(self, ziel: str, _: str) -> None:
        raise SvgAbgelehnt(f"Das Wappen (SVG) enthält „{ziel}“; erlaubt sind nur einfache Formen. {_SONST}")


def _clean_angaben(element: str, angaben: dict[str, str]) -> list[tuple[str, str]]:
    sauber = []
    for name, wert in angaben.items():
        if name in _OHNE_WIRKUNG:
            continue
        if name not in _ELEMENTE[element]:
            raise SvgAbgelehnt(f"Das Wappen (SVG) enthält „{name.rpartition(_TRENNER)[2]}“ in „{element}“. {_SONST}")
        if not _WERT.fullmatch(wert) or "url" in wert.lower():
            raise SvgAbgelehnt(f"Das Wappen (SVG) verweist in „{name}“ auf etwas anderes. {_SONST}")
        sauber.append((name, " ".join(wert.split())))
    return sauber


def _fix_masse(werte: dict[str, str]) -> dict[str, str]:
    """Return the outermost element's attributes with a frame instead of a size: the letterhead decides how large."""
    breite, hoehe = (_MASS.fullmatch(werte.pop(name, "")) for name in ("width", "height"))
    if "viewBox" not in werte and breite and hoehe:
        werte["viewBox"] = f"0 0 {breite[1]} {hoehe[1]}"
    kasten = _KASTEN.fullmatch(werte.get("viewBox", ""))
    if kasten is None or not all(float(kasten[stelle]) > 0 for stelle in (3, 4)):
        raise SvgAbgelehnt(f"Das Wappen (SVG) nennt keine Größe (viewBox). {_SONST}")
    return werte
