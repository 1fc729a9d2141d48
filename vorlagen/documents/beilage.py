"""The data of a printed paper, from the same values as the page: it can never say more than is printed."""

from collections.abc import Mapping
from typing import Final

from dokumente.druck.beilage import Beilage, build_beilage
from vorlagen.documents.values import AnlageDruck, StationDruck, VorlageDruck
from vorlagen.rules.auswirkungen import Auswirkung

SCHEMA: Final = "ratsinformation/druck/1"
"""Names the fields; see docs/datenbeilage.md. A change of their meaning is a new number."""
OPARL: Final = "https://schema.oparl.org/1.1/"


def build_vorlage_beilage(druck: VorlageDruck, texte: Mapping[str, str]) -> Beilage:
    """Return the data file of a paper; ``texte`` are the sanitised HTML that is printed, by field."""
    angaben = {
        "schema": SCHEMA,
        "type": f"{OPARL}Paper",
        "body": druck.briefkopf.name,
        "reference": druck.nummer,
        "paperType": druck.artname,
        "name": druck.betreff,
        "date": druck.datum.isoformat() if druck.datum else None,
        "underDirectionOf": druck.dezernat,
        "originatorOrganization": druck.verfasser,
        "aktenzeichen": druck.aktenzeichen,
        # A field that papers get later changes nothing about prints given out before.
        **({"antragsteller": list(druck.antragsteller)} if druck.antragsteller else {}),
        **({"eingang": druck.eingegangen_am.isoformat()} if druck.eingegangen_am else {}),
        "vermerke": list(druck.vermerke),
        **({"neufassung": druck.neufassung} if druck.neufassung else {}),
        "consultation": [_describe_station(station) for station in druck.stationen],
        **{name: text for name, text in texte.items() if text},
        **({"auswirkungen": [_describe_auswirkung(a) for a in druck.auswirkungen]} if druck.auswirkungen else {}),
        "auxiliaryFile": [_describe_anlage(nummer, anlage) for nummer, anlage in enumerate(druck.anlagen, start=1)],
    }
    return build_beilage(f"{druck.kennung}.json", f"Daten der Seiten: {druck.titel}", angaben)


def _describe_station(station: StationDruck) -> dict[str, object]:
    """Return one station; ``null`` is what was not counted, which is not 0."""
    return {
        "type": f"{OPARL}Consultation",
        "organization": station.gremium,
        "date": station.datum.isoformat() if station.datum else None,
        "agendaItem": station.top,
        "public": station.oeffentlich,
        **({"anlass": station.rolle} if station.rolle else {}),
        "result": [
            *(feld.lang or feld.kurz for zeile in station.kaestchen for feld in zeile if feld.angekreuzt),
            *([station.ergebnis] if station.ergebnis else []),
        ],
        "gegenstimmen": station.gegenstimmen,
        "enthaltungen": station.enthaltungen,
    }


def _describe_auswirkung(auswirkung: Auswirkung) -> dict[str, object]:
    """Return one effect; the amount is a text, because a number of JSON is not exact. What is not said is missing."""
    geld = {
        "betrag": f"{auswirkung.betrag:.2f}" if auswirkung.betrag is not None else "",
        "turnus": str(auswirkung.turnus.label) if auswirkung.turnus else "",
        "haushaltsstelle": auswirkung.haushaltsstelle,
        "bemerkung": auswirkung.bemerkung,
    }
    angaben = {"titel": auswirkung.titel, "wirkung": str(auswirkung.wirkung.label)}
    return {**angaben, **{name: wert for name, wert in geld.items() if wert}}


def _describe_anlage(nummer: int, anlage: AnlageDruck) -> dict[str, object]:
    angaben: dict[str, object] = {"position": nummer, "name": anlage.titel, "nichtoeffentlich": anlage.nichtoeffentlich}
    return angaben | ({"nachgereicht": anlage.nachgereicht.isoformat()} if anlage.nachgereicht else {})
