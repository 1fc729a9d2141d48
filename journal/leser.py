"""How the floors above read the states of their objects for :mod:`journal.nachweis`."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any, Final

from django.db.models import CharField, Model, Q, QuerySet, TextField

from journal.nachweis import Nachweisart, Stand, digest, to_wert

Leser = Callable[[QuerySet[Any] | None], Iterator[tuple[object, Stand]]]

KLAR: Final = frozenset({"nummer", "gegenstand_art", "gegenstand_id", "fingerabdruck"})
"""Columns of words that name something and tell nothing. Of every other text the journal keeps a digest only."""


def is_text(modell: type[Model], feld: str) -> bool:
    """Return whether this field holds what somebody typed; what is read from a related row is no such text."""
    if "__" in feld or feld in KLAR:
        return False
    spalte = modell._meta.get_field(feld)
    return isinstance(spalte, CharField | TextField) and not spalte.choices


def read_werte(zeilen: QuerySet[Any], felder: Iterable[str], *namen: str) -> Iterator[tuple[dict[str, Any], Stand]]:
    """Yield each row with the values of ``felder`` as the journal keeps them; ``namen`` are read along."""
    felder = list(felder)
    texte = {feld for feld in felder if is_text(zeilen.model, feld)}
    for zeile in zeilen.order_by("pk").values("pk", *felder, *(name for name in namen if name not in felder)):
        yield zeile, {feld: digest(zeile[feld]) if feld in texte else to_wert(zeile[feld]) for feld in felder}


def build_leser(
    modell: type[Model],
    felder: Mapping[str, str],
    nenne: Callable[[dict[str, Any]], str],
    *namen: str,
    nur: Q = Q(),  # noqa: B008  a filter never changes
) -> Leser:
    """Return what reads states: of all objects, or of a selection; ``nur`` says which have one."""

    def read(auswahl: QuerySet[Any] | None) -> Iterator[tuple[object, Stand]]:
        zeilen = modell._default_manager.all() if auswahl is None else auswahl
        for zeile, stand in read_werte(zeilen.filter(nur), felder, *namen):
            yield zeile["pk"], stand | {"name": nenne(zeile)}

    return read


def mark_fest(lesen: Leser, immer: Callable[[], QuerySet[Any]]) -> Leser:
    """Return ``lesen`` with the mark ``fest``: on what an act records, and among all objects on those ``immer`` names.

    For kinds of which some come into being without an act: they need not be known, but what is known stays.
    """

    def read(auswahl: QuerySet[Any] | None) -> Iterator[tuple[object, Stand]]:
        fest = None if auswahl is not None else set(immer().values_list("pk", flat=True))
        for kennung, stand in lesen(auswahl):
            yield kennung, stand | {"fest": fest is None or kennung in fest}

    return read


def vanish(art: Nachweisart) -> Nachweisart:
    """Return the kind as an act needs it with which its objects cease to exist."""
    return replace(art, read=lambda auswahl: ((kennung, None) for kennung, _ in art.read(auswahl)))
