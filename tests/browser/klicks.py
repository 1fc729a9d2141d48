"""Clicks as a person makes them: what the journeys are measured by."""

from tests.browser.conftest import Fenster

ZAEHLEN = "document.addEventListener('click', (e) => { if (e.isTrusted) globalThis.zaehle(); }, true)"


def count_clicks(offen: Fenster) -> list[int]:
    """Return a list to which every click or tap of this window adds one, over all its pages."""
    klicks: list[int] = []
    offen.kontext.expose_function("zaehle", lambda: klicks.append(1))
    offen.kontext.add_init_script(ZAEHLEN)
    return klicks
