"""What only some kinds of paper say of themselves: who handed them in, and which paper they answer."""

from collections.abc import Iterable
from typing import Any, cast

from django import forms
from django.utils import timezone

from dokumente.text.formularfelder import AbsatzField, TagField, ZeileField
from gremien.models import Fraktion, Gremium, Person
from gremien.querysets import gueltig_am
from konten.forms.vorgang import VorgangForm
from konten.models import Konto
from konten.rechte import Besucher, rechte_of
from vorlagen.actions.einreichung import needs_gremium
from vorlagen.actions.entwurf import BETREFF_LAENGE
from vorlagen.forms.vorgang import TROTZDEM
from vorlagen.models import Fassung, Vorlage
from vorlagen.rules.antraege import ANTRAGSTELLER, join_antragsteller, split_antragsteller
from vorlagen.rules.nummern import parse_nummer

NAMEN_LAENGE = 1000
ARTEN = [(art.value, art.label) for art in ANTRAGSTELLER]
IM_EIGENEN_NAMEN = "mitglied"
NUR_VERWALTUNG = ("amt", "dezernat", "aktenzeichen", "datum", "eingegangen_am")
"""Fields that the council is not asked for: offices have them, and what is received says when by itself."""
NUR_AUS_DEM_RAT = ("fraktionen", "antragsteller", "eingegangen_am")
"""Fields of papers that the council hands in."""


class FraktionenField(forms.MultipleChoiceField):
    """The groups that hand a paper in together, by their names."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self) -> None:
        super().__init__(
            label="Fraktionen",
            required=False,
            help_text="Haben mehrere Fraktionen das Papier gemeinsam gestellt, kreuzen Sie alle an.",
            error_messages={
                "invalid_choice": "Die Fraktion „%(value)s“ gibt es heute nicht. Bitte schreiben Sie ihren Namen unter "
                "„Weitere Namen“."
            },
        )


class NamenField(AbsatzField):
    """Names, one a line."""

    def __init__(self) -> None:
        super().__init__(
            label="Weitere Namen",
            required=False,
            max_length=NAMEN_LAENGE,
            widget=forms.Textarea(attrs={"rows": 3}),
            help_text="Ratsmitglieder oder andere, die das Papier selbst stellen: je Zeile ein Name.",
        )


class EingangField(TagField):
    """The day on which a paper of the council was received."""

    def __init__(self) -> None:
        super().__init__(
            label="Eingegangen am",
            required=False,
            help_text="An diesem Tag hat die Stadt das Papier erhalten.",
            error_messages={"invalid": "Bitte geben Sie den Tag als Tag.Monat.Jahr ein, zum Beispiel 12.06.2026."},
        )


class BezugField(ZeileField):
    """The number of the paper that this one refers to; gives back the paper."""

    konto: Besucher
    """Whose eyes decide which papers there are."""
    bisher: Vorlage | None = None
    """What the paper refers to already but this reader may not see: it stays."""

    def __init__(self) -> None:
        super().__init__(
            label="Bezieht sich auf",
            required=False,
            help_text="Die Nummer der Vorlage, zum Beispiel AF/0031/2026. Eine Antwort nennt hier die Anfrage, eine "
            "Stellungnahme den Antrag.",
        )

    def clean(self, value: object) -> Vorlage | None:
        """Return the paper; one that this reader may not see is as if it were not there."""
        text = super().clean(value)
        if not text:
            return self.bisher
        try:
            nummer = parse_nummer(text)
        except ValueError as fehler:
            raise forms.ValidationError(str(fehler)) from fehler
        gemeint = Vorlage.objects.visible_to(self.konto).filter(
            art=nummer.art, jahr=nummer.jahr, laufend=nummer.laufend
        )
        if (vorlage := gemeint.first()) is None:
            raise forms.ValidationError(
                f"Unter den Vorlagen, die Sie lesen dürfen, ist keine mit der Nummer {nummer}. Bitte prüfen Sie die "
                "Nummer."
            )
        return vorlage


def list_fraktionen() -> list[tuple[str, str]]:
    """Return the groups of today as choices."""
    heute = Fraktion.objects.filter(gueltig_am(timezone.localdate())).values_list("name", flat=True)
    return [(name, name) for name in heute]


def prepare_antrag(form: forms.BaseForm, fassung: Fassung) -> None:
    """Offer the groups of today; whoever else handed the paper in stands below as a line."""
    feld = cast("FraktionenField", form.fields["fraktionen"])
    feld.choices = list_fraktionen()
    namen, bekannte = split_antragsteller(fassung.antragsteller), {name for name, _ in feld.choices}
    form.initial["fraktionen"] = [name for name in namen if name in bekannte]
    form.initial["antragsteller"] = "\n".join(name for name in namen if name not in bekannte)


def prepare_bezug(form: forms.BaseForm, fassung: Fassung, konto: Besucher) -> str:
    """Bind the field to its reader; return the number it begins with, if the reader may know it."""
    feld = cast("BezugField", form.fields["bezug"])
    feld.konto = konto
    if fassung.vorlage.bezug_id is None:
        return ""
    sichtbar = Vorlage.objects.visible_to(konto).filter(pk=fassung.vorlage.bezug_id).first()
    if sichtbar is None:
        feld.bisher = fassung.vorlage.bezug
        return ""
    return sichtbar.nummer


def merge_antragsteller(fassung: Fassung, fraktionen: Iterable[str], weitere: str) -> str:
    """Return groups and further names as they are stored; who writes it is always among them, in the first place."""
    eigene = [str(fassung.urheber)] if fassung.is_aus_dem_rat else []
    return join_antragsteller([*eigene, *fraktionen, *split_antragsteller(weitere)])


class UrheberField(forms.ChoiceField):
    """For whom somebody of the council writes: one of their groups, or in their own name."""

    def __init__(self) -> None:
        super().__init__(
            label="Im Namen von",
            error_messages={
                "invalid_choice": "Bitte wählen Sie einen Eintrag aus der Liste.",
                "required": "Bitte wählen Sie, in wessen Namen Sie schreiben.",
            },
        )

    def offer(self, konto: Konto, vorbild: Fassung | None = None) -> None:
        """Offer the groups of ``konto`` that exist today and, for members of the council, their own name.

        After a ``vorbild`` that is not public only whoever wrote it.
        """
        rechte = rechte_of(konto)
        heute = Fraktion.objects.filter(gueltig_am(timezone.localdate()), pk__in=rechte.fraktionen)
        self.urheber: dict[str, Fraktion | Person] = {f"fraktion-{fraktion.pk}": fraktion for fraktion in heute}
        if rechte.ratsmitglied and konto.person is not None:
            self.urheber[IM_EIGENEN_NAMEN] = konto.person
        if vorbild is not None and not vorbild.is_fuer_alle:
            self.urheber = {wert: urheber for wert, urheber in self.urheber.items() if urheber == vorbild.urheber}
        self.choices = [(wert, str(urheber)) for wert, urheber in self.urheber.items()]

    def clean(self, value: object) -> Fraktion | Person:
        """Return who it is."""
        return self.urheber[super().clean(value)]


def propose_vorbild(form: forms.Form, vorbild: Fassung | None) -> None:
    """Let the form of a new paper begin with the kind and the Betreff of the paper it is written after, if any."""
    if vorbild is not None:
        form.initial.setdefault("art", vorbild.vorlage.art)
        form.initial.setdefault("betreff", vorbild.betreff)


class NeuerAntragForm(VorgangForm):
    """What a paper of the council begins with; everything else is written in the draft."""

    art = forms.ChoiceField(label="Art des Papiers", choices=ARTEN)
    betreff = ZeileField(
        label="Betreff",
        max_length=BETREFF_LAENGE,
        required=False,
        help_text="Worum geht es? Sie können ihn später noch ändern.",
        error_messages={
            "max_length": "Bitte kürzen Sie auf höchstens %(limit_value)d Zeichen (es sind %(show_value)d)."
        },
    )
    urheber = UrheberField()

    def __init__(self, *args: Any, konto: Konto, vorbild: Fassung | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast("UrheberField", self.fields["urheber"]).offer(konto, vorbild)
        propose_vorbild(self, vorbild)


class AnnehmenForm(VorgangForm):
    """Accepting what the council handed in: which body it goes to, where nobody has said so."""

    gremium = forms.ModelChoiceField(
        label="Gremium, in dem das Papier beraten wird",
        queryset=Gremium.objects.none(),
        required=False,
        empty_label="– bitte wählen –",
        help_text="Weitere Stationen können Sie danach mit „Gremienweg ändern“ festlegen.",
        error_messages={"invalid_choice": "Bitte wählen Sie einen Eintrag aus der Liste."},
    )
    frage = TROTZDEM

    def __init__(self, *args: Any, fassung: Fassung, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if needs_gremium(fassung):
            self.offer("gremium", Gremium.objects.gueltig_am(timezone.localdate()))
        else:
            del self.fields["gremium"]
