"""A result as a German sentence, as the minutes say it: "Der Beschluss wurde einstimmig bei 2 Enthaltungen gefasst."

From the same counts as the ticks in the grid, the page and the extract. What nobody counted is not said, because it is
not 0; a counted 0 is said, except where the outcome says it by itself.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from vorlagen.enums import Ausgang


@dataclass(frozen=True, slots=True, kw_only=True)
class Ergebniswerte:
    """A recorded result as plain values.

    ``vorberatend``: the body only recommended; ``verwiesen_an`` is the body it was referred to.
    """

    ausgang: Ausgang
    geaendert: bool = False
    ja: int | None = None
    gegenstimmen: int | None = None
    enthaltungen: int | None = None
    befangen: int = 0
    vorberatend: bool = False
    verwiesen_an: str = ""


_SAETZE: Final[Mapping[Ausgang, str]] = MappingProxyType(
    {
        Ausgang.EINSTIMMIG: "{Was} wurde {geaendert}{abstimmung} gefasst.",
        Ausgang.MEHRHEITLICH: "{Was} wurde {geaendert}{abstimmung} gefasst.",
        Ausgang.BESCHLOSSEN: "{Was} wurde {geaendert}{zahlen}gefasst.",
        Ausgang.ABGELEHNT: "Der Beschlussvorschlag wurde {zahlen}abgelehnt.",
        Ausgang.OHNE_BE: "Die Angelegenheit wurde {zahlen}ohne Beschlussempfehlung weitergegeben.",
        Ausgang.KENNTNIS: "Die Mitglieder haben davon Kenntnis genommen.",
        Ausgang.ABGESETZT: "Der Punkt wurde von der Tagesordnung abgesetzt.",
        Ausgang.VERWIESEN: "Die Angelegenheit wurde {zahlen}verwiesen{ziel}.",
        Ausgang.VERTAGT: "Die Angelegenheit wurde {zahlen}vertagt.",
        Ausgang.ZURUECKGEZOGEN: "Die Vorlage wurde zurückgezogen.",
        Ausgang.SCHRIFTLICH_BEANTWORTET: "Die Anfrage wurde schriftlich beantwortet.",
        Ausgang.SOLL_SCHRIFTLICH: "Die Anfrage soll schriftlich beantwortet werden.",
        Ausgang.ERLEDIGT: "Der Punkt ist damit erledigt.",
    }
)
_KURZ: Final[Mapping[Ausgang, str]] = MappingProxyType(
    {Ausgang.EINSTIMMIG: "einstimmig", Ausgang.MEHRHEITLICH: "mehrheitlich"}
)


def say_abstimmung(werte: Ergebniswerte) -> str:
    """Return how the vote went, "mehrheitlich bei 4 Gegenstimmen und 22 Enthaltungen", or the name of the outcome."""
    ausgang = Ausgang(werte.ausgang)
    return " ".join(filter(None, [_KURZ.get(ausgang, str(ausgang.label)), say_zahlen(werte)]))


def say_zahlen(werte: Ergebniswerte) -> str:
    """Return what was counted: "mit 20 Ja-Stimmen bei 4 Gegenstimmen und 22 Enthaltungen", empty if nothing was."""
    stumm = werte.ausgang == Ausgang.EINSTIMMIG
    zahlen = ((werte.gegenstimmen, "Gegenstimme"), (werte.enthaltungen, "Enthaltung"))
    bei = " und ".join(_count(zahl, wort) for zahl, wort in zahlen if zahl)
    ohne = " und ".join(f"{wort}n" if wort.endswith("e") else f"{wort}en" for zahl, wort in zahlen if zahl == 0)
    teile = [_say_ja(werte.ja), f"bei {bei}" if bei else "", f"ohne {ohne}" if ohne and not stumm else ""]
    return " ".join(filter(None, teile))


def say_ergebnis(werte: Ergebniswerte) -> str:
    """Return the whole sentence."""
    ausgang = Ausgang(werte.ausgang)
    zahlen = say_zahlen(werte)
    return _SAETZE[ausgang].format(
        Was="Die Beschlussempfehlung" if werte.vorberatend else "Der Beschluss",
        geaendert="mit geändertem Wortlaut " if werte.geaendert else "",
        abstimmung=say_abstimmung(werte),
        zahlen=f"{zahlen} " if zahlen else "",
        ziel=f" an: {werte.verwiesen_an}" if werte.verwiesen_an else "",
    )


def say_befangen(anzahl: int, namen: Sequence[str] = ()) -> str:
    """Return who took no part because they were biased, by name where that is recorded (§ 22 GemO)."""
    if not anzahl and not namen:
        return ""
    wer = "Ein Mitglied hat" if anzahl == 1 else f"{anzahl} Mitglieder haben"
    if namen:
        alle = " und ".join(filter(None, [", ".join(namen[:-1]), namen[-1]]))
        wer = f"{alle} {'hat' if len(namen) == 1 else 'haben'}"
    return f"{wer} wegen Befangenheit weder beraten noch abgestimmt (§ 22 GemO)."


def say_aufnahme(*, ja: int | None, anwesend: int | None, aufgenommen: bool) -> str:
    """Return the vote on adding an urgent item, empty where there was none (§ 34 Abs. 7 GemO)."""
    if ja is None or anwesend is None:
        return ""
    stimmen = _count(ja, "Stimme") if ja else "keiner Stimme"
    wort = "aufgenommen" if aufgenommen else "nicht aufgenommen"
    return f"Der Punkt wurde mit {stimmen} von {anwesend} Anwesenden {wort} (§ 34 Abs. 7 GemO)."


def _say_ja(ja: int | None) -> str:
    if ja is None:
        return ""
    return f"mit {_count(ja, 'Ja-Stimme')}" if ja else "ohne Ja-Stimmen"


def _count(zahl: int, wort: str) -> str:
    if zahl == 1:
        return f"einer {wort}"
    return f"{zahl} {wort}{'n' if wort.endswith('e') else 'en'}"
