"""What the acts on a paper ask for: the reasons, the answer."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any, Final

from crispy_forms.helper import FormHelper
from django import forms

from dokumente.text.formularfelder import TAG_UNLESBAR, AbsatzField, TagField
from gremien.rules.befund import Befund
from konten.forms.rahmen import build_helper
from konten.forms.vorgang import Grundfrage, VorgangForm
from vorlagen.enums import ANTWORTEN
from vorlagen.models import Mitzeichnung


def link_befunde(befunde: Iterable[Befund], find_adresse: Callable[[str], str]) -> list[tuple[str, str]]:
    """Return findings as (sentence, address where their field is mended), without address where there is none."""
    return [(str(befund), find_adresse(befund.feld) if befund.feld else "") for befund in befunde]


TROTZDEM: Final = Grundfrage(
    label="Begründung, warum es trotz der Hinweise weitergehen soll",
    hilfe="Wird im Journal festgehalten.",
    fehlt="Bitte begründen Sie, warum es trotz der Hinweise weitergehen soll.",
    laenge=2000,
)
OEFFNEN: Final = Grundfrage(
    label="Warum darf die bisher nichtöffentliche Vorlage öffentlich werden?",
    hilfe="Liest, wer bestätigt. Bleibt verwaltungsintern und wird im Journal festgehalten.",
    fehlt="Bitte begründen Sie, warum die bisher nichtöffentliche Vorlage öffentlich werden darf.",
    laenge=2000,
    is_pflicht=True,
)
ANLAGE_OEFFNEN: Final = Grundfrage(
    label="Warum soll die nachgereichte Anlage öffentlich werden?",
    hilfe="Liest, wer bestätigt. Bleibt verwaltungsintern und wird im Journal festgehalten.",
    fehlt="Bitte begründen Sie, warum die nachgereichte Anlage öffentlich werden soll.",
    laenge=2000,
    is_pflicht=True,
)
ABLEHNEN: Final = Grundfrage(
    label="Warum soll die Vorlage nicht öffentlich werden?",
    hilfe="Liest, wer es vorgeschlagen hat. Bleibt verwaltungsintern.",
    fehlt="Bitte geben Sie an, warum Sie den Vorschlag ablehnen.",
    laenge=2000,
    is_pflicht=True,
)
ZURUECKZIEHEN: Final = Grundfrage(
    label="Warum wird die Vorlage zurückgezogen?",
    hilfe="Bleibt verwaltungsintern und wird im Journal festgehalten.",
    fehlt="Bitte geben Sie an, warum die Vorlage zurückgezogen wird.",
    laenge=2000,
    is_pflicht=True,
)
ZURUECKHOLEN: Final = Grundfrage(
    label="Warum holen Sie die Vorlage zurück?",
    hilfe="Lesen das Amt und wer schon mitgezeichnet hat; wird im Journal festgehalten.",
    fehlt="Es hat schon jemand mitgezeichnet. Bitte geben Sie an, warum Sie die Vorlage zurückholen.",
    laenge=2000,
)
ZURUECKGEBEN: Final = Grundfrage(
    label="Was fehlt, oder was ist zu ändern?",
    hilfe="Lesen alle, die am Papier mitgeschrieben haben; wird im Journal festgehalten.",
    fehlt="Bitte geben Sie an, was fehlt oder zu ändern ist. Das lesen die, die das Papier eingereicht haben.",
    laenge=2000,
    is_pflicht=True,
)
ZUR_UEBERARBEITUNG: Final = Grundfrage(
    label="Was ist zu überarbeiten?",
    hilfe="Lesen das Amt und das Dezernat.",
    fehlt="Bitte schreiben Sie, was zu überarbeiten ist.",
    laenge=5000,
    is_pflicht=True,
)
VERWERFEN: Final = Grundfrage(
    label="Warum wird die eingelesene Vorlage verworfen?",
    hilfe="Bleibt verwaltungsintern und wird im Journal festgehalten.",
    fehlt="Bitte geben Sie an, warum die eingelesene Vorlage verworfen wird.",
    laenge=2000,
    is_pflicht=True,
)


class MitzeichnenForm(VorgangForm):
    """The answer of a co-signer; the pressed button says which."""

    bemerkung = AbsatzField(
        label="Bemerkung",
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Lesen das Amt, das Dezernat und wer mitzeichnet. Nötig, wenn Sie die Vorlage zurückgeben.",
    )
    ergebnis = forms.ChoiceField(
        choices=[(antwort.value, antwort.label) for antwort in ANTWORTEN],
        label="Antwort",
        widget=forms.HiddenInput,
        error_messages={
            "required": "Bitte wählen Sie „Mitzeichnen“ oder „Zur Überarbeitung zurückgeben“.",
            "invalid_choice": "Bitte wählen Sie „Mitzeichnen“ oder „Zur Überarbeitung zurückgeben“.",
        },
    )

    stand = forms.IntegerField(required=False, widget=forms.HiddenInput)
    """Which state of the text the page showed; written by the page itself, which shows a newer one after a refusal."""

    @property
    def helper(self) -> FormHelper:
        """Return the frame with what is typed; the page itself holds the rest."""
        return build_helper("bemerkung")


class FreigebenForm(VorgangForm):
    """Releasing, with a remark if there is something to say."""

    frage = TROTZDEM
    bemerkung = AbsatzField(
        label="Bemerkung",
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Freiwillig. Lesen das Amt und wer mitgezeichnet hat.",
    )


class FristenForm(VorgangForm):
    """The last day of each open request."""

    def __init__(self, *args: Any, zeilen: Sequence[Mitzeichnung], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for zeile in zeilen:
            self.fields[f"frist_{zeile.pk}"] = TagField(
                label=f"{zeile.gefragt}: bis wann?",
                initial=zeile.frist,
                required=zeile.frist is not None,
                error_messages={"required": TAG_UNLESBAR, "invalid": TAG_UNLESBAR},
            )

    @property
    def fristen(self) -> dict[int, date]:
        """Return the days by the key of their request."""
        tage = {name: tag for name, tag in self.cleaned_data.items() if name.startswith("frist_") and tag}
        return {int(name.removeprefix("frist_")): tag for name, tag in tage.items()}
