"""Who reads what of minutes: the truth table."""

import pytest
from django.contrib.auth.models import AnonymousUser

from konten.enums import Rolle
from konten.rechte import Besucher
from nachbereitung.actions.unterzeichnung import correct_niederschrift
from nachbereitung.actions.veroeffentlichung import publish_niederschrift
from nachbereitung.models import Ausfertigung, Niederschrift, Niederschriftschritt, Niederschrifttext
from tests.bauten import build_konto, build_mitglied
from tests.nachbereitung.bau import Saal, build_saal, finish, present, sign, write

pytestmark = pytest.mark.django_db


def build_unterzeichnete() -> Saal:
    """Build signed minutes that nobody has published."""
    saal = build_saal()
    write(saal, "Öffentliche Rede.", "Rede im nichtöffentlichen Teil.")
    finish(saal)
    return saal


BESTAND = build_unterzeichnete


def _leser(saal: Saal) -> dict[str, Besucher]:
    return {
        "anonym": AnonymousUser(),
        "fremdes_mitglied": build_mitglied(),
        "mitglied": saal.mitglied,
        "vorsitz": saal.vorsitz,
        "schriftfuehrung": saal.schrift,
        "schriftfuehrung_woanders": build_konto(rolle=Rolle.SCHRIFTFUEHRUNG),
        "sachbearbeitung": build_konto(rolle=Rolle.SACHBEARBEITUNG),
        "sitzungsdienst": build_konto(rolle=Rolle.SITZUNGSDIENST),
        "administration": build_konto(superuser=True),
    }


ARBEITET = {"vorsitz", "schriftfuehrung", "sitzungsdienst", "administration"}


def _who(saal: Saal, name: str, ausfertigung: Ausfertigung) -> set[str]:
    """Return which readers this filter gives the print to."""
    return {
        wer
        for wer, konto in _leser(saal).items()
        if getattr(Ausfertigung.objects, name)(konto).filter(pk=ausfertigung.pk).exists()
    }


def test_signed_minutes_are_read_by_the_body_and_the_public_edition_by_all(bestand: Saal) -> None:
    druck = Ausfertigung.objects.get()
    assert _who(bestand, "visible_to", druck) == ARBEITET | {"mitglied"}
    assert _who(bestand, "intern_to", druck) == ARBEITET | {"mitglied"}
    assert _who(bestand, "worked_on_by", druck) == ARBEITET
    publish_niederschrift(bestand.niederschrift, konto=build_konto(rolle=Rolle.SITZUNGSDIENST))
    assert _who(bestand, "visible_to", druck) == set(_leser(bestand))
    assert _who(bestand, "intern_to", druck) == ARBEITET | {"mitglied"}


def test_a_correction_is_public_when_it_is_published_and_the_former_one_until_then(bestand: Saal) -> None:
    dienst = build_konto(rolle=Rolle.SITZUNGSDIENST)
    publish_niederschrift(bestand.niederschrift, konto=dienst)
    correct_niederschrift(bestand.niederschrift, konto=bestand.schrift, grund="Name")
    present(bestand)
    zweite = sign(bestand)
    erste = Ausfertigung.objects.get(nummer=1)
    alle = set(_leser(bestand))
    assert _who(bestand, "visible_to", erste) == alle
    assert _who(bestand, "intern_to", erste) == ARBEITET
    assert _who(bestand, "visible_to", zweite) == ARBEITET | {"mitglied"}
    publish_niederschrift(bestand.niederschrift, konto=dienst)
    assert _who(bestand, "visible_to", erste) == ARBEITET
    assert _who(bestand, "visible_to", zweite) == alle


def test_what_is_in_the_making_is_for_those_who_work_on_it(bestand: Saal) -> None:
    for modell in (Niederschrift, Niederschrifttext, Niederschriftschritt):
        sehen = {wer for wer, konto in _leser(bestand).items() if modell.objects.visible_to(konto).exists()}
        assert sehen == ARBEITET, modell
