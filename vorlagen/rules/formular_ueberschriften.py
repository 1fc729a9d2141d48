"""The headings of paper forms in all their spellings: data first, then how a line is compared with it."""

import re
from dataclasses import dataclass

BETREFF, GREMIENWEG = "betreff", "gremienweg"
BESCHLUSSENTWURF, BEGRUENDUNG, ANLAGEN, ZUSATZ = "beschlussentwurf", "begruendung", "anlagen", "zusatz"

# One spelling per form of the word; ß and ss, capitals and letter-spacing make no difference.
UEBERSCHRIFTEN: dict[str, tuple[str, ...]] = {
    BETREFF: ("Betreff", "Betrifft", "Betr."),
    GREMIENWEG: ("Gremienweg", "Beratungsfolge", "Beratungsgang", "Beratungsweg", "Gremienfolge", "Sitzungsfolge"),
    BESCHLUSSENTWURF: (
        *("Beschlussentwurf", "Beschlussvorschlag", "Beschlussempfehlung", "Beschlusstext", "Beschlussantrag"),
        *("Beschlussvorlage zum Beschluss", "Entwurf des Beschlusses", "Vorschlag zum Beschluss"),
    ),
    BEGRUENDUNG: (
        *("Begründung", "Sachverhalt", "Sachverhalt/Begründung", "Sachverhalt und Begründung"),
        *("Begründung/Sachverhalt", "Sach- und Rechtslage", "Sachdarstellung", "Sachstand", "Sachbericht"),
        *("Erläuterung", "Erläuterungen", "Erläuterung/en", "Problembeschreibung", "Problembeschreibung/Begründung"),
    ),
    ANLAGEN: ("Anlage", "Anlagen", "Anlage/n", "Anlage(n)", "Anlagenverzeichnis", "Verzeichnis der Anlagen"),
    ZUSATZ: (
        *("Finanzielle Auswirkungen", "Finanzielle Auswirkung", "Auswirkungen auf den Haushalt"),
        *("Haushaltsrechtliche Auswirkungen", "Haushaltsmäßige Auswirkungen", "Kosten und Finanzierung"),
        *("Auswirkungen auf den Klimaschutz", "Auswirkungen auf das Klima", "Auswirkungen auf Klima und Umwelt"),
        *("Klimaschutz", "Klimarelevanz", "Klimaauswirkungen", "Klimacheck", "Personelle Auswirkungen"),
        *("Auswirkungen auf die Umwelt", "Auswirkungen auf Kinder und Familien", "Alternativen"),
    ),
}
# What heads the text of a paper that has no resolution; elsewhere these are everyday words.
ERSATZ = ("Unterrichtung", "Anfrage", "Antwort", "Stellungnahme", "Mitteilung", "Bericht")

LEER = re.compile(r"\W*(?:keine|entfällt|noch nicht festgelegt|\./\.)\W*", re.IGNORECASE)
"""What is printed below a heading that has nothing to say."""


@dataclass(frozen=True, slots=True)
class Treffer:
    """A heading found: its part, its words as the table spells them, and what follows it on the line."""

    teil: str
    wortlaut: str
    rest: str


def _compile(wortlaut: str) -> re.Pattern[str]:
    woerter = (re.escape(wort).replace("ss", "(?:ss|ß)").replace("/", r"\s?/\s?") for wort in wortlaut.split())
    ende = "" if wortlaut.endswith((".", ")")) else r"(?![\w/(])"
    muster = r"\s+".join(woerter)
    return re.compile(rf"\s*(?:[IVX]{{1,4}}\.\s+)?{muster}{ende}", re.IGNORECASE)


def _sort(tabelle: dict[str, tuple[str, ...]]) -> "_Tabelle":
    """Return the longest wording first, so that "Sachverhalt/Begründung" is not taken for "Sachverhalt"."""
    zeilen = [(teil, wortlaut) for teil, woerter in tabelle.items() for wortlaut in woerter]
    return [(teil, wort, _compile(wort)) for teil, wort in sorted(zeilen, key=lambda z: -len(z[1]))]


_Tabelle = list[tuple[str, str, re.Pattern[str]]]
_MUSTER = _sort(UEBERSCHRIFTEN)
_ERSATZMUSTER = _sort({BEGRUENDUNG: ERSATZ})
# Nearly every line begins with none of them: one look tells.
_IRGENDEINE = re.compile("|".join(f"(?:{m.pattern})" for _, _, m in (*_MUSTER, *_ERSATZMUSTER)), re.IGNORECASE)
# The beginning that a heading can have at all; keeps long lines of prose cheap.
_MAX_ANFANG = 80

_GESPERRT = re.compile(r"\s*((?:[^\W\d_] ){4,}[^\W\d_](?!\w))")


def collapse_sperrschrift(text: str) -> str:
    """Return ``text`` with letter-spaced words at its beginning written together: "B e t r e f f : x"."""
    treffer = _GESPERRT.match(text)
    if treffer is None:
        return text
    rest = text[treffer.end() :]
    return treffer[1].replace(" ", "") + (rest.lstrip(" ") if rest.lstrip()[:1] == ":" else rest)


def match_ueberschrift(text: str) -> Treffer | None:
    """Return the heading a line begins with, whatever follows; None if it begins with none."""
    return _match(_MUSTER, text)


def match_ersatz(text: str) -> Treffer | None:
    """Return the heading of a text without a resolution; it counts only alone or with a colon."""
    treffer = _match(_ERSATZMUSTER, text)
    return treffer if treffer and treffer.rest.strip()[:1] in ("", ":") else None


def _match(tabelle: _Tabelle, text: str) -> Treffer | None:
    gerade = collapse_sperrschrift(text)
    anfang = gerade[:_MAX_ANFANG]
    if not _IRGENDEINE.match(anfang):
        return None
    for teil, wortlaut, muster in tabelle:
        if treffer := muster.match(anfang):
            return Treffer(teil, wortlaut, gerade[treffer.end() :])
    return None


def strip_doppelpunkt(rest: str) -> str:
    """Return what follows a heading without its colon."""
    return rest.strip().removeprefix(":").strip()
