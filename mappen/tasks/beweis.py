"""The proof that a public packet is clean: it is opened again and searched for everything confidential around it.

There is no way to publish a packet in spite of a hit.
"""

from pathlib import Path

from dokumente.anlagen.befunde import NichtLesbar
from dokumente.anlagen.beweis.selbstbeweis import find_vertrauliches
from dokumente.anlagen.pdf.grenzen import GrenzeErreicht
from dokumente.bindung import Mappenbericht
from mappen.documents.empfaenger import MappeVerweigert
from mappen.documents.fundstellen import describe_stellen, locate_funde
from sitzungen.documents.geheimnisse import find_geheimnisse, find_oeffentliches
from sitzungen.models import Sitzung


def refuse_vertrauliches(ziel: Path, sitzung: Sitzung, bericht: Mappenbericht) -> None:
    """Refuse a public packet, PDF or ZIP, that holds something confidential or cannot be searched.

    :raises MappeVerweigert: with the places in ``stellen``, never with what stands there.
    """
    try:
        funde = find_vertrauliches(ziel, find_geheimnisse(sitzung), erlaubt=find_oeffentliches(sitzung))
    except (NichtLesbar, GrenzeErreicht) as fehler:
        raise MappeVerweigert(
            f"Die öffentliche Mappe ließ sich nicht auf Vertrauliches prüfen und wurde nicht geschrieben: {fehler}"
        ) from fehler
    if funde:
        stellen = locate_funde(funde, bericht)
        raise MappeVerweigert(
            f"Die öffentliche Mappe enthält Vertrauliches und wurde nicht geschrieben. {describe_stellen(stellen)}. "
            "Bitte berichtigen Sie diese Unterlage oder nehmen Sie sie aus dem öffentlichen Teil.",
            stellen=stellen,
        )
