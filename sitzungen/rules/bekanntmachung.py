"""The wording of an announcement, written down once and never worked out again (§ 34 Abs. 6 GemO)."""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date, time

from sitzungen.enums import Teil


def name_bekanntmachung(nummer: int) -> str:
    """Return what an addition to the agenda is called, "2. Nachtrag"; empty for the agenda itself."""
    return f"{nummer}. Nachtrag" if nummer else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Zeile:
    """One item as announced; ``worte`` is what the public reads of it, ``betreff`` what the members read.

    ``vorlage`` and ``anlass`` tell of its paper, ``stelle`` where an added item stands ("nach Ö 12"); ``dringlich``:
    the body votes on adding it first.
    """

    teil: Teil
    bezeichnung: str
    betreff: str
    worte: str
    vorlage: str = ""
    anlass: str = ""
    stelle: str = ""
    unterpunkt: bool = False
    dringlich: bool = False

    @property
    def is_oeffentlich(self) -> bool:
        """Return whether the item belongs to the public part."""
        return self.teil == Teil.OEFFENTLICH


@dataclass(frozen=True, slots=True, kw_only=True)
class Wortlaut:
    """Head and items of an announcement; ``tag`` and ``uhrzeit`` are local, ``vorsitz`` is who signs, if known."""

    gremium: str
    nummer: str
    tag: date
    uhrzeit: time
    ort: str
    hinweis: str = ""
    vorsitz: str = ""
    zeilen: tuple[Zeile, ...]

    def list_teil(self, teil: Teil) -> list[Zeile]:
        """Return the items of one part in order."""
        return [zeile for zeile in self.zeilen if zeile.teil == teil]


def write_wortlaut(wortlaut: Wortlaut) -> str:
    """Return the wording as text."""
    return json.dumps(asdict(wortlaut), ensure_ascii=False, default=_to_plain)


def read_wortlaut(text: str) -> Wortlaut:
    """Return the wording that :func:`write_wortlaut` wrote."""
    angaben = json.loads(text)
    return Wortlaut(
        **angaben
        | {
            "tag": date.fromisoformat(angaben["tag"]),
            "uhrzeit": time.fromisoformat(angaben["uhrzeit"]),
            "zeilen": tuple(_read_zeilen(angaben["zeilen"])),
        }
    )


def _read_zeilen(zeilen: list[dict[str, str | bool]]) -> Iterable[Zeile]:
    for zeile in zeilen:
        yield Zeile(**zeile | {"teil": Teil(zeile["teil"])})  # type: ignore[arg-type]


def _to_plain(wert: object) -> str:
    if isinstance(wert, date | time):
        return wert.isoformat()
    raise TypeError(f"{wert!r} gehört in keinen Wortlaut.")
