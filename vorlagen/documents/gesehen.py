"""What a co-signer saw when answering: kept as it read then, whatever becomes of the draft."""

import json
from dataclasses import asdict, dataclass
from typing import Any

from vorlagen.felder import GEDRUCKT, NUR_GEFUELLT
from vorlagen.models import Anlage, Beratung, Fassung


@dataclass(frozen=True, slots=True)
class Gesehenes:
    """A Fassung in plain values; ``texte`` are pairs of title and HTML,
    stations and attachments are lines, files are known by their digest."""

    art: str
    datum: str
    betreff: str
    dezernat: str
    amt: str
    aktenzeichen: str
    oeffentlich: bool
    nichtoeffentlich_grund: str
    texte: list[list[str]]
    stationen: list[str]
    anlagen: list[str]
    dateien: list[str]
    antragsteller: str = ""
    eingegangen_am: str = ""


def write_gesehenes(fassung: Fassung) -> str:
    """Return what the Fassung reads like now, equal for equal states."""
    anlagen = list(fassung.anlagen.order_by("position").select_related("datei"))
    stationen = fassung.vorlage.beratungen.select_related("gremium").order_by("position")
    gesehen = Gesehenes(
        art=fassung.vorlage.get_art_display(),
        datum=f"{fassung.datum:%d.%m.%Y}" if fassung.datum else "",
        betreff=fassung.betreff,
        dezernat=str(fassung.dezernat or ""),
        amt=str(fassung.urheber),
        aktenzeichen=fassung.aktenzeichen,
        oeffentlich=fassung.oeffentlich,
        nichtoeffentlich_grund=fassung.nichtoeffentlich_grund,
        texte=[[GEDRUCKT[name], text] for name, text in fassung.texte.items() if text or name not in NUR_GEFUELLT],
        stationen=[_describe_station(station) for station in stationen],
        anlagen=[_describe_anlage(anlage) for anlage in anlagen],
        dateien=[anlage.datei.pruefsumme if anlage.datei else "" for anlage in anlagen],
        antragsteller=", ".join(fassung.antragstellende),
        eingegangen_am=f"{fassung.eingegangen_am:%d.%m.%Y}" if fassung.eingegangen_am else "",
    )
    return json.dumps(asdict(gesehen), ensure_ascii=False, sort_keys=True)


def read_gesehenes(text: str) -> Gesehenes:
    """Return what :func:`write_gesehenes` wrote."""
    werte: dict[str, Any] = json.loads(text)
    return Gesehenes(**werte)


def _describe_station(station: Beratung) -> str:
    return ", ".join(
        [
            str(station.gremium),
            f"{station.datum:%d.%m.%Y}" if station.datum else "ohne Datum",
            *(["entscheidet"] if station.entscheidend else []),
            _word(station.oeffentlich),
        ]
    )


def _describe_anlage(anlage: Anlage) -> str:
    datei = f" ({anlage.dateiname})" if anlage.dateiname else ""
    return f"Anlage {anlage.position:02}: {anlage.titel}{datei}, {_word(anlage.oeffentlich)}"


def _word(oeffentlich: bool) -> str:
    return "öffentlich" if oeffentlich else "nichtöffentlich"
