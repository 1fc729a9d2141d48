"""What a paper brings about: money, climate, and whatever else a city asks for.

All effects of a Fassung are one text of it, written and read whole, so that it is frozen, revised, searched and kept in
the digest like its other texts. How a kind of effect was called when it was written stays with the paper.
"""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from html import escape
from typing import Any, Final

from dokumente.rules.betraege import format_betrag, parse_betrag
from dokumente.text.aus_text import text_to_richtext
from vorlagen.enums import Auswirkungsform, Turnus, Wirkung

WAHL: Final[Mapping[Auswirkungsform, tuple[Wirkung, ...]]] = {
    Auswirkungsform.FINANZEN: (Wirkung.JA, Wirkung.NEIN, Wirkung.UNBEKANNT),
    Auswirkungsform.RICHTUNG: (Wirkung.KEINE, Wirkung.POSITIV, Wirkung.NEGATIV, Wirkung.UNBEKANNT),
    Auswirkungsform.JA_NEIN: (Wirkung.JA, Wirkung.NEIN, Wirkung.UNBEKANNT),
}
"""What can be chosen, in the order of the form."""
BETRAG_MAX: Final = Decimal("999999999999.99")
"""Largest amount in euros."""

_CENT: Final = Decimal("0.01")
_TAUSENDER: Final = re.compile(r"\b(Tsd|Mio|Mrd)\b\.?|\b(Tausend|Million(?:en)?|Milliarden?)\b")
_KURZ: Final = {"Tau": "Tsd.", "Mil": "Mio."}
_ANGABE: Final = re.compile(
    r"(?:(?:€|EUR|Euro) ?)?(?:\d{1,3}(?:[. ]\d{3})+|\d+)(?:,(?:\d+|--?|[–—]))?(?: ?(?:Tsd\.|Mio\.|Mrd\.))?"
    r"(?: ?(?:€|EUR|Euro|T€|TEUR))?",
    re.ASCII,
)


class KeinBetrag(ValueError):
    """What was typed is no amount that can be meant; the message is a German sentence that says what to type."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Auswirkung:
    """One effect: of which kind (``art``, its key, and what it was called), what was chosen, and why.

    ``betrag`` is in euros. Amount, how often it falls due and where it is budgeted belong to money that will be spent.

    :raises ValueError: for what cannot be.
    """

    art: int
    titel: str
    form: Auswirkungsform
    wirkung: Wirkung
    bemerkung: str = ""
    betrag: Decimal | None = None
    turnus: Turnus | None = None
    haushaltsstelle: str = ""

    def __post_init__(self) -> None:
        """Refuse a choice this kind does not have, and money where none is spent."""
        if self.wirkung not in WAHL[self.form]:
            raise ValueError(f"„{self.wirkung.label}“ steht bei „{self.titel}“ nicht zur Wahl.")
        geld = (self.betrag is not None, self.turnus is not None, bool(self.haushaltsstelle))
        if any(geld) and not self.is_ausgabe:
            raise ValueError("Betrag und Haushaltsstelle gehören zu finanziellen Auswirkungen.")
        if (self.betrag is None) is not (self.turnus is None):
            raise ValueError("Zu einem Betrag gehört, wie oft er anfällt.")
        if self.betrag is not None and not (0 < self.betrag <= BETRAG_MAX and self.betrag == round(self.betrag, 2)):
            raise ValueError("Der Betrag ist kein Geldbetrag.")

    @property
    def is_ausgabe(self) -> bool:
        """Return whether money will be spent."""
        return self.form is Auswirkungsform.FINANZEN and self.wirkung is Wirkung.JA

    @property
    def kosten(self) -> str:
        """Return the amount as it is printed, empty if none is known."""
        return f"{format_betrag(self.betrag)} {self.turnus.label}" if self.betrag is not None and self.turnus else ""

    @property
    def buchung(self) -> str:
        """Return where it is budgeted as it is printed."""
        return f"Haushaltsstelle {self.haushaltsstelle}" if self.haushaltsstelle else ""

    @property
    def angaben(self) -> tuple[str, ...]:
        """Return everything but the remark, as it is printed."""
        return tuple(filter(None, (str(self.wirkung.label), self.kosten, self.buchung)))


# --- kept as one text


def write_auswirkungen(auswirkungen: Iterable[Auswirkung]) -> str:
    """Return the effects as a Fassung keeps them, equal for equal ones; empty if there are none."""
    zeilen = [_to_json(auswirkung) for auswirkung in auswirkungen]
    return json.dumps(zeilen, ensure_ascii=False, sort_keys=True) if zeilen else ""


def read_auswirkungen(text: str) -> tuple[Auswirkung, ...]:
    """Return what :func:`write_auswirkungen` wrote.

    :raises ValueError: for what it cannot have written.
    """
    return tuple(_from_json(zeile) for zeile in json.loads(text)) if text else ()


def _to_json(auswirkung: Auswirkung) -> dict[str, Any]:
    werte = {
        "art": auswirkung.art,
        "titel": auswirkung.titel,
        "form": auswirkung.form.value,
        "wirkung": auswirkung.wirkung.value,
        "bemerkung": auswirkung.bemerkung,
        "betrag": f"{auswirkung.betrag:.2f}" if auswirkung.betrag is not None else "",
        "turnus": auswirkung.turnus.value if auswirkung.turnus else "",
        "haushaltsstelle": auswirkung.haushaltsstelle,
    }
    return {name: wert for name, wert in werte.items() if wert != ""}


def _from_json(werte: dict[str, Any]) -> Auswirkung:
    try:
        return Auswirkung(
            art=werte["art"],
            titel=werte["titel"],
            form=Auswirkungsform(werte["form"]),
            wirkung=Wirkung(werte["wirkung"]),
            bemerkung=werte.get("bemerkung", ""),
            betrag=Decimal(werte["betrag"]) if "betrag" in werte else None,
            turnus=Turnus(werte["turnus"]) if "turnus" in werte else None,
            haushaltsstelle=werte.get("haushaltsstelle", ""),
        )
    except (KeyError, TypeError) as fehler:
        raise ValueError("Die Auswirkungen dieser Fassung sind nicht lesbar.") from fehler


def find_finanzen(auswirkungen: Iterable[Auswirkung]) -> Auswirkung | None:
    """Return the effect on money, None if nothing was said about it."""
    return next((a for a in auswirkungen if a.form is Auswirkungsform.FINANZEN), None)


# --- read by people


def auswirkungen_to_html(text: str) -> str:
    """Return the stored effects as rich text: what paper, page and Word file show."""
    return "".join(_to_html(auswirkung) for auswirkung in read_auswirkungen(text))


def list_worte(text: str) -> list[str]:
    """Return the words in the stored effects that somebody wrote, each as it is printed: what is searched, or secret.

    Bare digits would be found anywhere, so an amount comes with what is printed beside it.
    """
    je_auswirkung = ((a.kosten, a.buchung, a.bemerkung) for a in read_auswirkungen(text))
    return [wort for worte in je_auswirkung for wort in worte if wort]


def _to_html(auswirkung: Auswirkung) -> str:
    titel, angaben = escape(auswirkung.titel, quote=False), escape(", ".join(auswirkung.angaben), quote=False)
    return f"<p><strong>{titel}:</strong> {angaben}</p>{text_to_richtext(auswirkung.bemerkung)}"


# --- typed into a form


def parse_betragsangabe(text: str) -> Decimal:
    """Return the amount in euros that was typed: "1.250.000,00", "12500 €", "1,2 Mio.", "EUR 30 Tsd.".

    :raises KeinBetrag: for what cannot be read for certain, has a sign, or is no sum of whole cents.
    """
    angabe = " ".join(text.split())
    if re.match(r"[-−–+(]", angabe):
        raise KeinBetrag(
            "Bitte geben Sie den Betrag ohne Vorzeichen ein. Einnahmen und Einsparungen nennen Sie in der Bemerkung."
        )
    angabe = _TAUSENDER.sub(lambda fund: f"{fund[1]}." if fund[1] else _shorten(fund[2]), angabe)
    betrag = parse_betrag(angabe) if _ANGABE.fullmatch(angabe) else None
    if betrag is None:
        raise KeinBetrag(
            "Das ist als Betrag nicht zu erkennen. Bitte schreiben Sie ihn wie 1.250.000,00 oder 12500 € oder 1,2 Mio."
        )
    if betrag.wert > BETRAG_MAX:
        raise KeinBetrag("So hoch kann der Betrag nicht sein. Bitte prüfen Sie ihn.")
    if betrag.wert != betrag.wert.quantize(_CENT):
        raise KeinBetrag(
            "Bitte geben Sie den Betrag auf den Cent genau an, also höchstens zwei Stellen hinter dem Komma."
        )
    if betrag.wert == 0:
        raise KeinBetrag("Ein Betrag von 0 € ist keiner. Bitte wählen Sie „nein“ oder lassen Sie das Feld leer.")
    return betrag.wert.quantize(_CENT)


def _shorten(wort: str) -> str:
    return "Mrd." if wort.startswith("Milliard") else _KURZ[wort[:3]]


FELDNAMEN: Final = ("wirkung", "betrag", "turnus", "haushaltsstelle", "bemerkung")


def name_feld(art: int, feld: str) -> str:
    """Return what a field of the form is called in what the browser sends."""
    return f"auswirkungen-{art}-{feld}"


def write_eingabe(text: str) -> dict[str, list[str]]:
    """Return the stored effects as the form would have sent them."""
    return {name_feld(a.art, feld): [wert] for a in read_auswirkungen(text) for feld, wert in read_felder(a).items()}


def read_felder(auswirkung: Auswirkung) -> dict[str, str]:
    """Return what stands in the fields of the form that this kind of effect has, by :data:`FELDNAMEN`."""
    werte = {"wirkung": auswirkung.wirkung.value, "bemerkung": auswirkung.bemerkung}
    if auswirkung.form is not Auswirkungsform.FINANZEN:
        return werte
    return werte | {
        "betrag": format_betrag(auswirkung.betrag) if auswirkung.betrag is not None else "",
        "turnus": (auswirkung.turnus or Turnus.EINMALIG).value,
        "haushaltsstelle": auswirkung.haushaltsstelle,
    }


def describe_eingabe(eingabe: Mapping[str, Sequence[str]], titel: Mapping[int, str]) -> list[tuple[str, str]]:
    """Return what was typed into the form as pairs of title and line, in the order of ``titel``, unchecked."""
    zeilen = []
    for art, name in titel.items():
        werte = {feld: " ".join(eingabe.get(name_feld(art, feld), ())).strip() for feld in FELDNAMEN}
        if not werte["betrag"]:
            werte["turnus"] = ""
        for feld, wahl in (("wirkung", Wirkung), ("turnus", Turnus)):
            werte[feld] = str(wahl(werte[feld]).label) if werte[feld] in wahl else werte[feld]
        if zeile := ", ".join(wert for wert in werte.values() if wert):
            zeilen.append((name, zeile))
    return zeilen


def is_halb(eingabe: Mapping[str, Sequence[str]]) -> bool:
    """Return whether something was chosen for some kinds of effect and nothing for others."""
    gewaehlt = {bool("".join(werte)) for name, werte in eingabe.items() if name.endswith("-wirkung")}
    return len(gewaehlt) == 2
