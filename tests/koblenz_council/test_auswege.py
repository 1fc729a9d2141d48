"""No dead ends: an act's address leads to its page, and what was typed is never lost."""

import errno

import pytest
from bs4 import BeautifulSoup, Tag
from django.db import DataError, IntegrityError, OperationalError, connection
from django.template.loader import get_template
from django.test import Client
from django.urls import reverse

from gremien.models import Amt
from koblenz_council.ablehnung import KEIN_PLATZ, NUR_LESEN, WERT_ZU_GROSS, WIDERSPRUCH, explain
from koblenz_council.auswege import Angabe, find_ausweg
from konten.enums import Rolle
from sitzungen.models import Sitzung
from tests.bauten import build_amt, build_gremium, build_konto
from vorlagen.models import Vorlage


@pytest.mark.parametrize(
    ("adresse", "ausweg"),
    [
        ("/vorlagen/5/freigeben/", "/vorlagen/5/"),
        ("/vorlagen/5/fassungen/1/", "/vorlagen/5/"),
        ("/vorlagen/neu/", "/vorlagen/"),
        ("/vorlagen/einlesen/abc/", "/vorlagen/einlesen/"),
        ("/sitzungen/5/tops/7/ergebnis/", "/sitzungen/5/"),
        ("/sitzungen/5/tops/griff/", "/sitzungen/5/tagesordnung/"),
        ("/sitzungen/5/tops/neu/", "/sitzungen/5/tagesordnung/"),
        ("/sitzungen/5/mappe/3/abbrechen/", "/sitzungen/5/mappe/"),
        ("/sitzungen/5/eroeffnen/", "/sitzungen/5/"),
        ("/anmelden/demo/dezernat/", "/anmelden/"),
        ("/schreibtisch/", "/"),
        ("/gibt/es/nicht/", "/"),
        ("/", "/"),
    ],
)
def test_every_address_has_a_page_above_it(adresse: str, ausweg: str) -> None:
    assert find_ausweg(adresse) == ausweg


@pytest.mark.parametrize(
    ("wert", "text"),
    [
        ("12", ""),
        ("on", ""),
        ("3f2504e0-4f89-11d3-9a0c-0305e82c3301", ""),
        ("Neuer Betreff", "Neuer Betreff"),
        ("<p>eins</p><p>zwei drei</p>", "eins\nzwei drei"),
    ],
)
def test_only_what_somebody_wrote_is_shown(wert: str, text: str) -> None:
    assert Angabe("feld", wert).text == text


# --- what was typed comes back


def read_kept(inhalt: bytes) -> tuple[list[str], dict[str, str], str]:
    """Return the shown texts, the fields that would be sent again, and where to."""
    seite = BeautifulSoup(inhalt, "html.parser")
    formular = seite.select_one("section[aria-labelledby=eingabe] form")
    if not isinstance(formular, Tag):
        return [], {}, ""
    felder = {str(f["name"]): str(f["value"]) for f in formular.select("input[type=hidden]")}
    return [t.get_text().strip() for t in seite.select("textarea[readonly]")], felder, str(formular["action"])


@pytest.fixture
def schreibende() -> Client:
    client = Client(enforce_csrf_checks=True)
    client.force_login(build_konto(rolle=Rolle.SACHBEARBEITUNG, amt=build_amt(nummer="77")))
    return client


NEU = {"art": "BV", "betreff": "Ein Betreff, der nicht verloren geht"}


def fetch_token(client: Client, adresse: str) -> str:
    eingabe = BeautifulSoup(client.get(adresse).content, "html.parser").select_one("[name=csrfmiddlewaretoken]")
    assert eingabe is not None
    return str(eingabe["value"])


@pytest.mark.django_db
def test_a_page_that_was_open_too_long_sends_again_at_one_press(schreibende: Client) -> None:
    adresse = reverse("vorlage_neu")
    schreibende.get(adresse)
    daten = NEU | {"amt": "1", "csrfmiddlewaretoken": "x" * 64}
    antwort = schreibende.post(adresse, daten, headers={"Sec-Fetch-Site": "same-origin"})
    texte, felder, ziel = read_kept(antwort.content)
    assert (antwort.status_code, texte, ziel) == (403, [NEU["betreff"]], adresse)
    assert antwort["Cache-Control"] == "no-store, private"
    felder["amt"] = str(Amt.objects.get(nummer="77").pk)
    noch_einmal = schreibende.post(ziel, felder, headers={"Sec-Fetch-Site": "same-origin"})
    assert noch_einmal.status_code == 302
    assert Vorlage.objects.get().fassungen.get().betreff == NEU["betreff"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "kopf",
    [
        {},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "https://boese.example"},
        {"Sec-Fetch-Site": "cross-site", "Origin": "http://testserver"},
    ],
)
def test_what_another_site_sent_is_never_offered_again(schreibende: Client, kopf: dict[str, str]) -> None:
    antwort = schreibende.post(reverse("vorlage_neu"), NEU | {"csrfmiddlewaretoken": "x" * 64}, headers=kopf)
    assert antwort.status_code == 403
    assert read_kept(antwort.content) == ([], {}, "")
    assert NEU["betreff"] not in antwort.content.decode()


@pytest.mark.django_db
def test_an_older_browser_is_known_by_its_origin(schreibende: Client) -> None:
    daten = NEU | {"csrfmiddlewaretoken": "x" * 64}
    antwort = schreibende.post(reverse("vorlage_neu"), daten, headers={"Origin": "http://testserver"})
    assert read_kept(antwort.content)[0] == [NEU["betreff"]]


@pytest.mark.django_db
def test_a_login_that_ended_while_somebody_typed_keeps_the_text(client: Client) -> None:
    adresse = reverse("vorlage_neu")
    antwort = client.post(adresse, NEU | {"amt": "1"}, headers={"Sec-Fetch-Site": "same-origin"})
    texte, felder, ziel = read_kept(antwort.content)
    assert (antwort.status_code, texte, ziel) == (403, [NEU["betreff"]], adresse)
    assert felder["art"] == "BV"
    assert reverse("account_login") in antwort.content.decode()


@pytest.mark.django_db
def test_a_press_without_text_goes_through_the_login_to_the_page_of_the_act(client: Client) -> None:
    adresse = reverse("vorlage_neufassen", args=[7])
    antwort = client.post(adresse, headers={"Sec-Fetch-Site": "same-origin"})
    assert antwort["Location"] == f"{reverse('account_login')}?next={adresse}"
    client.force_login(build_konto())
    assert client.get(adresse)["Location"] == reverse("vorlage", args=[7])


@pytest.mark.django_db
def test_who_may_not_keeps_the_text_and_is_sent_to_who_can_help(client: Client) -> None:
    client.force_login(build_konto())
    antwort = client.post(reverse("vorlage_neu"), NEU, headers={"Sec-Fetch-Site": "same-origin"})
    assert antwort.status_code == 403
    assert read_kept(antwort.content)[0] == [NEU["betreff"]]
    text = antwort.content.decode()
    assert "an die Administration" in text
    assert 'href="/vorlagen/"' in text


@pytest.mark.django_db
def test_a_password_never_comes_back() -> None:
    client = Client(enforce_csrf_checks=True)
    daten = {"login": "erika", "password": "streng geheim und lang", "csrfmiddlewaretoken": "x" * 64}
    antwort = client.post(reverse("account_login"), daten, headers={"Sec-Fetch-Site": "same-origin"})
    assert antwort.status_code == 403
    assert "streng geheim" not in antwort.content.decode()


@pytest.mark.parametrize("seite", ["403.html", "403_csrf.html", "413.html", "500.html", "507.html"])
def test_no_page_tells_anybody_to_destroy_a_text(seite: str) -> None:
    text = get_template(seite).template.source  # type: ignore[attr-defined]
    assert "laden Sie die Seite neu" not in text
    assert "Sitzungsdienst" not in text


# --- what cannot be read


@pytest.mark.django_db
@pytest.mark.parametrize("zeichensatz", ["rot13", "utf-7", "utf-16", "hex", "latin-1", "gibtesnicht", "base64"])
def test_a_strange_character_set_is_refused_with_a_sentence(client: Client, zeichensatz: str) -> None:
    client.force_login(build_konto(rolle=Rolle.SITZUNGSDIENST))
    typ = f"application/x-www-form-urlencoded; charset={zeichensatz}"
    # Not post(): the test client would write the text in that character set itself.
    antwort = client.generic("POST", reverse("sitzung_neu"), b"ort=Saal", content_type=typ)
    assert antwort.status_code == 415
    assert "charset=utf-8" in antwort.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("zeichensatz", ["utf-8", "UTF8", "us-ascii"])
def test_the_usual_character_set_is_read(client: Client, zeichensatz: str) -> None:
    typ = f"application/x-www-form-urlencoded; charset={zeichensatz}"
    antwort = client.post(reverse("pruefen"), b"q=BV/0001/2026", content_type=typ)
    assert antwort.status_code != 415


# --- what database and disk refuse


@pytest.mark.parametrize(
    ("fehler", "erwartet"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), KEIN_PLATZ),
        (OSError(errno.EDQUOT, "Disk quota exceeded"), KEIN_PLATZ),
        (OSError(errno.EFBIG, "File too large"), KEIN_PLATZ),
        (OSError(errno.EROFS, "Read-only file system"), NUR_LESEN),
        (OSError(errno.ENOENT, "No such file"), None),
        (OperationalError("database or disk is full"), KEIN_PLATZ),
        (OperationalError("could not extend file: No space left on device"), KEIN_PLATZ),
        (OperationalError("attempt to write a readonly database"), NUR_LESEN),
        (OperationalError("unable to open database file"), NUR_LESEN),
        (OperationalError("no such table: x"), None),
        (DataError("smallint out of range"), WERT_ZU_GROSS),
        (OverflowError("Python int too large to convert to SQLite INTEGER"), WERT_ZU_GROSS),
        (ValueError("anderes"), None),
        (None, None),
    ],
)
def test_what_is_said_about_an_error(fehler: Exception | None, erwartet: object) -> None:
    assert explain(fehler) == erwartet


@pytest.mark.parametrize(
    ("meldung", "satz"),
    [
        ("UNIQUE constraint failed: vorlagen_vorlage.art", WIDERSPRUCH),
        ('duplicate key value violates unique constraint "x"\nDETAIL:  Key (a)=(1) already exists.', WIDERSPRUCH),
        ("Das Journal wird nur fortgeschrieben.", "Das Journal wird nur fortgeschrieben. Es wurde nichts gespeichert."),
        (
            "Das Journal wird nur fortgeschrieben.\nCONTEXT:  PL/pgSQL function sperre()",
            "Das Journal wird nur fortgeschrieben. Es wurde nichts gespeichert.",
        ),
    ],
)
def test_a_lock_speaks_for_itself(meldung: str, satz: str) -> None:
    ablehnung = explain(IntegrityError(meldung))
    assert ablehnung is not None
    assert (ablehnung.status, ablehnung.satz) == (409, satz)


NIEMAND_IM_KELLER = {
    "sqlite": """
        CREATE TRIGGER keller BEFORE INSERT ON sitzungen_sitzung WHEN NEW.ort = 'Keller'
        BEGIN SELECT RAISE(ABORT, 'Im Keller tagt niemand.'); END
    """,
    "postgresql": """
        CREATE FUNCTION keller() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF NEW.ort = 'Keller' THEN
        RAISE EXCEPTION 'Im Keller tagt niemand.' USING ERRCODE = 'integrity_constraint_violation';
        END IF; RETURN NEW; END $$;
        CREATE TRIGGER keller BEFORE INSERT ON sitzungen_sitzung FOR EACH ROW EXECUTE FUNCTION keller()
    """,
}


@pytest.mark.django_db
def test_an_unexpected_refusal_of_the_database_keeps_the_text(client: Client) -> None:
    """A rule that only the database knows, made for this test: no sitting in the room “Keller”."""
    with connection.cursor() as cursor:
        cursor.execute(NIEMAND_IM_KELLER[connection.vendor])
    konto = build_konto(rolle=Rolle.SITZUNGSDIENST)
    client.force_login(konto)
    daten = {"gremium": str(build_gremium().pk), "tag": "01.03.2030", "zeit": "16:00", "ort": "Keller"}
    daten["hinweis"] = "mit Besichtigung um 15 Uhr"
    antwort = client.post(reverse("sitzung_neu"), daten, headers={"Sec-Fetch-Site": "same-origin"})
    assert antwort.status_code == 409
    assert "Im Keller tagt niemand. Es wurde nichts gespeichert." in antwort.content.decode()
    assert read_kept(antwort.content)[0] == ["mit Besichtigung um 15 Uhr"]
    assert not Sitzung.objects.exists()
