"""Beginning a draft from what an author wrote elsewhere: nothing that exists is touched."""

from collections.abc import Mapping, Sequence

from django.db import transaction

from gremien.models import Amt
from konten.models import Konto
from vorlagen.actions.bearbeitung import save_entwurf
from vorlagen.actions.entwurf import begin_vorlage
from vorlagen.actions.gremienweg import Stationsplan
from vorlagen.enums import Vorlagenart
from vorlagen.models import Fassung


@transaction.atomic
def begin_from_datei(
    *, konto: Konto, amt: Amt, art: Vorlagenart, werte: Mapping[str, object], stationen: Sequence[Stationsplan]
) -> Fassung:
    """Begin a paper of the Amt and write into it; ``werte`` are fields of the Fassung, checked and sanitised.

    The draft is new, non-public, without number and without attachments. Without legal effect, so without a journal
    row. Raises :class:`VorgangGesperrt` for an account that is nobody's.
    """
    fassung = begin_vorlage(konto=konto, amt=amt, art=art, betreff=str(werte.get("betreff") or ""))
    for name, wert in werte.items():
        setattr(fassung, name, wert)
    return save_entwurf(
        fassung, konto=konto, felder=tuple(werte), stand=fassung.stand, art=None, stationen=stationen, anlagen=()
    )
