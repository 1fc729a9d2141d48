"""What an office document or a picture gives away beside its content."""

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from dokumente.anlagen import officeangaben
from dokumente.anlagen.befunde import Befundart, NichtLesbar
from dokumente.anlagen.bildangaben import find_bildangaben
from dokumente.anlagen.officeangaben import count_angaben, find_officeangaben
from dokumente.anlagen.pdf.grenzen import GrenzeErreicht

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
S = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
ODF = " ".join(
    f'xmlns:{kurz}="urn:oasis:names:tc:opendocument:xmlns:{kurz}:1.0"' for kurz in ("office", "text", "table", "meta")
)
DC = 'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata"'

TEILE: dict[str, tuple[dict[str, str], str]] = {
    "Verfasser": ({"docProps/core.xml": f"<cp:p {DC}><dc:creator>Berta</dc:creator></cp:p>"}, "personen"),
    "zuletzt gespeichert": (
        {"docProps/core.xml": f"<cp:p {DC}><cp:lastModifiedBy>Berta</cp:lastModifiedBy></cp:p>"},
        "personen",
    ),
    "Stichwort": ({"docProps/core.xml": f"<cp:p {DC}><cp:keywords>geheim</cp:keywords></cp:p>"}, "eigenschaften"),
    "Firma": ({"docProps/app.xml": "<p><Company>Amt 20</Company></p>"}, "eigenschaften"),
    "Kommentar": ({"word/comments.xml": f"<w:c {W}><w:comment/></w:c>"}, "kommentare"),
    "eingefügt": ({"word/document.xml": f"<w:d {W}><w:ins><w:r/></w:ins></w:d>"}, "aenderungen"),
    "gestrichen": ({"word/footnotes.xml": f"<w:d {W}><w:del><w:r/></w:del></w:d>"}, "aenderungen"),
    "verborgener Text": ({"word/document.xml": f"<w:d {W}><w:rPr><w:vanish/></w:rPr></w:d>"}, "zeilen"),
    "Blatt": ({"xl/workbook.xml": f'<workbook {S}><sheet name="x" state="veryHidden"/></workbook>'}, "blaetter"),
    "Zeile": ({"xl/worksheets/sheet1.xml": f'<worksheet {S}><row hidden="1"/></worksheet>'}, "zeilen"),
    "Zellkommentar": ({"xl/comments1.xml": f"<comments {S}><comment/></comments>"}, "kommentare"),
    "eingebettet": ({"word/embeddings/a.xlsx": "x"}, "eingebettet"),
    "Verfasser ODF": (
        {"meta.xml": f"<office:m {ODF}><meta:initial-creator>Berta</meta:initial-creator></office:m>"},
        "personen",
    ),
    "Anmerkung ODF": ({"content.xml": f"<office:d {ODF}><office:annotation/></office:d>"}, "kommentare"),
    "Änderung ODF": ({"content.xml": f"<office:d {ODF}><text:changed-region/></office:d>"}, "aenderungen"),
    "Blatt ODF": (
        {"content.xml": f'<office:d {ODF}><table:table-properties table:display="false"/></office:d>'},
        "blaetter",
    ),
    "Spalte ODF": (
        {"content.xml": f'<office:d {ODF}><table:table-column table:visibility="collapse"/></office:d>'},
        "zeilen",
    ),
}
UNAUFFAELLIG = {
    "docProps/core.xml": f"<cp:p {DC}><dc:creator> </dc:creator><cp:revision>4</cp:revision></cp:p>",
    "word/document.xml": f'<w:d {W}><w:vanish w:val="0"/><w:t>Der Garten wird grün.</w:t></w:d>',
    "xl/workbook.xml": f'<workbook {S}><sheet name="x"/><row hidden="0"/></workbook>',
    "content.xml": f'<office:d {ODF}><table:table-row table:visibility="visible"/></office:d>',
    "word/_rels/document.xml.rels": "kein XML",
}


def build(ort: Path, teile: Mapping[str, str | bytes]) -> Path:
    ziel = ort / "datei"
    with zipfile.ZipFile(ziel, "w", zipfile.ZIP_DEFLATED) as packung:
        for name, inhalt in teile.items():
            packung.writestr(name, inhalt)
    return ziel


@pytest.mark.parametrize("art", TEILE)
def test_every_kind_is_counted(art: str, tmp_path: Path) -> None:
    teile, was = TEILE[art]
    assert +count_angaben(build(tmp_path, teile)) == {was: 1}


def test_a_clean_document_gives_nothing_away(tmp_path: Path) -> None:
    assert list(find_officeangaben(build(tmp_path, UNAUFFAELLIG))) == []


def test_findings_name_what_there_is_and_what_to_do_but_no_word_of_it(tmp_path: Path) -> None:
    teile = {**TEILE["Verfasser"][0], **TEILE["Kommentar"][0]}
    befunde = list(find_officeangaben(build(tmp_path, teile)))
    assert [(b.art, b.satz.split(". ")[0]) for b in befunde] == [
        (
            Befundart.BLEIBT,
            "Das Dokument enthält Namen von Personen in seinen Eigenschaften (Verfasser, zuletzt gespeichert von)",
        ),
        (Befundart.BLEIBT, "Das Dokument enthält Kommentare (1)"),
    ]
    assert not any("Berta" in befund.satz for befund in befunde)


def test_another_encoding_hides_nothing(tmp_path: Path) -> None:
    inhalt = f'<?xml version="1.0" encoding="UTF-16"?><w:d {W}><w:del/></w:d>'.encode("utf-16")
    assert count_angaben(build(tmp_path, {"word/document.xml": inhalt}))["aenderungen"] == 1


@pytest.mark.parametrize(
    "inhalt",
    [
        "<!DOCTYPE x [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;'>]><x>&b;</x>",
        "<!DOCTYPE x SYSTEM 'file:///etc/passwd'><x/>",
        "<x><y></x>",
        "",
    ],
)
def test_what_no_office_program_writes_is_not_read(inhalt: str, tmp_path: Path) -> None:
    with pytest.raises(NichtLesbar, match="Das Dokument ist beschädigt"):
        count_angaben(build(tmp_path, {"word/document.xml": inhalt}))


def test_a_bomb_is_left_at_the_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bombe = build(tmp_path, {"word/document.xml": "<x>" + "a" * 3_000_000 + "</x>"})
    assert bombe.stat().st_size < 10_000
    monkeypatch.setattr(officeangaben, "TEIL_MAX", 1_000_000)
    with pytest.raises(GrenzeErreicht, match="ausgepackt zu groß"):
        count_angaben(bombe)
    monkeypatch.undo()
    assert +count_angaben(bombe) == {}


def test_too_many_parts_are_not_counted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(officeangaben, "EINTRAEGE_MAX", 2)
    with pytest.raises(GrenzeErreicht):
        count_angaben(build(tmp_path, {"a.xml": "<x/>", "b.xml": "<x/>", "c.xml": "<x/>"}))


def write_bild(ort: Path, **wahl: object) -> Path:
    ziel = ort / "bild"
    bild = Image.new("RGB", (4, 4), "red")
    art = str(wahl.pop("art", "JPEG"))
    buffer = io.BytesIO()
    bild.save(buffer, art, **wahl)
    ziel.write_bytes(buffer.getvalue())
    return ziel


def exif(**felder: object) -> Image.Exif:
    angaben = Image.Exif()
    if "ort" in felder:
        angaben.get_ifd(0x8825)[1] = "N"
    if "urheber" in felder:
        angaben[0x013B] = "Berta"
    if "beschreibung" in felder:
        angaben[0x010E] = "Lager"
    return angaben


@pytest.mark.parametrize(
    ("was", "satz"),
    [
        ("ort", "Das Bild enthält den Ort der Aufnahme."),
        ("urheber", "Das Bild enthält Namen von Personen (Urheber)."),
        ("beschreibung", "Das Bild enthält verborgene Texte (Beschreibung, Kommentar)."),
    ],
)
def test_a_photograph_tells_where_and_by_whom(was: str, satz: str, tmp_path: Path) -> None:
    [befund] = find_bildangaben(write_bild(tmp_path, exif=exif(**{was: True})))
    assert befund.satz.startswith(satz)
    assert "Berta" not in befund.satz


def test_remarks_in_pictures_are_found(tmp_path: Path) -> None:
    text = PngInfo()
    text.add_text("Comment", "geheim")
    assert len(list(find_bildangaben(write_bild(tmp_path, art="PNG", pnginfo=text)))) == 1
    assert len(list(find_bildangaben(write_bild(tmp_path, comment=b"geheim")))) == 1


def test_a_plain_picture_gives_nothing_away(tmp_path: Path) -> None:
    assert list(find_bildangaben(write_bild(tmp_path, dpi=(300, 300)))) == []
    assert list(find_bildangaben(write_bild(tmp_path, art="PNG", dpi=(300, 300)))) == []


def test_what_is_no_picture_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "x").write_bytes(b"kein Bild")
    with pytest.raises(NichtLesbar, match="Das Bild ist beschädigt"):
        list(find_bildangaben(tmp_path / "x"))
