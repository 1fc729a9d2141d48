"""Planning the way of a released paper."""

from collections.abc import Sequence

from django.db import transaction

from gremien.rules.befund import Befund, Stufe, VorgangGesperrt, list_uebergangene, require
from journal.actions import record
from journal.enums import Akt
from konten.models import Konto
from vorlagen.actions.gremienweg import (
    NICHT_FREIGEGEBEN,
    Stationsplan,
    braucht_beschluss,
    list_offene,
    refresh_status,
    replace_stationen,
    stationen_of,
)
from vorlagen.actions.nachlauf import follow_up
from vorlagen.actions.oeffnung import check_oeffnung, close_oeffnungen, list_oeffnungen
from vorlagen.actions.sitzungstage import check_geplante_stationen
from vorlagen.models import Fassung, Vorlage
from vorlagen.rules.gremienweg import check_gremienweg
from vorlagen.rules.oeffentlichkeit import check_oeffentliche_stationen


@transaction.atomic
def plan_gremienweg(vorlage: Vorlage, plaene: Sequence[Stationsplan], *, konto: Konto, grund: str = "") -> Vorlage:
    """Replace the stations without a result by ``plaene``, behind those that have one.

    Checks R2 and R10, whether the bodies meet on these days, and the paper's publicity; a closed station becomes public
    only if another person proposed exactly that. Stations with a result or already delivered to members stay untouched.
    Raises :class:`VorgangGesperrt`.
    """
    vorlage = Vorlage.objects.select_for_update().get(pk=vorlage.pk)
    fassung = Fassung.objects.filter(vorlage=vorlage).released().order_by("-neufassung").first()
    if fassung is None:
        raise VorgangGesperrt([Befund(NICHT_FREIGEGEBEN, "", Stufe.SPERRE)])
    offene = list_offene(vorlage)
    oeffnungen = list_oeffnungen(offene, plaene)
    replace_stationen(vorlage, plaene)
    stationen = stationen_of(vorlage)
    befunde = check_gremienweg(stationen, beschluss_erforderlich=braucht_beschluss(vorlage))
    nichtoeffentlich = check_oeffentliche_stationen(vorlage_oeffentlich=fassung.oeffentlich, stationen=stationen)
    # What a closed paper forbids anyway needs nobody to confirm it.
    geoeffnet = [] if nichtoeffentlich else [befund for o in oeffnungen for befund in check_oeffnung(o, fassung, konto)]
    tage = check_geplante_stationen(stationen, konto)
    befunde = list(require([*befunde, *nichtoeffentlich, *geoeffnet, *tage], grund=grund))
    refresh_status(vorlage)
    follow_up(vorlage)
    vorgeschlagen_von = close_oeffnungen(offene, oeffnungen, fassung, konto=konto)
    record(
        Akt.GREMIENWEG_AENDERN,
        vorlage,
        konto=konto,
        stationen=[f"{s.position}: {s.gremium} {s.datum or ''}".strip() for s in stationen],
        vorgeschlagen_von=vorgeschlagen_von,
        uebergangen=list_uebergangene(befunde),
        grund=grund,
    )
    return vorlage
