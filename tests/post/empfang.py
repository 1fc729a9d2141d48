"""A real mail server for the tests: it listens on a port, answers as told and keeps what it took."""

import asyncio
import os
import signal
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.headerregistry import Address
from email.message import EmailMessage
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from pytest_django import Settings

JA = "250 OK"


class Empfang:
    """What the server says next, and what it has taken; told nothing, it takes everything."""

    def __init__(self) -> None:
        self.von_wem: list[str] = []
        self.an_wen: list[str] = []
        self.inhalt: list[str] = []
        self.opfer = 0
        self.bedenkzeit = 0.0
        self.genommen: list[EmailMessage] = []
        self.umschlaege: list[tuple[str, list[str]]] = []

    async def handle_MAIL(self, server: Any, session: Any, envelope: Any, address: str, mail_options: Any) -> str:  # noqa: N802
        """Answer to the sender."""
        antwort = self.von_wem.pop(0) if self.von_wem else JA
        if antwort == JA:
            envelope.mail_from = address
        return antwort

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, rcpt_options: Any) -> str:  # noqa: N802
        """Answer to the addressee."""
        antwort = self.an_wen.pop(0) if self.an_wen else JA
        if antwort == JA:
            envelope.rcpt_tos.append(address)
        return antwort

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        """Take the mail, or say why not; kill whoever sent it before they hear of it, if told."""
        await asyncio.sleep(self.bedenkzeit)
        antwort = self.inhalt.pop(0) if self.inhalt else JA
        if antwort == JA:
            self.genommen.append(message_from_bytes(envelope.content, policy=policy.default))
            self.umschlaege.append((envelope.mail_from, envelope.rcpt_tos))
        if self.opfer:
            os.kill(self.opfer, signal.SIGKILL)
            self.opfer = 0
        return antwort

    @property
    def kennungen(self) -> list[str]:
        """Return the Message-IDs of what was taken."""
        return [str(mail["Message-ID"]) for mail in self.genommen]


def find_port() -> int:
    """Return a port on which nobody listens."""
    with socket.socket() as tuer:
        tuer.bind(("127.0.0.1", 0))
        return int(tuer.getsockname()[1])


@contextmanager
def listen(empfang: Empfang, port: int) -> Iterator[None]:
    """Have the server listen."""
    server = Controller(empfang, hostname="127.0.0.1", port=port)
    server.start()
    try:
        yield
    finally:
        server.stop()


@pytest.fixture
def postweg(settings: Settings) -> int:
    """Have the settings lead to a port on which nobody listens yet."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", find_port()
    settings.POST_WIRD_VERSCHICKT = True
    settings.POST_ABSENDER = Address("Ratsinformation Köln, Süd", "rat", "example.org")
    settings.ADRESSE = "https://rat.example.org"
    return int(settings.EMAIL_PORT)


@pytest.fixture
def empfang(postweg: int) -> Iterator[Empfang]:
    """Run a mail server that takes everything until told otherwise."""
    server = Empfang()
    with listen(server, postweg):
        yield server
