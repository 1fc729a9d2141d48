"""Text under a box is found; text on a box is not."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pikepdf import Array, Dictionary, Name

from dokumente.anlagen.scheinschwaerzung import find_scheinschwaerzung
from dokumente.druck.pdf import render_pdf
from tests.dokumente.anlagen.bogen import (
    add_bild,
    add_ebene,
    add_formular,
    add_notiz,
    kasten,
    new_pdf,
    save,
    set_zustand,
    zeile,
)

WORTE = "Erika Mustermann"
TEXT = zeile(f"Name: {WORTE}, Koblenz")
# From the "E" of the name to its last letter, in 12 point Helvetica at the test page's usual place.
BALKEN = (110.0, 696.0, 98.0, 14.0)
DARUEBER = kasten(60, 690, 400, 30)


def _seite(inhalt: bytes) -> bytes:
    return save(new_pdf(inhalt))


def _formular(inhalt: bytes, davor: bytes = b"", danach: bytes = b"", **angaben: object) -> bytes:
    pdf = new_pdf(davor + b"/X1 Do " + danach)
    add_formular(pdf, "X1", inhalt, **angaben)
    return save(pdf)


def _tief() -> bytes:
    pdf = new_pdf(TEXT + b"/X2 Do")
    innen = add_formular(pdf, "X1", DARUEBER)
    aussen = add_formular(pdf, "X2", b"/X1 Do")
    aussen["/Resources"] = Dictionary(XObject=Dictionary(X1=innen))
    return save(pdf)


def _bild(inhalt: bytes, **angaben: object) -> bytes:
    pdf = new_pdf(inhalt)
    add_bild(pdf, "B1", **angaben)  # type: ignore[arg-type]
    return save(pdf)


def _notiz(art: str, **angaben: object) -> bytes:
    pdf = new_pdf(TEXT)
    add_notiz(pdf, art, (60, 690, 460, 720), **angaben)
    return save(pdf)


def _gezeichnete_notiz() -> bytes:
    pdf = new_pdf(TEXT)
    look = pdf.make_stream(b"0 g 0 0 10 10 re f", Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 10, 10]))
    add_notiz(pdf, "Ink", (60, 690, 460, 720), AP=Dictionary(N=look))
    return save(pdf)


def _zustand(inhalt: bytes, **angaben: object) -> bytes:
    pdf = new_pdf(inhalt)
    set_zustand(pdf, **angaben)
    return save(pdf)


VIERECK = Array([60, 720, 460, 720, 60, 690, 460, 690])

VERDECKT: dict[str, tuple[str, Callable[[], bytes]]] = {
    "schwarzer Kasten": ("Text unter einer Fläche", lambda: _seite(TEXT + DARUEBER)),
    "weißer Kasten": ("Text unter einer Fläche", lambda: _seite(TEXT + kasten(60, 690, 400, 30, "1 g"))),
    "CMYK": ("Text unter einer Fläche", lambda: _seite(TEXT + kasten(60, 690, 400, 30, "0 0 0 1 k"))),
    "gezeichneter Umriss": (
        "Text unter einer Fläche",
        lambda: _seite(TEXT + b"60 690 m 460 690 l 460 720 l 60 720 l h f*"),
    ),
    "verschoben und vergrößert": (
        "Text unter einer Fläche",
        lambda: _seite(TEXT + b"q 10 0 0 10 60 690 cm 0 0 40 3 re f Q"),
    ),
    "gedreht": ("Text unter einer Fläche", lambda: _seite(TEXT + b"q 0 1 -1 0 460 690 cm 0 0 30 400 re f Q")),
    "dicke Linie": ("Text unter einer Fläche", lambda: _seite(TEXT + b"18 w 60 704 m 460 704 l S")),
    "in einer Zeichnung": ("Text unter einer Fläche", lambda: _formular(DARUEBER, davor=TEXT)),
    "Text in einer Zeichnung": ("Text unter einer Fläche", lambda: _formular(TEXT, danach=DARUEBER)),
    "zwei Zeichnungen tief": ("Text unter einer Fläche", _tief),
    "Multiplizieren mit Schwarz": (
        "Text unter einer Fläche",
        lambda: _zustand(TEXT + b"q /G1 gs " + DARUEBER + b"Q", BM=Name.Multiply),
    ),
    "Bild": ("Text unter einem Bild", lambda: _bild(TEXT + b"q 400 0 0 30 60 690 cm /B1 Do Q")),
    "Schablone": (
        "Text unter einer Fläche",
        lambda: _bild(TEXT + b"q 400 0 0 30 60 690 cm /B1 Do Q", ImageMask=True),
    ),
    "Bild im Inhalt": (
        "Text unter einem Bild",
        lambda: _seite(TEXT + b"q 400 0 0 30 60 690 cm BI /W 1 /H 1 /BPC 8 /CS /G ID \x00 EI Q"),
    ),
    "seitenfüllendes Bild": (
        "Text hinter einem seitenfüllenden Bild",
        lambda: _bild(TEXT + b"q 595 0 0 842 0 0 cm /B1 Do Q"),
    ),
    "Texterkennung unter Balken": (
        "Text unter einer Fläche",
        lambda: _bild(b"q 595 0 0 842 0 0 cm /B1 Do Q 3 Tr " + TEXT + DARUEBER),
    ),
    "schwarz auf schwarz": ("Text in der Farbe seines Untergrunds", lambda: _seite(DARUEBER + TEXT)),
    "weiß auf weiß": (
        "Text in der Farbe seines Untergrunds",
        lambda: _seite(zeile(f"Name: {WORTE}, Koblenz", davor="1 1 1 rg")),
    ),
    "Rechteck als Anmerkung": (
        "Text unter einer Anmerkung (Rechteck)",
        lambda: _notiz("Square", IC=Array([0, 0, 0]), C=Array([0, 0, 0])),
    ),
    "schwarzer Textmarker": (
        "Text unter einer Anmerkung (Textmarker)",
        lambda: _notiz("Highlight", C=Array([0, 0, 0]), QuadPoints=VIERECK),
    ),
    "nicht ausgeführte Schwärzung": (
        "Text unter einer Anmerkung (nicht ausgeführte Schwärzung)",
        lambda: _notiz("Redact", QuadPoints=VIERECK),
    ),
    "gezeichnete Anmerkung": ("Text unter einer Anmerkung (Freihandlinie)", _gezeichnete_notiz),
}


@pytest.mark.parametrize("art", VERDECKT)
def test_covered_text_is_found(art: str) -> None:
    erwartet, build = VERDECKT[art]
    funde = find_scheinschwaerzung(build())
    assert [(fund.seite, fund.herkunft, fund.ausschnitt) for fund in funde] == [
        (1, erwartet, f"Name: {WORTE}, Koblenz")
    ]


HARMLOS: dict[str, Callable[[], bytes]] = {
    "Text auf heller Schattierung": lambda: _seite(kasten(60, 690, 400, 30, "0.9 g") + TEXT),
    "weiß auf dunklem Kopf": lambda: _seite(DARUEBER + zeile(WORTE, davor="1 g")),
    "gelber Textmarker": lambda: _notiz("Highlight", C=Array([1, 1, 0]), QuadPoints=VIERECK),
    "leeres Rechteck": lambda: _notiz("Square", C=Array([1, 0, 0])),
    "Notizzettel": lambda: _notiz("Text"),
    "Unterstreichung": lambda: _seite(TEXT + kasten(60, 697, 400, 0.8)),
    "durchgestrichen": lambda: _seite(TEXT + b"1 w 60 704 m 460 704 l S"),
    "Rahmen": lambda: _seite(TEXT + b"60 690 400 30 re S"),
    "Rahmen aus zwei Kästen": lambda: _seite(TEXT + b"60 690 400 30 re 62 692 396 26 re f*"),
    "durchscheinend": lambda: _zustand(TEXT + b"q /G1 gs " + DARUEBER + b"Q", ca=0.3),
    "Multiplizieren mit Gelb": lambda: _zustand(
        TEXT + b"q /G1 gs " + kasten(60, 690, 400, 30, "1 1 0 rg") + b"Q", BM=Name.Multiply
    ),
    "Texterkennung unter dem Seitenbild": lambda: _bild(b"3 Tr " + TEXT + b"q 595 0 0 842 0 0 cm /B1 Do Q"),
    "Bild mit Maske": lambda: _bild(TEXT + b"q 400 0 0 30 60 690 cm /B1 Do Q", Mask=Array([0, 0, 0, 0, 0, 0])),
    "weiß auf dunklem Kreis": lambda: _seite(
        b"0 g 60 700 m 60 760 120 780 160 780 c 220 780 260 740 260 700 c "
        b"260 660 220 620 160 620 c 100 620 60 660 60 700 c f " + zeile(WORTE, x=100, davor="1 g")
    ),
    "noch einmal on_top": lambda: _seite(TEXT + kasten(60, 690, 400, 30, "0.9 g") + TEXT),
    "Kasten daneben": lambda: _seite(TEXT + kasten(60, 640, 400, 30)),
    "leere Zeile darunter": lambda: _seite(zeile("   ") + DARUEBER),
}


@pytest.mark.parametrize("art", HARMLOS)
def test_visible_text_is_no_alarm(art: str) -> None:
    assert find_scheinschwaerzung(HARMLOS[art]()) == []


def test_only_the_covered_words_are_named() -> None:
    (fund,) = find_scheinschwaerzung(_seite(TEXT + kasten(*BALKEN)))
    assert fund.ausschnitt == WORTE


def _deckmaske() -> bytes:
    pdf = new_pdf(TEXT + b"q 400 0 0 30 60 690 cm /B1 Do Q")
    maske = pdf.make_stream(b"\xff" * 16, Type=Name.XObject, Subtype=Name.Image, Width=4, Height=4, BitsPerComponent=8)
    maske["/ColorSpace"] = Name.DeviceGray
    add_bild(pdf, "B1", SMask=maske)
    return save(pdf)


def _viele_kaesten() -> bytes:
    return b"".join(kasten(60 + 2 * nummer, 690, 2.2, 30) for nummer in range(200))


BESONDERS: dict[str, tuple[str, Callable[[], bytes]]] = {
    "mit Aufschrift": (
        "Text unter einer Fläche",
        lambda: _seite(TEXT + DARUEBER + zeile("geheim", y=702, davor="1 g")),
    ),
    "viele schmale Kästen": ("Text unter einer Fläche", lambda: _seite(TEXT + _viele_kaesten())),
    "Bild mit deckender Maske": ("Text unter einem Bild", _deckmaske),
    "fast deckend": (
        "Text unter einer Fläche",
        lambda: _zustand(TEXT + b"q /G1 gs " + kasten(60, 690, 400, 30, "1 g") + b"Q", ca=0.95),
    ),
    "kleiner Kasten im Pfad mit anderen": (
        "Text unter einer Fläche",
        lambda: _seite(TEXT + b"60 690 400 30 re 60 100 30 30 re f"),
    ),
    "in verschobener Zeichnung": (
        "Text unter einer Fläche",
        lambda: _formular(kasten(0, 0, 40, 3), davor=TEXT, danach=b"", Matrix=Array([10, 0, 0, 10, 60, 690])),
    ),
}


@pytest.mark.parametrize("art", BESONDERS)
def test_unusual_covers_are_found(art: str) -> None:
    erwartet, build = BESONDERS[art]
    assert {(fund.herkunft, fund.ausschnitt) for fund in find_scheinschwaerzung(build())} == {
        (erwartet, f"Name: {WORTE}, Koblenz")
    }


def test_a_box_in_a_hidden_layer_covers_nothing() -> None:
    pdf = new_pdf(TEXT + b"/OC /E1 BDC " + DARUEBER + b" EMC")
    add_ebene(pdf, "Balken", an=False)
    assert find_scheinschwaerzung(save(pdf)) == []


def test_pages_are_counted() -> None:
    funde = find_scheinschwaerzung(save(new_pdf(TEXT, TEXT + DARUEBER, TEXT, TEXT + DARUEBER)))
    assert [fund.seite for fund in funde] == [2, 4]


def test_our_own_print_with_a_black_bar_is_found_and_without_is_clean() -> None:
    stil = (
        "<style>th { background: #333; color: white } td, th { border: 1px solid } .a { position: relative }"
        " .b { position: absolute; inset: 0; background: black }</style>"
    )
    rumpf = "<h1>Liste</h1><table><tr><th>Kopf</th></tr><tr><td>Wert</td></tr></table><p class='a'>Erika Muster{}</p>"
    seite = '<html lang="de"><title>Probe</title>' + stil + rumpf
    assert find_scheinschwaerzung(render_pdf(seite.replace("{}", ""), stylesheets=["pdf/basis.css"])) == []
    (fund,) = find_scheinschwaerzung(
        render_pdf(seite.replace("{}", '<span class="b"></span>'), stylesheets=["pdf/basis.css"])
    )
    assert fund.ausschnitt == "Erika Muster"


@pytest.mark.parametrize("davor", [b"Q Q ) (x) Tf /Nichts Do 1 2 cm ET ", b") " * 200, b"/X1 gs 1 0 0 rg /P scn 5 w "])
def test_broken_instructions_do_not_stop_the_search(davor: bytes) -> None:
    assert find_scheinschwaerzung(_seite(davor + TEXT + DARUEBER))


def test_a_page_without_box_or_content_is_read() -> None:
    pdf = new_pdf(TEXT)
    del pdf.pages[0].obj["/Contents"], pdf.pages[0].obj["/MediaBox"]
    assert find_scheinschwaerzung(save(pdf)) == []
