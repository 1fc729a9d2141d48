"""What a mail looks like when it arrives: its headers, its words, and that no name can smuggle anything into it."""

import pytest
from django.urls import reverse
from django.utils import timezone

from post.enums import PFLICHT, Anlass
from post.models import Nachricht
from post.rules.brief import clean_zeile
from post.tasks import deliver
from tests.bauten import build_konto
from tests.post.empfang import Empfang
from tests.post.test_zustellung import write

pytestmark = pytest.mark.django_db


def test_headers_and_words(empfang: Empfang) -> None:
    konto = build_konto(username="kaethe", email="kaethe@example.org", first_name="Käthe", last_name="Größer")
    nachricht = write(konto, gegenstand="Über Straßen, für Sie", satz="Die Beschlussvorlage BV/0007/2026 wartet.")
    deliver()
    [mail] = empfang.genommen
    assert mail["From"] == '"Ratsinformation Köln, Süd" <rat@example.org>'
    assert mail["To"] == "Käthe Größer <kaethe@example.org>"
    assert mail["Subject"] == "Über Straßen, für Sie"
    assert mail["Message-ID"] == nachricht.message_id
    assert nachricht.message_id.endswith("@example.org>")
    assert mail["Date"].datetime == timezone.localtime(nachricht.angelegt_am).replace(microsecond=0)
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["Content-Language"] == "de"
    assert mail.get_content_type() == "text/plain"
    assert mail.get_content().replace("\r\n", "\n") == (
        "Guten Tag Käthe Größer,\n"
        "\n"
        "Die Beschlussvorlage BV/0007/2026 wartet.\n"
        "\n"
        "https://rat.example.org/vorlagen/7/\n"
        "\n"
        "-- \n"
        "Diese E-Mail ging an kaethe@example.org (Konto kaethe), von der\n"
        "Ratsinformation unter https://rat.example.org.\n"
        "Welche E-Mails Sie bekommen, wählen Sie hier:\n"
        f"https://rat.example.org{reverse('konto_post')}\n"
    )


@pytest.mark.parametrize("umbruch", ["\n", "\r\n", "\r", "\x0b", "\x85", "\u2028", "\x01", "\u202e"])
def test_a_name_is_never_a_header(empfang: Empfang, umbruch: str) -> None:
    write(
        build_konto(email="petra@example.org", first_name=f"Petra{umbruch}Bcc: boese@example.net", last_name="Muster"),
        gegenstand=f"Eine{umbruch}X-Boese: 1",
        satz=f"Satz{umbruch}.{umbruch}.",
    )
    deliver()
    [mail] = empfang.genommen
    assert empfang.umschlaege[0][1] == ["petra@example.org"]
    assert mail["Bcc"] is None
    assert mail["X-Boese"] is None
    assert mail["Subject"] == "Eine X-Boese: 1"
    assert [einer.addr_spec for einer in mail["To"].addresses] == ["petra@example.org"]
    assert mail["To"].addresses[0].display_name == "Petra Bcc: boese@example.net Muster"


@pytest.mark.parametrize("name", ['"; x', "Muster, <boese@example.net>", "a\\b", "(Klammer)", "=?utf-8?q?x?="])
def test_a_name_is_never_an_address(empfang: Empfang, name: str) -> None:
    write(build_konto(email="petra@example.org", first_name="", last_name=name))
    deliver()
    assert empfang.umschlaege[0][1] == ["petra@example.org"]
    assert [einer.addr_spec for einer in empfang.genommen[0]["To"].addresses] == ["petra@example.org"]


@pytest.mark.parametrize("anlass", PFLICHT)
def test_what_cannot_be_turned_off_says_so(empfang: Empfang, anlass: Anlass) -> None:
    nachricht = write()
    Nachricht.objects.update(anlass=anlass)
    deliver()
    text = empfang.genommen[0].get_content()
    assert "lassen sich nicht abbestellen." in text
    assert reverse("konto_post") not in text
    assert nachricht.konto is not None


def test_a_plain_address_is_written_to_as_well(empfang: Empfang) -> None:
    nachricht = write()
    Nachricht.objects.update(konto=None, adresse="presse@example.org")
    deliver()
    nachricht.refresh_from_db()
    assert nachricht.zugestellt_an == "presse@example.org"
    assert empfang.genommen[0].get_content().startswith("Guten Tag,\r\n")


def test_a_line_is_a_line() -> None:
    assert clean_zeile(" a\r\n\tb\u2029c\x00 ") == "a b c"
