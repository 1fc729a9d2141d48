"""A way out of every refusal: back to the object, with the text that was typed, in a sentence that says what to do."""

import codecs
import sys
from collections.abc import Callable
from typing import Final, NamedTuple

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render, resolve_url
from django.template.loader import render_to_string
from django.urls import Resolver404, resolve, reverse
from django.utils.html import strip_tags
from django.views.decorators.csrf import requires_csrf_token
from django_htmx.http import HttpResponseClientRefresh

from koblenz_council.ablehnung import explain

Weiter = Callable[[HttpRequest], HttpResponseBase]

SEITE_DES_AKTS: Final = {
    "top_aufsetzen": "tagesordnung",
    "top_neu": "tagesordnung",
    "top_griff": "tagesordnung",
    "tops_standard": "tagesordnung",
    "top_fassung": "tagesordnung",
    "mappe_abbrechen": "mappe",
}
"""Acts whose page is not the nearest address above their own."""

NICHT_GEZEIGT: Final = ("csrfmiddlewaretoken", "password")
"""Beginnings of names that never come back: one is ours, the other nobody's but its owner's."""

LANG: Final = 40
"""Values from this length on are text somebody wrote; shorter ones are choices and keys."""


class Angabe(NamedTuple):
    """One field as it was sent, and its text where somebody wrote one."""

    name: str
    wert: str

    @property
    def text(self) -> str:
        """Return what a person would read, empty for keys and choices."""
        lesbar = strip_tags(self.wert.replace("</p>", "</p>\n").replace("</li>", "</li>\n")).strip()
        return lesbar if len(self.wert) >= LANG or "\n" in self.wert or " " in lesbar else ""


def find_ausweg(pfad: str) -> str:
    """Return the nearest page above this address; the start page if there is none."""
    try:
        treffer = resolve(pfad)
    except Resolver404:
        treffer = None
    if treffer is not None and treffer.url_name in SEITE_DES_AKTS:
        return reverse(SEITE_DES_AKTS[treffer.url_name], args=[treffer.kwargs["pk"]])
    teile = pfad.strip("/").split("/")
    for anzahl in range(len(teile) - 1, 0, -1):
        oben = f"/{'/'.join(teile[:anzahl])}/"
        try:
            resolve(oben)
        except Resolver404:
            continue
        return oben
    return reverse("start")


def read_angaben(request: HttpRequest) -> list[Angabe]:
    """Return what was typed into one of our own pages; nothing if another site sent it.

    Whoever is offered to send it again must have written it: a forged request would otherwise be one press away.
    """
    if request.method != "POST" or not _is_von_hier(request):
        return []
    try:
        gesendet = list(request.POST.lists())
    except (UnreadablePostError, MultiPartParserError, TooManyFieldsSent, TooManyFilesSent, RequestDataTooBig, OSError):
        return []
    return [
        Angabe(name, wert)
        for name, werte in gesendet
        if not name.startswith(NICHT_GEZEIGT) and "passwor" not in name
        for wert in werte
    ]


def _is_von_hier(request: HttpRequest) -> bool:
    seite = request.headers.get("Sec-Fetch-Site")
    if seite:
        return seite == "same-origin"
    herkunft = request.headers.get("Origin", "")
    return herkunft == f"{request.scheme}://{request.get_host()}" or herkunft in settings.CSRF_TRUSTED_ORIGINS


def keep_eingabe(request: HttpRequest, vorlage: str, status: int, **inhalt: object) -> HttpResponse:
    """Render a refusal that carries the typed text and the button that sends it again."""
    angaben = read_angaben(request)
    inhalt |= {
        "angaben": angaben,
        "texte": [angabe.text for angabe in angaben if angabe.text],
        "hatte_dateien": bool(angaben) and (request.content_type or "").startswith("multipart/"),
        "ausweg": find_ausweg(request.path_info),
    }
    antwort = render(request, vorlage, inhalt, status=status)
    antwort["Cache-Control"] = "no-store, private"
    return antwort


# --- what Django asks for by name


@requires_csrf_token
def permission_denied(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer 403: what this account may not do, the way back, and its text."""
    return keep_eingabe(request, "403.html", 403)


@requires_csrf_token
def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer a request whose page was too old; from our own page it can be sent again at once."""
    return keep_eingabe(request, "403_csrf.html", 403)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer 400; too many files or fields at once have a sentence of their own."""
    zu_viele = isinstance(exception, TooManyFilesSent | TooManyFieldsSent)
    return HttpResponse(render_to_string("400.html", {"zu_viele": zu_viele}), status=400)


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer what nobody expected, and a full disk wherever it was met; needs neither session nor database."""
    if ablehnung := explain(sys.exc_info()[1]):
        return HttpResponse(render_to_string("507.html", {"ablehnung": ablehnung}), status=ablehnung.status)
    return HttpResponse(render_to_string("500.html"), status=500)


class Auswege:
    """Leads out of addresses that cannot be looked at and of refusals that only the database knows."""

    def __init__(self, get_response: Weiter) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer the request; an act's address leads to its page, a login that ended keeps the text."""
        if not is_lesbar(request):
            return HttpResponse(render_to_string("400.html", {"zeichen": True}), status=415)
        antwort = self.get_response(request)
        if antwort.status_code == 405 and request.method in ("GET", "HEAD"):
            return redirect(find_ausweg(request.path_info))
        if _leads_to_login(antwort) and read_angaben(request):
            # Who sends something from a page behind the login was logged in when it was drawn.
            return keep_eingabe(request, "eingabe_abgemeldet.html", 403)
        if _leads_to_login(antwort) and "HX-Request" in request.headers:
            # Only a part of the page was asked for: the login is no part of it.
            return HttpResponseClientRefresh()
        return antwort

    def process_exception(self, request: HttpRequest, fehler: Exception) -> HttpResponseBase | None:
        """Answer what the database or the disk refused with a sentence; everything else is none of ours."""
        ablehnung = explain(fehler)
        if ablehnung is None:
            return None
        return keep_eingabe(request, "eingabe_abgelehnt.html", ablehnung.status, ablehnung=ablehnung)


def is_lesbar(request: HttpRequest) -> bool:
    """Return whether the text of the request is written in the only way our pages write: UTF-8."""
    zeichensatz = (request.content_params or {}).get("charset")
    try:
        return not zeichensatz or codecs.lookup(zeichensatz).name in ("utf-8", "ascii")
    except LookupError:
        return False


def _leads_to_login(antwort: HttpResponseBase) -> bool:
    anmelden = resolve_url(settings.LOGIN_URL)
    return isinstance(antwort, HttpResponseRedirect) and antwort.url.startswith(f"{anmelden}?next=")
