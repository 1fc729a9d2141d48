"""Reading the environment: every value is understood, or the start stops with a sentence that says what to write."""

import re
from email.headerregistry import Address
from pathlib import Path
from urllib.parse import urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured, ValidationError
from django.core.validators import validate_email

env = environ.Env()

SCHALTER = {"1": True, "true": True, "on": True, "yes": True, "0": False, "false": False, "off": False, "no": False}
DATENBANKEN = ("postgres", "postgresql", "sqlite")
POSTWEGE = ("smtp", "smtp+tls", "smtp+ssl")
_ABSENDER = re.compile(r'\s*(?:"?(?P<name>[^"<>]*?)"?\s*<(?P<adresse>[^<>]+)>|(?P<nackt>[^<>\s]+))\s*')
_RECHNER = re.compile(r"\.?[a-z0-9]([a-z0-9.-]*[a-z0-9])?|\[[0-9a-f:.]+\]|\*", re.IGNORECASE)


def read_schalter(name: str) -> bool:
    """Return whether a switch is on; off where nothing is given. Raises ``ImproperlyConfigured`` with a sentence."""
    wert = env.str(name, default="").strip().lower()
    if wert and wert not in SCHALTER:
        raise ImproperlyConfigured(f"{name}={wert} ist nicht lesbar. Bitte 1 (ein) oder 0 (aus) angeben.")
    return SCHALTER[wert] if wert else False


def read_zahl(name: str, vorgabe: int, *, mindestens: int) -> int:
    """Return a whole number from the environment; raise ``ImproperlyConfigured`` with a sentence otherwise."""
    wert = env.str(name, default=str(vorgabe))
    if not wert.isascii() or not wert.isdecimal() or int(wert) < mindestens:
        raise ImproperlyConfigured(f"{name}={wert} ist nicht möglich. Bitte eine Zahl ab {mindestens} angeben.")
    return int(wert)


def read_rechnernamen(name: str, vorgabe: list[str]) -> list[str]:
    """Return host names as Django matches them; a whole address or a port is refused with a sentence."""
    werte = _read_liste(name, vorgabe)
    for wert in werte:
        if not _RECHNER.fullmatch(wert):
            raise ImproperlyConfigured(
                f"{name}: „{wert}“ ist kein Rechnername. Bitte ohne http:// und ohne Anschluss angeben, "
                "mehrere durch Komma getrennt, z. B. rat.example.org."
            )
    return werte


def read_adresse(name: str, vorgabe: str) -> str:
    """Return a web address without a slash at its end; anything else is refused with a sentence."""
    return _check_adresse(name, env.str(name, default="") or vorgabe).rstrip("/")


def read_adressen(name: str) -> list[str]:
    """Return a list of web addresses; anything else is refused with a sentence."""
    return [_check_adresse(name, wert) for wert in _read_liste(name, [])]


def read_datenbank(name: str) -> dict[str, object] | None:
    """Return the database settings of an address, None where none is given; an unreadable one is refused."""
    wert = env.str(name, default="")
    if not wert:
        return None
    if wert.partition("://")[0] in DATENBANKEN:
        try:
            return dict(env.db_url(name))
        except ValueError:
            pass
    # Without the value: it may hold a password.
    raise ImproperlyConfigured(
        f"{name} ist nicht lesbar. Erwartet wird z. B. postgres://name:kennwort@rechner/datenbank "
        "(Sonderzeichen im Kennwort mit % kodiert)."
    )


def read_postweg(name: str) -> dict[str, object] | None:
    """Return Django's settings for the mail server, None where none is named; an unreadable address is refused."""
    wert = env.str(name, default="")
    if not wert:
        return None
    try:
        teile = urlsplit(wert)
        gut = teile.scheme in POSTWEGE and bool(teile.hostname) and (teile.port or 1) > 0 and not teile.query
    except ValueError:
        gut = False
    if not gut or any(zeichen.isspace() for zeichen in wert):
        # Without the value: it may hold a password.
        raise ImproperlyConfigured(
            f"{name} ist nicht lesbar. Erwartet wird z. B. smtp+tls://name:kennwort@rechner:587 "
            "(auch smtp:// und smtp+ssl://; Sonderzeichen im Kennwort mit % kodiert)."
        )
    weg = dict(env.email_url(name))
    return {feld: wert for feld, wert in weg.items() if feld not in ("EMAIL_FILE_PATH", "EMAIL_PORT")} | {
        "EMAIL_PORT": teile.port or {"smtp": 25, "smtp+tls": 587, "smtp+ssl": 465}[teile.scheme]
    }


def read_absender(name: str, vorgabe: str) -> Address:
    """Return the address mails come from, with or without a name; anything else is refused with a sentence."""
    wert = env.str(name, default="") or vorgabe
    teile = _ABSENDER.fullmatch(wert)
    try:
        adresse = (teile["adresse"] or teile["nackt"]) if teile else ""
        validate_email(adresse)
        return Address(display_name=(teile["name"] if teile else None) or "", addr_spec=adresse)
    except (ValidationError, ValueError):
        raise ImproperlyConfigured(
            f"{name}: „{wert}“ ist kein Absender. Bitte eine E-Mail-Adresse angeben, auch mit Namen davor, "
            "z. B. Ratsinformation <rat@example.org>."
        ) from None


def read_ordner(name: str, vorgabe: Path) -> Path:
    """Return a folder as an absolute path; a file in its place is refused with a sentence."""
    ordner = Path(env.str(name, default="") or vorgabe).resolve()
    if ordner.exists() and not ordner.is_dir():
        raise ImproperlyConfigured(f"{name}={ordner} ist kein Ordner. Bitte einen Ordner angeben.")
    return ordner


def _read_liste(name: str, vorgabe: list[str]) -> list[str]:
    werte = [wert.strip() for wert in env.str(name, default="").split(",")]
    return [wert for wert in werte if wert] or vorgabe


def _check_adresse(name: str, wert: str) -> str:
    try:
        teile = urlsplit(wert)
        gut = teile.scheme in ("http", "https") and bool(teile.hostname) and (teile.port or 1) > 0
    except ValueError:
        gut = False
    if not gut or any(zeichen.isspace() for zeichen in wert):
        raise ImproperlyConfigured(
            f"{name}: „{wert}“ ist keine Adresse. Bitte mit http:// oder https:// angeben, z. B. https://rat.example.org."
        )
    return wert
