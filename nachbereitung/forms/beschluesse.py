"""Filtering decisions, noting how far one is carried out, saying who does it until when."""

from datetime import date
from typing import Any, Final, cast

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Row
from django import forms
from django.utils import timezone

from dokumente.text.formularfelder import TAG_UNLESBAR, AbsatzField, TagField
from gremien.models import Amt
from gremien.querysets import gueltig_am
from konten.forms.rahmen import build_helper
from konten.forms.vorgang import Grundfrage, VorgangForm
from konten.rechte import Besucher
from nachbereitung.enums import Umsetzungsstand
from nachbereitung.models import Beschluss
from nachbereitung.querysets import BeschlussQuerySet
from vorlagen.rules.antraege import split_antragsteller

OHNE_AMT: Final = "ohne"
VERWALTUNG: Final = "verwaltung"


class BeschlussFilterForm(forms.Form):
    """Filters of the list. A value nobody offered is ignored."""

    amt = forms.ChoiceField(label="Zuständiges Amt", required=False)
    stand = forms.ChoiceField(label="Stand", required=False)
    von = forms.ChoiceField(label="Antragstellende", required=False)

    def __init__(self, *args: Any, konto: Besucher, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sichtbar = Beschluss.objects.carried().visible_to(konto).with_kontrolle()
        self.antraege = list_antragsteller(self.sichtbar)
        aemter = Amt.objects.filter(pk__in=self.sichtbar.list_aemter()).order_by("nummer")
        self._offer("amt", "Alle Ämter", [*((str(amt.pk), str(amt)) for amt in aemter), (OHNE_AMT, "Ohne Amt")])
        staende = [("unerledigt", "Nicht erledigt"), ("ueberfaellig", "Überfällig"), *Umsetzungsstand.choices]
        self._offer("stand", "Jeder Stand", staende)
        namen = sorted({name for namen in self.antraege.values() for name in namen})
        self._offer("von", "Alle", [(VERWALTUNG, "Verwaltung"), *((name, name) for name in namen)])

    def _offer(self, feld: str, alle: str, auswahl: list[tuple[str, str]]) -> None:
        cast(forms.ChoiceField, self.fields[feld]).choices = [("", alle), *auswahl]

    @property
    def helper(self) -> FormHelper:
        """Lay out the filters in one row."""
        return build_helper(Row("amt", "stand", "von"), hide_optional=True)

    @property
    def wahl(self) -> dict[str, str]:
        """Return the filters that make sense."""
        self.is_valid()
        return {name: wert for name, wert in self.cleaned_data.items() if wert}

    def select(self) -> BeschlussQuerySet[Beschluss]:
        """Return the decisions that match, the most urgent first."""
        wahl, gewaehlt = self.wahl, self.sichtbar
        if amt := wahl.get("amt"):
            gewaehlt = gewaehlt.without_amt() if amt == OHNE_AMT else gewaehlt.of_aemter([int(amt)])
        if von := wahl.get("von"):
            gemeint = [pk for pk, namen in self.antraege.items() if von in namen]
            gewaehlt = gewaehlt.exclude(pk__in=self.antraege) if von == VERWALTUNG else gewaehlt.filter(pk__in=gemeint)
        stand = wahl.get("stand")
        if stand == "ueberfaellig":
            gewaehlt = gewaehlt.overdue(timezone.localdate())
        elif stand == "unerledigt":
            gewaehlt = gewaehlt.unfinished()
        elif stand:
            gewaehlt = gewaehlt.in_stand(stand)
        return gewaehlt.urgent_first()


def list_antragsteller(beschluesse: BeschlussQuerySet[Beschluss]) -> dict[int, tuple[str, ...]]:
    """Return from whom the papers of these decisions come, by decision; only where they come from the council."""
    zeilen = beschluesse.exclude(fassung__antragsteller="").order_by().values_list("pk", "fassung__antragsteller")
    return {pk: split_antragsteller(namen) for pk, namen in zeilen if namen}


class VermerkForm(VorgangForm):
    """How far a decision is carried out."""

    stand = forms.ChoiceField(label="Stand", choices=Umsetzungsstand.choices)
    text = AbsatzField(
        label="Was ist veranlasst?",
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Liest die Verwaltung. Was die Öffentlichkeit erfährt, schreiben Sie unter „Was wurde daraus?“.",
        error_messages={"required": "Bitte schreiben Sie, was veranlasst ist."},
    )
    bedingung = AbsatzField(
        label="Bedingung, oder was noch fehlt",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Nötig, wenn der Beschluss erst teilweise umgesetzt ist.",
    )

    @property
    def akt(self) -> dict[str, Any]:
        """Return what the act needs."""
        werte = self.cleaned_data
        return {"stand": Umsetzungsstand(werte["stand"]), "text": werte["text"], "bedingung": werte["bedingung"]}


class ZuweisungForm(VorgangForm):
    """Which office carries a decision out, and until when."""

    frage = Grundfrage(label="Bemerkung", hilfe="Freiwillig. Liest die Verwaltung.", laenge=2000)
    amt = forms.ModelChoiceField(
        label="Zuständiges Amt",
        queryset=Amt.objects.none(),
        empty_label="Bitte wählen",
        error_messages={"required": "Bitte wählen Sie das Amt, das den Beschluss umsetzt."},
    )
    frist = TagField(
        label="Frist", required=False, error_messages={"invalid": TAG_UNLESBAR}, help_text="Leer: ohne Frist."
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("amt", Amt.objects.filter(gueltig_am(timezone.localdate())).order_by("nummer"))
        self.ask_for_grund()

    @property
    def akt(self) -> dict[str, Any]:
        """Return what the act needs."""
        frist: date | None = self.cleaned_data["frist"]
        return {"amt": self.cleaned_data["amt"], "frist": frist, "grund": self.grund}


class WortlautForm(VorgangForm):
    """Words for the public."""

    text = AbsatzField(
        label="Öffentlicher Wortlaut",
        error_messages={"required": "Bitte schreiben Sie, was öffentlich werden soll."},
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="Lesen alle, sobald eine zweite Person ihn freigegeben hat. Nennen Sie nichts, was schutzwürdig ist.",
    )

    @property
    def text_wert(self) -> str:
        """Return what was typed."""
        return str(self.cleaned_data.get("text", ""))


SCHUTZ: Final = Grundfrage(
    label="Welche Belange stehen der Bekanntgabe entgegen?",
    hilfe="Belange des Gemeinwohls oder schutzwürdige Interessen Einzelner (§ 35 Abs. 1 GemO). Bleibt intern.",
    fehlt="Bitte begründen Sie, welche Belange der Bekanntgabe entgegenstehen.",
    laenge=2000,
    is_pflicht=True,
)
ABLEHNUNG: Final = Grundfrage(
    label="Was soll am Wortlaut geändert werden?",
    hilfe="Liest, wer ihn geschrieben hat. Bleibt intern.",
    fehlt="Bitte geben Sie an, warum Sie den Wortlaut ablehnen.",
    laenge=2000,
    is_pflicht=True,
)
