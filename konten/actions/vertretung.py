"""Being away: somebody else is asked for co-signatures as well, for a time."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from gremien.rules.befund import require
from journal.actions import record
from journal.enums import Akt
from konten.models import Abwesenheit, Konto
from konten.rules.vertretung import Zeit, check_abwesenheit


@transaction.atomic
def enter_abwesenheit(abwesend: Konto, vertretung: Konto, *, von: date, bis: date, konto: Konto) -> Abwesenheit:
    """Vertretung eintragen: from ``von`` to ``bis`` inclusive ``vertretung`` signs in the place of ``abwesend``.

    ``konto`` is who enters it: the person itself, or who heads its office. Raises :class:`VorgangGesperrt`.
    """
    abwesend = Konto.objects.select_for_update(of=("self",)).get(pk=abwesend.pk)
    andere = [Zeit(zeile.von, zeile.bis) for zeile in abwesend.abwesenheiten.all()]
    require(
        check_abwesenheit(
            Zeit(von, bis),
            heute=timezone.localdate(),
            andere=andere,
            is_dieselbe_person=abwesend.auge.is_same(vertretung.auge),
        )
    )
    abwesenheit = Abwesenheit.objects.create(konto=abwesend, vertretung=vertretung, von=von, bis=bis)
    record(Akt.VERTRETUNG_EINTRAGEN, abwesenheit, konto=konto, **_describe(abwesenheit))
    return abwesenheit


@transaction.atomic
def end_abwesenheit(abwesenheit: Abwesenheit, *, konto: Konto) -> None:
    """Vertretung beenden: back earlier, or not away at all. What was signed in between stays."""
    record(Akt.VERTRETUNG_BEENDEN, abwesenheit, konto=konto, **_describe(abwesenheit))
    abwesenheit.delete()


def _describe(abwesenheit: Abwesenheit) -> dict[str, str]:
    return {
        "abwesend": abwesenheit.konto.get_username(),
        "vertretung": abwesenheit.vertretung.get_username(),
        "von": abwesenheit.von.isoformat(),
        "bis": abwesenheit.bis.isoformat(),
    }
