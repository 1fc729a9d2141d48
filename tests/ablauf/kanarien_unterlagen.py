"""What lies on the table of the council's sitting, secret and public."""

from __future__ import annotations

from typing import TYPE_CHECKING

from konten.enums import Rolle
from konten.models import Konto
from sitzungen.actions.unterlage import (
    NeueUnterlage,
    add_unterlage,
    finish_unterlage,
    propose_unterlage,
    publish_unterlage,
)
from sitzungen.enums import Teil, Unterlagenart
from sitzungen.models import Sitzung
from tests.bauten import build_datei, build_konto
from tests.vorlagen.anlagenbeispiele import build_beredt

if TYPE_CHECKING:
    from tests.ablauf.kanarien import Rat

OEFFENTLICH, NTOP, VORSCHLAG = "OEFFENTLICH", "NTOP", "VORSCHLAG"


def put_unterlagen(rat: Rat, sitzung: Sitzung, dienst: Konto) -> None:
    """Put secrets on the table of the sitting and of an item of each part, and one that everybody may read."""
    for top in (None, *(sitzung.tops.filter(teil=teil).earliest("pk") for teil in Teil)):
        neu = NeueUnterlage(
            art=Unterlagenart.TISCHVORLAGE,
            titel=rat.geheimnis(NTOP),
            datei=build_datei(build_beredt(rat.geheimnis(NTOP), text=rat.geheimnis(NTOP), ueberall=True)),
            dateiname=f"{rat.geheimnis(NTOP)}.pdf",
            top=top,
        )
        add_unterlage(sitzung, neu, konto=dienst)
    # Its name at home is for members; what everybody gets says nothing but what it says.
    inhalt = build_beredt(rat.geheimnis(NTOP), text=rat.geheimnis(OEFFENTLICH), ueberall=True)
    offen = add_unterlage(
        sitzung,
        NeueUnterlage(
            art=Unterlagenart.HANDZETTEL,
            titel=rat.geheimnis(OEFFENTLICH),
            datei=build_datei(inhalt),
            dateiname=f"{rat.geheimnis(NTOP)}.pdf",
        ),
        konto=dienst,
    )
    finish_unterlage(offen)
    grund = rat.geheimnis(VORSCHLAG)
    propose_unterlage(offen, konto=dienst, grund=grund)
    publish_unterlage(offen, konto=build_konto(rolle=Rolle.SITZUNGSDIENST), grund=grund)
