"""Attendance, the vote to add an urgent item, results."""

import uuid
from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Any, Final, cast

from django import forms
from django.utils import timezone

from dokumente.text.formularfelder import AbsatzField, ZeileField
from gremien.models import Gremium
from konten.forms.vorgang import VorgangForm
from sitzungen.actions.abstimmung import Ergebnis
from sitzungen.actions.bewegung import Bewegung, Teilnehmend
from sitzungen.actions.zwischenabstimmung import Zwischenergebnis
from sitzungen.enums import Teilnahmeart, Zwischenart
from sitzungen.models import Abstimmung, Sitzung, Tagesordnungspunkt, Zwischenabstimmung
from vorlagen.enums import Ausgang

TASTEN: Final[Mapping[Ausgang, str]] = MappingProxyType(
    {
        Ausgang.EINSTIMMIG: "E",
        Ausgang.MEHRHEITLICH: "M",
        Ausgang.BESCHLOSSEN: "J",
        Ausgang.ABGELEHNT: "A",
        Ausgang.OHNE_BE: "O",
        Ausgang.KENNTNIS: "K",
        Ausgang.VERTAGT: "V",
        Ausgang.VERWIESEN: "W",
        Ausgang.ABGESETZT: "S",
        Ausgang.ZURUECKGEZOGEN: "Z",
        Ausgang.ERLEDIGT: "D",
        Ausgang.SCHRIFTLICH_BEANTWORTET: "B",
        Ausgang.SOLL_SCHRIFTLICH: "L",
    }
)
"""Keys of the vote run; G stands for "geändert"."""

HOECHSTE_STIMMZAHL = 999
_NAME_MAX: Final = 200
ANTWORT_GEGEBEN = "Die schriftliche Antwort liegt vor."
"""Proposed where a promised written answer is recorded."""


def zahlfeld(label: str) -> forms.IntegerField:
    """Return a field for a count; empty means "nicht gezählt", which is not 0."""
    return forms.IntegerField(
        label=label,
        required=False,
        min_value=0,
        max_value=HOECHSTE_STIMMZAHL,
        widget=forms.NumberInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )


class AusgangWahl(forms.RadioSelect):
    """Outcomes with the key that picks each."""

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the key to the option."""
        option = super().create_option(name, value, *args, **kwargs)
        taste = TASTEN[Ausgang(str(value))]
        option["attrs"] |= {"data-taste": taste, "aria-keyshortcuts": taste}
        option["taste"] = taste
        return option


class BerichtigungForm(VorgangForm):
    """An act that may correct what is recorded."""

    def ask_for_berichtigungsgrund(self) -> None:
        """Ask why what is recorded is corrected; what lets warnings pass is asked for apart from it."""
        self.fields["berichtigungsgrund"] = AbsatzField(
            label="Grund der Berichtigung",
            help_text="Das Bisherige bleibt im Verlauf stehen. Der Grund bleibt intern.",
            max_length=500,
            widget=forms.Textarea(attrs={"rows": 2}),
            error_messages={"required": "Bitte geben Sie an, warum Sie berichtigen."},
        )

    @property
    def berichtigungsgrund(self) -> str:
        """Return why what is recorded is corrected, empty where nothing is."""
        return str(self.cleaned_data.get("berichtigungsgrund", ""))


class ErgebnisForm(BerichtigungForm):
    """A result, or the correction of the one that stands."""

    feldnamen = {"geaenderter_wortlaut": "wortlaut"}

    einsendung = forms.UUIDField(widget=forms.HiddenInput)
    stand = forms.ModelChoiceField(
        queryset=Abstimmung.objects.none(),
        required=False,
        widget=forms.HiddenInput,
        error_messages={"invalid_choice": "Dieses Ergebnis gehört zu einem anderen Punkt. Bitte öffnen Sie ihn neu."},
    )
    ausgang = forms.ChoiceField(
        label="Ergebnis",
        choices=[(ausgang.value, ausgang.label) for ausgang in TASTEN],
        widget=AusgangWahl,
        error_messages={"required": "Bitte wählen Sie ein Ergebnis."},
    )
    geaendert = forms.BooleanField(label="mit geändertem Wortlaut", required=False)
    wortlaut = AbsatzField(
        label="Geänderter Wortlaut", required=False, max_length=20_000, widget=forms.Textarea(attrs={"rows": 4})
    )
    verwiesen_an = forms.ModelChoiceField(
        label="Verwiesen an", queryset=Gremium.objects.none(), required=False, empty_label="– bitte wählen –"
    )
    gegenstimmen = zahlfeld("Gegenstimmen")
    enthaltungen = zahlfeld("Enthaltungen")
    ja = zahlfeld("Ja-Stimmen")
    befangen = zahlfeld("Befangen (§ 22 GemO)")

    def __init__(
        self,
        *args: Any,
        top: Tagesordnungspunkt,
        stehend: Abstimmung | None,
        vorschlag: Mapping[str, Any] = MappingProxyType({}),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, initial={**_initial_of(top, stehend), **vorschlag}, **kwargs)
        # What was sent decides: a first result posted twice is the same result, not a correction without reason.
        if self.data.get("stand") if self.is_bound else stehend:
            self.ask_for_berichtigungsgrund()
        # Corrected results stay known: whoever had one of them before their eyes is told what stands now.
        self.offer("stand", Abstimmung.objects.filter(top=top))
        self.offer("verwiesen_an", Gremium.objects.exclude(pk=top.sitzung.gremium_id))

    def to_ergebnis(self) -> Ergebnis:
        """Return the result as entered; counts that were left empty stay None."""
        angaben = self.cleaned_data
        return Ergebnis(
            ausgang=Ausgang(angaben["ausgang"]),
            ja=angaben["ja"],
            gegenstimmen=angaben["gegenstimmen"],
            enthaltungen=angaben["enthaltungen"],
            befangen=angaben["befangen"] or 0,
            geaendert=angaben["geaendert"],
            # A wording without the modifier was typed before the mind changed.
            wortlaut=angaben["wortlaut"] if angaben["geaendert"] else "",
            verwiesen_an=angaben["verwiesen_an"],
            einsendung=angaben["einsendung"],
        )


class ZwischenabstimmungForm(BerichtigungForm):
    """A vote before the main motion, or the correction of one."""

    einsendung = forms.UUIDField(widget=forms.HiddenInput)
    art = forms.ChoiceField(label="Worum es geht", choices=Zwischenart, widget=forms.RadioSelect)
    gegenstand = AbsatzField(
        label="Worüber abgestimmt wurde", max_length=20_000, widget=forms.Textarea(attrs={"rows": 4})
    )
    antragsteller = ZeileField(label="Antrag von", max_length=200, required=False)
    ergebnis = forms.ChoiceField(
        label="Ergebnis",
        choices=[("angenommen", "angenommen"), ("abgelehnt", "abgelehnt")],
        widget=forms.RadioSelect,
        error_messages={"required": "Bitte wählen Sie ein Ergebnis."},
    )
    gegenstimmen = zahlfeld("Gegenstimmen")
    enthaltungen = zahlfeld("Enthaltungen")
    ja = zahlfeld("Ja-Stimmen")

    feldnamen = {"ausgang": "ergebnis"}

    def __init__(self, *args: Any, berichtigt: Zwischenabstimmung | None = None, **kwargs: Any) -> None:
        initial: dict[str, Any] = {"einsendung": uuid.uuid4(), "art": Zwischenart.AENDERUNG}
        if berichtigt is not None:
            felder = ("art", "gegenstand", "antragsteller", "gegenstimmen", "enthaltungen", "ja")
            initial |= {name: getattr(berichtigt, name) for name in felder}
            initial["ergebnis"] = "angenommen" if berichtigt.angenommen else "abgelehnt"
        super().__init__(*args, initial=initial, **kwargs)
        if berichtigt is not None:
            self.ask_for_berichtigungsgrund()

    def to_ergebnis(self) -> Zwischenergebnis:
        """Return the vote as entered."""
        angaben = self.cleaned_data
        felder = ("gegenstand", "antragsteller", "gegenstimmen", "enthaltungen", "ja", "einsendung")
        return Zwischenergebnis(
            art=Zwischenart(angaben["art"]),
            angenommen=angaben["ergebnis"] == "angenommen",
            **{name: angaben[name] for name in felder},
        )


def _initial_of(top: Tagesordnungspunkt, stehend: Abstimmung | None) -> dict[str, Any]:
    initial: dict[str, Any] = {"einsendung": uuid.uuid4()}
    if stehend is None:
        return initial
    if stehend.ausgang == Ausgang.SOLL_SCHRIFTLICH:
        # What comes next is the answer.
        return initial | {
            "stand": stehend.pk,
            "ausgang": Ausgang.SCHRIFTLICH_BEANTWORTET,
            "berichtigungsgrund": ANTWORT_GEGEBEN,
        }
    nachfolger = getattr(top.beratung, "nachfolger", None)
    return initial | {
        "verwiesen_an": nachfolger.gremium_id if nachfolger and stehend.ausgang == Ausgang.VERWIESEN else None,
        "stand": stehend.pk,
        "ausgang": stehend.ausgang,
        "geaendert": stehend.geaendert,
        "wortlaut": stehend.wortlaut,
        "ja": stehend.ja,
        "gegenstimmen": stehend.gegenstimmen,
        "enthaltungen": stehend.enthaltungen,
        "befangen": stehend.befangen or None,
    }


class AufnahmeForm(BerichtigungForm):
    """The vote on adding an urgent item, won or lost; again it corrects the one that stands."""

    ergebnis = forms.ChoiceField(
        label="Ergebnis",
        choices=[("aufgenommen", "aufgenommen"), ("abgelehnt", "nicht aufgenommen")],
        widget=forms.RadioSelect,
        error_messages={"required": "Bitte wählen Sie, ob der Punkt aufgenommen ist."},
    )
    ja = forms.IntegerField(
        label="Stimmen für die Aufnahme",
        min_value=0,
        max_value=HOECHSTE_STIMMZAHL,
        widget=forms.NumberInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )

    def __init__(self, *args: Any, top: Tagesordnungspunkt, **kwargs: Any) -> None:
        initial = {}
        if top.aufnahme_ja is not None:
            initial = {"ja": top.aufnahme_ja, "ergebnis": "aufgenommen" if top.is_aufgenommen else "abgelehnt"}
        super().__init__(*args, initial=initial, **kwargs)
        if top.aufnahme_ja is not None:
            self.ask_for_berichtigungsgrund()

    @property
    def is_aufgenommen(self) -> bool:
        """Return whether the item was said to be added."""
        return bool(self.cleaned_data["ergebnis"] == "aufgenommen")


class AnwesenheitForm(BerichtigungForm):
    """Who is there; the list itself is drawn by the page. Once the sitting is closed it corrects what stands."""

    anwesende = forms.TypedMultipleChoiceField(label="Anwesend", coerce=int, required=False)
    entschuldigte = forms.TypedMultipleChoiceField(label="Entschuldigt", coerce=int, required=False)
    verwaltung = AbsatzField(
        label="Verwaltung",
        required=False,
        max_length=5_000,
        help_text="Eine Person je Zeile: Name, Funktion",
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    gaeste = AbsatzField(
        label="Gäste",
        required=False,
        max_length=5_000,
        help_text="Eine Person je Zeile: Name, Anlass",
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    vollstaendig = forms.BooleanField(
        label="Die Liste ist vollständig",
        required=False,
        help_text="Erst dann werden Beschlussfähigkeit und Stimmenzahlen verbindlich geprüft (§§ 39, 40 GemO).",
    )

    def __init__(self, *args: Any, personen: Mapping[int, str], berichtigung: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if berichtigung:
            self.ask_for_berichtigungsgrund()
        for name in ("anwesende", "entschuldigte"):
            cast(forms.TypedMultipleChoiceField, self.fields[name]).choices = list(personen.items())

    def list_teilnehmende(self) -> list[Teilnehmend]:
        """Return who takes part without a seat, one a line, what stands behind the first comma as their function."""
        return [
            Teilnehmend(art, *_split_zeile(zeile))
            for name, art in (("verwaltung", Teilnahmeart.VERWALTUNG), ("gaeste", Teilnahmeart.GAST))
            for zeile in self.cleaned_data[name].splitlines()
            if zeile.strip(" ,\t")
        ]


def _split_zeile(zeile: str) -> tuple[str, str]:
    name, _, funktion = " ".join(zeile.split()).strip(" ,").partition(",")
    return name.strip()[:_NAME_MAX], funktion.strip()[:_NAME_MAX]


class BewegungForm(BerichtigungForm):
    """Somebody comes or goes."""

    richtung = forms.ChoiceField(
        label="Was geschieht",
        choices=[("geht", "geht"), ("kommt", "kommt")],
        widget=forms.RadioSelect,
        error_messages={"required": "Bitte wählen Sie, ob jemand kommt oder geht."},
    )
    person = forms.TypedChoiceField(label="Wer", coerce=int)
    um = forms.TimeField(
        label="Uhrzeit",
        required=False,
        help_text="Leer: jetzt.",
        widget=forms.TimeInput(attrs={"type": "time"}),
    )
    vertritt = forms.TypedChoiceField(
        label="Nimmt teil für",
        coerce=int,
        required=False,
        empty_value=None,
        help_text="Nur bei stellvertretenden Mitgliedern, die kommen.",
    )

    def __init__(self, *args: Any, personen: Mapping[int, str], berichtigung: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if berichtigung:
            self.ask_for_berichtigungsgrund()
        wahl = [("", "– bitte wählen –"), *sorted(personen.items(), key=lambda paar: paar[1])]
        for name in ("person", "vertritt"):
            cast(forms.TypedChoiceField, self.fields[name]).choices = wahl

    def to_bewegung(self, sitzung: Sitzung, top: Tagesordnungspunkt | None) -> Bewegung:
        """Return what was entered; a time is one of the day of the sitting."""
        angaben = self.cleaned_data
        tag = sitzung.tag
        um = timezone.make_aware(datetime.combine(tag, angaben["um"])) if angaben["um"] else None
        return Bewegung(angaben["person"], angaben["richtung"] == "kommt", um, top, angaben["vertritt"])
