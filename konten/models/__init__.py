"""Who is logged in: accounts and their roles; what one proposes and another confirms."""

from konten.models.abwesenheit import Abwesenheit
from konten.models.einsendung import Einsendung
from konten.models.installation import Installation
from konten.models.konto import Konto
from konten.models.rollenzuweisung import Rollenzuweisung
from konten.models.vorschlag import Vorschlag

__all__ = [
    "Abwesenheit",
    "Einsendung",
    "Installation",
    "Konto",
    "Rollenzuweisung",
    "Vorschlag",
]
