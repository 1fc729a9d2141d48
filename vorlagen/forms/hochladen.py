"""Bringing forms of the past: several files at once, each of any kind, each with one paper or more."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from crispy_forms.helper import FormHelper
from django import forms

from dokumente.anlagen.texte.datei import GELESEN
from dokumente.rules.zeichen import clean_zeile
from konten.forms.rahmen import build_helper
from vorlagen.actions.einlesen_datei import DATEI_MAX_BYTES, Formulartext, parse_text, read_beschriftung, read_datei
from vorlagen.actions.einlesen_pruefung import check_nummer
from vorlagen.forms.felder import MehrereDateienWidget
from vorlagen.rules.formular import FormularDaten, FormularFehler, parse_formular

DATEIEN_MAX = 50
_ZU_VIELE = f"Bitte wählen Sie höchstens {DATEIEN_MAX} Dateien auf einmal aus."


class MehrereDateienField(forms.FileField):
    """Several files; its checked value is the list of them."""

    widget = MehrereDateienWidget

    def clean(self, data: Any, initial: Any = None) -> Any:
        """Return the files; refuse none, and too many."""
        dateien = data if isinstance(data, list) else [data]
        if not dateien:
            raise forms.ValidationError(self.error_messages["required"], code="required")
        if len(dateien) > DATEIEN_MAX:
            raise forms.ValidationError(_ZU_VIELE)
        return [
            datei for datei in (super(MehrereDateienField, self).clean(datei, initial) for datei in dateien) if datei
        ]


class EinlesenForm(forms.Form):
    """The files of forms. What can be read of them stands in ``gelesene``, whatever is refused of the others."""

    datei = MehrereDateienField(
        label="Dateien mit Vorlagen",
        widget=MehrereDateienWidget(attrs={"accept": ".txt,.docx,.odt,.pdf,text/plain,application/pdf"}),
        help_text=f"{GELESEN}, jede höchstens 20 MB. Eine Datei darf mehrere Vorlagen enthalten.",
        allow_empty_file=True,
        error_messages={"required": "Bitte wählen Sie mindestens eine Datei aus."},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.gelesene: list[Formulartext] = []

    @property
    def helper(self) -> FormHelper:
        """Leave form tag and buttons to the page."""
        return build_helper()

    def clean_datei(self) -> Sequence[Formulartext]:
        """Read every file by itself; a bad one is named and costs none of the others."""
        dateien = self.cleaned_data["datei"]
        saetze: list[str] = []
        for datei in dateien:
            name = clean_zeile(datei.name or "")[:150] or "Datei"
            try:
                gefundene = read_datei(name, datei.read(DATEI_MAX_BYTES + 1))
            except FormularFehler as fehler:
                saetze.append(_name(name, str(fehler), dateien))
                continue
            for fund in gefundene:
                satz = check_text(fund.text)
                if satz:
                    saetze.append(_name(fund.herkunft, satz, [*dateien, *gefundene[1:]]))
                else:
                    self.gelesene.append(fund)
        if saetze:
            raise forms.ValidationError(saetze)
        return self.gelesene


def check_text(text: str) -> str:
    """Return why a text cannot be taken over: it is no form, or the paper is here already; empty if it can."""
    try:
        daten = parse_text(text)
    except FormularFehler as fehler:
        return str(fehler)
    return " ".join(str(befund) for befund in check_nummer(daten.nummer))


def _name(name: str, satz: str, mehrere: Sequence[object]) -> str:
    """Return the sentence, with the file's name where there is more than one."""
    return f"{name}: {satz}" if len(mehrere) > 1 else satz


@dataclass(frozen=True, slots=True)
class Bereitgelegt:
    """A paper that lies ready to be checked: what its text says."""

    pruefsumme: str
    herkunft: str
    nummer: str
    betreff: str
    stationen: int
    anlagen: int
    offene: int


def list_bereite(ablage: Mapping[str, Formulartext]) -> list[Bereitgelegt]:
    """Return what lies ready, in the order in which it was brought."""
    beschriftung = read_beschriftung()
    return [
        _build_bereit(summe, formular, parse_formular(formular.text, beschriftung))
        for summe, formular in ablage.items()
    ]


def _build_bereit(pruefsumme: str, formular: Formulartext, daten: FormularDaten) -> Bereitgelegt:
    return Bereitgelegt(
        pruefsumme,
        formular.herkunft,
        str(daten.nummer),
        daten.betreff,
        len(daten.stationen),
        len(daten.anlagen),
        len(daten.nicht_zugeordnet),
    )
