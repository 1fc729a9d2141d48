"""Kommen und Gehen, Vertretung, Teilnehmende, Befangenheit: what a vote stands on, and what the minutes will say."""

from datetime import timedelta

import pytest
from django.utils import timezone

from gremien.enums import Funktion
from gremien.models import Gremium
from journal.enums import Akt
from konten.enums import Rolle
from konten.models import Konto
from sitzungen.actions.abstimmung import Ergebnis, record_abstimmung
from sitzungen.actions.anwesenheit import count_anwesende, read_anwesende, record_anwesenheit
from sitzungen.actions.befangenheit import count_befangene, record_befangenheit
from sitzungen.actions.bewegung import Bewegung, Teilnehmend, record_bewegung, record_teilnahmen
from sitzungen.actions.sitzung import close_sitzung
from sitzungen.documents.teilnahme import list_befangene, list_teilnehmer
from sitzungen.enums import Teilnahmeart
from sitzungen.models import Tagesordnungspunkt
from sitzungen.pages.stimmpult import compute_lage
from tests.bauten import build_gremium, build_konto, build_mitglied
from tests.bauten_saal import build_eroeffnete_sitzung
from tests.pruefen import journals, refused
from tests.sitzungen.test_actions_record_abstimmung import begun_item
from vorlagen.enums import Ausgang

pytestmark = pytest.mark.django_db


@pytest.fixture
def konto() -> Konto:
    return build_konto(rolle=Rolle.SITZUNGSDIENST)


def seats(gremium: Gremium, anzahl: int, **felder: object) -> list[int]:
    return [build_mitglied(gremium=gremium, **felder).person_id or 0 for _ in range(anzahl)]  # type: ignore[arg-type]


def item_with_seats(anzahl: int, **felder: object) -> tuple[Tagesordnungspunkt, list[int]]:
    gremium = build_gremium(**felder)
    personen = seats(gremium, anzahl)
    return begun_item(gremium=gremium), personen


def test_a_vote_stands_on_who_is_there_at_its_moment(konto: Konto) -> None:
    top, (bleibt, geht, kommt) = item_with_seats(3)
    record_anwesenheit(top.sitzung, anwesende=[bleibt, geht], entschuldigte=[kommt], konto=konto)
    erste = record_abstimmung(top, Ergebnis(ausgang=Ausgang.EINSTIMMIG), konto=konto)
    with journals(Akt.ANWESENHEIT):
        record_bewegung(top.sitzung, Bewegung(geht, kommt=False, top=top), konto=konto)
    assert count_anwesende(top.sitzung) == 1
    record_bewegung(top.sitzung, Bewegung(kommt, kommt=True), konto=konto)
    record_bewegung(top.sitzung, Bewegung(geht, kommt=True), konto=konto)
    assert count_anwesende(top.sitzung) == 3
    # A correction speaks of the moment of the vote, and movements with a time leave no doubt about it.
    top.sitzung.refresh_from_db()
    damals = read_anwesende(top.sitzung, zum=erste.festgestellt_am)
    assert (erste.anwesend, damals.stimmberechtigt, damals.vollstaendig) == (2, 2, True)
    satz = (
        "Eingetragen sind zusammen 3 Stimmen und Befangene, anwesend sind 2 Mitglieder. "
        "Bitte berichtigen Sie die Zahlen oder die Anwesenheit."
    )
    zu_viele = Ergebnis(ausgang=Ausgang.MEHRHEITLICH, ja=2, gegenstimmen=1)
    with refused(satz):
        record_abstimmung(top, zu_viele, konto=konto, berichtigt=erste, berichtigungsgrund="Verzählt")


def test_movements_are_refused_with_their_sentence(konto: Konto) -> None:
    sitzung = build_eroeffnete_sitzung(gremium=(gremium := build_gremium()))
    da, fort = seats(gremium, 2)
    fremd = build_mitglied().person_id or 0
    with refused("Die Anwesenheit ist noch nicht festgestellt. Bitte stellen Sie sie zuerst fest."):
        record_bewegung(sitzung, Bewegung(da, kommt=True), konto=konto)
    record_anwesenheit(sitzung, anwesende=[da], konto=konto)
    with refused("Diese Person gehört dem Gremium an diesem Tag nicht an.", feld="person"):
        record_bewegung(sitzung, Bewegung(fremd, kommt=True), konto=konto)
    spaeter = timezone.now() + timedelta(hours=1)
    uhr = f"{timezone.localtime(spaeter):%H:%M}"
    with refused(
        f"{uhr} Uhr ist noch nicht erreicht. Bitte berichtigen Sie die Uhrzeit oder lassen Sie sie leer.", feld="um"
    ):
        record_bewegung(sitzung, Bewegung(fort, kommt=True, um=spaeter), konto=konto)
    close_sitzung(sitzung, konto=konto)
    with refused("Bitte begründen Sie die Berichtigung der Anwesenheit.", feld="berichtigungsgrund"):
        record_bewegung(sitzung, Bewegung(da, kommt=False), konto=konto)
    with journals(Akt.ANWESENHEIT_BERICHTIGEN):
        neu = record_bewegung(sitzung, Bewegung(da, kommt=False), konto=konto, berichtigungsgrund="Übersehen")
    assert neu.grund == "Übersehen"


def test_a_deputy_comes_for_somebody_who_is_away(konto: Konto) -> None:
    sitzung = build_eroeffnete_sitzung(gremium=(gremium := build_gremium()))
    da, fort = seats(gremium, 2)
    [vertreter] = seats(gremium, 1, funktion=Funktion.VERTRETUNG)
    record_anwesenheit(sitzung, anwesende=[da], konto=konto)
    with refused(
        "Bitte wählen Sie, für wen das stellvertretende Mitglied teilnimmt; sonst stimmte ein Mitglied zu viel ab.",
        feld="vertritt",
    ):
        record_bewegung(sitzung, Bewegung(vertreter, kommt=True), konto=konto)
    with refused(
        "Vertreten wird nur, wer als stimmberechtigtes Mitglied fehlt. Bitte wählen Sie ein anderes Mitglied.",
        feld="vertritt",
    ):
        record_bewegung(sitzung, Bewegung(vertreter, kommt=True, vertritt=da), konto=konto)
    neu = record_bewegung(sitzung, Bewegung(vertreter, kommt=True, vertritt=fort), konto=konto)
    assert (neu.vertritt_id, count_anwesende(sitzung)) == (fort, 2)


def test_the_minutes_will_say_who_was_there_with_remarks(konto: Konto) -> None:
    sitzung = build_eroeffnete_sitzung(gremium=(gremium := build_gremium()))
    personen = seats(gremium, 4)
    [vertreter] = seats(gremium, 1, funktion=Funktion.VERTRETUNG)
    bleibt, geht, krank, fehlt = personen
    record_anwesenheit(sitzung, anwesende=[bleibt, geht], entschuldigte=[krank], konto=konto)
    ging = record_bewegung(sitzung, Bewegung(geht, kommt=False), konto=konto)
    kam = record_bewegung(sitzung, Bewegung(vertreter, kommt=True, vertritt=krank), konto=konto)
    gast = Teilnehmend(Teilnahmeart.GAST, "Dr. Ina Gast", "Gutachterin")
    with journals(Akt.ANWESENHEIT):
        record_teilnahmen(sitzung, [gast, Teilnehmend(Teilnahmeart.VERWALTUNG, "Otto Amt")], konto=konto)
    liste = list_teilnehmer(sitzung, konto)
    namen = {zeile.person_id: str(zeile.person) for zeile in sitzung.anwesenheiten.select_related("person")}

    def uhr(zeile: object) -> str:
        return f"{timezone.localtime(zeile.gilt_ab):%H:%M} Uhr"  # type: ignore[attr-defined]

    assert {person.name: person.bemerkung for person in liste.anwesend} == {
        namen[bleibt]: "",
        namen[geht]: f"bis {uhr(ging)}",
        namen[vertreter]: f"für {namen[krank]}, ab {uhr(kam)}",
    }
    assert [person.name for person in liste.entschuldigt] == [namen[krank]]
    assert [person.name for person in liste.unentschuldigt] == [namen[fehlt]]
    assert [(p.name, p.funktion) for p in (*liste.verwaltung, *liste.gaeste)] == [
        ("Otto Amt", ""),
        ("Dr. Ina Gast", "Gutachterin"),
    ]
    record_teilnahmen(sitzung, [gast], konto=konto)
    assert list_teilnehmer(sitzung, konto).verwaltung == ()
    assert list_teilnehmer(sitzung, build_konto()).anwesend == ()


# --- § 22 GemO


def test_who_is_named_leaves_the_basis_of_this_item_only(konto: Konto) -> None:
    top, personen = item_with_seats(4, gesetzliche_zahl=4)
    record_anwesenheit(top.sitzung, anwesende=personen[:3], konto=konto)
    with journals(Akt.BEFANGENHEIT):
        record_befangenheit(top, personen[0], konto=konto)
    record_befangenheit(top, personen[3], konto=konto)
    # Named but away: nobody who could have voted.
    assert count_befangene(top) == 1
    lage = compute_lage(top)
    # One third, because a member is excluded (§ 39 Abs. 2 GemO).
    assert (lage.anwesend, lage.befangen, lage.stimmberechtigt, lage.quorum) == (3, 1, 2, 2)
    abstimmung = record_abstimmung(top, Ergebnis(ausgang=Ausgang.EINSTIMMIG), konto=konto)
    assert (abstimmung.befangen, abstimmung.anwesend) == (1, 3)
    assert len(list_befangene(top.sitzung, konto)[top.pk]) == 2
    assert list_befangene(top.sitzung, build_konto()) == {}


def test_a_count_must_not_contradict_the_names(konto: Konto) -> None:
    top, personen = item_with_seats(3)
    record_anwesenheit(top.sitzung, anwesende=personen, konto=konto)
    record_befangenheit(top, personen[0], konto=konto)
    satz = (
        "Namentlich befangen und anwesend sind 1, eingetragen sind 2. "
        "Bitte nennen Sie die Befangenen oder lassen Sie die Zahl leer."
    )
    with refused(satz, feld="befangen"):
        record_abstimmung(top, Ergebnis(ausgang=Ausgang.EINSTIMMIG, befangen=2), konto=konto)
    assert record_abstimmung(top, Ergebnis(ausgang=Ausgang.EINSTIMMIG, befangen=1), konto=konto).befangen == 1


def test_somebody_is_named_once_and_may_be_cleared(konto: Konto) -> None:
    top, personen = item_with_seats(1)
    record_anwesenheit(top.sitzung, anwesende=personen, konto=konto)
    zeile = record_befangenheit(top, personen[0], konto=konto)
    with refused(f"{zeile.person} ist zu diesem Punkt schon als befangen erfasst.", feld="person"):
        record_befangenheit(top, personen[0], konto=konto)
    record_befangenheit(top, personen[0], konto=konto, befangen=False)
    assert count_befangene(top) is None
    with refused(f"{zeile.person} ist zu diesem Punkt nicht als befangen erfasst.", feld="person"):
        record_befangenheit(top, personen[0], konto=konto, befangen=False)
    fremd = build_mitglied().person_id or 0
    with refused("Diese Person gehört dem Gremium an diesem Tag nicht an.", feld="person"):
        record_befangenheit(top, fremd, konto=konto)


def test_three_are_enough_after_a_second_invitation(konto: Konto) -> None:
    top, personen = item_with_seats(3, gesetzliche_zahl=20)
    record_anwesenheit(top.sitzung, anwesende=personen, konto=konto)
    assert (compute_lage(top).quorum, compute_lage(top).is_beschlussfaehig) == (11, False)
    Tagesordnungspunkt.objects.filter(pk=top.pk).update(zweite_einladung=True)
    top.refresh_from_db()
    assert (compute_lage(top).quorum, compute_lage(top).is_beschlussfaehig) == (3, True)
    assert record_abstimmung(top, Ergebnis(ausgang=Ausgang.EINSTIMMIG), konto=konto).grund == ""
