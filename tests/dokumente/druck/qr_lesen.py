"""Reading a QR code off a black-and-white picture of a page, without knowing where it stands."""

import subprocess
from itertools import groupby
from pathlib import Path

import segno
from PIL import Image

PUNKTE_JE_ZOLL = 150
_SUCHMUSTER = (1, 1, 3, 1, 1)


def draw_page(pdf: bytes, ordner: Path, *, seite: int = 1) -> Image.Image:
    """Return a page as a cheap laser printer puts it on paper: 150 dpi, black and white."""
    ziel = ordner / "seite"
    befehl = ["pdftoppm", "-r", str(PUNKTE_JE_ZOLL), "-mono", "-f", str(seite), "-l", str(seite), "-singlefile", "-"]
    subprocess.run([*befehl, str(ziel)], input=pdf, check=True)
    with Image.open(f"{ziel}.pbm") as bild:
        return bild.convert("L")


def find_kanten(bild: Image.Image) -> tuple[float, float, float, float]:
    """Return left, top, right and bottom of the code in pixels: the outer edges of its three finder patterns."""
    breite, hoehe = bild.size
    punkte = bild.tobytes()
    waagrecht = [(y, *muster) for y in range(hoehe) for muster in _find_muster(punkte[y * breite : (y + 1) * breite])]
    senkrecht = [(x, *muster) for x in range(breite) for muster in _find_muster(punkte[x::breite])]
    # A text may have the rhythm once by chance; a finder pattern has it in row after row.
    zeilen = [treffer for treffer in waagrecht if sum(abs(treffer[1] - t[1]) < 2 for t in waagrecht) > 3]
    spalten = [treffer for treffer in senkrecht if sum(abs(treffer[1] - t[1]) < 2 for t in senkrecht) > 3]
    assert zeilen, "Auf der Seite ist kein QR-Code zu finden."
    assert spalten, "Auf der Seite ist kein QR-Code zu finden."
    return (
        min(a for _, a, _ in zeilen),
        min(a for _, a, _ in spalten),
        max(e for _, _, e in zeilen),
        max(e for _, _, e in spalten),
    )


def count_fehler(bild: Image.Image, adresse: str) -> tuple[int, float]:
    """Return how many modules differ from the code of ``adresse``, and the printed width of the code in mm."""
    matrix = segno.make(adresse, error="m", micro=False).matrix
    links, oben, rechts, unten = find_kanten(bild)
    # In black and white every pixel that ink touches is dark: the code comes out up to one pixel too large.
    feld_x, feld_y = (rechts - links - 1) / len(matrix), (unten - oben - 1) / len(matrix)
    punkte = bild.tobytes()
    fehler = 0
    for y, zeile in enumerate(matrix):
        for x, dunkel in enumerate(zeile):
            punkt = int(links + (x + 0.5) * feld_x) + int(oben + (y + 0.5) * feld_y) * bild.width
            fehler += (punkte[punkt] < 128) != bool(dunkel)
    return fehler, (rechts - links) / PUNKTE_JE_ZOLL * 25.4


def _find_muster(linie: bytes) -> list[tuple[int, int]]:
    """Return start and end of every dark-light-dark-light-dark in the rhythm 1:1:3:1:1 (2 to 5 pixels a module)."""
    laeufe, stelle = [], 0
    for dunkel, punkte in groupby(linie, key=lambda wert: wert < 128):
        laenge = len(list(punkte))
        laeufe.append((dunkel, stelle, laenge))
        stelle += laenge
    treffer = []
    for nummer in range(len(laeufe) - 4):
        fuenf = laeufe[nummer : nummer + 5]
        modul = sum(laenge for _, _, laenge in fuenf) / 7
        laengen = zip((laenge for _, _, laenge in fuenf), _SUCHMUSTER, strict=True)
        passt = all(abs(laenge - soll * modul) < modul * 0.75 for laenge, soll in laengen)
        if fuenf[0][0] and 2 <= modul <= 5 and passt:
            treffer.append((fuenf[0][1], fuenf[4][1] + fuenf[4][2]))
    return treffer
