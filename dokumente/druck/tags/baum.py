"""Repairs of the tag tree before a PDF is written: what the engine leaves out or announces wrongly to a screen reader.

Runs on the engine's own objects (``finisher`` hook), so nothing has to be parsed again.
"""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from pydyf import Array, Dictionary, Stream, String, _to_bytes  # type: ignore[import-untyped]

from dokumente.druck.schriften import SOFT_HYPHEN, TRENNSTRICH
from dokumente.druck.tags.elemente import TagPatch, mark_artifacts
from dokumente.druck.tags.felder import equip_formular, is_textfeld, turn_into_textfeld
from dokumente.druck.tags.herkunft import read_attribut
from dokumente.druck.tags.tabellen import repair_tabelle
from dokumente.druck.xmp import PDF_UA

_NULL = "null"
_ZAEHLUNG = {"a": "/LowerAlpha", "A": "/UpperAlpha", "i": "/LowerRoman", "I": "/UpperRoman"}
_TRENNSTRICH, _WEICH = (f"> <{ord(zeichen):04x}>".encode() for zeichen in (TRENNSTRICH, SOFT_HYPHEN))
_PUNKTE_JE_PIXEL = 0.75
_UA_IN_XMP = f"{PDF_UA}\n</rdf:RDF>"


def finish_pdf(dokument: Any, pdf: Any) -> None:
    """Repair the file in place: tables, lists, check boxes, page margins as artifacts, identifier of PDF/UA."""
    for seite in dokument.pages:
        for box in _walk(seite._page_box):
            if box.widget_annotation:
                _repair_feld(box, pdf)
    _number_lists(dokument, pdf)
    _repair_formular(pdf)
    equip_formular(dokument, pdf)
    _turn_margins_into_artifacts(pdf)
    _repair_elemente(pdf)
    _wrap_listenpunkte(pdf)
    _soften_trennstriche(pdf)
    _declare_ua(pdf)


def _repair_elemente(pdf: Any) -> None:
    """Put together what is broken, then describe tables and pictures as wholes."""
    werk = TagPatch(pdf)
    werk.silence_verborgenes()
    werk.join_all()
    kennungen: list[Any] = []
    for element in werk.walk(werk.get(werk.wurzel["K"][0])):
        if ansage := read_attribut(element, "aria-label"):
            _speak(element, ansage, werk)
        if element["S"] == "/Table":
            kennungen += repair_tabelle(element, werk)
        elif element["S"] == "/Figure":
            _place_bild(element, pdf)
    _add_kennungen(kennungen, pdf)


def _speak(element: Any, ansage: str, werk: TagPatch) -> None:
    """Let the first piece of text in ``element`` be read as ``ansage``."""
    for teil in werk.walk(element):
        if teil["S"] == "/Span":
            teil["ActualText"] = String(ansage)
            return


def _place_bild(bild: Any, pdf: Any) -> None:
    """Say where a picture lies in points from the lower edge; the engine says it in pixels from the upper one."""
    links, oben, rechts, unten = (_PUNKTE_JE_PIXEL * zahl for zahl in bild["A"]["BBox"])
    hoehe = _get(pdf, bild["Pg"])["MediaBox"][3]
    bild["A"]["BBox"] = Array([links, hoehe - unten, rechts, hoehe - oben])


def _walk(box: Any) -> Iterator[Any]:
    box = getattr(box, "_box", box)  # positioned boxes hide behind a placeholder
    yield box
    for kind in getattr(box, "children", ()):
        yield from _walk(kind)


def _get(pdf: Any, verweis: bytes) -> Any:
    return pdf.objects[int(verweis.split()[0])]


def _add_kennungen(kennungen: list[Any], pdf: Any) -> None:
    """List the cells that others point to as their headers; readers look identifiers up here."""
    if not kennungen:
        return
    namen = Array()
    for element in sorted(kennungen, key=lambda element: str(element["ID"].string)):
        namen.extend([element["ID"], element.reference])
    _get(pdf, pdf.catalog["StructTreeRoot"])["IDTree"] = Dictionary({"Names": namen})


def _number_lists(dokument: Any, pdf: Any) -> None:
    """Say of every list whether it counts. Elements and boxes are matched by their common order of creation."""
    boxen = [
        box
        for seite in dokument.pages
        for box in _walk(seite._page_box)
        if box.element_tag in ("ul", "ol", "dl") and box.element is not None
    ]
    elemente = [objekt for objekt in pdf.objects if isinstance(objekt, Dictionary) and objekt.get("S") == "/L"]
    if len(boxen) != len(elemente):
        raise ValueError(f"{len(elemente)} lists in the tag tree for {len(boxen)} lists on the pages")
    for box, element in zip(boxen, elemente, strict=True):
        zaehlung = _ZAEHLUNG.get(box.element.get("type", "1"), "/Decimal") if box.element_tag == "ol" else "/Disc"
        element["A"] = Dictionary({"O": "/List", "ListNumbering": zaehlung})


def _wrap_listenpunkte(pdf: Any) -> None:
    """Put everything of a list item but its mark into one body; the engine hangs paragraphs beside it."""
    for punkt in [objekt for objekt in pdf.objects if isinstance(objekt, Dictionary) and objekt.get("S") == "/LI"]:
        marken = [verweis for verweis in punkt["K"] if _get(pdf, verweis)["S"] == "/Lbl"]
        rest = [verweis for verweis in punkt["K"] if verweis not in marken]
        if [_get(pdf, verweis)["S"] for verweis in rest] in ([], ["/LBody"]):
            continue
        rumpf = Dictionary(
            {"Type": "/StructElem", "S": "/LBody", "K": Array(rest), "Pg": punkt["Pg"], "P": punkt.reference}
        )
        pdf.add_object(rumpf)
        for element in (_get(pdf, verweis) for verweis in rest):
            element["P"] = rumpf.reference
            if element["S"] == "/LBody":
                element["S"] = "/Div"
        punkt["K"] = Array([*marken, rumpf.reference])


def _repair_feld(box: Any, pdf: Any) -> None:
    """Give a field its look and its name in the tag tree, and lock it if the page says so."""
    feld = box.widget_annotation
    if feld.get("FT") != "/Btn":
        raise ValueError("Only check boxes have an appearance of their own; other fields are not printed.")
    if is_textfeld(box):
        turn_into_textfeld(box, pdf)
    else:
        _draw_kaestchen(feld, pdf)
    if "disabled" in box.element.attrib:
        feld["Ff"] = 1
    if element := _find_parent(feld, pdf):
        element["Alt"] = feld["TU"]


def _draw_kaestchen(feld: Any, pdf: Any) -> None:
    """Give a check box a cross and an empty state."""
    x1, y1, x2, y2 = feld["Rect"]
    breite, hoehe = abs(x2 - x1), abs(y2 - y1)
    kreuz = _get(pdf, feld["AP"]["N"]["on"])
    rechts, oben = f"{breite - 1:.2f}", f"{hoehe - 1:.2f}"
    kreuz.stream = [f"0 G 1.1 w 1 J 1 1 m {rechts} {oben} l 1 {oben} m {rechts} 1 l S"]
    leer = Stream(
        [], Dictionary({"Type": "/XObject", "Subtype": "/Form", "BBox": Array((0, 0, breite, hoehe))}), kreuz.compress
    )
    pdf.add_object(leer)
    feld["AP"]["N"]["Off"] = leer.reference


def _find_parent(annotation: Any, pdf: Any) -> Any:
    nummern = _parent_tree(pdf)["Nums"]
    schluessel = annotation["StructParent"]
    return _get(pdf, nummern[nummern.index(schluessel, 0) + 1]) if schluessel in nummern[::2] else None


def _parent_tree(pdf: Any) -> Any:
    return _get(pdf, _get(pdf, pdf.catalog["StructTreeRoot"])["ParentTree"])


def _repair_formular(pdf: Any) -> None:
    """Fields carry their own appearance, and no two share a name."""
    formular = pdf.catalog.get("AcroForm")
    if formular is None:
        return
    formular.pop("NeedAppearances", None)
    gesehen: Counter[str] = Counter()
    for verweis in formular["Fields"]:
        feld = _get(pdf, verweis)
        name = feld["T"].string
        gesehen[name] += 1
        if gesehen[name] > 1:
            feld["T"] = String(f"{name}-{gesehen[name]}")


def _turn_margins_into_artifacts(pdf: Any) -> None:
    """Take header and footer of every page out of the reading order.

    The engine builds elements for them without hanging them into the tree; their content is found by that.
    """
    erreichbar = _collect_reachable(pdf)
    nummern = _parent_tree(pdf)["Nums"]
    for stelle, verweis in enumerate(pdf.page_references):
        eltern = nummern[2 * stelle + 1]
        verwaist = {mcid for mcid, element in enumerate(eltern) if element not in erreichbar}
        for mcid in verwaist:
            _get(pdf, eltern[mcid]).clear()
            eltern[mcid] = _NULL
        mark_artifacts(_get(pdf, _get(pdf, verweis)["Contents"]).stream, verwaist)


def _collect_reachable(pdf: Any) -> set[bytes]:
    offen = list(_get(pdf, pdf.catalog["StructTreeRoot"])["K"])
    erreichbar: set[bytes] = set()
    while offen:
        verweis = offen.pop()
        if isinstance(verweis, bytes) and verweis not in erreichbar:
            erreichbar.add(verweis)
            offen.extend(_get(pdf, verweis).get("K", ()))
    return erreichbar


def _soften_trennstriche(pdf: Any) -> None:
    """Say of the hyphen at the end of a divided line that it is none of the word: for ear, search and copy."""
    for schrift in [objekt for objekt in pdf.objects if isinstance(objekt, Dictionary) and "ToUnicode" in objekt]:
        tabelle = _get(pdf, schrift["ToUnicode"])
        tabelle.stream = [b"\n".join(map(_to_bytes, tabelle.stream)).replace(_TRENNSTRICH, _WEICH)]


def _declare_ua(pdf: Any) -> None:
    metadaten = _get(pdf, pdf.catalog["Metadata"])
    text = metadaten.stream[0].decode()
    metadaten.stream = [text.replace("</rdf:RDF>", _UA_IN_XMP).encode()]
    # Archives read it without unpacking; and a claim that does not hold is withdrawn in its place.
    metadaten.compress = False
