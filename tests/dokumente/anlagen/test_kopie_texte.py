"""Words beside the pages that stand on none: named before release, gone from the copy, wherever they hang."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from dokumente.anlagen.befunde import Befundart
from dokumente.anlagen.beweis.selbstbeweis import find_vertrauliches
from dokumente.anlagen.durchsicht import PDF, check_datei
from dokumente.anlagen.kopie.seiten import build_oeffentliche_kopie
from dokumente.druck.pdf import render_pdf
from tests.dokumente.anlagen.bogen import add_ebene, add_formular, add_notiz, new_pdf, save, zeile
from tests.dokumente.anlagen.lecks import GEHEIM, GEHEIMNIS

SATZ = (
    "Das PDF enthält {} mit Wörtern, die auf keiner Seite stehen (1); die öffentliche Kopie wird sie nicht enthalten."
)
OHREN = (
    "Das PDF enthält Beschreibungen für Vorleseprogramme, deren Wörter auf keiner Seite stehen (1); "
    "sie bleiben in der öffentlichen Kopie. Bitte prüfen Sie, ob alle sie hören dürfen."
)
OFFEN = "Der Garten am Moselufer wird im Herbst bepflanzt"
Bauen = Callable[[pikepdf.Pdf], object]


def build(bauen: Bauen, inhalt: bytes = b"") -> bytes:
    pdf = new_pdf(zeile(OFFEN) + inhalt, zeile("Zweite Seite"))
    bauen(pdf)
    return save(pdf)


def _lesezeichen(titel: str) -> Bauen:
    def add(pdf: pikepdf.Pdf) -> None:
        with pdf.open_outline() as baum:
            baum.root.append(pikepdf.OutlineItem("Garten", 0))
            oben = pikepdf.OutlineItem("Herbst", 0)
            oben.children.append(pikepdf.OutlineItem(titel, 1))
            baum.root.append(oben)

    return add


def _artikel(pdf: pikepdf.Pdf) -> None:
    thread = pdf.make_indirect(Dictionary(Type=Name.Thread, I=Dictionary(Title=String(GEHEIM))))
    perle = pdf.make_indirect(Dictionary(Type=Name.Bead, T=thread, R=Array([0, 0, 9, 9]), P=pdf.pages[0].obj))
    perle["/N"], perle["/V"], thread["/F"] = perle, perle, perle
    pdf.pages[0].obj["/B"] = Array([perle])
    pdf.Root["/Threads"] = Array([thread])


def _feld(**angaben: Any) -> Bauen:
    def add(pdf: pikepdf.Pdf) -> None:
        feld = add_notiz(pdf, "Widget", FT=Name.Tx, **angaben)
        feld["/F"] = 2
        pdf.Root["/AcroForm"] = Dictionary(Fields=Array([feld]))

    return add


def _skript(pdf: pikepdf.Pdf) -> None:
    skript = Dictionary(S=Name.JavaScript, JS=String("1"))
    pdf.Root["/Names"] = Dictionary(JavaScript=Dictionary(Names=Array([String(GEHEIM), skript])))


def _baum(**angaben: Any) -> Bauen:
    def add(pdf: pikepdf.Pdf) -> None:
        wurzel = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
        element = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.P, P=wurzel, **angaben))
        wurzel["/K"] = Array([element])
        pdf.Root["/StructTreeRoot"] = wurzel

    return add


def _rolle(pdf: pikepdf.Pdf) -> None:
    _baum()(pdf)
    rolle = Name("/" + GEHEIM)
    pdf.Root.StructTreeRoot.K[0]["/S"] = rolle
    pdf.Root.StructTreeRoot["/RoleMap"] = Dictionary({str(rolle): Name.P})


def _setzen(schluessel: str, wert: Callable[[], object]) -> Bauen:
    def add(pdf: pikepdf.Pdf) -> None:
        pdf.Root[schluessel] = wert()

    return add


def _farbprofil() -> Array:
    return Array([Dictionary(S=Name.GTS_PDFA1, OutputConditionIdentifier=String(GEHEIM), Info=String(GEHEIM))])


def _link(pdf: pikepdf.Pdf) -> None:
    add_notiz(pdf, "Link", A=Dictionary(S=Name.URI, URI=String("https://koblenz.de/")), Contents=String(GEHEIM))


def _liste(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].obj.Resources["/Properties"] = Dictionary(M1=Dictionary(ActualText=String(GEHEIM)))


def _verschachtelt(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].obj.Resources["/Properties"] = Dictionary(M1=Dictionary(Worte=Array([Array([1, String(GEHEIM)])])))


def _schrift(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].obj.Resources.Font.F1["/FontDescriptor"] = Dictionary(FontFamily=String(GEHEIM), CharSet=String("/A"))


def _zeichnung(pdf: pikepdf.Pdf) -> None:
    add_formular(pdf, "X1", _marke(GEHEIM))


def _marke(text: str) -> bytes:
    return b"/Span <</ActualText <FEFF" + text.encode("utf-16-be").hex().encode() + b">>> BDC EMC\n"


def _nichts(pdf: pikepdf.Pdf) -> None:
    pass


# kind: the file · what is said about it before release, None where nothing needs to be
GEHEIME: dict[str, tuple[Callable[[], bytes], str | None]] = {
    "bookmark": (lambda: build(_lesezeichen(GEHEIM)), "Lesezeichen"),
    "layer, on": (lambda: build(lambda pdf: add_ebene(pdf, GEHEIM, an=True)), "Namen von Ebenen"),
    "layer, off": (lambda: build(lambda pdf: add_ebene(pdf, GEHEIM, an=False)), "Namen von Ebenen"),
    "hidden field's value": (
        lambda: build(_feld(T=String("Feld 1"), V=String(GEHEIM))),
        "Angaben in Formularfeldern",
    ),
    "field's help": (lambda: build(_feld(T=String("f"), TU=String(GEHEIM))), "Angaben in Formularfeldern"),
    "field's name": (lambda: build(_feld(T=String(GEHEIM))), None),
    "article": (lambda: build(_artikel), "Artikel"),
    "script's name": (lambda: build(_skript), "Namen von Skripten"),
    "place": (
        lambda: build(_setzen("/Names", lambda: Dictionary(Dests=Dictionary(Names=Array([String(GEHEIM), Array()]))))),
        "Sprungziele",
    ),
    "page label": (
        lambda: build(_setzen("/PageLabels", lambda: Dictionary(Nums=Array([0, Dictionary(P=String(GEHEIM))])))),
        "Seitenbezeichnungen",
    ),
    "title in the tags": (lambda: build(_baum(T=String(GEHEIM))), "Ersatztexte"),
    "replacement in the tags": (lambda: build(_baum(ActualText=String(GEHEIM))), "Ersatztexte"),
    "identifier in the tags": (lambda: build(_baum(ID=String(GEHEIM))), "Ersatztexte"),
    "user property": (
        lambda: build(
            _baum(A=Dictionary(O=Name.UserProperties, P=Array([Dictionary(N=String("x"), V=String(GEHEIM))])))
        ),
        None,
    ),
    "role": (lambda: build(_rolle), None),
    "colour profile": (lambda: build(_setzen("/OutputIntents", _farbprofil)), None),
    "extension": (lambda: build(_setzen("/Extensions", lambda: Dictionary(X=Dictionary(URL=String(GEHEIM))))), None),
    "link's description": (lambda: build(_link), None),
    "list of properties": (lambda: build(_liste), None),
    "array in an array": (lambda: build(_verschachtelt), None),
    "font family": (lambda: build(_schrift), None),
    "replacement on the page": (lambda: build(_nichts, _marke(GEHEIM)), None),
    "replacement in a drawing": (lambda: build(_zeichnung, b"/X1 Do"), None),
}


@pytest.mark.parametrize("art", GEHEIME)
def test_it_is_gone_from_the_copy_and_named_before_release(art: str, tmp_path: Path) -> None:
    bauen, name = GEHEIME[art]
    original = bauen()
    assert find_vertrauliches(original, [GEHEIMNIS])
    quelle, ziel = tmp_path / "original", tmp_path / "kopie"
    quelle.write_bytes(original)
    ergebnis = check_datei(quelle, medientyp=PDF, ziel=ziel)
    assert find_vertrauliches(ziel.read_bytes(), [GEHEIMNIS]) == []
    saetze = [befund.satz for befund in ergebnis.befunde if "auf keiner Seite" in befund.satz]
    assert not any(GEHEIM in satz for satz in saetze)
    assert saetze == ([SATZ.format(name)] if name else [])


def test_a_bookmark_is_called_after_its_page_and_the_others_stay() -> None:
    kopie, _ = build_oeffentliche_kopie(build(_lesezeichen(GEHEIM)))
    with pikepdf.open(io.BytesIO(kopie)) as pdf, pdf.open_outline() as baum:
        assert [zeichen.title for zeichen in baum.root] == ["Garten", "Herbst"]
        assert [zeichen.title for zeichen in baum.root[1].children] == ["Seite 2"]


@pytest.mark.parametrize("titel", ["Moselufer", "GARTEN am moselufer", "Be-\npflanzt", "1. Garten", "Zweite Seite 5"])
def test_what_stands_on_a_page_stays(titel: str) -> None:
    kopie, _ = build_oeffentliche_kopie(build(_lesezeichen(titel)))
    with pikepdf.open(io.BytesIO(kopie)) as pdf:
        assert str(pdf.Root.Outlines.First.Next.First.Title) == titel


@pytest.mark.parametrize("titel", ["Ufer", "Gart", "Moselufer 48000", "Herbstplan"])
def test_a_part_of_a_short_word_or_a_number_does_not_count(titel: str) -> None:
    kopie, _ = build_oeffentliche_kopie(build(_lesezeichen(titel)))
    with pikepdf.open(io.BytesIO(kopie)) as pdf:
        assert str(pdf.Root.Outlines.First.Next.First.Title) == "Seite 2"


def test_words_for_the_ear_stay_and_are_named(tmp_path: Path) -> None:
    quelle, ziel = tmp_path / "original", tmp_path / "kopie"
    quelle.write_bytes(build(_baum(Alt=String("Luftbild der Uferpromenade"))))
    ergebnis = check_datei(quelle, medientyp=PDF, ziel=ziel)
    assert [b.satz for b in ergebnis.befunde if b.art is Befundart.VORGELESEN] == [OHREN]
    with pikepdf.open(ziel) as pdf:
        assert str(pdf.Root.StructTreeRoot.K[0].Alt) == "Luftbild der Uferpromenade"


def test_cells_still_find_their_headers_in_the_copy_of_our_own_print() -> None:
    tabelle = "<table><thead><tr><th>Jahr<th>Kosten</thead><tbody><tr><th>Los<td>1</table>"
    original = render_pdf(
        f'<html lang="de"><title>t</title><h1>a</h1><h2>b</h2><div class="text">{tabelle}</div></html>',
        stylesheets=["pdf/basis.css"],
    )

    def read(pdf: bytes) -> list[list[str]]:
        with pikepdf.open(io.BytesIO(pdf)) as offen:
            namen = {
                str(o.ID): str(o.get("/T", o.S))
                for o in offen.objects
                if isinstance(o, Dictionary) and "/ID" in o and o.get("/Type") == Name.StructElem
            }
            verzeichnis = [str(n) for n in list(offen.Root.StructTreeRoot.IDTree.Names)[::2]]
            assert verzeichnis == sorted(namen)
            verweise = [
                [namen[str(h)] for h in a.Headers]
                for o in offen.objects
                if isinstance(o, Dictionary) and "/A" in o
                for a in (o.A if isinstance(o.A, Array) else [o.A])
                if isinstance(a, Dictionary) and "/Headers" in a
            ]
            return sorted(verweise)

    vorher = read(original)
    assert vorher
    assert read(build_oeffentliche_kopie(original)[0]) == vorher
