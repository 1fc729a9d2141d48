"""The saved states of one part of a draft, as their writers look at them."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from dokumente.text.richtext import clean_richtext
from dokumente.text.unterschied import compare_richtext, compare_text
from konten.rechte import Besucher
from vorlagen.enums import Entwurfsteil
from vorlagen.felder import EINGABEN_JE_TEIL, LABELS, SCHWER
from vorlagen.models import Auswirkungsart, Fassung, Teilstand
from vorlagen.rules.auswirkungen import describe_eingabe


@dataclass(frozen=True, slots=True)
class FrueherText:
    """One field of a state; rich text is sanitised here, because it was kept as it was typed.

    ``seitdem`` is the text with what fell away and what came since, as HTML; empty where it is what counts now.
    """

    label: str
    text: str
    is_richtext: bool
    seitdem: str = ""


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
    titel = dict(Auswirkungsart.objects.values_list("pk", "titel")) if teil is Entwurfsteil.AUSWIRKUNGEN else {}
    sichtbar = Teilstand.objects.visible_to(konto).filter(fassung=fassung, teil=teil).select_related("konto")
    staende = list(sichtbar.order_by("-zaehler"))
    jetzt = {text.label: text.text for text in _list_texte(staende[0], teil, titel)} if staende else {}
    return [
        Frueher(
            stand.zaehler,
            str(stand.konto),
            stand.gespeichert_am,
            not nummer,
            stand.is_gueltig,
            tuple(_compare(text, jetzt.get(text.label, "")) for text in _list_texte(stand, teil, titel)),
        )
        for nummer, stand in enumerate(staende)
    ]


def _compare(text: FrueherText, jetzt: str) -> FrueherText:
    vergleich = (compare_richtext if text.is_richtext else compare_text)(text.text, jetzt)
    return text if vergleich.is_gleich else replace(text, seitdem=vergleich.html)


def _list_texte(stand: Teilstand, teil: Entwurfsteil, titel: Mapping[int, str]) -> list[FrueherText]:
    if teil is Entwurfsteil.AUSWIRKUNGEN:
        return [FrueherText(name, zeile, is_richtext=False) for name, zeile in describe_eingabe(stand.eingabe, titel)]
    werte = {name: ", ".join(stand.eingabe.get(name, ())) for name in EINGABEN_JE_TEIL[teil]}
    if "antragsteller" in werte:
        werte["antragsteller"] = ", ".join(filter(None, [*stand.eingabe.get("fraktionen", ()), werte["antragsteller"]]))
    return [
        FrueherText(LABELS[name], clean_richtext(text) if name in SCHWER else text, name in SCHWER)
        for name, text in werte.items()
        if text
    ]
