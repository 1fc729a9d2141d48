"""Forms of the acts: what a person adds to the findings before the act is done or refused."""

from collections.abc import Iterable, Sequence
from typing import Any, cast

from django import forms
from django.db.models import Prefetch
from django.utils import timezone

from dokumente.text.formularfelder import AbsatzField
from gremien.querysets import gueltig_am
from gremien.rules.befund import Befund, Stufe
from konten.enums import Rolle
from konten.models import Konto, Rollenzuweisung
from konten.permissions import konten_of
from vorlagen.actions.beteiligung import list_schreibende
from vorlagen.actions.mitzeichnung import mitzeichnende_for
from vorlagen.enums import Mitzeichnungsergebnis
from vorlagen.forms.entwurf import build_helper
from vorlagen.models import Fassung

_ANKER = {"gremienweg": "gremienweg", "anlagen": "anlagen"}


def link_befunde(befunde: Iterable[Befund], adresse: str) -> list[tuple[str, str]]:
    """Return findings as (sentence, address of the field on the page ``adresse``), without address where none fits."""
    return [
        (str(befund), f"{adresse}#{_ANKER.get(befund.feld, f'id_{befund.feld}')}" if befund.feld else "")
        for befund in befunde
    ]


class VorgangForm(forms.Form):
    """An act with its findings. Asks for a reason only where nothing but warnings stand against the act."""

    grund = AbsatzField(
        label="Begründung, warum es trotz der Hinweise weitergehen soll",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Wird im Journal festgehalten.",
        error_messages={"required": "Bitte begründen Sie, warum es trotz der Hinweise weitergehen soll."},
    )

    grund_immer = False
    """Whether the reason is offered before it is known to be needed."""

    def __init__(self, *args: Any, befunde: Sequence[Befund] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.befunde = tuple(befunde)
        self.helper = build_helper()
        if self.braucht_grund:
            self.fields["grund"].required = True
        elif not self.grund_immer:
            del self.fields["grund"]

    @property
    def sperren(self) -> list[Befund]:
        """Return what forbids the act."""
        return [befund for befund in self.befunde if befund.stufe is Stufe.SPERRE]

    @property
    def hinweise(self) -> list[Befund]:
        """Return what is shown, but may be overridden with a reason."""
        return [befund for befund in self.befunde if befund.stufe is not Stufe.SPERRE]

    @property
    def braucht_grund(self) -> bool:
        """Return whether a reason is the only thing missing."""
        return not self.sperren and any(befund.stufe is Stufe.WARNUNG for befund in self.befunde)

    @property
    def grund_text(self) -> str:
        """Return the checked reason, empty where none was asked for."""
        return str(self.cleaned_data.get("grund", "")).strip()

    def add_befunde(self, befunde: Iterable[Befund]) -> None:
        """Show why the act was refused, at the field where there is one."""
        bekannt = {str(befund) for befund in self.befunde}
        for befund in befunde:
            if befund.feld in self.fields:
                self.add_error(befund.feld, str(befund))
            elif str(befund) not in bekannt:
                self.add_error(None, str(befund))


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
    field_order = ("weitere", "grund")

    def __init__(self, *args: Any, fassung: Fassung, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.mitzeichnende = mitzeichnende_for(fassung)
        leitungen = Rollenzuweisung.objects.filter(
            gueltig_am(timezone.localdate()), rolle__in=[Rolle.AMTSLEITUNG, Rolle.DEZERNAT]
        )
        auswahl = cast("KontoMitRollen", self.fields["weitere"])
        auswahl.queryset = (
            Konto.objects.filter(is_active=True, pk__in=leitungen.values("konto"))
            .exclude(pk__in=[konto.pk for konto in self.mitzeichnende])
            .exclude(pk__in=konten_of(list_schreibende(fassung)))
            .prefetch_related(Prefetch("rollenzuweisungen", leitungen.select_related("amt", "dezernat", "gremium")))
            .order_by("last_name", "username")
        )
        if not auswahl.queryset.exists():
            del self.fields["weitere"]


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
        choices=Mitzeichnungsergebnis,
        label="Antwort",
        widget=forms.HiddenInput,
        error_messages={
            "required": "Bitte wählen Sie „Mitzeichnen“ oder „Zur Überarbeitung zurückgeben“.",
            "invalid_choice": "Bitte wählen Sie „Mitzeichnen“ oder „Zur Überarbeitung zurückgeben“.",
        },
    )

    stand = forms.IntegerField(required=False, widget=forms.HiddenInput)
    """Which state of the text the page showed; written by the page itself, which shows a newer one after a refusal."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = build_helper("bemerkung")


class VeroeffentlichenForm(VorgangForm):
    """Making a paper public: to propose it for one released as non-public takes a reason."""

    def __init__(self, *args: Any, braucht_vorschlag: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if braucht_vorschlag:
            self.fields["grund"] = AbsatzField(
                label="Warum darf die bisher nichtöffentliche Vorlage öffentlich werden?",
                max_length=2000,
                widget=forms.Textarea(attrs={"rows": 3}),
                help_text="Liest, wer bestätigt. Bleibt verwaltungsintern und wird im Journal festgehalten.",
                error_messages={
                    "required": "Bitte begründen Sie, warum die bisher nichtöffentliche Vorlage öffentlich werden darf."
                },
            )


class AblehnenForm(VorgangForm):
    """The answer to a proposal; whoever made it takes it back without a reason."""

    def __init__(self, *args: Any, is_eigener: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not is_eigener:
            self.fields["grund"] = AbsatzField(
                label="Warum soll die Vorlage nicht öffentlich werden?",
                max_length=2000,
                widget=forms.Textarea(attrs={"rows": 3}),
                help_text="Liest, wer es vorgeschlagen hat. Bleibt verwaltungsintern.",
                error_messages={"required": "Bitte geben Sie an, warum Sie den Vorschlag ablehnen."},
            )


class ZurueckziehenForm(VorgangForm):
    """Withdrawing a paper, always with a reason."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["grund"] = AbsatzField(
            label="Warum wird die Vorlage zurückgezogen?",
            max_length=2000,
            widget=forms.Textarea(attrs={"rows": 3}),
            help_text="Bleibt verwaltungsintern und wird im Journal festgehalten.",
            error_messages={"required": "Bitte geben Sie an, warum die Vorlage zurückgezogen wird."},
        )


class VerwerfenForm(VorgangForm):
    """Throwing out what was imported, always with a reason."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["grund"] = AbsatzField(
            label="Warum wird die eingelesene Vorlage verworfen?",
            max_length=2000,
            widget=forms.Textarea(attrs={"rows": 3}),
            help_text="Bleibt verwaltungsintern und wird im Journal festgehalten.",
            error_messages={"required": "Bitte geben Sie an, warum die eingelesene Vorlage verworfen wird."},
        )
