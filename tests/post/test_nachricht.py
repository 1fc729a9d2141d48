"""Writing a mail, and choosing which ones one gets."""

import stat
from pathlib import Path

import pytest
from django.db import transaction
from pytest_django import Settings

from post.actions.abbestellung import choose_anlaesse, list_gewaehlte
from post.actions.nachricht import hold_post, write_nachricht
from post.enums import PFLICHT, WAEHLBAR, Anlass, Zustand
from post.models import Abbestellung, Nachricht
from post.rules.pausen import PAUSEN, compute_pause
from post.tasks import deliver
from tests.bauten import build_konto

pytestmark = pytest.mark.django_db

INHALT = {"gegenstand": "Es wartet etwas", "satz": "Bitte sehen Sie nach.", "ziel": "/schreibtisch/"}


@pytest.mark.parametrize("anlass", WAEHLBAR)
def test_what_was_turned_off_is_not_written(anlass: Anlass) -> None:
    konto, andere = build_konto(email="a@example.org"), build_konto(email="b@example.org")
    choose_anlaesse(konto, [einer for einer in WAEHLBAR if einer != anlass])
    assert write_nachricht(anlass, konto=konto, **INHALT) is None
    assert write_nachricht(anlass, konto=andere, **INHALT) is not None
    assert [n.konto for n in Nachricht.objects.all()] == [andere]


@pytest.mark.parametrize("anlass", PFLICHT)
def test_mandatory_mail_cannot_be_turned_off(anlass: Anlass) -> None:
    konto = build_konto(email="a@example.org")
    choose_anlaesse(konto, [])
    assert list_gewaehlte(konto) == []
    assert write_nachricht(anlass, konto=konto, **INHALT) is not None
    assert not Abbestellung.objects.filter(anlass=anlass).exists()


def test_a_choice_can_be_taken_back() -> None:
    konto = build_konto()
    assert list_gewaehlte(konto) == list(WAEHLBAR)
    choose_anlaesse(konto, [Anlass.FREIGABE])
    choose_anlaesse(konto, [Anlass.FREIGABE, Anlass.VORSCHLAG])
    assert list_gewaehlte(konto) == [Anlass.FREIGABE, Anlass.VORSCHLAG]
    choose_anlaesse(konto, WAEHLBAR)
    assert not Abbestellung.objects.exists()


def test_the_same_key_writes_once() -> None:
    konto = build_konto(email="a@example.org")
    erste, zweite = (write_nachricht(Anlass.FREIGABE, konto=konto, kennung="heute", **INHALT) for _ in range(2))
    assert erste == zweite
    assert Nachricht.objects.count() == 1


def test_nobody_is_written_to_of_what_is_long_past() -> None:
    konto = build_konto(email="a@example.org")
    with hold_post():
        assert write_nachricht(Anlass.FREIGABE, konto=konto, **INHALT) is None
    assert write_nachricht(Anlass.FREIGABE, konto=konto, **INHALT) is not None


@pytest.mark.django_db(transaction=True)
def test_a_mail_lives_or_dies_with_its_act() -> None:
    with pytest.raises(transaction.TransactionManagementError):
        write_nachricht(Anlass.FREIGABE, konto=build_konto(), **INHALT)


def test_pauses_grow_and_end() -> None:
    pausen = [compute_pause(zahl) for zahl in range(1, len(PAUSEN) + 2)]
    assert pausen[-1] is None
    gewachsen = [pause for pause in pausen if pause is not None]
    assert gewachsen == sorted(gewachsen) == list(PAUSEN)


def test_without_a_server_every_mail_is_a_file_of_the_owner(settings: Settings, tmp_path: Path) -> None:
    settings.EMAIL_BACKEND = "post.versand.ablage.Ablage"
    settings.POST_ORDNER = tmp_path / "post"
    konto = build_konto(email="kaethe@example.org", first_name="Käthe", last_name="Größer")
    nachricht = write_nachricht(Anlass.FREIGABE, konto=konto, kennung="../heute", **INHALT)
    assert nachricht is not None
    assert deliver() == 1
    [datei] = (tmp_path / "post").iterdir()
    assert datei.name == ".._heute.eml"
    assert stat.S_IMODE(datei.stat().st_mode) == 0o600
    assert stat.S_IMODE(datei.parent.stat().st_mode) == 0o700
    assert nachricht.message_id in datei.read_text()
    nachricht.refresh_from_db()
    assert nachricht.zustand == Zustand.ZUGESTELLT


def test_a_folder_that_cannot_be_written_is_a_server_that_is_down(settings: Settings, tmp_path: Path) -> None:
    settings.EMAIL_BACKEND = "post.versand.ablage.Ablage"
    settings.POST_ORDNER = tmp_path / "keiner" / "post"
    (tmp_path / "keiner").touch()
    nachricht = write_nachricht(Anlass.FREIGABE, konto=build_konto(email="a@example.org"), **INHALT)
    assert nachricht is not None
    assert deliver() == 0
    nachricht.refresh_from_db()
    assert nachricht.zustand == Zustand.WARTET
    assert nachricht.fehler
