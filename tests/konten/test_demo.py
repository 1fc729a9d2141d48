"""The demo council is a demo council, and nothing else ever becomes one."""

import pytest
from django.core.exceptions import ImproperlyConfigured
from pytest_django import Settings

from konten.login.demo import ensure_demo_erlaubt, is_demo
from konten.models import Installation
from tests.bauten import build_konto

pytestmark = pytest.mark.django_db


def test_refuses_a_database_in_use(settings: Settings) -> None:
    settings.DEMO = True
    build_konto()
    with pytest.raises(ImproperlyConfigured, match="Bitte schalten Sie DEMO aus"):
        ensure_demo_erlaubt()


def test_refuses_a_database_set_up_for_work(settings: Settings) -> None:
    settings.DEMO = True
    build_konto()
    Installation.objects.create(demo=False)
    with pytest.raises(ImproperlyConfigured):
        ensure_demo_erlaubt()


def test_allows_an_empty_database(settings: Settings) -> None:
    settings.DEMO = True
    ensure_demo_erlaubt()


def test_allows_its_own_database(settings: Settings) -> None:
    settings.DEMO = True
    build_konto()
    Installation.objects.create(demo=True)
    ensure_demo_erlaubt()


def test_is_silent_outside_demo_mode(settings: Settings) -> None:
    settings.DEMO = False
    build_konto()
    ensure_demo_erlaubt()


@pytest.mark.parametrize(
    ("schalter", "zeilen", "erwartet"),
    [(True, [True], True), (True, [False], False), (True, [], False), (False, [True], False)],
)
def test_demo_needs_both_the_switch_and_the_database(
    settings: Settings, schalter: bool, zeilen: list[bool], erwartet: bool
) -> None:
    settings.DEMO = schalter
    for demo in zeilen:
        Installation.objects.create(demo=demo)
    assert is_demo() is erwartet
