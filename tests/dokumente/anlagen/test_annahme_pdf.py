"""A PDF that will make trouble later is refused when it is brought, in plain words and within seconds."""

from __future__ import annotations

import io
import subprocess
import sys
import time
import zipfile
import zlib
from collections.abc import Callable

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from dokumente.anlagen.annahme.pdf import check_upload_pdf, describe_upload_pdf
from dokumente.anlagen.kopie.seiten import build_oeffentliche_kopie
from dokumente.druck.pdf import render_pdf
from tests.dokumente.anlagen.bogen import add_anhang, add_bild, add_ebene, add_notiz, new_pdf, save, zeile

GUT = save(new_pdf(zeile("Lageplan")))
BOMBE = zlib.compress(zlib.compress(b"\0" * 300_000_000, 1), 9)


def _zip() -> bytes:
    ziel = io.BytesIO()
    with zipfile.ZipFile(ziel, "w") as packung:
        packung.writestr("a.txt", "x")
    return ziel.getvalue()


def _no_pages() -> bytes:
    pdf = new_pdf()
    del pdf.pages[0]
    return save(pdf)


def _bombe(**angaben: object) -> bytes:
    pdf = new_pdf()
    strom = pdf.make_stream(b"")
    strom.write(BOMBE, filter=Array([Name.FlateDecode, Name.FlateDecode]))
    for schluessel, wert in angaben.items():
        strom[f"/{schluessel}"] = wert
    pdf.pages[0].obj["/Contents"] = strom
    return save(pdf)


def _riesenbild() -> bytes:
    pdf = new_pdf(b"/B1 Do")
    add_bild(pdf, "B1", Width=50_000, Height=50_000)
    return save(pdf)


def _riesenseite() -> bytes:
    pdf = new_pdf()
    pdf.pages[0].obj["/MediaBox"] = Array([0, 0, 20_000, 100])
    return save(pdf)


def _viele_objekte(anzahl: int) -> bytes:
    teile = [b"%PDF-1.4\n1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj\n2 0 obj <</Type/Pages/Count 0/Kids[]>> endobj\n"]
    teile += [b"%d 0 obj 0 endobj\n" % nummer for nummer in range(3, anzahl)]
    return b"".join([*teile, b"trailer <</Root 1 0 R/Size %d>>\nstartxref\n0\n%%%%EOF\n" % anzahl])


def _tiefe(anzahl: int) -> bytes:
    teile = [b"%PDF-1.4\n1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj\n"]
    teile += [
        b"%d 0 obj <</Type/Pages/Count 1/Kids[%d 0 R]>> endobj\n" % (nummer, nummer + 1) for nummer in range(2, anzahl)
    ]
    return b"".join([*teile, b"trailer <</Root 1 0 R/Size %d>>\nstartxref\n0\n%%%%EOF\n" % anzahl])


def _kreis() -> bytes:
    pdf = new_pdf()
    roh = save(pdf, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    return roh.replace(b"/Kids [ 3 0 R ]", b"/Kids [ 2 0 R ]")


SCHLECHT: dict[str, tuple[Callable[[], bytes], str]] = {
    "leer": (lambda: b"", "Das PDF ist leer."),
    "kein PDF": (lambda: b"GIF89a", "Die Datei ist kein PDF"),
    "Ende fehlt": (lambda: GUT[:-40], "Das PDF ist abgeschnitten"),
    "halb": (lambda: GUT[: len(GUT) // 2], "Das PDF ist abgeschnitten"),
    "kaputt": (lambda: b"%PDF-1.4\nstartxref\n0\n%%EOF\n", "Das PDF ist beschädigt"),
    "ZIP dahinter": (lambda: GUT + _zip(), "Hinter dem Ende des PDF stehen weitere Daten."),
    "HTML dahinter": (lambda: GUT + b"<html>" * 300, "Hinter dem Ende des PDF stehen weitere Daten."),
    "Kennwort": (
        lambda: save(new_pdf(), encryption=pikepdf.Encryption(owner="a", user="b")),
        "Das PDF ist mit einem Kennwort geschützt.",
    ),
    "verschlüsselt": (
        lambda: save(new_pdf(), encryption=pikepdf.Encryption(owner="a", user="")),
        "Das PDF ist verschlüsselt.",
    ),
    "ohne Seiten": (_no_pages, "Das PDF hat keine Seiten."),
    "Bombe": (_bombe, "Ein Teil "),
    "Bombe als Bild getarnt": (lambda: _bombe(Subtype=Name.Form), "Ein Teil "),
    "Bild von 50.000 Punkten": (_riesenbild, "Ein Bild im PDF hat zu viele Bildpunkte."),
    "Riesenseite": (_riesenseite, "Seite 1 ist größer als 5 Meter."),
    "500.000 Objekte": (lambda: _viele_objekte(500_000), "Das PDF besteht aus mehr als 400.000 Einzelteilen."),
    "tiefer Seitenbaum": (lambda: _tiefe(20_000), "Das PDF ist beschädigt"),
    "Seitenbaum im Kreis": (_kreis, "Das PDF "),
}


@pytest.mark.parametrize("art", SCHLECHT)
def test_a_bad_pdf_is_refused_in_plain_words_and_quickly(art: str) -> None:
    build, satz = SCHLECHT[art]
    datei = build()
    beginn = time.process_time()
    saetze = check_upload_pdf(datei)
    assert time.process_time() - beginn < 10
    assert [s[: len(satz)] for s in saetze] == [satz]
    assert saetze[0].endswith(".")


def test_a_good_pdf_passes() -> None:
    assert check_upload_pdf(GUT) == []
    assert check_upload_pdf(GUT + b"\r\n\0\0") == []
    assert (
        check_upload_pdf(
            render_pdf('<html lang="de"><title>Probe</title><h1>Gut</h1></html>', stylesheets=["pdf/basis.css"])
        )
        == []
    )


def test_a_linearised_pdf_passes() -> None:
    assert check_upload_pdf(save(new_pdf(zeile("x")), linearize=True)) == []


def test_a_bomb_does_not_eat_the_memory() -> None:
    programm = (
        "import resource, sys\n"
        "from dokumente.anlagen.annahme.pdf import check_upload_pdf\n"
        "vorher = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss\n"
        "assert check_upload_pdf(sys.stdin.buffer.read())\n"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - vorher)\n"
    )
    kind = subprocess.run([sys.executable, "-c", programm], input=_bombe(), capture_output=True, check=True)
    assert int(kind.stdout) < 300_000


def test_what_the_copy_will_lack_is_said() -> None:
    pdf = new_pdf(zeile("x"))
    pdf.Root["/OpenAction"] = pdf.make_indirect(Dictionary(S=Name.JavaScript, JS=String("1")))
    add_anhang(pdf, "a.txt", b"x")
    add_notiz(pdf, "Text")
    add_notiz(pdf, "Link", Dest=String("x"))
    add_ebene(pdf, "Entwurf", an=False)
    feld = pdf.make_indirect(Dictionary(FT=Name.Sig, T=String("s"), V=Dictionary(Type=Name.Sig)))
    pdf.Root["/AcroForm"] = Dictionary(Fields=Array([feld]))
    pdf.docinfo["/Author"] = "Berta Beispiel"
    assert [befund.satz for befund in describe_upload_pdf(save(pdf))] == [
        "Das PDF enthält Angaben zu Verfasser oder Inhalt; die öffentliche Kopie wird sie nicht enthalten.",
        "Das PDF enthält Skripte; die öffentliche Kopie wird sie nicht enthalten.",
        "Das PDF enthält eingebettete Dateien; die öffentliche Kopie wird sie nicht enthalten.",
        "Das PDF enthält Anmerkungen (1); die öffentliche Kopie wird sie nicht enthalten.",
        "Das PDF enthält ausgeblendete Ebenen; die öffentliche Kopie wird sie nicht enthalten.",
        "Das PDF ist elektronisch signiert; die Signatur gilt nur für das Original.",
        "Das PDF ist nicht getaggt; Menschen, die es sich vorlesen lassen, werden es schwer haben.",
    ]
    gut = render_pdf('<html lang="de"><title>Probe</title><h1>Gut</h1></html>', stylesheets=["pdf/basis.css"])
    assert describe_upload_pdf(gut) == []


ENTFAELLT = "Das PDF enthält {}; die öffentliche Kopie wird sie nicht enthalten."
BEFEHLE = ENTFAELLT.format("Befehle, die Programme oder andere Dateien öffnen")
ADRESSEN = ENTFAELLT.format("Adressen, hinter denen keine Seite im Netz steht")
PROGRAMME = ENTFAELLT.format("eingebettete Programme")


def _with_link(adresse: str) -> bytes:
    pdf = new_pdf(zeile("x"))
    add_notiz(pdf, "Link", A=Dictionary(S=Name.URI, URI=String(adresse)))
    return save(pdf)


def _with_befehl(**aktion: object) -> bytes:
    pdf = new_pdf(zeile("x"))
    pdf.Root["/OpenAction"] = Dictionary(aktion)
    return save(pdf)


def _with_anhang(name: str) -> bytes:
    pdf = new_pdf(zeile("x"))
    add_anhang(pdf, name, b"MZ")
    return save(pdf)


GEFAHREN: dict[str, tuple[Callable[[], bytes], str, bytes]] = {
    "launch": (lambda: _with_befehl(**{"/S": Name.Launch, "/F": String("cmd.exe")}), BEFEHLE, b"cmd.exe"),
    "another file": (lambda: _with_befehl(**{"/S": Name.GoToR, "/F": String("fern.pdf")}), BEFEHLE, b"fern.pdf"),
    "script as address": (lambda: _with_link("javascript:alert(1)"), ADRESSEN, b"alert"),
    "file as address": (lambda: _with_link("file:///c:/geheim.txt"), ADRESSEN, b"geheim.txt"),
    "data as address": (lambda: _with_link("data:text/html,boese"), ADRESSEN, b"boese"),
    "program": (lambda: _with_anhang("Rechnung.pdf.EXE"), PROGRAMME, b"Rechnung"),
    "document with macros": (lambda: _with_anhang("Plan.docm"), PROGRAMME, b"Plan"),
}


@pytest.mark.parametrize("art", GEFAHREN)
def test_what_could_run_is_named_and_gone_from_the_copy(art: str) -> None:
    bauen, satz, spur = GEFAHREN[art]
    original = bauen()
    saetze = [befund.satz for befund in describe_upload_pdf(original)]
    assert [s for s in saetze if s in (BEFEHLE, ADRESSEN, PROGRAMME)] == [satz]
    kopie, _ = build_oeffentliche_kopie(original)
    with pikepdf.open(io.BytesIO(kopie)) as pdf:
        offen = io.BytesIO()
        pdf.save(offen, object_stream_mode=pikepdf.ObjectStreamMode.disable, compress_streams=False)
    assert spur not in offen.getvalue()


@pytest.mark.parametrize("adresse", ["https://koblenz.de/", "mailto:rat@koblenz.de", "tel:+49261"])
def test_an_address_on_the_web_is_no_danger(adresse: str) -> None:
    assert ADRESSEN not in [befund.satz for befund in describe_upload_pdf(_with_link(adresse))]
    assert ADRESSEN not in [befund.satz for befund in describe_upload_pdf(_with_anhang("Plan.txt"))]
