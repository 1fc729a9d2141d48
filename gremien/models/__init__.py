"""Who decides, and who drafts: the city, bodies, people, memberships, groups, offices."""

from gremien.models.amt import Amt
from gremien.models.dezernat import Dezernat
from gremien.models.fraktion import Fraktion
from gremien.models.gremium import Gremium
from gremien.models.mitgliedschaft import Mitgliedschaft
from gremien.models.person import Person
from gremien.models.sitzungsfreie_zeit import SitzungsfreieZeit
from gremien.models.stadt import Stadt
from gremien.models.wahlperiode import Wahlperiode
from gremien.models.zeitraum import Zeitraum

__all__ = [
    "Amt",
    "Dezernat",
    "Fraktion",
    "Gremium",
    "Mitgliedschaft",
    "Person",
    "SitzungsfreieZeit",
    "Stadt",
    "Wahlperiode",
    "Zeitraum",
]
