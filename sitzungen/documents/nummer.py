"""A sitting by its number, as commands are told it."""

from sitzungen.models import Sitzung
from sitzungen.rules.nummern import parse_sitzungsnummer


def find_sitzung(nummer: str) -> Sitzung:
    """Return the sitting that somebody means, such as 2026/018/SR.

    :raises ValueError: when it is no number, or no sitting bears it; the message is a German sentence.
    """
    gesucht = parse_sitzungsnummer(nummer)
    sitzungen = Sitzung.objects.select_related("gremium").filter(jahr=gesucht.jahr, laufend=gesucht.laufend)
    sitzung = sitzungen.filter(gremium__kuerzel=gesucht.gremium).first()
    if sitzung is None:
        raise ValueError(f"Eine Sitzung mit der Nummer {gesucht} gibt es nicht.")
    return sitzung
