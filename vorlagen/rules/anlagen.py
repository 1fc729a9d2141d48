"""What a public attachment would give away, said before it is public."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from gremien.rules.befund import Befund, Stufe

_ENTSCHWAERZEN = (
    "Bitte schwärzen Sie die Stelle endgültig, sodass der Text entfernt ist, und laden Sie die Datei neu hoch."
)
_NOCH_NICHT = "Die Datei wird noch auf verborgene Inhalte und Angaben zu Personen geprüft"
_SCHUETZEN = (
    "Bitte entfernen Sie das aus der Datei, hängen Sie sie nichtöffentlich an oder begründen Sie, warum es alle lesen "
    "dürfen."
)
FEHLT = "Die Datei fehlt in der Ablage oder ist dort beschädigt. Bitte laden Sie sie neu hoch."
KEINE_KOPIE = "Es gibt keine öffentliche Kopie, die Öffentlichkeit bekommt die Datei deshalb nicht."


@dataclass(frozen=True, slots=True)
class Anlagenstand:
    """What is known about a file that everybody will get.

    ``verdeckt``, ``bleibt`` and ``entfaellt`` are German sentences: covered text that can be read, what stands beside
    the content and is given out, what the public copy drops or says to the ear only; ``persoenlich``: details of
    persons in its text, ``hinweise``: what could not be looked for. ``kopie_grund`` says why there is no public copy.
    """

    position: int
    titel: str
    is_geprueft: bool = True
    is_vorhanden: bool = True
    verdeckt: tuple[str, ...] = ()
    bleibt: tuple[str, ...] = ()
    persoenlich: tuple[str, ...] = ()
    entfaellt: tuple[str, ...] = ()
    hinweise: tuple[str, ...] = ()
    kopie_grund: str = ""
    name: str = ""
    """What it is called, where it is no numbered attachment."""


def check_anlagen(anlagen: Iterable[Anlagenstand], *, offen: Stufe) -> list[Befund]:
    """Return what to look at before these attachments are public; ``offen`` is how strict an unfinished check is.

    What gives something away is a WARNUNG: the person who decides may know that it is meant. What the public copy
    drops is an ERINNERUNG, so that a reason is asked for where it means something.
    """
    return [
        Befund(f"{anlage.name or f'Anlage {anlage.position}'} „{anlage.titel}“: {satz}", "", stufe, "anlagen")
        for anlage in anlagen
        for satz, stufe in _judge(anlage, offen)
    ]


def _judge(anlage: Anlagenstand, offen: Stufe) -> Iterator[tuple[str, Stufe]]:
    if not anlage.is_vorhanden:
        yield FEHLT, Stufe.SPERRE
    elif not anlage.is_geprueft:
        yield _name_offenes(offen), offen
    for satz in anlage.verdeckt:
        yield f"{satz} {_ENTSCHWAERZEN}", Stufe.WARNUNG
    for satz in anlage.bleibt:
        yield f"Die Öffentlichkeit bekommt die Datei, wie sie ist. {satz}", Stufe.WARNUNG
    for satz in anlage.persoenlich:
        yield f"{satz} {_SCHUETZEN}", Stufe.WARNUNG
    if anlage.kopie_grund:
        yield f"{KEINE_KOPIE} {anlage.kopie_grund}", Stufe.WARNUNG
    for satz in (*anlage.entfaellt, *anlage.hinweise):
        yield satz, Stufe.ERINNERUNG


def _name_offenes(offen: Stufe) -> str:
    if offen is Stufe.SPERRE:
        return f"{_NOCH_NICHT}. Bitte versuchen Sie es in einer Minute noch einmal."
    return f"{_NOCH_NICHT}; beim Absenden wird darauf gewartet."
