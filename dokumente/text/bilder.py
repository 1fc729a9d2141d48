"""Pictures in rich text: it names the kept file by its checksum, and whoever shows the text says where it lies."""

import re
from collections.abc import Callable, Iterator
from html import unescape
from typing import Final

SCHEMA: Final = "bild:"
"""How the address of a picture begins in stored text; the checksum of its file follows."""
ALT_MAX: Final = 500
"""Most characters of the description."""
ADRESSE: Final = re.compile(rf"{SCHEMA}([0-9a-f]{{64}})")
_BILD: Final = re.compile(rf'<img src="{ADRESSE.pattern}" alt="([^"]*)">')
"""A picture as the sanitiser writes it."""


def clean_attribut(name: str, wert: str) -> str | None:
    """Return what of a picture's attribute is kept, None for nothing: its address, and one line that describes it."""
    if name == "src":
        return wert if ADRESSE.fullmatch(wert) else None
    return " ".join(wert.split())[:ALT_MAX]


def write_bild(pruefsumme: str, alt: str) -> str:
    """Return a picture as it stands in stored text; ``alt`` is escaped already."""
    return f'<img src="{SCHEMA}{pruefsumme}" alt="{alt}">'


def find_bilder(html: str) -> list[str]:
    """Return the checksums of the pictures in sanitised ``html``, in order, each once."""
    return list(dict.fromkeys(fund[1] for fund in _BILD.finditer(html)))


def list_beschreibungen(html: str) -> list[str]:
    """Return what the pictures in sanitised ``html`` are described with."""
    return [unescape(fund[2]) for fund in _BILD.finditer(html)]


def place_bilder(html: str, find_adresse: Callable[[str], str]) -> str:
    """Return sanitised ``html`` with the address of each picture, found by its checksum.

    A picture without an address is told by its description.
    """

    def place(fund: re.Match[str]) -> str:
        adresse = find_adresse(fund[1])
        return f'<img src="{adresse}" alt="{fund[2]}">' if adresse else f"[Bild: {fund[2]}]"

    return _BILD.sub(place, html) if SCHEMA in html else html


def check_bilder(html: str, sauber: str) -> Iterator[str]:
    """Yield why pictures of ``html`` cannot stay as they are; ``sauber`` is what sanitising leaves of it."""
    if len(ADRESSE.findall(html)) > len(ADRESSE.findall(sauber)):
        yield "Ein Bild steht in einer Tabelle, und dort ist kein Platz dafür. Bitte setzen Sie es davor oder dahinter."
    if not all(alt.strip() for alt in list_beschreibungen(sauber)):
        yield "Ein Bild hat keine Beschreibung. Bitte wählen Sie es aus und schreiben Sie, was darauf zu sehen ist."
