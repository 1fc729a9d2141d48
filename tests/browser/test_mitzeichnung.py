"""Co-signature on a phone: from the mail's link with a remark, and past a head who is ill."""

import email
import email.policy
import re
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from playwright.sync_api import Page, expect

from tests.browser.conftest import Fenster

HANDY = 390
BEMERKUNG = "Bitte im Vollzug auf die Fristen achten."
ZAEHLEN = "document.addEventListener('click', (e) => { if (e.isTrusted) globalThis.zaehle(); }, true)"


def count_clicks(offen: Fenster) -> list[int]:
    """Return a list to which every click or tap of this window adds one, over all its pages."""
    klicks: list[int] = []
    offen.kontext.expose_function("zaehle", lambda: klicks.append(1))
    offen.kontext.add_init_script(ZAEHLEN)
    return klicks


def fits(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))


def list_briefe(ablage: Path) -> set[Path]:
    """Return the mails that were delivered. When is no matter: the files know the machine's clock alone."""
    return set((ablage / "post").rglob("*.eml"))


def find_link(ablage: Path, an: str, betreff: str, fruehere: set[Path]) -> str:
    """Return the path to which a mail to this address leads, as soon as the worker has delivered it."""
    ende = time.monotonic() + 60
    while time.monotonic() < ende:
        for datei in list_briefe(ablage) - fruehere:
            brief = email.message_from_bytes(datei.read_bytes(), policy=email.policy.default)
            if an in str(brief["To"]) and str(brief["Subject"]) == betreff:
                text = brief.get_body(("plain",))
                assert text is not None
                treffer = re.search(r"https?://[^/\s]+(/\S+)", str(text.get_content()))
                assert treffer
                return treffer[1]
        time.sleep(0.3)
    raise AssertionError(f"An {an} ist keine Mail „{betreff}“ gekommen.")


def hand_in_again(offen: Fenster, vorlage: int) -> None:
    """Change the reasons of a draft that came back, and hand it in."""
    page = offen.open(f"/vorlagen/{vorlage}/bearbeiten/begruendung/")
    assert "Zur Überarbeitung zurückgegeben" in page.locator("main").inner_text()
    page.wait_for_selector("#id_begruendung.richtext__text")
    page.locator("#id_begruendung").click()
    page.keyboard.press("Control+End")
    page.keyboard.type(" Die Kosten für das Folgejahr sind ergänzt.")
    expect(page.locator("[data-stand]")).to_have_text(re.compile(r"gespeichert \d\d:\d\d"))
    page = offen.open(f"/vorlagen/{vorlage}/einreichen/")
    if page.locator("#id_grund").count():
        page.fill("#id_grund", "So besprochen.")
    page.get_by_role("button", name=re.compile("In die Mitzeichnung geben")).click()
    page.wait_for_url(re.compile(f"/vorlagen/{vorlage}/$"))


def test_a_head_co_signs_from_the_mail_on_a_phone_with_a_remark_in_four_clicks(
    fenster: Callable[..., Fenster], finde: Callable[[str], int], ablage: Path
) -> None:
    vorlage, fruehere = finde("zurückgegebener Entwurf"), list_briefe(ablage)
    hand_in_again(fenster("sachbearbeitung"), vorlage)
    link = find_link(ablage, "demo-amtsleitung", "Eine Vorlage wartet auf Ihre Mitzeichnung", fruehere)
    assert link == f"/vorlagen/{vorlage}/mitzeichnen/"

    handy = fenster("amtsleitung", breite=HANDY)
    klicks = count_clicks(handy)
    klicks.append(1)  # the link in the mail
    page = handy.open(link)
    assert fits(page)
    seither = page.locator("section", has=page.locator("#seither-titel"))
    expect(seither).to_contain_text("Die Kosten für das Folgejahr sind ergänzt.")
    page.get_by_role("link", name="Zur Antwort").click()
    page.get_by_label("Bemerkung").click()
    page.keyboard.type(BEMERKUNG)
    page.get_by_role("button", name="Mitzeichnen", exact=True).click()
    expect(page.locator("main")).to_contain_text("Ihre Antwort ist gespeichert.")
    assert len(klicks) == 4
    assert handy.beschwerden == []

    seite = fenster("sachbearbeitung", breite=HANDY).open(f"/vorlagen/{vorlage}/")
    expect(seite.locator("main")).to_contain_text(BEMERKUNG)
    assert fits(seite)


def test_a_head_falls_ill_and_the_paper_still_reaches_release_on_a_phone(
    fenster: Callable[..., Fenster],
) -> None:
    wartend = fenster("amtsleitung", breite=HANDY).open("/schreibtisch/")
    titel = wartend.locator("a", has_text="Mitzeichnen: ").all_inner_texts()
    # A rule asks another office about statutes, whose head has no login of one click.
    betreff = next(t.removeprefix("Mitzeichnen: ") for t in titel if "satzung" not in t.lower())

    heute = datetime.now(ZoneInfo("Europe/Berlin")).date()
    handy = fenster("dezernat", breite=HANDY)
    page = handy.open("/konto/abwesenheit/")
    page.get_by_label("Wer ist abwesend?").select_option(label="Anton Beispielmeier")
    page.get_by_label("Wer zeichnet in Vertretung mit?").select_option(label="Doris Demohaus")
    page.get_by_label("Von", exact=True).fill(heute.isoformat())
    page.get_by_label("Bis einschließlich").fill((heute + timedelta(days=2)).isoformat())
    page.get_by_role("button", name="Vertretung eintragen").click()
    expect(page.locator("main")).to_contain_text("vertreten durch Doris Demohaus")

    page = handy.open("/schreibtisch/")
    assert fits(page)
    page.get_by_role("link", name=f"Mitzeichnen: {betreff}").click()
    expect(page.locator("#antwort")).to_contain_text("in Vertretung")
    assert fits(page)
    page.get_by_role("button", name="Mitzeichnen", exact=True).click()
    expect(page.locator("main")).to_contain_text("Ihre Antwort ist gespeichert.")

    page.get_by_role("link", name=f"Freigeben: {betreff}").click()
    expect(page.locator("main")).to_contain_text("Doris Demohaus i. V. für Anton Beispielmeier")
    assert fits(page)
    if page.locator("#id_grund").count():
        page.fill("#id_grund", "So besprochen.")
    page.get_by_role("button", name="Vorlage freigeben").click()
    expect(page.locator("main")).to_contain_text("Die Vorlage ist freigegeben und hat ihre Nummer.")
    assert handy.beschwerden == []

    page = handy.open("/konto/abwesenheit/")
    page.get_by_role("button", name="Beenden: Anton Beispielmeier").click()
    expect(page.locator("main")).not_to_contain_text("vertreten durch Doris Demohaus")
