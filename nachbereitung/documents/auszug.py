"""The extract as the office that carries the decision out gets it."""

from typing import Final

from konten.rechte import Besucher, Rechte, build_besucher
from nachbereitung.models import Beschluss
from sitzungen.documents.ergebnis import build_beschlussauszug_druck
from sitzungen.documents.values import BeschlussauszugDruck
from sitzungen.models import Abstimmung
from vorlagen.models import Fassung

AMTLICH: Final = Rechte(sitzungsdienst=True)


def build_auszug_druck(beschluss: Beschluss, *, leser: Besucher) -> BeschlussauszugDruck:
    """Return the extract for a reader to whom this decision is visible.

    An office that may read the closed paper is no reader of the closed agenda: of that it gets this one item and
    nothing else, in the words of the Sitzungsdienst.
    """
    abstimmung = (
        Abstimmung.objects.valid()
        .select_related("top__sitzung__gremium", "top__beratung__nachfolger__gremium")
        .get(top=beschluss.pk)
    )
    eigene = Fassung.objects.internal_to(leser).filter(tops=beschluss.pk).exists()
    return build_beschlussauszug_druck(abstimmung, leser=build_besucher(AMTLICH) if eigene else leser)
