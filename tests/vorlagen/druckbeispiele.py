"""Papers for print, built without a database."""

from datetime import date
from typing import Any

from gremien.rules.briefkopf import Briefkopf
from vorlagen.actions.stammdaten import KAESTCHEN
from vorlagen.documents.values import AnlageDruck, KaestchenDruck, StationDruck, VorlageDruck
from vorlagen.enums import Kaestchenbedeutung
from vorlagen.felder import GEDRUCKT


def build_kaestchen(*angekreuzt: Kaestchenbedeutung) -> tuple[tuple[KaestchenDruck, ...], ...]:
    """Return the city's twelve boxes with those in ``angekreuzt`` crossed."""
    return tuple(
        tuple(
            KaestchenDruck(
                kurz=kurz, lang=lang, zeile=zeile, spalte=spalte, bedeutung=art, angekreuzt=art in angekreuzt
            )
            for zeile, spalte, art, kurz, lang in KAESTCHEN
            if zeile == reihe
        )
        for reihe in (1, 2, 3)
    )


def build_station(gremium: str, datum: date | None, *angekreuzt: Kaestchenbedeutung, **felder: Any) -> StationDruck:
    """Return a public station; without further values it is blank."""
    werte: dict[str, Any] = {"oeffentlich": True, "kaestchen": build_kaestchen(*angekreuzt)} | felder
    return StationDruck(gremium=gremium, datum=datum, **werte)


def build_druck(**felder: Any) -> VorlageDruck:
    """Return the paper BV/0546/2018 before its sittings; ``felder`` replaces single values."""
    werte: dict[str, Any] = {
        "artname": "Beschlussvorlage",
        "nummer": "BV/0546/2018",
        "datum": date(2018, 6, 12),
        "dezernat": "Bürgermeisterin",
        "verfasser": "31-Ordnungsamt",
        "betreff": "Fortschreibung Integrationskonzept der Stadt Koblenz",
        "briefkopf": Briefkopf(name="Stadt Koblenz"),
        "oeffentlich": True,
        "stationen": (
            build_station("Haupt- und Finanzausschuss", date(2018, 8, 20)),
            build_station("Stadtrat", date(2018, 8, 30)),
        ),
        "beschlussentwurf": "<p>Der Stadtrat beschließt das Konzept.</p>",
        "begruendung": "<p>Als Schwerpunkte wurden</p><ul><li>Sprache und Bildung</li><li>Ehrenamt</li></ul>"
        "<p>gesehen.</p>",
        "anlagen": (AnlageDruck(titel="Strategisches Integrationskonzept 2018", nichtoeffentlich=False),),
    }
    werte |= felder
    texte = {name: werte.pop(name, "") for name in GEDRUCKT}
    return VorlageDruck(texte=texte, **werte)
