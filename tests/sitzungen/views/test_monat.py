"""/sitzungen/monat/"""

from datetime import date, datetime, time

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from konten.enums import Rolle
from sitzungen.actions.sitzung import announce_sitzung
from sitzungen.models import Sitzung
from tests.bauten import build_konto, build_sitzung
from tests.sitzungen.views.seiten import soup, texts

pytestmark = pytest.mark.django_db


def build(tag: date, *, bekannt: bool = True) -> Sitzung:
    sitzung = build_sitzung(beginn=timezone.make_aware(datetime.combine(tag, time(15))))
    return announce_sitzung(sitzung, konto=build_konto(rolle=Rolle.SITZUNGSDIENST)) if bekannt else sitzung


def test_a_month_shows_its_sittings_on_their_day_in_whole_weeks(client: Client) -> None:
    # Some year ahead, so that nobody else's sitting stands in it.
    erste, letzte = build(date(2091, 5, 3)), build(date(2091, 5, 31))
    build(date(2091, 6, 11))
    build(date(2091, 5, 4), bekannt=False)
    seite = soup(client.get(reverse("sitzungen_monat"), {"jahr": "2091", "monat": "5"}))
    assert texts(seite, "h1")[0].endswith("Mai 2091")
    tage = [feld["datetime"] for feld in seite.select("td time")]
    assert (tage[0], tage[-1], len(tage) % 7) == ("2091-04-30", "2091-06-03", 0)
    belegt = {
        feld.select("time")[0]["datetime"]: texts(feld, "li a") for feld in seite.select("td") if feld.select("li")
    }
    assert belegt == {"2091-05-03": [f"15:00 {erste.gremium}"], "2091-05-31": [f"15:00 {letzte.gremium}"]}
    assert "1. Erster Mai" in " ".join(texts(seite, "td"))


def test_one_body_alone_and_the_months_beside_it(client: Client) -> None:
    eine, andere = build(date(2091, 12, 6)), build(date(2091, 12, 6))
    angaben = {"jahr": "2091", "monat": "12", "gremium": str(eine.gremium_id)}
    seite = soup(client.get(reverse("sitzungen_monat"), angaben))
    assert texts(seite, "td li a") == [f"15:00 {eine.gremium}"]
    assert andere.gremium != eine.gremium
    [davor], [danach] = seite.select("a[rel=prev]"), seite.select("a[rel=next]")
    assert (davor.get_text(), danach.get_text()) == ("November 2091", "Januar 2092")
    assert f"gremium={eine.gremium_id}" in str(danach["href"])


@pytest.mark.parametrize(
    "angaben", [{}, {"jahr": "2091"}, {"monat": "13", "jahr": "2091"}, {"jahr": "x", "monat": "5"}]
)
def test_without_a_month_it_is_this_one(client: Client, angaben: dict[str, str]) -> None:
    heute = timezone.localdate()
    seite = soup(client.get(reverse("sitzungen_monat"), angaben))
    assert [feld["datetime"] for feld in seite.select("[aria-current=date]")] == [heute.isoformat()]


@pytest.mark.parametrize(("jahr", "monat", "fehlt"), [("1990", "1", "prev"), ("2100", "12", "next")])
def test_the_sheets_end_somewhere(client: Client, jahr: str, monat: str, fehlt: str) -> None:
    seite = soup(client.get(reverse("sitzungen_monat"), {"jahr": jahr, "monat": monat}))
    assert seite.select(f"a[rel={fehlt}]") == []
