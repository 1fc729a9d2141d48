"""No false claim: what a stricter reader would find is repaired, or the file does not say that it holds the norms."""

import re
from io import BytesIO
from typing import Any

import pikepdf
import pytest

from dokumente.bindung.quellen import claims_normen
from dokumente.druck import satz
from dokumente.druck.dateien import find_schriften
from dokumente.druck.norm import anspruch as pdf_anspruch
from dokumente.druck.norm.anspruch import UNGEPRUEFT, prove_anspruch
from dokumente.druck.norm.datei import check_pdf
from dokumente.druck.pdf import read_stile
from dokumente.druck.satz import Satz
from dokumente.druck.tags import tabellen as pdf_tabellen
from dokumente.druck.tags.elemente import TagPatch
from dokumente.druck.xmp import read_vorbehalt, withdraw_anspruch
from dokumente.text.richtext import clean_richtext
from tests.faelle.faelle import read_richtext
from tests.pdf_normen import find_normverstoesse
from tests.pdf_text import extract_text

KENNZEICHEN = {
    "Das Kennzeichen für PDF/UA-1 fehlt (pdfuaid:part).",
    "Das Kennzeichen für PDF/A-3a fehlt (pdfaid).",
}
LINK = "Ein Objekt der Seite (/Link) gehört zu einem Element NonStruct statt zu Link."
RUMPF = "Eine Tabelle hat Kopf oder Fuß, aber keinen Rumpf (TBody)."
UEBEREINANDER = "In einer Tabelle überdecken sich Zellen."
PRIVAT = "Ein Zeichen hat nur in der Schrift eine Bedeutung (U+E000)."
ZIEL = "https://beispiel.example/"


KONSTRUKTE = {
    "70 link": (read_richtext("70-link-fett.html")[1], {LINK}),
    "bold within": (f'<p>Zum <a href="{ZIEL}">Plan <strong>hier</strong></a>.</p>', {LINK}),
    "marks in marks": (f'<p><a href="{ZIEL}"><em><strong>a</strong> b</em><sup>2</sup></a></p>', {LINK}),
    "break at the end": (f'<p><a href="{ZIEL}">a<br></a>b</p>', {LINK}),
    "link in a cell": (f'<table><tr><th>A</th><td><a href="{ZIEL}"><u>b</u></a></td></tr></table>', {LINK}),
    "link in an item": (f'<ul><li><a href="{ZIEL}"><s>b</s></a></li></ul>', {LINK}),
    "link without words": (f'<p>a<a href="{ZIEL}"></a>b</p>', {"Ein Link hat keinen Text."}),
    "71 cells": (read_richtext("71-zellen-uebereinander.html")[1], {UEBEREINANDER}),
    "cell over two": (
        '<table><tr><td rowspan="2">a</td><td>b</td><td rowspan="2">c</td></tr><tr><td colspan="3">d</td></tr></table>',
        {UEBEREINANDER},
    ),
    "72 head": (read_richtext("72-nur-kopf.html")[1], {RUMPF}),
    "73 character": (read_richtext("73-privates-zeichen.html")[1], {PRIVAT}),
}


@pytest.fixture(scope="module")
def setzer() -> Satz:
    return Satz({name: str(ort) for name, ort in find_schriften().items()})


def render(setzer: Satz, inhalt: str) -> bytes:
    html = f'<html lang="de"><title>Probe</title><body><h1>Probe</h1><div class="text">{inhalt}</div></body></html>'
    return setzer.render(html, read_stile(["pdf/basis.css"]))


def claims(pdf: bytes) -> bool:
    with pikepdf.open(BytesIO(pdf)) as datei:
        return claims_normen(datei)


def find(pdf: bytes) -> set[str]:
    """Return what the checker says, without pages, names of fonts, and the claims that are gone because of it."""
    saetze = (re.sub(r"^Seite \d+: | /[A-Z]{6}\+[\w-]+", "", satz) for satz in check_pdf(pdf))
    return set(saetze) - KENNZEICHEN


@pytest.fixture
def ohne_reparatur(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(TagPatch, "join_all", lambda werk: None)
    monkeypatch.setattr(pdf_tabellen, "_name_teile", lambda tabelle, werk: None)
    monkeypatch.setattr(satz, "_PRIVAT", re.compile("(?!)"))


@pytest.mark.usefixtures("ohne_reparatur")
@pytest.mark.parametrize("name", KONSTRUKTE)
def test_what_is_not_repaired_is_found_and_claims_nothing(name: str, setzer: Satz) -> None:
    html, erwartet = KONSTRUKTE[name]
    pdf = render(setzer, html)
    assert find(pdf) == erwartet
    assert not claims(pdf)
    assert read_vorbehalt(pdf).startswith(
        "Barrierefreiheit (PDF/UA-1) und Archivfähigkeit (PDF/A-3a) werden für diese Datei nicht zugesagt: "
    )


@pytest.mark.parametrize("name", KONSTRUKTE)
def test_what_is_repaired_claims_and_holds(name: str, setzer: Satz) -> None:
    pdf = render(setzer, clean_richtext(KONSTRUKTE[name][0]))
    assert check_pdf(pdf) == []
    assert find_normverstoesse(pdf) == []
    assert claims(pdf)
    assert read_vorbehalt(pdf) == ""


def test_a_bold_broken_link_is_one_link_with_all_its_words(setzer: Satz) -> None:
    pdf = render(setzer, clean_richtext(read_richtext("70-link-fett.html")[1]))
    with pikepdf.open(BytesIO(pdf)) as datei:
        notizen: list[Any] = list(datei.pages[0].Annots)
        assert [str(notiz.A.URI) for notiz in notizen] == [f"{ZIEL}{name}" for name in ("plan", "b", "c")]
        assert ["/QuadPoints" in notiz for notiz in notizen] == [False, False, True]


def test_an_unknown_private_character_is_printed_as_its_number(setzer: Satz) -> None:
    text = extract_text(render(setzer, "<p>Zeichen \ue000 und \U000f0001.</p>"))
    assert "Zeichen [U+E000] und [U+F0001]." in text


def test_a_withdrawn_claim_moves_nothing(setzer: Satz) -> None:
    mit = render(setzer, "<p>Text</p>")
    ohne = withdraw_anspruch(mit, ["Erster Satz.", "Zweiter < Satz."])
    assert len(ohne) == len(mit)
    assert read_vorbehalt(ohne).endswith("nicht zugesagt: Erster Satz. Zweiter < Satz.")
    with pikepdf.open(BytesIO(ohne)) as datei, datei.open_metadata() as xmp:
        assert str(xmp["dc:description"]) == read_vorbehalt(ohne)
        assert [name for name in xmp if "pdfaid" in name or "pdfuaid" in name] == []


def test_many_findings_are_counted(setzer: Satz) -> None:
    mit = render(setzer, "<p>Text</p>")
    ohne = withdraw_anspruch(mit, [f"Befund {nummer}: {'ä' * 90}." for nummer in range(40)])
    assert len(ohne) == len(mit)
    assert re.search(r"Befund 0: .* Dazu \d\d weitere Befunde\.$", read_vorbehalt(ohne))


def test_what_claims_nothing_cannot_be_withdrawn(setzer: Satz) -> None:
    ohne = withdraw_anspruch(render(setzer, "<p>Text</p>"), ["Satz."])
    with pytest.raises(ValueError, match="does not carry the claims"):
        withdraw_anspruch(ohne, ["Satz."])


def test_a_file_the_checker_stumbles_over_promises_nothing(setzer: Satz, monkeypatch: pytest.MonkeyPatch) -> None:
    def stumble(_: bytes) -> list[str]:
        raise RecursionError

    mit = render(setzer, "<p>Text</p>")
    monkeypatch.setattr(pdf_anspruch, "check_pdf", stumble)
    assert read_vorbehalt(prove_anspruch(mit)).endswith(UNGEPRUEFT)


def test_the_second_validator_finds_what_is_wrong(setzer: Satz) -> None:
    """It is no judge that lets everything pass."""
    pdf = render(setzer, KONSTRUKTE["71 cells"][0])
    assert "PDFUA1-TABLE-CELL-INTERSECTION-001" in {verstoss.split(":")[0] for verstoss in find_normverstoesse(pdf)}
