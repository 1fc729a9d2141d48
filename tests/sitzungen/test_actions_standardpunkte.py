"""Standardpunkte aufsetzen: in order, at the right end, never twice."""

import pytest

from journal.enums import Akt
from journal.models import Eintrag
from konten.models import Konto
from sitzungen.actions.stammdaten import ensure_oberbegriffe, ensure_standardpunkte
from sitzungen.actions.standardpunkte import place_standardpunkte
from sitzungen.actions.tagesordnung import place_top
from sitzungen.enums import Teil
from sitzungen.models import Oberbegriff, Sitzung, Standardpunkt
from sitzungen.rules.tagesordnung import OBERBEGRIFFE
from tests.bauten import build_gremium, build_konto, build_sitzung, build_veroeffentlichte_sitzung, iter_tops
from tests.pruefen import refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def konto() -> Konto:
    return build_konto()


def agenda(sitzung: Sitzung) -> list[str]:
    return [top.betreff for top in iter_tops(sitzung)]


def preset(sitzung: Sitzung) -> None:
    """Preset three items for this body, one for all, and one for another."""
    Standardpunkt.objects.all().delete()
    wort = Oberbegriff.objects.get(wort="Mitteilungen")
    Standardpunkt.objects.create(betreff="Eröffnung", reihenfolge=1)
    Standardpunkt.objects.create(betreff="Einwohnerfragestunde", reihenfolge=2, gremium=sitzung.gremium)
    Standardpunkt.objects.create(betreff="Verschiedenes", reihenfolge=1, gremium=sitzung.gremium, am_ende=True)
    Standardpunkt.objects.create(betreff="Vertrauliches", teil=Teil.NICHTOEFFENTLICH, oberbegriff=wort)
    Standardpunkt.objects.create(betreff="Anderswo", gremium=build_gremium())


def test_they_stand_at_their_end_of_their_part_and_leave_the_rest(konto: Konto) -> None:
    sitzung = build_sitzung()
    preset(sitzung)
    place_top(sitzung, teil=Teil.OEFFENTLICH, betreff="Haushalt", konto=konto)
    vorher = Eintrag.objects.count()
    place_standardpunkte(sitzung, konto=konto)
    assert list(Eintrag.objects.order_by("laufend").values_list("akt", flat=True))[vorher:] == [Akt.AUFSETZEN] * 4
    assert agenda(sitzung) == ["Eröffnung", "Einwohnerfragestunde", "Haushalt", "Verschiedenes", "Vertrauliches"]
    assert sitzung.tops.get(teil=Teil.NICHTOEFFENTLICH).oberbegriff == "Mitteilungen"


def test_a_second_press_adds_only_what_is_missing_where_it_belongs(konto: Konto) -> None:
    sitzung = build_sitzung()
    preset(sitzung)
    place_standardpunkte(sitzung, konto=konto)
    sitzung.tops.get(betreff="Einwohnerfragestunde").delete()
    place_top(sitzung, teil=Teil.OEFFENTLICH, betreff="Haushalt", konto=konto)
    assert [top.betreff for top in place_standardpunkte(sitzung, konto=konto)] == ["Einwohnerfragestunde"]
    assert agenda(sitzung)[:2] == ["Eröffnung", "Einwohnerfragestunde"]
    assert place_standardpunkte(sitzung, konto=konto) == []


def test_on_a_published_agenda_they_are_additions_and_in_the_sitting_refused(konto: Konto) -> None:
    sitzung = build_veroeffentlichte_sitzung(nichtoeffentliche=0)
    preset(sitzung)
    Standardpunkt.objects.exclude(betreff="Eröffnung").delete()
    place_standardpunkte(sitzung, konto=konto)
    assert agenda(sitzung)[-1] == "Eröffnung"

    laufend = build_veroeffentlichte_sitzung(nichtoeffentliche=0, begonnen=True)
    satz = (
        "Die Sitzung ist schon eröffnet. Bitte begründen Sie die Dringlichkeit; "
        "über die Aufnahme wird in der Sitzung mit zwei Dritteln der Anwesenden abgestimmt."
    )
    with refused(satz, feld="nachtrag_grund"):
        place_standardpunkte(laufend, konto=konto)


def test_an_installation_begins_with_usual_words_and_items_and_keeps_its_own() -> None:
    assert Oberbegriff.objects.list_worte() == list(OBERBEGRIFFE)
    assert list(Standardpunkt.objects.values_list("betreff", flat=True)) == ["Eröffnung der Sitzung", "Mitteilungen"]
    Oberbegriff.objects.exclude(wort="Personalsachen").delete()
    Standardpunkt.objects.filter(am_ende=True).delete()
    ensure_oberbegriffe()
    ensure_standardpunkte()
    assert Oberbegriff.objects.list_worte() == ["Personalsachen"]
    assert Standardpunkt.objects.count() == 1
