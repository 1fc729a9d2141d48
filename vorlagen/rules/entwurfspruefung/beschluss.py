"""Whether the Beschlussentwurf reads as a decision: what the body does, not what the paper is about."""

import re
from typing import Final

from gremien.rules.befund import Befund, Stufe
from vorlagen.enums import Vorlagenart
from vorlagen.rules.arten import is_beschlussvorlage
from vorlagen.rules.entwurfspruefung.entwurf import Entwurf
from vorlagen.rules.entwurfspruefung.saetze import split_saetze

_GREMIUM: Final = (
    r"\b[Dd](?:er|ie|as)\s+(?:[\w-]+e\s+|[\w-]+-\s+und\s+|[\w-]+-,\s+)*(?:[\w-]*[Rr]at|[\w-]*[Aa]usschuss|Stadtvorstand"
    r"|[\w-]*[Kk]ommission|[\w-]*[Vv]ersammlung|Gremium|Gemeinde|Stadt|Oberbürgermeister(?:in)?|Ratsmitglieder|Mitglieder|Ausschüsse)\b"
)
# What a body does in front of a matter without deciding it.
_KEIN_BESCHLUSS: Final = frozenset(
    [
        *("befasst", "berät", "hat", "ist", "kann", "könnte", "diskutiert", "erörtert", "erhält", "besitzt", "kennt"),
        *("soll", "sollte", "weiß", "muss", "plant", "betreibt", "besteht", "tagt", "erwartet"),
    ]
)
_BEINAME: Final = r"der|des|für|und|[a-zäöüß]{4,}e[nrs]?(?=\s[A-ZÄÖÜ])|[A-ZÄÖÜ][\w-]*|„[^“]{1,60}“|,"
_GREMIUM_HANDELT: Final = re.compile(
    rf"{_GREMIUM}(?:\s+(?:{_BEINAME})){{0,10}}?,?\s+"
    r"(?P<verb>[a-zäöüß]+t|möge|mögen|beschließen|nehmen|stimmen|empfehlen|wählen|beauftragen)\b"
)
_PASSIV: Final = re.compile(
    r"\b(?:wird|werden)\b[^.;]{0,300}?\b(?P<partizip>(?:zu|fest|an|auf|ab|aus|ein|vor|bei|nach|um|fort|mit|wieder|weiter)?"
    r"(?:ge[a-zäöüß]+(?:t|en)|(?:be|er|ver|ent|zer|über|unter|wider|voll)[a-zäöüß]+(?:t|en)|[a-zäöüß]{2,}iert))\b"
)
_KEIN_PARTIZIP: Final = frozenset(
    [
        *("vorgeschlagen", "vorgelegt", "angestrebt", "erwartet", "erläutert", "begründet", "befürchtet"),
        *("besprochen", "berichtet", "erörtert", "benötigt", "gerechnet", "geplant", "gegen", "gesehen", "betragen"),
        *("diskutiert", "beraten", "vorgestellt", "bereits", "ersten", "unten", "erhalten", "verursacht"),
    ]
)
_KRAFT: Final = re.compile(
    r"\b(?:tritt|treten)\b.*\b(?:in|außer)\s+Kraft\b|\b(?:wird|werden)\s+wie\s+folgt\b|\bergeht\b"
)
_VERWALTUNG: Final = re.compile(r"\bDie\s+(?:Stadtv|V)erwaltung\s+(?:[a-zäöüß]+t|möge|soll)\b")
_BITTE: Final = re.compile(
    r"\b(?:[Uu]m|[Aa]uf)\s+(?:\w+\s+)?(?:Zustimmung|Beschluss\w*|Kenntnisnahme|Beratung)\b.*\b(?:gebeten|bitte[nt]|ersucht)\b"
    r"|\bbitte[nt]\s+(?:\w+\s+){0,3}um\b|\b(?:Rat|\w*rat|\w*[Aa]usschuss)\s+wird\s+(?:gebeten|ersucht)\b"
)
# "Der Stadtrat" and below "- beschließt …" is one sentence.
_FORTSETZUNG: Final = re.compile(r"\s*\n\s*(?:(?:[-–•*]|\d+[.)]|[a-z]\))\s+)?(?=[a-zäöüß])")


def check_beschlussformel(entwurf: Entwurf) -> list[Befund]:
    """Find a Beschlussentwurf without a decision in it. One sentence that decides is enough.

    A decision says what the body does ("Der Stadtrat beschließt", also of a list) or what is done by it ("wird
    zugestimmt"); a motion may say what the administration is to do.
    """
    text = next((text for text in entwurf.texte if text.feld == "beschlussentwurf"), None)
    if text is None or not is_beschlussvorlage(entwurf.art):
        return []
    if any(_is_beschluss(satz, entwurf.art) for satz in split_saetze(_FORTSETZUNG.sub(" ", text.klartext))):
        return []
    satz = (
        "Der Beschlussentwurf sagt nicht, was beschlossen werden soll. Bitte schreiben Sie ihn als Beschluss, "
        "zum Beispiel „Der Stadtrat beschließt …“, „… stimmt … zu“, „… nimmt … zur Kenntnis“ oder "
        "„Die Verwaltung wird beauftragt, …“."
    )
    return [Befund(satz, "", Stufe.WARNUNG, text.feld)]


def _is_beschluss(satz: str, art: Vorlagenart) -> bool:
    if _BITTE.search(satz):
        return False
    if any(fund["verb"] not in _KEIN_BESCHLUSS for fund in _GREMIUM_HANDELT.finditer(satz)):
        return True
    if any(fund["partizip"] not in _KEIN_PARTIZIP for fund in _PASSIV.finditer(satz)):
        return True
    return bool(_KRAFT.search(satz)) or (art is Vorlagenart.AT and bool(_VERWALTUNG.search(satz)))
