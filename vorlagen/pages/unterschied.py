"""Which Fassungen of a paper a reader compares, and what else they may compare."""

from collections.abc import Sequence
from typing import Any

from django.http import Http404

from konten.rechte import Besucher
from vorlagen.documents.unterschied import compare_fassungen
from vorlagen.models import Fassung


def collect_unterschied(
    konto: Besucher, fassungen: Sequence[Fassung], von: int | None = None, bis: int | None = None
) -> dict[str, Any]:
    """Return what changed from the Fassung ``von`` to ``bis``, by default between the newest two the reader may read.

    ``fassungen`` are all of them, newest first, at least one.

    :raises Http404: when one of the two is not among them, or both are the same.
    """
    paare = list_paare(fassungen)
    inhalt = {"vorlage": fassungen[0].vorlage, "fassung": fassungen[0]}
    if von is None or bis is None:
        return inhalt | {
            "unterschied": compare_fassungen(*paare[0], leser=konto) if paare else None,
            "andere": paare[1:],
        }
    je_nummer = {fassung.neufassung: fassung for fassung in fassungen}
    if von not in je_nummer or bis not in je_nummer or von == bis:
        raise Http404
    alt, neu = je_nummer[min(von, bis)], je_nummer[max(von, bis)]
    andere = [paar for paar in paare if paar != (alt, neu)]
    return inhalt | {"unterschied": compare_fassungen(alt, neu, leser=konto), "andere": andere}


def list_paare(fassungen: Sequence[Fassung]) -> list[tuple[Fassung, Fassung]]:
    """Return what can be compared: each with the one before it, then the newest with all before, newest first."""
    nachbarn = list(zip(fassungen[1:], fassungen, strict=False))
    return [*nachbarn, *((frueher, fassungen[0]) for frueher in fassungen[2:])]
