"""The public copy shows the same pages and carries nothing else along."""

from __future__ import annotations

import io
import subprocess
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from dokumente.anlagen.befunde import KopieVerweigert, NichtLesbar
from dokumente.anlagen.beweis.selbstbeweis import find_vertrauliches
from dokumente.anlagen.kopie.seiten import build_oeffentliche_kopie
from dokumente.druck.pdf import render_pdf
from tests.dokumente.anlagen.bogen import (
    add_anhang,
    add_bild,
    add_ebene,
    add_formular,
    add_notiz,
    kasten,
    new_pdf,
    save,
    update,
    zeile,
)
from tests.dokumente.anlagen.lecks import GEHEIM, GEHEIMNIS, LECKS

INHALT = zeile("Öffentlicher Text, 100 % sichtbar") + kasten(72, 400, 200, 90, "0.2 0.5 0.7 rg")

# What stands on the page, seen or not, is the page: the copy does not change it, the proof finds it.
AUF_DER_SEITE = {
    "Seitentext", "zweiter Leser", "Unterschneidung", "Name mit Umlaut", "Trennung", "weiß", "unsichtbar",
    "durchsichtig", "neben der Seite", "abgeschnitten", "winzig", "verdeckt",
}  # fmt: skip
# What helps the reader stays on purpose, and is named before it is public: an address, words for the ear.
GEWOLLT = {"Link", "Alternativtext", "Langform"}
WEG = [art for art, (leser, _, _) in LECKS.items() if leser != "Packung" and art not in AUF_DER_SEITE | GEWOLLT]


def paint(pdf: bytes, ordner: Path, name: str) -> list[bytes]:
    """Return every page as pixels."""
    datei = ordner / f"{name}.pdf"
    datei.write_bytes(pdf)
    subprocess.run(["pdftoppm", "-r", "50", datei, ordner / name], check=True, capture_output=True)
    return [bild.read_bytes() for bild in sorted(ordner.glob(f"{name}-*.ppm"))]


def reopen(pdf: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(pdf))


@pytest.mark.parametrize("art", WEG)
def test_what_is_not_on_the_page_does_not_come_along(art: str) -> None:
    original = LECKS[art][2]()
    assert find_vertrauliches(original, [GEHEIMNIS])
    kopie, _ = build_oeffentliche_kopie(original)
    assert find_vertrauliches(kopie, [GEHEIMNIS]) == []


def _bunt() -> bytes:
    pdf = new_pdf(INHALT + b"/B1 Do /X1 Do q 90 0 0 90 300 500 cm /B1 Do Q", zeile("Seite 2"))
    add_bild(pdf, "B1", b"\xd0\x40\x10")
    add_formular(
        pdf, "X1", zeile("In einer Zeichnung", y=300) + b"% Kommentar\n" + kasten(300, 300, 50, 50, "0 1 0 rg")
    )
    pdf.pages[1].obj["/Rotate"] = 90
    pdf.docinfo["/Author"] = "Erika Beispiel"
    pdf.docinfo["/Producer"] = "Textprogramm 7"
    pdf.Root["/OpenAction"] = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))
    pdf.Root["/AA"] = Dictionary(WC=Dictionary(S=Name.JavaScript, JS=String("app.alert(2)")))
    pdf.pages[0].obj["/AA"] = Dictionary(O=Dictionary(S=Name.Launch, F=String("cmd.exe")))
    pdf.pages[0].obj["/Thumb"] = pdf.make_stream(b"Vorschaubild")
    pdf.pages[0].obj["/PieceInfo"] = Dictionary(Programm=Dictionary(Private=String("privat")))
    add_anhang(pdf, "a.txt", b"Anhang")
    pdf.Root["/Unbekanntes"] = String("unbekannt")
    return save(pdf)


def test_the_pages_look_the_same(tmp_path: Path) -> None:
    original = _bunt()
    kopie, _ = build_oeffentliche_kopie(original)
    bilder = paint(original, tmp_path, "original")
    assert len(bilder) == 2
    assert paint(kopie, tmp_path, "kopie") == bilder


def test_our_own_print_looks_the_same_and_keeps_its_tags(tmp_path: Path) -> None:
    original = render_pdf(
        '<html lang="de"><title>Probe</title><h1>Liste</h1><table><tr><th>Kopf<td>Wert</table><p>Text <a href='
        '"https://koblenz.de/">Link</a></p><form><input type="checkbox" checked name="a" title="Ja"></form></html>',
        stylesheets=["pdf/basis.css"],
    )
    kopie, _ = build_oeffentliche_kopie(original)
    assert paint(kopie, tmp_path, "kopie") == paint(original, tmp_path, "original")
    with reopen(kopie) as pdf:
        assert pdf.Root.Lang == "de"
        assert "/StructTreeRoot" in pdf.Root
        assert pdf.Root.Outlines.First.Title == "Liste"
        assert [str(notiz.A.URI) for notiz in pdf.pages[0].obj.Annots] == ["https://koblenz.de/"]


def test_nothing_dangerous_or_personal_is_left() -> None:
    kopie, hinweise = build_oeffentliche_kopie(_bunt())
    for spur in (
        b"JavaScript",
        b"Launch",
        b"cmd.exe",
        b"Erika",
        b"Textprogramm",
        b"EmbeddedFile",
        b"privat",
        b"Unbekannt",
    ):
        assert spur not in save(reopen(kopie), qdf=True, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    assert hinweise == [
        "Eingebettete Dateien wurden entfernt.",
        "Skripte wurden entfernt.",
        "Angaben zu Verfasser und Programm wurden entfernt.",
    ]
    with reopen(kopie) as pdf:
        assert set(pdf.trailer.keys()) >= {"/Root", "/ID"}
        assert "/Info" not in pdf.trailer
        assert bytes(pdf.trailer.ID[0]) == bytes(pdf.trailer.ID[1])


def test_the_copy_is_sound(tmp_path: Path) -> None:
    (tmp_path / "kopie.pdf").write_bytes(build_oeffentliche_kopie(_bunt())[0])
    subprocess.run(["qpdf", "--check", tmp_path / "kopie.pdf"], check=True, capture_output=True)


def test_the_same_file_gives_the_same_copy() -> None:
    original = _bunt()
    assert build_oeffentliche_kopie(original) == build_oeffentliche_kopie(original)


def test_a_copy_of_a_copy_needs_no_sentence() -> None:
    kopie, _ = build_oeffentliche_kopie(_bunt())
    assert build_oeffentliche_kopie(kopie)[1] == []


def test_a_title_is_set_when_asked_for() -> None:
    kopie, _ = build_oeffentliche_kopie(_bunt(), titel="Anlage 01: Lageplan")
    with reopen(kopie) as pdf:
        assert dict(pdf.docinfo) == {"/Title": "Anlage 01: Lageplan"}


def test_comments_go_and_are_counted_and_links_to_the_web_stay() -> None:
    pdf = new_pdf(INHALT)
    add_notiz(pdf, "Text", Contents=String("intern"))
    add_notiz(pdf, "Text", (10, 10, 20, 20), Contents=String("noch intern"))
    add_notiz(pdf, "Stamp", (10, 10, 20, 20))
    add_notiz(pdf, "Link", A=Dictionary(S=Name.URI, URI=String("https://koblenz.de/a")), T=String("Erika"))
    add_notiz(pdf, "Link", A=Dictionary(S=Name.URI, URI=String("javascript:alert(1)")))
    add_notiz(pdf, "Link", A=Dictionary(S=Name.URI, URI=String("file:///C:/geheim.doc")))
    add_notiz(pdf, "Link", A=Dictionary(S=Name.GoToR, F=String("geheim.pdf"), D=Array([0, Name.Fit])))
    add_notiz(pdf, "Link", Dest=Array([pdf.pages[0].obj, Name.Fit]))
    kopie, hinweise = build_oeffentliche_kopie(save(pdf))
    assert hinweise == ["Anmerkungen wurden entfernt: 3 Links auf Dateien oder Programme, 2 Notizen, 1 Stempel."]
    with reopen(kopie) as offen:
        bleibend = list(offen.pages[0].obj.Annots)
        assert [str(notiz.Subtype) for notiz in bleibend] == ["/Link", "/Link"]
        assert str(bleibend[0].A.URI) == "https://koblenz.de/a"
        assert "/T" not in bleibend[0]


def test_named_places_become_plain_places() -> None:
    pdf = new_pdf(INHALT, zeile("Seite 2"))
    ort = Array([pdf.pages[1].obj, Name.Fit])
    pdf.Root["/Names"] = Dictionary(Dests=Dictionary(Names=Array([String("geheim"), Dictionary(D=ort)])))
    pdf.Root["/Dests"] = Dictionary(auch=ort)
    add_notiz(pdf, "Link", Dest=String("geheim"))
    add_notiz(pdf, "Link", A=Dictionary(S=Name.GoTo, D=Name.auch))
    add_notiz(pdf, "Link", Dest=String("unbekannt"))
    with reopen(build_oeffentliche_kopie(save(pdf))[0]) as offen:
        ziele = [notiz.Dest[0].objgen for notiz in offen.pages[0].obj.Annots]
        assert ziele == [offen.pages[1].obj.objgen] * 2
        assert "/Names" not in offen.Root


def test_tags_of_removed_comments_do_not_bring_them_back() -> None:
    pdf = new_pdf(INHALT)
    notiz = add_notiz(pdf, "Text", Contents=String(GEHEIM))
    element = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Annot, K=Dictionary(Type=Name.OBJR, Obj=notiz)))
    pdf.Root["/StructTreeRoot"] = Dictionary(Type=Name.StructTreeRoot, K=element)
    kopie, _ = build_oeffentliche_kopie(save(pdf))
    assert find_vertrauliches(kopie, [GEHEIMNIS]) == []
    with reopen(kopie) as offen:
        assert list(offen.Root.StructTreeRoot.K.K) == []


def test_filled_fields_become_part_of_the_page(tmp_path: Path) -> None:
    pdf = new_pdf(INHALT)
    bild = pdf.make_stream(
        b"0 0 1 rg 0 0 228 22 re f", Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 228, 22])
    )
    angaben = {"FT": Name.Tx, "T": String("Feld"), "V": String("Wert"), "AP": Dictionary(N=bild)}
    feld = add_notiz(pdf, "Widget", (72, 600, 300, 622), **angaben)
    pdf.Root["/AcroForm"] = Dictionary(Fields=Array([feld]), XFA=pdf.make_stream(b"<xfa/>"))
    original = save(pdf)
    kopie, hinweise = build_oeffentliche_kopie(original)
    assert hinweise == ["Die Formularfelder wurden mit ihrem sichtbaren Inhalt fest in die Seiten übernommen."]
    assert (
        paint(kopie, tmp_path, "kopie")
        == paint(original, tmp_path, "original")
        != paint(save(new_pdf(INHALT)), tmp_path, "leer")
    )
    with reopen(kopie) as offen:
        assert "/AcroForm" not in offen.Root
        assert "/Annots" not in offen.pages[0].obj


def test_a_signature_does_not_hold_for_the_copy() -> None:
    pdf = new_pdf(INHALT)
    wert = pdf.make_indirect(Dictionary(Type=Name.Sig, Name=String("Erika Beispiel"), Contents=String(b"\x30\x82")))
    feld = add_notiz(pdf, "Widget", (0, 0, 0, 0), FT=Name.Sig, T=String("Unterschrift"), V=wert)
    pdf.Root["/AcroForm"] = Dictionary(Fields=Array([feld]), SigFlags=3)
    kopie, hinweise = build_oeffentliche_kopie(save(pdf))
    assert hinweise[0] == (
        "Das PDF ist elektronisch signiert. Die Signatur gilt für die Kopie nicht und wurde entfernt; "
        "maßgeblich bleibt das Original."
    )
    assert b"Erika" not in save(reopen(kopie), qdf=True)


def test_hidden_layers_go_with_their_content_and_visible_ones_stay(tmp_path: Path) -> None:
    pdf = new_pdf(
        INHALT + b"/OC /E1 BDC " + zeile(GEHEIM, y=500) + kasten(10, 10, 80, 80) + b" /X1 Do EMC " + zeile("Ende", y=90)
    )
    ebene = add_ebene(pdf, "Entwurf", an=False)
    add_formular(pdf, "X1", zeile("gerufen", y=200))
    pdf.pages[0].obj.Resources.XObject["/X2"] = add_formular(pdf, "X3", zeile(GEHEIM, y=220), OC=ebene)
    pdf.pages[0].contents_add(b"/X3 Do", prepend=False)
    original = save(pdf)
    kopie, hinweise = build_oeffentliche_kopie(original)
    assert hinweise == ["Ausgeblendete Ebenen wurden mit ihrem Inhalt entfernt."]
    assert paint(kopie, tmp_path, "kopie") == paint(original, tmp_path, "original")
    assert find_vertrauliches(kopie, [GEHEIMNIS], leser={"Seitentext", "Zweittext"}) == []
    assert "Entwurf" not in str(reopen(kopie).Root)


def test_a_visible_layer_stays_without_its_name(tmp_path: Path) -> None:
    pdf = new_pdf(INHALT + b"/OC /E1 BDC " + zeile("sichtbar", y=500) + b" EMC")
    add_ebene(pdf, GEHEIM, an=True)
    original = save(pdf)
    kopie, hinweise = build_oeffentliche_kopie(original)
    assert hinweise == []
    assert paint(kopie, tmp_path, "kopie") == paint(original, tmp_path, "original")
    assert find_vertrauliches(kopie, [GEHEIMNIS]) == []


def test_earlier_states_end_here() -> None:
    pdf = new_pdf(INHALT)
    pdf.Root["/Lang"] = String(GEHEIM)
    roh = save(pdf, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    with reopen(roh) as offen:
        nummer = offen.Root.objgen[0]
    original = update(roh, nummer, b"<</Type/Catalog/Pages 2 0 R>>")
    assert find_vertrauliches(original, [GEHEIMNIS])
    assert find_vertrauliches(build_oeffentliche_kopie(original)[0], [GEHEIMNIS]) == []


def test_a_comment_that_covers_text_is_never_just_taken_off() -> None:
    pdf = new_pdf(zeile(GEHEIM))
    add_notiz(pdf, "Redact", (60, 690, 460, 720))
    with pytest.raises(KopieVerweigert) as fehler:
        build_oeffentliche_kopie(save(pdf))
    assert str(fehler.value) == (
        "Auf Seite 1 verdeckt eine Anmerkung Text, der in einer Kopie ohne Anmerkungen sichtbar würde. "
        "Bitte schwärzen Sie die Stelle endgültig, sodass der Text entfernt ist, und laden Sie das PDF neu hoch."
    )


def test_a_form_without_fixed_pages_is_refused() -> None:
    pdf = new_pdf(INHALT)
    pdf.Root["/NeedsRendering"] = True
    with pytest.raises(KopieVerweigert, match="XFA-Formular ohne feste Seiten"):
        build_oeffentliche_kopie(save(pdf))


def test_a_layer_by_formula_is_refused() -> None:
    pdf = new_pdf(INHALT + b"/OC /E2 BDC " + zeile("vielleicht") + b" EMC")
    ebene = add_ebene(pdf, "Entwurf", an=False)
    formel = Dictionary(Type=Name.OCMD, VE=Array([Name.Not, ebene]))
    pdf.pages[0].obj.Resources.Properties["/E2"] = pdf.make_indirect(formel)
    with pytest.raises(KopieVerweigert, match="von einer Formel"):
        build_oeffentliche_kopie(save(pdf))


def test_protected_and_broken_files_are_refused() -> None:
    with pytest.raises(NichtLesbar, match="verschlüsselt"):
        build_oeffentliche_kopie(save(new_pdf(INHALT), encryption=pikepdf.Encryption(owner="a", user="")))
    with pytest.raises(NichtLesbar, match="Kennwort"):
        build_oeffentliche_kopie(save(new_pdf(INHALT), encryption=pikepdf.Encryption(owner="a", user="b")))
    with pytest.raises(NichtLesbar, match="beschädigt"):
        build_oeffentliche_kopie(b"%PDF-1.7 nichts")
