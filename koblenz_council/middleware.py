"""What holds for every page, whichever app it belongs to."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware
from django.shortcuts import render

from dokumente.ablage.lesen import DateiBeschaedigt
from koblenz_council.serving.caps import body_cap

Weiter = Callable[[HttpRequest], HttpResponseBase]


class CompressPages(GZipMiddleware):
    """Send pages compressed; files go as they are, they know their length and most are compressed already.

    How long a compressed page is may tell a stranger what it says (BREACH), if he can have the reader's browser ask for
    it again and again with words of his own. Here he cannot: the session cookie is not sent with requests of other
    sites (SameSite), no page shows in a frame, the secret against forged requests is masked anew each time, and
    Django adds up to 100 random bytes.
    """

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """Compress what is a page."""
        is_page = not response.streaming and response.headers.get("Content-Type", "").startswith("text/html")
        return super().process_response(request, response) if is_page else response


def cap_body(get_response: Weiter) -> Weiter:
    """Refuse what is too large for its address and its reader, before anything reads it."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        if _announced_bytes(request) > body_cap(request.path_info, logged_in=request.user.is_authenticated):
            return _refuse(request)
        return get_response(request)

    return middleware


def keep_off_disk(get_response: Weiter) -> Weiter:
    """Let no browser keep what somebody saw while logged in: the next person at the tablet may press Back.

    Told by the cookie alone, so that it costs no query: whoever brings a session may have seen more than others.
    """

    def middleware(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        if settings.SESSION_COOKIE_NAME in request.COOKIES or settings.SESSION_COOKIE_NAME in response.cookies:
            response["Cache-Control"] = "no-store, private"
        return response

    return middleware


class ExplainSchaden:
    """Answer with a sentence where a kept file turns out to be damaged: whichever page was to hand it out."""

    def __init__(self, get_response: Weiter) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Go on."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Return the page that says so; it names no file, because its address says who may know of it."""
        return render(request, "502.html", status=502) if isinstance(exception, DateiBeschaedigt) else None


def _announced_bytes(request: HttpRequest) -> int:
    try:
        return int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        return 0


def _refuse(request: HttpRequest) -> HttpResponse:
    return render(request, "413.html", status=413)
