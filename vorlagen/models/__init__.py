"""The paper: its identity, its Fassungen, its way through the bodies, its attachments and co-signatures."""

from vorlagen.models.anlage import Anlage
from vorlagen.models.auswirkungsart import Auswirkungsart
from vorlagen.models.beratung import Beratung
from vorlagen.models.beteiligung import Beteiligung
from vorlagen.models.bild import Bild
from vorlagen.models.fassung import Fassung
from vorlagen.models.kaestchen import Kaestchen
from vorlagen.models.mitzeichnung import Mitzeichnung
from vorlagen.models.mitzeichnungsregel import Mitzeichnungsregel
from vorlagen.models.quelle import Quelle
from vorlagen.models.teilstand import Teilstand
from vorlagen.models.textbaustein import Textbaustein
from vorlagen.models.vorlage import Vorlage
from vorlagen.models.zaehler import Zaehler

__all__ = [
    "Anlage",
    "Auswirkungsart",
    "Beratung",
    "Beteiligung",
    "Bild",
    "Fassung",
    "Kaestchen",
    "Mitzeichnung",
    "Mitzeichnungsregel",
    "Quelle",
    "Teilstand",
    "Textbaustein",
    "Vorlage",
    "Zaehler",
]
