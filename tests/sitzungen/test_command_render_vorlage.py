"""`manage.py render_vorlage`: the paper to a file, or one sentence and nothing written."""

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from tests.bauten import build_abstimmung, build_entwurf, build_veroeffentlichte_vorlage
from tests.pdf_text import extract_text
from vorlagen.enums import Ausgang

pytestmark = pytest.mark.django_db


def refusal(*angaben: str) -> str:
    with pytest.raises(CommandError) as fehler:
        call_command("render_vorlage", *angaben)
    return str(fehler.value)


def test_prints_what_was_decided_and_on_request_the_blank_form(tmp_path: Path) -> None:
    top = build_abstimmung(ausgang=Ausgang.MEHRHEITLICH, gegenstimmen=7, enthaltungen=2).top
    assert top.fassung is not None
    voll, leer = tmp_path / "voll.pdf", tmp_path / "leer.pdf"
    call_command("render_vorlage", top.fassung.nummer, str(voll))
    call_command("render_vorlage", top.fassung.nummer, str(leer), "--blank")
    assert "Gegenstimmen 7" in extract_text(voll.read_bytes(), raw=True)
    assert "Gegenstimmen 7" not in extract_text(leer.read_bytes(), raw=True)
    assert "Ö 1" in extract_text(leer.read_bytes(), raw=True)
    assert sorted(datei.name for datei in tmp_path.iterdir()) == ["leer.pdf", "voll.pdf"]


def test_a_number_that_is_none_is_refused(tmp_path: Path) -> None:
    assert refusal("BV-546", str(tmp_path / "x.pdf")) == (
        "„BV-546“ ist keine Vorlagennummer. Bitte geben Sie sie in der Form BV/0546/2018 an, "
        "bei einer Neufassung BV/0546/2018/2."
    )


def test_an_unknown_or_unreleased_paper_is_refused(tmp_path: Path) -> None:
    build_entwurf()
    satz = "Eine freigegebene Vorlage mit der Nummer BV/9876/2018 gibt es nicht."
    assert refusal("BV/9876/2018", str(tmp_path / "x.pdf")) == satz
    assert list(tmp_path.iterdir()) == []


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    fassung = build_veroeffentlichte_vorlage().fassungen.get()
    ziel = tmp_path / "gibt" / "es" / "nicht.pdf"
    assert refusal(fassung.nummer, str(ziel)) == (
        f"{ziel} kann nicht geschrieben werden. Bitte prüfen Sie, ob es den Ordner gibt und er beschreibbar ist."
    )
    assert list(tmp_path.iterdir()) == []
