"""How the floors above read the states of their objects for :mod:`journal.nachweis`."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import cache
from typing import Any, Final

from django.db.models import CharField, Model, Q, QuerySet, TextField

from journal.nachweis import Nachweisart, Stand, digest, to_wert

Leser = Callable[[Q | None], Iterator[tuple[object, Stand]]]

KLAR: Final = frozenset({"nummer", "gegenstand_art", "gegenstand_id", "fingerabdruck"})
"""Columns of words that name something and tell nothing. Of every other text the journal keeps a digest only."""


def is_text(modell: type[Model], feld: str) -> bool:
    """Return whether this field holds what somebody typed; what is read from a related row is no such text."""
    if "__" in feld or feld in KLAR:
        return False
    spalte = modell._meta.get_field(feld)
    return isinstance(spalte, CharField | TextField) and not spalte.choices


def build_leser(
    modell: type[Model],
    felder: Mapping[str, str],
    nenne: Callable[[dict[str, Any]], str],
    *namen: str,
    nur: Q = Q(),  # noqa: B008  a filter never changes
) -> Leser:
    """Return what reads states: of all objects, or of a selection; ``nur`` says which have one.

    Texts become digests; ``namen`` are read along for ``nenne``.
    """
    texte = {feld for feld in felder if is_text(modell, feld)}

    # Every act reads several of these: Django builds the long query once, not each time.
    @cache
    def build_zeilen() -> QuerySet[Any, dict[str, Any]]:
        spalten = dict.fromkeys(("pk", *felder, *namen))
        return modell._default_manager.filter(nur).order_by("pk").values(*spalten)

    def read(auswahl: Q | None) -> Iterator[tuple[object, Stand]]:
        for zeile in build_zeilen().filter(auswahl or Q()):
            stand = {feld: digest(zeile[feld]) if feld in texte else to_wert(zeile[feld]) for feld in felder}
            yield zeile["pk"], stand | {"name": nenne(zeile)}

    return read


def mark_fest(lesen: Leser, immer: Callable[[], QuerySet[Any]]) -> Leser:
    """Return ``lesen`` with the mark ``fest``: on what an act records, and among all objects on those ``immer`` names.

    For kinds of which some come into being without an act: they need not be known, but what is known stays.
    """

    def read(auswahl: Q | None) -> Iterator[tuple[object, Stand]]:
        fest = None if auswahl is not None else set(immer().values_list("pk", flat=True))
        for kennung, stand in lesen(auswahl):
            yield kennung, stand | {"fest": fest is None or kennung in fest}

    return read


def vanish(art: Nachweisart) -> Nachweisart:
    """Return the kind as an act needs it with which its objects cease to exist."""
    return replace(art, read=lambda auswahl: ((kennung, None) for kennung, _ in art.read(auswahl)))
