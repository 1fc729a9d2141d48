"""Annexes for measurements as they really come: office texts, scans, plans in A3 and A0, tagged, locked, Word."""

import io
import random
import zipfile
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Final, NamedTuple

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf
from PIL import Image, ImageDraw

from dokumente.bindung import Mappenteil
from dokumente.druck.pdf import render_pdf
from messungen.mappe_text import build_absaetze, build_html

A4: Final = (595.28, 841.89)
A3_QUER: Final = (1190.55, 841.89)
A0_QUER: Final = (3370.39, 2383.94)

_ZEILEN: Final = 48
_ZEICHEN: Final = 92
_STRICHE: Final = 3_000
_GETAGGT_SEITEN: Final = 9


class Anlagenart(NamedTuple):
    """A kind of annex: its share of all annexes in percent, and how one with so many pages is made."""

    name: str
    anteil: int
    seiten: tuple[int, int]
    build: Callable[[str, int], bytes]


class Anlagenblatt(NamedTuple):
    """An annex before it is taken in."""

    titel: str
    dateiname: str
    inhalt: bytes
    bindbar: bool = True


def iter_anlagen(anzahl: int, seiten: int) -> Iterator[Anlagenblatt]:
    """Yield so many annexes, which together have about ``seiten`` pages: one of them locked, one a Word file.

    Texts are the longer, the more pages are wanted; scans and plans stay as they are.
    """
    arten = [ARTEN[_choose(stelle)] for stelle in range(anzahl)]
    zufall = random.Random(anzahl)  # noqa: S311
    laengen = [zufall.randint(*art.seiten) for art in arten]
    texte = [stelle for stelle, art in enumerate(arten) if art.name == "Bericht"]
    fehlend = seiten - sum(laengen)
    for nummer, stelle in enumerate(texte):
        laengen[stelle] = max(1, laengen[stelle] + fehlend // len(texte) + (nummer < fehlend % len(texte)))
    for stelle, (art, laenge) in enumerate(zip(arten, laengen, strict=True)):
        titel = f"{art.name} Nummer {stelle + 1:04}"
        inhalt = art.build(titel, laenge)
        if stelle == anzahl // 3:
            yield Anlagenblatt(titel, "Anlage.pdf", _lock(inhalt), bindbar=False)
        elif stelle == anzahl // 2:
            yield Anlagenblatt(titel, "Anlage.docx", build_word(titel), bindbar=False)
        else:
            yield Anlagenblatt(titel, "Anlage.pdf", inhalt)


def write_teile(art: str, seiten: int, ordner: Path) -> list[Mappenteil]:
    """Write documents of about so many pages into the folder: "own" ones of this house only, or "mixed"."""
    eigen = art == "own"
    if eigen:
        inhalte = (build_getaggt(f"Vorlage {nummer}", nummer) for nummer in range(seiten // _GETAGGT_SEITEN))
    else:
        inhalte = (blatt.inhalt for blatt in iter_anlagen(seiten // 11, seiten) if blatt.bindbar)
    teile = []
    for nummer, inhalt in enumerate(inhalte):
        ort = ordner / f"{nummer}.pdf"
        ort.write_bytes(inhalt)
        teile.append(Mappenteil(f"t{nummer}", ort.name, ort, stempel=f"TOP Ö {nummer}", eigen=eigen))
    return teile


def _choose(stelle: int) -> int:
    """Return the kind of the annex at this place, so that every hundred hold their shares, well mixed."""
    rest = stelle * 37 % 100
    for nummer, art in enumerate(ARTEN):
        rest -= art.anteil
        if rest < 0:
            return nummer
    raise ValueError("the shares do not add up to 100")


def build_bericht(titel: str, seiten: int) -> bytes:
    """Return an untagged report in a standard font, as many programs write it."""
    with Pdf.new() as pdf:
        schrift = pdf.make_indirect(
            Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, Encoding=Name.WinAnsiEncoding)
        )
        for nummer in range(1, seiten + 1):
            zeilen = _wrap(f"{titel}/{nummer}")
            inhalt = b"BT /F1 10 Tf 14.5 TL 64 780 Td " + b" ".join(b"(%s) '" % _escape(z) for z in zeilen) + b" ET"
            _add_seite(pdf, A4, inhalt, Dictionary(Font=Dictionary(F1=schrift)))
        return _save(pdf, titel)


def build_scan(titel: str, seiten: int) -> bytes:
    """Return scanned pages in grey, 150 dots per inch, without any text behind them."""
    with Pdf.new() as pdf:
        for nummer in range(seiten):
            punkte = _scan_seite(nummer % 4)
            # Every scan is a picture of its own, even if the page looks the same.
            bild = pdf.make_stream(
                punkte + titel.encode(), Type=Name.XObject, Subtype=Name.Image, Width=1240, Height=1754,
                ColorSpace=Name.DeviceGray, BitsPerComponent=8, Filter=Name.DCTDecode,
            )  # fmt: skip
            _add_seite(pdf, A4, b"q 595.28 0 0 841.89 0 0 cm /I Do Q", Dictionary(XObject=Dictionary(I=bild)))
        return _save(pdf, titel)


def build_plan(titel: str, seiten: int) -> bytes:
    """Return drawings of many strokes: A3 on its side, the last sheet A0."""
    zufall = random.Random(titel)  # noqa: S311
    with Pdf.new() as pdf:
        schrift = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
        for nummer in range(1, seiten + 1):
            breite, hoehe = groesse = A0_QUER if nummer == seiten else A3_QUER
            striche = b"\n".join(
                b"%d %d m %d %d l S"
                % tuple(zufall.randint(40, int(mass) - 40) for mass in (breite, hoehe, breite, hoehe))
                for _ in range(_STRICHE)
            )
            text = b"BT /F1 24 Tf 60 60 Td (Plan %d) Tj ET" % nummer
            _add_seite(pdf, groesse, b"0.3 w\n" + striche + b"\n" + text, Dictionary(Font=Dictionary(F1=schrift)))
        return _save(pdf, titel)


def build_getaggt(titel: str, seiten: int) -> bytes:
    """Return a tagged report with the tag tree, fonts and metadata of a real one, under a title of its own."""
    with pikepdf.open(io.BytesIO(_print_bericht(seiten % 3))) as pdf:
        return _save(pdf, titel)


def build_word(titel: str) -> bytes:
    """Return the least that counts as a Word file."""
    with io.BytesIO() as puffer:
        with zipfile.ZipFile(puffer, "w") as packung:
            packung.writestr("[Content_Types].xml", "<Types/>")
            packung.writestr("word/document.xml", f"<document>{titel}</document>")
        return puffer.getvalue()


def _lock(inhalt: bytes) -> bytes:
    with pikepdf.open(io.BytesIO(inhalt)) as pdf, io.BytesIO() as puffer:
        pdf.save(puffer, encryption=pikepdf.Encryption(owner="eins", user="zwei"))
        return puffer.getvalue()


@cache
def _print_bericht(nummer: int) -> bytes:
    text = build_html(f"Getaggter Bericht {nummer}", _GETAGGT_SEITEN)
    html = f'<html lang="de"><title>Bericht</title><body><h1>Bericht</h1><h2>Teil</h2><div>{text}</div></body></html>'
    return render_pdf(html, stylesheets=["pdf/basis.css"])


@cache
def _scan_seite(nummer: int) -> bytes:
    """Return a JPEG of typed lines with the grain of paper, about 200 kB."""
    bild = Image.effect_noise((1240, 1754), 14).point(lambda wert: min(255, wert + 110))
    stift = ImageDraw.Draw(bild)
    for stelle, zeile in enumerate(_wrap(f"Scan {nummer}")):
        stift.text((130, 120 + stelle * 32), zeile, fill=20, font_size=22)
    with io.BytesIO() as puffer:
        bild.save(puffer, "JPEG", quality=50)
        return puffer.getvalue()


def _wrap(saat: str) -> list[str]:
    text = " ".join(build_absaetze(saat, 7))
    return [text[ab : ab + _ZEICHEN] for ab in range(0, len(text), _ZEICHEN)][:_ZEILEN]


def _escape(zeile: str) -> bytes:
    roh = zeile.encode("cp1252", "replace")
    for zeichen in (b"\\", b"(", b")"):
        roh = roh.replace(zeichen, b"\\" + zeichen)
    return roh


def _add_seite(pdf: Pdf, groesse: tuple[float, float], inhalt: bytes, mittel: Dictionary) -> None:
    seite = Dictionary(
        Type=Name.Page, MediaBox=Array([0, 0, *groesse]), Contents=pdf.make_stream(inhalt), Resources=mittel
    )
    pdf.pages.append(pikepdf.Page(seite))


def _save(pdf: Pdf, titel: str) -> bytes:
    pdf.docinfo["/Title"] = titel
    with io.BytesIO() as puffer:
        pdf.save(puffer, deterministic_id=True)
        return puffer.getvalue()


ARTEN: Final = (
    Anlagenart("Bericht", 45, (8, 14), build_bericht),
    Anlagenart("Getaggter Bericht", 20, (9, 11), build_getaggt),
    Anlagenart("Scan", 25, (4, 12), build_scan),
    Anlagenart("Plan", 10, (1, 3), build_plan),
)
