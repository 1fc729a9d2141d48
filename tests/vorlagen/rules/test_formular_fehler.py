"""What is refused because it is no paper form or contradicts itself."""

from pathlib import Path

import pytest

from vorlagen.rules.formular import FormularFehler, parse_formular

ORIGINAL = Path(__file__).parents[2] / "daten" / "formulare" / "BV-0546-2018.txt"


@pytest.fixture(scope="module")
def original() -> str:
    return ORIGINAL.read_text("utf-8")


@pytest.mark.parametrize(
    ("alt", "neu", "satz"),
    [
        ("Datum: 12.06.2018", "Datum: 31.02.2018", "Zeile 7: Das Datum „31.02.2018“ gibt es nicht. "),
        ("30.08.2018", "30.13.2018", "Zeile 16: Das Datum „30.13.2018“ gibt es nicht. "),
        ("BV/0546/2018", "BV/0546", "Zeile 7: „BV/0546“ ist keine Vorlagennummer. "),
        ("BV/0546/2018", "XY/0546/2018", "Zeile 7: „XY“ ist keine bekannte Art einer Vorlage. "),
        ("BV/0546/2018", "", "Zeile 7: Hinter „Vorlage:“ fehlt die Nummer. "),
        ("Vorlage: BV/0546/2018", "", "Das ist kein Vordruck einer Vorlage: Die Beschriftung „Vorlage:“ fehlt. "),
        ("Betreff:", "", "Das ist kein Vordruck einer Vorlage: Die Beschriftung „Betreff:“ fehlt. "),
    ],
)
def test_wrong_form_is_refused(original: str, alt: str, neu: str, satz: str) -> None:
    assert alt in original
    with pytest.raises(FormularFehler) as fehler:
        parse_formular(original.replace(alt, neu, 1))
    assert str(fehler.value).startswith(satz)
    assert "Bitte" in str(fehler.value)


def test_other_text_is_refused() -> None:
    with pytest.raises(FormularFehler) as fehler:
        parse_formular("Sehr geehrte Damen und Herren,\n\ndie Vorlage folgt.\n")
    assert str(fehler.value) == (
        "Das ist kein Vordruck einer Vorlage: Es fehlen „Vorlage:“ und „Betreff:“. "
        "Bitte prüfen Sie, ob Sie die richtige Datei gewählt haben."
    )


@pytest.mark.parametrize(
    ("text", "anfang"),
    [
        (" \n", "Die Datei ist leer oder enthält keinen Text."),
        ("a" * 2_100_000, "Der Text der Datei ist größer als 2 MB;"),
        ("\n\f" * 60_000 + "a", "Die Datei hat"),
    ],
)
def test_unreadable_text_is_refused(text: str, anfang: str) -> None:
    with pytest.raises(FormularFehler) as fehler:
        parse_formular(text)
    assert str(fehler.value).startswith(anfang)


def test_head_alone_is_refused(original: str) -> None:
    with pytest.raises(FormularFehler) as fehler:
        parse_formular(original[: original.index("Gremienweg")])
    assert str(fehler.value).startswith(
        "Das ist kein Vordruck einer Vorlage: Die Beschriftung „Gremienweg:“ fehlt. Bitte"
    )


@pytest.mark.parametrize("teil", ["Gremienweg:", "Beschlussentwurf:", "Begründung:"])
def test_one_part_after_the_head_makes_a_form(original: str, teil: str) -> None:
    kopf = original[: original.index("Gremienweg")]
    assert parse_formular(f"{kopf}\n{teil}\nSo soll es sein.\n").betreff.startswith("Fortschreibung")
