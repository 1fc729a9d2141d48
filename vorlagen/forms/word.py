"""Beginning a draft from a file: choose it, look at what was read of it, take it over."""

from collections.abc import Mapping
from typing import Any, cast

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Fieldset, Row
from django import forms

from dokumente.anlagen.texte.datei import GELESEN
from dokumente.rules.zeichen import clean_zeile
from dokumente.text.formularfelder import TagField, ZeileField
from gremien.models import Amt, Fraktion, Person
from konten.forms.rahmen import build_helper
from konten.models import Konto
from vorlagen.actions.einlesen_datei import DATEI_MAX_BYTES, Formulartext, read_datei, read_entwurf
from vorlagen.actions.entwurf import BETREFF_LAENGE
from vorlagen.enums import Vorlagenart
from vorlagen.forms.antrag import ARTEN, UrheberField
from vorlagen.forms.entwurf import UNBEKANNT, ZU_LANG, list_aemter
from vorlagen.forms.felder import RichtextField, RichtextWidget
from vorlagen.permissions import may_create_vorlage
from vorlagen.rules.formular import FormularFehler

TEXTE = ("beschlussentwurf", "begruendung")
_DATUM = "Bitte geben Sie das Datum als Tag.Monat.Jahr ein, zum Beispiel 12.06.2026."
_MEHRERE = "Die Datei enthält {} Vorlagen. Ein Entwurf entsteht aus einer; bitte teilen Sie die Datei."


class WordUploadForm(forms.Form):
    """The file a draft begins with. What could be read of it stands in ``gelesen``."""

    datei = forms.FileField(
        label="Datei",
        widget=forms.FileInput(attrs={"accept": ".docx,.odt,.pdf,.txt,application/pdf,text/plain"}),
        help_text=f"{GELESEN}, höchstens 20 MB.",
        allow_empty_file=True,
        error_messages={"required": "Bitte wählen Sie eine Datei aus."},
    )

    @property
    def helper(self) -> FormHelper:
        """Leave form tag and buttons to the page."""
        return build_helper()

    def clean_datei(self) -> Formulartext:
        """Return the text of the file; refuse one that cannot be read or holds several papers."""
        datei = self.cleaned_data["datei"]
        name = clean_zeile(datei.name or "")[:150] or "Datei"
        try:
            gefunden = read_datei(name, datei.read(DATEI_MAX_BYTES + 1))
            if len(gefunden) > 1:
                raise FormularFehler(_MEHRERE.format(len(gefunden)))
            read_entwurf(gefunden[0])
        except FormularFehler as fehler:
            raise forms.ValidationError(str(fehler)) from fehler
        return gefunden[0]


class WordEntwurfForm(forms.Form):
    """What was read of the file, to be corrected before it becomes a draft."""

    art = forms.ChoiceField(label="Art der Vorlage", choices=Vorlagenart)
    betreff = ZeileField(
        label="Betreff", max_length=BETREFF_LAENGE, required=False, error_messages={"max_length": ZU_LANG}
    )
    amt = forms.ModelChoiceField(
        label="Amt (Verfasser)",
        queryset=Amt.objects.none(),
        empty_label=None,
        error_messages={"invalid_choice": UNBEKANNT, "required": UNBEKANNT},
    )
    urheber = UrheberField()
    datum = TagField(
        label="Datum der Vorlage",
        required=False,
        help_text="Bleibt es leer, gilt der Tag der Freigabe.",
        error_messages={"invalid": _DATUM},
    )
    aktenzeichen = ZeileField(
        label="Aktenzeichen", max_length=100, required=False, error_messages={"max_length": ZU_LANG}
    )
    beschlussentwurf = RichtextField(label="Beschlussentwurf", required=False, widget=RichtextWidget(attrs={"rows": 8}))
    begruendung = RichtextField(label="Begründung", required=False, widget=RichtextWidget(attrs={"rows": 18}))

    def __init__(self, *args: Any, konto: Konto, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if may_create_vorlage(konto):
            cast("forms.ModelChoiceField[Amt]", self.fields["amt"]).queryset = list_aemter(konto)
            del self.fields["urheber"]
        else:
            cast("UrheberField", self.fields["urheber"]).offer(konto)
            cast("forms.ChoiceField", self.fields["art"]).choices = ARTEN
            for name in ("amt", "datum", "aktenzeichen"):
                del self.fields[name]

    @property
    def helper_kopf(self) -> FormHelper:
        """Lay out the header."""
        if "urheber" in self.fields:
            return build_helper(Fieldset("Angaben", "betreff", Row("art", "urheber")))
        return build_helper(Fieldset("Angaben", "betreff", Row("art", "datum"), Row("amt", "aktenzeichen")))

    @property
    def verfasser(self) -> Amt | Fraktion | Person:
        """Return for whom the draft is begun."""
        verfasser: Amt | Fraktion | Person = self.cleaned_data["urheber" if "urheber" in self.fields else "amt"]
        return verfasser

    @property
    def helper_texte(self) -> FormHelper:
        """Lay out the texts."""
        return build_helper(Fieldset("Texte", *TEXTE))

    @property
    def werte(self) -> Mapping[str, object]:
        """Return the checked fields of the Fassung."""
        namen = ("betreff", "datum", "aktenzeichen", *TEXTE)
        return {name: self.cleaned_data[name] for name in namen if name in self.fields}
