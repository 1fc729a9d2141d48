"""The saved states of one part of a draft, as their writers look at them."""

from dataclasses import dataclass
from datetime import datetime

from dokumente.text.richtext import clean_richtext
from konten.rechte import Besucher
from vorlagen.enums import Entwurfsteil
from vorlagen.felder import EINGABEN_JE_TEIL, LABELS, SCHWER
from vorlagen.models import Fassung, Teilstand


@dataclass(frozen=True, slots=True)
class FrueherText:
    """One field of a state; rich text is sanitised here, because it was kept as it was typed."""

    label: str
    text: str
    is_richtext: bool


@dataclass(frozen=True, slots=True)
class Frueher:
    """A state: its number, who saved it when, whether it is the newest, and what stood in it."""

    zaehler: int
    konto: str
    zeit: datetime
    is_neuester: bool
    is_gueltig: bool
    texte: tuple[FrueherText, ...]


def list_fruehere(fassung: Fassung, teil: Entwurfsteil, konto: Besucher) -> list[Frueher]:
    """Return the states of a part that ``konto`` may see, the newest first."""
    sichtbar = Teilstand.objects.visible_to(konto).filter(fassung=fassung, teil=teil).select_related("konto")
    return [
        Frueher(
            stand.zaehler,
            str(stand.konto),
            stand.gespeichert_am,
            not nummer,
            stand.is_gueltig,
            tuple(_list_texte(stand, teil)),
        )
        for nummer, stand in enumerate(sichtbar.order_by("-zaehler"))
    ]


def _list_texte(stand: Teilstand, teil: Entwurfsteil) -> list[FrueherText]:
    werte = {name: ", ".join(stand.eingabe.get(name, ())) for name in EINGABEN_JE_TEIL[teil]}
    return [
        FrueherText(LABELS[name], clean_richtext(text) if name in SCHWER else text, name in SCHWER)
        for name, text in werte.items()
        if text
    ]
