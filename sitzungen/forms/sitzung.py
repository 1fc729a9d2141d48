"""Scheduling a sitting, changing its day, inviting to it, calling it off."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final, cast
from zoneinfo import ZoneInfo

from django import forms
from django.conf import settings
from django.utils import timezone

from dokumente.text.formularfelder import AbsatzField, TagField, ZeileField
from gremien.models import Gremium
from konten.forms.vorgang import VorgangForm
from sitzungen.enums import Einladungsweg
from sitzungen.models import Sitzung
from sitzungen.rules.ortszeit import combine_ortszeit


class ZeitpunktForm(VorgangForm):
    """Day and time as two fields; ``zeitpunkt`` is the moment both name in the city's time zone."""

    tag = TagField(label="Tag")
    zeit = forms.TimeField(label="Uhrzeit")

    zeitpunkt: datetime

    def clean(self) -> dict[str, Any]:
        """Put day and time together, and ask again where the change of clocks makes them doubtful."""
        angaben = super().clean() or self.cleaned_data
        tag, zeit = angaben.get("tag"), angaben.get("zeit")
        if tag is not None and zeit is not None:
            try:
                self.zeitpunkt = combine_ortszeit(tag, zeit, ZoneInfo(settings.TIME_ZONE))
            except ValueError as fehler:
                self.add_error("zeit", str(fehler))
        return angaben


class SitzungAendernForm(ZeitpunktForm):
    """Day, expected end, place and remark of a sitting."""

    feldnamen = {"beginn": "tag"}

    ende = forms.TimeField(
        label="Voraussichtliches Ende", required=False, help_text="Steht im Kalender und hilft, den Raum zu planen."
    )
    ort = ZeileField(label="Ort", max_length=200)
    hinweis = ZeileField(
        label="Hinweis",
        max_length=250,
        required=False,
        help_text="Steht öffentlich bei der Sitzung, zum Beispiel „mit Ortsbesichtigung um 14:30 Uhr“.",
    )

    schluss: datetime | None = None

    field_order = ["tag", "zeit", "ende", "ort", "hinweis"]

    def clean(self) -> dict[str, Any]:
        """Put day and end together; whether it lies behind the beginning is the act's to say."""
        angaben = super().clean()
        tag, ende = angaben.get("tag"), angaben.get("ende")
        if tag is not None and ende is not None:
            try:
                self.schluss = combine_ortszeit(tag, ende, ZoneInfo(settings.TIME_ZONE))
            except ValueError as fehler:
                self.add_error("ende", str(fehler))
        return angaben

    @classmethod
    def initial_of(cls, sitzung: Sitzung) -> dict[str, Any]:
        """Return the values of an existing sitting."""
        beginn = timezone.localtime(sitzung.beginn)
        return {
            "tag": beginn.date(),
            "zeit": beginn.time().replace(second=0, microsecond=0),
            "ende": timezone.localtime(sitzung.ende).time() if sitzung.ende else None,
            "ort": sitzung.ort,
            "hinweis": sitzung.hinweis,
        }


class SitzungForm(SitzungAendernForm):
    """A new sitting."""

    gremium = forms.ModelChoiceField(label="Gremium", queryset=Gremium.objects.none())
    bekanntmachen = forms.BooleanField(
        label="Sofort im öffentlichen Sitzungskalender zeigen",
        required=False,
        help_text="Sonst bleibt die Sitzung intern, bis Sie sie bekannt machen oder die Tagesordnung veröffentlichen.",
    )

    field_order = ["gremium", "tag", "zeit", "ende", "ort", "hinweis", "bekanntmachen"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("gremium", Gremium.objects.gueltig_am(timezone.localdate()))
        self.fields["ort"].required = False
        self.fields["ort"].help_text = "Leer lassen für den üblichen Raum des Gremiums."

    def clean(self) -> dict[str, Any]:
        """Ask for the place where the body has no usual room."""
        angaben = super().clean()
        gremium = angaben.get("gremium")
        if gremium is not None and not gremium.raum and not angaben.get("ort"):
            self.add_error("ort", "Für dieses Gremium ist kein üblicher Raum hinterlegt. Bitte geben Sie den Ort an.")
        return angaben


OHNE_ZUGANG: Final = "Bitte geben Sie an, wann die Einladung auf Papier zugeht."


class EinladungForm(ZeitpunktForm):
    """On which way the invitation goes, and when it arrives where it goes on paper."""

    feldnamen = {"zugang": "tag"}

    versand = forms.ChoiceField(
        label="Wie wird eingeladen?",
        choices=[
            (Einladungsweg.MAIL, "Jetzt per E-Mail; wer keine Adresse hat, bekommt sie auf Papier"),
            (Einladungsweg.PAPIER, "Alle haben sie auf Papier bekommen"),
        ],
        initial=Einladungsweg.MAIL,
        widget=forms.RadioSelect,
    )
    tag = TagField(label="Zugang auf Papier am", required=False)
    zeit = forms.TimeField(label="Uhrzeit des Zugangs", required=False)
    dringlich_grund = AbsatzField(
        label="Grund der Dringlichkeit",
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Nur ausfüllen, wenn die Einladungsfrist verkürzt werden muss (§ 34 Abs. 3 GemO).",
    )

    field_order = ["versand", "tag", "zeit", "dringlich_grund"]

    def __init__(self, *args: Any, mit_mail: bool, mit_papier: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.mit_papier = mit_papier
        for name in ("tag", "zeit"):
            # Where everybody has an address it is asked for only if nobody shall be written to.
            self.fields[name].required = mit_papier or not mit_mail
            self.fields[name].error_messages["required"] = OHNE_ZUGANG
        if not mit_mail:
            del self.fields["versand"]

    @property
    def per_mail(self) -> bool:
        """Return whether mails go out."""
        return self.cleaned_data.get("versand") == Einladungsweg.MAIL

    def clean(self) -> dict[str, Any]:
        """Ask for the day of receipt where something goes on paper."""
        angaben = super().clean()
        if self.per_mail and not self.mit_papier:
            self.zeitpunkt = timezone.now()
            return angaben
        for name in ("tag", "zeit"):
            if angaben.get(name) is None and name not in self.errors:
                self.add_error(name, OHNE_ZUGANG)
        return angaben


class ZugangForm(ZeitpunktForm):
    """When one invitation arrived, and why that is entered otherwise than it stood."""

    feldnamen = {"zugang": "tag"}

    tag = TagField(label="Zugegangen am")
    zeit = forms.TimeField(label="Uhrzeit")


class AntwortForm(VorgangForm):
    """What somebody answers to an invitation."""

    antwort = forms.ChoiceField(label="Antwort", widget=forms.RadioSelect)
    hinweis = ZeileField(
        label="Hinweis an den Sitzungsdienst",
        max_length=200,
        required=False,
        help_text="Zum Beispiel „ab etwa 17 Uhr“.",
    )

    def __init__(self, *args: Any, antworten: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast("forms.ChoiceField", self.fields["antwort"]).choices = antworten


class NachladungForm(VorgangForm):
    """Who is to be invited besides those who were."""

    personen = forms.MultipleChoiceField(
        label="Noch nicht eingeladen",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Bitte wählen Sie, wen Sie einladen."},
    )

    def __init__(self, *args: Any, fehlende: Sequence[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast("forms.MultipleChoiceField", self.fields["personen"]).choices = fehlende
