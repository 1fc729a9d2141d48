import pyphen  # type: ignore[import-untyped]
import pytest

from dokumente.druck.pdf import render_pdf
from dokumente.druck.silben import STAEMME, TEIL_MAX, correct_silben, find_fugen
from tests.pdf_text import extract_text


@pytest.mark.parametrize(
    "silben",
    [
        "Fort-schrei-bung",
        "Fort-schritt",
        "Bedarfs-plan",
        "Kinder-tages-stätten-bedarfs-planung",
        "Kinder-tages-pflege",
        "Kommunal-verwaltung",
        "Kommunal-aufsichts-behörde",
        "Entgelt-ordnung",
        "Schulträger-ausschuss",
        "Werk-ausschuss",
        "Kata-stro-phen-schutz",
        "Feuerwehr-gerätehaus",
        "Rübe-nach",
        "Haushalts-sicherungs-konzept",
        "Kom-mu-nen",
        "Ver-ordnung",
        "Ver-wal-tung",
        "Eis-sta-dion",
    ],
)
def test_words_of_the_town_hall(silben: str) -> None:
    correct_silben()
    assert pyphen.Pyphen(lang="de", left=3, right=3).inserted(silben.replace("-", "")) == silben


def test_only_long_parts_of_a_compound_are_parted_again() -> None:
    correct_silben()
    trennung = pyphen.Pyphen(lang="de", left=3, right=3)
    assert trennung.inserted("Haushaltsansatz") == "Haushalts-ansatz"
    lang = "Gleichstellungsbeauftragtenbestellung"
    assert max(map(len, trennung.inserted(lang).split("-"))) <= TEIL_MAX + 2
    assert find_fugen("Ordnung", [3]) == []


def test_teaching_twice_changes_nothing() -> None:
    correct_silben()
    muster = pyphen.Pyphen(lang="de").hd
    vorher = dict(muster.patterns)
    correct_silben()
    assert pyphen.Pyphen(lang="de").hd is muster
    assert muster.patterns == vorher


@pytest.mark.parametrize("stamm", ["fort|schr", "ka|ta|stro", "trä|ger|aus", "rü|be|nach", "druck|er|zeug"])
def test_the_dictionary_alone_is_wrong(stamm: str) -> None:
    """A word that it has learned meanwhile can go from the list."""
    assert stamm in STAEMME
    assert pyphen.Pyphen(lang="de", left=1, right=1, cache=False).inserted(stamm.replace("|", ""), "|") != stamm


def test_the_print_uses_them() -> None:
    absaetze = "".join(f"<p>{'im ' * anzahl}{'Fortschreibung ' * 12}</p>" for anzahl in range(20))
    html = f'<html lang="de"><title>T</title><body><h1>T</h1>{absaetze}</body></html>'
    zeilen = extract_text(render_pdf(html, stylesheets=["pdf/basis.css"]), raw=True).splitlines()
    geteilt = {zeile.rsplit(" ", 1)[-1].rstrip("-\u00ad") for zeile in zeilen if zeile.endswith(("-", "\u00ad"))}
    assert geteilt
    assert geteilt <= {"Fort", "Fortschrei"}
