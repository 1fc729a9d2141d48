"""Effects: an amount the texts contradict, one that is missing, and a bad effect nobody explains."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from dokumente.rules.betraege import format_betrag, parse_betrag
from gremien.rules.befund import Befund, Stufe
from vorlagen.enums import Turnus, Wirkung
from vorlagen.rules.auswirkungen import find_finanzen
from vorlagen.rules.entwurfspruefung.entwurf import Entwurf

_ZAHL: Final = r"\d{1,3}(?:\.\d{3})+(?:,(?:\d{1,2}|--?|[–—]))?|\d+(?:,(?:\d{1,3}|--?|[–—]))?"
_IM_TEXT: Final = re.compile(
    rf"(?<![\d.,])(?P<betrag>(?:{_ZAHL})\s?(?:(?:Tsd\.|Mio\.|Mrd\.)\s?)?(?:€|EUR\b|Euro\b)|(?:€|EUR)\s?(?:{_ZAHL})|(?:{_ZAHL})\s?T€)"
)
_JE: Final = re.compile(r"\s?(?:/|je\b|pro\b|jährlich|monatlich|im Jahr|im Monat|netto)")
_WIEDERKEHREND: Final = re.compile(r"\b(?:jährlich\w*|monatlich\w*|je|pro)\s+(?:\w+\.?\s+){0,2}\Z")
_UNGEFAEHR: Final = re.compile(r"\b(?:rund|ca\.|circa|etwa|ungefähr|knapp|gut|rd\.)\s*\Z")
_SPIEL: Final = Decimal("0.05")
"""Part by which an amount called "rund" may differ."""
_BLICK: Final = 30
"""Characters before an amount that say how it is meant."""

_KOSTEN: Final = re.compile(
    r"\b(?:(?:Gesamt|Bau|Herstellungs|Investitions|Anschaffungs)?[Kk]osten|kostet|(?:Gesamt)?[Aa]usgaben|Auszahlung(?:en)?"
    r"|Aufwand|Aufwendungen|Auftragssumme|Auftragswert|Kaufpreis|(?:Mittel|Finanz)bedarf|Investitionssumme)\b"
)
_ANDERES: Final = re.compile(
    r"\b(?:Einnahmen?|Einzahlung|Ertrag|Erträge|Zuschuss|Zuschüsse|Zuwendung|[Gg]efördert|Förder|Eigenanteil|Anteil"
    r"|[Dd]avon|[Dd]arin|[Dd]arunter|[Bb]isher|[Uu]rsprünglich|[Ss]tatt|[Aa]nstatt|[Mm]ehrkosten|[Mm]inder|[Zz]usätzlich"
    r"|[Aa]lternativ|[Vv]ariante|[Ww]ürden?|[Hh]ätten?|[Ff]olgekosten|[Uu]nterhalt|[Bb]etriebskosten|Vorjahr|[Jj]ährlich"
    r"|[Mm]onatlich|waren|lagen|betrugen|kostete|nicht|höchstens|maximal|mindestens|bis zu"
    r"|[Ee]rster|[Zz]weiter|Abschnitt)"
)


@dataclass(frozen=True, slots=True)
class _Nennung:
    """An amount a text names, and how far off it may be."""

    wert: Decimal
    spiel: Decimal
    is_einmalig: bool


def check_betrag(entwurf: Entwurf) -> list[Befund]:
    """Find texts that name another amount than the effects do.

    That is a Beschlussentwurf all of whose amounts are others, or one single sum that the texts call the cost. If the
    amount stands anywhere, or falls due each year, nothing can be told.
    """
    finanzen = find_finanzen(entwurf.auswirkungen)
    if finanzen is None or finanzen.betrag is None or finanzen.turnus is not Turnus.EINMALIG:
        return []
    soll, texte = finanzen.betrag, [text for text in entwurf.texte if text.feld != "auswirkungen"]
    nennungen = {text.feld: list(_find_nennungen(text.klartext)) for text in texte}
    if any(abs(n.wert - soll) <= n.spiel for liste in nennungen.values() for n in liste):
        return []
    beschluss = [n.wert for n in nennungen.get("beschlussentwurf", ()) if n.is_einmalig]
    if beschluss:
        return [_contradict(soll, "im Beschlussentwurf", beschluss, Stufe.WARNUNG)]
    kosten = {(wert, text.wo) for text in texte for satz in text.saetze for wert in _find_kosten(satz)}
    if len({wert for wert, _ in kosten}) != 1:
        return []
    wert, wo = sorted(kosten)[0]
    return [_contradict(soll, wo, [wert], Stufe.ERINNERUNG)]


def check_betrag_genannt(entwurf: Entwurf) -> list[Befund]:
    """Find money that will be spent without anybody saying how much."""
    finanzen = find_finanzen(entwurf.auswirkungen)
    if finanzen is None or not finanzen.is_ausgabe or finanzen.betrag is not None:
        return []
    satz = (
        f"Bei „{finanzen.titel}“ ist „ja“ ausgewählt, aber kein Betrag genannt. Bitte tragen Sie ihn ein, oder wählen "
        "Sie „noch nicht bekannt“."
    )
    return [_warn(satz)]


def check_negatives_erklaert(entwurf: Entwurf) -> list[Befund]:
    """Find bad effects without a remark."""
    return [
        _warn(f"Bei „{a.titel}“ ist „negativ“ ausgewählt, ohne Bemerkung. Bitte schreiben Sie dazu, worin das besteht.")
        for a in entwurf.auswirkungen
        if a.wirkung is Wirkung.NEGATIV and not a.bemerkung.strip()
    ]


def _find_nennungen(text: str) -> Iterator[_Nennung]:
    for fund in _IM_TEXT.finditer(text):
        betrag = parse_betrag(fund["betrag"])
        if betrag is not None:
            spiel = betrag.stelle / 2 if betrag.stelle > 1 else Decimal("0.5") if betrag.stelle == 1 else Decimal(0)
            davor = text[: fund.start()][-_BLICK:]
            je = _JE.match(text, fund.end()) or _WIEDERKEHREND.search(davor)
            spiel = max(spiel, betrag.wert * _SPIEL) if _UNGEFAEHR.search(davor) else spiel
            yield _Nennung(betrag.wert, spiel, is_einmalig=not je)


def _find_kosten(satz: str) -> list[Decimal]:
    """Return the one amount that a sentence calls the cost, none where it says more than that."""
    if not _KOSTEN.search(satz) or _ANDERES.search(satz):
        return []
    nennungen = list(_find_nennungen(satz))
    return [nennungen[0].wert] if len(nennungen) == 1 and nennungen[0].is_einmalig else []


def _contradict(soll: Decimal, wo: str, werte: list[Decimal], stufe: Stufe) -> Befund:
    genannt = " und ".join(dict.fromkeys(format_betrag(wert) for wert in werte))
    satz = f"Bei den Auswirkungen stehen {format_betrag(soll)}, {wo} {genannt}. Bitte gleichen Sie beides ab."
    return Befund(satz, "", stufe, "auswirkungen")


def _warn(satz: str) -> Befund:
    return Befund(satz, "", Stufe.WARNUNG, "auswirkungen")
