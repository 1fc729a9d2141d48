"""The text of a PDF as a reader outside this project extracts it."""

import subprocess


def extract_text(pdf: bytes, *, raw: bool = False) -> str:
    """Return what ``pdftotext`` (poppler) finds; ``raw`` keeps the order of the page, tables row by row."""
    aufruf = ["pdftotext", "-enc", "UTF-8", *(["-raw"] if raw else []), "-", "-"]
    return subprocess.run(aufruf, input=pdf, capture_output=True, check=True).stdout.decode()
