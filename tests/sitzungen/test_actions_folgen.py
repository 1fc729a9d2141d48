"""What vertagt, verwiesen, abgesetzt and zurückgezogen do to item, station and paper, and how corrections undo it."""

import pytest
from django.contrib.auth.models import AnonymousUser

from gremien.models import Gremium
from konten.models import Konto
from sitzungen.models import Tagesordnungspunkt
from tests.bauten import (
    build_abstimmung,
    build_freigegebene_vorlage,
    build_gremium,
    build_konto,
    build_sitzung,
    build_top,
    future,
    iter_tops,
)
from tests.bauten_saal import eroeffne
from tests.pruefen import refused
from tests.zweite_person import publish_agenda
from vorlagen.enums import Ausgang, Vorlagenstatus
from vorlagen.models import Vorlage

pytestmark = pytest.mark.django_db

Weg = list[tuple[str, str, bool]]
EINGANGS: Weg = [("Rat", "einstimmig", True)]


@pytest.fixture
def rat() -> Gremium:
    return build_gremium(name="Rat")


@pytest.fixture
def ausschuss() -> Gremium:
    return build_gremium(name="Ausschuss")


@pytest.fixture
def top(rat: Gremium) -> Tagesordnungspunkt:
    """The one item of a council sitting that has begun; the council decides its paper."""
    vorlage = build_freigegebene_vorlage(stationen=[(rat, None, True, True)])
    sitzung = build_sitzung(gremium=rat, beginn=future(-1))
    build_top(sitzung, vorlage=vorlage)
    publish_agenda(sitzung)
    return next(iter_tops(eroeffne(sitzung)))


def paper_of(top: Tagesordnungspunkt) -> Vorlage:
    assert top.fassung is not None
    return Vorlage.objects.get(pk=top.fassung.vorlage_id)


def way_of(top: Tagesordnungspunkt) -> Weg:
    beratungen = paper_of(top).beratungen.select_related("gremium").order_by("position")
    return [(b.gremium.name, b.ausgang, b.entscheidend) for b in beratungen]


def struck(top: Tagesordnungspunkt) -> bool:
    return Tagesordnungspunkt.objects.get(pk=top.pk).abgesetzt_am is not None


def correct(top: Tagesordnungspunkt, ausgang: Ausgang, **angaben: object) -> None:
    stand = top.abstimmungen.valid().get()
    build_abstimmung(top, ausgang=ausgang, berichtigt=stand, grund="Verlesen", **angaben)  # type: ignore[arg-type]


def test_postponed_means_a_new_linked_station_of_the_same_body(top: Tagesordnungspunkt) -> None:
    build_abstimmung(top, ausgang=Ausgang.VERTAGT)
    assert way_of(top) == [("Rat", "vertagt", True), ("Rat", "", True)]
    assert top.beratung is not None
    assert top.beratung.nachfolger.datum is None
    assert paper_of(top).status == Vorlagenstatus.IN_BERATUNG
    assert not struck(top)


def test_referred_means_the_other_body_and_then_back(top: Tagesordnungspunkt, ausschuss: Gremium) -> None:
    build_abstimmung(top, ausgang=Ausgang.VERWIESEN, verwiesen_an=ausschuss)
    assert way_of(top) == [("Rat", "verwiesen", True), ("Ausschuss", "", False), ("Rat", "", True)]
    assert paper_of(top).status == Vorlagenstatus.IN_BERATUNG


def test_referred_needs_to_say_where(top: Tagesordnungspunkt) -> None:
    konto = build_konto()
    with refused("Bitte wählen Sie das Gremium, an das verwiesen wurde.", feld="verwiesen_an"):
        build_abstimmung(top, ausgang=Ausgang.VERWIESEN, konto=konto)


def test_struck_means_the_station_is_open_again(top: Tagesordnungspunkt) -> None:
    build_abstimmung(top, ausgang=Ausgang.ABGESETZT)
    assert struck(top)
    assert way_of(top) == [("Rat", "abgesetzt", True)]
    neu = build_top(build_sitzung(gremium=top.sitzung.gremium), vorlage=paper_of(top))
    assert neu.beratung == top.beratung


def test_withdrawn_means_the_paper_ends(top: Tagesordnungspunkt) -> None:
    build_abstimmung(top, ausgang=Ausgang.ZURUECKGEZOGEN)
    assert paper_of(top).status == Vorlagenstatus.ZURUECKGEZOGEN
    assert not Vorlage.objects.visible_to(AnonymousUser()).exists()


@pytest.mark.parametrize("falsch", [Ausgang.VERTAGT, Ausgang.VERWIESEN, Ausgang.ABGESETZT, Ausgang.ZURUECKGEZOGEN])
def test_a_correction_takes_the_consequences_back(top: Tagesordnungspunkt, ausschuss: Gremium, falsch: Ausgang) -> None:
    build_abstimmung(top, ausgang=falsch, verwiesen_an=ausschuss if falsch == Ausgang.VERWIESEN else None)
    correct(top, Ausgang.EINSTIMMIG)
    assert way_of(top) == EINGANGS
    assert paper_of(top).status == Vorlagenstatus.ABGESCHLOSSEN
    assert not struck(top)
    assert list(Vorlage.objects.visible_to(AnonymousUser())) == [paper_of(top)]


@pytest.mark.parametrize("richtig", [Ausgang.VERTAGT, Ausgang.VERWIESEN, Ausgang.ABGESETZT, Ausgang.ZURUECKGEZOGEN])
def test_a_correction_draws_the_new_consequences(top: Tagesordnungspunkt, ausschuss: Gremium, richtig: Ausgang) -> None:
    build_abstimmung(top)
    correct(top, richtig, verwiesen_an=ausschuss if richtig == Ausgang.VERWIESEN else None)
    erwartet: dict[Ausgang, Weg] = {
        Ausgang.VERTAGT: [("Rat", "vertagt", True), ("Rat", "", True)],
        Ausgang.VERWIESEN: [("Rat", "verwiesen", True), ("Ausschuss", "", False), ("Rat", "", True)],
        Ausgang.ABGESETZT: [("Rat", "abgesetzt", True)],
        Ausgang.ZURUECKGEZOGEN: [("Rat", "zurueckgezogen", True)],
    }
    assert way_of(top) == erwartet[richtig]
    assert struck(top) == (richtig == Ausgang.ABGESETZT)
    assert paper_of(top).is_zurueckgezogen == (richtig == Ausgang.ZURUECKGEZOGEN)


def test_no_correction_once_the_follow_up_has_a_life_of_its_own(top: Tagesordnungspunkt) -> None:
    abstimmung = build_abstimmung(top, ausgang=Ausgang.VERTAGT)
    naechste = build_sitzung(gremium=top.sitzung.gremium)
    neu = build_top(naechste, vorlage=paper_of(top))
    assert neu.beratung is not None
    neu.beratung.refresh_from_db()
    konto = build_konto()
    satz = (
        f"Die Folgestation {neu.beratung} ist schon angesetzt. "
        "Bitte nehmen Sie sie zuerst von der Tagesordnung und löschen Sie ihr Datum."
    )
    with refused(satz, feld="ausgang"):
        build_abstimmung(top, ausgang=Ausgang.EINSTIMMIG, berichtigt=abstimmung, grund="Verlesen", konto=konto)


def test_no_correction_once_the_way_back_is_on_an_agenda(top: Tagesordnungspunkt, ausschuss: Gremium) -> None:
    abstimmung = build_abstimmung(top, ausgang=Ausgang.VERWIESEN, verwiesen_an=ausschuss)
    zurueck = build_top(build_sitzung(gremium=top.sitzung.gremium), vorlage=paper_of(top)).beratung
    assert zurueck is not None
    zurueck.refresh_from_db()
    konto: Konto = build_konto()
    satz = (
        f"Die Folgestation {zurueck} ist schon angesetzt. "
        "Bitte nehmen Sie sie zuerst von der Tagesordnung und löschen Sie ihr Datum."
    )
    with refused(satz, feld="ausgang"):
        build_abstimmung(top, ausgang=Ausgang.EINSTIMMIG, berichtigt=abstimmung, grund="Verlesen", konto=konto)


def test_a_struck_item_placed_elsewhere_keeps_its_correction_away(top: Tagesordnungspunkt) -> None:
    abstimmung = build_abstimmung(top, ausgang=Ausgang.ABGESETZT)
    build_top(build_sitzung(gremium=top.sitzung.gremium), vorlage=paper_of(top))
    konto = build_konto()
    satz = "Die Vorlage steht inzwischen auf einer anderen Tagesordnung. Bitte nehmen Sie sie dort zuerst herunter."
    with refused(satz, feld="ausgang"):
        build_abstimmung(top, ausgang=Ausgang.EINSTIMMIG, berichtigt=abstimmung, grund="Verlesen", konto=konto)
