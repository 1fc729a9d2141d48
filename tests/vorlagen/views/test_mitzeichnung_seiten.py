"""The pages around co-signature: days, the Dezernat's answer, for whom one answers."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from konten.enums import Rolle
from konten.models import Abwesenheit, Konto
from tests.bauten import build_amt, build_dezernat, build_eingereichte_fassung, build_konto
from tests.mitzeichnen import sign_alle
from vorlagen.enums import Mitzeichnungsergebnis
from vorlagen.models import Fassung

pytestmark = pytest.mark.django_db


class Haus:
    """A paper in co-signature with its office and department."""

    def __init__(self) -> None:
        self.dezernat = build_dezernat()
        self.amt = build_amt(dezernat=self.dezernat, nummer="31", name="Ordnungsamt")
        self.verfasser = build_konto(rolle=Rolle.SACHBEARBEITUNG, amt=self.amt)
        self.leitung = build_konto(rolle=Rolle.AMTSLEITUNG, amt=self.amt)
        self.dezernent = build_konto(rolle=Rolle.DEZERNAT, dezernat=self.dezernat)
        self.fassung = build_eingereichte_fassung(self.verfasser, amt=self.amt)

    def ask(self, client: Client, konto: Konto, name: str, daten: dict[str, str] | None = None) -> Any:
        client.force_login(konto)
        adresse = reverse(name, args=[self.fassung.vorlage_id])
        return client.get(adresse) if daten is None else client.post(adresse, daten)


@pytest.fixture
def haus() -> Haus:
    return Haus()


def test_the_amt_changes_the_days_on_their_page(client: Client, haus: Haus) -> None:
    zeile = haus.fassung.mitzeichnungen.get(amt=haus.amt)
    neue = timezone.localdate() + timedelta(days=30)
    seite = haus.ask(client, haus.verfasser, "vorlage_fristen").content.decode()
    assert "31-Ordnungsamt: bis wann?" in seite
    antwort = haus.ask(client, haus.verfasser, "vorlage_fristen", {f"frist_{zeile.pk}": f"{neue:%d.%m.%Y}"})
    assert antwort.headers["Location"] == reverse("vorlage", args=[haus.fassung.vorlage_id])
    assert haus.fassung.mitzeichnungen.get(pk=zeile.pk).frist == neue


@pytest.mark.parametrize(
    ("eingabe", "satz"),
    [
        ("bald", "Bitte geben Sie das Datum als Tag.Monat.Jahr ein, zum Beispiel 03.09.2026."),
        ("", "Bitte geben Sie das Datum als Tag.Monat.Jahr ein, zum Beispiel 03.09.2026."),
        ("01.01.2020", "31-Ordnungsamt: Bitte wählen Sie einen Tag ab heute."),
        ("01.01.0020", "Das Jahr 20 kann nicht gemeint sein."),
    ],
)
def test_a_day_that_cannot_be_is_refused_where_it_was_typed(
    client: Client, haus: Haus, eingabe: str, satz: str
) -> None:
    zeile = haus.fassung.mitzeichnungen.get(amt=haus.amt)
    antwort = haus.ask(client, haus.verfasser, "vorlage_fristen", {f"frist_{zeile.pk}": eingabe})
    assert satz in str(antwort.context["form"].errors[f"frist_{zeile.pk}"])
    assert haus.fassung.mitzeichnungen.get(pk=zeile.pk).frist == zeile.frist


def test_the_dezernat_hands_back_and_is_led_to_its_desk(client: Client, haus: Haus) -> None:
    sign_alle(haus.fassung)
    zurueckgeben = reverse("vorlage_zurueckgeben", args=[haus.fassung.vorlage_id])
    assert f'href="{zurueckgeben}"' in haus.ask(client, haus.dezernent, "vorlage_freigeben").content.decode()
    antwort = haus.ask(client, haus.dezernent, "vorlage_zurueckgeben", {"grund": " "})
    assert antwort.context["form"].errors["grund"] == ["Bitte schreiben Sie, was zu überarbeiten ist."]
    antwort = haus.ask(client, haus.dezernent, "vorlage_zurueckgeben", {"grund": "Zu teuer."})
    assert antwort.headers["Location"] == reverse("schreibtisch")
    assert Fassung.objects.get(pk=haus.fassung.pk).is_entwurf
    assert haus.fassung.mitzeichnungen.get(ergebnis=Mitzeichnungsergebnis.ZURUECKGEGEBEN).bemerkung == "Zu teuer."
    # Pressed once more, from a page that is still open: the draft is none of theirs any more.
    assert haus.ask(client, haus.dezernent, "vorlage_zurueckgeben", {"grund": "Zu teuer."}).status_code == 404


def test_the_dezernat_releases_with_a_remark(client: Client, haus: Haus) -> None:
    sign_alle(haus.fassung)
    assert haus.ask(client, haus.dezernent, "vorlage_freigeben", {"bemerkung": "Zügig."}).status_code == 302
    assert haus.fassung.mitzeichnungen.get(dezernat=haus.dezernat).bemerkung == "Zügig."


def test_what_waits_for_the_release_stands_on_the_desk_once(client: Client, haus: Haus) -> None:
    sign_alle(haus.fassung)
    client.force_login(haus.dezernent)
    seite = client.get(reverse("schreibtisch")).content.decode()
    assert (seite.count("Freigeben: "), seite.count("Mitzeichnen: ")) == (1, 0)


def test_a_deputy_reads_for_whom_they_answer(client: Client, haus: Haus) -> None:
    heute = timezone.localdate()
    vertretung = build_konto(rolle=Rolle.SACHBEARBEITUNG)
    Abwesenheit.objects.create(konto=haus.leitung, vertretung=vertretung, von=heute, bis=heute)
    for konto, fuer in ((haus.leitung, "31-Ordnungsamt"), (vertretung, "31-Ordnungsamt in Vertretung")):
        seite = haus.ask(client, konto, "vorlage_mitzeichnen").content.decode()
        assert f"Sie antworten für: <strong>{fuer}</strong>" in seite
