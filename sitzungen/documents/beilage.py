"""The data of a sitting's printed document, from the same values as the page: it can never say more than is printed.

A further document has its data file without a line here: its own values are written down under their own names.
"""

from dataclasses import fields, is_dataclass
from datetime import date, datetime, time
from enum import Enum
from typing import Any, Final
from zoneinfo import ZoneInfo

from django.conf import settings

from dokumente.druck.beilage import Beilage, build_beilage
from sitzungen.documents.values import BeschlussauszugDruck, PunktDruck, SitzungDruck, Sitzungsdokument, TeilDruck
from vorlagen.documents.beilage import OPARL, SCHEMA

_STIMMEN: Final = ("Ja-Stimmen", "Gegenstimmen", "Enthaltungen")
_PUNKT: Final = {"bezeichnung": "number", "titel": "name", "vorlage_nummer": "reference", "vorlage_adresse": "web"}
_GEMEINSAM: Final = frozenset(feld.name for feld in fields(Sitzungsdokument))
_TECHNIK: Final = frozenset({"bogen", "eingaben", "stand", "unterzeichnet"})
"""What makes a sheet fillable, or is there to be signed, is no content."""
_NUR_GEFUELLT: Final = frozenset({"anlass", "zusatz", "nachtraege"})
"""What came later: without it the data stays as it was registered with earlier prints."""


def build_sitzungsbeilage(druck: Sitzungsdokument) -> Beilage:
    """Return the data file of a document of a sitting."""
    angaben = _describe_auszug(druck) if isinstance(druck, BeschlussauszugDruck) else _describe_dokument(druck)
    name = druck.dateiname.removesuffix(".pdf")
    return build_beilage(f"{name}.json", f"Daten der Seiten: {druck.titel}", angaben)


def _describe_dokument(druck: Sitzungsdokument) -> dict[str, object]:
    angaben = {
        "schema": SCHEMA,
        **_describe_sitzung(druck.sitzung),
        "dokument": druck.artname,
        "vermerke": list(druck.vermerke),
    }
    for name, wert in _own_values(druck):
        if name == "teile":
            angaben["agendaItem"] = [punkt for teil in wert for punkt in _describe_teil(teil)]
        else:
            angaben[name] = _to_plain(wert)
    return angaben


def _describe_auszug(druck: BeschlussauszugDruck) -> dict[str, object]:
    """Return one item with its result; ``null`` is what was not counted, which is not 0."""
    gezaehlt = dict(druck.stimmen)
    return {
        "schema": SCHEMA,
        "type": f"{OPARL}AgendaItem",
        "dokument": druck.artname,
        "vermerke": list(druck.vermerke),
        "meeting": _describe_sitzung(druck.sitzung),
        "teil": druck.teil,
        **_describe_punkt(druck.punkt),
        "result": druck.ergebnis,
        "mehrheit": druck.mehrheit,
        "stimmen": {name: gezaehlt.get(name) for name in (*_STIMMEN, *(n for n in gezaehlt if n not in _STIMMEN))},
        "berichtigtAm": _to_plain(druck.berichtigt_am),
        "resolutionType": druck.wortlaut_titel,
        "resolutionText": druck.wortlaut_html,
    }


def _describe_sitzung(sitzung: SitzungDruck) -> dict[str, object]:
    beginn = datetime.combine(sitzung.tag, sitzung.uhrzeit, ZoneInfo(settings.TIME_ZONE))
    return {
        "type": f"{OPARL}Meeting",
        "body": sitzung.briefkopf.name,
        "organization": sitzung.gremium,
        "reference": sitzung.nummer,
        "start": beginn.isoformat(),
        "location": sitzung.ort,
        "hinweis": sitzung.hinweis,
        "cancelled": sitzung.abgesagt,
    }


def _describe_teil(teil: TeilDruck[PunktDruck]) -> list[dict[str, object]]:
    return [
        {"type": f"{OPARL}AgendaItem", "teil": teil.titel, "public": teil.oeffentlich, **_describe_punkt(punkt)}
        for punkt in teil.punkte
    ]


def _describe_punkt(punkt: PunktDruck) -> dict[str, object]:
    leer = {name for name in _NUR_GEFUELLT if not getattr(punkt, name, None)}
    namen = [feld.name for feld in fields(punkt) if feld.name not in _TECHNIK | leer]
    return {_PUNKT.get(name, name): _to_plain(getattr(punkt, name)) for name in namen}


def _own_values(druck: Sitzungsdokument) -> list[tuple[str, Any]]:
    """Return the values this kind of document adds."""
    leer = {name for name in _NUR_GEFUELLT if not getattr(druck, name, None)}
    eigene = [feld.name for feld in fields(druck) if feld.name not in _GEMEINSAM | _TECHNIK | leer]
    return [(name, getattr(druck, name)) for name in eigene]


def _to_plain(wert: Any) -> object:
    """Return a printed value as plain JSON; days and times as in ISO 8601."""
    plain: object = wert
    match wert:
        case Enum():
            plain = wert.value
        case date() | time():
            plain = wert.isoformat()
        case range():
            plain = len(wert)
        case tuple() | list():
            plain = [_to_plain(einer) for einer in wert]
        case dict():
            plain = {str(name): _to_plain(einer) for name, einer in wert.items()}
        case _ if is_dataclass(wert):
            plain = {feld.name: _to_plain(getattr(wert, feld.name)) for feld in fields(wert) if feld.repr}
    return plain
