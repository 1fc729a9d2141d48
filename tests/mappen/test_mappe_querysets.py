"""Who may open which packet, and that what was taken back is not handed out in an old one."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import AnonymousUser
from pytest_django import DjangoAssertNumQueries

from konten.enums import Rolle
from konten.rechte import Besucher
from mappen.models import Mappe, Mappenblatt
from mappen.querysets import build_leser
from sitzungen.actions.tagesordnung import replace_fassung, strike_top
from sitzungen.documents.digest import compute_stand
from sitzungen.models import Sitzung
from tests.bauten import (
    build_abstimmung,
    build_anlage,
    build_entwurf,
    build_gremium,
    build_konto,
    build_mitglied,
    build_neufassung,
    build_sitzung,
    build_top,
    build_veroeffentlichte_sitzung,
    iter_tops,
    release_fassung,
)
from tests.mappen.mappenbau import Empfaenger, bind, order
from tests.sitzungen.gedruckt import clerk
from tests.zweite_person import publish_agenda
from vorlagen.actions.freigabe import withdraw_vorlage
from vorlagen.models import Anlage, Vorlage


def build_aufbau() -> Sitzung:
    """Build a sitting with an open paper with an annex, a closed paper, and a packet for each audience."""
    sitzung = build_sitzung()
    fassung = build_entwurf(stationen=[(sitzung.gremium, None, True, True)])
    build_anlage(fassung)
    build_top(sitzung, vorlage=Vorlage.objects.get(pk=release_fassung(fassung).vorlage_id))
    build_top(sitzung, oeffentlich=False)
    sitzung = publish_agenda(sitzung)
    for fuer in Empfaenger:
        assert bind(sitzung, fuer).fehler == ""
    return sitzung


def visible(leser: Besucher) -> set[str]:
    return set(Mappe.objects.visible_to(leser).values_list("fuer", flat=True))


ALLE = {"oeffentlich", "mitglieder", "gesamt"}


@pytest.mark.django_db
def test_every_reader_sees_the_packets_of_their_audience() -> None:
    sitzung = build_aufbau()
    gremium = sitzung.gremium
    gesehen = {
        "anonym": visible(AnonymousUser()),
        "mitglied": visible(build_mitglied(gremium=gremium)),
        "anderes_mitglied": visible(build_mitglied(gremium=build_gremium())),
        "amt": visible(build_konto(rolle=Rolle.SACHBEARBEITUNG)),
        "schriftfuehrung": visible(build_konto(rolle=Rolle.SCHRIFTFUEHRUNG, gremium=gremium)),
        "andere_schriftfuehrung": visible(build_konto(rolle=Rolle.SCHRIFTFUEHRUNG)),
        "sitzungsdienst": visible(clerk()),
        "administration": visible(build_konto(superuser=True)),
    }
    assert gesehen == {
        "anonym": {"oeffentlich"},
        "mitglied": {"oeffentlich", "mitglieder"},
        "anderes_mitglied": {"oeffentlich"},
        "amt": {"oeffentlich"},
        "schriftfuehrung": ALLE,
        "andere_schriftfuehrung": {"oeffentlich"},
        "sitzungsdienst": ALLE,
        "administration": ALLE,
    }


@pytest.mark.django_db
def test_nobody_opens_what_is_not_finished() -> None:
    sitzung = build_veroeffentlichte_sitzung()
    order(sitzung)
    assert (visible(clerk()), visible(AnonymousUser())) == (set(), set())


def withdraw(sitzung: Sitzung) -> None:
    vorlage = next(iter_tops(sitzung)).fassung
    assert vorlage is not None
    withdraw_vorlage(vorlage.vorlage, konto=clerk(), grund="Überholt")


def hide_agenda(sitzung: Sitzung) -> None:
    Sitzung.objects.filter(pk=sitzung.pk).update(tagesordnung_veroeffentlicht_am=None)


def close_anlage(sitzung: Sitzung) -> None:
    # No act does this: the released Fassung is locked. It stands for a repair by hand.
    blatt = Mappenblatt.objects.filter(mappe__fuer="oeffentlich", anlage__isnull=False).get()
    Mappenblatt.objects.filter(pk=blatt.pk).update(
        anlage=Anlage.objects.create(fassung=build_entwurf(), position=1, titel="Intern", oeffentlich=False)
    )


def lose_anlage(sitzung: Sitzung) -> None:
    Mappenblatt.objects.filter(anlage__isnull=False).update(anlage=None)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("takes_back", "oeffentlich", "mitglieder"),
    [
        (withdraw, False, True),
        (hide_agenda, False, False),
        (close_anlage, False, True),
        (lose_anlage, False, False),
    ],
)
def test_packet_with_something_taken_back_is_for_its_keepers_only(
    takes_back: Callable[[Sitzung], None], oeffentlich: bool, mitglieder: bool
) -> None:
    sitzung = build_aufbau()
    mitglied = build_mitglied(gremium=sitzung.gremium)
    takes_back(sitzung)
    assert ("oeffentlich" in visible(AnonymousUser())) is oeffentlich
    assert ("mitglieder" in visible(mitglied)) is mitglieder
    assert visible(clerk()) == ALLE


@pytest.mark.django_db
def test_struck_item_and_neufassung_leave_the_packet_open() -> None:
    sitzung = build_aufbau()
    erster, zweiter = iter_tops(sitzung)
    strike_top(zweiter, konto=clerk(), grund="Nicht reif")
    assert erster.fassung is not None
    release_fassung(build_neufassung(erster.fassung.vorlage))
    replace_fassung(erster, konto=clerk())
    assert visible(AnonymousUser()) == {"oeffentlich"}
    assert visible(build_mitglied(gremium=sitzung.gremium)) == {"oeffentlich", "mitglieder"}


# --- is it current?


def stand(sitzung: Sitzung, fuer: Empfaenger) -> str:
    frisch = Sitzung.objects.select_related("gremium").get(pk=sitzung.pk)
    return compute_stand(frisch, build_leser(fuer, frisch.gremium_id))


@pytest.mark.django_db
def test_packet_carries_the_stand_it_was_bound_from() -> None:
    sitzung = build_aufbau()
    for mappe in Mappe.objects.all():
        assert mappe.stand == stand(sitzung, Empfaenger(mappe.fuer))
    # Members and those who keep the sitting read the same here.
    assert len(set(Mappe.objects.values_list("stand", flat=True))) == 2


@pytest.mark.django_db
@pytest.mark.parametrize("acts", [withdraw, hide_agenda], ids=["withdrawn", "taken back"])
def test_stand_changes_with_what_is_read(acts: Callable[[Sitzung], None]) -> None:
    sitzung = build_aufbau()
    vorher = {fuer: stand(sitzung, fuer) for fuer in Empfaenger}
    acts(sitzung)
    assert [fuer for fuer in Empfaenger if stand(sitzung, fuer) == vorher[fuer]] == []


@pytest.mark.django_db
def test_stand_of_the_public_ignores_what_only_others_read() -> None:
    sitzung = build_veroeffentlichte_sitzung(begonnen=True, oeffentliche=1, nichtoeffentliche=1)
    vorher = {fuer: stand(sitzung, fuer) for fuer in Empfaenger}
    oeffentlich, geheim = iter_tops(sitzung)
    build_abstimmung(geheim)
    assert stand(sitzung, Empfaenger.OEFFENTLICH) == vorher[Empfaenger.OEFFENTLICH]
    assert stand(sitzung, Empfaenger.MITGLIEDER) != vorher[Empfaenger.MITGLIEDER]
    build_abstimmung(oeffentlich)
    assert stand(sitzung, Empfaenger.OEFFENTLICH) != vorher[Empfaenger.OEFFENTLICH]


@pytest.mark.django_db
@pytest.mark.parametrize("anzahl", [1, 3])
def test_stand_takes_seven_queries_whatever_the_length(
    anzahl: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    sitzung = build_veroeffentlichte_sitzung(oeffentliche=anzahl, nichtoeffentliche=anzahl)
    for fuer in Empfaenger:
        leser = build_leser(fuer, sitzung.gremium_id)
        with django_assert_num_queries(7):
            compute_stand(sitzung, leser)
    mitglied = build_mitglied(gremium=sitzung.gremium)
    list(Mappe.objects.visible_to(mitglied))
    with django_assert_num_queries(1):
        list(Mappe.objects.visible_to(mitglied))
