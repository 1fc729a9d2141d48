"""Attachments as their readers meet them."""

from pathlib import PurePath

from dokumente.rules.namen import clean_dateiname
from vorlagen.models import Anlage


def name_of_kopie(anlage: Anlage) -> str:
    """Return the file name for the public: from number and title, not from what the file was called at home."""
    endung = PurePath(anlage.dateiname).suffix.lower() or ".pdf"
    nummer = anlage.fassung.nummer.replace("/", "-") or "Entwurf"
    titel = anlage.titel.replace("/", "-")
    return clean_dateiname(f"{nummer} Anlage {anlage.position:02} {titel}{endung}")
