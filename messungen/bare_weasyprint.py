"""The bare engine to compare with: HTML and CSS as one JSON line, then per line one rendering, answered in ms.

What a line may ask for:

- ``fresh``: the plain call as the manual shows it; each time it parses the style sheets and unpacks their fonts.
- ``unpacked``: the same with fonts that lie there unpacked.
- ``reused``: fonts and parsed style sheets are kept from call to call.
"""

import json
import sys
import time
from io import BytesIO
from pathlib import Path
from typing import Any

from fontTools.ttLib import woff2  # type: ignore[import-untyped]
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse


class Fonts(URLFetcher):  # type: ignore[misc]
    """Serve the fonts the style sheets name."""

    def __init__(self, fonts: dict[str, bytes]) -> None:
        super().__init__()
        self.fonts = fonts

    def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:
        """Return the font behind ``url``."""
        return URLFetcherResponse(url, self.fonts[url.removeprefix("static:")])


class Engine:
    """The engine, one document and its style sheets."""

    def __init__(self, job: dict[str, Any]) -> None:
        self.html, self.css = job["html"], job["css"]
        packed = {name: Path(path).read_bytes() for name, path in job["fonts"].items()}
        self.packed = Fonts(packed)
        self.unpacked = Fonts({name: unpack(font) for name, font in packed.items()})
        self.kept = FontConfiguration()
        self.parsed = self._parse(self.unpacked, self.kept)

    def render(self, kind: str) -> None:
        """Set the document once; raise ``KeyError`` for an unknown ``kind``."""
        fetcher = {"fresh": self.packed, "unpacked": self.unpacked, "reused": self.unpacked}[kind]
        fonts = self.kept if kind == "reused" else FontConfiguration()
        styles = self.parsed if kind == "reused" else self._parse(fetcher, fonts)
        page = HTML(string=self.html, base_url="static:", url_fetcher=fetcher)
        page.write_pdf(stylesheets=styles, font_config=fonts)

    def _parse(self, fetcher: Fonts, fonts: FontConfiguration) -> list[CSS]:
        return [CSS(string=css, url_fetcher=fetcher, font_config=fonts) for css in self.css]


def unpack(font: bytes) -> bytes:
    """Return a packed web font (WOFF2) as TrueType."""
    plain = BytesIO()
    woff2.decompress(BytesIO(font), plain)
    return plain.getvalue()


def main() -> None:
    """Answer until the input ends."""
    engine = Engine(json.loads(sys.stdin.readline()))
    engine.render("reused")
    print(0.0, flush=True)
    for line in sys.stdin:
        begin = time.perf_counter()
        engine.render(line.strip())
        print((time.perf_counter() - begin) * 1000, flush=True)


if __name__ == "__main__":
    main()
