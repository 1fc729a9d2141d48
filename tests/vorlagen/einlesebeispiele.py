"""Forms for the tests of taking over: the real one, and small ones written for a case."""

from pathlib import Path

from django.apps import apps

from gremien.enums import Gremienart
from gremien.models import Amt, Gremium
from tests.bauten import build_amt, build_dezernat, build_gremium

FORMULARE = Path(__file__).resolve().parents[1] / "daten" / "formulare"
SEED = FORMULARE / "BV-0546-2018.txt"
LEER = ("[ ] [ ] [ ] [ ]",) * 3


def read_seed() -> str:
    """Return the text of the real form."""
    return SEED.read_text(encoding="utf-8")


def build_stammdaten() -> tuple[Amt, Gremium, Gremium]:
    """Build what the real form names: office with department, committee, council."""
    amt = build_amt(dezernat=build_dezernat(bezeichnung="Bürgermeisterin"), nummer="31", name="Ordnungsamt")
    hufa = build_gremium(name="Haupt- und Finanzausschuss", kuerzel="HuFA")
    return amt, hufa, build_gremium(name="Stadtrat", kuerzel="SR", art=Gremienart.RAT)


def station(
    gremium: str = "Stadtrat",
    datum: str = "30.08.2018",
    *,
    raster: tuple[str, ...] = LEER,
    top: str = "TOP\töffentlich\t\tEnthaltungen\tGegenstimmen",
) -> str:
    """Return one station as the form prints it."""
    zeilen = [f"{datum}\t{gremium}\t{raster[0]}", f"\t\t{raster[1]}", f"\t\t{raster[2]}", f"\t{top}"]
    return "\n".join(zeilen).replace("] [", "]\t[")


NICHTOEFFENTLICHE_STATION = station(top="TOP\tnicht öffentlich\t\tEnthaltungen\tGegenstimmen")


def formular(
    *stationen: str,
    nummer: str = "BV/0546/2018",
    kopf: str = "Datum: 12.06.2018\nBürgermeisterin\nVerfasser: 31-Ordnungsamt\tAz.:",
    betreff: str = "Ein Betreff",
    ende: str = "",
) -> str:
    """Return a small form; without stations it has one of the council."""
    weg = "\n".join(stationen or [station()])
    return (
        f"Beschlussvorlage\n\nVorlage: {nummer}\n{kopf}\nBetreff: {betreff}\nGremienweg:\n{weg}\n\n"
        f"Beschlussentwurf:\n\nDer Stadtrat stimmt zu.\n\nBegründung:\n\nWeil es nötig ist.\n{ende}"
    )


def count_rows() -> dict[str, int]:
    """Return the number of rows of every table, to show that nothing was written."""
    return {model._meta.label: model._base_manager.count() for model in apps.get_models()}
