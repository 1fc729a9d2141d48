"""Secrets on the table of a sitting."""

from collections.abc import Callable

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


def put_unterlagen(sitzung: Sitzung, dienst: Konto, *, intern: Callable[[], str], offen: Callable[[], str]) -> None:
    """Put secrets on the table of the sitting and of an item of each part, and one that everybody may read."""
    for top in (None, *(sitzung.tops.filter(teil=teil).earliest("pk") for teil in Teil)):
        neu = NeueUnterlage(
            art=Unterlagenart.TISCHVORLAGE,
            titel=intern(),
            datei=build_datei(build_beredt(intern(), text=intern(), ueberall=True)),
            dateiname=f"{intern()}.pdf",
            top=top,
        )
        add_unterlage(sitzung, neu, konto=dienst)
    # Its name at home is for members; what everybody gets says nothing but what it says.
    inhalt = build_beredt(intern(), text=offen(), ueberall=True)
    handzettel = add_unterlage(
        sitzung,
        NeueUnterlage(
            art=Unterlagenart.HANDZETTEL,
            titel=offen(),
            datei=build_datei(inhalt),
            dateiname=f"{intern()}.pdf",
        ),
        konto=dienst,
    )
    finish_unterlage(handzettel)
    grund = intern()
    propose_unterlage(handzettel, konto=dienst, grund=grund)
    publish_unterlage(handzettel, konto=build_konto(rolle=Rolle.SITZUNGSDIENST), grund=grund)
