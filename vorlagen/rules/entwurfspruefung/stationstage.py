"""The days of the Gremienweg."""

from gremien.rules.befund import Befund, Stufe
from vorlagen.rules.entwurfspruefung.entwurf import Entwurf
from vorlagen.rules.sitzungstage import check_sitzungstage


def check_stationstage(entwurf: Entwurf) -> list[Befund]:
    """Find stations on days without a sitting; of a working day only reminded, because sittings are announced late."""
    return check_sitzungstage(
        entwurf.stationen, sitzungstage=entwurf.sitzungstage, heute=entwurf.heute, fehlt=Stufe.ERINNERUNG
    )
