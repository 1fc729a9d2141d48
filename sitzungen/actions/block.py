"""Several items decided like one: "TOP 5 bis 12 wie TOP 4"."""

import uuid
from collections.abc import Sequence
from dataclasses import replace

from django.db import transaction

from gremien.rules.befund import Befund, Stufe, VorgangGesperrt, require
from konten.models import Konto
from sitzungen.actions.abstimmung import Ergebnis, record_abstimmung
from sitzungen.models import Abstimmung, Tagesordnungspunkt
from vorlagen.enums import Ausgang

EINZELN = "Bitte stellen Sie diesen Punkt einzeln fest."


@transaction.atomic
def record_block(quelle: Abstimmung, tops: Sequence[Tagesordnungspunkt], *, konto: Konto) -> list[Abstimmung]:
    """Ebenso feststellen: each item gets a row of its own with the result of ``quelle``, and meets all its checks.

    Members excluded from one item are not from another: their number is not copied. What is refused, or would need a
    reason, is named with its item, and then nothing is recorded. Raises :class:`VorgangGesperrt`.
    """
    require(_check_quelle(quelle, tops))
    ergebnis = Ergebnis(
        ausgang=Ausgang(quelle.ausgang),
        ja=quelle.ja,
        gegenstimmen=quelle.gegenstimmen,
        enthaltungen=quelle.enthaltungen,
    )
    befunde: list[Befund] = []
    neue = []
    for top in tops:
        try:
            neue.append(record_abstimmung(top, replace(ergebnis, einsendung=uuid.uuid4()), konto=konto))
        except VorgangGesperrt as gesperrt:
            befunde += [_name(top, befund) for befund in gesperrt.befunde if befund.stufe is not Stufe.ERINNERUNG]
    if befunde:
        # Out of the transaction, so that what passed before is taken back with it.
        raise VorgangGesperrt(befunde)
    return neue


def _check_quelle(quelle: Abstimmung, tops: Sequence[Tagesordnungspunkt]) -> list[Befund]:
    befunde = []
    if quelle.geaendert or quelle.ausgang in ("", Ausgang.VERWIESEN):
        satz = "Ein geänderter Wortlaut und eine Verweisung gelten nur für ihren Punkt. Bitte stellen Sie einzeln fest."
        befunde.append(Befund(satz, "", Stufe.SPERRE))
    if not tops:
        befunde.append(Befund("Bitte wählen Sie, bis zu welchem Punkt das Ergebnis ebenso gilt.", "", Stufe.SPERRE))
    return befunde


def _name(top: Tagesordnungspunkt, befund: Befund) -> Befund:
    return replace(befund, satz=f"TOP {top.bezeichnung or top.betreff}: {befund.satz} {EINZELN}", stufe=Stufe.SPERRE)
