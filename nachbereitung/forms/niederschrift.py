"""Texts of items, who chaired and who wrote, material, objections."""

from typing import Any, Final

from crispy_forms.helper import FormHelper
from django import forms
from django.http import QueryDict

from dokumente.ablage.aufnehmen import DateiAbgelehnt, read_upload
from dokumente.anlagen.texte.bytes import decode_text
from dokumente.rules.zeichen import clean_zeichen
from dokumente.text.formularfelder import AbsatzField, TagField
from gremien.models import Person
from konten.forms.rahmen import build_helper
from konten.forms.vorgang import VorgangForm
from nachbereitung.actions.entwurf import Angaben
from nachbereitung.documents.personen import list_mitglieder, list_schreibende
from nachbereitung.models import Niederschrift
from sitzungen.enums import Teil
from sitzungen.models import Tagesordnungspunkt
from vorlagen.forms.felder import RichtextField

MITSCHRIFT_MAX: Final = 1024 * 1024


class TextForm(forms.Form):
    """What is written about one item; on a page with many, ids tell them apart."""

    text = RichtextField(label="Text", required=False)

    def __init__(
        self, daten: QueryDict | None = None, *, top: Tagesordnungspunkt, initial: dict[str, str] | None = None
    ) -> None:
        super().__init__(daten, auto_id=f"id_%s_{top.pk}", initial=initial)
        self.fields["text"].label = f"Text zu {top.bezeichnung}"

    @property
    def helper(self) -> FormHelper:
        """Return the frame."""
        return build_helper()


class AngabenForm(VorgangForm):
    """What of the minutes nobody else has recorded."""

    vorsitz = forms.ModelChoiceField(Person.objects.none(), label="Sitzungsleitung", required=False)
    schriftfuehrung = forms.ModelChoiceField(
        Person.objects.none(),
        label="Schriftführung",
        required=False,
        help_text="Beide unterzeichnen die Niederschrift, jede Person selbst (§ 41 Abs. 1 GemO).",
    )
    ende = forms.TimeField(label="Ende der Sitzung (Uhrzeit)", required=False)
    weitere = AbsatzField(
        label="Verwaltung und Gäste",
        required=False,
        max_length=5000,
        help_text="Eine Person je Zeile, zum Beispiel „Beigeordnete Muster (Dezernat 2)“. Steht in beiden Ausgaben.",
        widget=forms.Textarea(attrs={"rows": 5}),
    )

    def __init__(self, *args: Any, niederschrift: Niederschrift, **kwargs: Any) -> None:
        vorher = {feld: getattr(niederschrift, feld) for feld in ("vorsitz", "schriftfuehrung", "ende", "weitere")}
        super().__init__(*args, initial=vorher, **kwargs)
        self.offer("vorsitz", list_mitglieder(niederschrift))
        self.offer("schriftfuehrung", list_schreibende(niederschrift))

    def to_angaben(self) -> Angaben:
        """Return what was chosen."""
        return Angaben(**{feld: self.cleaned_data[feld] for feld in ("vorsitz", "schriftfuehrung", "ende", "weitere")})


class MitschriftForm(VorgangForm):
    """A text file to write by."""

    datei = forms.FileField(
        label="Mitschrift",
        help_text="Eine Textdatei (.txt), höchstens 1 MB. Zeilen wie „TOP Ö 3“ ordnen sie den Punkten zu. Nichts davon "
        "kommt von selbst in die Niederschrift; mit der Unterzeichnung wird sie gelöscht.",
        widget=forms.FileInput(attrs={"accept": ".txt,text/plain"}),
    )

    def clean_datei(self) -> tuple[str, str]:
        """Return name and text of the file."""
        datei = self.cleaned_data["datei"]
        if not str(datei.name).lower().endswith(".txt") or datei.size > MITSCHRIFT_MAX:
            raise forms.ValidationError("Bitte wählen Sie eine Textdatei (.txt) mit höchstens 1 MB aus.")
        try:
            text, _ = decode_text(read_upload(datei))
        except DateiAbgelehnt as fehler:
            raise forms.ValidationError(str(fehler)) from fehler
        return str(datei.name)[:120], clean_zeichen(text)


class EinwendungForm(VorgangForm):
    """What a member says against the signed minutes."""

    person = forms.ModelChoiceField(Person.objects.none(), label="Erhoben von")
    teil = forms.ChoiceField(label="Betrifft", choices=Teil.choices, initial=Teil.NICHTOEFFENTLICH)
    eingegangen_am = TagField(label="Eingegangen am")
    text = AbsatzField(label="Einwendung", max_length=5000, widget=forms.Textarea(attrs={"rows": 6}))

    def __init__(self, *args: Any, niederschrift: Niederschrift, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("person", list_mitglieder(niederschrift))
