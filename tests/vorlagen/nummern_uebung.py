"""Many processes draw numbers from one database at once; run as a program by the test beside it.

Prints what each process kept as JSON. Django is loaded once, then the processes part ways before any of them has
opened the database.
"""

import argparse
import json
import os
import random
import sys
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass, field
from functools import partial
from multiprocessing import get_context

import django
from django.conf import settings
from django.db import DatabaseError, connections, transaction
from django.db.models import QuerySet

BEDENKZEIT = 0.002
"""Seconds between reading and writing when the protection is off, so that others get in between for sure."""


class Abbruch(Exception):
    """Stands for whatever goes wrong in the transaction after the number was drawn."""


@dataclass
class Ertrag:
    """What one process kept, and what the database told it."""

    nummern: list[int] = field(default_factory=list)
    fehler: list[str] = field(default_factory=list)


def choose_zug(zaehler: str, prozess: int, jahr: int) -> Callable[[], int]:
    """Return the act that draws: one counter for all papers, or one per body for sittings."""
    if zaehler == "vorlagen":
        from vorlagen.actions.freigabe import draw_nummer

        return partial(draw_nummer, "BV", jahr)
    from gremien.models import Gremium
    from sitzungen.actions.sitzung import draw_sitzungsnummer

    gremien = list(Gremium.objects.order_by("pk"))
    return partial(draw_sitzungsnummer, gremien[prozess % len(gremien)], jahr)


def draw(zug: Callable[[], int], *, abbrechen: bool) -> int:
    """Draw one number in a transaction of its own."""
    with transaction.atomic():
        nummer = zug()
        if abbrechen:
            raise Abbruch
        return nummer


def work(prozess: int, *, angaben: argparse.Namespace) -> dict[str, list[object]]:
    """Draw again and again; every fifth time the transaction fails after the draw."""
    zufall = random.Random(prozess)  # noqa: S311
    ertrag = Ertrag()
    zug = choose_zug(angaben.zaehler, prozess, angaben.jahr)
    for _ in range(angaben.ziehungen):
        try:
            ertrag.nummern.append(draw(zug, abbrechen=zufall.random() < angaben.abbruch))
        except Abbruch:
            continue
        except DatabaseError as fehler:
            ertrag.fehler.append(str(fehler).splitlines()[0])
    connections.close_all()
    return asdict(ertrag)


def remove_schutz() -> None:
    """Take away what keeps the numbers right: the row lock, and SQLite's lock at the beginning of a transaction."""

    def unlocked(self: QuerySet, *args: object, **kwargs: object) -> QuerySet:  # type: ignore[type-arg]
        time.sleep(BEDENKZEIT)
        return self.all()

    QuerySet.select_for_update = unlocked  # type: ignore[method-assign,assignment]
    optionen = settings.DATABASES["default"].get("OPTIONS")
    if isinstance(optionen, dict):
        optionen.pop("transaction_mode", None)


def main() -> None:
    """Read the arguments, let the processes draw, print what they kept."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--datenbank", required=True)
    parser.add_argument("--zaehler", choices=["vorlagen", "sitzungen"], required=True)
    parser.add_argument("--prozesse", type=int, required=True)
    parser.add_argument("--ziehungen", type=int, required=True)
    parser.add_argument("--abbruch", type=float, required=True)
    parser.add_argument("--jahr", type=int, required=True)
    parser.add_argument("--ohne-schutz", action="store_true")
    angaben = parser.parse_args()
    os.environ["DJANGO_SETTINGS_MODULE"] = "koblenz_council.settings"
    settings.DATABASES["default"]["NAME"] = angaben.datenbank
    django.setup()
    if angaben.ohne_schutz:
        remove_schutz()
    with ProcessPoolExecutor(angaben.prozesse, mp_context=get_context("fork")) as prozesse:
        ertraege = list(prozesse.map(partial(work, angaben=angaben), range(angaben.prozesse)))
    json.dump(ertraege, sys.stdout)


if __name__ == "__main__":
    main()
