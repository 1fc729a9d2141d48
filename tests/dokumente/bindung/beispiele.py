"""Documents to bind: own ones printed by the real engine, foreign ones built by hand as scanners and offices do."""

import subprocess
from collections.abc import Callable, Iterable
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, String

from dokumente.bindung import Inhaltseintrag, Mappenteil
from dokumente.druck.pdf import render_pdf

STIL = ["pdf/basis.css"]
A4 = (595.28, 841.89)


@cache
def build_eigen(wort: str = "Vorlage", absaetze: int = 1) -> bytes:
    """Return a tagged document of this print shop with a table; about 40 paragraphs fill a page."""
    text = "".join(f"<p>{wort}-{nummer + 1} steht hier.</p>" for nummer in range(absaetze))
    kopf = "<thead><tr><th scope=col>Haus</th><th scope=col>Hof</th></tr></thead>"
    tabelle = f"<table>{kopf}<tr><td>1</td><td>2</td></tr></table>"
    html = f'<html lang="de"><title>{wort}</title><body><h1>{wort}</h1>{text}{tabelle}</body></html>'
    return render_pdf(html, stylesheets=STIL)


def count_seiten(daten: bytes) -> int:
    with pikepdf.open(BytesIO(daten)) as pdf:
        return len(pdf.pages)


def build_verweisend(*adressen: str) -> bytes:
    """Return an own document with links to these addresses."""
    links = "".join(f'<p><a href="{adresse}">Verweis</a></p>' for adresse in adressen)
    html = f'<html lang="de"><title>V</title><body><h1 id="oben">Verweise</h1>{links}</body></html>'
    return render_pdf(html, stylesheets=STIL)


def build_fremd(
    inhalte: Iterable[bytes] = (b"BT /F1 12 Tf 72 400 Td (Fremder Text) Tj ET",),
    *,
    aendere: Callable[[Pdf], None] | None = None,
    **seite: Any,
) -> bytes:
    """Return an untagged document with one page per content; ``seite`` are further entries of every page."""
    pdf = Pdf.new()
    schrift = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    for inhalt in inhalte:
        neu = pdf.add_blank_page(page_size=A4)
        neu.obj.Resources = Dictionary(Font=Dictionary(F1=schrift))
        neu.obj.Contents = pdf.make_stream(inhalt)
        for schluessel, wert in seite.items():
            neu.obj[f"/{schluessel}"] = Array(wert) if isinstance(wert, list) else wert
    if aendere is not None:
        aendere(pdf)
    return save(pdf)


def build_scan(seiten: int = 1) -> bytes:
    """Return pages that are nothing but a picture."""

    def add_bild(pdf: Pdf) -> None:
        for seite in pdf.pages:
            bild = pdf.make_stream(b"\xff" * 64, Type=Name.XObject, Subtype=Name.Image, Width=8, Height=8)
            bild.ColorSpace, bild.BitsPerComponent = Name.DeviceGray, 8
            seite.obj.Resources = Dictionary(XObject=Dictionary(I=bild))

    return build_fremd([b"595 0 0 842 0 0 cm /I Do"] * seiten, aendere=add_bild)


def save(pdf: Pdf, **wahl: Any) -> bytes:
    ausgang = BytesIO()
    pdf.save(ausgang, **wahl)
    return ausgang.getvalue()


def build_teil(kennung: str, pdf: bytes | Path, **werte: Any) -> Mappenteil:
    return Mappenteil(**({"kennung": kennung, "titel": f"Titel {kennung}", "pdf": pdf} | werte))


def render_inhalt(eintraege: Iterable[Inhaltseintrag]) -> bytes:
    """Return a contents page as a caller would print it."""
    zeilen = "".join(f'<tr><td><a href="{e.adresse}">{e.titel}</a></td><td>{e.seite}</td></tr>' for e in eintraege)
    kopf = "<thead><tr><th scope=col>Dokument</th><th scope=col>Seite</th></tr></thead>"
    html = f'<html lang="de"><title>Inhalt</title><body><h1>Inhalt</h1><table>{kopf}{zeilen}</table></body></html>'
    return render_pdf(html, stylesheets=STIL)


def run(*befehl: str | Path) -> str:
    return subprocess.run(list(befehl), capture_output=True, check=True, text=True).stdout


def attach(pdf: Pdf, name: str, inhalt: bytes) -> None:
    """Attach a file, listed both for readers and for the archive."""
    pdf.attachments[name] = inhalt
    pdf.Root.AF = Array([pdf.attachments[name].obj])


def read_offen(datei: Path) -> bytes:
    """Return the file with everything unpacked, to search it byte by byte."""
    befehl = ["qpdf", "--qdf", "--object-streams=disable", str(datei), "-"]
    return subprocess.run(befehl, capture_output=True, check=True).stdout


def read_seiten(datei: Path) -> list[str]:
    """Return the text of every page as a reader program extracts it, in one line each."""
    return [" ".join(seite.split()) for seite in run("pdftotext", "-cropbox", datei, "-").split("\f")[:-1]]


def read_notizen(datei: Path) -> list[list[Any]]:
    """Return for every page what its links lead to: a page number from 1, a web address, or None."""
    with pikepdf.open(datei) as pdf:
        nummern = {seite.obj.objgen: nummer for nummer, seite in enumerate(pdf.pages, start=1)}
        return [
            [_read_ziel(notiz, nummern) for notiz in seite.obj.get("/Annots", Array()) if notiz.Subtype == Name.Link]
            for seite in pdf.pages
        ]


def _read_ziel(notiz: Any, nummern: dict[tuple[int, int], int]) -> int | str | None:
    if "/Dest" in notiz:
        return nummern[notiz.Dest[0].objgen]
    return str(notiz.A.URI) if "/A" in notiz else None


def build_link(**angaben: Any) -> Dictionary:
    """Return a link annotation."""
    return Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([10, 10, 90, 90]), **angaben)


def build_aktion(art: str, **angaben: str) -> Dictionary:
    return Dictionary({"/S": Name(f"/{art}")} | {f"/{name}": String(wert) for name, wert in angaben.items()})
