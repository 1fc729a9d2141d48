"""Days of another age are refused before anything computes with them."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from dokumente.text.formularfelder import TagField, ZeitpunktField
from konten.enums import Rolle
from sitzungen.models import Sitzung
from tests.bauten import build_gremium, build_konto, build_veroeffentlichte_sitzung

SATZ = "kann nicht gemeint sein. Bitte geben Sie einen Tag von 1900 bis 2199 an, das Jahr mit vier Ziffern."


@pytest.mark.parametrize(
    ("angabe", "jahr"),
    [("01.01.0001", 1), ("0001-01-01", 1), ("31.12.1899", 1899), ("01.01.2200", 2200), ("31.12.9999", 9999)],
)
def test_years_nobody_can_mean(angabe: str, jahr: int) -> None:
    for feld, wert in ((TagField(), angabe), (ZeitpunktField(), f"{angabe} 00:00")):
        with pytest.raises(ValidationError) as fehler:
            feld.clean(wert)
        assert fehler.value.messages in ([f"Das Jahr {jahr} {SATZ}"], [str(feld.error_messages["invalid"])])


def test_years_somebody_can_mean() -> None:
    assert [TagField().clean(f"01.01.{jahr}") for jahr in (1900, 2199)] == [date(1900, 1, 1), date(2199, 1, 1)]
    assert ZeitpunktField().clean("31.12.2199 23:59").year == 2199


@pytest.mark.django_db
@pytest.mark.parametrize("tag", ["01.01.0001", "0001-01-01", "31.12.9999"])
def test_a_sitting_is_not_scheduled_in_another_age(client: Client, tag: str) -> None:
    client.force_login(build_konto(rolle=Rolle.SITZUNGSDIENST))
    daten: dict[str, Any] = {"gremium": build_gremium().pk, "tag": tag, "zeit": "00:00", "ort": "Saal 7"}
    antwort = client.post(reverse("sitzung_neu"), daten)
    assert SATZ in antwort.content.decode()
    assert "Saal 7" in antwort.content.decode()
    assert not Sitzung.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("seit", ["0001-01-01T00:00", "9999-12-31T23:59"])
def test_a_packet_is_not_asked_for_since_another_age(client: Client, seit: str) -> None:
    client.force_login(build_konto(rolle=Rolle.SITZUNGSDIENST))
    sitzung = build_veroeffentlichte_sitzung()
    daten = {"fuer": "mitglieder", "umfang": "neues", "form": "pdf", "seit": seit}
    antwort = client.post(reverse("mappe", args=[sitzung.pk]), daten)
    assert antwort.status_code == 200
    assert not sitzung.mappen.exists()
