"""Master data every installation starts with; the city changes it afterwards in the administration."""

from django.apps import apps as installierte
from django.apps.registry import Apps

from sitzungen.models import Oberbegriff, Standardpunkt
from sitzungen.rules.tagesordnung import OBERBEGRIFFE

STANDARDPUNKTE = (("Eröffnung der Sitzung", False), ("Mitteilungen", True))
"""Subjects, and whether at the end."""


def ensure_oberbegriffe(*, apps: Apps = installierte, **kwargs: object) -> None:
    """Create the usual generic words if there is none yet; never touches edited ones. A receiver of signals.

    ``apps`` are the models as the migrations left them: on the way from an older release there are no words yet.
    """
    if "oberbegriff" not in apps.all_models["sitzungen"] or Oberbegriff.objects.exists():
        return
    Oberbegriff.objects.bulk_create(
        Oberbegriff(wort=wort, reihenfolge=10 * nummer) for nummer, wort in enumerate(OBERBEGRIFFE, start=1)
    )


def ensure_standardpunkte(*, apps: Apps = installierte, **kwargs: object) -> None:
    """Create the usual items of all bodies if there is none yet, likewise. A receiver of signals."""
    if "standardpunkt" not in apps.all_models["sitzungen"] or Standardpunkt.objects.exists():
        return
    Standardpunkt.objects.bulk_create(
        Standardpunkt(betreff=betreff, am_ende=am_ende) for betreff, am_ende in STANDARDPUNKTE
    )
