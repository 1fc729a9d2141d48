"""Dates in the texts: days that do not exist, weekdays that do not fit, and a future that has passed."""

import re
from collections.abc import Iterator
from datetime import date
from itertools import islice
from typing import Final

from gremien.rules.arbeitstage import WOCHENTAGE
from gremien.rules.befund import Befund, Stufe
from vorlagen.rules.entwurfspruefung.entwurf import Entwurf, Text

_MONATE: Final = (
    *("Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober"),
    *("November", "Dezember"),
)
_WOCHENTAGE: Final = {
    **{tag: nummer for nummer, tag in enumerate(WOCHENTAGE)},
    **{tag[:2]: nummer for nummer, tag in enumerate(WOCHENTAGE)},
    "Sonnabend": 5,
}
_MONAT: Final = rf"(?:(?P<monat>\d{{1,2}})\.|(?P<monatsname>{'|'.join(_MONATE)})\b)"
_TAG: Final = rf"(?P<tag>\d{{1,2}})\.\s?{_MONAT}"
_JAHR: Final = r"(?:\s?(?P<jahr>\d{4})(?![\d.,]\d|\d|/))"
_DATUM: Final = re.compile(rf"(?<![\d./-])(?<!Az\. )(?<!Az\.: ){_TAG}{_JAHR}")
_OHNE_JAHR: Final = re.compile(rf"\b(?:am|vom|zum|bis|ab|den|dem|der)\s+{_TAG}(?!\s?\d)")
_WOCHENTAG: Final = re.compile(
    rf"\b(?P<wochentag>{'|'.join((*WOCHENTAGE, 'Sonnabend'))}|(?:Mo|Di|Mi|Do|Fr|Sa|So)(?=\.|,))s?[.,]{{0,2}}\s+"
    rf"(?:(?:den|dem|der|am)\s+)?{_TAG}(?:{_JAHR}|(?!\s?\d{{3}}))"
)
GENUG: Final = 200
"""Dates of one text that are looked at; no paper has so many."""
_JAHRE: Final = range(1900, 2200)
_JAHRESZAHL: Final = re.compile(r"(?<![\d.,/])(?:19|20)\d\d(?![\d.,/]\d)")

# What has happened, what is an account of a day, and what others have enacted.
_VORBEI: Final = re.compile(
    r"\b(?:wurden?|worden|wären?|war(?:en)?|hat(?:te|ten)?|haben|trat(?:en)?|begann(?:en)?|endeten?|sollten?|galt(?:en)?"
    r"|lief(?:en)?|musste[n]?|konnten?|rückwirkend\w*|bereits|ursprünglich\w*|bisher\w*|zuletzt|seinerzeit|damals|seit|"
    r"Stichtag\w*|Stand|Bilanz\w*|Jahresabschl[uü]ss\w*|Schlussbilanz"
    r"|gewesen|Gesetz\w*|Novelle|Rechtsanspruch|Landesverordnung|Artikel)\b"
)
_KOMMT: Final = r"(?:wird|werden|soll|sollen|ist|sind|muss|müssen|kann|können|läuft|laufen|gilt|gelten)"
# "der bis zum 31.12.2018 gültige Vertrag": the date belongs to a noun, not to the verb.
_KEIN_ARTIKEL: Final = "".join(rf"(?<!\b[Dd]{ende} )" for ende in ("er", "ie", "as", "en", "em", "es"))
_DAVOR: Final = {
    "in Kraft": re.compile(
        r"\b(?:[Zz]um|[Aa]m|[Mm]it\s+Wirkung\s+(?:vom|zum)|[Mm]it\s+Ablauf\s+des|[Aa]b(?:\s+dem)?)\s+\Z"
    ),
    "bis": re.compile(rf"{_KEIN_ARTIKEL}\b[Bb]is\s+(?:spätestens\s+)?(?:zum\s+)?\Z"),
    "spätestens": re.compile(r"\b[Ss]pätestens\s+(?:zum|am|bis\s+zum)\s+\Z"),
    "ab": re.compile(rf"{_KEIN_ARTIKEL}\b[Aa]b(?:\s+dem)?\s+\Z"),
    "zum": re.compile(rf"{_KEIN_ARTIKEL}\b[Zz]um\s+\Z"),
    "am": re.compile(r"\b(?:wird|werden|findet|finden|soll|sollen)\s+(?:\S+\s+){0,3}?am\s+\Z"),
}
_IN_KRAFT: Final = re.compile(r"\b(?:tritt|treten)\b.*\b(?:in|außer)\s+Kraft\b", re.DOTALL)
_VERBEN: Final = {
    "bis": re.compile(rf"\b{_KOMMT}\b|\bbeauftragt\b"),
    "spätestens": re.compile(rf"\b{_KOMMT}\b|\bbeauftragt\b"),
    "ab": re.compile(r"\b(?:wird|werden|soll|sollen)\b"),
    "zum": re.compile(
        r"\b(?:wird|werden|soll|sollen)\b.*\b(?:erhöht|angehoben|eingeführt|eröffnet|aufgenommen|umgesetzt|angepasst|gesenkt"
        r"|bestellt|eingerichtet|fertiggestellt|abgeschlossen|umbenannt|übertragen|verlängert|gekündigt|aufgehoben|eingestellt)"
        r"(?:\s+werden)?\b|\b(?:beginnt|startet|endet|eröffnet)\b",
        re.DOTALL,
    ),
    "am": re.compile(""),  # what stands before it has said so
}
# "bis zum 31.12.2018 gültige Satzung": likewise.
_KEINE_BEIFUEGUNG: Final = (
    r"(?:alle|der|die|das|den|dem|des|(?:k?ein|ihr|sein|dies|jed|weiter|sämtlich)e?[rnms]?|außer|in|unter|über|hinter|neben"
    r"|gegen|wegen|zwischen|werden|sollen|müssen|können|haben|dürfen|wollen|gelten|laufen)"
)
_BEIFUEGUNG: Final = re.compile(
    rf"\s+(?!{_KEINE_BEIFUEGUNG}\s)(?:\w+\s+)?(?!{_KEINE_BEIFUEGUNG}\s)[a-zäöüß]+(?:e|en|er|es|em)\s+"
    r"(?:[a-zäöüß]+(?:en?|er|es)\s+)?[A-ZÄÖÜ„]"
)
_BEREICH: Final = re.compile(
    r"\b(?:vom|von|zwischen)\s+(?:dem\s+)?[\d.\s]+(?:\w+\s+)?(?:\d{4}\s+)?(?:bis\s+)?(?:zum\s+)?\Z"
)


def check_unmoegliche_daten(entwurf: Entwurf) -> list[Befund]:
    """Find days that are in no calendar: 31.02., 29.02. of a common year, the 13th month."""
    return [
        _warn(text, f"{text.ort} steht „{stelle}“. Diesen Tag gibt es nicht. Bitte prüfen Sie das Datum.")
        for text in entwurf.texte
        for stelle in dict.fromkeys(_find_unmoegliche(text.klartext))
    ]


def check_wochentage(entwurf: Entwurf) -> list[Befund]:
    """Find weekdays that do not fit their date.

    Without a year that of the same sentence counts, else the date before and the one after ``heute``.
    """
    befunde = []
    for text in entwurf.texte:
        for satz in text.saetze:
            for fund in _WOCHENTAG.finditer(satz):
                tage = _list_moegliche(fund, satz, entwurf.heute)
                if tage and all(tag.weekday() != _WOCHENTAGE[fund["wochentag"]] for tag in tage):
                    befunde.append(_warn(text, f"{text.ort} steht „{_quote(fund[0])}“, {_tell(tage)}. {_PRUEFEN}"))
    return befunde


_PRUEFEN: Final = "Bitte prüfen Sie Wochentag und Datum."


def check_vergangenes(entwurf: Entwurf) -> list[Befund]:
    """Find dates before ``heute`` where the sentence speaks of what is to come ("bis zum 01.03.2019 wird")."""
    return [
        _warn(
            text,
            f"{text.ort} steht „{stelle}“, als läge es in der Zukunft; der Tag ist aber vorbei. Bitte prüfen Sie das "
            "Datum oder schreiben Sie, was geschehen ist.",
        )
        for text in entwurf.texte
        for stelle in _find_vergangene(text, entwurf.heute)
    ]


def _find_vergangene(text: Text, heute: date) -> Iterator[str]:
    funde = ((satz, fund) for satz in text.saetze for fund in _DATUM.finditer(satz))
    for satz, fund in islice(funde, GENUG):
        tag = _to_tag(fund, int(fund["jahr"]))
        if tag is not None and tag < heute and _is_kommend(satz, fund):
            yield _quote(f"{_find_anschluss(satz[: fund.start()])}{fund[0]}")


def _is_kommend(satz: str, fund: re.Match[str]) -> bool:
    davor, danach = satz[: fund.start()], satz[fund.end() :]
    if _VORBEI.search(satz) or _BEIFUEGUNG.match(danach) or _BEREICH.search(davor):
        return False
    if _IN_KRAFT.search(satz) and _DAVOR["in Kraft"].search(davor):
        return True
    return any(_DAVOR[wort].search(davor) and verb.search(satz) for wort, verb in _VERBEN.items())


def _find_anschluss(davor: str) -> str:
    """Return the word before a date, such as "bis zum "."""
    fund = re.search(r"(?:\b(?:bis|spätestens|mit Wirkung|mit Ablauf)\s+)?\b\w+\s+\Z", davor)
    return fund[0] if fund else ""


def _find_unmoegliche(text: str) -> Iterator[str]:
    for fund in _DATUM.finditer(text):
        if int(fund["jahr"]) in _JAHRE and _is_unmoeglich(fund, int(fund["jahr"])):
            yield _quote(fund[0])
    for fund in _OHNE_JAHR.finditer(text):
        # 2000 was a leap year: without a year the 29th of February is possible.
        if _is_unmoeglich(fund, 2000):
            yield _quote(fund[0][fund.start("tag") - fund.start() :])


def _is_unmoeglich(fund: re.Match[str], jahr: int) -> bool:
    tag, monat = int(fund["tag"]), _read_monat(fund)
    # 61.26.2018 is the number of a file, 31.13.2018 and 12.18.2018 are slips.
    plausibel = 0 < tag <= 31 and 0 < monat <= 31
    return plausibel and _to_tag(fund, jahr) is None


def _list_moegliche(fund: re.Match[str], satz: str, heute: date) -> list[date]:
    """Return the days a date may mean; none if there is no such day."""
    jahre = {int(zahl) for zahl in ([fund["jahr"]] if fund["jahr"] else _JAHRESZAHL.findall(satz))}
    if not jahre:
        dieses = _to_tag(fund, heute.year)
        anderes = heute.year + 1 if dieses and dieses < heute else heute.year - 1
        jahre = {heute.year, anderes}
    return [tag for jahr in sorted(jahre) if jahr in _JAHRE and (tag := _to_tag(fund, jahr)) is not None]


def _tell(tage: list[date]) -> str:
    if len(tage) == 1:
        return f"der {tage[0]:%d.%m.%Y} ist aber ein {WOCHENTAGE[tage[0].weekday()]}"
    weitere = " und ".join(f"{tag.year} auf einen {WOCHENTAGE[tag.weekday()]}" for tag in tage)
    return f"der {tage[0]:%d.%m.} fällt aber {weitere}"


def _to_tag(fund: re.Match[str], jahr: int) -> date | None:
    try:
        return date(jahr, _read_monat(fund), int(fund["tag"]))
    except ValueError:
        return None


def _read_monat(fund: re.Match[str]) -> int:
    return int(fund["monat"]) if fund["monat"] else _MONATE.index(fund["monatsname"]) + 1


def _quote(text: str) -> str:
    return " ".join(text.split())


def _warn(text: Text, satz: str) -> Befund:
    return Befund(satz, "", Stufe.WARNUNG, text.feld)
