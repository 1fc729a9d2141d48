"""What was read of the file a draft begins with, beside the file itself."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from dokumente.text.richtext import clean_richtext
from gremien.models import Amt, Gremium
from gremien.querysets import gueltig_am
from vorlagen.actions.einlesen_datei import Formulartext, read_entwurf
from vorlagen.actions.einlesen_zuordnung import match_gremien
from vorlagen.actions.gremienweg import Stationsplan
from vorlagen.enums import Vorlagenart
from vorlagen.pages.quelle import Quellzeile, list_quellzeilen
from vorlagen.rules.einlesen import normalise_name
from vorlagen.rules.formular_entwurf import EntwurfDaten
from vorlagen.rules.formular_station import StationDaten
from vorlagen.rules.vollstaendigkeit import PFLICHTFELDER


@dataclass(frozen=True, slots=True)
class Stationszeile:
    """A station as the file has it; ``gremium`` is None where no body of today bears that name."""

    text: str
    station: StationDaten
    gremium: Gremium | None


@dataclass(frozen=True, slots=True)
class Erkannt:
    """Everything the page shows of one file. ``weggelassen`` names what a draft cannot have, each with its value."""

    formular: Formulartext
    daten: EntwurfDaten
    stationen: tuple[Stationszeile, ...]
    weggelassen: tuple[tuple[str, str], ...]

    @property
    def quelle(self) -> list[Quellzeile]:
        """Return the lines of the file."""
        return list_quellzeilen(self.formular.text, self.daten.nicht_zugeordnet, self.daten.beiwerk)

    @property
    def hinweise(self) -> tuple[str, ...]:
        """Return what the author should look at."""
        return (*self.formular.hinweise, *self.daten.hinweise)

    def list_initial(self, aemter: Iterable[Amt]) -> dict[str, Any]:
        """Return the values of the form as they were read."""
        daten = self.daten
        gemeint = next((amt for amt in aemter if _is_gemeint(amt, daten)), None)
        return {
            "art": daten.art or Vorlagenart.BV,
            "betreff": daten.betreff,
            "datum": daten.datum,
            "aktenzeichen": daten.aktenzeichen,
            "beschlussentwurf": clean_richtext(daten.beschlussentwurf_html),
            "begruendung": clean_richtext(daten.begruendung_html),
        } | ({"amt": gemeint.pk} if gemeint else {})

    def plan_stationen(self, art: Vorlagenart) -> list[Stationsplan]:
        """Return the stations whose body is known; where this kind needs a decision, the last one decides."""
        bekannte = [(zeile.gremium, zeile.station) for zeile in self.stationen if zeile.gremium is not None]
        braucht_beschluss = "beschlussentwurf" in PFLICHTFELDER[art]
        return [
            Stationsplan(
                gremium=gremium,
                datum=station.datum,
                entscheidend=braucht_beschluss and stelle == len(bekannte),
                oeffentlich=station.oeffentlich is True,
            )
            for stelle, (gremium, station) in enumerate(bekannte, start=1)
        ]


def collect_erkanntes(formular: Formulartext) -> Erkannt:
    """Read a file and compare its bodies with those of today; writes nothing.

    Raises ``FormularFehler`` if there is no text in it.
    """
    daten = read_entwurf(formular)
    heutige = set(Gremium.objects.filter(gueltig_am(timezone.localdate())).values_list("pk", flat=True))
    paare = zip(daten.stationen, match_gremien(daten.stationen), strict=True)
    stationen = (
        Stationszeile(_describe(station), station, gremium if gremium and gremium.pk in heutige else None)
        for station, gremium in paare
    )
    return Erkannt(formular, daten, tuple(stationen), tuple(_list_weggelassenes(daten)))


def _describe(station: StationDaten) -> str:
    oeffentlich = {True: "öffentlich", False: "nichtöffentlich", None: ""}[station.oeffentlich]
    tag = f"{station.datum:%d.%m.%Y}" if station.datum else ""
    return ", ".join(filter(None, (station.gremium or "ohne Gremium", tag, oeffentlich)))


def _list_weggelassenes(daten: EntwurfDaten) -> list[tuple[str, str]]:
    """Return what the file says and a draft gets from elsewhere: its number, its department, its results."""
    ergebnisse = [
        _describe(station)
        for station in daten.stationen
        if station.ergebnis or station.top or any(any(zeile) for zeile in station.angekreuzt)
    ]
    alle = (
        ("Nummer", daten.nummer),
        ("Mitglied des Stadtvorstands", daten.dezernat),
        ("TOP-Nummern und Ergebnisse", "; ".join(ergebnisse)),
    )
    return [(name, wert) for name, wert in alle if wert]


def _is_gemeint(amt: Amt, daten: EntwurfDaten) -> bool:
    nummer, name = normalise_name(daten.amt_nummer), normalise_name(daten.amt_name)
    return bool(nummer or name) and (
        (not nummer or normalise_name(amt.nummer) == nummer) and (not name or normalise_name(amt.name) == name)
    )
