"""Who is away is stood in for: nobody who is ill holds a paper up, and nobody signs what they wrote."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from gremien.rules.befund import VorgangGesperrt
from journal.enums import Akt
from journal.models import Eintrag
from konten.actions.rollen import end_rolle
from konten.actions.vertretung import end_abwesenheit, enter_abwesenheit
from konten.enums import Rolle
from konten.models import Abwesenheit, Konto
from konten.rules.vertretung import Zeit, check_abwesenheit
from post.models import Nachricht
from tests.bauten import (
    build_amt,
    build_eingereichte_fassung,
    build_entwurf,
    build_konto,
    build_mitglied,
    build_person,
)
from tests.pruefen import journals, refused
from tests.schreiben import write_entwurf
from vorlagen.actions.freigabe import release_vorlage
from vorlagen.actions.mitzeichnung import countersign_vorlage, submit_vorlage
from vorlagen.enums import Mitzeichnungsergebnis
from vorlagen.models import Fassung, Mitzeichnung

HEUTE = date(2027, 3, 27)
"""The day before the clock changes."""


@pytest.mark.parametrize(
    ("von", "bis", "andere", "felder"),
    [
        (0, 0, [], []),
        (0, 366, [], []),
        (0, 367, [], ["bis"]),
        (-10, 0, [], []),
        (-10, -1, [], ["bis"]),
        (1, 0, [], ["bis"]),
        (0, 5, [(6, 9)], []),
        (0, 5, [(5, 9)], ["von"]),
        (6, 9, [(5, 6)], ["von"]),
        (6, 7, [(5, 9)], ["von"]),
    ],
)
def test_when_somebody_can_be_away(von: int, bis: int, andere: list[tuple[int, int]], felder: list[str]) -> None:
    def day(zahl: int) -> date:
        return HEUTE + timedelta(days=zahl)

    befunde = check_abwesenheit(
        Zeit(day(von), day(bis)),
        heute=HEUTE,
        andere=[Zeit(day(a), day(b)) for a, b in andere],
        is_dieselbe_person=False,
    )
    assert [befund.feld for befund in befunde] == felder


def test_nobody_stands_in_for_themselves_under_another_login() -> None:
    [befund] = check_abwesenheit(Zeit(HEUTE, HEUTE), heute=HEUTE, andere=[], is_dieselbe_person=True)
    assert befund.feld == "vertretung"


# --- the paper goes on


@pytest.fixture
def leitung(db: None) -> Konto:
    return build_konto(rolle=Rolle.AMTSLEITUNG, amt=build_amt(), email="leitung@example.org")


@pytest.fixture
def vertretung(db: None) -> Konto:
    return build_konto(rolle=Rolle.AMTSLEITUNG, amt=build_amt(), email="vertretung@example.org")


@pytest.fixture
def fassung(leitung: Konto) -> Fassung:
    return build_eingereichte_fassung(amt=leitung.rollenzuweisungen.get().amt)


def leave(konto: Konto, vertretung: Konto, von: int = 0, bis: int = 5) -> Abwesenheit:
    heute = timezone.localdate()
    return enter_abwesenheit(
        konto, vertretung, von=heute + timedelta(days=von), bis=heute + timedelta(days=bis), konto=konto
    )


def sign(fassung: Fassung, konto: Konto) -> Mitzeichnung:
    return countersign_vorlage(fassung, konto=konto, ergebnis=Mitzeichnungsergebnis.ZUGESTIMMT)


def sees(konto: Konto, fassung: Fassung) -> bool:
    konto = Konto.objects.get(pk=konto.pk)
    return Fassung.objects.visible_to(konto).filter(pk=fassung.pk).exists()


def test_the_deputy_sees_signs_and_is_named_and_the_paper_reaches_the_council(
    client: Client, fassung: Fassung, leitung: Konto, vertretung: Konto
) -> None:
    assert not sees(vertretung, fassung)
    with journals(Akt.VERTRETUNG_EINTRAGEN):
        leave(leitung, vertretung)
    assert sees(vertretung, fassung)
    client.force_login(vertretung)
    schreibtisch = client.get(reverse("schreibtisch")).content.decode()
    assert f"für {fassung.amt} in Vertretung" in schreibtisch
    adresse = reverse("vorlage_mitzeichnen", args=[fassung.vorlage_id])
    assert client.get(adresse).status_code == 200
    daten = {"ergebnis": "zugestimmt", "stand": str(fassung.stand)}
    assert client.post(adresse, daten).status_code == 302
    mitzeichnung = fassung.mitzeichnungen.get()
    assert (mitzeichnung.konto, mitzeichnung.vertreten) == (vertretung, leitung)
    assert mitzeichnung.unterschrift == f"{vertretung} i. V. für {leitung} ({fassung.amt})"
    zeile = Eintrag.objects.filter(akt=Akt.MITZEICHNEN).latest("laufend")
    assert zeile.daten["vertreten"] == leitung.get_username()
    freigebend = build_konto(rolle=Rolle.DEZERNAT, dezernat=fassung.dezernat)
    assert release_vorlage(fassung, konto=freigebend).is_freigegeben


@pytest.mark.parametrize(("von", "bis"), [(1, 5), (-5, -1)], ids=["from tomorrow", "until yesterday"])
def test_outside_the_time_nobody_stands_in(
    fassung: Fassung, leitung: Konto, vertretung: Konto, von: int, bis: int
) -> None:
    heute = timezone.localdate()
    Abwesenheit.objects.create(
        konto=leitung, vertretung=vertretung, von=heute + timedelta(days=von), bis=heute + timedelta(days=bis)
    )
    assert not sees(vertretung, fassung)
    with refused("Für diese Vorlage ist keine Mitzeichnung von Ihnen offen."):
        sign(fassung, vertretung)


def test_who_is_away_can_still_answer_and_then_the_deputy_is_not_asked(
    fassung: Fassung, leitung: Konto, vertretung: Konto
) -> None:
    leave(leitung, vertretung)
    assert sign(fassung, leitung).vertreten is None
    assert not sees(vertretung, fassung)


def test_back_again_ends_it_at_once(fassung: Fassung, leitung: Konto, vertretung: Konto) -> None:
    abwesenheit = leave(leitung, vertretung)
    with journals(Akt.VERTRETUNG_BEENDEN):
        end_abwesenheit(abwesenheit, konto=leitung)
    assert not sees(vertretung, fassung)


def test_nobody_signs_in_the_place_of_another_what_they_wrote(leitung: Konto) -> None:
    amt = leitung.rollenzuweisungen.get().amt
    assert amt is not None
    schreibend = build_konto(rolle=Rolle.SACHBEARBEITUNG, amt=amt)
    fassung = build_entwurf(schreibend, amt=amt)
    fassung = submit_vorlage(write_entwurf(fassung, konto=schreibend, betreff="Meins"), konto=schreibend)
    leave(leitung, schreibend)
    with pytest.raises(VorgangGesperrt, match="Vier-Augen-Prinzip"):
        sign(fassung, schreibend)


def test_asked_for_oneself_and_for_another_one_answers_twice(leitung: Konto, vertretung: Konto) -> None:
    fassung = build_eingereichte_fassung(amt=leitung.rollenzuweisungen.get().amt, weitere=[vertretung])
    leave(leitung, vertretung)
    assert [sign(fassung, vertretung).vertreten for _ in range(2)] == [None, leitung]
    assert not fassung.mitzeichnungen.filter(ergebnis="").exists()


def test_whoever_heads_the_office_today_answers_what_the_former_head_was_asked_as_a_person(leitung: Konto) -> None:
    fassung = build_eingereichte_fassung(amt=leitung.rollenzuweisungen.get().amt)
    fassung.mitzeichnungen.all().delete()
    Mitzeichnung.objects.create(fassung=fassung, konto=leitung, erbeten_am=timezone.now())
    neue = build_konto(rolle=Rolle.AMTSLEITUNG, amt=fassung.amt)
    with refused("Für diese Vorlage ist keine Mitzeichnung von Ihnen offen."):
        sign(fassung, neue)
    end_rolle(leitung.rollenzuweisungen.get(), konto=None)
    assert sign(fassung, Konto.objects.get(pk=neue.pk)).vertreten == leitung


def test_the_deputy_of_today_is_written_to(leitung: Konto, vertretung: Konto) -> None:
    leave(leitung, vertretung)
    Nachricht.objects.all().delete()
    build_eingereichte_fassung(amt=leitung.rollenzuweisungen.get().amt)
    assert {nachricht.konto for nachricht in Nachricht.objects.all()} == {leitung, vertretung}


# --- the page


def form(abwesend: Konto, vertretung: Konto, von: int = 0, bis: int = 3) -> dict[str, str]:
    heute = timezone.localdate()
    tage = {"von": heute + timedelta(days=von), "bis": heute + timedelta(days=bis)}
    return {
        "abwesend": str(abwesend.pk),
        "vertretung": str(vertretung.pk),
        **{name: tag.strftime("%d.%m.%Y") for name, tag in tage.items()},
    }


ADRESSE = "/konto/abwesenheit/"


def test_one_enters_and_ends_ones_own_absence(client: Client, leitung: Konto, vertretung: Konto) -> None:
    client.force_login(leitung)
    assert "Niemand ist abwesend gemeldet" in client.get(ADRESSE).content.decode()
    assert client.post(ADRESSE, form(leitung, vertretung)).status_code == 302
    assert f"vertreten durch {vertretung}" in client.get(ADRESSE).content.decode()
    seite = client.post(ADRESSE, form(leitung, vertretung)).content.decode()
    assert "Für diese Zeit ist schon eine Vertretung eingetragen." in seite
    abwesenheit = Abwesenheit.objects.get()
    assert client.post(f"{ADRESSE}beenden/", {"abwesenheit": abwesenheit.pk}).status_code == 302
    assert not Abwesenheit.objects.exists()


def test_who_may_end_an_absence_has_the_button_also_as_the_deputy(
    client: Client, leitung: Konto, vertretung: Konto
) -> None:
    beenden = f"Beenden: {leitung}"
    leave(leitung, vertretung)
    client.force_login(vertretung)
    assert beenden not in client.get(ADRESSE).content.decode()
    Abwesenheit.objects.all().delete()
    amt = leitung.rollenzuweisungen.get().amt
    assert amt is not None
    dezernat = build_konto(rolle=Rolle.DEZERNAT, dezernat=amt.dezernat)
    leave(leitung, dezernat)
    client.force_login(dezernat)
    assert beenden in client.get(ADRESSE).content.decode()
    assert client.post(f"{ADRESSE}beenden/", {"abwesenheit": Abwesenheit.objects.get().pk}).status_code == 302
    assert not Abwesenheit.objects.exists()


def test_the_head_enters_it_for_the_people_of_the_office_and_for_nobody_else(
    client: Client, leitung: Konto, vertretung: Konto
) -> None:
    eigene = build_konto(rolle=Rolle.SACHBEARBEITUNG, amt=leitung.rollenzuweisungen.get().amt)
    client.force_login(leitung)
    assert client.post(ADRESSE, form(eigene, vertretung)).status_code == 302
    seite = client.post(ADRESSE, form(vertretung, eigene)).content.decode()
    assert "Bitte wählen Sie eine Person aus der Liste." in seite
    assert [abwesenheit.konto for abwesenheit in Abwesenheit.objects.all()] == [eigene]


def test_strangers_neither_see_nor_end_it_and_the_deputy_only_sees(
    client: Client, leitung: Konto, vertretung: Konto
) -> None:
    abwesenheit = leave(leitung, vertretung)
    fremd = build_konto(rolle=Rolle.AMTSLEITUNG, amt=build_amt(), person=build_person())
    for konto, zeilen in ((fremd, 0), (vertretung, 1)):
        client.force_login(konto)
        assert client.get(ADRESSE).content.decode().count("vertreten durch") == zeilen
        assert client.post(f"{ADRESSE}beenden/", {"abwesenheit": abwesenheit.pk}).status_code == 404
    assert Abwesenheit.objects.count() == 1


@pytest.mark.parametrize("kennung", ["", "0", "unsinn", "9" * 30])
def test_an_absence_that_is_gone_cannot_be_ended(client: Client, leitung: Konto, kennung: str) -> None:
    client.force_login(leitung)
    assert client.post(f"{ADRESSE}beenden/", {"abwesenheit": kennung}).status_code == 404


def test_members_of_the_council_do_not_see_who_works_in_the_offices(client: Client, leitung: Konto) -> None:
    client.force_login(build_mitglied())
    antwort = client.get(ADRESSE)
    assert antwort.status_code == 403
    assert str(leitung) not in antwort.content.decode()
