"""Links: within a document, to another part of the packet, to the web. Anything else does not come along."""

from collections.abc import Iterator
from typing import Final, NamedTuple

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Page, Pdf, String

from dokumente.bindung.stuecke import ADRESSE, MappenFehler

_ERLAUBTE_ADRESSEN: Final = ("http://", "https://", "mailto:")
_AKTIONSSCHLUESSEL: Final = ("/A", "/AA", "/Dest", "/PA", "/Popup", "/Parent", "/IRT", "/AF", "/Metadata")


class Sprung(NamedTuple):
    """A jump to be written after the pages have their places.

    The link is the ``notiz``-th annotation on page ``seite`` of its document; it leads to page ``ziel`` of the same
    document with the view ``blick``, or to the part ``kennung``.
    """

    seite: int
    notiz: int
    ziel: int = 0
    blick: tuple[object, ...] = (Name.Fit,)
    kennung: str = ""


class Anfang(NamedTuple):
    """The first page of a part, and what a link to it is called by a screen reader."""

    seite: Page
    titel: str


def take_spruenge(pdf: Pdf) -> list[Sprung]:
    """Remove every action from the opened file except web addresses; return the jumps to write again later.

    A jump names its page object, and copying a page never copies another one: it would lead nowhere.
    """
    ziele = _Ziele(pdf)
    spruenge = []
    for nummer, seite in enumerate(pdf.pages):
        for stelle, notiz in enumerate(_links(seite)):
            if notiz is None:
                continue
            sprung = _take(notiz, Sprung(nummer, stelle), ziele)
            if sprung is not None:
                spruenge.append(sprung)
    return spruenge


def write_spruenge(seiten: list[Page], spruenge: list[Sprung], anfaenge: dict[str, Anfang]) -> None:
    """Write the jumps of one document whose copied pages are ``seiten``.

    :raises MappenFehler: when one leads to a part that is not in the packet.
    """
    for sprung in spruenge:
        notiz = seiten[sprung.seite].obj.Annots[sprung.notiz]
        if not sprung.kennung:
            notiz.Dest = Array([seiten[sprung.ziel].obj, *sprung.blick])
            continue
        anfang = anfaenge.get(sprung.kennung)
        if anfang is None:
            raise MappenFehler(f"Ein Verweis führt zu „{sprung.kennung}“; dieses Dokument ist nicht in der Mappe.")
        notiz.Dest = Array([anfang.seite.obj, Name.Fit])
        notiz.Contents = String(f"Zu: {anfang.titel}")


def _links(seite: Page) -> Iterator[Object | None]:
    for notiz in seite.obj.get("/Annots", Array()):
        yield notiz if notiz.get("/Subtype") == Name.Link else None


def _take(notiz: Object, leer: Sprung, ziele: "_Ziele") -> Sprung | None:
    aktion = notiz.get("/A", Dictionary())
    art = aktion.get("/S") if isinstance(aktion, Dictionary) else None
    adresse = str(aktion.get("/URI", "")) if art == Name.URI else ""
    ziel = notiz.get("/Dest") if "/Dest" in notiz else aktion.get("/D") if art == Name.GoTo else None
    for schluessel in _AKTIONSSCHLUESSEL:
        if schluessel in notiz:
            del notiz[schluessel]
    if adresse.startswith(ADRESSE):
        return leer._replace(kennung=adresse.removeprefix(ADRESSE))
    if adresse.lower().startswith(_ERLAUBTE_ADRESSEN):
        notiz.A = Dictionary(S=Name.URI, URI=String(adresse))
        return None
    gefunden = ziele.find(ziel)
    return leer._replace(ziel=gefunden[0], blick=gefunden[1]) if gefunden else None


class _Ziele:
    """Finds the page behind a destination, be it written out or a name."""

    def __init__(self, pdf: Pdf) -> None:
        self._pdf = pdf
        self._nummern = {seite.obj.objgen: nummer for nummer, seite in enumerate(pdf.pages)}
        self._namen: dict[str, Object] | None = None

    def find(self, ziel: object) -> tuple[int, tuple[object, ...]] | None:
        if isinstance(ziel, String | str | Name):
            ziel = self._look_up(str(ziel))
        if isinstance(ziel, Dictionary):
            ziel = ziel.get("/D")
        if not isinstance(ziel, Array) or len(ziel) == 0:
            return None
        seite, *blick = list(ziel)
        nummer = self._nummern.get(seite.objgen) if isinstance(seite, Dictionary) else None
        return None if nummer is None else (nummer, tuple(blick) or (Name.Fit,))

    def _look_up(self, name: str) -> object:
        if self._namen is None:
            self._namen = self._read_namen()
        return self._namen.get(name.removeprefix("/"))

    def _read_namen(self) -> dict[str, Object]:
        namen: dict[str, Object] = {}
        verzeichnis = self._pdf.Root.get("/Names", Dictionary()).get("/Dests")
        if isinstance(verzeichnis, Dictionary):
            namen |= {str(name): ziel for name, ziel in pikepdf.NameTree(verzeichnis).items()}
        alte = self._pdf.Root.get("/Dests")
        if isinstance(alte, Dictionary):
            namen |= {name.removeprefix("/"): ziel for name, ziel in alte.items()}
        return namen
