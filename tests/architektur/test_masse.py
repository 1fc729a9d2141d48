"""Nothing in the house is larger than a person can take in."""

from tests.architektur.quellen import APPS, functions, lines_of, python_files, short

HOECHSTENS_DATEI = 400
HOECHSTENS_FUNKTION = 40
HOECHSTENS_VIEW = 20


def test_no_file_is_longer_than_a_few_screens() -> None:
    zu_lang = {
        short(datei): zeilen
        for datei in python_files(*APPS, "tests", "tools")
        if (zeilen := datei.read_text(encoding="utf-8").count("\n")) > HOECHSTENS_DATEI
    }
    assert zu_lang == {}


def test_no_function_is_longer_than_a_screen() -> None:
    zu_lang = {
        f"{short(datei)}:{funktion.name}": lines_of(funktion)
        for datei in python_files(*APPS, "tools")
        for funktion in functions(datei)
        if lines_of(funktion) > HOECHSTENS_FUNKTION
    }
    assert zu_lang == {}


def test_no_view_does_more_than_fetch_ask_act_and_answer() -> None:
    views = [d for d in python_files(*APPS) if d.name == "views.py" or d.parent.name == "views"]
    assert views
    zu_lang = {
        f"{short(datei)}:{funktion.name}": lines_of(funktion)
        for datei in views
        for funktion in functions(datei)
        if lines_of(funktion) > HOECHSTENS_VIEW
    }
    assert zu_lang == {}
