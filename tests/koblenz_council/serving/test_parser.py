"""Requests byte by byte: what is too large is read past, kept nowhere and answered with a page."""

import tempfile
from typing import Any

import pytest
from django.conf import settings
from waitress.adjustments import Adjustments

from koblenz_council.serving.parser import READ_PAST_BYTES, CappedParser, ReadPast, waitress_options

MB = 1024 * 1024
SESSION = f"Cookie: a=b; {settings.SESSION_COOKIE_NAME}=abc"


def parse(*pieces: bytes) -> CappedParser:
    """Feed a parser piece by piece, as the network would."""
    options: dict[str, Any] = waitress_options()
    parser = CappedParser(Adjustments(**options))
    for piece in pieces:
        rest = piece
        while rest and not parser.completed:
            rest = rest[parser.received(rest) :]
    return parser


def head(path: str, *lines: str) -> bytes:
    """Return the head of a POST."""
    return "\r\n".join([f"POST {path} HTTP/1.1", "Host: 127.0.0.1", *lines, "", ""]).encode()


def test_a_small_body_arrives_whole() -> None:
    parser = parse(head("/anmelden/", "Content-Length: 6"), b"abc", b"def")
    assert parser.completed
    assert parser.error is None
    assert parser.get_body_stream().read() == b"abcdef"
    parser.close()


@pytest.mark.parametrize(
    ("path", "lines", "size", "refused"),
    [
        ("/anmelden/", [], 6 * MB, True),
        ("/anmelden/", [SESSION], 6 * MB, True),
        ("/vorlagen/5/bearbeiten/anlagen/", [], 6 * MB, True),
        ("/vorlagen/5/bearbeiten/anlagen/", [SESSION], 6 * MB, False),
        ("/vorlagen/5/bearbeiten/anlagen/?a=b", [SESSION], 6 * MB, False),
        ("/vorlagen%2F5/bearbeiten/anlagen/", [SESSION], 6 * MB, False),
        ("/pruefen/", [], 6 * MB, False),
        ("/pruefen/", [], 106 * MB, True),
    ],
)
def test_address_and_cookie_decide_before_the_body_comes(path: str, lines: list[str], size: int, refused: bool) -> None:
    parser = parse(head(path, f"Content-Length: {size}", *lines), b"x")
    assert (parser.too_large is not None, isinstance(parser.body_rcv, ReadPast)) == (refused, refused)
    assert not parser.completed


def test_too_much_is_read_to_its_end_and_then_answered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "TemporaryFile", _forbidden)
    parser = parse(head("/anmelden/", f"Content-Length: {6 * MB}"), *[b"x" * MB] * 6)
    assert parser.completed
    assert parser.error is not None
    status, headers, page = parser.error.to_response()
    assert status == "413 Request Entity Too Large"
    assert ("Content-Type", "text/html; charset=utf-8") in headers
    assert "Das ist zu groß" in page.decode()


def _forbidden(*args: object, **kwargs: object) -> None:
    raise AssertionError("a body that is refused was written to disk")


def test_who_waits_for_a_go_ahead_hears_the_refusal_at_once() -> None:
    parser = parse(head("/anmelden/", f"Content-Length: {6 * MB}", "Expect: 100-continue"))
    assert parser.completed
    assert parser.error is not None


def test_an_endless_body_of_unknown_length_ends_at_the_cap() -> None:
    piece = b"100000\r\n" + b"x" * MB + b"\r\n"
    parser = parse(head("/anmelden/", "Transfer-Encoding: chunked"), *[piece] * 6)
    assert parser.completed
    assert parser.error is not None
    assert parser.error.code == 413
    parser.close()


def test_nobody_is_listened_to_for_ever() -> None:
    parser = parse(head("/anmelden/", f"Content-Length: {READ_PAST_BYTES}"))
    assert parser.completed
    assert parser.error is not None


def test_a_head_without_end_is_refused() -> None:
    parser = parse(b"GET / HTTP/1.1\r\n", *[b"X-Long: " + b"x" * 1000 + b"\r\n"] * 70)
    assert parser.completed
    assert parser.error is not None
    assert parser.error.code == 431
