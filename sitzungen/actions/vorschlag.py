"""Zur Veröffentlichung vorlegen: an agenda whose words only one person wrote waits for another."""

from django.db import transaction

from gremien.rules.befund import require
from konten.actions.vorschlag import propose
from konten.models import Konto, Vorschlag
from sitzungen.actions.bekanntmachung import OHNE_ANGABEN, Nachtragsangaben, check_nachtrag, keep_gruende, read_nachtrag
from sitzungen.actions.nachrichten import tell_vorschlag
from sitzungen.actions.tagesordnung import lock_tagesordnung
from sitzungen.actions.tagesordnungspruefung import check_veroeffentlichung
from sitzungen.actions.zweite_person import compute_fingerabdruck
from sitzungen.models import Sitzung


@transaction.atomic
def propose_tagesordnung(
    sitzung: Sitzung, *, konto: Konto, grund: str = "", angaben: Nachtragsangaben = OHNE_ANGABEN
) -> Vorschlag:
    """Propose to publish the agenda exactly as it is now; a change makes the proposal invalid.

    Why added items are urgent is kept with them; the day of a Nachtrag is said by whoever publishes it. Raises
    :class:`VorgangGesperrt` for whatever would forbid publishing itself.
    """
    sitzung = lock_tagesordnung(sitzung)
    nachtrag = read_nachtrag(sitzung, angaben.zugang)
    require([*check_veroeffentlichung(sitzung), *check_nachtrag(nachtrag, angaben.gruende)], grund=grund)
    keep_gruende(nachtrag.punkte if nachtrag else (), angaben.gruende)
    tell_vorschlag(sitzung, konto=konto)
    return propose(sitzung, konto=konto, fingerabdruck=compute_fingerabdruck(sitzung), grund=grund)
