"""The data file inside a print: there for programs, no date of today in it, nothing that breaks the archive claim."""

import io
import subprocess
from pathlib import Path

import pikepdf

from dokumente.druck.beilage import Beilage, build_beilage
from dokumente.druck.norm.datei import check_pdf
from dokumente.druck.pdf import render_pdf

HTML = '<html lang="de"><title>Probe</title><body><h1>Probe</h1><p>{}</p></body></html>'
DATEN = build_beilage("BV-0001-2026.json", "Daten der Seiten: Probe „BV“", {"name": "Brücke", "gegenstimmen": None})


def read_beilagen(pdf: bytes) -> dict[str, bytes]:
    """Return the attached files by name."""
    with pikepdf.open(io.BytesIO(pdf)) as offen:
        return {name: datei.get_file().read_bytes() for name, datei in offen.attachments.items()}


def test_the_file_lies_in_the_pdf_as_its_data(tmp_path: Path) -> None:
    pdf = render_pdf(HTML.format("Text"), stylesheets=["pdf/basis.css"], daten=DATEN)
    assert read_beilagen(pdf) == {DATEN.name: DATEN.inhalt.encode()}
    with pikepdf.open(io.BytesIO(pdf)) as offen:
        [beilage] = list(offen.Root.AF)
        assert beilage.AFRelationship == "/Data"
        assert DATEN.name == beilage.UF
        assert beilage.Desc == DATEN.beschreibung
        assert beilage.EF.F.Subtype == "/application/json"
        assert beilage.EF.F.Params.ModDate == "D:20000101000000Z"
    assert check_pdf(pdf) == []
    ort = tmp_path / "probe.pdf"
    ort.write_bytes(pdf)
    subprocess.run(["qpdf", "--check", str(ort)], check=True, capture_output=True)


def test_the_same_data_gives_the_same_bytes_and_others_do_not() -> None:
    def render(daten: Beilage | None) -> bytes:
        return render_pdf(HTML.format("Text"), stylesheets=["pdf/basis.css"], daten=daten)

    assert render(DATEN) == render(DATEN)
    assert len({render(DATEN), render(None), render(DATEN._replace(inhalt="{}\n"))}) == 3


def test_the_file_is_there_when_a_character_has_to_be_spelled_out() -> None:
    pdf = render_pdf(HTML.format("\U0001f389 Fest"), stylesheets=["pdf/basis.css"], daten=DATEN, kennung="Ausdruck-X")
    assert read_beilagen(pdf) == {DATEN.name: DATEN.inhalt.encode()}
    assert check_pdf(pdf) == []


def test_fields_keep_their_order_and_further_ones_come_last() -> None:
    assert build_beilage("a.json", "", {"b": 1, "a": "ä"}).inhalt == '{\n "b": 1,\n "a": "ä"\n}\n'
    assert DATEN.with_angaben(code="X").inhalt == '{\n "name": "Brücke",\n "gegenstimmen": null,\n "code": "X"\n}\n'
    assert DATEN.with_angaben(code="X").summe != DATEN.summe
