"""The packet while it grows: documents are laid one behind the other, stamped and tagged."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Page, Pdf, Stream

from dokumente.bindung.inhaltsstrom import compute_bilanz, drop_mcids, read_inhalt, repair_inhalt
from dokumente.bindung.katalog import Katalog
from dokumente.bindung.quellen import QuelleUnbrauchbar, clean_quelle, get_groesse, open_quelle
from dokumente.bindung.schrift import Stempelschrift, embed_schrift
from dokumente.bindung.stempel import Blatt, PageWrapper, Stempel, add_schrift, format_seitenzahl, write_stempel
from dokumente.bindung.stuecke import MappenFehler, Mappenoptionen, Mappenteil
from dokumente.bindung.tagbaum import MCID_HINWEIS, MCID_INHALT, Tagbaum
from dokumente.bindung.tags import Nummern, TagTransfer, drop_nummern
from dokumente.bindung.verweise import Anfang, Sprung, take_spruenge, write_spruenge

_TIEFSTE_FORM: Final = 4
_GROESSTE_ABSCHRIFT: Final = 512 * 1024
"""Sources up to this size, in bytes, are copied into memory and closed; the pictures of larger ones stay on the disk
until the packet is written, and the source stays open as long."""

LESEFEHLER: Final = (pikepdf.PdfError, ValueError, TypeError, AttributeError, KeyError, IndexError)
"""What the library raises on a document that is not built as it should be."""


@dataclass(slots=True)
class Dokument:
    """A part that was looked into. ``normgerecht``: it claims PDF/UA-1 and PDF/A-3a; ``eng``: it was squeezed."""

    teil: Mappenteil
    seiten: int
    getaggt: bool
    normgerecht: bool
    eng: bool = False


class _Rand(NamedTuple):
    """What comes before and after the content of a page; ``hinweis``: its stamp is read aloud as a warning."""

    davor: bytes
    danach: bytes
    hinweis: bool


class _Gelegtes(NamedTuple):
    """A document whose pages lie in the packet, without stamps yet."""

    dokument: Dokument
    seiten: list[Page]
    raender: list[_Rand]


class PageAssembler:
    """Lays documents into ``pdf``. Where each begins is only needed at the end, for the stamps."""

    def __init__(self, pdf: Pdf, teile: Sequence[Mappenteil], optionen: Mappenoptionen) -> None:
        self.anfaenge: dict[str, Anfang] = {}
        self.leerseiten: list[int] = []
        self._pdf = pdf
        self._optionen = optionen
        self._gelegt: list[_Gelegtes] = []
        self._schrift = self._embed_schrift(teile)
        self._nummern = Nummern()
        self._tagbaum = Tagbaum(pdf, self._nummern)
        self._katalog = Katalog(pdf)
        self._huelle = PageWrapper(pdf)
        self._offene: list[Pdf] = []
        self._spruenge: list[tuple[list[Page], list[Sprung]]] = []

    def add_dokument(self, nummer: int, dokument: Dokument, stelle: int | None = None) -> None:
        """Lay the document behind the last one, or before the one at ``stelle``; ``nummer`` tells it from all others.

        :raises MappenFehler: when a page of it cannot be read.
        """
        teil = dokument.teil
        try:
            quelle = open_quelle(teil.pdf)
            if len(quelle.pages) != dokument.seiten:
                raise QuelleUnbrauchbar("Die Datei hat sich beim Binden verändert.")
            self._add(nummer, dokument, quelle, len(self._gelegt) if stelle is None else stelle)
        except QuelleUnbrauchbar as fehler:
            satz = f"„{teil.titel}“ kann nicht in die Mappe aufgenommen werden: {fehler}"
            raise MappenFehler(satz, teil.kennung) from fehler
        except LESEFEHLER as fehler:
            satz = f"„{teil.titel}“ ist beschädigt und kann nicht in die Mappe aufgenommen werden."
            raise MappenFehler(satz, teil.kennung) from fehler

    def close(self, anfaenge: Sequence[int]) -> None:
        """Write stamps, blank pages, links, tag tree and catalog; the documents begin on the pages ``anfaenge``.

        :raises MappenFehler: when a link leads to a part that is not in the packet.
        """
        gesamt = anfaenge[-1] + len(self._gelegt[-1].seiten) - 1
        naechste = 1
        for gelegtes, anfang in zip(self._gelegt, anfaenge, strict=True):
            for nummer in range(naechste, anfang):
                self._insert_leerseite(nummer, gesamt)
            self._stamp_dokument(gelegtes, anfang, gesamt)
            naechste = anfang + len(gelegtes.seiten)
        for seiten, spruenge in self._spruenge:
            write_spruenge(seiten, spruenge, self.anfaenge)
        self._tagbaum.close()
        self._katalog.close()

    def _add(self, nummer: int, dokument: Dokument, quelle: Pdf, stelle: int) -> None:
        teil = dokument.teil
        von = self._next_number()
        clean_quelle(quelle, teil)
        spruenge = take_spruenge(quelle)
        carrier = self._prepare_tags(nummer, dokument, quelle)
        seiten = self._insert_seiten(quelle, sum(len(gelegtes.seiten) for gelegtes in self._gelegt[:stelle]))
        self.anfaenge[teil.kennung] = Anfang(seiten[0], teil.titel)
        self._spruenge.append((seiten, spruenge))
        if teil.eigen:
            self._katalog.add_formular(quelle, teil.kennung)
            self._katalog.add_dateien(quelle, teil.kennung)
            self._katalog.add_farbprofil(quelle)
        self._katalog.add_ebenen(quelle)
        kopie = None if carrier is None else self._pdf.copy_foreign(carrier)
        if get_groesse(teil.pdf) > _GROESSTE_ABSCHRIFT:
            self._offene.append(quelle)
        else:
            self._detach(von)
        if kopie is not None:
            self._tagbaum.add_getaggt(kopie, teil.titel, str(quelle.Root.get("/Lang", "")), stelle)
            raender = [self._close_seite(seite, getaggt=True) for seite in seiten]
        else:
            raender = self._close_ungetaggt(dokument, seiten, stelle)
        self._gelegt.insert(stelle, _Gelegtes(dokument, seiten, raender))

    def _insert_seiten(self, quelle: Pdf, ab: int) -> list[Page]:
        for nummer, seite in enumerate(quelle.pages, start=ab):
            self._pdf.pages.insert(nummer, seite)
        return [self._pdf.pages[nummer] for nummer in range(ab, ab + len(quelle.pages))]

    def _next_number(self) -> int:
        return self._pdf.make_indirect(Dictionary()).objgen[0]

    def _detach(self, von: int) -> None:
        """Copy the data of all streams from object ``von`` on, so that their source can be let go."""
        for nummer in range(von, self._next_number()):
            objekt = self._pdf.get_object(nummer, 0)
            if isinstance(objekt, Stream):
                angaben: Any = objekt.stream_dict
                filter_, werte = angaben.get("/Filter"), angaben.get("/DecodeParms")
                objekt.write(objekt.read_raw_bytes(), filter=filter_, decode_parms=werte)

    def _prepare_tags(self, nummer: int, dokument: Dokument, quelle: Pdf) -> Object | None:
        if dokument.getaggt:
            try:
                return TagTransfer(quelle, f"d{nummer}", self._nummern).prepare()
            except LESEFEHLER:
                # A foreign tree beyond repair: its pages are read like those of a document without one.
                if dokument.teil.eigen:
                    raise
                dokument.getaggt = dokument.normgerecht = False
        drop_nummern(quelle)
        return None

    def _close_ungetaggt(self, dokument: Dokument, seiten: list[Page], stelle: int) -> list[_Rand]:
        bilder = [not _has_text(seite) for seite in seiten]
        hinweis = bool(dokument.teil.stempel) or self._optionen.seitenzahlen
        self._tagbaum.add_ungetaggt(seiten, dokument.teil.titel, bilder, hinweis=hinweis, stelle=stelle)
        return [
            self._close_seite(seite, getaggt=False, bild=bild, hinweis=hinweis and nummer == 0)
            for nummer, (seite, bild) in enumerate(zip(seiten, bilder, strict=True))
        ]

    def _close_seite(self, seite: Page, *, getaggt: bool, bild: bool = False, hinweis: bool = False) -> _Rand:
        """Return what closes what the page leaves open, and tags its content if nothing else does."""
        inhalt = read_inhalt(seite)
        if not getaggt and (ohne := drop_mcids(inhalt)) is not inhalt:
            inhalt, seite.obj.Contents = ohne, self._pdf.make_stream(ohne)
        tally = compute_bilanz(seite, inhalt)
        if tally.ueberschuss or (tally.nummeriert and not getaggt):
            tally = repair_inhalt(self._pdf, seite, behalte_nummern=getaggt)
        marke = b"" if getaggt or "/Contents" not in seite.obj else _open_marke(b"/Figure" if bild else b"/P")
        return _Rand(marke + b"q\n", b"\n" + tally.abschluss + b" Q\n" + (b"EMC\n" if marke else b""), hinweis)

    def _insert_leerseite(self, nummer: int, gesamt: int) -> None:
        """Insert a blank page that gets this number, as large as the page before."""
        vorige = Blatt.read(self._pdf.pages[nummer - 2])
        kasten = Array([0, 0, vorige.breite, vorige.hoehe])
        blatt = Dictionary(Type=Name.Page, MediaBox=kasten, Resources=Dictionary())
        self._pdf.pages.insert(nummer - 1, Page(self._pdf.make_indirect(blatt)))
        seite = self._pdf.pages[nummer - 1]
        if vorige.einheit != 1:
            seite.obj.UserUnit = vorige.einheit
        self.leerseiten.append(nummer)
        rechts = f"Leerseite · Mappe {nummer} von {gesamt}" if self._optionen.seitenzahlen else ""
        self._huelle.wrap(seite, b"q\n", b"Q\n" + self._stamp(seite, Stempel("", rechts)))

    def _stamp_dokument(self, gelegtes: _Gelegtes, anfang: int, gesamt: int) -> None:
        teil, seiten = gelegtes.dokument.teil, len(gelegtes.seiten)
        for nummer, (seite, rand) in enumerate(zip(gelegtes.seiten, gelegtes.raender, strict=True)):
            rechts = ""
            if self._optionen.seitenzahlen:
                rechts = format_seitenzahl(nummer + 1, seiten, anfang + nummer, gesamt)
            stempel = Stempel(teil.stempel, rechts, hof=not teil.eigen)
            self._huelle.wrap(seite, rand.davor, rand.danach + self._stamp(seite, stempel, hinweis=rand.hinweis))

    def _stamp(self, seite: Page, stempel: Stempel, *, hinweis: bool = False) -> bytes:
        if not stempel or self._schrift is None:
            return b""
        add_schrift(seite, self._schrift)
        blatt = Blatt.read(seite)
        if hinweis:
            return write_stempel(blatt, stempel, self._schrift, b"/P <</MCID %d>> BDC" % MCID_HINWEIS)
        return write_stempel(blatt, stempel, self._schrift)

    def _embed_schrift(self, teile: Sequence[Mappenteil]) -> Stempelschrift | None:
        texte = [teil.stempel for teil in teile]
        if self._optionen.seitenzahlen:
            texte += [format_seitenzahl(1, 1, 1, 1), "Leerseite"]
        return embed_schrift(self._pdf, texte) if any(texte) else None


def _open_marke(rolle: bytes) -> bytes:
    return b"%s <</MCID %d>> BDC\n" % (rolle, MCID_INHALT)


def _has_text(seite: Page) -> bool:
    """Return whether the page has a font at hand, itself or in a form it draws: a scan has none."""
    offen: list[tuple[Object, int]] = [(seite.obj, 0)]
    while offen:
        carrier, tiefe = offen.pop()
        mittel = carrier.get("/Resources")
        if not isinstance(mittel, Dictionary):
            continue
        if len(mittel.get("/Font", Dictionary()).keys()):
            return True
        offen += [(form, tiefe + 1) for form in _formen(mittel) if tiefe < _TIEFSTE_FORM]
    return False


def _formen(mittel: Object) -> Iterator[Object]:
    for form in mittel.get("/XObject", Dictionary()).values():
        if isinstance(form, Stream) and "/Resources" in form:
            yield form
