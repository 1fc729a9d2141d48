"""Amounts: tables that do not add up."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from dokumente.rules.betraege import Betrag, format_betrag, is_leerwert, parse_betrag
from dokumente.text.tabellen import Reihe, Tabelle, Zelle, read_tabellen
from gremien.rules.befund import Befund, Stufe
from vorlagen.rules.entwurfspruefung.entwurf import Entwurf

_SUMME: Final = re.compile(
    r"(?:(?:Gesamt|Zwischen|Teil|End)?[Ss]ummen?|Gesamt|[Ii]nsgesamt|[Zz]usammen|Gesamt(?:kosten|betrag|ausgaben|einnahmen"
    r"|aufwand|auszahlungen|einzahlungen|ergebnis)|Total|Σ)\b(?:\s+(?:netto|brutto|gesamt|\(\S+\)))?\s*:?"
)
_GERUNDET: Final = re.compile(r"T€|TEUR|Tsd|Mio|Mrd|€|EUR|Euro|\b1\.000\b")
_KEINE_SUMME: Final = re.compile(
    r"%|Anteil|Quote|Satz|Preis je|je\b|pro\b|Durchschnitt|€/|/m|Jahr\b|Nr\.|Lfd|Pos|Index|Note|Faktor|Hebesatz",
    re.IGNORECASE,
)
_DAVON: Final = re.compile(r"\s*(?:davon|darunter|dar\.|hiervon|nachrichtlich)\b", re.IGNORECASE)


def check_tabellensummen(entwurf: Entwurf) -> list[Befund]:
    """Find columns of a table whose last row (Summe, Gesamt, insgesamt) is not the sum of those above it.

    Half of the last written place of each number is taken for rounding. Subtotals and "davon" rows may be counted in
    any way that makes the sum right.
    """
    return [
        Befund(f"{text.ort}, {satz}", "", Stufe.WARNUNG, text.feld)
        for text in entwurf.texte
        for tabelle in read_tabellen(text.html)
        for satz in _check_tabelle(tabelle)
    ]


@dataclass(frozen=True, slots=True)
class _Posten:
    """A row of one column: its amount, and whether it is itself a sum or a part of the row above."""

    betrag: Betrag
    is_summe: bool
    is_davon: bool


def _check_tabelle(tabelle: Tabelle) -> Iterator[str]:
    koerper = [reihe for reihe in tabelle.reihen if not (reihe.im_kopf or reihe.is_kopfzeile)]
    if len(koerper) < 3 or not _SUMME.fullmatch(_label(koerper[-1])):
        return
    for spalte in range(tabelle.spaltenzahl):
        kopf = _read_kopf(tabelle, spalte)
        zelle = _find_zelle(koerper[-1], spalte)
        summe = parse_betrag(_text_of(zelle)) if zelle is not None else None
        posten = _read_posten(koerper[:-1], spalte)
        if zelle is None or summe is None or posten is None or _KEINE_SUMME.search(kopf):
            continue
        if not _is_summe(posten, summe, gerundet=summe.is_geld or bool(_GERUNDET.search(kopf))):
            ergibt = format_betrag(_add(p for p in posten if not (p.is_summe or p.is_davon)), is_geld=summe.is_geld)
            name = f"Spalte „{kopf}“" if kopf else f"{spalte + 1}. Spalte"
            yield (
                f"{tabelle.ort}, ergibt die {name} zusammen {ergibt}; in der Zeile „{_label(koerper[-1])}“ steht aber "
                f"{_text_of(zelle)}. Bitte prüfen Sie die Beträge."
            )


def _is_summe(posten: Sequence[_Posten], summe: Betrag, *, gerundet: bool) -> bool:
    spiel = (sum((p.betrag.stelle for p in posten), Decimal(0)) + summe.stelle) / 2
    ganze = all(p.betrag.stelle == 1 and not p.betrag.is_geld for p in posten) and summe.stelle == 1
    if ganze and not gerundet:
        spiel = Decimal(0)
    return any(abs(lesart - summe.wert) <= spiel for lesart in _list_lesarten(posten))


def _list_lesarten(posten: Sequence[_Posten]) -> Iterator[Decimal]:
    """Yield every sum the last row may mean."""
    for zaehlt in (posten, [p for p in posten if not p.is_davon]):
        yield _add(p for p in zaehlt if not p.is_summe)
        yield _add(zaehlt)
        stellen = [stelle for stelle, p in enumerate(zaehlt) if p.is_summe]
        if stellen:
            yield _add([*(p for p in zaehlt if p.is_summe), *zaehlt[stellen[-1] + 1 :]])
            yield _add(zaehlt[stellen[-1] :])


def _add(posten: Iterator[_Posten] | Sequence[_Posten]) -> Decimal:
    return sum((p.betrag.wert for p in posten), Decimal(0))


def _read_posten(reihen: Sequence[Reihe], spalte: int) -> list[_Posten] | None:
    """Return the amounts of a column; None if anything but amounts and empty cells stands in it, or fewer than two."""
    posten = []
    for reihe in reihen:
        zelle = _find_zelle(reihe, spalte)
        inhalt = _text_of(zelle) if zelle is not None else ""
        if not inhalt or is_leerwert(inhalt):
            continue
        betrag = parse_betrag(inhalt)
        if betrag is None:
            return None
        label = _label(reihe)
        posten.append(_Posten(betrag, bool(_SUMME.match(label)), bool(_DAVON.match(label))))
    return posten if len(posten) > 1 else None


def _label(reihe: Reihe) -> str:
    """Return the first words of a row that are no amount."""
    return next((t for zelle in reihe.zellen if (t := _text_of(zelle)) and parse_betrag(t) is None), "")


def _read_kopf(tabelle: Tabelle, spalte: int) -> str:
    koepfe = (z for reihe, z in tabelle.iter_zellen() if (reihe.im_kopf or reihe.is_kopfzeile) and z.spalte == spalte)
    return " ".join(_text_of(zelle) for zelle in koepfe)


def _find_zelle(reihe: Reihe, spalte: int) -> Zelle | None:
    return next((zelle for zelle in reihe.zellen if zelle.spalte == spalte and zelle.colspan == 1), None)


def _text_of(zelle: Zelle) -> str:
    return " ".join(" ".join(zelle.texte).replace("\xa0", " ").split())
