"""The register of prints: what left the house as an official print, and how to find it again."""

from collections.abc import Callable
from typing import NamedTuple

from django.db import transaction

from dokumente.druck.pruefzeichen import LAENGEN, compute_code
from dokumente.models import Ausdruck, Druckstueck


class Herkunft(NamedTuple):
    """What a print shows (a key like "fassung:12", at most 60 characters), for which kind of reader (at most 500)."""

    gegenstand: str
    leserkreis: str


class Registrierung(NamedTuple):
    """What the register must know of a print.

    ``herkunft`` is asked, with the digest of what the print says, only when there is a new one to register.
    """

    nummer: str
    herkunft: Callable[[str], Herkunft]


def choose_code(schluessel: str) -> str:
    """Return the code for the print with this key: always the same one, and no other print's.

    :raises ValueError: when every length is taken, which no register that fits on a disk brings about.
    """
    for laenge in LAENGEN:
        code = compute_code(schluessel, laenge)
        if not Ausdruck.objects.filter(code=code).exclude(schluessel=schluessel).exists():
            return code
    raise ValueError("Für diesen Ausdruck ist kein Prüfzeichen frei.")


def register_ausdruck(
    *, schluessel: str, code: str, pruefsumme: str, art: str, nummer: str, herkunft: Herkunft, inhalt: str
) -> Ausdruck:
    """Enter a print, or return the row it already has: the file's SHA-256 tells them apart.

    ``inhalt`` is a digest (64 hex digits) of what the print says, whatever it looks like. A packet, which carries no
    code on its pages, is entered with ``code=choose_code(schluessel)`` and its own key.
    """
    with transaction.atomic():
        ausdruck, _ = Ausdruck.objects.get_or_create(
            pruefsumme=pruefsumme,
            defaults={
                "schluessel": schluessel,
                "code": code,
                "art": art,
                "nummer": nummer,
                "gegenstand": herkunft.gegenstand,
                "leserkreis": herkunft.leserkreis,
                "inhalt": inhalt,
            },
        )
    return ausdruck


def find_vorbehalt(gegenstand: str) -> str:
    """Return why the print of this subject set last does not claim the norms; empty if it does or is not kept."""
    schluessel = Ausdruck.objects.filter(gegenstand=gegenstand).values("schluessel")
    letztes = Druckstueck.objects.filter(schluessel__in=schluessel).order_by("-pk").values_list("vorbehalt", flat=True)
    return letztes.first() or ""
