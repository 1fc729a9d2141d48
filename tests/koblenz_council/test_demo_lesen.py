"""The demo's data files are understood to the last word, or refused with a sentence that says where."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from koblenz_council.demo import lesen
from koblenz_council.demo.angaben import Halt
from koblenz_council.demo.lesen import Unstimmig, read_papiere, read_stammdaten, to_html

KEIN_BETRAG = (
    "Das ist als Betrag nicht zu erkennen. Bitte schreiben Sie ihn wie 1.250.000,00 oder 12500 € oder 1,2 Mio."
)


@pytest.fixture
def ordner(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A copy of the data files that a test may spoil."""
    shutil.copytree(lesen.ORDNER, tmp_path, dirs_exist_ok=True)
    monkeypatch.setattr(lesen, "ORDNER", tmp_path)
    _forget()
    yield tmp_path
    _forget()


def _forget() -> None:
    read_papiere.cache_clear()
    read_stammdaten.cache_clear()


def test_every_word_has_its_type() -> None:
    papier = next(p for p in read_papiere() if p.betreff == "Vertrag über die Unterbringung von Fundtieren")
    assert (papier.amt, papier.halt, papier.alter, papier.oeffentlich) == ("31", Halt.MITGEZEICHNET, 8, True)
    assert [(anlage.titel, anlage.oeffentlich) for anlage in papier.anlagen] == [("Vertragsentwurf", False)]
    rat = read_stammdaten().gremien[0]
    assert (rat.kuerzel, rat.uhrzeit.hour, rat.sitze) == ("SR", 15, 56)


@pytest.mark.parametrize(
    ("alt", "neu", "satz"),
    [
        (
            'amt = "10"',
            "amt = 10",
            "„31. Änderung der Hauptsatzung der Stadt Koblenz“, amt: „10“ ist hier nicht möglich.",
        ),
        ('amt = "10"', 'amt = "99"', "„31. Änderung der Hauptsatzung der Stadt Koblenz“: „99“ ist nirgends angegeben."),
        ('amt = "10"\n', "", "„31. Änderung der Hauptsatzung der Stadt Koblenz“: Die Angabe „amt“ fehlt."),
        ("aktenzeichen =", "az =", "„31. Änderung der Hauptsatzung der Stadt Koblenz“: Die Angabe „az“ gibt es nicht."),
        (
            'ausgang = "einstimmig"',
            'ausgang = "einmütig"',
            "„31. Änderung der Hauptsatzung der Stadt Koblenz“, weg, ausgang: „einmütig“ ist hier nicht möglich.",
        ),
        (
            'gremium = "HuFA"',
            'gremium = "HFA"',
            "„31. Änderung der Hauptsatzung der Stadt Koblenz“: „HFA“ ist nirgends angegeben.",
        ),
        (
            'titel = "Finanzen"',
            'titel = "Geld"',
            "„31. Änderung der Hauptsatzung der Stadt Koblenz“: „Geld“ ist nirgends angegeben.",
        ),
        (
            'betrag = "38.500,00"',
            'betrag = "38.50"',
            f"„31. Änderung der Hauptsatzung der Stadt Koblenz“: „38.50“ ist kein Betrag. {KEIN_BETRAG}",
        ),
    ],
)
def test_what_cannot_be_is_refused(ordner: Path, alt: str, neu: str, satz: str) -> None:
    datei = ordner / "papiere" / "rat.toml"
    datei.write_text(datei.read_text(encoding="utf-8").replace(alt, neu, 1), encoding="utf-8")
    with pytest.raises(Unstimmig) as fehler:
        read_papiere()
    assert str(fehler.value) == f"papiere/rat.toml, {satz}"


def test_an_answer_needs_its_question(ordner: Path) -> None:
    datei = ordner / "papiere" / "ausschuss.toml"
    text = datei.read_text(encoding="utf-8").replace('schluessel = "anfrage-leerstand"\n', "")
    datei.write_text(text, encoding="utf-8")
    satz = "„Antwort der Verwaltung: Leerstand in der Löhrstraße“: „anfrage-leerstand“ ist nirgends angegeben."
    with pytest.raises(Unstimmig, match=f"^{satz}$"):
        read_papiere()


def test_an_unreadable_file_is_named(ordner: Path) -> None:
    (ordner / "stammdaten.toml").write_text("dezernate = [", encoding="utf-8")
    with pytest.raises(Unstimmig, match=r"^stammdaten\.toml ist nicht lesbar: "):
        read_stammdaten()


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("", ""),
        ("Ein Satz,\numbrochen.\n\nNoch einer.", "<p>Ein Satz, umbrochen.</p><p>Noch einer.</p>"),
        ("- a\n- b", "<ul><li><p>a</p></li><li><p>b</p></li></ul>"),
        ("1. a\n2. b", "<ol><li><p>a</p></li><li><p>b</p></li></ol>"),
        ("31. Änderung", "<p>31. Änderung</p>"),
        (
            "| K | L |\n| 1 | 2 |",
            (
                "<table><tbody><tr><th><p>K</p></th><th><p>L</p></th></tr><tr><td><p>1</p></td><td><p>2</p></td></tr>"
                "</tbody></table>"
            ),
        ),
        ("Müller & Söhne < 5", "<p>Müller &amp; Söhne &lt; 5</p>"),
    ],
)
def test_texts_become_what_the_editor_stores(text: str, html: str) -> None:
    assert to_html(text) == html
