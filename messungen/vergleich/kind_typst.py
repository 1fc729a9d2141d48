"""Typst: per line an order (JSON), answered with the milliseconds it took."""

import json
import sys
import time
from pathlib import Path

import typst  # type: ignore[import-not-found]

HIER = Path(__file__).parent


def main() -> None:
    """Answer until the input ends. Arguments: the folder with the fonts, then a folder for the orders."""
    fonts, ablage = sys.argv[1], Path(sys.argv[2])
    compiler = typst.Compiler(HIER / "vorlage.typ", root="/", font_paths=[fonts], ignore_system_fonts=True)
    for zeile in sys.stdin:
        beginn = time.perf_counter()
        auftrag = json.loads(zeile)
        (ablage / "auftrag.json").write_text(zeile, encoding="utf-8")
        pdf = compiler.compile(
            format="pdf", sys_inputs={"auftrag": str(ablage / "auftrag.json")}, pdf_standards=["a-3a", "ua-1"]
        )
        Path(auftrag["ziel"]).write_bytes(pdf)
        print((time.perf_counter() - beginn) * 1000, flush=True)


if __name__ == "__main__":
    main()
