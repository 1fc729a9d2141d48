"""Rows of a form that people add, move and remove; the server does it too, for browsers without script."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django import forms
from django.http import QueryDict

ZEILEN_MAX = 200
"""Rows of one kind on one page; the longest list of attachments so far had 180."""

Zeile = dict[str, str]

if TYPE_CHECKING:
    Formularsatz = forms.BaseFormSet[forms.Form]
else:
    Formularsatz = forms.BaseFormSet


BEFEHLE = ("neu", "hoch", "runter", "entfernen", "uebernehmen")
"""The last one comes from another page: it brings rows that are shown as sent, and stores nothing."""


@dataclass(frozen=True, slots=True)
class Zeilenbefehl:
    """What one of the row buttons asks for: ``was`` is one of :data:`BEFEHLE`; ``nummer`` counts from 0."""

    bereich: str
    was: str
    nummer: int = 0


def parse_befehl(daten: Mapping[str, Any]) -> Zeilenbefehl | None:
    """Return the pressed row button (``zeile=gremienweg:hoch:2``), None if another button was pressed."""
    bereich, _, rest = str(daten.get("zeile", "")).partition(":")
    was, _, nummer = rest.partition(":")
    if not bereich or was not in BEFEHLE:
        return None
    return Zeilenbefehl(bereich, was, int(nummer) if nummer.isascii() and nummer.isdigit() else 0)


def read_zeilen(daten: QueryDict, bereich: str, felder: Sequence[str]) -> list[Zeile]:
    """Return the rows as they were typed, unchecked."""
    anzahl = daten.get(f"{bereich}-TOTAL_FORMS", "0")
    gesamt = min(int(anzahl), ZEILEN_MAX) if anzahl.isascii() and anzahl.isdigit() else 0
    return [{feld: daten.get(f"{bereich}-{i}-{feld}", "") for feld in felder} for i in range(gesamt)]


def apply_befehl(zeilen: Sequence[Zeile], befehl: Zeilenbefehl) -> list[Zeile]:
    """Return the rows after the button was pressed; a button for a row that is gone changes nothing."""
    neue = list(zeilen)
    if befehl.was == "neu":
        return [*neue, {}][:ZEILEN_MAX]
    if befehl.was == "uebernehmen" or not 0 <= befehl.nummer < len(neue):
        return neue
    zeile = neue.pop(befehl.nummer)
    if befehl.was == "entfernen":
        return neue
    ziel = befehl.nummer + (-1 if befehl.was == "hoch" else 1)
    neue.insert(max(0, ziel), zeile)
    return neue


def rearrange(daten: QueryDict, befehl: Zeilenbefehl, bereich: str, felder: Sequence[str]) -> list[dict[str, Any]]:
    """Return the rows of ``bereich`` as typed, with the row button applied if it was one of theirs."""
    zeilen = read_zeilen(daten, bereich, felder)
    return [dict(zeile) for zeile in (apply_befehl(zeilen, befehl) if befehl.bereich == bereich else zeilen)]


class ZeilenFormSet(Formularsatz):
    """A formset whose rows stand in the order in which they were sent; rows without any entry do not count."""

    row_title = "Zeile"

    def get_form_kwargs(self, index: int | None) -> dict[str, Any]:
        """Let rows stay empty."""
        return super().get_form_kwargs(index) | {"empty_permitted": True, "use_required_attribute": False}

    @property
    def ausgefuellt(self) -> list[dict[str, Any]]:
        """Return the checked rows in order, without empty ones."""
        return [form.cleaned_data for form in self.forms if form.has_changed() and form.cleaned_data]
