"""How a body meets over a time, and which of the days that follow are taken."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, Final, cast

from crispy_forms.layout import Row
from django import forms
from django.utils import timezone

from dokumente.text.formularfelder import TagField, ZeileField
from gremien.models import Gremium
from gremien.rules.arbeitstage import WOCHENTAGE
from konten.forms.rahmen import build_helper
from konten.forms.vorgang import Grundfrage, VorgangForm
from sitzungen.enums import Rhythmus
from sitzungen.rules.jahresplan import LETZTE, Muster
from vorlagen.enums import Vorlagenart

HOECHSTENS: Final = timedelta(days=800)
"""Two years and what is left of the one that runs: nobody plans further."""
STELLEN: Final = [(1, "ersten"), (2, "zweiten"), (3, "dritten"), (4, "vierten"), (LETZTE, "letzten")]


class ReiheForm(forms.Form):
    """Which body meets when; read from the address, so that a plan can be looked at again."""

    gremium = forms.ModelChoiceField(label="Gremium", queryset=Gremium.objects.none())
    von = TagField(label="Von")
    bis = TagField(label="Bis")
    rhythmus = forms.ChoiceField(
        label="Rhythmus",
        choices=[(Rhythmus.WOCHEN, "wöchentlich"), (Rhythmus.MONATE, "monatlich")],
        initial=Rhythmus.MONATE,
    )
    abstand = forms.IntegerField(
        label="Alle wie viele Wochen oder Monate?", min_value=1, max_value=12, initial=1, help_text="1: jedes Mal."
    )
    stelle = forms.TypedChoiceField(
        label="Am wievielten Wochentag des Monats?",
        choices=STELLEN,
        coerce=int,
        initial=1,
        help_text="Zählt nur monatlich.",
    )
    wochentag = forms.TypedChoiceField(label="Wochentag", choices=list(enumerate(WOCHENTAGE)), coerce=int, initial=3)
    zeit = forms.TimeField(label="Beginn")
    ende = forms.TimeField(label="Voraussichtliches Ende", required=False)
    ort = ZeileField(
        label="Ort", max_length=200, required=False, help_text="Leer lassen für den üblichen Raum des Gremiums."
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        feld = cast("forms.ModelChoiceField[Gremium]", self.fields["gremium"])
        feld.queryset = Gremium.objects.gueltig_am(timezone.localdate())
        self.helper = build_helper(
            "gremium",
            Row("von", "bis"),
            Row("rhythmus", "abstand"),
            Row("stelle", "wochentag"),
            Row("zeit", "ende"),
            "ort",
            hide_optional=True,
        )

    @property
    def muster(self) -> Muster:
        """Return the pattern that was chosen."""
        angaben = self.cleaned_data
        return Muster(Rhythmus(angaben["rhythmus"]), angaben["wochentag"], angaben["abstand"], angaben["stelle"])

    @property
    def wo(self) -> str:
        """Return where the sittings are to be."""
        return str(self.cleaned_data["ort"] or self.cleaned_data["gremium"].raum)

    def clean(self) -> dict[str, Any]:
        """Ask again for a time that runs backwards or too far, and for a place nobody knows."""
        angaben = super().clean() or self.cleaned_data
        von, bis = angaben.get("von"), angaben.get("bis")
        if von and bis:
            self._check_zeitraum(von, bis)
        zeit, ende = angaben.get("zeit"), angaben.get("ende")
        if zeit and ende and ende <= zeit:
            self.add_error("ende", "Das Ende liegt nicht nach dem Beginn. Bitte berichtigen Sie eine der Uhrzeiten.")
        gremium = angaben.get("gremium")
        if gremium is not None and not gremium.raum and not angaben.get("ort"):
            self.add_error("ort", "Für dieses Gremium ist kein üblicher Raum hinterlegt. Bitte geben Sie den Ort an.")
        return angaben

    def _check_zeitraum(self, von: date, bis: date) -> None:
        if bis < von:
            self.add_error("bis", "Das Ende liegt vor dem Beginn. Bitte prüfen Sie beide Tage.")
        elif bis - von > HOECHSTENS:
            self.add_error("bis", "Bitte planen Sie höchstens zwei Jahre auf einmal.")


class ReihenwahlForm(VorgangForm):
    """Which of the days found are to become sittings."""

    tage = forms.MultipleChoiceField(
        label="Tage",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Bitte wählen Sie mindestens einen Tag."},
    )
    bekanntmachen = forms.BooleanField(
        label="Sofort im öffentlichen Sitzungskalender zeigen",
        required=False,
        help_text="Sonst bleiben die Sitzungen intern, bis Sie sie bekannt machen.",
    )

    def __init__(self, *args: Any, tage: Sequence[date], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        feld = cast("forms.MultipleChoiceField", self.fields["tage"])
        feld.choices = [(tag.isoformat(), tag.isoformat()) for tag in tage]


class NummernForm(VorgangForm):
    """From which number sittings or papers go on."""

    frage = Grundfrage(
        hilfe="Zum Beispiel „bisher im alten Verfahren gezählt“. Bleibt intern.",
        fehlt="Bitte begründen Sie, warum die Nummern nicht fortlaufen.",
        is_pflicht=True,
    )

    gegenstand = forms.ChoiceField(label="Welche Nummern?")
    jahr = forms.IntegerField(label="Jahr", min_value=2000, max_value=2100)
    naechste = forms.IntegerField(label="Nächste Nummer", min_value=1, max_value=9999)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.gremien = {str(gremium.pk): gremium for gremium in Gremium.objects.gueltig_am(timezone.localdate())}
        sitzungen = [(f"gremium-{pk}", str(gremium)) for pk, gremium in self.gremien.items()]
        vorlagen = [(f"art-{art.value}", str(art.label)) for art in Vorlagenart]
        feld = cast("forms.ChoiceField", self.fields["gegenstand"])
        feld.choices = [("Vorlagen", vorlagen), ("Sitzungen", sitzungen)]

    @property
    def wovon(self) -> Gremium | Vorlagenart:
        """Return whose numbers are meant."""
        art, _, kennung = self.cleaned_data["gegenstand"].partition("-")
        return self.gremien[kennung] if art == "gremium" else Vorlagenart(kennung)
