"""What a PDF is, whoever made it."""

import io
import re
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import pikepdf

from dokumente.druck.norm.datei import check_pdf
from messungen.vergleich.inhalt import Baustein

WORTLAENGE = 6


class Befund(NamedTuple):
    """What the table shows.

    ``maengel`` are the kinds of findings of our checker, however often each occurs; it asks what we ask of our own
    files and is no validator. ``vollstaendig`` is the share of the document's longer words found in the file.
    """

    kilobyte: float
    seiten: int
    getaggt: bool
    anspruch: str
    maengel: tuple[str, ...]
    formularfelder: int
    anhaenge: int
    vollstaendig: float


def describe_pdf(ort: Path, bausteine: Sequence[Baustein]) -> Befund:
    """Return what can be said about the file at ``ort``; raises ``PdfError`` when it is none."""
    inhalt = ort.read_bytes()
    with pikepdf.open(io.BytesIO(inhalt)) as pdf:
        formular = pdf.Root.get("/AcroForm")
        return Befund(
            kilobyte=len(inhalt) / 1024,
            seiten=len(pdf.pages),
            getaggt="Tagged:          yes" in _ask("pdfinfo", str(ort)),
            anspruch=_read_anspruch(pdf),
            maengel=tuple(sorted(_check(pdf))),
            formularfelder=len(formular.get("/Fields", [])) if formular is not None else 0,
            anhaenge=len(pdf.attachments),
            vollstaendig=_compute_anteil(bausteine, _ask("pdftotext", str(ort), "-")),
        )


def _check(pdf: pikepdf.Pdf) -> set[str]:
    """Return the kinds of findings; roles an engine has named in its own way count as what it says they are."""
    baum = pdf.Root.get("/StructTreeRoot")
    rollen: Any = baum.get("/RoleMap", {}) if baum is not None else {}
    for objekt in pdf.objects:
        if isinstance(objekt, pikepdf.Dictionary) and "/P" in objekt and str(objekt.get("/S", "")) in rollen:
            objekt["/S"] = rollen[str(objekt["/S"])]
    with io.BytesIO() as puffer:
        pdf.save(puffer)
        return {re.sub(r"\d+", "…", satz) for satz in check_pdf(puffer.getvalue())}


def _read_anspruch(pdf: pikepdf.Pdf) -> str:
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as meta:
        archiv = f"{meta.get('pdfaid:part', '')}{meta.get('pdfaid:conformance', '')}".lower()
        zugang = meta.get("pdfuaid:part", "")
    return ", ".join(filter(None, (archiv and f"PDF/A-{archiv}", zugang and f"PDF/UA-{zugang}"))) or "–"


def _compute_anteil(bausteine: Sequence[Baustein], text: str) -> float:
    """Compare words as sets; a word cut at the end of a line is put together again."""
    vorhanden = re.sub(r"[\s\u00ad\u2010-]+", "", text)
    gesucht = {wort for zeile in _iter_texte(bausteine) for wort in re.findall(r"\w+", zeile)}
    lang = [wort for wort in gesucht if len(wort) >= WORTLAENGE and wort.isalnum()]
    return sum(wort in vorhanden for wort in lang) / len(lang)


def _iter_texte(wert: Any) -> Iterator[str]:
    if isinstance(wert, str):
        yield wert
    elif isinstance(wert, dict):
        yield from _iter_texte([inhalt for name, inhalt in wert.items() if name != "art"])
    elif isinstance(wert, list | tuple):
        for teil in wert:
            yield from _iter_texte(teil)


def _ask(*befehl: str) -> str:
    return subprocess.run(befehl, check=True, capture_output=True, text=True).stdout  # noqa: S603
