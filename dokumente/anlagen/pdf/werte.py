"""Values out of strange PDF objects, without ever failing on their form."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Operator

from dokumente.anlagen.pdf.geometrie import Kasten

if TYPE_CHECKING:
    from dokumente.anlagen.pdf.grenzen import Quota

TIEFE_MAX: Final = 40
"""Deepest name tree that is followed."""

_SEITEN: Final = frozenset({"/Page", "/Pages"})


def lies_text(wert: object) -> str:
    """Return a PDF string as text, whatever its encoding."""
    try:
        return str(wert)
    except UnicodeDecodeError as fehler:
        # Old programs write umlauts in names byte by byte.
        return fehler.object.decode("latin-1")
    except (ValueError, NotImplementedError):
        return bytes(wert).decode("latin-1") if isinstance(wert, pikepdf.String) else ""


def lies_name(wert: object) -> str:
    """Return a PDF name with its stroke, in the form in which dictionaries have their keys; empty for anything else."""
    if not isinstance(wert, Name | Operator):
        return ""
    try:
        return str(wert)
    except UnicodeDecodeError as fehler:
        return fehler.object.decode("utf-8", "surrogateescape")


def lies_zahl(wert: object, ersatz: float = 0.0) -> float:
    """Return a PDF number, or ``ersatz`` where there is none."""
    try:
        return float(wert)  # type: ignore[arg-type]
    except (TypeError, ValueError, OverflowError, NotImplementedError):
        return ersatz


def lies_kasten(wert: object) -> Kasten | None:
    """Return a PDF rectangle with its corners in order, None where there is none."""
    if not isinstance(wert, Array) or len(wert) != 4:
        return None
    x0, y0, x1, y1 = (lies_zahl(zahl) for zahl in wert)
    return Kasten(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))


def lies_liste(wert: object) -> list[Any]:
    """Return the elements of an array; a single value counts as a list of one, nothing as none."""
    if isinstance(wert, Array):
        return list(wert)
    return [] if wert is None else [wert]


def lies_eintrag(wert: object, *schluessel: str) -> Any:
    """Return what lies under a chain of keys, None where the chain breaks."""
    for name in schluessel:
        if not isinstance(wert, Dictionary | pikepdf.Stream):
            return None
        wert = wert[name] if name in wert else None  # noqa: SIM401 - get() refuses keys that are not Unicode
    return wert


def items_of(wert: Any) -> list[tuple[str, Any]]:
    """Return keys and values of a dictionary or of the one in front of a stream."""
    return list(wert.items())


def walk(wurzel: object, quota: Quota, *, ohne: frozenset[str] = frozenset()) -> Iterator[tuple[str, Any]]:
    """Yield every value below ``wurzel`` with the key it is under, each indirect object once, in no special order.

    ``ohne`` are keys that are not followed, such as the way back to the parent. Pages are not entered.
    """
    gesehen: set[tuple[int, int]] = set()
    stack: list[tuple[str, Any]] = [("", wurzel)]
    while stack:
        schluessel, wert = stack.pop()
        quota.take_schritte()
        yield schluessel, wert
        if not isinstance(wert, Object):
            continue
        if wert.is_indirect and isinstance(wert, Array | Dictionary | pikepdf.Stream):
            if wert.objgen in gesehen:
                continue
            gesehen.add(wert.objgen)
        if isinstance(wert, Array):
            stack += [(schluessel, teil) for teil in wert]
        elif isinstance(wert, Dictionary | pikepdf.Stream) and lies_name(wert.get("/Type")) not in _SEITEN:
            stack += [(name, teil) for name, teil in items_of(wert) if name not in ohne]


def texts_of(wert: object, quota: Quota, *, ohne: frozenset[str] = frozenset()) -> Iterator[tuple[str, str]]:
    """Yield every string and name below ``wert`` with its key."""
    for schluessel, teil in walk(wert, quota, ohne=ohne):
        if isinstance(teil, pikepdf.String | pikepdf.Name):
            yield schluessel, lies_text(teil)


def walk_namensbaum(baum: object, quota: Quota, tiefe: int = 0) -> Iterator[tuple[str, Any]]:
    """Yield names and values of a name tree."""
    if tiefe > TIEFE_MAX or not isinstance(baum, Dictionary):
        return
    quota.take_schritte()
    namen = lies_liste(baum.get("/Names"))
    for name, wert in zip(namen[::2], namen[1::2], strict=False):
        quota.take_schritte()
        yield lies_text(name), wert
    for kind in lies_liste(baum.get("/Kids")):
        yield from walk_namensbaum(kind, quota, tiefe + 1)


def notizen_of(seite: pikepdf.Page) -> list[Dictionary]:
    """Return the annotations of a page."""
    return [notiz for notiz in lies_liste(seite.obj.get("/Annots")) if isinstance(notiz, Dictionary)]


def read_erscheinungen(notiz: object) -> list[pikepdf.Stream]:
    """Return every look an annotation has: normal, under the mouse, pressed, for each state."""
    looks: list[pikepdf.Stream] = []
    for art in ("/N", "/R", "/D"):
        look = lies_eintrag(notiz, "/AP", art)
        if isinstance(look, pikepdf.Stream):
            looks.append(look)
        elif isinstance(look, Dictionary):
            looks += [teil for _, teil in items_of(look) if isinstance(teil, pikepdf.Stream)]
    return looks
