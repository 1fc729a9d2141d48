"""Minutes: the draft, what was done with it, the signed prints, and what was said against them."""

from nachbereitung.models.ausfertigung import Ausfertigung
from nachbereitung.models.einwendung import Einwendung
from nachbereitung.models.mitschrift import Mitschrift
from nachbereitung.models.niederschrift import Niederschrift
from nachbereitung.models.niederschriftschritt import Niederschriftschritt
from nachbereitung.models.niederschrifttext import Niederschrifttext

__all__ = ["Ausfertigung", "Einwendung", "Mitschrift", "Niederschrift", "Niederschriftschritt", "Niederschrifttext"]
