"""Foreign annexes: what is on the page comes along, what is behind it does not."""

from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf, String

from dokumente.bindung import Mappenoptionen, bind_mappe
from dokumente.druck.norm.datei import check_pdf
from tests.dokumente.bindung.beispiele import (
    attach,
    build_aktion,
    build_eigen,
    build_fremd,
    build_link,
    build_scan,
    build_teil,
    read_notizen,
    read_offen,
    read_seiten,
    run,
    save,
)

OPTIONEN = Mappenoptionen("M")


def bind_fremd(ziel: Path, daten: bytes, **werte: Any) -> bytes:
    """Bind a foreign annex behind an own paper and return the unpacked packet."""
    teile = [build_teil("a", build_eigen()), build_teil("f", daten, ebene=2, eigen=False, **werte)]
    bind_mappe(teile, ziel, optionen=OPTIONEN)
    return read_offen(ziel)


def plant(pdf: Pdf) -> None:
    """Plant a secret into every corner behind the page."""
    geheim = String("GEHEIM")
    skript = build_aktion("JavaScript", JS="app.alert('GEHEIM')")
    pdf.Root.OpenAction = skript
    pdf.Root.AA = Dictionary(WC=skript)
    pdf.Root.Names = Dictionary(JavaScript=Dictionary(Names=Array([geheim, skript])))
    attach(pdf, "GEHEIM.txt", b"GEHEIM")
    pdf.docinfo.Author = geheim
    pdf.Root.PieceInfo = Dictionary(X=geheim)
    seite = pdf.pages[0].obj
    seite.AA = Dictionary(O=skript)
    seite.PieceInfo = Dictionary(X=geheim)
    seite.Metadata = pdf.make_stream(b"<x>GEHEIM</x>", Type=Name.Metadata, Subtype=Name.XML)
    kommentar = Dictionary(Type=Name.Annot, Subtype=Name.Text, Rect=Array([9, 9, 30, 30]), Contents=geheim, T=geheim)
    anhang = Dictionary(Type=Name.Annot, Subtype=Name.FileAttachment, Rect=Array([9, 9, 30, 30]), Contents=geheim)
    start = build_link(A=build_aktion("Launch", F="GEHEIM.exe"), AA=Dictionary(E=skript))
    fern = build_link(A=build_aktion("GoToR", F="GEHEIM.pdf"))
    lokal = build_link(A=build_aktion("URI", URI="file:///GEHEIM"))
    seite.Annots = Array([pdf.make_indirect(notiz) for notiz in (kommentar, anhang, start, fern, lokal)])


def test_nothing_hidden_comes_along(tmp_path: Path) -> None:
    daten = build_fremd(aendere=plant)
    (tmp_path / "q.pdf").write_bytes(daten)
    assert read_offen(tmp_path / "q.pdf").count(b"GEHEIM") >= 12
    gebunden = bind_fremd(tmp_path / "m.pdf", daten)
    assert b"GEHEIM" not in gebunden
    assert b"JavaScript" not in gebunden
    assert "Fremder Text" in read_seiten(tmp_path / "m.pdf")[1]


def test_links_within_and_to_the_web_stay(tmp_path: Path) -> None:
    def add_links(pdf: Pdf) -> None:
        pdf.Root.Names = Dictionary(Dests=Dictionary(Names=Array([String("neu"), Array([pdf.pages[2].obj, Name.Fit])])))
        pdf.Root.Dests = Dictionary(alt=Dictionary(D=Array([pdf.pages[1].obj, Name.XYZ, 0, 800, 0])))
        notizen = [
            build_link(Dest=Array([pdf.pages[2].obj, Name.Fit])),
            build_link(A=Dictionary(S=Name.GoTo, D=String("neu"))),
            build_link(Dest=Name.alt),
            build_link(A=build_aktion("URI", URI="https://www.koblenz.de/")),
            build_link(Dest=String("gibt-es-nicht")),
        ]
        pdf.pages[0].obj.Annots = Array([pdf.make_indirect(notiz) for notiz in notizen])

    bind_fremd(tmp_path / "m.pdf", build_fremd([b"", b"", b""], aendere=add_links))
    assert read_notizen(tmp_path / "m.pdf")[1] == [4, 4, 3, "https://www.koblenz.de/", None]


def test_filled_fields_become_part_of_the_picture(tmp_path: Path) -> None:
    def add_feld(pdf: Pdf) -> None:
        aussehen = pdf.make_stream(b"/Tx BMC BT /F1 12 Tf 2 5 Td (Eingetragen) Tj ET EMC")
        aussehen.Type, aussehen.Subtype, aussehen.BBox = Name.XObject, Name.Form, Array([0, 0, 100, 20])
        aussehen.Resources = pdf.pages[0].obj.Resources
        feld = pdf.make_indirect(
            Dictionary(
                Type=Name.Annot, Subtype=Name.Widget, FT=Name.Tx, T=String("name"), V=String("Eingetragen"), F=4,
                Rect=Array([100, 100, 200, 120]), AP=Dictionary(N=aussehen),
            )
        )  # fmt: skip
        pdf.pages[0].obj.Annots = Array([feld])
        pdf.Root.AcroForm = Dictionary(Fields=Array([feld]))

    bind_fremd(tmp_path / "m.pdf", build_fremd(aendere=add_feld))
    assert "Eingetragen" in read_seiten(tmp_path / "m.pdf")[1]
    with pikepdf.open(tmp_path / "m.pdf") as pdf:
        assert "/AcroForm" not in pdf.Root


def test_untagged_text_is_read_after_a_warning(tmp_path: Path) -> None:
    daten = build_fremd([b"BT /F1 9 Tf (Eins) Tj ET", b"BT /F1 9 Tf (Zwei) Tj ET"])
    bind_fremd(tmp_path / "m.pdf", daten, titel="Gutachten", stempel="TOP Ö 1")
    baum = run("pdfinfo", "-struct-text", tmp_path / "m.pdf")
    teil = baum[baum.index('Part "Anlage, nicht barrierefrei: Gutachten"') :]
    assert teil.count("P (block)") == 3
    assert teil.index("Eins") < teil.index("Zwei")
    with pikepdf.open(tmp_path / "m.pdf") as pdf:
        hinweis = pdf.Root.StructTreeRoot.K[0].K[1].K[0]
        assert str(hinweis.ActualText) == "Anlage, nicht barrierefrei: Gutachten"


def test_a_scan_is_announced_as_a_picture(tmp_path: Path) -> None:
    bind_fremd(tmp_path / "m.pdf", build_scan(2), titel="Lageplan")
    with pikepdf.open(tmp_path / "m.pdf") as pdf:
        kinder = list(pdf.Root.StructTreeRoot.K[0].K[1].K)
        bilder = [str(kind.Alt) for kind in kinder if str(kind.S) == "/Figure"]
    assert bilder == [
        f"Seite {n} von 2 der Anlage „Lageplan“: nur als Bild vorhanden, nicht barrierefrei." for n in (1, 2)
    ]


@pytest.mark.parametrize(
    "daten",
    [
        build_fremd(),
        build_fremd([b""]),
        build_fremd([b"/P <</MCID 0>> BDC BT /F1 9 Tf (x) Tj ET EMC /P << /MCID 7 >> BDC EMC"], StructParents=0),
        build_fremd([b"/P <</MCID 0/X(>> BDC)>> BDC BT /F1 9 Tf (x) Tj ET EMC"], StructParents=3),
        build_fremd([b"q q BT /F1 9 Tf (x) Tj", b"Q Q EMC BT /F1 9 Tf (x) Tj ET"]),
        build_scan(3),
    ],
)
def test_the_packet_stays_sound_around_it(tmp_path: Path, daten: bytes) -> None:
    bind_fremd(tmp_path / "m.pdf", daten, stempel="TOP Ö 1")
    befunde = [b for b in check_pdf((tmp_path / "m.pdf").read_bytes()) if "Kennzeichen" not in b]
    assert befunde == []
    assert "No syntax or stream encoding errors" in run("qpdf", "--check", tmp_path / "m.pdf")


def test_hidden_layers_stay_hidden(tmp_path: Path) -> None:
    def add_ebene(pdf: Pdf) -> None:
        an, aus = (pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String(name))) for name in ("an", "aus"))
        pdf.pages[0].obj.Resources.Properties = Dictionary(An=an, Aus=aus)
        pdf.Root.OCProperties = Dictionary(OCGs=Array([an, aus]), D=Dictionary(OFF=Array([aus]), AS=Array()))

    inhalt = b"/OC /An BDC BT /F1 9 Tf 9 400 Td (Sichtbar) Tj ET EMC /OC /Aus BDC 0 0 595 300 re f EMC"
    daten = build_fremd([inhalt], aendere=add_ebene)
    bind_mappe([build_teil(f"f{n}", daten, eigen=False) for n in (1, 2)], tmp_path / "m.pdf", optionen=OPTIONEN)
    with pikepdf.open(tmp_path / "m.pdf") as pdf:
        ebenen: Any = pdf.Root.OCProperties
        assert [str(ebene.Name) for ebene in ebenen.OCGs] == ["an", "aus"] * 2
        assert [ebene.objgen for ebene in ebenen.D.OFF] == [ebenen.OCGs[1].objgen, ebenen.OCGs[3].objgen]
        assert [ebene.objgen for ebene in ebenen.D.Order] == [ebene.objgen for ebene in ebenen.OCGs]
        assert "/AS" not in ebenen.D


def test_a_file_of_many_pages_that_share_their_resources(tmp_path: Path) -> None:
    def share(pdf: Pdf) -> None:
        mittel = pdf.make_indirect(pdf.pages[0].obj.Resources)
        for seite in pdf.pages:
            seite.obj.Resources = mittel

    bind_fremd(tmp_path / "m.pdf", build_fremd([b"BT /F1 9 Tf (x) Tj ET"] * 5, aendere=share), stempel="TOP 9")
    assert [seite.count("TOP 9") for seite in read_seiten(tmp_path / "m.pdf")] == [0, 1, 1, 1, 1, 1]


def test_numbers_in_inherited_pictures_do_not_meet_the_packets_own(tmp_path: Path) -> None:
    """A form that keeps its number would name elements of another document as its parents."""

    def inherit(pdf: Pdf) -> None:
        form = pdf.make_stream(b"/P <</MCID 0>> BDC EMC", Type=Name.XObject, Subtype=Name.Form, StructParents=0)
        form.BBox = Array([0, 0, 9, 9])
        mittel = pdf.pages[0].obj.Resources
        mittel.XObject = Dictionary(I=form)
        del pdf.pages[0].obj["/Resources"]
        pdf.Root.Pages.Resources = mittel

    bind_fremd(tmp_path / "m.pdf", build_fremd([b"/I Do BT /F1 9 Tf (x) Tj ET"], aendere=inherit))
    with pikepdf.open(tmp_path / "m.pdf") as pdf:
        form = pdf.pages[1].obj.Resources.XObject.I
        assert (str(form.Type), "/StructParents" in form) == ("/XObject", False)


def test_one_source_twice(tmp_path: Path) -> None:
    daten = build_eigen("Doppelt")
    with pikepdf.open(_write(tmp_path / "q.pdf", daten)) as pdf:
        assert save(pdf)
    bind_mappe([build_teil(n, tmp_path / "q.pdf") for n in ("a", "b")], tmp_path / "m.pdf", optionen=OPTIONEN)
    assert check_pdf((tmp_path / "m.pdf").read_bytes()) == []


def _write(pfad: Path, daten: bytes) -> Path:
    pfad.write_bytes(daten)
    return pfad
