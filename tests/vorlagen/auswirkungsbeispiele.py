"""Effects for tests that are about something else."""

from decimal import Decimal
from typing import Any

from vorlagen.enums import Auswirkungsform, Turnus, Wirkung
from vorlagen.rules.auswirkungen import Auswirkung


def build_auswirkung(**felder: Any) -> Auswirkung:
    """Return money that will be spent, with all that can be said of it; ``felder`` replace single values."""
    werte: dict[str, Any] = {
        "art": 1,
        "titel": "Finanzen",
        "form": Auswirkungsform.FINANZEN,
        "wirkung": Wirkung.JA,
        "betrag": Decimal("1250000.00"),
        "turnus": Turnus.EINMALIG,
        "haushaltsstelle": "5410.785100",
        "bemerkung": "Das Land zahlt die Hälfte.",
    }
    return Auswirkung(**werte | felder)


def build_klima(**felder: Any) -> Auswirkung:
    """Return an effect on the climate."""
    werte: dict[str, Any] = {
        "art": 2,
        "titel": "Klima und Umwelt",
        "form": Auswirkungsform.RICHTUNG,
        "wirkung": Wirkung.NEGATIV,
        "bemerkung": "Zwölf Bäume werden gefällt.",
    }
    return Auswirkung(**werte | felder)
