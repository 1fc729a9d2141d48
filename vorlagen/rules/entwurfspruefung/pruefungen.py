"""All findings of the draft check in one table. A finding more is a function in the module of its topic, and a line."""

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from gremien.rules.befund import Befund
from vorlagen.rules.entwurfspruefung.anlagen import check_fehlende_anlagen, check_unerwaehnte_anlagen
from vorlagen.rules.entwurfspruefung.auswirkungen import (
    check_betrag,
    check_betrag_genannt,
    check_negatives_erklaert,
)
from vorlagen.rules.entwurfspruefung.beschluss import check_beschlussformel
from vorlagen.rules.entwurfspruefung.betraege import check_tabellensummen
from vorlagen.rules.entwurfspruefung.betreff import check_betrefflaenge, check_leerer_betreff
from vorlagen.rules.entwurfspruefung.entwurf import Entwurf
from vorlagen.rules.entwurfspruefung.kalendertage import (
    check_unmoegliche_daten,
    check_vergangenes,
    check_wochentage,
)
from vorlagen.rules.entwurfspruefung.kurzfassung import (
    check_kurzfassung_laenge,
    check_kurzfassung_vorhanden,
    check_lange_saetze,
    check_satzlaenge,
)
from vorlagen.rules.entwurfspruefung.oeffentlichkeit import (
    check_personenangaben,
    check_stationsgruende,
    check_vorbild,
)
from vorlagen.rules.entwurfspruefung.platzhalter import check_platzhalter
from vorlagen.rules.entwurfspruefung.stationstage import check_stationstage

PRUEFUNGEN: Final[tuple[Callable[[Entwurf], list[Befund]], ...]] = (
    check_betrefflaenge,
    check_leerer_betreff,
    check_kurzfassung_vorhanden,
    check_kurzfassung_laenge,
    check_lange_saetze,
    check_satzlaenge,
    check_beschlussformel,
    check_platzhalter,
    check_unmoegliche_daten,
    check_wochentage,
    check_vergangenes,
    check_tabellensummen,
    check_betrag,
    check_betrag_genannt,
    check_negatives_erklaert,
    check_fehlende_anlagen,
    check_unerwaehnte_anlagen,
    check_personenangaben,
    check_stationsgruende,
    check_vorbild,
    check_stationstage,
)
"""In the order in which they are read."""
GENANNT_MAX: Final = 10
"""Most findings of one kind that are told one by one."""


def check_entwurf(entwurf: Entwurf) -> list[Befund]:
    """Return what every check of :data:`PRUEFUNGEN` finds. What a draft must hold: ``check_vollstaendigkeit``."""
    return [befund for pruefung in PRUEFUNGEN for befund in _shorten(pruefung(entwurf))]


def _shorten(befunde: list[Befund]) -> list[Befund]:
    if len(befunde) <= GENANNT_MAX:
        return befunde
    weitere = len(befunde) - GENANNT_MAX
    satz = f"Es gibt {weitere} weitere Stellen dieser Art. Bitte sehen Sie den ganzen Text durch."
    return [*befunde[:GENANNT_MAX], replace(befunde[GENANNT_MAX], satz=satz)]
