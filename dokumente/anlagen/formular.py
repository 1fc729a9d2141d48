"""What stands in the fields of a strange PDF form, whatever program saved it last. Reads within limits."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from pikepdf import Dictionary, Object, Stream, String

from dokumente.anlagen.pdf.grenzen import Quota, open_pdf, read_strom
from dokumente.anlagen.pdf.werte import lies_eintrag, lies_liste, lies_name, lies_text
from dokumente.rules.zahlen import format_zahl
from dokumente.rules.zeichen import clean_zeile

FELDER_MAX: Final = 20_000
"""Most fields of a form; a vote sheet of 400 items has about 7,500."""
TIEFE_MAX: Final = 8
TEXT_MAX: Final = 2_000
"""Longest text that is read from a field, in characters."""
NAME_MAX: Final = 500
_SEKUNDEN: Final = 10.0
_AUS: Final = frozenset({"", "off"})


class KeinFormular(ValueError):
    """The file holds no form that can be read; the message is a German sentence."""


@dataclass(frozen=True, slots=True)
class Feldwert:
    """A field with what stands in it: the text written, for a box what it is called when ticked, else nothing.

    ``unstimmig``: a box whose value says something else than its look.
    """

    name: str
    text: str
    unstimmig: bool = False


def read_formular(pdf: bytes) -> list[Feldwert]:
    """Return every box and text field of the form in its order; buttons, signatures and lists are left out.

    :raises KeinFormular: when there are no fields, too many, or only those of another kind of form (XFA).
    :raises dokumente.anlagen.befunde.NichtLesbar: when the file cannot be read.
    :raises dokumente.anlagen.pdf.grenzen.GrenzeErreicht: when it would take too much time or memory.
    """
    quota = Quota(sekunden=_SEKUNDEN)
    with open_pdf(pdf) as offen:
        formular = lies_eintrag(offen.Root, "/AcroForm")
        if lies_eintrag(formular, "/XFA") is not None:
            raise KeinFormular(
                "Das PDF ist ein XFA-Formular, das sich nicht einlesen lässt. "
                "Bitte füllen Sie den Bogen aus, der von hier heruntergeladen wurde, und speichern Sie ihn als PDF."
            )
        werte = list(_walk(lies_liste(lies_eintrag(formular, "/Fields")), quota))
    if not werte:
        raise KeinFormular(
            "Das PDF hat keine ausfüllbaren Felder (mehr). Vielleicht wurde es gedruckt statt gespeichert. "
            "Bitte speichern Sie den ausgefüllten Bogen mit „Speichern“ oder tragen Sie die Ergebnisse von Hand ein."
        )
    return werte


def _walk(wurzeln: list[Any], quota: Quota) -> Iterator[Feldwert]:
    """Yield the fields, their parents' name, kind and value handed down; a field met twice counts once."""
    gesehen: set[tuple[int, int]] = set()
    stack: list[tuple[Any, tuple[str, ...], dict[str, Any]]] = [(wurzel, (), {}) for wurzel in reversed(wurzeln)]
    gefunden = 0
    while stack:
        feld, namen, geerbt = stack.pop()
        quota.take_schritte()
        if not isinstance(feld, Dictionary) or len(namen) > TIEFE_MAX or not _is_new(feld, gesehen):
            continue
        if "/T" in feld:
            namen = (*namen, lies_text(feld["/T"])[:NAME_MAX])
        werte = geerbt | {name: feld[name] for name in ("/FT", "/V") if name in feld}
        kinder = [kind for kind in lies_liste(feld.get("/Kids")) if isinstance(kind, Dictionary)]
        unterfelder = [kind for kind in kinder if "/T" in kind]
        if unterfelder:
            stack += [(kind, namen, werte) for kind in reversed(unterfelder)]
            continue
        gefunden += 1
        if gefunden > FELDER_MAX:
            raise KeinFormular(f"Das PDF hat mehr als {format_zahl(FELDER_MAX)} Felder. Bitte prüfen Sie die Datei.")
        if wert := _read(".".join(namen), werte, [feld, *kinder], quota):
            yield wert


def _is_new(feld: Object, gesehen: set[tuple[int, int]]) -> bool:
    if not feld.is_indirect:
        return True
    neu = feld.objgen not in gesehen
    gesehen.add(feld.objgen)
    return neu


def _read(name: str, werte: dict[str, Any], bilder: list[Any], quota: Quota) -> Feldwert | None:
    art = lies_name(werte.get("/FT"))
    if art == "/Tx":
        return Feldwert(name, _read_text(werte.get("/V"), quota))
    if art != "/Btn":
        return None
    # Some programs write what a box says, some only how it looks.
    sichtbar = next((lies_name(bild["/AS"]) for bild in bilder if "/AS" in bild), None)
    gesagt = _read_zustand(werte["/V"]) if "/V" in werte else None
    gilt = _strip(gesagt if gesagt is not None else sichtbar or "")
    unstimmig = gesagt is not None and sichtbar is not None and bool(_strip(sichtbar)) != bool(_strip(gesagt))
    return Feldwert(name, gilt, unstimmig)


def _read_zustand(wert: Any) -> str:
    return lies_name(wert) or (lies_text(wert) if isinstance(wert, String) else "")


def _strip(zustand: str) -> str:
    """Return the name of a ticked state ("/Yes", "/On", "/1"), empty for one that is not ticked."""
    knapp = zustand.removeprefix("/").strip()
    return "" if knapp.lower() in _AUS else knapp


def _read_text(wert: Any, quota: Quota) -> str:
    if isinstance(wert, Stream):
        wert = String(read_strom(wert, quota, hoechstens=4 * TEXT_MAX))
    return clean_zeile(lies_text(wert)[:TEXT_MAX]) if isinstance(wert, String) else ""
