"""Members read what they were sent: that Fassung, and no less after the item was struck."""

import pytest

from konten.models import Konto
from sitzungen.actions.tagesordnung import place_top, replace_fassung, strike_top
from sitzungen.enums import Teil
from sitzungen.models import Tagesordnungspunkt
from tests.bauten import (
    build_freigegebene_vorlage,
    build_konto,
    build_mitglied,
    build_neufassung,
    build_sitzung,
    build_top,
    release_fassung,
)
from tests.zweite_person import publish_agenda
from vorlagen.models import Fassung

pytestmark = pytest.mark.django_db


def build_zugestellten_top() -> tuple[Tagesordnungspunkt, Konto, Konto]:
    """Build a closed item delivered to a member; return it with the member and a clerk."""
    dienst, sitzung = build_konto(), build_sitzung()
    mitglied = build_mitglied(gremium=sitzung.gremium)
    vorlage = build_freigegebene_vorlage(stationen=[(sitzung.gremium, None, True, False)], oeffentlich=False)
    top = build_top(sitzung, vorlage=vorlage, konto=dienst)
    publish_agenda(sitzung)
    top.refresh_from_db()
    return top, mitglied, dienst


def nummern_for(konto: Konto) -> list[str]:
    return list(Fassung.objects.visible_to(konto).order_by("neufassung").values_list("nummer", flat=True))


def test_a_newer_fassung_reaches_members_only_with_the_agenda() -> None:
    top, mitglied, dienst = build_zugestellten_top()
    assert top.fassung is not None
    neu = build_neufassung(top.fassung.vorlage, oeffentlich=False, nichtoeffentlich_grund="Grundstück")
    neu = release_fassung(neu)
    assert nummern_for(mitglied) == [top.fassung.nummer]

    replace_fassung(top, konto=dienst)

    assert nummern_for(mitglied) == [top.fassung.nummer, neu.nummer]


def test_members_keep_a_paper_that_was_struck_and_placed_anew() -> None:
    top, mitglied, dienst = build_zugestellten_top()
    assert top.beratung is not None
    assert top.fassung is not None
    strike_top(top, konto=dienst, grund="Beratungsbedarf")
    assert nummern_for(mitglied) == [top.fassung.nummer]

    naechste = build_sitzung(gremium=top.sitzung.gremium)
    top.beratung.refresh_from_db()
    place_top(naechste, teil=Teil(top.teil), beratung=top.beratung, oberbegriff=top.oberbegriff, konto=dienst)

    assert nummern_for(mitglied) == [top.fassung.nummer]
