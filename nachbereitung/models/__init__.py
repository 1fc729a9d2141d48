"""What follows a sitting: its minutes, notes on carrying decisions out, what the public is told, announcements."""

from nachbereitung.models.ausfertigung import Ausfertigung
from nachbereitung.models.bekanntgabe import Bekanntgabe
from nachbereitung.models.beschluss import Beschluss
from nachbereitung.models.beschlusskontrolle import Vermerk
from nachbereitung.models.einwendung import Einwendung
from nachbereitung.models.mitschrift import Mitschrift
from nachbereitung.models.niederschrift import Niederschrift
from nachbereitung.models.niederschriftschritt import Niederschriftschritt
from nachbereitung.models.niederschrifttext import Niederschrifttext
from nachbereitung.models.umsetzung import Umsetzungsauskunft

__all__ = [
    "Ausfertigung",
    "Bekanntgabe",
    "Beschluss",
    "Einwendung",
    "Mitschrift",
    "Niederschrift",
    "Niederschriftschritt",
    "Niederschrifttext",
    "Umsetzungsauskunft",
    "Vermerk",
]
