"""Writing a text block."""

from typing import TYPE_CHECKING, Any, cast

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Row
from django import forms

from gremien.models import Amt
from konten.forms.rahmen import build_helper
from konten.rechte import Besucher
from vorlagen.forms.entwurf import UNBEKANNT, list_aemter
from vorlagen.forms.felder import RichtextField, RichtextWidget
from vorlagen.models import Textbaustein
from vorlagen.permissions import may_keep_stadtweite

if TYPE_CHECKING:
    BausteinForm = forms.ModelForm[Textbaustein]
else:
    BausteinForm = forms.ModelForm


class TextbausteinForm(BausteinForm):
    """A text block of one of the own offices, or of the city where ``konto`` may keep those."""

    text = RichtextField(
        label="Text",
        widget=RichtextWidget(attrs={"rows": 14}),
        help_text="Was je Vorlage anders ist, schreiben Sie in eckige Klammern, zum Beispiel „[Betrag]“: Nach dem "
        "Einsetzen ist die erste solche Stelle ausgewählt, und die Prüfung des Entwurfs fragt nach jeder, die stehen "
        "geblieben ist.",
        error_messages={"required": "Bitte schreiben Sie den Text."},
    )

    class Meta:
        model = Textbaustein
        fields = ("name", "teil", "amt", "text")
        labels = {"teil": "Für den Teil", "amt": "Steht bereit für"}
        error_messages = {
            "name": {
                "required": "Bitte geben Sie einen Namen an.",
                "max_length": "Bitte kürzen Sie auf höchstens %(limit_value)d Zeichen (es sind %(show_value)d).",
            },
            "teil": {"required": UNBEKANNT, "invalid_choice": UNBEKANNT},
            "amt": {"required": UNBEKANNT, "invalid_choice": UNBEKANNT},
        }

    def __init__(self, *args: Any, konto: Besucher, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        aemter = cast("forms.ModelChoiceField[Amt]", self.fields["amt"])
        stadtweit = may_keep_stadtweite(konto)
        aemter.queryset, aemter.required = list_aemter(konto), not stadtweit
        aemter.empty_label = "alle Ämter" if stadtweit else None

    @property
    def helper(self) -> FormHelper:
        """Lay out the fields."""
        return build_helper("name", Row("teil", "amt"), "text")
