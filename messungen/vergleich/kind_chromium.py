"""Chromium kept open: per line an order (JSON), answered with the milliseconds it took."""

import json
import sys
import time
from pathlib import Path

from playwright.sync_api import sync_playwright


def main() -> None:
    """Answer until the input ends. Argument: the browser's program."""
    with sync_playwright() as spiel:
        browser = spiel.chromium.launch(executable_path=sys.argv[1], args=["--no-sandbox"])
        seite = browser.new_page()
        for zeile in sys.stdin:
            beginn = time.perf_counter()
            auftrag = json.loads(zeile)
            seite.goto(Path(auftrag["quelle"]).as_uri())
            seite.pdf(path=auftrag["ziel"], prefer_css_page_size=True, print_background=True, tagged=True, outline=True)
            print((time.perf_counter() - beginn) * 1000, flush=True)
        browser.close()


if __name__ == "__main__":
    main()
