"""Every setting from outside is understood, or the start stops with one sentence that says what to write."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from koblenz_council import umgebung

WURZEL = Path(__file__).resolve().parents[2]

UNLESBAR = [
    ("HTTPS", "ja", "HTTPS=ja ist nicht lesbar. Bitte 1 (ein) oder 0 (aus) angeben."),
    ("DEMO", "vielleicht", "DEMO=vielleicht ist nicht lesbar. Bitte 1 (ein) oder 0 (aus) angeben."),
    ("HINTER_PROXY", "2", "HINTER_PROXY=2 ist nicht lesbar. Bitte 1 (ein) oder 0 (aus) angeben."),
    ("HSTS_PRELOAD", "1", "HSTS_PRELOAD=1 gilt nur zusammen mit HSTS_SUBDOMAINS=1. Bitte beide angeben."),
    ("ANLAGE_MAX_BYTES", "50MB", "ANLAGE_MAX_BYTES=50MB ist nicht möglich. Bitte eine Zahl ab 1 angeben."),
    ("EINLADUNGSFRIST_TAGE", "-1", "EINLADUNGSFRIST_TAGE=-1 ist nicht möglich. Bitte eine Zahl ab 0 angeben."),
    (
        "ALLOWED_HOSTS",
        "rat.example.org,https://rat.example.org",
        (
            "ALLOWED_HOSTS: „https://rat.example.org“ ist kein Rechnername. Bitte ohne http:// und ohne Anschluss "
            "angeben, mehrere durch Komma getrennt, z. B. rat.example.org."
        ),
    ),
    (
        "CSRF_TRUSTED_ORIGINS",
        "rat.example.org",
        (
            "CSRF_TRUSTED_ORIGINS: „rat.example.org“ ist keine Adresse. Bitte mit http:// oder https:// angeben, "
            "z. B. https://rat.example.org."
        ),
    ),
    (
        "ADRESSE",
        "rat.example.org",
        (
            "ADRESSE: „rat.example.org“ ist keine Adresse. Bitte mit http:// oder https:// angeben, "
            "z. B. https://rat.example.org."
        ),
    ),
    (
        "DATABASE_URL",
        "mysql://geheim@rechner/db",
        (
            "DATABASE_URL ist nicht lesbar. Erwartet wird z. B. postgres://name:kennwort@rechner/datenbank "
            "(Sonderzeichen im Kennwort mit % kodiert)."
        ),
    ),
    *(
        (
            "EMAIL_URL",
            wert,
            (
                "EMAIL_URL ist nicht lesbar. Erwartet wird z. B. smtp+tls://name:kennwort@rechner:587 "
                "(auch smtp:// und smtp+ssl://; Sonderzeichen im Kennwort mit % kodiert)."
            ),
        )
        for wert in ("mail.example.org", "http://geheim@rechner", "smtp://", "smtp://rechner:viele", "filemail:///tmp")
    ),
    (
        "POST_ABSENDER",
        "Ratsinformation",
        (
            "POST_ABSENDER: „Ratsinformation“ ist kein Absender. Bitte eine E-Mail-Adresse angeben, auch mit Namen "
            "davor, z. B. Ratsinformation <rat@example.org>."
        ),
    ),
    ("DATA_DIR", "/etc/hostname", "DATA_DIR=/etc/hostname ist kein Ordner. Bitte einen Ordner angeben."),
]


def run_manage(ablage: Path, *befehl: str, **umgebung: str) -> "subprocess.CompletedProcess[str]":
    """Run manage.py with nothing in the environment but this."""
    return subprocess.run(
        [sys.executable, str(WURZEL / "manage.py"), *befehl],
        env={"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", "DATA_DIR": str(ablage), "HTTPS": "1"} | umgebung,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(("name", "wert", "satz"), UNLESBAR, ids=[name for name, *_ in UNLESBAR])
def test_what_cannot_be_read_stops_the_start_with_a_sentence(name: str, wert: str, satz: str, tmp_path: Path) -> None:
    antwort = run_manage(tmp_path, "check", **{name: wert})
    assert (antwort.returncode, antwort.stdout, antwort.stderr) == (1, "", f"{satz}\n")


def test_whoever_names_a_mail_server_names_the_sender(tmp_path: Path) -> None:
    antwort = run_manage(tmp_path, "check", EMAIL_URL="smtp://127.0.0.1")
    assert (antwort.returncode, antwort.stdout) == (1, "")
    assert antwort.stderr.startswith("POST_ABSENDER: „“ ist kein Absender. Bitte eine E-Mail-Adresse angeben")


@pytest.mark.parametrize(
    ("wert", "port", "tls", "ssl"),
    [
        ("smtp://rechner", 25, None, None),
        ("smtp://rechner:2525", 2525, None, None),
        ("smtp+tls://rat%40example.org:ge%2Fheim@rechner", 587, True, None),
        ("smtp+ssl://rechner", 465, None, True),
    ],
)
def test_a_mail_server_is_read(
    monkeypatch: pytest.MonkeyPatch, wert: str, port: int, tls: bool | None, ssl: bool | None
) -> None:
    monkeypatch.setenv("EMAIL_URL", wert)
    weg = umgebung.read_postweg("EMAIL_URL")
    assert weg is not None
    assert (weg["EMAIL_HOST"], weg["EMAIL_PORT"], weg.get("EMAIL_USE_TLS"), weg.get("EMAIL_USE_SSL")) == (
        "rechner",
        port,
        tls,
        ssl,
    )
    if "@" in wert:
        assert (weg["EMAIL_HOST_USER"], weg["EMAIL_HOST_PASSWORD"]) == ("rat@example.org", "ge/heim")


@pytest.mark.parametrize(
    "wert", ["rat@example.org", "Rat der Stadt <rat@example.org>", "Größe, Köln <rat@example.org>"]
)
def test_a_sender_is_read(monkeypatch: pytest.MonkeyPatch, wert: str) -> None:
    monkeypatch.setenv("POST_ABSENDER", wert)
    assert umgebung.read_absender("POST_ABSENDER", "").addr_spec == "rat@example.org"


@pytest.mark.parametrize(
    ("wert", "an"), [("1", True), ("true", True), ("On", True), ("0", False), ("no", False), ("", False)]
)
def test_a_switch_is_on_or_off(monkeypatch: pytest.MonkeyPatch, wert: str, an: bool) -> None:
    monkeypatch.setenv("HTTPS", wert)
    assert umgebung.read_schalter("HTTPS") is an


@pytest.mark.parametrize("wert", ["ja", "nein", "2", "wahr", "1 0", "tru"])
def test_a_switch_is_never_guessed(monkeypatch: pytest.MonkeyPatch, wert: str) -> None:
    monkeypatch.setenv("HTTPS", wert)
    with pytest.raises(ImproperlyConfigured, match=r"HTTPS=.* ist nicht lesbar"):
        umgebung.read_schalter("HTTPS")


@pytest.mark.parametrize("wert", ["*", "[::1]", ".example.org", "rat.example.org", "127.0.0.1", "a,b , c"])
def test_host_names_are_taken(monkeypatch: pytest.MonkeyPatch, wert: str) -> None:
    monkeypatch.setenv("ALLOWED_HOSTS", wert)
    assert umgebung.read_rechnernamen("ALLOWED_HOSTS", []) == [teil.strip() for teil in wert.split(",")]


@pytest.mark.parametrize("wert", ["rat.example.org:8000", "http://x", "a b", "x/", "http://"])
def test_other_host_names_are_not(monkeypatch: pytest.MonkeyPatch, wert: str) -> None:
    monkeypatch.setenv("ALLOWED_HOSTS", wert)
    with pytest.raises(ImproperlyConfigured, match="ist kein Rechnername"):
        umgebung.read_rechnernamen("ALLOWED_HOSTS", [])


ZEIGE = "from django.conf import settings as s; print(({}))"


@pytest.mark.parametrize(
    ("umgebung", "ausdruck", "ausgabe"),
    [
        ({}, "s.SESSION_COOKIE_NAME, s.CSRF_COOKIE_NAME", "('__Host-sitzung', '__Host-csrftoken')"),
        ({"HTTPS": "0"}, "s.SESSION_COOKIE_NAME, s.CSRF_COOKIE_NAME", "('sessionid', 'csrftoken')"),
        (
            {},
            "s.SECURE_HSTS_SECONDS, s.SECURE_HSTS_INCLUDE_SUBDOMAINS, s.SECURE_HSTS_PRELOAD",
            "(31536000, False, False)",
        ),
        ({"HSTS_SUBDOMAINS": "1"}, "s.SECURE_HSTS_INCLUDE_SUBDOMAINS, s.SECURE_HSTS_PRELOAD", "(True, False)"),
        (
            {"HSTS_SUBDOMAINS": "1", "HSTS_PRELOAD": "1"},
            "s.SECURE_HSTS_INCLUDE_SUBDOMAINS, s.SECURE_HSTS_PRELOAD",
            "(True, True)",
        ),
    ],
)
def test_cookies_and_hsts_follow_their_switches(
    umgebung: dict[str, str], ausdruck: str, ausgabe: str, tmp_path: Path
) -> None:
    assert run_manage(tmp_path, "shell", "-v0", "-c", ZEIGE.format(ausdruck), **umgebung).stdout.strip() == ausgabe


def test_files_belong_to_their_owner_alone_also_in_a_folder_that_was_there(tmp_path: Path) -> None:
    ablage = tmp_path / "offen"
    ablage.mkdir()
    ablage.chmod(0o755)
    run_manage(ablage, "migrate", "-v0").check_returncode()
    offen = {p.name: stat.filemode(p.stat().st_mode) for p in ablage.rglob("*") if p.stat().st_mode & 0o077}
    assert offen == {}
    assert (ablage / "ratsinformation.sqlite3").is_file()
