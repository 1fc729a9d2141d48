"""Minutes full of secrets: in the making, signed, published, objected to, and being corrected."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils import timezone

from gremien.enums import Funktion
from gremien.models import Gremium
from konten.models import Konto
from nachbereitung.actions.entwurf import Angaben, bring_mitschrift, save_angaben, save_text
from nachbereitung.actions.unterzeichnung import (
    approve_niederschrift,
    correct_niederschrift,
    return_niederschrift,
    sign_niederschrift,
    submit_niederschrift,
)
from nachbereitung.actions.veroeffentlichung import publish_niederschrift, record_einwendung
from sitzungen.actions.sitzung import close_sitzung, open_sitzung, plan_sitzung
from sitzungen.actions.tagesordnung import place_top
from sitzungen.enums import Teil
from sitzungen.models import Sitzung
from tests.bauten import build_mitglied
from tests.zweite_person import publish_agenda

if TYPE_CHECKING:
    from tests.ablauf.kanarien import Rat

NIEDERSCHRIFT, NTEXT = "NIEDERSCHRIFT", "NTEXT"
"""What only those read who work on minutes; what members read of the closed part."""
OEFFENTLICH, NTOP, SITZUNG = "OEFFENTLICH", "NTOP", "SITZUNG"


def write_niederschriften(rat: Rat, gremium: Gremium) -> None:
    """Write minutes of the sitting that runs, and sign and publish those of another, of which a correction is begun."""
    dienst, laufend = rat.konten["sitzungsdienst"], rat.sitzungen["begonnen"]
    assert dienst is not None
    for top in laufend.tops.order_by("pk"):
        save_text(top, f"<p>{rat.geheimnis(NIEDERSCHRIFT)}</p>", gesehen=0, konto=dienst)
    bring_mitschrift(
        laufend,
        name=f"{rat.geheimnis(NIEDERSCHRIFT)}.txt",
        text=f"TOP Ö 1\n{rat.geheimnis(NIEDERSCHRIFT)}\nTOP N 1\n{rat.geheimnis(NIEDERSCHRIFT)}",
        konto=dienst,
    )
    sitzung = _hold_sitzung(rat, gremium, dienst)
    vorsitz = build_mitglied(gremium=gremium, funktion=Funktion.VORSITZ)
    for top in sitzung.tops.order_by("pk"):
        # Longer than what may stand in both parts.
        satz = f"Herr Muster trägt vor, was hier nicht jeder lesen darf: {rat.geheimnis(NTEXT)}"
        offen = rat.geheimnis(OEFFENTLICH)
        save_text(top, f"<p>{offen if top.is_oeffentlich else satz}</p>", gesehen=0, konto=dienst)
    save_angaben(sitzung, Angaben(vorsitz=vorsitz.person, schriftfuehrung=dienst.person), konto=dienst)
    for bemerkung in (rat.geheimnis(NIEDERSCHRIFT), ""):
        niederschrift = submit_niederschrift(sitzung, konto=dienst)
        if bemerkung:
            return_niederschrift(niederschrift, konto=vorsitz, grund=bemerkung)
    approve_niederschrift(niederschrift, konto=vorsitz)
    for konto in (vorsitz, dienst):
        sign_niederschrift(niederschrift, konto=konto)
    publish_niederschrift(niederschrift, konto=dienst)
    assert vorsitz.person is not None
    record_einwendung(
        niederschrift,
        person=vorsitz.person,
        teil=Teil.OEFFENTLICH,
        text=rat.geheimnis(NIEDERSCHRIFT),
        eingegangen_am=timezone.localdate(),
        konto=dienst,
    )
    correct_niederschrift(niederschrift, konto=dienst, grund=rat.geheimnis(NIEDERSCHRIFT))
    for top in sitzung.tops.order_by("pk"):
        save_text(top, f"<p>{rat.geheimnis(NIEDERSCHRIFT)}</p>", gesehen=1, konto=dienst)
    rat.sitzungen["unterzeichnet"] = sitzung


def _hold_sitzung(rat: Rat, gremium: Gremium, dienst: Konto) -> Sitzung:
    """Hold a sitting with an item without paper in each part."""
    grund = rat.geheimnis(SITZUNG)
    sitzung = plan_sitzung(gremium, beginn=timezone.now() - timedelta(hours=2), konto=dienst, grund=grund)
    place_top(sitzung, teil=Teil.OEFFENTLICH, betreff=rat.geheimnis(OEFFENTLICH), konto=dienst)
    place_top(
        sitzung,
        teil=Teil.NICHTOEFFENTLICH,
        betreff=rat.geheimnis(NTOP),
        oberbegriff="Personalsachen",
        konto=dienst,
    )
    sitzung = open_sitzung(publish_agenda(sitzung), konto=dienst, grund=grund)
    return close_sitzung(sitzung, konto=dienst)
