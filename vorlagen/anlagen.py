"""Attachments as their readers meet them."""

from dokumente.rules.namen import clean_dateiname
from vorlagen.models import Anlage


def name_of_kopie(anlage: Anlage) -> str:
    """Return the file name of the public copy: from number and title, not from what the file was called at home."""
    nummer = anlage.fassung.nummer.replace("/", "-") or "Entwurf"
    titel = anlage.titel.replace("/", "-")
    return clean_dateiname(f"{nummer} Anlage {anlage.position:02} {titel}.pdf")
