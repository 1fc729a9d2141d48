"""Beschlusskontrolle: who carries a decision out, until when, how far that is; nothing is ever overwritten."""

import csv
import io
from datetime import timedelta
from urllib.parse import urlencode

import pytest
from bs4 import BeautifulSoup
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from journal.enums import Akt
from koblenz_council.tagesuebersicht import count_wartendes
from konten.models import Konto
from nachbereitung.actions.beschlusskontrolle import NICHT_MEHR, assign_beschluss, note_umsetzung
from nachbereitung.enums import Umsetzungsstand
from nachbereitung.models import Beschluss, Vermerk
from nachbereitung.rules.halbjahr import halbjahr_of
from post.enums import Anlass
from post.models import Nachricht
from sitzungen.actions.sitzung import close_sitzung, open_sitzung
from tests.bauten import (
    NACHGETRAGEN,
    build_abstimmung,
    build_amt,
    build_freigegebene_vorlage,
    build_mitglied,
    build_sitzung,
    build_top,
)
from tests.nachbereitung.haus import Haus, build_haus
from tests.pdf_text import extract_text
from tests.pruefen import journals, refused
from tests.zweite_person import publish_agenda
from vorlagen.enums import Vorlagenart

pytestmark = pytest.mark.django_db


def read(beschluss: Beschluss) -> Beschluss:
    return Beschluss.objects.with_kontrolle().get(pk=beschluss.pk)


def get(konto: Konto, adresse: str) -> str:
    client = Client()
    client.force_login(konto)
    antwort = client.get(adresse)
    assert antwort.status_code == 200
    return antwort.content.decode()


def titles(html: str) -> list[str]:
    return [zeile.get_text(strip=True) for zeile in BeautifulSoup(html, "html.parser").select(".rows__title")]


def set_frist(haus: Haus, beschluss: Beschluss, tage: int) -> None:
    assign_beschluss(beschluss, amt=haus.amt, frist=timezone.localdate() + timedelta(days=tage), konto=haus.dienst)


def test_nothing_noted_means_open_with_the_office_that_wrote_the_paper() -> None:
    haus = build_haus()
    [beschluss] = haus.hold(True)
    assert (beschluss.umsetzung, beschluss.zustaendig, beschluss.bis_wann) == ("offen", haus.amt.pk, None)


def test_the_office_notes_and_the_newest_note_counts() -> None:
    haus = build_haus()
    [beschluss] = haus.hold(True)
    with journals(Akt.BESCHLUSS_VERMERKEN):
        note_umsetzung(beschluss, stand=Umsetzungsstand.IN_ARBEIT, text="Ausgeschrieben", konto=haus.schreibend)
    note_umsetzung(
        beschluss, stand=Umsetzungsstand.TEILWEISE, text="Begonnen", bedingung="Förderbescheid", konto=haus.leitung
    )
    assert read(beschluss).umsetzung == "teilweise"
    assert [(v.nummer, v.text, v.konto) for v in Vermerk.objects.all()] == [
        (1, "Ausgeschrieben", haus.schreibend),
        (2, "Begonnen", haus.leitung),
    ]
    with pytest.raises(DatabaseError, match="nie geändert"), transaction.atomic():
        Vermerk.objects.filter(nummer=1).update(text="Anders")


def test_carried_out_in_part_says_what_is_missing() -> None:
    haus = build_haus()
    [beschluss] = haus.hold(True)
    satz = "Bitte geben Sie an, was noch fehlt oder wovon es abhängt: Der Beschluss ist erst teilweise umgesetzt."
    with refused(satz, feld="bedingung"):
        note_umsetzung(beschluss, stand=Umsetzungsstand.TEILWEISE, text="Begonnen", konto=haus.schreibend)
    with refused("Bitte schreiben Sie, was veranlasst ist.", feld="text"):
        note_umsetzung(beschluss, stand=Umsetzungsstand.UMGESETZT, text=" ", konto=haus.schreibend)


def test_a_sitting_that_is_open_again_takes_no_notes() -> None:
    haus = build_haus()
    [beschluss] = haus.hold(True)
    open_sitzung(beschluss.sitzung, konto=haus.dienst, grund="Versehen")
    with refused(NICHT_MEHR):
        note_umsetzung(beschluss, stand=Umsetzungsstand.UMGESETZT, text="Fertig", konto=haus.schreibend)


def test_another_office_and_deadline_are_kept_and_the_office_is_told() -> None:
    haus = build_haus()
    [beschluss] = haus.hold(True)
    assert haus.fremd.rollenzuweisungen.get().amt is not None
    amt, frist = haus.fremd.rollenzuweisungen.get().amt, timezone.localdate() + timedelta(days=30)
    with journals(Akt.BESCHLUSS_ZUWEISEN):
        assign_beschluss(beschluss, amt=amt, frist=frist, konto=haus.dienst)
    assert amt is not None
    assert (read(beschluss).zustaendig, read(beschluss).bis_wann) == (amt.pk, frist)
    assert Nachricht.objects.filter(anlass=Anlass.BESCHLUSSAUSZUG, konto=haus.fremd).count() == 1
    with refused("Amt und Frist sind schon so eingetragen."):
        assign_beschluss(beschluss, amt=amt, frist=frist, konto=haus.dienst)
    gestern = timezone.localdate() - timedelta(days=1)
    with refused("Die Frist liegt in der Vergangenheit. Bitte nennen Sie einen Tag ab heute.", feld="frist"):
        assign_beschluss(beschluss, amt=amt, frist=gestern, konto=haus.dienst)


def test_being_responsible_opens_no_closed_decision() -> None:
    haus = build_haus()
    [beschluss] = haus.hold(False)
    amt = haus.fremd.rollenzuweisungen.get().amt
    satz = (
        f"Im Amt {amt} darf niemand diesen nichtöffentlichen Beschluss lesen. Zuständig sein kann das Amt, das die "
        "Vorlage geschrieben hat, oder eines, das sie mitgezeichnet hat."
    )
    with refused(satz, feld="amt"):
        assign_beschluss(beschluss, amt=amt, frist=None, konto=haus.dienst)


def test_the_desk_of_the_office_names_what_is_overdue_first() -> None:
    haus = build_haus()
    spaet, ohne, frueh = haus.hold(True, True, True)
    set_frist(haus, spaet, 40)
    set_frist(haus, frueh, 1)
    html = get(haus.schreibend, reverse("schreibtisch"))
    assert [t for t in titles(html) if t in {b.betreff for b in (spaet, ohne, frueh)}] == [
        frueh.betreff,
        spaet.betreff,
        ohne.betreff,
    ]
    assert "Beschlüsse umzusetzen (3)" in html
    assert "Beschlüsse umzusetzen" not in get(haus.fremd, reverse("schreibtisch"))


def test_the_overview_of_the_day_counts_what_is_overdue(monkeypatch: pytest.MonkeyPatch) -> None:
    haus = build_haus()
    ueberfaellig, erledigt, offen = haus.hold(True, True, True)
    for beschluss in (ueberfaellig, erledigt):
        set_frist(haus, beschluss, 1)
    set_frist(haus, offen, 90)
    note_umsetzung(erledigt, stand=Umsetzungsstand.UMGESETZT, text="Fertig", konto=haus.schreibend)
    assert count_wartendes(haus.schreibend) == (0, "")
    uebermorgen = timezone.localdate() + timedelta(days=2)
    monkeypatch.setattr(timezone, "localdate", lambda *_: uebermorgen)
    assert count_wartendes(haus.schreibend) == (1, "1 überfälliger Beschluss, den Ihr Amt umsetzt")


def test_the_list_filters_by_office_state_and_proposer() -> None:
    haus = build_haus()
    erster, zweiter = haus.hold(True, True)
    note_umsetzung(zweiter, stand=Umsetzungsstand.UMGESETZT, text="Fertig", konto=haus.schreibend)
    liste = reverse("beschluesse")
    beide = [erster.betreff, zweiter.betreff]
    assert titles(get(haus.dienst, liste)) == beide
    assert titles(get(haus.dienst, f"{liste}?stand=umgesetzt")) == [zweiter.betreff]
    assert titles(get(haus.dienst, f"{liste}?stand=unerledigt")) == [erster.betreff]
    assert titles(get(haus.dienst, f"{liste}?stand=ueberfaellig")) == []
    assert titles(get(haus.dienst, f"{liste}?amt={haus.amt.pk}")) == beide
    assert titles(get(haus.dienst, f"{liste}?amt=ohne")) == []
    assert titles(get(haus.dienst, f"{liste}?von=verwaltung")) == beide


def test_closed_decisions_are_listed_to_their_office_alone() -> None:
    haus = build_haus()
    offen, geheim = haus.hold(True, False)
    liste = reverse("beschluesse")
    assert titles(get(haus.schreibend, liste)) == [offen.betreff, geheim.betreff]
    assert titles(get(haus.fremd, liste)) == [offen.betreff]
    for name in ("beschlussbericht_csv", "beschlussbericht"):
        assert geheim.betreff not in get(haus.fremd, reverse(name))
        assert geheim.betreff in get(haus.schreibend, reverse(name))
    client = Client()
    client.force_login(build_mitglied(gremium=haus.gremium))
    assert client.get(liste).status_code == 403
    assert client.get(offen.get_absolute_url()).status_code == 404


def test_only_who_is_responsible_writes_and_only_the_sitzungsdienst_assigns() -> None:
    haus = build_haus()
    [beschluss] = haus.hold(True)
    antworten = {}
    for name, konto in (("amt", haus.schreibend), ("fremd", haus.fremd), ("dienst", haus.dienst)):
        client = Client()
        client.force_login(konto)
        seiten = ("beschluss_vermerken", "beschluss_zuweisen", "umsetzung")
        antworten[name] = [client.get(reverse(seite, args=[beschluss.pk])).status_code for seite in seiten]
    assert antworten == {"amt": [200, 403, 200], "fremd": [403, 403, 403], "dienst": [200, 200, 200]}


def test_the_pages_carry_the_acts_out() -> None:
    haus = build_haus()
    [beschluss] = haus.hold(True)
    client = Client()
    client.force_login(haus.dienst)
    antwort = client.post(
        reverse("beschluss_vermerken", args=[beschluss.pk]), {"stand": "in_arbeit", "text": "Läuft", "bedingung": ""}
    )
    assert antwort.status_code == 302
    frist = timezone.localdate() + timedelta(days=9)
    antwort = client.post(
        reverse("beschluss_zuweisen", args=[beschluss.pk]),
        {"amt": haus.amt.pk, "frist": f"{frist:%d.%m.%Y}", "grund": ""},
    )
    assert antwort.status_code == 302
    neu = read(beschluss)
    assert (neu.umsetzung, neu.bis_wann) == ("in_arbeit", frist)
    seite = BeautifulSoup(get(haus.dienst, beschluss.get_absolute_url()), "html.parser").get_text(" ", strip=True)
    assert "Läuft" in seite
    assert "bald fällig" in seite


def test_the_report_is_paper_and_table_and_no_cell_computes() -> None:
    haus = build_haus()
    [beschluss] = haus.hold(True)
    note_umsetzung(beschluss, stand=Umsetzungsstand.IN_ARBEIT, text='=HYPERLINK("http://x")', konto=haus.schreibend)
    halbjahr = halbjahr_of(timezone.localdate())
    anfrage = f"?halbjahr_wahl={halbjahr.kennung}&nach_wahl=amt"
    client = Client()
    client.force_login(haus.dienst)
    inhalt = client.get(reverse("beschlussbericht_csv") + anfrage).content
    kopf, zeile = csv.reader(io.StringIO(inhalt.decode("utf-8-sig")), delimiter=";")
    werte = dict(zip(kopf, zeile, strict=True))
    assert werte["Gruppe"] == str(haus.amt)
    assert werte["Letzter Vermerk"] == '\'=HYPERLINK("http://x")'
    assert (werte["Betreff"], werte["Stand"]) == (beschluss.betreff, "in Arbeit")
    pdf = client.get(reverse("beschlussbericht_pdf") + anfrage)
    assert pdf.status_code == 200
    text = " ".join(extract_text(pdf.content).split())
    assert "0 von 1 erledigt" in text
    assert str(halbjahr) in text
    nach_antrag = client.get(reverse("beschlussbericht") + anfrage.replace("=amt", "=antragsteller")).content.decode()
    assert "Verwaltung: 0 von 1 erledigt" in nach_antrag


def test_a_motion_stands_under_each_of_those_it_comes_from() -> None:
    haus = build_haus()
    [andere] = haus.hold(True)
    sitzung = build_sitzung(gremium=haus.gremium, beginn=timezone.now() - timedelta(hours=1), konto=haus.dienst)
    antrag = build_freigegebene_vorlage(
        art=Vorlagenart.AT, antragsteller="Fraktion A\nFraktion B", stationen=[(haus.gremium, None, True, True)]
    )
    build_top(sitzung, vorlage=antrag, konto=haus.dienst)
    sitzung = open_sitzung(publish_agenda(sitzung), konto=haus.dienst, grund=NACHGETRAGEN)
    build_abstimmung(sitzung.tops.get(), konto=haus.dienst)
    close_sitzung(sitzung, konto=haus.dienst)
    liste = reverse("beschluesse")
    betreff = sitzung.tops.get().betreff
    for name in ("Fraktion A", "Fraktion B"):
        assert titles(get(haus.dienst, f"{liste}?{urlencode({'von': name})}")) == [betreff]
    assert titles(get(haus.dienst, f"{liste}?von=verwaltung")) == [andere.betreff]
    bericht = BeautifulSoup(get(haus.dienst, f"{reverse('beschlussbericht')}?nach_wahl=antragsteller"), "html.parser")
    assert [h2.get_text(strip=True).partition(":")[0] for h2 in bericht.select("main h2")] == [
        "Fraktion A",
        "Fraktion B",
        "Verwaltung",
    ]


def test_the_report_of_a_past_half_year_stays_as_it_was_then() -> None:
    haus = build_haus()
    heute = halbjahr_of(timezone.localdate())
    davor = heute.voriges
    tage = (timezone.localdate() - davor.ende).days + 1
    [beschluss] = haus.hold(True, tage_her=tage)
    note_umsetzung(beschluss, stand=Umsetzungsstand.UMGESETZT, text="Fertig", konto=haus.schreibend)
    anfrage = f"{reverse('beschlussbericht_csv')}?halbjahr_wahl="
    staende = {}
    for halbjahr in (davor, heute):
        _, zeile = csv.reader(io.StringIO(get(haus.dienst, anfrage + halbjahr.kennung).lstrip("\ufeff")), delimiter=";")
        staende[halbjahr] = zeile[8]
    assert staende == {davor: "offen", heute: "umgesetzt"}


def test_an_office_that_is_not_there_is_asked_for() -> None:
    haus = build_haus()
    [beschluss] = haus.hold(True)
    with refused("Bitte wählen Sie das Amt, das den Beschluss umsetzt.", feld="amt"):
        assign_beschluss(beschluss, amt=None, frist=None, konto=haus.dienst)
    assign_beschluss(beschluss, amt=build_amt(), frist=None, konto=haus.dienst)
    assert Vermerk.objects.filter(top=beschluss.pk).count() == 1
