"""The city's master data: one row, entered in the administration, current everywhere at once."""

from io import BytesIO
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from PIL import Image
from pytest_django import DjangoAssertNumQueries, Settings

from dokumente.druck.norm.datei import check_pdf
from dokumente.models import Datei
from gremien.documents.briefkopf import build_briefkopf, read_briefkopf
from gremien.models import Stadt
from gremien.rules.briefkopf import Briefkopf
from tests.bauten import build_konto
from tests.pdf_text import extract_text

pytestmark = pytest.mark.django_db
ADRESSE = "/admin/gremien/stadt/1/change/"
WERTE = {
    "name": "Stadt Probe",
    "dienststelle": "Ratsbüro",
    "anschrift": "Marktplatz 1\r\n12345 Probe",
    "kontakt": "ratsbuero@probe.example",
    "webadresse": "www.probe.example",
    "fusszeile": "Sprechzeiten nach Vereinbarung",
    "hausfarbe": "#AA0011",
    "akzentfarbe": "#006600",
    "einladung_beginn": "Guten Tag,\r\n\r\nich lade Sie ein.",
    "einladung_schluss": "Freundliche Grüße",
    "mitzeichnung_tage": "5",
    "mitzeichnungspuffer": "5",
}


def build_png(farbe: str = "red") -> SimpleUploadedFile:
    ausgang = BytesIO()
    Image.new("RGB", (8, 8), farbe).save(ausgang, "PNG")
    return SimpleUploadedFile("wappen.png", ausgang.getvalue(), content_type="image/png")


@pytest.fixture
def verwaltung(client: Client) -> Client:
    client.force_login(build_konto(superuser=True))
    return client


def save(client: Client, **felder: Any) -> list[str]:
    """Send the form and return the errors it shows."""
    antwort = client.post(ADRESSE, WERTE | felder, follow=True)
    return [
        p.get_text().removeprefix("Fehler: ")
        for p in BeautifulSoup(antwort.content, "html.parser").select(".kern-error p")
    ]


# --- one row, and what holds without it


def test_a_new_installation_has_its_city(settings: Settings) -> None:
    stadt = Stadt.objects.get()
    assert (stadt.pk, stadt.name, stadt.dienststelle) == (1, settings.STADT, "Sitzungsdienst")


def test_whether_the_short_version_is_printed_is_chosen(verwaltung: Client) -> None:
    assert not read_briefkopf().mit_kurzfassung
    for gewaehlt in (True, False):
        assert save(verwaltung, **({"kurzfassung_drucken": "on"} if gewaehlt else {})) == []
        assert read_briefkopf().mit_kurzfassung is gewaehlt


def test_there_is_one_city_only() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Stadt.objects.create(pk=2, name="Zweite")
    with pytest.raises(ValidationError, match="Es gibt nur eine Stadt"):
        Stadt(pk=2, name="Zweite").full_clean()


def test_without_the_row_everything_works_with_what_is_preset(verwaltung: Client, settings: Settings) -> None:
    settings.STADT = "Stadt Vorgabe"
    Stadt.objects.all().delete()
    assert read_briefkopf().name == "Stadt Vorgabe"
    assert "Stadt Vorgabe" in verwaltung.get(reverse("gremien")).content.decode()
    assert verwaltung.get(ADRESSE).status_code == 200
    assert save(verwaltung) == []
    assert Stadt.objects.get().name == "Stadt Probe"


# --- in the administration


def test_the_list_leads_to_the_one_row(verwaltung: Client) -> None:
    assert verwaltung.get("/admin/gremien/stadt/", follow=True).redirect_chain == [(ADRESSE, 302)]
    assert verwaltung.get("/admin/gremien/stadt/add/").status_code == 403
    assert verwaltung.get("/admin/gremien/stadt/1/delete/").status_code == 403


def test_only_the_administration_gets_there(client: Client) -> None:
    client.force_login(build_konto())
    assert client.get(ADRESSE).status_code == 302
    assert client.post(ADRESSE, WERTE | {"_muster": "1"}).status_code == 302
    assert Stadt.objects.get().name != "Stadt Probe"


def test_a_change_shows_at_once_on_pages_and_in_print(verwaltung: Client) -> None:
    verwaltung.get(reverse("gremien"))
    assert save(verwaltung, wappen_datei=build_png()) == []
    seite = verwaltung.get(reverse("gremien")).content.decode()
    assert "<title>Gremien – Stadt Probe</title>" in seite
    assert "Ratsbüro, Marktplatz 1, 12345 Probe, ratsbuero@probe.example" in seite
    kopf = read_briefkopf()
    assert kopf.wappen.startswith("data:image/png;base64,iVBOR")
    assert (kopf.name, kopf.hausfarbe, kopf.einladung_beginn) == (
        "Stadt Probe",
        "#aa0011",
        ("Guten Tag,", "ich lade Sie ein."),
    )
    assert kopf.absender == ("Marktplatz 1", "12345 Probe", "ratsbuero@probe.example", "www.probe.example")


def test_the_time_for_co_signing_has_its_bounds(verwaltung: Client) -> None:
    assert Stadt.objects.get().mitzeichnungspuffer == 5
    assert save(verwaltung, mitzeichnungspuffer="41") == ["Bitte höchstens 40 Arbeitstage angeben."]
    assert save(verwaltung, mitzeichnungspuffer="40") == save(verwaltung, mitzeichnungspuffer="0") == []
    assert Stadt.objects.get().mitzeichnungspuffer == 0


def test_a_replaced_coat_of_arms_is_removed_and_can_be_taken_away(verwaltung: Client) -> None:
    save(verwaltung, wappen_datei=build_png("red"))
    rot = Stadt.objects.current().wappen
    save(verwaltung)
    assert Stadt.objects.current().wappen == rot, "saved again without a file, it stays"
    save(verwaltung, wappen_datei=build_png("blue"))
    blau = Stadt.objects.current().wappen
    assert rot is not None
    assert blau is not None
    assert rot != blau
    assert list(Datei.objects.all()) == [blau]
    assert save(verwaltung, wappen_datei=build_png("red"), wappen_entfernen="on") == [
        "Bitte entweder ein neues Wappen hochladen oder das bisherige entfernen."
    ]
    assert Stadt.objects.current().wappen == blau
    save(verwaltung, wappen_entfernen="on")
    assert Stadt.objects.current().wappen is None
    assert not Datei.objects.exists()


def test_a_file_lost_in_the_store_leaves_its_place_empty(verwaltung: Client) -> None:
    save(verwaltung, wappen_datei=build_png("green"))
    stadt = Stadt.objects.current()
    assert stadt.wappen is not None
    stadt.wappen.inhalt.storage.delete(str(stadt.wappen.inhalt.name))
    assert build_briefkopf(stadt).wappen == ""


@pytest.mark.parametrize(
    ("feld", "wert", "satz"),
    [
        ("name", "", "Dieses Feld ist zwingend erforderlich."),
        ("hausfarbe", "#777777", "Diese Farbe ist auf weißem Papier zu hell: Der Kontrast ist 4,4 : 1"),
        ("akzentfarbe", "#cccccc", "nötig sind 3,0 : 1"),
        ("hausfarbe", "rot", "„rot“ ist keine Farbe"),
        ("hausfarbe", "#000;}*", "ist keine Farbe"),
        ("anschrift", "1\n2\n3\n4\n5", "Der Briefkopf hat Platz für vier Zeilen. Bitte kürzen Sie."),
        ("webadresse", "kein Ort", "Bitte in der Form www.koblenz.de angeben."),
        ("wappen_datei", b"x", "Das Wappen ist weder PNG noch JPEG noch SVG."),
        ("wappen_datei", b"<svg><use/></svg>", "erlaubt sind nur einfache Formen"),
    ],
)
@pytest.mark.parametrize("knopf", ["_save", "_muster"])
def test_what_is_refused_changes_nothing(verwaltung: Client, knopf: str, feld: str, wert: Any, satz: str) -> None:
    if isinstance(wert, bytes):
        wert = SimpleUploadedFile("wappen", wert)
    (fehler,) = save(verwaltung, **{feld: wert, knopf: "1"})
    assert satz in fehler
    assert Stadt.objects.get().name != "Stadt Probe"


def test_the_specimen_shows_what_is_typed_and_saves_nothing(verwaltung: Client) -> None:
    antwort = verwaltung.post(ADRESSE, WERTE | {"_muster": "1", "wappen_datei": build_png("navy")})
    assert antwort["Content-Type"] == "application/pdf"
    assert "no-store" in antwort["Cache-Control"]
    assert check_pdf(antwort.content) == []
    text = " ".join(extract_text(antwort.content, raw=True).split())
    assert text.startswith(
        "Stadt Probe Ratsbüro Marktplatz 1 12345 Probe ratsbuero@probe.example www.probe.example MUSTER"
    )
    assert "Guten Tag, ich lade Sie ein. Freundliche Grüße" in text
    assert text.count("Sprechzeiten nach Vereinbarung") == 2
    assert Stadt.objects.get().name != "Stadt Probe"
    assert not Datei.objects.exists()


# --- what it costs, and what cannot get into a style sheet


def test_it_is_read_in_one_query(django_assert_num_queries: DjangoAssertNumQueries, verwaltung: Client) -> None:
    save(verwaltung, wappen_datei=build_png("teal"))
    with django_assert_num_queries(1):
        assert read_briefkopf().wappen


@pytest.mark.parametrize(
    "felder",
    [
        {"hausfarbe": "red"},
        {"akzentfarbe": "#000;}*{display:none"},
        {"wappen": "http://a.de/x.png"},
        {"wappen": "data:text/html;base64,AAAA"},
        {"wappen": "data:image/png;base64,AA)}*{x"},
    ],
)
def test_nothing_breaks_out_of_the_style_sheet(felder: dict[str, str]) -> None:
    with pytest.raises(ValueError, match="nicht druckbar"):
        Briefkopf(name="Stadt", **felder)  # type: ignore[arg-type]
