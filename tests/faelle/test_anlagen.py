"""Annexes as people bring them."""

from pathlib import Path

import pikepdf

from dokumente.anlagen.annahme.pdf import check_upload_pdf, describe_upload_pdf
from dokumente.anlagen.kopie.seiten import build_oeffentliche_kopie
from tests.dokumente.anlagen.test_kopie import paint, reopen
from tests.faelle.faelle import EINGABE


def read(name: str) -> bytes:
    return (EINGABE / "pdf" / name).read_bytes()


def test_41_turned_and_cropped_pages_look_the_same_in_the_copy(tmp_path: Path) -> None:
    original = read("41-drehung-beschnitt.pdf")
    assert check_upload_pdf(original) == []
    kopie, hinweise = build_oeffentliche_kopie(original)
    assert hinweise == []
    bilder = paint(original, tmp_path, "original")
    assert len(bilder) == 7
    assert paint(kopie, tmp_path, "kopie") == bilder

    def masse(pdf: pikepdf.Pdf) -> list[tuple[object, list[float]]]:
        return [(seite.obj.get("/Rotate"), [float(zahl) for zahl in seite.cropbox]) for seite in pdf.pages]

    with reopen(original) as vorher, reopen(kopie) as nachher:
        assert masse(nachher) == masse(vorher)


def test_43_a_protected_file_is_refused_in_plain_words() -> None:
    assert check_upload_pdf(read("43-eigentuemerkennwort.pdf")) == [
        "Das PDF ist verschlüsselt. Bitte speichern Sie es ohne Schutz und laden Sie es noch einmal hoch."
    ]


def test_44_notes_are_named_and_stay_out_of_the_copy() -> None:
    original = read("44-notizen.pdf")
    saetze = [befund.satz for befund in describe_upload_pdf(original)]
    assert saetze[0] == "Das PDF enthält Anmerkungen (2); die öffentliche Kopie wird sie nicht enthalten."
    kopie, hinweise = build_oeffentliche_kopie(original)
    assert hinweise == ["Anmerkungen wurden entfernt: 1 Notizen, 1 Textfelder."]
    with reopen(kopie) as pdf:
        assert ["/Annots" in seite for seite in pdf.pages] == [False]
