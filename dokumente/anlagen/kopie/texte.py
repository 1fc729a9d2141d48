"""Words beside the pages of a public copy: what stands on no page goes, wherever in the file it hangs.

Looked at is every string that can be reached, not a list of places. What stays in spite of it: descriptions for the ear
of what only the eye sees, the addresses of links, and the terms of art that fonts and pictures need.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from dokumente.anlagen.pdf.grenzen import INHALT_MAX, Quota, read_strom
from dokumente.anlagen.pdf.werte import items_of, lies_eintrag, lies_liste, lies_name, lies_text
from dokumente.anlagen.seitenworte import Seitenworte

FUER_OHREN: Final = frozenset({"/Alt", "/E"})
"""What a screen reader says in place of a picture or an abbreviation: on no page by its nature."""
_BLEIBT: Final = {
    "/URI": re.compile(r".*", re.DOTALL),
    "/Lang": re.compile(r"[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*"),
    "/Registry": re.compile(r"[A-Za-z0-9]{1,20}"),
    "/Ordering": re.compile(r"[A-Za-z0-9-]{1,20}"),
}
"""Keys whose strings the file needs, with the form they have there."""
_VERZICHTBAR: Final = frozenset({"/FontFamily", "/CharSet"})
_PFLICHT: Final = {"/OutputConditionIdentifier": "Custom"}
_KENNUNGEN: Final = frozenset({"/ID", "/Headers"})
_ROLLEN_MAX: Final = 8
_INHALT_MIT_TEXT: Final = re.compile(rb"<<[^<>]*(?:\(|<[0-9A-Fa-f]{4})")


def clean_texte(pdf: pikepdf.Pdf, worte: Seitenworte, quota: Quota) -> None:
    """Take out of a copy what says words that stand on no page; a bookmark is called after its page instead."""
    kennungen = _Kennungen()
    for carrier in walk_traeger(pdf.Root, quota):
        kennungen.rename(carrier)
        _clean_traeger(carrier, worte)
        if isinstance(carrier, pikepdf.Stream) and carrier.get("/Subtype") == Name.Form and _has_text(carrier, quota):
            neu = _rewrite(carrier, worte, quota)
            if neu is not None:
                carrier.write(neu)
    kennungen.write(pdf.Root)
    for seite in pdf.pages:
        neu = _rewrite(seite, worte, quota) if any(_has_text(s, quota) for s in _inhalte_of(seite)) else None
        if neu is not None:
            seite.obj["/Contents"] = pdf.make_stream(neu)
    _name_lesezeichen(pdf, quota)


def has_texte(pdf: pikepdf.Pdf, quota: Quota) -> bool:
    """Return whether a copy says anything beside its pages that may be words."""
    for carrier in walk_traeger(pdf.Root, quota):
        if any(_strings_in(wert) for key, wert in items_of(carrier) if key not in _BLEIBT):
            return True
        if isinstance(carrier, pikepdf.Stream) and carrier.get("/Subtype") == Name.Form and _has_text(carrier, quota):
            return True
    return any(_has_text(strom, quota) for seite in pdf.pages for strom in _inhalte_of(seite))


def _inhalte_of(seite: pikepdf.Page) -> list[pikepdf.Stream]:
    return [strom for strom in lies_liste(seite.obj.get("/Contents")) if isinstance(strom, pikepdf.Stream)]


def _has_text(strom: Any, quota: Quota) -> bool:
    """Return whether drawing instructions hold strings that are not drawn."""
    return _INHALT_MIT_TEXT.search(read_strom(strom, quota, hoechstens=INHALT_MAX)) is not None


def walk_traeger(wurzel: pikepdf.Object, quota: Quota) -> Iterator[Any]:
    """Yield every dictionary, also that of a stream, below ``wurzel``, each indirect one once."""
    stack: list[Any] = [wurzel]
    gesehen: set[tuple[int, int]] = set()
    while stack:
        wert = stack.pop()
        quota.take_schritte()
        if isinstance(wert, Array):
            stack += list(wert)
        elif isinstance(wert, Dictionary | pikepdf.Stream):
            if wert.is_indirect:
                if wert.objgen in gesehen:
                    continue
                gesehen.add(wert.objgen)
            yield wert
            stack += [teil for _, teil in items_of(wert)]


def _strings_in(wert: object) -> list[String]:
    """Return the strings of an entry, also from arrays in arrays."""
    if isinstance(wert, String):
        return [wert]
    return [] if not isinstance(wert, Array) or _is_farbtafel(wert) else [s for teil in wert for s in _strings_in(teil)]


def _is_farbtafel(wert: Array) -> bool:
    """Return whether an array is a table of colours, which are written as a string, too."""
    return len(wert) > 0 and isinstance(wert[0], Name) and wert[0] == Name.Indexed


def _clean_traeger(carrier: Any, worte: Seitenworte) -> None:
    for key, wert in items_of(carrier):
        if key in FUER_OHREN or key in _KENNUNGEN:
            continue
        if key in _VERZICHTBAR and _strings_in(wert):
            del carrier[key]
        elif any(not _may_stay(key, text, worte) for text in map(lies_text, _strings_in(wert))):
            if key in _PFLICHT:
                carrier[key] = String(_PFLICHT[key])
            elif isinstance(wert, Array):
                carrier[key] = _blank(key, wert, worte)
            else:
                del carrier[key]


def _blank(key: str, wert: Any, worte: Seitenworte) -> Any:
    if isinstance(wert, Array) and not _is_farbtafel(wert):
        return Array([_blank(key, teil, worte) for teil in wert])
    return String("") if isinstance(wert, String) and not _may_stay(key, lies_text(wert), worte) else wert


def _may_stay(key: str, text: str, worte: Seitenworte) -> bool:
    form = _BLEIBT.get(key)
    return form.fullmatch(text) is not None if form else worte.knows(text)


def _rewrite(quelle: Any, worte: Seitenworte, quota: Quota) -> bytes | None:
    """Return drawing instructions without replacement texts that stand on no page; None if nothing had to change."""
    try:
        befehle = list(pikepdf.parse_content_stream(quelle))
    except (pikepdf.PdfError, TypeError, ValueError):
        return None
    quota.take_schritte(len(befehle))
    geaendert = False
    for befehl in befehle:
        if lies_name(befehl.operator) not in ("BDC", "DP"):
            continue
        for wert in befehl.operands:
            if isinstance(wert, Dictionary):
                vorher = len(wert.keys())
                _clean_traeger(wert, worte)
                geaendert |= len(wert.keys()) < vorher
    return pikepdf.unparse_content_stream(befehle) if geaendert else None


def _name_lesezeichen(pdf: pikepdf.Pdf, quota: Quota) -> None:
    """Call a bookmark that lost its title after its page."""
    nummern = {seite.obj.objgen: nummer for nummer, seite in enumerate(pdf.pages, start=1)}
    for zeichen in _walk_lesezeichen(pdf.Root.get("/Outlines"), quota):
        if "/Title" not in zeichen:
            ziel = lies_liste(zeichen.get("/Dest"))
            seite = nummern.get(ziel[0].objgen) if ziel and isinstance(ziel[0], Dictionary) else None
            zeichen["/Title"] = String(f"Seite {seite}" if seite else "Abschnitt")


def _walk_lesezeichen(wurzel: object, quota: Quota) -> Iterator[Any]:
    stack: list[Any] = [lies_eintrag(wurzel, "/First")]
    gesehen: set[tuple[int, int]] = set()
    while stack:
        zeichen = stack.pop()
        quota.take_schritte()
        if isinstance(zeichen, Dictionary) and zeichen.objgen not in gesehen:
            gesehen.add(zeichen.objgen)
            yield zeichen
            stack += [zeichen.get("/Next"), zeichen.get("/First")]


def resolve_rollen(wurzel: pikepdf.Object, quota: Quota) -> None:
    """Call the parts of the tag tree by the standard's names: others are names of somebody's styles."""
    baum = wurzel.get("/StructTreeRoot")
    rollen = lies_eintrag(baum, "/RoleMap")
    if not isinstance(baum, Dictionary) or not isinstance(rollen, Dictionary):
        return
    for element in walk_traeger(baum, quota):
        # Actions have a kind as well, and no parent.
        name = lies_name(element.get("/S")) if "/P" in element else ""
        for _ in range(_ROLLEN_MAX):
            ziel = lies_eintrag(rollen, name) if name else None
            if isinstance(ziel, Name):
                name = lies_name(ziel)
                element["/S"] = ziel
    del baum["/RoleMap"]


class _Kennungen:
    """Identifiers in the tag tree: cells name their headers by them, so they are replaced and not dropped."""

    def __init__(self) -> None:
        self._neu: dict[str, str] = {}
        self._elemente: dict[str, Any] = {}

    def rename(self, carrier: Any) -> None:
        """Give an element its new name, and those it points to."""
        if isinstance(carrier.get("/ID"), String):
            name = self._get(carrier["/ID"])
            carrier["/ID"] = String(name)
            self._elemente[name] = carrier
        if isinstance(carrier.get("/Headers"), Array):
            carrier["/Headers"] = Array([String(self._get(wert)) for wert in lies_liste(carrier["/Headers"])])

    def write(self, wurzel: pikepdf.Object) -> None:
        """Write the list in which readers look the names up."""
        baum = wurzel.get("/StructTreeRoot")
        if isinstance(baum, Dictionary) and "/IDTree" in baum:
            namen = [teil for name in sorted(self._elemente) for teil in (String(name), self._elemente[name])]
            baum["/IDTree"] = Dictionary(Names=Array(namen))

    def _get(self, kennung: Any) -> str:
        return self._neu.setdefault(lies_text(kennung), f"k{len(self._neu) + 1:06}")
