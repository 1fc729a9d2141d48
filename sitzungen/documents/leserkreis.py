"""The kind of reader a print was made for, as text for the register: rights without the person who had them."""

import json
from dataclasses import fields
from typing import Any, Final

from django.contrib.auth.models import AnonymousUser

from konten.rechte import Besucher, Rechte, build_besucher, rechte_of

OEFFENTLICH: Final = "oeffentlich"
LEERER: Final = "{}"
"""Somebody logged in who has no rights beyond everybody's."""
LAENGE_MAX: Final = 500
_MERKMALE: Final = tuple(feld.name for feld in fields(Rechte) if feld.name not in ("konto", "person"))
GESAMT: Final = json.dumps({"administration": True})


def name_leserkreis(leser: Besucher | None) -> str:
    """Return the name of this kind of reader; None prints the full paper for the office."""
    if leser is None:
        return GESAMT
    rechte = rechte_of(leser)
    if not rechte.angemeldet:
        return OEFFENTLICH
    werte = {name: getattr(rechte, name) for name in _MERKMALE}
    name = json.dumps({n: sorted(w) if isinstance(w, frozenset) else w for n, w in werte.items() if w})
    return name if len(name) <= LAENGE_MAX else LEERER


def build_leser(name: str) -> Besucher:
    """Return a reader of this kind: nobody's account, held in memory only."""
    if name == OEFFENTLICH:
        return AnonymousUser()
    werte: dict[str, Any] = {n: frozenset(w) if isinstance(w, list) else w for n, w in json.loads(name).items()}
    return build_besucher(Rechte(**werte))


def choose_leser(leser: Besucher, name: str) -> Besucher:
    """Return a reader of this kind for ``leser``, who stays themselves without its rights, or with none but them."""
    ist_es_selbst = name == OEFFENTLICH and not rechte_of(leser).angemeldet
    return leser if ist_es_selbst or not covers(leser, name) else build_leser(name)


def covers(leser: Besucher, name: str) -> bool:
    """Return whether ``leser`` has every right the print of this kind of reader was made with."""
    if name == OEFFENTLICH:
        return True
    eigene = rechte_of(leser)
    if eigene.administration:
        return True
    noetig = rechte_of(build_leser(name))
    return eigene.angemeldet and all(_has(getattr(eigene, n), getattr(noetig, n)) for n in _MERKMALE)


def _has(eigenes: frozenset[int] | bool, noetiges: frozenset[int] | bool) -> bool:
    if isinstance(eigenes, frozenset) and isinstance(noetiges, frozenset):
        return noetiges <= eigenes
    return bool(eigenes) or not noetiges
