"""What a co-signer saw when answering: kept as it read then, whatever becomes of the draft."""

import json
from dataclasses import asdict, dataclass, field
from typing import Any, Final

from dokumente.text.aus_text import text_to_richtext
from vorlagen.enums import Entwurfsteil
from vorlagen.felder import EINGABEN, FELDER, GEDRUCKT, LABELS, NUR_GEFUELLT
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
    weitere: dict[str, str] = field(default_factory=dict)
    """What else is written in a draft, by field."""


_IN_DEN_ANGABEN: Final = frozenset(
    {"betreff", "amt", "dezernat", "datum", "aktenzeichen", "oeffentlich", "nichtoeffentlich_grund"}
)
WEITERE: Final = tuple(name for name in EINGABEN if name not in _IN_DEN_ANGABEN and name not in GEDRUCKT)
_TEIL_JE_TITEL: Final = {feld.label: feld.teil for feld in FELDER if feld.gedruckt}
_TEIL_JE_FELD: Final = {feld.name: feld.teil for feld in FELDER}


def write_gesehenes(fassung: Fassung) -> str:
    """Return what the Fassung reads like now, equal for equal states."""
    return json.dumps(asdict(collect_gesehenes(fassung)), ensure_ascii=False, sort_keys=True)


def collect_gesehenes(fassung: Fassung) -> Gesehenes:
    """Return what the Fassung reads like now."""
    anlagen = list(fassung.anlagen.order_by("position").select_related("datei"))
    stationen = fassung.vorlage.beratungen.select_related("gremium").order_by("position")
    return Gesehenes(
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
        weitere={name: _to_text(getattr(fassung, name)) for name in WEITERE},
    )


def read_gesehenes(text: str) -> Gesehenes:
    """Return what :func:`write_gesehenes` wrote."""
    werte: dict[str, Any] = json.loads(text)
    return Gesehenes(**werte)


def texte_of(gesehen: Gesehenes, teil: Entwurfsteil) -> dict[str, str]:
    """Return the texts of one part as HTML, by their titles."""
    texte = {titel: html for titel, html in gesehen.texte if _TEIL_JE_TITEL.get(titel) is teil}
    weitere = {name: text for name, text in gesehen.weitere.items() if _TEIL_JE_FELD.get(name) is teil}
    return texte | {LABELS[name]: text_to_richtext(text) for name, text in weitere.items()}


def teile_of(gesehen: Gesehenes) -> dict[Entwurfsteil, list[object]]:
    """Return what stands in each part, equal where it reads the same; a part with nothing in it is left out."""
    teile: dict[Entwurfsteil, list[object]] = {
        Entwurfsteil.ANGABEN: [
            *(gesehen.art, gesehen.datum, gesehen.betreff, gesehen.dezernat, gesehen.amt, gesehen.aktenzeichen),
            *(gesehen.oeffentlich, gesehen.nichtoeffentlich_grund),
        ],
        Entwurfsteil.GREMIENWEG: [*gesehen.stationen],
        Entwurfsteil.ANLAGEN: [*gesehen.anlagen, *gesehen.dateien],
    }
    for titel, text in gesehen.texte:
        teile.setdefault(_TEIL_JE_TITEL.get(titel) or Entwurfsteil.BEGRUENDUNG, []).append(text)
    for name, text in gesehen.weitere.items():
        if text:
            teile.setdefault(_TEIL_JE_FELD.get(name) or Entwurfsteil.ANGABEN, []).append([name, text])
    return teile


def _to_text(wert: object) -> str:
    return "" if wert is None else str(wert)


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
