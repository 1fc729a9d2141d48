"""What lies on the table: put there, made public by two people, removed; and who may read it."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import DatabaseError, connection, transaction

from journal.enums import Akt
from konten.enums import Rolle, Vorschlagsausgang
from konten.models import Konto, Vorschlag
from konten.rechte import Besucher
from post.enums import Anlass
from post.models import Nachricht
from sitzungen.actions.tagesordnung import place_top
from sitzungen.actions.unterlage import (
    NeueUnterlage,
    add_unterlage,
    finish_unterlage,
    propose_unterlage,
    publish_unterlage,
    remove_unterlage,
)
from sitzungen.enums import Teil, Unterlagenart
from sitzungen.models import Sitzung, Tagesordnungspunkt, Unterlage
from tests.bauten import (
    build_datei,
    build_konto,
    build_mitglied,
    build_sitzung,
    build_veroeffentlichte_sitzung,
    iter_tops,
)
from tests.pruefen import journals, refused

pytestmark = pytest.mark.django_db

ALLE = AnonymousUser()


def clerk() -> Konto:
    return build_konto(rolle=Rolle.SITZUNGSDIENST)


@pytest.fixture
def konto() -> Konto:
    return clerk()


@pytest.fixture
def sitzung() -> Sitzung:
    return build_veroeffentlichte_sitzung()


def put(sitzung: Sitzung, top: Tagesordnungspunkt | None = None, titel: str = "Folien zum Haushalt") -> Unterlage:
    neu = NeueUnterlage(
        art=Unterlagenart.PRAESENTATION, titel=titel, datei=build_datei(), dateiname="intern 47.pdf", top=top
    )
    unterlage = add_unterlage(sitzung, neu, konto=clerk())
    finish_unterlage(unterlage)
    return unterlage


def open_up(unterlage: Unterlage) -> Unterlage:
    propose_unterlage(unterlage, konto=clerk(), grund="Alle sollen sie lesen")
    return publish_unterlage(unterlage, konto=clerk())


def sees(besucher: Besucher) -> list[str]:
    return list(Unterlage.objects.visible_to(besucher).order_by("pk").values_list("titel", flat=True))


# --- putting it there


def test_it_is_non_public_whatever_the_item_is(sitzung: Sitzung, konto: Konto) -> None:
    neu = NeueUnterlage(
        art=Unterlagenart.TISCHVORLAGE,
        titel=" Tischvorlage ",
        datei=build_datei(),
        dateiname="a/b\\c.pdf",
        top=next(iter_tops(sitzung)),
    )
    with journals(Akt.UNTERLAGE_BEILEGEN):
        unterlage = add_unterlage(sitzung, neu, konto=konto)
    assert (unterlage.oeffentlich, unterlage.titel, unterlage.beigelegt_von) == (False, "Tischvorlage", konto)
    assert str(unterlage) == "Tischvorlage: Tischvorlage"


def test_not_on_an_item_that_waits_or_belongs_elsewhere(sitzung: Sitzung, konto: Konto) -> None:
    wartend = place_top(sitzung, teil=Teil.OEFFENTLICH, betreff="Neu", konto=konto)
    fremd = next(iter_tops(build_veroeffentlichte_sitzung()))
    datei = build_datei()
    satz = (
        "Beilegen lässt sich etwas der Sitzung oder einem veröffentlichten Punkt von ihr. Bitte wählen Sie neu oder "
        "veröffentlichen Sie den Punkt zuerst."
    )
    for top in (wartend, fremd):
        neu = NeueUnterlage(art=Unterlagenart.LISTE, titel="Liste", datei=datei, dateiname="a.pdf", top=top)
        with refused(satz, feld="top"):
            add_unterlage(sitzung, neu, konto=konto)


# --- who reads it


def test_who_reads_what(sitzung: Sitzung) -> None:
    offen, geschlossen = iter_tops(sitzung)
    for top, titel in ((None, "Sitzung"), (offen, "Ö"), (geschlossen, "N")):
        put(sitzung, top, titel)
    open_up(put(sitzung, None, "Sitzung offen"))
    open_up(put(sitzung, offen, "Ö offen"))
    alles = ["Sitzung", "Ö", "N", "Sitzung offen", "Ö offen"]
    schriftfuehrung = build_konto(rolle=Rolle.SCHRIFTFUEHRUNG, gremium=sitzung.gremium)
    for wer in (clerk(), schriftfuehrung, build_mitglied(gremium=sitzung.gremium), build_konto(superuser=True)):
        assert sees(wer) == alles
    for wer in (build_mitglied(), build_konto(rolle=Rolle.SACHBEARBEITUNG), build_konto(rolle=Rolle.SCHRIFTFUEHRUNG)):
        assert sees(wer) == ["Sitzung offen", "Ö offen"]
    assert sees(ALLE) == ["Sitzung offen", "Ö offen"]


def test_of_a_sitting_nobody_knows_of_nothing_is_read() -> None:
    sitzung = build_sitzung()
    put(sitzung)
    assert sees(build_mitglied(gremium=sitzung.gremium)) == []
    assert sees(ALLE) == []


# --- two persons


def test_one_proposes_and_another_confirms(sitzung: Sitzung, konto: Konto) -> None:
    unterlage, zweite = put(sitzung), clerk()
    fehlt = (
        "Eine Unterlage wird erst öffentlich, wenn eine Person es vorschlägt und eine andere es bestätigt. "
        "Bitte legen Sie sie zuerst zur Bestätigung vor."
    )
    with refused(fehlt):
        publish_unterlage(unterlage, konto=konto)
    with journals(Akt.VORSCHLAGEN):
        propose_unterlage(unterlage, konto=konto, grund="Bürgerinfo")
    nachricht = Nachricht.objects.filter(anlass=Anlass.VORSCHLAG, konto=zweite).get()
    assert unterlage.titel not in nachricht.satz
    with pytest.raises(Exception, match="können sie nicht selbst bestätigen"):
        publish_unterlage(unterlage, konto=konto)
    with journals(Akt.UNTERLAGE_VEROEFFENTLICHEN):
        publish_unterlage(unterlage, konto=zweite)
    assert Vorschlag.objects.get().ausgang == Vorschlagsausgang.BESTAETIGT
    assert Unterlage.objects.get().oeffentlich


def test_what_lies_on_a_closed_item_never_becomes_public(sitzung: Sitzung, konto: Konto) -> None:
    _, geschlossen = iter_tops(sitzung)
    unterlage = put(sitzung, geschlossen)
    satz = "Der Punkt ist nichtöffentlich. Seine Unterlagen können nicht öffentlich werden."
    with refused(satz):
        propose_unterlage(unterlage, konto=konto, grund="Bitte")
    with refused(satz):
        publish_unterlage(unterlage, konto=konto, grund="Bitte")


# --- removing it


def test_removed_nobody_reads_it_and_its_row_stays(sitzung: Sitzung, konto: Konto) -> None:
    unterlage = open_up(put(sitzung))
    mitglied = build_mitglied(gremium=sitzung.gremium)
    with refused("Bitte geben Sie an, warum die Unterlage entfernt wird.", feld="grund"):
        remove_unterlage(unterlage, konto=konto, grund=" ")
    with journals(Akt.UNTERLAGE_ENTFERNEN):
        remove_unterlage(unterlage, konto=konto, grund="Falsche Datei")
    assert sees(mitglied) == sees(ALLE) == []
    assert sees(konto) == [unterlage.titel]
    assert Unterlage.objects.get().entfernt_grund == "Falsche Datei"
    with refused("Diese Unterlage ist schon entfernt."):
        remove_unterlage(unterlage, konto=konto, grund="Noch einmal")
    with refused("Diese Unterlage ist entfernt."):
        publish_unterlage(unterlage, konto=konto)


def test_removing_it_ends_what_was_proposed(sitzung: Sitzung, konto: Konto) -> None:
    unterlage = put(sitzung)
    propose_unterlage(unterlage, konto=konto, grund="Bürgerinfo")
    remove_unterlage(unterlage, konto=konto, grund="Falsche Datei")
    assert Vorschlag.objects.get().ausgang == Vorschlagsausgang.UEBERHOLT


# --- the database holds it


@pytest.mark.parametrize(
    "anweisung",
    [
        "UPDATE sitzungen_unterlage SET titel = 'anders'",
        "UPDATE sitzungen_unterlage SET top_id = NULL, dateiname = 'x'",
        "UPDATE sitzungen_unterlage SET oeffentlich = FALSE",
        "UPDATE sitzungen_unterlage SET entfernt_grund = 'anders'",
        "DELETE FROM sitzungen_unterlage",
    ],
)
def test_the_database_keeps_it_as_it_is(sitzung: Sitzung, konto: Konto, anweisung: str) -> None:
    remove_unterlage(open_up(put(sitzung)), konto=konto, grund="Falsche Datei")
    with pytest.raises(DatabaseError, match="Eine Unterlage bleibt"), transaction.atomic():
        connection.cursor().execute(anweisung)


def test_the_database_takes_none_that_is_public_at_once(sitzung: Sitzung) -> None:
    unterlage = put(sitzung)
    unterlage.pk, unterlage.oeffentlich = None, True
    with pytest.raises(DatabaseError, match="Eine Unterlage bleibt"), transaction.atomic():
        unterlage.save(force_insert=True)
