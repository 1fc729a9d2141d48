"""The draft's own fields, and the form that begins a paper."""

from typing import TYPE_CHECKING, Any, cast

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Fieldset, Row
from django import forms
from django.db.models import Q, QuerySet
from django.utils import timezone

from dokumente.text.formularfelder import ZeileField
from gremien.models import Amt, Dezernat
from gremien.querysets import gueltig_am
from konten.forms.rahmen import build_helper
from konten.rechte import Besucher, rechte_of
from vorlagen.enums import Vorlagenart
from vorlagen.felder import EINGABEN, GEDRUCKT
from vorlagen.forms.felder import RichtextField, RichtextWidget
from vorlagen.models import Fassung

BETREFF_LAENGE = 500
ZU_LANG = "Bitte kürzen Sie auf höchstens %(limit_value)d Zeichen (es sind %(show_value)d)."
UNBEKANNT = "Bitte wählen Sie einen Eintrag aus der Liste."


def list_aemter(konto: Besucher) -> QuerySet[Amt]:
    """Return the offices ``konto`` drafts for and that exist today."""
    return Amt.objects.filter(gueltig_am(timezone.localdate()), pk__in=rechte_of(konto).aemter)


class NeueVorlageForm(forms.Form):
    """What a paper begins with; everything else is written in the draft."""

    art = forms.ChoiceField(label="Art der Vorlage", choices=Vorlagenart, initial=Vorlagenart.BV)
    betreff = ZeileField(
        label="Betreff",
        max_length=BETREFF_LAENGE,
        required=False,
        help_text="Worum geht es? Sie können ihn später noch ändern.",
        error_messages={"max_length": ZU_LANG},
    )
    amt = forms.ModelChoiceField(
        label="Amt (Verfasser)",
        queryset=Amt.objects.none(),
        empty_label=None,
        error_messages={"invalid_choice": UNBEKANNT, "required": UNBEKANNT},
    )
    field_order = ("art", "betreff", "amt")

    def __init__(self, *args: Any, konto: Besucher, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast("forms.ModelChoiceField[Amt]", self.fields["amt"]).queryset = list_aemter(konto)
        self.helper = build_helper()


if TYPE_CHECKING:
    FassungForm = forms.ModelForm[Fassung]
else:
    FassungForm = forms.ModelForm


class EntwurfForm(FassungForm):
    """Header and texts of a draft. Nothing is compulsory while it is a draft; handing it in checks what is missing."""

    art = forms.ChoiceField(label="Art der Vorlage", choices=Vorlagenart)
    betreff = ZeileField(
        label="Betreff", max_length=BETREFF_LAENGE, required=False, error_messages={"max_length": ZU_LANG}
    )
    aktenzeichen = ZeileField(
        label="Aktenzeichen", max_length=100, required=False, error_messages={"max_length": ZU_LANG}
    )
    nichtoeffentlich_grund = ZeileField(
        label="Grund, falls die Vorlage nichtöffentlich bleibt",
        max_length=500,
        required=False,
        error_messages={"max_length": ZU_LANG},
        help_text="Bleibt verwaltungsintern und wird nie öffentlich gedruckt (§ 35 Abs. 1 GemO).",
    )
    beschlussentwurf = RichtextField(
        label="Beschlussentwurf", required=False, widget=RichtextWidget(attrs={"rows": 10})
    )
    begruendung = RichtextField(label="Begründung", required=False, widget=RichtextWidget(attrs={"rows": 18}))
    stand = forms.IntegerField(widget=forms.HiddenInput)

    class Meta:
        model = Fassung
        fields = EINGABEN
        labels = {"oeffentlich": "Diese Vorlage soll öffentlich werden", "datum": "Datum der Vorlage"}
        help_texts = {"datum": "Bleibt es leer, gilt der Tag der Freigabe."}
        error_messages = {
            "amt": {"invalid_choice": UNBEKANNT, "required": UNBEKANNT},
            "dezernat": {"invalid_choice": UNBEKANNT, "required": UNBEKANNT},
            "datum": {"invalid": "Bitte geben Sie das Datum als Tag.Monat.Jahr ein, zum Beispiel 12.06.2026."},
        }

    def __init__(self, *args: Any, konto: Besucher, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        eigene = cast("forms.ModelChoiceField[Amt]", self.fields["amt"])
        dezernate = cast("forms.ModelChoiceField[Dezernat]", self.fields["dezernat"])
        eigene.queryset, eigene.empty_label = list_aemter(konto), None
        dezernate.queryset = Dezernat.objects.filter(gueltig_am(timezone.localdate()) | Q(pk=self.instance.dezernat_id))
        dezernate.empty_label = None
        self.initial.setdefault("art", self.instance.vorlage.art)
        self.initial["stand"] = self.instance.stand
        if self.instance.vorlage.laufend is not None:
            # The number names the kind: once drawn, both stay.
            self.fields["art"].disabled = True

    @property
    def helper_kopf(self) -> FormHelper:
        """Lay out the header fields."""
        return build_helper(
            Fieldset("Angaben", "betreff", Row("art", "datum"), Row("amt", "dezernat"), "aktenzeichen"),
            Fieldset("Öffentlichkeit", "oeffentlich", "nichtoeffentlich_grund"),
            "stand",
            hide_optional=True,
        )

    @property
    def helper_texte(self) -> FormHelper:
        """Lay out the texts."""
        return build_helper(*(name for name in GEDRUCKT), hide_optional=True)

    @property
    def geschrieben(self) -> tuple[str, ...]:
        """Return the fields of the Fassung this form writes."""
        return self.Meta.fields
