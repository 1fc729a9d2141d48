"""The mark on a printed page by which anybody can ask whether it is genuine and still holds."""

import re
from functools import lru_cache
from typing import Final

from django.conf import settings
from django.template.loader import render_to_string

from dokumente.druck.qr import build_qr

ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's: no letter that is taken for a digit or another letter when somebody reads it out."""
LAENGEN: Final = (12, 16, 20)
"""Characters of a code: the first that is not taken."""
GRUPPE: Final = 4
KENNUNG: Final = "Ausdruck-"
"""What stands before the code in the lasting identifier of the file, so that it is found in a changed copy, too."""
STIL: Final = "pdf/pruefzeichen.css"

_SEITE: Final = "pdf/pruefzeichen.html"
_BITS: Final = 5
_MUSTER: Final = "0" * LAENGEN[0]
_VERLESEN: Final = str.maketrans({"O": "0", "I": "1", "L": "1", "-": None, "–": None, " ": None})


def compute_code(schluessel: str, laenge: int = LAENGEN[0]) -> str:
    """Return the code of the print with this key (hex digits): its first ``laenge`` times five bits."""
    zahl = int(schluessel, 16) >> (4 * len(schluessel) - _BITS * laenge)
    return "".join(ALPHABET[zahl >> _BITS * stelle & 31] for stelle in reversed(range(laenge)))


def format_code(code: str) -> str:
    """Return the code as printed, in groups: "7K3M-9QX2-TD4F"."""
    return "-".join(code[stelle : stelle + GRUPPE] for stelle in range(0, len(code), GRUPPE))


def parse_code(text: str) -> str | None:
    """Return the code somebody typed, whatever its case, hyphens and misread letters; None if it cannot be one."""
    code = text.strip().upper().translate(_VERLESEN)
    return code if len(code) in LAENGEN and set(code) <= set(ALPHABET) else None


def build_adresse(code: str) -> str:
    """Return the public address that answers for this code."""
    return f"{settings.ADRESSE}/p/{code}/"


def insert_pruefzeichen(html: str, code: str) -> str:
    """Return the page with the mark at the place its template left for it.

    :raises ValueError: when there is no such place, or more than one.
    """
    stelle = _find_stelle()
    if html.count(stelle) != 1:
        raise ValueError("Die Seite hat nicht genau eine Stelle für das Prüfzeichen.")
    return html.replace(stelle, _render(code))


@lru_cache(maxsize=2)
def describe_muster(adresse: str) -> str:
    """Return what every mark under this public address has in common; it decides about the bytes of the page."""
    return f"{adresse}\n{_render(_MUSTER)}"


def find_codes(roh: bytes) -> set[str]:
    """Return the codes that stand in the identifier of a PDF of ours, written plainly or as hex digits."""
    gefunden = {treffer.decode() for treffer in _KLAR.findall(roh)}
    return gefunden | {bytes.fromhex(treffer.decode()).decode() for treffer in _HEX.findall(roh)}


def _build_muster() -> tuple[re.Pattern[bytes], re.Pattern[bytes]]:
    zeichen = "".join(f"{ord(z):02x}|" for z in ALPHABET).rstrip("|")
    laengen = "|".join(f"{{{laenge}}}" for laenge in reversed(LAENGEN))
    klar = "|".join(f"[{ALPHABET}]{laenge}" for laenge in laengen.split("|"))
    hexa = "|".join(f"(?:{zeichen}){laenge}" for laenge in laengen.split("|"))
    return (
        re.compile(rf"\({KENNUNG}({klar})\)".encode()),
        re.compile(rf"<{KENNUNG.encode().hex()}({hexa})>".encode(), re.IGNORECASE),
    )


_KLAR, _HEX = _build_muster()


@lru_cache(maxsize=1)
def _find_stelle() -> str:
    # Without a code the template writes down nothing but the place, as a comment no author's text can contain.
    return render_to_string(_SEITE, {}).strip()


def _render(code: str) -> str:
    adresse = build_adresse(code)
    return render_to_string(_SEITE, {"code": format_code(code), "adresse": adresse, "qr": build_qr(adresse)})
