"""What the acts on a paper ask for: the reasons, who co-signs, the answer."""

from collections.abc import Callable, Iterable
from typing import Any, Final

from crispy_forms.helper import FormHelper
from django import forms
from django.db.models import Prefetch
from django.utils import timezone

from dokumente.text.formularfelder import AbsatzField
from gremien.querysets import gueltig_am
from gremien.rules.befund import Befund
from konten.enums import Rolle
from konten.forms.rahmen import build_helper
from konten.forms.vorgang import Grundfrage, VorgangForm
from konten.models import Konto, Rollenzuweisung
from konten.permissions import konten_of
from vorlagen.actions.beteiligung import list_schreibende
from vorlagen.actions.mitzeichnung import mitzeichnende_for
from vorlagen.enums import ANTWORTEN
from vorlagen.models import Fassung


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
VERWERFEN: Final = Grundfrage(
    label="Warum wird die eingelesene Vorlage verworfen?",
    hilfe="Bleibt verwaltungsintern und wird im Journal festgehalten.",
    fehlt="Bitte geben Sie an, warum die eingelesene Vorlage verworfen wird.",
    laenge=2000,
    is_pflicht=True,
)


class KontoMitRollen(forms.ModelMultipleChoiceField[Konto]):
    """Accounts named with what they answer for: a list of bare names helps nobody choose."""

    def label_from_instance(self, obj: Konto) -> str:
        """Return "Clara Probekamp – Amtsleitung (20-Kämmerei)"."""
        rollen = ", ".join(str(zuweisung) for zuweisung in obj.rollenzuweisungen.all())
        return f"{obj} – {rollen}" if rollen else str(obj)


class EinreichenForm(VorgangForm):
    """Handing a draft in: who co-signs besides those who must."""

    weitere = KontoMitRollen(
        label="Außerdem mitzeichnen lassen",
        queryset=Konto.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Zum Beispiel die Leitung eines Amtes, das die Folgen mitträgt.",
        error_messages={"invalid_choice": "Diese Person kann nicht mitzeichnen. Bitte wählen Sie aus der Liste."},
    )
    frage = TROTZDEM

    def __init__(self, *args: Any, fassung: Fassung, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.mitzeichnende = mitzeichnende_for(fassung)
        leitungen = Rollenzuweisung.objects.filter(
            gueltig_am(timezone.localdate()), rolle__in=[Rolle.AMTSLEITUNG, Rolle.DEZERNAT]
        )
        auswahl = (
            Konto.objects.filter(is_active=True, pk__in=leitungen.values("konto"))
            .exclude(pk__in=[konto.pk for konto in self.mitzeichnende])
            .exclude(pk__in=konten_of(list_schreibende(fassung)))
            .prefetch_related(Prefetch("rollenzuweisungen", leitungen.select_related("amt", "dezernat", "gremium")))
            .order_by("last_name", "username")
        )
        self.offer("weitere", auswahl)
        if not auswahl.exists():
            del self.fields["weitere"]

    @property
    def wohin(self) -> str:
        """Return where the paper goes, "2 Personen", for the button."""
        anzahl = len(self.mitzeichnende)
        return f"{anzahl} Person{'' if anzahl == 1 else 'en'}" if anzahl else "direkt zur Freigabe"


class MitzeichnenForm(VorgangForm):
    """The answer of a co-signer; the pressed button says which."""

    bemerkung = AbsatzField(
        label="Bemerkung",
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Lesen nur das Amt, das Dezernat und Sie. Nötig, wenn Sie die Vorlage zurückgeben.",
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
