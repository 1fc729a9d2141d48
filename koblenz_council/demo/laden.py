"""Filling an empty database with the demo council, all or nothing."""

from datetime import datetime
from functools import partial

from django.db import transaction
from django.utils import timezone

from gremien.models import Gremium
from koblenz_council.demo.ablauf import Ablauf
from koblenz_council.demo.besetzung import Besetzung, build_besetzung
from koblenz_council.demo.briefkopf import enter_stadt
from koblenz_council.demo.kalender import LAUFEND_SEIT, LAUFENDE, compute_kalender
from koblenz_council.demo.lesen import ORDNER, read_papiere, read_stammdaten
from konten.models import Installation, Konto
from post.actions.nachricht import hold_post
from vorlagen.actions.einlesen import import_text
from vorlagen.actions.einlesen_bestaetigung import confirm_einlesung
from vorlagen.actions.veroeffentlichung import publish_vorlage
from vorlagen.models import Vorlage

FORMULAR = ORDNER / "BV-0546-2018.txt"
"""A real paper of the city, published in 2018, as the form's text."""


def has_inhalt() -> bool:
    """Return whether anybody has begun to work in this database."""
    return Konto.objects.exists() or Gremium.objects.exists() or Vorlage.objects.exists()


def is_demo() -> bool:
    """Return whether this database was created by the demo."""
    return Installation.objects.filter(demo=True).exists()


@transaction.atomic
def load_demo() -> None:
    """Create the demo council with its year around this moment. The database must be empty."""
    # First, so that nothing of the demo can ever exist without saying what it is.
    Installation.objects.create(demo=True)
    enter_stadt()
    besetzung = build_besetzung()
    ablauf = plan_demo(besetzung, timezone.now())
    ablauf.add(ablauf.anfang, partial(_import_formular, besetzung))
    with hold_post():
        ablauf.run()


def plan_demo(besetzung: Besetzung, jetzt: datetime) -> Ablauf:
    """Return the year around ``jetzt`` with every step remembered and none done."""
    laufende = (LAUFENDE, (jetzt - LAUFEND_SEIT).replace(second=0, microsecond=0))
    ablauf = Ablauf(besetzung, [*compute_kalender(timezone.localtime(jetzt).date()), laufende], jetzt)
    ablauf.add_sitzungen()
    for papier in read_papiere():
        ablauf.add_papier(papier)
    return ablauf


def _import_formular(besetzung: Besetzung) -> None:
    """Take over the real paper as two of the Sitzungsdienst would, and make it public, as it has been since 2018."""
    erste, zweite = besetzung.konten["demo-sitzungsdienst"], besetzung.konten["demo-sitzungsdienst-2"]
    fassung = import_text(FORMULAR.read_text(encoding="utf-8"), konto=erste, create_missing=False)
    fassung = confirm_einlesung(fassung, konto=zweite)
    publish_vorlage(fassung, konto=erste, grund=read_stammdaten().texte.seit_2018)
