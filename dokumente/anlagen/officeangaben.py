"""What an office document says besides its pages: who wrote it, what was crossed out, what is only hidden.

Nothing is rewritten here: such a file is given out as it was brought, so people are told before that happens.
"""

from __future__ import annotations

import zipfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import IO, Final
from xml.parsers import expat

from dokumente.anlagen.befunde import Befundart, NichtLesbar, Pruefbefund
from dokumente.anlagen.pdf.grenzen import GrenzeErreicht

TEIL_MAX: Final = 64 * 1024 * 1024
"""Longest unpacked part that is read, in bytes."""
GESAMT_MAX: Final = 200 * 1024 * 1024
"""Most unpacked bytes of one document altogether."""
EINTRAEGE_MAX: Final = 10_000
_STUECK: Final = 256 * 1024
_TEXT_MAX: Final = 4096
"""Characters of a single property that are looked at; whether there are any is all that counts."""

_ZU_GROSS: Final = (
    "Das Dokument ist ausgepackt zu groß, um es zu prüfen. Bitte teilen Sie es oder hängen Sie ein PDF an."
)
_KAPUTT: Final = "Das Dokument ist beschädigt. Bitte öffnen Sie es, speichern Sie es neu oder hängen Sie ein PDF an."
_WEG: Final = (
    "Bitte entfernen Sie das (in Office: Datei › Informationen › Auf Probleme überprüfen) oder hängen Sie ein PDF an."
)

_PERSONEN: Final = frozenset({"creator", "lastModifiedBy", "initial-creator", "Manager", "printed-by"})
_EIGENSCHAFTEN: Final = frozenset(
    {"keywords", "description", "subject", "category", "keyword", "Company", "user-defined"}
)
_AENDERUNGEN: Final = frozenset({"ins", "del", "moveFrom", "moveTo", "changed-region", "cell-content-change"})
_KOMMENTARE: Final = frozenset({"comment", "threadedComment", "annotation"})
_SCHALTER_AUS: Final = frozenset({"0", "false", "off"})
_EINGEBETTET: Final = ("/embeddings/", "Object ")
_BEDIENUNG: Final = "Configurations2/"
"""Where LibreOffice keeps menus and keys of a document: parts of it may be empty."""
_NICHT_GEZEIGT: Final = frozenset({"hidden-text", "hidden-paragraph"})


def find_officeangaben(quelle: Path) -> Iterator[Pruefbefund]:
    """Yield what everybody learns who gets this Word, Excel or OpenDocument file as it is.

    :raises NichtLesbar: when it is damaged.
    :raises GrenzeErreicht: when it is too large to be looked through.
    """
    gezaehlt = count_angaben(quelle)
    for was, bezeichnung in _BEZEICHNUNGEN.items():
        if gezaehlt[was]:
            yield Pruefbefund(Befundart.BLEIBT, f"Das Dokument enthält {bezeichnung(gezaehlt[was])}. {_WEG}")


_BEZEICHNUNGEN: Final[Mapping[str, Callable[[int], str]]] = {
    "personen": lambda n: "Namen von Personen in seinen Eigenschaften (Verfasser, zuletzt gespeichert von)",
    "eigenschaften": lambda n: "beschreibende Eigenschaften (zum Beispiel Thema, Stichwörter, Firma)",
    "kommentare": lambda n: f"Kommentare ({n})",
    "aenderungen": lambda n: f"nachverfolgte Änderungen ({n}), aus denen sich gelöschter Text lesen lässt",
    "blaetter": lambda n: f"ausgeblendete Tabellenblätter ({n})",
    "zeilen": lambda n: "ausgeblendete Zeilen, Spalten oder Textstellen",
    "eingebettet": lambda n: f"eingebettete Dateien ({n})",
}


def count_angaben(quelle: Path) -> Counter[str]:
    """Return how often each kind of thing beside the content occurs; the kinds are the keys of the table above.

    :raises NichtLesbar: when the file is damaged or uses means that no office program writes.
    :raises GrenzeErreicht: when it is too large to be looked through.
    """
    gezaehlt: Counter[str] = Counter()
    rest = GESAMT_MAX
    try:
        with zipfile.ZipFile(quelle) as packung:
            eintraege = packung.infolist()
            if len(eintraege) > EINTRAEGE_MAX:
                raise GrenzeErreicht(_ZU_GROSS)
            for eintrag in eintraege:
                name = eintrag.filename
                gezaehlt["eingebettet"] += not eintrag.is_dir() and _is_eingebettet(name)
                if name.endswith(".xml"):
                    with packung.open(eintrag) as strom:
                        rest -= _scan(strom, name, gezaehlt, hoechstens=min(TEIL_MAX, rest))
    except (
        zipfile.BadZipFile,
        expat.ExpatError,
        OSError,
        ValueError,
        NotImplementedError,
        EOFError,
        RuntimeError,
    ) as e:
        raise NichtLesbar(_KAPUTT) from e
    return gezaehlt


def _is_eingebettet(name: str) -> bool:
    return _EINGEBETTET[0] in name or (name.startswith(_EINGEBETTET[1]) and name.endswith("/content.xml"))


def _scan(strom: IO[bytes], name: str, gezaehlt: Counter[str], *, hoechstens: int) -> int:
    """Read one part and return its unpacked size; it is never held as a whole."""
    leser = _Leser(gezaehlt, eigenschaften=name.startswith("docProps/") or name == "meta.xml")
    groesse = 0
    for stueck in iter(partial(strom.read, _STUECK), b""):
        groesse += len(stueck)
        if groesse > hoechstens:
            raise GrenzeErreicht(_ZU_GROSS)
        leser.feed(stueck)
    if groesse or not name.startswith(_BEDIENUNG):
        leser.feed(b"", ende=True)
    return groesse


class _Leser:
    """Counts elements of one XML part. Documents with a DTD are refused: they could name foreign files or explode."""

    def __init__(self, gezaehlt: Counter[str], *, eigenschaften: bool) -> None:
        self._gezaehlt = gezaehlt
        self._eigenschaften = eigenschaften
        self._text: list[str] | None = None
        self._laenge = 0
        self._leser = expat.ParserCreate(namespace_separator="}")
        self._leser.StartElementHandler = self._begin
        self._leser.EndElementHandler = self._end
        self._leser.CharacterDataHandler = self._read
        self._leser.StartDoctypeDeclHandler = self._refuse

    def feed(self, stueck: bytes, *, ende: bool = False) -> None:
        """Read on."""
        self._leser.Parse(stueck, ende)

    def _refuse(self, *_: object) -> None:
        raise NichtLesbar(_KAPUTT)

    def _begin(self, name: str, attribute: Mapping[str, str]) -> None:
        kurz = name.rpartition("}")[2]
        werte = {schluessel.rpartition("}")[2]: wert for schluessel, wert in attribute.items()}
        if self._eigenschaften:
            self._text, self._laenge = ([], 0) if kurz in _PERSONEN | _EIGENSCHAFTEN else (None, 0)
        elif (was := _judge(kurz, werte)) is not None:
            self._gezaehlt[was] += 1

    def _read(self, text: str) -> None:
        if self._text is not None and self._laenge < _TEXT_MAX:
            self._text.append(text)
            self._laenge += len(text)

    def _end(self, name: str) -> None:
        if self._text is not None and "".join(self._text).strip():
            kurz = name.rpartition("}")[2]
            self._gezaehlt["personen" if kurz in _PERSONEN else "eigenschaften"] += 1
        self._text = None


def _judge(name: str, werte: Mapping[str, str]) -> str | None:
    """Return what an element outside the properties gives away, None for the many that give nothing away."""
    if name in _AENDERUNGEN:
        return "aenderungen"
    if name in _KOMMENTARE:
        return "kommentare"
    if name == "sheet" and werte.get("state", "visible") != "visible":
        return "blaetter"
    if name == "table-properties" and werte.get("display") == "false":
        return "blaetter"
    return "zeilen" if _is_verborgen(name, werte) else None


def _is_verborgen(name: str, werte: Mapping[str, str]) -> bool:
    if name == "vanish":
        return werte.get("val", "true") not in _SCHALTER_AUS
    if name in ("row", "col"):
        return werte.get("hidden", "0") not in _SCHALTER_AUS
    if name in ("table-row", "table-column"):
        return werte.get("visibility", "visible") != "visible"
    return name in _NICHT_GEZEIGT or (name == "text-properties" and werte.get("display") == "none")
