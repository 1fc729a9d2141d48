"""The city's real form goes in as text and comes out as the official paper."""

import io
import re
from pathlib import Path

import pikepdf
import pytest
from django.core.management import call_command

from dokumente.druck.norm.datei import check_pdf
from tests.pdf_text import extract_text
from vorlagen.models import Beratung, Fassung

MUSTER = Path(__file__).resolve().parents[1] / "daten" / "formulare" / "BV-0546-2018.txt"
KAESTCHEN = '<input type="checkbox"/>'


def flatten(text: str) -> str:
    """Return the words of a text in order, without line breaks, hyphenation at line ends and page furniture."""
    text = re.sub(r"^–\n", "", text, flags=re.MULTILINE)
    text = re.sub(r"Beschlussvorlage BV/0546/2018 Seite \d von \d\s*\f(Stadt Koblenz\n)?", "", text)
    return re.sub(r"\s+", " ", text.replace("\xad\n", "")).strip()


def iter_aussagen() -> list[str]:
    """Return everything the form says, in order: labels, cells, sentences, list items."""
    zeilen = MUSTER.read_text(encoding="utf-8").replace(KAESTCHEN, "").splitlines()
    teile = [teil.strip() for zeile in zeilen for teil in zeile.split("\t")]
    return [teil.removeprefix("- ") for teil in teile if teil]


@pytest.fixture
def pdf(tmp_path: Path, db: None) -> bytes:
    call_command("import_vorlage", str(MUSTER), "--create-missing")
    ziel = tmp_path / "muster.pdf"
    call_command("render_vorlage", "BV/0546/2018", str(ziel), "--blank")
    return ziel.read_bytes()


def test_every_word_of_the_form_is_printed_in_order(pdf: bytes) -> None:
    gedruckt = flatten(extract_text(pdf, raw=True))
    stelle = 0
    for aussage in iter_aussagen():
        gefunden = gedruckt.find(flatten(aussage), stelle)
        assert gefunden >= 0, f"fehlt oder steht an falscher Stelle: {aussage!r}\n… {gedruckt[stelle : stelle + 200]}"
        stelle = gefunden + 1


def test_the_list_of_what_must_be_printed_is_the_whole_form() -> None:
    aussagen = iter_aussagen()
    assert aussagen[0] == "Beschlussvorlage"
    assert aussagen[-1] == "Anlage 01: Strategisches Integrationskonzept 2018"
    assert len(aussagen) == 44
    assert MUSTER.read_text(encoding="utf-8").count(KAESTCHEN) == 24


def test_the_paper_has_24_boxes_that_say_what_they_are(pdf: bytes) -> None:
    with pikepdf.open(io.BytesIO(pdf)) as datei:
        felder = [
            annotation
            for seite in datei.pages
            for annotation in seite.get("/Annots", [])
            if annotation.get("/Subtype") == "/Widget"
        ]
        ansagen = [str(feld.get("/TU", "")) for feld in felder]
        zustaende = {str(feld.get("/AS", "/Off")) for feld in felder}
        namen = {str(feld.get("/T")) for feld in felder}
    assert len(ansagen) == 24
    assert len(namen) == 24
    assert zustaende == {"/Off"}
    assert ansagen[0] == "nicht angekreuzt: einstimmig – Haupt- und Finanzausschuss, 20.08.2018"
    assert ansagen[12] == "nicht angekreuzt: einstimmig – Stadtrat, 30.08.2018"
    assert len(set(ansagen)) == 24


def test_the_paper_is_tagged_and_titled(pdf: bytes) -> None:
    assert check_pdf(pdf) == []


@pytest.mark.usefixtures("pdf")
def test_the_paper_waits_for_a_second_person() -> None:
    fassung = Fassung.objects.get()
    assert (fassung.nummer, fassung.is_eingelesen, fassung.is_veroeffentlicht) == ("BV/0546/2018", True, False)
    assert fassung.nicht_zugeordnet == ""
    stationen = Beratung.objects.order_by("position").values_list("gremium__name", "entscheidend", "oeffentlich")
    assert list(stationen) == [("Haupt- und Finanzausschuss", False, True), ("Stadtrat", True, True)]
