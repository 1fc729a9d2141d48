"""Attachments as rows of a form."""

from collections.abc import Sequence
from typing import cast

from crispy_forms.helper import FormHelper
from django import forms
from django.http import QueryDict

from dokumente.ablage.pruefen import find_pruefungen
from dokumente.text.formularfelder import ZeileField
from konten.forms.rahmen import build_helper
from vorlagen.actions.anlagenpruefung import build_stand
from vorlagen.actions.bearbeitung import Anlagenplan
from vorlagen.forms.felder import MehrereDateienWidget
from vorlagen.forms.zeilen import ZEILEN_MAX, Zeilenbefehl, ZeilenFormSet, read_zeilen, rearrange
from vorlagen.models import Anlage
from vorlagen.rules.anlagen import KEINE_KOPIE, Anlagenstand

BEREICH = "anlagen"


class AnlageForm(forms.Form):
    """One attachment: its title and whether everybody may read it. The file itself does not change."""

    pk = forms.IntegerField(widget=forms.HiddenInput)
    titel = ZeileField(
        label="Titel",
        max_length=250,
        error_messages={"required": "Bitte geben Sie der Anlage einen Titel."},
    )
    oeffentlich = forms.BooleanField(label="öffentlich, sobald die Vorlage veröffentlicht ist", required=False)
    anlage: Anlage | None = None
    stand: Anlagenstand | None = None
    """What is known about its file; None where there is nothing to know."""

    @property
    def auffaelliges(self) -> tuple[str, ...]:
        """Return what gives something away."""
        if self.stand is None:
            return ()
        kopie = (f"{KEINE_KOPIE} {self.stand.kopie_grund}",) if self.stand.kopie_grund else ()
        return (*self.stand.verdeckt, *self.stand.bleibt, *self.stand.persoenlich, *kopie)

    @property
    def helper(self) -> FormHelper:
        """Lay out one row."""
        return build_helper("pk", "titel", "oeffentlich")


class AnlagenFormSet(ZeilenFormSet):
    """All attachments in order; a row that names no attachment of this Fassung is left out."""

    row_title = "Anlage"

    def bind_anlagen(self, anlagen: Sequence[Anlage]) -> None:
        """Tell every row which attachment it stands for, so that the page can name its file and what is in it."""
        nach_pk = {str(anlage.pk): anlage for anlage in anlagen}
        pruefungen = find_pruefungen(anlage.datei for anlage in anlagen) if anlagen else {}
        for form in self.forms:
            zeile = cast(AnlageForm, form)
            zeile.anlage = nach_pk.get(str(form["pk"].value()))
            if zeile.anlage is not None:
                zeile.stand = build_stand(zeile.anlage, pruefungen.get(zeile.anlage.datei_id or 0))

    def plaene(self) -> list[Anlagenplan]:
        """Return the checked rows as saving wants them."""
        return [Anlagenplan(zeile["pk"], zeile["titel"], zeile["oeffentlich"]) for zeile in self.ausgefuellt]


class UploadForm(forms.Form):
    """The field for new files. They are taken in one by one, so that one bad file does not lose the others."""

    dateien = forms.Field(
        label="Dateien hinzufügen",
        required=False,
        widget=MehrereDateienWidget,
        help_text="Mehrere auf einmal sind möglich. Neue Anlagen sind nichtöffentlich, bis Sie etwas anderes angeben.",
    )

    @property
    def helper(self) -> FormHelper:
        """Lay out the one field."""
        return build_helper("dateien", hide_optional=True)


FELDER = tuple(AnlageForm.base_fields)
_FormSet = forms.formset_factory(
    AnlageForm, formset=AnlagenFormSet, extra=0, max_num=ZEILEN_MAX, absolute_max=ZEILEN_MAX, validate_max=True
)


def build_anlagen(
    anlagen: Sequence[Anlage], *, daten: QueryDict | None = None, befehl: Zeilenbefehl | None = None
) -> AnlagenFormSet:
    """Return the rows: as stored, as sent (``daten``), or as sent and then rearranged by a row button."""
    if daten is not None and befehl is None:
        formset = _FormSet(daten, prefix=BEREICH)
    elif daten is not None and befehl is not None:
        formset = _FormSet(initial=rearrange(daten, befehl, BEREICH, FELDER), prefix=BEREICH)
    else:
        formset = _FormSet(
            initial=[{"pk": a.pk, "titel": a.titel, "oeffentlich": a.oeffentlich} for a in anlagen], prefix=BEREICH
        )
    zeilen = cast(AnlagenFormSet, formset)
    zeilen.bind_anlagen(anlagen)
    return zeilen


def append_zeilen(daten: QueryDict, anlagen: Sequence[Anlage]) -> QueryDict:
    """Return the sent data with rows added for attachments the sender could not know yet."""
    ergaenzt = daten.copy()
    gesamt = len(read_zeilen(daten, BEREICH, FELDER))
    for nummer, anlage in enumerate(anlagen, start=gesamt):
        ergaenzt[f"{BEREICH}-{nummer}-pk"] = str(anlage.pk)
        ergaenzt[f"{BEREICH}-{nummer}-titel"] = anlage.titel
        ergaenzt[f"{BEREICH}-{nummer}-oeffentlich"] = "on" if anlage.oeffentlich else ""
    ergaenzt[f"{BEREICH}-TOTAL_FORMS"] = str(gesamt + len(anlagen))
    return ergaenzt
