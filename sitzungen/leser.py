"""The reader a packet is bound for: the rights of one audience and no others."""

from django.contrib.auth.models import AnonymousUser

from konten.rechte import Besucher, Rechte, build_besucher
from sitzungen.enums import Empfaenger


def build_leser(fuer: Empfaenger, gremium: int) -> Besucher:
    """Return a reader with the rights of this audience in the body with that key: nobody's account, in memory only.

    A real member would not do: their seats in other bodies would widen the packet.
    """
    if fuer is Empfaenger.OEFFENTLICH:
        return AnonymousUser()
    if fuer is Empfaenger.MITGLIEDER:
        return build_besucher(Rechte(gremien=frozenset({gremium})))
    return build_besucher(Rechte(administration=True))
