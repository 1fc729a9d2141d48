"""The administration speaks German on every page: no word that only Django's English knows, shown or read out."""

import gettext
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import django
import pytest
from bs4 import BeautifulSoup
from django.contrib import admin
from django.contrib.admin.models import CHANGE, LogEntry
from django.test import Client
from django.urls import reverse

from dokumente.models import Druckstueck, Fehldruck
from gremien.models import Amt, SitzungsfreieZeit, Wahlperiode
from tests.admin.test_vorgaenge import build_welt
from tests.bauten import build_fraktion, build_konto, build_mitglied
from vorlagen.enums import Regelbedingung
from vorlagen.models import Mitzeichnungsregel

pytestmark = pytest.mark.django_db

WORT = re.compile(r"[A-Za-zÄÖÜäöüß]{2,}")
GELESEN = ("title", "alt", "aria-label", "placeholder")
UNSER = {"was", "be", "server", "browser", "in", "an", "am", "so", "man", "rat", "art", "start", "ort"}
"""Words of both languages that Django's German happens not to use."""
KEIN_WORT = re.compile(r"\./run manage [a-z ]+|application/[a-z]+|[0-9a-f]{16,}")
"""What is typed on the server, the kind of a file, and a digest, whose letters may happen to be a word."""


def read_katalog() -> Iterator[tuple[str, str]]:
    """Yield what Django's own pages say in English, and in German."""
    for teil in ("contrib/admin", "contrib/auth", "conf"):
        pfad = Path(django.__path__[0]) / teil / "locale/de/LC_MESSAGES/django.mo"
        with pfad.open("rb") as datei:
            eintraege = gettext.GNUTranslations(datei)._catalog  # type: ignore[attr-defined]
        for englisch, deutsch in eintraege.items():
            yield (englisch[0] if isinstance(englisch, tuple) else englisch), deutsch


def read_englisch() -> frozenset[str]:
    """Return the words of Django's English that its German does not use."""
    paare = list(read_katalog())
    englisch = {wort.lower() for text, _ in paare for wort in WORT.findall(text)}
    deutsch = {wort.lower() for _, text in paare for wort in WORT.findall(text)}
    return frozenset(englisch - deutsch - UNSER)


ENGLISCH = read_englisch()


def spoken_by(html: bytes) -> Iterator[str]:
    """Yield everything a page says: its text and what is read out or shown when pointed at."""
    seite = BeautifulSoup(html, "html.parser")
    yield seite.get_text(" ")
    for element in seite.find_all(True):
        yield from (str(element[name]) for name in GELESEN if element.get(name))
    yield from (str(feld["value"]) for feld in seite.select("input[type=text][value], input[type=submit][value]"))


def list_pages(konto_pk: int) -> Iterator[str]:
    """Yield every page the administration has for what there is."""
    yield reverse("admin:index")
    for app in {modell._meta.app_label for modell in admin.site._registry}:
        yield reverse("admin:app_list", args=[app])
    yield reverse("admin:auth_user_password_change", args=[konto_pk])
    for modell in admin.site._registry:
        name = f"admin:{modell._meta.app_label}_{modell._meta.model_name}"
        yield reverse(f"{name}_changelist")
        yield reverse(f"{name}_changelist") + "?q=Gibtesnicht"
        yield reverse(f"{name}_add")
        for pk in modell._default_manager.values_list("pk", flat=True)[:3]:
            yield from (reverse(f"{name}_{seite}", args=[pk]) for seite in ("change", "history", "delete"))


def build_alles() -> None:
    """Build at least one row for every list."""
    build_welt()
    build_mitglied(fraktion=build_fraktion())
    Wahlperiode.objects.create(name="Wahlperiode 2024 bis 2029")
    Fehldruck.objects.create(schluessel="a" * 64, zweck="fassung", satz="Zu viele Ebenen.")
    Mitzeichnungsregel.objects.create(
        grund="Satzung", bedingung=Regelbedingung.WORT, woerter="Satzung", amt=Amt.objects.earliest("pk")
    )
    SitzungsfreieZeit.objects.create(name="Sommerferien", von=date(2027, 6, 28), bis=date(2027, 8, 6))
    assert [m for m in admin.site._registry if m is not Druckstueck and not m._default_manager.exists()] == []


def find_englisch(text: str) -> set[str]:
    """Return the English words in a text."""
    return {wort for wort in WORT.findall(KEIN_WORT.sub("", text)) if wort.lower() in ENGLISCH}


def test_the_check_knows_english() -> None:
    assert find_englisch("Select all to change") == {"Select", "all", "change"}
    assert find_englisch("True") | find_englisch("Search") | find_englisch("Save and add another") >= {"Search", "Save"}
    assert find_englisch("Mitglied anlegen, Stand, Hinweis, Format, Name") == set()
    assert find_englisch("<0123456789add012@localhost>") == set()


def test_no_page_says_a_word_of_english(client: Client) -> None:
    konto = build_konto(superuser=True)
    client.force_login(konto)
    build_alles()
    LogEntry.objects.create(
        user=konto,
        content_type_id=None,
        object_id="1",
        object_repr="Stadtrat",
        action_flag=CHANGE,
        change_message='[{"changed": {"fields": ["Name"]}}]',
    )
    gefunden, gesehen = {}, 0
    for adresse in list_pages(konto.pk):
        antwort = client.get(adresse, follow=True)
        assert antwort.status_code in (200, 403), adresse
        gesehen += antwort.status_code == 200
        if woerter := {wort for text in spoken_by(antwort.content) for wort in find_englisch(text)}:
            gefunden[adresse] = woerter
    assert set().union(*gefunden.values()) == set(), gefunden
    assert gesehen > 90


def test_errors_are_german_sentences(client: Client) -> None:
    client.force_login(build_konto(superuser=True))
    build_alles()
    gesehen = 0
    for modell in admin.site._registry:
        name = f"admin:{modell._meta.app_label}_{modell._meta.model_name}"
        pk = modell._default_manager.values_list("pk", flat=True)[:1]
        for adresse in (reverse(f"{name}_add"), *(reverse(f"{name}_change", args=[nummer]) for nummer in pk)):
            seite = BeautifulSoup(client.get(adresse).content, "html.parser")
            if not seite.select("button[name=_save]"):
                continue
            # Everything empty; only what the page counts its rows by goes along.
            zaehler = {str(feld["name"]): str(feld["value"]) for feld in seite.select("input[name$=_FORMS]")}
            antwort = client.post(adresse, zaehler)
            if antwort.status_code == 302:
                continue
            assert b"error-summary" in antwort.content, adresse
            assert {wort for text in spoken_by(antwort.content) for wort in find_englisch(text)} == set(), adresse
            gesehen += 1
    assert gesehen > 12
