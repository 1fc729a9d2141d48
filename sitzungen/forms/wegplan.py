"""Which bodies a planned way leads through; read from the address, so that a plan can be looked at again."""

from collections.abc import Mapping, Sequence
from typing import Any, cast
from urllib.parse import urlencode

from crispy_forms.layout import Row
from django import forms
from django.http import QueryDict

from gremien.models import Gremium
from konten.forms.rahmen import build_helper
from vorlagen.forms.gremienweg import StationForm
from vorlagen.forms.zeilen import ZEILEN_MAX, ZeilenFormSet, parse_befehl, rearrange

BEREICH = "weg"
EILIG = "eilig"


class WegzeileForm(StationForm):
    """A station without its day, which is what is looked for; a row without a body does not count."""

    datum = None  # type: ignore[assignment]
    nichtoeffentlich_grund = None  # type: ignore[assignment]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = build_helper("pk", "gremium", Row("entscheidend", "oeffentlich"), hide_optional=True)

    def has_changed(self) -> bool:
        """Return whether a body is named."""
        return bool(self["gremium"].value())


class WegFormSet(ZeilenFormSet):
    """The bodies in their order."""

    row_title = "Station"


FELDER = tuple(WegzeileForm.base_fields)
_FormSet = forms.formset_factory(
    WegzeileForm, formset=WegFormSet, extra=0, max_num=ZEILEN_MAX, absolute_max=ZEILEN_MAX, validate_max=True
)


class Wegwahl:
    """The bodies as chosen on the page, else as they stand on the paper's way (``vorhandene``).

    While rows are added, moved or removed, nothing is looked for.
    """

    def __init__(
        self,
        daten: QueryDict,
        gremien: Mapping[int, Gremium],
        *,
        vorhandene: Sequence[Mapping[str, Any]],
        anfang: Sequence[Mapping[str, Any]],
    ) -> None:
        """Take what was asked for, and what to begin with where the paper has no way yet."""
        kwargs: dict[str, Any] = {"prefix": BEREICH, "form_kwargs": {"gremien": gremien}}
        self.is_eilig = EILIG in daten
        self.parameter: list[tuple[str, str]] = []
        befehl = parse_befehl(daten)
        if befehl is not None:
            formset = _FormSet(initial=rearrange(daten, befehl, BEREICH, FELDER), **kwargs)
        elif f"{BEREICH}-TOTAL_FORMS" in daten:
            formset = _FormSet(daten, **kwargs)
            self.parameter = _list_parameter(daten)
        elif vorhandene:
            daten = _to_querydict(vorhandene)
            formset = _FormSet(daten, **kwargs)
            self.parameter = _list_parameter(daten)
        else:
            formset = _FormSet(initial=list(anfang), **kwargs)
        self.formset = cast(WegFormSet, formset)

    @property
    def adresse(self) -> str:
        """Return the query that asks for the same bodies again."""
        return urlencode(self.parameter)

    def list_zeilen(self) -> list[dict[str, Any]]:
        """Return the checked rows in order, none while they are not in order."""
        return self.formset.ausgefuellt if self.formset.is_bound and self.formset.is_valid() else []


def _list_parameter(daten: QueryDict) -> list[tuple[str, str]]:
    """Return what asks for the same bodies again."""
    namen = [name for name in daten if name == EILIG or name.startswith(f"{BEREICH}-")]
    return [(name, str(daten[name])) for name in namen]


def _to_querydict(zeilen: Sequence[Mapping[str, Any]]) -> QueryDict:
    daten = QueryDict(mutable=True)
    daten[f"{BEREICH}-TOTAL_FORMS"], daten[f"{BEREICH}-INITIAL_FORMS"] = str(len(zeilen)), "0"
    for nummer, zeile in enumerate(zeilen):
        for feld in FELDER:
            if wert := zeile[feld]:
                daten[f"{BEREICH}-{nummer}-{feld}"] = "on" if wert is True else str(wert)
    return daten
