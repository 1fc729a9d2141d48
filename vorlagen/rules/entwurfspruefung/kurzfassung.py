"""The Kurzfassung: there, short, and readable for somebody who has half a minute."""

from typing import Final

from dokumente.rules.zahlen import format_zahl
from gremien.rules.befund import Befund, Stufe
from vorlagen.rules.entwurfspruefung.entwurf import Entwurf
from vorlagen.rules.entwurfspruefung.saetze import join_zeilen, list_woerter, split_saetze

ZEICHEN: Final = 600
SATZ_MITTEL: Final = 20
SATZ_MAX: Final = 35
LANGES_WORT: Final = 20
"""Letters up to which a word is read as one; one of 21 to 40 counts as two."""
_ZITAT: Final = 50


def check_kurzfassung_vorhanden(entwurf: Entwurf) -> list[Befund]:
    """Find an empty Kurzfassung."""
    if entwurf.kurzfassung is None or entwurf.kurzfassung.strip():
        return []
    return [_remind("Bitte schreiben Sie eine Kurzfassung: in wenigen Sätzen, worum es geht und was entschieden wird.")]


def check_kurzfassung_laenge(entwurf: Entwurf) -> list[Befund]:
    """Find a Kurzfassung that is none."""
    laenge = len((entwurf.kurzfassung or "").strip())
    if laenge <= ZEICHEN:
        return []
    return [
        _remind(f"Die Kurzfassung hat {format_zahl(laenge)} Zeichen. Bitte kürzen Sie sie auf höchstens {ZEICHEN}.")
    ]


def check_lange_saetze(entwurf: Entwurf) -> list[Befund]:
    """Find single sentences of the Kurzfassung that are too long."""
    return [
        _remind(
            f"In der Kurzfassung hat der Satz „{_shorten(satz)}“ {laenge} Wörter, lange Wörter doppelt gezählt. Bitte "
            f"machen Sie zwei Sätze daraus; höchstens {SATZ_MAX} sind gut zu lesen."
        )
        for satz in _list_saetze(entwurf)
        if (laenge := count_woerter(satz)) > SATZ_MAX
    ]


def check_satzlaenge(entwurf: Entwurf) -> list[Befund]:
    """Find a Kurzfassung whose sentences are too long on the whole; one sentence alone is judged by itself."""
    saetze = _list_saetze(entwurf)
    if len(saetze) < 2 or (mittel := sum(map(count_woerter, saetze)) / len(saetze)) <= SATZ_MITTEL:
        return []
    zahl = f"{mittel:.1f}".replace(".", ",")
    satz = (
        f"Die Sätze der Kurzfassung haben im Mittel {zahl} Wörter, lange Wörter doppelt gezählt. Bitte schreiben Sie "
        f"kürzere Sätze; bis {SATZ_MITTEL} sind gut zu lesen."
    )
    return [_remind(satz)]


def count_woerter(satz: str) -> int:
    """Return the length of a sentence in words; "Grundstücksverkehrsgenehmigung" takes a reader as long as two."""
    return sum(1 + (len(wort) - 1) // LANGES_WORT for wort in list_woerter(satz))


def _list_saetze(entwurf: Entwurf) -> list[str]:
    return split_saetze(join_zeilen(entwurf.kurzfassung or ""))


def _shorten(satz: str) -> str:
    return satz if len(satz) <= _ZITAT else f"{satz[:_ZITAT].rsplit(' ', 1)[0]} …"


def _remind(satz: str) -> Befund:
    # How well it reads is for its author to say; nobody has to justify a long sentence.
    return Befund(satz, "", Stufe.ERINNERUNG, "kurzfassung")
