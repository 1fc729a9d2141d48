"""Handing a draft in: who co-signs in which step and by when, and which further offices are asked."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, cast

from crispy_forms.helper import FormHelper
from crispy_forms.layout import HTML, Layout, Row
from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict

from dokumente.text.formularfelder import TAG_UNLESBAR, TagField, ZeileField
from konten.forms.rahmen import build_helper
from konten.forms.vorgang import VorgangForm
from vorlagen.actions.mitzeichnungsplan import Plan, Unterschrift, name_stellen, plan_mitzeichnung
from vorlagen.forms.vorgang import TROTZDEM
from vorlagen.forms.zeilen import Zeilenbefehl, ZeilenFormSet, parse_befehl, rearrange
from vorlagen.models import Fassung
from vorlagen.rules.mitzeichnungsplan import SCHRITTE, Anfrage, Stelle, Wunsch
from vorlagen.rules.stellensuche import explain_suche, find_stellen

BEREICH: Final = "weitere"
WEITERE_MAX: Final = 40
_SCHRITTE: Final = [(str(zahl), str(zahl)) for zahl in range(1, SCHRITTE + 1)]


def build_schritt() -> forms.TypedChoiceField:
    """Return the field for the step."""
    return forms.TypedChoiceField(
        label="Schritt",
        choices=_SCHRITTE,
        coerce=int,
        required=False,
        empty_value=None,
        error_messages={"invalid_choice": f"Bitte wählen Sie einen Schritt von 1 bis {SCHRITTE}."},
    )


def build_frist() -> TagField:
    """Return the field for the last day."""
    return TagField(label="bis (freiwillig)", required=False, error_messages={"invalid": TAG_UNLESBAR})


class WeitereForm(forms.Form):
    """One further office or department, found by a part of its name."""

    stelle = ZeileField(
        label="Amt oder Dezernat",
        max_length=200,
        widget=forms.TextInput(attrs={"list": "stellen", "autocomplete": "off"}),
        help_text="Nummer oder ein Teil des Namens genügt.",
        error_messages={"required": "Bitte nennen Sie ein Amt oder entfernen Sie die Zeile."},
    )

    def __init__(self, *args: Any, namen: Mapping[Stelle, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.namen = namen
        self.fields["schritt"], self.fields["frist"] = build_schritt(), build_frist()
        self.fields["schritt"].initial = "2"
        self.helper = build_helper("stelle", Row("schritt", "frist"), hide_optional=True)

    def clean_stelle(self) -> Stelle:
        """Return the one office that is meant, or say why it is none or several."""
        text = self.cleaned_data["stelle"]
        gefunden = find_stellen(text, self.namen)
        if len(gefunden) != 1:
            raise ValidationError(explain_suche(text, [self.namen[stelle] for stelle in gefunden]))
        return gefunden[0]


class WeitereFormSet(ZeilenFormSet):
    """The further offices."""

    row_title = "Weiteres Amt"

    @property
    def wuensche(self) -> list[Wunsch]:
        """Return the checked rows."""
        return [Wunsch(zeile["stelle"], zeile["schritt"], zeile["frist"]) for zeile in self.ausgefuellt]


_FELDER: Final = ("stelle", "schritt", "frist")
_FormSet = forms.formset_factory(
    WeitereForm, formset=WeitereFormSet, extra=0, max_num=WEITERE_MAX, absolute_max=WEITERE_MAX, validate_max=True
)


@dataclass(frozen=True, slots=True)
class Pflichtzeile:
    """An office that must be asked: why, who answers there today, what it signed before, when it is asked."""

    name: str
    warum: str
    wer: str
    unterschrift: Unterschrift | None
    felder: tuple[str, str]
    """Names of the fields for step and last day."""

    @property
    def helper(self) -> FormHelper:
        """Return the frame of its fields."""
        return build_helper(Row(*self.felder), hide_optional=True)


class EinreichenForm(VorgangForm):
    """Handing a draft in: the steps and days of those who must co-sign, and the further offices as rows."""

    frage = TROTZDEM

    def __init__(self, daten: QueryDict | None, *, fassung: Fassung, **kwargs: Any) -> None:
        self.befehl = parse_befehl(daten) if daten is not None else None
        super().__init__(daten if self.befehl is None else None, **kwargs)
        self.namen = name_stellen()
        self.plan = plan_mitzeichnung(fassung, namen=self.namen)
        for anfrage in self.pflichten:
            self._ask_for(anfrage)
        if daten is not None and self.befehl is not None:
            self.initial.update({name: daten[name] for name in self.fields if name in daten})
        self.weitere = self._build_weitere(daten, self.befehl)

    def _ask_for(self, anfrage: Anfrage) -> None:
        code = anfrage.stelle.code
        self.fields[f"schritt-{code}"], self.fields[f"frist-{code}"] = build_schritt(), build_frist()
        self.initial[f"schritt-{code}"] = str(anfrage.schritt)

    def _build_weitere(self, daten: QueryDict | None, befehl: Zeilenbefehl | None) -> WeitereFormSet:
        kwargs: dict[str, Any] = {"prefix": BEREICH, "form_kwargs": {"namen": self.namen}}
        # Sent by a program or an old page: then the further offices are those of the last time.
        if daten is None or f"{BEREICH}-TOTAL_FORMS" not in daten:
            zeilen = [
                {"stelle": self.namen.get(anfrage.stelle, ""), "schritt": str(anfrage.schritt)}
                for anfrage in self.plan.anfragen
                if not anfrage.is_pflicht
            ]
            return cast(WeitereFormSet, _FormSet(initial=zeilen, **kwargs))
        if befehl is not None:
            return cast(WeitereFormSet, _FormSet(initial=rearrange(daten, befehl, BEREICH, _FELDER), **kwargs))
        return cast(WeitereFormSet, _FormSet(daten, **kwargs))

    def is_valid(self) -> bool:
        """Return whether all of it can be used; a row button only rearranges."""
        zeilen = self.weitere.is_valid() if self.weitere.is_bound else True
        return super().is_valid() and zeilen

    @property
    def helper(self) -> FormHelper:
        """Return the frame of the reason; a template of its own lays out the rest."""
        helper = build_helper()
        # Not an empty one: where a layout says nothing, all fields are shown.
        helper.layout = Layout("grund") if "grund" in self.fields else Layout(HTML(" "))
        return helper

    @property
    def pflichten(self) -> list[Anfrage]:
        """Return who must be asked."""
        return [anfrage for anfrage in self.plan.anfragen if anfrage.is_pflicht]

    @property
    def pflichtzeilen(self) -> list[Pflichtzeile]:
        """Return the same as the page shows it."""
        return [
            Pflichtzeile(
                name=self.namen.get(anfrage.stelle, ""),
                warum=", ".join(anfrage.gruende) or str(anfrage.herkunft.label),
                wer=describe_antwortende(self.plan, anfrage.stelle),
                unterschrift=self.plan.unterschriften.get(anfrage.stelle),
                felder=(f"schritt-{anfrage.stelle.code}", f"frist-{anfrage.stelle.code}"),
            )
            for anfrage in self.pflichten
        ]

    @property
    def wuensche(self) -> list[Wunsch]:
        """Return what the author arranged."""
        geordnet = [
            Wunsch(
                anfrage.stelle,
                self.cleaned_data.get(f"schritt-{anfrage.stelle.code}"),
                self.cleaned_data.get(f"frist-{anfrage.stelle.code}"),
            )
            for anfrage in self.pflichten
        ]
        if self.weitere.is_bound:
            return [*geordnet, *self.weitere.wuensche]
        weitere = [anfrage for anfrage in self.plan.anfragen if not anfrage.is_pflicht]
        return [*geordnet, *(Wunsch(anfrage.stelle, anfrage.schritt) for anfrage in weitere)]

    @property
    def wohin(self) -> str:
        """Return where the paper goes first, for the button."""
        offene = [a for a in self.plan.anfragen if self.plan.find_gueltige(a.stelle) is None]
        if not offene:
            return "direkt zur Freigabe"
        erster = min(anfrage.schritt for anfrage in offene)
        erste = [self.namen.get(a.stelle, "") for a in offene if a.schritt == erster]
        return f"zuerst {erste[0]}" if len(erste) == 1 else f"zuerst {len(erste)} Ämter"


def describe_antwortende(plan: Plan, stelle: Stelle) -> str:
    """Return who can answer for an office today, deputies marked, empty where nobody can."""
    namen = [
        f"{wer.konto} i. V. für {wer.vertreten}" if wer.vertreten else str(wer.konto)
        for wer in plan.antwortende.get(stelle, ())
    ]
    return " oder ".join(namen)
