"""Searching and filtering the list of papers."""

from typing import Any, cast

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Row
from django import forms
from django.db.models import Exists, OuterRef, Subquery

from gremien.models import Gremium
from konten.forms.rahmen import build_helper
from konten.rechte import Besucher, rechte_of
from vorlagen.enums import Fassungsstatus, Vorlagenart, Vorlagenstatus
from vorlagen.forms.felder import SuchField
from vorlagen.models import Beratung, Fassung, Vorlage
from vorlagen.querysets import VorlageQuerySet
from vorlagen.rules.stand import ERLEDIGUNGEN


def list_staende(konto: Besucher) -> list[tuple[str, str]]:
    """Return the states a row may show to ``konto``, with their names in an address, by a paper's life."""
    rechte = rechte_of(konto)
    entwuerfe: list[Fassungsstatus] = []
    if rechte.verwaltung or rechte.administration:
        entwuerfe = [s for s in Fassungsstatus if s != Fassungsstatus.FREIGEGEBEN]
    elif rechte.aus_dem_rat:
        entwuerfe = [Fassungsstatus.ENTWURF, Fassungsstatus.EINGEREICHT]
    unterwegs = [Vorlagenstatus.FREIGEGEBEN, Vorlagenstatus.IN_BERATUNG]
    beendet = [Vorlagenstatus.ABGESCHLOSSEN, *([Vorlagenstatus.ZURUECKGEZOGEN] if rechte.angemeldet else [])]
    return [
        *((str(stand), str(stand.label)) for stand in (*entwuerfe, *unterwegs)),
        *((erledigung.name, erledigung.wort) for erledigung in ERLEDIGUNGEN),
        *((str(stand), str(stand.label)) for stand in beendet),
    ]


class VorlagenFilterForm(forms.Form):
    """Filters of the list. A value nobody offered is ignored; nothing can be asked that is not on the page."""

    q = SuchField(label="Thema oder Nummer", required=False)
    art = forms.ChoiceField(label="Art", required=False, choices=[("", "Alle Arten"), *Vorlagenart.choices])
    jahr = forms.TypedChoiceField(label="Jahr", required=False, coerce=int, empty_value=None)
    gremium = forms.TypedChoiceField(label="Gremium", required=False, coerce=int, empty_value=None)
    status = forms.ChoiceField(label="Stand", required=False)

    def __init__(self, *args: Any, konto: Besucher, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.konto = konto
        sichtbar = Vorlage.objects.visible_to(konto)
        jahre = sichtbar.filter(jahr__isnull=False).order_by("-jahr").values_list("jahr", flat=True).distinct()
        self._offer("jahr", "Alle Jahre", [(jahr, jahr) for jahr in jahre])
        self._offer("status", "Jeder Stand", list_staende(konto))
        self._offer("gremium", "Alle Gremien", list(Gremium.objects.visible_to(konto).values_list("pk", "name")))

    def _offer(self, feld: str, alle: str, auswahl: list[tuple[Any, Any]]) -> None:
        cast(forms.ChoiceField, self.fields[feld]).choices = [("", alle), *auswahl]

    @property
    def helper_suche(self) -> FormHelper:
        """Lay out the search, which is what most people come for."""
        return build_helper("q", hide_optional=True)

    @property
    def helper_filter(self) -> FormHelper:
        """Lay out the filters in one row under the search."""
        return build_helper(Row("art", "jahr", "gremium", "status"), hide_optional=True)

    @property
    def is_gefiltert(self) -> bool:
        """Return whether a filter narrows the list, besides the search."""
        return bool(self.wahl.keys() - {"q"})

    @property
    def wahl(self) -> dict[str, Any]:
        """Return the filters that make sense, without those that are empty or unknown."""
        self.is_valid()
        return {name: wert for name, wert in self.cleaned_data.items() if wert not in (None, "")}

    def select(self) -> VorlageQuerySet[Vorlage]:
        """Return the visible papers that match, newest first; a filter never looks at what is not visible."""
        wahl = self.wahl
        vorlagen = Vorlage.objects.visible_to(self.konto)
        if "q" in wahl:
            vorlagen = vorlagen.search(wahl["q"], self.konto)
        if "gremium" in wahl:
            stationen = Beratung.objects.visible_to(self.konto).filter(gremium=wahl["gremium"])
            vorlagen = vorlagen.filter(Exists(stationen.filter(vorlage=OuterRef("pk"))))
        vorlagen = vorlagen.filter(**{name: wahl[name] for name in ("art", "jahr") if name in wahl})
        if "status" in wahl:
            vorlagen = vorlagen.in_stand(wahl["status"], self.konto)
        neueste = Fassung.objects.visible_to(self.konto).newest_of("pk")
        datum = Subquery(neueste.values("datum")[:1])
        return vorlagen.order_by(datum.desc(nulls_first=True), "-pk")
