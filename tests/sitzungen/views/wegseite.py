"""The page of a planned way as its reader sees it."""

from datetime import date
from typing import Any

from bs4 import BeautifulSoup, Tag
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from gremien.models import Gremium
from gremien.rules.arbeitstage import name_freien_tag
from sitzungen.models import Sitzung
from tests.bauten import build_sitzung, future
from vorlagen.models import Beratung, Vorlage


def announce(gremium: Gremium, tage: int) -> Sitzung:
    return build_sitzung(gremium=gremium, beginn=future(tage), bekanntmachen=True)


def tag_of(sitzung: Sitzung) -> date:
    return timezone.localtime(sitzung.beginn).date()


def plan_address(vorlage: Vorlage | int, **anfrage: Any) -> str:
    pk = vorlage if isinstance(vorlage, int) else vorlage.pk
    return reverse("vorlage_wegplan", args=[pk], query=anfrage)


def read_plan(client: Client, vorlage: Vorlage, **anfrage: Any) -> BeautifulSoup:
    antwort = client.get(plan_address(vorlage, **anfrage))
    assert antwort.status_code == 200
    return BeautifulSoup(antwort.content, "html.parser")


def say(element: Tag | None) -> str:
    assert element is not None
    return " ".join(element.get_text(" ").split())


def say_angebote(seite: BeautifulSoup) -> list[str]:
    """Return of each sitting that is offered its stations, of each other one the reason."""
    return [
        " → ".join(say(li) for li in angebot.select("ol.weg li")) or say(angebot.select_one("p"))
        for angebot in seite.select("li[id^=sitzung-]")
    ]


def say_halt(sitzung: Sitzung, rolle: str) -> str:
    zeit = timezone.localtime(sitzung.beginn)
    kurz = ("Mo", "Di", "Mi", "Do", "Fr", "Sa", "So")[zeit.weekday()]
    frei = name_freien_tag(zeit.date())
    return f"{sitzung.gremium} , {kurz}, {zeit:%d.%m.%Y, %H:%M} Uhr ({rolle}, öffentlich) {frei}".strip()


def press(client: Client, seite: BeautifulSoup, wo: str) -> Any:
    """Press "Diesen Weg übernehmen" inside the element ``wo``."""
    formular = seite.select_one(f"{wo} form[method=post]")
    assert formular is not None
    daten = {str(feld["name"]): str(feld.get("value", "")) for feld in formular.select("input[type=hidden]")}
    return client.post(str(formular["action"]), daten)


def tage_of(vorlage: Vorlage) -> list[date | None]:
    return list(Beratung.objects.filter(vorlage=vorlage).order_by("position").values_list("datum", flat=True))
