"""A confidential title, planted in every corner of a file, is found there, and only because somebody looks there."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String
from PIL import Image

from dokumente.oeffentlich.befunde import Geheimnis, NichtLesbar
from dokumente.oeffentlich.grenzen import GrenzeErreicht
from dokumente.oeffentlich.selbstbeweis import ALLE_LESER, find_vertrauliches
from dokumente.pdf import render_pdf
from tests.dokumente.oeffentlich.bogen import (
    add_ebene,
    add_formular,
    add_notiz,
    kasten,
    new_pdf,
    save,
    set_zustand,
    update,
    zeile,
)

GEHEIM = "Übernahme der Bürgschaft Kastorhof"
GEHEIMNIS = Geheimnis(GEHEIM, "N 3 der Sitzung 2026/018/SR")
OFFEN = zeile("Öffentlicher Teil der Sitzung", y=780)


def _seite(inhalt: bytes) -> bytes:
    return save(new_pdf(OFFEN + inhalt))


def _root(schluessel: str, wert: Callable[[pikepdf.Pdf], Any]) -> bytes:
    pdf = new_pdf(OFFEN)
    pdf.Root[schluessel] = wert(pdf)
    return save(pdf)


def _notiz(art: str, **angaben: Any) -> bytes:
    pdf = new_pdf(OFFEN)
    add_notiz(pdf, art, **angaben)
    return save(pdf)


def _anhang(name: str, inhalt: bytes, beschreibung: str = "") -> bytes:
    pdf = new_pdf(OFFEN)
    pdf.attachments[name] = pikepdf.AttachedFileSpec(pdf, inhalt, description=beschreibung)
    return save(pdf)


def _zip(*eintraege: tuple[str, bytes], kommentar: bytes = b"") -> bytes:
    ziel = io.BytesIO()
    with zipfile.ZipFile(ziel, "w", zipfile.ZIP_DEFLATED) as packung:
        packung.comment = kommentar
        for name, inhalt in eintraege:
            packung.writestr(name, inhalt)
    return ziel.getvalue()


def _lesezeichen() -> bytes:
    pdf = new_pdf(OFFEN)
    with pdf.open_outline() as baum:
        aussen = pikepdf.OutlineItem("TOP 1", 0)
        aussen.children.append(pikepdf.OutlineItem(GEHEIM, 0))
        baum.root.append(aussen)
    return save(pdf)


def _xmp() -> bytes:
    pdf = new_pdf(OFFEN)
    with pdf.open_metadata() as xmp:
        xmp["dc:description"] = GEHEIM
    del pdf.docinfo
    return save(pdf)


def _info() -> bytes:
    pdf = new_pdf(OFFEN)
    pdf.docinfo["/Keywords"] = GEHEIM
    return save(pdf)


def _ebene(name: str, inhalt: bytes, *, an: bool) -> bytes:
    pdf = new_pdf(OFFEN + inhalt)
    add_ebene(pdf, name, an=an)
    return save(pdf)


def _durchsichtig() -> bytes:
    pdf = new_pdf(OFFEN + zeile(GEHEIM, davor="/G1 gs"))
    set_zustand(pdf, ca=0)
    return save(pdf)


def _erscheinungsbild() -> bytes:
    pdf = new_pdf(OFFEN)
    bild = add_formular(pdf, "X9", zeile(GEHEIM))
    del pdf.pages[0].obj.Resources["/XObject"]
    add_notiz(pdf, "Stamp", AP=Dictionary(N=bild))
    return save(pdf)


def _struktur(**angaben: Any) -> bytes:
    return _root(
        "/StructTreeRoot",
        lambda pdf: Dictionary(
            Type=Name.StructTreeRoot,
            K=Array([pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Figure, **angaben))]),
        ),
    )


def _frueher() -> bytes:
    pdf = new_pdf(OFFEN + b"[(" + GEHEIM.encode("cp1252") + b")] pop " + zeile(GEHEIM))
    pdf.pages[0].obj["/Contents"] = pdf.make_indirect(pdf.pages[0].obj.Contents)
    nummer = pdf.pages[0].obj.Contents.objgen[0]
    roh = save(pdf, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    with pikepdf.open(io.BytesIO(roh)) as gespeichert:
        nummer = gespeichert.pages[0].obj.Contents.objgen[0]
    leer = b"<</Length %d>>\nstream\n" % len(OFFEN) + OFFEN + b"\nendstream"
    return update(roh, nummer, leer)


def _versteckte_seite() -> bytes:
    pdf = new_pdf(OFFEN, b"BT /F1 12 Tf 72 700 Td [(\xdcbernah) -9 (me der B\xfcrg) 30 (schaft Kastorhof)] TJ ET")
    pdf.Root["/Alt"] = pdf.pages[1].obj
    del pdf.pages[1]
    return save(pdf)


def _foto() -> bytes:
    foto = io.BytesIO()
    Image.new("RGB", (8, 8), "red").save(foto, "JPEG", comment=GEHEIM.encode("latin-1"))
    pdf = new_pdf(OFFEN)
    bild = pdf.make_stream(foto.getvalue(), Type=Name.XObject, Subtype=Name.Image, Width=8, Height=8)
    bild["/BitsPerComponent"], bild["/ColorSpace"], bild["/Filter"] = 8, Name.DeviceRGB, Name.DCTDecode
    pdf.pages[0].obj.Resources["/XObject"] = Dictionary(B=bild)
    return save(pdf)


def _verwaist() -> bytes:
    """A ZIP whose table forgot an entry that is still in the bytes."""
    voll = _zip((f"{GEHEIM}.txt", b"nichts"))
    leer = _zip(("a.txt", b"nichts"))
    return voll[: voll.index(b"PK\x01\x02")] + leer


_WORD = "<w:p><w:t>Übernah</w:t></w:r><w:r b='1'><w:t>me der Bürg</w:t><w:t>schaft Kastorhof</w:t></w:p>".encode()

# kind: the reader who must find it · what it says about the place · the planted file
LECKS: dict[str, tuple[str, str, Callable[[], bytes]]] = {
    "Seitentext": ("Seitentext", "Seitentext", lambda: _seite(zeile(GEHEIM))),
    "zweiter Leser": ("Zweittext", "Seitentext (zweiter Leser)", lambda: _seite(zeile(GEHEIM))),
    "Unterschneidung": (
        "Seitentext",
        "Seitentext",
        lambda: _seite(
            b"BT /F1 12 Tf 72 700 Td [(\xdcber) 80 (nahm) -20 (e der B\xfcrgschaft) -300 (Kas) 9 (torhof)] TJ ET"
        ),
    ),
    "Trennung": (
        "Seitentext",
        "Seitentext",
        lambda: _seite(zeile("Übernahme der Bürg-") + zeile("schaft Kastorhof", y=680)),
    ),
    "weiß": (
        "Verborgenes",
        "Verborgener Text (in der Farbe des Untergrunds)",
        lambda: _seite(zeile(GEHEIM, davor="1 1 1 rg")),
    ),
    "unsichtbar": (
        "Verborgenes",
        "Verborgener Text (unsichtbar gezeichnet)",
        lambda: _seite(zeile(GEHEIM, davor="3 Tr")),
    ),
    "durchsichtig": ("Verborgenes", "Verborgener Text (durchsichtig)", _durchsichtig),
    "neben der Seite": ("Verborgenes", "Verborgener Text (außerhalb der Seite)", lambda: _seite(zeile(GEHEIM, x=700))),
    "abgeschnitten": (
        "Verborgenes",
        "Verborgener Text (abgeschnitten)",
        lambda: _seite(b"q 0 0 50 50 re W n " + zeile(GEHEIM) + b" Q"),
    ),
    "winzig": ("Verborgenes", "Verborgener Text (winzig klein)", lambda: _seite(zeile(GEHEIM, groesse=0.8))),
    "verdeckt": (
        "Verborgenes",
        "Verborgener Text (von einer Fläche verdeckt)",
        lambda: _seite(zeile(GEHEIM) + kasten(60, 690, 400, 30)),
    ),
    "Ebene aus": (
        "Verborgenes",
        "Verborgener Text (in einer ausgeschalteten Ebene)",
        lambda: _ebene("Entwurf", b"/OC /E1 BDC " + zeile(GEHEIM) + b" EMC", an=False),
    ),
    "Ebenenname": ("Ebenen", "Ebene", lambda: _ebene(GEHEIM, b"", an=True)),
    "Lesezeichen": ("Lesezeichen", "Lesezeichen", _lesezeichen),
    "Sprungziel": (
        "Ziele",
        "Sprungziel",
        lambda: _root(
            "/Names",
            lambda pdf: Dictionary(
                Dests=Dictionary(Names=Array([String(GEHEIM), Array([pdf.pages[0].obj, Name.Fit])]))
            ),
        ),
    ),
    "altes Sprungziel": (
        "Ziele",
        "Sprungziel",
        lambda: _root("/Dests", lambda pdf: Dictionary({f"/{GEHEIM}": Array([pdf.pages[0].obj, Name.Fit])})),
    ),
    "Link": (
        "Ziele",
        "Link oder Aktion",
        lambda: _notiz(
            "Link",
            A=Dictionary(
                S=Name.URI, URI=String("https://koblenz.de/%C3%9Cbernahme%20der%20B%C3%BCrgschaft%20Kastorhof.pdf")
            ),
        ),
    ),
    "Linkziel": ("Ziele", "Link oder Aktion", lambda: _notiz("Link", Dest=String(GEHEIM))),
    "Startbefehl": (
        "Ziele",
        "Link oder Aktion",
        lambda: _root("/OpenAction", lambda pdf: Dictionary(S=Name.Launch, F=String(f"C:\\{GEHEIM}.docx"))),
    ),
    "Skript": (
        "Ziele",
        "Skript",
        lambda: _root(
            "/Names",
            lambda pdf: Dictionary(
                JavaScript=Dictionary(
                    Names=Array(
                        [
                            String("a"),
                            Dictionary(S=Name.JavaScript, JS=pdf.make_stream(f"var t='{GEHEIM}'".encode("latin-1"))),
                        ]
                    )
                )
            ),
        ),
    ),
    "Dokumentinfo": ("Metadaten", "Metadaten (Dokumentinfo)", _info),
    "XMP": ("Metadaten", "Metadaten (XMP)", _xmp),
    "Seitenbezeichnung": (
        "Metadaten",
        "Metadaten (Katalog)",
        lambda: _root("/PageLabels", lambda pdf: Dictionary(Nums=Array([0, Dictionary(S=Name.D, P=String(GEHEIM))]))),
    ),
    "Anhangsname": ("Anhaenge", "Anhang (Name)", lambda: _anhang(f"{GEHEIM}.txt", b"nichts")),
    "Anhangsbeschreibung": ("Anhaenge", "Anhang (Beschreibung)", lambda: _anhang("a.txt", b"nichts", GEHEIM)),
    "Anhang UTF-16": ("Anhaenge", "Anhang › Inhalt", lambda: _anhang("a.txt", GEHEIM.encode("utf-16"))),
    "Anhang JSON": (
        "Anhaenge",
        "Anhang › Inhalt",
        lambda: _anhang("a.json", b'{"t":"\\u00dcbernahme der B\\u00fcrgschaft Kastorhof"}'),
    ),
    "Anhang HTML": (
        "Anhaenge",
        "Anhang › Inhalt",
        lambda: _anhang("a.html", b"<b>&Uuml;bernahme</b> der B&#252;rgschaft Kastorhof"),
    ),
    "PDF im PDF": ("Anhaenge", "Anhang › Seitentext", lambda: _anhang("a.pdf", _seite(zeile(GEHEIM)))),
    "Word im PDF": (
        "Anhaenge",
        "Anhang › „word/document.xml“ › Inhalt",
        lambda: _anhang("a.docx", _zip(("word/document.xml", _WORD))),
    ),
    "Dateianlage": (
        "Anhaenge",
        "Anhang (Name)",
        lambda: _notiz("FileAttachment", FS=Dictionary(Type=Name.Filespec, F=String(f"{GEHEIM}.doc"), EF=Dictionary())),
    ),
    "Notiz": ("Anmerkungen", "Anmerkung", lambda: _notiz("Text", Contents=String(GEHEIM))),
    "Verfasser der Notiz": ("Anmerkungen", "Anmerkung", lambda: _notiz("Highlight", T=String(GEHEIM))),
    "Betreff der Notiz": ("Anmerkungen", "Anmerkung", lambda: _notiz("FreeText", Subj=String(GEHEIM))),
    "Stempelbild": ("Anmerkungen", "Anmerkung (Erscheinungsbild)", _erscheinungsbild),
    "Feldwert": (
        "Formularfelder",
        "Formularfeld",
        lambda: _root(
            "/AcroForm", lambda pdf: Dictionary(Fields=Array([Dictionary(FT=Name.Tx, T=String("f"), V=String(GEHEIM))]))
        ),
    ),
    "Feldhilfe": (
        "Formularfelder",
        "Formularfeld",
        lambda: _root(
            "/AcroForm",
            lambda pdf: Dictionary(Fields=Array([Dictionary(FT=Name.Btn, T=String("f"), TU=String(GEHEIM))])),
        ),
    ),
    "XFA": (
        "Formularfelder",
        "Formularfeld (XFA)",
        lambda: _root(
            "/AcroForm", lambda pdf: Dictionary(Fields=Array(), XFA=pdf.make_stream(f"<x>{GEHEIM}</x>".encode()))
        ),
    ),
    "Alternativtext": ("Strukturtext", "Strukturtext", lambda: _struktur(Alt=String(GEHEIM))),
    "Ersatztext": ("Strukturtext", "Strukturtext", lambda: _struktur(ActualText=String(GEHEIM))),
    "Langform": ("Strukturtext", "Strukturtext", lambda: _struktur(E=String(GEHEIM))),
    "Ersatztext im Inhalt": (
        "Marken",
        "Strukturtext",
        lambda: _seite(b"/Span <</ActualText <FEFF" + GEHEIM.encode("utf-16-be").hex().encode() + b">>> BDC EMC"),
    ),
    "Bilddaten": ("Bilddaten", "Bilddaten", _foto),
    "private Daten": (
        "Rohdaten",
        "Rohdaten",
        lambda: _root("/Eigenes", lambda pdf: pdf.make_indirect(Array([String(GEHEIM)]))),
    ),
    "versteckte Seite": ("Rohdaten", "Seite, die nicht gezeigt wird", _versteckte_seite),
    "früherer Stand": ("Fruehere", "Früherer Stand 1 › Seitentext", _frueher),
    "alter Rest": ("Rohbytes", "Rohbytes der Datei", lambda: _seite(b"") + f"% {GEHEIM}\n".encode()),
    "alter Rest in UTF-16": (
        "Rohbytes",
        "Rohbytes der Datei",
        lambda: _seite(b"") + b"9 0 obj <FEFF" + GEHEIM.encode("utf-16-be").hex().encode() + b"> endobj",
    ),
    "ZIP-Eintrag": ("Packung", "Dateiname im ZIP", lambda: _zip((f"{GEHEIM}.txt", b"nichts"))),
    "ZIP-Name in Umschrift": (
        "Packung",
        "Dateiname im ZIP",
        lambda: _zip(("Uebernahme-der-Buergschaft_Kastorhof.pdf", b"nichts")),
    ),
    "ZIP-Kommentar": ("Packung", "ZIP-Kommentar", lambda: _zip(("a.txt", b"nichts"), kommentar=GEHEIM.encode())),
    "PDF im ZIP": ("Packung", "„a.pdf“ › Seitentext", lambda: _zip(("a.pdf", _seite(zeile(GEHEIM))))),
    "ZIP im ZIP": ("Packung", "„b.zip“ › „a.txt“ › Inhalt", lambda: _zip(("b.zip", _zip(("a.txt", GEHEIM.encode()))))),
    "nicht verzeichnet": ("Packung", "Dateiname im ZIP (nicht verzeichnet)", _verwaist),
}


@pytest.mark.parametrize("art", LECKS)
def test_a_planted_leak_is_found_and_only_by_its_reader(art: str) -> None:
    leser, ort, build = LECKS[art]
    datei = build()
    # The outer shell of a packed leak is opened by one reader, its content read by another: only the first is at stake.
    gefunden = {fund.wo for fund in find_vertrauliches(datei, [GEHEIMNIS]) if fund.herkunft == GEHEIMNIS.herkunft}
    assert any(wo.startswith(ort) for wo in gefunden), gefunden
    ohne = {fund.wo for fund in find_vertrauliches(datei, [GEHEIMNIS], leser=ALLE_LESER - {leser})}
    assert not any(_is_ort(wo, ort) for wo in ohne), ohne


def _is_ort(wo: str, ort: str) -> bool:
    return wo == ort or (wo.startswith(ort) and ort not in ("Seitentext", "Strukturtext"))


def test_nothing_is_found_in_a_file_without_secrets() -> None:
    assert find_vertrauliches(save(new_pdf(OFFEN)), [GEHEIMNIS]) == []
    assert find_vertrauliches(_zip(("Tagesordnung.pdf", save(new_pdf(OFFEN)))), [GEHEIMNIS]) == []


def test_the_finding_names_page_and_words() -> None:
    pdf = save(new_pdf(OFFEN, zeile(f"Zu TOP 3: {GEHEIM} wird vertagt.")))
    (fund,) = find_vertrauliches(pdf, [GEHEIMNIS], leser={"Seitentext"})
    assert (fund.seite, fund.ausschnitt) == (2, f"Zu TOP 3: {GEHEIM} wird vertagt.")


def test_a_file_on_disk_is_read(tmp_path: Path) -> None:
    pfad = tmp_path / "paket.pdf"
    pfad.write_bytes(_seite(zeile(GEHEIM)))
    assert find_vertrauliches(pfad, [GEHEIMNIS])


def test_our_own_print_is_read_by_both_readers() -> None:
    pdf = render_pdf(
        f'<html lang="de"><title>Probe</title><h1>Öffentlich</h1><p>Zur {GEHEIM} wird berichtet.</p></html>',
        stylesheets=["pdf/basis.css"],
    )
    for leser in ("Seitentext", "Zweittext"):
        assert [fund.seite for fund in find_vertrauliches(pdf, [GEHEIMNIS], leser={leser})] == [1]


def test_white_letters_on_a_dark_heading_are_not_hidden() -> None:
    pdf = _seite(kasten(60, 690, 400, 30) + zeile(GEHEIM, davor="1 1 1 rg"))
    assert find_vertrauliches(pdf, [GEHEIMNIS], leser={"Verborgenes"}) == []


def test_what_the_sitting_says_in_public_is_permitted() -> None:
    datei = _seite(zeile(GEHEIM))
    assert find_vertrauliches(datei, [GEHEIMNIS], erlaubt=[f"Öffentliche Bekanntgabe: {GEHEIM}"]) == []


@pytest.mark.parametrize(
    ("datei", "satz"),
    [
        (b"", "Die Datei ist weder ein PDF noch ein ZIP."),
        (b"Text", "Die Datei ist weder ein PDF noch ein ZIP."),
        (b"%PDF-1.4 kaputt", "Das PDF ist beschädigt und lässt sich nicht öffnen. Bitte erzeugen Sie es neu."),
        (b"PK\x03\x04 kaputt", "Das ZIP ist beschädigt. Bitte erzeugen Sie es neu."),
    ],
)
def test_what_cannot_be_read_proves_nothing(datei: bytes, satz: str) -> None:
    with pytest.raises(NichtLesbar) as fehler:
        find_vertrauliches(datei, [GEHEIMNIS])
    assert str(fehler.value) == satz


def test_a_protected_file_proves_nothing() -> None:
    pdf = save(new_pdf(OFFEN), encryption=pikepdf.Encryption(owner="a", user=""))
    with pytest.raises(NichtLesbar, match="verschlüsselt"):
        find_vertrauliches(pdf, [GEHEIMNIS])


def test_files_packed_without_end_are_refused() -> None:
    datei = b"nichts"
    for _ in range(10):
        datei = _zip(("a.zip", datei))
    with pytest.raises(GrenzeErreicht, match="zu tief"):
        find_vertrauliches(datei, [GEHEIMNIS])


def test_a_zip_bomb_is_refused() -> None:
    with pytest.raises(GrenzeErreicht, match="zu groß"):
        find_vertrauliches(_zip(("a.txt", b"\0" * 70_000_000)), [GEHEIMNIS])


def test_a_drawing_that_calls_itself_ends() -> None:
    pdf = new_pdf(OFFEN + b"/X1 Do " + zeile(GEHEIM))
    formular = add_formular(pdf, "X1", b"/X1 Do /X1 Do")
    formular["/Resources"] = pdf.pages[0].obj.Resources
    assert find_vertrauliches(save(pdf), [GEHEIMNIS], leser={"Seitentext"})
