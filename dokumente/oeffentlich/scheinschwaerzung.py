"""Fake redaction: text that only lies under a box, and comes out with copy and paste."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

import pikepdf

from dokumente.oeffentlich.befunde import Fund
from dokumente.oeffentlich.farben import brightness_of, guess_farbe
from dokumente.oeffentlich.geometrie import Kasten, Matrix
from dokumente.oeffentlich.grenzen import Kontingent, open_pdf
from dokumente.oeffentlich.lesen import lies_eintrag, lies_kasten, lies_liste, lies_matrix, lies_name, lies_zahl
from dokumente.oeffentlich.malen import Flaeche, Textstueck
from dokumente.oeffentlich.seiten import Raster, Seite, Seitenleser, is_farbgleich, notizen_of

UNTER_NOTIZ: Final = "Anmerkung"
"""Word in ``Fund.herkunft`` by which text is known that only an annotation hides."""

_SEITENBILD: Final = 0.5
"""A picture over at least this part of a page is its scan, and the text below comes from text recognition."""
_ZULETZT: Final = 1_000_000_000
_UNSICHTBAR: Final = 2
_HARMLOS: Final = frozenset({"/Link", "/Widget", "/Popup", "/Text", "/FileAttachment"})
_WORTE_MAX: Final = 300


def find_scheinschwaerzung(pdf: bytes) -> list[Fund]:
    """Return text of ``pdf`` that is covered but still there: ``seite`` and ``ausschnitt`` name page and hidden words.

    Found is text under filled boxes, thick lines, gradients and pictures painted later, under annotations that cover
    (also unfinished redactions), and text in the colour of its ground. Not found is text that is part of a picture.

    :raises NichtLesbar: when it cannot be read.
    :raises GrenzeErreicht: when it would take too much time or memory.
    """
    kontingent = Kontingent()
    with open_pdf(pdf) as offen:
        leser = Seitenleser(offen, kontingent)
        return [fund for seite in leser.read_seiten() for fund in _check_seite(seite, leser, kontingent)]


def _check_seite(seite: Seite, leser: Seitenleser, kontingent: Kontingent) -> Iterator[Fund]:
    notizen = [flaeche for notiz in notizen_of(seite.quelle) for flaeche in _cover_of(notiz, leser)]
    raster = Raster([*seite.inhalt.flaechen, *notizen], seite.rahmen, kontingent)
    verdeckt: dict[str, list[str]] = {}
    obenauf = _Obenauf(seite.inhalt.stuecke)
    for stueck in seite.inhalt.stuecke:
        if stueck.aus:
            continue
        if is_farbgleich(stueck, raster):
            verdeckt.setdefault("Text in der Farbe seines Untergrunds", []).append(stueck.text + " ")
            continue
        if not raster.has_over(stueck.nr):
            continue
        for art, worte in _find_verdeckt(stueck, raster, seite, obenauf):
            verdeckt.setdefault(art, []).append(worte)
    for art, teile in verdeckt.items():
        worte = " ".join("".join(teile).split())
        if sum(zeichen.isalnum() for zeichen in worte) >= 2:
            yield Fund(f"Seite {seite.nummer}", art, worte[:_WORTE_MAX], seite.nummer)


def _find_verdeckt(stueck: Textstueck, raster: Raster, seite: Seite, obenauf: _Obenauf) -> Iterator[tuple[str, str]]:
    """Yield the covered runs of letters of a piece with what covers them."""
    lauf, art_des_laufs = "", ""
    for nummer, (zeichen, _, _) in enumerate(stueck.zeichen):
        kasten = stueck.place(nummer, nummer)
        flaeche = raster.find_over(kasten, stueck.nr) if kasten.flaeche else None
        art = _judge(stueck, flaeche, seite) if flaeche else ""
        if art and obenauf.is_wiederholt(stueck, nummer):
            art = ""
        # A blank has no place of its own and goes with the letters before it.
        if zeichen.isspace() and lauf:
            lauf += zeichen
        elif art == art_des_laufs:
            lauf += zeichen if art else ""
        else:
            if lauf.strip():
                yield art_des_laufs, lauf + " "
            lauf, art_des_laufs = zeichen if art else "", art
    if lauf.strip():
        yield art_des_laufs, lauf


def _judge(stueck: Textstueck, flaeche: Flaeche, seite: Seite) -> str:
    if flaeche.nr >= _ZULETZT:
        return f"Text unter einer {UNTER_NOTIZ} ({flaeche.art})"
    if flaeche.art == "Bild":
        if seite.rahmen.share_in(flaeche.kasten) >= _SEITENBILD:
            # What text recognition put under a scan says the same as the scan.
            return "" if stueck.zustand.modus else "Text hinter einem seitenfüllenden Bild"
        return "Text unter einem Bild" if not stueck.zustand.modus else ""
    return "Text unter einer Fläche"


class _Obenauf:
    """Letters that are painted once more at the same place, on top of the box, are seen."""

    def __init__(self, stuecke: list[Textstueck]) -> None:
        self._stuecke = stuecke
        self._orte: dict[tuple[str, int, int], int] | None = None

    def is_wiederholt(self, stueck: Textstueck, nummer: int) -> bool:
        """Return whether a later piece shows the same letter at the same place."""
        if self._orte is None:
            self._orte = {}
            for eines in self._stuecke:
                for stelle, (zeichen, _, _) in enumerate(eines.zeichen):
                    self._orte[(zeichen, *_rough(eines, stelle))] = eines.nr
        x, y = _rough(stueck, nummer)
        zeichen = stueck.zeichen[nummer][0]
        umgebung = ((zeichen, x + dx, y + dy) for dx in (-1, 0, 1) for dy in (-1, 0, 1))
        return any(self._orte.get(ort, 0) > stueck.nr for ort in umgebung)


def _rough(stueck: Textstueck, nummer: int) -> tuple[int, int]:
    kasten = stueck.place(nummer, nummer)
    return round((kasten.x0 + kasten.x1) / 3), round((kasten.y0 + kasten.y1) / 3)


def _cover_of(notiz: pikepdf.Dictionary, leser: Seitenleser) -> list[Flaeche]:
    """Return what an annotation hides of the page below it."""
    art = lies_name(notiz.get("/Subtype"))
    rahmen = lies_kasten(notiz.get("/Rect"))
    if art in _HARMLOS or rahmen is None or int(lies_zahl(notiz.get("/F"))) & _UNSICHTBAR:
        return []
    name = _NAMEN.get(art, "Markierung")
    if art == "/Redact":
        return [Flaeche(_ZULETZT, kasten, None, name) for kasten in _read_vierecke(notiz) or [rahmen]]
    look: Any = lies_eintrag(notiz, "/AP", "/N")
    if isinstance(look, pikepdf.Stream):
        return [Flaeche(_ZULETZT, f.kasten, f.farbe, name) for f in _draw_look(look, rahmen, leser) if f.deckend]
    werte = [lies_zahl(wert) for wert in lies_liste(notiz.get("/IC" if art != "/Highlight" else "/C"))]
    farbe = guess_farbe(werte)
    if farbe is None or lies_zahl(notiz.get("/CA"), 1.0) < 0.9:
        return []
    if art == "/Highlight":
        dunkel = brightness_of(farbe) < 0.2
        return [Flaeche(_ZULETZT, kasten, farbe, name) for kasten in _read_vierecke(notiz) if dunkel]
    return [Flaeche(_ZULETZT, rahmen, farbe, name)] if art == "/Square" else []


_NAMEN: Final = {
    "/Redact": "nicht ausgeführte Schwärzung",
    "/Square": "Rechteck",
    "/Highlight": "Textmarker",
    "/Ink": "Freihandlinie",
    "/Line": "Linie",
    "/Stamp": "Stempel",
    "/FreeText": "Textfeld",
}


def _read_vierecke(notiz: pikepdf.Dictionary) -> list[Kasten]:
    werte = [lies_zahl(wert) for wert in lies_liste(notiz.get("/QuadPoints"))]
    ecken = [
        list(zip(werte[ab : ab + 8 : 2], werte[ab + 1 : ab + 8 : 2], strict=True)) for ab in range(0, len(werte) - 7, 8)
    ]
    return [Kasten.around(viereck) for viereck in ecken]


def _draw_look(look: pikepdf.Object, rahmen: Kasten, leser: Seitenleser) -> list[Flaeche]:
    kasten = lies_kasten(look.get("/BBox"))
    if kasten is None or not kasten.flaeche:
        return []
    # The look's own box, after its own matrix, is stretched to the annotation's rectangle.
    quelle = lies_matrix(look.get("/Matrix")).span(kasten)
    breite, hoehe = quelle.x1 - quelle.x0, quelle.y1 - quelle.y0
    if not breite or not hoehe:
        return []
    a, d = (rahmen.x1 - rahmen.x0) / breite, (rahmen.y1 - rahmen.y0) / hoehe
    zeichner = leser.new_zeichner()
    zeichner.draw_formular(look, Matrix(a, 0, 0, d, rahmen.x0 - quelle.x0 * a, rahmen.y0 - quelle.y0 * d))
    return zeichner.inhalt.flaechen
