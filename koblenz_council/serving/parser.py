"""Requests as they come in: whatever is too large is read past and never kept."""

from typing import Any, Final
from urllib.parse import unquote_to_bytes

from django.conf import settings
from django.template.loader import render_to_string
from waitress.parser import HTTPRequestParser
from waitress.utilities import RequestEntityTooLarge

from koblenz_council.serving.caps import body_cap

READ_PAST_BYTES: Final = 1024 * 1024 * 1024
"""Up to here a body that is too large is read and dropped, so that the browser gets to see the answer: who closes
the connection while a browser still sends shows it an error of the network."""


class TooLarge(RequestEntityTooLarge):  # type: ignore[misc]
    """The answer to a body that is too large: the page everybody gets, not the server's own words."""

    def to_response(self, ident: str | None = None) -> tuple[str, list[tuple[str, str]], bytes]:
        """Return status, headers and page."""
        headers = [
            ("Content-Type", "text/html; charset=utf-8"),
            ("Cache-Control", "no-store"),
            ("Content-Security-Policy", "default-src 'none'; style-src 'self'"),
            ("X-Content-Type-Options", "nosniff"),
        ]
        return f"{self.code} {self.reason}", headers, render_to_string("413.html").encode()


class ReadPast:
    """Takes the place of the buffer a body is kept in, and keeps nothing."""

    error = None

    def __init__(self, expected: int) -> None:
        self.missing = expected

    @property
    def completed(self) -> bool:
        """Return whether everything announced has come."""
        return self.missing <= 0

    def received(self, data: bytes) -> int:
        """Count ``data`` and return how many bytes of it belong to this body."""
        taken = min(len(data), self.missing)
        self.missing -= taken
        return taken

    def getfile(self) -> None:
        """Return nothing: no application sees this request."""

    def getbuf(self) -> "ReadPast":
        """Return itself: there is only one to close."""
        return self

    def close(self) -> None:
        """Have nothing to close."""

    def __len__(self) -> int:
        return 0


class CappedParser(HTTPRequestParser):  # type: ignore[misc]
    """Reads a request as long as it keeps to what its address and its reader allow.

    Who the reader is can only be told from the cookie, and a forged one looks alike: the application asks again,
    knowing the account.
    """

    too_large: TooLarge | None = None
    error: Any = None
    cap = 0

    def parse_header(self, header_plus: bytes) -> None:
        """Read the head, then decide about the body."""
        super().parse_header(header_plus)
        path = unquote_to_bytes(self.path).decode(errors="replace")
        self.cap = body_cap(path, logged_in=_has_session(self.headers.get("COOKIE", "")))
        if self.content_length > self.cap:
            self.too_large = TooLarge("")
            self.body_rcv = ReadPast(self.content_length)

    def received(self, data: bytes) -> int:
        """Take ``data`` in, return how many bytes of it were used, and answer for what is too large."""
        consumed: int = super().received(data)
        if self.chunked and self.body_bytes_received > self.cap:
            # Nothing says how much is still to come, so there is nothing to wait for.
            self.too_large, self.completed = TooLarge(""), True
        if self.too_large is not None and (self.completed or self.expect_continue):
            self.error, self.completed = self.error or self.too_large, True
        return consumed


def _has_session(cookies: str) -> bool:
    names = (cookie.split("=", 1)[0].strip() for cookie in cookies.split(";"))
    return settings.SESSION_COOKIE_NAME in names


def waitress_options() -> dict[str, Any]:
    """Return what differs from waitress's defaults."""
    return {
        "ident": None,
        "max_request_header_size": 64 * 1024,
        "max_request_body_size": READ_PAST_BYTES,
        # Slow clients cost a socket, not a thread. How many sockets one address may hold is the proxy's business.
        "connection_limit": 2000,
        "asyncore_use_poll": True,
        "channel_timeout": 60,
        "cleanup_interval": 10,
        # Behind a proxy the application reads these itself, and knows how many to trust.
        "clear_untrusted_proxy_headers": not settings.HINTER_PROXY,
    }
