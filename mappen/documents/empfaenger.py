"""When there is no packet for an audience."""

from konten.rechte import Besucher
from mappen.documents.fundstellen import Fundstelle
from sitzungen.models import Sitzung


class MappeVerweigert(Exception):
    """There is no such packet, or it must not leave the house; the message is a German sentence without secrets.

    ``stellen`` are the places where it quoted something confidential, for those who keep the agenda.
    """

    def __init__(self, satz: str, *, stellen: tuple[Fundstelle, ...] = ()) -> None:
        super().__init__(satz)
        self.stellen = stellen


def require_agenda(sitzung: Sitzung, leser: Besucher) -> None:
    """Refuse a packet whose agenda this reader has not been given.

    :raises MappeVerweigert: with the reason.
    """
    if not sitzung.is_veroeffentlicht:
        raise MappeVerweigert(
            f"Die Tagesordnung der Sitzung {sitzung.nummer} ist noch nicht veröffentlicht. "
            "Bitte veröffentlichen Sie sie zuerst."
        )
    if not Sitzung.objects.visible_to(leser).filter(pk=sitzung.pk).exists():
        raise MappeVerweigert(f"Die Sitzung {sitzung.nummer} ist für diesen Empfängerkreis noch nicht bekannt gemacht.")
