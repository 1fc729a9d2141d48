"""Names say what a clerk would say."""

import ast
import re
from collections.abc import Iterable, Iterator

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from tests.architektur.quellen import APPS, python_files, short

# From the glossary: each of these has another word in this house.
VERBANNT = re.compile(r"protokoll|termin(?!al)|(?<!request\.)\bsession\b(?!\.)|\bversion\b", re.IGNORECASE)
ERLAUBT = {"sessions", "terminal"}


def names_in(baum: ast.AST) -> set[str]:
    """Return every name a file defines: classes, functions, arguments, assigned variables."""
    namen: set[str] = set()
    for knoten in ast.walk(baum):
        if isinstance(knoten, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            namen.add(knoten.name)
        elif isinstance(knoten, ast.arg):
            namen.add(knoten.arg)
        elif isinstance(knoten, ast.Name) and isinstance(knoten.ctx, ast.Store):
            namen.add(knoten.id)
    return namen


def test_no_banned_word_names_anything() -> None:
    gefunden = {
        f"{short(datei)}: {name}"
        for datei in python_files(*APPS)
        for name in names_in(ast.parse(datei.read_text(encoding="utf-8")))
        if VERBANNT.search(name) and name not in ERLAUBT
    }
    assert gefunden == set()


@pytest.mark.parametrize("name", ["Protokoll", "termin_am", "protokolliere", "Termin"])
def test_the_check_knows_banned_words(name: str) -> None:
    assert VERBANNT.search(name)


def test_identifiers_are_ascii() -> None:
    gefunden = {
        f"{short(datei)}: {name}"
        for datei in python_files(*APPS)
        for name in names_in(ast.parse(datei.read_text(encoding="utf-8")))
        if not name.isascii()
    }
    assert gefunden == set()


RAEUME = {"actions", "documents", "enums", "forms", "models", "pages", "permissions", "querysets", "rules", "views"}


def routes_in(muster: Iterable[URLPattern | URLResolver]) -> Iterator[str]:
    """Yield the routes of our own addresses; Django's administration has its own."""
    for eintrag in muster:
        if isinstance(eintrag, URLPattern):
            yield str(eintrag.pattern)
        elif eintrag.namespace != "admin":
            yield from routes_in(eintrag.url_patterns)


def test_no_address_names_a_room_of_the_house() -> None:
    routen = list(routes_in(get_resolver().url_patterns))
    assert "vorlagen/eingelesen/" in routen
    assert [route for route in routen if RAEUME & set(route.split("/"))] == []
