"""Which half-year the report is about, and how it is grouped."""

from typing import Any, cast
from urllib.parse import urlencode

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Row
from django import forms
from django.utils import timezone

from konten.forms.rahmen import build_helper
from konten.rechte import Besucher
from nachbereitung.documents.bericht import GRUPPEN
from nachbereitung.models import Beschluss
from nachbereitung.rules.halbjahr import Halbjahr, halbjahr_of, iter_halbjahre, parse_halbjahr

HOECHSTENS = 20
"""How many half-years are offered."""


class BerichtForm(forms.Form):
    """What the reader asks for; nonsense counts as not asked."""

    halbjahr_wahl = forms.ChoiceField(label="Halbjahr", required=False)
    nach_wahl = forms.ChoiceField(
        label="Gliederung", required=False, choices=[(name, f"nach {g.titel}") for name, g in GRUPPEN.items()]
    )

    def __init__(self, *args: Any, konto: Besucher, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        heute = timezone.localdate()
        erster = (
            Beschluss.objects.carried().visible_to(konto).order_by("sitzung__beginn").values_list("sitzung__beginn")
        )
        ab = timezone.localtime(erster[0][0]).date() if erster[:1] else heute
        halbjahre = list(iter_halbjahre(ab, heute))[:HOECHSTENS]
        cast(forms.ChoiceField, self.fields["halbjahr_wahl"]).choices = [(h.kennung, str(h)) for h in halbjahre]
        self.is_valid()

    @property
    def helper(self) -> FormHelper:
        """Lay out both choices in one row."""
        return build_helper(Row("halbjahr_wahl", "nach_wahl"), hide_optional=True)

    @property
    def halbjahr(self) -> Halbjahr:
        """Return the half-year asked for, else the running one."""
        return parse_halbjahr(self.cleaned_data.get("halbjahr_wahl", "")) or halbjahr_of(timezone.localdate())

    @property
    def nach(self) -> str:
        """Return how it is grouped."""
        return self.cleaned_data.get("nach_wahl") or "amt"

    @property
    def anfrage_text(self) -> str:
        """Return what stands in the address of the same report in another form."""
        return f"?{urlencode({'halbjahr_wahl': self.halbjahr.kennung, 'nach_wahl': self.nach})}"
