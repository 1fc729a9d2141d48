"""Fields to write into: a page asks for a box with ``data-textfeld``, the finisher makes it a text field.

The engine would embed the whole font for a text field and leave its look to the viewer, which PDF/A forbids. So the
page draws a check box, and here it gets what a text field needs: a look of its own (empty), a length, and a small font
in the form itself, so that what a viewer writes into it is set in an embedded font.
"""

from functools import lru_cache
from io import BytesIO
from typing import Any, Final

from fontTools import subset  # type: ignore[import-untyped]
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]
from pydyf import Array, Dictionary, Stream, String  # type: ignore[import-untyped]

SCHRIFT: Final = "kern/fonts/fira-sans/FiraSans-Regular.woff2"
_NAME: Final = "FiraSans"
_GRUNDSCHRIFT: Final = "BOGENF+FiraSans-Regular"
_GRAD: Final = 9
_ERSTES: Final = 32
_LETZTES: Final = 255
_NICHT_SYMBOLISCH: Final = 32
_LEER: Final = ["/Tx BMC EMC"]
DARSTELLUNG: Final = f"/{_NAME} {_GRAD} Tf 0 g"
"""How a viewer sets what is written: font, size in points, black."""


def is_textfeld(box: Any) -> bool:
    """Return whether the page wants a text field here."""
    return "data-textfeld" in box.element.attrib


def turn_into_textfeld(box: Any, pdf: Any) -> None:
    """Make the check box of ``box`` a text field of at most ``data-textfeld`` characters, empty and ready to write."""
    feld = box.widget_annotation
    aussehen = _get(pdf, feld["AP"]["N"]["on"])
    aussehen.stream = list(_LEER)
    feld["AP"] = Dictionary({"N": aussehen.reference})
    for schluessel in ("AS", "MK"):
        feld.pop(schluessel, None)
    feld["FT"] = "/Tx"
    feld["V"] = String("")
    feld["DA"] = String(DARSTELLUNG)
    feld["MaxLen"] = int(box.element.attrib["data-textfeld"])


def equip_formular(dokument: Any, pdf: Any) -> None:
    """Give the form the font its text fields are written in; a form without text fields stays as it is."""
    textfelder = [feld for feld in _iter_felder(pdf) if feld["FT"] == "/Tx"]
    if not textfelder:
        return
    schriften = Dictionary({"Font": Dictionary({_NAME: _add_schrift(dokument, pdf)})})
    pdf.catalog["AcroForm"]["DR"] = schriften
    pdf.catalog["AcroForm"]["DA"] = String(DARSTELLUNG)
    for feld in textfelder:
        _get(pdf, feld["AP"]["N"]).extra["Resources"] = schriften


def _iter_felder(pdf: Any) -> list[Any]:
    formular = pdf.catalog.get("AcroForm")
    return [] if formular is None else [_get(pdf, verweis) for verweis in formular["Fields"]]


def _get(pdf: Any, verweis: bytes) -> Any:
    return pdf.objects[int(verweis.split()[0])]


def _add_schrift(dokument: Any, pdf: Any) -> Any:
    # Through the same door as every file of a page: nothing but the project's own fonts comes in there.
    antwort = dokument.url_fetcher.fetch(f"static:{SCHRIFT}")
    programm, breiten, masse = _build_schrift(antwort.read())
    datei = Stream([programm], Dictionary({"Length1": len(programm)}), compress=True)
    pdf.add_object(datei)
    beschreibung = Dictionary(
        {
            "Type": "/FontDescriptor",
            "FontName": f"/{_GRUNDSCHRIFT}",
            "Flags": _NICHT_SYMBOLISCH,
            "FontBBox": Array(masse["kasten"]),
            "ItalicAngle": 0,
            "Ascent": masse["oben"],
            "Descent": masse["unten"],
            "CapHeight": masse["versal"],
            "StemV": 80,
            "FontFile2": datei.reference,
        }
    )
    pdf.add_object(beschreibung)
    schrift = Dictionary(
        {
            "Type": "/Font",
            "Subtype": "/TrueType",
            "BaseFont": f"/{_GRUNDSCHRIFT}",
            "Encoding": "/WinAnsiEncoding",
            "FirstChar": _ERSTES,
            "LastChar": _LETZTES,
            "Widths": Array(breiten),
            "FontDescriptor": beschreibung.reference,
        }
    )
    pdf.add_object(schrift)
    return schrift.reference


@lru_cache(maxsize=1)
def _build_schrift(datei: bytes) -> tuple[bytes, list[int], dict[str, Any]]:
    """Return the font with the letters of Western Europe alone, their widths from code 32 on, and its measures."""
    zeichen = [_decode(code) for code in range(_ERSTES, _LETZTES + 1)]
    schrift = TTFont(BytesIO(datei), recalcTimestamp=False)
    wahl = subset.Options(layout_features=[], hinting=False, notdef_outline=True, name_IDs=[], drop_tables=["FFTM"])
    auswahl = subset.Subsetter(options=wahl)
    auswahl.populate(unicodes=[ord(eines) for eines in zeichen if eines])
    auswahl.subset(schrift)
    je_em = 1000 / schrift["head"].unitsPerEm
    zuordnung, breiten = schrift.getBestCmap(), schrift["hmtx"]
    kopf, schnitt = schrift["head"], schrift["OS/2"]
    masse = {
        "kasten": [round(wert * je_em) for wert in (kopf.xMin, kopf.yMin, kopf.xMax, kopf.yMax)],
        "oben": round(schrift["hhea"].ascent * je_em),
        "unten": round(schrift["hhea"].descent * je_em),
        "versal": round(getattr(schnitt, "sCapHeight", schrift["hhea"].ascent) * je_em),
    }
    schnitt.fsSelection &= 0x7F  # the upper bits mean something in newer tables only, and a warning here
    ausgang = BytesIO()
    schrift.save(ausgang)
    namen = [zuordnung.get(ord(eines)) if eines else None for eines in zeichen]
    return ausgang.getvalue(), [round(breiten[name][0] * je_em) if name else 0 for name in namen], masse


def _decode(code: int) -> str:
    try:
        return bytes([code]).decode("cp1252")
    except UnicodeDecodeError:
        return ""
