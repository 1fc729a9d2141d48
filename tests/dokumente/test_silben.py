import pyphen  # type: ignore[import-untyped]
import pytest

from dokumente.druckerei.silben import STAEMME, correct_silben
from dokumente.pdf import render_pdf
from tests.pdf_text import extract_text


@pytest.mark.parametrize(
    "silben",
    [
        "Fort-schrei-bung",
        "Fort-schritt",
        "Bedarfs-plan",
        "Kin-der-ta-ges-stät-ten-be-darfs-pla-nung",
        "Kin-der-ta-ges-pflege",
        "Kom-mu-nal-ver-wal-tung",
        "Kom-mu-nal-auf-sichts-be-hörde",
        "Ent-gelt-ord-nung",
        "Schul-trä-ger-aus-schuss",
        "Werk-aus-schuss",
        "Kata-stro-phen-schutz",
        "Feu-er-wehr-ge-rä-te-haus",
        "Rübe-nach",
        "Haus-halts-si-che-rungs-kon-zept",
        "Kom-mu-nen",
    ],
)
def test_words_of_the_town_hall(silben: str) -> None:
    correct_silben()
    assert pyphen.Pyphen(lang="de", left=3, right=3).inserted(silben.replace("-", "")) == silben


@pytest.mark.parametrize("stamm", ["fort|schr", "ka|ta|stro", "trä|ger|aus", "rü|be|nach", "druck|er|zeug"])
def test_the_dictionary_alone_is_wrong(stamm: str) -> None:
    """A word that it has learned meanwhile can go from the list."""
    assert stamm in STAEMME
    assert pyphen.Pyphen(lang="de", left=1, right=1, cache=False).inserted(stamm.replace("|", ""), "|") != stamm


def test_the_print_uses_them() -> None:
    absaetze = "".join(f"<p>{'im ' * anzahl}{'Fortschreibung ' * 12}</p>" for anzahl in range(20))
    html = f'<html lang="de"><title>T</title><body><h1>T</h1>{absaetze}</body></html>'
    zeilen = extract_text(render_pdf(html, stylesheets=["pdf/basis.css"]), raw=True).splitlines()
    geteilt = {zeile.rsplit(" ", 1)[-1] for zeile in zeilen if zeile.endswith("-")}
    assert geteilt
    assert geteilt <= {"Fort-", "Fortschrei-"}
