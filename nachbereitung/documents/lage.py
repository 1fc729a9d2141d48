"""The minutes of a sitting as they stand: read, or as they would begin."""

from nachbereitung.documents.niederschrift import compute_fingerabdruck
from nachbereitung.documents.teilnehmer import find_vorsitz
from nachbereitung.enums import Schrittart, Stand
from nachbereitung.models import Niederschrift
from nachbereitung.rules.lage import Lage, Schritt, compute_lage
from sitzungen.enums import Sitzungsstatus
from sitzungen.models import Sitzung

MIT_PERSONEN = ("sitzung__gremium", "vorsitz", "schriftfuehrung")


def read_niederschrift(sitzung: Sitzung) -> Niederschrift:
    """Return the minutes of the sitting; nobody has to begin them: before the first word they exist in memory only."""
    vorhanden = Niederschrift.objects.select_related(*MIT_PERSONEN).filter(sitzung=sitzung).first()
    return vorhanden or Niederschrift(sitzung=sitzung, vorsitz_id=find_vorsitz(sitzung))


def read_lage(niederschrift: Niederschrift, *, fingerabdruck: str | None = None) -> Lage:
    """Return where the minutes stand; what they say is asked only where somebody has presented them."""
    if not niederschrift.is_begonnen:
        return Lage(Stand.ENTWURF)
    schritte = [
        Schritt(Schrittart(art), summe, unterschrift)
        for art, summe, unterschrift in niederschrift.schritte.order_by("pk").values_list(
            "art", "fingerabdruck", "unterschrift"
        )
    ]
    if not schritte:
        return Lage(Stand.ENTWURF)
    # While a sitting runs again, nothing that was presented holds.
    offen = niederschrift.sitzung.status != Sitzungsstatus.BEENDET
    jetzt = "" if offen else fingerabdruck or compute_fingerabdruck(niederschrift)
    return compute_lage(schritte, fingerabdruck=jetzt, ausfertigungen=niederschrift.ausfertigungen.count())
