"""Binding: documents in, one packet out."""

import contextlib
import resource
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import BinaryIO, Final

from pikepdf import Name, ObjectStreamMode, Pdf, String

from dokumente.bindung.katalog import describe_grenzen, write_anzeige, write_lesezeichen
from dokumente.bindung.metadaten import ERZEUGER, format_pdf_datum, format_xmp
from dokumente.bindung.planung import find_ungerade, place_teile
from dokumente.bindung.quellen import QuelleUnbrauchbar, claims_normen, is_getaggt, open_quelle
from dokumente.bindung.seiten import Dokument, PageAssembler
from dokumente.bindung.stuecke import (
    DECKBLATT,
    INHALT,
    Fortschritt,
    Inhaltseintrag,
    Inhaltsrenderer,
    Mappenbericht,
    MappenFehler,
    Mappenoptionen,
    Mappenteil,
    Quelle,
    Teilbericht,
    check_teile,
)
from dokumente.schreiben import write_once

_VERSUCHE: Final = 6
_ZEICHEN_JE_ZEILE: Final = 52
_ZEILEN_JE_SEITE: Final = 36
_ANDERE_DATEIEN: Final = 128

# Cover and contents, and the page every document of the packet begins on.
Plan = tuple[list[Dokument], list[int]]


def bind_mappe(
    teile: Sequence[Mappenteil],
    ziel: Path,
    *,
    optionen: Mappenoptionen,
    deckblatt: Quelle | None = None,
    inhalt: Inhaltsrenderer | None = None,
    fortschritt: Fortschritt | None = None,
) -> Mappenbericht:
    """Bind ``teile`` into one PDF at ``ziel``, behind a cover and the contents if these are given.

    The file appears complete or not at all; an older one at ``ziel`` stays until then.

    :raises MappenFehler: when a part cannot be used (``kennung`` names it; put a reference page in its place) or a
        link leads to a part that is not there. Nothing has been written then.
    :raises OSError: when ``ziel`` cannot be written.
    """
    check_teile(teile)
    with _allow_dateien(len(teile)), Pdf.new() as pdf:
        dokumente = [_open_dokument(teil) for teil in teile]
        if optionen.duplex:
            _squeeze(dokumente)
        kopf = [] if deckblatt is None else [_open_dokument(Mappenteil(DECKBLATT, "Deckblatt", deckblatt))]
        assembler = PageAssembler(pdf, teile, optionen)
        gesamt = len(dokumente) + len(kopf) + (inhalt is not None)
        place = partial(_place, kopf, list(map(replace, dokumente)), inhalt, optionen)
        kopf, anfaenge = _lay(assembler, dokumente, place, lambda nummer: (fortschritt or _keep_silent)(nummer, gesamt))
        assembler.close(anfaenge)
        dokumente = [*kopf, *dokumente]
        bericht = _report(dokumente, anfaenge, assembler)
        _describe(pdf, assembler, dokumente, bericht, optionen)
        write_once(ziel, lambda datei: _save(pdf, datei))
    return bericht


def _lay(
    assembler: PageAssembler, dokumente: list[Dokument], place: Callable[[], Plan], tell: Callable[[int], None]
) -> Plan:
    """Lay the documents, then what ``place`` puts before them, and return that.

    The contents are set in another process: what does not need their length is done in the meantime.
    """
    with ThreadPoolExecutor(1, thread_name_prefix="inhalt") as thread:
        laufend = thread.submit(place)
        for nummer, dokument in enumerate(dokumente, start=1):
            assembler.add_dokument(nummer, dokument)
            tell(nummer)
        kopf, anfaenge = laufend.result()
    for stelle, dokument in enumerate(kopf):
        assembler.add_dokument(len(dokumente) + stelle + 1, dokument, stelle)
        tell(len(dokumente) + stelle + 1)
    return kopf, anfaenge


def _keep_silent(nummer: int, gesamt: int) -> None:
    """Tell nobody."""


def _open_dokument(teil: Mappenteil) -> Dokument:
    try:
        pdf = open_quelle(teil.pdf)
    except QuelleUnbrauchbar as fehler:
        satz = f"„{teil.titel}“ kann nicht in die Mappe aufgenommen werden: {fehler}"
        raise MappenFehler(satz, teil.kennung) from fehler
    # Opened again when its turn comes: all files of a packet opened at once would take more memory than the packet.
    with pdf:
        getaggt = is_getaggt(pdf)
        return Dokument(teil, len(pdf.pages), getaggt, teil.eigen and getaggt and claims_normen(pdf))


def _squeeze(dokumente: list[Dokument]) -> None:
    """Replace one document of every TOP that needs a blank page by its squeezed rendering, if that saves the page."""
    laengen = [dokument.seiten for dokument in dokumente]
    for bereich in find_ungerade(laengen, [dokument.teil.ebene for dokument in dokumente]):
        for stelle in bereich:
            eng = _render_eng(dokumente[stelle].teil)
            if eng is not None and eng.seiten < laengen[stelle] and (laengen[stelle] - eng.seiten) % 2:
                dokumente[stelle] = eng
                break


def _render_eng(teil: Mappenteil) -> Dokument | None:
    quelle = teil.eng() if teil.eng else None
    if quelle is None:
        return None
    eng = _open_dokument(replace(teil, pdf=quelle))
    eng.eng = True
    return eng


def _place(
    kopf: list[Dokument], dokumente: list[Dokument], inhalt: Inhaltsrenderer | None, optionen: Mappenoptionen
) -> Plan:
    """Return ``kopf`` with the contents behind it, and the page each of all documents begins on."""
    if inhalt is None:
        return kopf, _count_anfaenge(kopf, [], dokumente, optionen)
    laenge = _guess_laenge(dokumente)
    for versuch in range(_VERSUCHE):
        anfaenge = _count_anfaenge(kopf, [laenge], dokumente, optionen)
        eintraege = [
            _build_eintrag(dokument, anfang)
            for dokument, anfang in zip(dokumente, anfaenge[len(kopf) + 1 :], strict=True)
        ]
        verzeichnis = _open_dokument(Mappenteil(INHALT, "Inhalt", inhalt(eintraege)))
        # Should the length swing to and fro, the longer one holds and a blank page fills the gap.
        if verzeichnis.seiten == laenge or (verzeichnis.seiten < laenge and versuch > 1):
            return [*kopf, verzeichnis], anfaenge
        laenge = verzeichnis.seiten
    raise MappenFehler("Das Inhaltsverzeichnis findet keine feste Länge. Bitte kürzere Titel wählen.", INHALT)


def _guess_laenge(dokumente: list[Dokument]) -> int:
    """Return how many pages the contents will probably have; a wrong guess costs setting them once more."""
    zeilen = sum(1 + len(dokument.teil.titel) // _ZEICHEN_JE_ZEILE for dokument in dokumente)
    return 1 + zeilen // _ZEILEN_JE_SEITE


def _count_anfaenge(
    kopf: list[Dokument], inhalt: list[int], dokumente: list[Dokument], optionen: Mappenoptionen
) -> list[int]:
    laengen = [*(d.seiten for d in kopf), *inhalt, *(d.seiten for d in dokumente)]
    ebenen = [*(1 for _ in kopf), *(1 for _ in inhalt), *(d.teil.ebene for d in dokumente)]
    return place_teile(laengen, ebenen, duplex=optionen.duplex)


def _build_eintrag(dokument: Dokument, anfang: int) -> Inhaltseintrag:
    teil = dokument.teil
    return Inhaltseintrag(
        kennung=teil.kennung,
        titel=teil.titel,
        ebene=teil.ebene,
        stempel=teil.stempel,
        seite=anfang,
        seiten=dokument.seiten,
        eigen=teil.eigen,
        getaggt=dokument.getaggt,
    )


def _report(dokumente: list[Dokument], anfaenge: list[int], assembler: PageAssembler) -> Mappenbericht:
    luecken = [
        (d.teil.titel, anfang, anfang + d.seiten - 1)
        for d, anfang in zip(dokumente, anfaenge, strict=True)
        if not d.normgerecht
    ]
    return Mappenbericht(
        seiten=anfaenge[-1] + dokumente[-1].seiten - 1,
        teile=tuple(
            Teilbericht(d.teil.kennung, d.teil.titel, anfang, d.seiten, d.getaggt, d.normgerecht, d.eng)
            for d, anfang in zip(dokumente, anfaenge, strict=True)
        ),
        leerseiten=tuple(assembler.leerseiten),
        normgerecht=not luecken,
        beschreibung=describe_grenzen(luecken),
    )


def _describe(
    pdf: Pdf, assembler: PageAssembler, dokumente: list[Dokument], bericht: Mappenbericht, optionen: Mappenoptionen
) -> None:
    """Write bookmarks, metadata and how the packet wants to be shown."""
    write_lesezeichen(
        pdf,
        (
            (d.teil.lesezeichen or d.teil.titel, d.teil.ebene, assembler.anfaenge[d.teil.kennung].seite)
            for d in dokumente
        ),
    )
    write_anzeige(pdf, sprache=optionen.sprache, duplex=optionen.duplex)
    pdf.docinfo.Title = String(optionen.titel)
    pdf.docinfo.Producer = String(ERZEUGER)
    if optionen.erstellt is not None:
        pdf.docinfo.CreationDate = String(format_pdf_datum(optionen.erstellt))
    xmp = format_xmp(
        titel=optionen.titel,
        sprache=optionen.sprache,
        beschreibung=bericht.beschreibung,
        erstellt=optionen.erstellt,
        normgerecht=bericht.normgerecht,
    )
    pdf.Root.Metadata = pdf.make_stream(xmp, Type=Name.Metadata, Subtype=Name.XML)


def _save(pdf: Pdf, datei: BinaryIO) -> None:
    # PDF/A wants its metadata readable without unpacking; only streams written here are packed.
    pdf.save(datei, min_version="1.7", object_stream_mode=ObjectStreamMode.generate, deterministic_id=True)


@contextlib.contextmanager
def _allow_dateien(anzahl: int) -> Iterator[None]:
    """Let the process keep all sources open at once, for as long as it binds."""
    weich, hart = resource.getrlimit(resource.RLIMIT_NOFILE)
    noetig = 2 * anzahl + _ANDERE_DATEIEN
    if weich == resource.RLIM_INFINITY or weich >= noetig:
        yield
        return
    if hart != resource.RLIM_INFINITY and hart < noetig:
        raise MappenFehler(
            f"Die Mappe hat {anzahl} Dokumente; dieser Rechner erlaubt nur {hart} offene Dateien. Bitte die Mappe "
            "teilen."
        )
    resource.setrlimit(resource.RLIMIT_NOFILE, (noetig, hart))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (weich, hart))
