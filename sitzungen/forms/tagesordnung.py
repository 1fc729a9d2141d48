"""Work on the agenda."""

from typing import Any

from django import forms

from dokumente.text.formularfelder import AbsatzField, ZeileField
from konten.forms.vorgang import VorgangForm
from konten.rechte import Besucher
from sitzungen.enums import Mehrheitsart, Teil
from sitzungen.models import Sitzung, Tagesordnungspunkt
from sitzungen.querysets import waiting_beratungen
from sitzungen.rules.tagesordnung import OBERBEGRIFFE
from vorlagen.models import Beratung

OBERBEGRIFF_WAHL = [("", "– bitte wählen –"), *((wort, wort) for wort in OBERBEGRIFFE)]


class UnterpunktFeld(forms.ModelChoiceField[Tagesordnungspunkt]):
    """Choice of the item another one belongs under."""

    def label_from_instance(self, obj: Tagesordnungspunkt) -> str:
        """Return number and subject."""
        return str(obj)


def hauptpunkte(sitzung: Sitzung) -> Any:
    """Return the items of the first level that may have sub-items."""
    return Tagesordnungspunkt.objects.filter(
        sitzung=sitzung, uebergeordnet__isnull=True, abgesetzt_am__isnull=True
    ).order_by("-teil", "position")


class NachtragForm(VorgangForm):
    """Asks for the urgency of what is added while the sitting runs; before it, the Nachtrag asks if it is late."""

    nachtrag_grund = ZeileField(
        label="Dringlichkeit",
        max_length=500,
        required=False,
        help_text="Die Sitzung läuft: Warum duldet der Punkt keinen Aufschub? (§ 34 Abs. 7 GemO)",
    )

    def __init__(self, *args: Any, sitzung: Sitzung, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not sitzung.is_eroeffnet:
            del self.fields["nachtrag_grund"]


class AufsetzenForm(NachtragForm):
    """A waiting paper goes onto the agenda; its part follows from the station."""

    beratung = forms.ModelChoiceField(
        queryset=Beratung.objects.none(),
        widget=forms.HiddenInput,
        error_messages={"invalid_choice": "Diese Vorlage wartet nicht mehr auf eine Tagesordnung dieses Gremiums."},
    )
    oberbegriff = forms.ChoiceField(label="Öffentliche Bezeichnung", choices=OBERBEGRIFF_WAHL, required=False)

    def __init__(
        self, *args: Any, sitzung: Sitzung, konto: Besucher, station: int, geschlossen: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(
            *args, sitzung=sitzung, initial={"beratung": station}, auto_id=f"aufsetzen-{station}-%s", **kwargs
        )
        self.offer("beratung", waiting_beratungen(konto).filter(gremium=sitzung.gremium_id))

        # Drawn only for closed stations, and never optional there.
        self.fields["oberbegriff"].required = geschlossen

    def clean(self) -> dict[str, Any]:
        """Ask for the generic words of a closed station."""
        angaben = super().clean() or self.cleaned_data
        beratung = angaben.get("beratung")
        if beratung is not None and not beratung.oeffentlich and not angaben.get("oberbegriff"):
            self.add_error("oberbegriff", "Bitte wählen Sie, wie der Punkt öffentlich genannt wird (§ 35 Abs. 1 GemO).")
        return angaben

    @property
    def teil(self) -> Teil:
        """Return the part the station is planned for."""
        return Teil.OEFFENTLICH if self.cleaned_data["beratung"].oeffentlich else Teil.NICHTOEFFENTLICH


class PunktForm(NachtragForm):
    """An item without a paper."""

    teil = forms.ChoiceField(label="Teil", choices=Teil, initial=Teil.OEFFENTLICH)
    betreff = ZeileField(label="Betreff", max_length=500)
    oberbegriff = forms.ChoiceField(
        label="Öffentliche Bezeichnung",
        choices=OBERBEGRIFF_WAHL,
        required=False,
        help_text="Nur im nichtöffentlichen Teil: mehr als diese Worte erfährt die Öffentlichkeit nicht.",
    )
    uebergeordnet = UnterpunktFeld(
        label="Unterpunkt von", queryset=Tagesordnungspunkt.objects.none(), required=False, empty_label="– keiner –"
    )
    mehrheit = forms.ChoiceField(label="Nötige Mehrheit", choices=Mehrheitsart, initial=Mehrheitsart.EINFACH)

    def __init__(self, *args: Any, sitzung: Sitzung, **kwargs: Any) -> None:
        super().__init__(*args, sitzung=sitzung, **kwargs)
        self.offer("uebergeordnet", hauptpunkte(sitzung))


class PunktAendernForm(VorgangForm):
    """What may still change about an item: everything before its number is published, then majority and own wording."""

    betreff = ZeileField(label="Betreff", max_length=500)
    oberbegriff = forms.ChoiceField(label="Öffentliche Bezeichnung", choices=OBERBEGRIFF_WAHL, required=False)
    uebergeordnet = UnterpunktFeld(
        label="Unterpunkt von", queryset=Tagesordnungspunkt.objects.none(), required=False, empty_label="– keiner –"
    )
    mehrheit = forms.ChoiceField(label="Nötige Mehrheit", choices=Mehrheitsart)
    beschlussentwurf = AbsatzField(
        label="Beschlussentwurf",
        required=False,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Worüber abgestimmt wird, weil keine Vorlage es sagt. Zu lesen ist er erst mit dem Ergebnis.",
    )

    zweite_einladung = forms.BooleanField(
        label="Zweite Einladung zu diesem Gegenstand",
        required=False,
        help_text="Die erste Sitzung dazu war nicht beschlussfähig: Es genügen drei Mitglieder (§ 39 Abs. 1 GemO).",
    )

    def __init__(self, *args: Any, top: Tagesordnungspunkt, **kwargs: Any) -> None:
        initial = {
            "betreff": top.betreff,
            "oberbegriff": top.oberbegriff,
            "uebergeordnet": top.uebergeordnet_id,
            "mehrheit": top.mehrheit,
            "beschlussentwurf": top.beschlussentwurf,
            "zweite_einladung": top.zweite_einladung,
        }
        super().__init__(*args, initial=initial, **kwargs)
        self.offer("uebergeordnet", hauptpunkte(top.sitzung).filter(teil=top.teil).exclude(pk=top.pk))
        if top.is_oeffentlich:
            del self.fields["oberbegriff"]
        if top.fassung_id is not None:
            del self.fields["beschlussentwurf"]
        if top.nummer:
            # A disabled field gives back its initial value, whatever was sent.
            for name in {"betreff", "oberbegriff", "uebergeordnet"} & set(self.fields):
                self.fields[name].disabled = True


class VerschiebenForm(VorgangForm):
    """The new place of an item among its siblings, counted from 1."""

    nach = forms.IntegerField(label="Stelle", min_value=0, max_value=10_000)
