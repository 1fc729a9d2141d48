"""Every kind of page of the administration: no finding of axe, light and dark, nothing wider than the window."""

import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import WURZEL, Fenster

SELTENES = """
from django.utils import timezone
from dokumente.models import Datei, Fehldruck
from gremien.models import Person, SitzungsfreieZeit
from konten.models import Konto
from mappen.models import Bogen, Mappe
from nachbereitung.models import Ausfertigung, Einwendung, Niederschrift
from post.models import Nachricht
from sitzungen.models import Sitzung
konto, sitzung, datei = Konto.objects.filter(is_superuser=True)[0], Sitzung.objects.all()[0], Datei.objects.all()[0]
Fehldruck.objects.create(schluessel="a" * 64, zweck="fassung", satz="Zu viele Ebenen.")
Bogen.objects.create(sitzung=sitzung, datei=datei, dateiname="bogen.pdf", werte=[], eingelesen_von=konto)
Mappe.objects.create(sitzung=sitzung, fuer="mitglieder", bestellt_von=konto, status="abgebrochen")
Nachricht.objects.create(
    konto=konto, anlass="freigabe", gegenstand="Eine Vorlage wartet", satz="Sie kann freigegeben werden.", ziel="/",
    message_id="<1@ratsinformation.example>", angelegt_am=timezone.now(), gescheitert=True,
    fehler="Der Mailserver kennt diese Adresse nicht.",
)
SitzungsfreieZeit.objects.create(name="Sommerferien", von="2027-06-28", bis="2027-08-06")
niederschrift = Niederschrift.objects.create(sitzung=sitzung)
Ausfertigung.objects.create(
    niederschrift=niederschrift, nummer=1, fingerabdruck="a" * 64, oeffentlich=datei, intern=datei,
    seite_oeffentlich="<p>Text</p>", seite_intern="<p>Text</p>", unterzeichnet_am=timezone.now(),
)
Einwendung.objects.create(
    niederschrift=niederschrift, person=Person.objects.all()[0], text="So war es nicht.", erfasst_von=konto,
    eingegangen_am=timezone.localdate(), erfasst_am=timezone.now(),
)
"""
"""What the demo council has none of."""
NUMMER = re.compile(r"/\d+/")


# Once in each council: tests of one file run in any order, and not all in the same process.
@pytest.fixture(scope="session")
def _seltenes(adresse: str, umgebung: dict[str, str]) -> None:
    befehl = [sys.executable, str(WURZEL / "manage.py"), "shell", "--command", SELTENES]
    ergebnis = subprocess.run(befehl, env=umgebung, capture_output=True, text=True, check=False)
    assert ergebnis.returncode == 0, ergebnis.stderr


def walk(page: Page, adresse: str) -> Iterator[str]:
    """Open one page of every kind below the administration, found by its links, and yield its path."""
    offen, bekannt = ["/admin/"], {"/admin/"}
    while offen:
        pfad = offen.pop(0)
        antwort = page.goto(adresse + pfad, wait_until="load")
        assert antwort is not None
        if antwort.status == 403:
            assert pfad.endswith("/delete/"), pfad
            continue
        assert antwort.status == 200, pfad
        yield pfad
        ziele = page.eval_on_selector_all("a[href]", "alle => alle.map(a => a.href)")
        if pfad.endswith("/change/"):
            ziele.append(adresse + pfad.replace("/change/", "/delete/"))
        for ziel in (urlsplit(ziel).path for ziel in ziele):
            art = NUMMER.sub("/0/", ziel)
            if ziel.startswith("/admin/") and art not in bekannt:
                bekannt.add(art)
                offen.append(ziel)


@pytest.mark.usefixtures("_seltenes")
def test_every_page_of_the_administration(fenster: Callable[..., Fenster]) -> None:
    offen = fenster("administration")
    page, arten = offen.page, set()
    for pfad in walk(page, offen.adresse):
        assert [b for b in offen.beschwerden if "403 (Forbidden)" not in b] == [], pfad
        assert page.locator("h1").count() == 1, pfad
        for breite, dress in ((1280, "light"), (390, "dark")):
            page.set_viewport_size({"width": breite, "height": 900})
            page.emulate_media(color_scheme=dress)  # type: ignore[arg-type]
            assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), (pfad, breite)
            assert offen.axe() == [], (pfad, breite, dress)
        # axe tries styles of its own, which the Content-Security-Policy refuses.
        offen.beschwerden.clear()
        arten.add(NUMMER.sub("/0/", pfad))
    listen = {art for art in arten if re.fullmatch(r"/admin/\w+/\w+/", art)}
    assert len(listen) > 20
    assert {f"{liste}0/{seite}/" for liste in listen for seite in ("change", "history")} <= arten
    assert {art.split("/")[-2] for art in arten} >= {"add", "delete", "password"}


@pytest.mark.usefixtures("_seltenes")
def test_what_is_refused_and_what_is_asked(fenster: Callable[..., Fenster]) -> None:
    offen = fenster("administration")
    page = offen.open("/admin/konten/konto/add/")
    page.get_by_role("button", name="Speichern", exact=True).click()
    assert page.locator(".error-summary a").count() >= 1
    assert offen.axe() == []

    page = offen.open("/admin/dokumente/fehldruck/")
    page.locator("input[name=_selected_action]").first.check()
    page.get_by_label("Mit den ausgewählten").select_option(label="Ausgewählte Fehldrucke löschen")
    assert offen.axe() == []
    page.get_by_role("button", name="Ausführen").click()
    assert page.get_by_role("button", name="Endgültig löschen").is_visible()
    assert offen.axe() == []


def test_a_name_is_offered_while_it_is_typed(fenster: Callable[..., Fenster]) -> None:
    offen = fenster("administration")
    page = offen.open("/admin/gremien/mitgliedschaft/add/")
    feld = page.get_by_label("Person")
    name = page.evaluate(
        "async () => (await (await fetch(document.querySelector('[data-namen]').dataset.namen + '&term=')).json())"
        ".results[0].text"
    )
    feld.press_sequentially(name.split()[-1])
    page.locator(f'datalist option[value="{name}"]').wait_for(state="attached")
    assert offen.axe() == []


def test_a_name_is_understood_without_scripts(fenster: Callable[..., Fenster]) -> None:
    page = fenster("administration", js=False).open("/admin/gremien/mitgliedschaft/add/")
    page.get_by_label("Person").fill("Niemand Unbekannt")
    page.get_by_role("button", name="Speichern", exact=True).click()
    assert "„Niemand Unbekannt“ ist nicht eingetragen." in page.locator(".error-summary").inner_text()
