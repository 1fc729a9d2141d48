import os
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Encryption, Name, Pdf

from dokumente.bindung import MappenFehler, Mappenoptionen, bind_mappe, check_quelle
from tests.dokumente.bindung.beispiele import build_eigen, build_fremd, build_teil, read_seiten, save

OPTIONEN = Mappenoptionen("M")


def build_verschluesselt(benutzer: str) -> bytes:
    with Pdf.new() as pdf:
        seite = pdf.add_blank_page(page_size=(595, 842))
        seite.obj.Resources = Dictionary(
            Font=Dictionary(F1=Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica))
        )
        seite.obj.Contents = pdf.make_stream(b"BT /F1 12 Tf 72 400 Td (Fremder Text) Tj ET")
        return save(pdf, encryption=Encryption(owner="o", user=benutzer))


def build_ohne_seiten() -> bytes:
    with Pdf.new() as pdf:
        return save(pdf)


def build_kaputter_inhalt() -> bytes:
    def damage(pdf: Pdf) -> None:
        pdf.pages[0].obj.Contents.write(b"\x00\xffkein zlib", filter=Name.FlateDecode)

    return build_fremd(aendere=damage)


def set_wurzel(**werte: object) -> bytes:
    def aendern(pdf: Pdf) -> None:
        for schluessel, wert in werte.items():
            pdf.Root[f"/{schluessel}"] = wert

    return build_fremd(aendere=aendern)


UNBRAUCHBAR = {
    "kein PDF": (b"Guten Tag", "Die Datei ist beschädigt und lässt sich nicht lesen."),
    "leer": (b"", "Die Datei ist beschädigt und lässt sich nicht lesen."),
    "abgeschnitten": (build_fremd()[:150], "Die Datei ist beschädigt und lässt sich nicht lesen."),
    "Kennwort": (build_verschluesselt("geheim"), "Die Datei ist mit einem Kennwort verschlüsselt."),
    "ohne Seiten": (build_ohne_seiten(), "Die Datei hat keine Seiten."),
    "ohne Größe": (build_fremd(MediaBox=[0, 0, 0, 0]), "Seite 1 hat keine brauchbare Größe."),
    "Portfolio": (
        set_wurzel(Collection=Dictionary()),
        "Die Datei ist eine Sammlung von Dateien (Portfolio) und hat keine eigenen Seiten.",
    ),
    "XFA": (
        set_wurzel(AcroForm=Dictionary(XFA=Array(), Fields=Array()), NeedsRendering=True),
        "Die Datei ist ein dynamisches Formular (XFA), das nur ein besonderes Programm anzeigen kann.",
    ),
    "Inhalt": (build_kaputter_inhalt(), "Der Inhalt von Seite 1 ist beschädigt."),
}


@pytest.mark.parametrize("name", UNBRAUCHBAR)
def test_unusable_files_are_named_before_anything_is_written(tmp_path: Path, name: str) -> None:
    daten, satz = UNBRAUCHBAR[name]
    assert check_quelle(daten) == [satz]
    ziel = tmp_path / "m.pdf"
    ziel.write_bytes(b"alt")
    teile = [build_teil("gut", build_eigen()), build_teil("schlecht", daten, titel="Lageplan", ebene=2, eigen=False)]
    with pytest.raises(MappenFehler, match="„Lageplan“") as fehler:
        bind_mappe(teile, ziel, optionen=OPTIONEN)
    assert fehler.value.kennung == "schlecht"
    assert [datei.read_bytes() for datei in tmp_path.iterdir()] == [b"alt"]


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    assert check_quelle(tmp_path / "weg.pdf") == ["Die Datei fehlt in der Ablage."]


@pytest.mark.parametrize("bau", [build_eigen, build_fremd, lambda: build_fremd([b"q q q"]), lambda: build_fremd([b""])])
def test_usable_files_pass(bau: Callable[[], bytes], tmp_path: Path) -> None:
    daten = bau()
    assert check_quelle(daten) == []
    (tmp_path / "q.pdf").write_bytes(daten)
    assert check_quelle(tmp_path / "q.pdf") == []


def test_a_file_that_only_forbids_printing_is_bound(tmp_path: Path) -> None:
    bind_mappe([build_teil("a", build_verschluesselt(""), eigen=False)], tmp_path / "m.pdf", optionen=OPTIONEN)
    assert "Fremder Text" in read_seiten(tmp_path / "m.pdf")[0]
    with pikepdf.open(tmp_path / "m.pdf") as pdf:
        assert not pdf.is_encrypted


def test_large_files_stay_on_the_disk_until_writing(tmp_path: Path) -> None:
    punkte = os.urandom(1024 * 1024)

    def enlarge(pdf: Pdf) -> None:
        bild = pdf.make_stream(punkte, Type=Name.XObject, Subtype=Name.Image, Width=1024, Height=1024)
        bild.ColorSpace, bild.BitsPerComponent = Name.DeviceGray, 8
        pdf.pages[0].obj.Resources.XObject = Dictionary(I=bild)

    quelle = tmp_path / "q.pdf"
    quelle.write_bytes(build_fremd([b"BT /F1 9 Tf (gross) Tj ET q 99 0 0 99 0 0 cm /I Do Q"], aendere=enlarge))
    assert quelle.stat().st_size > 1024 * 1024
    bind_mappe([build_teil("a", quelle, eigen=False)], tmp_path / "m.pdf", optionen=OPTIONEN)
    with pikepdf.open(tmp_path / "m.pdf") as pdf:
        assert pdf.pages[0].obj.Resources.XObject.I.read_bytes() == punkte
