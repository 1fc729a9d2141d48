"""What the texts say of attachments, and what is attached."""

import re
from collections.abc import Iterator
from typing import Final

from gremien.rules.befund import Befund, Stufe
from vorlagen.rules.entwurfspruefung.entwurf import Anlagenangabe, Entwurf

_NUMMER: Final = r"(?:Nrn?\.?\s*)?(\d{1,3})\b(?![.,]\d|/|\s*%)"
_GENANNT: Final = re.compile(
    rf"\b(?:Anlagen?|Anl\.)\s*{_NUMMER}((?:\s*(?:,|und|bis|sowie|u\.|–|-|&)\s*(?:Anlagen?\s*)?\d{{1,3}}\b(?![.,]\d|/))*)"
)
# Somebody else's attachment: "Anlage 1 zur Hauptsatzung", "Anlage 3 zu § 5", "Anlage 2 GemHVO".
_FREMD: Final = re.compile(
    r"\s+(?:\(?zu\s+§|(?:zu[rm]|des|der|zu\s+de[rm]|zu\s+diese[rm])\s+(?!(?:(?:dieser|diesem|vorliegenden|o\.\s?g\.)\s+)?"
    r"[\w-]*(?:[Vv]orlage|[Aa]ntrag|[Aa]ntrags|[Uu]nterrichtung|Verwaltung)\b)[A-ZÄÖÜ\w-]*|[A-ZÄÖÜ]\w*(?:VO|GB|OG|O|G)\b)"
)
_FREMDE_VORLAGE: Final = re.compile(r"(?:zur|der)?\s*(?:\w+)?\s*\b[A-Z]{2}/\d{4}/\d{4}")
_HINGEWIESEN: Final = re.compile(
    r"\b(?:[Ss]iehe|s\.|[Vv]gl\.|[Gg]emäß|lt\.|[Ll]aut|[Nn]ach)\s+(?:(?:der|den|(?:bei|an)(?:gefügt|liegend)e[rn]?)\s+)*Anlagen?\b"
    r"|\b[Aa]ls\s+(?:\w+\s+)?Anlagen?\s+(?:\S+\s+){0,3}?(?:bei(?=[\s.,])|beigefügt|angefügt|beiliegend)"
    r"|\b(?:[Ii]n|[Aa]us)\s+(?:der|den)\s+(?:(?:bei|an)(?:gefügt|liegend)en\s+)?Anlagen?\s+(?:\S+\s+){0,4}?"
    r"(?:beigefügt|dargestellt|aufgeführt|enthalten|ersichtlich|genannt|beschrieben|zu entnehmen|aufgelistet)"
    r"|\b(?:bei|an)(?:gefügte|liegende)[rnsm]?\s+(?:\S+\s+){0,2}?[A-ZÄÖÜ][\w-]*"
    r"|\b(?:ist|sind|liegt|liegen)\s+(?:\S+\s+){0,8}?als\s+Anlagen?\b"
    r"|\b(?:ist|sind)\s+(?:\S+\s+){0,5}?(?:dieser|der)\s+\w*[Vv]orlage\s+(?:\S+\s+){0,3}?beigefügt"
    r"|\((?:s\.\s|siehe\s)?Anlagen?\)"
)
_ANLAGE_ALLEIN: Final = re.compile(
    r"\b(?:Anlagen?|Anl\.)(?![\w-])|\b(?:bei|an)(?:gefügt|liegend)|\banbei\b", re.IGNORECASE
)
_STAMM: Final = 6
"""Letters in which a word of a title and one of the text agree: "Beitrittserklärung" and "Beitritt"."""
_GENANNT_MAX: Final = 5
_ALLERWELT: Final = frozenset({"anlage", "anlagen", "entwurf", "stadt", "koblenz"})


def check_fehlende_anlagen(entwurf: Entwurf) -> list[Befund]:
    """Find attachments that a text names by their number, or points to, and that are not there."""
    vorhanden = {anlage.position for anlage in entwurf.anlagen}
    befunde = []
    gemeldet: set[int] = set()
    for text in entwurf.texte:
        fehlend = [n for n in dict.fromkeys(_find_nummern(text.klartext)) if n not in vorhanden | gemeldet]
        gemeldet |= set(fehlend)
        befunde += [
            _warn(
                f"{text.ort} steht „Anlage {nummer}“, {_count(vorhanden)}. Bitte hängen Sie die Anlage an oder ändern "
                "Sie den Verweis."
            )
            for nummer in fehlend
        ]
        if not vorhanden and not fehlend and (fund := _find_hinweis(text.klartext)):
            befunde.append(
                _warn(
                    f"{text.ort} wird mit „{fund}“ auf eine Anlage verwiesen, angehängt ist aber keine. Bitte hängen "
                    "Sie sie an oder streichen Sie den Verweis."
                )
            )
    return befunde


def check_unerwaehnte_anlagen(entwurf: Entwurf) -> list[Befund]:
    """Find attachments that no text names by number, by a word of their title, or in general where there is one."""
    if not entwurf.texte:
        return []
    alles = "\n".join([entwurf.betreff, *(text.klartext for text in entwurf.texte)])
    genannt = set(_find_nummern(alles))
    if len(entwurf.anlagen) == 1 and _ANLAGE_ALLEIN.search(alles):
        return []
    gefaltet = alles.casefold()
    namen = [
        f"Anlage {anlage.position} „{anlage.titel}“"
        for anlage in entwurf.anlagen
        if anlage.position not in genannt and not _is_umschrieben(anlage, gefaltet)
    ]
    if not namen:
        return []
    if len(namen) > _GENANNT_MAX:
        namen[_GENANNT_MAX:] = [f"{len(namen) - _GENANNT_MAX} weitere Anlagen"]
    liste = " und ".join(filter(None, [", ".join(namen[:-1]), namen[-1]]))
    satz = (
        f"{liste} {'kommt' if len(namen) == 1 else 'kommen'} in keinem Text vor. Bitte prüfen Sie, ob "
        f"{'sie' if len(namen) == 1 else 'alle'} zu dieser Vorlage {'gehört' if len(namen) == 1 else 'gehören'}, und "
        "nennen Sie sie an der passenden Stelle."
    )
    return [Befund(satz, "", Stufe.ERINNERUNG, "anlagen")]


def _find_nummern(text: str) -> Iterator[int]:
    for fund in _GENANNT.finditer(text):
        danach = text[fund.end() : fund.end() + 80]
        if _FREMD.match(danach) or _FREMDE_VORLAGE.match(danach.lstrip()):
            continue
        erste, weitere = int(fund[1]), [int(zahl) for zahl in re.findall(r"\d+", fund[2])]
        yield erste
        if re.search(r"bis|–|-", fund[2]) and len(weitere) == 1:
            yield from range(erste + 1, weitere[0])
        yield from weitere


def _find_hinweis(text: str) -> str:
    fund = _HINGEWIESEN.search(text)
    if fund is None or _FREMD.match(text[fund.end() : fund.end() + 80]):
        return ""
    worte = " ".join(fund[0].split())
    return worte if len(worte) <= 60 else f"{worte[:60].rstrip()}…"


def _is_umschrieben(anlage: Anlagenangabe, text: str) -> bool:
    woerter = [wort for wort in re.findall(r"[^\W\d_]{4,}", anlage.titel.casefold()) if wort not in _ALLERWELT]
    return any(wort[:_STAMM] in text for wort in woerter)


def _count(vorhanden: set[int]) -> str:
    if not vorhanden:
        return "angehängt ist aber keine Anlage"
    if len(vorhanden) == 1:
        return f"angehängt ist aber nur Anlage {min(vorhanden)}"
    wort = "und" if len(vorhanden) == 2 else "bis"
    return f"angehängt sind aber nur die Anlagen {min(vorhanden)} {wort} {max(vorhanden)}"


def _warn(satz: str) -> Befund:
    return Befund(satz, "", Stufe.WARNUNG, "anlagen")
