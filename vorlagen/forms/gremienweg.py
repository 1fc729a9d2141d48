"""The Gremienweg as rows of a form."""

from collections.abc import Mapping, Sequence
from typing import Any, cast

from crispy_forms.layout import Row
from django import forms
from django.db.models import Q
from django.http import QueryDict
from django.utils import timezone

from dokumente.text.formularfelder import TAG_UNLESBAR, TagField, ZeileField
from gremien.models import Gremium
from gremien.querysets import gueltig_am
from konten.forms.rahmen import build_helper
from vorlagen.actions.gremienweg import Stationsplan
from vorlagen.enums import Vorlagenart
from vorlagen.forms.zeilen import ZEILEN_MAX, Zeilenbefehl, ZeilenFormSet, rearrange
from vorlagen.models import Beratung, Vorlage
from vorlagen.rules.arten import describe_rolle

BEREICH = "gremienweg"
GRUND = "nichtoeffentlich_grund"


class StationForm(forms.Form):
    """One station: which body, when, deciding or preparing, public or not."""

    pk = forms.IntegerField(required=False, widget=forms.HiddenInput)
    gremium = forms.TypedChoiceField(
        label="Gremium",
        coerce=int,
        error_messages={
            "required": "Bitte wählen Sie ein Gremium oder entfernen Sie die Station.",
            "invalid_choice": "Dieses Gremium gibt es nicht. Bitte wählen Sie eines aus der Liste.",
        },
    )
    datum = TagField(
        label="Datum der Sitzung",
        required=False,
        error_messages={"invalid": TAG_UNLESBAR},
    )
    entscheidend = forms.BooleanField(label="entscheidet über die Vorlage", required=False)
    oeffentlich = forms.BooleanField(label="berät öffentlich", required=False)
    nichtoeffentlich_grund = ZeileField(
        label="Grund, falls nichtöffentlich beraten wird",
        required=False,
        max_length=500,
        help_text="Bleibt verwaltungsintern (§ 35 Abs. 1 GemO).",
    )

    def __init__(self, *args: Any, gremien: Mapping[int, Gremium], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        auswahl = cast(forms.ChoiceField, self.fields["gremium"])
        auswahl.choices = [("", "Bitte wählen"), *((pk, str(gremium)) for pk, gremium in gremien.items())]
        self.helper = build_helper(
            "pk", Row("gremium", "datum"), Row("entscheidend", "oeffentlich"), GRUND, hide_optional=True
        )


class GremienwegFormSet(ZeilenFormSet):
    """All open stations in order."""

    row_title = "Station"

    def plaene(self, gremien: Mapping[int, Gremium]) -> list[Stationsplan]:
        """Return the checked rows as the act of planning wants them."""
        return [
            Stationsplan(
                gremium=gremien[zeile["gremium"]],
                datum=zeile["datum"],
                entscheidend=zeile["entscheidend"],
                oeffentlich=zeile["oeffentlich"],
                nichtoeffentlich_grund="" if zeile["oeffentlich"] else zeile["nichtoeffentlich_grund"],
                pk=zeile["pk"],
            )
            for zeile in self.ausgefuellt
        ]


FELDER = tuple(StationForm.base_fields)
_FormSet = forms.formset_factory(
    StationForm, formset=GremienwegFormSet, extra=0, max_num=ZEILEN_MAX, absolute_max=ZEILEN_MAX, validate_max=True
)


def list_gremien(vorlage: Vorlage) -> dict[int, Gremium]:
    """Return the bodies a station may name: those that exist today, and those already on this paper's way."""
    heute = timezone.localdate()
    gremien = Gremium.objects.filter(gueltig_am(heute) | Q(beratungen__vorlage=vorlage)).distinct()
    return {gremium.pk: gremium for gremium in gremien}


def build_gremienweg(
    stationen: Sequence[Beratung],
    gremien: Mapping[int, Gremium],
    *,
    daten: QueryDict | None = None,
    befehl: Zeilenbefehl | None = None,
) -> GremienwegFormSet:
    """Return the rows: as stored, as sent (``daten``), or as sent and then rearranged by a row button."""
    kwargs: dict[str, Any] = {"prefix": BEREICH, "form_kwargs": {"gremien": gremien}}
    if daten is not None and befehl is None:
        formset = _FormSet(daten, **kwargs)
    elif daten is not None and befehl is not None:
        formset = _FormSet(initial=rearrange(daten, befehl, BEREICH, FELDER), **kwargs)
    else:
        formset = _FormSet(initial=[_zeile_of(station) for station in stationen], **kwargs)
    return cast(GremienwegFormSet, formset)


def list_zeilen(formset: GremienwegFormSet) -> list[dict[str, Any]]:
    """Return the rows as they stand in the form, stored or typed, unchecked."""
    return [{feld: form[feld].value() for feld in FELDER} for form in formset.forms]


def build_uebernahme(zeilen: Sequence[Mapping[str, Any]], gremien: Mapping[int, Gremium]) -> GremienwegFormSet:
    """Return rows that another page hands over to the page of the way, as hidden fields without ids."""
    kwargs: dict[str, Any] = {"prefix": BEREICH, "form_kwargs": {"gremien": gremien}, "auto_id": False}
    return cast(GremienwegFormSet, _FormSet(initial=zeilen, **kwargs))


def _zeile_of(station: Beratung) -> dict[str, Any]:
    werte: dict[str, Any] = {feld: getattr(station, feld) for feld in FELDER if feld != "gremium"}
    return werte | {"gremium": station.gremium_id}


def describe_stationen(stationen: Sequence[Beratung | Stationsplan], art: Vorlagenart) -> list[str]:
    """Return each station as one line for comparing two states of a way."""
    return [
        f"{station.gremium}, {f'{station.datum:%d.%m.%Y}' if station.datum else 'ohne Datum'}, "
        f"{describe_rolle(art, entscheidend=station.entscheidend)}, "
        f"{'öffentlich' if station.oeffentlich else 'nichtöffentlich'}"
        for station in stationen
    ]
