"""What is added to an announced agenda: in time an ordinary item, late one that needs urgency and the vote."""

from datetime import date, datetime, timedelta

import pytest
from django.utils import timezone

from gremien.rules.befund import VorgangGesperrt
from journal.enums import Akt
from journal.models import Eintrag
from koblenz_council.demo.uhr import set_uhr
from konten.enums import Rolle
from konten.models import Konto
from sitzungen.actions.abstimmung import Ergebnis, record_abstimmung
from sitzungen.actions.aufnahme import admit_top, reject_top, stand_auf_tagesordnung
from sitzungen.actions.bekanntmachung import Nachtragsangaben, read_nachtrag
from sitzungen.actions.sitzung import invite_sitzung, open_sitzung
from sitzungen.actions.tagesordnung import place_top, publish_tagesordnung, replace_fassung, strike_top
from sitzungen.actions.vorschlag import propose_tagesordnung
from sitzungen.enums import Teil
from sitzungen.models import Bekanntmachung, Sitzung, Tagesordnungspunkt
from tests.bauten import (
    build_anwesenheit,
    build_konto,
    build_mitglied,
    build_neufassung,
    build_sitzung,
    build_top,
    build_veroeffentlichte_sitzung,
    future,
    release_fassung,
)
from tests.bauten_saal import build_eroeffnete_sitzung
from tests.pruefen import journals, refused
from tests.zweite_person import publish_agenda
from vorlagen.enums import Ausgang
from vorlagen.models import Vorlage

pytestmark = pytest.mark.django_db

NICHT_AUF_DER_TO = (
    "Der Punkt stand nicht auf der bekanntgemachten Tagesordnung. Bitte erfassen Sie zuerst den Beschluss, "
    "ihn wegen Dringlichkeit aufzunehmen (zwei Drittel der Anwesenden)."
)


def local(jahr: int, monat: int, tag: int, stunde: int = 15, minute: int = 0) -> datetime:
    return datetime(jahr, monat, tag, stunde, minute, tzinfo=timezone.get_default_timezone())


def clerk() -> Konto:
    return build_konto(rolle=Rolle.SITZUNGSDIENST)


@pytest.fixture
def konto() -> Konto:
    return clerk()


def invited(konto: Konto, beginn: datetime | None = None) -> Sitzung:
    sitzung = build_veroeffentlichte_sitzung(beginn=beginn)
    return invite_sitzung(sitzung, zugang=timezone.now(), konto=konto)


def add(sitzung: Sitzung, betreff: str = "Hochwasser", nachtrag_grund: str = "") -> Tagesordnungspunkt:
    """Place a free item, by somebody else than whoever publishes."""
    return place_top(sitzung, teil=Teil.OEFFENTLICH, betreff=betreff, konto=clerk(), nachtrag_grund=nachtrag_grund)


def publish(
    sitzung: Sitzung, konto: Konto, zugang: date | None = None, grund: str = "", **gruende: str
) -> Bekanntmachung:
    """Publish with these reasons by subject, and return what was announced."""
    je_punkt = {top.pk: gruende[top.betreff] for top in sitzung.tops.all() if top.betreff in gruende}
    publish_tagesordnung(sitzung, konto=konto, grund=grund, angaben=Nachtragsangaben(zugang, je_punkt))
    return sitzung.bekanntmachungen.latest("nummer")


def fresh(top: Tagesordnungspunkt) -> Tagesordnungspunkt:
    return Tagesordnungspunkt.objects.select_related("sitzung", "bekanntmachung").get(pk=top.pk)


# --- ordinary additions


def test_in_time_it_is_an_ordinary_item_of_the_first_nachtrag(konto: Konto) -> None:
    sitzung = invited(konto)
    top = add(sitzung, nachtrag_grund="Wird nicht gebraucht")
    nachtrag = publish(sitzung, konto)
    assert (nachtrag.nummer, nachtrag.zugang, nachtrag.verspaetet) == (1, timezone.localdate(), False)
    top = fresh(top)
    assert (top.bezeichnung, top.bekanntmachung, top.nachtrag_grund) == ("Ö 2", nachtrag, "")
    assert stand_auf_tagesordnung(top)


def test_in_time_nobody_votes_on_adding_it_and_it_gets_its_result(konto: Konto) -> None:
    with set_uhr(timezone.now() - timedelta(days=8)):
        sitzung = invited(konto, beginn=future(8))
        top = build_top(sitzung)
        publish(sitzung, konto)
    open_sitzung(sitzung, konto=konto)
    build_anwesenheit(sitzung, anwesend=9)
    satz = "Der Punkt stand auf der bekannt gemachten Tagesordnung; über seine Aufnahme wird nicht abgestimmt."
    with refused(satz):
        admit_top(top, ja=9, konto=konto)
    assert record_abstimmung(fresh(top), Ergebnis(ausgang=Ausgang.EINSTIMMIG), konto=konto).pk


def test_additions_are_numbered_in_their_order(konto: Konto) -> None:
    sitzung = invited(konto)
    erste = add(sitzung, "A"), add(sitzung, "B")
    publish(sitzung, konto)
    zweite = add(sitzung, "C")
    publish(sitzung, konto)
    assert [fresh(top).bekanntmachung.nummer for top in (*erste, zweite)] == [1, 1, 2]  # type: ignore[union-attr]
    assert [str(b) for b in sitzung.bekanntmachungen.all()] == ["Tagesordnung", "1. Nachtrag", "2. Nachtrag"]


def test_before_the_invitation_it_goes_with_it(konto: Konto) -> None:
    sitzung = build_veroeffentlichte_sitzung()
    top = add(sitzung)
    nachtrag = publish(sitzung, konto)
    assert (nachtrag.nummer, nachtrag.zugang, nachtrag.verspaetet) == (1, None, False)
    assert stand_auf_tagesordnung(fresh(top))


def test_nothing_new_is_no_nachtrag(konto: Konto) -> None:
    sitzung = invited(konto)
    weg = add(sitzung)
    strike_top(weg, konto=konto)
    publish_tagesordnung(sitzung, konto=konto)
    assert [b.nummer for b in sitzung.bekanntmachungen.all()] == [0]


def test_its_papers_reach_the_members_and_the_public(konto: Konto) -> None:
    sitzung = invited(konto)
    mitglied = build_mitglied(gremium=sitzung.gremium)
    offen, geschlossen = build_top(sitzung), build_top(sitzung, oeffentlich=False)
    publish(sitzung, konto)
    assert offen.fassung is not None
    assert geschlossen.fassung is not None
    sichtbar = set(Vorlage.objects.visible_to(mitglied).values_list("pk", flat=True))
    assert {offen.fassung.vorlage_id, geschlossen.fassung.vorlage_id} <= sichtbar


# --- both sides of the boundary, over the changes of the clock


@pytest.mark.parametrize(
    ("beginn", "letzter"),
    [
        pytest.param(local(2026, 3, 30), date(2026, 3, 25), id="Sommerzeit"),
        pytest.param(local(2026, 10, 29), date(2026, 10, 24), id="Winterzeit"),
        pytest.param(local(2026, 9, 3), date(2026, 8, 29), id="Wochenende"),
    ],
)
def test_par_34_abs_3_and_7_the_last_minute_of_the_last_day(konto: Konto, beginn: datetime, letzter: date) -> None:
    with set_uhr(beginn - timedelta(days=12)):
        sitzung = invited(konto, beginn=beginn)
        rechtzeitig = add(sitzung, "Rechtzeitig")
    with set_uhr(local(letzter.year, letzter.month, letzter.day, 23, 59)):
        publish(sitzung, konto)
        zu_spaet = add(sitzung, "Verspätet")
    with set_uhr(local(letzter.year, letzter.month, letzter.day + 1, 0)):
        nachtrag = read_nachtrag(Sitzung.objects.get(pk=sitzung.pk))
        assert nachtrag is not None
        assert (nachtrag.is_verspaetet, nachtrag.spaetestens) == (True, letzter)
        assert publish(sitzung, konto, Verspätet="Eilt").verspaetet
    assert [stand_auf_tagesordnung(fresh(top)) for top in (rechtzeitig, zu_spaet)] == [True, False]


# --- late


def test_late_it_needs_a_reason_for_every_item(konto: Konto) -> None:
    sitzung = invited(konto, beginn=future(8))
    erster, zweiter = add(sitzung, "Pegel"), add(sitzung, "Brücke")
    zugang = timezone.localdate() + timedelta(days=4)
    for top, gruende in ((erster, {"Brücke": "Einsturz"}), (zweiter, {"Pegel": "Steigt", "Brücke": " "})):
        with pytest.raises(VorgangGesperrt, match=f"Ö {2 if top is erster else 3} geht am") as gesperrt:
            publish(sitzung, konto, zugang, **gruende)
        assert [befund.feld for befund in gesperrt.value.befunde] == [f"dringlichkeit_{top.pk}"]
    assert sitzung.bekanntmachungen.count() == 1
    nachtrag = publish(sitzung, konto, zugang, Pegel="Steigt", Brücke="Einsturz")
    assert (nachtrag.zugang, nachtrag.verspaetet) == (zugang, True)
    assert [fresh(top).nachtrag_grund for top in (erster, zweiter)] == ["Steigt", "Einsturz"]
    assert not stand_auf_tagesordnung(fresh(erster))


def test_r8_late_it_needs_the_vote_and_a_failed_one_closes_it(konto: Konto) -> None:
    with set_uhr(timezone.now() - timedelta(days=8)):
        sitzung = invited(konto, beginn=future(8))
        tops = build_top(sitzung), build_top(sitzung)
        je_punkt = {top.pk: "Eilt" for top in tops}
        zugang = timezone.localdate() + timedelta(days=5)
        publish_tagesordnung(sitzung, konto=konto, angaben=Nachtragsangaben(zugang, je_punkt))
    open_sitzung(sitzung, konto=konto)
    build_anwesenheit(sitzung, anwesend=9)
    with refused(NICHT_AUF_DER_TO):
        record_abstimmung(fresh(tops[0]), Ergebnis(ausgang=Ausgang.EINSTIMMIG), konto=konto)
    admit_top(tops[0], ja=6, konto=konto)
    record_abstimmung(fresh(tops[0]), Ergebnis(ausgang=Ausgang.EINSTIMMIG), konto=konto)
    reject_top(tops[1], ja=5, konto=konto)
    assert (fresh(tops[1]).is_abgelehnt, fresh(tops[1]).aufnahme_ja) == (True, 5)
    with refused("Der Punkt ist abgesetzt."):
        record_abstimmung(fresh(tops[1]), Ergebnis(ausgang=Ausgang.EINSTIMMIG), konto=konto)


def test_what_is_added_in_the_sitting_is_no_nachtrag(konto: Konto) -> None:
    sitzung = build_veroeffentlichte_sitzung(begonnen=True)
    satz = (
        "Die Sitzung ist schon eröffnet. Bitte begründen Sie die Dringlichkeit; "
        "über die Aufnahme wird in der Sitzung mit zwei Dritteln der Anwesenden abgestimmt."
    )
    with refused(satz, feld="nachtrag_grund"):
        place_top(sitzung, teil=Teil.OEFFENTLICH, betreff="Hochwasser", konto=konto)
    top = add(sitzung, nachtrag_grund="Pegel steigt")
    publish_agenda(sitzung)
    assert (fresh(top).bezeichnung, fresh(top).bekanntmachung, fresh(top).nachtrag_grund) == (
        "Ö 2",
        None,
        "Pegel steigt",
    )
    assert [b.nummer for b in sitzung.bekanntmachungen.all()] == [0]


def test_an_agenda_first_published_in_the_room_is_kept_and_its_urgent_items_stay_so() -> None:
    sitzung = build_eroeffnete_sitzung()
    top = add(sitzung, nachtrag_grund="Pegel steigt")
    publish_agenda(sitzung)
    assert [b.nummer for b in sitzung.bekanntmachungen.all()] == [0]
    assert (fresh(top).nachtrag_grund, stand_auf_tagesordnung(fresh(top))) == ("Pegel steigt", False)


def test_what_waited_when_the_sitting_was_opened_needs_its_reason_then(konto: Konto) -> None:
    with set_uhr(timezone.now() - timedelta(days=8)):
        sitzung = invited(konto, beginn=future(8))
        top = add(sitzung)
    open_sitzung(sitzung, konto=konto)
    build_anwesenheit(sitzung, anwesend=9)
    admit_top(top, ja=9, konto=konto)
    with pytest.raises(VorgangGesperrt, match="Die Sitzung ist schon eröffnet"):
        publish_agenda(Sitzung.objects.get(pk=sitzung.pk))
    publish(Sitzung.objects.get(pk=sitzung.pk), konto, Hochwasser="Pegel steigt")
    admit_top(top, ja=8, konto=konto, berichtigungsgrund="Verzählt")
    assert fresh(top).aufnahme_ja == 8


# --- the day it arrives


def test_it_does_not_arrive_after_the_sitting(konto: Konto) -> None:
    sitzung = invited(konto, beginn=future(8))
    add(sitzung)
    with pytest.raises(VorgangGesperrt, match="Bitte berichtigen Sie den Zugang"):
        publish(sitzung, konto, timezone.localdate() + timedelta(days=9), Hochwasser="Eilt")


def test_a_past_day_passes_with_a_reason_that_is_journalled(konto: Konto) -> None:
    sitzung = invited(konto)
    add(sitzung)
    gestern = timezone.localdate() - timedelta(days=1)
    with pytest.raises(VorgangGesperrt, match="liegt zurück"):
        publish(sitzung, konto, gestern)
    assert publish(sitzung, konto, gestern, grund="Auf Papier verteilt").zugang == gestern
    daten = Eintrag.objects.filter(akt=Akt.TO_VEROEFFENTLICHEN).latest("laufend").daten
    assert (daten["bekanntmachung"], daten["grund"]) == ("1. Nachtrag", "Auf Papier verteilt")


# --- two persons


def test_ones_own_words_wait_for_a_second_person_with_their_reason(konto: Konto) -> None:
    sitzung = invited(konto, beginn=future(8))
    top = place_top(sitzung, teil=Teil.OEFFENTLICH, betreff="Hochwasser", konto=konto)
    spaet = timezone.localdate() + timedelta(days=4)
    with pytest.raises(VorgangGesperrt, match="Vier-Augen-Prinzip"):
        publish(sitzung, konto, spaet, Hochwasser="Pegel steigt")
    with pytest.raises(VorgangGesperrt, match="Ö 2 geht am"):
        propose_tagesordnung(sitzung, konto=konto, angaben=Nachtragsangaben(spaet))
    with journals(Akt.VORSCHLAGEN):
        propose_tagesordnung(sitzung, konto=konto, angaben=Nachtragsangaben(spaet, {top.pk: "Pegel steigt"}))
    assert fresh(top).nachtrag_grund == "Pegel steigt"
    publish_tagesordnung(sitzung, konto=clerk(), angaben=Nachtragsangaben(spaet))
    assert fresh(top).nachtrag_grund == "Pegel steigt"
    assert not stand_auf_tagesordnung(fresh(top))


# --- what was announced stays as it was


def test_what_was_announced_is_frozen(konto: Konto) -> None:
    sitzung = build_sitzung(ort="Saal 101")
    offen = build_top(sitzung)
    build_top(sitzung, oeffentlich=False, oberbegriff="Personalsachen")
    place_top(sitzung, teil=Teil.OEFFENTLICH, betreff="Antwort", uebergeordnet=offen, konto=clerk())
    publish_tagesordnung(sitzung, konto=konto)
    angekuendigt = sitzung.bekanntmachungen.get()
    vorher = angekuendigt.wortlaut
    assert (vorher.ort, vorher.nummer, angekuendigt.bekanntgemacht_von) == ("Saal 101", sitzung.nummer, konto)
    assert [(z.bezeichnung, z.unterpunkt, bool(z.vorlage)) for z in vorher.zeilen] == [
        ("Ö 1", False, True),
        ("Ö 1.1", True, False),
        ("N 1", False, True),
    ]
    assert vorher.zeilen[2].worte == "Personalsachen"
    assert offen.fassung is not None
    release_fassung(build_neufassung(Vorlage.objects.get(pk=offen.fassung.vorlage_id)))
    replace_fassung(offen, konto=konto)
    strike_top(offen, konto=konto, grund="Verschoben")
    add(sitzung)
    publish(sitzung, konto)
    assert sitzung.bekanntmachungen.get(nummer=0).wortlaut == vorher
    assert [z.bezeichnung for z in sitzung.bekanntmachungen.get(nummer=1).wortlaut.zeilen] == ["Ö 2"]
