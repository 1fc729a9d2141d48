"""How a file on the table is called when it leaves the house."""

from pathlib import PurePath

from dokumente.rules.namen import clean_dateiname
from sitzungen.models import Unterlage


def name_of_kopie(unterlage: Unterlage) -> str:
    """Return the file name for those outside: from sitting and title, not from what the file was called at home."""
    endung = PurePath(unterlage.dateiname).suffix.lower() or ".pdf"
    worte = (unterlage.sitzung.nummer, unterlage.top.bezeichnung if unterlage.top else "", unterlage.titel)
    return clean_dateiname(f"{' '.join(filter(None, worte)).replace('/', '-')}{endung}")
