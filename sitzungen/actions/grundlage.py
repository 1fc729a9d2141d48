"""What the vote on an item stands on where the paper does not say it: its own wording, and the quorum."""

from django.db import transaction

from gremien.rules.befund import Befund, Stufe, require
from journal.actions import record
from journal.enums import Akt
from konten.models import Konto
from sitzungen.actions.tagesordnung import lock_tagesordnung
from sitzungen.models import Tagesordnungspunkt
from sitzungen.rules.wortlaut import check_eigener_entwurf


@transaction.atomic
def set_grundlage(
    top: Tagesordnungspunkt, *, konto: Konto, beschlussentwurf: str, zweite_einladung: bool
) -> Tagesordnungspunkt:
    """Set what is voted on where no paper says it, and whether the first sitting on the matter had no quorum.

    Before publication this has no legal effect and leaves no journal row. Raises :class:`VorgangGesperrt` for an item
    with a paper, and once there is a result.
    """
    sitzung = lock_tagesordnung(top.sitzung)
    top = Tagesordnungspunkt.objects.select_for_update(of=("self",)).get(pk=top.pk)
    neu = (beschlussentwurf.strip(), zweite_einladung)
    if neu == (top.beschlussentwurf, top.zweite_einladung):
        return top
    befunde = check_eigener_entwurf(neu[0], mit_vorlage=top.fassung_id is not None)
    if top.abstimmungen.exists():
        befunde.append(Befund("Zu diesem Punkt gibt es schon ein Ergebnis.", "", Stufe.SPERRE))
    require(befunde)
    top.beschlussentwurf, top.zweite_einladung = neu
    top.save(update_fields=["beschlussentwurf", "zweite_einladung"])
    if top.nummer:
        record(
            Akt.AUFSETZEN,
            top,
            konto=konto,
            sitzung=sitzung.nummer,
            top=top.bezeichnung,
            zweite_einladung=zweite_einladung,
        )
    return top
