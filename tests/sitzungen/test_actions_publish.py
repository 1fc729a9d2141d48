"""Tagesordnung veröffentlichen: numbers, papers, delivery, all or nothing."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection

from journal.enums import Akt
from journal.models import Eintrag
from journal.sperren import lift_sperren
from konten.enums import Rolle
from konten.models import Konto
from sitzungen.actions.reihenfolge import move_top
from sitzungen.actions.tagesordnung import place_top, publish_tagesordnung, replace_fassung, strike_top
from sitzungen.enums import Teil
from sitzungen.models import Sitzung
from tests.bauten import (
    build_freigegebene_vorlage,
    build_konto,
    build_mitglied,
    build_neufassung,
    build_sitzung,
    build_top,
    build_veroeffentlichte_sitzung,
    iter_tops,
    release_fassung,
)
from tests.pruefen import refused
from tests.zweite_person import publish_agenda
from vorlagen.actions.freigabe import withdraw_vorlage
from vorlagen.models import Anlage, Fassung, Vorlage

pytestmark = pytest.mark.django_db


@pytest.fixture
def konto() -> Konto:
    return build_konto(rolle=Rolle.SITZUNGSDIENST)


def numbers_of(sitzung: Sitzung) -> list[tuple[str, str]]:
    return [(top.bezeichnung, top.betreff) for top in iter_tops(sitzung)]


def test_numbers_both_parts_with_sub_items(konto: Konto) -> None:
    sitzung = build_sitzung()
    frage = place_top(sitzung, teil=Teil.OEFFENTLICH, betreff="Anfrage", konto=konto)
    place_top(sitzung, teil=Teil.OEFFENTLICH, betreff="Bericht", konto=konto)
    place_top(sitzung, teil=Teil.OEFFENTLICH, betreff="Antwort", konto=konto, uebergeordnet=frage)
    place_top(
        sitzung, teil=Teil.NICHTOEFFENTLICH, betreff="Kauf Flurstück 7", oberbegriff="Grundstückssachen", konto=konto
    )
    publish_agenda(sitzung)
    assert numbers_of(sitzung) == [
        ("Ö 1", "Anfrage"),
        ("Ö 1.1", "Antwort"),
        ("Ö 2", "Bericht"),
        ("N 1", "Kauf Flurstück 7"),
    ]


def test_public_papers_become_public_and_closed_ones_reach_the_members_alone(konto: Konto) -> None:
    sitzung = build_sitzung()
    offen = build_freigegebene_vorlage(
        stationen=[(sitzung.gremium, None, True, True)], anlagen=[("Plan", True), ("Gutachten", False)]
    )
    geschlossen = build_freigegebene_vorlage(stationen=[(sitzung.gremium, None, True, False)], oeffentlich=False)
    build_top(sitzung, vorlage=offen)
    build_top(sitzung, vorlage=geschlossen)
    mitglied = build_mitglied(gremium=sitzung.gremium)
    assert not Vorlage.objects.visible_to(mitglied).exists()

    publish_tagesordnung(sitzung, konto=konto)

    assert list(Vorlage.objects.visible_to(AnonymousUser())) == [offen]
    assert [a.titel for a in Anlage.objects.visible_to(AnonymousUser())] == ["Plan"]
    assert set(Vorlage.objects.visible_to(mitglied)) == {offen, geschlossen}
    assert not Fassung.objects.visible_to(build_mitglied()).filter(vorlage=geschlossen).exists()
    assert sitzung.pk in Sitzung.objects.visible_to(AnonymousUser()).values_list("pk", flat=True)
    akte = [e.akt for e in Eintrag.objects.order_by("-laufend")[:2]]
    assert akte == [Akt.TO_VEROEFFENTLICHEN, Akt.VEROEFFENTLICHEN]


def test_an_addition_gets_the_next_number_and_nothing_moves(konto: Konto) -> None:
    sitzung = build_veroeffentlichte_sitzung(oeffentliche=2)
    vorher = numbers_of(sitzung)
    erster = next(iter_tops(sitzung))
    strike_top(erster, konto=konto, grund="Gutachten fehlt")
    place_top(sitzung, teil=Teil.OEFFENTLICH, betreff="Nachtrag", konto=konto)
    publish_agenda(sitzung)
    assert sorted(numbers_of(sitzung)) == sorted([*vorher, ("Ö 3", "Nachtrag")])


def test_order_before_publication_decides_the_number(konto: Konto) -> None:
    sitzung = build_sitzung()
    place_top(sitzung, teil=Teil.OEFFENTLICH, betreff="A", konto=konto)
    move_top(place_top(sitzung, teil=Teil.OEFFENTLICH, betreff="B", konto=konto), nach=1)
    publish_agenda(sitzung)
    assert numbers_of(sitzung) == [("Ö 1", "B"), ("Ö 2", "A")]


def test_an_empty_agenda_is_refused(konto: Konto) -> None:
    sitzung = build_sitzung()
    with refused("Die Tagesordnung ist leer. Bitte setzen Sie mindestens einen Punkt."):
        publish_tagesordnung(sitzung, konto=konto)


@pytest.mark.parametrize(
    ("oberbegriff", "anfang"),
    [
        ("", "Für die Bekanntmachung fehlt ein Oberbegriff. "),
        ("Kauf Müller", "„Kauf Müller“ ist kein Oberbegriff für die Bekanntmachung. "),
    ],
)
def test_a_closed_item_needs_exactly_generic_words(konto: Konto, oberbegriff: str, anfang: str) -> None:
    sitzung = build_sitzung()
    place_top(sitzung, teil=Teil.NICHTOEFFENTLICH, betreff="Kauf Müller", oberbegriff=oberbegriff, konto=konto)
    satz = (
        f"TOP N 1: {anfang}Bitte wählen Sie einen von: Abgabensachen, Auftragsvergaben, Beteiligungsangelegenheiten, "
        "Grundstückssachen, Mitteilungen, Niederschrift, Personalsachen, Prozess- und Rechtssachen, "
        "Sozialhilfesachen, Vergaben, Vertragssachen."
    )
    with refused(satz, feld="oberbegriff"):
        publish_tagesordnung(sitzung, konto=konto)


def place_superseded(sitzung: Sitzung) -> Fassung:
    """Place a paper, then release its next Fassung, which is returned."""
    vorlage = build_freigegebene_vorlage(stationen=[(sitzung.gremium, None, True, True)])
    build_top(sitzung, vorlage=vorlage)
    return release_fassung(build_neufassung(vorlage))


def test_a_newer_fassung_needs_a_reason_and_the_reason_is_journalled(konto: Konto) -> None:
    sitzung = build_sitzung()
    place_superseded(sitzung)
    satz = (
        "TOP Ö 1: Es gibt eine neuere Fassung dieser Vorlage (Neufassung 1). "
        "Bitte tauschen Sie die ältere Fassung aus oder begründen Sie, warum sie bleibt."
    )
    with refused(satz):
        publish_tagesordnung(sitzung, konto=konto)
    publish_tagesordnung(sitzung, konto=konto, grund="Ausschuss hat die erste beraten")
    daten = Eintrag.objects.latest("laufend").daten
    assert daten["uebergangen"] == [satz]
    assert daten["grund"] == "Ausschuss hat die erste beraten"


def test_exchanging_the_fassung_settles_the_warning(konto: Konto) -> None:
    sitzung = build_sitzung()
    neu = place_superseded(sitzung)
    replace_fassung(next(iter_tops(sitzung)), konto=konto)
    publish_tagesordnung(sitzung, konto=konto)
    assert list(Fassung.objects.published()) == [Fassung.objects.get(pk=neu.pk)]


def test_a_closed_paper_never_slips_into_the_public_part(konto: Konto) -> None:
    sitzung = build_sitzung()
    top = build_top(sitzung)
    # No act leads here; a hand on the database might.
    with lift_sperren(connection):
        Fassung.objects.filter(tops=top).update(oeffentlich=False)
    satz = (
        f"„{top.betreff}“ steht im öffentlichen Teil, die Vorlage ist aber nichtöffentlich. "
        "Bitte ändern Sie den Gremienweg oder setzen Sie den Punkt ab."
    )
    with refused(satz):
        publish_tagesordnung(sitzung, konto=konto)


def test_nor_by_exchanging_the_fassung(konto: Konto) -> None:
    sitzung = build_sitzung()
    neu = place_superseded(sitzung)
    top = next(iter_tops(sitzung))
    with lift_sperren(connection):
        Fassung.objects.filter(pk=neu.pk).update(oeffentlich=False)
    satz = (
        f"Die Fassung {neu.nummer} ist nichtöffentlich, der Punkt steht aber im öffentlichen Teil. "
        "Bitte ändern Sie den Gremienweg oder setzen Sie den Punkt ab."
    )
    with refused(satz):
        replace_fassung(top, konto=konto)


def test_one_bad_item_leaves_everything_unpublished(konto: Konto) -> None:
    sitzung = build_sitzung()
    build_top(sitzung)
    top = build_top(sitzung)
    assert top.beratung is not None
    withdraw_vorlage(top.beratung.vorlage, konto=konto, grund="Überholt")
    assert top.fassung is not None
    with refused(f"Die Vorlage {top.fassung.nummer} wurde zurückgezogen. Bitte setzen Sie den Punkt ab."):
        publish_tagesordnung(sitzung, konto=konto)


def test_publishing_again_without_change_gives_no_new_numbers(konto: Konto) -> None:
    sitzung = build_veroeffentlichte_sitzung(oeffentliche=2)
    vorher = numbers_of(sitzung)
    publish_tagesordnung(sitzung, konto=konto)
    assert numbers_of(sitzung) == vorher
