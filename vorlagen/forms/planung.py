"""Changing the way of a released paper: the open stations as rows, and a reason if one is needed."""

from collections.abc import Iterable
from typing import Any

from django.http import QueryDict

from gremien.rules.befund import Befund, Stufe
from konten.forms.vorgang import Grundfrage, VorgangForm
from vorlagen.actions.gremienweg import Stationsplan
from vorlagen.forms.gremienweg import build_gremienweg, list_gremien
from vorlagen.forms.zeilen import parse_befehl
from vorlagen.models import Vorlage


class PlanungForm(VorgangForm):
    """The reason, always offered: whether the new way has warnings is known only once it is sent."""

    frage = Grundfrage(
        hilfe=(
            "Nötig, wenn es trotz Hinweisen weitergehen soll und wenn Sie etwas zur Bestätigung vorlegen oder "
            "ablehnen. Wird im Journal festgehalten."
        ),
        laenge=2000,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.ask_for_grund()

    def add_befunde(self, befunde: Iterable[Befund]) -> None:
        """Show every finding; where only warnings are left, say that a reason lets them pass."""
        self.befunde = tuple(befunde)
        for befund in self.befunde:
            self.add_error(None, str(befund))
        if all(befund.stufe is not Stufe.SPERRE for befund in self.befunde):
            self.add_error("grund", "Bitte begründen Sie, warum der Gremienweg trotz der Hinweise so bleiben soll.")


class Planung:
    """The page on which the Sitzungsdienst changes a way."""

    def __init__(self, vorlage: Vorlage, daten: QueryDict | None = None) -> None:
        self.stationen = list(vorlage.beratungen.select_related("gremium").order_by("position"))
        offene = [station for station in self.stationen if not station.is_fest]
        befehl = parse_befehl(daten) if daten is not None else None
        self.is_uebernommen = befehl is not None and befehl.was == "uebernehmen"
        self.gremien = list_gremien(vorlage)
        self.gesendet = daten is not None and befehl is None
        self.form = PlanungForm(daten if self.gesendet else None)
        if daten is not None and befehl is not None:
            self.form.initial["grund"] = daten.get("grund", "")
        self.gremienweg = build_gremienweg(offene, self.gremien, daten=daten, befehl=befehl)

    def is_bereit(self) -> bool:
        """Return whether the rows were sent and can be planned."""
        return self.gesendet and self.gremienweg.is_valid()

    @property
    def plaene(self) -> list[Stationsplan]:
        """Return the checked rows."""
        return self.gremienweg.plaene(self.gremien)
