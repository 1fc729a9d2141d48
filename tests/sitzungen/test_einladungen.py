"""Everybody whom the law names is invited, by a row of their own that knows when it reached them."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError, transaction
from django.utils import timezone

from gremien.enums import Funktion
from gremien.models import Stadt
from journal.enums import Akt
from konten.enums import Rolle
from konten.models import Konto
from konten.rechte import Besucher
from post.enums import Anlass
from post.models import Nachricht
from post.tasks import deliver
from post.versand.brief import build_mail
from sitzungen.actions.einladung import invite_weitere, list_empfaenger, open_einladung, record_zugang
from sitzungen.actions.rueckmeldung import answer_einladung
from sitzungen.actions.sitzung import cancel_sitzung, invite_sitzung, open_sitzung
from sitzungen.documents.saal import build_leitfaden_druck
from sitzungen.enums import Antwort, Einladungsweg
from sitzungen.models import Einladung, Rueckmeldung, Sitzung, Zugang
from sitzungen.pages.einladungen import build_einladungsliste
from tests.bauten import (
    build_dezernat,
    build_gremium,
    build_konto,
    build_mitglied,
    build_person,
    build_veroeffentlichte_sitzung,
    future,
)
from tests.bauten_einladung import build_leute, einladung_of, find_unproven, invite
from tests.journal.haus import find, tamper
from tests.pdf_text import extract_text
from tests.pruefen import journals, refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def konto() -> Konto:
    return build_konto(rolle=Rolle.SITZUNGSDIENST)


# --- who


def test_members_of_that_day_and_the_stadtvorstand_are_invited() -> None:
    sitzung = build_veroeffentlichte_sitzung(beginn=future(20))
    tag = timezone.localtime(sitzung.beginn).date()
    # Building the papers needed people of the administration.
    schon = {einer.person.pk for einer in list_empfaenger(sitzung)}
    leitung = build_person()
    erwartet = {
        build_mitglied(gremium=sitzung.gremium).person_id: "mitglied",
        build_mitglied(gremium=sitzung.gremium, funktion=Funktion.BERATEND).person_id: "mitglied",
        build_mitglied(gremium=sitzung.gremium, von=tag).person_id: "mitglied",
        build_konto(rolle=Rolle.OBERBUERGERMEISTER).person_id: "vorstand",
        build_konto(rolle=Rolle.DEZERNAT).person_id: "vorstand",
        leitung.pk: "vorstand",
    }
    build_dezernat(leitung=leitung)
    build_dezernat(leitung=build_person(), bis=tag - timedelta(days=1))
    build_mitglied(gremium=sitzung.gremium, bis=tag - timedelta(days=1))
    build_mitglied(gremium=sitzung.gremium, von=tag + timedelta(days=1))
    build_mitglied(gremium=sitzung.gremium, funktion=Funktion.VERTRETUNG)
    build_mitglied(gremium=build_gremium())
    build_konto(rolle=Rolle.DEZERNAT, is_active=False)
    neue = {einer.person.pk: einer.als.value for einer in list_empfaenger(sitzung) if einer.person.pk not in schon}
    assert neue == erwartet


def test_whoever_is_both_is_invited_once_as_a_member(konto: Konto) -> None:
    sitzung = build_veroeffentlichte_sitzung(beginn=future(20))
    beides = build_mitglied(gremium=sitzung.gremium, konto=build_konto(rolle=Rolle.OBERBUERGERMEISTER))
    invite(sitzung, konto)
    assert Einladung.objects.get(person=beides.person).als == "mitglied"


def test_of_two_logins_the_one_with_an_address_is_written_to() -> None:
    sitzung = build_veroeffentlichte_sitzung(beginn=future(20))
    erstes = build_mitglied(gremium=sitzung.gremium, konto=build_konto(email="a@example.org"))
    build_konto(person=erstes.person)
    build_konto(person=erstes.person, email="zu@example.org", is_active=False)
    [einer] = [einer for einer in list_empfaenger(sitzung) if einer.person == erstes.person]
    assert einer.konto == erstes


# --- on which way


def test_whoever_has_an_address_gets_a_mail_and_the_others_paper(konto: Konto) -> None:
    sitzung = build_veroeffentlichte_sitzung(beginn=future(20), nichtoeffentliche=1)
    mit, ohne = build_leute(sitzung, "mit@example.org", "")
    papier = timezone.now() + timedelta(days=2)
    with journals(Akt.EINLADEN):
        sitzung = invite_sitzung(sitzung, zugang=papier, konto=konto, per_mail=True)
    assert sitzung.eingeladen_am == papier
    eine, andere = einladung_of(sitzung, mit), einladung_of(sitzung, ohne)
    assert (eine.weg, eine.zugang) == (Einladungsweg.MAIL, None)
    assert (andere.weg, andere.zugang, andere.nachricht) == (Einladungsweg.PAPIER, papier, None)
    assert deliver() == 1
    eine = einladung_of(sitzung, mit)
    assert eine.nachricht is not None
    assert eine.zugang == eine.nachricht.zugestellt_am
    assert eine.nachricht.ziel == f"/sitzungen/{sitzung.pk}/einladung/"
    assert find_unproven() == []


def test_the_mail_names_the_sitting_and_nothing_of_its_agenda(konto: Konto) -> None:
    sitzung = build_veroeffentlichte_sitzung(beginn=future(20))
    build_leute(sitzung, "mit@example.org")
    invite(sitzung, konto)
    mail = build_mail(Nachricht.objects.get(anlass=Anlass.SITZUNG))
    beginn = timezone.localtime(sitzung.beginn)
    assert mail.subject == f"Einladung: {sitzung.gremium}, {beginn:%d.%m.%Y}"
    assert f"{beginn:%H:%M} Uhr" in mail.body
    assert not [top for top in sitzung.tops.all() if top.betreff in mail.body or top.oberbegriff in mail.body.split()]
    assert mail.attachments == []


def test_the_city_may_attach_the_public_agenda(konto: Konto) -> None:
    Stadt.objects.update_or_create(pk=1, defaults={"einladung_mit_pdf": True})
    sitzung = build_veroeffentlichte_sitzung(beginn=future(20), oeffentliche=1, nichtoeffentliche=1)
    build_leute(sitzung, "mit@example.org")
    invite(sitzung, konto)
    [anhang] = build_mail(Nachricht.objects.get(anlass=Anlass.SITZUNG)).attachments
    assert (anhang[0], anhang[2]) == (f"Einladung-{sitzung.nummer.replace('/', '-')}.pdf", "application/pdf")
    text = " ".join(extract_text(anhang[1]).split())
    offen, geheim = sitzung.tops.order_by("-teil")
    assert offen.betreff in text
    assert geheim.oberbegriff in text
    assert geheim.betreff not in text


def test_who_would_get_it_too_late_is_named(konto: Konto) -> None:
    sitzung = build_veroeffentlichte_sitzung(beginn=future(5))
    mit, _ = build_leute(sitzung, "mit@example.org", "")
    papier = timezone.now() + timedelta(days=1)
    vorstand = [einer for einer in list_empfaenger(sitzung) if einer.als == "vorstand"]
    assert mit.person is not None
    spaete = [str(einer.person) for einer in list_empfaenger(sitzung) if einer.person != mit.person]
    assert len(spaete) == 1 + len(vorstand)
    with pytest.raises(Exception, match=f"Zu spät käme sie bei: {', '.join(spaete)}.") as gesperrt:
        invite_sitzung(sitzung, zugang=papier, konto=konto, per_mail=True)
    assert str(mit.person) not in str(gesperrt.value)
    assert not Einladung.objects.exists()


# --- when it arrived


def test_a_mistyped_receipt_is_corrected_by_a_further_row_with_its_reason(konto: Konto) -> None:
    sitzung = build_veroeffentlichte_sitzung(beginn=future(20))
    [ohne] = build_leute(sitzung, "")
    sitzung = invite_sitzung(sitzung, zugang=timezone.now() + timedelta(days=2), konto=konto)
    einladung, jetzt = einladung_of(sitzung, ohne), timezone.now()
    with refused("Bitte begründen Sie, warum der Zugang berichtigt wird.", feld="grund"):
        record_zugang(einladung, zugang=jetzt, konto=konto)
    for andere in Einladung.objects.filter(sitzung=sitzung):
        record_zugang(andere, zugang=jetzt, konto=konto, grund="Tag vertippt")
    with journals(Akt.ZUGANG_FESTSTELLEN):
        neu = record_zugang(einladung, zugang=jetzt, konto=konto, grund="Uhrzeit vertippt")
    alle = list(Zugang.objects.filter(einladung=einladung).order_by("pk"))
    assert [zeile.grund for zeile in alle] == ["", "Tag vertippt", "Uhrzeit vertippt"]
    assert neu.ersetzt == alle[1]
    assert einladung_of(sitzung, ohne).zugang == jetzt
    sitzung.refresh_from_db()
    assert sitzung.eingeladen_am == jetzt
    assert find_unproven() == []


def test_a_mail_that_failed_is_handed_over_and_needs_no_reason(konto: Konto) -> None:
    sitzung = build_veroeffentlichte_sitzung(beginn=future(20))
    [mit] = build_leute(sitzung, "mit@example.org")
    sitzung = invite(sitzung, konto)
    Nachricht.objects.update(gescheitert=True, naechster_versuch=None, fehler="Postfach unbekannt")
    liste = build_einladungsliste(sitzung, konto)
    assert liste.gescheiterte == (str(mit.person),)
    record_zugang(einladung_of(sitzung, mit), zugang=timezone.now(), konto=konto)
    assert build_einladungsliste(sitzung, konto).gescheiterte == ()


def test_a_receipt_before_the_agenda_was_out_is_refused(konto: Konto) -> None:
    sitzung = build_veroeffentlichte_sitzung(beginn=future(20))
    [ohne] = build_leute(sitzung, "")
    sitzung = invite(sitzung, konto)
    einladung = einladung_of(sitzung, ohne)
    assert sitzung.tagesordnung_veroeffentlicht_am is not None
    davor = sitzung.tagesordnung_veroeffentlicht_am - timedelta(minutes=1)
    with pytest.raises(Exception, match="kann die Einladung nicht zugegangen sein"):
        record_zugang(einladung, zugang=davor, konto=konto, grund="Doch")


def test_what_arrived_too_late_is_said_in_the_list_and_not_denied_by_the_chair(konto: Konto) -> None:
    sitzung = build_veroeffentlichte_sitzung(beginn=future(1))
    [ohne] = build_leute(sitzung, "")
    sitzung = invite_sitzung(sitzung, zugang=timezone.now(), konto=konto, dringlich_grund="Hochwasser")
    assert str(ohne.person) in build_einladungsliste(sitzung, konto).verspaetete
    Sitzung.objects.update(dringlich_grund="")
    sitzung.refresh_from_db()
    assert build_leitfaden_druck(sitzung, leser=konto).fristverkuerzt


# --- opened


def test_only_the_person_opens_their_invitation_and_once(konto: Konto) -> None:
    sitzung = build_veroeffentlichte_sitzung(beginn=future(20))
    [mit] = build_leute(sitzung, "mit@example.org")
    sitzung = invite(sitzung, konto)
    einladung = einladung_of(sitzung, mit)
    assert open_einladung(einladung, konto=konto).geoeffnet_am is None
    with journals(Akt.EINLADUNG_OEFFNEN):
        erste = open_einladung(einladung, konto=mit).geoeffnet_am
    assert erste is not None
    assert open_einladung(einladung, konto=mit).geoeffnet_am == erste
    # What was read has arrived, even if the mail floor knows nothing of it.
    assert einladung_of(sitzung, mit).zugang == erste
    assert find_unproven() == []


# --- afterwards


def test_a_member_who_came_later_is_invited_besides(konto: Konto) -> None:
    sitzung = build_veroeffentlichte_sitzung(beginn=future(20))
    sitzung = invite(sitzung, konto)
    neu = build_mitglied(gremium=sitzung.gremium, konto=build_konto(email="neu@example.org"))
    assert neu.person_id is not None
    with journals(Akt.NACHLADEN):
        [einladung] = invite_weitere(sitzung, [neu.person_id], konto=konto)
    assert (einladung.weg, einladung.konto) == (Einladungsweg.MAIL, neu)
    satz = "Bitte wählen Sie Personen, die einzuladen sind und noch nicht eingeladen wurden."
    with refused(satz, feld="personen"):
        invite_weitere(sitzung, [neu.person_id], konto=konto)
    assert find_unproven() == []


def test_calling_off_is_told_to_everybody_with_an_address(konto: Konto) -> None:
    sitzung = build_veroeffentlichte_sitzung(beginn=future(20))
    mit, ohne = build_leute(sitzung, "mit@example.org", "")
    sitzung = invite(sitzung, konto)
    deliver()
    cancel_sitzung(sitzung, konto=konto, grund="Hochwasser")
    absage = Nachricht.objects.filter(anlass=Anlass.SITZUNG, einladung__isnull=True).get()
    assert absage.konto == mit
    assert absage.gegenstand.startswith("Abgesagt: ")
    assert "Hochwasser" not in absage.satz
    sitzung.refresh_from_db()
    liste = build_einladungsliste(sitzung, konto)
    assert str(ohne.person) in liste.ohne_mail
    assert str(mit.person) not in liste.ohne_mail


# --- what the database holds, and who sees it


def test_the_database_lets_nothing_of_it_be_overwritten(konto: Konto) -> None:
    sitzung = build_veroeffentlichte_sitzung(beginn=future(20))
    [mit] = build_leute(sitzung, "")
    sitzung = invite(sitzung, konto)
    einladung = einladung_of(sitzung, mit)
    open_einladung(einladung, konto=mit)
    answer_einladung(einladung, Antwort.KOMMT, konto=mit)
    jetzt = timezone.now()
    eingriffe: list[Callable[[], object]] = [
        lambda: Einladung.objects.update(weg=Einladungsweg.MAIL),
        lambda: Einladung.objects.update(eingeladen_am=jetzt),
        lambda: Einladung.objects.filter(pk=einladung.pk).update(geoeffnet_am=None),
        lambda: Zugang.objects.update(zugegangen_am=jetzt),
        lambda: Zugang.objects.all().delete(),
        lambda: Rueckmeldung.objects.update(antwort=Antwort.KOMMT_NICHT),
        lambda: Rueckmeldung.objects.all().delete(),
    ]
    for eingriff in eingriffe:
        with pytest.raises(IntegrityError), transaction.atomic():
            eingriff()


def test_the_journal_notices_what_was_changed_behind_its_back(konto: Konto) -> None:
    sitzung = build_veroeffentlichte_sitzung(beginn=future(20))
    [mit] = build_leute(sitzung, "")
    sitzung = invite(sitzung, konto)
    answer_einladung(einladung_of(sitzung, mit), Antwort.KOMMT, konto=mit)
    wer = f"von {mit.person} zur Sitzung {sitzung.nummer}"
    eigene = Zugang.objects.filter(einladung__person=mit.person)
    tamper(lambda: eigene.update(zugegangen_am=timezone.now() - timedelta(days=3)))
    tamper(lambda: Rueckmeldung.objects.update(antwort=Antwort.KOMMT_NICHT))
    assert [satz.split(":")[0] for satz in find() if wer in satz] == [
        f"Zugang der Einladung {wer}",
        f"Antwort auf die Einladung {wer}",
    ]


def test_who_sees_which_invitation(konto: Konto) -> None:
    sitzung = build_veroeffentlichte_sitzung(beginn=future(20))
    mit, anderes = build_leute(sitzung, "mit@example.org", "")
    sitzung = invite(sitzung, konto)
    alle = Einladung.objects.count()
    schriftfuehrung = build_konto(rolle=Rolle.SCHRIFTFUEHRUNG, gremium=sitzung.gremium)
    leser: dict[Besucher, int] = {
        AnonymousUser(): 0,
        mit: 1,
        anderes: 1,
        build_konto(): 0,
        build_konto(rolle=Rolle.SCHRIFTFUEHRUNG): 0,
        schriftfuehrung: alle,
        konto: alle,
    }
    assert {wer: Einladung.objects.visible_to(wer).count() for wer in leser} == leser
    for wer, zahl in leser.items():
        assert Zugang.objects.visible_to(wer).filter(einladung__in=Einladung.objects.visible_to(wer)).count() <= zahl


def test_sittings_invited_to_before_there_were_rows_are_shown_as_they_are(konto: Konto) -> None:
    sitzung = build_veroeffentlichte_sitzung(beginn=timezone.now() - timedelta(hours=1))
    sitzung = open_sitzung(sitzung, konto=konto, grund="Eilt")
    liste = build_einladungsliste(sitzung, konto)
    assert (liste.zeilen, liste.fehlende, liste.verspaetete) == ((), (), ())
