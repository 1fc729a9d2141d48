"""Before an agenda is published: when a Nachtrag reaches the members, and why what is late is urgent."""

from dataclasses import replace
from datetime import date
from typing import Any

from crispy_forms.helper import FormHelper
from django import forms
from django.utils import timezone

from dokumente.text.formularfelder import TagField, ZeileField
from gremien.rules.arbeitstage import format_tag
from konten.forms.rahmen import build_helper
from konten.forms.vorgang import VorgangForm
from sitzungen.actions.bekanntmachung import Nachtrag, Nachtragsangaben, feld_of, read_nachtrag
from sitzungen.models import Sitzung


class VeroeffentlichenForm(VorgangForm):
    """Asks for the day of a Nachtrag, and of each item that misses the period why it is urgent."""

    def __init__(self, *args: Any, sitzung: Sitzung, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.nachtrag = read_nachtrag(sitzung)
        if self.nachtrag is None:
            return
        if self.nachtrag.zugang is not None:
            self.fields["zugang"] = TagField(
                label="Zugang bei den Mitgliedern",
                initial=timezone.localdate(),
                help_text="Der Tag, an dem der Nachtrag alle erreicht. Ohne Abstimmung kommt hinzu, was spätestens am "
                f"{format_tag(self.nachtrag.spaetestens)} zugeht (§ 34 Abs. 3 GemO).",
            )
            self.nachtrag = replace(self.nachtrag, zugang=self._read_zugang() or self.nachtrag.zugang)
        if self.nachtrag.braucht_dringlichkeit:
            self._ask_for_dringlichkeit(self.nachtrag)
        self.order_fields([name for name in self.fields if name != "grund"])

    def _read_zugang(self) -> date | None:
        """Return the day as typed, None where it is none: then today decides what is asked for."""
        if not self.is_bound:
            return None
        try:
            tag: date | None = self.fields["zugang"].clean(self["zugang"].data)
        except forms.ValidationError:
            return None
        return tag

    def _ask_for_dringlichkeit(self, nachtrag: Nachtrag) -> None:
        for top in nachtrag.punkte:
            self.fields[feld_of(top)] = ZeileField(
                label=f"Dringlichkeit von {nachtrag.namen[top.pk]}",
                max_length=500,
                required=False,
                initial=top.nachtrag_grund,
                help_text=f"„{top.betreff}“: Warum duldet der Punkt keinen Aufschub? Bleibt intern.",
            )

    @property
    def helper(self) -> FormHelper:
        """Return the frame: what is asked for only when it is needed is not called optional."""
        return build_helper(hide_optional=True)

    @property
    def angaben(self) -> Nachtragsangaben:
        """Return what was said of the Nachtrag."""
        werte, punkte = self.cleaned_data, self.nachtrag.punkte if self.nachtrag else ()
        gruende = {top.pk: str(werte[feld_of(top)]) for top in punkte if feld_of(top) in werte}
        return Nachtragsangaben(werte.get("zugang"), gruende)
