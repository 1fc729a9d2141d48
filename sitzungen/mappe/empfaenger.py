"""For whom a packet is bound, and that reader's rights."""

from typing import Final

from django.contrib.auth.models import AnonymousUser
from django.db import models

from konten.rechte import Besucher, Rechte, build_besucher
from sitzungen.models import Sitzung

_NIEMANDS_KENNUNG: Final = 0
"""Primary key that no account has."""


class Empfaenger(models.TextChoices):
    """For whom a packet is bound."""

    OEFFENTLICH = "oeffentlich", "Öffentlichkeit"
    MITGLIEDER = "mitglieder", "Mitglieder des Gremiums"
    GESAMT = "gesamt", "Verwaltung (vollständig)"


class MappeVerweigert(Exception):
    """There is no such packet, or it must not leave the house; the message is a German sentence without secrets."""


def build_leser(fuer: Empfaenger, sitzung: Sitzung) -> Besucher:
    """Return a reader with the rights of this audience and no others: nobody's account, held in memory only.

    A real member would not do: their seats in other bodies would widen the packet.
    """
    if fuer is Empfaenger.OEFFENTLICH:
        return AnonymousUser()
    if fuer is Empfaenger.MITGLIEDER:
        return build_besucher(Rechte(konto=_NIEMANDS_KENNUNG, gremien=frozenset({sitzung.gremium_id})))
    return build_besucher(Rechte(konto=_NIEMANDS_KENNUNG, administration=True))


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
