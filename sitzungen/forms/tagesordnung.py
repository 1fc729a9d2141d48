"""Work on the agenda."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, ClassVar, Final, cast

from django import forms

from dokumente.text.formularfelder import AbsatzField, ZeileField
from gremien.rules.befund import Befund
from konten.forms.vorgang import VorgangForm
from konten.rechte import Besucher
from sitzungen.actions.reihenfolge import find_top
from sitzungen.enums import Griff, Mehrheitsart, Teil
from sitzungen.forms.gruende import ABSETZUNG
from sitzungen.models import Oberbegriff, Sitzung, Tagesordnungspunkt

WORT_FEHLT: Final = "Bitte wählen Sie, wie der Punkt öffentlich genannt wird (§ 35 Abs. 1 GemO)."
NACHTRAG: Final = "nachtrag_grund"


if TYPE_CHECKING:
    from sitzungen.pages.warteliste import Wartend


def list_wortwahl(worte: Sequence[str] | None = None) -> list[tuple[str, str]]:
    """Return the choices of a generic word; ``worte`` if the city's list was read already."""
    worte = Oberbegriff.objects.list_worte() if worte is None else worte
    return [("", "– bitte wählen –"), *((wort, wort) for wort in worte)]


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
    """Waiting papers go onto the agenda; the part of each follows from its station, a closed one needs its words."""

    def __init__(self, *args: Any, sitzung: Sitzung, wartende: Sequence["Wartend"] = (), **kwargs: Any) -> None:
        super().__init__(*args, sitzung=sitzung, auto_id="aufsetzen-%s", **kwargs)
        self.wartende = wartende
        geschlossene = [wartend for wartend in wartende if not wartend.beratung.oeffentlich]
        wahl = list_wortwahl() if geschlossene else []
        for wartend in geschlossene:
            self.fields[name_wort(wartend)] = forms.ChoiceField(
                label=f"Öffentliche Bezeichnung von {wartend.fassung.nummer}",
                choices=wahl,
                error_messages={"required": WORT_FEHLT},
            )

    def list_bereite(self) -> list[tuple["Wartend", str]]:
        """Return the papers whose input is in order, each with its generic words, empty for a public one."""
        if not self.is_valid() and NACHTRAG in self.errors:
            return []
        return [
            (wartend, self.cleaned_data.get(name_wort(wartend), ""))
            for wartend in self.wartende
            if name_wort(wartend) not in self.errors
        ]

    def refuse(self, wartend: "Wartend", befunde: Iterable[Befund]) -> None:
        """Show why one of the papers was not placed; what concerns all of them is said once."""
        for befund in befunde:
            if befund.feld in self.fields:
                if befund.feld not in self.errors:
                    self.add_error(befund.feld, str(befund))
            else:
                self.add_error(None, f"{wartend.fassung.nummer}: {befund}")

    def miss(self, anzahl: int, *, is_leer: bool) -> None:
        """Say that papers do not wait any more, or that none was chosen."""
        if is_leer:
            self.add_error(None, "Bitte wählen Sie mindestens eine Vorlage.")
        elif anzahl == 1:
            self.add_error(None, f"Diese Vorlage {_WARTET_NICHT}")
        elif anzahl > 1:
            self.add_error(None, f"Diese {anzahl} Vorlagen {_WARTEN_NICHT}")


_WARTET_NICHT: Final = (
    "wartet nicht mehr auf eine Tagesordnung dieses Gremiums; vielleicht hat sie inzwischen jemand anders aufgesetzt."
)
_WARTEN_NICHT: Final = _WARTET_NICHT.replace("wartet", "warten")


def name_wort(wartend: "Wartend") -> str:
    """Return the field that holds the generic words of a waiting paper."""
    return f"oberbegriff-{wartend.beratung.pk}"


class PunktForm(NachtragForm):
    """An item without a paper."""

    teil = forms.ChoiceField(label="Teil", choices=Teil, initial=Teil.OEFFENTLICH)
    betreff = ZeileField(label="Betreff", max_length=500)
    oberbegriff = forms.ChoiceField(
        label="Öffentliche Bezeichnung",
        required=False,
        help_text="Nur im nichtöffentlichen Teil: mehr als diese Worte erfährt die Öffentlichkeit nicht.",
    )
    unter = ZeileField(
        label="Unterpunkt von TOP", max_length=10, required=False, help_text="Nummer im selben Teil, zum Beispiel 3."
    )
    mehrheit = forms.ChoiceField(label="Nötige Mehrheit", choices=Mehrheitsart, initial=Mehrheitsart.EINFACH)

    feldnamen: ClassVar[Mapping[str, str]] = {"uebergeordnet": "unter"}

    def __init__(self, *args: Any, sitzung: Sitzung, worte: Sequence[str] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, sitzung=sitzung, **kwargs)
        self.sitzung = sitzung
        cast("forms.ChoiceField", self.fields["oberbegriff"]).choices = list_wortwahl(worte)

    def clean(self) -> dict[str, Any]:
        """Find the item whose number was typed, as the workbench shows it."""
        angaben = super().clean() or self.cleaned_data
        angaben["uebergeordnet"] = None
        if (unter := angaben.get("unter")) and (teil := angaben.get("teil")):
            angaben["uebergeordnet"] = find_top(self.sitzung, Teil(teil), unter)
            if angaben["uebergeordnet"] is None:
                self.add_error("unter", f"Einen Punkt „{unter}“ gibt es in diesem Teil der Tagesordnung nicht.")
        return angaben


class PunktAendernForm(VorgangForm):
    """What may still change about an item: everything before its number is published, then majority and own wording."""

    betreff = ZeileField(label="Betreff", max_length=500)
    oberbegriff = forms.ChoiceField(label="Öffentliche Bezeichnung", required=False)
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
        else:
            worte = Oberbegriff.objects.list_worte()
            # A word that the city has taken off its list since stays one of the choices here.
            behalten = [top.oberbegriff] if top.oberbegriff and top.oberbegriff not in worte else []
            cast("forms.ChoiceField", self.fields["oberbegriff"]).choices = list_wortwahl([*worte, *behalten])
        if top.fassung_id is not None:
            del self.fields["beschlussentwurf"]
        if top.nummer:
            # A disabled field gives back its initial value, whatever was sent.
            for name in {"betreff", "oberbegriff", "uebergeordnet"} & set(self.fields):
                self.fields[name].disabled = True


class GriffForm(VorgangForm):
    """What is to happen to the item that is chosen on the workbench."""

    frage = ABSETZUNG

    punkt = forms.ModelChoiceField(
        queryset=Tagesordnungspunkt.objects.none(),
        label="Punkt",
        error_messages={
            "required": "Bitte wählen Sie zuerst einen Punkt der Tagesordnung.",
            "invalid_choice": "Dieser Punkt steht nicht mehr auf der Tagesordnung: "
            "Jemand anders hat ihn inzwischen entfernt.",
        },
    )
    griff = forms.ChoiceField(choices=Griff, label="Was geschehen soll")
    nach = forms.IntegerField(label="Stelle", min_value=1, max_value=10_000, required=False)

    def __init__(self, *args: Any, sitzung: Sitzung, konto: Besucher, **kwargs: Any) -> None:
        super().__init__(*args, auto_id="griff-%s", **kwargs)
        tops = Tagesordnungspunkt.objects.visible_to(konto).filter(sitzung=sitzung)
        self.offer("punkt", tops.select_related("sitzung__gremium"))

    def clean(self) -> dict[str, Any]:
        """Ask for the place where an item is put at one."""
        angaben = super().clean() or self.cleaned_data
        if angaben.get("griff") == Griff.STELLE and not angaben.get("nach") and "nach" not in self.errors:
            self.add_error("nach", "Bitte geben Sie die Stelle an, an die der Punkt soll.")
        return angaben
