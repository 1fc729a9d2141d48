"""The bare engine to compare with: HTML and CSS as one JSON line, then per line one rendering, answered in ms."""

import json
import sys
import time
from pathlib import Path
from typing import Any

from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse


class Fonts(URLFetcher):  # type: ignore[misc]
    """Serve the fonts the style sheets name."""

    def __init__(self, fonts: dict[str, str]) -> None:
        super().__init__()
        self.fonts = fonts

    def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:
        """Return the font behind ``url``."""
        return URLFetcherResponse(url, Path(self.fonts[url.removeprefix("static:")]).read_bytes())


def main() -> None:
    """Answer until the input ends: ``fresh`` parses the CSS each time as a plain call does, ``reused`` keeps it."""
    job: dict[str, Any] = json.loads(sys.stdin.readline())
    fetcher = Fonts(job["fonts"])
    kept = FontConfiguration()
    parsed = [CSS(string=css, url_fetcher=fetcher, font_config=kept) for css in job["css"]]

    def render(kind: str) -> None:
        fonts = kept if kind == "reused" else FontConfiguration()
        styles = (
            parsed
            if kind == "reused"
            else [CSS(string=css, url_fetcher=fetcher, font_config=fonts) for css in job["css"]]
        )
        HTML(string=job["html"], base_url="static:", url_fetcher=fetcher).write_pdf(
            stylesheets=styles, font_config=fonts
        )

    for kind in ("fresh", "reused"):
        render(kind)
    print(0.0, flush=True)
    for line in sys.stdin:
        begin = time.perf_counter()
        render(line.strip())
        print((time.perf_counter() - begin) * 1000, flush=True)


if __name__ == "__main__":
    main()
