"""/sitzungen/neu/, …/bearbeiten/, …/einladen/, …/absagen/"""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from sitzungen.enums import Sitzungsstatus
from sitzungen.models import Sitzung
from tests.bauten import build_gremium, build_sitzung, build_veroeffentlichte_sitzung, future
from tests.sitzungen.views.seiten import Antwort, errors, login_clerk, soup, texts, value_of

pytestmark = pytest.mark.django_db


GRUND = {"grund": "Nachgetragen"}
"""A fixed day lies in the past sooner or later; planning for it takes a reason then."""


@pytest.fixture(autouse=True)
def _clerk(client: Client) -> None:
    login_clerk(client)


def test_schedules_a_sitting_at_local_time_and_internal(client: Client) -> None:
    gremium = build_gremium(kuerzel="SR", raum="Saal 101")
    angaben = {
        "gremium": gremium.pk,
        "tag": "2026-07-02",
        "zeit": "15:00",
        "status": "laufend",
        "laufend": "99",
    } | GRUND
    antwort = client.post(reverse("sitzung_neu"), angaben)
    sitzung = Sitzung.objects.get()
    assert antwort["Location"] == reverse("tagesordnung", args=[sitzung.pk])
    assert (sitzung.beginn, sitzung.ort) == (datetime(2026, 7, 2, 13, tzinfo=UTC), "Saal 101")
    # Fields nobody offered are ignored.
    assert (sitzung.nummer, sitzung.status, sitzung.bekanntgemacht_am) == ("2026/001/SR", "geplant", None)


def test_announces_at_once_if_told(client: Client) -> None:
    angaben = {"gremium": build_gremium().pk, "tag": "2026-07-02", "zeit": "15:00", "bekanntmachen": "on"} | GRUND
    client.post(reverse("sitzung_neu"), angaben)
    assert Sitzung.objects.get().bekanntgemacht_am is not None


@pytest.mark.parametrize(
    ("tag", "zeit", "satz"),
    [
        (
            "2026-03-29",
            "02:30",
            "02:30 Uhr gibt es am 29.03.2026 nicht: Die Uhren werden vorgestellt.",
        ),
        (
            "2026-10-25",
            "02:30",
            "02:30 Uhr gibt es am 25.10.2026 zweimal: Die Uhren werden zurückgestellt.",
        ),
    ],
)
def test_asks_again_where_the_clock_jumps(client: Client, tag: str, zeit: str, satz: str) -> None:
    antwort = client.post(
        reverse("sitzung_neu"), {"gremium": build_gremium().pk, "tag": tag, "zeit": zeit, "ort": "Zelt"}
    )
    assert errors(antwort) == [f"Uhrzeit: {satz} Bitte wählen Sie eine andere Uhrzeit."]
    seite = soup(antwort)
    assert [value_of(seite, f"#id_{feld}") for feld in ("tag", "zeit", "ort")] == [tag, zeit, "Zelt"]
    assert not Sitzung.objects.exists()


def test_a_body_without_a_room_needs_the_place(client: Client) -> None:
    angaben = {"gremium": build_gremium(raum="").pk, "tag": "2026-07-02", "zeit": "15:00"}
    antwort = client.post(reverse("sitzung_neu"), angaben)
    assert errors(antwort) == ["Ort: Für dieses Gremium ist kein üblicher Raum hinterlegt. Bitte geben Sie den Ort an."]


def test_changes_day_and_place(client: Client) -> None:
    sitzung = build_sitzung(beginn=datetime(2026, 7, 2, 13, tzinfo=UTC))
    adresse = reverse("sitzung_bearbeiten", args=[sitzung.pk])
    seite = soup(client.get(adresse))
    assert [value_of(seite, f"#id_{feld}") for feld in ("tag", "zeit")] == ["2026-07-02", "15:00"]
    client.post(adresse, {"tag": "2026-07-09", "zeit": "16:30", "ort": "Zelt", "hinweis": "bei Regen im Saal"} | GRUND)
    sitzung.refresh_from_db()
    assert (sitzung.beginn, sitzung.ort) == (datetime(2026, 7, 9, 14, 30, tzinfo=UTC), "Zelt")


def test_another_year_is_refused_at_the_day(client: Client) -> None:
    naechstes = timezone.localdate().year + 1
    sitzung = build_sitzung(beginn=datetime(naechstes, 12, 17, 14, tzinfo=UTC))
    antwort = client.post(
        reverse("sitzung_bearbeiten", args=[sitzung.pk]),
        {"tag": f"{naechstes + 1}-01-07", "zeit": "15:00", "ort": "Saal"},
    )
    [link] = soup(antwort).select(".error-summary a")
    assert link["href"] == "#id_tag"
    assert link.get_text().startswith("Tag: Die Sitzung würde in ein anderes Jahr fallen.")


def test_inviting_shows_the_latest_lawful_day(client: Client) -> None:
    # Thursday 03.09.2026 needs receipt by Saturday 29.08.
    sitzung = build_veroeffentlichte_sitzung(beginn=datetime(2026, 9, 3, 13, tzinfo=UTC))
    seite = soup(client.get(reverse("sitzung_einladen", args=[sitzung.pk])))
    assert texts(seite, "dd")[1] == "Samstag, 29.08.2026 (§ 34 Abs. 3 GemO)"


def invite(client: Client, sitzung: Sitzung, tage: int, **angaben: str) -> Antwort:
    zugang = timezone.localtime(sitzung.beginn) - timedelta(days=tage)
    daten = {"tag": f"{zugang:%Y-%m-%d}", "zeit": "11:00"} | angaben
    return client.post(reverse("sitzung_einladen", args=[sitzung.pk]), daten)


def test_invites(client: Client) -> None:
    sitzung = build_veroeffentlichte_sitzung(beginn=future(20))
    invite(client, sitzung, 5)
    sitzung.refresh_from_db()
    assert sitzung.status == Sitzungsstatus.EINGELADEN


def test_a_late_invitation_names_the_norm_and_keeps_the_input(client: Client) -> None:
    sitzung = build_veroeffentlichte_sitzung(beginn=future(20))
    antwort = invite(client, sitzung, 4)
    [zeile] = errors(antwort)
    assert zeile.startswith(
        "Zugang auf Papier am: Zwischen Zugang der Einladung und Sitzung müssen 4 volle Kalendertage liegen;"
    )
    assert zeile.endswith("(§ 34 Abs. 3 GemO)")
    assert value_of(soup(antwort), "#id_zeit") == "11:00"
    invite(client, sitzung, 4, dringlich_grund="Hochwasser")
    sitzung.refresh_from_db()
    assert sitzung.dringlich_grund == "Hochwasser"


def test_calls_off_with_a_reason(client: Client) -> None:
    sitzung = build_sitzung()
    adresse = reverse("sitzung_absagen", args=[sitzung.pk])
    assert errors(client.post(adresse)) == ["Warum fällt die Sitzung aus?: Bitte geben Sie eine Begründung an."]
    client.post(adresse, {"grund": "Hochwasser"})
    sitzung.refresh_from_db()
    assert sitzung.status == Sitzungsstatus.ABGESAGT


def test_a_day_in_the_past_is_asked_about_and_passes_with_a_reason(client: Client) -> None:
    gestern = timezone.localdate() - timedelta(days=1)
    angaben = {"gremium": build_gremium().pk, "tag": str(gestern), "zeit": "15:00"}
    antwort = client.post(reverse("sitzung_neu"), angaben)
    [zeile] = errors(antwort)
    assert zeile.startswith(f"Tag: Der Beginn am {gestern:%d.%m.%Y}, 15:00 Uhr liegt in der Vergangenheit.")
    assert value_of(soup(antwort), "#id_tag") == str(gestern)
    assert len(soup(antwort).select("textarea[name=grund]")) == 1
    client.post(reverse("sitzung_neu"), angaben | GRUND)
    assert Sitzung.objects.get().laufend == 1


# --- opening


def test_opening_without_invitation_asks_why_before_and_after(client: Client) -> None:
    sitzung = build_veroeffentlichte_sitzung(beginn=future(0))
    adresse = reverse("sitzung_eroeffnen", args=[sitzung.pk])
    seite = soup(client.get(adresse))
    satz = (
        "Zu dieser Sitzung wurde nicht eingeladen. "
        "Bitte laden Sie zuerst ein oder begründen Sie, warum die Sitzung ohne Einladung eröffnet wird. "
        "(§ 34 Abs. 2 GemO)"
    )
    assert texts(seite, ".kern-alert li") == [satz]
    assert len(seite.select("textarea[name=grund]")) == 1
    assert len(errors(client.post(adresse))) == 1
    assert client.post(adresse, {"grund": "Eilsitzung"})["Location"] == sitzung.get_absolute_url()
    sitzung.refresh_from_db()
    assert sitzung.status == Sitzungsstatus.LAUFEND
    # Whoever comes back to the address is told, and asked for nothing.
    seite = soup(client.get(adresse))
    assert texts(seite, ".kern-alert li") == [
        "Die Sitzung ist im Stand „Läuft“; dieser Schritt ist jetzt nicht möglich."
    ]
    assert seite.select("textarea[name=grund]") == []
