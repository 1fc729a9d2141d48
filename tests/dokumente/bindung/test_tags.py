"""Tag trees side by side: names that repeat, roles that disagree, numbers that collide."""

from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf, String

from dokumente.bindung import Mappenoptionen, bind_mappe
from dokumente.bindung.rollen import resolve_rolle
from dokumente.druck.norm.datei import check_pdf
from dokumente.druck.norm.tags import Tagbaum
from tests.dokumente.bindung.beispiele import attach, build_eigen, build_fremd, build_teil, read_offen, run, save
from tests.vorlagen.druckbeispiele import build_druck
from vorlagen.documents.vorlage import render_vorlage_pdf

OPTIONEN = Mappenoptionen("M")


def build_getaggt(text: str, rolle: str, zuordnung: str, **weitere: Any) -> bytes:
    """Return a foreign tagged document as a word processor writes it: own role names, classes, a deep ParentTree."""

    def tag(pdf: Pdf) -> None:
        wurzel = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
        oben = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name("/Workbook"), P=wurzel))
        seite = pdf.pages[0].obj
        kind = pdf.make_indirect(
            Dictionary(Type=Name.StructElem, S=Name(f"/{rolle}"), P=oben, K=0, Pg=seite, C=Name.Normal, ID=String("x"))
        )
        for schluessel, wert in weitere.items():
            kind[f"/{schluessel}"] = wert
        oben.K = kind
        wurzel.K = oben
        wurzel.RoleMap = Dictionary({f"/{rolle}": Name(f"/{zuordnung}"), "/Workbook": Name.Document})
        wurzel.ClassMap = Dictionary(Normal=Dictionary(O=Name.Layout, SpaceAfter=len(text)))
        wurzel.IDTree = Dictionary(Names=Array([String("x"), kind]))
        zweig = pdf.make_indirect(Dictionary(Limits=Array([7, 7]), Nums=Array([7, Array([kind])])))
        wurzel.ParentTree = Dictionary(Kids=Array([zweig]))
        seite.StructParents = 7
        pdf.Root.StructTreeRoot = wurzel
        pdf.Root.MarkInfo = Dictionary(Marked=True)

    return build_fremd([b"/X <</MCID 0>> BDC BT /F1 9 Tf 72 400 Td (%s) Tj ET EMC" % text.encode()], aendere=tag)


def read_baum(datei: Path) -> list[tuple[str, str, str]]:
    with pikepdf.open(datei) as pdf:
        baum = Tagbaum.read(pdf.Root.StructTreeRoot)
        return [(knoten.rolle, knoten.kennung, str(knoten.element.get("/T", ""))) for knoten in baum.walk()]


def test_roles_that_disagree_keep_their_meaning(tmp_path: Path) -> None:
    teile = [
        build_teil("a", build_getaggt("Eins", "Stil1", "H1"), eigen=False),
        build_teil("b", build_getaggt("Zwei", "Stil1", "P"), eigen=False),
    ]
    bericht = bind_mappe(teile, tmp_path / "m.pdf", optionen=OPTIONEN)
    assert read_baum(tmp_path / "m.pdf") == [
        ("Document", "", ""),
        ("Part", "", "Titel a"), ("H1", "d1-x", ""),
        ("Part", "", "Titel b"), ("P", "d2-x", ""),
    ]  # fmt: skip
    assert [(teil.getaggt, teil.normgerecht) for teil in bericht.teile] == [(True, False)] * 2
    befunde = [b for b in check_pdf((tmp_path / "m.pdf").read_bytes()) if "Tag" in b or "Kennung" in b or "Eltern" in b]
    assert befunde == []


def test_classes_of_the_same_name_stay_apart(tmp_path: Path) -> None:
    teile = [build_teil(n, build_getaggt(n * 3, "S", "P"), eigen=False) for n in ("a", "bb")]
    bind_mappe(teile, tmp_path / "m.pdf", optionen=OPTIONEN)
    with pikepdf.open(tmp_path / "m.pdf") as pdf:
        wurzel: Any = pdf.Root.StructTreeRoot
        klassen = {name: int(wert.SpaceAfter) for name, wert in wurzel.ClassMap.items()}
        genannt = [str(teil.K.C[0]) for teil in wurzel.K[0].K]
    assert klassen == {"/Normal-d1": 3, "/Normal-d2": 6}
    assert genannt == ["/Normal-d1", "/Normal-d2"]


@pytest.mark.parametrize(
    ("rolle", "zuordnung", "erwartet"),
    [
        ("/H1", {}, "/H1"),
        ("/A", {"/A": "/B", "/B": "/LI"}, "/LI"),
        ("/A", {"/A": "/B", "/B": "/A"}, "/NonStruct"),
        ("/Unbekannt", {}, "/NonStruct"),
        ("/Title", {}, "/P"),
    ],
)
def test_every_role_becomes_a_known_one(rolle: str, zuordnung: dict[str, str], erwartet: str) -> None:
    verzeichnis = Dictionary({name: Name(ziel) for name, ziel in zuordnung.items()})
    assert resolve_rolle(rolle, verzeichnis) == erwartet


def test_text_behind_a_removed_element_does_not_survive(tmp_path: Path) -> None:
    """An element that hangs nowhere, but is named as a parent or in the ParentTree, may hold withdrawn text."""
    daten = build_getaggt("Text", "S", "P")
    with pikepdf.open(BytesIO(daten)) as pdf:
        wurzel: Any = pdf.Root.StructTreeRoot
        waise = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.P, ActualText=String("GEHEIM"), P=wurzel))
        kind = wurzel.K.K
        kind.P = waise
        kind.Ref = Array([waise])
        wurzel.ParentTree.Kids[0].Nums[1].append(waise)
        daten = save(pdf)
    bind_mappe([build_teil("a", daten, eigen=False)], tmp_path / "m.pdf", optionen=OPTIONEN)
    (tmp_path / "q.pdf").write_bytes(daten)
    assert b"GEHEIM" in read_offen(tmp_path / "q.pdf")
    gebunden = read_offen(tmp_path / "m.pdf")
    assert (b"GEHEIM" in gebunden, b"(d1-x)" in gebunden) == (False, True)


@pytest.mark.parametrize(
    "schaden",
    [
        lambda wurzel: wurzel.K.__setattr__("K", Array([wurzel.K, wurzel.K])),
        lambda wurzel: wurzel.__setattr__("ParentTree", Dictionary(Nums=Array([String("x"), 5]))),
        lambda wurzel: wurzel.K.__setattr__("S", 5),
        lambda wurzel: wurzel.__setattr__("K", Array()),
    ],
)
def test_a_broken_foreign_tree_does_not_stop_the_packet(tmp_path: Path, schaden: Any) -> None:
    with pikepdf.open(BytesIO(build_getaggt("Text", "S", "P"))) as pdf:
        schaden(pdf.Root.StructTreeRoot)
        daten = save(pdf)
    teile = [build_teil("a", build_eigen()), build_teil("b", daten, ebene=2, eigen=False)]
    bericht = bind_mappe(teile, tmp_path / "m.pdf", optionen=OPTIONEN)
    assert (bericht.seiten, bericht.normgerecht) == (2, False)
    assert "No syntax or stream encoding errors" in run("qpdf", "--check", tmp_path / "m.pdf")


def test_field_names_of_the_same_form_stay_apart(tmp_path: Path) -> None:
    form = render_vorlage_pdf(build_druck())
    bind_mappe([build_teil(n, form) for n in ("top-1", "top-2")], tmp_path / "m.pdf", optionen=OPTIONEN)
    with pikepdf.open(BytesIO(form)) as einzeln, pikepdf.open(tmp_path / "m.pdf") as pdf:
        namen = [str(feld.T) for feld in einzeln.Root.AcroForm.Fields]
        gebunden = [str(feld.T) for feld in pdf.Root.AcroForm.Fields]
    assert len(namen) == 24
    assert gebunden == [f"top-{n}/{name}" for n in (1, 2) for name in namen]


def test_attached_data_of_own_documents_come_along(tmp_path: Path) -> None:
    quellen = []
    for zahl in (b"1", b"2"):
        with pikepdf.open(BytesIO(build_eigen())) as pdf:
            attach(pdf, "daten.json", zahl)
            quellen.append(save(pdf))
    teile = [build_teil(f"top-{n}", daten) for n, daten in enumerate(quellen)]
    bind_mappe([*teile, build_teil("f", quellen[0], eigen=False)], tmp_path / "m.pdf", optionen=OPTIONEN)
    with pikepdf.open(tmp_path / "m.pdf") as pdf:
        dateien = {name: datei.get_file().read_bytes() for name, datei in pdf.attachments.items()}
        assert len(pdf.Root.AF) == 2
    assert dateien == {"top-0-daten.json": b"1", "top-1-daten.json": b"2"}


def test_there_is_one_colour_profile(tmp_path: Path) -> None:
    bind_mappe([build_teil(n, build_eigen()) for n in ("a", "b")], tmp_path / "m.pdf", optionen=OPTIONEN)
    with pikepdf.open(tmp_path / "m.pdf") as pdf:
        assert len(pdf.Root.OutputIntents) == 1


def test_links_keep_their_place_in_the_tree(tmp_path: Path) -> None:
    form = render_vorlage_pdf(
        build_druck(begruendung="<p><a href='https://www.koblenz.de/'>Stadt</a></p><ul><li>a</li></ul>")
    )
    bind_mappe([build_teil(f"t{n}", form) for n in range(4)], tmp_path / "m.pdf", optionen=OPTIONEN)
    assert check_pdf((tmp_path / "m.pdf").read_bytes()) == []
