"""The text of a PDF as a reader outside this project extracts it."""

import subprocess


def extract_text(pdf: bytes, *, layout: bool = False) -> str:
    """Return what ``pdftotext`` (poppler) finds, pages one after the other."""
    aufruf = ["pdftotext", "-enc", "UTF-8", *(["-layout"] if layout else []), "-", "-"]
    return subprocess.run(aufruf, input=pdf, capture_output=True, check=True).stdout.decode()
