"""/sitzungen/jahresplan/"""

from datetime import date, datetime, time, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from gremien.models import Gremium, SitzungsfreieZeit
from gremien.rules.arbeitstage import name_freien_tag
from konten.enums import Rolle
from sitzungen.actions.jahresplan import plan_reihe
from sitzungen.models import Sitzung
from tests.bauten import build_gremium, build_konto, build_mitglied, build_sitzung
from tests.pruefen import refused
from tests.sitzungen.views.seiten import errors, login_clerk, soup, texts

pytestmark = pytest.mark.django_db

JAHR = timezone.localdate().year + 1


def find_tage(anzahl: int) -> list[date]:
    """Return Thursdays in a row on which nobody wonders about a sitting."""
    tag = date(JAHR, 2, 1)
    while tag.weekday() != 3 or any(name_freien_tag(tag + timedelta(weeks=n)) for n in range(anzahl)):
        tag += timedelta(days=1)
    return [tag + timedelta(weeks=n) for n in range(anzahl)]


def describe(gremium: Gremium, von: date, bis: date, **anders: object) -> dict[str, str]:
    """Return the pattern: every Thursday."""
    angaben: dict[str, object] = {
        "gremium": gremium.pk,
        "von": von,
        "bis": bis,
        "rhythmus": "wochen",
        "abstand": 1,
        "stelle": 1,
        "wochentag": 3,
        "zeit": "16:00",
        "ende": "18:30",
        "ort": "",
    }
    return {name: str(wert) for name, wert in (angaben | anders).items()}


def test_shows_the_days_and_schedules_those_that_are_chosen(client: Client) -> None:
    login_clerk(client)
    gremium = build_gremium(raum="Saal 101", einreichungsfrist=14)
    tage = find_tage(3)
    SitzungsfreieZeit.objects.create(name="Winterferien", von=tage[1], bis=tage[1])
    reihe = describe(gremium, tage[0], tage[2])
    seite = soup(client.get(reverse("jahresplan"), reihe))
    felder = seite.select("input[name=tage]")
    assert [(feld["value"], feld.has_attr("checked")) for feld in felder] == [
        (tage[0].isoformat(), True),
        (tage[1].isoformat(), False),
        (tage[2].isoformat(), True),
    ]
    assert texts(seite, ".rows .kern-badge") == ["Sitzungsfrei: Winterferien."]
    assert texts(seite, ".rows__meta")[0].startswith("Einreichungsschluss ")
    adresse = reverse("jahresplan", query=reihe)
    gewaehlt = [tage[0].isoformat(), tage[2].isoformat()]
    antwort = client.post(adresse, {"tage": gewaehlt, "bekanntmachen": "on"})
    assert antwort["Location"] == reverse("sitzungen")
    sitzungen = list(Sitzung.objects.filter(gremium=gremium).order_by("beginn"))
    assert [timezone.localtime(s.beginn).replace(tzinfo=None) for s in sitzungen] == [
        datetime.combine(tag, time(16)) for tag in (tage[0], tage[2])
    ]
    assert [timezone.localtime(s.ende).time() for s in sitzungen if s.ende] == [time(18, 30)] * 2
    assert [(s.laufend, s.ort) for s in sitzungen] == [(1, "Saal 101"), (2, "Saal 101")]
    assert all(s.bekanntgemacht_am for s in sitzungen)
    # Asked once more, the body already meets on those days.
    seite = soup(client.get(reverse("jahresplan"), reihe))
    assert [feld.has_attr("checked") for feld in seite.select("input[name=tage]")] == [False, False, False]


def test_names_rooms_and_people_that_are_taken(client: Client) -> None:
    login_clerk(client)
    gremium, anderes = build_gremium(raum="Saal 101"), build_gremium(raum="Saal 101")
    mitglied = build_mitglied(gremium=gremium)
    build_mitglied(gremium=anderes, konto=mitglied)
    [tag] = find_tage(1)
    build_sitzung(gremium=anderes, beginn=timezone.make_aware(datetime.combine(tag, time(17))))
    seite = soup(client.get(reverse("jahresplan"), describe(gremium, tag, tag)))
    assert texts(seite, ".rows .kern-badge") == [
        f"Der Raum ist belegt: {anderes}, 17:00 Uhr.",
        f"1 Person sitzt auch in {anderes}, 17:00 Uhr.",
    ]


def test_a_time_the_clock_skips_cannot_be_chosen(client: Client) -> None:
    login_clerk(client)
    gremium = build_gremium()
    # The last Sundays of March and October change the clocks.
    for monat, worte in (
        (3, "nicht: Die Uhren werden vorgestellt."),
        (10, "zweimal: Die Uhren werden zurückgestellt."),
    ):
        letzter = max(tag for tag in range(25, 32) if date(JAHR, monat, tag).weekday() == 6)
        tag = date(JAHR, monat, letzter)
        reihe = describe(gremium, tag, tag, wochentag=6, zeit="02:30", ende="")
        seite = soup(client.get(reverse("jahresplan"), reihe))
        assert seite.select("input[name=tage]") == []
        [zeile] = texts(seite, ".rows li")
        assert worte in zeile
        client.post(reverse("jahresplan", query=reihe), {"tage": [tag.isoformat()]})
    assert not Sitzung.objects.filter(gremium=gremium).exists()


def test_days_nobody_was_shown_are_not_scheduled(client: Client) -> None:
    login_clerk(client)
    gremium, tage = build_gremium(), find_tage(2)
    adresse = reverse("jahresplan", query=describe(gremium, tage[0], tage[0]))
    assert len(errors(client.post(adresse, {"tage": [tage[1].isoformat()]}))) == 1
    assert errors(client.post(adresse)) == ["Tage: Bitte wählen Sie mindestens einen Tag."]
    assert not Sitzung.objects.filter(gremium=gremium).exists()


@pytest.mark.parametrize(
    ("anders", "zeile"),
    [
        ({"bis": f"{JAHR}-01-01"}, "Bis: Das Ende liegt vor dem Beginn. Bitte prüfen Sie beide Tage."),
        ({"bis": f"{JAHR + 3}-01-01"}, "Bis: Bitte planen Sie höchstens zwei Jahre auf einmal."),
        (
            {"ende": "16:00"},
            "Voraussichtliches Ende: Das Ende liegt nicht nach dem Beginn. Bitte berichtigen Sie eine der Uhrzeiten.",
        ),
    ],
)
def test_what_makes_no_sense_is_asked_again(client: Client, anders: dict[str, str], zeile: str) -> None:
    login_clerk(client)
    reihe = describe(build_gremium(), date(JAHR, 2, 1), date(JAHR, 3, 1)) | anders
    antwort = client.get(reverse("jahresplan"), reihe)
    assert errors(antwort) == [zeile]


def test_only_the_sitzungsdienst_plans(client: Client) -> None:
    adresse = reverse("jahresplan")
    assert client.get(adresse).status_code == 302
    for konto in (build_mitglied(), build_konto(rolle=Rolle.SCHRIFTFUEHRUNG), build_konto(superuser=True)):
        client.force_login(konto)
        assert (client.get(adresse).status_code, client.post(adresse).status_code) == (403, 403)


def test_all_of_a_row_or_none() -> None:
    gremium, konto = build_gremium(), build_konto(rolle=Rolle.SITZUNGSDIENST)
    kommend = timezone.make_aware(datetime.combine(date(JAHR, 2, 4), time(16)))
    with refused("Das Ende liegt nicht nach dem Beginn. Bitte berichtigen Sie eine der beiden Uhrzeiten."):
        plan_reihe(gremium, [(kommend, None), (kommend + timedelta(days=7), kommend)], konto=konto)
