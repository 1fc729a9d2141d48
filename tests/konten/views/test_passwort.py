"""/passwort/vergessen/ and /passwort/neu/<uid>/<token>/: the way back in, by mail."""

import re
from datetime import datetime, timedelta

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from journal.enums import Akt
from journal.models import Eintrag
from konten.actions.passwort import SCHON_DABEI, invite_konto, write_passwortlinks
from konten.forms.passwort import UNGLEICH, ZU_VIELE
from konten.models import Konto
from konten.tasks import send_passwortlinks
from konten.views.passwort import ABGELEGT, GESETZT, UNTERWEGS
from post.enums import Anlass
from post.models import Nachricht
from post.tasks import deliver
from tests.bauten import build_konto
from tests.post.empfang import Empfang
from tests.pruefen import journals, refused

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("leerer_zaehler")]

ALT, NEU = "ein langes Passwort 17", "ein anderes Passwort 18"
ADRESSE = "petra@example.org"


@pytest.fixture
def konto() -> Konto:
    konto = build_konto(username="petra", email=ADRESSE)
    konto.set_password(ALT)
    konto.save()
    return konto


def ask(client: Client, adresse: str, *, ort: str = "192.0.2.1") -> str:
    """Ask for a link and return the text of the page one ends on."""
    antwort = client.post(reverse("passwort_vergessen"), {"email": adresse}, REMOTE_ADDR=ort, follow=True)
    seite = BeautifulSoup(antwort.content, "html.parser")
    for feld in seite.select("input"):
        feld.decompose()
    return seite.main.get_text(" ", strip=True)  # type: ignore[union-attr]


def read_link(server: Empfang) -> str:
    """Deliver, and return the path in the newest mail."""
    deliver()
    treffer = re.search(r"https://rat\.example\.org(/passwort/neu/\S+)", server.genommen[-1].get_content())
    assert treffer is not None
    return treffer[1]


def request_link(server: Empfang) -> str:
    """Have a link written as the worker does."""
    send_passwortlinks.call(ADRESSE)
    return read_link(server)


def open_link(client: Client, link: str) -> tuple[str, str]:
    """Open a link; return where one ends, and the heading there."""
    antwort = client.get(link, follow=True)
    ende = antwort.redirect_chain[-1][0] if antwort.redirect_chain else link
    return ende, BeautifulSoup(antwort.content, "html.parser").h1.get_text(strip=True)  # type: ignore[union-attr]


def set_neues(client: Client, link: str, erstes: str = NEU, zweites: str = NEU) -> str:
    ziel, _ = open_link(client, link)
    antwort = client.post(ziel, {"new_password1": erstes, "new_password2": zweites}, follow=True)
    return antwort.content.decode()


def test_the_login_page_leads_there(client: Client) -> None:
    text = client.get(reverse("account_login")).content.decode()
    assert f'<a href="{reverse("passwort_vergessen")}">Passwort vergessen?</a>' in text
    assert "Administration hilft" not in text


def test_the_whole_way(client: Client, konto: Konto, empfang: Empfang) -> None:
    anderswo = Client()
    anderswo.force_login(konto)
    assert UNTERWEGS in ask(client, ADRESSE)
    [auftrag] = DBTaskResult.objects.all()
    auftrag.task.call(*auftrag.args_kwargs["args"])
    link = read_link(empfang)
    assert empfang.umschlaege[0][1] == [ADRESSE]
    with journals(Akt.PASSWORT_SETZEN):
        assert GESETZT in set_neues(client, link)
    konto.refresh_from_db()
    assert konto.check_password(NEU)
    # Every other login ends with it, and nobody is logged in by a link.
    assert anderswo.get(reverse("schreibtisch")).status_code == 302
    assert client.get(reverse("schreibtisch")).status_code == 302
    antwort = client.post(reverse("account_login"), {"login": "petra", "password": NEU})
    assert antwort.headers["Location"] == reverse("schreibtisch")
    eintrag = Eintrag.objects.get(akt=Akt.PASSWORT_SETZEN)
    assert (eintrag.konto_name, eintrag.daten) == ("petra", {"inhaber": "petra", "selbst": True})


@pytest.mark.parametrize("adresse", ["niemand@example.org", "PETRA@EXAMPLE.ORG", "petra@example.net"])
def test_the_answer_does_not_tell_whether_there_is_an_account(client: Client, konto: Konto, adresse: str) -> None:
    assert ask(client, adresse, ort="192.0.2.7") == ask(Client(), ADRESSE, ort="192.0.2.8")
    # Nor does the time it takes: what depends on it happens afterwards, in the queue.
    assert not Nachricht.objects.exists()
    assert DBTaskResult.objects.count() == 2


@pytest.mark.parametrize(
    ("adresse", "satz"),
    [
        ("", "Bitte geben Sie Ihre E-Mail-Adresse an."),
        ("petra", "Das ist keine E-Mail-Adresse. Bitte prüfen Sie die Schreibweise, z. B. name@example.org."),
        ("petra@example.org\nBcc: x@example.net", "Das ist keine E-Mail-Adresse."),
    ],
)
def test_what_is_no_address_is_told_and_kept(client: Client, adresse: str, satz: str) -> None:
    text = client.post(reverse("passwort_vergessen"), {"email": adresse}).content.decode()
    assert satz in text
    assert not DBTaskResult.objects.exists()


def test_nobody_is_flooded_with_links(client: Client, konto: Konto) -> None:
    antworten = [ZU_VIELE in ask(client, ADRESSE, ort=f"203.0.113.{zahl}") for zahl in range(5)]
    assert antworten == [False] * 3 + [True] * 2
    # Nor is it told by this whether there is such an account.
    antworten = [ZU_VIELE in ask(client, "niemand@example.org", ort=f"203.0.113.{zahl}") for zahl in range(5)]
    assert antworten == [False] * 3 + [True] * 2


def test_one_stranger_asks_for_few_and_the_town_hall_for_many(client: Client, konto: Konto) -> None:
    fremd = [ZU_VIELE in ask(client, f"a{zahl}@example.org", ort="203.0.113.9") for zahl in range(7)]
    assert fremd == [False] * 5 + [True] * 2
    client.post(reverse("account_login"), {"login": "petra", "password": ALT}, REMOTE_ADDR="192.0.2.50")
    rathaus = [ZU_VIELE in ask(Client(), f"b{zahl}@example.org", ort="192.0.2.50") for zahl in range(20)]
    assert rathaus == [False] * 20


def test_a_closed_account_gets_no_link(konto: Konto) -> None:
    Konto.objects.update(is_active=False)
    assert write_passwortlinks(ADRESSE) == 0


def test_an_account_that_logs_in_another_way_gets_none_unless_invited(konto: Konto) -> None:
    konto.set_unusable_password()
    konto.save()
    assert write_passwortlinks(ADRESSE) == 0
    invite_konto(konto, konto=build_konto(superuser=True))
    assert write_passwortlinks(ADRESSE) == 1


def test_two_accounts_with_one_address_get_a_link_each(konto: Konto, empfang: Empfang) -> None:
    zweites = build_konto(username="petra-zwei", email=ADRESSE)
    zweites.set_password(ALT)
    zweites.save()
    assert write_passwortlinks(ADRESSE) == 2
    deliver()
    namen = [re.search(r"Ihr\s+Konto\s+(\S+)\s+ein", mail.get_content()) for mail in empfang.genommen]
    assert {treffer[1] for treffer in namen if treffer} == {"petra", "petra-zwei"}


def test_the_link_is_kept_nowhere(client: Client, konto: Konto, empfang: Empfang) -> None:
    link = request_link(empfang)
    [nachricht] = Nachricht.objects.all()
    geheim = link.rstrip("/").rpartition("/")[2]
    assert all(geheim not in str(wert) for wert in vars(nachricht).values())
    # Nor does it stay in the address, from where it would travel on.
    ziel, titel = open_link(client, link)
    assert (ziel.rpartition("/setzen")[1], titel) == ("/setzen", "Neues Passwort")


def test_a_link_is_used_once(client: Client, konto: Konto, empfang: Empfang) -> None:
    link = request_link(empfang)
    set_neues(client, link)
    assert open_link(Client(), link) == (link, "Dieser Link gilt nicht mehr")


def test_a_login_in_between_uses_it_up(client: Client, konto: Konto, empfang: Empfang) -> None:
    link = request_link(empfang)
    client.post(reverse("account_login"), {"login": "petra", "password": ALT})
    assert open_link(Client(), link)[1] == "Dieser Link gilt nicht mehr"


@pytest.mark.parametrize(("tage", "titel"), [(2.9, "Neues Passwort"), (3.1, "Dieser Link gilt nicht mehr")])
def test_a_link_holds_three_days(
    client: Client,
    konto: Konto,
    empfang: Empfang,
    tage: float,
    titel: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    link = request_link(empfang)
    spaeter = datetime.now() + timedelta(days=tage)  # noqa: DTZ005  as Django counts
    monkeypatch.setattr(PasswordResetTokenGenerator, "_now", lambda self: spaeter)
    assert open_link(client, link)[1] == titel


def test_a_link_to_a_closed_account_opens_nothing(client: Client, konto: Konto, empfang: Empfang) -> None:
    link = request_link(empfang)
    Konto.objects.update(is_active=False)
    assert open_link(client, link)[1] == "Dieser Link gilt nicht mehr"


@pytest.mark.parametrize(("uid", "token"), [("MQ", "abc-123"), ("x", "y"), ("OTk5OTk", "setzen"), ("MQ", "setzen")])
def test_a_guessed_link_opens_nothing_and_leads_on(client: Client, konto: Konto, uid: str, token: str) -> None:
    antwort = client.get(reverse("passwort_neu", args=[uid, token]))
    assert "Dieser Link gilt nicht mehr" in antwort.content.decode()
    assert reverse("passwort_vergessen") in antwort.content.decode()
    antwort = client.post(reverse("passwort_neu", args=[uid, token]), {"new_password1": NEU, "new_password2": NEU})
    konto.refresh_from_db()
    assert konto.check_password(ALT)


@pytest.mark.parametrize(
    ("erstes", "zweites", "satz"),
    [
        (NEU, ALT, UNGLEICH),
        ("kurz", "kurz", "Dieses Passwort ist zu kurz. Es muss mindestens 12 Zeichen enthalten."),
        ("", "", "Bitte geben Sie Ihr neues Passwort zweimal ein."),
    ],
)
def test_a_bad_password_is_refused_with_a_sentence(
    client: Client,
    konto: Konto,
    empfang: Empfang,
    erstes: str,
    zweites: str,
    satz: str,
) -> None:
    text = set_neues(client, request_link(empfang), erstes, zweites)
    assert satz in text
    konto.refresh_from_db()
    assert konto.check_password(ALT)
    assert not Eintrag.objects.filter(akt=Akt.PASSWORT_SETZEN).exists()


def test_whoever_was_braked_gets_in_after_setting_a_new_one(client: Client, konto: Konto, empfang: Empfang) -> None:
    for _ in range(7):
        client.post(reverse("account_login"), {"login": "petra", "password": "falsch"})
    set_neues(client, request_link(empfang))
    client.post(reverse("account_login"), {"login": "petra", "password": NEU})
    assert client.session["_auth_user_id"] == str(konto.pk)


def test_changing_it_oneself_is_written_down_as_well(client: Client, konto: Konto) -> None:
    client.force_login(konto)
    with journals(Akt.PASSWORT_SETZEN):
        client.post(reverse("account_change_password"), {"oldpassword": ALT, "password1": NEU, "password2": NEU})
    assert client.get(reverse("schreibtisch")).status_code == 200


def test_where_no_mail_is_sent_the_page_says_who_helps(client: Client) -> None:
    text = client.get(reverse("passwort_vergessen")).content.decode()
    assert "Hier werden noch keine E-Mails verschickt" in text
    assert "setzt Ihnen bis dahin die Administration" in text
    assert ABGELEGT in ask(client, ADRESSE)


# --- invited


def test_an_invitation_opens_the_account(client: Client, empfang: Empfang) -> None:
    neu = build_konto(username="neu", email="neu@example.org")
    with journals(Akt.KONTO_EINLADEN):
        invite_konto(neu, konto=build_konto(superuser=True))
    link = read_link(empfang)
    assert "Ihr Anmeldename ist neu;" in empfang.genommen[0].get_content().replace("\r\n", " ")
    set_neues(client, link)
    client.post(reverse("account_login"), {"login": "neu", "password": NEU})
    assert client.session["_auth_user_id"] == str(neu.pk)


@pytest.mark.parametrize(
    ("felder", "satz"),
    [
        ({"email": ""}, "Bei Neu ist keine E-Mail-Adresse eingetragen. Bitte tragen Sie zuerst eine ein."),
        ({"is_active": False}, "Das Konto Neu ist geschlossen. Bitte öffnen Sie es zuerst."),
        (
            {"last_login": timezone.now(), "password": "md5$x$y"},
            SCHON_DABEI.format(konto="Neu"),
        ),
    ],
)
def test_whoever_cannot_be_invited_is_told_why(felder: dict[str, object], satz: str) -> None:
    neu = build_konto(**{"email": "neu@example.org", "last_name": "Neu"} | felder)  # type: ignore[arg-type]
    administration = build_konto(superuser=True)
    with refused(satz):
        invite_konto(neu, konto=administration)


def test_the_administration_invites_several_and_hears_of_each_that_cannot_be(client: Client) -> None:
    client.force_login(build_konto(superuser=True))
    gut = [build_konto(email=f"neu{zahl}@example.org") for zahl in range(2)]
    ohne = build_konto(last_name="Ohne")
    auswahl = {"action": "send_einladung", "_selected_action": [k.pk for k in (*gut, ohne)]}
    text = client.post(reverse("admin:konten_konto_changelist"), auswahl, follow=True).content.decode()
    assert "2 Einladungen sind unterwegs." in text
    assert "Bei Ohne ist keine E-Mail-Adresse eingetragen." in text
    assert {n.konto for n in Nachricht.objects.filter(anlass=Anlass.EINLADUNG)} == set(gut)


def test_nobody_else_invites(client: Client) -> None:
    client.force_login(build_konto(is_staff=True))
    neu = build_konto(email="neu@example.org")
    auswahl = {"action": "send_einladung", "_selected_action": [neu.pk]}
    assert client.post(reverse("admin:konten_konto_changelist"), auswahl).status_code == 403
    assert not Nachricht.objects.exists()


def test_an_account_is_made_without_a_password(client: Client) -> None:
    client.force_login(build_konto(superuser=True))
    inhalt = {"username": "neu", "email": "neu@example.org", "password1": "", "password2": ""}
    zaehler = {f"rollenzuweisungen-{name}_FORMS": "0" for name in ("TOTAL", "INITIAL", "MIN_NUM", "MAX_NUM")}
    antwort = client.post(reverse("admin:konten_konto_add"), inhalt | zaehler)
    assert antwort.status_code == 302
    neu = Konto.objects.get(username="neu")
    assert (neu.has_usable_password(), neu.check_password(""), neu.email) == (False, False, "neu@example.org")
    for haelfte in ("password1", "password2"):
        halb = inhalt | zaehler | {"username": f"halb-{haelfte}", haelfte: NEU}
        assert "zweimal ein" in client.post(reverse("admin:konten_konto_add"), halb).content.decode()
