"""/kalender.ics, /gremien/…/kalender.ics, /kalender/….ics, /konto/kalender/"""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from konten.enums import Rolle
from konten.models import Konto
from sitzungen.actions.kalenderlink import end_kalenderlink, renew_kalenderlink
from sitzungen.actions.sitzung import announce_sitzung, cancel_sitzung, invite_sitzung
from sitzungen.documents.kalender import build_kalender
from sitzungen.models import Kalenderlink, Sitzung
from tests.bauten import (
    build_gremium,
    build_konto,
    build_mitglied,
    build_sitzung,
    build_veroeffentlichte_sitzung,
    future,
)
from tests.sitzungen.views.seiten import login_clerk, soup

pytestmark = pytest.mark.django_db


def read(client: Client, adresse: str) -> dict[str, dict[str, str]]:
    """Return the entries of a calendar by their UID."""
    antwort = client.get(adresse)
    assert (antwort.status_code, antwort["Content-Type"]) == (200, "text/calendar; charset=utf-8")
    kalender = Calendar.from_ical(antwort.content)
    return {
        str(eintrag["UID"]).split("@")[0]: {name: str(wert) for name, wert in eintrag.items()}
        for eintrag in kalender.walk("VEVENT")
    }


def uid(sitzung: Sitzung) -> str:
    return f"sitzung-{sitzung.pk}"


def fetch_eigene(client: Client, konto: Konto) -> dict[str, dict[str, str]]:
    return read(client, reverse("persoenlich_ics", args=[renew_kalenderlink(konto)]))


# --- what everybody gets


def test_everybody_gets_announced_sittings_and_nothing_of_their_agenda(client: Client) -> None:
    sitzung = build_veroeffentlichte_sitzung(beginn=future(20))
    intern = build_sitzung(gremium=sitzung.gremium)
    eintraege = read(client, reverse("kalender_ics"))
    assert uid(sitzung) in eintraege
    assert uid(intern) not in eintraege
    eintrag = eintraege[uid(sitzung)]
    assert eintrag["SUMMARY"] == str(sitzung.gremium)
    assert eintrag["LOCATION"] == sitzung.ort
    assert eintrag["STATUS"] == "CONFIRMED"
    assert eintrag["URL"].endswith(sitzung.get_absolute_url())
    inhalt = client.get(reverse("kalender_ics")).content.decode()
    assert [top.betreff for top in sitzung.tops.all() if top.betreff in inhalt] == []


def test_logging_in_changes_nothing_of_the_public_calendar(client: Client) -> None:
    intern = build_sitzung()
    login_clerk(client)
    assert uid(intern) not in read(client, reverse("kalender_ics"))
    assert read(client, reverse("gremium_ics", args=[intern.gremium_id])) == {}


def test_one_body_has_its_own_calendar(client: Client) -> None:
    eine, andere = (build_veroeffentlichte_sitzung(beginn=future(20)) for _ in range(2))
    assert list(read(client, reverse("gremium_ics", args=[eine.gremium_id]))) == [uid(eine)]
    assert andere.gremium_id != eine.gremium_id


def test_what_is_called_off_stays_and_says_so(client: Client) -> None:
    konto = build_konto(rolle=Rolle.SITZUNGSDIENST)
    sitzung = announce_sitzung(build_sitzung(), konto=konto)
    cancel_sitzung(sitzung, konto=konto, grund="Hochwasser")
    eintrag = read(client, reverse("gremium_ics", args=[sitzung.gremium_id]))[uid(sitzung)]
    assert (eintrag["STATUS"], eintrag["SUMMARY"]) == ("CANCELLED", f"Abgesagt: {sitzung.gremium}")
    assert "Hochwasser" not in str(eintrag)


# --- the clock on the wall


@pytest.mark.parametrize(
    ("beginn", "wanduhr", "abstand"),
    [
        # Before and behind both changes of the clocks of 2026.
        (datetime(2026, 3, 28, 14, 0, tzinfo=UTC), "2026-03-28T15:00:00", "+0100"),
        (datetime(2026, 3, 29, 13, 0, tzinfo=UTC), "2026-03-29T15:00:00", "+0200"),
        (datetime(2026, 10, 24, 13, 0, tzinfo=UTC), "2026-10-24T15:00:00", "+0200"),
        (datetime(2026, 10, 25, 14, 0, tzinfo=UTC), "2026-10-25T15:00:00", "+0100"),
        # Far beyond what a list of changes usually reaches.
        (datetime(2049, 7, 1, 13, 0, tzinfo=UTC), "2049-07-01T15:00:00", "+0200"),
    ],
)
def test_page_paper_and_calendar_show_the_same_time(
    client: Client, beginn: datetime, wanduhr: str, abstand: str
) -> None:
    konto = build_konto(rolle=Rolle.SITZUNGSDIENST)
    sitzung = announce_sitzung(build_sitzung(beginn=beginn), konto=konto)
    inhalt = build_kalender([sitzung], name="Probe")
    kalender: Any = Calendar.from_ical(inhalt)
    [eintrag] = kalender.walk("VEVENT")
    assert eintrag["DTSTART"].params["TZID"] == "Europe/Berlin"
    assert eintrag["DTSTART"].dt.replace(tzinfo=None).isoformat() == wanduhr
    # The zone the calendar brings along says what the house says.
    [zone] = kalender.walk("VTIMEZONE")
    mitgebracht = zone.to_tz(lookup_tzid=False)
    moment = datetime.fromisoformat(wanduhr).replace(tzinfo=mitgebracht)
    assert f"{moment:%z}" == abstand
    assert moment.astimezone(UTC) == beginn
    seite = soup(client.get(sitzung.get_absolute_url()))
    assert seite.select_one("dd time")["datetime"].startswith(wanduhr)  # type: ignore[index,union-attr]


# --- one's own


def test_ones_own_calendar_shows_what_the_account_may_see_now(client: Client) -> None:
    dienst = build_konto(rolle=Rolle.SITZUNGSDIENST)
    sitzung, fremde = (build_veroeffentlichte_sitzung(beginn=future(20)) for _ in range(2))
    intern = build_sitzung(gremium=sitzung.gremium)
    mitglied = build_mitglied(gremium=sitzung.gremium)
    assert list(fetch_eigene(client, mitglied)) == [uid(sitzung)]
    # Who keeps the body's minutes sees what is only planned; who plans sees everything.
    assert set(fetch_eigene(client, build_konto(rolle=Rolle.SCHRIFTFUEHRUNG, gremium=sitzung.gremium))) == {
        uid(sitzung),
        uid(intern),
    }
    assert set(fetch_eigene(client, dienst)) == {uid(sitzung), uid(intern), uid(fremde)}
    assert fetch_eigene(client, dienst)[uid(intern)]["CLASS"] == "PRIVATE"
    # Somebody of the Stadtvorstand is invited everywhere.
    vorstand = build_konto(rolle=Rolle.DEZERNAT)
    assert fetch_eigene(client, vorstand) == {}
    invite_sitzung(sitzung, zugang=timezone.now(), konto=dienst)
    assert list(fetch_eigene(client, vorstand)) == [uid(sitzung)]


def test_a_seat_that_ended_shows_nothing_from_then_on(client: Client) -> None:
    sitzung = build_veroeffentlichte_sitzung(beginn=future(20))
    gestern = timezone.localdate() - timedelta(days=1)
    assert fetch_eigene(client, build_mitglied(gremium=sitzung.gremium, bis=gestern)) == {}


def test_a_secret_opens_until_it_is_renewed_or_ended_or_the_account_is_closed(client: Client) -> None:
    konto = build_mitglied(gremium=build_gremium())

    def ask(geheimnis: str) -> int:
        return client.get(reverse("persoenlich_ics", args=[geheimnis])).status_code

    erstes = renew_kalenderlink(konto)
    assert ask(erstes) == 200
    zweites = renew_kalenderlink(konto)
    assert (ask(erstes), ask(zweites)) == (404, 200)
    Konto.objects.filter(pk=konto.pk).update(is_active=False)
    assert ask(zweites) == 404
    Konto.objects.filter(pk=konto.pk).update(is_active=True)
    end_kalenderlink(konto)
    assert ask(zweites) == 404
    assert Kalenderlink.objects.count() == 0


def test_the_secret_is_shown_once_and_kept_nowhere(client: Client) -> None:
    konto = build_mitglied(gremium=build_gremium())
    client.force_login(konto)
    adresse = reverse("konto_kalender")
    assert soup(client.get(adresse)).select("#kalenderlink") == []
    antwort = client.post(reverse("konto_kalender_erneuern"))
    assert "no-store" in antwort["Cache-Control"]
    [link] = soup(antwort).select("#kalenderlink")
    geheimnis = link.get_text().removesuffix(".ics").rsplit("/", 1)[1]
    assert client.get(reverse("persoenlich_ics", args=[geheimnis])).status_code == 200
    assert geheimnis not in str(Kalenderlink.objects.values().get())
    assert geheimnis not in client.get(adresse).content.decode()
    client.post(reverse("konto_kalender_beenden"))
    assert client.get(reverse("persoenlich_ics", args=[geheimnis])).status_code == 404


def test_a_calendar_link_opens_nothing_else(client: Client) -> None:
    geheimnis = renew_kalenderlink(login_clerk(Client()))
    client.get(reverse("persoenlich_ics", args=[geheimnis]))
    assert client.get(reverse("sitzungsdienst")).status_code == 302
