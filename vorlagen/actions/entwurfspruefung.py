"""The check of a draft with what is stored: the rules get plain values."""

from collections.abc import Iterable

from django.utils import timezone

from gremien.models import Stadt
from gremien.rules.befund import Befund
from vorlagen.actions.sitzungstage import list_sitzungstage
from vorlagen.enums import Vorlagenart
from vorlagen.models import Fassung
from vorlagen.rules.entwurfspruefung.entwurf import Anlagenangabe, Entwurf
from vorlagen.rules.entwurfspruefung.pruefungen import check_entwurf
from vorlagen.rules.gremienweg import Station


def check_entwurf_of(fassung: Fassung, stationen: Iterable[Station]) -> list[Befund]:
    """Return what :func:`check_entwurf` finds in this Fassung today; what its files say: ``check_anlagen_of``."""
    stationen = tuple(stationen)
    anlagen = fassung.anlagen.order_by("position").values_list("position", "titel")
    return check_entwurf(
        Entwurf(
            art=Vorlagenart(fassung.vorlage.art),
            heute=timezone.localdate(),
            betreff=fassung.betreff,
            beschlussentwurf=fassung.beschlussentwurf,
            begruendung=fassung.begruendung,
            auswirkungen=fassung.wirkungen,
            kurzfassung=fassung.kurzfassung,
            oeffentlich=fassung.oeffentlich,
            stationen=stationen,
            anlagen=tuple(Anlagenangabe(position, titel) for position, titel in anlagen),
            kontakt=Stadt.objects.current().kontakt,
            sitzungstage=list_sitzungstage(stationen),
            vorbild=_name_geheimes_vorbild(fassung),
        )
    )


def _name_geheimes_vorbild(fassung: Fassung) -> str:
    vorbild = fassung.vorlage.vorbild
    return vorbild.nummer if vorbild is not None and not vorbild.is_fuer_alle else ""
