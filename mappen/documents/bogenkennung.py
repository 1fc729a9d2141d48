"""The mark of a sheet: it proves that the fields of a file are those this house printed, none more and none less."""

from collections.abc import Collection
from typing import Final

from django.core.signing import BadSignature, Signer

_SALZ: Final = "mappen.bogen"


def compute_kennung(namen: Collection[str]) -> str:
    """Return the mark (43 characters) of a sheet with exactly these fields, in any order."""
    return Signer(salt=_SALZ).signature(_format(namen))


def is_kennung(kennung: str, namen: Collection[str]) -> bool:
    """Return whether ``kennung`` is the mark of a sheet with these fields, also under a key retired since."""
    unterzeichner = Signer(salt=_SALZ)
    try:
        unterzeichner.unsign(f"{_format(namen)}{unterzeichner.sep}{kennung}")
    except BadSignature:
        return False
    return True


def _format(namen: Collection[str]) -> str:
    return "\n".join(sorted(namen))
