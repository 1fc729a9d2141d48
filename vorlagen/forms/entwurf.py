"""The draft's own fields, part by part, and the form that begins a paper."""

from typing import TYPE_CHECKING, Any, cast

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Fieldset, Row
from django import forms
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from dokumente.text.formularfelder import AbsatzField, ZeileField
from gremien.models import Amt, Dezernat
from gremien.querysets import gueltig_am
from konten.forms.rahmen import build_helper
from konten.forms.vorgang import VorgangForm
from konten.rechte import Besucher, rechte_of
from vorlagen.actions.entwurf import BETREFF_LAENGE
from vorlagen.enums import Entwurfsteil, Vorlagenart
from vorlagen.felder import EINGABEN, EINGABEN_JE_TEIL
from vorlagen.forms.antrag import (
    ARTEN,
    NUR_AUS_DEM_RAT,
    NUR_VERWALTUNG,
    BezugField,
    EingangField,
    FraktionenField,
    NamenField,
    merge_antragsteller,
    prepare_antrag,
    prepare_bezug,
    propose_vorbild,
)
from vorlagen.forms.felder import RichtextField, RichtextWidget
from vorlagen.models import Fassung
from vorlagen.rules.antraege import is_aus_dem_rat
from vorlagen.rules.entwurfspruefung.kurzfassung import ZEICHEN

WEITERE_ANGABEN = ("art", "bezug", "fraktionen")
"""What the Angaben ask for beside the fields of the Fassung."""
ZU_LANG = "Bitte kürzen Sie auf höchstens %(limit_value)d Zeichen (es sind %(show_value)d)."
UNBEKANNT = "Bitte wählen Sie einen Eintrag aus der Liste."


def list_aemter(konto: Besucher) -> QuerySet[Amt]:
    """Return the offices ``konto`` drafts for and that exist today."""
    return Amt.objects.filter(gueltig_am(timezone.localdate()), pk__in=rechte_of(konto).aemter)


class NeueVorlageForm(VorgangForm):
    """What a paper begins with; everything else is written in the draft.

    After a ``vorbild`` that is not public only its own office begins another.
    """

    art = forms.ChoiceField(label="Art der Vorlage", choices=Vorlagenart, initial=Vorlagenart.BV)
    betreff = ZeileField(
        label="Betreff",
        max_length=BETREFF_LAENGE,
        required=False,
        help_text="Worum geht es? Sie können ihn später noch ändern.",
        error_messages={"max_length": ZU_LANG},
    )
    amt = forms.ModelChoiceField(
        label="Amt (Verfasser)",
        queryset=Amt.objects.none(),
        empty_label=None,
        error_messages={"invalid_choice": UNBEKANNT, "required": UNBEKANNT},
    )
    field_order = ("art", "betreff", "amt")

    def __init__(self, *args: Any, konto: Besucher, vorbild: Fassung | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        propose_vorbild(self, vorbild)
        aemter = list_aemter(konto)
        if vorbild is not None and not vorbild.is_fuer_alle:
            aemter = aemter.filter(fassungen=vorbild)
        self.offer("amt", aemter)


if TYPE_CHECKING:
    FassungForm = forms.ModelForm[Fassung]
else:
    FassungForm = forms.ModelForm


class EntwurfForm(FassungForm):
    """The fields of one part of a draft. Nothing is compulsory while it is a draft; handing in checks what is missing.

    What is in order can be taken over although the rest is not: :attr:`uebernehmbar`.
    """

    art = forms.ChoiceField(label="Art der Vorlage", choices=Vorlagenart)
    betreff = ZeileField(
        label="Betreff", max_length=BETREFF_LAENGE, required=False, error_messages={"max_length": ZU_LANG}
    )
    aktenzeichen = ZeileField(
        label="Aktenzeichen", max_length=100, required=False, error_messages={"max_length": ZU_LANG}
    )
    nichtoeffentlich_grund = ZeileField(
        label="Grund, falls die Vorlage nichtöffentlich bleibt",
        max_length=500,
        required=False,
        error_messages={"max_length": ZU_LANG},
        help_text="Bleibt verwaltungsintern und wird nie öffentlich gedruckt (§ 35 Abs. 1 GemO).",
    )
    neufassung_grund = ZeileField(
        label="Grund der Neufassung",
        max_length=500,
        required=False,
        error_messages={"max_length": ZU_LANG},
        help_text="Was sich ändert und warum, in einem Satz. Er steht auf der Seite und auf dem Papier.",
    )
    bezug = BezugField()
    fraktionen = FraktionenField()
    antragsteller = NamenField()
    eingegangen_am = EingangField()
    kurzfassung = AbsatzField(
        label="Kurzfassung",
        max_length=ZEICHEN,
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"max_length": ZU_LANG},
        help_text=f"In einfachen Worten, höchstens {ZEICHEN} Zeichen: Was soll beschlossen werden, warum, was kostet "
        "es? Steht oben auf der Seite der Vorlage und in Listen.",
    )
    beschlussentwurf = RichtextField(
        label="Beschlussentwurf", required=False, widget=RichtextWidget(attrs={"rows": 14})
    )
    begruendung = RichtextField(label="Begründung", required=False, widget=RichtextWidget(attrs={"rows": 24}))

    class Meta:
        model = Fassung
        # Of the effects each kind has its fields, see :mod:`vorlagen.forms.auswirkungen`.
        fields = [name for name in EINGABEN if name not in EINGABEN_JE_TEIL[Entwurfsteil.AUSWIRKUNGEN]]
        labels = {"oeffentlich": "Diese Vorlage soll öffentlich werden", "datum": "Datum der Vorlage"}
        help_texts = {"datum": "Bleibt es leer, gilt der Tag der Freigabe."}
        error_messages = {
            "amt": {"invalid_choice": UNBEKANNT, "required": UNBEKANNT},
            "dezernat": {"invalid_choice": UNBEKANNT, "required": UNBEKANNT},
            "datum": {"invalid": "Bitte geben Sie das Datum als Tag.Monat.Jahr ein, zum Beispiel 12.06.2026."},
        }

    def __init__(self, *args: Any, konto: Besucher, teil: Entwurfsteil, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.teil = teil
        eigene = {*EINGABEN_JE_TEIL[teil], *(WEITERE_ANGABEN if teil is Entwurfsteil.ANGABEN else ())}
        if not self.instance.neufassung:
            eigene.discard("neufassung_grund")
        for name in set(self.fields) - eigene:
            del self.fields[name]
        if teil is Entwurfsteil.ANGABEN:
            self._prepare_angaben(konto)
        for feld in self.fields.values():
            if isinstance(feld, RichtextField):
                feld.list_bilder = self._list_bilder
                feld.widget.attrs["data-bilder"] = reverse("bild_einfuegen", args=[self.instance.vorlage_id])

    def _list_bilder(self) -> list[str]:
        return list(self.instance.vorlage.bilder.values_list("datei__pruefsumme", flat=True))

    def _prepare_angaben(self, konto: Besucher) -> None:
        if self.instance.is_aus_dem_rat:
            for name in NUR_VERWALTUNG:
                del self.fields[name]
            cast("forms.ChoiceField", self.fields["art"]).choices = ARTEN
        else:
            self._offer_stellen(konto)
        self.initial.setdefault("art", self.instance.vorlage.art)
        self.initial["bezug"] = prepare_bezug(self, self.instance, konto)
        if self.is_aus_dem_rat:
            prepare_antrag(self, self.instance)
        else:
            for name in NUR_AUS_DEM_RAT:
                del self.fields[name]
        if self.instance.vorlage.laufend is not None:
            # The number names the kind: once drawn, both stay.
            self.fields["art"].disabled = True
            del self.fields["bezug"]

    def _offer_stellen(self, konto: Besucher) -> None:
        aemter = cast("forms.ModelChoiceField[Amt]", self.fields["amt"])
        dezernate = cast("forms.ModelChoiceField[Dezernat]", self.fields["dezernat"])
        aemter.queryset, aemter.empty_label = list_aemter(konto), None
        dezernate.queryset = Dezernat.objects.filter(gueltig_am(timezone.localdate()) | Q(pk=self.instance.dezernat_id))
        dezernate.empty_label = None

    @property
    def is_aus_dem_rat(self) -> bool:
        """Return whether the council hands this paper in; what is asked follows the kind it was last saved with."""
        return is_aus_dem_rat(Vorlagenart(self.instance.vorlage.art))

    def clean(self) -> dict[str, Any]:
        """Put groups and names together; a paper that has become one of the administration has neither."""
        daten = super().clean() or self.cleaned_data
        if not {"fraktionen", "art"} <= daten.keys():
            # Half of the names is not taken over.
            daten.pop("antragsteller", None)
        elif "antragsteller" in daten:
            namen = merge_antragsteller(self.instance, daten["fraktionen"], daten["antragsteller"])
            gilt = is_aus_dem_rat(Vorlagenart(daten["art"]))
            daten["antragsteller"] = namen if gilt else ""
            if not gilt:
                daten["eingegangen_am"] = None
        return daten

    @property
    def helper(self) -> FormHelper:
        """Lay out the fields of the part."""
        if self.teil is not Entwurfsteil.ANGABEN:
            return build_helper(*self.fields, hide_optional=True)
        rat = self._list_da(*NUR_AUS_DEM_RAT)
        return build_helper(
            "betreff",
            *self._list_da("neufassung_grund"),
            Row(*self._list_da("art", "datum")),
            Row(*self._list_da("amt", "dezernat")),
            Row(*self._list_da("aktenzeichen", "bezug")),
            *([Fieldset("Wer stellt das Papier?", *rat)] if rat else []),
            Fieldset("Öffentlichkeit", "oeffentlich", "nichtoeffentlich_grund"),
            hide_optional=True,
        )

    def _list_da(self, *namen: str) -> list[str]:
        """Return the fields among these that this paper is asked for."""
        return [name for name in namen if name in self.fields]

    @property
    def vorlage_uebernehmbar(self) -> dict[str, object]:
        """Return the checked values of the paper itself by name: its kind, and what it refers to."""
        return {name: self.cleaned_data[name] for name in ("art", "bezug") if name in self.cleaned_data}

    @property
    def uebernehmbar(self) -> dict[str, object]:
        """Return the checked values of the Fassung's fields by name, without those that are not in order."""
        namen = EINGABEN_JE_TEIL[self.teil]
        return {name: getattr(self.instance, name) for name in namen if name in self.cleaned_data}
