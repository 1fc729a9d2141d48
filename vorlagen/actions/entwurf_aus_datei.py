"""Beginning a draft from what an author wrote elsewhere: nothing that exists is touched."""

from collections.abc import Mapping, Sequence

from django.db import transaction

from gremien.models import Amt, Fraktion, Person
from konten.models import Konto
from vorlagen.actions.beteiligung import enter_beteiligung
from vorlagen.actions.entwurf import begin_antrag, begin_vorlage
from vorlagen.actions.gremienweg import Stationsplan, replace_stationen
from vorlagen.enums import Beteiligungsart, Vorlagenart
from vorlagen.models import Fassung


@transaction.atomic
def begin_from_datei(
    *,
    konto: Konto,
    urheber: Amt | Fraktion | Person,
    art: Vorlagenart,
    werte: Mapping[str, object],
    stationen: Sequence[Stationsplan],
) -> Fassung:
    """Begin a paper of the Amt or the council and write into it.

    ``werte`` are fields of the Fassung, checked and sanitised.

    The draft is new, non-public, without number and without attachments. Without legal effect, so without a journal
    row. Raises :class:`VorgangGesperrt` for an account that is nobody's.
    """
    betreff = str(werte.get("betreff") or "")
    if isinstance(urheber, Amt):
        fassung = begin_vorlage(konto=konto, amt=urheber, art=art, betreff=betreff)
    else:
        fassung = begin_antrag(konto=konto, urheber=urheber, art=art, betreff=betreff)
    for name, wert in werte.items():
        setattr(fassung, name, wert)
    fassung.save(update_fields=[*werte, "suchtext", "updated_at"])
    enter_beteiligung(fassung, Beteiligungsart.TEXT, konto=konto)
    replace_stationen(fassung.vorlage, stationen)
    return fassung
