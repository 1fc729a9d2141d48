"""What a draft still misses before it goes into co-signature."""

import html
import re
import unicodedata
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Final

from gremien.rules.befund import Befund, Stufe
from vorlagen.enums import Vorlagenart
from vorlagen.rules.gremienweg import Station, check_gremienweg

_IMMER: Final = frozenset({"betreff", "amt", "begruendung"})

# Motions and questions come from the council itself: no member of the Stadtvorstand answers for them.
PFLICHTFELDER: Final[Mapping[Vorlagenart, frozenset[str]]] = MappingProxyType(
    {
        Vorlagenart.BV: _IMMER | {"dezernat", "beschlussentwurf"},
        Vorlagenart.UV: _IMMER | {"dezernat"},
        Vorlagenart.AT: _IMMER | {"beschlussentwurf"},
        Vorlagenart.AF: _IMMER,
        Vorlagenart.AW: _IMMER | {"dezernat"},
        Vorlagenart.ST: _IMMER | {"dezernat"},
    },
)

_AUFFORDERUNGEN: Final = (
    ("betreff", "Bitte geben Sie einen Betreff ein."),
    ("amt", "Bitte wählen Sie das Amt, das die Vorlage verfasst."),
    ("dezernat", "Bitte wählen Sie das Dezernat, das die Vorlage verantwortet."),
    ("beschlussentwurf", "Bitte schreiben Sie, was das Gremium beschließen soll (Beschlussentwurf)."),
    ("begruendung", "Bitte schreiben Sie die Begründung."),
)

OHNE_GRUND: Final = Befund(
    "Bitte geben Sie an, was sich gegenüber der freigegebenen Fassung ändert und warum (Grund der Neufassung).",
    "",
    Stufe.SPERRE,
    "neufassung_grund",
)

_SAMMELBEGRIFFE: Final = frozenset(
    {
        "allgemeines",
        "anfragen",
        "bekanntgaben",
        "bekanntmachungen",
        "informationen",
        "mitteilung",
        "mitteilungen",
        "sonstiges",
        "unterrichtungen",
        "verschiedenes",
    },
)
_FUELLWOERTER: Final = frozenset(
    {
        "allgemeine",
        "der",
        "des",
        "oberbürgermeisters",
        "sonstige",
        "sowie",
        "und",
        "verschiedene",
        "verwaltung",
        "vorsitzenden",
    },
)


def has_text(markup: str) -> bool:
    """Return whether anything readable is left of rich text once its tags are gone ("<p>&nbsp;</p>" is empty)."""
    return bool(html.unescape(re.sub(r"<[^>]*>", " ", markup)).strip())


def is_sammeltitel(betreff: str) -> bool:
    """Return whether a title consists of nothing but collective words ("Mitteilungen der Verwaltung")."""
    # NFC first: a title pasted from a Mac spells ü as two code points.
    woerter = re.findall(r"\w+", unicodedata.normalize("NFC", betreff).casefold())
    return any(wort in _SAMMELBEGRIFFE for wort in woerter) and all(
        wort in _SAMMELBEGRIFFE | _FUELLWOERTER for wort in woerter
    )


def check_sammeltitel(*, betreff: str, beschlussentwurf: str) -> list[Befund]:
    """Check that nothing is decided under a title that tells nobody what is decided (§ 34 GemO)."""
    if not (is_sammeltitel(betreff) and has_text(beschlussentwurf)):
        return []
    return [
        Befund(
            f"Unter „{betreff.strip()}“ kann in der Regel nichts beschlossen werden, weil die Tagesordnung den "
            "Gegenstand nennen muss. Bitte wählen Sie einen Betreff, der den Gegenstand nennt.",
            "§ 34 GemO",
            Stufe.WARNUNG,
            "betreff",
        ),
    ]


def check_vollstaendigkeit(
    *,
    art: Vorlagenart,
    betreff: str,
    amt: str,
    dezernat: str,
    beschlussentwurf: str,
    begruendung: str,
    stationen: Sequence[Station],
    neufassung_grund: str | None = None,
) -> list[Befund]:
    """Check everything a draft must hold before co-signature, including its Gremienweg.

    ``amt`` and ``dezernat`` are labels, empty when none is chosen; ``beschlussentwurf`` and ``begruendung``
    may be rich text. ``neufassung_grund`` is None for the first Fassung of a paper. Every finding names its field.
    """
    werte = {
        "betreff": betreff,
        "amt": amt,
        "dezernat": dezernat,
        "beschlussentwurf": beschlussentwurf,
        "begruendung": begruendung,
    }
    fehlend = [
        Befund(satz, "", Stufe.SPERRE, feld)
        for feld, satz in _AUFFORDERUNGEN
        if feld in PFLICHTFELDER[art] and not has_text(werte[feld])
    ]
    return [
        *fehlend,
        *([] if neufassung_grund is None or neufassung_grund.strip() else [OHNE_GRUND]),
        *check_sammeltitel(betreff=betreff, beschlussentwurf=beschlussentwurf),
        *check_gremienweg(stationen, beschluss_erforderlich="beschlussentwurf" in PFLICHTFELDER[art]),
    ]
