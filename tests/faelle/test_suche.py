"""What the list of papers finds, the same on both databases."""

from typing import Any

import pytest

from dokumente.text.richtext import clean_richtext
from konten.models import Konto
from tests.bauten import build_entwurf, build_konto
from tests.faelle.faelle import EINGABE, read_richtext
from vorlagen.models import Vorlage

pytestmark = pytest.mark.django_db


@pytest.fixture
def suchende() -> Konto:
    """Return who sees every draft, and lay out the papers of the cases."""
    _write("Änderung der Hauptsatzung")
    _write("Neubau", begruendung="<p>Nach der <strong>Änder</strong>ung der Satzung.</p>")
    _write("2. ÄNDERUNG des Bebauungsplans")
    _write("Ortsteile Rübenach und Güls", begruendung='<table><tr><td colspan="2">öffentlich, Rampe</td></tr></table>')
    _write("F und E", fall="56-und.html")
    _write("Lange Begründung", fall="55-ohne-tabelle.html")
    return build_konto(superuser=True)


def _write(betreff: str, *, fall: str = "", **texte: Any) -> None:
    if fall:
        texte = dict(zip(("beschlussentwurf", "begruendung"), read_richtext(fall), strict=True))
    felder: dict[str, Any] = {name: clean_richtext(html) for name, html in texte.items()}
    build_entwurf(betreff=betreff, **felder)


def _find(wort: str, konto: Konto) -> int:
    return Vorlage.objects.search(wort, konto).count()


def test_60_and_62_case_markup_and_signs(suchende: Konto) -> None:
    zeilen = (EINGABE / "paste" / "60-suchen.txt").read_text("utf-8").splitlines()
    worte = {zeile.split(" ", 1)[1].split(" -> ")[0] for zeile in zeilen if zeile and not zeile.startswith("#")}
    assert worte == {"änderung", "RÜBENACH, GÜLS", "tbody, colspan, li, amp", "F&E"}
    erwartet = {"änderung": 3, "RÜBENACH": 1, "GÜLS": 1, "tbody": 0, "colspan": 0, "li": 0, "amp": 0, "F&E": 1}
    assert {wort: _find(wort, suchende) for wort in erwartet} == erwartet
    assert [_find(wort, suchende) for wort in ("Änderung", "ÄNDERUNG", "rübenach güls", "strong", "nbsp")] == [
        3,
        3,
        1,
        0,
        0,
    ]


def test_55_and_56_words_with_bold_parts_and_signs_are_found(suchende: Konto) -> None:
    assert [_find(wort, suchende) for wort in ("kostenplanung", "Söhne", "&", "kenntnis genommen")] == [1, 1, 1, 1]
    assert [_find(wort, suchende) for wort in ("%", "_", "[a-z]+", "\\", "(", "F.E")] == [0, 0, 0, 0, 0, 0]
