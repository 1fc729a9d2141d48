"""Failed logins: a guesser is slowed down, and nobody is locked out by somebody else's guessing.

Three places are told apart. A device on which this account has logged in before (a signed cookie) counts its own
failures only. An address from which somebody logged in successfully within the last weeks, such as the town hall, has
room for many people who mistype. Everything else is strange and is stopped soon; all strange places together may
guess at one account only a few times an hour, and that limit touches neither known devices nor known addresses.
"""

import hashlib
from typing import Final

from allauth.account.adapter import get_adapter
from allauth.core import ratelimit
from django.conf import settings
from django.core import signing
from django.core.cache import cache
from django.http import HttpRequest
from django.http.response import HttpResponseBase

COOKIE: Final = "__Host-geraet" if settings.HTTPS else "geraet"
SALZ: Final = "konten.login.drosselung.geraet"
GERAET_SEKUNDEN: Final = 180 * 24 * 60 * 60
ORT_SEKUNDEN: Final = 30 * 24 * 60 * 60
KONTEN_JE_GERAET: Final = 8
"""A shared tablet knows so many accounts; the one that logged in longest ago is forgotten first."""


def may_versuchen(request: HttpRequest, name: str) -> bool:
    """Return whether the password for ``name`` is looked at: not after too many failures."""
    return all(
        ratelimit.consume(request, action=grenze, key=schluessel, dry_run=True)
        for grenze, schluessel in _list_grenzen(request, _normalise(name))
    )


def count_fehlversuch(request: HttpRequest, name: str) -> None:
    """Count a failure at every limit that watches this device or place."""
    for grenze, schluessel in _list_grenzen(request, _normalise(name)):
        ratelimit.consume(request, action=grenze, key=schluessel)


def may_anfordern(request: HttpRequest, adresse: str) -> bool:
    """Count that a link to a new password is asked for, and return whether it is written.

    Not too often from one place, more often from where somebody has logged in, and to one mailbox a few times an hour.
    """
    ort = "passwortlink_bekannter_ort" if cache.get(_ort(request)) else "passwortlink_fremder_ort"
    return bool(
        ratelimit.consume(request, action=ort)
        and ratelimit.consume(request, action="passwortlink_adresse", key=_normalise(adresse))
    )


def remember_erfolg(request: HttpRequest, response: HttpResponseBase, name: str) -> None:
    """Keep that ``name`` logged in on this device and from this address."""
    cache.set(_ort(request), True, ORT_SEKUNDEN)
    kennung = _kennung(_normalise(name))
    bekannte = [bekannt for bekannt in _read_geraet(request) if bekannt != kennung]
    response.set_cookie(
        COOKIE,
        signing.dumps([kennung, *bekannte][:KONTEN_JE_GERAET], salt=SALZ),
        max_age=GERAET_SEKUNDEN,
        secure=settings.HTTPS,
        httponly=True,
        samesite="Lax",
    )


def _list_grenzen(request: HttpRequest, name: str) -> list[tuple[str, str]]:
    if _kennung(name) in _read_geraet(request):
        return [("fehlversuch_geraet", f"{name}:{request.COOKIES[COOKIE]}")]
    hier = f"{name}:{_ip(request)}"
    if cache.get(_ort(request)):
        return [("fehlversuch_bekannter_ort", hier)]
    return [("fehlversuch_fremder_ort", hier), ("fehlversuch_fremde", name)]


def _read_geraet(request: HttpRequest) -> list[str]:
    try:
        return list(signing.loads(request.COOKIES.get(COOKIE, ""), salt=SALZ, max_age=GERAET_SEKUNDEN))
    except signing.BadSignature:
        return []


def _kennung(name: str) -> str:
    """Return a short digest: the cookie shall not tell who else uses the tablet."""
    return hashlib.sha256(f"{settings.SECRET_KEY}:{name}".encode()).hexdigest()[:16]


def _ort(request: HttpRequest) -> str:
    return f"konten:bekannter-ort:{hashlib.sha256(_ip(request).encode()).hexdigest()}"


def _normalise(name: str) -> str:
    return name.strip().lower()


def _ip(request: HttpRequest) -> str:
    adresse: str = get_adapter().get_client_ip(request)
    return adresse
