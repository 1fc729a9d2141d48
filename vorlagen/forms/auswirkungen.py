"""What a paper brings about, kind by kind as the master data ask for it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Div, Fieldset, Row
from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from dokumente.text.formularfelder import AbsatzField, ZeileField
from konten.forms.rahmen import build_helper
from vorlagen.enums import Auswirkungsform, Turnus, Wirkung
from vorlagen.models import Auswirkungsart, Fassung
from vorlagen.rules.auswirkungen import (
    WAHL,
    Auswirkung,
    KeinBetrag,
    name_feld,
    parse_betragsangabe,
    read_felder,
    write_auswirkungen,
)

BEMERKUNG_MAX: Final = 1000
"""Most characters of a remark: what takes more belongs to the Begründung."""
ZU_LANG: Final = {"max_length": "Bitte kürzen Sie auf höchstens %(limit_value)d Zeichen (es sind %(show_value)d)."}
OFFEN: Final = ("", "noch offen")


@dataclass(frozen=True, slots=True)
class Block:
    """The fields of one kind of effect."""

    art: int
    titel: str
    frage: str
    form: Auswirkungsform

    @property
    def has_betrag(self) -> bool:
        """Return whether an amount belongs to it."""
        return self.form is Auswirkungsform.FINANZEN

    def name(self, feld: str) -> str:
        """Return what one of its fields is called."""
        return name_feld(self.art, feld)


class BetragField(ZeileField):
    """An amount in euros as people write it."""

    def clean(self, value: Any) -> Any:
        """Return the amount; refuse what is none with a sentence."""
        text = super().clean(value)
        try:
            return parse_betragsangabe(text) if text else None
        except KeinBetrag as fehler:
            raise ValidationError(str(fehler)) from fehler


class AuswirkungenForm(forms.Form):
    """The effects of a draft. Nothing is compulsory; a kind that is not in order leaves what the draft says of it."""

    def __init__(self, daten: Any = None, *, fassung: Fassung) -> None:
        super().__init__(daten)
        self.bisher = {auswirkung.art: auswirkung for auswirkung in fassung.wirkungen}
        self.bloecke = list_bloecke(self.bisher.values())
        for block in self.bloecke:
            self.fields |= {block.name(feld): feldart for feld, feldart in _build_felder(block)}
            if bisher := self.bisher.get(block.art):
                self.initial.update({block.name(feld): wert for feld, wert in read_felder(bisher).items()})

    @property
    def helper(self) -> FormHelper:
        """Lay out the kinds of effect one below the other."""
        satz = [Fieldset(block.titel, *_lay_out(block)) for block in self.bloecke]
        return build_helper(Div(*satz, css_id="id_auswirkungen", tabindex="-1", css_class="stack"), hide_optional=True)

    def clean(self) -> dict[str, Any]:
        """Refuse what was written for a kind for which nothing is chosen, and money where none is spent."""
        werte = super().clean() or {}
        for block in self.bloecke:
            self._check_block(block, werte)
        return werte

    def _check_block(self, block: Block, werte: dict[str, Any]) -> None:
        wirkung = werte.get(block.name("wirkung"))
        geld = [block.name(feld) for feld in ("betrag", "haushaltsstelle") if self._is_typed(block.name(feld))]
        if wirkung is None or block.name("wirkung") in self.errors:
            return
        if not wirkung and (geld or self._is_typed(block.name("bemerkung"))):
            satz = "Bitte wählen Sie etwas aus; erst damit wird übernommen, was Sie dazu geschrieben haben."
            self.add_error(block.name("wirkung"), satz)
        elif wirkung and wirkung != Wirkung.JA:
            for name in geld:
                satz = "Das gehört zu „ja“. Bitte wählen Sie oben „ja“, oder leeren Sie das Feld."
                self.add_error(name, satz)

    def _is_typed(self, name: str) -> bool:
        return name in self.fields and bool(str(self.data.get(name, "")).strip())

    @property
    def vorlage_uebernehmbar(self) -> dict[str, object]:
        """Return what changes of the paper itself: nothing."""
        return {}

    @property
    def uebernehmbar(self) -> dict[str, object]:
        """Return the checked effects as the Fassung keeps them; of a kind that is not in order, what it said before."""
        return {"auswirkungen": write_auswirkungen(self._list_auswirkungen())}

    def _list_auswirkungen(self) -> Iterator[Auswirkung]:
        for block in self.bloecke:
            if any(block.name(feld) in self.errors for feld, _ in _build_felder(block)):
                if block.art in self.bisher:
                    yield self.bisher[block.art]
            elif wirkung := self.cleaned_data[block.name("wirkung")]:
                yield self._build_auswirkung(block, Wirkung(wirkung))

    def _build_auswirkung(self, block: Block, wirkung: Wirkung) -> Auswirkung:
        betrag: Decimal | None = self.cleaned_data.get(block.name("betrag"))
        turnus = self.cleaned_data.get(block.name("turnus")) or Turnus.EINMALIG
        return Auswirkung(
            art=block.art,
            titel=block.titel,
            form=block.form,
            wirkung=wirkung,
            bemerkung=self.cleaned_data[block.name("bemerkung")].strip(),
            betrag=betrag,
            turnus=Turnus(turnus) if betrag is not None else None,
            haushaltsstelle=self.cleaned_data.get(block.name("haushaltsstelle")) or "",
        )


def list_bloecke(bisher: Iterable[Auswirkung]) -> list[Block]:
    """Return the kinds of effect a draft is asked for today, those behind them of which it speaks all the same."""
    arten = Auswirkungsart.objects.gueltig_am(timezone.localdate())
    bloecke = [Block(art.pk, art.titel, art.frage, Auswirkungsform(art.form)) for art in arten]
    gefragt = {block.art for block in bloecke}
    return bloecke + [Block(a.art, a.titel, "", a.form) for a in bisher if a.art not in gefragt]


def _build_felder(block: Block) -> Iterator[tuple[str, forms.Field]]:
    wahl = [OFFEN, *((wirkung.value, wirkung.label) for wirkung in WAHL[block.form])]
    yield (
        "wirkung",
        forms.ChoiceField(
            label=block.frage or f"Auswirkung auf {block.titel}",
            choices=wahl,
            required=False,
            initial="",
            widget=forms.RadioSelect,
        ),
    )
    if block.has_betrag:
        yield from _build_geld()
    yield (
        "bemerkung",
        AbsatzField(
            label=f"Bemerkung zu {block.titel}",
            max_length=BEMERKUNG_MAX,
            required=False,
            widget=forms.Textarea(attrs={"rows": 3}),
            error_messages=ZU_LANG,
        ),
    )


def _build_geld() -> Iterator[tuple[str, forms.Field]]:
    yield (
        "betrag",
        BetragField(
            label="Betrag in Euro",
            max_length=60,
            required=False,
            error_messages=ZU_LANG,
            help_text="Zum Beispiel 1.250.000,00 oder 12500 € oder 1,2 Mio.",
        ),
    )
    yield (
        "turnus",
        forms.ChoiceField(label="Der Betrag fällt an", choices=Turnus, required=False, initial=Turnus.EINMALIG),
    )
    yield (
        "haushaltsstelle",
        ZeileField(
            label="Haushaltsstelle oder Produktkonto",
            max_length=100,
            required=False,
            error_messages=ZU_LANG,
        ),
    )


def _lay_out(block: Block) -> Iterator[object]:
    yield block.name("wirkung")
    if block.has_betrag:
        yield Row(block.name("betrag"), block.name("turnus"))
        yield block.name("haushaltsstelle")
    yield block.name("bemerkung")
