"""What validators from outside say of a file. The product asks its own checker; these keep watch over it."""

import shutil
import subprocess
from pathlib import Path
from typing import Final

import page

PROFILE: Final = (page.ValidationProfile.PDF_UA_1, page.ValidationProfile.PDF_A_3A)
VERAPDF: Final = shutil.which("verapdf")


def find_normverstoesse(pdf: bytes) -> list[str]:
    """Return what keeps the file from PDF/UA-1 and PDF/A-3a: names of rules with what they met."""
    befunde = [fund for profil in PROFILE for fund in page.validate_pdf_bytes(pdf, profile=profil).failures]
    return [f"{fund.rule_id}: {fund.message}" for fund in befunde]


def list_durchgefallene(ordner: Path) -> list[str]:
    """Return the lines of veraPDF about files in this folder that fail one of the two norms."""
    zeilen = []
    for profil in ("ua1", "3a"):
        aufruf = [str(VERAPDF), "--format", "text", "--flavour", profil, str(ordner)]
        zeilen += subprocess.run(aufruf, capture_output=True, check=False, text=True).stdout.splitlines()
    return [zeile for zeile in zeilen if not zeile.startswith("PASS")]
