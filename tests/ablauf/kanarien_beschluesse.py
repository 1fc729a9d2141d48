"""What becomes of decisions, full of secrets: notes, words that wait for a second person, protected interests."""

from __future__ import annotations

from typing import TYPE_CHECKING

from konten.enums import Rolle
from nachbereitung.actions.bekanntgabe import withhold_bekanntgabe, write_bekanntgabe
from nachbereitung.actions.beschlusskontrolle import note_umsetzung
from nachbereitung.actions.umsetzung import write_auskunft
from nachbereitung.enums import Umsetzungsstand
from nachbereitung.models import Beschluss
from sitzungen.actions.sitzung import close_sitzung
from tests.bauten import build_konto

if TYPE_CHECKING:
    from tests.ablauf.kanarien import Rat

VERMERK, BEKANNTGABE = "VERMERK", "BEKANNTGABE"
"""What the administration reads of a public decision; what the Sitzungsdienst alone reads of a closed one."""
NICHTOEFFENTLICH = "NICHTOEFFENTLICH"


def follow_sitzung(rat: Rat) -> None:
    """Close the sitting, note how far its decisions are, and write what waits for a second person."""
    dienst, amt = rat.konten["sitzungsdienst"], rat.konten["eigenes_amt"]
    assert dienst is not None
    assert amt is not None
    rat.sitzungen["begonnen"] = close_sitzung(rat.sitzungen["begonnen"], konto=dienst)
    offen, geheim = (
        Beschluss.objects.carried().get(fassung__vorlage=rat.vorlagen[name])
        for name in ("beschlossen", "geheim_beschlossen")
    )
    for beschluss, klasse in ((offen, VERMERK), (geheim, NICHTOEFFENTLICH)):
        text, bedingung = rat.geheimnis(klasse), rat.geheimnis(klasse)
        note_umsetzung(beschluss, stand=Umsetzungsstand.TEILWEISE, text=text, bedingung=bedingung, konto=amt)
    write_auskunft(offen, text=rat.geheimnis(VERMERK), konto=amt)
    withhold_bekanntgabe(geheim, grund=rat.geheimnis(BEKANNTGABE), konto=dienst)
    write_bekanntgabe(geheim, text=rat.geheimnis(BEKANNTGABE), konto=build_konto(rolle=Rolle.SITZUNGSDIENST))
