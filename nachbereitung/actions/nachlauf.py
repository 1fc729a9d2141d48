"""What follows when a sitting is over: extracts go to the offices, and what was announced counts as announced."""

from konten.models import Konto
from nachbereitung.actions.auszug import send_auszuege
from nachbereitung.actions.bekanntgabe import settle_bekanntgaben
from sitzungen.models import Sitzung


def follow_sitzung(sitzung: Sitzung, *, konto: Konto) -> None:
    """Do what follows from the results of a sitting that is over; asked again, only what has changed since."""
    send_auszuege(sitzung, konto=konto)
    settle_bekanntgaben(sitzung, konto=konto)
