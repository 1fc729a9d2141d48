"""The bindery: finished PDFs in, one Sitzungsmappe out. Knows no models and no layout engine.

``check_quelle`` says whether a document can be bound; ``bind_mappe`` binds.
"""

from dokumente.bindung.binden import bind_mappe
from dokumente.bindung.quellen import check_quelle, count_seiten
from dokumente.bindung.stuecke import (
    ADRESSE,
    Inhaltseintrag,
    Mappenbericht,
    MappenFehler,
    Mappenoptionen,
    Mappenteil,
    Quelle,
    Teilbericht,
)

__all__ = [
    "ADRESSE",
    "Inhaltseintrag",
    "MappenFehler",
    "Mappenbericht",
    "Mappenoptionen",
    "Mappenteil",
    "Quelle",
    "Teilbericht",
    "bind_mappe",
    "check_quelle",
    "count_seiten",
]
