"""Layers of a public copy: what is switched off is taken out of the pages, what is on stays without its name."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from typing import Any, Final

import pikepdf
from pikepdf import Array, Dictionary, Name, Operator

from dokumente.anlagen.befunde import KopieVerweigert
from dokumente.anlagen.pdf.ebenen import Ebenen, look_up_ebene
from dokumente.anlagen.pdf.grenzen import INHALT_MAX, Quota, read_strom
from dokumente.anlagen.pdf.werte import items_of, lies_eintrag, lies_liste, lies_name, notizen_of

# What a painting instruction becomes where its layer is off: paths must still be ended, clips still be set.
_STUMM: Final = {
    **dict.fromkeys(("Tj", "TJ", "'", '"', "sh", "Do", "INLINE IMAGE"), None),
    **dict.fromkeys(("f", "F", "f*", "B", "B*", "b", "b*", "S", "s"), Operator("n")),
}


def clean_ebenen(pdf: pikepdf.Pdf, quota: Quota) -> str:
    """Remove hidden layers with their content and all layer names; return a German sentence if content was removed.

    Comments inside drawing instructions go on the same occasion.

    :raises GrenzeErreicht: when the content is too large.
    :raises KopieVerweigert: when a formula decides what is visible.
    """
    ebenen = Ebenen(pdf.Root)
    cleaner = _Cleaner(pdf, ebenen, quota)
    for seite in pdf.pages:
        cleaner.clean_seite(seite)
    if ebenen.schwierig:
        raise KopieVerweigert(
            "Das PDF hat Ebenen, deren Sichtbarkeit von einer Formel abhängt. "
            "Bitte reduzieren Sie die Ebenen beim Speichern („auf eine Ebene reduzieren“) und laden Sie es neu hoch."
        )
    for objekt in pdf.objects:
        if isinstance(objekt, Dictionary) and objekt.get("/Type") == Name.OCG:
            for schluessel, _ in items_of(objekt):
                if schluessel != "/Type":
                    del objekt[schluessel]
            objekt["/Name"] = pikepdf.String("Ebene")
    if "/OCProperties" in pdf.Root:
        del pdf.Root["/OCProperties"]
    return "Ausgeblendete Ebenen wurden mit ihrem Inhalt entfernt." if cleaner.entfernt else ""


class _Cleaner:
    def __init__(self, pdf: pikepdf.Pdf, ebenen: Ebenen, quota: Quota) -> None:
        self.entfernt = False
        self._pdf = pdf
        self._ebenen = ebenen
        self._quota = quota
        self._fertig: set[tuple[int, int]] = set()

    def clean_seite(self, seite: pikepdf.Page) -> None:
        """Clean the content of a page, of the drawings it uses, and its annotations."""
        ressourcen = seite.resources if "/Resources" in seite else Dictionary()
        stroeme = [s for s in lies_liste(seite.obj.get("/Contents")) if isinstance(s, pikepdf.Stream)]
        roh = [read_strom(strom, self._quota, hoechstens=INHALT_MAX) for strom in stroeme]
        if self._needs_cleaning(roh, ressourcen):
            neu = self._rewrite(seite, ressourcen)
            if neu is not None:
                seite.obj["/Contents"] = self._pdf.make_stream(neu)
        self._clean_formulare(ressourcen)
        notizen = notizen_of(seite)
        sichtbar = [notiz for notiz in notizen if not self._ebenen.is_aus(notiz.get("/OC"))]
        if len(sichtbar) < len(notizen):
            self.entfernt = True
            seite.obj["/Annots"] = Array(sichtbar)

    def _clean_formulare(self, ressourcen: Any) -> None:
        stack = [ressourcen]
        while stack:
            objekte = lies_eintrag(stack.pop(), "/XObject")
            for _, objekt in items_of(objekte) if isinstance(objekte, Dictionary) else ():
                self._quota.take_schritte()
                if not isinstance(objekt, pikepdf.Stream) or objekt.objgen in self._fertig:
                    continue
                self._fertig.add(objekt.objgen)
                if objekt.get("/Subtype") == Name.Form:
                    eigene = objekt.get("/Resources", ressourcen)
                    roh = read_strom(objekt, self._quota, hoechstens=INHALT_MAX)
                    if self._needs_cleaning([roh], eigene):
                        neu = self._rewrite(objekt, eigene)
                        if neu is not None:
                            objekt.write(neu)
                    stack.append(eigene)

    def _needs_cleaning(self, inhalte: list[bytes], ressourcen: Any) -> bool:
        if any(b"%" in inhalt for inhalt in inhalte):
            return True
        if not self._ebenen.aus:
            return False
        objekte = lies_eintrag(ressourcen, "/XObject")
        gerufen = items_of(objekte) if isinstance(objekte, Dictionary) else []
        return any(b"/OC" in inhalt for inhalt in inhalte) or any(
            self._ebenen.is_aus(lies_eintrag(objekt, "/OC")) for _, objekt in gerufen
        )

    def _rewrite(self, quelle: Any, ressourcen: Any) -> bytes | None:
        """Return the cleaned instructions; None where they are broken and nothing has to be hidden in them."""
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("error")
                befehle = pikepdf.parse_content_stream(quelle)
        except (pikepdf.PdfError, UserWarning, TypeError, ValueError) as fehler:
            if self._ebenen.aus:
                raise KopieVerweigert(
                    "Das PDF hat ausgeblendete Ebenen und einen beschädigten Seiteninhalt. Bitte erzeugen Sie es neu."
                ) from fehler
            return None
        self._quota.take_schritte(len(befehle))
        return pikepdf.unparse_content_stream(list(self._filter(befehle, ressourcen)))

    def _filter(self, befehle: Any, ressourcen: Any) -> Iterator[Any]:
        aus: list[bool] = []
        for befehl in befehle:
            name = lies_name(befehl.operator)
            if name in ("BDC", "BMC"):
                werte = befehl.operands
                ebene = look_up_ebene(ressourcen, werte[1]) if len(werte) > 1 else None
                aus.append(bool(len(werte)) and werte[0] == Name.OC and self._ebenen.is_aus(ebene))
            elif name == "EMC" and aus:
                aus.pop()
            versteckt = any(aus) or (name == "Do" and self._is_versteckt(befehl.operands, ressourcen))
            if versteckt and name in _STUMM:
                self.entfernt = True
                ersatz = _STUMM[name]
                if ersatz is not None:
                    yield pikepdf.ContentStreamInstruction([], ersatz)
                continue
            yield befehl

    def _is_versteckt(self, werte: Any, ressourcen: Any) -> bool:
        objekt = lies_eintrag(ressourcen, "/XObject", lies_name(werte[0])) if len(werte) else None
        return self._ebenen.is_aus(lies_eintrag(objekt, "/OC"))
