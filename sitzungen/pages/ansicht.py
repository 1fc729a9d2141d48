"""What an agenda looks like once it is published, with the eyes of those who will read it."""

from collections import Counter
from dataclasses import dataclass
from enum import Enum

from django.contrib.auth.models import AnonymousUser

from konten.models import Konto
from konten.rechte import Besucher, Rechte, build_besucher
from post.enums import Anlass
from post.models import Nachricht
from sitzungen.actions.tagesordnung import rehearse_veroeffentlichung
from sitzungen.documents.agenda import Agendateil, build_tagesordnung
from sitzungen.models import Sitzung


class Augen(Enum):
    """Who looks."""

    OEFFENTLICHKEIT = "oeffentlichkeit"
    MITGLIED = "mitglied"
    OHNE_RECHT = "ohne-recht"

    @property
    def titel(self) -> str:
        """Return what the choice is called."""
        return _TITEL[self]


_TITEL = {
    Augen.OEFFENTLICHKEIT: "Öffentlichkeit",
    Augen.MITGLIED: "Mitglied",
    Augen.OHNE_RECHT: "Mitglied ohne nichtöffentliches Recht",
}
_KEIN_GREMIUM = 0
"""Key of a body that is none: who sits elsewhere."""


@dataclass(frozen=True, slots=True)
class Ansicht:
    """The agenda as these eyes would read it, and how many mails of which kind would go out to whomever."""

    augen: Augen
    sitzung: Sitzung
    teile: tuple[Agendateil, ...]
    post: tuple[tuple[str, int], ...]


def build_ansicht(sitzung: Sitzung, konto: Konto, augen: Augen) -> Ansicht:
    """Return what ``augen`` would see, by publishing and taking it back.

    Raises :class:`VorgangGesperrt` where the agenda cannot be published whoever does it.
    """
    letzte = Nachricht.objects.order_by("-pk").values_list("pk", flat=True).first() or 0

    def look(veroeffentlicht: Sitzung) -> Ansicht:
        neue = Nachricht.objects.filter(pk__gt=letzte).values_list("anlass", flat=True)
        post = tuple((Anlass(anlass).label, anzahl) for anlass, anzahl in Counter(neue).items())
        besucher = _build_besucher(veroeffentlicht, augen)
        return Ansicht(augen, veroeffentlicht, tuple(build_tagesordnung(veroeffentlicht, besucher)), post)

    return rehearse_veroeffentlichung(sitzung, konto=konto, look=look)


def _build_besucher(sitzung: Sitzung, augen: Augen) -> Besucher:
    if augen is Augen.OEFFENTLICHKEIT:
        return AnonymousUser()
    gremium = sitzung.gremium_id if augen is Augen.MITGLIED else _KEIN_GREMIUM
    return build_besucher(Rechte(gremien=frozenset({gremium})))
