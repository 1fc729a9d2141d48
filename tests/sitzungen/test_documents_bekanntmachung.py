"""What was announced, as it was: the agenda, every Nachtrag, and to whom they show what."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from dokumente.druck.norm.datei import check_pdf
from dokumente.models import Ausdruck
from gremien.enums import Funktion
from gremien.models import Mitgliedschaft
from konten.models import Konto
from mappen.pages.auskunft import Stand, find_auskunft
from sitzungen.actions.bekanntmachung import Nachtragsangaben
from sitzungen.actions.sitzung import invite_sitzung
from sitzungen.actions.tagesordnung import place_top, publish_tagesordnung, strike_top
from sitzungen.documents.tagesordnung import (
    build_bekanntmachung_druck,
    build_einladung_druck,
    build_tagesordnung_druck,
    render_sitzungsdokument,
)
from sitzungen.enums import Teil
from sitzungen.models import Sitzung
from tests.bauten import build_konto, build_mitglied, build_person, build_sitzung, build_top, future, iter_tops
from tests.sitzungen.gedruckt import GEHEIM, clerk, mixed_sitting, read, rows
from tests.zweite_person import publish_agenda

pytestmark = pytest.mark.django_db

ALLE = AnonymousUser()


def place(sitzung: Sitzung, betreff: str, *, oeffentlich: bool = True) -> None:
    teil = Teil.OEFFENTLICH if oeffentlich else Teil.NICHTOEFFENTLICH
    worte = "" if oeffentlich else "Vertragssachen"
    place_top(sitzung, teil=teil, betreff=betreff, oberbegriff=worte, konto=build_konto())


def supplemented(*, spaet: bool = False) -> Sitzung:
    """Return a sitting with one open and one closed item, an invitation, and a Nachtrag with one of each."""
    sitzung = mixed_sitting(beginn=future(8))
    sitzung = invite_sitzung(sitzung, zugang=timezone.now(), konto=clerk())
    place(sitzung, "Hochwasser")
    place(sitzung, GEHEIM, oeffentlich=False)
    zugang = timezone.localdate() + timedelta(days=4 if spaet else 1)
    gruende = {top.pk: "Pegel steigt" for top in sitzung.tops.filter(nummer="")} if spaet else {}
    return publish_tagesordnung(sitzung, konto=clerk(), angaben=Nachtragsangaben(zugang, gruende))


def member_of(sitzung: Sitzung) -> Konto:
    return build_mitglied(gremium=sitzung.gremium)


def test_a_nachtrag_holds_only_what_is_new_with_its_place() -> None:
    sitzung = supplemented()
    druck = build_bekanntmachung_druck(sitzung.bekanntmachungen.get(nummer=1), leser=member_of(sitzung))
    assert (druck.artname, druck.vermerke) == ("1. Nachtrag zur Tagesordnung", ("Enthält nichtöffentliche Punkte",))
    assert rows(druck.teile) == [("Ö 2", "Hochwasser"), ("N 2", GEHEIM)]
    assert [punkt.zusatz for teil in druck.teile for punkt in teil.punkte] == ["neu, nach Ö 1", "neu, nach N 1"]
    text = read(druck)
    assert "Die Tagesordnung wird um diese Punkte ergänzt." in text
    assert "Ö 2 Hochwasser (neu, nach Ö 1)" in text
    assert f"Zugang am: {timezone.localdate() + timedelta(days=1):%d.%m.%Y}" in text
    assert "Mitteilungen" not in text
    assert "stimmt das Gremium" not in text


def test_the_public_nachtrag_holds_no_word_of_closed_items() -> None:
    sitzung = supplemented(spaet=True)
    druck = build_bekanntmachung_druck(sitzung.bekanntmachungen.get(nummer=1), leser=ALLE)
    assert (druck.artname, druck.vermerke) == ("1. Nachtrag zur Bekanntmachung", ())
    assert rows(druck.teile) == [("Ö 2", "Hochwasser"), ("N 2", "Vertragssachen")]
    pdf = render_sitzungsdokument(druck)
    text = read(druck)
    assert "Über die Aufnahme seiner Punkte stimmt das Gremium in der Sitzung ab (§ 34 Abs. 7 GemO)." in text
    assert "Ö 2 Hochwasser (neu, nach Ö 1, dringlich)" in text
    assert GEHEIM not in text
    assert GEHEIM.encode() not in pdf
    assert "Pegel steigt" not in text
    assert "Zugang am" not in text
    assert check_pdf(pdf) == []


def test_a_sub_item_says_what_it_belongs_to() -> None:
    sitzung = build_sitzung()
    frage = place_top(sitzung, teil=Teil.OEFFENTLICH, betreff="Anfrage", konto=build_konto())
    publish_agenda(sitzung)
    place_top(sitzung, teil=Teil.OEFFENTLICH, betreff="Antwort", uebergeordnet=frage, konto=build_konto())
    publish_agenda(sitzung)
    druck = build_bekanntmachung_druck(sitzung.bekanntmachungen.get(nummer=1), leser=ALLE)
    assert [(p.top, p.zusatz, p.unterpunkt) for p in druck.teile[0].punkte] == [("Ö 1.1", "neu, zu Ö 1", True)]


def test_the_first_announcement_is_dated_and_has_a_line_to_sign() -> None:
    sitzung = build_sitzung()
    vorsitz = build_konto(person=build_person(vorname="Ada", nachname="Beispiel"))
    build_mitglied(konto=vorsitz, gremium=sitzung.gremium, funktion=Funktion.VORSITZ)
    build_top(sitzung)
    publish_agenda(sitzung)
    angekuendigt = sitzung.bekanntmachungen.get()
    druck = build_bekanntmachung_druck(angekuendigt, leser=ALLE)
    assert (druck.artname, druck.datum) == ("Öffentliche Bekanntmachung", timezone.localdate())
    text = read(druck)
    assert f"Bekannt gemacht am: {timezone.localdate():%d.%m.%Y}" in text
    assert "Der öffentliche Teil der Sitzung ist für alle zugänglich." in text
    assert text.count("Ada Beispiel Vorsitz") == 1
    # Who chairs the body later has signed nothing.
    Mitgliedschaft.objects.filter(person=vorsitz.person).delete()
    assert build_bekanntmachung_druck(angekuendigt, leser=ALLE) == druck


def test_what_was_announced_stays_and_what_holds_now_is_marked() -> None:
    sitzung = supplemented()
    erste = sitzung.bekanntmachungen.get(nummer=0)
    vorher = build_bekanntmachung_druck(erste, leser=ALLE)
    strike_top(next(iter_tops(sitzung)), konto=clerk(), grund="Streitig")
    assert build_bekanntmachung_druck(erste, leser=ALLE) == vorher
    assert rows(vorher.teile) == [("Ö 1", "Mitteilungen"), ("N 1", "Personalsachen")]
    jetzt = build_tagesordnung_druck(sitzung, leser=ALLE)
    assert [(p.top, p.vermerk) for teil in jetzt.teile for p in teil.punkte] == [
        ("Ö 1", "abgesetzt"),
        ("Ö 2", "1. Nachtrag"),
        ("N 1", ""),
        ("N 2", "1. Nachtrag"),
    ]
    text = read(jetzt)
    assert "Ö 1 Mitteilungen (abgesetzt)" in text
    assert f"Stand der Bekanntmachung: {timezone.localdate():%d.%m.%Y}" in text
    assert text.endswith("Vorsitz") or "Vorsitz" in text


def test_the_invitation_names_its_nachtraege() -> None:
    sitzung = supplemented()
    druck = build_einladung_druck(sitzung, leser=member_of(sitzung))
    assert druck.nachtraege == (f"1. Nachtrag vom {timezone.localdate():%d.%m.%Y}",)
    assert f"Ergänzt durch: 1. Nachtrag vom {timezone.localdate():%d.%m.%Y}" in read(druck)
    ohne = invite_sitzung(mixed_sitting(), zugang=timezone.now(), konto=clerk())
    assert build_einladung_druck(ohne, leser=member_of(ohne)).nachtraege == ()
    assert "Ergänzt durch" not in read(build_einladung_druck(ohne, leser=member_of(ohne)))


# --- the address


def address(sitzung: Sitzung, nummer: int) -> str:
    return reverse("bekanntmachung_pdf", args=[sitzung.pk, nummer])


def test_who_gets_what(client: Client) -> None:
    sitzung = supplemented()
    for leser, titel in ((None, b"zur Bekanntmachung"), (member_of(sitzung), b"zur Tagesordnung"), (clerk(), b"")):
        if leser is not None:
            client.force_login(leser)
        antwort = client.get(address(sitzung, 1))
        assert antwort.status_code == 200
        assert titel.decode().replace(" ", "-") in antwort["Content-Disposition"]
        oeffentlich = client.get(address(sitzung, 1) + "?oeffentlich")
        assert "1-Nachtrag-zur-Bekanntmachung" in oeffentlich["Content-Disposition"]
    assert client.get(address(sitzung, 2)).status_code == 404
    client.logout()
    assert client.get(address(build_sitzung(), 0)).status_code == 404


def test_the_page_lists_what_was_announced(client: Client) -> None:
    sitzung = supplemented(spaet=True)
    seite = client.get(sitzung.get_absolute_url()).content.decode()
    assert address(sitzung, 0) in seite
    assert f"1. Nachtrag vom {timezone.localdate():%d.%m.%Y} (PDF)" in seite
    assert "nach Ablauf der Frist" not in seite
    client.force_login(clerk())
    assert "nach Ablauf der Frist" in client.get(sitzung.get_absolute_url()).content.decode()


def test_a_print_is_genuine_and_outdated_by_what_came_later(client: Client) -> None:
    sitzung = mixed_sitting()
    assert client.get(address(sitzung, 0)).status_code == 200
    ausdruck = Ausdruck.objects.get(gegenstand=f"bekanntmachung:{sitzung.bekanntmachungen.get().pk}")
    assert ausdruck.leserkreis == "oeffentlich"
    assert find_auskunft([ausdruck], ALLE).stand is Stand.AKTUELL
    place(sitzung, "Hochwasser")
    publish_agenda(sitzung)
    auskunft = find_auskunft([ausdruck], ALLE)
    assert (auskunft.stand, [e.satz for e in auskunft.ereignisse]) == (Stand.UEBERHOLT, ["Tagesordnung veröffentlicht"])
